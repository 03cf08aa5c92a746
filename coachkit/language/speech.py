"""Says things in a language: texts, counts, numbers, dates.

``speech = speak("sv")`` is all that a page, a document or a command needs. English is the source
text, so it needs no catalogue; Babel is loaded when the first date is said, not before.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import Final, NamedTuple

from coachkit.language.messages import Key, catalogue_path, read_messages
from coachkit.model.languages import Language

NOTHING: Final = "–"
"""What stands where a number is missing. Missing is not zero."""


class Counted(NamedTuple):
    """A text for one thing and for many; ``by`` names the value that counts them."""

    one: str
    many: str
    by: str


Sentences = tuple[str | Counted, ...]
"""What may be said of one thing, the richest first: the last needs no field."""

FIELD: Final = re.compile(r"%(?:\((?P<name>\w+)\)[sd]|(?P<sign>%))")
"""A named field of a message, ``%(name)s`` or ``%(name)d``, or a doubled percent sign."""

_MINUS = "\N{MINUS SIGN}"
_TIGHT = "\N{NO-BREAK SPACE}"
_EXACT = Context(prec=400)
_MONDAY = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class Manners:
    """How a language writes numbers and dates, beyond its words.

    ``locale`` has a country: bare codes give American week numbers. The patterns are Babel's.
    """

    locale: str
    thousands: str
    decimal: str
    percent: str
    day: str
    short_day: str
    short_day_with_year: str
    month_day: str
    bare_day: str
    between_days: str
    time: str


MANNERS: Final[Mapping[Language, Manners]] = {
    "en": Manners(
        locale="en_GB",
        thousands=",",
        decimal=".",
        percent="%",
        day="d MMMM y",
        short_day="d MMM",
        short_day_with_year="d MMM y",
        month_day="d MMMM",
        bare_day="d",
        between_days=" – ",
        time="HH:mm",
    ),
    "sv": Manners(
        locale="sv_SE",
        thousands=_TIGHT,
        decimal=",",
        percent=f"{_TIGHT}%",
        day="d MMMM y",
        short_day="d MMM",
        short_day_with_year="d MMM y",
        month_day="d MMMM",
        bare_day="d",
        between_days="–",
        time="HH:mm",
    ),
    "fi": Manners(
        locale="fi_FI",
        thousands=_TIGHT,
        decimal=",",
        percent=f"{_TIGHT}%",
        day="d. MMMM y",
        short_day="d.M.",
        short_day_with_year="d.M.y",
        month_day="d. MMMM",
        bare_day="d.",
        between_days=" – ",
        time="H.mm",
    ),
}


def later(text: str) -> str:
    """The text itself, marked for the catalogues; ``Speech.say`` says it later."""
    return text


def later_in(context: str, text: str) -> tuple[str, str]:
    """Context and text, marked for the catalogues; ``Speech.say_in`` says them later."""
    return context, text


def later_count(one: str, many: str, by: str) -> Counted:
    """The texts marked for the catalogues; ``Speech.count`` says them later."""
    return Counted(one, many, by)


@cache
def speak(language: Language) -> "Speech":
    """The speech of a language, made once."""
    if language == "en":
        return Speech(language)
    written = catalogue_path(language).read_text(encoding="utf-8")
    return Speech(language, read_messages(written))


@dataclass(frozen=True)
class Speech:
    """One language, spoken. Equal and hashed by its language."""

    language: Language
    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def manners(self) -> Manners:
        """How the language writes numbers and dates."""
        return MANNERS[self.language]

    def say(self, text: str, /, **values: object) -> str:
        """The text in this language, its ``%(name)s`` fields filled with ``values``."""
        return _filled(self.gettext(text), values)

    def say_in(self, context: str, text: str, /, **values: object) -> str:
        """Like :meth:`say`, for a text that means different things in different places."""
        return _filled(self.pgettext(context, text), values)

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form for ``n`` things; the field ``n`` is the number as the language writes it."""
        return _filled(self.ngettext(one, many, n), {"n": self.number(n), **values})

    def gettext(self, text: str) -> str:
        """The text in this language, its fields not filled. For Jinja's ``{% trans %}``."""
        return self.messages.get((None, text), (text,))[0]

    def pgettext(self, context: str, text: str) -> str:
        """Like :meth:`gettext`, with a context."""
        return self.messages.get((context, text), (text,))[0]

    def ngettext(self, one: str, many: str, n: int) -> str:
        """The form for ``n`` things, its fields not filled. All three languages split at one."""
        forms = self.messages.get((None, one), (one, many))
        return forms[0] if n == 1 else forms[-1]

    def number(self, x: float | None, decimals: int = 0) -> str:
        """``12,345.6`` or ``12 345,6``, rounded half away from zero; a dash where it is missing."""
        return self._written(_rounded(x, decimals))

    def signed_number(self, x: float | None, decimals: int = 0) -> str:
        """Like :meth:`number`, with a plus sign before what is above zero."""
        return self._signed(_rounded(x, decimals))

    def percent(self, share: float | None, decimals: int = 0) -> str:
        """A share of one as a percentage: ``0.123`` is ``12%`` or ``12 %``."""
        return self._of_hundred(self._written(_rounded(share, decimals, times=100)))

    def signed_percent(self, share: float | None, decimals: int = 0) -> str:
        """Like :meth:`percent`, with a plus sign before what is above zero."""
        return self._of_hundred(self._signed(_rounded(share, decimals, times=100)))

    def hours(self, x: float | None) -> str:
        """Hours and whole minutes: ``2.67`` is ``2 h 40 min``, ``2 tim 40 min``, ``2 t 40 min``."""
        minutes = _rounded(x, 0, times=60)
        if minutes is None:
            return NOTHING
        full, rest = divmod(abs(int(minutes)), 60)
        sign = _MINUS if minutes < 0 else ""
        if not full:
            return self.say("%(minutes)s\N{NO-BREAK SPACE}min", minutes=f"{sign}{rest}")
        hours = sign + self.number(full)
        if not rest:
            return self.say("%(hours)s\N{NO-BREAK SPACE}h", hours=hours)
        return self.say(
            "%(hours)s\N{NO-BREAK SPACE}h %(minutes)s\N{NO-BREAK SPACE}min",
            hours=hours,
            minutes=rest,
        )

    def day(self, day: date) -> str:
        """``31 October 2026``."""
        return self._date(day, self.manners.day)

    def short_day(self, day: date, *, year: bool = False) -> str:
        """``31 Oct``, for a table or an axis; with its year only when asked."""
        return self._date(day, self.manners.short_day_with_year if year else self.manners.short_day)

    def month(self, day: date) -> str:
        """The month a day is in: ``October 2026``."""
        return self._date(day, "LLLL y")

    def short_month(self, day: date) -> str:
        """The month a day is in, for an axis: ``Oct``."""
        return self._date(day, "LLL")

    def span(self, first: date, last: date) -> str:
        """From a day to a day, both included: ``1–31 October 2026``."""
        manners = self.manners
        if first == last:
            return self.day(last)
        if (first.year, first.month) == (last.year, last.month):
            return f"{self._date(first, manners.bare_day)}–{self.day(last)}"
        start = manners.month_day if first.year == last.year else manners.day
        return f"{self._date(first, start)}{manners.between_days}{self.day(last)}"

    def weekday(self, i: int) -> str:
        """The name of a weekday; Monday is 0."""
        return self._date(_MONDAY + timedelta(days=i), "cccc")

    def short_weekday(self, i: int) -> str:
        """The abbreviated name of a weekday, ``Mon``; Monday is 0."""
        return self._date(_MONDAY + timedelta(days=i), "ccc")

    def week(self, day: date, *, year: bool = False) -> str:
        """The week a day is in, counted as all three countries do: ``week 44``.

        With ``year`` the year that owns the week is said too: 1 January 2027 is in week 53 of 2026.
        """
        iso = day.isocalendar()
        if year:
            return self.say(
                "week\N{NO-BREAK SPACE}%(week)s of %(year)s", week=iso.week, year=iso.year
            )
        return self.say("week\N{NO-BREAK SPACE}%(week)s", week=iso.week)

    def moment(self, moment: datetime) -> str:
        """A day and its time, as the clock in ``moment`` shows it: ``31 October 2026, 14:05``."""
        from babel.dates import format_time  # noqa: PLC0415 - only dates need Babel

        time = format_time(moment.time(), self.manners.time, locale=self.manners.locale)
        return self.say("%(day)s, %(time)s", day=self.day(moment), time=time)

    def list(self, items: Sequence[str]) -> str:
        """``a, b and c``."""
        if len(items) < 2:
            return "".join(items)
        return self.say("%(first)s and %(last)s", first=", ".join(items[:-1]), last=items[-1])

    def _written(self, rounded: Decimal | None) -> str:
        if rounded is None:
            return NOTHING
        marks = {ord(","): self.manners.thousands, ord("."): self.manners.decimal}
        sign = _MINUS if rounded < 0 else ""
        return sign + f"{abs(rounded):,f}".translate(marks)

    def _signed(self, rounded: Decimal | None) -> str:
        sign = "+" if rounded is not None and rounded > 0 else ""
        return sign + self._written(rounded)

    def _of_hundred(self, written: str) -> str:
        return written if written == NOTHING else written + self.manners.percent

    def _date(self, day: date, pattern: str) -> str:
        from babel.dates import format_date  # noqa: PLC0415 - only dates need Babel

        return format_date(day, pattern, locale=self.manners.locale)


def _rounded(x: float | None, decimals: int, *, times: int = 1) -> Decimal | None:
    if x is None or not math.isfinite(x):
        return None
    exact = _EXACT.multiply(Decimal(str(x)), Decimal(times))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)


def _filled(text: str, values: Mapping[str, object]) -> str:
    return FIELD.sub(lambda match: "%" if match["sign"] else str(values[match["name"]]), text)
