"""Numbers as people type them, with a comma or a point."""

import pytest

from coachkit.language.typed_numbers import typed_number, written_number


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("6,5", 6.5),
        ("6.5", 6.5),
        (" 12 ", 12),
        ("6,", 6),
        ("0,25", 0.25),
        ("-7", -7),
        ("\N{MINUS SIGN}7", -7),
    ],
)
def test_a_comma_and_a_point_are_decimal_marks_where_they_can_be_nothing_else(
    language, written, number
):
    assert typed_number(written, language) == number


@pytest.mark.parametrize(
    ("language", "written", "number"),
    [
        ("sv", "1,500", 1.5),
        ("fi", "37,125", 37.125),
        ("en", "1.500", 1.5),
        ("sv", "1 500", 1500),
        ("fi", "1\N{NO-BREAK SPACE}500,5", 1500.5),
        ("en", "1,500.5", 1500.5),
    ],
)
def test_the_marks_of_the_language_are_read(language, written, number):
    assert typed_number(written, language) == number


@pytest.mark.parametrize(
    ("language", "written"), [("en", "1,500"), ("sv", "1.500"), ("fi", "1.500")]
)
def test_what_can_mean_two_things_is_no_number(language, written):
    assert typed_number(written, language) is None


@pytest.mark.parametrize(
    "written",
    ["", " ", "six", "1e5", "nan", "inf", "1,5,2", "1.5.2", "٣", "½", "6h", "9" * 30, "--1"],
)
@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_what_is_no_number_is_none(language, written):
    assert typed_number(written, language) is None


@pytest.mark.parametrize(
    ("x", "english", "swedish"),
    [
        (6.5, "6.5", "6,5"),
        (6.0, "6", "6"),
        (0.25, "0.25", "0,25"),
        (-7, "-7", "-7"),
        (-0.0, "0", "0"),
    ],
)
def test_a_field_shows_the_decimals_that_there_are(x, english, swedish):
    assert written_number(x, "en") == english
    assert [written_number(x, language) for language in ("sv", "fi")] == [swedish] * 2


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
@pytest.mark.parametrize("x", [0, 0.1, 2.75, 37.5, 168, 730, 0.3333])
def test_what_is_written_is_read_again(language, x):
    assert typed_number(written_number(x, language), language) == x
