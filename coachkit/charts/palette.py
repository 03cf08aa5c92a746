"""Pictures in the colours of the look alone: a third of the bytes, a third of the time to write.

A chart has a dozen colours and their blends with each other along edges and where dots lie over
dots. Named once, they leave nothing to search for in each picture.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

from PIL import Image

from coachkit.charts.look import COLOURS

Colour = tuple[int, int, int]

_ROOM: Final = 256
_BLENDS: Final = (
    (("ink", "soft", "brand"), ("paper",), 24),
    (("brand",), ("brand-faint", "ink", "line"), 6),
    (("ink", "soft", "edge"), ("ground",), 8),
)
"""Colours, what they blend with, in how many steps: the most frequent first."""
_FEW_STEPS: Final = 6
_TELLABLE: Final = 8


def in_our_colours(picture: Image.Image) -> Image.Image:
    """An RGB picture with each pixel in the nearest colour of the palette."""
    return picture.quantize(palette=_palette(), dither=Image.Dither.NONE)


@cache
def _palette() -> Image.Image:
    own = [_parts(colour) for colour in COLOURS.values()]
    blends = [colour for colour in _blends() if all(_apart(colour, other) for other in own)]
    chosen = list(dict.fromkeys([*own, *blends]))[:_ROOM]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in chosen for part in colour])
    return palette


def _apart(one: Colour, other: Colour) -> bool:
    """Whether Pillow, which looks colours up in steps of four, cannot mistake one for the other."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) >= _TELLABLE


def _blends() -> Iterator[Colour]:
    for colours, others, steps in _BLENDS:
        for colour in colours:
            for other in others:
                yield from _blend(_parts(COLOURS[colour]), _parts(COLOURS[other]), steps)
    for colour in COLOURS.values():
        yield from _blend(_parts(colour), _parts(COLOURS["paper"]), _FEW_STEPS)


def _parts(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _blend(one: Colour, other: Colour, steps: int) -> Iterator[Colour]:
    for step in range(1, steps):
        red, green, blue = (
            round(a + (b - a) * step / steps) for a, b in zip(one, other, strict=True)
        )
        yield red, green, blue
