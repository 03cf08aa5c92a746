from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from coachkit.documents.house_look import HouseLook
from coachkit.documents.tables import Sheet, workbook
from coachkit.model.errors import InvalidValue
from tests.documents.hostile import CHOSEN
from tests.documents.reading import WordReader

LOOK = HouseLook()


def read(content):
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_table_is_read_back_as_it_was():
    sheet = Sheet(
        "Att göra",
        ("Vad", "När", "Hur många"),
        (("Ring", date(2026, 11, 27), 3), ("Fota", None, 1.5)),
    )
    assert read(workbook([sheet], "sv", LOOK)) == {
        "Att göra": [
            ["Vad", "När", "Hur många"],
            ["Ring", date(2026, 11, 27), 3],
            ["Fota", "", 1.5],
        ]
    }


def test_no_text_becomes_a_formula_or_a_link():
    texts = [text for text in CHOSEN if text.isprintable() and text.strip()]
    content = workbook([Sheet("x", ("a",), tuple((text,) for text in texts))], "en", LOOK)
    assert [row[0] for row in read(content)["x"][1:]] == texts
    parts = WordReader.parts_of(content)
    assert b"<f>" not in parts["xl/worksheets/sheet1.xml"]
    assert b"hyperlink" not in parts["xl/worksheets/sheet1.xml"]


def test_names_of_sheets_are_such_as_excel_takes_and_none_twice():
    sheets = [Sheet(name, ("a",), ()) for name in ("a/b", "A B", "x" * 40, "x" * 40, "'", "")]
    names = list(read(workbook(sheets, "en", LOOK)))
    assert names == ["a b", "A B (2)", "x" * 31, "x" * 27 + " (2)", "–", "– (2)"]


def test_the_same_table_gives_the_same_bytes():
    sheet = Sheet("x", ("a",), (("b",),))
    assert workbook([sheet], "fi", LOOK) == workbook([sheet], "fi", LOOK)


def test_a_row_that_does_not_fit_is_refused():
    with pytest.raises(InvalidValue) as refused:
        Sheet("x", ("a", "b"), (("only one",),))
    assert refused.value.field == "rows"


def test_a_text_longer_than_a_cell_ends_in_an_ellipsis():
    content = workbook([Sheet("x", ("a",), (("å" * 40_000,),))], "en", LOOK)
    assert read(content)["x"][1][0] == "å" * 32_766 + "…"
