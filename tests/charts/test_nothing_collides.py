"""No text over another, none beyond the edge: extreme values, three languages, both papers."""

from itertools import combinations

import pytest
from matplotlib.text import Text

from coachkit.charts.look import in_our_look
from coachkit.charts.months import months

PAPERS = {"screen": False, "phone": True}
"""Which charts are narrow."""


def texts_of(chart):
    """Each visible text with the box that the renderer says it takes."""
    renderer = chart.figure.canvas.get_renderer()
    shown = [
        text
        for text in chart.figure.findobj(Text)
        if text.get_visible() and text.get_text() and text.axes is None
    ]
    with in_our_look():
        return {text: text.get_window_extent(renderer) for text in shown}


def over_each_other(boxes):
    return [
        (one.get_text(), other.get_text())
        for (one, box), (other, other_box) in combinations(boxes.items(), 2)
        if min(box.x1, other_box.x1) - max(box.x0, other_box.x0) > 0.5
        and min(box.y1, other_box.y1) - max(box.y0, other_box.y0) > 0.5
    ]


def beyond_the_edge(boxes, chart):
    return [
        text.get_text()
        for text, box in boxes.items()
        if box.x0 < 0 or box.y0 < 0 or box.x1 > chart.width or box.y1 > chart.height
    ]


@pytest.mark.parametrize("paper", PAPERS)
def test_no_text_is_over_another_nor_beyond_the_edge(extreme, speech, paper):
    chart = extreme(speech, narrow=PAPERS[paper])
    boxes = texts_of(chart)
    assert over_each_other(boxes) == []
    assert beyond_the_edge(boxes, chart) == []


def test_on_a_shared_screen_all_text_has_twelve_points_and_the_chart_fits(extreme, english):
    chart = extreme(english, narrow=False)
    assert {text.get_fontsize() for text in texts_of(chart)} <= {12, 16}
    assert chart.width == 990
    assert chart.height < 720


def test_for_a_phone_the_chart_is_390_pixels_wide_and_its_letters_16_high(extreme, english):
    chart = extreme(english, narrow=True)
    assert {text.get_fontsize() for text in texts_of(chart)} <= {10.5, 13}
    assert chart.width == 390


def test_a_text_over_another_or_beyond_the_edge_would_be_found(english):
    chart = months([], "views", english)
    chart.figure.text(0.01, 0.97, "over the title")
    chart.figure.text(0.99, 0.5, "out")
    boxes = texts_of(chart)
    assert over_each_other(boxes) == [(chart.title, "over the title")]
    assert beyond_the_edge(boxes, chart) == ["out"]
