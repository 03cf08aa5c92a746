"""Round marks, honest scales, short amounts."""

from datetime import date

import pytest

from coachkit.charts.scales import Amounts, day_marks, decades, round_marks, ruler
from coachkit.charts.sheet import apart


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0, 1, [0, 0.5, 1]),
        (0, 7, [0, 2, 4, 6]),
        (0, 41, [0, 10, 20, 30, 40]),
        (0, 12_345_678, [0, 5_000_000, 10_000_000]),
        (-30, 12, [-30, -20, -10, 0, 10]),
        (5, 5, [5]),
    ],
)
def test_marks_are_round(low, high, marks):
    assert round_marks(low, high, 5) == pytest.approx(marks)


def test_where_parts_make_no_sense_marks_are_whole():
    assert round_marks(0, 2, 5, whole=True) == [0, 1, 2]
    assert round_marks(0, 1, 5, whole=True) == [0, 1]


def test_powers_of_ten_are_thinned_evenly():
    assert decades(1, 1e6, 4) == [1, 100, 1e4, 1e6]
    assert decades(3, 500, 5) == [10, 100]


def test_a_ruler_holds_all_values_and_begins_at_zero():
    axis = ruler([40, 90], 5)
    assert (axis.scale, axis.low) == ("linear", 0)
    assert axis.high > 90


def test_values_below_zero_keep_a_linear_ruler():
    axis = ruler([-5, 1, 900], 5)
    assert axis.scale == "linear"
    assert axis.low < -5


def test_no_values_have_a_ruler_all_the_same():
    assert ruler([], 5).marks[0] == 0
    assert ruler([0, 0], 5).high > 0


def test_a_logarithmic_ruler_with_zeros_starts_at_zero():
    axis = ruler([0, 3, 4000], 5)
    assert (axis.scale, axis.near_zero, axis.marks[0]) == ("symlog", 1, 0)


@pytest.mark.parametrize(
    ("largest", "value", "said"),
    [
        (99_999, 99_999.0, "99,999"),
        (99_999, 12.5, "12.5"),
        (100_000, 99_999.0, "100"),
        (100_000, 1.0, "<0.1"),
        (10_000_000, 10_000_000.0, "10.0"),
        (10_000_000, 0.0, "0"),
        (10_000_000, -4_000_000.0, "\N{MINUS SIGN}4.0"),
    ],
)
def test_amounts_of_one_chart_are_all_in_one_unit(english, largest, value, said):
    assert Amounts.of("views", [largest], english).say(value) == said


def test_on_a_logarithmic_ruler_amounts_are_written_out(english):
    values = [1.0, 10_000_000.0]
    amounts = Amounts.along(ruler(values, 5), "views", values, english)
    assert amounts.say(10_000_000.0) == "10,000,000"


def test_the_unit_is_said_with_the_metric(english):
    assert Amounts.of("views", [5e5], english).measure() == "Views in thousands"
    assert Amounts.of("views", [5e6], english).measure() == "Views in millions"
    assert Amounts.of("views", [5e2], english).measure() == "Views"


def test_a_week_is_marked_by_days_a_month_by_mondays_a_year_by_months(english):
    def labels(first, last):
        return [mark.label for mark in day_marks(first, last, english)]

    week = labels(date(2026, 10, 5), date(2026, 10, 11))
    assert (len(week), week[0]) == (7, "5 Oct")
    assert labels(date(2026, 10, 1), date(2026, 10, 31)) == ["5 Oct", "12 Oct", "19 Oct", "26 Oct"]
    assert labels(date(2025, 11, 1), date(2026, 2, 28)) == ["Nov", "Dec", "Jan", "Feb"]


def test_labels_that_want_one_place_move_apart_and_keep_their_order():
    assert apart([50, 51], [20, 20], 0, 100) == [50, 70]
    assert apart([95, 99], [20, 20], 0, 100) == [70, 90]
    assert apart([10, 80], [20, 20], 0, 100) == [10, 80]
    assert apart([60, 50], [20, 20], 0, 100) == [70, 50]
