"""X's exports: translated headers above English days, ids in links, milliseconds."""

from datetime import date

import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.exports import open_export
from tests.exports.x import twins
from tests.platforms.invented import NOW, whole

TWINS = {twin.name.removeprefix("x/"): twin for twin in twins()}
CONTENT = "account_analytics_content_2026-08-10_2026-08-16.csv"


@pytest.fixture
def tables(tmp_path):
    def opened(name, content=None):
        path = tmp_path / name.rpartition("/")[2]
        path.write_bytes(TWINS[name].content if content is None else content)
        return [whole(table) for table in open_export(path, opened_at=NOW).tables]

    return opened


@pytest.mark.parametrize("language", ["", "pt/", "es/"])
def test_posts_are_the_same_in_every_language(tables, language):
    ((plain, _),) = tables(CONTENT)
    ((frame, source),) = tables(f"{language}{CONTENT}")
    for column in ("item", "text", "permalink", "published", "impressions", "link_clicks"):
        assert frame[column].tolist() == plain[column].tolist()
    assert source.accounts == ("InventedBoats",)


def test_where_the_id_has_no_known_header_the_link_has_it(tables):
    ((frame, source),) = tables(f"es/{CONTENT}")
    assert frame["item"].tolist() == [
        "2088700000000000001",
        "2088200000000000002",
        "2087100000000000003",
        "2086700000000000004",
    ]
    unknown = [w.column for w in source.warnings if w.code == "unknown_column"]
    assert unknown == ["Identificador", "Compartidos", "Detalles", "Etiquetas", "Enlaces"]


def test_an_id_without_its_link_is_refused_once_a_spreadsheet_had_it(tables):
    rounded = TWINS["content saved again.csv"].content.replace(
        b"https://x.com/InventedBoats/status/2088700000000000001", b"https://x.com/InventedBoats"
    )
    with pytest.raises(UnreadableExport) as refused:
        tables("content saved again.csv", rounded)
    assert refused.value.code == "excel_damage"
    assert (refused.value.details["column"], refused.value.details["count"]) == ("Post id", 1)


@pytest.mark.parametrize("language", ["pt/", "es/"])
def test_days_are_the_same_in_every_language(tables, language):
    ((plain, _),) = tables("account_overview_analytics.csv")
    ((frame, _),) = tables(f"{language}account_overview_analytics.csv")
    assert frame["item"].tolist() == ["2026-09-02", "2026-09-01", "2026-08-31"]
    for metric in ("impressions", "engagements", "follows", "unfollows", "posts_published"):
        assert frame[metric].tolist() == plain[metric].tolist()


def test_both_tables_of_the_videos_are_read_and_milliseconds_become_seconds(tables):
    (days, of_days), (videos, of_videos) = tables("video_overview_analytics.csv")
    assert [of_days.title, of_videos.title] == ["Video overview", "Your videos"]
    assert days["seconds_viewed"].tolist() == [360.5, 200, 0]
    assert days["average_seconds_viewed"].tolist() == [3.004, 2.5, 0]
    assert days["completion_rate"].tolist() == [12.5, 5, 0]
    assert of_days.metric("completion_rate").denominator == "video_views"
    assert videos["item"].tolist() == ["7_2095000000000000001", "7_2090000000000000002"]
    assert videos["video_views"].tolist() == [150, 1312]
    assert (of_videos.first, of_videos.last) == (date(2026, 8, 20), date(2026, 9, 1))
    assert of_videos.accounts == ("InventedBoats",)


def test_promoted_numbers_that_nobody_paid_for_are_missing(tables):
    for name in TWINS:
        if "metrics_InventedBoats" in name:
            ((_, source),) = tables(name)
            assert (source.metric("promoted_impressions").given, source.rows) == (0, 3)
            assert source.metric("promoted_impressions").total is None
            assert source.time_zone == "UTC"
