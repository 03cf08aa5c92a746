"""How the fields of a value stand in a form: in which order, as what, under which words.

A form shows the fields that have a hint, in the order of the hints; every other field stays as it
is. What a field may hold is the model's to say, and is read from there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Final, get_args, get_origin

from pydantic.fields import FieldInfo

from coachkit.language.speech import Speech
from coachkit.model.values import Value

Said = Callable[[Speech], str]
"""Words, in the language that is asked for."""

Choices = Callable[[Speech], Sequence[tuple[str, str]]]
"""What can be chosen: the code that is kept and the words that are shown."""


class As(StrEnum):
    """What a field is entered with."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    NUMBER = "number"
    WHOLE = "whole"
    CHOICE = "choice"
    SEVERAL = "several"
    TICK = "tick"
    DAY = "day"
    LINES = "lines"
    """Short texts, one below the other."""
    GROUP = "group"
    """One value inside this one."""
    TABLE = "table"
    """Values inside this one, a row each."""
    CARDS = "cards"
    """Values inside this one, one below the other with their labels."""


ROWS: Final = frozenset({As.TABLE, As.CARDS})


@dataclass(frozen=True)
class Hint:
    """How a field is entered.

    ``kind``: what with. ``label`` and ``help``: what it is called, and a line below it.
    ``options``: of a choice and of several. ``suggest``: which of the form's ``known`` names may be
    picked while writing. ``step``: by how much a number goes up and down. ``wide``: a column's
    share of the width, in parts; 0 for what its kind needs. ``folded``: of a card or a group, out
    of sight until somebody opens what is folded away there.

    Of lists: ``add``: what the button says. ``most``: how many there may be, where that is fewer
    than the model allows. ``each``: the labels of lines that are given, one for each, such as
    three questions.

    Of values inside: ``within``: the hints of their fields. ``stem``: what the keys of new ones
    begin with. ``given``: fields that all rows of this form share, with what they hold: other rows
    are not shown and stay as they are. ``fixed``: rows are filled in, never added, moved or
    removed.
    """

    kind: As
    label: Said
    help: Said | None = None
    placeholder: Said | None = None
    options: Choices | None = None
    suggest: str = ""
    step: float = 1
    wide: float = 0
    folded: bool = False
    add: Said | None = None
    most: int | None = None
    each: Callable[[Speech], Sequence[str]] | None = None
    within: Mapping[str, "Hint"] = field(default_factory=dict)
    stem: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    fixed: bool = False


Hints = Mapping[str, Hint]
"""The fields of a form by their names, in their order."""


def inner(kind: type[Value], name: str) -> type[Value]:
    """The type of the values inside a field: of its rows, or of its group."""
    return next(
        one
        for one in _parts(kind.model_fields[name].annotation)
        if isinstance(one, type) and issubclass(one, Value)
    )


def bound(kind: type[Value], name: str, limit: str) -> float | None:
    """A limit of a field: ``ge``, ``le`` or ``max_length``; ``None`` where it has none."""
    for one in _constraints(kind.model_fields[name]):
        found: float | None = getattr(one, limit, None)
        if found is not None:
            return found
    return None


def most_rows(kind: type[Value], name: str, hint: Hint) -> int | None:
    """How many rows or lines a field may have, by the model and by its hint."""
    allowed = bound(kind, name, "max_length")
    limits = [int(one) for one in (allowed, hint.most) if one is not None]
    return min(limits, default=None)


def may_be_absent(kind: type[Value], name: str) -> bool:
    """Whether an empty entry is ``None`` or the default rather than something missing."""
    return not kind.model_fields[name].is_required()


def _constraints(info: FieldInfo) -> list[Any]:
    # "Annotated[float, Field(ge=0)] | None" hides its limits one level further in.
    inside = [
        more
        for one in (info.annotation, *get_args(info.annotation))
        if get_origin(one) is Annotated
        for meta in get_args(one)[1:]
        for more in (meta.metadata if isinstance(meta, FieldInfo) else [meta])
    ]
    return [*info.metadata, *inside]


def _parts(annotation: Any) -> list[Any]:
    """The annotation and everything inside it."""
    return [annotation, *(part for one in get_args(annotation) for part in _parts(one))]
