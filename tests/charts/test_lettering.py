"""Lines break between words, long words between syllables, and nothing is drawn as a hole."""

import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure

from coachkit.charts.lettering import _moved, drawable, ems, shortened, width, wrapped
from coachkit.charts.line import Line, outline
from coachkit.charts.look import in_our_look

WORD = "Vapaaehtoistyönkoordinaattorit"


def test_lines_fit_their_room():
    lines = wrapped("Tyypillinen julkaisu menestyi paremmin kuin aiemmin", 200, 12)
    assert " ".join(lines) == "Tyypillinen julkaisu menestyi paremmin kuin aiemmin"
    assert max(width(line, 12) for line in lines) <= 200


def test_a_long_word_is_divided_between_syllables():
    lines = wrapped(WORD, 150, 12, most=9)
    assert "".join(line.removesuffix("-") for line in lines) == WORD
    assert lines == ("Vapaaehtois-", "työnkoordinaat-", "torit")


@pytest.mark.parametrize("room", [1, 8, 30])
def test_even_the_narrowest_room_ends(room):
    lines = wrapped("https://example.org/xyz", room, 12, most=99)
    assert "".join(line.removesuffix("-") for line in lines) == "https://example.org/xyz"


def test_what_does_not_fit_the_last_line_ends_in_an_ellipsis():
    lines = wrapped("one two three four five six seven eight", 90, 12, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert max(width(line, 12) for line in lines) <= 90


def test_shortening_cuts_after_a_word():
    assert shortened("Pack the rucksack", 10_000, 12) == "Pack the rucksack"
    assert shortened("Pack the rucksack tonight", 160, 12) == "Pack the…"


def test_no_break_spaces_hold_numbers_together():
    amount = "10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000"
    assert wrapped(f"tavoite {amount}", 120, 12) == ("tavoite", amount)


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("a\n\tb  c", "a b c"),
        ("snö 🎿🏔️ idag", "snö idag"),
        ("a\u0308 decomposed", "ä decomposed"),
        ("left\u202eright\u200b", "leftright"),
        ("дом", "дом"),
        ("日本", "□□"),
        ("Ŋ ŋ Đ č ž ŧ", "Ŋ ŋ Đ č ž ŧ"),
        ("✓ → – “”", "✓ → – “”"),
        ("", ""),
        ("🎉", ""),
    ],
)
def test_only_what_the_fonts_have_is_drawn(written, drawn):
    assert drawable(written) == drawn


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("line", ["Väli 39–61", WORD, "1 111 111", "Ty, To. fi →"])
def test_a_line_is_measured_as_matplotlib_sets_it(line, bold):
    figure = Figure(dpi=110)
    with in_our_look():
        text = Line(0, 0, line, bold=bold, size=16, transform=None)
        figure.add_artist(text)
        said = text.get_window_extent(RendererAgg(400, 400, 110)).width
    assert width(line, 16, bold=bold) == pytest.approx(said, abs=4)
    ink = outline(line, bold=bold).get_extents().width * 16 * 110 / 72
    # Ink leaves out the margins of the first and the last letter.
    assert said - 10 < ink < said + 1


@pytest.mark.parametrize("bold", [False, True])
def test_a_word_put_together_from_pairs_is_as_wide_as_the_word(bold):
    words = """Medianinlägg, kommentarer: sekunder… Å, WAVE. Ty; fi ffl iPhone McDonald V… talkoos-
        talkoosivuille. lintulaskijoiden Vähemmän vuille Karuselli 2–14, 1\N{NO-BREAK SPACE}096 0,5
        117 12–17 AVTA: Öljy jäŋŋe kompass"""
    for word in words.split():
        whole = _moved(word, bold) / 200
        assert ems(word, bold=bold) == pytest.approx(whole, abs=1e-6), word


@pytest.mark.parametrize("word", ["(rooli)", "1x2", "TOML-muoto", "“from-client”"])
def test_a_word_with_shapes_of_its_own_is_measured_whole(word):
    assert ems(word) == _moved(word, bold=False) / 200
