"""Simulated small accounts with a known truth: written from a description, not from the engine.

An account has a weekly pattern, drift, holidays, steps, viral posts, posts whose engagement
decays over days, days without anything and counts that scatter more than Poisson's. *Engagement*
is sparse: it comes from a few posts a week. *Traffic* is denser: visits come every day, and posts
only add to them. Whatever differs between accounts is drawn anew for each of them.

Nothing here may be tuned until an engine passes. The one thing that was looked at is how far a
plain before/after comparison errs, so that the accounts are about as hard as real ones.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Values = NDArray[np.float64]

EARLIEST = date(2023, 1, 1)
"""Accounts begin on any day of the three years after it."""

HISTORY = 372
CAMPAIGN = 28


class Kind(StrEnum):
    """What is counted."""

    ENGAGEMENT = "engagement"
    TRAFFIC = "traffic"


@dataclass(frozen=True, eq=False)
class Nature:
    """What does not change about an account, drawn once."""

    kind: Kind
    begins: date
    closed: Values
    per_week: float
    publishing: Values
    level: Values
    weekday: Values
    viral: float
    scatter: float
    lasting: float
    fatigue: float = 0.0
    usual: float = 0.0


@dataclass(frozen=True, eq=False)
class Account:
    """A year of an account and what comes after. ``values`` and ``posts``: one per day."""

    nature: Nature
    values: Values
    posts: Values


def holidays(begins: date, days: int) -> Values:
    """1 on the days when offices close: four weeks in summer, two at Christmas, one in spring."""
    closed = np.zeros(days)
    for day in range(days):
        on = begins + timedelta(days=day)
        summer = (7, 1) <= (on.month, on.day) <= (7, 28)
        christmas = (on.month, on.day) >= (12, 21) or (on.month, on.day) <= (1, 4)
        spring = (4, 10) <= (on.month, on.day) <= (4, 16)
        closed[day] = summer or christmas or spring
    return closed


def nature(chance: Generator, kind: Kind, days: int = HISTORY + CAMPAIGN) -> Nature:
    """The nature of one account."""
    begins = EARLIEST + timedelta(days=int(chance.integers(0, 3 * 365)))
    closed = holidays(begins, days)
    drift = np.cumsum(chance.normal(0, chance.uniform(0.005, 0.025), days))
    trend = chance.normal(0, 0.2) * np.arange(days) / 365
    quieter = chance.uniform(0.1, 0.5) if kind is Kind.ENGAGEMENT else chance.uniform(0.1, 0.4)
    level = drift + trend + _steps(chance, days) - quieter * closed
    workdays = np.array([1.0, 1.1, 1.15, 1.1, 0.95, 0.45, 0.45]) * chance.lognormal(0, 0.15, 7)
    publishing = np.array([1.0, 1.2, 1.2, 1.2, 0.9, 0.2, 0.15]) * chance.lognormal(0, 0.3, 7)
    sparse = kind is Kind.ENGAGEMENT
    base = chance.lognormal(np.log(15), 0.6) if sparse else chance.lognormal(np.log(60), 0.6)
    return Nature(
        kind=kind,
        begins=begins,
        closed=closed,
        per_week=chance.uniform(2.5, 8),
        publishing=publishing / publishing.mean(),
        level=np.log(base) + level,
        weekday=workdays / workdays.mean(),
        viral=chance.uniform(0.005, 0.02),
        scatter=chance.uniform(0.4, 0.8) if sparse else chance.uniform(6, 25),
        lasting=chance.uniform(0.3, 0.6),
    )


def _steps(chance: Generator, days: int) -> Values:
    """One account in five has a real step, somewhere in its history."""
    steps = np.zeros(days)
    if chance.random() < 0.2:
        steps[chance.integers(30, days) :] += chance.choice([-1, 1]) * chance.uniform(0.25, 0.7)
    return steps


def _weekdays(pattern: Values, days: int) -> Values:
    return np.resize(pattern, days)


def account(chance: Generator, one: Nature, lift: Values, times: Values | None = None) -> Account:
    """What the account shows. ``lift``: what every day is multiplied by; ``times``: its cadence."""
    days = len(one.level)
    busy = _weekdays(one.publishing, days) * one.per_week / 7 * (1 - 0.6 * one.closed)
    times = np.ones(days) if times is None else times
    posts = chance.poisson(busy * times).astype(float)
    tired = times ** (-one.fatigue)
    gained = _engagement(chance, one, posts, lift * tired)
    if one.kind is Kind.ENGAGEMENT:
        return Account(one, gained, posts)
    visits = np.exp(one.level) * _weekdays(one.weekday, days) * lift * tired * times**one.usual
    shape = one.scatter
    base = chance.poisson(chance.gamma(shape, visits / shape)).astype(float)
    # A visit is worth more than a like: one in twelve who react comes to see.
    return Account(one, base + chance.binomial(gained.astype(int), 1 / 12), posts)


def _engagement(chance: Generator, one: Nature, posts: Values, lift: Values) -> Values:
    """What posts gather on their day and, less and less, on the days after it."""
    days = len(one.level)
    scatter = one.scatter if one.kind is Kind.ENGAGEMENT else 0.6
    level = one.level if one.kind is Kind.ENGAGEMENT else one.level - np.log(4)
    decay = one.lasting ** np.arange(10)
    decay /= decay.sum()
    expected = np.zeros(days + len(decay))
    for day in np.flatnonzero(posts):
        for _ in range(int(posts[day])):
            worth = np.exp(level[day] + chance.normal(-(scatter**2) / 2, scatter))
            if chance.random() < one.viral:
                worth *= chance.uniform(4, 15)
            expected[day : day + len(decay)] += worth * decay
    mean = expected[:days] * lift
    shape = 3.0
    return chance.poisson(chance.gamma(shape, mean / shape)).astype(float)


def with_lift(
    chance: Generator, kind: Kind, lift: float, history: int = HISTORY, campaign: int = CAMPAIGN
) -> Account:
    """An account whose last days are a campaign that multiplies them by 1 + ``lift``."""
    days = history + campaign
    return account(
        chance, nature(chance, kind, days), np.r_[np.ones(history), np.full(campaign, 1 + lift)]
    )


def with_cadence(
    chance: Generator,
    kind: Kind,
    fatigue: float,
    history: int = HISTORY,
    after: int = 56,
) -> Account:
    """An account that posts twice as often in its last days.

    ``fatigue`` 0: every post is worth what it was, and the total doubles; 1: the total stays.
    """
    days = history + after
    one = replace(nature(chance, kind, days), fatigue=fatigue, usual=1.0)
    return account(chance, one, np.ones(days), np.r_[np.ones(history), np.full(after, 2.0)])
