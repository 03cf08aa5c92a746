"""``coachkit inspect --json``: what a file is, as plain data; see ``docs/inspect-json.md``."""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from coachkit.model.errors import UnreadableExport
from coachkit.model.observations import ExportWarning, Granularity, MetricSource, TableSource
from coachkit.platforms.asking import asks_of
from coachkit.platforms.drops import dropped
from coachkit.platforms.exports import Export, open_export

Explain = Callable[[ExportWarning], str]

_MAIN_FIRST = (
    Granularity.POST,
    Granularity.DAY,
    Granularity.AD,
    Granularity.MENTION,
    Granularity.HOUR,
    Granularity.POST_DAY,
    Granularity.DAY_GROUP,
    Granularity.BREAKDOWN,
    Granularity.TOTAL,
)


def inspect(path: Path, *, opened_at: datetime, explain: Explain) -> dict[str, Any]:
    """The whole file read and described; nothing is stored.

    ``explain`` makes the sentence of a warning. The answer has only what JSON knows. The top
    level is the main table (posts before days before breakdowns), ``tables`` has every table.
    Raises :class:`coachkit.model.errors.UnreadableExport`; ``is_an_archive`` for a ZIP of files.
    """
    if path.is_file() and dropped(path).archive:
        raise UnreadableExport("is_an_archive", file=path.name)
    export = open_export(path, opened_at=opened_at)
    sources = []
    for table in export.tables:
        deque(table.batches(), maxlen=0)
        sources.append(table.source)
    main = min(sources, key=lambda source: _MAIN_FIRST.index(source.granularity))
    top = described(main, explain)
    top["warnings"] += [_warning(warning, explain) for warning in export.warnings()]
    return {
        **top,
        "file": export.file,
        "sha256": export.sha256,
        "exported": export.exported.isoformat(),
        "tables": [described(source, explain) for source in sources],
        "skipped": _skipped(export),
    }


def described(source: TableSource, explain: Explain) -> dict[str, Any]:
    """One table as plain data: all that is said of a table in ``docs/inspect-json.md``."""
    return {
        "platform": source.platform.value,
        "format": source.format,
        "granularity": source.granularity.value,
        "language": source.language,
        "sheet": source.sheet,
        "title": source.title,
        "rows": source.rows,
        "items": source.items,
        "first": source.first.isoformat() if source.first else None,
        "last": source.last.isoformat() if source.last else None,
        "time_zone": source.time_zone,
        "day_precision": source.day_precision,
        "covers": [day.isoformat() for day in source.covers] if source.covers else None,
        "values_of": source.values_of.value,
        "accounts": list(source.accounts),
        "asks": [ask.value for ask in asks_of([source])],
        "metrics": {metric.metric: _metric(metric) for metric in source.metrics},
        "warnings": [_warning(warning, explain) for warning in source.warnings],
    }


def _metric(metric: MetricSource) -> dict[str, Any]:
    return {
        "platform_name": metric.platform_name,
        "additive": metric.additive,
        "sum": _plain(metric.total),
        "missing": metric.missing,
        "platform_total": _plain(metric.platform_total),
        "difference": _plain(metric.difference),
        "denominator": metric.denominator,
        "currency": metric.currency,
    }


def _plain(value: float | None) -> int | float | None:
    """Whole values as whole numbers; others without the dust of binary fractions."""
    if value is None:
        return None
    tidy = round(value, 9)
    return int(tidy) if tidy.is_integer() else tidy


def _warning(warning: ExportWarning, explain: Explain) -> dict[str, Any]:
    return {
        "code": warning.code,
        "message": explain(warning),
        "row": warning.row,
        "column": warning.column,
        "details": dict(warning.details),
    }


def _skipped(export: Export) -> list[dict[str, str | None]]:
    return [
        {
            "sheet": left.sheet,
            **({"title": left.title} if left.title else {}),
            "reason": left.code,
        }
        for left in export.skipped
    ]
