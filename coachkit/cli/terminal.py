"""What all commands share: the user's language, exit codes, refusals as sentences, progress.

Exit codes: 0 done · 1 refused (the sentence says why) · 2 a file or an argument that cannot be
used · 3 partly done: some files were refused, the others are stored.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from coachkit.language.speech import speak
from coachkit.model.errors import CoachkitError, InvalidValue, UnknownParameter, UnreadableExport
from coachkit.model.languages import LANGUAGES, Language

DONE, REFUSED, UNUSABLE, PARTLY = 0, 1, 2, 3
_UNUSABLE = (InvalidValue, UnknownParameter, UnreadableExport)


def _users_language() -> Language:
    """``COACHKIT_LANGUAGE``, else the language of the terminal, else English."""
    for variable in ("COACHKIT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        spoken = os.environ.get(variable, "")[:2].lower()
        for known in LANGUAGES:
            if spoken == known:
                return known
    return "en"


LANGUAGE = _users_language()
SPEECH = speak(LANGUAGE)


class InOrder(click.Group):
    """Commands in the order a newcomer meets them, and refusals as sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """As they were added."""
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it refuses ends the program with a sentence and a code."""
        try:
            return super().invoke(ctx)
        except CoachkitError as refused:
            _stop(refused)


def _stop(refused: CoachkitError) -> NoReturn:
    tell_refusal(refused)
    sys.exit(UNUSABLE if isinstance(refused, _UNUSABLE) else REFUSED)


def tell_refusal(refused: CoachkitError) -> None:
    """The sentence of a refusal, and of a file every place that is wrong, a line each."""
    from coachkit.language.explaining import explain, explain_problems

    click.echo(explain(refused, LANGUAGE), err=True)
    if isinstance(refused, UnreadableExport):
        for problem in explain_problems(refused, LANGUAGE)[1:]:
            click.echo(f"  {problem}", err=True)


workspace_option = click.option(
    "-w",
    "--workspace",
    default="",
    metavar="FOLDER",
    help=SPEECH.say("The workspace; else COACHKIT_WORKSPACE, else the nearest one upwards."),
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help=SPEECH.say("Answer in JSON, for a machine.")
)


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


@contextmanager
def progress(
    what: str, steps: int | None, *, quiet: bool = False
) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal for whatever takes a moment; nothing where nobody looks.

    What it gives is told the name of each file as its turn comes.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=steps)
        yield lambda name: bar.update(task, advance=1, description=f"{what} · {name}")
