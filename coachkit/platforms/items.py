"""Rows become items: each with what it is, when it was published, and a number per metric.

What a row says is taken or refused, never mended. Twin columns (Meta's Swedish exports carry
some columns once more in English) are one column here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.model.errors import UnreadableExport
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity, PostFormat
from coachkit.platforms.dates import Refused, dates
from coachkit.platforms.formats import folded
from coachkit.platforms.notices import Notices
from coachkit.platforms.numbers import NumberColumn, Refusal, Writing, damaged_by_excel
from coachkit.platforms.problems import Problems
from coachkit.platforms.recognition import Column
from coachkit.platforms.rows import TEXT, RawBatch, RawTable
from coachkit.platforms.twins import coalesced_numbers, coalesced_text, joined_by_trust

_EXCEL_DIGITS = 15
_SURE_OF_ROUNDING = 6


@dataclass
class ItemReader:
    """Reads the batches of one table in order. ``file``: for errors.

    ``totals``: metric → the platform's own total, where the table has a total row.
    ``day_precision``: whether dates have no hours.
    """

    file: str
    table: RawTable
    notices: Notices
    totals: dict[str, float] = field(default_factory=dict)
    day_precision: bool = True
    rows: int = 0
    _date_layout: str | None = None

    def read(self, batch: RawBatch) -> pd.DataFrame:
        """The items of some rows, columns as in ``ITEM_COLUMNS``, then a column per metric.

        Raises :class:`UnreadableExport` with every problem of these rows.
        """
        problems = Problems(self.file, self.table.sheet)
        batch = self._without_totals(batch, problems)
        self.rows += len(batch)
        self._refuse_daily_values(batch)
        permalink = self._one(batch, "permalink", problems)
        item = self._item(batch, permalink, problems)
        batch, item, permalink = self._with_item(batch, item, permalink)
        published = self._published(batch, item, problems)
        if self.table.layout.format.granularity is Granularity.DAY:
            item = pa.array(np.datetime_as_string(published, unit="D"), type=TEXT)
        platform_format = self._one(batch, "format", problems)
        columns = {
            "row": batch.numbers,
            "account": self._account(batch, permalink, problems).to_pandas(),
            "account_name": joined_by_trust(batch, self._of("account_name")).to_pandas(),
            "item": item.to_pandas(),
            "published": published,
            "format": self._formats(platform_format, batch).to_pandas(),
            "platform_format": platform_format.to_pandas(),
            "text": joined_by_trust(batch, self._of("text")).to_pandas(),
            "permalink": permalink.to_pandas(),
            **self._metrics(batch, problems),
        }
        problems.refuse()
        return pd.DataFrame(columns, copy=False)

    def _of(self, meaning: str) -> tuple[Column, ...]:
        return self.table.layout.of(meaning)

    def _header(self, meaning: str) -> str | None:
        return next((column.header for column in self._of(meaning)), None)

    def _one(self, batch: RawBatch, meaning: str, problems: Problems) -> pa.Array:
        return coalesced_text(batch, self._of(meaning), problems, self.notices)

    def _without_totals(self, batch: RawBatch, problems: Problems) -> RawBatch:
        known = self.table.layout.format.totals
        columns = self._of("item")
        if not known or not columns:
            return batch
        totals = pc.is_in(joined_by_trust(batch, columns), value_set=pa.array(known, type=TEXT))
        if not pc.any(totals).as_py():
            return batch
        for metric, values in self._metrics(batch.where(totals), problems).items():
            if not np.isnan(values[0]):
                self.totals[metric] = float(values[0])
        return batch.where(pc.invert(totals))

    def _refuse_daily_values(self, batch: RawBatch) -> None:
        """One row per post and day looks like one row per post, but its numbers are parts."""
        words = {folded(word) for word in self.table.layout.format.span_words}
        for column in self._of("span"):
            said = batch.cells[column.place]
            for value in pc.unique(said).to_pylist():
                if value and value.strip() and folded(value) not in words:
                    place = pc.index(said, pa.scalar(value, TEXT)).as_py()
                    raise UnreadableExport(
                        "unknown_format",
                        file=self.file,
                        reason="daily_values",
                        row=int(batch.numbers[place]),
                        column=column.header,
                        value=value[:80],
                        expected=self.table.layout.format.span_words[0],
                    )

    def _item(self, batch: RawBatch, permalink: pa.Array, problems: Problems) -> pa.Array:
        known = self.table.layout.format
        if known.item_in_permalink:
            found = pc.struct_field(pc.extract_regex(permalink, known.item_in_permalink), "item")
            item = pc.coalesce(pc.cast(found, TEXT), permalink)
        else:
            item = self._one(batch, "item", problems)
        if campaigns := self._of("campaign"):
            # The same post boosted in a campaign is a row of its own.
            campaign = joined_by_trust(batch, campaigns)
            boosted = pc.binary_join_element_wise(item, campaign, pa.scalar("#", TEXT))
            item = pc.if_else(pc.is_valid(campaign), boosted, item)
        if known.item_pattern:
            self._check_ids(item, batch, known.item_pattern, problems)
        return item

    def _check_ids(self, item: pa.Array, batch: RawBatch, pattern: str, problems: Problems) -> None:
        header = self._header("item")
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

    def _with_item(
        self, batch: RawBatch, item: pa.Array, permalink: pa.Array
    ) -> tuple[RawBatch, pa.Array, pa.Array]:
        if not item.null_count:
            return batch, item, permalink
        without = item.is_null()
        header = self._header("item") or self._header("permalink")
        self.notices.note("rows_without_item", header, batch.where(without).numbers)
        given = item.is_valid()
        return batch.where(given), item.filter(given), permalink.filter(given)

    def _account(self, batch: RawBatch, permalink: pa.Array, problems: Problems) -> pa.Array:
        pattern = self.table.layout.format.account_in_permalink
        if pattern:
            found = pc.struct_field(pc.extract_regex(permalink, pattern), "account")
            return pc.cast(found, TEXT)
        account = self._one(batch, "account", problems)
        for value in pc.unique(account).to_pylist():
            if value is not None and damaged_by_excel(value.upper()):
                place = pc.index(account, pa.scalar(value, TEXT)).as_py()
                problems.add(
                    "excel_damage",
                    batch.numbers[place],
                    self._header("account"),
                    value=value,
                    expected="id",
                )
        return account

    def _published(self, batch: RawBatch, item: pa.Array, problems: Problems) -> np.ndarray:
        by_day = self.table.layout.format.granularity is Granularity.DAY
        column = item if by_day else self._one(batch, "published", problems)
        read = dates(column, self.table.layout.format.dates, self._date_layout)
        if isinstance(read, Refused):
            problems.add(
                read.code,
                batch.numbers[read.place],
                self._header("item" if by_day else "published"),
                value=read.value,
                expected=read.expected,
            )
            problems.refuse()
            return np.empty(0)
        self._date_layout = read.layout
        self.day_precision = not read.has_hours
        return read.days

    def _formats(self, said: pa.Array, batch: RawBatch) -> pa.Array:
        known = {folded(word): kind for word, kind in self.table.layout.format.post_types.items()}
        if said.null_count == len(said):
            return said
        encoded = said.dictionary_encode()
        kinds = []
        for word in encoded.dictionary.to_pylist():
            kind = known.get(folded(word))
            if kind is None:
                rows = batch.numbers[pc.fill_null(pc.equal(said, word), fill_value=False)]
                self.notices.note("unknown_post_type", self._header("format"), rows, value=word)
            kinds.append((kind or PostFormat.OTHER).value)
        return pa.array(kinds, type=TEXT).take(encoded.indices)

    def _metrics(self, batch: RawBatch, problems: Problems) -> dict[str, np.ndarray]:
        known = self.table.layout.format
        writing = Writing(
            frozenset(word.casefold() for word in known.missing),
            self.table.decimal_comma,
            frozenset(known.fractions),
        )
        return {
            name: self._metric(name, batch, self._of(name), writing, problems)
            for name in self.table.layout.metrics
        }

    def _metric(
        self,
        name: str,
        batch: RawBatch,
        columns: Sequence[Column],
        writing: Writing,
        problems: Problems,
    ) -> np.ndarray:
        read = []
        for column in columns:

            def refuse(place: int, text: str, why: Refusal, header: str = column.header) -> None:
                row = batch.numbers[place]
                problems.add(why.code, row, header, value=text, expected=why.expected)

            cells = batch.cells[column.place]
            read.append(NumberColumn(cells, METRICS[name], writing, refuse).read())
        return coalesced_numbers(batch, columns, read, problems, self.notices)
