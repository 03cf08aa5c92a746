"""What a terminal is told of a batch: a bar with the time left, lines for a log, the end."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import shown

if TYPE_CHECKING:
    from coachkit.batch.planning import Outcome

_A_MINUTE: Final = 60


@contextmanager
def telling(of: int, done: int) -> Iterator[Callable[["Outcome"], None]]:
    """What it gives is told of each outcome; ``done`` of them were done before."""
    if not sys.stderr.isatty():
        yield _Lines(of, done).tell
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=of, completed=done)
        yield lambda outcome: bar.update(task, advance=1, description=outcome.job.client)


class _Lines:
    """A line for each outcome, as a log shows them."""

    def __init__(self, of: int, done: int) -> None:
        self._of, self._done, self._here = of, done, 0
        self._start = time.monotonic()

    def tell(self, outcome: "Outcome") -> None:
        self._done += 1
        self._here += 1
        left = (time.monotonic() - self._start) / self._here * (self._of - self._done)
        line = terminal.SPEECH.say(
            "%(done)s of %(all)s · %(client)s: %(state)s · %(left)s",
            done=terminal.SPEECH.number(self._done),
            all=terminal.SPEECH.number(self._of),
            client=outcome.job.client,
            state=_state(outcome),
            left=_left(left),
        )
        click.echo(line, err=True)


def _state(outcome: "Outcome") -> str:
    if outcome.state == "failed":
        return terminal.SPEECH.say("not made")
    if outcome.state == "unchanged":
        return terminal.SPEECH.say("unchanged")
    return terminal.SPEECH.say(
        "made in %(seconds)s s", seconds=terminal.SPEECH.number(round(outcome.seconds, 1))
    )


def _left(seconds: float) -> str:
    if seconds < _A_MINUTE:
        return terminal.SPEECH.count("%(n)s second left", "%(n)s seconds left", round(seconds))
    return terminal.SPEECH.count(
        "%(n)s minute left", "%(n)s minutes left", round(seconds / _A_MINUTE)
    )


def summary(outcomes: "Sequence[Outcome]") -> None:
    """How many were made, where they lie, and for which not, why, and what to do."""
    states = [outcome.state for outcome in outcomes]
    for text in (
        _count("Made for %(n)s client.", "Made for %(n)s clients.", states.count("made")),
        _count(
            "Nothing has changed for %(n)s client: left as it is.",
            "Nothing has changed for %(n)s clients: left as they are.",
            states.count("unchanged"),
        ),
        _count("Not made for %(n)s client:", "Not made for %(n)s clients:", states.count("failed")),
    ):
        if text:
            click.echo(text)
    for outcome in sorted(outcomes, key=lambda one: one.job.client):
        if outcome.refused is not None:
            said = outcome.refused.said.get(terminal.LANGUAGE, outcome.refused.code)
            click.echo(f"  {outcome.job.client}: {said}")
    if any(outcome.state == "failed" for outcome in outcomes):
        click.echo(
            terminal.SPEECH.say(
                "Put right what is said there and run the same again: those that are made are "
                "left as they are."
            )
        )
    _tell_where(outcomes)


def _tell_where(outcomes: "Sequence[Outcome]") -> None:
    folders = {outcome.folder for outcome in outcomes if outcome.folder}
    kept = {outcome.job.outputs for outcome in outcomes if outcome.folder}
    if any(kept):
        places = {place for place in kept if place}
    else:
        places = {shown(Path(folder).parent) for folder in folders}
    if len(places) == 1:
        click.echo(terminal.SPEECH.say("They lie in %(path)s.", path=places.pop()))
    elif places:
        click.echo(terminal.SPEECH.say("They lie in each client's folder, under runs."))


def _count(one: str, many: str, n: int) -> str:
    return terminal.SPEECH.count(one, many, n) if n else ""
