"""Every decision is looked at again within three months, on a day when somebody works."""

from datetime import date, timedelta

from coachkit.model.deciding import REVIEW_WITHIN
from coachkit.model.review_days import last_review_day, review_all
from coachkit.model.strategy import BusinessGoal, Point, Statement, Strategy

FIRST = date(2026, 1, 1)


def test_the_last_day_is_a_weekday_within_three_months():
    for day in (FIRST + timedelta(days=i) for i in range(366)):
        last = last_review_day(day)
        assert last.weekday() < 5
        assert REVIEW_WITHIN - 2 <= (last - day).days <= REVIEW_WITHIN


def test_only_what_is_asked_for_and_has_no_day_is_given_one():
    strategy = Strategy(
        business_goals=(BusinessGoal(key="b-1"), BusinessGoal(key="b-2", review_on=FIRST)),
        statements=(Statement(key="s-1", point=Point.MESSAGE),),
    )
    day = date(2027, 2, 22)
    given = review_all(strategy, {"b-1", "b-2"}, day)
    assert [one.review_on for one in given.decisions if one.key != "hours"] == [day, FIRST, None]
