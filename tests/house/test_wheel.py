"""An installed coachkit works by itself: no checkout, the notebooks and templates with it."""

import os
import subprocess
import zipfile
from pathlib import Path

import pytest

import bootstrap

SHIPPED = ("notebooks", "templates", "data")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [str(bootstrap.PYTHON), "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(
        [*build, "--directory", str(folder)], cwd=bootstrap.ROOT, check=True, capture_output=True
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the lock and the wheel, and nothing else.

    uv's cache has every package since the set-up, so nothing is fetched.
    """
    home = tmp_path_factory.mktemp("elsewhere") / "environment"
    uv, environment = bootstrap.find_uv(), bootstrap.uv_environment()
    programs = home / bootstrap.BIN.name
    target = ["--quiet", "--python", str(programs / bootstrap.PYTHON.name)]
    for step in (
        ["venv", "--quiet", "--no-project", "--python", str(bootstrap.PYTHON), str(home)],
        ["pip", "sync", *target, "--require-hashes", *bootstrap.LOCKS["run"]],
        ["pip", "install", *target, "--no-deps", str(wheel)],
    ):
        subprocess.run([uv, *step], cwd=bootstrap.ROOT, env=environment, check=True)
    return programs


def elsewhere(home: Path) -> dict[str, str]:
    """An environment that knows nothing of the checkout."""
    ours = ("PYTHON", "VIRTUAL_ENV", "COACHKIT_", "JUPYTER_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "HOME": str(home), "PATH": os.defpath}


def tracked(folder: str) -> set[str]:
    """The files of a folder of the checkout that belong to the project."""
    left_out = {"__pycache__", ".ipynb_checkpoints"}
    return {
        path.relative_to(bootstrap.ROOT).as_posix()
        for path in (bootstrap.ROOT / folder).rglob("*")
        if path.is_file() and left_out.isdisjoint(path.parts) and path.suffix != ".pyc"
    }


def test_the_wheel_has_the_package_and_all_that_ships_with_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    (kernelspec,) = [name for name in names if ".data/" in name]
    assert kernelspec.endswith(".data/data/share/jupyter/kernels/coachkit/kernel.json")
    inside = {name for name in names if ".dist-info/" not in name} - {kernelspec}
    shipped = {f"coachkit/shipped/{name}" for folder in SHIPPED for name in tracked(folder)}
    assert inside == tracked("coachkit") | shipped


def test_the_wheel_has_the_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.endswith("/licenses/LICENSE")] != []


def test_an_installed_coachkit_finds_what_ships_with_it(installed: Path, tmp_path: Path) -> None:
    ask = (
        "from coachkit.model.shipped import shipped\n"
        f"print(*(shipped(name) for name in {SHIPPED}), sep='\\n')"
    )
    told = subprocess.run(
        [str(installed / bootstrap.PYTHON.name), "-c", ask],
        cwd=tmp_path,
        env=elsewhere(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    places = [Path(line) for line in told.stdout.splitlines()]
    assert [place.name for place in places] == list(SHIPPED)
    assert all(place.is_dir() for place in places)
    assert all(place.is_relative_to(installed.parent) for place in places)


def test_the_demo_runs_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [str(installed / "coachkit"), "demo", "--once"],
        cwd=tmp_path,
        env=elsewhere(tmp_path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    reports = [path for path in tmp_path.rglob("*.html") if "clients" in path.parts]
    assert reports != []
