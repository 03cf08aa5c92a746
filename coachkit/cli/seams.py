"""Seams: the days from which a platform counts something else."""

from typing import TYPE_CHECKING

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import workspace_option
from coachkit.model.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coachkit.model.observations import Platform
    from coachkit.model.seams import Seam


@click.command(
    help=terminal.SPEECH.say("Say where a client's series break; note or remove a break.")
)
@click.argument("client")
@click.option(
    "--add",
    "adding",
    nargs=3,
    metavar="PLATFORM DAY WORDS",
    help=terminal.SPEECH.say("Note a break: the platform, its first day, what changed."),
)
@click.option(
    "--remove",
    "removing",
    nargs=2,
    metavar="PLATFORM DAY",
    help=terminal.SPEECH.say("Remove a break that was noted for this client."),
)
@click.option(
    "--metric",
    "metrics",
    multiple=True,
    help=terminal.SPEECH.say("Which measure breaks; else all of the platform. May be repeated."),
)
@click.option("--source", default="", help=terminal.SPEECH.say("Where that is written."))
@workspace_option
def seams(
    client: str,
    adding: tuple[str, str, str] | None,
    removing: tuple[str, str] | None,
    metrics: tuple[str, ...],
    source: str,
    workspace: str,
) -> None:
    """The known ones and the client's own, by day."""
    from coachkit.model.seams import Confidence, Seam
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.sessions.seams import add_seam, noted_seams, remove_seam, seams_of

    with open_workspace(workspace).open_client(
        client, now=now, who=whoever(), read_only=not (adding or removing)
    ) as store:
        if adding:
            platform, day = _place(*adding[:2])
            noted = Seam(
                platform=platform,
                metrics=metrics,
                day=day,
                says=adding[2],
                source=source or whoever(),
                confidence=Confidence.REPORTED,
            )
            add_seam(store, noted, because=adding[2])
        if removing:
            remove_seam(store, _noted(noted_seams(store).seams, removing, metrics), "removed")
        own = noted_seams(store).seams
        known = seams_of(store).seams
    for seam in known:
        click.echo(_line(seam, noted=seam in own))


def _noted(noted: "Sequence[Seam]", removing: tuple[str, str], metrics: tuple[str, ...]) -> "Seam":
    place = _place(*removing)
    for seam in noted:
        if (seam.platform, seam.day) == place and set(metrics) <= set(seam.metrics):
            return seam
    raise InvalidValue("not_allowed", "seams", value=" ".join(removing)[:80])


def _line(seam: "Seam", *, noted: bool) -> str:
    from coachkit.language.terms import metric_name, platform_name

    speech = terminal.SPEECH
    said = {
        "day": seam.day.isoformat(),
        "platform": platform_name(seam.platform, speech),
        "metrics": speech.list([metric_name(name, speech) for name in seam.metrics]),
        "words": seam.label(terminal.LANGUAGE),
    }
    if not seam.metrics:
        said["metrics"] = speech.say("everything")
    if noted:
        return speech.say("%(day)s %(platform)s, %(metrics)s: %(words)s (noted here)", **said)
    return speech.say("%(day)s %(platform)s, %(metrics)s: %(words)s", **said)


def _place(platform: str, day: str) -> "tuple[Platform, date]":
    from datetime import date

    from coachkit.model.observations import Platform

    try:
        at = date.fromisoformat(day)
    except ValueError:
        raise InvalidValue("not_a_day", "day", value=day[:80]) from None
    known = [one.value for one in Platform if one is not Platform.META]
    if platform not in known:
        raise InvalidValue("not_allowed", "platform", value=platform[:80], known=known)
    return Platform(platform), at
