"""What stands half-filled in the fields of a form: no value yet, and not to be lost either."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import Field, JsonValue

from coachkit.model.values import Value


class Drafts(Value):
    """By form, what stands in its fields, as the form writes it, while not all of it is right."""

    entries: Annotated[Mapping[str, JsonValue], Field(max_length=200)] = {}

    def of(self, form: str) -> dict[str, Any] | None:
        """What stands in the fields of that form, ``None`` where it has no draft."""
        held = self.entries.get(form)
        return held if isinstance(held, dict) else None

    def with_draft(self, form: str, entries: Mapping[str, Any] | None) -> Self:
        """The same with that form's entries; ``None`` takes them away."""
        others = {name: held for name, held in self.entries.items() if name != form}
        return self.changed(entries=others if entries is None else {**others, form: entries})
