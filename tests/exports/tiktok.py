"""Twins of TikTok's exports: days without a year in several languages, ids that tell the year."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from coachkit.model.periods import Period
from coachkit.platforms.told import Told
from tests.exports.twin import Table, Twin

_OVERVIEW = ("Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares")
_MONTHS = {
    "en": ("January", "December"),
    "es": ("enero", "diciembre"),
    "fi": ("tammikuuta", "joulukuuta"),
    "it": ("gennaio", "dicembre"),
    "pt": ("janeiro", "dezembro"),
    "sv": ("januari", "december"),
}
_LAYOUTS = {
    "en": "{month} {day}",
    "es": "{day} de {month}",
    "fi": "{day}. {month}",
    "it": "{day} {month}",
    "pt": "{day} de {month}",
    "sv": "{day} {month}",
}
_NEW_YEAR = tuple(date(2025, 12, 27) + timedelta(days=ahead) for ahead in range(12))
_NEW_YEAR_SUMS = {
    "video_views": 12660,
    "profile_visits": 66,
    "likes": 144,
    "comments": 6,
    "shares": 18,
}

_CONTENT = (
    *("Time", "Video title", "Video link", "Post time"),
    *("Total likes", "Total comments", "Total shares", "Total views"),
)
_VIDEOS = (
    (
        "How to paddle 🚣 #oars",
        datetime(2026, 9, 3, 18, 5, tzinfo=UTC),
        "533",
        "32",
        "16",
        "191265",
    ),
    ("", datetime(2025, 11, 12, 6, 30, tzinfo=UTC), "109", "7", "31", "15441"),
    # Older than a year: only its id tells so.
    ('Old, but "loved"', datetime(2024, 12, 30, 20, 0, tzinfo=UTC), "1837", "50", "6", "30504"),
)

_BUSINESS_EN = (
    "Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,Phone number clicks ,"
    "Leads submission,Net growth,New followers,Lost followers"
)
_BUSINESS_SV = (
    "Datum,Videovisningar,Målgrupp som nåtts,Profilvisningar,Gilla-markeringar,Delningar,"
    "Kommentarer,Nettotillväxt,Nya följare,Tappade följare"
)
_BUSINESS_SV_ALL = (
    "Datum,Videovisningar,Målgrupp som nåtts,Profilvisningar,Gilla-markeringar,Delningar,"
    "Kommentarer,Klick på produktlänkar,Produktlänk genomför betalning,GMV för produktlänkar,"
    "Webbplatsklickar,Telefonnummerklickar,Insamlade leads,Klick på nedladdningslänk för app,"
    "Nettotillväxt,Nya följare,Tappade följare"
)
_BOM = "\ufeff"


def twins() -> Iterator[Twin]:
    """All of this family."""
    yield from _overviews()
    yield from _contents()
    yield from _people()
    yield from _business()


def _overviews() -> Iterator[Twin]:
    for language, layout in _LAYOUTS.items():
        months = _MONTHS[language]
        rows = [
            [
                layout.format(month=months[day.year == _NEW_YEAR[0].year], day=day.day),
                *(str(count) for count in (1000 + 10 * place, place, 12, place % 2, place % 4)),
            ]
            for place, day in enumerate(_NEW_YEAR)
        ]
        folder = "" if language == "en" else f"{language}/"
        yield Twin(
            f"tiktok/{folder}Overview.csv",
            _quoted([_OVERVIEW, *rows]),
            (_days("tiktok_overview", _NEW_YEAR, _NEW_YEAR_SUMS, "year_assumed"),),
        )
    rows = [["February 28", "7", "1", "0", "0", "0"], ["March 1", "9", "0", "1", "0", "0"]]
    told = date(2024, 2, 28), date(2024, 3, 1)
    # Somebody says that it is of 2024, when there was a 29th between the two.
    yield Twin(
        "tiktok/Overview of a leap year.csv",
        _quoted([_OVERVIEW, *rows]),
        (_days("tiktok_overview", told, {"video_views": 16, "likes": 1}, "days_missing"),),
        told=Told(covers=Period(first=told[0], last=told[1])),
    )
    resaved = (
        "Date;Video Views;Profile Views;Likes;Comments;Shares\n28-Feb;7;1;0;0;0\n01-Mar;9;0;1;0;0\n"
    )
    days = date(2026, 2, 28), date(2026, 3, 1)
    yield Twin(
        "tiktok/Overview saved again.csv",
        resaved.encode("utf-8"),
        (_days("tiktok_overview", days, {"video_views": 16, "likes": 1}, "year_assumed"),),
    )


def _contents() -> Iterator[Twin]:
    rows = [
        [
            "October 31",
            title,
            f"https://www.tiktok.com/@invented.boats/video/{_id(published)}",
            f"{published:%B} {published.day}",
            *counts,
        ]
        for title, published, *counts in _VIDEOS
    ]
    found = Table(
        "tiktok_content",
        "tiktok",
        "post",
        3,
        3,
        first=date(2024, 12, 30),
        last=date(2026, 9, 3),
        sums={"likes": 2479, "comments": 89, "shares": 53, "views": 237210},
    )
    yield Twin("tiktok/Content.csv", _quoted([_CONTENT, *rows]), (found,))


def _people() -> Iterator[Twin]:
    days = tuple(date(2026, 10, 24) + timedelta(days=ahead) for ahead in range(7))
    totals = ("undefined", "undefined", "42", "43", "44", "45", "46")
    viewers = [
        [f"October {day.day}", total, "30", f"{place}"]
        for (place, day), total in zip(enumerate(days), totals, strict=True)
    ]
    yield Twin(
        "tiktok/Viewers.csv",
        _quoted([("Date", "Total Viewers", "New Viewers", "Returning Viewers"), *viewers]),
        (_days("tiktok_viewers", days, {}, "year_assumed"),),
    )
    history = [
        [f"October {day.day}", f"{300 + place}", change]
        for (place, day), change in zip(
            enumerate(days), ("1", "1", "-2", "1", "4", "0", "-1"), strict=True
        )
    ]
    yield Twin(
        "tiktok/FollowerHistory.csv",
        _quoted([("Date", "Followers", "Difference in followers from previous day"), *history]),
        (_days("tiktok_follower_history", days, {"net_follows": 4}, "year_assumed"),),
    )
    hours = [
        [f"October {day.day}", f"{hour}", f"{10 * hour}"]
        for day in days[:2]
        for hour in range(0, 24, 2)
    ]
    yield Twin(
        "tiktok/FollowerActivity.csv",
        _quoted([("Date", "Hour", "Active followers"), *hours]),
        (
            Table(
                "tiktok_follower_activity",
                "tiktok",
                "hour",
                24,
                24,
                first=days[0],
                last=days[1],
                warnings=("year_assumed",),
            ),
        ),
    )
    yield Twin(
        "tiktok/FollowerGender.csv",
        _quoted([("Gender", "Distribution"), ("Female", "0.59"), ("Male", "0.41"), ("Other", "0")]),
        (Table("tiktok_followers_by_gender", "tiktok", "breakdown", 3, 3),),
    )
    yield Twin(
        "tiktok/FollowerTopTerritories.csv",
        _quoted(
            [
                ("Top territories", "Distribution"),
                ("SE", "0.462"),
                ("FI", "0.219"),
                ("Others", "0.3"),
            ]
        ),
        (Table("tiktok_followers_by_territory", "tiktok", "breakdown", 3, 3),),
    )


def _business() -> Iterator[Twin]:
    days = date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3)
    yield Twin(
        "tiktok/business overview.csv",
        f"{_BOM}{_BUSINESS_EN}\n"
        "2026/09/01,715,NAN,25,26,4,7,0,0,10,10,0\n"
        "2026/09/02,75155,75134,539,845,244,58,2,1,-3,1,4\n"
        "2026/09/03,19607,19595,130,273,77,39,1,0,26,26,0\n".encode(),
        (
            _days(
                "tiktok_business_days",
                days,
                {
                    "video_views": 95477,
                    "profile_visits": 694,
                    "likes": 1144,
                    "shares": 325,
                    "comments": 104,
                    "phone_clicks": 3,
                    "leads": 1,
                    "net_follows": 33,
                    "follows": 37,
                    "unfollows": 4,
                },
            ),
        ),
    )
    yield Twin(
        "tiktok/sv/business översikt.csv",
        f"{_BUSINESS_SV}\n"
        "2026/09/01,60234,58934,907,3979,415,35,80,98,18\n"
        "2026/09/02,58807,56695,979,3217,313,41,-6,70,76\n"
        "2026/09/03,41230,39706,576,2219,134,17,22,34,12\n".encode(),
        (
            _days(
                "tiktok_business_days",
                days,
                {
                    "video_views": 160271,
                    "profile_visits": 2462,
                    "likes": 9415,
                    "shares": 862,
                    "comments": 93,
                    "net_follows": 96,
                    "follows": 202,
                    "unfollows": 106,
                },
                language="sv",
            ),
        ),
    )
    yield Twin(
        "tiktok/sv/business översikt med butik.csv",
        f"{_BUSINESS_SV_ALL}\n"
        "2026/09/01,60234,58934,907,3979,415,35,9,2,498.00,31,4,1,0,80,98,18\n"
        "2026/09/02,58807,56695,979,3217,313,41,5,0,0.00,12,0,2,1,-6,70,76\n"
        "2026/09/03,41230,39706,576,2219,134,17,0,0,0.00,7,1,0,0,22,34,12\n".encode(),
        (
            _days(
                "tiktok_business_days",
                days,
                {
                    "video_views": 160271,
                    "profile_visits": 2462,
                    "likes": 9415,
                    "shares": 862,
                    "comments": 93,
                    "purchases": 2,
                    "website_clicks": 50,
                    "phone_clicks": 5,
                    "leads": 3,
                    "net_follows": 96,
                    "follows": 202,
                    "unfollows": 106,
                },
                language="sv",
            ),
        ),
    )


def _days(
    layout: str,
    days: Sequence[date],
    sums: dict[str, float],
    *warnings: str,
    language: str = "en",
) -> Table:
    return Table(
        layout,
        "tiktok",
        "day",
        len(days),
        len(days),
        language,
        days[0],
        days[-1],
        (days[0], days[-1]),
        sums,
        warnings=warnings,
    )


def _id(published: datetime) -> int:
    """The upper half of a video's id are the seconds at which it was made."""
    return (int(published.timestamp()) << 32) + 1_000_473


def _quoted(rows: Sequence[Sequence[str]]) -> bytes:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return (_BOM + "\n".join(lines) + "\n").encode("utf-8")
