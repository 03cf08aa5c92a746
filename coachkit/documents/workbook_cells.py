"""What may stand in a workbook's cell, and a workbook in which text is never anything but text."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter

_MOST_CHARACTERS: Final = 32_767
"""As many as Excel keeps in a cell; xlsxwriter would silently leave the cell out."""

_NOT_IN_A_CELL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel's times have no zone

LOOK: Final = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
HEADING: Final = {**LOOK, "bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E9F1F4"}
AS_TEXT: Final = "@"
"""The format of cells in which whatever is typed stays a text as well."""

DAYS: Final = {"en": "d mmm yyyy", "sv": "yyyy-mm-dd", "fi": "d.m.yyyy"}
"""How a day is shown, by language."""


def new_workbook(made: BytesIO, *, title: str, company: str) -> Any:
    """A workbook into ``made``: the same content gives the same bytes."""
    book = xlsxwriter.Workbook(
        made,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {"title": cell_text(title), "company": cell_text(company), "created": _CREATED}
    )
    return book


def cell_text(text: str) -> str:
    """The text without what no workbook can hold, cut where a cell ends."""
    clean = _NOT_IN_A_CELL.sub(" ", text)
    # Excel counts as UTF-16 does: an emoji is two.
    written = clean.encode("utf-16-le")
    if len(written) <= 2 * _MOST_CHARACTERS:
        return clean
    return written[: 2 * (_MOST_CHARACTERS - 1)].decode("utf-16-le", errors="ignore") + "…"
