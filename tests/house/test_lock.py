"""pyproject.toml is the one list: the lock and environment.yml agree with it."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import bootstrap
import locks

ROOT = bootstrap.ROOT
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN_TIME, DEVELOP = bootstrap.LOCKS["develop"]


def entries(lock: str) -> dict[str, list[str]]:
    """Each package of a lock: its entries, one for each pin, hashes included."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for entry in re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]:
        found.setdefault(entry.partition("==")[0], []).append(entry)
    return found


def pin(entry: str) -> str:
    """The pin of an entry with its marker: ``numpy==2.4.6 ; python_full_version < '3.12'``."""
    return entry.partition("\\")[0].strip()


def wishes_for(lock: str) -> list[Requirement]:
    """What pyproject.toml asks of that lock."""
    groups = PROJECT["dependency-groups"]
    if lock == DEVELOP:
        written = [wish for group in locks.GROUPS for wish in groups[group]]
    else:
        extras = PROJECT["project"]["optional-dependencies"].values()
        written = [
            *PROJECT["project"]["dependencies"],
            *(wish for extra in extras for wish in extra),
            *groups["build"],
        ]
    return [Requirement(wish) for wish in written]


@pytest.mark.parametrize("lock", [RUN_TIME, DEVELOP])
def test_the_lock_has_a_fitting_pin_for_everything_that_is_asked_for(lock: str) -> None:
    locked = {
        name: [Requirement(pin(entry)).specifier for entry in pins]
        for name, pins in entries(lock).items()
    }
    unmet = [
        str(wish)
        for wish in wishes_for(lock)
        if not locked.get(canonicalize_name(wish.name))
        or not all(
            wish.specifier.contains(str(specifier).removeprefix("=="))
            for specifier in locked[canonicalize_name(wish.name)]
        )
    ]
    assert unmet == []


@pytest.mark.parametrize("lock", [RUN_TIME, DEVELOP])
def test_every_locked_package_is_pinned_exactly_and_hashed(lock: str) -> None:
    loose = [
        pin(entry)
        for pins in entries(lock).values()
        for entry in pins
        if not re.match(r"[a-z0-9-]+==[\w.!+]+ ", entry) or "--hash=sha256:" not in entry
    ]
    assert loose == []


@pytest.mark.parametrize("lock", [RUN_TIME, DEVELOP])
def test_the_lock_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r".*://.*|.*--(?:index|extra-index|find).*|.*file:.*", text) == []


def test_the_two_locks_never_disagree() -> None:
    run_time, develop = entries(RUN_TIME), entries(DEVELOP)
    shared = run_time.keys() & develop.keys()
    versions = {
        name: ({Requirement(pin(e)).specifier for e in lock[name]} for lock in (develop, run_time))
        for name in shared
    }
    apart = [name for name, (ours, theirs) in versions.items() if not ours <= theirs]
    assert apart == []


def test_every_python_that_the_project_allows_is_locked_for() -> None:
    allowed = SpecifierSet(PROJECT["project"]["requires-python"])
    oldest = ".".join(map(str, bootstrap.OLDEST_PYTHON))
    assert allowed == SpecifierSet(f">={oldest}")


def test_what_builds_the_package_is_in_the_lock() -> None:
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]


def test_environment_yml_is_what_pyproject_makes_it() -> None:
    written = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert written == locks.conda_environment()


def test_environment_yml_knows_conda_forges_own_names() -> None:
    assert locks.conda_name("psycopg[binary]>=3.3") == "psycopg >=3.3"
    assert locks.conda_name("matplotlib>=3.11") == "matplotlib-base >=3.11"
    assert locks.conda_name("tzdata") == "python-tzdata"
