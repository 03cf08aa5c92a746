"""Every written form of a number: what it means, that it is missing, or why it is refused."""

import re

import numpy as np
import pyarrow as pa
import pytest

from coachkit.model.metrics import METRICS
from coachkit.platforms.columns import NUMBERS, TEXT
from coachkit.platforms.formats import EVERYWHERE_MISSING
from coachkit.platforms.numbers import (
    NumberColumn,
    Reading,
    Refusal,
    Writing,
    damaged_by_excel,
    reading,
)

COMMA = Writing(missing=frozenset(EVERYWHERE_MISSING))
SEMICOLON = Writing(missing=frozenset(EVERYWHERE_MISSING), decimal_comma=True)
MONEY = Writing(currencies={"US$": "USD", "kr": "SEK"})


def column(cells, metric, writing=COMMA, kind=TEXT):
    """What a column reads as: its values, refusals and notes."""
    refused, noted = [], []
    read = NumberColumn(
        pa.array(cells, kind),
        METRICS[metric],
        writing,
        lambda place, text, why: refused.append((place, text, why.code, why.expected)),
        lambda code, places: noted.append((code, places.tolist())),
    )
    values = read.read()
    blank_is_none = [None if np.isnan(value) else value for value in values.tolist()]
    return blank_is_none, refused, noted, read.currencies


@pytest.mark.parametrize(
    ("text", "metric", "writing", "number"),
    [
        ("1\u202f234", "views", COMMA, 1234),
        ("1\u00a0234\u00a0567", "views", COMMA, 1234567),
        ("1'234", "views", COMMA, 1234),
        ("1\u2019234.50", "watch_time_hours", COMMA, 1234.5),
        ("12,34,567", "views", COMMA, 1234567),
        ("1,23,456.50", "spend", COMMA, 123456.5),
        ("\u221212", "net_follows", COMMA, -12),
        ("+12", "net_follows", COMMA, 12),
        ("0:05:16", "average_seconds_viewed", COMMA, 316),
        ("12\u00a0%", "click_through_rate", COMMA, 12),
        ("-0,5 %", "click_through_rate", SEMICOLON, -0.5),
        ("2.35", "search_position", COMMA, 2.35),
        ('="1234"', "views", COMMA, 1234),
    ],
)
def test_forms_that_mean_one_number(text, metric, writing, number):
    assert reading(text, METRICS[metric], writing) == Reading(number)


@pytest.mark.parametrize("text", ["-", "--", "\u2014", "undefined", "NAN", "n/a", " ", ""])
def test_words_that_are_no_number_anywhere_are_missing(text):
    assert reading(text, METRICS["views"], COMMA) == Reading()


@pytest.mark.parametrize(
    ("text", "metric", "number"),
    [
        ("1.2K", "views", 1200),
        ("1,2k", "views", 1200),
        ("3.4 M", "views", 3_400_000),
        ("12K", "views", 12_000),
        ("-1.25K", "net_follows", -1250),
    ],
)
def test_rounded_counts_are_read_and_noted(text, metric, number):
    assert reading(text, METRICS[metric], COMMA) == Reading(number, note="rounded_numbers")


@pytest.mark.parametrize("text", ["1.234K", "1.2B", "1,234K", "K", "5 tn"])
def test_rounded_counts_that_could_be_something_else_are_refused(text):
    assert reading(text, METRICS["views"], COMMA) == Refusal("bad_number", "whole_number")


@pytest.mark.parametrize("text", ["< 1%", "<1%", "< 5", "menos de 1%", "Menos de 1 %"])
def test_less_than_so_much_is_missing_and_noted(text):
    said = Writing(below=(re.compile(r"menos de 1 ?%", re.IGNORECASE),))
    assert reading(text, METRICS["audience_share"], said) == Reading(note="below_threshold")


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("US$50.00", 50, "USD"),
        ("-US$1,234.50", -1234.5, "USD"),
        ("US$-3", -3, "USD"),
        ("\u20ac1,234.50", 1234.5, "EUR"),
        ("120 kr", 120, "SEK"),
        ("SEK 120", 120, "SEK"),
        ("120.5\u00a0EUR", 120.5, "EUR"),
        ("120.5", 120.5, None),
    ],
)
def test_money_may_name_its_currency(text, number, currency):
    assert reading(text, METRICS["spend"], MONEY) == Reading(number, currency=currency)


def test_money_of_a_file_saved_again():
    writing = Writing(decimal_comma=True, currencies={"kr": "SEK"})
    read = reading("1\u00a0234,50 kr", METRICS["spend"], writing)
    assert read == Reading(1234.5, currency="SEK")


@pytest.mark.parametrize("text", ["$50", "50 kr", "US$50 kr", "US$1,234", "US$", "about 5"])
def test_money_that_could_be_of_several_countries_is_refused(text):
    writing = Writing(currencies={"US$": "USD"})
    assert reading(text, METRICS["spend"], writing) == Refusal("bad_number", "number")


@pytest.mark.parametrize("text", ["=SUM(A1:A3)", "=A1", "=1+1", '="a"&"b"', "=-5"])
def test_a_formula_is_refused_as_one(text):
    assert reading(text, METRICS["views"], COMMA) == Refusal("formula_cell", "whole_number")


@pytest.mark.parametrize("text", ["1:75:00", "5:7", "1:2:3:4", ":30"])
def test_no_clock_is_refused(text):
    assert reading(text, METRICS["average_seconds_viewed"], COMMA) == Refusal(
        "bad_number", "number"
    )


@pytest.mark.parametrize(
    "text", ["#VALUE!", "#VÄRDEFEL!", "#SAKNAS!", "#DIV/0!", "#N/A", "####", "2024-01-02", "DEC 5"]
)
def test_what_a_spreadsheet_made_of_a_number(text):
    assert damaged_by_excel(text)
    assert reading(text, METRICS["spend"], COMMA) == Refusal("excel_damage", "number")


def test_a_hashtag_is_no_error_mark():
    assert not damaged_by_excel("#summer")


def test_a_column_tells_where_its_values_are_notes_and_refusals():
    cells = ["1.2K", "5", None, "< 5", "x", "-", "1.2K", "2.5"]
    assert column(cells, "views") == (
        [1200, 5, None, None, None, None, 1200, None],
        [(4, "x", "bad_number", "whole_number"), (7, "2.5", "bad_number", "whole_number")],
        [("rounded_numbers", [0, 6]), ("below_threshold", [3])],
        frozenset(),
    )


def test_a_column_of_money_knows_its_currencies():
    values, refused, _, currencies = column(["US$1.50", "SEK 2", "3"], "spend", MONEY)
    assert (values, refused, currencies) == ([1.5, 2, 3], [], {"USD", "SEK"})


@pytest.mark.parametrize("cells", [["0x10", "5"], ["1e3", "5"], [" 5", "x"], ["5", "inf"]])
def test_no_cell_is_read_more_kindly_in_a_column_of_numbers_than_alone(cells):
    values, _, _, _ = column(cells, "views")
    alone = [reading(cell, METRICS["views"], COMMA) for cell in cells]
    assert values == [None if isinstance(read, Refusal) else read.number for read in alone]


def test_a_part_of_a_longer_column_reads_as_its_own_cells():
    cells = pa.array(["x", "1", None, "3", "0x9"], TEXT).slice(1, 3)
    read = NumberColumn(cells, METRICS["views"], COMMA, pytest.fail).read()
    assert np.array_equal(read, [1, np.nan, 3], equal_nan=True)


def test_whole_numbers_beyond_fifteen_digits_are_refused():
    _, refused, _, _ = column(["1", "1234567890123456"], "views")
    assert refused == [(1, "1234567890123456", "bad_number", "whole_number")]


def test_numbers_of_a_workbook_are_taken_as_they_are():
    assert column([1.0, None, -28.0], "follows", kind=NUMBERS) == (
        [1, None, -28],
        [],
        [],
        frozenset(),
    )


def test_a_workbooks_number_that_lost_digits_is_damage():
    values, refused, _, _ = column([1e15, 5.0], "views", kind=NUMBERS)
    assert values == [None, 5]
    assert refused == [(0, "1.00000000000000E+15", "excel_damage", "whole_number")]


def test_a_workbooks_count_has_no_parts():
    values, refused, _, _ = column([1.5, 5.0], "views", kind=NUMBERS)
    assert values == [None, 5]
    assert refused == [(0, "1.5", "bad_number", "whole_number")]


def test_fractions_become_percentages_unless_they_have_their_sign():
    writing = Writing(fractions=frozenset({"engagement_rate"}))
    assert column(["0.5", "5%"], "engagement_rate", writing)[0] == [50, 5]
    assert column([0.5, 0.25], "engagement_rate", writing, NUMBERS)[0] == [50, 25]
