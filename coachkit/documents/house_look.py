"""A client's colour and logo on coachkit's documents, within what can be read and trusted."""

import colorsys
import re
import warnings
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from coachkit.charts.colours import BRAND, INK, PAPER
from coachkit.model.errors import InvalidValue

READABLE: Final = 4.5
"""The contrast that text needs on its paper (WCAG 2.2, AA)."""

LARGEST_PICTURE: Final = 8_000_000
"""Bytes of a picture that somebody hands in."""
MOST_PIXELS: Final = 40_000_000
LOGO_BOX: Final = (720, 240)
PICTURE_BOX: Final = (1_800, 1_800)

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_FORMATS: Final = ("PNG", "JPEG")
_STEPS: Final = 200

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class HouseLook:
    """How a client's documents look.

    ``brand``: the client's colour as ``#rrggbb``; headings and marks have it, darkened until it
    can be read on paper. ``logo``: a PNG or JPEG. :class:`InvalidValue` with ``not_a_colour``,
    ``not_a_picture`` or ``picture_too_large``.
    """

    brand: str = BRAND
    logo: bytes | None = None

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.brand):
            raise InvalidValue("not_a_colour", "brand", value=str(self.brand)[:80])
        if self.logo is not None:
            object.__setattr__(self, "logo", checked_picture(self.logo, "logo", LOGO_BOX))

    @cached_property
    def colours(self) -> dict[str, str]:
        """Colours by what they are for: ``brand`` for words, ``pale`` behind words, and so on."""
        brand = readable(self.brand, READABLE)
        pale = mixed(brand, PAPER, 0.93)
        # Words in the brand's colour stand on the pale ground as well.
        brand = readable(brand, READABLE, on=pale)
        return {
            "brand": brand,
            "pale": pale,
            "soft-brand": mixed(brand, PAPER, 0.6),
            "ink": INK,
        }


def readable(colour: str, ratio: float, on: str = PAPER) -> str:
    """The colour, darkened in its own hue until it has this contrast on ``on``."""
    hue, light, full = colorsys.rgb_to_hls(*_parts(colour))
    for step in range(_STEPS + 1):
        darker = colorsys.hls_to_rgb(hue, light * (1 - step / _STEPS), full)
        if contrast(_written(darker), on) >= ratio:
            return _written(darker)
    raise InvalidValue("not_a_colour", "on", value=on)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it: 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour with this share of the other."""
    red, green, blue = (
        a + (b - a) * share for a, b in zip(_parts(one), _parts(other), strict=True)
    )
    return _written((red, green, blue))


def checked_picture(content: bytes, field: str, box: tuple[int, int] = PICTURE_BOX) -> bytes:
    """A picture from outside, drawn anew as a PNG that fits into ``box``: only pixels survive.

    PNG and JPEG alone: an SVG is a program, and not worth the trust. The same picture gives the
    same bytes.
    """
    if len(content) > LARGEST_PICTURE:
        raise InvalidValue("picture_too_large", field)
    try:
        with warnings.catch_warnings():
            # Ours is the lower limit.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=_FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise InvalidValue("picture_too_large", field)
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except Image.DecompressionBombError as refused:
        raise InvalidValue("picture_too_large", field) from refused
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        OverflowError,
    ) as refused:
        # Pillow's readers of damaged files raise any of these.
        raise InvalidValue("not_a_picture", field) from refused
    upright.thumbnail(box, Image.Resampling.LANCZOS)
    drawn = BytesIO()
    upright.save(drawn, "png", optimize=True)
    return drawn.getvalue()


def picture_size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels of a picture that has been checked."""
    with Image.open(BytesIO(png), formats=("PNG",)) as picture:
        return picture.size


def _parts(colour: str) -> Colour:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _written(parts: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
