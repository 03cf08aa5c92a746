"""A workbook's rows as columns: of numbers where all cells are numbers, of text otherwise.

A number of a workbook never was text, so most columns need not become text to be read as numbers
again. A column that is wanted as text becomes exactly what its cells would have been one by one.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, zip_longest

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.platforms.cells import EXCEL_DIGITS, Cell, written

TEXT = pa.large_string()
"""What every cell is before it is understood; a blank cell is null."""

NUMBERS = pa.float64()
"""A workbook's column of nothing but numbers; a blank cell is null."""

# So few rows that the processor still has their cells at hand when it comes to the next column.
_AT_ONCE = 1_024
_BLANK = frozenset({str, type(None)})


def columns_of(
    rows: Sequence[Sequence[Cell]],
    width: int,
    seen: Callable[[Sequence[Sequence[Cell]], int], None] = lambda _rows, _start: None,
) -> tuple[pa.Array, ...]:
    """The first ``width`` columns of the rows, each an array of :data:`TEXT` or :data:`NUMBERS`.

    Rows may be shorter than others; what they do not reach is blank. They are sliced some at a
    time, in order; ``seen`` is shown each slice and where it starts.
    """
    parts = []
    with without_collecting():
        for start in range(0, max(len(rows), 1), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            seen(some, start)
            parts.append(_columns(some, width))
    return tuple(map(_joined, zip(*parts, strict=True)))


@contextmanager
def without_collecting() -> Iterator[None]:
    """Millions of cells without looking again and again for cycles, of which they have none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # All that is new goes straight to what is rarely looked through.
        gc.freeze()
        gc.unfreeze()
        if collecting:
            gc.enable()


def as_text(column: pa.Array) -> pa.Array:
    """Such a column as :data:`TEXT`, as :func:`coachkit.platforms.cells.written` has it."""
    if column.type != NUMBERS:
        return column
    distinct = column.dictionary_encode()
    numbers = distinct.dictionary.to_numpy(zero_copy_only=False)
    with np.errstate(invalid="ignore"):
        whole = (np.abs(numbers) < EXCEL_DIGITS) & (numbers == np.floor(numbers))
    if whole.all():
        words = pc.cast(pc.cast(distinct.dictionary, pa.int64()), TEXT)
    else:
        words = pa.array(map(written, numbers.tolist()), TEXT)
    return words.take(distinct.indices)


def _columns(rows: Sequence[Sequence[Cell]], width: int) -> list[pa.Array]:
    columns = [_column(cells) for cells in islice(zip_longest(*rows), width)]
    return columns + [pa.nulls(len(rows), TEXT)] * (width - len(columns))


def _joined(parts: Sequence[pa.Array]) -> pa.Array:
    """One column; a part that is blank throughout may be of either kind."""
    numbers = [part for part in parts if part.type == NUMBERS]
    if numbers and all(part.type == NUMBERS or part.null_count == len(part) for part in parts):
        return pa.concat_arrays([pc.cast(part, NUMBERS) for part in parts])
    return pa.concat_arrays(list(map(as_text, parts)))


def _column(cells: Sequence[Cell]) -> pa.Array:
    kinds = set(map(type, cells))
    if kinds <= _BLANK:
        return pa.array([cell or None for cell in cells], TEXT)
    if kinds <= {float, int, *_BLANK}:
        numbers = _numbers(cells, kinds)
        if numbers is not None:
            return numbers
    return pa.array(map(written, cells), TEXT)


def _numbers(cells: Sequence[Cell], kinds: set[type]) -> pa.Array | None:
    """``None`` if some cell is a word, or no number that could be counted with."""
    given: Sequence[Cell] = cells
    if kinds & _BLANK:
        if any(cell for cell in cells if type(cell) is str):
            return None
        given = [None if cell == "" else cell for cell in cells]
    if int in kinds:
        given = [None if cell is None else float(cell) for cell in given]  # type: ignore[arg-type]
    column = pa.array(given, NUMBERS)
    return column if pc.all(pc.is_finite(column)).as_py() is not False else None
