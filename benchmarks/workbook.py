"""The invented Facebook posts of ``million_rows`` as a workbook, as Excel writes one.

Words stand once in a list and cells refer to it; numbers are numbers; 22 of the columns are there.
"""

import csv
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks import million_rows

_WORDS = 10
"""So many of the columns are words, before those that are numbers."""
_COLUMNS = (0, 1, 2, 3, 4, 6, 8, 11, 13, 16, 5, 17, 18, 19, 20, 21, 22, 23, 25, 27, 35, 37)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUV"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FRAME = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Posts" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        f'Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    ),
}


def write(path: Path, rows: int = 200_000) -> None:
    """Write so many posts to ``path``, an ``.xlsx``; 200,000 take a quarter of a minute."""
    words: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _FRAME.items():
            archive.writestr(name, _BEGIN + content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=False) as sheet:
            sheet.write(f'{_BEGIN}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for number, record in enumerate(_records(rows), start=1):
                sheet.write(_row(number, record, words).encode())
            sheet.write(b"</sheetData></worksheet>")
        listed = "".join(f'<si><t xml:space="preserve">{word}</t></si>' for word in words)
        head = f'{_BEGIN}<sst xmlns="{_MAIN}" uniqueCount="{len(words)}">'
        archive.writestr("xl/sharedStrings.xml", f"{head}{listed}</sst>")


def _records(rows: int) -> Iterator[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "posts.csv"
        million_rows.write(text, rows)
        with text.open(encoding="utf-8-sig", newline="") as lines:
            for record in csv.reader(lines):
                yield [record[place] for place in _COLUMNS]


def _row(number: int, record: list[str], words: dict[str, int]) -> str:
    cells = []
    for place, (letter, said) in enumerate(zip(_LETTERS, record, strict=True)):
        if not said:
            continue
        if number == 1 or place < _WORDS:
            word = words.setdefault(escape(said), len(words))
            cells.append(f'<c r="{letter}{number}" t="s"><v>{word}</v></c>')
        else:
            cells.append(f'<c r="{letter}{number}"><v>{said}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'
