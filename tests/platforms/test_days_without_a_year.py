"""Days as people write them, in several languages, and the years that nobody wrote."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coachkit.platforms.exports import open_export
from coachkit.platforms.formats import Format
from coachkit.platforms.written_days import day_in, moment_in, years_counted_back
from tests.platforms.invented import codes, whole


@pytest.mark.parametrize(
    ("said", "layout", "languages", "expected"),
    [
        ("February 28, 2026", "%B %d, %Y", ("en",), date(2026, 2, 28)),
        ("28 februari 2026", "%d %B %Y", ("sv",), date(2026, 2, 28)),
        ("28 feb. 2026", "%d %b %Y", ("sv",), date(2026, 2, 28)),
        ("5 de março de 2026", "%d de %B de %Y", ("pt",), date(2026, 3, 5)),
        ("5 marzo 2026", "%d %B %Y", ("it",), date(2026, 3, 5)),
        ("5. maaliskuuta 2026", "%d. %B %Y", ("fi",), date(2026, 3, 5)),
        ("Thu, 5 Feb 2026", "%a, %d %b %Y", ("en",), date(2026, 2, 5)),
        ("22/09/17", "%d/%m/%y", ("en",), date(2017, 9, 22)),
        ("5 marzo 2026", "%d %B %Y", ("sv",), None),
        ("30 February 2026", "%d %B %Y", ("en",), None),
        ("31/09/17", "%d/%m/%y", ("en",), None),
    ],
)
def test_months_are_read_in_the_languages_of_the_table(said, layout, languages, expected):
    assert day_in(said, layout, languages) == expected


@pytest.mark.parametrize(
    ("said", "hour"),
    [("12:05:00 AM", 0), ("04:29:18 AM", 4), ("12:00:00 PM", 12), ("11:59:00 PM", 23)],
)
def test_half_days_have_hours(said, hour):
    moment = moment_in(f"02/19/2014 {said}", "%m/%d/%Y %I:%M:%S %p", ("en",))
    assert moment.hour == hour


def days_in_order(last, count):
    return [last - timedelta(days=back) for back in reversed(range(count))]


def written(days):
    return [f"{day:%B} {day.day}" for day in days]


def counted(said, until, *, in_order=True):
    return years_counted_back(said, "%B %d", ("en",), until=until, in_order=in_order)


@pytest.mark.parametrize("last", [date(2026, 2, 27), date(2025, 12, 31), date(2026, 1, 1)])
@pytest.mark.parametrize("count", [1, 2, 7, 365])
def test_a_year_of_days_keeps_its_order_across_new_year(last, count):
    days = days_in_order(last, count)
    made = last + timedelta(days=3)
    assert counted(written(days), made) == days
    assert counted(written(days[::-1]), made) == days[::-1]


def test_a_leap_day_is_in_a_leap_year():
    days = days_in_order(date(2024, 3, 2), 10)
    assert counted(written(days), date(2024, 5, 1)) == days


def test_days_in_no_order_are_not_given_years():
    said = ["June 3", "January 9", "August 1", "March 4", "December 2", "February 1", "July 7"]
    assert None in counted(said, date(2026, 11, 1))


def test_posts_need_no_order():
    assert counted(["November 2", "October 31"], date(2026, 11, 1), in_order=False) == [
        date(2025, 11, 2),
        date(2026, 10, 31),
    ]


DAYS = Format.model_validate(
    {
        "format": "invented_days",
        "platform": "tiktok",
        "granularity": "day",
        "source": "invented",
        "needs": ["item", "views"],
        "dates": ["%B %d"],
        "headers": {"en": {"Date": "item", "Views": "views"}},
    }
)
VIDEOS = Format.model_validate(
    {
        "format": "invented_videos",
        "platform": "tiktok",
        "granularity": "post",
        "source": "invented",
        "needs": ["item", "views"],
        "dates": ["%B %d"],
        "item_clock": "tiktok",
        "headers": {"en": {"Video": "item", "Posted": "published", "Views": "views"}},
    }
)


def only(path, known):
    now = datetime(2030, 1, 5, tzinfo=UTC)
    # A batch of two rows: years are counted over all rows all the same.
    (table,) = open_export(path, opened_at=now, known=(known,), chunk_rows=2).tables
    return whole(table)


def dated(path, moment):
    import os  # noqa: PLC0415  a file's own date is what these tests are about

    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return path


def test_the_date_of_the_file_decides_and_is_told(save):
    text = "Date,Views\nDecember 30,1\nDecember 31,2\nJanuary 1,3\nJanuary 2,4\n"
    path = dated(save(text), datetime(2026, 1, 3, tzinfo=UTC))
    frame, about = only(path, DAYS)
    assert frame["item"].tolist() == ["2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02"]
    (assumed,) = [warning for warning in about.warnings if warning.code == "year_assumed"]
    assert dict(assumed.details) == {"first": "2025-12-30", "last": "2026-01-02"}


def test_the_id_of_a_video_tells_its_year(save):
    posted = datetime(2023, 7, 16, 10, tzinfo=UTC)
    video = int(posted.timestamp()) << 32
    path = dated(save(f"Video,Posted,Views\n{video},July 16,1\n"), datetime(2026, 1, 3, tzinfo=UTC))
    frame, about = only(path, VIDEOS)
    assert frame["published"].tolist() == [datetime(2023, 7, 16)]  # noqa: DTZ001  no zone is said
    assert codes(about) == []
