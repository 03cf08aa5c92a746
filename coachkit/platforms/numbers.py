"""Numbers as platforms and spreadsheets write them, read strictly: a number, missing, or refused.

What is plainly a number is converted as a whole column. The rest is read value by value, each
distinct value once, and accepted only where it can mean one thing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.model.metrics import Metric, Unit
from coachkit.platforms.cells import EXCEL_DIGITS, written
from coachkit.platforms.columns import NUMBERS, TEXT

_PLAIN = r"^-?\d{1,15}(\.\d{1,20})?$"

_COMMA_GROUPS = re.compile(r"[+-]?\d{1,3}(,\d{3})+", re.ASCII)
_COMMA_GROUPS_POINT = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+", re.ASCII)
_LAKH_GROUPS = re.compile(r"[+-]?\d{1,2}(,\d{2})+,\d{3}(\.\d+)?", re.ASCII)
_POINT_GROUPS_COMMA = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+", re.ASCII)
_MARKED_GROUPS = re.compile(r"[+-]?\d{1,3}(([ '\u2019])\d{3})(\2\d{3})*([.,]\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_TINY = re.compile(r"[+-]?\d+(\.\d+)?[eE]-\d{1,3}", re.ASCII)
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,20})?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)", re.ASCII)
# One or two digits behind the mark: three could be thousands.
_ROUNDED = re.compile(r"([+-]?\d{1,3})(?:[.,](\d{1,2}))? ?([KkMm])", re.ASCII)
_THOUSANDS = {"k": 3, "m": 6}
_BELOW = re.compile(r"< ?\d+([.,]\d+)? ?%?", re.ASCII)
_WRAPPED: Final = r'^="([^"]*)"$'
_AMOUNT = re.compile(r"([+-]?)([^\d+-]*?) ?([+-]?\d(?:.*\d)?) ?([^\d]*)", re.ASCII)
_CURRENCY_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_CURRENCIES = {"\u20ac": "EUR", "US$": "USD"}
_EXPONENT = re.compile(r"[+-]?\d([.,]\d+)?E\+\d{1,3}", re.ASCII)
_MONTHS = "jan|feb|mar|apr|maj|may|mai|jun|jul|aug|sep|okt|oct|nov|dec|dez"
_TURNED_INTO_A_DAY = re.compile(
    rf"(\d{{1,4}}[-. ]?({_MONTHS})[a-z]*\.?|({_MONTHS})[a-z]*\.?[-. ]\d{{1,4}}([-. ]\d{{2,4}})?"
    rf"|\d{{1,2}}[-. ]({_MONTHS})[a-z]*\.?[-. ]\d{{2,4}}"
    r"|\d{4}-\d{2}-\d{2}([T ][\d:.]+)?|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE | re.ASCII,
)
# #VALUE! in English, #VÄRDEFEL! in Swedish.
_EXCEL_MARK = re.compile(r"#(\w+(/0)?[!?]|N/A|#+)", re.IGNORECASE)

BELOW_THRESHOLD: Final = "below_threshold"
ROUNDED_NUMBERS: Final = "rounded_numbers"


@dataclass(frozen=True)
class Writing:
    """How a table writes its numbers. ``missing``: its words for "no value", casefolded.

    ``decimal_comma``: commas do not separate columns, so they may be decimal marks.
    ``fractions``: metrics given as parts of one although they are percentages.
    ``below``: how it says "less than so much". ``currencies``: its words for them → three letters.
    """

    missing: frozenset[str] = frozenset()
    decimal_comma: bool = False
    fractions: frozenset[str] = frozenset()
    below: tuple[re.Pattern[str], ...] = ()
    currencies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """Why a value is no number: an error's code and what was expected instead."""

    code: str
    expected: str


@dataclass(frozen=True)
class Reading:
    """What a value says. ``number``: ``None`` for missing. ``note``: a warning's code.

    ``currency``: the three letters, where the value names one.
    """

    number: float | None = None
    note: str | None = None
    currency: str | None = None


def damaged_by_excel(text: str) -> bool:
    """Whether a spreadsheet made this of a number: a day, an exponent, an error mark."""
    return bool(
        _TURNED_INTO_A_DAY.fullmatch(text)
        or _EXPONENT.fullmatch(text)
        or _EXCEL_MARK.fullmatch(text)
    )


def read_number(text: str, metric: Metric, writing: Writing) -> float | Refusal | None:
    """One value: the number, ``None`` for missing, or a :class:`Refusal`; see :func:`reading`."""
    read = reading(text, metric, writing)
    return read if isinstance(read, Refusal) else read.number


def reading(text: str, metric: Metric, writing: Writing) -> Reading | Refusal:
    """What one value says.

    Seconds may be written as a clock, ``H:MM:SS``, percentages with a sign, money
    with its currency, counts as ``1.2K``. A comma is accepted as a mark of thousands or of
    decimals only where it cannot be the other. "Less than one per cent" is no number.
    """
    said = " ".join(re.sub(_WRAPPED, r"\1", text.strip()).replace("\u2212", "-").split())
    if not said or said.casefold() in writing.missing:
        return Reading()
    if said.startswith("="):
        return Refusal("formula_cell", _expected(metric))
    if _BELOW.fullmatch(said) or any(pattern.fullmatch(said) for pattern in writing.below):
        return Reading(note=BELOW_THRESHOLD)
    if damaged_by_excel(said):
        return Refusal("excel_damage", _expected(metric))
    return _by_unit(said, metric, writing) or _counted(said, metric, writing)


def _by_unit(said: str, metric: Metric, writing: Writing) -> Reading | Refusal | None:
    """What only numbers of this unit may look like."""
    if metric.unit is Unit.SECONDS and (clock := _CLOCK.fullmatch(said)):
        return _seconds(clock)
    if metric.unit is Unit.PERCENT and said.endswith("%"):
        return _counted(said[:-1].rstrip(), metric, writing)
    if metric.unit is Unit.COUNT and (rounded := _ROUNDED.fullmatch(said)):
        whole, parts, letter = rounded.groups(default="")
        number = float(f"{whole}.{parts}e{_THOUSANDS[letter.lower()]}")
        return Reading(number, note=ROUNDED_NUMBERS)
    if metric.unit is Unit.MONEY and (amount := _AMOUNT.fullmatch(said)):
        return _money(amount, metric, writing)
    return None


def _seconds(clock: re.Match[str]) -> Reading:
    hours, minutes, seconds = map(int, clock.groups())
    return Reading(float(hours * 3600 + minutes * 60 + seconds))


def _money(amount: re.Match[str], metric: Metric, writing: Writing) -> Reading | Refusal | None:
    sign, before, number, after = amount.groups()
    word = before.strip() or after.strip()
    if not word:
        return None
    currency = writing.currencies.get(word) or _CURRENCIES.get(word)
    if currency is None and _CURRENCY_CODE.fullmatch(word):
        currency = word
    # A bare $ or kr is the money of several countries.
    if currency is None or (before.strip() and after.strip()):
        return Refusal("bad_number", _expected(metric))
    read = _counted(sign + number, metric, writing)
    return read if isinstance(read, Refusal) else Reading(read.number, currency=currency)


def _counted(said: str, metric: Metric, writing: Writing) -> Reading | Refusal:
    plain = _plainly(said, metric, writing)
    if plain is None:
        return Refusal("bad_number", _expected(metric))
    number = float(plain)
    if not metric.decimals and not number.is_integer():
        return Refusal("bad_number", _expected(metric))
    return Reading(number)


def _plainly(said: str, metric: Metric, writing: Writing) -> str | None:
    """The number with a decimal point and no thousands, or ``None`` if it is none, or unsure."""
    if _PLAIN_NUMBER.fullmatch(said) or (metric.decimals and _TINY.fullmatch(said)):
        return said
    if grouped := _MARKED_GROUPS.fullmatch(said):
        return said.replace(grouped[2], "").replace(",", ".")
    if writing.decimal_comma:
        parts = metric.decimals and _DECIMAL_COMMA.fullmatch(said)
        if parts or _POINT_GROUPS_COMMA.fullmatch(said):
            return said.replace(".", "").replace(",", ".")
        return None
    # Where parts occur, 1,234 may be one and a quarter.
    whole = not metric.decimals and _COMMA_GROUPS.fullmatch(said)
    sure = whole or _COMMA_GROUPS_POINT.fullmatch(said) or _LAKH_GROUPS.fullmatch(said)
    return said.replace(",", "") if sure else None


def _expected(metric: Metric) -> str:
    return "number" if metric.decimals else "whole_number"


@dataclass(frozen=True)
class NumberColumn:
    """A column that holds one metric: of :data:`TEXT`, or a workbook's of :data:`NUMBERS`.

    ``refuse`` is told place, text and reason of every value that is no number. ``note`` is told
    a warning's code and places: ``below_threshold`` (such values are missing, neither nothing nor
    one) and ``rounded_numbers`` (1.2K).
    """

    cells: pa.Array
    metric: Metric
    writing: Writing
    refuse: Callable[[int, str, Refusal], None]
    note: Callable[[str, np.ndarray], None] = lambda _code, _places: None
    _currencies: set[str] = field(default_factory=set)

    @property
    def currencies(self) -> frozenset[str]:
        """The currencies, three letters each, that the cells name; known after :meth:`read`."""
        return frozenset(self._currencies)

    def read(self) -> np.ndarray:
        """The numbers as float64, missing where nothing was said or what was said is refused."""
        values = self._counted() if self.cells.type == NUMBERS else self._written()
        if not self.metric.decimals:
            self._refuse_parts(values)
        return values

    def _counted(self) -> np.ndarray:
        """What is a number already; one beyond Excel's digits has lost some of its own."""
        values = _floats(self.cells)
        with np.errstate(invalid="ignore"):
            damaged = np.flatnonzero(np.abs(values) >= EXCEL_DIGITS)
        for place in damaged:
            self.refuse(int(place), self._text(place), self._refusal("excel_damage"))
        values[damaged] = np.nan
        return values * 100 if self.metric.name in self.writing.fractions else values

    def _written(self) -> np.ndarray:
        values = _whole_numbers(self.cells)
        if values is None:
            plain = pc.match_substring_regex(self.cells, pattern=_PLAIN)
            values = _floats(pc.if_else(plain, self.cells, pa.scalar(None, TEXT)))
            self._fill(values, _places(pc.invert(plain)))
            if self.metric.decimals:
                self._refuse_both_marks()
        if self.metric.name in self.writing.fractions:
            signed = _mask(pc.match_substring(self.cells, "%"))
            values = np.where(signed, values, values * 100)
        return values

    def _fill(self, values: np.ndarray, places: np.ndarray) -> None:
        known: dict[str, Reading | Refusal] = {}
        noted: dict[str, list[int]] = {}
        texts = self.cells.take(pa.array(places)).to_pylist()
        for place, text in zip(places.tolist(), texts, strict=True):
            if text not in known:
                known[text] = reading(text, self.metric, self.writing)
            found = known[text]
            if isinstance(found, Refusal):
                self.refuse(place, text, found)
                continue
            if found.number is not None:
                values[place] = found.number
            if found.note:
                noted.setdefault(found.note, []).append(place)
        read = (found for found in known.values() if isinstance(found, Reading))
        self._currencies.update(found.currency for found in read if found.currency)
        for code, there in noted.items():
            self.note(code, np.array(there))

    def _refuse_parts(self, values: np.ndarray) -> None:
        """A count has no parts: 1.234 is a thousand written elsewhere, or damage."""
        with np.errstate(invalid="ignore"):
            parts = np.flatnonzero(~np.isnan(values) & (values != np.floor(values)))
        for place in parts:
            self.refuse(int(place), self._text(place), self._refusal("bad_number"))
            values[place] = np.nan

    def _refuse_both_marks(self) -> None:
        """Where 1,5 stands in the same column, 1.234 may be more than a thousand."""
        if not self.writing.decimal_comma:
            return
        commas = pc.match_substring(self.cells, ",")
        points = pc.match_substring_regex(self.cells, r"^[^,]+\.\d{3}$")
        if pc.any(commas).as_py():
            for place in _places(points):
                self.refuse(int(place), self._text(place), self._refusal("bad_number"))

    def _refusal(self, code: str) -> Refusal:
        return Refusal(code, _expected(self.metric))

    def _text(self, place: np.integer) -> str:
        return written(self.cells[int(place)].as_py()) or ""


def _whole_numbers(cells: pa.Array) -> np.ndarray | None:
    """A column of text that has only whole numbers, ``None`` if it may have anything else."""
    _, offsets, letters = cells.buffers()
    if letters is None:
        return _floats(pc.cast(cells, pa.int64()))
    ends = np.frombuffer(offsets, np.int64)[cells.offset : cells.offset + len(cells) + 1]
    codes = np.frombuffer(letters, np.uint8)[ends[0] : ends[-1]]
    # Arrow takes 0x10 for sixteen.
    if codes.max(initial=0) > ord("9"):
        return None
    try:
        values = _floats(pc.cast(cells, pa.int64()))
    except pa.ArrowInvalid:
        return None
    with np.errstate(invalid="ignore"):
        return None if (np.abs(values) >= EXCEL_DIGITS).any() else values


def _floats(cells: pa.Array) -> np.ndarray:
    values: np.ndarray = pc.cast(cells, NUMBERS).to_numpy(zero_copy_only=False)
    return values.copy()


def _mask(found: pa.Array) -> np.ndarray:
    mask: np.ndarray = pc.fill_null(found, fill_value=False).to_numpy(zero_copy_only=False)
    return mask


def _places(found: pa.Array) -> np.ndarray:
    return np.flatnonzero(_mask(found))
