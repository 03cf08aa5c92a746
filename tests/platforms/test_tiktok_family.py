"""TikTok's exports: years that the days leave out, ids that tell them, shares and hours."""

import os
from datetime import UTC, date, datetime

import numpy as np
import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.model.periods import Period
from coachkit.platforms.exports import open_export
from coachkit.platforms.told import Told
from tests.exports.tiktok import twins
from tests.platforms.invented import NOW, codes, whole

TWINS = {twin.name.removeprefix("tiktok/"): twin for twin in twins()}


@pytest.fixture
def read(tmp_path):
    def opened(content, *, made=NOW, **options):
        path = tmp_path / "export.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.utime(path, (made.timestamp(), made.timestamp()))
        (table,) = open_export(path, opened_at=NOW, **options).tables
        return whole(table)

    return opened


def test_a_year_of_days_is_counted_back_from_the_day_the_file_was_made(read):
    made = datetime(2025, 3, 1, tzinfo=UTC)
    _, source = read(TWINS["Overview.csv"].content, made=made)
    assert (source.first, source.last) == (date(2024, 12, 27), date(2025, 1, 7))
    assert source.covers == (source.first, source.last)
    (warning,) = source.warnings
    assert (warning.code, warning.column) == ("year_assumed", "Date")
    assert dict(warning.details) == {"first": "2024-12-27", "last": "2025-01-07"}


def test_days_after_the_file_was_made_are_of_the_year_before(read):
    made = datetime(2026, 1, 2, tzinfo=UTC)
    _, source = read(TWINS["Overview.csv"].content, made=made)
    assert (source.first, source.last) == (date(2024, 12, 27), date(2025, 1, 7))


def test_who_says_the_days_says_the_year_and_is_not_warned(read):
    told = Told(covers=Period(first=date(2021, 12, 27), last=date(2022, 1, 7)))
    _, source = read(TWINS["sv/Overview.csv"].content, told=told)
    assert (source.first, source.last) == (date(2021, 12, 27), date(2022, 1, 7))
    assert codes(source) == []


@pytest.mark.parametrize("language", ["", "es/", "fi/", "it/", "pt/", "sv/"])
def test_the_days_are_the_same_in_every_language(read, language):
    plain, _ = read(TWINS["Overview.csv"].content)
    frame, _ = read(TWINS[f"{language}Overview.csv"].content)
    assert frame["item"].tolist() == plain["item"].tolist()
    assert frame["item"].tolist()[4:6] == ["2025-12-31", "2026-01-01"]


def test_a_month_of_no_known_language_is_refused(read):
    content = TWINS["Overview.csv"].content.replace(b"January 1", b"Urtarrila 1")
    with pytest.raises(UnreadableExport) as refused:
        read(content)
    assert refused.value.code == "bad_date"
    assert refused.value.details["value"].startswith("Urtarrila")


def test_the_id_of_a_video_tells_its_year(read):
    frame, source = read(TWINS["Content.csv"].content)
    assert [f"{day:%Y-%m-%d}" for day in frame["published"]] == [
        "2026-09-03",
        "2025-11-12",
        "2024-12-30",
    ]
    assert source.accounts == ("invented.boats",)
    assert codes(source) == []


def test_a_year_stays_assumed_where_an_id_tells_another_day(read):
    # The month differs from that of the id: the link may be of another video.
    content = TWINS["Content.csv"].content.replace(b"November 12", b"May 12")
    frame, source = read(content)
    assert f"{frame['published'][1]:%Y-%m-%d}" == "2026-05-12"
    assert codes(source) == ["year_assumed"]
    assert source.warnings[0].column == "Post time"


def test_viewers_that_are_undefined_are_missing_and_not_none(read):
    frame, source = read(TWINS["Viewers.csv"].content)
    assert np.isnan(frame["viewers"][:2]).all()
    assert frame["viewers"][2:].tolist() == [42, 43, 44, 45, 46]
    assert (source.metric("viewers").missing, source.metric("viewers").total) == (2, None)


def test_followers_are_a_stock_and_their_difference_a_net_change(read):
    frame, source = read(TWINS["FollowerHistory.csv"].content)
    assert frame["followers"].tolist() == [300, 301, 302, 303, 304, 305, 306]
    assert frame["net_follows"].tolist() == [1, 1, -2, 1, 4, 0, -1]
    assert [source.metric(name).total for name in ("followers", "net_follows")] == [None, 4]


def test_the_hours_of_a_day_are_items_of_their_own(read):
    frame, source = read(TWINS["FollowerActivity.csv"].content)
    assert frame["item"].tolist()[10:13] == ["2026-10-24T20", "2026-10-24T22", "2026-10-25T00"]
    assert frame["active_followers"].tolist()[10:13] == [200, 220, 0]
    assert source.day_precision is False


def test_an_hour_that_no_day_has_is_refused(read):
    content = TWINS["FollowerActivity.csv"].content.replace(b'"22","220"', b'"24","220"', 1)
    with pytest.raises(UnreadableExport) as refused:
        read(content)
    assert (refused.value.code, refused.value.details["column"]) == ("bad_number", "Hour")


@pytest.mark.parametrize("shares", [("0.737", "0.258", "0.005"), ("73.7", "25.8", "0.5")])
def test_shares_of_followers_are_percent_however_they_are_written(read, shares):
    rows = zip(("Female", "Male", "Other"), shares, strict=True)
    frame, source = read("Gender,Distribution\n" + "\n".join(map(",".join, rows)))
    assert frame["audience_share"].round(9).tolist() == [73.7, 25.8, 0.5]
    assert source.metric("audience_share").denominator == "followers"
    assert source.format == "tiktok_followers_by_gender"


def test_an_audience_that_was_not_counted_is_missing(read):
    frame, source = read(TWINS["business overview.csv"].content)
    assert np.isnan(frame["reach"][0])
    assert frame["reach"][1:].tolist() == [75134, 19595]
    assert source.metric("phone_clicks").platform_name == "Phone number clicks"
    assert source.accounts == ()


def test_whose_numbers_they_are_can_be_told(read):
    _, source = read(TWINS["business overview.csv"].content, told=Told(account="invented.boats"))
    assert source.accounts == ("invented.boats",)
