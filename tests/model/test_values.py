import pickle
from datetime import date

import pytest

from coachkit.model.client import Client, ClientKind
from coachkit.model.errors import InvalidValue, StaleRevision
from coachkit.model.goals import Goal, Goals, Kpi
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Platform
from coachkit.model.periods import Period


def refused(make, **fields):
    with pytest.raises(InvalidValue) as caught:
        make(**fields)
    return caught.value.code, caught.value.field


def test_a_client_speaks_its_own_language_first():
    client = Client(slug="nord", name="Nord", languages=("sv", "en"))
    assert client.language == "sv"
    assert client.kind is ClientKind.BUSINESS


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"slug": "A b", "name": "x"}, ("not_a_slug", "slug")),
        ({"slug": "../up", "name": "x"}, ("not_a_slug", "slug")),
        ({"slug": "a", "name": ""}, ("too_short", "name")),
        ({"slug": "a"}, ("missing", "name")),
        ({"slug": "a", "name": "x", "zip": "1"}, ("unexpected", "zip")),
        ({"slug": "a", "name": "x", "languages": ["de"]}, ("unknown_language", "language")),
        ({"slug": "a", "name": "x", "languages": []}, ("missing", "languages")),
        ({"slug": "a", "name": "x", "languages": ["sv", "sv"]}, ("repeated", "languages")),
        ({"slug": "a", "name": "x", "time_zone": "Mars"}, ("unknown_time_zone", "time_zone")),
        ({"slug": "a", "name": "x", "time_zone": "../etc"}, ("unknown_time_zone", "time_zone")),
        ({"slug": "a", "name": "x", "kind": "cult"}, ("not_allowed", "kind")),
    ],
)
def test_a_client_is_never_born_wrong(fields, refusal):
    assert refused(Client, **fields) == refusal


def test_a_value_does_not_change_and_a_changed_one_is_validated():
    client = Client(slug="nord", name="Nord")
    assert client.changed(name="Norr").name == "Norr"
    assert client.name == "Nord"
    assert refused(client.changed, name="") == ("too_short", "name")


def test_an_error_survives_a_trip_to_another_process():
    error = StaleRevision("stale", "goals", based_on=1, current=2)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.code, again.field, again.details) == (
        StaleRevision,
        "stale",
        "goals",
        {"based_on": 1, "current": 2},
    )


def test_a_month_knows_its_days_and_the_month_before():
    october = Period.month("2026-10")
    assert (october.first, october.last) == (date(2026, 10, 1), date(2026, 10, 31))
    assert october.before() == Period.month("2026-09")
    assert Period.month("2026-03").before().days == 28
    assert october.written == "2026-10"


def test_a_span_that_is_no_month_is_followed_by_one_as_long():
    span = Period(first=date(2026, 10, 5), last=date(2026, 10, 11))
    assert span.before() == Period(first=date(2026, 9, 28), last=date(2026, 10, 4))
    assert span.written == "2026-10-05_2026-10-11"
    assert list(Period(first=date(2025, 12, 31), last=date(2026, 2, 1)).months()) == [
        "2025-12",
        "2026-01",
        "2026-02",
    ]


@pytest.mark.parametrize("written", ["2026-13", "2026-1", "october", "", "0000-01", "2026-10-01"])
def test_what_is_no_month_is_refused(written):
    assert refused(Period.month, written=written) == ("not_a_month", "period")


def test_a_period_that_ends_before_it_starts_is_refused():
    assert refused(Period, first=date(2026, 2, 1), last=date(2026, 1, 1)) == (
        "ends_before_start",
        "last",
    )


def test_reach_can_be_no_monthly_goal_because_it_cannot_be_summed():
    assert refused(Kpi, platform=Platform.FACEBOOK, metric="reach") == ("not_additive", "metric")
    assert refused(Kpi, platform=Platform.FACEBOOK, metric="fame") == ("not_allowed", "metric")


def test_two_goals_do_not_share_a_name():
    goal = Goal(
        name="Clicks", kpi=Kpi(platform=Platform.FACEBOOK, metric="clicks"), monthly_target=5
    )
    assert refused(Goals, goals=(goal, goal)) == ("repeated", "goals")
    assert refused(goal.changed, monthly_target=0) == ("not_positive", "monthly_target")


def test_people_counted_once_rates_and_stocks_are_never_additive():
    never = ("reach", "viewers", "unique_visitors", "followers", "engagement_rate")
    assert [METRICS[name].additive for name in never] == [False] * 5
