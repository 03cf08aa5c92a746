"""The plan, out of the house."""

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import progress, shown, workspace_option
from coachkit.model.languages import valid_language


@click.command(
    help=terminal.SPEECH.say(
        "Write a client's content plan as files: a page, a workbook, a calendar for each person."
    )
)
@click.argument("client")
@click.option(
    "--language", default="", help=terminal.SPEECH.say("en, sv or fi; else the client's own.")
)
@workspace_option
def export(client: str, language: str, workspace: str) -> None:
    """The last plan, into the client's documents."""
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.sessions.plan_files import write_plan

    with open_workspace(workspace).open_client(client, now=now, who=whoever()) as store:
        spoken = valid_language(language) if language else store.client.language
        with progress(client, None):
            written = write_plan(store, spoken)
    for path in written:
        click.echo(terminal.SPEECH.say("Done: %(path)s", path=shown(path)))
