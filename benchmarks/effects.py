"""How long evaluation takes: an effect with its replay, what works, a redraw, 300 clients.

Beside the effect stands a plain before/after comparison of the same days, so that a slow machine
can be told from a slow engine.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from typing import TypeVar

import numpy as np
import pandas as pd

from benchmarks.accounts import CAMPAIGN, HISTORY, Account, Kind, with_lift
from benchmarks.figure import Figure
from coachkit.documents.evaluation_pages import effect_page
from coachkit.evaluation.campaign_effect import effect
from coachkit.evaluation.comparing import About
from coachkit.evaluation.content_factors import content_effects
from coachkit.evaluation.course import course
from coachkit.evaluation.daily import Days
from coachkit.evaluation.goal_forecast import forecast
from coachkit.model.effects import Comparison
from coachkit.model.languages import LANGUAGES, Language
from coachkit.model.periods import Period

_SEED = 20261123
_ROUNDS = 30
_POSTS = 2_000
_CLIENTS = 300
_WORKERS = 2
_NEW_YEAR = pd.Timestamp("2026-01-01")
_ABOUT = About("sessions", "visits a day", ("visits.csv",))

_Asked = tuple[Days, Period]
_One = TypeVar("_One")


def figures() -> list[Figure]:
    """Every figure with its bar."""
    asked = [_asked(seed) for seed in range(_SEED, _SEED + _ROUNDS)]
    replayed = _taken(asked, lambda one: _effect(one, refined=True))
    plain = _taken(asked, _before_and_after)
    posts = [_posts(seed) for seed in range(_SEED, _SEED + _ROUNDS // 3)]
    content = _taken(posts, lambda one: content_effects(one, "likes", "impressions"))
    redrawn = _taken(list(enumerate(asked)), lambda one: _redraw(one[1], one[0]))
    began = time.perf_counter()
    with ProcessPoolExecutor(_WORKERS, get_context("spawn")) as workers:
        done = sum(workers.map(_client, range(_SEED, _SEED + _CLIENTS), chunksize=10))
    batch = time.perf_counter() - began
    return [
        Figure("effect on 400 days with its replay, median", replayed, "ms", limit=200),
        Figure("… ÷ a plain before/after by pandas", replayed / plain, "×"),
        Figure("what works, 2,000 posts × 4 factors, median", content, "ms", limit=50),
        Figure("effect's page, plain fit and two charts, median", redrawn, "ms", limit=150),
        Figure(
            f"{done} clients, each an effect, a forecast and what works, {_WORKERS} workers",
            batch,
            "s",
            limit=60,
        ),
    ]


def _asked(seed: int) -> _Asked:
    one: Account = with_lift(np.random.default_rng(seed), Kind.TRAFFIC, 0.2)
    first = one.nature.begins + timedelta(days=HISTORY)
    campaign = Period(first=first, last=first + timedelta(days=CAMPAIGN - 1))
    return Days(one.nature.begins, one.values, one.posts), campaign


def _effect(asked: _Asked, *, refined: bool) -> Comparison:
    return effect(*asked, _ABOUT, refined=refined)


def _before_and_after(asked: _Asked) -> float:
    days, campaign = asked
    values = pd.Series(days.values, pd.date_range(days.first, periods=len(days.values)))
    inside = values.loc[campaign.first.isoformat() : campaign.last.isoformat()]
    return float(inside.mean() / values.loc[: campaign.first.isoformat()].iloc[:-1].mean() - 1)


def _posts(seed: int) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "pillar": chance.integers(0, 6, _POSTS),
            "format": chance.integers(0, 5, _POSTS),
            "weekday": chance.integers(0, 7, _POSTS),
            "hour": chance.integers(7, 22, _POSTS),
            "impressions": np.round(np.exp(chance.normal(7, 0.8, _POSTS))) + 1,
            "young": False,
            "day": _NEW_YEAR + pd.to_timedelta(chance.integers(0, 365, _POSTS), "D"),
        }
    )
    rate = 0.03 * np.exp(0.2 * frame["pillar"] + chance.normal(0, 0.6, _POSTS))
    return frame.assign(likes=chance.poisson(rate * frame["impressions"]).astype(float))


def _redraw(asked: _Asked, number: int) -> str:
    days, campaign = asked
    found = _effect(asked, refined=False)
    language: Language = LANGUAGES[number % len(LANGUAGES)]
    return effect_page(found, language, course(days, campaign, _ABOUT, found))


def _client(seed: int) -> int:
    days, campaign = _asked(seed)
    effect(days, campaign, _ABOUT)
    ahead = Period(first=campaign.last, last=campaign.last + timedelta(days=91))
    forecast(days, ahead, _ABOUT, target=1_000.0)
    content_effects(_posts(seed).head(300), "likes", "impressions")
    return 1


def _taken(asked: Sequence[_One], work: Callable[[_One], object]) -> float:
    """The median of milliseconds, the first left out: it warms up."""
    taken = []
    for one in asked:
        began = time.perf_counter()
        work(one)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken[1:])
