"""A LinkedIn page's three exports as LinkedIn makes them: BIFF ``.xls``, in English."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from pathlib import Path

import xlwt  # type: ignore[import-untyped]  # it has no types of its own, nor has anybody made any

from invented.chance import Chance
from invented.posts import MOVING, Medium, Post
from invented.rhythm import FIRST, LAST

Cell = str | float | None

_ABOUT_DAYS = (
    "Aggregated engagement metrics for your organic and sponsored posts over time. Date indicates"
    " when your posts were viewed by LinkedIn members. Data is delayed by up to 2 days. All dates"
    " and times are in UTC."
)
_ABOUT_POSTS = (
    "Engagement metrics for individual posts. Created date indicates when your post was created."
    " All dates and times are in UTC."
)
_PER_DAY = ("Clicks", "Reactions", "Comments", "Reposts")
_PARTS = ("organic", "sponsored", "total")
_POSTS = (
    *("Post title", "Post link", "Post type", "Campaign name", "Posted by", "Created date"),
    *("Campaign start date", "Campaign end date", "Audience", "Impressions", "Views"),
    *("Offsite Views", "Clicks", "Click through rate (CTR)", "Likes", "Comments", "Reposts"),
    *("Follows", "Engagement rate", "Content Type"),
)
_TOTAL_VIEWS = -4
_SECTIONS = ("Overview", "Life", "Jobs", "Total")
_FOLLOWERS = (
    *("Date", "Sponsored followers", "Organic followers", "Auto-invited followers"),
    "Total followers",
)
_CONTENT_TYPES = {
    Medium.PHOTO: "Image",
    Medium.ALBUM: "Multi image",
    Medium.VIDEO: "Video",
    Medium.REEL: "Video",
    Medium.LINK: "Article",
    Medium.TEXT: "",
}
_PEOPLE: dict[str, dict[str, float]] = {
    "Location": {
        "Greater Stockholm Metropolitan Area": 0.41,
        "Greater Uppsala Metropolitan Area": 0.2,
        "Greater Göteborg Metropolitan Area": 0.17,
        "Umeå Municipality": 0.12,
        "Oslo Region": 0.1,
    },
    "Job function": {"Sales": 0.34, "Operations": 0.27, "Marketing": 0.24, "Education": 0.15},
    "Seniority": {"Senior": 0.42, "Entry": 0.35, "Manager": 0.16, "Owner": 0.07},
    "Industry": {
        "Retail": 0.37,
        "Sporting Goods Manufacturing": 0.28,
        "Travel Arrangements": 0.2,
        "Recreational Facilities": 0.15,
    },
    "Company size": {"2-10": 0.33, "11-50": 0.36, "51-200": 0.21, "201-500": 0.1},
}


@dataclass(frozen=True)
class Pages:
    """A LinkedIn page: its name in addresses and who is named as the author of its posts."""

    slug: str
    posted_by: str


def write_linkedin(folder: Path, page: Pages, posts: Sequence[Post], chance: Chance) -> None:
    """Content, visitors and followers of the whole year, dated the day after it."""
    made = 1793523600000
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, book) in enumerate(
        [
            ("content", _content(page, posts, chance)),
            ("visitors", _visitors(chance)),
            ("followers", _followers(chance)),
        ]
    ):
        book.save(str(folder / f"{page.slug}_{name}_{made + 41_377 * number}.xls"))


def _content(page: Pages, posts: Sequence[Post], chance: Chance) -> xlwt.Workbook:
    book = xlwt.Workbook(encoding="utf-8")
    headers = ["Date", *(f"Impressions ({part})" for part in _PARTS)]
    headers.append("Unique impressions (organic)")
    headers += [f"{name} ({part})" for name in _PER_DAY for part in _PARTS]
    headers += [f"Engagement rate ({part})" for part in _PARTS]
    _sheet(book, "Metrics", [[_ABOUT_DAYS], headers, *_metrics(posts, chance)])
    rows = [_post(page, post, chance) for post in reversed(posts)]
    _sheet(book, "All posts", [[_ABOUT_POSTS], list(_POSTS), *rows])
    return book


def _metrics(posts: Sequence[Post], chance: Chance) -> list[list[Cell]]:
    """A row a day: what posts of the last fortnight were given on that day."""
    days = _days()
    per_day = {day: [0, 0, 0, 0, 0] for day in days}
    for post in posts:
        first = post.moment.astimezone(UTC).date()
        lasting = [d for d in (first + timedelta(days=n) for n in range(14)) if d in per_day]
        fading = [0.7**age for age in range(len(lasting))]
        given = (post.views, post.clicks, post.reactions, post.comments, post.shares)
        for place, count in enumerate(given):
            for day, part in zip(lasting, chance.shared(count, fading), strict=True):
                per_day[day][place] += part
    return [_day_row(day, per_day[day], chance) for day in days]


def _day_row(day: date, counts: list[int], chance: Chance) -> list[Cell]:
    views, *acts = counts
    rate = sum(acts) / views if views else 0.0
    row: list[Cell] = [_written(day), views, 0, views, round(views * chance.part(0.45, 0.75))]
    for act in acts:
        row += [act, 0, act]
    return [*row, rate, 0, rate]


def _post(page: Pages, post: Post, chance: Chance) -> list[Cell]:
    moving = post.medium in MOVING
    acts = post.clicks + post.interactions
    number = 7_390_000_000_000_000_000 + chance.between(0, 89_999_999_999_999_999)
    return [
        *(post.text, f"https://www.linkedin.com/feed/update/urn:li:activity:{number}"),
        *("Organic", None, page.posted_by, _written(post.moment.astimezone(UTC).date())),
        *(None, None, "All followers", post.views),
        *((post.views_3s, 0) if moving else (None, None)),
        *(post.clicks, post.clicks / post.views),
        *(post.reactions, post.comments, post.shares, None),
        *(acts / post.views, _CONTENT_TYPES[post.medium] or None),
    ]


def _visitors(chance: Chance) -> xlwt.Workbook:
    book = xlwt.Workbook(encoding="utf-8")
    headers = ["Date"] + [
        f"{section} {what} ({device})"
        for section in _SECTIONS
        for what in ("page views", "unique visitors")
        for device in ("desktop", "mobile", "total")
    ]
    visits = [_visits(day, chance) for day in _days()]
    rows: list[Sequence[Cell]] = [headers]
    rows += [[_written(day), *counts] for day, counts in zip(_days(), visits, strict=True)]
    _sheet(book, "Visitor metrics", rows)
    _people(book, "Total views", sum(counts[_TOTAL_VIEWS] for counts in visits))
    return book


def _visits(day: date, chance: Chance) -> list[int]:
    ordinary = 1.2 if day.weekday() >= 5 else 4.0
    pairs = [[chance.count(ordinary * part, 0.6) for _ in range(2)] for part in (1.0, 0.2, 0.15)]
    pairs.append([sum(pair[device] for pair in pairs) for device in range(2)])
    counts: list[int] = []
    for pair in pairs:
        unique = [round(views * 0.7 + 0.2) if views else 0 for views in pair]
        counts += [*pair, sum(pair), *unique, sum(unique)]
    return counts


def _followers(chance: Chance) -> xlwt.Workbook:
    book = xlwt.Workbook(encoding="utf-8")
    rows: list[list[Cell]] = []
    for day in _days():
        # The total is a day's net: people also leave.
        gained = chance.count(0.9, 0.6) - (1 if chance.happens(0.12) else 0)
        invited = chance.count(0.05, 1.0)
        rows.append([_written(day), 0, gained, invited, gained + invited])
    _sheet(book, "New followers", [list(_FOLLOWERS), *rows])
    _people(book, "Total followers", 1_180)
    return book


def _people(book: xlwt.Workbook, header: str, total: int) -> None:
    for name, parts in _PEOPLE.items():
        rows: list[list[Cell]] = [[who, round(part * total)] for who, part in parts.items()]
        _sheet(book, name, [[name, header], *rows])


def _sheet(book: xlwt.Workbook, name: str, rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_sheet(name)
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if cell is not None:
                sheet.write(down, across, cell)


def _days() -> list[date]:
    return [FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1)]


def _written(day: date) -> str:
    return f"{day:%m/%d/%Y}"
