"""One look: tokens, style and fonts agree, and nothing is looked for outside."""

import logging
import re
import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont

from coachkit.charts.lettering import ems
from coachkit.charts.look import COLOURS, STYLE
from coachkit.model.shipped import shipped

FONTS = shipped("templates", "fonts")
LETTERS = "aåäöAÅÄÖéüšžčŋđ0123456789 –\N{MINUS SIGN}’“”…%≥→✓·€"


def contrast(one, other):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_brand_and_warning_are_those_of_the_house():
    assert COLOURS["brand"] == "#0b4f6c"
    assert COLOURS["warn"] == "#b45309"


def test_the_style_of_charts_has_no_colour_of_its_own():
    style = shipped("templates", "look", "coachkit.mplstyle").read_text("utf-8")
    settings = "\n".join(line for line in style.splitlines() if not line.startswith("#"))
    colours = {f"#{colour}" for colour in re.findall(r"\b[0-9a-f]{6}\b", settings)}
    assert colours <= set(COLOURS.values())


@pytest.mark.parametrize("words", ["ink", "soft", "brand", "warn"])
@pytest.mark.parametrize("ground", ["paper", "ground"])
def test_words_can_be_read_on_every_ground(words, ground):
    assert contrast(COLOURS[words], COLOURS[ground]) >= 4.5


def test_vendored_fonts_are_small_and_come_with_their_licence():
    files = [*FONTS.glob("*.otf"), *FONTS.glob("*.woff2")]
    assert len(files) == 7
    assert sum(file.stat().st_size for file in files) < 800_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("weight", ["Regular", "SemiBold", "Bold"])
def test_charts_and_documents_have_the_letters_of_the_three_languages(weight):
    font = TTFont(FONTS / f"InterTabular-{weight}.otf")
    assert [letter for letter in LETTERS if ord(letter) not in font.getBestCmap()] == []


@pytest.mark.parametrize("weight", ["Regular", "SemiBold", "Bold"])
def test_pages_have_a_web_font_of_every_weight(weight):
    assert (FONTS / f"Inter-{weight}.woff2").read_bytes()[:4] == b"wOF2"


@pytest.mark.parametrize("bold", [False, True])
def test_figures_in_charts_are_tabular(bold):
    widths = {ems(figure, bold=bold) for figure in "0123456789"}
    # Inter's bold 4 is a hair narrower by design: 0.03 pixels at the size of our labels.
    assert max(widths) - min(widths) < 0.002


def test_pages_and_charts_name_the_fonts_that_are_there():
    styles = shipped("templates", "look", "fonts.css").read_text("utf-8")
    named = re.findall(r'url\("\.\./fonts/([^"]+)"\)', styles)
    assert sorted(named) == sorted(file.name for file in FONTS.glob("*.woff2"))
    assert STYLE["font.family"] == ["Inter Tabular", "DejaVu Sans"]


def test_a_dollar_in_a_title_is_no_formula():
    assert STYLE["text.parse_math"] is False


def test_no_font_is_looked_for_in_vain(example, speech, caplog):
    with caplog.at_level(logging.WARNING, logger="matplotlib"):
        example(speech, narrow=False).png()
        example(speech, narrow=True).svg()
    assert [record.getMessage() for record in caplog.records] == []


def test_charts_load_neither_pyplot_nor_pandas():
    code = (
        "import coachkit.charts.typical, sys;"
        "print({'matplotlib.pyplot', 'pandas', 'ipywidgets'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("set()\n", "")
