"""The record of a run: what went into it, how long it took, what came out. JSON, for ever.

Two runs with the same inputs would write the same: that is how an unchanged one is known.
"""

import hashlib
import platform
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from coachkit import __version__
from coachkit.batch.planning import Job, Refused, State
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.periods import Period
from coachkit.model.shipped import shipped
from coachkit.model.values import Value
from coachkit.store.client_store import ClientStore

RECORD: Final = "run.json"
"""The record's name in the folder of its run."""

_LIBRARIES: Final = (
    *("matplotlib", "numpy", "pandas", "pyarrow", "scipy"),
    *("ipykernel", "nbclient", "papermill", "typst"),
)
_SHIPPED: Final = (("data",), ("templates", "look"), ("templates", "pages"))
_TEMPLATES: Final = (*_SHIPPED, ("templates", "documents", "run"), ("templates", "fonts"))


class WrittenFile(Value):
    """One file of a run: its name within the run's folder, its size and its hash."""

    name: str
    bytes: int
    sha256: str


class Inputs(Value):
    """All that an output depends on, hashed. ``day``: where the period was not over yet."""

    data: str
    notebook: str
    parameters: str
    language: Language
    templates: str
    versions: Mapping[str, str]
    day: date | None = None


class RunRecord(Value):
    """What stands in ``run.json``.

    ``within``: the folder beside it with the files, where the record says which; else they lie
    beside it.
    """

    client: str
    notebook: str
    period: str
    language: Language
    state: State
    began: datetime
    seconds: float
    inputs: Inputs
    files: tuple[WrittenFile, ...] = ()
    refused: Refused | None = None
    within: str = ""


def inputs_of(
    job: Job, store: ClientStore, notebook: Path, language: Language, today: date
) -> Inputs:
    """What a run of the job would depend on, as of now."""
    told = "\n".join(f"{name}={value}" for name, value in job.parameters)
    return Inputs(
        data=store.seal(),
        notebook=_sha256(notebook.read_bytes()),
        parameters=_sha256(f"{job.period}\n{told}".encode()),
        language=language,
        templates=_templates(),
        versions=_versions(),
        day=today if _is_open(job.period, today) else None,
    )


def _is_open(period: str, today: date) -> bool:
    """Whether the same data can say something else tomorrow."""
    return not period or Period.month(period).last >= today


def written_files(folder: Path) -> tuple[WrittenFile, ...]:
    """Every file in a run's folder but its record, by name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != RECORD)
    return tuple(
        WrittenFile(
            name=path.relative_to(folder).as_posix(),
            bytes=path.stat().st_size,
            sha256=_sha256(path.read_bytes()),
        )
        for path in files
    )


def is_whole(record: RunRecord, folder: Path) -> bool:
    """Whether every file that the record tells of lies there as it was written."""
    return bool(record.files) and record.files == written_files(folder)


def read_record(text: bytes) -> RunRecord | None:
    """The record in a file's text; ``None`` where it is none that this coachkit understands."""
    try:
        return RunRecord.model_validate_json(text)
    except (InvalidValue, ValidationError, ValueError):
        return None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@cache
def _versions() -> Mapping[str, str]:
    found = {"coachkit": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


@cache
def _templates() -> str:
    seal = hashlib.sha256()
    for parts in _TEMPLATES:
        root = shipped(*parts)
        for path in sorted(root.rglob("*")):
            if path.is_file() and "demo" not in path.relative_to(root).parts:
                seal.update(path.relative_to(root).as_posix().encode())
                seal.update(path.read_bytes())
    return seal.hexdigest()
