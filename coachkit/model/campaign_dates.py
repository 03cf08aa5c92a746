"""Everything of a campaign that has a day, before and after its launch moves; what a day risks."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from coachkit.model.campaign import Campaign
from coachkit.model.values import Value

_SATURDAY: Final = 5


class Dated(StrEnum):
    """What kind of thing has a day."""

    PHASE = "phase"
    ASSET = "asset"
    READING = "reading"


class ReDated(Value):
    """A thing that hangs on the launch. ``key``: of the asset or reading, a phase's name.

    ``last_before``/``last_after``: of a phase, which has two days.
    """

    kind: Dated
    key: str
    name: str = ""
    before: date
    after: date
    last_before: date | None = None
    last_after: date | None = None


class LaunchDoubt(StrEnum):
    """What speaks against a launch on a day; nothing of it is forbidden."""

    PAST = "past"
    """It lies in the past."""
    HOLIDAY = "holiday"
    """Nobody works on it."""
    WEEKEND = "weekend"
    TEASED_BEFORE_TODAY = "teased_before_today"
    """The campaign would have had to begin before today."""
    OVER_BEFORE = "over_before"
    """All of the campaign lies before its launch: nothing is left to be judged."""


def launch_moved(campaign: Campaign, launch: date) -> tuple[ReDated, ...]:
    """What is another day then, by its day before; nothing without a launch, or without a move."""
    before = campaign.launch
    if before is None or launch == before:
        return ()
    found = [*_phases(campaign, before, launch), *_items(campaign, before, launch)]
    return tuple(sorted(found, key=lambda one: (one.before, one.kind, one.key)))


def launch_doubts(
    campaign: Campaign, launch: date, today: date, days_off: Collection[date]
) -> tuple[LaunchDoubt, ...]:
    """What speaks against that day, where the client's days off are known."""
    begins = launch + timedelta(days=campaign.phases[0].first)
    doubts = {
        LaunchDoubt.PAST: launch < today,
        LaunchDoubt.WEEKEND: launch.weekday() >= _SATURDAY,
        LaunchDoubt.HOLIDAY: launch.weekday() < _SATURDAY and launch in days_off,
        LaunchDoubt.TEASED_BEFORE_TODAY: begins < today <= launch,
        LaunchDoubt.OVER_BEFORE: campaign.phases[-1].last < 0,
    }
    return tuple(doubt for doubt, there in doubts.items() if there)


def _phases(campaign: Campaign, before: date, after: date) -> Iterator[ReDated]:
    for one in campaign.phases:
        first, last = timedelta(days=one.first), timedelta(days=one.last)
        yield ReDated(
            kind=Dated.PHASE,
            key=one.phase,
            before=before + first,
            after=after + first,
            last_before=before + last,
            last_after=after + last,
        )


def _items(campaign: Campaign, before: date, after: date) -> Iterator[ReDated]:
    for asset in campaign.assets:
        days = timedelta(days=asset.days_from_launch)
        yield ReDated(
            kind=Dated.ASSET,
            key=asset.key,
            name=asset.title,
            before=before + days,
            after=after + days,
        )
    for reading in campaign.measurement.readings:
        if reading.days_from_launch is not None:
            days = timedelta(days=reading.days_from_launch)
            yield ReDated(
                kind=Dated.READING,
                key=reading.key,
                name=reading.what,
                before=before + days,
                after=after + days,
            )
