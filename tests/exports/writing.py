"""Text files as platforms and spreadsheets write them, and SpreadsheetML, which is XML."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

_OFFICE = "urn:schemas-microsoft-com:office:spreadsheet"


def delimited(
    rows: Iterable[Sequence[object]],
    *,
    delimiter: str = ",",
    quoted: bool = False,
    ending: str = "\n",
) -> str:
    """Rows as a text with delimiters. ``quoted``: every cell, as Meta's insights have it."""
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
        lineterminator=ending,
    )
    writer.writerows(rows)
    return text.getvalue()


def marked(rows: Iterable[Sequence[object]], *, delimiter: str = ",", ending: str = "\n") -> bytes:
    """The same in UTF-8 with a mark at the beginning, as Meta writes it and Excel saves it."""
    return delimited(rows, delimiter=delimiter, ending=ending).encode("utf-8-sig")


def utf16(text: str) -> bytes:
    """As Meta's insights are written: two bytes per letter, the lower first, with a mark."""
    return b"\xff\xfe" + text.encode("utf-16-le")


def spreadsheetml(sheets: Mapping[str, Iterable[Sequence[str | float]]]) -> bytes:
    """A workbook in one XML file; text in the form of a moment becomes one."""
    said = "".join(
        f'<Worksheet ss:Name="{escape(name)}"><Table>'
        + "".join(f"<Row>{''.join(map(_cell, row))}</Row>" for row in rows)
        + "</Table></Worksheet>"
        for name, rows in sheets.items()
    )
    book = f'<Workbook xmlns="{_OFFICE}" xmlns:ss="{_OFFICE}">{said}</Workbook>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{book}\n'.encode()


def _cell(cell: str | float) -> str:
    if not isinstance(cell, str):
        kind = "Number"
    else:
        kind = "DateTime" if cell[10:11] == "T" and cell.endswith(".000") else "String"
    return f'<Cell><Data ss:Type="{kind}">{escape(str(cell))}</Data></Cell>'
