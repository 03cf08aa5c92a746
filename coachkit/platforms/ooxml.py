"""Workbooks of today, ``.xlsx``, read by calamine once their size is known to be bearable."""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.cells import MOST_CELLS, MOST_PACKED, MOST_SHEETS, Cell, Sheet
from coachkit.platforms.columns import without_collecting
from coachkit.platforms.extents import Extent, extents, letters
from coachkit.platforms.files import OpenedFile
from coachkit.platforms.sheet_rows import SheetRows
from coachkit.platforms.unpacking import TooLarge, part_of

_MOST_UNPACKED = 1 << 29
_MOST_LETTERS = 1 << 29
_MOST_NAMES = 1 << 22

# zipfile stumbles over a broken archive in as many ways; an encrypted one is a RuntimeError.
_BROKEN = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)

_PLACES = frozenset[tuple[int, int]]


def ooxml_sheets(opened: OpenedFile) -> Iterator[Sheet]:
    """Each sheet's name, rows and computed cells.

    Raises :class:`UnreadableExport`: ``damaged_file``, ``too_large``.
    """
    try:
        parts = _bearable_parts(opened)
        # By content: by path calamine believes the name, and an .xlsx may be called .xls.
        with opened.path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            formulas = _formulas(opened, parts)
            for name in _bearable_names(opened, workbook.sheet_names):
                yield name, _rows(workbook, name), formulas.get(name, frozenset())
    except TooLarge as large:
        raise UnreadableExport(
            "too_large", file=opened.name, value=large.unpacked, expected=_MOST_UNPACKED
        ) from None
    except _BROKEN as broken:
        raise _damaged(opened, broken) from broken
    except BaseException as panic:
        # calamine's Rust panics at some broken files, with an exception that no module exports.
        if type(panic).__name__ != "PanicException":
            raise
        raise _damaged(opened, panic) from panic


def _rows(workbook: CalamineWorkbook, name: str) -> Sequence[Sequence[Cell]]:
    sheet = workbook.get_sheet_by_name(name)
    # A sheet without any cell has no end.
    if not sheet.end:
        return []
    if sheet.start == (0, 0):
        return SheetRows(sheet)
    with without_collecting():
        rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
    return rows


def _bearable_names(opened: OpenedFile, names: list[str]) -> list[str]:
    if len(names) > MOST_SHEETS:
        raise UnreadableExport(
            "too_large", file=opened.name, value=len(names), expected=MOST_SHEETS
        )
    return names


def _damaged(opened: OpenedFile, broken: BaseException) -> UnreadableExport:
    return UnreadableExport("damaged_file", file=opened.name, reason=str(broken)[:200])


def _bearable_parts(opened: OpenedFile) -> dict[str, Extent]:
    packed = opened.path.stat().st_size
    if packed > MOST_PACKED:
        raise UnreadableExport("too_large", file=opened.name, value=packed, expected=MOST_PACKED)
    parts = extents(opened.path, _MOST_UNPACKED)
    rooms = [extent.room for extent in parts.values()]
    for room in (max(rooms, default=0), sum(rooms)):
        if room > MOST_CELLS:
            raise UnreadableExport("too_large", file=opened.name, value=room, expected=MOST_CELLS)
    written = letters(parts)
    if written > _MOST_LETTERS:
        raise UnreadableExport("too_large", file=opened.name, value=written, expected=_MOST_LETTERS)
    return parts


def _formulas(opened: OpenedFile, parts: Mapping[str, Extent]) -> dict[str, _PLACES]:
    """The computed cells of each sheet by its name, looked for only if there are any."""
    if not any(extent.formulas for extent in parts.values()):
        return {}
    book = part_of(opened.path, "xl/workbook.xml", _MOST_NAMES) or b""
    links = part_of(opened.path, "xl/_rels/workbook.xml.rels", _MOST_NAMES) or b""
    targets = {link["Id"]: link["Target"] for link in _tags(links, "Relationship")}
    named = {sheet["name"]: targets.get(sheet["id"], "") for sheet in _tags(book, "sheet")}
    return {
        name: frozenset(parts[part].formulas)
        for name, target in named.items()
        if (part := _part_name(target)) in parts
    }


def _part_name(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _tags(content: bytes, wanted: str) -> list[dict[str, str]]:
    """The attributes of each tag of that name, without the prefixes of names."""
    found: list[dict[str, str]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append({key.rpartition(":")[2]: said for key, said in attributes.items()})

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    if content:
        parser.Parse(content, True)  # noqa: FBT003  expat has no name for "this was all"
    return found
