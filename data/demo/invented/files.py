"""How platforms write tables: their quoting, their line ends, their marks."""

from collections.abc import Iterable, Sequence
from pathlib import Path

BOM = "\ufeff"

_META_QUOTES = set(', "\n\r\t\\')
_PLAIN_QUOTES = set(',"\n\r')


def write_meta(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Meta's CSV: UTF-8 with a mark, line feeds, quotes around anything with a space in it.

    Rows may be of different lengths; they are written as they are.
    """
    lines = [_line(row, _META_QUOTES) for row in rows]
    _write(path, BOM + "\n".join(lines) + "\n")


def write_plain(path: Path, rows: Iterable[Sequence[str]], *, ends: bool = True) -> None:
    """The CSV of X and YouTube: no mark, quotes only where needed.

    ``ends``: whether the last line ends (YouTube's does, X's does not).
    """
    lines = [_line(row, _PLAIN_QUOTES) for row in rows]
    _write(path, "\n".join(lines) + ("\n" if ends else ""))


def plain(number: float, decimals: int) -> str:
    """A number as platforms write it: a decimal point, no trailing zeros, no grouping."""
    written = f"{number:.{decimals}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _line(cells: Sequence[str], quoted: set[str]) -> str:
    return ",".join(_cell(cell, quoted) for cell in cells)


def _cell(cell: str, quoted: set[str]) -> str:
    if quoted.isdisjoint(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
