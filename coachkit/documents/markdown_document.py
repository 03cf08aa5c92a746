"""A document as Markdown, before it has a format: its words, its pictures, whose it is."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from coachkit.charts.chart import Chart
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language

_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
_FOR_PRINT: Final = 2.5
"""Times the size on a screen: 275 dots per inch."""


@dataclass(frozen=True)
class Picture:
    """A picture with the words for those who cannot see it; ``alt`` is never empty.

    ``name``: what the template calls it. ``png``: how it looks. ``drawing``: the same as SVG that
    coachkit itself drew, sharper in print; may be empty. ``caption``: what stands under it.
    """

    name: str
    png: bytes
    alt: str
    caption: str = ""
    drawing: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise InvalidValue("not_allowed", "name", value=self.name[:80])
        if not self.alt.strip():
            raise InvalidValue("missing", "alt", value=self.name)


def picture_of(chart: Chart, name: str, caption: str = "") -> Picture:
    """A chart as a picture of a document. Its finding is drawn in it, so it needs no caption."""
    return Picture(name, chart.png(_FOR_PRINT), chart.alt, caption, chart.svg(f"{name}-"))


@dataclass(frozen=True)
class Colophon:
    """What is said about a document beside its text: whose it is, its state, its day, its makers.

    ``status``: "Draft v0.1" in the document's language. ``pictures``: those its template may show.
    """

    client: str
    status: str
    day: date
    authors: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class MarkdownDocument:
    """A whole document in one language.

    ``body``: Markdown in which client text has been escaped. ``title``, ``subtitle``, ``client``,
    ``status`` ("draft v0.1", in the language) and ``authors`` are plain text. ``day``: when it was
    made; nothing else in a file tells the time. ``contents``: whether it is long enough to begin
    with a table of contents. ``compact``: whether it is a page or two that should stay so: less
    air in print.
    """

    name: str
    language: Language
    title: str
    body: str
    client: str
    status: str
    day: date
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    contents: bool = False
    compact: bool = False

    def __post_init__(self) -> None:
        names = [picture.name for picture in self.pictures]
        for name in names:
            if names.count(name) > 1:
                raise InvalidValue("repeated", "pictures", value=name)
