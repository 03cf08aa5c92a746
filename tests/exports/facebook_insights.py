"""Twins of what Facebook Insights exported until 2021: posts, video posts, days, and workbooks."""

from collections.abc import Iterator
from datetime import date

from tests.exports.twin import Table, Twin
from tests.exports.writing import delimited, marked, spreadsheetml

_PAGE = "518990000000001"
_ABOUT = [
    *("Post ID", "Permalink", "Post Message", "Type", "Countries", "Languages", "Posted"),
    "Audience Targeting",
]
_KEY_METRICS = [
    *("post_impressions_unique:lifetime", "post_impressions:lifetime"),
    *("post_impressions_fan_unique:lifetime", "post_video_avg_time_watched:lifetime"),
]
_UNIQUE = "Lifetime: What people did. (Unique Users)"
_TIMES = "Lifetime: How often it was done. (Total Count)"


def twins() -> Iterator[Twin]:
    """Every twin of the family."""
    yield _posts()
    yield _video_posts()
    yield _days()
    yield _workbook()


def _about(number: int, kind: str, posted: str) -> list[str]:
    link = f"https://www.facebook.com/hamnbladet/posts/{101520000000000 + number}"
    said = f"Hamnen i januari, bild {number}.\nFoto: redaktionen"
    return [f"{_PAGE}_{101520000000000 + number}", link, said, kind, "", "", posted, " "]


def _posts() -> Twin:
    """Two header rows; the second alone tells one "Organic Video Views" from the other."""
    measures = {
        "Lifetime Post Total Reach": (_UNIQUE, 76, 53, 21),
        "Lifetime Post organic reach": (_UNIQUE, 76, 53, 21),
        "Lifetime Post Paid Reach": (_UNIQUE, 0, 0, 0),
        "Lifetime Post Total Impressions": (_TIMES, 139, 117, 57),
        "Lifetime Engaged Users": (_UNIQUE, 4, 3, 5),
        "Lifetime Talking About This (Post) by action type - like": (_UNIQUE, 2, "", 1),
        "Lifetime Post Stories by action type - comment": (_TIMES, "", "", 1),
        "Lifetime Post Stories by action type - like": ("", 2, "", 3),
        "Lifetime Post Consumptions": (_TIMES, 8, 3, 17),
        "Lifetime Post Consumptions by type - photo view": (_TIMES, "", 1, 15),
        "Lifetime Post reach by people who like your Page": (_UNIQUE, 52, 29, 20),
        "Lifetime Average time video viewed": (_TIMES, 0, 0, 4500),
        "Lifetime Organic Video Views": (_TIMES, "", "", 12),
        "Lifetime Organic Video Views ": (_UNIQUE, "", "", 9),
    }
    moments = ("02/19/2014 04:29:18 AM", "02/18/2014 12:58:24 AM", "02/17/2014 10:39:44 PM")
    abouts = [_about(n, kind, moments[n]) for n, kind in enumerate(("Status", "Photo", "Video"))]
    rows: list[list[object]] = [
        [*_ABOUT, *(header.strip() for header in measures)],
        [*[""] * len(_ABOUT), *(described[0] for described in measures.values())],
        *(
            [*about, *(values[1 + n] for values in measures.values())]
            for n, about in enumerate(abouts)
        ),
    ]
    table = Table(
        format="facebook_insights_posts",
        platform="facebook",
        granularity="post",
        rows=3,
        items=3,
        first=date(2014, 2, 17),
        last=date(2014, 2, 19),
        covers=(date(2014, 1, 1), date(2014, 2, 27)),
        sums={
            "impressions": 313,
            "likes": 5,
            "comments": 1,
            "clicks": 28,
            "photo_clicks": 16,
            "video_views_organic": 12,
        },
    )
    return Twin(_name("(Post Level) - ", "2014-01-01 - 2014-02-27"), marked(rows), (table,))


def _video_posts() -> Twin:
    header = [
        *(*_ABOUT, "Content Tags", "Lifetime Post Total Impressions"),
        *(
            "Lifetime Total Video Views",
            "Lifetime Paid Video Views",
            "Lifetime Organic Video Views",
        ),
        *("Lifetime Total 30-Second Views", "Lifetime Total Views to 95%"),
        *("Lifetime Unique Video Views", "Lifetime Auto-Played Video Views"),
        "Lifetime Post Consumptions by type - video play",
    ]
    described = [*[""] * 9, *[_TIMES] * 6, _UNIQUE, *[_TIMES] * 2]
    row = [*_about(7, "Video", "04/09/2014 02:34:35 PM"), " ", 163, 40, 0, 40, 11, 6, 31, 25, 8]
    table = Table(
        format="facebook_insights_posts",
        platform="facebook",
        granularity="post",
        rows=1,
        items=1,
        first=date(2014, 4, 9),
        last=date(2014, 4, 9),
        covers=(date(2014, 2, 28), date(2014, 8, 23)),
        sums={
            "impressions": 163,
            "video_views_3s": 40,
            "video_views_organic": 40,
            "video_views_30s": 11,
            "video_clicks": 8,
        },
    )
    name = _name("(Video Posts) - ", "2014-02-28 - 2014-08-23")
    return Twin(name, marked([header, described, row]), (table,))


def _days() -> Twin:
    """Western letters of one byte; weeks, 28 days and towns beside the days."""
    measures = {
        "Lifetime Total Likes": ("Lifetime: Likes. (Unique Users)", 120, 124, 128),
        "Daily New Likes": ("Daily: New. (Unique Users)", 3, 5, 4),
        "Daily Unlikes": ("Daily: Lost. (Unique Users)", 0, 1, 0),
        "Weekly Page Engaged Users": ("Weekly: People. (Unique Users)", 9, 12, 14),
        "Daily Total Reach": ("Daily: People. (Unique Users)", 8, 4, 31),
        "28 Days Total Reach": ("28 Days: People. (Unique Users)", 90, 91, 112),
        "Daily Total Impressions": ("Daily: Times. (Total Count)", 26, 5, 77),
        "Daily Logged-in Page Views": ("Daily: Views. (Total Count)", 4, 0, 6),
        "Daily Logged-in Page Views ": ("Daily: Views. (Unique Users)", 3, 0, 2),
        "Daily Positive Feedback from Users - like": ("", "", "", 2),
        "Daily Positive Feedback from Users - like ": ("", "", "", 3),
        "Lifetime Likes by City - Järvsö, Gävleborg County, Sweden": ("", 12, 12, 13),
        "Daily Page consumptions by type - link clicks": (
            "Daily: Clicks. (Total Count)",
            "",
            "",
            5,
        ),
    }
    rows: list[list[object]] = [
        ["Date", *(header.strip() for header in measures)],
        ["", *(described[0] for described in measures.values())],
        *([f"2/{26 + n}/2014", *(values[1 + n] for values in measures.values())] for n in range(3)),
    ]
    table = Table(
        format="facebook_insights_days",
        platform="facebook",
        granularity="day",
        rows=3,
        items=3,
        first=date(2014, 2, 26),
        last=date(2014, 2, 28),
        sums={
            "page_likes_gained": 12,
            "page_likes_lost": 1,
            "impressions": 108,
            "page_views": 10,
            "link_clicks": 5,
        },
    )
    content = delimited(rows, ending="\r\n").encode("latin-1")
    return Twin(_name("", "2014-02-26 - 2014-02-28"), content, (table,))


def _workbook() -> Twin:
    """Sheets of people stand beside sheets of times, with the same headers."""
    moments = ("2017-07-22T05:30:00.000", "2017-07-15T05:30:00.000")
    abouts = [_about(n, "Video", moment) for n, moment in enumerate(moments)]
    key: list[list[str | float]] = [
        [*_ABOUT, *_KEY_METRICS],
        [*[""] * len(_ABOUT), _UNIQUE, _TIMES, _UNIQUE, _TIMES],
        [*abouts[0], 2212, 3196, 361, 16671],
        [*abouts[1], 3347, 5045, 377, 18900],
    ]
    people = [["Description", *_ABOUT, "share", "like", "comment"], [_UNIQUE, *abouts[0], 5, 24, 1]]
    stories = [
        ["Description", *_ABOUT, "share", "like", "comment"],
        [_TIMES, *abouts[0], 6, 25, 2],
        ["", *abouts[1], 9, 33, ""],
    ]
    clicks = [
        ["Description", *_ABOUT, "video play", "other clicks", "link clicks"],
        [_TIMES, *abouts[0], 69, 72, 2],
        ["", *abouts[1], 122, 116, ""],
    ]
    content = spreadsheetml(
        {
            "Key Metrics": key,
            "Lifetime Talking About This(...": people,
            "Lifetime Post Stories by act...": stories,
            "Lifetime Post Consumptions b...": clicks,
        }
    )
    tables = (
        _of_two("posts", impressions=8241),
        _of_two("actions", shares=15, likes=58, comments=2),
        _of_two("actions", video_clicks=191, other_clicks=188, link_clicks=2),
    )
    name = "facebook_insights/Facebook Insights Data Export (Post Level) - HB - 2017-07-27.xls"
    return Twin(name, content, tables)


def _of_two(kind: str, **sums: float) -> Table:
    return Table(
        format=f"facebook_insights_{kind}",
        platform="facebook",
        granularity="post",
        rows=2,
        items=2,
        first=date(2017, 7, 15),
        last=date(2017, 7, 22),
        sums=sums,
    )


def _name(kind: str, days: str) -> str:
    return f"facebook_insights/Facebook Insights Data Export {kind or '- '}Hamnbladet - {days}.csv"
