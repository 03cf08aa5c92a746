"""The demonstration's report, and pages served to a reader."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import workspace_option


def run_report(workspace: Path, slug: str) -> Path:
    """The report of the client's latest month; where it was written."""
    from coachkit.batch.notebooks import notebook_path, run_notebook

    runs = workspace / "clients" / slug / "runs"
    run_notebook(
        notebook_path("report"),
        {"client": slug, "workspace": str(workspace)},
        runs / "report.ipynb",
    )
    documents = workspace / "clients" / slug / "documents"
    return max(documents.glob("report-*.html"), key=lambda path: path.stat().st_mtime)


@click.command(help=terminal.SPEECH.say("Open the clients' pages on this machine."))
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    help=terminal.SPEECH.say("The address to serve on."),
)
@click.option(
    "--port", type=int, default=8866, show_default=True, help=terminal.SPEECH.say("The port.")
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help=terminal.SPEECH.say("The name under which visitors reach it. May be repeated."),
)
@click.option(
    "--behind-proxy",
    "proxy",
    default="",
    metavar="ADDRESS",
    help=terminal.SPEECH.say("The IP address of your proxy in front, whose word is believed."),
)
@click.option(
    "--identity-header",
    "identity",
    default="",
    metavar="HEADER",
    help=terminal.SPEECH.say("The header in which that proxy says who somebody is."),
)
@click.option(
    "--places",
    type=click.IntRange(1, 500),
    default=None,
    metavar="N",
    help=terminal.SPEECH.say("How many pages are open at once; else as memory allows, at most 30."),
)
@click.option(
    "--ready",
    "at_the_ready",
    type=click.IntRange(0, 50),
    default=2,
    show_default=True,
    metavar="N",
    help=terminal.SPEECH.say(
        "For how many dashboards that were just open the next visit is made ready."
    ),
)
@click.option(
    "--open", "open_browser", is_flag=True, help=terminal.SPEECH.say("Open the browser, too.")
)
@workspace_option
def serve(address: str, port: int, workspace: str, **how: Any) -> None:
    """The apps, on this machine alone if nothing else is said."""
    serve_workspace(workspace, address, port, **how)


def serve_workspace(
    workspace: str,
    address: str,
    port: int,
    *,
    open_browser: bool = False,
    names: Sequence[str] = (),
    proxy: str = "",
    identity: str = "",
    places: int | None = None,
    at_the_ready: int = 0,
) -> None:
    """Serve until the process is asked to end; the address is told once pages can be opened."""
    from coachkit.serving.app import serve as serve_pages
    from coachkit.serving.arriving import Arriving
    from coachkit.sessions.opening import find_workspace

    def ready(url: str) -> None:
        if Arriving(address).is_reachable and not proxy:
            click.echo(
                terminal.SPEECH.say(
                    "Other machines can come in. Put a proxy with TLS in front, such as nginx, and "
                    "say its address with --behind-proxy: without one, passwords and links can be "
                    "read on the way."
                ),
                err=True,
            )
        click.echo(terminal.SPEECH.say("Open %(address)s (end with Ctrl+C)", address=url))

    serve_pages(
        find_workspace(workspace),
        address=address,
        port=port,
        names=names,
        proxy=proxy,
        identity=identity,
        places=places or 0,
        at_the_ready=at_the_ready,
        open_browser=open_browser,
        on_ready=ready,
    )
