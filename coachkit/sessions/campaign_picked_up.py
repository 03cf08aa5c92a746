"""An evaluation picks up the campaign that was planned: its days, its outcome, what was promised.

Only where nobody has said yet what the campaign was; whatever is picked up can be said otherwise.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from coachkit.model.campaign import Campaign
from coachkit.model.campaign_said import CampaignEffect, Promise
from coachkit.model.errors import InvalidValue
from coachkit.model.periods import Period
from coachkit.store.client_store import ClientStore

_ALSO: Final = 40
_DAY: Final = timedelta(days=1)


def campaigns_held(store: ClientStore) -> tuple[Campaign, ...]:
    """Each campaign as it was said last, the newest first; only those with days.

    One that was worked at in several sessions is one campaign: its own days are no other's.
    """
    held: list[Campaign] = []
    for saved in store.history(Campaign):
        if held and not _is_another(held[-1], saved.value, saved.saved_at.date()):
            held.pop()
        held.append(saved.value)
    dated = [one for one in held if one.window is not None]
    return tuple(sorted(dated, key=lambda one: _window(one).first, reverse=True))


def _is_another(before: Campaign, after: Campaign, on: date) -> bool:
    """Whether a session has begun a new one: a launch is moved, never taken away."""
    if before.session == after.session or before.period is None:
        return False
    return after.launch is None or before.period.last < on


def picked_up(campaigns: Sequence[Campaign], period: Period | None) -> CampaignEffect | None:
    """What the evaluation of that period begins with; ``None`` where no campaign ran in it."""
    found = _in_period(campaigns, period)
    if found is None:
        return None
    window, outcome, control = _window(found), found.outcome.measure, found.measurement.control
    apart = outcome is not None and control is not None and control.apart_from(outcome)
    others = (one for one in campaigns if one is not found)
    return CampaignEffect(
        of=found.session or 0,
        name=found.name,
        first=window.first,
        last=window.last,
        outcome=outcome,
        control=control if apart else None,
        also=tuple(dict.fromkeys(_no_quiet_past(found, others)))[:_ALSO],
        happened=found.measurement.happens,
        promised=promise_of(found),
    )


def still_ahead(campaigns: Sequence[Campaign], period: Period | None) -> Campaign | None:
    """The next campaign that begins after what is evaluated."""
    later = [one for one in campaigns if period is not None and _window(one).first > period.last]
    return later[-1] if later else None


def promise_of(campaign: Campaign) -> Promise | None:
    """What was said before the launch; ``None`` where nobody looked what could be seen."""
    said, measure = campaign.measurement, campaign.outcome.measure
    if said.found is None or measure is None:
        return None
    weeks = said.weeks or campaign.weeks
    own = said.found.smallest(weeks)
    beside = said.found.smallest(weeks, with_control=True) if said.control else None
    lifts = [one for one in (own, beside) if one is not None]
    if not lifts and said.found.reason is None:
        return None
    return Promise(
        measure=measure,
        smallest=min(lifts, key=lambda one: one.lift) if lifts else None,
        cannot=None if lifts else said.found.reason,
        hoped=said.hoped,
    )


def _in_period(campaigns: Sequence[Campaign], period: Period | None) -> Campaign | None:
    """The latest that ran in the period."""
    if period is None:
        return None
    return next((one for one in campaigns if _meet(_window(one), period)), None)


def _no_quiet_past(campaign: Campaign, others: Iterator[Campaign]) -> Iterator[Period]:
    """Its own days before the launch, and the days of other campaigns."""
    window, period = _window(campaign), campaign.period
    if period is not None and period.first < window.first:
        yield Period(first=period.first, last=window.first - _DAY)
    yield from campaign.measurement.also
    for one in others:
        if one.period is not None:
            yield one.period


def _meet(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


def _window(campaign: Campaign) -> Period:
    """Of one that has days, as all have that come here."""
    window = campaign.window
    if window is None:
        raise InvalidValue("missing", "launch")
    return window
