"""Nordlykta Friluft: an outdoor shop whose three departments own a week each in turn."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from invented.chance import Chance
from invented.facebook import Month, Page, write_facebook
from invented.instagram import Account, write_instagram
from invented.linkedin import Pages, write_linkedin
from invented.posts import Audience, Idea, Manner, Medium
from invented.publishing import Habit, ideas, instead, publish
from invented.rhythm import FIRST, LAST, Rhythm, moments, months
from invented.texts import Phrasebook
from invented.youtube import Video, write_youtube

ZONE = ZoneInfo("Europe/Stockholm")
NAME = "Nordlykta Friluft"

_POSTING = Rhythm(
    zone=ZONE,
    posts_a_week={2: 0.1, 3: 0.2, 4: 0.35, 5: 0.35},
    weekdays=(1.0, 1.1, 1.2, 1.4, 1.2, 0.5, 0.7),
    hours={7: 1.5, 8: 1.5, 9: 0.6, 11: 1.0, 12: 1.2, 15: 0.6, 16: 1.0, 18: 1.2, 19: 1.6, 20: 0.8},
)
_POSTING_AT_WORK = Rhythm(
    zone=ZONE,
    posts_a_week={0: 0.3, 1: 0.5, 2: 0.2},
    weekdays=(0.7, 1.3, 1.2, 1.0, 0.5, 0.0, 0.0),
    hours={8: 1.5, 9: 1.2, 11: 1.0, 13: 0.8},
)

_TURNS: list[tuple[str, dict[str, float]]] = [
    ("Butik", {"produkt": 3.0, "butik": 1.6, "visa": 1.9, "fraga": 0.6, "erbjudande": 0.8}),
    ("Kundtjänst", {"kund": 3.8, "fraga": 2.2, "visa": 1.9, "produkt": 0.8}),
    (
        "Marknad",
        {
            "tips": 2.8,
            "produkt": 2.0,
            "erbjudande": 1.8,
            "kalender": 1.6,
            "fraga": 0.6,
            "visa": 0.6,
        },
    ),
]
# In August they had counted, and asked and showed more from then on.
_LEARNT = date(2026, 8, 10)

_MEDIA: dict[str, dict[Medium, float]] = {
    "fraga": {Medium.TEXT: 0.6, Medium.PHOTO: 0.4},
    "visa": {Medium.REEL: 0.85, Medium.VIDEO: 0.15},
    "produkt": {Medium.PHOTO: 0.75, Medium.ALBUM: 0.25},
    "tips": {Medium.LINK: 1.2, Medium.PHOTO: 0.35, Medium.ALBUM: 0.2},
    "butik": {Medium.PHOTO: 0.75, Medium.REEL: 0.1, Medium.TEXT: 0.15},
    "kund": {Medium.LINK: 1.5, Medium.TEXT: 0.3, Medium.ALBUM: 0.2},
    "kalender": {Medium.LINK: 1.2, Medium.PHOTO: 0.5},
    "erbjudande": {Medium.LINK: 1.2, Medium.PHOTO: 0.5},
}

_MONTHS = {
    11: 1.05,
    12: 1.15,
    1: 1.0,
    2: 1.05,
    3: 0.95,
    4: 0.95,
    5: 1.05,
    6: 0.95,
    7: 0.75,
    8: 0.95,
    9: 1.0,
    10: 1.3,
}
_FACEBOOK = Audience(
    reach=980,
    spread=0.42,
    growth=0.12,
    manners={
        "fraga": Manner(1.45, 0.021, 0.0165, 0.0012, 0.0),
        "visa": Manner(1.65, 0.03, 0.0026, 0.0075, 0.0),
        "produkt": Manner(0.8, 0.019, 0.0011, 0.0006, 0.0),
        "tips": Manner(1.05, 0.02, 0.0014, 0.0042, 0.0, 0.042),
        "butik": Manner(0.95, 0.033, 0.0028, 0.0008, 0.0),
        "kund": Manner(0.9, 0.014, 0.0036, 0.0018, 0.0, 0.036),
        "kalender": Manner(0.8, 0.013, 0.0018, 0.0034, 0.0, 0.046),
        "erbjudande": Manner(0.75, 0.009, 0.0009, 0.0006, 0.0, 0.055),
    },
    media={Medium.LINK: 0.85, Medium.REEL: 1.35, Medium.TEXT: 1.05},
    months=_MONTHS,
    weekdays=(0.95, 0.95, 1.0, 1.25, 1.0, 0.85, 1.15),
)
_INSTAGRAM = Audience(
    reach=760,
    spread=0.45,
    growth=0.3,
    manners={
        "fraga": Manner(1.2, 0.045, 0.0125, 0.0018, 0.002),
        "visa": Manner(1.55, 0.052, 0.0026, 0.0135, 0.024),
        "produkt": Manner(0.85, 0.047, 0.0015, 0.0012, 0.004),
        "tips": Manner(1.1, 0.05, 0.002, 0.009, 0.018),
        "butik": Manner(0.95, 0.06, 0.0028, 0.001, 0.001),
        "kund": Manner(0.9, 0.028, 0.0042, 0.003, 0.009),
        "kalender": Manner(0.8, 0.03, 0.0016, 0.0036, 0.005),
        "erbjudande": Manner(0.75, 0.024, 0.001, 0.0014, 0.003),
    },
    media={Medium.REEL: 1.6, Medium.VIDEO: 1.2, Medium.ALBUM: 1.1},
    months=_MONTHS,
    weekdays=(0.95, 0.95, 1.0, 1.2, 1.0, 0.9, 1.15),
)
_LINKEDIN = Audience(
    reach=420,
    spread=0.5,
    growth=0.35,
    manners={
        "ln_jobb": Manner(1.25, 0.02, 0.0015, 0.004, 0.0, 0.03),
        "ln_lagat": Manner(1.3, 0.032, 0.004, 0.0025, 0.0),
        "ln_arbetssatt": Manner(1.15, 0.028, 0.005, 0.0018, 0.0),
        "ln_bransch": Manner(0.8, 0.017, 0.0025, 0.001, 0.0),
    },
    media={Medium.VIDEO: 0.9, Medium.TEXT: 1.1},
    months={7: 0.6, 12: 0.85},
    weekdays=(0.9, 1.15, 1.1, 1.0, 0.8, 0.5, 0.5),
)
_LINKEDIN_MEDIA = {
    "ln_jobb": {Medium.LINK: 1.0, Medium.PHOTO: 0.4},
    "ln_lagat": {Medium.PHOTO: 0.5, Medium.VIDEO: 0.5},
    "ln_arbetssatt": {Medium.TEXT: 0.6, Medium.PHOTO: 0.4},
    "ln_bransch": {Medium.TEXT: 0.5, Medium.PHOTO: 0.5},
}


def write_nordlykta(folder: Path) -> None:
    """All exports of the shop, a folder for each platform."""
    texts = Path(__file__).parent / "texts" / "nordlykta.toml"
    book = Phrasebook(texts)
    said = _ideas(book)
    _write_facebook(folder / "facebook", book, said)
    _write_instagram(folder / "instagram", book, said)
    _write_linkedin(folder / "linkedin", book)
    write_youtube(folder / "youtube", "Nordlykta", _videos(book), Chance("nordlykta youtube"))


def _ideas(book: Phrasebook) -> list[Idea]:
    chance = Chance("nordlykta ideas")
    found = ideas(chance, book, moments(chance, _POSTING), _turn, _MEDIA)
    viral = replace(found[0], kind="visa", medium=Medium.REEL, text=book.once("viral"), hit=40.0)
    at = datetime(2026, 3, 8, 19, tzinfo=ZONE)
    found = instead(found, at, viral)
    for month, day, name in [
        (1, 20, "formula"),
        (4, 24, "tags"),
        (5, 27, "stars"),
        (9, 3, "danger"),
    ]:
        at = datetime(2026, month, day, 12, tzinfo=ZONE)
        oddity = replace(found[0], kind="butik", medium=Medium.PHOTO, text=book.once(name))
        found = instead(found, at, oddity)
    return found


def _turn(moment: datetime) -> tuple[str, dict[str, float]]:
    department, kinds = _TURNS[moment.isocalendar().week % len(_TURNS)]
    if moment.date() >= _LEARNT:
        kinds = {**kinds, "visa": 2.6, "fraga": 2.2, "produkt": 1.2}
    return department, kinds


def _write_facebook(folder: Path, book: Phrasebook, said: list[Idea]) -> None:
    habit = Habit(share=0.95, hashtags=(0, 2))
    posts = publish(Chance("nordlykta facebook"), book, _FACEBOOK, habit, said)
    page = Page("100099900000017", NAME, "nordlykta.exempel", "sv", _months())
    write_facebook(folder, page, posts, Chance("nordlykta facebook export"))


def _write_instagram(folder: Path, book: Phrasebook, said: list[Idea]) -> None:
    # What is words or a link on Facebook needs a picture here.
    pictured = [replace(i, medium=Medium.PHOTO) if i.medium in _WORDS else i for i in said]
    habit = Habit(share=0.78, hashtags=(2, 5), delay=9)
    posts = publish(Chance("nordlykta instagram"), book, _INSTAGRAM, habit, pictured)
    account = Account(
        "17841499000000017",
        "nordlykta_exempel",
        NAME,
        "sv",
        tuple(months()),
        local_types=frozenset({date(2026, 5, 1), date(2026, 6, 1), date(2026, 9, 1)}),
        mixed_types=frozenset({date(2026, 8, 1)}),
    )
    write_instagram(folder, account, posts, Chance("nordlykta instagram export"))


_WORDS = frozenset({Medium.TEXT, Medium.LINK})


def _write_linkedin(folder: Path, book: Phrasebook) -> None:
    chance = Chance("nordlykta linkedin")
    kinds = {"ln_jobb": 1.0, "ln_lagat": 1.2, "ln_arbetssatt": 1.6, "ln_bransch": 1.2}
    when = moments(chance, _POSTING_AT_WORK)
    said = ideas(chance, book, when, lambda _: ("Marknad", kinds), _LINKEDIN_MEDIA)
    posts = publish(chance, book, _LINKEDIN, Habit(), said)
    write_linkedin(folder, Pages("nordlykta-exempel", "Nordlykta Marknad"), posts, chance)


def _months() -> dict[date, Month]:
    """What each month's Facebook export has on top of the ordinary columns."""
    hide, hide_all, both = {"hides"}, {"hides_all"}, {"hides", "hides_all"}
    extras: list[set[str]] = [
        *(both, hide_all, both | {"monetised", "video_clicks"}, both | {"monetised"}, set(), hide),
        *(hide_all, both | {"video_clicks"}, set(), hide_all, hide, both),
    ]
    twins = {date(2026, 1, 1): 0.2, date(2026, 2, 1): 0.12, date(2026, 6, 1): 0.15}
    return {
        first: Month(
            extra=frozenset(extra),
            twins=twins.get(first, 0.0),
            blank_views=first == date(2026, 4, 1),
        )
        for first, extra in zip(months(), extras, strict=True)
    }


def _videos(book: Phrasebook) -> list[Video]:
    chance = Chance("nordlykta videos")
    viral = Video("Termosen som låg under isen", date(2026, 3, 8), 31, 16.0)
    # One unlisted repeat without a day, and one that nobody has found.
    odd = [
        Video("Repris: kvällen om karta och kompass", None, 3150, 0.05),
        Video("Inspelning från butiken, råklipp", date(2024, 11, 5), 611, 0.0),
    ]
    old = [
        Video(title, FIRST - timedelta(days=chance.between(40, 900)), chance.between(120, 600), 0.5)
        for title in book.titles("yt", "old")
    ]
    return [viral, *_fresh(chance, book), *old, *odd]


def _fresh(chance: Chance, book: Phrasebook) -> list[Video]:
    """A film every other week or so, and now and then one of less than a minute."""
    videos, day = [], FIRST + timedelta(days=5)
    while day <= LAST:
        if chance.happens(0.7):
            title, seconds = book.write(chance, "yt", day), chance.between(150, 900)
            videos.append(Video(title, day, seconds, 1.0))
        else:
            title, seconds = book.write(chance, "yt_short", day), chance.between(14, 58)
            videos.append(Video(title, day, seconds, 2.1))
        day += timedelta(days=chance.between(7, 17))
    return videos
