"""Where a client is talked of and which accounts it has, as far as its exports tell.

It begins the audit; people correct it. Who speaks is left for people to say: the names of those
who wrote stay in the export.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from coachkit.model.audit import Account, HowOften, Mention, Tone
from coachkit.model.deciding import next_key
from coachkit.model.observations import Platform

CLEAR: Final = 0.6
"""The part of the judged mentions that gives a place its tone; below it the tone is mixed."""

_JUDGED: Final[Mapping[str, Tone]] = {
    "positive": Tone.WARM,
    "negative": Tone.CRITICAL,
    "neutral": Tone.NEUTRAL,
}
_DAY, _WEEK, _MONTH = 1.5, 10.0, 45.0
"""Days between two mentions up to which a place speaks daily, weekly, monthly."""


@dataclass(frozen=True)
class Heard:
    """The places where the client is talked of most. ``n``: mentions in all; ``places``: in all.

    ``first``/``last``: the days that they lie between, ``None`` without any.
    """

    mentions: tuple[Mention, ...]
    n: int
    places: int
    first: date | None
    last: date | None


def mentions_heard(frame: pd.DataFrame, source: str, most: int = 12) -> Heard:
    """The ``most`` places with the most mentions, each with how often and in which tone.

    ``frame``: a row per mention, with ``where``, ``published``, ``sentiment``. ``source``: what
    they are known from. How often is counted over the days that all mentions lie between.
    """
    dated = frame.dropna(subset=["published"])
    known = dated[dated["where"].notna() & (dated["where"].astype(str).str.strip() != "")]
    if known.empty:
        return Heard((), 0, 0, None, None)
    first, last = known["published"].min(), known["published"].max()
    days = (last.normalize() - first.normalize()).days + 1
    places = known.groupby(known["where"].astype(str).str.strip(), sort=True)["sentiment"]
    by_place = {str(place): judged for place, judged in places}
    loudest = sorted(by_place, key=lambda place: -len(by_place[place]))[:most]
    found = tuple(
        Mention(
            key=f"mention-{number}",
            where=place[:240],
            how=_tone(by_place[place]),
            how_often=_how_often(len(by_place[place]), days),
            count=len(by_place[place]),
            source=source[:240],
        )
        for number, place in enumerate(loudest, start=1)
    )
    return Heard(found, len(known), len(by_place), first.date(), last.date())


@dataclass(frozen=True, eq=False)
class PostsOf:
    """The posts of one platform, and what the platform is called. ``frame``: a row per post."""

    platform: Platform
    channel: str
    frame: pd.DataFrame


def accounts_seen(posts: Iterable[PostsOf]) -> tuple[Account, ...]:
    """An account for each that has posts, with the day of its last one."""
    found: list[Account] = []
    for one in posts:
        dated = one.frame.dropna(subset=["published"])
        named = dated["account_name"].where(dated["account_name"].notna(), dated["account"])
        for name, part in dated.groupby(named.fillna(""), sort=True):
            found.append(
                Account(
                    key=next_key("account", (known.key for known in found)),
                    channel=one.channel[:240],
                    handle=str(name)[:240],
                    last_post=part["published"].max().date(),
                )
            )
    return tuple(found)


def _how_often(n: int, days: int) -> HowOften:
    if n == 1:
        return HowOften.ONCE
    apart = days / n
    if apart <= _DAY:
        return HowOften.DAILY
    if apart <= _WEEK:
        return HowOften.WEEKLY
    return HowOften.MONTHLY if apart <= _MONTH else HowOften.SELDOM


def _tone(judged: "pd.Series[str]") -> Tone | None:
    """The tone of a place, ``None`` where the monitoring tool has judged no mention of it."""
    tones = [tone for word in judged.dropna() if (tone := _one_tone(str(word))) is not None]
    if not tones:
        return None
    for tone in Tone:
        if tones.count(tone) >= CLEAR * len(tones):
            return tone
    return Tone.MIXED


def _one_tone(word: str) -> Tone | None:
    """The tone of a word, or of a mark from -5 to 5 as some tools give it."""
    said = word.strip().casefold()
    if said in _JUDGED:
        return _JUDGED[said]
    try:
        mark = float(said)
    except ValueError:
        return None
    if mark != mark:  # noqa: PLR0124 - not a number is unlike itself
        return None
    return Tone.WARM if mark > 0 else Tone.CRITICAL if mark < 0 else Tone.NEUTRAL
