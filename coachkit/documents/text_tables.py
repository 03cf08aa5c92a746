"""The table in which people write posts' texts: a row for each of the plan's items.

Read back by :mod:`coachkit.platforms.text_tables`. In a workbook what is not to be changed is
locked, and cells for texts are formatted as text; in a CSV an apostrophe stands before whatever a
spreadsheet would take for a formula.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any, Final

from coachkit.documents.workbook_cells import (
    AS_TEXT,
    DAYS,
    HEADING,
    LOOK,
    cell_text,
    new_workbook,
)
from coachkit.language.plan_texts import explained, heading
from coachkit.language.plan_words import item_name
from coachkit.language.speech import Speech, speak
from coachkit.model.client import Client
from coachkit.model.languages import LANGUAGES, Language
from coachkit.model.plans import Plan, PlannedItem
from coachkit.model.post_texts import PostText, PostTexts, TextColumn, row_mark, shown_key
from coachkit.platforms.text_tables import Headings, marked

_WIDTHS: Final = {
    TextColumn.KEY: 26,
    TextColumn.DAY: 13,
    TextColumn.CHANNEL: 14,
    TextColumn.TITLE: 30,
    TextColumn.TEXT: 70,
    TextColumn.LINK: 34,
    TextColumn.PICTURES: 34,
    TextColumn.ALT_TEXTS: 34,
}
_GIVEN: Final = frozenset({TextColumn.KEY, TextColumn.DAY, TextColumn.CHANNEL, TextColumn.TITLE})
"""Columns that the plan fills; nobody writes into them."""

_LONGEST_HINT: Final = 255
_SEMICOLONS: Final = frozenset({"sv", "fi"})
"""Languages whose spreadsheets part a CSV's cells by semicolons."""


@dataclass(frozen=True)
class _Row:
    day: date
    said: dict[TextColumn, str]


def text_headings() -> Headings:
    """What the columns are called, in every language: the table may come back in any."""
    return {
        column: tuple(dict.fromkeys(heading(column, speak(one)) for one in LANGUAGES))
        for column in TextColumn
    }


def text_workbook(plan: Plan, texts: PostTexts, client: Client, language: Language) -> bytes:
    """The table as an XLSX file, with what is written already."""
    speech = speak(language)
    made = BytesIO()
    title = speech.say("Texts for the plan from %(day)s", day=speech.day(plan.starts))
    book = new_workbook(made, title=title, company=client.name)
    headings = book.add_format(HEADING)
    given = {**LOOK, "text_wrap": True, "font_color": "#4E5B66", "bg_color": "#F3F5F6"}
    styles = {
        "given": book.add_format({**given, "num_format": AS_TEXT}),
        "day": book.add_format({**given, "num_format": DAYS[language]}),
        "typed": book.add_format(
            {**LOOK, "text_wrap": True, "num_format": AS_TEXT, "locked": False}
        ),
    }
    sheet = book.add_worksheet(speech.say_in("table of texts", "Texts"))
    rows = list(_rows(plan, texts, speech))
    for place, column in enumerate(TextColumn):
        sheet.set_column(place, place, _WIDTHS[column])
        sheet.write_string(0, place, heading(column, speech), headings)
        _hint(sheet, place, column, len(rows), speech)
    for number, row in enumerate(rows, start=1):
        for place, column in enumerate(TextColumn):
            _write(sheet, (number, place), column, row, styles)
    _ready_to_use(sheet, len(rows))
    _explain(book, headings, speech)
    book.close()
    return made.getvalue()


def text_csv(plan: Plan, texts: PostTexts, language: Language) -> bytes:
    """The table as a CSV file, as a spreadsheet in that language opens it."""
    speech = speak(language)
    written = StringIO()
    rows = csv.writer(written, delimiter=";" if language in _SEMICOLONS else ",")
    rows.writerow([heading(column, speech) for column in TextColumn])
    for row in _rows(plan, texts, speech):
        rows.writerow([marked(row.said[column]) for column in TextColumn])
    return written.getvalue().encode("utf-8-sig")


def _rows(plan: Plan, texts: PostTexts, speech: Speech) -> Iterator[_Row]:
    for item in sorted(plan.items, key=lambda one: (one.day, one.at, one.channel, one.key)):
        yield _row(item, texts.texts.get(item.key, PostText()), speech)


def _row(item: PlannedItem, text: PostText, speech: Speech) -> _Row:
    key = cell_text(shown_key(item.key))
    channel, title = cell_text(item.channel), cell_text(item_name(item, speech))
    said = {
        TextColumn.KEY: f"{key}~{row_mark(key, item.day, channel, title)}",
        TextColumn.DAY: item.day.isoformat(),
        TextColumn.CHANNEL: channel,
        TextColumn.TITLE: title,
        TextColumn.TEXT: cell_text(text.text),
        TextColumn.LINK: text.link,
        TextColumn.PICTURES: "\n".join(text.pictures),
        TextColumn.ALT_TEXTS: cell_text("\n".join(text.alt_texts)),
    }
    return _Row(item.day, said)


def _write(
    sheet: Any, cell: tuple[int, int], column: TextColumn, row: _Row, styles: dict[str, Any]
) -> None:
    if column is TextColumn.DAY:
        sheet.write_datetime(*cell, datetime.combine(row.day, time()), styles["day"])
        return
    style = styles["given" if column in _GIVEN else "typed"]
    if row.said[column]:
        sheet.write_string(*cell, row.said[column], style)
    else:
        sheet.write_blank(*cell, None, style)


def _hint(sheet: Any, place: int, column: TextColumn, rows: int, speech: Speech) -> None:
    """What belongs there, shown beside the cell that somebody stands in."""
    if column in _GIVEN or not rows:
        return
    said = explained(column, speech)[:_LONGEST_HINT]
    title = heading(column, speech)[:32]
    hint = {"validate": "any", "input_title": title, "input_message": said}
    sheet.data_validation(1, place, rows, place, hint)


def _ready_to_use(sheet: Any, rows: int) -> None:
    sheet.freeze_panes(1, len(_GIVEN))
    sheet.autofilter(0, 0, max(1, rows), len(TextColumn) - 1)
    # Without a password: it keeps from accidents, not from people.
    sheet.protect(
        "", {"format_columns": True, "format_rows": True, "autofilter": True, "format_cells": True}
    )
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _explain(book: Any, headings: Any, speech: Speech) -> None:
    sheet = book.add_worksheet(speech.say_in("table of texts", "What goes where"))
    plain = book.add_format({**LOOK, "text_wrap": True})
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 90)
    for number, column in enumerate(TextColumn):
        sheet.write_string(number, 0, heading(column, speech), headings)
        sheet.write_string(number, 1, explained(column, speech), plain)
