"""What the time-series engine reaches on simulated accounts whose truth is known."""

from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter

import numpy as np
from numpy.random import Generator

from benchmarks.accounts import CAMPAIGN, HISTORY, Account, Kind, with_cadence, with_lift
from benchmarks.before_after import before_after
from benchmarks.rows import Row, mean, middle, share
from coachkit.evaluation.cadence_change import cadence_effect
from coachkit.evaluation.campaign_effect import effect
from coachkit.evaluation.comparing import About
from coachkit.evaluation.daily import Days
from coachkit.evaluation.goal_forecast import forecast
from coachkit.model.effects import Comparison
from coachkit.model.periods import Period

_ABOUT = About("simulated", "simulated")
_QUARTER = 91
_WIDTH = {Kind.ENGAGEMENT: 1.5, Kind.TRAFFIC: 0.65}
_POWER = {Kind.ENGAGEMENT: (1.0, 0.35), Kind.TRAFFIC: (0.5, 0.60)}
_BRIER = {Kind.ENGAGEMENT: 0.185, Kind.TRAFFIC: 0.12}


def rows(seed: int, accounts: int) -> list[Row]:
    """Every row of the engine, for both kinds of accounts."""
    chance = np.random.default_rng(seed)
    found: list[Row] = []
    for kind in Kind:
        found += _effects(chance, kind, accounts)
        found += _quarters(chance, kind, accounts)
        found += _cadences(chance, kind, accounts)
    return found


def _days(one: Account, until: int | None = None) -> Days:
    return Days(one.nature.begins, one.values[:until], one.posts[:until])


def _after(one: Account, days: int) -> Period:
    first = one.nature.begins + timedelta(days=HISTORY)
    return Period(first=first, last=first + timedelta(days=days - 1))


@dataclass(frozen=True)
class _Asked:
    """One account with a campaign: what the engine and a plain comparison say of it."""

    found: Comparison
    naive: tuple[float, float, float]
    slow: float
    plain: float


def _asked(chance: Generator, kind: Kind, lift: float) -> _Asked:
    one = with_lift(chance, kind, lift)
    days, campaign = _days(one), _after(one, CAMPAIGN)
    began = perf_counter()
    found = effect(days, campaign, _ABOUT)
    between = perf_counter()
    effect(days, campaign, _ABOUT, refined=False)
    ended = perf_counter()
    naive = before_after(one.values, CAMPAIGN)
    return _Asked(found, naive, between - began, ended - between)


def _effects(chance: Generator, kind: Kind, accounts: int) -> list[Row]:
    still = [_asked(chance, kind, 0.0) for _ in range(accounts)]
    fifth = [_asked(chance, kind, 0.2) for _ in range(accounts)]
    large, bar = _POWER[kind]
    much = [_asked(chance, kind, large) for _ in range(accounts)]
    return [
        share(f"{kind}: coverage at lift 0", _covers(still, 0.0), 0.85, 0.95),
        share(f"{kind}: coverage at lift 20 %", _covers(fifth, 0.2), 0.85, 0.95),
        share(f"{kind}: false “it worked”", _up(still), None, 0.10),
        share(f"{kind}: two-sided false positives", _shown(still), None, 0.135),
        middle(f"{kind}: median width in logs", _widths(still), None, _WIDTH[kind]),
        share(f"{kind}: power at +{large:.0%}", _up(much), bar),
        share(f"{kind}: power at +20 %", _up(fifth)),
        share(f"{kind}: a day alone drives it, of lift 0", [a.found.one_day for a in still]),
        share(f"{kind}: naive coverage at lift 0", [a.naive[0] <= 0 <= a.naive[2] for a in still]),
        share(f"{kind}: naive false “it worked”", [a.naive[0] > 0 for a in still]),
        middle(f"{kind}: naive median width", [a.naive[2] - a.naive[0] for a in still]),
        middle(f"{kind}: effect with replay, ms", [1000 * a.slow for a in still], None, 200),
        middle(f"{kind}: plain fit, ms", [1000 * a.plain for a in still], None, 10),
    ]


def _covers(asked: list[_Asked], truth: float) -> list[bool]:
    changes = [a.found.change for a in asked]
    return [c is not None and c.low <= truth <= c.high for c in changes]


def _up(asked: list[_Asked]) -> list[bool]:
    return [a.found.change is not None and a.found.change.up for a in asked]


def _shown(asked: list[_Asked]) -> list[bool]:
    changes = [a.found.change for a in asked]
    return [c is not None and (c.up or c.down) for c in changes]


def _widths(asked: list[_Asked]) -> list[float]:
    changes = [a.found.change for a in asked if a.found.change is not None]
    return [float(np.log1p(c.high) - np.log1p(c.low)) for c in changes]


def _quarters(chance: Generator, kind: Kind, accounts: int) -> list[Row]:
    """Goals between half and twice of what the last quarter brought, each as likely."""
    covered, off, plainly = [], [], []
    for _ in range(accounts):
        one = with_lift(chance, kind, 0.0, HISTORY, _QUARTER)
        came = float(one.values[HISTORY:].sum())
        last = float(one.values[HISTORY - _QUARTER : HISTORY].sum())
        target = last * float(np.exp(chance.uniform(-np.log(2), np.log(2))))
        found = forecast(_days(one, HISTORY), _after(one, _QUARTER), _ABOUT, target=target)
        total, probability = found.total, found.probability
        covered.append(total is not None and total.low <= came <= total.high)
        off.append(((probability or 0.0) - float(came >= target)) ** 2)
        plainly.append((float(last >= target) - float(came >= target)) ** 2)
    return [
        share(f"{kind}: 13-week total, coverage", covered, 0.85, 0.96),
        mean(f"{kind}: 13-week goal, Brier", off, None, _BRIER[kind]),
        mean(f"{kind}: … of “as last quarter”", plainly),
    ]


def _cadences(chance: Generator, kind: Kind, accounts: int) -> list[Row]:
    doubled, tired = (_cadence(chance, kind, fatigue, accounts) for fatigue in (0.0, 1.0))
    covered = [c.change is not None and c.change.low <= 1 <= c.change.high for c in doubled]
    still = [c.change is not None and c.change.low <= 0 <= c.change.high for c in tired]
    up = [c.change is not None and c.change.up for c in tired]
    return [
        share(f"{kind}: cadence doubled, coverage", covered, 0.85),
        share(f"{kind}: … under full fatigue, coverage", still, 0.85),
        share(f"{kind}: … under full fatigue, false “up”", up, None, 0.07),
    ]


def _cadence(chance: Generator, kind: Kind, fatigue: float, accounts: int) -> list[Comparison]:
    """Accounts by whose posts a change can be seen at all; others are refused, not judged."""
    found: list[Comparison] = []
    while len(found) < accounts:
        one = with_cadence(chance, kind, fatigue)
        begins: date = one.nature.begins + timedelta(days=HISTORY)
        total = cadence_effect(_days(one), begins, _ABOUT).total
        if total.change is not None:
            found.append(total)
    return found
