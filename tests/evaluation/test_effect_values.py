"""The values themselves: no sentence made from one can say what its numbers do not."""

from datetime import date

import pytest

from coachkit.model.effects import (
    Ahead,
    CadenceEffect,
    Change,
    Comparison,
    Forecast,
    Reason,
    Smallest,
)
from coachkit.model.errors import InvalidValue
from coachkit.model.periods import Period
from coachkit.model.results import Verdict

MARCH = Period(first=date(2026, 3, 1), last=date(2026, 3, 28))


def comparison(low, high, *, smallest=0.3, **more):
    return Comparison(
        metric="visits",
        definition="site visits a day",
        sources=("visits.csv",),
        period=MARCH,
        change=Change(low=low, value=(low + high) / 2, high=high),
        smallest=Smallest(lift=smallest, weeks=4),
        **more,
    )


@pytest.mark.parametrize(
    ("low", "high", "smallest", "verdict"),
    [
        (0.1, 0.4, 0.3, Verdict.SHOWN_UP),
        (-0.4, -0.1, 0.3, Verdict.SHOWN_DOWN),
        (-0.1, 0.4, 0.3, Verdict.NOT_SHOWN),
        (-0.1, 0.4, 0.9, Verdict.CANNOT_TELL),
        (0.0, 0.4, 0.3, Verdict.NOT_SHOWN),
        (0.1, 0.4, 0.9, Verdict.SHOWN_UP),
    ],
)
def test_the_verdict_is_read_off_the_interval(low, high, smallest, verdict):
    assert comparison(low, high, smallest=smallest).verdict is verdict


def test_a_reason_overrules_and_is_said():
    found = comparison(0.1, 0.4, reason=Reason.CONTROL_MOVED)
    assert (found.verdict, found.why) == (Verdict.CANNOT_TELL, Reason.CONTROL_MOVED)


def test_too_noisy_cannot_be_claimed_only_seen():
    with pytest.raises(InvalidValue):
        comparison(0.1, 0.4, reason=Reason.TOO_NOISY)
    assert comparison(-0.5, 2.0, smallest=3.0).why is Reason.TOO_NOISY


def test_no_verdict_can_be_written_into_it():
    with pytest.raises(InvalidValue):
        comparison(0.1, 0.4, verdict=Verdict.NOT_SHOWN)


def test_no_change_and_no_reason_is_refused():
    with pytest.raises(InvalidValue):
        Comparison(metric="visits", definition="", sources=(), period=MARCH)


def test_an_interval_holds_its_value():
    with pytest.raises(InvalidValue):
        Change(low=0.1, value=0.0, high=0.2)
    with pytest.raises(InvalidValue):
        Ahead(low=5, value=7, high=6)


def test_a_forecast_has_a_total_or_a_reason_and_a_probability_only_of_a_goal():
    told = {"metric": "visits", "definition": "", "sources": (), "period": MARCH}
    with pytest.raises(InvalidValue):
        Forecast(**told)
    with pytest.raises(InvalidValue):
        Forecast(**told, total=Ahead(low=1, value=2, high=3), probability=0.5)


def test_a_post_s_worth_is_the_total_over_the_posts():
    found = CadenceEffect(before=2, after=4, total=comparison(0.0, 1.0))
    assert (found.per_post.low, found.per_post.high) == (-0.5, 0.0)


def test_values_come_back_as_they_were_saved():
    found = comparison(0.1, 0.4)
    assert Comparison.model_validate_json(found.model_dump_json()) == found
