"""The plan as an Excel workbook: one sheet for each table, client text never anything but text."""

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from coachkit.documents.plan_tables import Cell, Kind, PlanTable, plan_tables
from coachkit.documents.workbook_cells import (
    AS_TEXT,
    DAYS,
    HEADING,
    LOOK,
    cell_text,
    new_workbook,
)
from coachkit.language.speech import Speech, speak
from coachkit.model.client import Client
from coachkit.model.languages import Language
from coachkit.model.plans import Plan

_EMPTY: Final = "–"

_NUMBERS: Final = {
    Kind.TIME: "hh:mm",
    Kind.HOURS: "0.0",
    Kind.COUNT: "0",
    Kind.SHARE: "0%",
}


def plan_workbook(plan: Plan, client: Client, language: Language) -> bytes:
    """The plan as an XLSX file: the same plan gives the same bytes."""
    speech = speak(language)
    made = BytesIO()
    title = speech.say("Plan from %(day)s", day=speech.day(plan.starts))
    book = new_workbook(made, title=title, company=client.name)
    formats = _formats(book, language)
    for table in plan_tables(plan, speech):
        _write(book.add_worksheet(table.name), table, formats, speech)
    book.close()
    return made.getvalue()


def _formats(book: Any, language: Language) -> dict[str, Format]:
    formats = {
        kind.value: book.add_format({**LOOK, "num_format": number})
        for kind, number in _NUMBERS.items()
    }
    formats[Kind.DAY.value] = book.add_format({**LOOK, "num_format": DAYS[language]})
    formats[Kind.WEEK.value] = book.add_format({**LOOK, "num_format": "0"})
    formats[Kind.TEXT.value] = book.add_format({**LOOK, "text_wrap": True, "num_format": AS_TEXT})
    formats["heading"] = book.add_format(HEADING)
    return formats


def _write(sheet: Worksheet, table: PlanTable, formats: dict[str, Format], speech: Speech) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, formats["heading"])
    for number, row in enumerate(table.rows, start=1):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _WRITERS[column.kind](sheet, number, place, value, formats[column.kind.value])
    if not table.rows:
        sheet.write_string(1, 0, speech.say("Nothing here."))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_text(sheet: Worksheet, row: int, place: int, value: Cell, style: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, place, None, style)
    else:
        sheet.write_string(row, place, cell_text(str(value)), style)


def _write_day(sheet: Worksheet, row: int, place: int, value: Cell, style: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, datetime.combine(value, time()), style)
    else:
        _write_missing(sheet, row, place, style)


def _write_week(sheet: Worksheet, row: int, place: int, value: Cell, style: Format) -> None:
    if isinstance(value, date):
        sheet.write_number(row, place, value.isocalendar().week, style)
    else:
        _write_missing(sheet, row, place, style)


def _write_time(sheet: Worksheet, row: int, place: int, value: Cell, style: Format) -> None:
    if isinstance(value, time):
        sheet.write_datetime(row, place, value, style)
    else:
        _write_missing(sheet, row, place, style)


def _write_number(sheet: Worksheet, row: int, place: int, value: Cell, style: Format) -> None:
    if isinstance(value, (int, float)):
        sheet.write_number(row, place, value, style)
    else:
        _write_missing(sheet, row, place, style)


def _write_missing(sheet: Worksheet, row: int, place: int, style: Format) -> None:
    sheet.write_string(row, place, _EMPTY, style)


_WRITERS: Final[dict[Kind, Callable[[Worksheet, int, int, Cell, Format], None]]] = {
    Kind.TEXT: _write_text,
    Kind.DAY: _write_day,
    Kind.WEEK: _write_week,
    Kind.TIME: _write_time,
    Kind.HOURS: _write_number,
    Kind.COUNT: _write_number,
    Kind.SHARE: _write_number,
}
