"""A number for each day of a client, in weeks that begin where a campaign begins.

A day that nobody speaks of is not a day without anything: it is NaN here, and a week of which
too little is known is left out. What is known of a week stands for the rest of it by how much
those weekdays usually count.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from coachkit.evaluation.local_level import Weeks
from coachkit.model.errors import InvalidValue
from coachkit.model.periods import Period

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

KNOWN_DAYS = 4
"""Of a week with fewer known days nothing is said."""

HALF = 0.5
"""Added to every week's sum before its logarithm: a week without anything has one too."""

_POSTS = (0.5, 0.5)
"""Twice the posts, hardly twice the response: belief in the exponent before seeing any."""

_HOLIDAYS = (-0.3, 0.3)
"""A week of holidays is a quieter one by about a quarter: belief before seeing any."""

_BORROWED = 4.0
"""How many days of the usual weight each weekday's own weight is mixed with."""


@dataclass(frozen=True, eq=False)
class Days:
    """What a metric came to on each day from ``first`` on, NaN where nobody says.

    ``values``: any sequence of numbers, ``None`` and NaN where nothing is known; kept as floats.
    ``posts``: how many were published on each of these days, where that is known: as many.
    ``holidays``: days on which the client's people and readers are away.

    Raises :class:`~coachkit.model.errors.InvalidValue`: ``wrong_type`` of what are no numbers, one
    after the other; ``too_large`` of infinite ones; ``too_short`` or ``too_long`` of ``posts`` for
    other days.
    """

    first: date
    values: Values
    posts: Values | None = None
    holidays: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        """Refuse what is no number of a day before anything rests on it."""
        object.__setattr__(self, "values", _numbers(self.values, "values"))
        if self.posts is not None:
            posts = _numbers(self.posts, "posts")
            if len(posts) != len(self.values):
                code = "too_short" if len(posts) < len(self.values) else "too_long"
                raise InvalidValue(code, "posts", value=len(posts), limit=len(self.values))
            object.__setattr__(self, "posts", posts)

    @property
    def last(self) -> date:
        """The last of the days."""
        return self.first + timedelta(days=len(self.values) - 1)

    def at(self, day: date) -> int:
        """The place of the day, outside of the series too."""
        return (day - self.first).days

    def day(self, place: int) -> date:
        """The day at that place."""
        return self.first + timedelta(days=place)

    def inside(self, period: Period) -> Mask:
        """Which of the days lie in the period."""
        place = np.arange(len(self.values))
        return (place >= self.at(period.first)) & (place <= self.at(period.last))

    @property
    def last_known(self) -> date | None:
        """The last day of which anything is known."""
        known = np.flatnonzero(~np.isnan(self.values))
        return self.day(int(known[-1])) if len(known) else None

    def known(self, period: Period) -> int:
        """How many days of the period are known."""
        return int((self.inside(period) & ~np.isnan(self.values)).sum())

    def without(self, periods: Iterable[Period]) -> "Days":
        """The same, with the days of these periods unknown."""
        values = self.values.copy()
        for period in periods:
            values[self.inside(period)] = np.nan
        return replace(self, values=values)

    def until(self, day: date) -> "Days":
        """The same before that day."""
        cut = min(max(self.at(day), 0), len(self.values))
        posts = None if self.posts is None else self.posts[:cut]
        return replace(self, values=self.values[:cut], posts=posts)

    def since(self, day: date | None) -> "Days":
        """The same from that day on: what was counted otherwise before takes no part."""
        if day is None or day <= self.first:
            return self
        cut = self.at(day)
        posts = None if self.posts is None else self.posts[cut:]
        return replace(self, first=day, values=self.values[cut:], posts=posts)


def _numbers(told: object, name: str) -> Values:
    """As a row of floats; :class:`InvalidValue` for anything else."""
    try:
        found = np.asarray(told, dtype=float)
    except (TypeError, ValueError) as refused:
        raise InvalidValue("wrong_type", name) from refused
    if found.ndim != 1:
        raise InvalidValue("wrong_type", name)
    if np.isinf(found).any():
        raise InvalidValue("too_large", name, value="∞")
    return found


def on_days(counted: Sequence[tuple[date, float]], holidays: Collection[date] = ()) -> Days:
    """A series from days and what they came to, in any order; days that are not told are unknown.

    Raises :class:`~coachkit.model.errors.InvalidValue`: ``missing`` without any day, ``repeated``
    where a day is told twice, for nobody knows which of the two it came to.
    """
    if not counted:
        raise InvalidValue("missing", "days")
    told = Counter(day for day, _ in counted)
    twice, times = max(told.items(), key=lambda one: one[1])
    if times > 1:
        raise InvalidValue("repeated", "days", value=twice.isoformat())
    first, last = min(day for day, _ in counted), max(day for day, _ in counted)
    values = np.full((last - first).days + 1, np.nan)
    for day, value in counted:
        values[(day - first).days] = value
    return Days(first, values, holidays=frozenset(holidays))


@dataclass(frozen=True, eq=False)
class Blocks:
    """Weeks of seven days, one of which begins on ``anchor`` and has the number 0.

    ``sums``: what each came to, made up to seven days where ``known`` says fewer; NaN where
    fewer than :data:`KNOWN_DAYS` are known. ``posts``: NaN where they are not known.
    """

    anchor: date
    number: NDArray[np.int_]
    sums: Values
    known: NDArray[np.int_]
    posts: Values
    holidays: Values

    @property
    def logs(self) -> Values:
        """The logarithm of each week's sum."""
        return np.asarray(np.log(self.sums + HALF))

    def only(self, which: Mask) -> "Blocks":
        """Some of the weeks."""
        return Blocks(
            self.anchor,
            self.number[which],
            self.sums[which],
            self.known[which],
            self.posts[which],
            self.holidays[which],
        )

    def and_ahead(self, weeks: int) -> "Blocks":
        """The same with the weeks from number 0 on, of which nothing is known yet."""
        unknown = np.full(weeks, np.nan)
        return Blocks(
            self.anchor,
            np.concatenate([self.number, np.arange(weeks)]),
            np.concatenate([self.sums, unknown]),
            np.concatenate([self.known, np.zeros(weeks, dtype=int)]),
            np.concatenate([self.posts, unknown]),
            np.concatenate([self.holidays, np.zeros(weeks)]),
        )

    def period(self, place: int) -> Period:
        """The days of the week at that place."""
        first = self.anchor + timedelta(weeks=int(self.number[place]))
        return Period(first=first, last=first + timedelta(days=6))


def blocks(days: Days, anchor: date) -> Blocks:
    """The days in weeks, whole and broken ones, from the first to the last."""
    ahead = (days.at(anchor)) % 7
    lead = (7 - ahead) % 7
    values = np.concatenate([np.full(lead, np.nan), days.values])
    trail = -len(values) % 7
    values = np.concatenate([values, np.full(trail, np.nan)]).reshape(-1, 7)
    begins = days.at(anchor) + lead
    number = np.arange(len(values)) - begins // 7
    known = (~np.isnan(values)).sum(axis=1)
    told = np.where(known == 7, 1.0, _told(values))
    sums = np.nansum(values, axis=1) / told
    enough = known >= KNOWN_DAYS
    return Blocks(
        anchor=anchor,
        number=number,
        sums=np.where(enough, sums, np.nan),
        known=known,
        posts=_posts(days, lead, trail),
        holidays=_away(days, anchor, number),
    )


def _told(values: Values) -> Values:
    """Which part of a week's worth the known days of each week usually are."""
    there = ~np.isnan(values)
    told = there.sum(axis=0)
    total = np.nansum(values)
    usual = total / max(int(told.sum()), 1)
    weight = (np.nansum(values, axis=0) + _BORROWED * usual) / (told + _BORROWED)
    share = weight / weight.sum() if usual > 0 else np.full(7, 1 / 7)
    return np.asarray(np.maximum((there * share).sum(axis=1), 1 / 14))


def _posts(days: Days, lead: int, trail: int) -> Values:
    if days.posts is None:
        return np.full((lead + len(days.values) + trail) // 7, np.nan)
    padded = np.concatenate([np.full(lead, np.nan), days.posts, np.full(trail, np.nan)])
    week = padded.reshape(-1, 7)
    told = (~np.isnan(week)).sum(axis=1)
    sums = np.nansum(week, axis=1) * 7 / np.maximum(told, 1)
    return np.where(told >= KNOWN_DAYS, sums, np.nan)


def _away(days: Days, anchor: date, number: NDArray[np.int_]) -> Values:
    """Which part of each week is holidays."""
    share = np.zeros(len(number))
    for day in days.holidays:
        place = (day - anchor).days // 7 - int(number[0])
        if 0 <= place < len(number):
            share[place] += 1 / 7
    return share


def columns(
    these: Blocks, regimes: NDArray[np.int_] | None = None
) -> list[tuple[Values, float, float]]:
    """What is known of each week beside its sum: values, and what is believed of their weight.

    ``regimes``: weeks of the same number shared a cadence; posts then count only as far as they
    are more or fewer than what was usual in their own regime.
    """
    found = []
    posts = np.log(these.posts + HALF)
    if not np.isnan(posts).all():
        found.append((_centred(posts, regimes), *_POSTS))
    if these.holidays.any():
        found.append((these.holidays, *_HOLIDAYS))
    return found


def _centred(posts: Values, regimes: NDArray[np.int_] | None) -> Values:
    regimes = np.zeros(len(posts), dtype=int) if regimes is None else regimes
    centred = posts.copy()
    for regime in np.unique(regimes):
        inside = regimes == regime
        told = posts[inside]
        usual = np.nanmean(told) if not np.isnan(told).all() else 0.0
        centred[inside] = np.nan_to_num(told - usual)
    return centred


def counting_noise(sums: Values) -> float:
    """The noise that counting alone gives: no series of counts has less."""
    typical = float(np.nanmedian(sums)) if len(sums) else 0.0
    return float(np.sqrt(1 / (max(typical, 0.0) + 1.0)))


def weeks(these: Blocks, beside: Sequence[tuple[Values, float, float]], told: Mask) -> Weeks:
    """The weeks as the engine takes them. ``told``: those whose sum it may know."""
    x = np.column_stack([column for column, _, _ in beside]) if beside else None
    return Weeks(
        y=np.where(told, these.logs, np.nan),
        when=these.number.astype(float),
        x=np.zeros((len(these.number), 0)) if x is None else x,
        guess=np.array([guess for _, guess, _ in beside], dtype=float),
        doubt=np.array([doubt for _, _, doubt in beside], dtype=float),
        noise=counting_noise(these.sums[told]),
    )
