"""How long evaluation takes: an effect with its replay, what works, a redraw of a page.

Beside the effect stands a plain before/after comparison of the same days, so that a slow machine
can be told from a slow engine.
"""

import asyncio
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar

import numpy as np
import pandas as pd

from benchmarks.accounts import CAMPAIGN, HISTORY, Account, Kind, with_lift
from benchmarks.figure import Figure
from coachkit.documents.evaluation_pages import effect_page, goals_page
from coachkit.evaluation.campaign_effect import effect
from coachkit.evaluation.comparing import About
from coachkit.evaluation.content_factors import content_effects
from coachkit.evaluation.course import course, grown
from coachkit.evaluation.daily import Days
from coachkit.evaluation.goal_forecast import forecast
from coachkit.model.courses import GoalAhead
from coachkit.model.effects import Comparison
from coachkit.model.goals import Goal, Kpi
from coachkit.model.languages import LANGUAGES, Language
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.sessions.drawn_in_turn import DrawnInTurn

_SEED = 20261123
_ROUNDS = 30
_POSTS = 2_000
_GOALS = 7
"""As many as a client may have."""

_TURNS = 50
"""Of an event loop: more than there are charts to draw."""

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
    answered, all_drawn = zip(*(asyncio.run(_goals(asked, turn)) for turn in range(6)), strict=True)
    return [
        Figure("effect on 400 days with its replay, median", replayed, "ms", limit=200),
        Figure("… ÷ a plain before/after by pandas", replayed / plain, "×"),
        Figure("what works, 2,000 posts × 4 factors, median", content, "ms", limit=50),
        Figure("effect's page, plain fit and two charts, median", redrawn, "ms", limit=150),
        Figure(
            f"{_GOALS} goals, plain fit, until the page answers, median",
            statistics.median(answered[1:]),
            "ms",
            limit=150,
        ),
        Figure("… until all their charts are there", statistics.median(all_drawn[1:]), "ms"),
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


async def _goals(asked: Sequence[_Asked], turn: int) -> tuple[float, float]:
    """Milliseconds until a page with goals hears the next press, and until all is drawn."""
    language = LANGUAGES[turn % len(LANGUAGES)]
    screen = DrawnInTurn()
    began = time.perf_counter()
    ahead = [_ahead(one, number) for number, one in enumerate(asked[:_GOALS])]
    screen.show([(one, partial(goals_page, [one], language)) for one in ahead])
    answered = time.perf_counter() - began
    for _ in range(_TURNS):
        await asyncio.sleep(0)
    return answered * 1000, (time.perf_counter() - began) * 1000


def _ahead(asked: _Asked, number: int) -> GoalAhead:
    days, campaign = asked
    period = Period(first=campaign.first, last=campaign.first + timedelta(days=91))
    found = forecast(days, period, _ABOUT, target=1_000.0, refined=False)
    kpi = Kpi(platform=Platform.WEBSITE, metric=_ABOUT.metric)
    goal = Goal(name=f"Goal {number}", kpi=kpi, monthly_target=500.0)
    return GoalAhead(goal=goal, forecast=found, grown=grown(days, period))


def _taken(asked: Sequence[_One], work: Callable[[_One], object]) -> float:
    """The median of milliseconds, the first left out: it warms up."""
    taken = []
    for one in asked:
        began = time.perf_counter()
        work(one)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken[1:])
