"""Documents of sessions, out of the house: one in a language, or all of them as a ZIP."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import progress, shown
from coachkit.model.languages import valid_language

if TYPE_CHECKING:
    from coachkit.documents.house_look import HouseLook
    from coachkit.model.languages import Language
    from coachkit.store.client_store import ClientStore

PACK = "pack"
OF_THE_STRATEGY = (
    *("strategy", "audit", "guideline", "policies", "actions"),
    *("decisions", "minutes", "letter", "briefing", "training", PACK),
)
"""What ``coachkit export`` writes of a strategy; named here too, for the command starts quickly."""

OF_THE_EVALUATION = ("evaluation", "wins", "meeting")
"""What it writes of an evaluation."""

OF_THE_CAMPAIGN = ("campaign", "measurement", "ladder", "monday")
"""What it writes of a campaign."""

ALL = "all"
_FORMATS = ("docx", "pdf", "html", "md", "xlsx")
_PACK_FORMATS = ("docx", "pdf", "html", "xlsx")

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class HouseAsked:
    """The client's colour, as ``#rrggbb``, and logo, each if it was given."""

    brand: str
    logo: Path | None

    def look(self, store: "ClientStore") -> "HouseLook":
        """As the documents take it, else the client's own.

        :class:`coachkit.model.errors.InvalidValue` if they do not.
        """
        from coachkit.sessions.client_look import look_of

        return look_of(store, self.brand, self.logo.read_bytes() if self.logo else None)


@dataclass(frozen=True)
class DocumentsAsked:
    """What was typed: empty where nothing was."""

    language: str
    formats: tuple[str, ...]
    older: str
    newer: str
    house: HouseAsked
    folder: Path | None
    month: str = ""
    day: date | None = None


def document_options(command: F) -> F:
    """The options that only documents have."""
    for option in (
        click.option(
            "--logo",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help=terminal.SPEECH.say("Documents: the client's logo, a PNG or JPEG."),
        ),
        click.option(
            "--brand",
            default="",
            metavar="#RRGGBB",
            help=terminal.SPEECH.say("Documents: the client's colour."),
        ),
        click.option(
            "--newer", default="", help=terminal.SPEECH.say("Letter: to this version; else now.")
        ),
        click.option(
            "--older",
            default="",
            help=terminal.SPEECH.say("Letter: from this version; else the last named one."),
        ),
        click.option(
            "--format",
            "formats",
            type=click.Choice((*_FORMATS, ALL)),
            multiple=True,
            help=terminal.SPEECH.say("Documents: in which formats; may be said several times."),
        ),
    ):
        command = option(command)
    return command


def export_documents(client: str, what: str, asked: DocumentsAsked, workspace: str) -> None:
    """A document, or all of them, into the client's documents or a folder."""
    from coachkit.sessions.campaign_documents import write_campaign
    from coachkit.sessions.evaluation_documents import Asked, pack_last_session, write_evaluation
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.sessions.past_sessions import own_sheets
    from coachkit.sessions.strategy_documents import Versions, Wanted, write_documents

    opened = open_workspace(workspace)
    with opened.open_client(client, now=now, who=whoever()) as store:
        wanted = Wanted(
            _languages(asked, what, store), _formats(asked, what), asked.house.look(store)
        )
        sheets = own_sheets(opened)
        with progress(client, None) as step:
            if what == PACK:
                written = pack_last_session(store, sheets, asked.folder, wanted, step)
            elif what in OF_THE_CAMPAIGN:
                written = write_campaign(store, what, wanted, folder=asked.folder, progress=step)
            elif what in OF_THE_EVALUATION:
                written = write_evaluation(
                    store,
                    sheets,
                    what,
                    wanted,
                    folder=asked.folder,
                    asked=Asked(asked.month, asked.day),
                    progress=step,
                )
            else:
                written = write_documents(
                    store,
                    sheets,
                    what,
                    wanted,
                    folder=asked.folder,
                    versions=Versions(asked.older, asked.newer),
                    progress=step,
                )
    for path in written.paths:
        click.echo(terminal.SPEECH.say("Done: %(path)s", path=shown(path)))
    if written.too_long is not None:
        click.echo(
            terminal.SPEECH.say(
                "The guideline has %(pages)s pages; nobody leans on more than two. Shorten it, or "
                "take out examples.",
                pages=written.too_long,
            ),
            err=True,
        )


def _languages(asked: DocumentsAsked, what: str, store: "ClientStore") -> "tuple[Language, ...]":
    """The one that was named, the client's own, or all of the client's: a pack has them all."""
    if asked.language == ALL or (what == PACK and not asked.language):
        return store.client.languages
    return (valid_language(asked.language) if asked.language else store.client.language,)


def _formats(asked: DocumentsAsked, what: str) -> tuple[str, ...]:
    from coachkit.sessions.strategy_documents import WITH_TABLES

    if what == PACK and not asked.formats:
        return _PACK_FORMATS
    if ALL in asked.formats:
        return _FORMATS if what in {PACK, *WITH_TABLES} else _FORMATS[:-1]
    return asked.formats or _FORMATS[:1]
