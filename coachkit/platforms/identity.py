"""What a row is about: its id, checked, restored where that is certain, told apart where needed."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.model.observations import Granularity
from coachkit.platforms.formats import folded
from coachkit.platforms.notices import Notices
from coachkit.platforms.numbers import damaged_by_excel
from coachkit.platforms.problems import Problems
from coachkit.platforms.recognition import Layout
from coachkit.platforms.rows import TEXT, RawBatch
from coachkit.platforms.twins import coalesced_text, joined_by_trust

_EXCEL_DIGITS = 15
_SURE_OF_ROUNDING = 6
_EXPONENT = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE | re.ASCII)
_HEADERS_AGAIN = 3
_TOTAL = "total"


@dataclass(frozen=True)
class Identity:
    """Reads what the rows of one table are about."""

    layout: Layout
    notices: Notices

    def items(self, batch: RawBatch, permalink: pa.Array, problems: Problems) -> pa.Array:
        """The item of each row; missing where the row names none."""
        known = self.layout.format
        if self.layout.granularity is Granularity.TOTAL:
            return pa.array([_TOTAL] * len(batch), type=TEXT)
        # Where no column has a header that is known for the id, the link beside it has it too.
        beside = None if self.layout.of("item") else known.item_beside_permalink
        if pattern := known.item_in_permalink or beside:
            found = pc.struct_field(pc.extract_regex(permalink, pattern), "item")
            item = pc.coalesce(pc.cast(found, TEXT), permalink)
        else:
            item = _bare(coalesced_text(batch, self.layout.of("item"), problems, self.notices))
        self._refuse_pasted(batch, item, problems)
        if known.item_beside_permalink:
            item = self._restored(item, permalink, batch, known.item_beside_permalink)
        if known.item_pattern:
            self._check(item, batch, known.item_pattern, problems)
        return self._with_parts(batch, item)

    def accounts(self, batch: RawBatch, permalink: pa.Array, problems: Problems) -> pa.Array:
        """The account of each row, as the file names it; missing where it does not."""
        pattern = self.layout.format.account_in_permalink
        if pattern:
            found = pc.struct_field(pc.extract_regex(permalink, pattern), "account")
            return pc.cast(found, TEXT)
        account = _bare(coalesced_text(batch, self.layout.of("account"), problems, self.notices))
        for value in pc.unique(account).to_pylist():
            if value is not None and damaged_by_excel(value.upper()):
                place = pc.index(account, pa.scalar(value, TEXT)).as_py()
                problems.add(
                    "excel_damage",
                    batch.numbers[place],
                    self.layout.header("account"),
                    value=value,
                    expected="id",
                )
        return account

    def _with_parts(self, batch: RawBatch, item: pa.Array) -> pa.Array:
        for column in self.layout.of("part"):
            part = pc.utf8_trim_whitespace(batch.text(column.place))
            joined = pc.binary_join_element_wise(item, part, pa.scalar(" · ", TEXT))
            item = pc.coalesce(joined, item)
        if campaigns := self.layout.of("campaign"):
            # The same post boosted in a campaign is a row of its own.
            campaign = joined_by_trust(batch, campaigns)
            boosted = pc.binary_join_element_wise(item, campaign, pa.scalar("#", TEXT))
            item = pc.if_else(pc.is_valid(campaign), boosted, item)
        return item

    def _refuse_pasted(self, batch: RawBatch, item: pa.Array, problems: Problems) -> None:
        """A header in the midst of the rows: two exports in one file, or one pasted twice."""
        headers = {folded(column.header) for column in self.layout.columns}
        keys = {folded(column.header) for column in self.layout.of("item")}
        firsts = [c.place for c in self.layout.columns[:1] if c.meaning == "ignore"]
        suspects = [item, *(batch.text(place) for place in firsts)]
        for cells in suspects:
            said = pc.unique(cells)
            # Of a million ids none is a header if it has digits alone.
            for value in said.filter(pc.match_substring_regex(said, r"[^\d]")).to_pylist():
                if value and folded(value) in keys | headers:
                    place = pc.index(cells, pa.scalar(value, TEXT)).as_py()
                    row = [
                        batch.text(column.place)[place].as_py() for column in self.layout.columns
                    ]
                    again = sum(1 for said in row if said and folded(said) in headers)
                    if again >= min(_HEADERS_AGAIN, len(headers)):
                        problems.add("second_header", batch.numbers[place], value, value=value)
                        problems.refuse()

    def _restored(
        self, item: pa.Array, permalink: pa.Array, batch: RawBatch, pattern: str
    ) -> pa.Array:
        """Ids that a spreadsheet rounded, as the permalink has them, where the two agree."""
        damaged = _mask(pc.match_substring_regex(item, r"^(?:\d([.,]\d+)?[eE]\+?\d+|\d{15}0+)$"))
        if not damaged.any():
            return item
        found = pc.cast(pc.struct_field(pc.extract_regex(permalink, pattern), "item"), TEXT)
        ids, links = item.to_pylist(), found.to_pylist()
        places = [p for p in np.flatnonzero(damaged) if _same(ids[p], links[p])]
        for place in places:
            ids[place] = links[place]
        changed = [place for place in places if ids[place] != item[int(place)].as_py()]
        if changed:
            header = self.layout.header("item")
            self.notices.note("ids_restored", header, batch.numbers[changed])
        return pa.array(ids, type=TEXT)

    def _check(self, item: pa.Array, batch: RawBatch, pattern: str, problems: Problems) -> None:
        header = self.layout.header("item")
        wrong = pc.invert(pc.match_substring_regex(item, f"^(?:{pattern})$"))
        for place in np.flatnonzero(pc.fill_null(wrong, fill_value=False)):
            value = item[place].as_py()
            code = "excel_damage" if damaged_by_excel(value.upper()) else "bad_id"
            problems.add(code, batch.numbers[place], header, value=value, expected="id")
        long = pc.fill_null(pc.match_substring_regex(item, r"^\d{16,}$"), fill_value=False)
        ids = item.filter(long)
        zeros = pc.sum(pc.subtract(pc.utf8_length(ids), _EXCEL_DIGITS)).as_py() or 0
        rounded = pc.all(pc.match_substring_regex(ids, r"^\d{15}0+$")).as_py()
        # One id may end in zeros by chance; not all of them.
        if zeros >= _SURE_OF_ROUNDING and rounded:
            first = int(np.flatnonzero(long)[0])
            value = item[first].as_py()
            problems.add("excel_damage", batch.numbers[first], header, value=value, expected="id")


def _bare(item: pa.Array) -> pa.Array:
    """Without the quotes, or the ``="…"``, by which somebody kept a spreadsheet from rounding."""
    return pc.replace_substring_regex(
        item, pattern=r'^="?([^"=]*)"?$|^"([^"]*)"$', replacement=r"\1\2"
    )


def _same(rounded: str, exact: str | None) -> bool:
    """Whether the exact id is what a spreadsheet would have rounded so."""
    if exact is None or not exact.isdigit():
        return False
    try:
        value = Decimal(rounded.replace(",", "."))
    except InvalidOperation:
        return False
    shown = len(value.as_tuple().digits) if _EXPONENT.fullmatch(rounded) else _EXCEL_DIGITS
    unit = Decimal(10) ** (len(exact) - shown)
    return value.adjusted() == len(exact) - 1 and abs(value - Decimal(exact)) <= unit


def _mask(found: pa.Array) -> np.ndarray:
    mask: np.ndarray = pc.fill_null(found, fill_value=False).to_numpy(zero_copy_only=False)
    return mask
