"""The generator of very large exports, tried on small ones."""

from datetime import UTC, datetime

import pytest

from benchmarks import million_rows
from coachkit.platforms.exports import open_export

AFTER = datetime(2026, 11, 22, 12, tzinfo=UTC)


def written(folder, **wanted):
    file = folder / "Jan-01-2026_Oct-31-2026_1.csv"
    million_rows.write(file, rows=3_000, **wanted)
    return file


@pytest.mark.parametrize("language", ["en", "sv"])
def test_every_row_is_a_post_that_can_be_read(tmp_path, language):
    (table,) = open_export(written(tmp_path, language=language), opened_at=AFTER).tables
    (batch,) = table.batches()
    source = table.source
    assert (source.format, source.rows, source.items) == ("meta_facebook_posts", 3_000, 3_000)
    assert (source.first.isoformat(), source.last.isoformat()) == ("2026-01-01", "2026-10-31")
    assert batch["text"].str.contains("\n").sum() > 300
    assert batch["text"].str.contains('"').sum() > 150


def test_the_same_seed_writes_the_same_file(tmp_path):
    first = written(tmp_path).read_bytes()
    assert written(tmp_path).read_bytes() == first
    assert written(tmp_path, seed=2).read_bytes() != first


def test_chunks_leave_no_seam(tmp_path, monkeypatch):
    monkeypatch.setattr(million_rows, "CHUNK", 700)
    (table,) = open_export(written(tmp_path), opened_at=AFTER).tables
    (batch,) = table.batches()
    assert batch["item"].is_unique
    assert batch["published"].is_monotonic_decreasing
