"""What has to be asked of a person because a file does not say it; see :mod:`told`."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from coachkit.model.observations import ExportWarning, Platform, TableSource


class Ask(StrEnum):
    """What only a person can say of a file. Without ``PLATFORM`` it cannot be stored."""

    PLATFORM = "platform"
    PERIOD = "period"
    YEAR = "year"
    ACCOUNT = "account"


_ASKED: Final = {"period_unsaid": Ask.PERIOD, "year_assumed": Ask.YEAR}


def asks_of(sources: Iterable[TableSource]) -> tuple[Ask, ...]:
    """What the tables of a file leave open, whatever else is known of the client."""
    asked = set()
    for source in sources:
        asked |= {_ASKED[warning.code] for warning in source.warnings if is_a_question(warning)}
        if source.platform is Platform.META:
            asked.add(Ask.PLATFORM)
    return tuple(ask for ask in Ask if ask in asked)


def is_a_question(warning: ExportWarning) -> bool:
    """Whether the warning says what a person could."""
    return warning.code in _ASKED
