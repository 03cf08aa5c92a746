"""Workbooks put together part by part, to say what no program would write."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from coachkit.platforms.files import OpenedFile, looked_at
from tests.platforms.invented import NOW

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"

Save = Callable[..., Path]


def sheet(rows: str, above: str = "") -> str:
    """A sheet with those ``<row>`` elements."""
    return f"<worksheet {_MAIN}>{above}<sheetData>{rows}</sheetData></worksheet>"


def strings(words: str, attributes: str = "") -> str:
    """A list with those ``<si>`` elements."""
    return f"<sst {_MAIN} {attributes}>{words}</sst>"


def write(path: Path, **parts: str | bytes) -> Path:
    """A workbook of one sheet ``S``; ``sheet``, ``strings`` and whatever else are its parts."""
    names = {"sheet": SHEET, "strings": STRINGS}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship '
            f'Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>",
        )
        for name, content in parts.items():
            archive.writestr(names.get(name, name), content)
    return path


def understate(path: Path, part: str, size: int) -> None:
    """Let the archive say that a part unpacks to so many bytes only."""
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        local, begins = archive.getinfo(part).header_offset, archive.start_dir
    listed = content.index(part.encode(), begins) - 46
    struct.pack_into("<I", content, local + 22, size)
    struct.pack_into("<I", content, listed + 24, size)
    path.write_bytes(content)


def bomb(path: Path, part: str, megabytes: int) -> Path:
    """An archive with one part of so many megabytes of nothing, a kilobyte for each."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    megabyte = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = megabyte * megabytes + packer.flush()
    name, size = part.encode(), megabytes << 20
    stated = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, 0, len(packed), size, len(name), 0)
    listed = b"PK\x01\x02" + b"\x14\x00" + stated + bytes(14) + name
    local = b"PK\x03\x04" + stated + name + packed
    end = struct.pack("<4s4xHHIIH", b"PK\x05\x06", 1, 1, len(listed), len(local), 0)
    path.write_bytes(local + listed + end)
    return path


def opened(path: Path) -> OpenedFile:
    """The file as the readers get it."""
    return looked_at(path, opened_at=NOW)
