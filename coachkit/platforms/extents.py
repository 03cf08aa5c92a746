"""How much room a workbook will ask for once it is laid out, told from its bytes alone.

A sheet is laid out as one block up to its last cell, so a single stray cell in the far corner
would take 500 GB; a word that a list holds once is copied into every cell that refers to it; and
a list that claims to be long is believed. So the bytes are looked through before.

What the usual programs write is looked through all cells of a megabyte at once. A part that is
written otherwise is looked through again, slowly, and misses nothing either.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from coachkit.platforms.ahead import ahead
from coachkit.platforms.unpacking import Block, blocks

MOST_FORMULAS = 1_000
"""The places of so many formulas are remembered for each part."""

_HELD = 1 << 16
_TAIL = 64
_PADDING = bytes(_TAIL)
_LETTERS, _ROW_DIGITS, _VALUE_DIGITS = 3, 7, 9
_NO_WORD = (1 << 31) - 1

# Each with a prefix before its name, which readers disregard.
_PERHAPS_PREFIXED = re.compile(rb":(?:c|f|v|row|si)[\s/>]")
_PREFIXED = re.compile(rb"<[^\s<>/:]+:(?:c|f|v|row|si)[\s/>]")
_TAG = re.compile(rb"<(?:[^\s<>/:]+:)?(c|row)(?=[\s/>])([^>]*)")
_SAYS_PLACE = re.compile(rb"""\br\s*=""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)""")
_WORD = re.compile(rb"<(?:[^\s<>/:]+:)?si(?=[\s/>])")
_VALUE = re.compile(rb"""<(?:[^\s<>/:]+:)?v(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>(\d*)(</)?""")
_COUNT = re.compile(rb"""ount\s*=\s*["'](\d+)""")
_FORMULA = re.compile(
    rb"""<(?:[^\s<>/:]+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]+)(\d+)["'][^>]*>\s*"""
    rb"<(?:[^\s<>/:]+:)?f(?=[\s/>])"
)


@dataclass
class Extent:
    """How far one part of a workbook reaches, as its blocks pass by.

    ``slowly``: whether to expect anything. ``odd``: it has to be looked through slowly.
    ``formulas``: row and column, both from 0, of the first computed cells.
    """

    slowly: bool = False
    odd: bool = False
    formulas: set[tuple[int, int]] = field(default_factory=set)
    _cells: int = 0
    _claimed: int = 0
    _last_row: int = 0
    _last_column: int = 0
    _unplaced_rows: int = 0
    _unplaced_here: int = 0
    _most_unplaced: int = 0
    _held: bytes = b""
    _done: int = 0
    _words: list[np.ndarray] = field(default_factory=list)
    _references: list[np.ndarray] = field(default_factory=list)

    @property
    def room(self) -> int:
        """The cells of the block that it is laid out as, or the words of the list that it is."""
        # A cell without a place stands beside the one before it, such a row below.
        rows = self._last_row + self._unplaced_rows
        columns = self._last_column + self._most_unplaced
        return max(rows * columns, self._cells, self._claimed, sum(map(len, self._words)))

    @property
    def word_lengths(self) -> np.ndarray:
        """If it is a list of words, the bytes from each to the next."""
        lengths: np.ndarray = np.diff(np.concatenate([*self._words, np.array([self._done])]))
        return lengths

    def letters(self, lengths: np.ndarray) -> int:
        """The bytes of all words that its cells refer to, as each cell gets a copy."""
        longest = int(lengths.max(initial=0))
        total = 0
        for words in self._references:
            known = words[words < len(lengths)]
            total += int(lengths[known].sum()) + longest * (len(words) - len(known))
        return total

    def add(self, block: Block) -> None:
        """The next bytes of the part."""
        content = b"".join((self._held, block.content, _PADDING))
        end = len(content) - len(_PADDING)
        cut = end if block.last else _uncut(content, end)
        self._look_through(content, cut)
        self._held = content[cut:end]
        self._done += cut

    def _look_through(self, content: bytes, end: int) -> None:
        codes = None if _prefixed(content, end) else np.frombuffer(content, np.uint8)
        words, claimed = _list(content, codes, end)
        if len(words):
            self._words.append(words + self._done)
        self._claimed = max(self._claimed, claimed)
        self._references.append(_references(content, codes, end))
        if codes is None or len(_places(codes, b"<f", end)):
            self._add_formulas(content, end)
        if self.slowly:
            self._add_cells(content, end)
        elif codes is None or (plain := _plain_cells(codes, end)) is None:
            self.odd = True
        else:
            self._cells += plain.cells
            self._last_row = max(self._last_row, plain.last_row)
            self._last_column = max(self._last_column, plain.last_column)

    def _add_cells(self, content: bytes, end: int) -> None:
        for column, row in _PLACE.findall(content, 0, end):
            self._last_row = max(self._last_row, int(row))
            self._last_column = max(self._last_column, _number(column))
        for name, attributes in _TAG.findall(content, 0, end):
            placed = _SAYS_PLACE.search(attributes) is not None
            if name == b"row":
                self._unplaced_rows += not placed
                self._unplaced_here = 0
            else:
                self._cells += 1
                self._unplaced_here += not placed
                self._most_unplaced = max(self._most_unplaced, self._unplaced_here)

    def _add_formulas(self, content: bytes, end: int) -> None:
        for column, row in _FORMULA.findall(content, 0, end):
            if len(self.formulas) < MOST_FORMULAS:
                self.formulas.add((int(row) - 1, _number(column) - 1))


def extents(path: Path, most: int) -> dict[str, Extent]:
    """Every part of the workbook by name, unpacked to at most ``most`` bytes.

    Raises as :func:`coachkit.platforms.unpacking.blocks`.
    """
    found: dict[str, Extent] = {}
    for block in ahead(blocks(path, most)):
        found.setdefault(block.part, Extent()).add(block)
    odd = {name: Extent(slowly=True) for name, extent in found.items() if extent.odd}
    if odd:
        for block in ahead(blocks(path, most)):
            if block.part in odd:
                odd[block.part].add(block)
    return {**found, **odd}


def letters(parts: Mapping[str, Extent]) -> int:
    """The bytes of all words of a workbook, as each cell gets a copy of its own."""
    lists = [lengths for extent in parts.values() if len(lengths := extent.word_lengths)]
    lengths = np.zeros(max(map(len, lists), default=0), dtype=np.int64)
    for listed in lists:
        lengths[: len(listed)] = np.maximum(lengths[: len(listed)], listed)
    return sum(extent.letters(lengths) for extent in parts.values())


@dataclass(frozen=True)
class _Plain:
    """Cells that say their places as the usual programs do."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0


def _uncut(content: bytes, end: int) -> int:
    """Where the last cell or word begins: it waits for the rest of itself."""
    late = max(end - _HELD, 0)
    begun = max(content.rfind(b"<c", late, end), content.rfind(b"<si", late, end))
    if begun < 0:
        begun = content.rfind(b"<", late, end)
    return begun if begun > 0 else max(end - _TAIL, 0)


def _prefixed(content: bytes, end: int) -> bool:
    """Whether some names have a prefix, ``<x:c>``; the cheaper looks come first."""
    if content.find(b":", 0, end) < 0 or not _PERHAPS_PREFIXED.search(content, 0, end):
        return False
    return _PREFIXED.search(content, 0, end) is not None


def _list(content: bytes, codes: np.ndarray | None, end: int) -> tuple[np.ndarray, int]:
    """Where the words of a list begin, and how many there are said to be."""
    if codes is None:
        words = [word.start() for word in _WORD.finditer(content, 0, end)]
        return np.array(words, np.int64), _said(content, end)
    begun = _places(codes, b"<s", end)
    names = codes[begun + 2]
    after = codes[begun + 3] | 0x20
    is_word = (names == ord("i")) & ((after < ord("a")) | (after > ord("z")))
    claimed = _said(content, end) if (names == ord("s")).any() else 0
    return np.sort(begun[is_word]), claimed


def _said(content: bytes, end: int) -> int:
    return max(map(int, _COUNT.findall(content, 0, end)), default=0)


def _plain_cells(codes: np.ndarray, end: int) -> _Plain | None:
    """The cells, or ``None`` if one of them does not begin like ``<c r="AB12"``."""
    begun = _places(codes, b"<c", end)
    plain = _continue(codes, begun + 2, b' r="')
    after = codes[begun[~plain] + 2] | 0x20
    # <col> and <cfRule> are no cells.
    if ((after < ord("a")) | (after > ord("z"))).any():
        return None
    begun = begun[plain]
    if not len(begun):
        return _Plain()
    column, at = _read(codes, begun + 6, ord("A"), 26, _LETTERS)
    row, closed = _read(codes, _changes(codes, at), ord("0"), 10, _ROW_DIGITS)
    if (codes[closed] != ord('"')).any() or not column.all() or not row.all():
        return None
    return _Plain(len(begun), int(row.max()), int(column.max()))


def _references(content: bytes, codes: np.ndarray | None, end: int) -> np.ndarray:
    """The number in the list of every word that a cell refers to; unknown ones are far beyond."""
    if codes is not None:
        kinds = _quoted(codes, b's"', end)
        if content.find(b"'", 0, end) >= 0:
            kinds = np.concatenate([kinds, _quoted(codes, b"s'", end)])
        if _continue(codes, kinds + 2, b"><v>").all():
            word, after = _read(codes, kinds + 6, ord("0"), 10, _VALUE_DIGITS)
            whole = (codes[after] == ord("<")) & (codes[after + 1] == ord("/"))
            return np.where(whole & (after > kinds + 6), word, _NO_WORD)
    found = _VALUE.findall(content, 0, end)
    return np.array(
        [int(word) if word and closed else _NO_WORD for word, closed in found], np.int64
    )


def _quoted(codes: np.ndarray, letter_and_mark: bytes, end: int) -> np.ndarray:
    places = _places(codes, letter_and_mark, end)
    quoted: np.ndarray = places[codes[places - 1] == letter_and_mark[1]]
    return quoted


def _places(codes: np.ndarray, two: bytes, end: int) -> np.ndarray:
    """Where two letters stand side by side before the end: even places first, then odd ones."""
    wanted = int.from_bytes(two, "little")
    pairs = end // 2 + 1
    even = np.flatnonzero(codes[: 2 * pairs].view("<u2") == wanted)
    odd = np.flatnonzero(codes[1 : 2 * pairs + 1].view("<u2") == wanted)
    places = np.concatenate([even * 2, odd * 2 + 1])
    return places[places < end]


def _continue(codes: np.ndarray, places: np.ndarray, four: bytes) -> np.ndarray:
    """Whether those four letters stand at each of the places."""
    every = np.ndarray((len(codes) - 3,), "<u4", codes, strides=(1,))
    there: np.ndarray = every[places] == int.from_bytes(four, "little")
    return there


def _changes(codes: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The places without those that go on just like the one before: a row's number comes often."""
    every = np.ndarray((len(codes) - 7,), "<u8", codes, strides=(1,))
    words = every[places]
    kept: np.ndarray = places[np.concatenate([[True], words[1:] != words[:-1]])]
    return kept


def _read(
    codes: np.ndarray, at: np.ndarray, zero: int, base: int, most: int
) -> tuple[np.ndarray, np.ndarray]:
    """The numbers that begin at those places, of at most so many digits, and where they end.

    Letters have no zero: A is 1.
    """
    number = np.zeros(len(at), np.int32)
    one = int(base > 10)
    for _ in range(most):
        digit = codes[at] - np.uint8(zero)
        more = digit < base
        if not more.any():
            break
        number = np.where(more, number * base + (digit + one), number).astype(np.int32)
        at = at + more
    return number, at


def _number(column: bytes) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in column.upper():
        number = number * 26 + letter - 64
    return number
