"""The names that may be picked while something is written on a session's screen."""

from collections.abc import Iterable

from coachkit.model.audit import Audit
from coachkit.model.intake import Intake
from coachkit.model.people import Team
from coachkit.model.strategy import Strategy
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.form_schema import Known
from coachkit.widgets.strategy_forms import CHANNELS, PEOPLE


def known_names(desk: SessionDesk) -> Known:
    """Channels, and people who agreed to be named, each once."""
    return {CHANNELS: _once(_channels(desk)), PEOPLE: _once(_people(desk))}


def _people(desk: SessionDesk) -> Iterable[str]:
    yield from (one.name for one in desk.session.attendees)
    yield from (one.name for one in desk.the(Intake).attending if one.consents)
    yield from (one.name for one in desk.the(Team).contributors)
    yield from (one.owner for one in desk.the(Audit).accounts)
    yield from (one.owner for one in desk.the(Strategy).decisions)


def _channels(desk: SessionDesk) -> Iterable[str]:
    yield from desk.the(Audit).channels
    if desk.request is not None:
        yield from (one.name for one in desk.request.channels)
    yield from (one.channel for one in desk.the(Strategy).channels)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))
