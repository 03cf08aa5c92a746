"""Words on a chart: what the fonts can draw, how wide it gets, where a line breaks."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import Final

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags

from coachkit.charts.look import DPI, STYLE

_BREAKING = re.compile(r"[ \t\r\n\f\v]+")
_BETWEEN_SYLLABLES = re.compile(r"(?<=\w)(?=[^\W\d_aeiouyäöåAEIOUYÄÖÅ][aeiouyäöå])")
_UNDRAWABLE: Final = "\N{WHITE SQUARE}"
_ELLIPSIS: Final = "…"
_INVISIBLE: Final = frozenset({"Cf", "Cc"})
_VARIANTS: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""They ask for the colourful shape of a sign. DejaVu has them, as empty boxes."""
_LEFT_OUT: Final = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "So", "Sk", "Mn", "Me"})
_PLAIN: Final = re.compile(r"[^\W\d_]+[.,:;…]?|[a-zåäö]+-|[\d,.–\N{NO-BREAK SPACE}]+")
"""Words whose signs take the same room beside the same sign in any word: the typeface puts no
other shapes in. A thousand of them are made of a few hundred pairs, which are measured once."""
_LETTERS: Final = "abcdefghijklmnoprstuvyzåäö…"
_FIGURES: Final = "0123456789,–"
_SHORTEST_PIECE: Final = 3
_SUBPIXELS: Final = 64
_POINTS: Final = 72
_MEASURED_AT: Final = 200


@cache
def _files(*, bold: bool) -> tuple[str, ...]:
    weight = "bold" if bold else "normal"
    families = (FontProperties(family=[name], weight=weight) for name in STYLE["font.family"])
    return tuple(str(font_manager.findfont(family)) for family in families)


@cache
def known_letters() -> frozenset[int]:
    """The code points that Inter and, after it, DejaVu Sans can draw."""
    return frozenset().union(*(get_font(file).get_charmap() for file in _files(bold=False)))


@lru_cache(maxsize=4096)
def drawable(text: str) -> str:
    """The text in one line, with only what the fonts have.

    Emoji and invisible characters are left out; a letter of a script that no font covers
    becomes a white square. No-break spaces stay.
    """
    known = known_letters()
    letters = unicodedata.normalize("NFC", _BREAKING.sub(" ", text))
    kept = [
        letter if ord(letter) in known else _stand_in(letter)
        for letter in letters
        if unicodedata.category(letter) not in _INVISIBLE and letter not in _VARIANTS
    ]
    return _BREAKING.sub(" ", "".join(kept)).strip(" ")


def _stand_in(letter: str) -> str:
    return "" if unicodedata.category(letter) in _LEFT_OUT else _UNDRAWABLE


def width(line: str, points: float, *, bold: bool = False) -> float:
    """How wide a drawable line gets, in pixels at :data:`coachkit.charts.look.DPI`."""
    return ems(line, bold=bold) * points * DPI / _POINTS


def ems(line: str, *, bold: bool = False) -> float:
    """How wide a drawable line gets, in units of its own size."""
    words = line.split(" ")
    return sum(_advance(word, bold) for word in words) + (len(words) - 1) * _advance(" ", bold)


@lru_cache(maxsize=8192)
def _advance(word: str, bold: bool) -> float:  # noqa: FBT001 - a key of the cache
    """How far a word moves the pen, in ems. The bars keep its own margins in the measure."""
    if not _PLAIN.fullmatch(word):
        return _moved(word, bold) / _MEASURED_AT
    letters = sum(_letter(letter, bold) for letter in word)
    return (letters + sum(_nearer(*pair, bold) for pair in pairwise(word))) / _MEASURED_AT


@cache
def _letter(letter: str, bold: bool) -> float:  # noqa: FBT001 - a key of the cache
    return _moved(letter, bold)


@cache
def _nearer(one: str, other: str, bold: bool) -> float:  # noqa: FBT001 - a key of the cache
    """What two letters beside each other take more than each alone: less than nothing, mostly."""
    return _moved(one + other, bold) - _letter(one, bold) - _letter(other, bold)


def learn_letters() -> None:
    """Measure the commonest pairs of signs now; each is measured when it is first drawn, else."""
    for bold in (False, True):
        for signs in (_LETTERS, _FIGURES):
            for one, other in product(signs, repeat=2):
                _nearer(one, other, bold)


def _moved(text: str, bold: bool) -> float:  # noqa: FBT001 - as those that ask
    return _ink(f"|{text}|", bold=bold) - _bars(bold)


@cache
def _bars(bold: bool) -> float:  # noqa: FBT001 - a key of the cache
    return _ink("||", bold=bold)


def _ink(text: str, *, bold: bool) -> float:
    font = get_font(_files(bold=bold))
    font.set_size(_MEASURED_AT, _POINTS)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    drawn, _ = font.get_width_height()
    return float(drawn) / _SUBPIXELS


def wrapped(
    text: str, room: float, points: float, *, bold: bool = False, most: int = 3
) -> tuple[str, ...]:
    """The text in at most ``most`` lines of at most ``room`` pixels.

    A word that is wider than the room is divided between syllables; what does not fit in the
    last line ends in an ellipsis.
    """
    lines: list[str] = []
    for word in _pieces(drawable(text), room, points, bold=bold):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, points, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return tuple(lines)
    rest = " ".join(lines[most - 1 :])
    return (*lines[: most - 1], shortened(rest, room, points, bold=bold))


def shortened(text: str, room: float, points: float, *, bold: bool = False) -> str:
    """The text on one line of at most ``room`` pixels, ended by an ellipsis where it is cut."""
    line = drawable(text)
    if width(line, points, bold=bold) <= room:
        return line
    fitting, too_long = 0, len(line)
    while too_long - fitting > 1:
        middle = (fitting + too_long) // 2
        if width(line[:middle].rstrip() + _ELLIPSIS, points, bold=bold) <= room:
            fitting = middle
        else:
            too_long = middle
    kept = line[:fitting]
    at_word = kept.rfind(" ") if line[fitting] != " " else fitting
    # Cutting back to the end of a word is kinder, unless it would take most of the line.
    return (kept[:at_word] if at_word > fitting / 2 else kept).rstrip(" ,;:–-") + _ELLIPSIS


def _pieces(text: str, room: float, points: float, *, bold: bool) -> list[str]:
    pieces: list[str] = []
    for word in text.split(" "):
        rest = word
        while width(rest, points, bold=bold) > room:
            head = _head(rest, room, points, bold=bold)
            pieces.append(head)
            rest = rest[len(head.removesuffix("-")) :]
        pieces.append(rest)
    return [piece for piece in pieces if piece]


def _head(word: str, room: float, points: float, *, bold: bool) -> str:
    """As much of the word as fits with a hyphen, up to a syllable; at least one letter."""
    fitting = 1
    while fitting < len(word) - 1 and width(word[: fitting + 1] + "-", points, bold=bold) <= room:
        fitting += 1
    syllables = [
        match.start()
        for match in _BETWEEN_SYLLABLES.finditer(word, 0, len(word))
        if _SHORTEST_PIECE <= match.start() <= min(fitting, len(word) - _SHORTEST_PIECE)
    ]
    return word[: syllables[-1] if syllables else fitting] + "-"
