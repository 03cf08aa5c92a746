"""Reads a gettext catalogue as it is kept in the repository.

The ``.po`` file is the only form of a catalogue there is: nothing is compiled, so nothing can be
stale. It is read once per language and process. Babel reads the same files for extraction and
checks; importing its reader would cost more than reading all our messages ourselves.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

Key = tuple[str | None, str]
"""The context of a message, where it has one, and its English text."""

_CATALOGUES = Path(__file__).parent / "catalogues"
_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+)?"(.*)"')
_ESCAPED = re.compile(r"\\(.)")
_CHARACTERS = {"n": "\n", "t": "\t", "r": "\r"}


def catalogue_path(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return _CATALOGUES / language / "LC_MESSAGES" / "coachkit.po"


def read_messages(text: str) -> dict[Key, tuple[str, ...]]:
    """Every translated message of a catalogue: its one form, or its forms for one and for many.

    As gettext does, it leaves out what is fuzzy, obsolete or not yet translated.
    """
    return {
        (entry.get("msgctxt"), entry["msgid"]): forms
        for entry in _entries(text)
        if entry.get("msgid") and all(forms := _forms(entry))
    }


def _forms(entry: Mapping[str, str]) -> tuple[str, ...]:
    names = ("msgstr[0]", "msgstr[1]") if "msgid_plural" in entry else ("msgstr",)
    return tuple(entry.get(name, "") for name in names)


def _entries(text: str) -> Iterator[dict[str, str]]:
    entry: dict[str, str] = {}
    field, fuzzy = "", False
    for line in text.splitlines():
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif match := _LINE.fullmatch(line):
            field = match[1] or field
            entry[field] = entry.get(field, "") + _unescaped(match[2])
        elif entry:
            if not fuzzy:
                yield entry
            entry, fuzzy = {}, False
    if entry and not fuzzy:
        yield entry


def _unescaped(written: str) -> str:
    return _ESCAPED.sub(lambda match: _CHARACTERS.get(match[1], match[1]), written)
