"""Other encodings, delimiters and ways of writing numbers, as spreadsheets leave them behind."""

import math

import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.model.metrics import METRICS
from coachkit.platforms.numbers import Refusal, Writing, read_number
from tests.platforms.invented import FACEBOOK_SV, facebook, facebook_row, only

COMMA = Writing(missing=frozenset({"-", "--"}))
SEMICOLON = Writing(decimal_comma=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_writing_reads_the_same(save, encoding, delimiter, newline):
    text = facebook(facebook_row(title="Båtar i Öland", span="Livstid"), header=FACEBOOK_SV)
    text = text.replace(",", delimiter).replace("\n", newline)
    frame, source = only(save(text, encoding=encoding))
    assert frame["text"].tolist() == ["Båtar i Öland"]
    assert source.metric("views").total == 100


def test_a_sep_line_is_not_counted_as_a_row(save):
    frame, _ = only(save("sep=;\n" + facebook(facebook_row()).replace(",", ";")))
    assert frame["row"].tolist() == [2]


def test_lines_above_the_header_are_counted(save):
    frame, _ = only(save("Exported by somebody\n\n" + facebook(facebook_row())))
    assert frame["row"].tolist() == [4]


def test_blank_rows_that_a_spreadsheet_leaves_are_nothing(save):
    text = facebook(facebook_row(), "," * 16, facebook_row("1" * 15), "," * 16)
    frame, source = only(save(text))
    assert frame["row"].tolist() == [2, 4]
    assert source.rows == 2


def test_a_broken_utf8_file_does_not_become_cp1252(save):
    text = facebook(facebook_row(title="Båtar, näs och öar".replace(",", ""))).encode()
    with pytest.raises(UnreadableExport) as refused:
        only(save(text.replace("å".encode(), b"\xe5")))
    assert (refused.value.code, refused.value.details["reason"]) == ("damaged_file", "encoding")


def test_headers_are_compared_without_capitals_and_odd_spaces(save):
    text = facebook(facebook_row()).replace("Publish time", "PUBLISH\u00a0 time")
    _, source = only(save(text))
    assert source.items == 1


@pytest.mark.parametrize(
    ("text", "metric", "writing", "number"),
    [
        ("1,234", "views", COMMA, 1234),
        ("1,234,567", "views", COMMA, 1234567),
        ("1,234.5", "watch_time_hours", COMMA, 1234.5),
        ("1 234", "views", SEMICOLON, 1234),
        ("1\u00a0234,5", "watch_time_hours", SEMICOLON, 1234.5),
        ("1.234,5", "watch_time_hours", SEMICOLON, 1234.5),
        ("12,345", "watch_time_hours", SEMICOLON, 12.345),
        ("447.0", "views", COMMA, 447),
        ("-28", "follows", COMMA, -28),
        ("\u221228", "follows", COMMA, -28),
        ("3.06%", "engagement_rate", COMMA, 3.06),
        ("3,06 %", "engagement_rate", SEMICOLON, 3.06),
        ("0:05:16", "average_seconds_viewed", COMMA, 316),
        ("1.2e-05", "engagement_rate", COMMA, 0.000012),
        ("-", "views", COMMA, None),
        (" -- ", "views", COMMA, None),
    ],
)
def test_numbers_that_can_mean_one_thing(text, metric, writing, number):
    assert read_number(text, METRICS[metric], writing) == number


@pytest.mark.parametrize(
    ("text", "metric", "writing"),
    [
        ("1,234", "watch_time_hours", COMMA),
        ("1,234", "views", SEMICOLON),
        ("1.234", "views", SEMICOLON),
        ("12,34", "views", COMMA),
        ("1,2345", "views", COMMA),
        ("5%", "views", COMMA),
        ("0:05:16", "views", COMMA),
        ("5:16", "average_seconds_viewed", COMMA),
        ("-", "views", SEMICOLON),
        ("٣", "views", COMMA),
        ("1_000", "views", COMMA),
    ],
)
def test_numbers_that_can_mean_two_things_are_refused(text, metric, writing):
    assert isinstance(read_number(text, METRICS[metric], writing), Refusal)


def test_decimal_points_beside_decimal_commas_are_refused(save):
    text = (
        "Content;Video title;Video publish time;Views;Watch time (hours)\n"
        "a;b;;5;1,5\nc;d;;6;1.234\n"
    )
    with pytest.raises(UnreadableExport) as refused:
        only(save(text))
    assert (refused.value.code, refused.value.details["value"]) == ("bad_number", "1.234")


def test_decimal_commas_of_a_file_saved_again(save):
    text = (
        "Content;Video title;Video publish time;Views;Watch time (hours)\n"
        "Total;;;1 011;4,75\na;b;;5;1,5\nc;d;;1 006;3,25\n"
    )
    frame, source = only(save(text, encoding="cp1252"))
    assert frame["watch_time_hours"].tolist() == [1.5, 3.25]
    assert source.metric("views").total == 1011
    assert math.isclose(source.metric("watch_time_hours").platform_total, 4.75)
