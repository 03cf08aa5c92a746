"""Genuine exports read right. They are not part of the repository: the test runs where they lie.

The folder is ``COACHKIT_GENUINE_EXPORTS``, or ``../shared/exports`` beside the checkout. Counts and
sums below were taken from the files with the csv module (and xlrd), not with coachkit.
"""

import csv
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

pytestmark = pytest.mark.skipif(
    not EXPORTS.is_dir(),
    reason="genuine exports may not be shipped and are not beside the checkout",
)

# folder, format → rows, items, first, last, sums
POSTS_AND_DAYS = {
    ("meta_bs_facebook_posts", "meta_facebook_posts"): [
        (
            44,
            41,
            "2023-12-12",
            "2024-03-04",
            {
                "impressions": 1237195,
                "reactions": 22548,
                "comments": 992,
                "shares": 4648,
                "clicks": 39560,
                "photo_clicks": 6671,
                "link_clicks": 2974,
            },
        ),
        (
            48,
            48,
            "2025-03-18",
            "2025-04-14",
            {"views": 0, "interactions": 10, "reactions": 8, "clicks": 20, "link_clicks": 2},
        ),
    ],
    ("meta_bs_instagram_posts", "meta_instagram_posts"): [
        (
            78,
            78,
            "2025-03-18",
            "2025-04-14",
            {"views": 10931, "likes": 274, "shares": 8, "comments": 1, "saves": 4, "follows": 6},
        ),
    ],
    ("x_content_new", "x_content"): [
        (
            40,
            40,
            "2026-08-10",
            "2026-08-15",
            {
                "impressions": 8338,
                "likes": 34,
                "engagements": 198,
                "replies": 22,
                "profile_visits": 39,
                "detail_expands": 79,
                "link_clicks": 4,
            },
        ),
    ],
    ("x_overview_new", "x_overview"): [
        (
            7,
            7,
            "2025-08-20",
            "2025-08-26",
            {
                "impressions": 24749,
                "likes": 50,
                "engagements": 448,
                "follows": 13,
                "unfollows": 2,
                "posts_published": 14,
            },
        ),
    ],
    ("twitter_legacy", "x_legacy_days"): [
        (
            31,
            31,
            "2021-08-01",
            "2021-08-31",
            {"impressions": 1639423, "engagements": 107982, "likes": 3535, "posts_published": 357},
        ),
    ],
    ("twitter_legacy", "x_legacy_posts"): [
        (10, 10, "2017-04-01", "2017-04-04", {"impressions": 486, "engagements": 21, "likes": 4}),
        (
            17,
            17,
            "2021-12-01",
            "2021-12-28",
            {"impressions": 85120, "engagements": 972, "likes": 214},
        ),
    ],
    ("youtube_studio", "youtube_content"): [
        (
            220,
            220,
            "2020-08-08",
            "2026-03-04",
            {
                "views": 51075,
                "watch_time_hours": 4046.4715,
                "subscribers": 648,
                "impressions": 748826,
            },
        ),
    ],
    ("youtube_studio", "youtube_days"): [
        (27, 27, "2024-08-13", "2024-09-09", {"views": 2052, "watch_time_hours": 180.6441}),
        (28, 28, "2024-08-13", "2024-09-09", {"views": 2052}),
        (365, 365, "2020-12-31", "2021-12-30", {"views": 15503810}),
    ],
    ("youtube_studio", "youtube_by_geography"): [(201, 201, None, None, {"views": 14344009})],
    ("youtube_studio", "youtube_by_traffic_source"): [
        (9, 9, None, None, {"views": 2052, "impressions": 17619})
    ],
    ("youtube_studio", "youtube_by_viewer_age"): [(7, 7, None, None, {})],
    ("linkedin_page", "linkedin_page_posts"): [
        (
            10,
            10,
            "2020-05-07",
            "2020-06-26",
            {"impressions": 2551, "clicks": 55, "likes": 101, "comments": 4, "shares": 5},
        ),
    ],
    ("linkedin_page", "linkedin_page_days"): [
        (91, 91, "2020-04-01", "2020-06-30", {"impressions": 2147, "clicks": 44, "reactions": 74}),
    ],
    ("linkedin_page", "linkedin_page_visitors"): [
        (91, 91, "2020-04-01", "2020-06-30", {"page_views": 119})
    ],
    ("linkedin_page", "linkedin_page_visitors_by_location"): [
        (10, 10, None, None, {"page_views": 96})
    ],
    ("linkedin_page", "linkedin_page_visitors_by_job_function"): [
        (15, 15, None, None, {"page_views": 87})
    ],
    ("linkedin_page", "linkedin_page_visitors_by_seniority"): [
        (7, 7, None, None, {"page_views": 92})
    ],
    ("linkedin_page", "linkedin_page_visitors_by_industry"): [
        (27, 27, None, None, {"page_views": 98})
    ],
    ("linkedin_page", "linkedin_page_visitors_by_company_size"): [
        (8, 8, None, None, {"page_views": 81})
    ],
}

FOLDERS = sorted({folder for folder, _ in POSTS_AND_DAYS})


def tables(folder):
    for path in sorted((EXPORTS / folder).iterdir()):
        for table in open_export(path, opened_at=NOW).tables:
            frame, source = whole(table)
            yield path, frame, source


@pytest.mark.parametrize("folder", FOLDERS)
def test_counts_days_and_sums_are_those_of_the_files(folder):
    found = {}
    for _, _, source in tables(folder):
        known = POSTS_AND_DAYS[folder, source.format]
        named = {name for _, _, _, _, sums in known for name in sums}
        sums = {m.metric: m.total for m in source.metrics if m.metric in named}
        days = [day and day.isoformat() for day in (source.first, source.last)]
        found.setdefault((folder, source.format), []).append(
            (source.rows, source.items, *days, sums)
        )
    expected = {key: known for key, known in POSTS_AND_DAYS.items() if key[0] == folder}
    assert sorted(found) == sorted(expected)
    for key, known in expected.items():
        for got, (*counts, sums) in zip(
            sorted(found[key], key=lambda one: one[0]), known, strict=True
        ):
            assert list(got[:4]) == counts
            assert {name: got[4][name] for name in sums} == pytest.approx(sums, abs=1e-6)


@pytest.mark.parametrize("folder", [name for name in FOLDERS if name != "linkedin_page"])
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


def test_the_columns_of_genuine_files_are_all_known():
    for folder in FOLDERS:
        for _, _, source in tables(folder):
            assert "unknown_column" not in {warning.code for warning in source.warnings}
            assert {metric.metric for metric in source.metrics} <= METRICS.keys()


def test_headers_are_folded_alike():
    assert folded(" Post\u00a0ID ") == folded("post id")
