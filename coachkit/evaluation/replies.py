"""Reply times from a table of questions and answers, in hours that somebody was there.

A question that nobody has answered yet is not dropped, nor is it answered at the moment of the
export: it has waited *at least* so long. That is what Kaplan and Meier's estimate is made for
(1958, J. Am. Stat. Assoc. 53); dropping it would make a team look the faster the less it answers.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_datetime64_any_dtype
from scipy.special import ndtri

from coachkit.evaluation.shrinking import shares
from coachkit.model.errors import InvalidValue
from coachkit.model.replies import (
    NoReplies,
    OfficeHours,
    Replies,
    ReplyGroup,
    ThemeWaiting,
    Waited,
    Within,
)
from coachkit.model.results import ENOUGH, INTERVAL_LEVEL, Verdict

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

COLUMNS = ("received", "replied")
"""Of the table: when the question came and when it was first answered (missing: not yet), both as
the client's clock shows, without a zone. A column ``theme`` may say what it was about; every
further one is let be."""

_THEMES = 8
"""As many of them as are told, the most frequent first."""

_NAME = 120

_WEEK = 7 * 24.0


@dataclass(frozen=True, eq=False)
class _Waits:
    """Hours waited; ``answered``: whether that was the end of it."""

    hours: Values
    answered: Mask

    def of(self, which: Mask) -> "_Waits":
        return _Waits(self.hours[which], self.answered[which])


@dataclass(frozen=True, eq=False)
class _Curve:
    """The part still waiting after each time, and Greenwood's sum for its error."""

    times: Values
    waiting: Values
    greenwood: Values
    at_risk: Values
    waits: _Waits


def replies(
    questions: pd.DataFrame,
    target: float,
    until: datetime,
    office: OfficeHours | None = None,
) -> Replies:
    """Reply times of the ``questions`` (see :data:`COLUMNS`) against a ``target`` in hours.

    ``until``: when the table was exported, by the client's clock: so long did open ones wait.
    ``office``: only these hours count, and the target is in them.

    Raises :class:`~coachkit.model.errors.InvalidValue`: ``missing`` with the column that lacks,
    ``wrong_type`` with one that holds anything but moments of the client's clock.
    """
    received, replied = (_moments(questions, name) for name in COLUMNS)
    ends = replied.where(replied.notna() & (replied <= until), pd.Timestamp(until))
    usable = (received.notna() & (ends >= received)).to_numpy()
    said = Replies(
        target=target,
        office=office,
        n=int(usable.sum()),
        left_out=int((~usable).sum()),
        reason=NoReplies.FEW_CONVERSATIONS if usable.any() else NoReplies.NO_CONVERSATIONS,
    )
    if usable.sum() < ENOUGH:
        return said
    came, ended = received[usable], ends[usable]
    answered = (replied[usable].notna() & (replied[usable] <= until)).to_numpy()
    waits = _Waits(worked(ended, office) - worked(came, office), answered)
    curve = _curve(waits)
    return Replies.model_validate(
        {
            **said.model_dump(),
            "reason": None,
            "unanswered": int((~answered).sum()),
            "median": waited(curve, 0.5),
            "ninetieth": waited(curve, 0.9),
            "within": _within(curve, target),
            "weekdays": _groups(waits, came.dt.day_of_week.to_numpy(), target),
            "hours": _groups(waits, came.dt.hour.to_numpy(), target),
            "themes": _themes(questions.loc[usable], answered),
        }
    )


def _moments(questions: pd.DataFrame, name: str) -> "pd.Series[pd.Timestamp]":
    if name not in questions.columns:
        raise InvalidValue("missing", name)
    told = questions[name]
    try:
        found = pd.to_datetime(told, format=None if is_datetime64_any_dtype(told) else "ISO8601")
    except (TypeError, ValueError) as refused:
        raise InvalidValue("wrong_type", name) from refused
    if found.dt.tz is not None:
        raise InvalidValue("wrong_type", name)
    return found


def worked(moments: "pd.Series[pd.Timestamp]", office: OfficeHours | None) -> Values:
    """Office hours between a Monday long ago and each moment; all hours without any office."""
    monday = pd.Timestamp("1990-01-01")
    passed = (moments - monday).dt.total_seconds().to_numpy() / 3600
    if office is None:
        return np.asarray(passed, dtype=float)
    begins, ends = _clock(office.begins), _clock(office.ends)
    daily = ends - begins
    day, within = np.divmod(passed, 24)
    weekday = (day % 7).astype(int)
    opened = np.isin(np.arange(7), office.weekdays).astype(float)
    before = np.concatenate(([0.0], np.cumsum(opened)))[:-1]
    today = opened[weekday] * np.clip(within - begins, 0, daily)
    whole = np.floor(passed / _WEEK) * opened.sum() + before[weekday]
    closed = sorted(one for one in office.closed if one.weekday() in office.weekdays)
    off = np.array([(pd.Timestamp(one) - monday).days for one in closed], dtype=float)
    past = np.searchsorted(off, day, side="left")
    return np.asarray((whole - past) * daily + np.where(np.isin(day, off), 0.0, today))


def _clock(moment: time) -> float:
    passed = timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)
    return passed.total_seconds() / 3600


def _curve(waits: _Waits) -> _Curve:
    times = np.unique(waits.hours[waits.answered])
    ordered = np.sort(waits.hours)
    at_risk = len(ordered) - np.searchsorted(ordered, times, side="left").astype(float)
    ended = np.sort(waits.hours[waits.answered])
    events = np.diff(np.searchsorted(ended, times, side="right"), prepend=0).astype(float)
    left = at_risk - events
    steps = np.divide(events, at_risk * left, out=np.full_like(events, np.inf), where=left > 0)
    return _Curve(times, np.cumprod(left / at_risk), np.cumsum(steps), at_risk, waits)


def waited(curve: _Curve, share: float, level: float = INTERVAL_LEVEL) -> Waited:
    """When that share was answered, with Brookmeyer and Crowley's interval of log(-log)."""
    low, high = _band(curve, level)
    return Waited(
        value=_first(curve.times, curve.waiting <= 1 - share + 1e-12),
        low=_first(curve.times, low <= 1 - share),
        high=_first(curve.times, high <= 1 - share),
    )


def _band(curve: _Curve, level: float) -> tuple[Values, Values]:
    """Bounds of the part still waiting, each between 0 and 1."""
    edge = float(ndtri(0.5 + level / 2))
    inner = np.clip(curve.waiting, 1e-12, 1 - 1e-12)
    last = curve.waiting <= 0
    spread = edge * np.sqrt(np.where(last, 0, curve.greenwood)) / np.abs(np.log(inner))
    low, high = inner ** np.exp(spread), inner ** np.exp(-spread)
    # After the last answer nobody waits: the bound before it is all that is known.
    before = np.concatenate(([1.0], high[:-1]))
    return np.where(last, 0.0, low), np.where(last, before, high)


def _first(times: Values, reached: Mask) -> float | None:
    places = np.flatnonzero(reached)
    return float(times[places[0]]) if len(places) else None


def _within(curve: _Curve, target: float, level: float = INTERVAL_LEVEL) -> Within | None:
    """The part answered in time, with Wilson's interval at as many as its error is worth."""
    place = int(np.searchsorted(curve.times, target, side="right")) - 1
    # Where nobody was answered in time, only those who have waited so long already are told of.
    n = float(curve.at_risk[0] if place >= 0 else (curve.waits.hours >= target).sum())
    if n == 0:
        return None
    value = 0.0 if place < 0 else 1 - float(curve.waiting[place])
    if place >= 0 and 0 < value < 1:
        # Cutler and Ederer: as many whole observations as would have this error.
        n = value / ((1 - value) * float(curve.greenwood[place]))
    low, high = wilson(value, n, level)
    return Within(value=value, low=low, high=high)


def wilson(share: float, n: float, level: float = INTERVAL_LEVEL) -> tuple[float, float]:
    """Wilson's interval of a share of ``n`` (1927, J. Am. Stat. Assoc. 22)."""
    edge = float(ndtri(0.5 + level / 2))
    middle = (share + edge**2 / (2 * n)) / (1 + edge**2 / n)
    half = edge * np.sqrt(share * (1 - share) / n + edge**2 / (4 * n**2)) / (1 + edge**2 / n)
    return float(max(0.0, min(share, middle - half))), float(min(1.0, max(share, middle + half)))


def _groups(waits: _Waits, keys: NDArray[np.integer[Any]], target: float) -> tuple[ReplyGroup, ...]:
    """By weekday or hour, in their order; verdicts held to a level that makes up for their number.

    Nobody is ranked: a weekday with four questions says nothing of that weekday.
    """
    known = np.unique(keys)
    level = 1 - (1 - INTERVAL_LEVEL) / len(known)
    return tuple(_group(int(key), waits, keys == key, target, level) for key in known)


def _themes(questions: pd.DataFrame, answered: Mask) -> tuple[ThemeWaiting, ...]:
    """Which part of each theme's questions waits.

    Conversations are independent, so that a theme of three may borrow from the others what it
    lacks; alone it would be all or nothing.
    """
    if "theme" not in questions.columns:
        return ()
    named = questions["theme"].fillna("").astype(str).str.strip().str[:_NAME].to_numpy()
    told = named != ""
    names, counts = np.unique(named[told], return_counts=True)
    if len(names) <= 1:
        return ()
    waiting = np.array([((named == name) & ~answered).sum() for name in names], dtype=float)
    found = shares(waiting, counts.astype(float))
    order = np.argsort(-counts, kind="stable")[:_THEMES]
    return tuple(
        ThemeWaiting(
            name=str(names[place]),
            n=int(counts[place]),
            waiting=int(waiting[place]),
            share=Within(
                value=float(found.value[place]),
                low=float(found.low[place]),
                high=float(found.high[place]),
            ),
        )
        for place in order.tolist()
    )


def _group(key: int, waits: _Waits, mine: Mask, target: float, level: float) -> ReplyGroup:
    curve = _curve(waits.of(mine))
    few = min(int(mine.sum()), int((~mine).sum())) < ENOUGH
    verdict = Verdict.CANNOT_TELL
    if not few:
        strictly = (_within(_curve(waits.of(part)), target, level) for part in (mine, ~mine))
        verdict = _verdict(*strictly)
    return ReplyGroup(
        key=key,
        n=int(mine.sum()),
        median=waited(curve, 0.5) if mine.sum() >= ENOUGH else Waited(value=None),
        within=_within(curve, target),
        verdict=verdict,
    )


def _verdict(one: Within | None, others: Within | None) -> Verdict:
    if one is None or others is None:
        return Verdict.CANNOT_TELL
    if one.low > others.high:
        return Verdict.SHOWN_UP
    return Verdict.SHOWN_DOWN if one.high < others.low else Verdict.NOT_SHOWN
