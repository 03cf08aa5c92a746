"""A client comes, is packed, goes; and two invented ones to try things with."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from coachkit.cli import terminal
from coachkit.cli.serving import run_report, serve_workspace
from coachkit.cli.telling import tell_of
from coachkit.cli.terminal import progress, shown, workspace_option

_KINDS = ("business", "charity", "public")


@click.command(help=terminal.SPEECH.say("Make a workspace with two invented clients, and open it."))
@click.option(
    "--once",
    is_flag=True,
    help=terminal.SPEECH.say("Prepare everything, then stop without opening it."),
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("coachkit-demo"),
    show_default=True,
    help=terminal.SPEECH.say("The folder of the demo workspace."),
)
@click.option(
    "--port", type=int, default=8866, show_default=True, help=terminal.SPEECH.say("The port.")
)
def demo(*, once: bool, folder: Path, port: int) -> None:
    """Workspace, imports, reports, and the apps."""
    from coachkit.sessions.demo import CLIENTS, demo_client, demo_files, demo_workspace

    folder = folder.resolve()
    workspace = demo_workspace(folder, os.environ.get("COACHKIT_DATABASE_URL") or None)
    for slug in CLIENTS:
        with progress(slug, len(list(demo_files(slug)))) as step:
            imported = demo_client(workspace, slug, step)
        tell_of(slug, imported)
    for slug in CLIENTS:
        with progress(terminal.SPEECH.say("Writing the report of %(client)s", client=slug), None):
            written = run_report(folder, slug)
        click.echo(terminal.SPEECH.say("Report: %(path)s", path=shown(written)))
    if once:
        return
    serve_workspace(str(folder), "127.0.0.1", port, open_browser=False)


@click.command(help=terminal.SPEECH.say("Make a new client (and the workspace, if there is none)."))
@click.argument("slug")
@click.argument("name")
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=["en"],
    show_default=True,
    help=terminal.SPEECH.say(
        "A language of the client: en, sv or fi; its own first. May be repeated."
    ),
)
@click.option(
    "--country",
    default="SE",
    show_default=True,
    help=terminal.SPEECH.say("Country code, two letters."),
)
@click.option(
    "--time-zone",
    default="Europe/Stockholm",
    show_default=True,
    help=terminal.SPEECH.say("The client's time zone."),
)
@click.option("--sector", default="", help=terminal.SPEECH.say("What it does, in a word or two."))
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    default="business",
    show_default=True,
    help=terminal.SPEECH.say("What kind of organisation it is."),
)
@workspace_option
def new(workspace: str, **fields: Any) -> None:
    """A client's folder, ready for exports."""
    from coachkit.model.client import Client
    from coachkit.sessions.opening import make_or_open_workspace, now, whoever

    client = Client(**fields)
    with make_or_open_workspace(workspace).new_client(client, now=now, who=whoever()) as store:
        click.echo(
            terminal.SPEECH.say(
                "%(client)s is ready: %(path)s", client=client.name, path=shown(store.folder)
            )
        )


@click.command(
    help=terminal.SPEECH.say(
        "Give a client's pages and documents their own colour and logo, kept from now on."
    )
)
@click.argument("client")
@click.option(
    "--brand",
    default="",
    metavar="#RRGGBB",
    help=terminal.SPEECH.say("Documents: the client's colour."),
)
@click.option(
    "--logo",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=terminal.SPEECH.say("Documents: the client's logo, a PNG or JPEG."),
)
@click.option("--plain", is_flag=True, help=terminal.SPEECH.say("Back to coachkit's own look."))
@workspace_option
def look(client: str, brand: str, logo: Path | None, workspace: str, *, plain: bool) -> None:
    """What every page and document has from now on."""
    from coachkit.sessions.client_look import forget_look, keep_look
    from coachkit.sessions.opening import now, open_workspace, whoever

    with open_workspace(workspace).open_client(client, now=now, who=whoever()) as store:
        if plain:
            forget_look(store)
        kept = keep_look(store, brand, logo.read_bytes() if logo else None)
    click.echo(
        terminal.SPEECH.say(
            "Headings are %(colour)s, darkened where it could not be read.", colour=kept.brand
        )
    )


@click.command(
    help=terminal.SPEECH.say("Put a client's documents, or the whole client, into one ZIP.")
)
@click.argument("client")
@click.option(
    "--everything",
    is_flag=True,
    help=terminal.SPEECH.say("The whole client, to move or keep."),
)
@click.option(
    "--to", type=click.Path(path_type=Path), help=terminal.SPEECH.say("The ZIP to write.")
)
@workspace_option
def pack(client: str, to: Path | None, workspace: str, *, everything: bool) -> None:
    """One file to hand over."""
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.sessions.packing import pack_client, pack_documents

    with open_workspace(workspace).open_client(client, now=now, who=whoever()) as store:
        packed = (pack_client if everything else pack_documents)(store, to or Path(f"{client}.zip"))
    click.echo(terminal.SPEECH.say("Packed: %(path)s", path=shown(packed)))


@click.command(
    help=terminal.SPEECH.say(
        "Erase a client and everything that belongs to it. It cannot be undone."
    )
)
@click.argument("client")
@click.option("--yes", is_flag=True, help=terminal.SPEECH.say("Do not ask."))
@workspace_option
def erase(client: str, workspace: str, *, yes: bool) -> None:
    """Nothing is left."""
    from coachkit.batch import ledger
    from coachkit.serving.pages import forget
    from coachkit.sessions.opening import open_workspace
    from coachkit.store.doors import Doors

    opened = open_workspace(workspace)
    if not yes:
        asked = terminal.SPEECH.say("Type the client's short name to erase it for good")
        if click.prompt(asked, default="", show_default=False) != client:
            click.echo(terminal.SPEECH.say("Nothing was erased."))
            sys.exit(terminal.REFUSED)
    # First, or a link could come to open another client that gets the same short name.
    Doors(opened.path).forget(client)
    opened.erase(client)
    forget(opened.path, client)
    ledger.forget(opened.path, client)
    click.echo(terminal.SPEECH.say("%(client)s is erased.", client=client))
