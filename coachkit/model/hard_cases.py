"""Hard situations that were rehearsed. Whom to call is kept in the guideline, for everybody."""

from datetime import date
from typing import Annotated

from pydantic import Field

from coachkit.model.deciding import Key, Line, Text
from coachkit.model.values import Value


class CaseRehearsal(Value):
    """One case that was played through: how it came in, what was answered, what is learned.

    ``case``: the card it is from, empty for one of their own. ``situation``: the key of the hard
    situation of the guideline that it was written into. ``players``: roles, never names.
    ``confidence_before``/``after``: 1 to 5, of the room as a whole.
    """

    key: Key
    case: Key | None = None
    situation: Key | None = None
    came_in: Text = ""
    first_sentence: Line = ""
    players: Line = ""
    went_well: Line = ""
    otherwise: Line = ""
    confidence_before: Annotated[int, Field(ge=1, le=5)] | None = None
    confidence_after: Annotated[int, Field(ge=1, le=5)] | None = None
    rehearsed_on: date | None = None
