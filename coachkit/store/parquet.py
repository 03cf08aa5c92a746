"""Observation tables as Parquet files: a row group for every batch, types that never vary.

A metric is float64 and a text is text in every file, whatever a batch happened to hold; so files
of different exports can be laid one upon the other.
"""

import os
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.metrics import METRICS
from coachkit.model.observations import ITEM_COLUMNS, MENTION_COLUMNS
from coachkit.store.folders import private_file
from coachkit.store.refusals import named

# 32-bit offsets would end at 2 GB of post texts.
_TEXT = pa.large_string()
# Below that many rows, threads wait for each other longer than they read.
_LONG = 50_000
_TYPES = {
    "row": pa.int64(),
    "published": pa.timestamp("us"),
    "import_id": pa.int64(),
    "position": pa.int64(),
    "covers_first": pa.timestamp("us"),
    "covers_last": pa.timestamp("us"),
}
_NUMBERS = (pa.float64(), pa.int64(), pa.timestamp("us"))
_COME_AGAIN = frozenset({"account", "account_name", "format", "platform_format"})


def type_of(column: str) -> pa.DataType:
    """The one type that a column has in every file."""
    if column in METRICS:
        return pa.float64()
    return _TYPES.get(column, _TEXT)


def write(path: Path, batches: Iterable[pd.DataFrame]) -> int:
    """Stream the batches to a new file that outlives a power cut; how many rows they had.

    Raises :class:`InvalidValue` at ``columns`` for a frame without items, with a column that is
    neither an item's, a mention's nor a metric, or unlike the frames before it; at ``batches``
    for none.
    """
    arriving = iter(batches)
    first = next(arriving, None)
    if first is None:
        raise InvalidValue("missing", "batches")
    schema = _schema(first)
    rows = 0
    with named(path), private_file(path) as sink:
        with parquet.ParquetWriter(sink, schema, **_packed(schema)) as writer:
            for batch in chain([first], arriving):
                _check_same(batch, schema)
                table = pa.Table.from_pandas(batch, schema=schema, preserve_index=False)
                writer.write_table(table, row_group_size=max(len(batch), 1))
                rows += len(batch)
        sink.flush()
        os.fsync(sink.fileno())
    return rows


def _packed(schema: pa.Schema) -> dict[str, Any]:
    """How columns are packed: numbers and words that come again by a list, quickly; texts small."""
    listed = [name for name in schema.names if name in METRICS or name in _COME_AGAIN]
    quickly = {
        name: "lz4" if schema.field(name).type in _NUMBERS else "zstd" for name in schema.names
    }
    return {"use_dictionary": listed, "compression": quickly, "write_statistics": False}


def read(path: Path, columns: Sequence[str] | None) -> pa.Table:
    """The file's rows with those of ``columns`` that it has; ``None`` for all.

    Raises :class:`StoreError`: ``gone`` where the file is, ``damaged`` where it is another.
    """
    try:
        with named(path), parquet.ParquetFile(path, memory_map=True, pre_buffer=False) as file:
            there = file.schema_arrow.names
            wanted = there if columns is None else [name for name in there if name in columns]
            long = file.metadata.num_rows > _LONG
            return file.read(columns=wanted, use_threads=long)
    except pa.ArrowInvalid as refused:
        raise StoreError("damaged", path=str(path)) from refused


def as_table(batches: Iterable[pd.DataFrame]) -> pa.Table:
    """The batches as they would be read back; refused as :func:`write` refuses them."""
    arriving = iter(batches)
    first = next(arriving, None)
    if first is None:
        raise InvalidValue("missing", "batches")
    schema = _schema(first)
    tables = []
    for batch in chain([first], arriving):
        _check_same(batch, schema)
        tables.append(pa.Table.from_pandas(batch, schema=schema, preserve_index=False))
    return pa.concat_tables(tables)


def _schema(batch: pd.DataFrame) -> pa.Schema:
    columns = [str(column) for column in batch.columns]
    if "item" not in columns:
        raise InvalidValue("missing", "columns", value="item")
    for column in columns:
        if column not in METRICS and column not in (*ITEM_COLUMNS, *MENTION_COLUMNS):
            raise InvalidValue("unexpected", "columns", value=column[:80])
    return pa.schema([(column, type_of(column)) for column in columns])


def _check_same(batch: pd.DataFrame, schema: pa.Schema) -> None:
    # Arrow would drop a column that only a later batch has, without a word.
    for column in batch.columns:
        if column not in schema.names:
            raise InvalidValue("unexpected", "columns", value=str(column)[:80])
    for column in schema.names:
        if column not in batch.columns:
            raise InvalidValue("missing", "columns", value=column)
