"""What every comparison of weeks shares: its words, when it is refused, and the answer's shape."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coachkit.evaluation.daily import KNOWN_DAYS, Blocks, Days, blocks
from coachkit.evaluation.measuring import BEFORE, OLDEST, Measured
from coachkit.model.effects import MATTERS, Comparison, Reason
from coachkit.model.periods import Period

Values = NDArray[np.float64]


@dataclass(frozen=True)
class About:
    """What a series is: its metric, how that is defined, and the files it stands in.

    ``matters``: a lift that is worth knowing of, where the client has said one; ``part``: the
    account, country or source that it is of, empty for all that is counted.
    """

    metric: str
    definition: str
    sources: tuple[str, ...] = ()
    matters: float = MATTERS
    part: str = ""


@dataclass(frozen=True, eq=False)
class ControlSeries:
    """Another series of the client's that what happened should not have touched.

    Site visits from elsewhere, another channel, another region.
    """

    name: str
    days: Days


def weeks_in(period: Period) -> int:
    """How many weeks the period is judged by: what is left over counts from four days on."""
    whole, left = divmod(period.days, 7)
    return whole + (left >= KNOWN_DAYS)


def weeks_of(days: Days, period: Period) -> Blocks:
    """The known weeks of the period, from number 0 on, and of the two years before it."""
    cut = max(days.at(period.last) + 1, 0)
    posts = None if days.posts is None else days.posts[:cut]
    these = blocks(replace(days, values=days.values[:cut], posts=posts), period.first)
    wanted = ~np.isnan(these.sums) & (these.number >= -OLDEST)
    return these.only(wanted)


def unknowable(days: Days, period: Period) -> Reason | None:
    """Why nothing can be said, seen from the days alone."""
    before = days.values[: max(days.at(period.first), 0)]
    if np.isnan(before).all():
        return Reason.NO_DATA
    if (days.values < 0).any():
        return Reason.BELOW_NOTHING
    if weeks_in(period) == 0:
        return Reason.TOO_SHORT
    if not np.nansum(before) and not np.nansum(days.values[days.inside(period)]):
        return Reason.NOTHING_COUNTED
    return None


def too_little(these: Blocks, period: Period) -> Reason | None:
    """Why nothing can be said, seen from the weeks that are known."""
    before = int((these.number < 0).sum())
    if before < BEFORE:
        return Reason.SHORT_HISTORY
    if weeks_in(period) > before:
        return Reason.LONGER_THAN_HISTORY
    return Reason.NOT_TOLD if 2 * (len(these.number) - before) < weeks_in(period) else None


def refused(  # noqa: PLR0913, PLR0917  what a refusal is of
    days: Days, period: Period, about: About, reason: Reason, before: int = 0, weeks: int = 0
) -> Comparison:
    """No answer, and why."""
    known = days.known(period)
    return Comparison(
        metric=about.metric,
        part=about.part,
        definition=about.definition,
        sources=about.sources,
        period=period,
        weeks=weeks,
        weeks_before=before,
        days=known,
        missing=period.days - known,
        matters=about.matters,
        reason=reason,
    )


def answered(
    days: Days, period: Period, about: About, found: Measured, *, refined: bool
) -> Comparison:
    """The answer. ``refined``: the past was asked about, or had nothing to be asked about."""
    known = days.known(period)
    return Comparison(
        metric=about.metric,
        part=about.part,
        definition=about.definition,
        sources=about.sources,
        period=period,
        weeks=found.known,
        weeks_before=found.before,
        days=known,
        missing=period.days - known,
        matters=about.matters,
        change=found.change,
        smallest=found.smallest(found.known),
        replay=found.replay,
        refined=refined,
    )


def known_in_both(these: Blocks, control: Blocks) -> tuple[Blocks, Values] | None:
    """The weeks that are known of both series and the control's logs; ``None`` if too few.

    Of the stretch itself, which begins at number 0, every week must be known.
    """
    logs = dict(zip(control.number.tolist(), control.logs.tolist(), strict=True))
    both = np.array([number in logs for number in these.number.tolist()])
    quiet = these.number < 0
    if not both[~quiet].all() or both[quiet].sum() < max(BEFORE, 0.8 * quiet.sum()):
        return None
    shared = these.only(both)
    return shared, np.array([logs[number] for number in shared.number.tolist()])


def overlapping(others: Sequence[Period], period: Period) -> bool:
    """Whether another campaign ran on any day of the period."""
    return any(one.first <= period.last and one.last >= period.first for one in others)
