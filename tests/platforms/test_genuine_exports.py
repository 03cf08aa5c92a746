"""Genuine exports read right. They are not part of the repository: the test runs where they lie.

The folder is ``COACHKIT_GENUINE_EXPORTS``, or ``../shared/exports`` beside the checkout. Counts and
sums in ``genuine_counts.json`` were taken from the files with csv, calamine, xlrd and ElementTree,
not with coachkit.
"""

import csv
import json
import os
from collections import Counter
from pathlib import Path

import pytest

from coachkit.model.metrics import METRICS
from coachkit.platforms.exports import open_export
from coachkit.platforms.formats import folded
from tests.platforms.invented import NOW, whole

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "exports"
EXPORTS = Path(os.environ.get("COACHKIT_GENUINE_EXPORTS", _BESIDE))
MONTHS = EXPORTS.parent / "reference" / "statistics" / "ropensci"
COUNTS = json.loads((Path(__file__).parent / "genuine_counts.json").read_text(encoding="utf-8"))
FOLDERS = sorted({table["folder"] for table in COUNTS})

pytestmark = pytest.mark.skipif(
    not EXPORTS.is_dir(),
    reason="genuine exports may not be shipped and are not beside the checkout",
)

READ_BY_CSV = (
    "meta_bs_facebook_posts",
    "meta_bs_instagram_posts",
    "twitter_legacy",
    "x_content_new",
    "x_overview_new",
    "youtube_studio",
)
"""Folders of plain text files, in which the csv module finds everything."""


def tables(folder):
    for path in sorted((EXPORTS / folder).iterdir()):
        for table in open_export(path, opened_at=NOW).tables:
            frame, source = whole(table)
            yield path, frame, source


def test_every_folder_of_genuine_exports_is_counted():
    assert sorted(path.name for path in EXPORTS.iterdir() if path.is_dir()) == FOLDERS


@pytest.mark.parametrize("folder", FOLDERS)
def test_counts_days_and_sums_are_those_of_the_files(folder):
    left = [table for table in COUNTS if table["folder"] == folder]
    for _, _, source in tables(folder):
        sums = {metric.metric: metric.total for metric in source.metrics}
        first, last = (day and day.isoformat() for day in (source.first, source.last))
        same = [
            table
            for table in left
            if (table["format"], table["rows"], table["items"])
            == (source.format, source.rows, source.items)
            if (table["first"], table["last"]) == (first, last)
            if {name: sums.get(name) for name in table["sums"]}
            == pytest.approx(table["sums"], abs=1e-6)
        ]
        assert same, (source.format, source.rows, source.items, first, last, sums)
        left.remove(same[0])
    assert left == []


def test_the_columns_of_genuine_files_are_all_known():
    for folder in FOLDERS:
        for _, _, source in tables(folder):
            assert "unknown_column" not in {warning.code for warning in source.warnings}
            assert {metric.metric for metric in source.metrics} <= METRICS.keys()


@pytest.mark.parametrize("folder", READ_BY_CSV)
def test_every_additive_metric_adds_up_as_with_the_csv_module(folder):
    for path, frame, source in tables(folder):
        with path.open(encoding="utf-8-sig", newline="") as text:
            header, *rows = csv.reader(text)
        item = header.index(next(h for h in header if h in _ITEM_HEADERS))
        kept = [row for row in rows if row[item] not in ("", "Total", "Totalt")]
        assert len(frame) == len(kept)
        for metric in source.metrics:
            if not metric.additive:
                continue
            cells = [row[header.index(metric.platform_name)] for row in kept]
            given = [float(cell) for cell in cells if cell not in ("", "-")]
            assert metric.given == len(given)
            assert metric.missing == len(cells) - len(given)
            assert (metric.total or 0) == pytest.approx(sum(given), abs=1e-6)


_ITEM_HEADERS = {
    "Post ID",
    "Post id",
    "Tweet id",
    "Content",
    "Geography",
    "Viewer age",
    "Trafikkälla",
    "Date",
    "Datum",
}


def test_thirty_seven_months_in_a_row():
    if not MONTHS.is_dir():
        pytest.skip("the monthly exports may not be shipped and are not beside the checkout")
    posts, impressions, months, items = 0, 0.0, [], Counter()
    for path in sorted(MONTHS.glob("*.csv")):
        (table,) = open_export(path, opened_at=NOW).tables
        frame, source = whole(table)
        assert source.warnings == ()
        first, last = source.covers
        assert first.day == 1
        assert (first.year, first.month) == (last.year, last.month)
        assert first <= source.first <= source.last <= last
        months.append((first.year, first.month))
        items.update(frame["item"])
        posts += source.items
        impressions += source.metric("impressions").total
    assert (len(months), months[0], months[-1]) == (37, (2016, 12), (2019, 12))
    assert len(set(months)) == 37
    assert (posts, len(items), impressions) == (1129, 1129, 6787327)


def test_headers_are_folded_alike():
    assert folded(" Post\u00a0ID ") == folded("post id")
