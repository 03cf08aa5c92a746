"""Workbooks of today, ``.xlsx``, read by calamine once their size is known to be bearable.

calamine lays a sheet out as one block up to its last cell: a single stray cell in the far corner
would take 500 GB, and so would a list that claims to be long. So both are looked at first.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.cells import MOST_CELLS, MOST_PACKED, MOST_SHEETS, Cell
from coachkit.platforms.files import OpenedFile

_MOST_UNPACKED = 1 << 29
_BLOCK = 1 << 20
_OVERLAP = 64

# zipfile stumbles over a broken archive in as many ways; an encrypted one is a RuntimeError.
_BROKEN = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)

_COUNT = re.compile(rb"""ount\s*=\s*["'](\d+)""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)""")


def ooxml_sheets(opened: OpenedFile) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Each sheet's name and rows. Raises :class:`UnreadableExport`: damaged or too large."""
    try:
        _refuse_what_is_too_large(opened)
        # By content: by path calamine believes the name, and an .xlsx may be called .xls.
        with opened.path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            for name in _bearable(opened, workbook.sheet_names):
                sheet = workbook.get_sheet_by_name(name)
                rows: list[list[Cell]] = []
                # A sheet without any cell has no end.
                if sheet.end:
                    rows.extend(list(row) for row in sheet.to_python(skip_empty_area=False))
                yield name, rows
    except _BROKEN as broken:
        raise _damaged(opened, broken) from broken
    except BaseException as panic:
        # calamine's Rust panics at some broken files, with an exception that no module exports.
        if type(panic).__name__ != "PanicException":
            raise
        raise _damaged(opened, panic) from panic


def _bearable(opened: OpenedFile, names: list[str]) -> list[str]:
    if len(names) > MOST_SHEETS:
        raise UnreadableExport(
            "too_large", file=opened.name, value=len(names), expected=MOST_SHEETS
        )
    return names


def _damaged(opened: OpenedFile, broken: BaseException) -> UnreadableExport:
    return UnreadableExport("damaged_file", file=opened.name, reason=str(broken)[:200])


def _refuse_what_is_too_large(opened: OpenedFile) -> None:
    packed = opened.path.stat().st_size
    if packed > MOST_PACKED:
        raise UnreadableExport("too_large", file=opened.name, value=packed, expected=MOST_PACKED)
    with zipfile.ZipFile(opened.path) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if unpacked > _MOST_UNPACKED:
            raise UnreadableExport(
                "too_large", file=opened.name, value=unpacked, expected=_MOST_UNPACKED
            )
        for part in parts:
            if part.filename.lower().endswith(".xml"):
                cells = _cells(archive, part)
                if cells > MOST_CELLS:
                    raise UnreadableExport(
                        "too_large", file=opened.name, value=cells, expected=MOST_CELLS
                    )


def _cells(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """How much room the part asks for: a sheet up to its last cell, a list by its own count."""
    last_row = last_column = count = 0
    with archive.open(part) as content:
        kept = b""
        while block := content.read(_BLOCK):
            for column, row in _PLACE.findall(kept + block):
                last_row = max(last_row, int(row))
                last_column = max(last_column, _number(column))
            for said in _COUNT.findall(kept + block):
                count = max(count, int(said))
            kept = block[-_OVERLAP:]
    return max(last_row * last_column, count)


def _number(column: bytes) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in column.upper():
        number = number * 26 + letter - 64
    return number
