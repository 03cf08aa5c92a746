"""How often a client's report is made, and of which month one is due."""

from datetime import date, timedelta
from enum import StrEnum

_MONTHS_IN_A_QUARTER = 3


class Rhythm(StrEnum):
    """Every month, after every quarter, or only when somebody asks for it."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    NONE = "none"

    def month_due(self, today: date) -> str:
        """The newest month of which there should be a report by ``today``; empty for none.

        A month is due from the 1st of the next one. Of a quarter it is the last month.
        """
        if self is Rhythm.NONE:
            return ""
        last = _month_before(today)
        if self is Rhythm.QUARTERLY:
            while last.month % _MONTHS_IN_A_QUARTER:
                last = _month_before(last)
        return f"{last:%Y-%m}"


def _month_before(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)
