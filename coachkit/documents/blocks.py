"""A document before it has a format: headings, paragraphs, tables, figures."""

from dataclasses import dataclass
from typing import Literal

from coachkit.charts.chart import Chart
from coachkit.model.languages import Language


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 is a chapter, level 3 a section."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. ``lead`` is the finding it stands for; ``note`` is small print."""

    text: str
    role: Literal["text", "lead", "note"] = "text"


@dataclass(frozen=True)
class Table:
    """A table of texts already in the reader's language. ``numeric``: columns set to the right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Figure:
    """A chart with its alt text; ``narrow``: the same for a phone."""

    chart: Chart
    narrow: Chart


Block = Heading | Paragraph | Table | Figure


@dataclass(frozen=True)
class Document:
    """A whole document. ``subtitle``: whose and when; ``made``: the day it was made, in words."""

    title: str
    subtitle: str
    made: str
    language: Language
    blocks: tuple[Block, ...]
