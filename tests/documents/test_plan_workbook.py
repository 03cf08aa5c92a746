"""The workbook is read with another library than it is written with."""

import re
import zipfile
from datetime import date, time
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from coachkit.documents.plan_tables import plan_tables
from coachkit.documents.plan_workbook import plan_workbook
from coachkit.language.speech import speak
from coachkit.model.languages import LANGUAGES
from tests.documents.plans import CLIENT, a_plan, item

HOSTILE = [
    "=HYPERLINK(1)",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\tx",
    "https://example.org",
    "mailto:a@example.org",
    "007",
    "1.5",
    "2026-10-01",
    "_x0041_",
    "<b>&amp;</b>",
    "'quoted",
]


def sheets(content):
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def parts(content):
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name).decode("utf-8") for name in packed.namelist()}


def titled(title):
    return a_plan(items=(item("li-1", date(2026, 10, 22), "Aino", title=title, message=title),))


def test_it_has_the_six_sheets_in_their_order():
    assert list(sheets(plan_workbook(a_plan(), CLIENT, "en"))) == [
        "Calendar",
        "Rota",
        "Daily presence",
        "People",
        "Cadence",
        "Monday",
    ]


def test_an_item_stands_on_its_day_with_lead_time_owner_effort_audience_and_message():
    rows = sheets(plan_workbook(a_plan(), CLIENT, "en"))["Calendar"]
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first == {
        "Week": 43.0,
        "Work begins": date(2026, 10, 19),
        "Published": date(2026, 10, 22),
        "Time": time(9),
        "Channel": "LinkedIn",
        "Item": "Seven small habits",
        "Content type": "Post",
        "Owner": "Aino",
        "Buddy": "",
        "Effort (h)": 2.0,
        "Audience": "Employers",
        "Message": "Rested people make fewer mistakes",
        "Mix": "",
        "Campaign": "",
        "Note": "",
    }


def test_what_nobody_can_make_is_in_the_calendar_with_its_reason_and_no_owner():
    rows = sheets(plan_workbook(a_plan(), CLIENT, "en"))["Calendar"]
    launch = dict(zip(rows[0], rows[5], strict=True))
    assert (launch["Item"], launch["Owner"], launch["Work begins"]) == ("The launch", "", "–")
    assert launch["Note"].endswith("The nearest lacks 1.5 hours.")


def test_reshares_locks_and_turns_are_noted():
    rows = sheets(plan_workbook(a_plan(), CLIENT, "en"))["Calendar"]
    notes = [row[rows[0].index("Note")] for row in rows[1:5]]
    assert notes == ["", "a turn", "locked", "a reshare of “Seven small habits”"]


def test_a_share_that_is_not_known_is_a_dash_and_not_a_zero():
    rows = sheets(plan_workbook(a_plan(), CLIENT, "en"))["People"]
    by_name = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert [by_name[who]["Used"] for who in ("Aino", "Eeva")] == [0.75, "–"]


@pytest.mark.parametrize("text", HOSTILE)
def test_client_text_stays_the_text_that_it_is(text):
    content = plan_workbook(titled(text), CLIENT, "en")
    row = sheets(content)["Calendar"][1]
    assert (row[5], row[11]) == (text.strip(), text.strip())
    written = "".join(parts(content).values())
    assert "<f>" not in written
    assert "<hyperlink " not in written
    assert "relationships/hyperlink" not in written


def test_control_characters_and_lone_surrogates_become_spaces():
    row = sheets(plan_workbook(titled("a\x00b\x1bc\x0bd"), CLIENT, "en"))["Calendar"][1]
    assert row[5] == "a b c d"


@pytest.mark.parametrize(("character", "kept"), [("x", 32_766), ("😀", 16_383)])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(character, kept):
    plan = a_plan(items=(item("li-1", date(2026, 10, 22), "Aino", title=character * 40_000),))
    cell = sheets(plan_workbook(plan, CLIENT, "en"))["Calendar"][1][5]
    assert cell == character * kept + "…"


def test_the_same_plan_gives_the_same_bytes():
    assert plan_workbook(a_plan(), CLIENT, "sv") == plan_workbook(a_plan(), CLIENT, "sv")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_and_columns_have_names_that_excel_takes_in_every_language(language):
    tables = plan_tables(a_plan(), speak(language))
    names = [table.name for table in tables]
    assert len({name.casefold() for name in names}) == 6
    assert [name for name in names if len(name) > 31 or re.search(r"[\[\]:*?/\\]", name)] == []
    for table in tables:
        headings = [column.heading for column in table.columns]
        assert len(set(headings)) == len(headings)
    assert list(sheets(plan_workbook(a_plan(), CLIENT, language))) == names


def test_a_plan_with_nothing_in_it_has_sheets_that_say_so():
    empty = a_plan(
        items=(), unassigned=(), turns=(), missed_turns=(), presence=(), loads=(), monday=()
    )
    read = sheets(plan_workbook(empty, CLIENT, "en"))
    assert read["Calendar"][1][0] == "Nothing here."
    assert read["Monday"][1][0] == "Nothing here."
