"""The plan, out of the house: to read, into calendars, into schedulers; texts come in."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli import terminal
from coachkit.cli.documents import (
    OF_THE_CAMPAIGN,
    OF_THE_EVALUATION,
    OF_THE_STRATEGY,
    DocumentsAsked,
    HouseAsked,
    document_options,
    export_documents,
)
from coachkit.cli.terminal import progress, shown, workspace_option
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import valid_language

if TYPE_CHECKING:
    from coachkit.documents.planning_files import ForScheduler
    from coachkit.model.languages import Language
    from coachkit.store.client_store import ClientStore

_DOCUMENTS = (*OF_THE_STRATEGY, *OF_THE_CAMPAIGN, *OF_THE_EVALUATION)


@click.command(
    help=terminal.SPEECH.say(
        "Write a client's files: the content plan to read (plan), the table of its texts (texts), "
        "or for a scheduler (schedulers); a document of the strategy, the campaign or the "
        "evaluation; or all that the last session left as one ZIP (pack)."
    )
)
@click.argument("client")
@click.argument(
    "what",
    type=click.Choice(("plan", "texts", "schedulers", *_DOCUMENTS)),
    default="plan",
)
@click.option(
    "--language",
    default="",
    help=terminal.SPEECH.say("en, sv or fi; else the client's own. Documents: or all of theirs."),
)
@click.option(
    "--texts",
    "table",
    type=click.Path(path_type=Path),
    help=terminal.SPEECH.say("A table of texts that was written into: it is taken in first."),
)
@click.option("--csv", "as_csv", is_flag=True, help=terminal.SPEECH.say("Texts: as CSV."))
@click.option(
    "--for",
    "tool",
    default="",
    metavar="TOOL",
    help=terminal.SPEECH.say("Schedulers: hootsuite, sprout, publer or metricool."),
)
@click.option(
    "--first", default="", metavar="DAY", help=terminal.SPEECH.say("Schedulers: else from today.")
)
@click.option(
    "--last", default="", metavar="DAY", help=terminal.SPEECH.say("Schedulers: else to the end.")
)
@click.option(
    "--dates",
    default=None,
    metavar="dmy|mdy",
    help=terminal.SPEECH.say("Schedulers: which comes first in a day, as the tool is set."),
)
@click.option(
    "--scheduled",
    type=click.IntRange(min=0),
    default=0,
    help=terminal.SPEECH.say("Schedulers: how many posts wait in the tool already."),
)
@click.option(
    "--trial", is_flag=True, help=terminal.SPEECH.say("Schedulers: the account is on trial.")
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help=terminal.SPEECH.say("Where to write, but the plan; else the client's documents."),
)
@document_options
@workspace_option
def export(
    client: str,
    what: str,
    language: str,
    table: Path | None,
    tool: str,
    first: str,
    last: str,
    dates: str | None,
    scheduled: int,
    folder: Path | None,
    formats: tuple[str, ...],
    older: str,
    newer: str,
    brand: str,
    logo: Path | None,
    workspace: str,
    *,
    as_csv: bool,
    trial: bool,
) -> None:
    """The last plan, into the client's documents."""
    from coachkit.documents.planning_files import ForScheduler
    from coachkit.sessions.opening import now, open_workspace, whoever

    asked = ForScheduler(tool, _day(first, "first"), _day(last, "last"), dates, scheduled, trial)
    if what == "schedulers" and not tool:
        raise InvalidValue("missing", "for")
    if what in _DOCUMENTS:
        house = HouseAsked(brand, logo)
        export_documents(
            client, what, DocumentsAsked(language, formats, older, newer, house, folder), workspace
        )
        return
    with open_workspace(workspace).open_client(client, now=now, who=whoever()) as store:
        spoken = valid_language(language) if language else store.client.language
        if table is not None:
            _take_in(store, table, now())
        if what == "plan":
            _plan(store, spoken)
        elif what == "texts":
            _texts(store, spoken, "csv" if as_csv else "xlsx")
        else:
            _schedulers(store, asked, spoken, folder)


def _plan(store: "ClientStore", language: "Language") -> None:
    from coachkit.sessions.plan_files import write_plan

    with progress(store.client.slug, None) as step:
        written = write_plan(store, language, step)
    _done(*written)


def _texts(store: "ClientStore", language: "Language", kind: str) -> None:
    from coachkit.sessions.post_texts import write_texts

    _done(write_texts(store, language, kind=kind))


def _take_in(store: "ClientStore", table: Path, opened_at: datetime) -> None:
    from coachkit.language.plan_texts import taken_sentence
    from coachkit.sessions.post_texts import take_texts

    taken = take_texts(store, table, opened_at=opened_at)
    click.echo(taken_sentence(taken, terminal.SPEECH))


def _schedulers(
    store: "ClientStore", asked: "ForScheduler", language: "Language", folder: Path | None
) -> None:
    from coachkit.sessions.opening import now
    from coachkit.sessions.scheduler_files import write_for_scheduler

    written = write_for_scheduler(store, asked, language, now=now(), folder=folder)
    for sentence in written.told:
        click.echo(sentence)
    _done(*written.files, written.notes)


def _done(*paths: Path) -> None:
    for path in paths:
        click.echo(terminal.SPEECH.say("Done: %(path)s", path=shown(path)))


def _day(written: str, field: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise InvalidValue("not_a_day", field, value=written[:80]) from None
