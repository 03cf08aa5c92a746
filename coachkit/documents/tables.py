"""Tables as an Excel workbook, for those who want to sort and filter what a document shows.

Whatever comes from a client stays text: ``=1+1`` is written, not calculated.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from coachkit.documents.document_facts import colours
from coachkit.documents.house_look import HouseLook
from coachkit.documents.markdown_text import clean
from coachkit.documents.workbook_cells import AS_TEXT, DAYS, HEADING, LOOK, cell_text, new_workbook
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language

Cell = str | int | float | date | None

_LONGEST_NAME: Final = 31
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_WIDEST: Final = 60
_NARROWEST: Final = 9


@dataclass(frozen=True)
class Sheet:
    """A table of its own sheet: ``name``, headings, and rows as long as the headings."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise InvalidValue("not_allowed", "rows", value=self.name)


def workbook(
    sheets: Sequence[Sheet], language: Language, look: HouseLook, client: str = ""
) -> bytes:
    """The sheets as an XLSX file: the same sheets give the same bytes.

    Numbers and days are numbers and days, a missing value is an empty cell, the rest is text.
    """
    made = BytesIO()
    book = new_workbook(made, title=sheets[0].name if sheets else "", company=client)
    heading = book.add_format({**HEADING, "bg_color": colours(look)["pale"]})
    text = book.add_format({**LOOK, "text_wrap": True, "num_format": AS_TEXT})
    day = book.add_format({**LOOK, "num_format": DAYS[language]})
    number = book.add_format({**LOOK, "num_format": "General"})
    names: list[str] = []
    for sheet in sheets:
        names.append(_name(sheet.name, names))
        page = book.add_worksheet(names[-1])
        _write(page, sheet, {"heading": heading, "text": text, "day": day, "number": number})
    book.close()
    return made.getvalue()


def _name(wanted: str, taken: Sequence[str]) -> str:
    """A name that Excel takes, and none twice."""
    name = _NOT_IN_A_NAME.sub(" ", clean(wanted)).strip()[:_LONGEST_NAME] or "–"
    others = {other.casefold() for other in taken}
    number = 2
    free = name
    while free.casefold() in others:
        end = f" ({number})"
        free, number = name[: _LONGEST_NAME - len(end)] + end, number + 1
    return free


def _write(page: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, _width(sheet, place))
        page.write_string(0, place, _fitting(column), formats["heading"])
    for number, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            _write_cell(page, (number, place), value, formats)
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write_cell(
    page: Worksheet, at: tuple[int, int], value: Cell, formats: dict[str, Format]
) -> None:
    match value:
        case None | "":
            page.write_blank(*at, None, formats["text"])
        case str():
            page.write_string(*at, _fitting(value), formats["text"])
        case date():
            page.write_datetime(*at, datetime.combine(value, time()), formats["day"])
        case _:
            page.write_number(*at, value, formats["number"])


def _width(sheet: Sheet, place: int) -> float:
    """As wide as its longest line, within reason."""
    texts = [sheet.columns[place], *(str(row[place] or "") for row in sheet.rows)]
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return min(_WIDEST, max(_NARROWEST, longest + 2))


def _fitting(text: str) -> str:
    return cell_text(clean(text))
