"""Which days an evaluation is about: those that were said, else the latest three known months."""

from typing import Final

from coachkit.model.evaluation_record import Evaluation
from coachkit.model.periods import Period
from coachkit.sessions.reading import ClientData

MONTHS: Final = 3


def evaluated(record: Evaluation, data: ClientData) -> Period | None:
    """The period; ``None`` where nothing was said and no export speaks of any month."""
    if record.period is not None:
        return record.period
    months = data.months()[:MONTHS]
    if not months:
        return None
    return Period(first=Period.month(months[-1]).first, last=Period.month(months[0]).last)
