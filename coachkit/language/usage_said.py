"""How many people use a channel in a country: never a number without its year and its whole."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from coachkit.language.speech import Speech, later
from coachkit.model.defaults import Grade
from coachkit.model.usage import Usage, UsageOf

FRESH_MONTHS: Final = 24
"""A figure is counted from the beginning of its year: its month is not known."""

_MILLION = 1_000_000

_SAID: Final[Mapping[tuple[str, UsageOf], str]] = {
    ("SE", UsageOf.INTERNET_USERS_8_DAILY): later(
        "%(share)s of internet users in Sweden aged 8 and over used %(channel)s daily in %(year)s "
        "(%(source)s)."
    ),
    ("SE", UsageOf.INTERNET_USERS_YEAR): later(
        "%(share)s of internet users in Sweden used social media at some time in %(year)s "
        "(%(source)s)."
    ),
    ("SE", UsageOf.INTERNET_USERS_DAILY): later(
        "%(share)s of internet users in Sweden used social media daily in %(year)s (%(source)s)."
    ),
    ("SE", UsageOf.OFFICE_WORKERS_EVER): later(
        "%(share)s of white-collar workers in Sweden had used %(channel)s at some time by %(year)s "
        "(%(source)s)."
    ),
    ("FI", UsageOf.AGED_16_TO_89_QUARTER): later(
        "%(share)s of people in Finland aged 16 to 89 had used social media within three months in "
        "%(year)s (%(source)s)."
    ),
    ("FI", UsageOf.AGED_16_TO_89_DAILY): later(
        "%(share)s of people in Finland aged 16 to 89 used social media daily in %(year)s "
        "(%(source)s)."
    ),
    ("FI", UsageOf.COMPANIES_FROM_10): later(
        "%(share)s of companies in Finland with at least ten employees used social media in "
        "%(year)s (%(source)s)."
    ),
    ("FI", UsageOf.PEOPLE_WEEKLY): later(
        "%(millions)s million people in Finland used %(channel)s weekly in %(year)s, counted up "
        "from %(asked)s who were asked (%(source)s)."
    ),
}


def usage_sentence(usage: Usage, speech: Speech) -> str:
    """The figure with what it is a part of, its year and its source."""
    return speech.say(
        _SAID[usage.country, usage.of],
        share=speech.percent(usage.default.value),
        millions=speech.number(usage.default.value / _MILLION, 2),
        asked=speech.number(usage.asked),
        channel=usage.name,
        year=usage.year,
        source=usage.default.source,
    )


def usage_caveats(usage: Usage, today: date, speech: Speech) -> tuple[str, ...]:
    """Why the figure may not hold for the client today: its age, and who told it."""
    said = []
    if is_old(usage, today):
        said.append(
            speech.say(
                "That was in %(year)s: more than two years may have gone by, and much may have "
                "changed.",
                year=usage.year,
            )
        )
    if usage.default.grade is Grade.SECOND_HAND:
        said.append(
            speech.say("The figure is quoted at second hand; your own audience may differ.")
        )
    return tuple(said)


def is_old(usage: Usage, today: date) -> bool:
    """Whether it may be more than two years old."""
    months = (today.year - usage.year) * 12 + today.month - 1
    return months >= FRESH_MONTHS
