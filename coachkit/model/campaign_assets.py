"""What a campaign makes and spends. Hours come from the plan, days hang on the launch."""

from datetime import date
from typing import Annotated

from pydantic import Field

from coachkit.model.deciding import Key, Line, Who
from coachkit.model.values import Value

Money = Annotated[float, Field(ge=0, le=100_000_000, allow_inf_nan=False)]
Currency = Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]
"""Three letters; empty for that of the client's country."""


class Asset(Value):
    """Something that is made: an item of the plan, or what items are made from.

    ``track``: every item belongs to one. ``idea``: the card that it came from. ``channel``,
    ``content_type``: names of the plan; without a channel it is material (a film, a landing page)
    and takes hours but no place in the calendar. ``hours``: its own effort; ``None``: the content
    type's. ``owner``: who makes it, ``None`` for whoever has hours. ``lead_days``: working days
    that it takes; ``None``: the content type's. ``approver``: who says that it may go out, on
    ``approved_on``.
    """

    key: Key
    title: Annotated[str, Field(max_length=200)] = ""
    track: Key | None = None
    message: Annotated[str, Field(max_length=400)] = ""
    days_from_launch: Annotated[int, Field(ge=-365, le=365)] = 0
    channel: Annotated[str, Field(max_length=80)] = ""
    content_type: Annotated[str, Field(max_length=80)] = ""
    hours: Annotated[float, Field(gt=0, le=80, allow_inf_nan=False)] | None = None
    owner: Annotated[str, Field(max_length=80)] | None = None
    lead_days: Annotated[int, Field(ge=0, le=60)] | None = None
    approver: Who = ""
    approved_on: date | None = None
    idea: Key | None = None


class BudgetLine(Value):
    """Money in the campaign's currency for a channel in a phase: ``spent`` ``None`` is not zero."""

    key: Key
    phase: Annotated[str, Field(pattern=r"^(tease|launch|sustain|close)$")]
    channel: Line = ""
    planned: Money | None = None
    spent: Money | None = None
    note: Line = ""
