"""Makes the lock and environment.yml from pyproject.toml, the one list of what coachkit needs.

    python bootstrap.py lock              with the versions that are locked already, where they fit
    python bootstrap.py lock --upgrade    with the newest versions

Further words are handed to `uv pip compile`. What the three files are for: docs/decisions/0002.
"""

import re
import sys
import tomllib

import bootstrap

GROUPS = ["test", "check", "setup"]

# What conda-forge calls by another name than the Python world does.
CONDA_NAMES = {
    # conda-forge has pandoc itself beside it.
    "pypandoc-binary": "pypandoc",
    "jupyter-client": "jupyter_client",
    "jupyter-core": "jupyter_core",
    "jupyter-server": "jupyter_server",
    "jupyterlab-server": "jupyterlab_server",
    "matplotlib": "matplotlib-base",
    "typst": "typst-py",
    "tzdata": "python-tzdata",
}


def remake(rest: list[str]) -> None:
    """Write the lock and environment.yml anew."""
    lowest = ".".join(map(str, bootstrap.OLDEST_PYTHON))
    environment = bootstrap.uv_environment(further=False)
    made = [bootstrap.find_uv(), "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    made += ["--no-header", "--no-emit-index-url", "--python-version", lowest, *rest]
    run_time, develop = bootstrap.LOCKS["develop"]
    all_that_runs = ["pyproject.toml", "--all-extras", "--group", "build"]
    bootstrap.run([*made, *all_that_runs, "--output-file", run_time], environment)
    groups = [word for group in GROUPS for word in ("--group", group)]
    # Bound by the first, so that the two can be installed together.
    bootstrap.run(
        [*made, *groups, "--constraints", run_time, "--output-file", develop], environment
    )
    (bootstrap.ROOT / "environment.yml").write_text(conda_environment(), encoding="utf-8")


def conda_environment() -> str:
    """The text of environment.yml: what coachkit needs to run, under conda-forge's names."""
    told = tomllib.loads((bootstrap.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = told["project"]
    extras = [wish for wishes in project["optional-dependencies"].values() for wish in wishes]
    wishes = [*project["dependencies"], *extras, *told["build-system"]["requires"]]
    lines = [
        "# Made from pyproject.toml by `python bootstrap.py lock`; then, inside it:",
        "# pip install --no-deps --no-build-isolation --editable .",
        "name: coachkit",
        "channels:",
        "  - conda-forge",
        "  - nodefaults",
        "dependencies:",
        f"  - python {project['requires-python']}",
        "  - pip",
        *sorted(f"  - {conda_name(wish)}" for wish in wishes),
    ]
    return "\n".join(lines) + "\n"


def conda_name(wish: str) -> str:
    """``psycopg[binary]>=3.3`` as conda-forge writes it: ``psycopg >=3.3``."""
    parts = re.fullmatch(r"([a-z0-9-]+)(?:\[[a-z,-]+\])?([<>=!~][^;]*)?", wish)
    if not parts:
        sys.exit(f"environment.yml cannot say {wish!r}.")
    return f"{CONDA_NAMES.get(parts[1], parts[1])} {parts[2] or ''}".strip()


if __name__ == "__main__":
    remake(sys.argv[1:])
