"""The papers that charts are drawn on: for a shared screen, a column of it, a phone."""

from dataclasses import dataclass
from typing import Final

from coachkit.charts.lettering import width


@dataclass(frozen=True)
class Paper:
    """How wide a chart is in pixels at 110 dots per inch, and its letters in points.

    ``rows`` and ``title_rows``: the height of a line of text and of the title; ``plot``: the
    usual height of what is drawn; all in pixels. ``narrow``: for a phone, with fewer labels.
    """

    width: int
    text: float
    title: float
    rows: int
    title_rows: int
    plot: int
    narrow: bool

    def wide(self, line: str, *, bold: bool = False) -> float:
        """How wide a line of ordinary text gets on it, in pixels."""
        return width(line, self.text, bold=bold)


SCREEN: Final = Paper(width=990, text=12, title=16, rows=24, title_rows=31, plot=250, narrow=False)
"""For a shared screen of 1280×720, and for documents."""

COLUMN: Final = Paper(
    width=680, text=11.5, title=14, rows=23, title_rows=28, plot=200, narrow=False
)
"""For the middle column of a session's page on a shared screen."""

PHONE: Final = Paper(width=390, text=10.5, title=13, rows=21, title_rows=26, plot=220, narrow=True)
"""For a phone: 16 px letters, shown one to one."""


def paper(*, narrow: bool, column: bool = False) -> Paper:
    """The paper for a phone, for the column of a session, or for a screen."""
    if narrow:
        return PHONE
    return COLUMN if column else SCREEN
