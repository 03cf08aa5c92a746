"""The trial: the file read whole, by the engine itself, as the mapping says. Nothing is stored.

Only what passes here may be kept: a column of words taken for numbers is refused with its row.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow.compute as pc

from coachkit.model.errors import InvalidValue, UnreadableExport
from coachkit.model.mappings import ColumnMapping
from coachkit.model.observations import Granularity, TableSource
from coachkit.platforms.exports import Export, ExportTable, open_export
from coachkit.platforms.formats import Format, formats
from coachkit.platforms.mapping import mapped_format
from coachkit.platforms.mapping_checks import answered
from coachkit.platforms.mapping_tables import UnnamedTable
from coachkit.platforms.told import NOTHING_TOLD, Told


@dataclass(frozen=True)
class Trial:
    """What the file says when it is read so. ``mapping``: complete, as it would be kept.

    ``sources``: of every table that the mapping reads, the one that was matched first.
    """

    mapping: ColumnMapping
    sources: tuple[TableSource, ...]

    @property
    def source(self) -> TableSource:
        """The table that was matched."""
        return self.sources[0]


def tried(
    table: UnnamedTable,
    mapping: ColumnMapping,
    *,
    opened_at: datetime,
    known: Sequence[Format] | None = None,
    told: Told = NOTHING_TOLD,
) -> Trial:
    """Read the whole file as the mapping says.

    ``known``: the other formats, which the mapping has to know more of the file than. Raises
    :class:`InvalidValue`: what :func:`coachkit.platforms.mapping_checks.answered` refuses, and
    ``already_known`` at ``based_on`` (``value``, a format's name) where the file is read without
    any mapping, and ``tells_nothing_apart`` at ``headers`` (``value``, the header) where several
    posts have one id; :class:`UnreadableExport` for whatever cannot be trusted, with its place.
    """
    whole = answered(mapping, table)
    layout = mapped_format(whole)
    path = table.opened.path
    alone = open_export(path, opened_at=opened_at, told=told, known=(layout,))
    others = formats() if known is None else known
    together = open_export(path, opened_at=opened_at, told=told, known=(*others, layout))
    _refuse_what_is_known(_here(alone, table), _here(together, table))
    sources = _read(alone, table)
    _refuse_what_tells_nothing_apart(whole, table, sources[0])
    return Trial(whole, sources)


def _read(export: Export, table: UnnamedTable) -> tuple[TableSource, ...]:
    here = _here(export, table)
    sources = []
    for one in (here, *(other for other in export.tables if other is not here)):
        deque(one.batches(), maxlen=0)
        sources.append(one.source)
    return tuple(sources)


def _here(export: Export, table: UnnamedTable) -> ExportTable:
    found = next((one for one in export.tables if one.sheet == table.sheet), None)
    if found is None:
        raise UnreadableExport("no_rows", **table.where)
    return found


def _refuse_what_is_known(alone: ExportTable, together: ExportTable) -> None:
    """A mapping that some other format outdoes would be kept and never used."""
    if (alone.format, alone.language) != (together.format, together.language):
        raise InvalidValue("already_known", "based_on", value=together.format)


def _refuse_what_tells_nothing_apart(
    mapping: ColumnMapping, table: UnnamedTable, source: TableSource
) -> None:
    """An account's id stands in every row, and with a post's id as the account it reads well."""
    header = mapping.header("item")
    if header is None or source.granularity is not Granularity.POST or mapping.header("campaign"):
        return
    different = pc.count_distinct(table.column(table.header(header))).as_py()
    if different < source.items:
        raise InvalidValue("tells_nothing_apart", "headers", value=header[:80])
