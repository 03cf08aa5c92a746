"""Järven ystävät ry: a charity that looks after a lake, with volunteers and little time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from invented.chance import Chance
from invented.facebook import Month, Page, write_facebook
from invented.instagram import Account, write_instagram
from invented.posts import Audience, Idea, Manner, Medium
from invented.publishing import Habit, ideas, instead, publish
from invented.rhythm import FIRST, LAST, Rhythm, moments, months
from invented.texts import Phrasebook
from invented.x import LONGEST, write_x

ZONE = ZoneInfo("Europe/Helsinki")
NAME = "Järven ystävät ry"
MISSING = date(2026, 4, 1)
"""The month whose Instagram export nobody made."""

_POSTING = Rhythm(
    zone=ZONE,
    posts_a_week={2: 0.25, 3: 0.35, 4: 0.3, 5: 0.1},
    weekdays=(1.0, 1.1, 1.2, 1.0, 0.9, 0.7, 1.2),
    hours={7: 1.4, 8: 1.2, 10: 0.8, 12: 1.0, 16: 0.8, 17: 1.2, 18: 1.6, 19: 1.6, 20: 1.0},
)
_POSTING_ON_X = Rhythm(
    zone=ZONE,
    posts_a_week={1: 0.2, 2: 0.35, 3: 0.3, 4: 0.15},
    weekdays=(1.1, 1.2, 1.2, 1.1, 0.9, 0.4, 0.5),
    hours={8: 1.4, 9: 1.2, 11: 0.8, 13: 1.0, 15: 1.0, 18: 0.6},
)

_KINDS = {
    "tarina": 3.4,
    "mittaus": 1.8,
    "talkoot": 1.5,
    "lahjoitus": 1.2,
    "luonto": 1.8,
    "kuva": 2.0,
    "kysymys": 0.9,
    "kiitos": 0.7,
    "jasen": 0.6,
    "kannanotto": 0.5,
    "svenska": 0.35,
    "english": 0.3,
}
_KINDS_ON_X = {
    "mittaus": 2.4,
    "luonto": 1.8,
    "kannanotto": 1.1,
    "talkoot": 0.9,
    "lahjoitus": 0.7,
    "kysymys": 0.7,
    "svenska": 0.4,
    "english": 0.5,
}
_MEDIA: dict[str, dict[Medium, float]] = {
    "tarina": {Medium.ALBUM: 0.45, Medium.VIDEO: 0.55},
    "mittaus": {Medium.PHOTO: 0.5, Medium.LINK: 0.8},
    "talkoot": {Medium.PHOTO: 0.7, Medium.LINK: 0.8},
    "lahjoitus": {Medium.LINK: 1.0, Medium.PHOTO: 0.3},
    "luonto": {Medium.PHOTO: 0.75, Medium.REEL: 0.15, Medium.LINK: 0.3},
    "kuva": {Medium.PHOTO: 1.0},
    "kysymys": {Medium.TEXT: 0.5, Medium.PHOTO: 0.5},
    "kiitos": {Medium.PHOTO: 1.0},
    "jasen": {Medium.LINK: 1.0, Medium.PHOTO: 0.3},
    "kannanotto": {Medium.LINK: 1.0, Medium.TEXT: 0.3},
    "svenska": {Medium.PHOTO: 0.6, Medium.LINK: 0.5},
    "english": {Medium.PHOTO: 0.6, Medium.LINK: 0.5},
}

_MONTHS = {
    11: 1.0,
    12: 1.1,
    1: 0.95,
    2: 0.95,
    3: 1.0,
    4: 1.1,
    5: 1.1,
    6: 1.0,
    7: 0.85,
    8: 1.05,
    9: 1.0,
    10: 1.25,
}
_FACEBOOK = Audience(
    reach=520,
    spread=0.45,
    growth=0.18,
    manners={
        "tarina": Manner(1.75, 0.05, 0.0075, 0.0085, 0.0),
        "mittaus": Manner(0.85, 0.022, 0.0022, 0.0042, 0.0, 0.034),
        "talkoot": Manner(0.85, 0.024, 0.0032, 0.009, 0.0, 0.04),
        "lahjoitus": Manner(0.7, 0.016, 0.001, 0.0042, 0.0, 0.05),
        "luonto": Manner(1.05, 0.034, 0.0046, 0.0044, 0.0, 0.012),
        "kuva": Manner(0.95, 0.052, 0.0026, 0.0028, 0.0),
        "kysymys": Manner(1.1, 0.022, 0.018, 0.001, 0.0),
        "kiitos": Manner(1.1, 0.056, 0.0042, 0.0022, 0.0),
        "jasen": Manner(0.6, 0.014, 0.001, 0.0022, 0.0, 0.03),
        "kannanotto": Manner(0.75, 0.02, 0.0048, 0.0062, 0.0, 0.036),
        "svenska": Manner(0.6, 0.02, 0.0014, 0.0018, 0.0, 0.014),
        "english": Manner(0.55, 0.018, 0.0014, 0.0016, 0.0, 0.014),
    },
    media={Medium.LINK: 0.85, Medium.VIDEO: 1.25, Medium.REEL: 1.4},
    months=_MONTHS,
    weekdays=(1.0, 0.95, 1.0, 0.95, 0.9, 0.95, 1.25),
)
_INSTAGRAM = replace(
    _FACEBOOK,
    reach=340,
    growth=0.35,
    manners={
        kind: replace(manner, reactions=manner.reactions * 1.8, saves=0.002 + manner.shares * 0.9)
        for kind, manner in _FACEBOOK.manners.items()
    },
    media={Medium.ALBUM: 1.25, Medium.VIDEO: 1.25, Medium.REEL: 1.5},
)
_X = replace(
    _FACEBOOK,
    reach=150,
    spread=0.7,
    growth=-0.2,
    manners={
        kind: replace(
            manner, reactions=manner.reactions * 0.45, comments=manner.comments * 0.4, reach=1.0
        )
        for kind, manner in _FACEBOOK.manners.items()
    },
    media={},
)
# Before Christmas three appeals were paid for.
_BOOSTED = (date(2025, 11, 17), date(2025, 12, 15))


def write_jarven_ystavat(folder: Path) -> None:
    """All exports of the charity, a folder for each platform; Instagram lacks one month."""
    book = Phrasebook(Path(__file__).parent / "texts" / "jarven_ystavat.toml")
    said = _ideas(book)
    _write_facebook(folder / "facebook", book, said)
    _write_instagram(folder / "instagram", book, said)
    _write_x(folder / "x", book)


def _ideas(book: Phrasebook) -> list[Idea]:
    chance = Chance("järvi ideas")
    found = ideas(chance, book, moments(chance, _POSTING), _turn, _MEDIA)
    viral = replace(found[0], kind="tarina", medium=Medium.VIDEO, text=book.once("viral"), hit=25.0)
    found = instead(found, datetime(2026, 6, 7, 8, tzinfo=ZONE), viral)
    for month, day, name in [
        (2, 4, "formula"),
        (5, 12, "tags"),
        (8, 27, "stars"),
        (9, 22, "danger"),
    ]:
        at = datetime(2026, month, day, 12, tzinfo=ZONE)
        oddity = replace(found[0], kind="mittaus", medium=Medium.PHOTO, text=book.once(name))
        found = instead(found, at, oddity)
    return found


def _turn(moment: datetime) -> tuple[str, dict[str, float]]:
    collecting = 2.2 if moment.month in {11, 12, 10} else 1.0
    return "", {**_KINDS, "lahjoitus": _KINDS["lahjoitus"] * collecting}


def _write_facebook(folder: Path, book: Phrasebook, said: list[Idea]) -> None:
    habit = Habit(share=0.92, hashtags=(0, 1), boosted=_boosted)
    posts = publish(Chance("järvi facebook"), book, _FACEBOOK, habit, said)
    page = Page("100099900000031", NAME, "jarvenystavat.esimerkki", "en", _months())
    write_facebook(folder, page, posts, Chance("järvi facebook export"))


def _boosted(idea: Idea) -> float:
    paid = idea.kind == "lahjoitus" and _BOOSTED[0] <= idea.moment.date() <= _BOOSTED[1]
    return 1.8 if paid else 0.0


def _write_instagram(folder: Path, book: Phrasebook, said: list[Idea]) -> None:
    wordy = {Medium.TEXT, Medium.LINK}
    pictured = [replace(i, medium=Medium.PHOTO) if i.medium in wordy else i for i in said]
    habit = Habit(share=0.85, hashtags=(2, 4), delay=12)
    posts = publish(Chance("järvi instagram"), book, _INSTAGRAM, habit, pictured)
    exported = tuple(first for first in months() if first != MISSING)
    account = Account("17841499000000031", "jarvenystavat_esimerkki", NAME, "en", exported)
    write_instagram(folder, account, posts, Chance("järvi instagram export"))


def _write_x(folder: Path, book: Phrasebook) -> None:
    chance = Chance("järvi x")
    said = ideas(chance, book, moments(chance, _POSTING_ON_X), lambda _: ("", _KINDS_ON_X), _MEDIA)
    short = [idea for idea in said if len(idea.text) <= LONGEST]
    tagged = [replace(i, text=f"{i.text}{_tag(book, chance, i.moment)}"[:LONGEST]) for i in short]
    posts = publish(chance, book, _X, Habit(), tagged)
    of_year = [post for post in posts if FIRST <= post.moment.astimezone(UTC).date() <= LAST]
    write_x(folder, "jarven_esimerkki", of_year, chance)


def _tag(book: Phrasebook, chance: Chance, moment: datetime) -> str:
    if not chance.happens(0.35):
        return ""
    return " " + book.ending(chance, moment.date(), "hashtags")[0]


def _months() -> dict[date, Month]:
    """The older 38 columns until May, the newer ones from June on."""
    extras: dict[int, set[str]] = {
        6: {"hides"},
        7: set(),
        8: {"hides", "hides_all"},
        9: {"hides_all"},
        10: {"hides"},
    }
    return {
        first: Month(
            layout=2026 if first >= date(2026, 6, 1) else 2025,
            extra=frozenset(extras.get(first.month, set()))
            if first >= date(2026, 6, 1)
            else frozenset(),
            lost=first == date(2026, 2, 1),
            blank_views=first == date(2026, 9, 1),
        )
        for first in months()
    }
