"""Numbers as platforms and spreadsheets write them, read strictly: a number, missing, or refused.

What is plainly a number is converted as a whole column. The rest is read value by value, each
distinct value once, and accepted only where it can mean one thing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.model.metrics import Metric, Unit
from coachkit.platforms.rows import TEXT

_PLAIN = r"^-?\d{1,15}(\.\d{1,20})?$"

_COMMA_GROUPS = re.compile(r"[+-]?\d{1,3}(,\d{3})+", re.ASCII)
_COMMA_GROUPS_POINT = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+", re.ASCII)
_POINT_GROUPS_COMMA = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+", re.ASCII)
_SPACE_GROUPS = re.compile(r"[+-]?\d{1,3}( \d{3})+([.,]\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_TINY = re.compile(r"[+-]?\d+(\.\d+)?[eE]-\d{1,3}", re.ASCII)
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,20})?", re.ASCII)
_DURATION = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)", re.ASCII)
_EXPONENT = re.compile(r"[+-]?\d([.,]\d+)?E\+\d{1,3}", re.ASCII)
_MONTHS = "jan|feb|mar|apr|maj|may|mai|jun|jul|aug|sep|okt|oct|nov|dec|dez"
_TURNED_INTO_A_DAY = re.compile(
    rf"(\d{{1,4}}[-. ]?({_MONTHS})[a-z]*\.?|({_MONTHS})[a-z]*\.?[-. ]\d{{1,4}}([-. ]\d{{2,4}})?"
    rf"|\d{{1,2}}[-. ]({_MONTHS})[a-z]*\.?[-. ]\d{{2,4}}"
    r"|\d{4}-\d{2}-\d{2}([T ][\d:.]+)?|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE | re.ASCII,
)
_EXCEL_ERROR = re.compile(
    r"#(NAME\?|REF!|VALUE!|DIV/0!|NUM!|N/A|NULL!|#+)", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True)
class Writing:
    """How a table writes its numbers. ``missing``: its words for "no value", casefolded.

    ``decimal_comma``: commas do not separate columns, so they may be decimal marks.
    ``fractions``: metrics given as parts of one although they are percentages.
    """

    missing: frozenset[str] = frozenset()
    decimal_comma: bool = False
    fractions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Refusal:
    """Why a value is no number: an error's code and what was expected instead."""

    code: str
    expected: str


def damaged_by_excel(text: str) -> bool:
    """Whether a spreadsheet made this of a number: a day, an exponent, an error mark."""
    return bool(
        _TURNED_INTO_A_DAY.fullmatch(text)
        or _EXPONENT.fullmatch(text)
        or _EXCEL_ERROR.fullmatch(text)
    )


def read_number(text: str, metric: Metric, writing: Writing) -> float | Refusal | None:
    """One value: the number, ``None`` for missing, or a :class:`Refusal`.

    Seconds may be written as ``H:MM:SS``, percentages with a sign. A comma is accepted as a mark
    of thousands or of decimals only where it cannot be the other.
    """
    said = " ".join(text.replace("\u2212", "-").split())
    if not said or said.casefold() in writing.missing:
        return None
    if metric.unit is Unit.SECONDS and (clock := _DURATION.fullmatch(said)):
        hours, minutes, seconds = map(int, clock.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    if metric.unit is Unit.PERCENT and said.endswith("%"):
        said = said[:-1].rstrip()
    plain = _plainly(said, metric, writing)
    if plain is None:
        code = "excel_damage" if damaged_by_excel(said) else "bad_number"
        return Refusal(code, _expected(metric))
    number = float(plain)
    if not metric.decimals and not number.is_integer():
        return Refusal("bad_number", _expected(metric))
    return number


def _plainly(said: str, metric: Metric, writing: Writing) -> str | None:
    """The number with a decimal point and no thousands, or ``None`` if it is none, or unsure."""
    if _PLAIN_NUMBER.fullmatch(said) or (metric.decimals and _TINY.fullmatch(said)):
        return said
    if _SPACE_GROUPS.fullmatch(said):
        return said.replace(" ", "").replace(",", ".")
    if writing.decimal_comma:
        parts = metric.decimals and _DECIMAL_COMMA.fullmatch(said)
        if parts or _POINT_GROUPS_COMMA.fullmatch(said):
            return said.replace(".", "").replace(",", ".")
        return None
    # Where parts occur, 1,234 may be one and a quarter.
    whole = not metric.decimals and _COMMA_GROUPS.fullmatch(said)
    return said.replace(",", "") if whole or _COMMA_GROUPS_POINT.fullmatch(said) else None


def _expected(metric: Metric) -> str:
    return "number" if metric.decimals else "whole_number"


@dataclass(frozen=True)
class NumberColumn:
    """A column of text that holds one metric.

    ``refuse`` is told place, text and reason of every value that is no number.
    """

    cells: pa.Array
    metric: Metric
    writing: Writing
    refuse: Callable[[int, str, Refusal], None]

    def read(self) -> np.ndarray:
        """The numbers as float64, missing where nothing was said or what was said is refused."""
        plain = pc.match_substring_regex(self.cells, pattern=_PLAIN)
        if pc.all(plain).as_py():
            values = _floats(self.cells)
        else:
            values = _floats(pc.if_else(plain, self.cells, pa.scalar(None, TEXT)))
            self._fill(values, _places(pc.invert(plain)))
        if self.metric.name in self.writing.fractions:
            signed = _mask(pc.match_substring(self.cells, "%"))
            values = np.where(signed, values, values * 100)
        if self.metric.decimals:
            self._refuse_both_marks()
        else:
            self._refuse_parts(values)
        return values

    def _fill(self, values: np.ndarray, places: np.ndarray) -> None:
        known: dict[str, float | Refusal | None] = {}
        texts = self.cells.take(pa.array(places)).to_pylist()
        for place, text in zip(places, texts, strict=True):
            if text not in known:
                known[text] = read_number(text, self.metric, self.writing)
            found = known[text]
            if isinstance(found, Refusal):
                self.refuse(int(place), text, found)
            elif found is not None:
                values[place] = found

    def _refuse_parts(self, values: np.ndarray) -> None:
        """A count has no parts: 1.234 is a thousand written elsewhere, or damage."""
        with np.errstate(invalid="ignore"):
            parts = np.flatnonzero(~np.isnan(values) & (values != np.floor(values)))
        for place in parts:
            self._refuse_at(place)
            values[place] = np.nan

    def _refuse_both_marks(self) -> None:
        """Where 1,5 stands in the same column, 1.234 may be more than a thousand."""
        if not self.writing.decimal_comma:
            return
        commas = pc.match_substring(self.cells, ",")
        points = pc.match_substring_regex(self.cells, r"^[^,]+\.\d{3}$")
        if pc.any(commas).as_py():
            for place in _places(points):
                self._refuse_at(place)

    def _refuse_at(self, place: np.integer) -> None:
        text = self.cells[int(place)].as_py()
        self.refuse(int(place), text, Refusal("bad_number", _expected(self.metric)))


def _floats(cells: pa.Array) -> np.ndarray:
    values: np.ndarray = pc.cast(cells, pa.float64()).to_numpy(zero_copy_only=False)
    return values.copy()


def _mask(found: pa.Array) -> np.ndarray:
    mask: np.ndarray = pc.fill_null(found, fill_value=False).to_numpy(zero_copy_only=False)
    return mask


def _places(found: pa.Array) -> np.ndarray:
    return np.flatnonzero(_mask(found))
