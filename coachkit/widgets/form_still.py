"""A form as a page without a browser shows it: what is entered, under its labels."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from coachkit.documents.templating import fill
from coachkit.language.speech import NOTHING, Speech, speak
from coachkit.model.languages import Language


def still_form(
    schema: Mapping[str, Any],
    entries: Mapping[str, Any],
    errors: Mapping[str, str],
    language: Language,
) -> str:
    """The form as HTML: nothing in it can be changed, and nobody's words are markup."""
    parts = _parts(schema["fields"], entries, errors, "", speak(language))
    whole = errors.get("", "")
    return fill("pages/form_still.html.j2", language, parts=parts, whole=whole)


def _parts(
    fields: list[dict[str, Any]],
    entries: Mapping[str, Any],
    errors: Mapping[str, str],
    path: str,
    speech: Speech,
) -> list[dict[str, Any]]:
    """Each field with ``label``, ``error`` and one of ``text``, ``parts``, ``rows``, ``lines``."""
    parts = []
    for field in fields:
        entry, here = entries.get(field["name"]), f"{path}{field['name']}"
        part = {"label": field["label"], "error": errors.get(here, "")}
        match field["kind"]:
            case "group":
                part["parts"] = _parts(field["fields"], entry or {}, errors, f"{here}.", speech)
            case "table" | "cards":
                part["rows"] = [
                    _parts(field["columns"], row, errors, f"{here}.{i}.", speech)
                    for i, row in enumerate(entry or ())
                ]
            case "lines":
                part["lines"] = [text for text in entry or () if text]
            case _:
                part["text"] = _text(field, entry, speech)
        parts.append(part)
    return parts


def _text(field: Mapping[str, Any], entry: Any, speech: Speech) -> str:
    if field["kind"] == "tick":
        return speech.say("Yes") if entry else speech.say("No")
    if field["kind"] == "several":
        words = dict(field["options"])
        return speech.list([words.get(code, code) for code in entry or ()]) or NOTHING
    if field["kind"] == "choice":
        entry = dict(field["options"]).get(entry, entry)
    if field["kind"] == "day":
        entry = _day(entry, speech)
    return entry or NOTHING


def _day(entry: Any, speech: Speech) -> str:
    try:
        return speech.day(date.fromisoformat(entry or ""))
    except ValueError:
        return entry or ""
