"""Observation tables as Parquet files: a row group for every batch, types that never vary.

A metric is float64 and a text is text in every file, whatever a batch happened to hold; so files
of different exports can be laid one upon the other.
"""

import os
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.metrics import METRICS
from coachkit.model.observations import ITEM_COLUMNS
from coachkit.store.folders import private_file
from coachkit.store.refusals import named

# 32-bit offsets would end at 2 GB of post texts.
_TEXT = pa.large_string()
# Below that many rows, threads wait for each other longer than they read.
_LONG = 50_000
_TYPES = {"row": pa.int64(), "published": pa.timestamp("us")}


def type_of(column: str) -> pa.DataType:
    """The one type that a column has in every file."""
    if column in METRICS:
        return pa.float64()
    return _TYPES.get(column, _TEXT)


def write(path: Path, batches: Iterable[pd.DataFrame]) -> int:
    """Stream the batches to a new file that outlives a power cut; how many rows they had.

    Raises :class:`InvalidValue` at ``columns`` for a frame without items, with a column that is
    neither an item's nor a metric, or unlike the frames before it; at ``batches`` for none.
    """
    arriving = iter(batches)
    first = next(arriving, None)
    if first is None:
        raise InvalidValue("missing", "batches")
    schema = _schema(first)
    rows = 0
    with named(path), private_file(path) as sink:
        with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
            for batch in chain([first], arriving):
                _check_same(batch, schema)
                table = pa.Table.from_pandas(batch, schema=schema, preserve_index=False)
                writer.write_table(table, row_group_size=max(len(batch), 1))
                rows += len(batch)
        sink.flush()
        os.fsync(sink.fileno())
    return rows


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


def _schema(batch: pd.DataFrame) -> pa.Schema:
    columns = [str(column) for column in batch.columns]
    if "item" not in columns:
        raise InvalidValue("missing", "columns", value="item")
    for column in columns:
        if column not in METRICS and column not in ITEM_COLUMNS:
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
