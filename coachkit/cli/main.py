"""The ``coachkit`` command and its commands, in the order in which a newcomer meets them."""

import click

from coachkit import __version__
from coachkit.cli import terminal
from coachkit.cli.batch import run
from coachkit.cli.clients import demo, erase, look, new, pack
from coachkit.cli.doors import link, password
from coachkit.cli.importing import import_, inbox, inspect, undo
from coachkit.cli.mapping import map_
from coachkit.cli.meeting import meeting
from coachkit.cli.planning import export
from coachkit.cli.rhythms import rhythm
from coachkit.cli.seams import seams
from coachkit.cli.serving import serve
from coachkit.cli.sessions import check, minutes, replay
from coachkit.cli.strategy import diff, freeze, strategy


@click.group(
    cls=terminal.InOrder,
    help=terminal.SPEECH.say("Plans that fit the hours people have, numbers that admit doubt."),
    epilog=terminal.SPEECH.say(
        "Exit codes: 0 done, 1 refused, 2 a file or argument that cannot be used, 3 partly done."
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="coachkit")
def cli() -> None:
    """Nothing of its own: the commands do the work."""


_FILES = (import_, inbox, undo, inspect, map_, seams)

_SESSIONS = (minutes, replay, check)

_STRATEGY = (strategy, freeze, diff)

_DOORS = (serve, link, password)

_LAST = (pack, erase)

for command in (
    *(demo, new, look, *_FILES, run, rhythm, export, meeting, *_DOORS),
    *(*_SESSIONS, *_STRATEGY, *_LAST),
):
    cli.add_command(command)


def main() -> None:
    """The ``coachkit`` command."""
    cli(prog_name="coachkit")
