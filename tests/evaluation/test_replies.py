from datetime import date, datetime, time

import numpy as np
import pandas as pd
import pytest

from coachkit.evaluation.replies import replies, wilson, worked
from coachkit.model.errors import InvalidValue
from coachkit.model.replies import NoReplies, OfficeHours, Replies
from coachkit.model.results import Verdict

UNTIL = datetime.fromisoformat("2026-11-20 12:00")
OFFICE = OfficeHours()


def table(*pairs):
    return pd.DataFrame(pairs, columns=["received", "replied"])


def waits(hours, received="2026-11-02 08:00"):
    came = pd.Timestamp(received)
    return table(
        *((came, None if hour is None else came + pd.Timedelta(hours=hour)) for hour in hours)
    )


def between(first, last, office=OFFICE):
    one, other = (worked(pd.Series([pd.Timestamp(moment)]), office) for moment in (first, last))
    return float((other - one)[0])


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        ("2026-11-02 10:00", "2026-11-02 12:30", 2.5),
        ("2026-11-02 16:00", "2026-11-03 10:00", 2),
        ("2026-11-06 16:00", "2026-11-09 10:00", 2),
        ("2026-11-07 11:00", "2026-11-08 23:00", 0),
        ("2026-11-02 06:00", "2026-11-02 23:00", 8),
        ("2026-11-02 09:00", "2026-11-16 09:00", 80),
    ],
)
def test_only_office_hours_count(first, last, hours):
    assert between(first, last) == pytest.approx(hours)


def test_a_day_off_is_no_office_day_and_a_sunday_off_changes_nothing():
    closed = OfficeHours(closed=frozenset({date(2026, 11, 3), date(2026, 11, 8)}))
    assert between("2026-11-02 16:00", "2026-11-04 10:00", closed) == pytest.approx(2)
    assert between("2026-11-03 10:00", "2026-11-03 15:00", closed) == 0
    assert between("2026-11-06 16:00", "2026-11-09 10:00", closed) == pytest.approx(2)


def test_without_office_hours_all_hours_count():
    assert between("2026-11-06 16:00", "2026-11-09 16:00", None) == 72


def test_office_hours_as_they_are_added_up_minute_by_minute():
    office = OfficeHours(
        weekdays=(0, 2, 5),
        begins=time(8, 30),
        ends=time(11),
        closed=frozenset({date(2026, 11, 4)}),
    )
    first, last = pd.Timestamp("2026-11-01 09:10"), pd.Timestamp("2026-11-19 10:05")
    open_minutes = sum(
        minute.weekday() in office.weekdays
        and office.begins <= minute.time() < office.ends
        and minute.date() not in office.closed
        for minute in pd.date_range(first, last, freq="min", inclusive="left")
    )
    assert between(first, last, office) == pytest.approx(open_minutes / 60)


def test_median_ninetieth_and_share_where_everything_was_answered():
    found = replies(waits(range(1, 21)), 8, UNTIL)
    assert (found.n, found.unanswered) == (20, 0)
    assert (found.median.value, found.ninetieth.value) == (10, 18)
    assert found.median.low < 10 < found.median.high
    assert found.within.value == pytest.approx(0.4)
    assert (found.within.low, found.within.high) == pytest.approx(wilson(0.4, 20), abs=1e-9)


def test_open_questions_wait_and_are_not_dropped():
    answered = list(range(1, 11))
    found = replies(waits([*answered, *[None] * 10]), 24, UNTIL)
    assert (found.n, found.unanswered) == (20, 10)
    assert found.median.value == 10
    assert found.ninetieth.value is None
    assert found.within.value == pytest.approx(0.5)
    assert replies(waits(answered), 24, UNTIL).median.value == 5


def test_a_question_of_this_morning_says_nothing_yet_of_tomorrow():
    fresh = table(*[(pd.Timestamp(UNTIL) - pd.Timedelta(hours=1), None)] * 10)
    old = waits([2.0] * 10)
    found = replies(pd.concat([old, fresh], ignore_index=True), 4, UNTIL)
    assert found.within.value == 1
    assert found.within.low < 0.9


def test_an_answer_after_the_export_is_none_yet():
    late = table(("2026-11-19 10:00", "2026-11-21 10:00"))
    found = replies(pd.concat([waits([1] * 9), late], ignore_index=True), 4, UNTIL)
    assert (found.n, found.unanswered) == (10, 1)


def test_impossible_rows_are_left_out_and_counted():
    wrong = table((None, "2026-11-02 10:00"), ("2026-11-03 10:00", "2026-11-02 10:00"))
    found = replies(pd.concat([waits([1] * 9), wrong], ignore_index=True), 4, UNTIL)
    assert (found.n, found.left_out) == (9, 2)


def test_nobody_answered_anything():
    found = replies(waits([None] * 8), 4, UNTIL)
    assert (found.median.value, found.within.value) == (None, 0.0)
    assert found.within.high > 0.1


def test_why_nothing_can_be_said():
    assert replies(waits([]), 4, UNTIL).reason is NoReplies.NO_CONVERSATIONS
    assert replies(waits([1, 2, 3, 4]), 4, UNTIL).reason is NoReplies.FEW_CONVERSATIONS


def test_slow_mondays_are_shown_and_a_weekday_with_four_questions_is_not_judged():
    monday = waits([30.0] * 30, "2026-11-02 10:00")
    tuesday = waits([1.0] * 30, "2026-11-03 10:00")
    sunday = waits([40.0] * 4, "2026-11-08 10:00")
    found = replies(pd.concat([monday, tuesday, sunday], ignore_index=True), 8, UNTIL)
    verdicts = {group.key: group.verdict for group in found.weekdays}
    assert verdicts == {
        0: Verdict.SHOWN_DOWN,
        1: Verdict.SHOWN_UP,
        6: Verdict.CANNOT_TELL,
    }
    assert found.weekdays[-1].few
    assert [group.key for group in found.hours] == [10]
    assert found.hours[0].verdict is Verdict.CANNOT_TELL


def test_the_intervals_hold_the_truth_as_often_as_they_say():
    chance = np.random.default_rng(4)
    inside, middle = [], []
    for _ in range(100):
        hours = chance.exponential(10, 60)
        # A third were asked so lately that their answer may still come.
        came = pd.Timestamp(UNTIL) - pd.to_timedelta(chance.uniform(0, 40, 60), unit="h")
        asked = pd.DataFrame({"received": came, "replied": came + pd.to_timedelta(hours, unit="h")})
        found = replies(asked, 8, UNTIL)
        inside.append(found.within.low <= 1 - np.exp(-0.8) <= found.within.high)
        middle.append(found.median.low <= 10 * np.log(2) <= (found.median.high or np.inf))
    assert 0.83 <= np.mean(inside) <= 0.97
    assert 0.83 <= np.mean(middle) <= 0.97


def test_office_hours_and_answers_are_never_born_wrong():
    for wrong in ({"weekdays": (7,)}, {"weekdays": ()}, {"ends": time(8)}):
        with pytest.raises(InvalidValue):
            OfficeHours(**wrong)
    with pytest.raises(InvalidValue):
        Replies(target=4)


def test_a_theme_of_few_questions_borrows_from_the_others():
    came = pd.date_range("2026-10-01 08:00", periods=43, freq="5h")
    themes = ["Sizes"] * 30 + ["Rentals"] * 10 + ["Parking"] * 3
    answers = [moment + pd.Timedelta("1h") for moment in came]
    silent = {*range(6), *range(30, 33), *range(40, 43)}
    answers = [pd.NaT if place in silent else moment for place, moment in enumerate(answers)]
    table = pd.DataFrame({"received": came, "replied": answers, "theme": themes})
    found = replies(table, 4.0, datetime(2026, 11, 1)).themes  # noqa: DTZ001  the client's clock
    assert [(one.name, one.n, one.waiting) for one in found] == [
        ("Sizes", 30, 6),
        ("Rentals", 10, 3),
        ("Parking", 3, 3),
    ]
    parking = found[-1].share
    # all three wait, and nobody believes that all of such questions always will
    assert 12 / 43 < parking.value < 1
    assert parking.low < parking.value < parking.high
    assert abs(found[0].share.value - 6 / 30) < abs(parking.value - 1)


def test_one_theme_or_none_is_no_comparison():
    came = pd.date_range("2026-10-01 08:00", periods=9, freq="5h")
    table = pd.DataFrame({"received": came, "replied": came, "theme": "Sizes"})
    until = datetime(2026, 11, 1)  # noqa: DTZ001  the client's clock
    assert replies(table, 4.0, until).themes == ()
    assert replies(table.drop(columns="theme"), 4.0, until).themes == ()
