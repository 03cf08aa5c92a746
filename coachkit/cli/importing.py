"""Files come in: looked at, stored, undone."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coachkit.cli import terminal
from coachkit.cli.telling import as_data, exit_code, previewed, tell_of, tell_previews
from coachkit.cli.terminal import json_option, progress, workspace_option
from coachkit.model.errors import InvalidValue

if TYPE_CHECKING:
    from coachkit.model.periods import Period
    from coachkit.platforms.told import Told


@click.command("import", help=terminal.SPEECH.say("Import files, folders or ZIPs of exports."))
@click.argument("client")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILES…")
@click.option(
    "--platform",
    type=click.Choice(["facebook", "instagram"]),
    help=terminal.SPEECH.say("Which of Meta's two, where the file does not say."),
)
@click.option(
    "--account", help=terminal.SPEECH.say("Whose numbers they are, where the file names nobody.")
)
@click.option(
    "--period",
    metavar="YYYY-MM|FIRST..LAST",
    help=terminal.SPEECH.say("The days that the numbers are of, where the file does not say."),
)
@click.option(
    "--preview", is_flag=True, help=terminal.SPEECH.say("Say what would change; store nothing.")
)
@json_option
@workspace_option
def import_(
    client: str,
    files: tuple[Path, ...],
    platform: str | None,
    account: str | None,
    period: str | None,
    workspace: str,
    *,
    preview: bool,
    as_json: bool,
) -> None:
    """Each file whole or not at all."""
    told = _told(platform, account, period)
    if preview:
        _preview(client, files, told, workspace, as_json=as_json)
    else:
        _import(client, files, told, workspace, as_json=as_json)


def _import(
    client: str, files: tuple[Path, ...], told: "Told", workspace: str, *, as_json: bool
) -> None:
    from coachkit.sessions.importing import import_files
    from coachkit.sessions.opening import now, open_workspace, whoever

    with (
        open_workspace(workspace).open_client(client, now=now, who=whoever()) as store,
        progress(client, None, quiet=as_json) as step,
    ):
        imported = import_files(store, files, step, told)
    if as_json:
        click.echo(json.dumps(list(map(as_data, imported)), ensure_ascii=False, indent=2))
    else:
        tell_of(client, imported)
    sys.exit(exit_code([one.refused for one in imported]))


def _preview(
    client: str, files: tuple[Path, ...], told: "Told", workspace: str, *, as_json: bool
) -> None:
    from coachkit.sessions.inbox import looked_into, preview_all
    from coachkit.sessions.opening import now, open_workspace, whoever

    with (
        open_workspace(workspace).open_client(
            client, now=now, who=whoever(), read_only=True
        ) as store,
        progress(client, None, quiet=as_json) as step,
    ):
        found = looked_into(files)
        said = {file.shown: told for file in found.files}
        previews = preview_all(store, found, said, step)
    if as_json:
        click.echo(json.dumps(list(map(previewed, previews)), ensure_ascii=False, indent=2))
    else:
        tell_previews(previews)
    sys.exit(exit_code([one.refused for one in previews]))


def _told(platform: str | None, account: str | None, period: str | None) -> "Told":
    from coachkit.model.observations import Platform
    from coachkit.platforms.told import Told

    return Told(
        platform=Platform(platform) if platform else None,
        account=account.strip() or None if account else None,
        covers=_covers(period) if period else None,
    )


def _covers(written: str) -> "Period":
    """A month, or the first and the last day with two dots between them."""
    from datetime import date

    from coachkit.model.periods import Period

    if ".." not in written:
        return Period.month(written)
    first_day, _, last_day = written.partition("..")
    try:
        first, last = date.fromisoformat(first_day), date.fromisoformat(last_day)
    except ValueError:
        raise InvalidValue("not_a_period", "period", value=written[:80]) from None
    return Period(first=first, last=last)


@click.command(help=terminal.SPEECH.say("Say what waits in a client's inbox, or store it."))
@click.argument("client")
@click.option("--store", "storing", is_flag=True, help=terminal.SPEECH.say("Store what waits."))
@json_option
@workspace_option
def inbox(client: str, workspace: str, *, storing: bool, as_json: bool) -> None:
    """What waits, what it would change; with ``--store`` it is stored."""
    from coachkit.sessions.answers import read_answers
    from coachkit.sessions.inbox import lying, preview_all, store_waiting
    from coachkit.sessions.opening import now, open_workspace, whoever

    opened = open_workspace(workspace)
    with (
        opened.open_client(client, now=now, who=whoever(), read_only=not storing) as store,
        progress(client, None, quiet=as_json) as step,
    ):
        folder, said = store.inbox, read_answers(store.inbox)
        if storing:
            imported = store_waiting(store, said, step)
        else:
            previews = preview_all(store, lying(store), said, step)
    if storing:
        if as_json:
            click.echo(json.dumps(list(map(as_data, imported)), ensure_ascii=False, indent=2))
        else:
            tell_of(client, imported)
        sys.exit(exit_code([one.refused for one in imported]))
    if as_json:
        click.echo(json.dumps(list(map(previewed, previews)), ensure_ascii=False, indent=2))
    else:
        click.echo(terminal.SPEECH.say("The inbox: %(path)s", path=terminal.shown(folder)))
        tell_previews(previews)


@click.command(help=terminal.SPEECH.say("Undo the last import of a client."))
@click.argument("client")
@workspace_option
def undo(client: str, workspace: str) -> None:
    """What was stored together goes together."""
    from coachkit.documents.incoming_words import undone
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.sessions.undoing import undo_last

    with open_workspace(workspace).open_client(client, now=now, who=whoever()) as store:
        gone = undo_last(store)
    files = [one.file for one in gone.imports]
    click.echo(undone(files, len(gone.back), terminal.SPEECH))


@click.command(help=terminal.SPEECH.say("Say what a platform's file is, without storing anything."))
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def inspect(file: Path, *, as_json: bool) -> None:
    """Recognise a file."""
    from coachkit.language.explaining import explain_warning
    from coachkit.platforms.inspection import inspect as inspect_export
    from coachkit.sessions.opening import now

    with progress(file.name, None, quiet=as_json):
        found = inspect_export(
            file,
            opened_at=now(),
            explain=lambda warning: explain_warning(warning, terminal.LANGUAGE),
        )
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _describe(found)


def _describe(found: Mapping[str, Any]) -> None:
    from coachkit.language.inspected import describe_export

    for line in describe_export(found, terminal.SPEECH):
        click.echo(line)
