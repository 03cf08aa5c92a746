"""How often each client's report is made when nobody asks for it."""

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import workspace_option

_RHYTHMS = ("monthly", "quarterly", "none")


@click.command(
    help=terminal.SPEECH.say(
        "Say how often a client's report is made by “coachkit run --due”: monthly (as it is "
        "without a word), quarterly (of the last month of each quarter) or none."
    )
)
@click.argument("client")
@click.argument("how_often", type=click.Choice(_RHYTHMS))
@workspace_option
def rhythm(client: str, how_often: str, workspace: str) -> None:
    """Kept with the client from now on."""
    from coachkit.model.client import Client
    from coachkit.model.rhythms import Rhythm
    from coachkit.sessions.opening import now, open_workspace, whoever

    wanted = Rhythm(how_often)
    with open_workspace(workspace).open_client(client, now=now, who=whoever()) as store:
        saved = store.load(Client)
        if store.client.rhythm is not wanted:
            based_on = None if saved is None else saved.revision
            store.save(store.client.changed(rhythm=wanted), based_on=based_on, because="rhythm")
        name = store.client.name
    said = {
        Rhythm.MONTHLY: terminal.SPEECH.say("%(client)s: a report every month.", client=name),
        Rhythm.QUARTERLY: terminal.SPEECH.say(
            "%(client)s: a report after every quarter.", client=name
        ),
        Rhythm.NONE: terminal.SPEECH.say(
            "%(client)s: a report only when somebody asks for it.", client=name
        ),
    }
    click.echo(said[wanted])
