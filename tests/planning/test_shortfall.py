from datetime import date

import pytest

from coachkit.model.content import Channel, ContentType
from coachkit.model.people import Absence, Part, Person, Skill, Team
from coachkit.model.plan_requests import CampaignDates, CampaignItem, PlanRequest, ProtectedLines
from coachkit.model.shortfalls import FindHours, LetRest, MoveCampaign, TakeChannel
from coachkit.planning.planner import plan
from coachkit.planning.shortfall import explain_shortfall

MONDAY = date(2026, 8, 31)
THIRD = date(2026, 9, 14)
FOURTH = date(2026, 9, 21)
AWAY = Absence(first=THIRD, last=date(2026, 9, 25), part=0.75)


def request(*absences, least=(2, 1), hours=8, **more):
    aino = Person(
        name="Aino",
        hours_a_week=hours,
        part=Part.CORE,
        opted_in=True,
        absences=absences,
        skills=(Skill(name="writing", level=2),),
    )
    values = {
        "starts": MONDAY,
        "weeks": 6,
        "team": Team(people=(aino,)),
        "content": (ContentType(name="post", hours=2, needs=("writing",), lead_days=1),),
        "channels": tuple(
            Channel(name=name, target_a_week=4, least_a_week=one)
            for name, one in zip(("Instagram", "Facebook"), least, strict=True)
        ),
        "protected": ProtectedLines(presence_minutes=0),
    }
    return PlanRequest(**(values | more))


def test_what_fits_has_no_shortfall():
    assert explain_shortfall(request()) is None
    assert plan(request()).shortfall is None


def test_two_weeks_away_are_told_with_hours_and_ways_out():
    short = explain_shortfall(request(AWAY))
    # Six hours have to be in each of the two weeks and two are there. What the weeks before have
    # left can be made ahead for the first of them, and not for the second.
    assert short.hours == pytest.approx(4.0)
    assert short.ways[0] == (
        FindHours(first_week=FOURTH, last_week=FOURTH, hours=4.0, skills=("writing",)),
    )
    assert len(short.ways) > 1


def test_every_way_out_mends_it():
    asked = request(AWAY)
    for way in explain_shortfall(asked).ways[1:]:
        eased = asked
        for mend in way:
            if isinstance(mend, TakeChannel):
                eased = eased.changed(
                    channels=tuple(
                        one.changed(least_a_week=mend.after) if one.name == mend.channel else one
                        for one in eased.channels
                    )
                )
        if not any(isinstance(mend, LetRest) for mend in way):
            assert explain_shortfall(eased) is None


def test_a_smaller_step_is_proposed_where_it_is_enough():
    asked = request(Absence(first=THIRD, last=date(2026, 9, 18), part=0.25), least=(3, 1))
    steps = [way[0] for way in explain_shortfall(asked).ways if isinstance(way[0], TakeChannel)]
    assert [(one.channel, one.before, one.after) for one in steps][:1] == [("Instagram", 3, 2)]


def test_a_campaign_that_takes_too_much_may_wait():
    steps = tuple(
        CampaignItem(title="", days_from_launch=days, channel="Facebook", content_type="post")
        for days in (-3, -2, -1, 0, 0, 0, 0)
    )
    campaign = CampaignDates(name="Launch", launch=date(2026, 9, 18), items=steps)
    asked = request(campaigns=(campaign,), hours=6)
    ways = explain_shortfall(asked).ways
    assert any(isinstance(way[0], MoveCampaign) for way in ways)


def test_protected_lines_that_nobody_can_carry_are_short_too():
    short = explain_shortfall(
        request(hours=3, least=(0, 0), protected=ProtectedLines(presence_minutes=0, research=5))
    )
    assert short.hours == pytest.approx(12.0)
    assert (short.windows[0].first_week, short.windows[0].last_week) == (
        MONDAY,
        date(2026, 10, 5),
    )
