"""A platform's file, opened: which tables it has, their items batch by batch, and their source."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import pandas as pd

from coachkit.model.errors import UnreadableExport
from coachkit.model.metrics import METRICS, Unit
from coachkit.model.observations import (
    ITEM_COLUMNS,
    MENTION_COLUMNS,
    ExportWarning,
    Granularity,
    MetricSource,
    Platform,
    TableSource,
)
from coachkit.platforms.ahead import ahead
from coachkit.platforms.coverage import named_period, until_exported
from coachkit.platforms.delimited import delimited_tables
from coachkit.platforms.files import Kind, OpenedFile, looked_at
from coachkit.platforms.formats import Format, formats
from coachkit.platforms.items import ItemReader
from coachkit.platforms.notices import Notices
from coachkit.platforms.repeats import Repeats
from coachkit.platforms.rows import RawTable
from coachkit.platforms.tally import Tally
from coachkit.platforms.told import NOTHING_TOLD, Told
from coachkit.platforms.totals import differ
from coachkit.platforms.workbooks import Skipped, sheet_tables
from coachkit.platforms.written_days import yearless

__all__ = ["Export", "ExportTable", "Skipped", "open_export"]

_AT_ONCE = 10_000_000
_BY_DAY = (Granularity.DAY, Granularity.HOUR)


class ExportTable:
    """One table of an export. Its items come by :meth:`batches`; then :attr:`source` is known."""

    def __init__(self, opened: OpenedFile, table: RawTable, told: Told, chunk_rows: int) -> None:
        self._opened = opened
        self._table = table
        self._told = told
        self._chunk_rows = chunk_rows
        self._source: TableSource | None = None
        self._beside: tuple[date, date] | None = None

    def stands_beside(self, period: tuple[date, date]) -> None:
        """Take the period that another sheet of the same download names, where it names none."""
        self._beside = period

    @property
    def platform(self) -> Platform:
        """Whose export it is; :attr:`Platform.META` while nobody says which of Meta's two."""
        said = self._table.layout.platform
        if said is Platform.META and self._told.platform in (Platform.FACEBOOK, Platform.INSTAGRAM):
            return self._told.platform
        return said

    @property
    def format(self) -> str:
        """The layout's name, such as ``meta_facebook_posts`` or ``youtube_by_geography``."""
        return self._table.layout.name

    @property
    def granularity(self) -> Granularity:
        """What a row is about."""
        return self._table.layout.granularity

    @property
    def sheet(self) -> str | None:
        """The sheet of a workbook it stands on."""
        return self._table.sheet

    @property
    def title(self) -> str | None:
        """The heading above it, where a page has several tables."""
        layout = self._table.layout
        return layout.title if layout.format.stacked or layout.titled else None

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
        Mentions have ``MENTION_COLUMNS`` before their metrics. An export that names its period and
        has no item gives one empty frame: it is known that nothing happened.
        Raises :class:`UnreadableExport` at the first batch that cannot be trusted, with up to 20
        ``problems``; ``no_rows`` if there is no item and no period.
        """
        notices = Notices()
        reader = self._reader(notices)
        repeats = Repeats(self._opened.name, self.sheet, self._headers(), notices)
        tally = Tally(self.granularity)
        for batch in filter(len, ahead(self._table.batches(self._rows_at_once))):
            frame = repeats.unique(reader.read(batch))
            if len(frame):
                tally.add(frame, self.metrics)
                yield frame
        if not tally.items:
            self._refuse_silence()
            notices.note("quiet_period")
            yield self._nothing()
        self._refuse_mixed_money(reader)
        self._source = self._sourced(reader, tally, notices)

    @property
    def _rows_at_once(self) -> int:
        """Years are counted back over all days, ads' periods compared: such tables are short."""
        whole = self.granularity is Granularity.AD or any(map(yearless, self._layout.dates))
        return _AT_ONCE if whole else self._chunk_rows

    @property
    def _layout(self) -> Format:
        return self._table.layout.format

    def _reader(self, notices: Notices) -> ItemReader:
        covers = self._said_to_cover
        told = self._told.covers
        until = told.last if told else self._opened.exported.date()
        return ItemReader(
            self._opened.name,
            self._table,
            notices,
            covers=covers,
            until=until if covers is None else min(covers[1], max(until, covers[0])),
            account=self._told.account,
        )

    @property
    def _said_to_cover(self) -> tuple[date, date] | None:
        if self.named_period is None and self._told.covers is not None:
            return self._told.covers.first, self._told.covers.last
        return self.named_period or (self._beside if self._layout.period_unsaid else None)

    @cached_property
    def named_period(self) -> tuple[date, date] | None:
        """The period in the name of its file or folder, or above it, if there is one."""
        layout = self._table.layout
        return named_period(
            self._opened.path, layout.format.period_in_name, layout.above, layout.languages
        )

    def _headers(self) -> dict[str, str]:
        said: dict[str, str] = {}
        for column in self._table.layout.columns:
            said.setdefault(column.meaning, self._table.layout.of(column.meaning)[0].header)
        return said

    def _nothing(self) -> pd.DataFrame:
        mention = MENTION_COLUMNS if self.granularity is Granularity.MENTION else ()
        words = dict.fromkeys((*ITEM_COLUMNS, *mention), "str")
        kinds = {**words, "row": "int64", "published": "datetime64[us]"}
        kinds |= dict.fromkeys(self.metrics, "float64")
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})

    def _refuse_silence(self) -> None:
        if self.granularity is not Granularity.POST or self._said_to_cover is None:
            where = {"sheet": self.sheet} if self.sheet else {}
            raise UnreadableExport("no_rows", file=self._opened.name, **where)

    def _refuse_mixed_money(self, reader: ItemReader) -> None:
        for name, found in reader.currencies.items():
            if len(found) > 1:
                raise UnreadableExport(
                    "mixed_currencies",
                    file=self._opened.name,
                    column=self._headers()[name],
                    value=", ".join(sorted(found)),
                )

    def _sourced(self, reader: ItemReader, tally: Tally, notices: Notices) -> TableSource:
        layout = self._table.layout
        covers = self._covers(reader, tally)
        metrics = self._metrics(reader, tally)
        self._note(reader, tally, covers, notices)
        self._note_totals(metrics, notices)
        return TableSource(
            file=self._opened.name,
            sha256=self._opened.sha256,
            sheet=self.sheet,
            title=self.title,
            platform=self.platform,
            format=self.format,
            granularity=self.granularity,
            language=layout.language,
            time_zone=self.time_zone,
            day_precision=reader.moments.day_precision,
            exported=self._opened.exported,
            rows=reader.rows,
            items=tally.items,
            first=tally.first,
            last=tally.last,
            covers=covers,
            values_of=layout.format.values_of,
            accounts=tally.accounts,
            metrics=metrics,
            warnings=tuple(notices.warnings()),
        )

    def _metrics(self, reader: ItemReader, tally: Tally) -> tuple[MetricSource, ...]:
        layout = self._table.layout
        return tuple(
            tally.metric(name, layout.of(name)[0].header, reader.totals.get(name)).changed(
                denominator=layout.format.rates.get(name), currency=self._currency(name, reader)
            )
            for name in self.metrics
        )

    def _currency(self, name: str, reader: ItemReader) -> str | None:
        if METRICS[name].unit is not Unit.MONEY:
            return None
        # Meta's ads name the currency of the account in one header and leave it out in another.
        beside = set().union(*reader.currencies.values())
        alone = next(iter(beside)) if len(beside) == 1 else None
        return next(iter(reader.currencies.get(name, ())), self._layout.currency or alone)

    def _covers(self, reader: ItemReader, tally: Tally) -> tuple[date, date] | None:
        if self.granularity in _BY_DAY and tally.first and tally.last:
            return tally.first, tally.last
        if reader.spans:
            firsts, lasts = zip(*reader.spans, strict=True)
            return min(firsts), max(lasts)
        return until_exported(self._said_to_cover, self._opened.exported, tally.last)

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
        if not reader.moments.day_precision and tally.minutes_repeat_the_month:
            notices.note("minutes_repeat_month", self._headers().get("published"))
        for name, items in tally.zeros_beside_reach.items():
            if items:
                notices.note("zeros_beside_reach", self._headers()[name], items=items)
        if tally.days_missing:
            notices.note("days_missing", self._headers().get("item"), days=tally.days_missing)
        if layout.format.period_unsaid and covers is None:
            notices.note("period_unsaid")
        if reader.moments.year_assumed and tally.first and tally.last and self._told.covers is None:
            dated = self._headers().get("item" if self.granularity in _BY_DAY else "published")
            notices.note("year_assumed", dated, first=f"{tally.first}", last=f"{tally.last}")
        if self._table.torn:
            notices.note("torn_names", self._headers().get("item"), self._table.torn)

    def _note_totals(self, metrics: Sequence[MetricSource], notices: Notices) -> None:
        for metric in metrics:
            parts = METRICS[metric.metric].decimals
            if differ(metric.total, metric.platform_total, parts=parts, rows=metric.given):
                notices.note(
                    "total_differs",
                    metric.platform_name,
                    total=round(metric.total or 0.0, 6),
                    platform_total=round(metric.platform_total or 0.0, 6),
                )


@dataclass(frozen=True)
class Export:
    """A platform's file. ``skipped``: the parts of it that hold no known table."""

    file: str
    sha256: str
    exported: datetime
    tables: tuple[ExportTable, ...]
    skipped: tuple[Skipped, ...] = ()

    def warnings(self) -> tuple[ExportWarning, ...]:
        """What should be known of the file as a whole: sheets and parts that were not read."""
        return tuple(map(_skipping, self.skipped))

    def require_told(self) -> None:
        """Raise :class:`UnreadableExport` ``platform_unsaid`` while it is not known whose it is."""
        for table in self.tables:
            if table.platform is Platform.META:
                raise UnreadableExport("platform_unsaid", file=self.file, value=table.title or "")


def _skipping(part: Skipped) -> ExportWarning:
    if part.code == "unknown_block" or part.sheet is None:
        title = {"title": part.title} if part.title else {}
        sheet = {"sheet": part.sheet} if part.sheet else {}
        return ExportWarning(code="block_skipped", details={**sheet, **title, "reason": part.code})
    return ExportWarning(code="sheet_skipped", details={"sheet": part.sheet, "reason": part.code})


def open_export(
    path: Path,
    *,
    opened_at: datetime,
    told: Told = NOTHING_TOLD,
    known: Sequence[Format] | None = None,
    chunk_rows: int = 50_000,
) -> Export:
    """The file at ``path``, recognised but not yet read.

    ``opened_at``: now; a file date in the future is taken for now. ``told``: what only a person
    can say of it. ``known``: the formats, the shipped ones if left out. ``chunk_rows``: the most
    rows of one batch. Raises :class:`UnreadableExport`.
    """
    opened = looked_at(path, opened_at=opened_at)
    known = formats() if known is None else known
    tables: Sequence[RawTable]
    if opened.kind is Kind.TEXT:
        tables, skipped = delimited_tables(opened, known)
    else:
        tables, skipped = sheet_tables(opened, known)
    found = tuple(ExportTable(opened, table, told, chunk_rows) for table in tables)
    if opened.kind is not Kind.TEXT:
        _share_period(found)
    return Export(opened.name, opened.sha256, opened.exported, found, tuple(skipped))


def _share_period(tables: Sequence[ExportTable]) -> None:
    """A workbook is one download: what one sheet says of its period holds for silent ones."""
    named = {table.named_period for table in tables if table.named_period is not None}
    widest = max(named, key=lambda period: period[1] - period[0], default=None)
    if widest and all(widest[0] <= first and last <= widest[1] for first, last in named):
        for table in tables:
            table.stands_beside(widest)
