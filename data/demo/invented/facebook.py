"""Facebook post exports of Meta Business Suite, month by month, in English or Swedish.

Columns come and go from month to month as they do in real ones. In some Swedish months a few
rows come from an English-speaking server: their values stand in English twin columns at the end,
and all other rows of that file stop short of those columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from invented.chance import Chance
from invented.files import plain, write_meta
from invented.posts import MOVING, Medium, Post
from invented.rhythm import PACIFIC

HEADERS = {
    "post_id": ("Post ID", "Publicerings-id"),
    "page_id": ("Page ID", "Sid-id"),
    "page_name": ("Page name", "Sidnamn"),
    "title": ("Title", "Titel"),
    "description": ("Description", "Beskrivning"),
    "duration": ("Duration (sec)", "Varaktighet (sek)"),
    "published": ("Publish time", "Publiceringstid"),
    "caption_type": ("Caption type", "Typ av undertext"),
    "permalink": ("Permalink", "Permalänk"),
    "crosspost": ("Is crosspost", "Är korspublicering"),
    "share": ("Is share", "Delat"),
    "post_type": ("Post type", "Inläggstyp"),
    "languages": ("Languages", "Språk"),
    "labels": ("Custom labels", "Anpassade etiketter"),
    "funded": ("Funded content status", "Status för betalinnehåll"),
    "data_comment": ("Data comment", "Datakommentar"),
    "date": ("Date", "Datum"),
    "views": ("Views", "Visningar"),
    "reach": ("Reach", "Räckvidd"),
    "interactions": ("Reactions, Comments and Shares", "Reaktioner, kommentarer och delningar"),
    "reactions": ("Reactions", "Reaktioner"),
    "comments": ("Comments", "Kommentarer"),
    "shares": ("Shares", "Delningar"),
    "clicks": ("Total clicks", "Totalt antal klick"),
    "views_again": ("Views", "Views"),
    "reach_organic": ("Reach from Organic posts", "Räckvidd från Organiska inlägg"),
    "reach_boosted": ("Reach from Boosted posts", "Räckvidd från Marknadsförda inlägg"),
    "views_3s": ("3-second video views", "3-sekunders videovisningar"),
    "views_1min": ("1-minute video views", "1-minuts videovisningar"),
    "viewers_3s": ("3-Second viewers", "3-Second viewers"),
    "viewers_1min": ("1-minute viewers", "1-minute viewers"),
    "views_3s_boosted": ("3-second video views from Boosted posts", ""),
    "views_3s_organic": ("3-second video views from Organic posts", ""),
    "negative": ("Negative feedback from users", "Negativ feedback från användare"),
    "negative_unique": ("Unique negative feedback from users", ""),
    "other_clicks": ("Other Clicks", "Övriga klick"),
    "photo_clicks": (
        "Matched Audience Targeting Consumption (Photo Click)",
        "Konsumtion av matchad målgruppsinriktning (Photo Click)",
    ),
    "video_clicks": (
        "Matched Audience Targeting Consumption (Video Click)",
        "Konsumtion av matchad målgruppsinriktning (Video Click)",
    ),
    "link_clicks": ("Link Clicks", "Länkklick"),
    "monetised": (
        "Approximate content monetization earnings",
        "Uppskattade intäkter från monetarisering av innehåll",
    ),
    "hides_all": (
        "Negative feedback from users: Hide all",
        "Negativ feedback från användare: Dölj alla",
    ),
    "hides": ("Negative feedback from users: Hide", "Negativ feedback från användare: Dölj"),
    "seconds_viewed": ("Seconds viewed", "Sekunder visad"),
    "average_seconds": ("Average Seconds viewed", "Genomsnittlig visningstid i Sekunder"),
    "earnings": ("Estimated earnings (USD)", "Beräknade intäkter (USD)"),
    "ad_cpm": ("Ad CPM (USD)", "Annonsens CPM (USD)"),
    "ad_impressions": ("Ad impressions", "Annonsexponeringar"),
    "twin_post_id": ("", "Post ID"),
    "twin_views": ("", "Views"),
    "twin_hides": ("", "Negative feedback from users: Dölj"),
    "twin_hides_all": ("", "Negative feedback from users: Dölj alla"),
    "twin_link_clicks": ("", "Link Clicks"),
}
"""Each column's header, English and Swedish."""

_ABOUT = (
    *("post_id", "page_id", "page_name", "title", "description", "duration", "published"),
    *("caption_type", "permalink", "crosspost", "share", "post_type", "languages", "labels"),
    *("funded", "data_comment", "date"),
)
_COUNTS = ("reach", "interactions", "reactions", "comments", "shares", "clicks")
_TWINS = ("twin_post_id", "twin_views", "twin_hides", "twin_hides_all", "twin_link_clicks")

LAYOUT_OF_2025 = (
    *_ABOUT,
    *("views", *_COUNTS, "views_again", "reach_organic", "reach_boosted", "views_3s"),
    *("views_1min", "viewers_3s", "viewers_1min", "views_3s_boosted", "views_3s_organic"),
    *("negative", "negative_unique", "other_clicks", "photo_clicks", "link_clicks"),
)
"""The 38 columns of the English interface, two of them called Views."""

_TYPES = {
    Medium.PHOTO: ("Photos", "Foton"),
    Medium.ALBUM: ("Photos", "Foton"),
    Medium.VIDEO: ("Videos", "Videor"),
    Medium.REEL: ("Reels", "Reels"),
    Medium.LINK: ("Links", "Länkar"),
    Medium.TEXT: ("Text", "Text"),
}


@dataclass(frozen=True)
class Month:
    """Which columns a month's export has, beside those that all have.

    ``layout``: ``2025`` (38 English columns) or ``2026``. ``twins``: how likely a row is to come
    from an English-speaking server; 0 in most months. ``lost``: whether one row has lost all but
    a remark. ``blank_views``: whether one row has no views.
    """

    layout: Literal[2025, 2026] = 2026
    extra: frozenset[str] = field(default_factory=frozenset)
    twins: float = 0.0
    lost: bool = False
    blank_views: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in the order of the file."""
        if self.layout == 2025:
            return LAYOUT_OF_2025
        optional = ("monetised", "hides_all", "hides")
        return (
            *(*_ABOUT, "views", *_COUNTS, "other_clicks", "photo_clicks", "link_clicks"),
            *(each for each in optional if each in self.extra),
            *("seconds_viewed", "average_seconds", "earnings", "ad_cpm", "ad_impressions"),
            *(("video_clicks",) if "video_clicks" in self.extra else ()),
            *(_TWINS if self.twins else ()),
        )


@dataclass(frozen=True)
class Page:
    """A Facebook page, the language of its exports, and what each month's export looks like."""

    page_id: str
    name: str
    handle: str
    language: Literal["en", "sv"]
    months: dict[date, Month]


def write_facebook(folder: Path, page: Page, posts: Sequence[Post], chance: Chance) -> None:
    """One file for each month of ``page.months``. Months are those of Pacific time."""
    for first, month in page.months.items():
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        of_month = [p for p in posts if first <= p.moment.astimezone(PACIFIC).date() <= last]
        rows = _rows(page, month, _as_listed(of_month), chance)
        name = f"{first:%b-%d-%Y}_{last:%b-%d-%Y}_{chance.digits(16)}.csv"
        write_meta(folder / name, rows)


def _as_listed(posts: Sequence[Post]) -> list[Post]:
    """The oldest first and then from the newest down, as Meta lists them."""
    newest_first = sorted(posts, key=lambda post: post.moment, reverse=True)
    return newest_first[-1:] + newest_first[:-1]


def _rows(page: Page, month: Month, posts: list[Post], chance: Chance) -> list[list[str]]:
    swedish = page.language == "sv"
    columns = month.columns
    rows = [[HEADERS[column][swedish] for column in columns]]
    for position, post in enumerate(posts):
        cells = _cells(page, post, chance)
        if month.blank_views and position == 2:
            cells["views"] = cells["views_again"] = ""
        rows.append(_row(columns, _twinned(cells, month, post, chance)))
    if month.lost:
        rows.insert(3, _row(columns, _lost(page, month, chance)))
    return rows


def _row(columns: tuple[str, ...], cells: dict[str, str]) -> list[str]:
    row = [cells.get(column, "") for column in columns]
    if _TWINS[0] in columns and _TWINS[0] not in cells:
        return row[: -len(_TWINS)]
    return row


def _cells(page: Page, post: Post, chance: Chance) -> dict[str, str]:
    post_id, swedish = f"1{chance.digits(14)}", page.language == "sv"
    moving = post.medium in MOVING
    return {
        "post_id": post_id,
        "page_id": page.page_id,
        "page_name": page.name,
        "title": post.text,
        "description": post.text if moving else "",
        "duration": str(post.seconds),
        "published": f"{post.moment.astimezone(PACIFIC):%m/%d/%Y %H:%M}",
        "caption_type": "N/A",
        "permalink": _permalink(page, post, chance),
        "crosspost": "0",
        "share": "0",
        "post_type": _TYPES[post.medium][swedish],
        "labels": post.idea.label,
        "date": "Livstid" if swedish else "Lifetime",
        **_counts(post),
    }


def _counts(post: Post) -> dict[str, str]:
    moving = post.medium in MOVING
    boosted_part = post.reach_boosted / post.reach
    views_3s_boosted = round(post.views_3s * boosted_part)
    counts = {
        "views": post.views,
        "reach": post.reach,
        "interactions": post.interactions,
        "reactions": post.reactions,
        "comments": post.comments,
        "shares": post.shares,
        "clicks": post.clicks,
        "views_again": post.views,
        "reach_organic": post.reach - post.reach_boosted,
        "reach_boosted": post.reach_boosted,
        "views_3s": post.views_3s,
        "views_1min": post.views_1min,
        "viewers_3s": round(post.views_3s * 0.85),
        "viewers_1min": round(post.views_1min * 0.95),
        "views_3s_boosted": views_3s_boosted,
        "views_3s_organic": post.views_3s - views_3s_boosted,
        "negative": post.hides + post.hides_all,
        "negative_unique": post.hides + post.hides_all,
        "ad_impressions": 0,
    }
    where_any = {
        "other_clicks": post.other_clicks,
        "photo_clicks": post.photo_clicks,
        "video_clicks": post.video_clicks,
        "link_clicks": post.link_clicks,
        "hides": post.hides,
        "hides_all": post.hides_all,
    }
    return {
        **{name: str(count) for name, count in counts.items()},
        **{name: str(count) if count else "" for name, count in where_any.items()},
        "seconds_viewed": plain(post.watched * post.views, 3) if moving else "",
        "average_seconds": plain(post.watched, 3) if moving else "",
    }


def _twinned(cells: dict[str, str], month: Month, post: Post, chance: Chance) -> dict[str, str]:
    if not chance.happens(month.twins):
        return cells
    twins = {column: cells[column.removeprefix("twin_")] for column in _TWINS}
    english = {"post_type": _TYPES[post.medium][0], "date": "Lifetime"}
    moved = {"views": "", "link_clicks": "", "hides": "", "hides_all": ""}
    return {**cells, **twins, **english, **(moved if chance.happens(0.6) else {})}


def _lost(page: Page, month: Month, chance: Chance) -> dict[str, str]:
    """A row of which only a remark and a number are left."""
    remark = "An error occurred while computing metadata for content with ID"
    number = str(chance.between(8, 90))
    return {
        "data_comment": f"{remark} {chance.digits(15)}.",
        "date": "Livstid" if page.language == "sv" else "Lifetime",
        "views": number,
        "views_again": number if month.layout == 2025 else "",
    }


def _permalink(page: Page, post: Post, chance: Chance) -> str:
    if post.medium is Medium.REEL:
        return f"https://www.facebook.com/reel/{chance.digits(16)}/"
    if post.medium is Medium.VIDEO:
        return f"https://www.facebook.com/{page.handle}/videos/{chance.digits(16)}/"
    code = chance.letters(48, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    return f"https://www.facebook.com/{page.handle}/posts/pfbid0{code}l"
