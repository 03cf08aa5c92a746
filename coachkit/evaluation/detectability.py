"""Could it be seen at all? Asked before launch, of the client's own history."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from coachkit.evaluation.comparing import (
    About,
    ControlSeries,
    known_in_both,
    too_little,
    unknowable,
    weeks_of,
)
from coachkit.evaluation.daily import Days
from coachkit.evaluation.measuring import measured, stretches
from coachkit.model.effects import Detectability, Reason, Smallest
from coachkit.model.periods import Period

LENGTHS = (4, 8, 13)
"""Weeks that a campaign is imagined to last."""


def detectability(  # noqa: PLR0913  what is asked, and what is known beside it
    days: Days,
    starts: date,
    about: About,
    *,
    lengths: Sequence[int] = LENGTHS,
    others: Sequence[Period] = (),
    control: ControlSeries | None = None,
) -> Detectability:
    """The smallest lift that campaigns of these lengths from ``starts`` on would show.

    Days from ``starts`` on take no part. A length for which the history is too short is left out.
    """
    eve = starts - timedelta(days=1)
    quiet = days.without(others)
    known = Period(first=min(days.first, eve), last=eve)
    found: list[Smallest] = []
    reason: Reason | None = None
    for weeks in lengths:
        ahead = Period(first=starts, last=starts + timedelta(days=7 * weeks - 1))
        why = unknowable(quiet, ahead) or _too_short(quiet, ahead)
        reason = reason or why
        if why is None:
            found += _could(quiet, ahead, weeks, others, control)
    these = weeks_of(quiet, known)
    return Detectability(
        metric=about.metric,
        part=about.part,
        definition=about.definition,
        sources=about.sources,
        known=known if quiet.known(known) else None,
        weeks_before=len(these.number),
        options=tuple(found),
        reason=None if found else reason,
    )


def _too_short(days: Days, ahead: Period) -> Reason | None:
    before = weeks_of(days.until(ahead.first), ahead)
    reason = too_little(before, ahead)
    # Nothing is known of what is to come, nor need it be.
    return None if reason is Reason.NOT_TOLD else reason


def _could(
    days: Days,
    ahead: Period,
    weeks: int,
    others: Sequence[Period],
    control: ControlSeries | None,
) -> list[Smallest]:
    before = weeks_of(days.until(ahead.first), ahead)
    alone = measured(stretches(before.and_ahead(weeks), weeks)).smallest(weeks)
    if control is None:
        return [alone]
    theirs = weeks_of(control.days.without(others).until(ahead.first), ahead)
    shared = known_in_both(before, theirs)
    if shared is None:
        return [alone]
    logs = np.concatenate([shared[1], np.full(weeks, shared[1].mean())])
    found = measured(stretches(shared[0].and_ahead(weeks), weeks, [logs]))
    return [alone, found.smallest(weeks, with_control=True)]
