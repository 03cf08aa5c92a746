"""Did the campaign move anything? Its weeks beside what the weeks before it led to expect.

``refined=False`` is the plain fit, for a page that is being redrawn; with the replay the interval
is as wide or wider, never narrower.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from coachkit.evaluation.comparing import (
    About,
    ControlSeries,
    answered,
    known_in_both,
    overlapping,
    refused,
    too_little,
    unknowable,
    weeks_in,
    weeks_of,
)
from coachkit.evaluation.daily import Blocks, Days
from coachkit.evaluation.measuring import Measured, measured, stretches, with_other_sums
from coachkit.model.effects import Beside, Comparison, Reason, UnusualDay
from coachkit.model.periods import Period

_HELPS = 0.95
"""A control takes part if the interval is narrower with it than this times what it was."""


def effect(  # noqa: PLR0913  what is asked, and what is known beside it
    days: Days,
    campaign: Period,
    about: About,
    *,
    others: Sequence[Period] = (),
    control: ControlSeries | None = None,
    refined: bool = True,
) -> Comparison:
    """The campaign's effect on the series, or why it cannot be told.

    ``others``: other campaigns of the client's, whose days count as unknown; one at the same time
    is a reason not to answer. Where ``days`` know how much was published, the effect is the one
    beside what as many posts would have brought anyway.
    """
    if overlapping(others, campaign):
        return refused(days, campaign, about, Reason.CAMPAIGNS_OVERLAP)
    quiet = days.without(others)
    if (reason := unknowable(quiet, campaign)) is not None:
        return refused(days, campaign, about, reason)
    these = weeks_of(quiet, campaign)
    if (reason := too_little(these, campaign)) is not None:
        before = int((these.number < 0).sum())
        return refused(days, campaign, about, reason, before, len(these.number) - before)
    alone = measured(stretches(these, weeks_in(campaign), replayed=refined))
    beside, chosen = None, alone
    if control is not None:
        beside, chosen = _beside(alone, control, others, campaign, refined=refined)
    return answered(quiet, campaign, about, chosen, refined=refined).changed(
        smallest=chosen.smallest(chosen.known, with_control=beside is not None and beside.used),
        control=beside,
        reason=_undecided(alone, beside),
        best_day=_best_day(quiet, campaign, chosen) if chosen.middle > 0 else None,
        same_cadence=not np.isnan(these.posts).all(),
    )


def _beside(
    alone: Measured,
    control: ControlSeries,
    others: Sequence[Period],
    campaign: Period,
    *,
    refined: bool,
) -> tuple[Beside, Measured]:
    """What the control says, and the answer that stands: with it if it helps and kept still."""
    theirs = weeks_of(control.days.without(others), campaign)
    shared = known_in_both(alone.asked.these, theirs)
    if shared is None:
        return Beside(name=control.name, used=False), alone
    these, logs = shared
    length = weeks_in(campaign)
    helped = measured(stretches(these, length, [logs], replayed=refined))
    itself = measured(stretches(theirs, length, replayed=refined)).change
    moved = itself.up or itself.down
    used = not moved and helped.half < _HELPS * alone.half
    said = Beside(name=control.name, used=used, moved=moved, change=helped.change)
    return said, (helped if used else alone)


def _undecided(alone: Measured, beside: Beside | None) -> Reason | None:
    """A control that moved was touched by the campaign, or by what touched both: nobody knows.

    Only where the answer is the same with it and without it does it not matter which.
    """
    if beside is None or not beside.moved or beside.change is None:
        return None
    one, other = alone.change, beside.change
    same = (one.up, one.down) == (other.up, other.down)
    return None if same else Reason.CONTROL_MOVED


def _best_day(days: Days, campaign: Period, chosen: Measured) -> UnusualDay | None:
    """The best day of the campaign and what is left of the change when it counts as unknown."""
    inside = np.where(days.inside(campaign), days.values, np.nan)
    total = float(np.nansum(inside))
    if total <= 0:
        return None
    day = days.day(int(np.nanargmax(inside)))
    rest = weeks_of(days.without([Period(first=day, last=day)]), campaign)
    these = _in_place(rest, chosen.asked.these)
    if these is None:
        return None
    share = float(np.nanmax(inside)) / total
    return UnusualDay(day=day, share=share, without=with_other_sums(chosen, these).change)


def _in_place(rest: Blocks, these: Blocks) -> Blocks | None:
    """The same weeks with the sums that they have in ``rest``; ``None`` where one is gone."""
    sums = dict(zip(rest.number.tolist(), rest.sums.tolist(), strict=True))
    if any(number not in sums for number in these.number.tolist()):
        return None
    return replace(these, sums=np.array([sums[number] for number in these.number.tolist()]))
