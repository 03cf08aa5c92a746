"""What the planning page shows of the files in which a plan leaves the house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import quote

from coachkit.documents.schedulers import SchedulerLayout, scheduler_layouts
from coachkit.documents.templating import fill
from coachkit.language.explaining import explain, explain_problems
from coachkit.language.speech import Speech, speak
from coachkit.model.errors import CoachkitError, InvalidValue, UnreadableExport
from coachkit.model.languages import Language

WRITTEN_DATES: Final = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}
"""Which comes first in a day, where a tool can be set to either."""

_SHOWN: Final = 4
"""Files that are named at once; further ones are folded away."""

_TOLD: Final = 8
"""Sentences that are read at once."""


@dataclass(frozen=True)
class ForScheduler:
    """Which items go to which tool, and how it will be given them.

    ``first``, ``last``: days, both within; ``None``: from today, to the end. ``dates``, where the
    tool can be set to both: ``dmy`` or ``mdy``. ``scheduled``: posts that wait in it already.
    """

    tool: str
    first: date | None = None
    last: date | None = None
    dates: str | None = None
    scheduled: int = 0
    on_trial: bool = False


@dataclass(frozen=True)
class HandedOut:
    """Files that were just written. ``told``: what to know of them, in sentences.

    ``files``: all below ``folder``, the client's documents. ``address``: where a page fetches
    what lies there; empty where nothing can be fetched.
    """

    folder: Path
    files: tuple[Path, ...]
    address: str = ""
    told: tuple[str, ...] = ()


def layout_of(tool: str) -> SchedulerLayout:
    """The tool's layout, or :class:`InvalidValue` at ``for`` with those that are known."""
    layouts = scheduler_layouts()
    if tool not in layouts:
        raise InvalidValue("not_allowed", "for", value=tool[:80], known=tuple(layouts))
    return layouts[tool]


def handed_out(handed: HandedOut, language: Language) -> str:
    """Where the files lie, each with a way to fetch it if there is one, and what to know."""
    speech = speak(language)
    named = [_named(file, handed) for file in handed.files]
    shown = named if len(named) <= _SHOWN + 1 else named[:_SHOWN]
    further = named[len(shown) :]
    return fill(
        "pages/plan_files.html.j2",
        language,
        sentence=lie_in(len(named), handed.folder, speech),
        shown=shown,
        further=further,
        told=handed.told[:_TOLD],
        more_told=handed.told[_TOLD:],
    )


def table_refused(error: CoachkitError, language: Language) -> str:
    """Why a table of texts was not taken in: every place, so that all can be mended at once."""
    speech = speak(language)
    if isinstance(error, UnreadableExport):
        places = explain_problems(error, language)
    else:
        places = [explain(error, language)]
    return fill(
        "pages/plan_refused_table.html.j2",
        language,
        sentence=speech.say("Nothing of this table was taken in."),
        places=places,
    )


def lie_in(files: int, folder: Path, speech: Speech) -> str:
    """Where they lie."""
    return speech.count(
        "%(n)s file lies in %(folder)s.", "%(n)s files lie in %(folder)s.", files, folder=folder
    )


def heading(title: str, explained: str, language: Language) -> str:
    """Over one way out of the house: what it is, and what for."""
    return fill("pages/plan_files_head.html.j2", language, title=title, explained=explained)


def tools(_: Speech) -> Sequence[tuple[str, str]]:
    """The schedulers that can be chosen, by name."""
    named = [(layout.name, tool) for tool, layout in scheduler_layouts().items()]
    return sorted(named, key=lambda one: one[0].casefold())


def day_orders(speech: Speech) -> list[tuple[str, str]]:
    """Which comes first in a day, as the tools' dialogs show it."""
    return [
        (speech.say("day first: 31/10/2026"), "dmy"),
        (speech.say("month first: 10/31/2026"), "mdy"),
    ]


def _named(file: Path, handed: HandedOut) -> tuple[str, str]:
    name = file.relative_to(handed.folder).as_posix()
    return name, f"{handed.address}/{quote(name)}" if handed.address else ""
