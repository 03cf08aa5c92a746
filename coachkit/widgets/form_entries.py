"""A value as the entries of a form: what JSON can hold, and a person can change.

By kind of field: a string as it was typed (line, paragraph, number, whole, choice, and a day as
its date in ISO 8601), a list of codes (several), true or false (tick), a list of strings (lines),
a mapping by field (group), a list of such mappings (table, cards). A row also has an ``id``, by
which it is known while it moves about.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from coachkit.language.speech import speak
from coachkit.language.typed_numbers import typed_number, written_number
from coachkit.model.languages import Language
from coachkit.model.values import Value
from coachkit.widgets.form_hints import ROWS, As, Hint, Hints, inner

Entries = Mapping[str, Any]

ID: Final = "id"
"""Under what a row says by what it is known."""

_NOTHING: Final[tuple[Any, ...]] = ("", None, False, [], {})


class Written(NamedTuple):
    """A value as entries, and its rows by their ids."""

    entries: dict[str, Any]
    rows: dict[str, Value]


def written(value: Value, hints: Hints, language: Language) -> Written:
    """A value as entries; numbers as the language writes them."""
    writer = _Writer(language)
    return Written(writer.fields(value, hints, ""), writer.rows)


def blank(kind: type[Value], hints: Hints, language: Language) -> dict[str, Any]:
    """The entries of a new row of that type: its defaults, and nothing where it has none."""
    new: dict[str, Any] = {}
    for name, hint in hints.items():
        info = kind.model_fields[name]
        held = None if info.is_required() else info.get_default(call_default_factory=True)
        if hint.kind is As.GROUP and held is None:
            new[name] = blank(inner(kind, name), hint.within, language)
        else:
            new[name] = _Writer(language).entry(held, hint, name)
    return new


def is_blank(entry: Any, new: Any) -> bool:
    """Whether nobody has entered anything: all is empty, or as it is in a new row."""
    typed = entry.strip() if isinstance(entry, str) else entry
    if typed in _NOTHING or typed == new:
        return True
    if isinstance(typed, Mapping):
        known = new if isinstance(new, Mapping) else {}
        return all(is_blank(held, known.get(name)) for name, held in typed.items() if name != ID)
    return isinstance(typed, list) and all(is_blank(one, None) for one in typed)


def reworded(entries: Entries, hints: Hints, was: Language, now: Language) -> dict[str, Any]:
    """The entries in another language: numbers as it writes them, all else as it was typed."""
    return {
        name: _reworded(entry, hints[name], was, now) if name in hints else entry
        for name, entry in entries.items()
    }


def shown(held: Iterable[Value], hint: Hint) -> Iterator[tuple[int, Value]]:
    """The rows that are this form's, each with its place among all of them."""
    for i, row in enumerate(held):
        if all(getattr(row, name) == same for name, same in hint.given.items()):
            yield i, row


class _Writer:
    """Writes fields as entries, and remembers the rows that it comes by."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.rows: dict[str, Value] = {}

    def fields(self, value: Value, hints: Hints, path: str) -> dict[str, Any]:
        """The fields of a value that have a hint."""
        return {
            name: self.entry(getattr(value, name), hint, f"{path}{name}")
            for name, hint in hints.items()
        }

    def entry(self, held: Any, hint: Hint, path: str) -> Any:
        """What a field holds."""
        if hint.kind is As.GROUP:
            return self.fields(held, hint.within, f"{path}.")
        if hint.kind in ROWS:
            # counted among those shown: what another form of the same value adds moves no row here
            ours = [row for _, row in shown(held or (), hint)]
            return [self._row(row, i, hint, path) for i, row in enumerate(ours)]
        if hint.kind is As.LINES:
            texts = [str(text) for text in held or ()]
            return texts + [""] * (_given_lines(hint, self.language) - len(texts))
        if hint.kind in _SIMPLE:
            return _SIMPLE[hint.kind](held)
        return "" if held is None else self._text(held, hint)

    def _text(self, held: Any, hint: Hint) -> str:
        if hint.kind in {As.NUMBER, As.WHOLE}:
            return written_number(held, self.language)
        return str(held.isoformat() if hint.kind is As.DAY else held)

    def _row(self, row: Value, i: int, hint: Hint, path: str) -> dict[str, Any]:
        known_as = f"{path}.{getattr(row, 'key', i)}"
        self.rows[known_as] = row
        return {ID: known_as, **self.fields(row, hint.within, f"{known_as}.")}


_SIMPLE: Final[Mapping[As, Callable[[Any], Any]]] = {
    As.SEVERAL: lambda held: [str(code) for code in held or ()],
    As.TICK: bool,
}


def _given_lines(hint: Hint, language: Language) -> int:
    return len(hint.each(speak(language))) if hint.each else 0


def _reworded(entry: Any, hint: Hint, was: Language, now: Language) -> Any:
    if hint.kind in ROWS and isinstance(entry, list):
        return [
            _reworded(row, Hint(As.GROUP, hint.label, within=hint.within), was, now)
            for row in entry
        ]
    if hint.kind is As.GROUP and isinstance(entry, Mapping):
        return reworded(entry, hint.within, was, now)
    if hint.kind in {As.NUMBER, As.WHOLE} and isinstance(entry, str):
        return _renumbered(entry, was, now)
    return entry


def _renumbered(text: str, was: Language, now: Language) -> str:
    """The number in another language, where nothing of it is lost; else what was typed."""
    number = typed_number(text, was)
    if number is None:
        return text
    renewed = written_number(number, now)
    return renewed if typed_number(renewed, now) == number else text
