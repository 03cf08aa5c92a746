"""Kinds of posts: in the order given, each with its doubt, the small ones without a rank."""

import pytest
from matplotlib.colors import to_hex

from coachkit.charts.groups import groups
from coachkit.charts.look import BRAND, PAPER
from coachkit.model.results import Verdict

ENOUGH = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0]


def dots_of(chart):
    """(median, row from the top, filled) of each dot."""
    (axes,) = chart.figure.axes
    rows = round(axes.get_ylim()[1] + 0.5)
    return [
        (
            line.get_xdata()[0],
            rows - 1 - line.get_ydata()[0],
            to_hex(line.get_markerfacecolor()) == BRAND,
        )
        for line in axes.lines
        if line.get_marker() == "o"
    ]


def intervals_of(chart):
    return [
        tuple(line.get_xdata())
        for line in chart.figure.axes[0].lines
        if line.get_color() == BRAND and len(line.get_xdata()) == 2
    ]


def test_kinds_stand_in_the_order_given_with_median_interval_and_n(group_of, words_of, english):
    chart = groups([group_of("text", ENOUGH), group_of("image", [1.0] * 7)], "views", english)
    assert dots_of(chart) == [(35, 0, True), (1, 1, True)]
    assert intervals_of(chart) == [(30, 40), (1, 1)]
    words = words_of(chart)
    assert words.index("Text") < words.index("Image")
    assert {"35", "30–40", "6", "1", "1–1", "7"} <= set(words)


def test_a_kind_with_too_few_posts_is_hollow_and_says_so(group_of, words_of, english):
    few = group_of("video", [900.0] * 4, Verdict.CANNOT_TELL)
    chart = groups([group_of("text", ENOUGH), few], "views", english)
    assert dots_of(chart) == [(35, 0, True), (900, 1, False)]
    assert len(intervals_of(chart)) == 1
    assert "too few" in words_of(chart)
    assert "Video" not in chart.title
    assert chart.note == ("Line: 90% interval. Hollow: fewer than 5 posts, too few to compare.")


def test_a_kind_without_posts_has_no_dot(group_of, words_of, english):
    chart = groups([group_of("text", [])], "views", english)
    assert dots_of(chart) == []
    assert {"–", "0"} <= set(words_of(chart))


@pytest.mark.parametrize(
    ("verdicts", "title"),
    [
        (("shown_up", "not_shown"), "More than the others: Text."),
        (("not_shown", "shown_down"), "Less than the others: Image."),
        (
            ("shown_up", "shown_down"),
            "More than the others: Text. Less than the others: Image.",
        ),
        (("shown_up", "shown_up"), "More than the others: Text and Image."),
        (("not_shown", "not_shown"), "No kind of post stands out."),
    ],
)
def test_the_finding_follows_from_the_verdicts(group_of, english, verdicts, title):
    kinds = [
        group_of(key, ENOUGH, Verdict(verdict))
        for key, verdict in zip(("text", "image"), verdicts, strict=True)
    ]
    assert groups(kinds, "views", english).title == title


def test_weekdays_are_named_and_none_is_said_to_stand_out(group_of, words_of, english):
    chart = groups([group_of("0", ENOUGH), group_of("6", ENOUGH)], "views", english)
    assert {"Monday", "Sunday"} <= set(words_of(chart))
    assert chart.title == "No weekday stands out."


def test_only_small_kinds_are_not_compared(group_of, english):
    chart = groups([group_of("text", [1.0])], "views", english)
    assert chart.title == "There are too few posts of each kind to compare them."


def test_a_phone_has_the_same_kinds_on_top_of_their_lines(group_of, words_of, english):
    few = group_of("video", [900.0], Verdict.CANNOT_TELL)
    chart = groups([group_of("text", ENOUGH), few], "views", english, narrow=True)
    assert {"Text", "35 · n = 6", "Video", "too few · n = 1"} <= set(words_of(chart))
    assert [filled for _, _, filled in dots_of(chart)] == [True, False]


def test_the_words_hold_the_numbers(group_of, english):
    chart = groups([group_of("text", ENOUGH), group_of("image", [4.0])], "views", english)
    assert chart.alt == (
        "No kind of post stands out. Median posts: Text: 35 (90% interval 30–40, n = 6); "
        "Image: 4 (n = 1, too few for an interval)."
    )


def test_a_hollow_dot_is_white_inside(group_of, english):
    (dot,) = (
        line
        for line in groups([group_of("text", [3.0])], "views", english).figure.axes[0].lines
        if line.get_marker() == "o"
    )
    assert to_hex(dot.get_markerfacecolor()) == PAPER
