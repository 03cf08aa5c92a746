"""Notebooks run without a reader, and pages served to one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import progress, shown, workspace_option
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import valid_language


@click.command(
    help=terminal.SPEECH.say("Run a notebook for a client: report, dashboard or exports.")
)
@click.argument("notebook")
@click.option("--client", required=True, help=terminal.SPEECH.say("The client's short name."))
@click.option("--period", default="", metavar="YYYY-MM", help=terminal.SPEECH.say("The month."))
@click.option(
    "--language", default="", help=terminal.SPEECH.say("en, sv or fi; else the client's own.")
)
@click.option(
    "-p",
    "--parameter",
    "more",
    multiple=True,
    metavar="NAME=VALUE",
    help=terminal.SPEECH.say("Any other parameter of the notebook. May be repeated."),
)
@workspace_option
def run(
    notebook: str, client: str, period: str, language: str, more: tuple[str, ...], workspace: str
) -> None:
    """A notebook without a reader."""
    from coachkit.batch.notebooks import notebook_path, run_notebook
    from coachkit.model.periods import Period
    from coachkit.sessions.opening import now, open_workspace, whoever

    path = notebook_path(notebook)
    if language:
        valid_language(language)
    if period:
        Period.month(period)
    opened = open_workspace(workspace)
    with opened.open_client(client, now=now, who=whoever(), read_only=True) as store:
        runs, spoken = store.runs, language or store.client.language
    parameters = {"client": client, "workspace": str(opened.path), "language": spoken}
    parameters |= {"period": period} if period else {}
    parameters |= dict(_named(pair) for pair in more)
    name = "-".join(part for part in (notebook, period, spoken) if part)
    with progress(terminal.SPEECH.say("Running %(notebook)s", notebook=notebook), None):
        output = run_notebook(path, parameters, runs / f"{name}.ipynb")
    click.echo(terminal.SPEECH.say("Done: %(path)s", path=shown(output)))


def _named(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals:
        raise InvalidValue("not_a_parameter", "parameter", value=pair[:80])
    return name, value


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
        open_browser=open_browser,
        on_ready=ready,
    )
