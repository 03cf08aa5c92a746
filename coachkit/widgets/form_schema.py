"""What a browser is told of a form: its fields, their words in one language, what they allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from coachkit.language.speech import Speech
from coachkit.model.values import Value
from coachkit.widgets.form_entries import blank
from coachkit.widgets.form_hints import ROWS, As, Hint, Hints, Said, bound, inner, most_rows

Known = Mapping[str, Sequence[str]]
"""Names that may be picked while writing, by what they are names of, such as channels."""

_WIDTHS: Final[Mapping[As, float]] = {
    As.PARAGRAPH: 2.4,
    As.LINE: 1.6,
    As.CHOICE: 1.4,
    As.DAY: 1.7,
    As.NUMBER: 1.2,
    As.WHOLE: 1.2,
    As.TICK: 0.8,
}
"""How much of a table's width a column takes, in parts."""


def schema(
    kind: type[Value], hints: Hints, speech: Speech, known: Known | None = None
) -> dict[str, Any]:
    """The form of a type, as plain JSON."""
    return {
        "language": speech.language,
        "decimal": speech.manners.decimal,
        "words": _words(speech),
        "fields": _Describer(speech, known or {}).fields(kind, hints),
    }


def _words(speech: Speech) -> dict[str, str]:
    """What the form itself says; ``{n}`` and ``{label}`` are filled in where it is drawn."""
    say, n, label = speech.say, "{n}", "{label}"
    return {
        "row": say("Row %(n)s", n=n),
        "up": say("Move row %(n)s up", n=n),
        "down": say("Move row %(n)s down", n=n),
        "remove": say("Remove row %(n)s", n=n),
        "added": say("Row %(n)s was added.", n=n),
        "removed": say("Row %(n)s was removed.", n=n),
        "moved": say("The row is now number %(n)s.", n=n),
        "full": say("There is room for no more than %(n)s.", n=n),
        "less": say("Less: %(label)s", label=label),
        "more": say("More: %(label)s", label=label),
        "nothing": say("Not chosen"),
    }


@dataclass(frozen=True)
class _Describer:
    """Describes fields in one language."""

    speech: Speech
    known: Known = field(default_factory=dict)

    def fields(self, kind: type[Value], hints: Hints) -> list[dict[str, Any]]:
        """The fields of a type, in their order."""
        return [self._field(kind, name, hint) for name, hint in hints.items()]

    def _field(self, kind: type[Value], name: str, hint: Hint) -> dict[str, Any]:
        return {
            "name": name,
            "kind": hint.kind.value,
            "label": hint.label(self.speech),
            "help": self._said(hint.help),
            "placeholder": self._said(hint.placeholder),
            "folded": hint.folded,
            "wide": hint.wide or _WIDTHS.get(hint.kind, 2),
            "suggestions": list(self.known.get(hint.suggest, ())),
            **self._more(kind, name, hint),
        }

    def _more(self, kind: type[Value], name: str, hint: Hint) -> dict[str, Any]:
        """What only fields of its kind have."""
        if hint.kind in {As.CHOICE, As.SEVERAL}:
            options = hint.options(self.speech) if hint.options else ()
            return {"options": [[str(code), words] for code, words in options]}
        if hint.kind in {As.NUMBER, As.WHOLE}:
            limits = {"least": bound(kind, name, "ge"), "most": bound(kind, name, "le")}
            return {"step": hint.step, **limits}
        if hint.kind is As.GROUP:
            return {"fields": self.fields(inner(kind, name), hint.within)}
        if hint.kind in ROWS or hint.kind is As.LINES:
            return self._rows(kind, name, hint)
        return {}

    def _rows(self, kind: type[Value], name: str, hint: Hint) -> dict[str, Any]:
        rows = {
            "most": most_rows(kind, name, hint),
            "fixed": hint.fixed or hint.each is not None,
            "add": self._said(hint.add) or self.speech.say("Add a row"),
        }
        if hint.kind is As.LINES:
            return {**rows, "labels": list(hint.each(self.speech)) if hint.each else None}
        of = inner(kind, name)
        columns = self.fields(of, hint.within)
        return {**rows, "columns": columns, "blank": blank(of, hint.within, self.speech.language)}

    def _said(self, words: Said | None) -> str:
        return words(self.speech) if words else ""
