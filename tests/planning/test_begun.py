"""A plan that is made anew in the middle of its weeks: what is past or begun stays."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from coachkit.model.content import Channel, ContentType, Message
from coachkit.model.errors import InvalidValue
from coachkit.model.people import Part, Person, Skill, Team
from coachkit.model.plan_requests import PlanRequest, ProtectedLines, RotaMode
from coachkit.model.plans import Rule
from coachkit.model.rehearsals import (
    FewerHours,
    GiveDuty,
    GiveItem,
    GiveWeek,
    LockItem,
    MoveItem,
)
from coachkit.planning.checking import check, unlisted
from coachkit.planning.planner import plan, replan
from coachkit.planning.rehearsing import rehearse
from tests.planning.test_any_team import STARTS, requests

MONDAY = date(2026, 8, 31)
TODAY = date(2026, 9, 24)
THIS_WEEK = date(2026, 9, 21)


def core(name, hours=8):
    skills = (Skill(name="writing", level=2),)
    return Person(name=name, hours_a_week=hours, part=Part.CORE, opted_in=True, skills=skills)


def request(**more):
    values = {
        "starts": MONDAY,
        "weeks": 8,
        "country": "FI",
        "team": Team(people=(core("Aino"), core("Bo"))),
        "content": (ContentType(name="post", hours=2, needs=("writing",), lead_days=4),),
        "channels": (Channel(name="Facebook", target_a_week=5),),
        "messages": (Message(audience="employers", message="Prevention pays"),),
        "protected": ProtectedLines(presence_minutes=12, replies=1),
    }
    return PlanRequest(**(values | more))


BEFORE = plan(request())
PAST = [item for item in BEFORE.items if item.day < TODAY]
BEGUN = [item for item in BEFORE.items if item.starts < TODAY <= item.day]


def test_what_is_past_or_begun_stays_and_the_rest_is_planned_anew():
    later = request(today=TODAY, channels=(Channel(name="Facebook", target_a_week=2),))
    after = replan(later, BEFORE)
    assert (len(PAST) > 5, len(BEGUN) > 1) == (True, True)
    assert [after.item(one.key) for one in PAST + BEGUN] == PAST + BEGUN
    ahead = {item.day for item in after.items} - {one.day for one in PAST + BEGUN}
    assert min(ahead) >= TODAY
    assert after.posts_a_week < BEFORE.posts_a_week
    assert unlisted(later, after, BEFORE) == ()


def test_nobody_is_given_work_for_days_that_are_past():
    after = replan(request(today=TODAY), BEFORE)
    kept = {item.key for item in PAST + BEGUN}
    new = [item for item in after.items if item.key not in kept]
    assert min(work.week for item in new for work in item.work) >= THIS_WEEK
    assert min(item.starts for item in new) >= TODAY


def test_the_presence_of_past_days_stays():
    fewer = request(today=TODAY, team=Team(people=(core("Aino", 2), core("Bo", 12))))
    after = replan(fewer, BEFORE)
    was = [duty for duty in BEFORE.presence if duty.day < TODAY]
    assert [duty for duty in after.presence if duty.day < TODAY] == was


def test_the_receipts_count_the_past():
    after = replan(request(today=TODAY), BEFORE)
    for load in after.loads:
        first = BEFORE.load_of(load.who).weeks[:3]
        assert load.weeks[:3] == first


def test_owners_of_past_weeks_stay():
    owners = tuple(core(f"Person {n}").changed(part=Part.TURNS) for n in range(6))
    asked = request(team=Team(people=owners), mode=RotaMode.WEEK_OWNERS)
    before = plan(asked)
    later = asked.changed(today=TODAY, team=Team(people=owners[::-1]))
    after = replan(later, before)
    was = {turn.week: turn.who for turn in before.turns if turn.week <= THIS_WEEK}
    now = {turn.week: turn.who for turn in after.turns if turn.week <= THIS_WEEK}
    assert now == was
    assert unlisted(later, after, before) == ()


def test_a_past_item_that_is_moved_is_a_violation():
    later = request(today=TODAY)
    after = replan(later, BEFORE)
    for changes in (
        {"day": PAST[0].day + timedelta(days=1)},
        {"owner": {"Aino": "Bo", "Bo": "Aino"}[PAST[0].owner]},
    ):
        moved = tuple(
            item.changed(**changes) if item.key == PAST[0].key else item for item in after.items
        )
        found = check(later, after.changed(items=moved), BEFORE)
        assert (Rule.PAST, PAST[0].key) in {(one.rule, one.key) for one in found}
    gone = after.changed(items=tuple(one for one in after.items if one.key != BEGUN[0].key))
    assert BEGUN[0].key in {one.key for one in check(later, gone, BEFORE)}


@pytest.mark.parametrize(
    "edit",
    [
        MoveItem(key=PAST[0].key, day=TODAY),
        MoveItem(key=BEFORE.items[-1].key, day=MONDAY),
        GiveItem(key=PAST[0].key, owner="Bo"),
        LockItem(key=PAST[0].key),
        GiveDuty(day=MONDAY, who="Bo"),
        GiveWeek(week=MONDAY, owner="Bo"),
    ],
)
def test_a_hand_cannot_change_the_past(edit):
    with pytest.raises(InvalidValue) as refused:
        replan(request(today=TODAY), BEFORE, (edit,))
    assert refused.value.code == "already_past"


def test_a_hand_can_put_off_what_is_begun():
    item, later = BEGUN[0], request(today=TODAY)
    after = replan(later, BEFORE, (MoveItem(key=item.key, day=date(2026, 10, 8)),))
    assert (after.item(item.key).day, after.item(item.key).owner) == (date(2026, 10, 8), item.owner)
    assert unlisted(later, after, BEFORE) == ()


def test_the_monday_card_shows_what_lies_ahead():
    after = replan(request(today=TODAY), BEFORE)
    assert [line.day >= TODAY for line in after.monday] == [True] * 5


def test_hours_that_are_lost_are_lost_from_today():
    later = request(today=TODAY)
    diff = rehearse(later, replan(later, BEFORE), FewerHours(hours_a_week=10))
    assert [diff.after.item(one.key) for one in PAST] == PAST
    assert diff.after.posts_a_week < diff.before.posts_a_week


@given(requests, some.integers(0, 10**6))
@settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_the_past_of_any_team_stays(asked, seed):
    chance = random.Random(seed)
    asked = asked.changed(today=None)
    before = plan(asked)
    for _ in range(2):
        days = chance.randrange(1, asked.weeks * 7)
        later = asked.changed(today=max(STARTS + timedelta(days=days), asked.begins))
        after = replan(later, before)
        assert unlisted(later, after, before) == ()
        asked, before = later, after
