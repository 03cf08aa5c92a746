"""X analytics of the newer kind: a content file for each month and one overview of the year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from invented.chance import Chance
from invented.files import write_plain
from invented.posts import Post
from invented.rhythm import FIRST, LAST, months

_CONTENT = (
    *("Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Engagements"),
    *("Bookmarks", "Shares", "New follows", "Replies", "Reposts", "Profile visits"),
    *("Detail Expands", "URL Clicks", "Hashtag Clicks", "Permalink Clicks"),
)
_OVERVIEW = (
    *("Date", "Impressions", "Likes", "Engagements", "Bookmarks", "Shares", "New follows"),
    *("Unfollows", "Replies", "Reposts", "Profile visits", "Create Post", "Video views"),
    "Media views",
)
_BEGINNING = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_FADING = {0: 0.62, 1: 0.24, 2: 0.1, 3: 0.04}
LONGEST = 280
"""How many characters a post may have."""


@dataclass(frozen=True)
class Counted:
    """A post and what X counts of it."""

    post: Post
    bookmarks: int
    follows: int
    visits: int
    expands: int
    hashtag_clicks: int

    @property
    def day(self) -> date:
        """The day, as X dates it."""
        return self.post.moment.astimezone(UTC).date()

    @property
    def engagements(self) -> int:
        """Everything that anybody did with the post."""
        return (
            self.post.interactions
            + self.post.link_clicks
            + self.bookmarks
            + self.follows
            + (self.visits + self.expands + self.hashtag_clicks)
        )


def write_x(folder: Path, handle: str, posts: Sequence[Post], chance: Chance) -> None:
    """The twelve content files and the overview, newest first in each. Days of UTC."""
    counted = [_count(post, chance) for post in posts]
    for first in months():
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        of_month = [each for each in counted if first <= each.day <= last]
        rows = [_content(handle, each, chance) for each in reversed(of_month)]
        name = f"account_analytics_content_{first}_{last}.csv"
        write_plain(folder / name, [_CONTENT, *rows], ends=False)
    days = [FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1)]
    rows = [_overview(day, counted, chance) for day in reversed(days)]
    write_plain(folder / "account_overview_analytics.csv", [_OVERVIEW, *rows], ends=False)


def _count(post: Post, chance: Chance) -> Counted:
    return Counted(
        post=post,
        bookmarks=chance.count(post.views * 0.0012, 1.0),
        follows=chance.count(post.views * 0.0007, 1.0),
        visits=chance.count(post.views * 0.006, 0.5),
        expands=chance.count(post.views * 0.014, 0.5),
        hashtag_clicks=chance.count(post.views * 0.0008, 1.0) if "#" in post.text else 0,
    )


def _content(handle: str, counted: Counted, chance: Chance) -> list[str]:
    post = counted.post
    post_id = _snowflake(post.moment, chance)
    counts = [
        *(post.views, post.reactions, counted.engagements, counted.bookmarks, 0),
        *(counted.follows, post.comments, post.shares, counted.visits, counted.expands),
        *(post.link_clicks, counted.hashtag_clicks, 0),
    ]
    link = f"https://x.com/{handle}/status/{post_id}"
    return [post_id, _written(counted.day), post.text, link, *map(str, counts)]


def _overview(day: date, counted: Sequence[Counted], chance: Chance) -> list[str]:
    """A day of the account: what the posts of the last days gathered, and passers-by."""
    today = [each for each in counted if each.day == day]
    fresh = [
        each for each in counted if timedelta(0) <= day - each.day < timedelta(days=len(_FADING))
    ]

    def gathered(counter: Callable[[Counted], int]) -> int:
        return sum(round(counter(each) * _FADING[(day - each.day).days]) for each in fresh)

    views = gathered(lambda each: each.post.views)
    counts = [
        views + chance.count(38, 0.2),
        gathered(lambda each: each.post.reactions) + chance.count(0.3, 0.5),
        gathered(lambda each: each.engagements) + chance.count(1.2, 0.5),
        gathered(lambda each: each.bookmarks),
        0,
        gathered(lambda each: each.follows) + chance.count(0.2, 0.5),
        chance.count(0.12, 0.5),
        gathered(lambda each: each.post.comments),
        gathered(lambda each: each.post.shares),
        gathered(lambda each: each.visits) + chance.count(2.0, 0.5),
        len(today),
        0,
        chance.count(views * 0.05, 0.3),
    ]
    return [_written(day), *map(str, counts)]


def _written(day: date) -> str:
    return f"{day:%a, %b} {day.day}, {day.year}"


def _snowflake(moment: datetime, chance: Chance) -> str:
    milliseconds = (moment - _BEGINNING) // timedelta(milliseconds=1)
    return str((milliseconds << 22) | chance.between(0, (1 << 22) - 1))
