"""What the readers of workbooks give: rows, columns, and where cells are computed."""

import random
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from coachkit.platforms.cells import written
from coachkit.platforms.columns import NUMBERS, TEXT, as_text, columns_of
from coachkit.platforms.extents import MOST_FORMULAS, extents
from coachkit.platforms.ooxml import ooxml_sheets
from tests.platforms.ooxml_parts import SHEET, opened, sheet, strings, write

_KINDS = (
    [0.0, -0.0, 5.0, -28.0, 1e14, 999_999_999_999_999.0, 3],
    [1.5, 0.1, 1e-7, 1 / 3, 123_456_789.25],
    [1e15, -1e15, 1e300, 10**18, 2.0**53],
    ["", None],
    ["x", "å 1", "5"],
    [True, False],
    [
        datetime.fromisoformat("2026-01-02T03:00"),
        date(2026, 1, 2),
        time(1, 2, 3),
        timedelta(seconds=316),
    ],
    [float("nan"), float("inf")],
)


def test_a_column_of_numbers_and_blanks_stays_numbers():
    numbers, words = columns_of([[1.0, "a"], ["", "b"], [2.5]], 2)
    assert (numbers.type, numbers.to_pylist()) == (NUMBERS, [1.0, None, 2.5])
    assert (words.type, words.to_pylist()) == (TEXT, ["a", "b", None])


def test_a_column_is_text_wherever_its_one_word_stands():
    rows = [[float(number)] for number in range(3_000)]
    rows[2_900] = ["x"]
    (column,) = columns_of(rows, 1)
    assert column.type == TEXT
    assert column.to_pylist() == [written(cell) for (cell,) in rows]


def test_a_long_column_may_be_blank_for_long():
    (column,) = columns_of([[""]] * 3_000 + [[1.0]], 1)
    assert (column.type, column.null_count, column[3_000].as_py()) == (NUMBERS, 3_000, 1.0)


@pytest.mark.parametrize("seed", range(60))
def test_columns_become_the_text_of_their_cells(seed):
    chance = random.Random(seed)
    kinds = [cell for kind in chance.sample(_KINDS, 3) for cell in kind]
    rows = [
        [chance.choice(kinds) for _ in range(chance.randint(0, 4))]
        for _ in range(chance.choice([0, 1, 7, 1_100]))
    ]
    for place, column in enumerate(columns_of(rows, 4)):
        text = as_text(column)
        assert text.type == TEXT
        assert text.to_pylist() == [
            written(row[place]) if place < len(row) else None for row in rows
        ]


def test_computed_cells_are_told_by_their_sheet(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("Plain & simple").write(0, 0, "=no formula", None)
        computed = workbook.add_worksheet("Övrigt")
        computed.write_row(0, 0, [1, 2])
        computed.write_formula(1, 27, "=A1+B1", None, 3)
        computed.write_array_formula("A3:A4", "{=A1:A2}", None, 1)
    workbook_sheets = {name: formulas for name, _, formulas in ooxml_sheets(opened(path))}
    assert workbook_sheets["Övrigt"] >= {(1, 27), (2, 0)}


def test_so_many_computed_cells_are_not_all_remembered(tmp_path):
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><f>1</f><v>1</v></c></row>' for n in range(1, MOST_FORMULAS + 99)
    )
    path = write(tmp_path / "a.xlsx", sheet=sheet(rows))
    ((_, cells, formulas),) = ooxml_sheets(opened(path))
    assert (len(cells), len(formulas)) == (MOST_FORMULAS + 98, MOST_FORMULAS)
    assert (0, 0) in formulas


@pytest.mark.parametrize("seed", range(20))
def test_a_sheet_has_room_for_as_many_cells_as_it_is_laid_out_with(tmp_path, seed):
    chance = random.Random(seed)
    cells = "".join(_row(chance, number) for number in range(1, chance.randint(2, 40)))
    path = write(tmp_path / "a.xlsx", sheet=sheet(cells), strings=strings("<si><t>w</t></si>"))
    laid_out = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    rows = laid_out.to_python(skip_empty_area=False) if laid_out.end else []
    extent = extents(path, 1 << 24)[SHEET]
    assert extent.room >= len(rows) * max(map(len, rows), default=0)


def _row(chance: random.Random, number: int) -> str:
    made = [
        chance.choice(
            [
                f'<c r="{letter}{number}"><v>{number}</v></c>',
                f"<c s='0' r='{letter}{number}'><v>1</v></c>",
                f'<c r="{letter}{number}" t="s"><v>0</v></c>',
                "<c><v>2</v></c>",
                f'<x:c r="{letter}{number}"><x:v>1</x:v></x:c>',
            ]
        )
        for letter in chance.sample(["A", "B", "Z", "AA", "AZ", "CD"], chance.randint(0, 4))
    ]
    place = chance.choice([f' r="{number}"', "", f" r='{number}'"])
    return f"<row{place}>{''.join(made)}</row>"
