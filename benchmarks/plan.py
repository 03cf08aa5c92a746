"""Plans for teams of three sizes: how long they take, and how good they are.

``python -m benchmarks plan``. Times are medians of several runs in one process.
"""

import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from benchmarks.figure import Figure
from coachkit.model.content import Channel, ContentType, Message, MixFloor, ReshareRule
from coachkit.model.people import Absence, Department, Part, Person, Skill, Team
from coachkit.model.plan_requests import CampaignDates, CampaignItem, PlanRequest, ProtectedLines
from coachkit.model.plans import Plan, Rule
from coachkit.model.rehearsals import FewerHours, MoveItem
from coachkit.planning.checking import check, unlisted
from coachkit.planning.planner import plan, replan
from coachkit.planning.rehearsing import rehearse
from coachkit.planning.shortfall import explain_shortfall

_STARTS = date(2026, 8, 31)
_CHANNELS = ("Facebook", "Instagram", "LinkedIn", "Website", "TikTok", "YouTube", "X", "Newsletter")
_CONTENT = (
    ContentType(name="post", hours=1.5, needs=("writing",), lead_days=3, bucket="help"),
    ContentType(name="story", hours=2, needs=("writing",), lead_days=5, bucket="people"),
    ContentType(name="picture", hours=1, needs=("pictures",), lead_days=2, bucket="people"),
    ContentType(name="video", hours=5, needs=("video",), lead_days=10, bucket="help", worth=2),
    ContentType(
        name="reshare",
        hours=0.5,
        lead_days=0,
        bucket="others",
        worth=0.3,
        reshare=ReshareRule(at_most=0.25),
    ),
)


def team_request(weeks: int, people: int, channels: int, *, core_hours: float = 14) -> PlanRequest:
    """An invented client of that size: a fifth are core staff, the rest take turns."""
    chance = random.Random(f"{weeks}×{people}")
    core = max(3, people // 5)
    names = [f"Person {number + 1:02}" for number in range(people)]
    return PlanRequest(
        starts=_STARTS,
        weeks=weeks,
        country="FI",
        team=Team(
            people=tuple(
                _person(chance, name, weeks, channels, core_hours if number < core else None)
                for number, name in enumerate(names)
            ),
            departments=(Department(name="Sales", hours_a_week=4, skills=_skills("writing")),),
        ),
        content=_CONTENT,
        channels=tuple(
            Channel(
                name=name,
                target_a_week=max(4, people // 6),
                least_a_week=1,
                takes=("post", "story", "picture", "video", "reshare"),
            )
            for name in _CHANNELS[:channels]
        ),
        messages=(
            Message(audience="employers", message="Prevention pays"),
            Message(audience="private people", message="Sleep can be learned"),
        ),
        protected=ProtectedLines(
            presence_minutes=20, replies=2, research=1, planning=1, analysis=1, contacts=0.5
        ),
        mix=(MixFloor(bucket="people", share=0.2), MixFloor(bucket="help", share=0.3)),
        campaigns=(
            CampaignDates(
                name="Launch",
                launch=_STARTS + timedelta(days=7 * (weeks // 2) + 1),
                items=tuple(
                    CampaignItem(
                        title=f"Launch {days}",
                        days_from_launch=days,
                        channel=_CHANNELS[0],
                        content_type="post",
                        audience="employers",
                        message="It is here",
                    )
                    for days in (-7, 0, 7)
                ),
            ),
        ),
    )


def _person(
    chance: random.Random, name: str, weeks: int, channels: int, core_hours: float | None
) -> Person:
    days = timedelta(days=7 * chance.randrange(weeks))
    never = (chance.choice(_CHANNELS[:channels]),) if chance.random() < 0.2 else ()
    skills = ["writing", "pictures"] + (["video"] if chance.random() < 0.5 else [])
    return Person(
        name=name,
        hours_a_week=core_hours + chance.randrange(8) if core_hours else chance.choice((1.5, 2, 3)),
        part=Part.CORE if core_hours else Part.TURNS,
        absences=(
            Absence(
                first=_STARTS + days, last=_STARTS + days + timedelta(days=chance.choice((2, 6)))
            ),
        ),
        skills=_skills(*skills),
        never=never,
        most_channels=2 if core_hours is None else 4,
        beginner=core_hours is None and chance.random() < 0.1,
        opted_in=True,
    )


def _skills(*names: str) -> tuple[Skill, ...]:
    return tuple(Skill(name=name, level=2) for name in names)


# ── What is measured ────────────────────────────────────────────────────────────────────────────

_SIZES = ((12, 12, 5, 1.0), (26, 24, 5, 2.5), (52, 60, 8, 6.0))
_RUNS = 3


def figures() -> list[Figure]:
    """What ``python -m benchmarks`` shows."""
    found = [Figure("first plan of a process, 12 × 12 × 5", _cold(), "s")]
    for weeks, people, channels, bar in _SIZES:
        found += _of_size(weeks, people, channels, bar)
    return [*found, *_of_shortfall()]


def _cold() -> float:
    """One plan in a process that has made none: it also learns the holidays."""
    request = team_request(12, 12, 5)
    began = time.perf_counter()
    plan(request)
    return time.perf_counter() - began


def _of_size(weeks: int, people: int, channels: int, bar: float) -> list[Figure]:
    request = team_request(weeks, people, channels)
    seconds, made = _median(lambda: plan(request))
    size = f"{weeks} weeks × {people} people"
    late = sum(turn.reason is not None for turn in made.turns) + len(made.missed_turns)
    turns = max(1, len(made.turns) + len(made.missed_turns))
    spread = made.fairness.spread or 0.0
    found = [
        Figure(f"{size}: first plan", seconds, "s", bar),
        Figure(f"{size}: posts a week of {made.wish_a_week:g}", made.posts_a_week, "posts"),
        Figure(f"{size}: cadence gap", 100 * made.gap, "%", 1),
        Figure(f"{size}: load spread of core staff", 100 * spread, "points", 10),
        Figure(f"{size}: late turns", 100 * late / turns, "%", 2 if weeks > 26 else 0),
        Figure(f"{size}: rules broken untold", len(unlisted(request, made)), "rules", 0),
        Figure(f"{size}: left out though possible", _left_out(request, made), "items", 0),
    ]
    if weeks == 12:
        item = made.items[len(made.items) // 2]
        edit = MoveItem(key=item.key, day=item.day + timedelta(days=1))
        seconds, after = _median(lambda: replan(request, made, (edit,)))
        found += [
            Figure(f"{size}: after one item was moved", seconds, "s", 0.5),
            Figure(f"{size}: other items moved by it", _moved(made, after), "items"),
        ]
        seconds, diff = _median(
            lambda: rehearse(request, made, FewerHours(hours_a_week=4, who="Person 01"))
        )
        found.append(Figure(f"{size}: rehearsal of 4 hours less", seconds, "s", 0.5))
        found.append(Figure(f"{size}: posts a week then", diff.after.posts_a_week, "posts"))
    return found


def _of_shortfall() -> list[Figure]:
    """A team whose hours fall below what has to be."""
    request = team_request(12, 12, 5, core_hours=1)
    channels = tuple(channel.changed(least_a_week=3) for channel in request.channels)
    request = request.changed(channels=channels)
    seconds, short = _median(lambda: explain_shortfall(request))
    ways = 0 if short is None else len(short.ways)
    return [
        Figure("12 weeks × 12 people: why it cannot be", seconds, "s", 2),
        Figure("12 weeks × 12 people: ways out", ways, "ways"),
    ]


def _left_out(request: PlanRequest, made: Plan) -> int:
    return sum(one.rule is Rule.UNASSIGNED for one in check(request, made))


def _moved(before: Plan, after: Plan) -> int:
    was = {item.key: (item.day, item.owner) for item in before.items}
    return sum(was.get(item.key) != (item.day, item.owner) for item in after.items) - 1


_Made = TypeVar("_Made")


def _median(work: Callable[[], _Made]) -> tuple[float, _Made]:
    seconds = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        made = work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds), made
