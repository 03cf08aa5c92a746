"""The countries whose public holidays are known."""

from functools import cache

import holidays


@cache
def holiday_countries() -> tuple[str, ...]:
    """Their two letters, in alphabetical order."""
    return tuple(sorted(holidays.list_supported_countries(include_aliases=False)))
