"""The command line: a light wrapper. Nothing heavy is imported before it is needed.

Exit codes: 0 done · 1 refused (the sentence says why) · 2 a file or an argument that cannot be
used · 3 partly done: some files were refused, the others are stored.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from coachkit import __version__
from coachkit.language.speech import speak
from coachkit.model.errors import CoachkitError, InvalidValue, UnknownParameter, UnreadableExport
from coachkit.model.languages import LANGUAGES, Language, valid_language

if TYPE_CHECKING:
    from coachkit.sessions.importing import Imported

DONE, REFUSED, UNUSABLE, PARTLY = 0, 1, 2, 3
_UNUSABLE = (InvalidValue, UnknownParameter, UnreadableExport)
_KINDS = ("business", "charity", "public")


def _users_language() -> Language:
    """``COACHKIT_LANGUAGE``, else the language of the terminal, else English."""
    for variable in ("COACHKIT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        spoken = os.environ.get(variable, "")[:2].lower()
        for known in LANGUAGES:
            if spoken == known:
                return known
    return "en"


_LANGUAGE = _users_language()
_speech = speak(_LANGUAGE)


class _InOrder(click.Group):
    """Commands in the order a newcomer meets them, and refusals as sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CoachkitError as refused:
            _stop(refused)


def _stop(refused: CoachkitError) -> NoReturn:
    from coachkit.language.explaining import explain, explain_problems

    click.echo(explain(refused, _LANGUAGE), err=True)
    if isinstance(refused, UnreadableExport):
        for problem in explain_problems(refused, _LANGUAGE)[1:]:
            click.echo(f"  {problem}", err=True)
    sys.exit(UNUSABLE if isinstance(refused, _UNUSABLE) else REFUSED)


@click.group(
    cls=_InOrder,
    help=_speech.say("Plans that fit the hours people have, numbers that admit doubt."),
    epilog=_speech.say(
        "Exit codes: 0 done, 1 refused, 2 a file or argument that cannot be used, 3 partly done."
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="coachkit")
def cli() -> None:
    """Nothing of its own: the commands do the work."""


_workspace = click.option(
    "-w",
    "--workspace",
    default="",
    metavar="FOLDER",
    help=_speech.say("The workspace; else COACHKIT_WORKSPACE, else the nearest one upwards."),
)
_as_json = click.option(
    "--json", "as_json", is_flag=True, help=_speech.say("Answer in JSON, for a machine.")
)
_files = click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILES…"
)


@cli.command(help=_speech.say("Make a workspace with two invented clients, and open it."))
@click.option(
    "--once", is_flag=True, help=_speech.say("Prepare everything, then stop without opening it.")
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("coachkit-demo"),
    show_default=True,
    help=_speech.say("The folder of the demo workspace."),
)
@click.option("--port", type=int, default=8866, show_default=True, help=_speech.say("The port."))
def demo(once: bool, folder: Path, port: int) -> None:  # noqa: FBT001  click hands flags over so
    """Workspace, imports, reports, and the apps."""
    from coachkit.sessions.demo import CLIENTS, demo_client, demo_files, demo_workspace

    folder = folder.resolve()
    workspace = demo_workspace(folder, os.environ.get("COACHKIT_DATABASE_URL") or None)
    for slug in CLIENTS:
        with _progress(slug, len(list(demo_files(slug)))) as step:
            imported = demo_client(workspace, slug, step)
        _tell_of(slug, imported)
    for slug in CLIENTS:
        with _progress(_speech.say("Writing the report of %(client)s", client=slug), None):
            written = _run_report(folder, slug)
        click.echo(_speech.say("Report: %(path)s", path=_shown(written)))
    if once:
        return
    _serve(str(folder), "127.0.0.1", port, open_browser=False)


def _run_report(workspace: Path, slug: str) -> Path:
    from coachkit.batch.notebooks import notebook_path, run_notebook

    runs = workspace / "clients" / slug / "runs"
    run_notebook(
        notebook_path("report"),
        {"client": slug, "workspace": str(workspace)},
        runs / "report.ipynb",
    )
    documents = workspace / "clients" / slug / "documents"
    return max(documents.glob("report-*.html"), key=lambda path: path.stat().st_mtime)


@cli.command(help=_speech.say("Make a new client (and the workspace, if there is none)."))
@click.argument("slug")
@click.argument("name")
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=["en"],
    show_default=True,
    help=_speech.say("A language of the client: en, sv or fi; its own first. May be repeated."),
)
@click.option(
    "--country", default="SE", show_default=True, help=_speech.say("Country code, two letters.")
)
@click.option(
    "--time-zone",
    default="Europe/Stockholm",
    show_default=True,
    help=_speech.say("The client's time zone."),
)
@click.option("--sector", default="", help=_speech.say("What it does, in a word or two."))
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    default="business",
    show_default=True,
    help=_speech.say("What kind of organisation it is."),
)
@_workspace
def new(workspace: str, **fields: Any) -> None:
    """A client's folder, ready for exports."""
    from coachkit.model.client import Client
    from coachkit.sessions.opening import make_or_open_workspace, now, whoever

    client = Client(**fields)
    with make_or_open_workspace(workspace).new_client(client, now=now, who=whoever()) as store:
        click.echo(
            _speech.say(
                "%(client)s is ready: %(path)s", client=client.name, path=_shown(store.folder)
            )
        )


@cli.command("import", help=_speech.say("Import platform exports into a client's folder."))
@click.argument("client")
@_files
@_as_json
@_workspace
def import_(client: str, files: tuple[Path, ...], workspace: str, *, as_json: bool) -> None:
    """Each file whole or not at all."""
    from coachkit.sessions.importing import import_files
    from coachkit.sessions.opening import now, open_workspace, whoever

    with (
        open_workspace(workspace).open_client(client, now=now, who=whoever()) as store,
        _progress(client, len(files), quiet=as_json) as step,
    ):
        imported = import_files(store, files, step)
    if as_json:
        click.echo(json.dumps([_as_data(one) for one in imported], ensure_ascii=False, indent=2))
    else:
        _tell_of(client, imported)
    refused = sum(one.refused is not None for one in imported)
    sys.exit(DONE if not refused else UNUSABLE if refused == len(imported) else PARTLY)


def _as_data(imported: "Imported") -> dict[str, Any]:
    from coachkit.language.explaining import explain

    refused = imported.refused
    return {
        "file": str(imported.file),
        "stored": refused is None,
        "already_there": imported.already_there,
        "rows": imported.rows,
        "refused": None
        if refused is None
        else {"code": refused.code, "message": explain(refused, _LANGUAGE), **refused.details},
    }


def _tell_of(client: str, imported: "list[Imported]") -> None:
    from coachkit.language.explaining import explain, explain_problems, explain_warning

    stored = [one for one in imported if one.refused is None and not one.already_there]
    click.echo(
        _speech.count(
            "%(client)s: %(n)s new file, %(rows)s.",
            "%(client)s: %(n)s new files, %(rows)s.",
            len(stored),
            client=client,
            rows=_speech.count("%(n)s row", "%(n)s rows", sum(one.rows for one in stored)),
        )
    )
    known = sum(one.already_there for one in imported)
    if known:
        click.echo(
            _speech.count(
                "%(n)s file was there already: nothing changed.",
                "%(n)s files were there already: nothing changed.",
                known,
            )
        )
    if len(stored) == 1:
        for table in stored[0].tables:
            for warning in table.warnings:
                click.echo(f"  {explain_warning(warning, _LANGUAGE)}")
    for one in imported:
        if one.refused is not None:
            click.echo(explain(one.refused, _LANGUAGE), err=True)
            for problem in explain_problems(one.refused, _LANGUAGE)[1:]:
                click.echo(f"  {problem}", err=True)


@cli.command(help=_speech.say("Say what a platform's file is, without storing anything."))
@click.argument("file", type=click.Path(path_type=Path))
@_as_json
def inspect(file: Path, *, as_json: bool) -> None:
    """Recognise a file."""
    from coachkit.language.explaining import explain_warning
    from coachkit.platforms.inspection import inspect as inspect_export
    from coachkit.sessions.opening import now

    with _progress(file.name, None, quiet=as_json):
        found = inspect_export(
            file, opened_at=now(), explain=lambda warning: explain_warning(warning, _LANGUAGE)
        )
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _describe(found)


def _describe(found: Mapping[str, Any]) -> None:
    from coachkit.language.inspected import describe_export

    for line in describe_export(found, _speech):
        click.echo(line)


@cli.command(help=_speech.say("Run a notebook for a client: report or dashboard."))
@click.argument("notebook")
@click.option("--client", required=True, help=_speech.say("The client's short name."))
@click.option("--period", default="", metavar="YYYY-MM", help=_speech.say("The month."))
@click.option("--language", default="", help=_speech.say("en, sv or fi; else the client's own."))
@click.option(
    "-p",
    "--parameter",
    "more",
    multiple=True,
    metavar="NAME=VALUE",
    help=_speech.say("Any other parameter of the notebook. May be repeated."),
)
@_workspace
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
    with _progress(_speech.say("Running %(notebook)s", notebook=notebook), None):
        output = run_notebook(path, parameters, runs / f"{name}.ipynb")
    click.echo(_speech.say("Done: %(path)s", path=_shown(output)))


def _named(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals:
        raise InvalidValue("not_a_parameter", "parameter", value=pair[:80])
    return name, value


@cli.command(help=_speech.say("Open the clients' pages on this machine."))
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    help=_speech.say("The address to serve on."),
)
@click.option("--port", type=int, default=8866, show_default=True, help=_speech.say("The port."))
@click.option("--open", "open_browser", is_flag=True, help=_speech.say("Open the browser, too."))
@_workspace
def serve(address: str, port: int, workspace: str, *, open_browser: bool) -> None:
    """The apps, on this machine alone."""
    _serve(workspace, address, port, open_browser=open_browser)


def _serve(workspace: str, address: str, port: int, *, open_browser: bool) -> None:
    from coachkit.serving.app import serve as serve_pages
    from coachkit.sessions.opening import find_workspace

    def ready(url: str) -> None:
        click.echo(_speech.say("Open %(address)s (end with Ctrl+C)", address=url))

    serve_pages(
        find_workspace(workspace),
        address=address,
        port=port,
        open_browser=open_browser,
        on_ready=ready,
    )


@cli.command(help=_speech.say("Put a client's documents, or the whole client, into one ZIP."))
@click.argument("client")
@click.option("--everything", is_flag=True, help=_speech.say("The whole client, to move or keep."))
@click.option("--to", type=click.Path(path_type=Path), help=_speech.say("The ZIP to write."))
@_workspace
def pack(client: str, to: Path | None, workspace: str, *, everything: bool) -> None:
    """One file to hand over."""
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.sessions.packing import pack_client, pack_documents

    with open_workspace(workspace).open_client(client, now=now, who=whoever()) as store:
        packed = (pack_client if everything else pack_documents)(store, to or Path(f"{client}.zip"))
    click.echo(_speech.say("Packed: %(path)s", path=_shown(packed)))


@cli.command(
    help=_speech.say("Erase a client and everything that belongs to it. It cannot be undone.")
)
@click.argument("client")
@click.option("--yes", is_flag=True, help=_speech.say("Do not ask."))
@_workspace
def erase(client: str, workspace: str, *, yes: bool) -> None:
    """Nothing is left."""
    from coachkit.serving.pages import forget
    from coachkit.sessions.opening import open_workspace

    opened = open_workspace(workspace)
    if not yes:
        asked = _speech.say("Type the client's short name to erase it for good")
        if click.prompt(asked, default="", show_default=False) != client:
            click.echo(_speech.say("Nothing was erased."))
            sys.exit(REFUSED)
    opened.erase(client)
    forget(opened.path, client)
    click.echo(_speech.say("%(client)s is erased.", client=client))


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


@contextmanager
def _progress(
    what: str, steps: int | None, *, quiet: bool = False
) -> Iterator[Callable[[Path], None]]:
    """A bar on a terminal for whatever takes a moment; nothing where nobody looks.

    What it gives is told of each file as its turn comes.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _file: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=steps)
        yield lambda file: bar.update(task, advance=1, description=f"{what} · {file.name}")


def main() -> None:
    """The ``coachkit`` command."""
    cli(prog_name="coachkit")


if __name__ == "__main__":
    main()
