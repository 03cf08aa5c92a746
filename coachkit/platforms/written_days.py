"""Days as people write them: names of months in several languages, and days without a year.

A day without a year is the latest that can be meant: never after the file was made. Where rows
are days in order, a year ends where the months begin again, so that a whole year of days, read
across New Year, keeps its order.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import pairwise

from babel import Locale

_PARTS = {
    "%Y": r"(?P<year>[12]\d{3})",
    "%y": r"(?P<short_year>\d{2})",
    "%m": r"(?P<month>\d{1,2})",
    "%d": r"(?P<day>\d{1,2})",
    "%H": r"(?P<hour>\d{1,2})",
    "%I": r"(?P<half_hour>\d{1,2})",
    "%M": r"(?P<minute>\d{2})",
    "%S": r"(?P<second>\d{2})",
    "%p": r"(?P<half>[AP]M)",
    "%b": r"(?P<name>[^\W\d_]+\.?)",
    "%B": r"(?P<name>[^\W\d_]+\.?)",
    "%a": r"[^\W\d_]+\.?",
}
_LEAP = 8  # at most so many years lie between two days called 29 February
_HALF_A_YEAR = 183
_YEAR = 366
_SHORT_YEARS_FROM = 2000


def yearless(layout: str) -> bool:
    """Whether a layout has a day and a month, but no year."""
    return "%d" in layout and "%Y" not in layout and "%y" not in layout


def moment_in(said: str, layout: str, languages: Sequence[str]) -> datetime | None:
    """The moment that is written, or ``None`` if it is not written like that."""
    found = _pattern(layout).fullmatch(" ".join(said.split()))
    if found is None:
        return None
    part = found.groupdict()
    month = _month(part, languages)
    if month is None:
        return None
    year = part.get("year") or _SHORT_YEARS_FROM + int(part["short_year"])
    try:
        return datetime(  # noqa: DTZ001  a platform's clock: its zone is the table's affair
            int(year),
            month,
            int(part["day"]),
            _hour(part),
            int(part.get("minute") or 0),
            int(part.get("second") or 0),
        )
    except ValueError:
        return None


def day_in(said: str, layout: str, languages: Sequence[str]) -> date | None:
    """The day that is written, or ``None``."""
    moment = moment_in(said, layout, languages)
    return moment.date() if moment else None


def years_counted_back(
    said: Sequence[str | None],
    layout: str,
    languages: Sequence[str],
    *,
    until: date,
    in_order: bool,
) -> list[date | None]:
    """Days without a year, each with the latest year it can have; ``None`` where it is no day."""
    written = [None if text is None else _month_and_day(text, layout, languages) for text in said]
    if not in_order:
        return [None if pair is None else _latest(pair, until) for pair in written]
    given = [place for place, pair in enumerate(written) if pair is not None]
    pairs = [pair for pair in written if pair is not None]
    rising = _rising(pairs)
    order = list(reversed(given)) if rising else given
    days: list[date | None] = [None] * len(said)
    newest = latest = None
    for place in order:
        pair = written[place]
        day = None if pair is None else _latest(pair, latest or until)
        newest = newest or day
        # Days that would need more than a year are in no order, and whose year is anybody's guess.
        if day is None or newest is None or (newest - day).days > _YEAR:
            break
        days[place] = latest = day
    return days


def _rising(pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether most steps lead to a later day, New Year counted as one step."""
    places = [date(2000, month, day).timetuple().tm_yday for month, day in pairs]
    steps = [(after - before) % _YEAR for before, after in pairwise(places)]
    forwards = sum(1 for step in steps if 0 < step < _HALF_A_YEAR)
    backwards = sum(1 for step in steps if step > _HALF_A_YEAR)
    return forwards >= backwards


def _latest(pair: tuple[int, int], until: date) -> date | None:
    for year in range(until.year, until.year - _LEAP - 1, -1):
        try:
            day = date(year, *pair)
        except ValueError:
            continue
        if day <= until:
            return day
    return None


def _month_and_day(said: str, layout: str, languages: Sequence[str]) -> tuple[int, int] | None:
    found = _pattern(layout).fullmatch(" ".join(said.split()))
    month = _month(found.groupdict(), languages) if found else None
    if found is None or month is None:
        return None
    day = int(found["day"])
    try:
        date(2000, month, day)  # a leap year: 29 February is a day
    except ValueError:
        return None
    return month, day


def _month(part: dict[str, str | None], languages: Sequence[str]) -> int | None:
    if part.get("month"):
        return int(str(part["month"]))
    name = (part.get("name") or "").casefold().rstrip(".")
    return next(
        (month for language in languages for known, month in _months(language) if known == name),
        None,
    )


def _hour(part: dict[str, str | None]) -> int:
    if part.get("half_hour"):
        return int(str(part["half_hour"])) % 12 + 12 * (str(part.get("half")).upper() == "PM")
    return int(part.get("hour") or 0)


@cache
def _pattern(layout: str) -> re.Pattern[str]:
    pieces = re.split(r"(%.)", layout)
    return re.compile(
        "".join(_PARTS.get(part) or re.escape(part) for part in pieces), re.IGNORECASE
    )


@cache
def _months(language: str) -> tuple[tuple[str, int], ...]:
    return tuple(_names(language))


def _names(language: str) -> Iterator[tuple[str, int]]:
    known = Locale.parse(language).months
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in known[use][width].items():
                yield name.casefold().rstrip("."), month
