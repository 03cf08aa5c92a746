"""The twelve aggregations that mislead: each is refused, or done in the one way that is right.

Whatever puts two numbers together asks here first. A refusal is a :class:`RefusedAggregation`
with its code; the sentence is made where it is shown. Metrics are those of
:data:`coachkit.model.metrics.METRICS`; another one is :class:`InvalidValue` ``not_allowed``.
"""

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Final, Protocol, TypeVar

from pydantic import Field

from coachkit.model.errors import InvalidValue, RefusedAggregation
from coachkit.model.metrics import METRICS, Metric, Unit
from coachkit.model.results import ENOUGH, MATURE_DAYS, Basis
from coachkit.model.values import Value

STOCKS: Final = frozenset({"followers", "active_followers", "page_likes"})
"""Levels: what there is on a day, not what came on it."""

ROLLING: Final = frozenset({"active_users_7d", "active_users_30d"})
"""Windows of days that overlap: each person is in many of them."""

_PAID: Final = frozenset(
    {
        "impressions_paid",
        "impressions_sponsored",
        "ad_impressions",
        "promoted_impressions",
        "reach_paid",
        "reach_boosted",
        "video_views_paid",
        "video_views_3s_boosted",
    }
)
_ORGANIC: Final = frozenset(
    {"impressions_organic", "reach_organic", "video_views_organic", "video_views_3s_organic"}
)


class Money(StrEnum):
    """Whether somebody was paid for it."""

    PAID = "paid"
    ORGANIC = "organic"
    UNSAID = "unsaid"
    """The platform says only the whole."""


class Between(Value):
    """People counted once per part: all together are at least the most, at most the sum."""

    at_least: Annotated[float, Field(ge=0)]
    at_most: Annotated[float, Field(ge=0)]


class Rated(Value):
    """What a rate is: its parts, and what one of the units is that it is taken over."""

    numerator: str
    denominator: str
    unit: Basis = Basis.POSTS


def money(metric: str) -> Money:
    """Whether a metric counts what was paid for."""
    if metric in _PAID:
        return Money.PAID
    return Money.ORGANIC if metric in _ORGANIC else Money.UNSAID


def why_not_summed(metric: str) -> str | None:
    """The code that a sum of the metric is refused by; ``None`` where it may be summed."""
    known = _known(metric)
    if metric in STOCKS or metric in ROLLING:
        return "stock_summed"
    if known.additive:
        return None
    if known.unit is Unit.MONEY:
        return "prices_averaged"
    return "people_summed" if known.unit is Unit.COUNT and not known.decimals else "rates_averaged"


def _known(metric: str) -> Metric:
    if metric not in METRICS:
        raise InvalidValue("not_allowed", "metric", value=metric[:80])
    return METRICS[metric]


_Group = TypeVar("_Group", bound="Countable")


def summed(metric: str, values: Iterable[float]) -> float:
    """1, 2, 4, 8, 10. The sum, of what may be summed and is known throughout."""
    refusal = why_not_summed(metric)
    if refusal is not None:
        raise RefusedAggregation(refusal, metric)
    return math.fsum(known_throughout(metric, values))


def people(metric: str, values: Iterable[float]) -> Between:
    """1. How many people at least and at most: reach over days, posts or platforms."""
    refusal = why_not_summed(metric)
    if refusal != "people_summed":
        raise RefusedAggregation(refusal or "people_summed", metric)
    found = known_throughout(metric, values)
    return Between(at_least=max(found, default=0.0), at_most=math.fsum(found))


def period_rate(rated: Rated, above: Sequence[float], below: Sequence[float]) -> float | None:
    """2. The rate of a period: Σ numerator ÷ Σ denominator; ``None`` without any denominator.

    A denominator of people counted once has no sum, so that no rate of a period can be made.
    """
    if len(above) != len(below):
        raise RefusedAggregation("missing_as_zero", rated.numerator, n=abs(len(above) - len(below)))
    paid_with_organic(rated.numerator, rated.denominator)
    whole = summed(rated.denominator, below)
    return summed(rated.numerator, above) / whole if whole else None


def averaged(metric: str, values: Iterable[float]) -> float:
    """2, 10. Never of rates and prices: their mean has no meaning without their denominators."""
    known = _known(metric)
    if known.unit in {Unit.PERCENT, Unit.MONEY} and not known.additive:
        code = "prices_averaged" if known.unit is Unit.MONEY else "rates_averaged"
        raise RefusedAggregation(code, metric)
    found = known_throughout(metric, values)
    return math.fsum(found) / len(found)


def comparable(one: Rated, other: Rated) -> None:
    """3. Rates may stand beside each other, or be pooled, only if they are the same rate."""
    for mine, theirs in (
        (one.numerator, other.numerator),
        (one.denominator, other.denominator),
        (one.unit.value, other.unit.value),
    ):
        if mine != theirs:
            raise RefusedAggregation("different_rates", mine, value=mine, other=theirs)


def of_the_page(metric: str, basis: Basis) -> None:
    """5. What posts gathered in their lives is not what the page gathered on its days."""
    if basis is not Basis.DAYS:
        raise RefusedAggregation("posts_for_page", metric)


def grown(metric: str, ages: Iterable[float]) -> None:
    """6. Posts younger than a week are not compared with what others gathered in their lives.

    ``ages``: days between being published and being exported.
    """
    young = sum(age < MATURE_DAYS for age in ages)
    if young:
        raise RefusedAggregation("young_with_grown", metric, n=young, limit=MATURE_DAYS)


def paid_with_organic(*metrics: str) -> None:
    """7. What was paid for and what was not stay apart."""
    by_money = {money(metric): metric for metric in metrics}
    if Money.PAID in by_money and Money.ORGANIC in by_money:
        raise RefusedAggregation(
            "paid_with_organic",
            by_money[Money.PAID],
            value=by_money[Money.PAID],
            other=by_money[Money.ORGANIC],
        )


def known_throughout(metric: str, values: Iterable[float | None]) -> list[float]:
    """8. The values, if none is missing: a day nobody speaks of is not a day without anything."""
    found = list(values)
    known = [float(value) for value in found if value is not None and not math.isnan(value)]
    if len(known) < len(found) or not found:
        raise RefusedAggregation("missing_as_zero", metric, n=len(found) - len(known))
    return known


class Bounded(Protocol):
    """Something with an interval."""

    @property
    def low(self) -> float:
        """Where it begins."""
        ...

    @property
    def high(self) -> float:
        """Where it ends."""
        ...


def summed_bounds(metric: str, parts: Sequence[Bounded]) -> tuple[float, float]:
    """9. The interval of one part. Of several no sum is made: a period's total has its own.

    Days that err in the same direction make the sum too narrow, independent ones too wide.
    """
    if len(parts) != 1:
        raise RefusedAggregation("bounds_summed", metric, n=len(parts))
    return parts[0].low, parts[0].high


def period_price(
    metric: str, spend: Sequence[float], units: Sequence[float], per: float = 1.0
) -> float | None:
    """10. The price of a period: Σ spend ÷ Σ units, times ``per`` (1,000 of a CPM)."""
    if len(spend) != len(units):
        raise RefusedAggregation("missing_as_zero", metric, n=abs(len(spend) - len(units)))
    bought = math.fsum(known_throughout(metric, units))
    return per * math.fsum(known_throughout("spend", spend)) / bought if bought else None


class Countable(Protocol):
    """A group of posts."""

    @property
    def key(self) -> str:
        """Its name."""
        ...

    @property
    def n(self) -> int:
        """How many posts it has."""
        ...


def rankable(groups: Sequence[_Group], *, shrunk: bool = False) -> Sequence[_Group]:
    """11. Groups to be ranked: with fewer than five posts only by their shrunken effects."""
    few = [group for group in groups if group.n < ENOUGH]
    if few and not shrunk:
        raise RefusedAggregation("few_ranked", few[0].key, n=few[0].n, limit=ENOUGH)
    return groups


def passported(metric: str, **said: object) -> None:
    """12. A figure of others needs its definition, period, sector and n, or it is not shown."""
    lacking = [name for name, value in said.items() if value in {None, "", 0}]
    if lacking:
        raise RefusedAggregation("no_passport", metric, lacking=lacking[0])
