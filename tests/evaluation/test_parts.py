"""One account's, one country's: a part of what is counted, as a series of its own."""

from datetime import date, timedelta

import pytest

from coachkit.evaluation.parts import MOST, only, parts_of
from coachkit.evaluation.series import series
from coachkit.model.errors import InvalidValue
from coachkit.model.goals import BY_ACCOUNT, Goal, Kpi, Part
from coachkit.model.observations import Granularity, Platform

FIRST = date(2026, 9, 1)
BY_COUNTRY = "ga4_by_day_country"
SESSIONS = Kpi(platform=Platform.WEBSITE, metric="sessions")


def visited(name, value, day):
    day = FIRST + timedelta(days=day)
    return {"published": day, "item": f"{name}#{day}", "sessions": value}


@pytest.fixture
def by_country(observe):
    """Days by country, of which one has a row on every second day only."""
    rows = [
        visited(name, value, day)
        for day in range(20)
        for name, value in (("Sweden", 40), ("Nor#way", 8 + day % 2), ("Iceland", 1))
        if name != "Iceland" or day % 2
    ]
    return observe(
        rows,
        granularity=Granularity.DAY_GROUP,
        format=BY_COUNTRY,
        platform=Platform.WEBSITE,
        day_precision=True,
        time_zone=None,
    )


def test_groups_are_offered_the_largest_first_and_only_where_they_stand_on_most_days(by_country):
    assert parts_of(by_country, "sessions") == (
        Part(by=BY_COUNTRY, name="Sweden"),
        Part(by=BY_COUNTRY, name="Nor#way"),
    )


def test_a_group_that_has_a_name_beside_its_code_is_called_by_it(observe):
    rows = [visited("0x46f4", 5, day) | {"text": "Oslo"} for day in range(3)]
    cities = observe(rows, granularity=Granularity.DAY_GROUP, format="youtube_by_day_city")
    assert [(one.name, one.label) for one in parts_of(cities, "sessions")] == [("0x46f4", "Oslo")]


def test_no_more_than_a_few_groups_are_offered(observe):
    rows = [visited(f"Country {one}", one, day) for day in range(3) for one in range(1, 20)]
    many = observe(rows, granularity=Granularity.DAY_GROUP, format=BY_COUNTRY)
    offered = [one.name for one in parts_of(many, "sessions")]
    assert offered == [f"Country {one}" for one in range(19, 19 - MOST, -1)]


def test_a_group_is_a_series_of_days_and_a_day_without_a_row_is_unknown(by_country):
    norway = only(by_country, Part(by=BY_COUNTRY, name="Nor#way"))
    days = series(norway, "sessions", "Europe/Stockholm")
    assert (days.first, days.values.tolist()) == (FIRST, [8.0, 9.0] * 10)
    iceland = only(by_country, Part(by=BY_COUNTRY, name="Iceland"))
    assert series(iceland, "sessions", "Europe/Stockholm").values[1] != 0
    assert only(by_country, Part(by=BY_COUNTRY, name="Atlantis")) is None


def test_one_account_has_no_parts_and_two_have_each_its_own_posts(observe):
    rows = [
        {
            "published": FIRST + timedelta(days=day),
            "likes": 5.0 + (account == "2"),
            "account": account,
        }
        for day in range(10)
        for account in "12"
    ]
    for row in rows:
        row["account_name"] = {"1": "Nordlykta", "2": "Nordlykta Suomi"}[row["account"]]
    covers = (FIRST, FIRST + timedelta(days=9))
    both = observe(rows, covers=covers, accounts=("1", "2"))
    alone = observe(rows[::2], covers=covers, accounts=("1",))
    assert parts_of(alone, "likes") == ()
    finnish, swedish = parts_of(both, "likes")
    assert (finnish, swedish.label) == (
        Part(by=BY_ACCOUNT, name="2", called="Nordlykta Suomi"),
        "Nordlykta",
    )
    assert only(both, finnish).frame["likes"].tolist() == [6.0] * 10


def test_an_export_that_is_not_of_the_account_says_nothing_of_its_days(observe):
    theirs = [{"published": FIRST, "likes": 5.0, "account": "1"}]
    seen = observe(theirs, covers=(FIRST, FIRST), accounts=("1",))
    assert only(seen, Part(by=BY_ACCOUNT, name="2")) is None


def test_only_what_has_nothing_in_common_may_be_compared():
    sweden, norway = (Part(by=BY_COUNTRY, name=name) for name in ("Sweden", "Norway"))
    city = Part(by="ga4_by_day_city", name="Oslo")
    of_sweden, of_norway, of_oslo = (SESSIONS.changed(part=one) for one in (sweden, norway, city))
    assert of_sweden.apart_from(of_norway)
    assert not of_sweden.apart_from(of_sweden.changed(metric="events"))
    assert not of_sweden.apart_from(SESSIONS)
    assert not of_norway.apart_from(of_oslo)
    assert SESSIONS.apart_from(Kpi(platform=Platform.FACEBOOK, metric="likes"))


def test_a_goal_is_of_all_that_is_counted():
    part = SESSIONS.changed(part=Part(by=BY_COUNTRY, name="Norway"))
    with pytest.raises(InvalidValue) as refused:
        Goal(name="Visits", kpi=part, monthly_target=5)
    assert refused.value.field == "kpi"
