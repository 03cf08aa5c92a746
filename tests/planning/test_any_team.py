"""Hundreds of invented teams: whatever the planner does, the checker finds nothing untold."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from coachkit.model.content import (
    Channel,
    ContentType,
    Message,
    MixFloor,
    RelevanceFloor,
    ReshareRule,
)
from coachkit.model.people import Absence, Department, Part, Person, Skill, Team
from coachkit.model.plan_requests import (
    CampaignDates,
    CampaignItem,
    LockedItem,
    PlanRequest,
    ProtectedLines,
    RotaMode,
)
from coachkit.model.plans import Rule
from coachkit.model.rehearsals import FewerHours, GiveItem, MoveItem
from coachkit.planning.checking import check, unlisted
from coachkit.planning.planner import plan, replan
from coachkit.planning.rehearsing import rehearse

STARTS = date(2026, 11, 30)  # Finland's independence day and Christmas lie in the weeks after.
SKILLS = ("writing", "pictures", "video")
CHANNELS = ("Facebook", "Instagram", "LinkedIn")
CONTENT = (
    ContentType(name="post", hours=1.5, needs=("writing",), lead_days=3, bucket="help"),
    ContentType(name="picture", hours=1, needs=("pictures",), lead_days=1, bucket="people"),
    ContentType(
        name="video", hours=4.1, needs=("video", "writing"), lead_days=8, bucket="help", worth=2
    ),
    ContentType(
        name="reshare", hours=0.3, lead_days=0, worth=0.3, reshare=ReshareRule(at_most=0.4)
    ),
)


def _days(chance):
    return STARTS + timedelta(days=chance.randrange(60))


def _contributor(chance, kind, name, **more):
    """Somebody who can do something, most often; now and then somebody hopeless."""
    first = _days(chance)
    return kind(
        name=name,
        hours_a_week=chance.choice((0, 0.5, 1, 2, 3.3, 5, 8, 12, 20)),
        absences=chance.choice(
            (
                (),
                (),
                (Absence(first=first, last=first + timedelta(days=chance.randrange(20))),),
                (Absence(first=first, last=first + timedelta(days=40), part=0.5),),
            )
        ),
        skills=tuple(
            Skill(name=name, level=chance.choice((1, 2, 2, 3)), will=chance.choice((0, 1, 2, 3, 3)))
            for name in SKILLS
            if chance.random() < 0.75
        ),
        wanted=chance.choice(((), (), ("LinkedIn",))),
        never=chance.choice(((), (), ("Facebook",), ("Instagram",))),
        most_channels=chance.randint(1, 3),
        part=chance.choice((Part.CORE, Part.TURNS)),
        workdays=chance.choice(((0, 1, 2, 3, 4), (0, 1, 2, 3, 4), (0, 1, 2), (3, 4, 5))),
        last_turn=chance.choice((None, None, STARTS - timedelta(days=21))),
        **more,
    )


def _channel(chance, name):
    least = chance.choice((0, 0, 1, 2))
    return Channel(
        name=name,
        target_a_week=max(least, chance.randrange(7)),
        least_a_week=least,
        takes=chance.choice(((), (), ("post", "picture"), ("video", "picture", "reshare"))),
        days=chance.choice(((0, 1, 2, 3, 4), (0, 1, 2, 3, 4), (1, 3), (0, 2, 5))),
    )


def _campaign(chance):
    items = tuple(
        CampaignItem(
            title="It is here",
            days_from_launch=chance.randint(-14, 7),
            channel=CHANNELS[0],
            content_type=chance.choice(("post", "video")),
            audience="employers",
            message="It pays",
        )
        for _ in range(chance.randrange(4))
    )
    return CampaignDates(name="Launch", launch=_days(chance), items=items)


def invented(seed):
    """A request for an invented team: the same for the same number."""
    chance = random.Random(seed)
    people = tuple(
        _contributor(
            chance,
            Person,
            f"Person {number}",
            opted_in=number == 0 or chance.random() < 0.85,
            beginner=chance.random() < 0.25,
            on_duty=chance.random() < 0.8,
        )
        for number in range(chance.randint(1, 9))
    )
    if not any(one.hours_a_week for one in people if one.opted_in):
        people = (people[0].changed(hours_a_week=6), *people[1:])
    departments = tuple(
        _contributor(chance, Department, f"Department {number}")
        for number in range(chance.randrange(4))
    )
    return PlanRequest(
        starts=STARTS,
        today=chance.choice((None, None, STARTS + timedelta(days=2))),
        weeks=chance.choice((1, 2, 4, 5, 7, 14)),
        country=chance.choice(("FI", "SE")),
        team=Team(people=people, departments=departments),
        content=CONTENT,
        channels=tuple(_channel(chance, name) for name in CHANNELS[: chance.randint(1, 3)]),
        messages=chance.choice(((), (Message(audience="all", message="Sleep can be learned"),))),
        protected=chance.choice(
            (
                ProtectedLines(),
                ProtectedLines(presence_minutes=30, replies=2, research=1, contacts=1),
            )
        ),
        relevance=RelevanceFloor(share=chance.choice((0.5, 0.8, 1.0))),
        mix=chance.choice(((), (MixFloor(bucket="people", share=0.3),))),
        mode=chance.choice(list(RotaMode)),
        campaigns=chance.choice(((), (_campaign(chance),))),
    )


requests = some.integers(0, 10**9).map(invented)

bounded = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@given(requests)
@settings(bounded, max_examples=200)
def test_the_checker_finds_nothing_that_a_plan_does_not_tell(request):
    assert unlisted(request, plan(request)) == ()


@given(requests, some.data())
@settings(bounded, max_examples=40)
def test_a_hand_in_the_plan_stays_and_what_it_breaks_is_told(request, data):
    before = plan(request)
    if not before.items:
        return
    item = data.draw(some.sampled_from(before.items))
    owner = data.draw(some.sampled_from(request.team.contributors)).name
    last = request.period.last
    day = data.draw(some.sampled_from((item.day, min(last, item.day + timedelta(days=1)))))
    edits = (MoveItem(key=item.key, day=day), GiveItem(key=item.key, owner=owner))
    after = replan(request, before, edits)
    assert (after.item(item.key).day, after.item(item.key).owner) == (day, owner)
    assert unlisted(request, after) == ()


@given(requests, some.sampled_from((1, 4)))
@settings(bounded, max_examples=40)
def test_relevance_holds_when_hours_are_lost(request, fewer):
    if request.team.hours_a_week <= fewer:
        return
    diff = rehearse(request, plan(request), FewerHours(hours_a_week=fewer))
    told = {one.rule for one in (*diff.before.broken, *diff.after.broken)}
    assert Rule.RELEVANCE not in told


def test_hardly_any_small_team_is_far_from_the_best_cadence():
    far = [seed for seed in range(60) if plan(invented(seed)).gap > 0.01]
    assert len(far) <= 1


@given(requests)
@settings(bounded, max_examples=10)
def test_the_same_request_gives_the_same_plan(request):
    assert plan(request) == plan(request)


def test_the_checker_sees_a_plan_that_was_tampered_with():
    team = Team(
        people=(
            Person(
                name="Aino",
                hours_a_week=10,
                part=Part.CORE,
                opted_in=True,
                skills=(Skill(name="writing", level=2), Skill(name="pictures", level=2)),
            ),
        )
    )
    request = PlanRequest(
        starts=STARTS,
        weeks=2,
        country="FI",
        team=team,
        content=CONTENT,
        channels=(Channel(name="Facebook", target_a_week=3),),
        messages=(Message(audience="all", message="Sleep can be learned"),),
    )
    good = plan(request)
    assert check(request, good) == ()
    item = good.items[0]
    spoilt = {
        Rule.HOLIDAY: item.changed(day=date(2026, 12, 6), week=STARTS),
        Rule.WORK: item.changed(work=()),
        Rule.SKILL: item.changed(content_type="video"),
        Rule.RELEVANCE: item.changed(relevant=False),
    }
    for rule, wrong in spoilt.items():
        bad = good.model_copy(update={"items": (wrong, *good.items[1:])})
        assert rule in {one.rule for one in check(request, bad)}
    fewer = good.model_copy(update={"items": good.items[1:]})
    assert {one.rule for one in check(request, fewer)} == {Rule.UNASSIGNED}
    absent = good.model_copy(update={"presence": good.presence[1:]})
    assert [one.rule for one in check(request, absent)] == [Rule.PRESENCE]
    longer = request.changed(locked=(LockedItem(
        key="gone", day=date(2026, 12, 1), channel="Facebook", content_type="post", owner="Aino",
    ),))  # fmt: skip
    assert Rule.LOCK in {one.rule for one in check(longer, good)}


@pytest.mark.parametrize("mode", RotaMode)
def test_the_mode_is_said_in_the_plan(mode):
    team = Team(people=(Person(name="Aino", hours_a_week=10, opted_in=True),))
    request = PlanRequest(
        starts=STARTS,
        weeks=2,
        team=team,
        content=CONTENT,
        channels=(Channel(name="Facebook", target_a_week=1),),
        mode=mode,
    )
    assert plan(request).mode is mode
