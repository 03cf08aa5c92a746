"""What countries are called."""

from collections.abc import Iterable
from zoneinfo import available_timezones

from coachkit.language.speech import Speech


def country_name(country: str, speech: Speech) -> str:
    """A country's name, by its two letters; the letters where it has none."""
    from babel import Locale  # noqa: PLC0415 - only names of countries need it

    locale = Locale.parse(speech.manners.locale)
    return str(locale.territories.get(country, country))


def countries_by_name(countries: Iterable[str], speech: Speech) -> list[tuple[str, str]]:
    """(name, two letters), in the language's alphabetical order as far as letters go."""
    named = [(country_name(one, speech), one) for one in countries]
    return sorted(named, key=lambda pair: (_order(pair[0], speech), pair[1]))


def _order(name: str, speech: Speech) -> list[int]:
    """Å, ä and ö come last in Swedish and Finnish, and are a and o in English."""
    last = {"å": 1_000, "ä": 1_001, "ö": 1_002}
    near = {"å": ord("a"), "ä": ord("a"), "ö": ord("o")}
    special = near if speech.language == "en" else last
    return [special.get(letter, ord(letter)) for letter in name.casefold()]


def time_zones(country: str) -> tuple[str, ...]:
    """The time zones of a country: Europe's first; none where it is not known."""
    from babel.core import get_global  # noqa: PLC0415 - only zones need it

    there = sorted(
        zone
        for zone, territory in get_global("zone_territories").items()
        if territory == country and zone in available_timezones()
    )
    return tuple(sorted(there, key=lambda zone: not zone.startswith("Europe/")))
