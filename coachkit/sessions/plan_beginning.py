"""What a plan begins with: the hours of a team, and defaults for all the rest."""

from datetime import date, timedelta

from coachkit.language.speech import speak
from coachkit.model.client import Client
from coachkit.model.content import Channel
from coachkit.model.goals import Goals
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.planning.defaults import default_channels, default_content, default_skills

_WEEKS = 12
_FEW = 2


def first_request(client: Client, goals: Goals, team: Team, today: date) -> PlanRequest:
    """A request for the next twelve weeks with sourced defaults, in the client's own language.

    The channels are those that the client has goals for, else the first two.
    Raises :class:`InvalidValue` ``no_hours`` at ``team``.
    """
    language = client.language
    content = tuple(one.content_type for one in default_content(language))
    return PlanRequest(
        starts=today + timedelta(days=-today.weekday() % 7),
        weeks=_WEEKS,
        today=today,
        country=client.country,
        team=team,
        content=content,
        channels=_channels(client, goals),
    )


def _channels(client: Client, goals: Goals) -> tuple[Channel, ...]:
    offered = [one.channel for one in default_channels(client.language)]
    wanted = {goal.kpi.platform for goal in goals.goals}
    chosen = [one for one in offered if one.platform in wanted]
    return tuple(chosen or offered[:_FEW])


def skill_names(client: Client, request: PlanRequest | None) -> tuple[str, ...]:
    """The skills that are asked about: those that the content needs, else the usual ones."""
    if request is not None:
        needed = dict.fromkeys(name for one in request.content for name in one.needs)
        if needed:
            return tuple(needed)
    return tuple(one.name for one in default_skills(client.language))


def channel_names(client: Client, goals: Goals, request: PlanRequest | None) -> tuple[str, ...]:
    """The channels that somebody may want or never want."""
    channels = _channels(client, goals) if request is None else request.channels
    return tuple(one.name for one in channels)


def because(text: str, client: Client) -> str:
    """A reason in the client's own language, for the record."""
    return speak(client.language).say(text)
