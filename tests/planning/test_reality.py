from datetime import date

import pytest

from coachkit.model.content import Channel, ContentType, ReshareRule
from coachkit.model.defaults import Grade
from coachkit.model.errors import InvalidValue
from coachkit.model.people import Absence, Department, Team
from coachkit.model.plan_requests import ProtectedLines
from coachkit.planning.defaults import default_full_time
from coachkit.planning.planner import plan
from coachkit.planning.reality import less_hours, realistic_cadence, reality_request

POST = ContentType(name="post", hours=2, needs=("writing",), lead_days=1)
STORY = ContentType(name="story", hours=3, needs=("writing",), lead_days=3, worth=1.4)
RESHARE = ContentType(name="reshare", hours=0.2, lead_days=0, reshare=ReshareRule())
LINES = ProtectedLines(presence_minutes=12, replies=1)
TODAY = date(2026, 11, 26)


def asked(hours=10.0, wish=5, **more):
    team = Team(departments=(Department(name="Marketing", hours_a_week=hours, **more),))
    channels = (
        Channel(name="Facebook", target_a_week=wish, takes=("post", "reshare")),
        Channel(name="Instagram", target_a_week=3, weight=0.5),
    )
    return reality_request(
        team, channels, (POST, STORY, RESHARE), today=TODAY, country="FI", protected=LINES
    )


def test_the_hours_say_what_can_be_kept_beside_the_wish():
    found = realistic_cadence(asked())
    assert (found.wish, found.usual, found.hours) == (8, 4, 10)
    # Presence is 12 minutes on five days, replies an hour: eight of ten hours are left for making.
    assert (found.lines, found.making) == (2.0, 8.0)
    assert [one.channel for one in found.channels] == ["Facebook", "Instagram"]
    assert found.gap_posts == pytest.approx(found.wish - found.posts)


def test_the_next_post_says_its_hours_and_its_weeks():
    found = realistic_cadence(asked())
    assert found.next_post.hours == 2
    assert 0 < found.next_post.missing <= 2
    assert set(found.next_post.weeks) <= {week.week for week in found.weeks}


def test_weeks_with_holidays_have_fewer_posts():
    found = realistic_cadence(asked())
    # For Christmas week some is made ahead; the week after shows what the holidays took.
    days = {one.week: one.working_days for one in found.weeks}
    assert (days[date(2026, 12, 14)], days[date(2026, 12, 21)]) == (5, 3)
    assert [(one.week, one.posts) for one in found.weeks if one.fewer] == [(date(2026, 12, 28), 3)]
    assert [sum(one.by_channel) for one in found.weeks] == [one.posts for one in found.weeks]
    assert len(found.weeks) == 12


def test_an_absence_counts_in_its_weeks():
    away = Absence(first=date(2027, 1, 18), last=date(2027, 1, 31))
    found = realistic_cadence(asked(absences=(away,)))
    posts = {one.week: one.posts for one in found.weeks}
    assert posts[date(2027, 1, 25)] < posts[date(2027, 1, 11)]


def test_no_reality_is_filled_up_with_reshares():
    found = realistic_cadence(asked())
    assert {item.content_type for item in found.plan.items} <= {"post", "story"}


def test_a_wish_that_is_reached_has_no_next_post():
    found = realistic_cadence(asked(hours=60))
    assert (found.posts, found.gap_posts, found.next_post) == (8, 0, None)


def test_four_hours_fewer_show_what_goes_first():
    request = asked()
    lost = less_hours(request, plan(request))
    assert lost.hours == 4
    assert lost.posts_after < lost.posts_before - 1
    assert lost.channels[0].before - lost.channels[0].after >= (
        lost.channels[-1].before - lost.channels[-1].after
    )
    assert lost.diff.after.posts_a_week == lost.posts_after


def test_hours_that_are_all_lost_are_refused():
    request = asked()
    with pytest.raises(InvalidValue) as refused:
        less_hours(request, plan(request), 10)
    assert refused.value.code == "no_hours"


def test_the_rule_of_one_full_time_person_has_its_source_and_can_be_replaced():
    rule = default_full_time()
    assert (rule.value, rule.grade, rule.unit) == (5, Grade.RULE_OF_THUMB, "relevant posts a week")
    assert realistic_cadence(asked()).rule_people == pytest.approx(8 / 5)
    own = rule.changed(value=4)
    assert realistic_cadence(asked(), full_time_rule=own).rule_people == 2
