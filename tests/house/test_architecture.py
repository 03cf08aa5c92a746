"""docs/architecture.md, the contracts in pyproject.toml and the code say the same."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "coachkit"
DISTRIBUTIONS = packages_distributions()
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}


def table() -> list[tuple[int, list[set[str]], set[str]]]:
    """The rows of the page's table, top first: floor, layers of names, distributions."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return [
        (
            int(floor),
            [set(layer.split(" · ")) for layer in packages.split(" over ")],
            set(re.findall(r"[a-z][\w-]*", outside)),
        )
        for floor, packages, outside in re.findall(
            r"^\| (\d) \| (.+?) \| (.+?) \|$", page, re.MULTILINE
        )
    ]


FLOORS = {
    name.strip("()"): floor for floor, layers, _ in table() for layer in layers for name in layer
}
KEPT = {name for _, layers, _ in table() for layer in layers for name in layer if "(" in name}
EXISTING = {
    path.stem
    for path in PACKAGE.iterdir()
    if path.suffix == ".py" or (path.is_dir() and any(path.rglob("*.py")))
} - {"__init__"}


@cache
def outside_imports(package: str) -> dict[str, str]:
    """The distributions that a package of coachkit imports, each with a place that does."""
    paths = [*(PACKAGE / package).rglob("*.py"), *PACKAGE.glob(f"{package}.py")]
    found = {}
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules = [name.name for name in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module] if node.module and not node.level else []
            else:
                continue
            for module in modules:
                top = module.partition(".")[0]
                if top != "coachkit" and top not in sys.stdlib_module_names:
                    name = re.sub(r"[-_.]+", "-", DISTRIBUTIONS[top][0]).lower()
                    found[name] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return found


def test_the_page_shows_the_floors_that_the_contract_demands() -> None:
    shown = [layer for _, layers, _ in table() for layer in layers]
    demanded = [set(layer.split(" | ")) for layer in CONTRACTS["floors"]["layers"]]
    assert shown == demanded
    assert [floor for floor, _, _ in table()] == [7, 6, 5, 4, 3, 2, 1]


def test_the_picture_names_every_package_that_exists() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = page.split("```")[1]
    assert {name for name in FLOORS if re.search(rf"\b{name}\b", picture)} == EXISTING


def test_every_package_has_a_floor_and_only_kept_places_are_empty() -> None:
    assert EXISTING | {name.strip("()") for name in KEPT} == set(FLOORS)
    assert EXISTING.isdisjoint(name.strip("()") for name in KEPT)


@pytest.mark.parametrize("package", sorted(EXISTING))
def test_a_package_uses_from_outside_only_what_its_floor_may(package: str) -> None:
    allowed = {name for floor, _, names in table() if floor <= FLOORS[package] for name in names}
    too_much = {name: at for name, at in outside_imports(package).items() if name not in allowed}
    assert too_much == {}


def test_the_page_promises_nothing_from_outside_that_is_not_used() -> None:
    promised = {name for _, _, names in table() for name in names}
    used = {name for package in EXISTING for name in outside_imports(package)}
    assert promised == used


def test_what_is_imported_is_asked_for_and_the_rest_runs_beside() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {Requirement(wish).name for wish in project["dependencies"]}
    extras = chain.from_iterable(project["optional-dependencies"].values())
    used = {name for package in EXISTING for name in outside_imports(package)}
    assert used - asked <= {Requirement(wish).name for wish in extras}
    # JupyterLab is a program of its own; tzdata is read by the standard library.
    assert asked - used == {"jupyterlab", "tzdata"}


@pytest.mark.parametrize(
    ("contract", "outsiders", "sources"),
    [
        ("figures", {"matplotlib"}, {name for name in EXISTING if FLOORS[name] < 3}),
        ("widgets", {"ipywidgets"}, {name for name in EXISTING if FLOORS[name] < 4}),
        (
            "servers",
            {"distributed", "papermill", "voila"},
            {name for name in EXISTING if FLOORS[name] != 6},
        ),
        ("model", {"pandas", "sqlalchemy", "ipywidgets", "matplotlib"}, {"model"}),
    ],
)
def test_a_forbidding_contract_covers_every_package_it_should(
    contract: str, outsiders: set[str], sources: set[str]
) -> None:
    assert set(CONTRACTS[contract]["source_modules"]) == {f"coachkit.{name}" for name in sources}
    assert set(CONTRACTS[contract]["forbidden_modules"]) >= outsiders


def test_only_the_top_floors_may_open_a_store() -> None:
    top = {f"coachkit.{name}" for name in EXISTING if FLOORS[name] >= 5}
    assert CONTRACTS["stores"]["protected_modules"] == ["coachkit.store"]
    assert set(CONTRACTS["stores"]["allowed_importers"]) == top


def test_a_packages_front_door_holds_only_its_docstring() -> None:
    fronts = {
        str(path.relative_to(ROOT)): [
            type(node).__name__ for node in ast.parse(path.read_text(encoding="utf-8")).body[1:]
        ]
        for path in PACKAGE.glob("*/__init__.py")
    }
    assert {front: nodes for front, nodes in fronts.items() if nodes} == {}


def test_coachkit_itself_holds_only_its_version() -> None:
    body = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")).body[1:]
    assert [ast.unparse(node).partition(" = ")[0] for node in body] == ["__version__"]
