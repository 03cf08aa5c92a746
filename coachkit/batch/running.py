"""One job from start to finish, in whatever process it is handed to.

The client is opened, what went in is hashed, the notebook runs in a kernel of its own, and its
outputs become files: all of them, or none.
"""

import logging
import threading
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from coachkit.kernels import lean_imports  # noqa: F401 - before all that it is about

# isort: split
from nbformat import NotebookNode

from coachkit.batch.executing import Desk, execute, written
from coachkit.batch.notebooks import known_parameters, notebook_path
from coachkit.batch.outputs import drafting, shelf_of
from coachkit.batch.planning import Job, Outcome, Refused, State
from coachkit.batch.records import RECORD, Inputs, RunRecord, inputs_of, written_files
from coachkit.documents.run_page import run_page
from coachkit.documents.run_parts import Picture, parts
from coachkit.documents.run_print import pixels, run_print
from coachkit.language.speech import speak
from coachkit.model.errors import CoachkitError, NotebookFailed
from coachkit.model.languages import Language
from coachkit.model.periods import Period
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.writing import not_writable

FIGURES: Final = "figures"
"""The folder of a run's pictures: each as it was drawn, and as pixels where that is wanted."""

_DRAWN, _PIXELS = ".svg", ".png"

_WHERE: Final = 'class="ck ck-written"'

log = logging.getLogger(__name__)


class _Opened(NamedTuple):
    """What a job needs to know of its client; the store is closed again."""

    name: str
    language: Language
    runs: Path
    today: date
    inputs: Inputs


def run_job(job: Job, turns: threading.Semaphore | None = None) -> Outcome:
    """Run it, and say what became of it. Whatever is wrong with its client is an outcome, too.

    ``turns``: how many notebooks' cells may run at once, where jobs share a process.
    """
    began, start = now(), time.monotonic()
    try:
        state, folder, files = _run(job, turns)
    except CoachkitError as refused:
        log.info("%s failed: %s", job.key, refused)
        return Outcome(
            job=job,
            state="failed",
            began=began,
            seconds=_since(start),
            refused=_reason(refused),
        )
    return Outcome(
        job=job, state=state, began=began, seconds=_since(start), folder=folder, files=files
    )


def run_name(job: Job, language: Language) -> str:
    """What the folder of its run is called: ``2026-10-report-sv``."""
    return "-".join(part for part in (job.period or "latest", job.notebook, language) if part)


def _run(job: Job, turns: threading.Semaphore | None) -> tuple[State, str, tuple[str, ...]]:
    start = time.monotonic()
    began = now()
    notebook = notebook_path(job.notebook)
    opened = _open(job, notebook)
    name, shelf = run_name(job, opened.language), shelf_of(job, opened.runs)
    kept = shelf.kept(name)
    if kept is not None and kept.inputs == opened.inputs and not _is_wanted_anew(job, kept):
        return "unchanged", shelf.place(name), tuple(file.name for file in kept.files)
    with drafting(opened.runs) as draft:
        filled = execute(
            notebook,
            _parameters(job, notebook, opened.language),
            Desk(job.client, job.workspace, draft),
            job.limits,
            turns,
        )
        try:
            _write(job, filled, opened, draft)
            files = written_files(draft)
            record = RunRecord(
                client=job.client,
                notebook=job.notebook,
                period=job.period,
                language=opened.language,
                state="made",
                began=began,
                seconds=_since(start),
                inputs=opened.inputs,
                files=files,
            )
            (draft / RECORD).write_text(record.model_dump_json(indent=1), encoding="utf-8")
        except OSError as refused:
            raise not_writable(refused, opened.runs / name) from refused
        return "made", shelf.publish(name, draft), tuple(file.name for file in files)


def _is_wanted_anew(job: Job, kept: RunRecord) -> bool:
    names = {file.name for file in kept.files}
    drawn = [name for name in names if name.startswith(f"{FIGURES}/") and name.endswith(_DRAWN)]
    if job.png and any(name.removesuffix(_DRAWN) + _PIXELS not in names for name in drawn):
        return True
    # A batch that goes on after a kill has made some runs that its ledger does not know of.
    return job.again and (job.since is None or kept.began < job.since)


def _open(job: Job, notebook: Path) -> _Opened:
    workspace = open_workspace(job.workspace)
    with workspace.open_client(job.client, now=now, who=whoever(), read_only=True) as store:
        language: Language = job.language or store.client.language
        today = now().astimezone(ZoneInfo(store.client.time_zone)).date()
        return _Opened(
            name=store.client.name,
            language=language,
            runs=store.runs,
            today=today,
            inputs=inputs_of(job, store, notebook, language, today),
        )


def _parameters(job: Job, notebook: Path, language: Language) -> dict[str, str]:
    told = {
        "client": job.client,
        "workspace": job.workspace,
        "language": language,
        **({"period": job.period} if job.period else {}),
        **dict(job.parameters),
    }
    return {name: told[name] for name in known_parameters(notebook) if name in told}


def _write(job: Job, filled: NotebookNode, opened: _Opened, draft: Path) -> None:
    """The notebook, the page, the PDF and the pictures."""
    (draft / f"{job.notebook}.ipynb").write_text(written(filled), encoding="utf-8")
    shown = _shown(filled)
    title = _title(job, opened)
    page = run_page(title, shown, opened.language)
    (draft / f"{job.notebook}.html").write_text(page, encoding="utf-8")
    found = [part for html in shown for part in parts(html)]
    pdf = run_print(title, found, opened.language, opened.today)
    (draft / f"{job.notebook}.pdf").write_bytes(pdf)
    pictures = [one for one in found if isinstance(one, Picture)]
    if pictures:
        _write_pictures(pictures, draft / FIGURES, png=job.png)


def _write_pictures(pictures: Sequence[Picture], folder: Path, *, png: bool) -> None:
    folder.mkdir()
    drawings = [picture.drawing for picture in pictures if picture.drawing]
    made = iter(pixels(drawings) if png else ())
    for number, picture in enumerate(pictures, start=1):
        name = folder / f"{number:02}"
        if picture.drawing:
            name.with_suffix(_DRAWN).write_text(picture.drawing, encoding="utf-8")
        if png or not picture.drawing:
            content = next(made) if picture.drawing else picture.png
            name.with_suffix(_PIXELS).write_bytes(content)


def _title(job: Job, opened: _Opened) -> str:
    if not job.period:
        return opened.name
    speech = speak(opened.language)
    month = speech.month(Period.month(job.period).first)
    return speech.say("%(client)s · %(month)s", client=opened.name, month=month)


def _shown(filled: NotebookNode) -> list[str]:
    """The HTML of what the notebook's cells show, but for where on this machine it wrote files."""
    found = [
        str(output["data"]["text/html"])
        for cell in filled.cells
        for output in cell.get("outputs", ())
        if "text/html" in output.get("data", {})
    ]
    return [html for html in found if _WHERE not in html]


def _reason(refused: CoachkitError) -> Refused:
    """What stopped the notebook itself, where it said so in every language."""
    told = refused.details.get("told") if isinstance(refused, NotebookFailed) else None
    return told if isinstance(told, Refused) else Refused.of(refused)


def _since(start: float) -> float:
    return round(time.monotonic() - start, 3)
