"""Sessions: whether a run sheet can be held, the minutes of one that was, and its replay."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import shown, workspace_option
from coachkit.model.errors import InvalidValue, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

session_option = click.option(
    "--session",
    "number",
    type=int,
    help=terminal.SPEECH.say("The number of the session; else the latest."),
)


@click.group(help=terminal.SPEECH.say("Check files that a coach has written."))
def check() -> None:
    """Nothing of its own: see its commands."""


@check.command(
    help=terminal.SPEECH.say(
        "Check run sheets: 90 minutes, a changing pace, nobody waits. Without files: those that "
        "ship and the workspace's own."
    )
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@workspace_option
def sheets(files: tuple[Path, ...], workspace: str) -> None:
    """Each sheet with all that is wrong with it."""
    from coachkit.model.sheet_reading import read_sheet

    refused = False
    for file in files or _every_sheet(workspace):
        try:
            sheet = read_sheet(file)
        except InvalidValue as wrong:
            refused = True
            _tell_faults(file, wrong)
        else:
            click.echo(
                terminal.SPEECH.count(
                    "%(file)s can be held: %(n)s block in %(minutes)s minutes.",
                    "%(file)s can be held: %(n)s blocks in %(minutes)s minutes.",
                    len(sheet.blocks),
                    file=shown(file),
                    minutes=sheet.minutes,
                )
            )
    if refused:
        sys.exit(terminal.UNUSABLE)


@click.command(help=terminal.SPEECH.say("Print the minutes of a client's session."))
@click.argument("client")
@session_option
@workspace_option
def minutes(client: str, number: int | None, workspace: str) -> None:
    """Block by block, with what was decided."""
    from coachkit.language.session_words import minutes_lines
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.sessions.past_sessions import minutes_kept, own_sheets

    opened = open_workspace(workspace)
    with opened.open_client(client, now=now, who=whoever(), read_only=True) as store:
        told, sheet = minutes_kept(store, own_sheets(opened), now(), number)
    for line in minutes_lines(told, sheet, terminal.SPEECH):
        click.echo(line)


@click.command(help=terminal.SPEECH.say("Say how everything stood at a minute of a session."))
@click.argument("client")
@click.option(
    "--minute", type=click.FloatRange(min=0), required=True, help=terminal.SPEECH.say("The minute.")
)
@session_option
@workspace_option
def replay(client: str, minute: float, number: int | None, workspace: str) -> None:
    """The block, what was decided, what was open, and what had been entered."""
    from coachkit.language.session_words import replay_lines
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.sessions.past_sessions import own_sheets, session_at

    opened = open_workspace(workspace)
    with opened.open_client(client, now=now, who=whoever(), read_only=True) as store:
        at = session_at(store, own_sheets(opened), minute, number)
    for line in replay_lines(at.clock, at.known, at.undecided, at.sheet, terminal.SPEECH):
        click.echo(line)


def _every_sheet(workspace: str) -> "Iterable[Path]":
    from coachkit.model.sheet_reading import sheet_files
    from coachkit.model.shipped import shipped
    from coachkit.sessions.opening import find_workspace
    from coachkit.sessions.past_sessions import RUN_SHEETS

    yield from sheet_files(shipped("templates", RUN_SHEETS))
    try:
        own = find_workspace(workspace)
    except StoreError:
        # Whoever writes a sheet need not have a workspace yet.
        return
    yield from sheet_files(own / RUN_SHEETS)


def _tell_faults(file: Path, wrong: InvalidValue) -> None:
    from coachkit.language.explaining import explain

    problems = wrong.details.get("problems") or [
        {"code": wrong.code, "field": wrong.field, **wrong.details}
    ]
    click.echo(terminal.SPEECH.say("%(file)s cannot be held:", file=shown(file)), err=True)
    for problem in problems:
        click.echo(f"  {explain(InvalidValue(**problem), terminal.LANGUAGE)}", err=True)
