"""What a notebook showed, taken apart: pages for a browser stay as they are, print gets the words.

The HTML is what our own templates made. A picture is a figure whatever it is written as; styles
and anything hidden are no words.
"""

import base64
import io
import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any, Final, Literal

from PIL import Image

Kind = Literal["finding", "heading", "lead", "text", "item", "goal", "whose"]

_DRAWING: Final = re.compile(r"<svg\b[^\x3e]*\bclass=\"chart\"[^\x3e]*\x3e.*?</svg\x3e", re.DOTALL)
_LABEL: Final = re.compile(r'\baria-label="([^"]*)"')
_DATA: Final = re.compile(r"data:image/([a-z+]+);base64,(.*)", re.DOTALL)
_PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?)%")
_PLACE: Final = "\ue000"
_UNSAID: Final = ("style", "script", "template", "button", "svg")
_BLOCKS: Final[dict[str, Kind]] = {
    "h1": "finding",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "li": "item",
    "p": "text",
    "td": "text",
    "th": "text",
    "pre": "text",
}


@dataclass(frozen=True)
class Picture:
    """A chart of the notebook's. ``drawing``: its SVG; ``png``: its pixels; one of them is there.

    ``alt``: its words for those who cannot see it.
    """

    alt: str
    drawing: str = ""
    png: bytes = b""


@dataclass
class Said:
    """A block of words. ``small``: what stands below it in small print; a goal has its bar."""

    kind: Kind
    text: str = ""
    small: str = ""
    bar: dict[str, Any] = field(default_factory=dict)
    figure: str = ""
    state: str = ""


Part = Said | Picture


def parts(html: str) -> list[Part]:
    """The words and pictures in a notebook's output, in order."""
    drawn: list[Picture] = []

    def keep(found: re.Match[str]) -> str:
        label = _LABEL.search(found[0])
        drawn.append(Picture(unescape(label[1]) if label else "", drawing=found[0]))
        return f'<img alt="{_PLACE}{len(drawn) - 1}">'

    reader = _Reader(drawn)
    reader.feed(_DRAWING.sub(keep, html))
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, drawn: list[Picture]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Part] = []
        self._drawn = drawn
        self._now: Said | None = None
        self._unsaid = 0
        self._small = 0
        self._after_bar = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        classes = told.get("class", "").split()
        if tag in _UNSAID:
            self._unsaid += 1
        elif tag == "img":
            self._picture(told)
        elif tag == "small":
            self._small += 1
        elif "ck-client" in classes:
            self._begin("whose")
        elif tag in _BLOCKS:
            self._begin("lead" if "ck-lead" in classes else _BLOCKS[tag])
        elif self._now is not None:
            self._inside(tag, told, classes)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSAID:
            self._unsaid = max(0, self._unsaid - 1)
        elif tag == "small":
            self._small = max(0, self._small - 1)
        elif tag in _BLOCKS:
            self._now = None

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if self._unsaid or not words:
            return
        if self._now is None:
            self._begin("text")
        said = self._now
        assert said is not None  # noqa: S101 - just begun
        name = self._field()
        before = getattr(said, name)
        setattr(said, name, f"{before} {words}" if before else words)

    def _field(self) -> str:
        if self._after_bar:
            return "state" if self._small else "figure"
        return "small" if self._small else "text"

    def _begin(self, kind: Kind) -> None:
        self._now = Said(kind)
        self._after_bar = False
        self.found.append(self._now)

    def _inside(self, tag: str, told: dict[str, str], classes: list[str]) -> None:
        said = self._now
        assert said is not None  # noqa: S101 - only asked within one
        if "ck-when" in classes:
            said.text += " ·"
        elif "ck-bar" in classes:
            said.kind, self._after_bar = "goal", True
            said.bar = {"behind": "ck-behind" in classes, "alt": told.get("aria-label", "")}
        elif said.bar and tag in {"i", "b"} and (share := _PERCENT.search(told.get("style", ""))):
            said.bar["reached" if tag == "i" else "mark"] = float(share[1])

    def _picture(self, told: dict[str, str]) -> None:
        alt = told.get("alt", "")
        if alt.startswith(_PLACE):
            self.found.append(self._drawn[int(alt[1:])])
        elif data := _DATA.fullmatch(told.get("src", "")):
            self.found.append(Picture(alt, png=_png(data[1], base64.b64decode(data[2]))))


def _png(kind: str, picture: bytes) -> bytes:
    if kind == "png":
        return picture
    written = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        opened.save(written, "png", compress_level=1)
    return written.getvalue()
