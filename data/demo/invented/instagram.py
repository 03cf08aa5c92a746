"""Instagram post exports of Meta Business Suite, month by month, in English or Swedish."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

from invented.chance import Chance
from invented.files import write_meta
from invented.posts import Medium, Post
from invented.rhythm import PACIFIC

_HEADERS = {
    "en": (
        *("Post ID", "Account ID", "Account username", "Account name", "Description"),
        *("Duration (sec)", "Publish time", "Permalink", "Post type", "Data comment", "Date"),
        *("Views", "Reach", "Likes", "Shares", "Comments", "Saves", "Follows"),
    ),
    "sv": (
        *("Publicerings-id", "Konto-id", "Kontots användarnamn", "Kontonamn", "Beskrivning"),
        *("Varaktighet (sek)", "Publiceringstid", "Permalänk", "Inläggstyp", "Datakommentar"),
        *("Datum", "Visningar", "Räckvidd", "Gilla-markeringar", "Delningar", "Följer"),
        *("Kommentarer", "Sparade objekt"),
    ),
}

_CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BEGINNING = datetime(2011, 8, 24, 21, 7, 1, 721000, tzinfo=UTC)


@dataclass(frozen=True)
class Account:
    """An Instagram account and the months exported.

    ``local_types``: the Swedish months whose post types are in Swedish; in the others they are
    left in English. ``mixed_types``: the month that has both.
    """

    account_id: str
    username: str
    name: str
    language: Literal["en", "sv"]
    months: tuple[date, ...]
    local_types: frozenset[date] = frozenset()
    mixed_types: frozenset[date] = frozenset()


def write_instagram(folder: Path, account: Account, posts: Sequence[Post], chance: Chance) -> None:
    """One file for each month of the account, oldest post first. Months of Pacific time."""
    for first in account.months:
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        of_month = [p for p in posts if first <= p.moment.astimezone(PACIFIC).date() <= last]
        rows = [_row(account, first, post, chance) for post in of_month]
        name = f"{first:%b-%d-%Y}_{last:%b-%d-%Y}_{chance.digits(16)}.csv"
        write_meta(folder / name, [_HEADERS[account.language], *rows])


def _row(account: Account, month: date, post: Post, chance: Chance) -> list[str]:
    reel = post.medium is Medium.REEL or post.medium is Medium.VIDEO
    about = [
        f"1{chance.between(78, 83)}{chance.digits(14)}",
        account.account_id,
        account.username,
        account.name,
        post.text,
        str(post.seconds),
        f"{post.moment.astimezone(PACIFIC):%m/%d/%Y %H:%M}",
        f"https://www.instagram.com/{'reel' if reel else 'p'}/{_code(post.moment, chance)}/",
        _type(account, month, post, chance),
        "",
    ]
    likes, shares, follows = str(post.reactions), str(post.shares), post.follows
    seen = [str(post.views), str(post.reach), likes, shares]
    if account.language == "sv":
        return [*about, "Livstid", *seen, str(follows), str(post.comments), str(post.saves)]
    said = [str(post.comments), str(post.saves), str(follows) if follows else ""]
    return [*about, "Lifetime", *seen, *said]


def _type(account: Account, month: date, post: Post, chance: Chance) -> str:
    local = month in account.local_types
    if month in account.mixed_types:
        local = chance.happens(0.5)
    if post.medium in {Medium.REEL, Medium.VIDEO}:
        return "IG-reel" if local else "IG reel"
    if post.medium is Medium.ALBUM:
        return "IG-carousel" if local else "IG carousel"
    return "IG-bild" if local else "IG image"


def _code(moment: datetime, chance: Chance) -> str:
    """The short name of a post: its time and a number, in 64 letters."""
    milliseconds = (moment - _BEGINNING) // timedelta(milliseconds=1)
    number = (milliseconds << 23) | chance.between(0, (1 << 23) - 1)
    letters = ""
    while number:
        number, digit = divmod(number, 64)
        letters = _CODE[digit] + letters
    return letters
