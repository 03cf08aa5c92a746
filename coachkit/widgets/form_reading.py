"""Reads a form's entries: the value that they make, or everything that is wrong with them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final, Generic, NamedTuple, TypeVar

from pydantic import create_model

from coachkit.language.typed_numbers import typed_number
from coachkit.model.deciding import next_key
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.values import Value
from coachkit.widgets.form_entries import ID, Entries, blank, is_blank, shown
from coachkit.widgets.form_hints import (
    ROWS,
    As,
    Hint,
    Hints,
    bound,
    inner,
    may_be_absent,
    most_rows,
)

Rows = Mapping[str, Value]
"""The rows that were ever right, by their ids: whence fields come that a form does not show."""

Errors = Mapping[str, InvalidValue]
"""What is wrong, by path: ``hours``, ``accounts.2.last_post``; the empty path is the whole form."""

V = TypeVar("V", bound=Value)

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBERS: Final = frozenset({As.NUMBER, As.WHOLE})


@dataclass(frozen=True)
class Reading(Generic[V]):
    """What entries come to. ``value``: ``None`` where anything is wrong."""

    value: V | None
    errors: Errors
    rows: Rows


def read(
    entries: Entries, base: V, hints: Hints, language: Language, rows: Rows | None = None
) -> Reading[V]:
    """The value that the entries make of ``base``; fields without a hint stay as they are there.

    ``rows``: those of earlier readings, and of ``written``. Every wrong field is told. Empty rows
    at the end are nobody's.
    """
    reader = _Reader(language, dict(rows or {}))
    value = reader.value(type(base), _fields(base), entries, hints, "")
    return Reading(None if reader.errors else value, reader.errors, reader.rows)


class _Place(NamedTuple):
    """A field: of which type, its name, its hint, and its path in the form."""

    kind: type[Value]
    name: str
    hint: Hint
    path: str

    @property
    def inner(self) -> type[Value]:
        """The type of the values inside it."""
        return inner(self.kind, self.name)


@dataclass
class _Reader:
    """Reads entries field by field, and keeps what is wrong."""

    language: Language
    rows: dict[str, Value]
    errors: dict[str, InvalidValue] = field(default_factory=dict)

    def value(
        self, kind: type[V], kept: Mapping[str, Any], entries: Entries, hints: Hints, path: str
    ) -> V | None:
        """The value, or ``None`` where anything in it is wrong. ``kept``: its fields until now."""
        before = len(self.errors)
        data = dict(kept)
        for name, hint in hints.items():
            place = _Place(kind, name, hint, f"{path}{name}")
            meant = self._field(place, data.pop(name, None), entries.get(name))
            data.update(meant)
        if len(self.errors) > before:
            return None
        try:
            return kind.model_validate(data)
        except InvalidValue as refused:
            self._refuse(refused, hints, path)
            return None

    def _refuse(self, refused: InvalidValue, hints: Hints, path: str) -> None:
        """What is wrong with a value as a whole, at the field it names if that is shown."""
        named = (refused.field or "").split(".")[0]
        place = f"{path}{named}" if named in hints else path.removesuffix(".")
        self.errors[place] = _placeless(refused)

    def _field(self, place: _Place, held: Any, entry: Any) -> dict[str, Any]:
        """The field with what it now holds; without it where it is empty or wrong."""
        name, hint = place.name, place.hint
        if hint.kind is As.GROUP:
            entries = entry if isinstance(entry, Mapping) else {}
            kept = {} if held is None else _fields(held)
            within = self.value(place.inner, kept, entries, hint.within, f"{place.path}.")
            return {} if within is None else {name: within}
        if hint.kind in ROWS:
            return {name: self._rows(place, held or (), _mappings(entry))}
        if hint.kind is As.LINES:
            return {name: self._lines(place, entry)}
        return self._single(place, entry)

    def _single(self, place: _Place, entry: Any) -> dict[str, Any]:
        try:
            meant = _meant(place, entry, self.language)
            return {place.name: _alone(place, meant)} if meant is not None else {}
        except InvalidValue as refused:
            self.errors[place.path] = _told(refused, place, entry)
            return {}

    def _lines(self, place: _Place, entry: Any) -> tuple[str, ...]:
        typed = [str(text).strip() for text in entry] if isinstance(entry, list) else []
        for i, text in enumerate(typed):
            try:
                _alone(place, (text,))
            except InvalidValue as refused:
                self.errors[f"{place.path}.{i}"] = _placeless(refused)
        # Given lines answer a question each: an answer must not slip to another question.
        kept = _without_end(typed, str) if place.hint.each else [text for text in typed if text]
        self._count(place, len(kept))
        return tuple(kept)

    def _rows(
        self, place: _Place, held: tuple[Value, ...], entries: list[Entries]
    ) -> tuple[Value, ...]:
        new = blank(place.inner, place.hint.within, self.language)
        typed = (
            entries
            if place.hint.fixed
            else _without_end(entries, lambda row: not is_blank(row, new))
        )
        made = [self._row(place, held, row, f"{place.path}.{i}.") for i, row in enumerate(typed)]
        self._count(place, len(typed))
        return _among(held, [row for row in made if row is not None], place.hint)

    def _row(
        self, place: _Place, held: tuple[Value, ...], entry: Entries, path: str
    ) -> Value | None:
        hint, of = place.hint, place.inner
        known_as = str(entry.get(ID, ""))
        base = self.rows.get(known_as)
        kept = dict(hint.given) if base is None else _fields(base)
        if base is None and "key" in of.model_fields and "key" not in hint.within:
            kept["key"] = next_key(hint.stem, self._keys(held))
        row = self.value(of, kept, entry, hint.within, path)
        if row is not None:
            self.rows[known_as or path] = row
        return row

    def _keys(self, held: Iterable[Value]) -> Iterator[str]:
        """Every key that was ever given, so that none comes back under other words."""
        return (str(getattr(row, "key", "")) for row in (*held, *self.rows.values()))

    def _count(self, place: _Place, n: int) -> None:
        most = most_rows(place.kind, place.name, place.hint)
        if most is not None and n > most:
            self.errors[place.path] = InvalidValue("too_long", None, reason="rows", limit=most)


def _fields(value: Value) -> dict[str, Any]:
    return {name: getattr(value, name) for name in type(value).model_fields}


def _placeless(refused: InvalidValue) -> InvalidValue:
    """The refusal without its field: a form says it at the field itself."""
    return InvalidValue(refused.code, None, **refused.details)


class _Held(Value):
    """One field alone, which says what is wrong with it as its own type would."""

    held: Any


@cache
def _holder(kind: type[Value], name: str) -> type[_Held]:
    info = kind.model_fields[name]
    fields: dict[str, Any] = {"held": (info.annotation, info)}
    return create_model("Holder", __base__=_Held, **fields)


def _alone(place: _Place, meant: Any) -> Any:
    return _holder(place.kind, place.name).model_validate({"held": meant}).held


def _meant(place: _Place, entry: Any, language: Language) -> Any:
    """What the model is handed; ``None`` where the entry is empty and the default stands."""
    kind = place.hint.kind
    if kind is As.TICK:
        return entry is True
    if kind is As.SEVERAL:
        return tuple(entry) if isinstance(entry, list) else ()
    text = entry.strip() if isinstance(entry, str) else ""
    if text:
        return _NUMBERED[kind](text, language) if kind in _NUMBERED else text
    if not may_be_absent(place.kind, place.name):
        raise InvalidValue("missing")
    return None


def _number(text: str, language: Language) -> float:
    number = typed_number(text, language)
    if number is None:
        raise InvalidValue("wrong_type")
    return int(number) if number == int(number) else number


def _whole(text: str, language: Language) -> int:
    number = _number(text, language)
    if not isinstance(number, int):
        raise InvalidValue("wrong_type")
    return number


def _day(text: str, _language: Language) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as refused:
        raise InvalidValue("not_a_day", None, value=text) from refused
    raise InvalidValue("not_a_day", None, value=text)


_NUMBERED: Final[Mapping[As, Callable[[str, Language], Any]]] = {
    As.NUMBER: _number,
    As.WHOLE: _whole,
    As.DAY: _day,
}


def _told(refused: InvalidValue, place: _Place, entry: Any) -> InvalidValue:
    """The refusal at its field; of a number, with what may be written there."""
    if place.hint.kind not in _NUMBERS or refused.code == "missing":
        return _placeless(refused)
    limits = {
        "least": bound(place.kind, place.name, "ge"),
        "most": bound(place.kind, place.name, "le"),
    }
    expected = place.hint.kind.value
    return InvalidValue("wrong_type", None, expected=expected, value=str(entry), **limits)


def _mappings(entry: Any) -> list[Entries]:
    return [row for row in entry if isinstance(row, Mapping)] if isinstance(entry, list) else []


def _without_end(rows: list[Any], is_filled: Callable[[Any], Any]) -> list[Any]:
    """The rows up to the last that is filled in."""
    filled = [i for i, row in enumerate(rows) if is_filled(row)]
    return rows[: filled[-1] + 1] if filled else []


def _among(held: tuple[Value, ...], ours: list[Value], hint: Hint) -> tuple[Value, ...]:
    """Our rows in the places of our rows, the others where they are, new ones after the last."""
    places = [i for i, _ in shown(held, hint)]
    last = places[-1] if places else len(held) - 1
    rest = iter(ours)
    mixed: list[Value] = []
    for i, row in enumerate(held):
        if i not in places:
            mixed.append(row)
        else:
            mixed.extend(one for one in (next(rest, None),) if one is not None)
        if i == last:
            mixed.extend(rest)
    return (*mixed, *rest)
