"""What a coach writes for nobody else. It is kept in the coach's own room, never with a client."""

from typing import Annotated

from pydantic import Field

from coachkit.model.values import Value


class PrivateNotes(Value):
    """The coach's notes about one client. ``session``: the session that they were last made in."""

    text: Annotated[str, Field(max_length=40_000)] = ""
    session: Annotated[int, Field(ge=1)] | None = None
