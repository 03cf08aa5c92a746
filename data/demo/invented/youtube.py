"""YouTube Studio's content export in Swedish: a year in one folder, as it comes from the zip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from invented.chance import Chance
from invented.files import plain, write_plain
from invented.rhythm import FIRST, LAST

_TABLE = (
    *("Innehåll", "Videotitel", "Publiceringstid för video", "Visningar"),
    *("Visningstid (timmar)", "Prenumeranter", "Exponeringar"),
    "Klickfrekvens för exponeringar (%)",
)
_ID = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True)
class Video:
    """A video: its title, its day (none where the export leaves it out) and how it is liked.

    ``pull`` multiplies the views of an ordinary video; 0 for one that nobody has found.
    """

    title: str
    day: date | None
    seconds: int
    pull: float


@dataclass(frozen=True)
class _Watched:
    video: Video
    views: int
    hours: float
    subscribers: int
    impressions: int
    clicked: float


def write_youtube(folder: Path, channel: str, videos: Sequence[Video], chance: Chance) -> None:
    """``Tabelldata.csv`` (a total first, then videos by views) and ``Totalt.csv`` (views a day)."""
    watched = sorted((_watch(v, chance) for v in videos), key=lambda w: w.views, reverse=True)
    # The folder is named after the day on which the period is over, not after its last day.
    inside = folder / f"Innehåll {FIRST}_{LAST + timedelta(days=1)} {channel}"
    rows = [_total(watched), *(_row(each, chance) for each in watched)]
    write_plain(inside / "Tabelldata.csv", [_TABLE, *rows])
    write_plain(inside / "Totalt.csv", [("Datum", "Visningar"), *_days(watched, chance)])


def _watch(video: Video, chance: Chance) -> _Watched:
    day = video.day or FIRST
    exposed = ((LAST - max(day, FIRST)).days + 1) / 365
    views = round(chance.around(620, 0.55) * video.pull * (0.45 + 0.55 * exposed))
    impressions = round(views * chance.part(9, 22)) if views else chance.between(40, 200)
    part_watched = chance.part(0.28, 0.5) if video.seconds > 60 else chance.part(0.7, 0.95)
    clicked = 100 * views * chance.part(0.45, 0.7) / impressions
    return _Watched(
        video=video,
        views=views,
        hours=views * video.seconds * part_watched / 3600,
        subscribers=chance.count(views * 0.006, 0.3),
        impressions=impressions,
        clicked=clicked,
    )


def _total(watched: Sequence[_Watched]) -> list[str]:
    impressions = sum(each.impressions for each in watched)
    clicked = sum(each.clicked * each.impressions for each in watched) / impressions
    return [
        *("Totalt", "", ""),
        str(sum(each.views for each in watched)),
        plain(sum(round(each.hours, 4) for each in watched), 4),
        str(sum(each.subscribers for each in watched)),
        str(impressions),
        plain(clicked, 2),
    ]


def _row(watched: _Watched, chance: Chance) -> list[str]:
    video = watched.video
    seen = [str(watched.views), plain(watched.hours, 4), str(watched.subscribers)]
    return [
        chance.letters(11, _ID),
        video.title,
        f"{video.day:%b} {video.day.day}, {video.day.year}" if video.day else "",
        *(seen if watched.views else ["", "", ""]),
        str(watched.impressions),
        plain(watched.clicked, 2),
    ]


def _days(watched: Sequence[_Watched], chance: Chance) -> list[list[str]]:
    days = [FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1)]
    views = dict.fromkeys(days, 0)
    for each in watched:
        shown = [day for day in days if each.video.day is None or day >= each.video.day]
        weights = [_appeal(day, each.video.day) for day in shown]
        for day, part in zip(shown, chance.shared(each.views, weights), strict=True):
            views[day] += part
    return [[f"{day}", str(number)] for day, number in views.items()]


def _appeal(day: date, published: date | None) -> float:
    """New videos are watched most, and everything more at the weekend."""
    age = (day - published).days if published else 400
    return (1 + 14 / (1 + age / 2)) * (1.35 if day.weekday() >= 5 else 1.0)
