"""Every known export, spoilt in the ways that people and programs spoil files.

Whatever becomes of it: it ends in items that add up, or in a refusal that has a sentence.
"""

import csv
import io
import os
import random
from pathlib import Path

import pandas as pd
import pytest

from coachkit.language.explaining import explain, explain_problems, explain_warning
from coachkit.model.errors import UnreadableExport
from coachkit.model.languages import LANGUAGES
from coachkit.model.metrics import METRICS
from coachkit.platforms.exports import open_export
from tests.exports.make import every_twin
from tests.exports.twin import OPENED_AT, Twin

CASES = 2_400
BATCHES = 24

TWINS = tuple(every_twin())
_TEXT = (".csv", ".tsv", ".txt")
_VALUES = (
    "",
    "-",
    "--",
    "undefined",
    "NAN",
    "1.2K",
    "< 1%",
    "1,234",
    "1.234",
    "1 234",
    "1,5",
    "-3",
    "12-Jan",
    "jan-12",
    "1.84E+18",
    "#REF!",
    "=1+1",
    '="123"',
    "=HYPERLINK(A1)",
    "2026-13-45",
    "31.02.2026",
    "99999999999999999999",
    "Total",
    "0",
    "\u2212" + "4",
    "\u202e12",
    "💙",
    "US$5.00",
    "5 kr",
    "x" * 400,
)


def _rows(twin: Twin) -> tuple[list[list[str]], str, str] | None:
    """A text twin as cells, with its delimiter and encoding; ``None`` for a workbook."""
    if not twin.name.endswith(_TEXT):
        return None
    encoding = "utf-16" if twin.content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = twin.content.decode(encoding)
    except UnicodeDecodeError:
        return None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count) if not first.startswith("sep=") else first[4]
    return list(csv.reader(io.StringIO(text), delimiter=delimiter)), delimiter, encoding


def _cell(rows: list[list[str]], chance: random.Random) -> tuple[int, int]:
    filled = [row for row, cells in enumerate(rows) if cells] or [0]
    row = chance.choice(filled)
    return row, chance.randrange(max(len(rows[row]), 1))


def another_value(rows: list[list[str]], chance: random.Random) -> None:
    row, place = _cell(rows, chance)
    rows[row][place : place + 1] = [chance.choice(_VALUES)]


def cells_change_places(rows: list[list[str]], chance: random.Random) -> None:
    (row, place), (other, beside) = _cell(rows, chance), _cell(rows, chance)
    if place < len(rows[row]) and beside < len(rows[other]):
        rows[row][place], rows[other][beside] = rows[other][beside], rows[row][place]


def a_row_comes_twice(rows: list[list[str]], chance: random.Random) -> None:
    rows.insert(chance.randrange(len(rows) + 1), list(chance.choice(rows)))


def a_row_is_lost(rows: list[list[str]], chance: random.Random) -> None:
    rows.pop(chance.randrange(len(rows)))


def a_row_is_torn(rows: list[list[str]], chance: random.Random) -> None:
    row, place = _cell(rows, chance)
    rows[row : row + 1] = [rows[row][:place], rows[row][place:]]


def a_row_is_longer(rows: list[list[str]], chance: random.Random) -> None:
    rows[chance.randrange(len(rows))].append(chance.choice(_VALUES))


def a_row_is_shorter(rows: list[list[str]], chance: random.Random) -> None:
    row = chance.randrange(len(rows))
    rows[row] = rows[row][: chance.randrange(len(rows[row]) + 1)]


def a_column_is_lost(rows: list[list[str]], chance: random.Random) -> None:
    _, place = _cell(rows, chance)
    for row in rows:
        del row[place : place + 1]


def columns_change_places(rows: list[list[str]], chance: random.Random) -> None:
    (_, one), (_, other) = _cell(rows, chance), _cell(rows, chance)
    for row in rows:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]


def rows_change_places(rows: list[list[str]], chance: random.Random) -> None:
    chance.shuffle(rows)


def blank_rows(rows: list[list[str]], chance: random.Random) -> None:
    rows.insert(chance.randrange(len(rows) + 1), [""] * chance.randrange(9))


def two_exports(rows: list[list[str]], chance: random.Random) -> None:
    other = _rows(chance.choice([twin for twin in TWINS if _rows(twin)]))
    rows.extend(other[0] if other else [])


_OF_CELLS = (
    another_value,
    another_value,
    cells_change_places,
    a_row_comes_twice,
    a_row_is_lost,
    a_row_is_torn,
    a_row_is_longer,
    a_row_is_shorter,
    a_column_is_lost,
    columns_change_places,
    rows_change_places,
    blank_rows,
    two_exports,
)
_PIECES = (b"", b'"', b",", b"\n", b"\x00", b"\xff", b"\xe5", b"PK\x03\x04", b"\r\n\r\n", b"<t>")


def _spoilt_cells(twin: Twin, chance: random.Random) -> bytes | None:
    found = _rows(twin)
    if found is None:
        return None
    rows, delimiter, encoding = found
    for _ in range(chance.randint(1, 3)):
        chance.choice(_OF_CELLS)(rows, chance)
        rows = rows or [[""]]
    made = io.StringIO()
    csv.writer(made, delimiter=chance.choice((delimiter, delimiter, ";"))).writerows(rows)
    kept = chance.choice((encoding, encoding, "utf-8", "cp1252", "utf-16"))
    return made.getvalue().encode(kept, errors="replace")


def _spoilt_bytes(twin: Twin, chance: random.Random) -> bytes:
    content = bytearray(twin.content)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(content) + 1)
        content[start : start + chance.choice((0, 1, 7, 300))] = chance.choice(_PIECES)
    return bytes(content[: chance.choice((len(content), len(content), chance.randrange(9_000)))])


def case(number: int) -> tuple[Twin, bytes]:
    """The case of that number: always the same."""
    chance = random.Random(number)
    twin = TWINS[number % len(TWINS)]
    spoilt = _spoilt_cells(twin, chance) if chance.random() < 0.8 else None
    return twin, _spoilt_bytes(twin, chance) if spoilt is None else spoilt


def outcome(path: Path, twin: Twin) -> str:
    """``read`` with items that add up, or the code of a refusal that can be explained."""
    try:
        export = open_export(path, opened_at=OPENED_AT, told=twin.told, chunk_rows=7)
        for table in export.tables:
            check(pd.concat(list(table.batches())), table.source)
    except UnreadableExport as refused:
        return explained(refused)
    return "read"


def explained(refused: UnreadableExport) -> str:
    """The code of a refusal that has its sentences in every language."""
    for language in LANGUAGES:
        assert explain(refused, language)
        assert explain_problems(refused, language)
    return refused.code


def check(frame: pd.DataFrame, source) -> None:
    """Items are named once, and what the source says of them is so."""
    assert len(frame) == source.items
    assert source.items <= source.rows
    assert frame["item"].notna().all()
    assert not frame.duplicated(["account", "item"]).any()
    for metric in source.metrics:
        values = frame[metric.metric]
        assert (int(values.notna().sum()), int(values.isna().sum())) == (
            metric.given,
            metric.missing,
        )
        if metric.total is not None:
            assert METRICS[metric.metric].additive
            assert metric.total == pytest.approx(values.sum())
    for warning in source.warnings:
        assert explain_warning(warning, "fi")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_spoilt_export_ends_in_items_or_in_a_refusal(batch, tmp_path):
    ends = []
    for number in range(batch, CASES, BATCHES):
        twin, content = case(number)
        path = tmp_path / str(number) / Path(twin.name).name
        path.parent.mkdir()
        path.write_bytes(content)
        os.utime(path, (OPENED_AT.timestamp(),) * 2)
        ends.append(outcome(path, twin))
    assert len(ends) == CASES // BATCHES
    # Spoiling must spoil something, and leave something whole.
    assert 0 < ends.count("read") < len(ends)
