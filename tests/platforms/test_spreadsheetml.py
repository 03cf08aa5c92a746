"""Workbooks that are one XML file: what their cells are, and what is refused."""

from datetime import datetime, time

import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.spreadsheetml import spreadsheetml_sheets
from tests.platforms.ooxml_parts import opened

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def workbook(*tables: str, head: str = "") -> str:
    sheets = "".join(
        f'<Worksheet ss:Name="S{number}"><Table>{rows}</Table></Worksheet>'
        for number, rows in enumerate(tables, start=1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}\n'
        f'<Workbook xmlns="{_SPACE}" xmlns:ss="{_SPACE}">{sheets}</Workbook>'
    )


def cell(said: str, kind: str = "String", **attributes: str) -> str:
    more = "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    return f'<Cell{more}><Data ss:Type="{kind}">{said}</Data></Cell>'


def sheets(save, text: str, encoding: str = "utf-8"):
    return list(spreadsheetml_sheets(opened(save(text, "export.xls", encoding))))


def refusal(save, text: str) -> UnreadableExport:
    with pytest.raises(UnreadableExport) as refused:
        sheets(save, text)
    return refused.value


def test_every_kind_of_cell(save):
    row = (
        cell("Båt &amp; &#228;lg")
        + cell("1234.5", "Number")
        + cell("2017-07-22T05:30:00.000", "DateTime")
        + cell("1899-12-31T05:16:00.000", "DateTime")
        + cell("1", "Boolean")
        + cell("#N/A", "Error")
        + cell("", "String")
        + "<Cell/>"
    )
    moment = datetime.fromisoformat("2017-07-22T05:30")
    assert sheets(save, workbook(f"<Row>{row}</Row>")) == [
        ("S1", [["Båt & älg", 1234.5, moment, time(5, 16), True, "#N/A", None, None]], frozenset())
    ]


def test_places_that_are_said_leave_blanks_before_them(save):
    rows = (
        f'<Row ss:Index="2">{cell("a")}{cell("d", Index="4")}</Row>'
        f"<Row>{cell('b', MergeAcross='1')}{cell('c')}</Row>"
        f'<Row ss:Span="1"/><Row>{cell("e")}</Row>'
    )
    ((_, cells, _),) = sheets(save, workbook(rows))
    assert cells == [[], ["a", None, None, "d"], ["b", None, "c"], [], [], ["e"]]


def test_computed_cells_are_told(save):
    rows = f"<Row>{cell('1', 'Number')}{cell('2', 'Number', Formula='=RC[-1]+1')}</Row>"
    ((_, cells, formulas),) = sheets(save, workbook(rows))
    assert (cells, formulas) == ([[1.0, 2.0]], {(0, 1)})


def test_letters_that_look_different_are_one_word_and_comments_are_none(save):
    rich = (
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">one '
        "<B>bold</B> word</ss:Data>"
        '<Comment><Data ss:Type="String">not this</Data></Comment></Cell>'
    )
    ((_, cells, _),) = sheets(save, workbook(f"<Row>{rich}</Row>"))
    assert cells == [["one bold word"]]


def test_each_sheet_has_its_own_rows(save):
    found = sheets(save, workbook(f"<Row>{cell('a')}</Row>", "", f"<Row>{cell('b')}</Row>"))
    assert [(name, rows) for name, rows, _ in found] == [
        ("S1", [["a"]]),
        ("S2", []),
        ("S3", [["b"]]),
    ]


@pytest.mark.parametrize("said", ["1_000", "nan", "1,5", "Infinity", ""])
def test_a_number_that_is_none_stays_text(save, said):
    ((_, cells, _),) = sheets(save, workbook(f"<Row>{cell(said, 'Number')}</Row>"))
    assert cells == [[said]]


def test_a_document_that_defines_entities_is_refused(save):
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
    refused = refusal(save, workbook(f"<Row>{cell('&c;')}</Row>", head=laughs))
    assert (refused.code, refused.details["reason"]) == ("damaged_file", "DOCTYPE")


@pytest.mark.parametrize(
    "rows",
    [
        f'<Row ss:Index="1000000000000">{cell("x")}</Row>',
        f"<Row>{cell('x', Index='1000000000000')}</Row>",
        '<Row ss:Span="1000000000000"/><Row/>',
    ],
)
def test_a_far_cell_is_refused_before_it_takes_all_memory(save, rows):
    assert refusal(save, workbook(rows)).code == "too_large"


@pytest.mark.parametrize("place", ["0", "-3", "x", "9" * 5000])
def test_a_place_that_is_none_is_damage(save, place):
    rows = f'<Row ss:Index="{place}">{cell("x")}</Row>'
    assert refusal(save, workbook(rows)).code in {"damaged_file", "too_large"}


def test_a_document_that_ends_too_early_is_truncated(save):
    whole = workbook(f"<Row>{cell('a')}</Row>")
    assert refusal(save, whole[: whole.index("</Row>")]).code == "truncated"


def test_a_document_that_is_torn_is_damaged(save):
    refused = refusal(save, workbook("<Row></Cell></Row>"))
    assert (refused.code, refused.details["reason"]) == ("damaged_file", "mismatched tag")


def test_elements_within_elements_without_end_are_damage(save):
    assert refusal(save, workbook("<Row>" * 100)).code == "damaged_file"


def test_more_sheets_than_any_export_has(save):
    refused = refusal(save, workbook(*[""] * 101))
    assert (refused.code, refused.details["value"]) == ("too_large", 101)
