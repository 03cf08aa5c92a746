"""Rows become items: each with what it is, when it was published, and a number per metric.

What a row says is taken or refused, never mended. Twin columns (Meta's Swedish exports carry
some columns once more in English) are one column here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from coachkit.model.errors import UnreadableExport
from coachkit.model.metrics import METRICS, Unit
from coachkit.model.observations import MENTION_COLUMNS, Granularity, PostFormat
from coachkit.platforms.formats import EVERYWHERE_MISSING, folded
from coachkit.platforms.identity import Identity
from coachkit.platforms.moments import Moments
from coachkit.platforms.notices import Notices
from coachkit.platforms.numbers import NumberColumn, Refusal, Writing
from coachkit.platforms.problems import Problems
from coachkit.platforms.recognition import Column, Layout
from coachkit.platforms.rows import TEXT, RawBatch, RawTable
from coachkit.platforms.totals import TotalRows
from coachkit.platforms.twins import coalesced_numbers, coalesced_text, joined_by_trust

_SHORT_ROW = 3
_THOUSAND = 1000  # milliseconds in a second
_WHOLE = 100  # percent
_CLOCK_BITS = 32  # the bits of a TikTok id below the second of its making
_LATEST_CLOCK = 1 << 32


@dataclass
class ItemReader:
    """Reads the batches of one table in order. ``file``: for errors.

    ``covers``: the days that the file itself or the user says it is of; ``until``: no day of it
    is later. ``totals``: metric → the platform's own total, where the table has a total row.
    ``spans``: the first and last day of which the
    rows themselves say that their values are.
    """

    file: str
    table: RawTable
    notices: Notices
    covers: tuple[date, date] | None = None
    until: date | None = None
    account: str | None = None
    totals: dict[str, float] = field(default_factory=dict)
    currencies: dict[str, set[str]] = field(default_factory=dict)
    spans: set[tuple[date, date]] = field(default_factory=set)
    rows: int = 0
    _named: dict[str, int] = field(default_factory=dict)

    def read(self, batch: RawBatch) -> pd.DataFrame:
        """The items of some rows, columns as in ``ITEM_COLUMNS``, then a column per metric.

        Raises :class:`UnreadableExport` with every problem of these rows.
        """
        whole = batch
        problems = Problems(self.file, self.table.sheet, lambda row: self._is_torn(whole, row))
        batch = self._without_totals(batch, problems)
        self.rows += len(batch)
        permalink = self._one(batch, "permalink", problems)
        item = self._identity.items(batch, permalink, problems)
        batch, item, permalink = self._with_item(batch, item, permalink)
        published = self.moments.published(batch, item, problems)
        platform_format = self._one(batch, "format", problems)
        columns = {
            "row": batch.numbers,
            "account": self._accounts(batch, permalink, problems).to_pandas(),
            "account_name": self._words(batch, "account_name").to_pandas(),
            "item": self._keys(batch, item, published).to_pandas(),
            "published": published,
            "format": self._formats(platform_format, batch).to_pandas(),
            "platform_format": platform_format.to_pandas(),
            "text": self._words(batch, "text").to_pandas(),
            "permalink": permalink.to_pandas(),
            **self._mention(batch),
            **self._metrics(batch, problems),
        }
        frame = pd.DataFrame(columns, copy=False)
        self._find_torn_rows(batch, frame, problems)
        problems.refuse()
        self._refuse_daily_values(batch)
        return frame

    @property
    def _layout(self) -> Layout:
        return self.table.layout

    @cached_property
    def moments(self) -> Moments:
        """When its rows are."""
        return Moments(self._layout, self.notices, self.covers, self.until)

    @cached_property
    def _identity(self) -> Identity:
        return Identity(self._layout, self.notices)

    @cached_property
    def _writing(self) -> Writing:
        known = self._layout.format
        return Writing(
            missing=frozenset(map(str.casefold, (*EVERYWHERE_MISSING, *known.missing))),
            decimal_comma=self.table.decimal_comma,
            fractions=frozenset(known.fractions),
            below=tuple(re.compile(pattern, re.IGNORECASE) for pattern in known.below),
            currencies=known.currencies,
        )

    def _one(self, batch: RawBatch, meaning: str, problems: Problems) -> pa.Array:
        return coalesced_text(batch, self._layout.of(meaning), problems, self.notices)

    def _words(self, batch: RawBatch, meaning: str) -> pa.Array:
        return joined_by_trust(batch, self._layout.of(meaning))

    def _without_totals(self, batch: RawBatch, problems: Problems) -> RawBatch:
        totals = TotalRows(self._layout).among(batch)
        if totals is None:
            return batch
        for metric, values in self._metrics(batch.where(totals), problems).items():
            given = values[~np.isnan(values)]
            if len(given):
                self.totals.setdefault(metric, float(given[0]))
        return batch.where(pc.invert(totals))

    def _refuse_daily_values(self, batch: RawBatch) -> None:
        """One row per post and day looks like one row per post, but its numbers are parts."""
        words = {folded(word) for word in self._layout.format.span_words}
        for column in self._layout.of("span"):
            said = batch.text(column.place)
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
                        expected=next(iter(self._layout.format.span_words), ""),
                    )

    def _with_item(
        self, batch: RawBatch, item: pa.Array, permalink: pa.Array
    ) -> tuple[RawBatch, pa.Array, pa.Array]:
        if not item.null_count:
            return batch, item, permalink
        without = item.is_null()
        header = self._layout.header("item") or self._layout.header("permalink")
        self.notices.note("rows_without_item", header, batch.where(without).numbers)
        given = item.is_valid()
        return batch.where(given), item.filter(given), permalink.filter(given)

    def _accounts(self, batch: RawBatch, permalink: pa.Array, problems: Problems) -> pa.Array:
        account = self._identity.accounts(batch, permalink, problems)
        if self.account is None or account.null_count < len(account):
            return account
        return pa.array([self.account] * len(batch), type=TEXT)

    def _keys(self, batch: RawBatch, item: pa.Array, published: np.ndarray) -> pa.Array:
        """What tells items apart: a day by its date, an ad by its period, a name by its turn."""
        granularity = self._layout.granularity
        if granularity is Granularity.DAY:
            return pa.array(np.datetime_as_string(published, unit="D"), type=TEXT)
        if granularity is Granularity.HOUR:
            return pa.array(np.datetime_as_string(published, unit="h"), type=TEXT)
        if granularity in {Granularity.POST_DAY, Granularity.DAY_GROUP}:
            days = pa.array(np.datetime_as_string(published, unit="D"), type=TEXT)
            return pc.binary_join_element_wise(item, days, pa.scalar("#", TEXT))
        if granularity is Granularity.AD:
            item = self._with_periods(batch, item)
        return self._numbered(batch, item) if self._layout.format.names_repeat else item

    def _with_periods(self, batch: RawBatch, item: pa.Array) -> pa.Array:
        problems = Problems(self.file, self.table.sheet)
        firsts = self.moments.days_of(batch, "period_first", problems)
        lasts = self.moments.days_of(batch, "period_last", problems)
        if firsts is None or lasts is None:
            return item
        known = ~(np.isnat(firsts) | np.isnat(lasts))
        pairs = zip(firsts[known].tolist(), lasts[known].tolist(), strict=True)
        self.spans |= {(first.date(), last.date()) for first, last in pairs}
        if len(self.spans) <= 1:
            return item
        begun = pa.array(np.datetime_as_string(firsts, unit="D"), type=TEXT)
        return pc.binary_join_element_wise(item, begun, pa.scalar("#", TEXT))

    def _numbered(self, batch: RawBatch, item: pa.Array) -> pa.Array:
        keys, again = [], []
        for place, name in enumerate(item.to_pylist()):
            self._named[name] = self._named.get(name, 0) + 1
            turn = self._named[name]
            keys.append(name if turn == 1 else f"{name} ({turn})")
            if turn > 1:
                again.append(place)
        if again:
            self.notices.note("repeated_names", self._layout.header("item"), batch.numbers[again])
        return pa.array(keys, type=TEXT)

    def _formats(self, said: pa.Array, batch: RawBatch) -> pa.Array:
        known = {folded(word): kind for word, kind in self._layout.format.post_types.items()}
        if said.null_count == len(said) or self._layout.granularity is not Granularity.POST:
            return pa.nulls(len(said), TEXT)
        encoded = said.dictionary_encode()
        kinds = []
        for word in encoded.dictionary.to_pylist():
            kind = known.get(folded(word))
            if kind is None:
                rows = batch.numbers[pc.fill_null(pc.equal(said, word), fill_value=False)]
                header = self._layout.header("format")
                self.notices.note("unknown_post_type", header, rows, value=word)
            kinds.append((kind or PostFormat.OTHER).value)
        return pa.array(kinds, type=TEXT).take(encoded.indices)

    def _mention(self, batch: RawBatch) -> dict[str, pd.Series]:
        if self._layout.granularity is not Granularity.MENTION:
            return {}
        return {name: self._words(batch, name).to_pandas() for name in MENTION_COLUMNS}

    def _metrics(self, batch: RawBatch, problems: Problems) -> dict[str, np.ndarray]:
        return {
            name: self._metric(name, batch, self._layout.of(name), problems)
            for name in self._layout.metrics
        }

    def _metric(
        self, name: str, batch: RawBatch, columns: Sequence[Column], problems: Problems
    ) -> np.ndarray:
        read = []
        for column in columns:

            def refuse(place: int, text: str, why: Refusal, header: str = column.header) -> None:
                row = batch.numbers[place]
                problems.add(why.code, row, header, value=text, expected=why.expected)

            def note(code: str, places: np.ndarray, header: str = column.header) -> None:
                self.notices.note(code, header, batch.numbers[places])

            cells = batch.cells[column.place]
            numbers = NumberColumn(cells, METRICS[name], self._writing, refuse, note)
            read.append(self._in_its_unit(name, numbers.read()))
            if METRICS[name].unit is Unit.MONEY:
                self._pay(name, batch, column, numbers.currencies)
        return coalesced_numbers(batch, columns, read, problems, self.notices)

    def _in_its_unit(self, name: str, values: np.ndarray) -> np.ndarray:
        known = self._layout.format
        if name in known.milliseconds:
            return values / _THOUSAND
        if name in known.fractions and name.endswith("_share") and np.any(values > _WHOLE):
            # No part is larger than the whole: this column was in percent from the start.
            return values / _WHOLE
        return values

    def _pay(self, name: str, batch: RawBatch, column: Column, found: frozenset[str]) -> None:
        said = {column.currency} if column.currency else set(found)
        for named in self._layout.of("currency"):
            words = pc.unique(batch.text(named.place)).to_pylist()
            said |= {word.strip() for word in words if word and word.strip()}
        self.currencies.setdefault(name, set()).update(said)

    def _find_torn_rows(self, batch: RawBatch, frame: pd.DataFrame, problems: Problems) -> None:
        """Posts that say nothing at all: the line breaks off, and the rest stands below."""
        if self._layout.granularity is not Granularity.POST or not self._layout.of("published"):
            return
        silent = frame["published"].isna() & frame[list(self._layout.metrics)].isna().all(axis=1)
        for row in frame.loc[silent.to_numpy(), "row"]:
            if self._is_torn(batch, row):
                header = self._layout.header("published")
                problems.add("wrapped_row", row, header, value="", expected="")

    def _is_torn(self, batch: RawBatch, row: int) -> bool:
        """Whether a row ends early: nothing stands in the last third of the columns."""
        (places,) = np.nonzero(batch.numbers == row)
        columns = sorted(column.place for column in self._layout.columns)
        tail = columns[len(columns) - len(columns) // _SHORT_ROW :]
        if not len(places) or len(tail) <= 1:
            return False
        return not any(batch.cells[column][int(places[0])].is_valid for column in tail)
