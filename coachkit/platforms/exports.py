"""A platform's file, opened: which tables it has, their items batch by batch, and their source."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from coachkit.model.errors import UnreadableExport
from coachkit.model.observations import (
    ExportWarning,
    Granularity,
    MetricSource,
    Platform,
    TableSource,
)
from coachkit.platforms.coverage import named_period, until_exported
from coachkit.platforms.delimited import delimited_table
from coachkit.platforms.files import Kind, OpenedFile, looked_at
from coachkit.platforms.items import ItemReader
from coachkit.platforms.notices import Notices
from coachkit.platforms.repeats import Repeats
from coachkit.platforms.rows import RawTable
from coachkit.platforms.tally import Tally
from coachkit.platforms.workbooks import SkippedSheet, sheet_tables

__all__ = ["Export", "ExportTable", "SkippedSheet", "open_export"]


class ExportTable:
    """One table of an export. Its items come by :meth:`batches`; then :attr:`source` is known."""

    def __init__(self, opened: OpenedFile, table: RawTable, chunk_rows: int) -> None:
        self._opened = opened
        self._table = table
        self._chunk_rows = chunk_rows
        self._source: TableSource | None = None

    @property
    def platform(self) -> Platform:
        """Whose export it is."""
        return self._table.layout.format.platform

    @property
    def format(self) -> str:
        """The layout's name, such as ``meta_facebook_posts`` or ``youtube_by_geography``."""
        return self._table.layout.name

    @property
    def granularity(self) -> Granularity:
        """What a row is about."""
        return self._table.layout.format.granularity

    @property
    def sheet(self) -> str | None:
        """The sheet of a workbook it stands on."""
        return self._table.sheet

    @property
    def language(self) -> str:
        """The language of most of its headers."""
        return self._table.layout.language

    @property
    def time_zone(self) -> str | None:
        """The zone of its times, ``None`` where the platform says none."""
        return self._table.layout.format.time_zone

    @property
    def metrics(self) -> tuple[str, ...]:
        """Its metrics, in the file's order."""
        return self._table.layout.metrics

    @property
    def source(self) -> TableSource:
        """What the table is and adds up to; known once :meth:`batches` ran dry."""
        if self._source is None:
            raise RuntimeError("source_before_batches")
        return self._source

    def batches(self) -> Generator[pd.DataFrame, None, None]:
        """The items, each once: ``ITEM_COLUMNS`` in order, then the metrics as float64.

        Text columns are pandas' ``str``; ``published`` has no zone (see :attr:`time_zone`).
        Raises :class:`UnreadableExport` at the first batch that cannot be trusted, with up to 20
        ``problems``; ``no_rows`` if there is no item at all.
        """
        notices = Notices()
        reader = ItemReader(self._opened.name, self._table, notices)
        repeats = Repeats(self._opened.name, self.sheet, self._headers(), notices)
        tally = Tally(self.granularity)
        for batch in filter(len, self._table.batches(self._chunk_rows)):
            frame = repeats.unique(reader.read(batch))
            if len(frame):
                tally.add(frame, self.metrics)
                yield frame
        if not tally.items:
            where = {"sheet": self.sheet} if self.sheet else {}
            raise UnreadableExport("no_rows", file=self._opened.name, **where)
        self._source = self._sourced(reader, tally, notices)

    def _headers(self) -> dict[str, str]:
        said: dict[str, str] = {}
        for column in self._table.layout.columns:
            said.setdefault(column.meaning, self._table.layout.of(column.meaning)[0].header)
        return said

    def _sourced(self, reader: ItemReader, tally: Tally, notices: Notices) -> TableSource:
        layout = self._table.layout
        covers = self._covers(tally)
        self._note(reader, tally, covers, notices)
        return TableSource(
            file=self._opened.name,
            sha256=self._opened.sha256,
            sheet=self.sheet,
            platform=self.platform,
            format=self.format,
            granularity=self.granularity,
            language=layout.language,
            time_zone=self.time_zone,
            day_precision=reader.day_precision,
            exported=self._opened.exported,
            rows=reader.rows,
            items=tally.items,
            first=tally.first,
            last=tally.last,
            covers=covers,
            accounts=tally.accounts,
            metrics=self._metrics(reader, tally),
            warnings=tuple(notices.warnings()),
        )

    def _metrics(self, reader: ItemReader, tally: Tally) -> tuple[MetricSource, ...]:
        layout = self._table.layout
        return tuple(
            tally.metric(name, layout.of(name)[0].header, reader.totals.get(name))
            for name in self.metrics
        )

    def _covers(self, tally: Tally) -> tuple[date, date] | None:
        if self.granularity is Granularity.DAY and tally.first and tally.last:
            return tally.first, tally.last
        named = named_period(self._opened.path, self._table.layout.format.period_in_name)
        return until_exported(named, self._opened.exported, tally.last)

    def _note(
        self,
        reader: ItemReader,
        tally: Tally,
        covers: tuple[date, date] | None,
        notices: Notices,
    ) -> None:
        layout = self._table.layout
        for header in layout.unknown:
            notices.note("unknown_column", header)
        if len(layout.languages) > 1:
            notices.note("mixed_languages", languages=", ".join(layout.languages))
        if not reader.day_precision and tally.minutes_repeat_the_month:
            notices.note("minutes_repeat_month", self._headers().get("published"))
        for name, items in tally.zeros_beside_reach.items():
            if items:
                notices.note("zeros_beside_reach", self._headers()[name], items=items)
        if tally.days_missing:
            notices.note("days_missing", self._headers().get("item"), days=tally.days_missing)
        if layout.format.period_unsaid and covers is None:
            notices.note("period_unsaid")


@dataclass(frozen=True)
class Export:
    """A platform's file. ``skipped``: the sheets of a workbook that hold no known table."""

    file: str
    sha256: str
    exported: datetime
    tables: tuple[ExportTable, ...]
    skipped: tuple[SkippedSheet, ...] = ()

    def warnings(self) -> tuple[ExportWarning, ...]:
        """What should be known of the file as a whole: sheets that were not read."""
        return tuple(
            ExportWarning(code="sheet_skipped", details={"sheet": left.sheet, "reason": left.code})
            for left in self.skipped
        )


def open_export(path: Path, *, opened_at: datetime, chunk_rows: int = 50_000) -> Export:
    """The file at ``path``, recognised but not yet read.

    ``opened_at``: now; a file date in the future is taken for now. ``chunk_rows``: the most rows
    of one batch. Raises :class:`UnreadableExport`.
    """
    opened = looked_at(path, opened_at=opened_at)
    tables: tuple[RawTable, ...]
    skipped: tuple[SkippedSheet, ...] = ()
    if opened.kind is Kind.TEXT:
        tables = (delimited_table(opened),)
    else:
        found, left = sheet_tables(opened)
        tables, skipped = tuple(found), tuple(left)
    return Export(
        opened.name,
        opened.sha256,
        opened.exported,
        tuple(ExportTable(opened, table, chunk_rows) for table in tables),
        skipped,
    )
