"""Twins of YouTube Studio's exports: every table of its downloads, in English and Swedish."""

from collections.abc import Iterator
from datetime import date

from tests.exports.twin import Table, Twin

_AUGUST = (date(2026, 8, 1), date(2026, 8, 31))
_IN_AUGUST = "2026-08-01_2026-09-01 Invented Boats"

_CONTENT_EN = """\
Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Impressions,\
Impressions click-through rate (%)
Total,,,,5100,404.2500,15,7400,3.06
Sx0yt00000k,"How to paddle, part 1","Dec 18, 2025",4197,4632,354.5012,16,3700,4.59
b-_Dv50000A,Hatches & oars,"Aug 4, 2026",317,452,49.7488,2,3388,2.5
a2Dv500000A,A deleted one,,3322,,,,312,0
"""
_CONTENT_EN_SUMS = {
    "views": 5084,
    "watch_time_hours": 404.25,
    "subscribers": 18,
    "impressions": 7400,
}
_CONTENT_SV = """\
Innehåll,Videotitel,Publiceringstid för video,Visningar,Visningstid (timmar),Prenumeranter,\
Exponeringar,Klickfrekvens för exponeringar (%)
Totalt,,,143,14.2000,1,900,2.17
Sx0yt00000k,"Så paddlar du, del 1","Aug 17, 2026",142,14.1000,1,888,2.2
b-_Dv50000A,Luckor & åror,"May 4, 2024",1,0.1000,0,12,0
"""
_POST_DAYS_EN = """\
Date,Content,Video title,Video publish time,Duration,Views
2026-08-01,Sx0yt00000k,"How to paddle, part 1","Dec 18, 2025",4197,10
2026-08-02,Sx0yt00000k,"How to paddle, part 1","Dec 18, 2025",4197,30
2026-08-01,b-_Dv50000A,Hatches & oars,"Aug 4, 2026",317,0
2026-08-02,b-_Dv50000A,Hatches & oars,"Aug 4, 2026",317,7
"""
_POST_DAYS_SV = """\
Datum,Innehåll,Videotitel,Publiceringstid för video,Visningar
2026-08-01,Sx0yt00000k,"Så paddlar du, del 1","Aug 17, 2026",3
2026-08-02,Sx0yt00000k,"Så paddlar du, del 1","Aug 17, 2026",5
"""
_DAYS_SV = """\
Datum,Visningar,Visningstid (timmar),Genomsnittlig visningslängd
Totalt,143,14.2000,0:05:57
2026-08-31,142,14.1000,0:05:58
2026-08-14,1,0.1000,0:00:58
"""
_BY_DAY = """\
Date,Geography,Views
2026-08-01,SE,5
2026-08-02,SE,7
2026-08-01,FI,1
2026-08-02,FI,0
"""
# Headers as a manager may choose them; the last column only where there is one.
_BROKEN_DOWN = {
    "Geography": ("geography", ("SE", "FI", "AX"), ""),
    "Cities": ("city", ("0x46f4,Umeå", "0x4692,Åbo", "0x1,Vasa"), "City name"),
    "Traffic source": ("traffic_source", ("External", "YouTube search", "Playlists"), ""),
    "Viewer gender": ("viewer_gender", ("Female", "Male", "User-specified"), ""),
    "Device type": ("device_type", ("Mobile phone", "Computer", "TV"), ""),
    "Operating system": ("operating_system", ("Android", "iOS", "Windows"), ""),
    "Content type": ("content_type", ("Videos", "Shorts", "Live stream"), ""),
    "Subscription status": ("subscription_status", ("Not subscribed", "Subscribed", "Other"), ""),
    "Subscription source": ("subscription_source", ("Your videos", "Channel page", "Other"), ""),
}
_AGE = """\
Viewer age,Views (%),Average view duration,Average percentage viewed (%),Watch time (hours) (%)
13–17 years,0.61,0:04:40,38.43,0.26
18–24 years,10.81,0:06:51,46.71,6.84
65+ years,88.58,0:13:21,45.74,92.9
"""
_SOURCE_SV = """\
Trafikkälla,Visningar,Visningstid (timmar),Genomsnittlig visningslängd,Exponeringar,\
Klickfrekvens för exponeringar (%)
Totalt,143,14.2000,0:05:57,900,2.17
Externt,100,10.0000,0:06:00,,
Videoförslag,40,4.0000,0:06:00,888,2.2
Spellistor,3,0.2000,0:04:00,12,20
"""
_AGE_SV = """\
Tittarnas ålder,Visningar (%),Genomsnittlig visningslängd,\
Genomsnittlig procent som har visats (%),Visningstid (timmar) (%)
13–17 år,0.61,0:04:40,38.43,0.26
65+ år,99.39,0:13:21,45.74,99.74
"""


def twins() -> Iterator[Twin]:
    """All of this family."""
    yield from _videos()
    yield from _days()
    yield from _breakdowns()


def _videos() -> Iterator[Twin]:
    posts = Table(
        "youtube_content",
        "youtube",
        "post",
        3,
        3,
        first=date(2025, 12, 18),
        last=date(2026, 8, 4),
        covers=_AUGUST,
        sums=_CONTENT_EN_SUMS,
        totals={
            "views": 5100,
            "watch_time_hours": 404.25,
            "subscribers": 15,
            "impressions": 7400,
            "impressions_click_through_rate": 3.06,
        },
        warnings=("total_differs",),
    )
    yield Twin(f"youtube/Content {_IN_AUGUST}/Table data.csv", _CONTENT_EN.encode(), (posts,))
    yield Twin(
        f"youtube/Content {_IN_AUGUST}/Chart data.csv",
        _POST_DAYS_EN.encode(),
        (_post_days("en", 4, 47),),
    )
    yield Twin(
        f"youtube/Innehåll {_IN_AUGUST}/Tabelldata.csv",
        _CONTENT_SV.encode(),
        (
            Table(
                "youtube_content",
                "youtube",
                "post",
                2,
                2,
                "sv",
                date(2024, 5, 4),
                date(2026, 8, 17),
                _AUGUST,
                {"views": 143, "watch_time_hours": 14.2, "subscribers": 1, "impressions": 900},
                {
                    "views": 143,
                    "watch_time_hours": 14.2,
                    "subscribers": 1,
                    "impressions": 900,
                    "impressions_click_through_rate": 2.17,
                },
            ),
        ),
    )
    yield Twin(
        f"youtube/Innehåll {_IN_AUGUST}/Diagramdata.csv",
        _POST_DAYS_SV.encode(),
        (_post_days("sv", 2, 8),),
    )


def _post_days(language: str, rows: int, views: int) -> Table:
    return Table(
        "youtube_content_days",
        "youtube",
        "post_day",
        rows,
        rows,
        language,
        date(2026, 8, 1),
        date(2026, 8, 2),
        _AUGUST,
        {"views": views},
    )


def _days() -> Iterator[Twin]:
    first, last = date(2026, 8, 14), date(2026, 8, 31)
    yield Twin(
        f"youtube/Datum {_IN_AUGUST}/Tabelldata.csv",
        _DAYS_SV.encode(),
        (
            Table(
                "youtube_days",
                "youtube",
                "day",
                2,
                2,
                "sv",
                first,
                last,
                (first, last),
                {"views": 143, "watch_time_hours": 14.2},
                {"views": 143, "watch_time_hours": 14.2, "average_seconds_viewed": 357},
                warnings=("days_missing",),
            ),
        ),
    )
    rows = [f"2026-08-{day:02},{day % 5}" for day in range(1, 32)]
    for language, folder, name, header in (
        ("sv", "Datum", "Totalt.csv", "Datum,Visningar"),
        ("en", "Date", "Totals.csv", "Date,Views"),
    ):
        yield Twin(
            f"youtube/{folder} {_IN_AUGUST}/{name}",
            ("\n".join([header, *rows]) + "\n").encode(),
            (
                Table(
                    "youtube_days",
                    "youtube",
                    "day",
                    31,
                    31,
                    language,
                    *_AUGUST,
                    _AUGUST,
                    {"views": 61},
                ),
            ),
        )


def _breakdowns() -> Iterator[Twin]:
    for header, (part, names, beside) in _BROKEN_DOWN.items():
        keys = f"{header},{beside}" if beside else header
        gap = "," if beside else ""
        lines = [
            f"{keys},Views,Watch time (hours),Average view duration",
            f"Total{gap},31,3.0000,0:05:48",
            *(f"{name},{10 + place},1.0000,0:06:00" for place, name in enumerate(names)),
        ]
        yield Twin(
            f"youtube/{header} {_IN_AUGUST}/Table data.csv",
            ("\n".join(lines) + "\n").encode(),
            (
                _breakdown(
                    part,
                    {"views": 33, "watch_time_hours": 3},
                    {"views": 31, "watch_time_hours": 3, "average_seconds_viewed": 348},
                    "total_differs",
                ),
            ),
        )
    yield Twin(
        f"youtube/Geography {_IN_AUGUST}/Chart data.csv",
        _BY_DAY.encode(),
        (
            Table(
                "youtube_by_day_geography",
                "youtube",
                "day_group",
                4,
                4,
                first=date(2026, 8, 1),
                last=date(2026, 8, 2),
                covers=_AUGUST,
                sums={"views": 13},
            ),
        ),
    )
    # Moved out of its folder, nothing says which days it is of.
    yield Twin(
        "youtube/Viewer age.csv",
        _AGE.encode(),
        (
            Table(
                "youtube_by_viewer_age", "youtube", "breakdown", 3, 3, warnings=("period_unsaid",)
            ),
        ),
    )
    yield Twin(
        f"youtube/Trafikkälla {_IN_AUGUST}/Tabelldata.csv",
        _SOURCE_SV.encode(),
        (
            Table(
                "youtube_by_traffic_source",
                "youtube",
                "breakdown",
                3,
                3,
                "sv",
                covers=_AUGUST,
                sums={"views": 143, "watch_time_hours": 14.2, "impressions": 900},
                totals={
                    "views": 143,
                    "watch_time_hours": 14.2,
                    "average_seconds_viewed": 357,
                    "impressions": 900,
                    "impressions_click_through_rate": 2.17,
                },
            ),
        ),
    )
    yield Twin(
        f"youtube/Tittarnas ålder {_IN_AUGUST}/Tabelldata.csv",
        _AGE_SV.encode(),
        (Table("youtube_by_viewer_age", "youtube", "breakdown", 2, 2, "sv", covers=_AUGUST),),
    )


def _breakdown(
    part: str, sums: dict[str, float], totals: dict[str, float], *warnings: str
) -> Table:
    return Table(
        f"youtube_by_{part}",
        "youtube",
        "breakdown",
        3,
        3,
        covers=_AUGUST,
        sums=sums,
        totals=totals,
        warnings=warnings,
    )
