"""Explains refusals and warnings in the reader's language: what, where, and what to do next.

What is quoted from a file or a form is data: it is cut, stripped of control characters and put
into the language's quotation marks, and it is never a message to translate.
"""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from coachkit.language.export_refusals import MENDED_UNOPENED, UNOPENED
from coachkit.language.export_remarks import UNKNOWN_WARNING, WARNINGS
from coachkit.language.refusals import sentences
from coachkit.language.speech import FIELD, Counted, Sentences, Speech, later, speak
from coachkit.language.terms import field_name, language_name, metric_name
from coachkit.model.errors import CoachkitError, InvalidValue, UnreadableExport
from coachkit.model.languages import Language
from coachkit.model.metrics import METRICS
from coachkit.model.observations import ExportWarning

LONGEST: Final = 60
"""As many characters are quoted; the rest is cut away."""

_LONGER = {"file": 160, "path": 160, "reason": 500}
_NUMBERED = {"cell", "import_id", "other_row", "port", "revision", "row"}
"""Ordinals, written as the screen shows them: row 2227, not 2,227."""

_EXAMPLE = datetime(2026, 10, 31, 14, 5, tzinfo=UTC)
"""Shows what a layout of dates looks like; no other day of it could be taken for a month."""

_SERIAL = "excel-serial"
"""The layout of dates that are numbers: there is nothing in it to show."""

_PLACES = {
    "file": later("%(file)s"),
    "sheet": later("sheet “%(sheet)s”"),
    "row": later("row %(row)s"),
    "column": later("column “%(column)s”"),
}


def explain(error: CoachkitError, language: Language) -> str:
    """Where it happened, what is wrong and what to do next, in a sentence or two.

    A code that has no sentence is named; there is never a traceback.
    """
    speech = speak(language)
    if isinstance(error, InvalidValue):
        return _of_value(error, speech)
    told = [_of_place(error, speech)]
    if isinstance(error, UnreadableExport):
        told += _further(error, speech)
    return " ".join(told)


def explain_problems(error: UnreadableExport, language: Language) -> list[str]:
    """Every problem of a refused file, a line each: file, sheet, row, column, value, reason.

    ``error.details["problems"]`` has a mapping with ``code`` for each; without it, the error is
    the only problem.
    """
    speech = speak(language)
    where = {name: error.details.get(name) for name in ("file", "sheet")}
    problems = error.details.get("problems") or [{"code": error.code, **error.details}]
    return [_of_place(UnreadableExport(**{**where, **problem}), speech) for problem in problems]


def _of_place(error: CoachkitError, speech: Speech) -> str:
    return _told(sentences(error), {"code": error.code, **error.details}, speech)


def _further(error: UnreadableExport, speech: Speech) -> list[str]:
    """How many other places are wrong, and what to do about all of them."""
    others = error.details.get("count", 1) - 1
    told = []
    if others > 0:
        told.append(
            speech.count(
                "%(n)s more place cannot be read.", "%(n)s more places cannot be read.", others
            )
        )
    if error.code in MENDED_UNOPENED:
        told.append(speech.say(UNOPENED))
    return told


def explain_warning(warning: ExportWarning, language: Language) -> str:
    """What a person should know of an export that could be read all the same."""
    speech = speak(language)
    place = {"row": warning.row, "column": warning.column}
    closer = f"{warning.code}:{warning.details.get('reason')}"
    told = WARNINGS.get(closer) or WARNINGS.get(warning.code, UNKNOWN_WARNING)
    return _told(told, {"code": warning.code, **place, **warning.details}, speech)


def _of_value(error: InvalidValue, speech: Speech) -> str:
    details = {"code": error.code, **error.details}
    if details.get("value") in METRICS:
        details["value"] = metric_name(details["value"], speech)
    known = _quoted(details, speech)
    sentence = _said(_chosen(sentences(error), details, known), details, known, speech)
    if error.field is None:
        return sentence
    place = _clean(field_name(error.field, speech), LONGEST)
    return speech.say("%(place)s: %(sentence)s", place=place, sentence=sentence)


def _told(told: Sentences, details: Mapping[str, Any], speech: Speech) -> str:
    known = _quoted(details, speech)
    said = _chosen(told, details, known)
    sentence = _said(said, details, known, speech)
    place = _place(said, known, speech)
    if not place:
        return sentence
    return speech.say("%(place)s: %(sentence)s", place=place, sentence=sentence)


def _place(said: str | Counted, known: Mapping[str, str], speech: Speech) -> str:
    """Whatever of the place the sentence itself does not say."""
    spoken_of = _fields(said) | ({"row"} if isinstance(said, Counted) else set())
    names = [name for name in _PLACES if name in known and name not in spoken_of]
    place = ", ".join(speech.say(_PLACES[name], **known) for name in names)
    return place if names[:1] == ["file"] else place[:1].upper() + place[1:]


def _chosen(told: Sentences, details: Mapping[str, Any], known: Mapping[str, str]) -> str | Counted:
    """The richest sentence that can be said with what is known; nothing is not counted."""
    return next(
        said
        for said in told
        if _fields(said) <= known.keys()
        and not (isinstance(said, Counted) and not details[said.by])
    )


def _said(
    said: str | Counted, details: Mapping[str, Any], known: Mapping[str, str], speech: Speech
) -> str:
    if isinstance(said, Counted):
        return speech.count(said.one, said.many, int(details[said.by]), **known)
    return speech.say(said, **known)


def _fields(said: str | Counted) -> set[str]:
    if isinstance(said, Counted):
        return (_fields(said.many) - {"n"}) | {said.by}
    return {match["name"] for match in FIELD.finditer(said) if match["name"]}


def _quoted(details: Mapping[str, Any], speech: Speech) -> dict[str, str]:
    """The details as they may stand in a sentence; blank ones are left out."""
    written = {
        name: _written(name, value, speech) for name, value in details.items() if name != "problems"
    }
    return {name: text for name, text in written.items() if text}


def _written(name: str, value: Any, speech: Speech) -> str:
    if value is None:
        return ""
    if name in _SPECIAL:
        return _SPECIAL[name](str(value), speech)
    if isinstance(value, (int, float)) and name not in _NUMBERED:
        return speech.number(value, 0 if float(value).is_integer() else 2)
    longest = _LONGER.get(name, LONGEST)
    if isinstance(value, (list, tuple, set, frozenset)):
        return speech.list([_clean(str(part), longest) for part in value])
    return _clean(str(value), longest)


def _expected(value: str, _speech: Speech) -> str:
    """A layout of dates is shown by an example."""
    if value == _SERIAL:
        return ""
    return _EXAMPLE.strftime(value) if "%" in value else _clean(value, LONGEST)


def _languages(codes: str, speech: Speech) -> str:
    return speech.list([language_name(code, speech) for code in codes.split(", ")])


_SPECIAL = {"expected": _expected, "languages": _languages}


def _clean(text: str, longest: int) -> str:
    """One line of visible characters, cut to ``longest``."""
    one_line = " ".join(text.split())
    visible = "".join(c for c in one_line if not unicodedata.category(c).startswith("C"))
    return visible if len(visible) <= longest else visible[: longest - 1] + "…"
