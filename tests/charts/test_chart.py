"""What a chart hands over: a picture, a drawing for a page, an image with its words."""

import base64
import io
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from coachkit.charts.chart import sentences
from coachkit.charts.look import COLOURS, in_our_look
from coachkit.charts.months import months

HOSTILE = """</text><script>alert("1")</script> <b onclick='x'> & id="a" url(#b) $5 \\alpha $"""


class Images(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def tags_of(html):
    reader = Images()
    reader.feed(html)
    reader.close()
    return reader.tags


def picture_of(data):
    png = base64.b64decode(data.removeprefix("data:image/png;base64,"))
    return Image.open(io.BytesIO(png))


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


@pytest.fixture
def chart(extremes, english):
    return extremes["a year of months"](english, narrow=False)


def test_the_picture_has_the_size_that_the_chart_says(chart):
    assert Image.open(io.BytesIO(chart.png())).size == (chart.width, chart.height)


def test_a_scaled_picture_shows_the_same_in_more_pixels(chart):
    assert Image.open(io.BytesIO(chart.png(2))).size == (chart.width * 2, chart.height * 2)


def test_drawing_twice_gives_the_same_bytes(example, english):
    first, again = example(english, narrow=False), example(english, narrow=False)
    assert first.png() == again.png()
    assert first.svg() == again.svg()


@pytest.mark.parametrize("name", ["paper", "ground", "ink", "brand", "brand-faint"])
def test_the_colours_of_the_look_come_out_as_they_are(chart, name):
    wanted = tuple(int(COLOURS[name][i : i + 2], 16) for i in (1, 3, 5))
    assert wanted in {tuple(colour) for colour in pixels(chart.png()).reshape(-1, 3)}


def test_no_eye_can_tell_the_picture_from_one_in_all_colours(example, english):
    chart = example(english, narrow=False)
    drawn = io.BytesIO()
    with in_our_look():
        chart.figure.savefig(drawn, format="png", dpi=110)
    change = np.abs(pixels(chart.png()) - pixels(drawn.getvalue()))
    assert change.max() <= 24
    assert change.mean() < 1


def test_the_image_says_what_the_chart_shows(chart):
    ((tag, said),) = tags_of(chart.html())
    assert tag == "img"
    assert said["alt"] == chart.alt
    assert (said["width"], said["height"]) == (str(chart.width), str(chart.height))
    assert picture_of(said["src"]).size == (chart.width, chart.height)


def test_a_served_page_is_given_the_same_pixels_in_fewer_bytes(chart):
    assert (pixels(chart.webp()) == pixels(chart.png())).all()
    assert len(chart.webp()) < len(chart.png())
    ((tag, said),) = tags_of(chart.on_screen())
    ((_, plain),) = tags_of(chart.html())
    assert tag == "img"
    assert said["src"].startswith("data:image/webp;base64,")
    assert said | {"src": ""} == plain | {"src": ""}


def test_hostile_words_stay_words(english):
    chart = months([], "views", english, title=HOSTILE, target=3, target_label=HOSTILE)
    ((tag, said),) = tags_of(chart.html())
    assert tag == "img"
    assert said["alt"].startswith(HOSTILE)
    drawing = ET.fromstring(chart.svg())
    texts = ["".join(text.itertext()) for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == HOSTILE
    assert drawing.get("aria-label") == chart.alt
    assert list(drawing.iter("{http://www.w3.org/2000/svg}script")) == []


def test_an_svg_is_one_image_with_its_words_in_the_font_of_the_page(example, speech):
    chart = example(speech, narrow=False)
    drawing = ET.fromstring(chart.svg())
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == chart.alt
    assert (drawing.get("width"), drawing.get("height")) == (str(chart.width), str(chart.height))
    fonts = set(re.findall(r"font-family: ([^;\"]+)", chart.svg()))
    assert fonts == {"Inter, 'DejaVu Sans'"}


def test_an_svg_does_not_style_the_page_it_stands_in(example, english):
    assert "<style" not in example(english, narrow=False).svg()


def test_drawings_on_one_page_share_no_ids(extremes, english):
    drawings = [draw(english, narrow=False).svg() for draw in extremes.values()]
    ids = [re.findall(r'\bid="([^"]+)"', drawing) for drawing in drawings]
    assert sum(map(len, ids)) == len(set().union(*ids))


def test_every_reference_in_an_svg_leads_somewhere(example, english):
    drawing = example(english, narrow=False).svg()
    wanted = set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', drawing))
    assert {one or other for one, other in wanted} <= set(re.findall(r'\bid="([^"]+)"', drawing))


def test_the_same_chart_twice_on_a_page_can_be_told_apart(chart):
    first, second = chart.svg("first"), chart.svg("second")
    assert set(re.findall(r'\bid="([^"]+)"', first)).isdisjoint(
        re.findall(r'\bid="([^"]+)"', second)
    )


def test_drawing_leaves_the_settings_of_matplotlib_alone(example, english):
    before = dict(mpl.rcParams)
    chart = example(english, narrow=False)
    chart.png()
    chart.svg()
    assert dict(mpl.rcParams) == before


def test_a_notebooks_own_settings_do_not_shine_through(extremes, english):
    calm = extremes["posts and seams"](english, narrow=False).png()
    with mpl.rc_context({"figure.dpi": 40, "lines.linewidth": 9, "font.size": 30}):
        assert extremes["posts and seams"](english, narrow=False).png() == calm


def test_a_headline_without_its_full_stop_gets_one():
    assert sentences(["Reels did it", "", "Really!", "So."]) == "Reels did it. Really! So."
