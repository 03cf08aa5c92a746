"""The day when a decision is looked at again: given to many at once, so that none goes without."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final, TypeVar

from coachkit.model.deciding import REVIEW_WITHIN, Decision
from coachkit.model.strategy import Strategy

D = TypeVar("D", bound=Decision)

_FRIDAY: Final = 4


def last_review_day(today: date) -> date:
    """The last day from Monday to Friday that is still within three months."""
    day = today + timedelta(days=REVIEW_WITHIN)
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


def review_all(strategy: Strategy, keys: Collection[str], day: date) -> Strategy:
    """The same, where each of those decisions that has no review day is looked at on ``day``."""

    def given(decisions: tuple[D, ...]) -> tuple[D, ...]:
        return tuple(
            one.changed(review_on=day) if one.key in keys and one.review_on is None else one
            for one in decisions
        )

    return strategy.changed(
        business_goals=given(strategy.business_goals),
        communication_goals=given(strategy.communication_goals),
        channels=given(strategy.channels),
        statements=given(strategy.statements),
    )
