"""What must hold of a catalogue before anybody reads from it."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message

from coachkit.language.extraction import fields_of
from coachkit.language.speech import FIELD

_TAG = re.compile(r"</?[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")
_ALWAYS_TWO = "n != 1"


@dataclass(frozen=True)
class Term:
    """A word of the field and its translation; ``stem``: how its inflected forms begin."""

    english: str
    translated: str
    stem: str


@dataclass(frozen=True)
class TermBase:
    """What the catalogue of one language is held to, from ``data/terms.toml``."""

    terms: tuple[Term, ...]
    unchanged: frozenset[str]


def term_base(path: Path, language: str) -> TermBase:
    """The terms of that language, and the texts that rightly stay as they are in English."""
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    return TermBase(
        terms=tuple(
            Term(term["en"], term[language], term.get(f"{language}_stem", ""))
            for term in written["term"]
        ),
        unchanged=frozenset(
            text["en"] for text in written.get("unchanged", ()) if language in text["languages"]
        ),
    )


def complaints(catalogue: Catalog, base: TermBase) -> Iterator[str]:
    """Everything that is wrong with a catalogue's translations, one line each."""
    if _ALWAYS_TWO not in str(catalogue.plural_expr):
        yield f"plural forms must split at one, not by “{catalogue.plural_expr}”"
    for message in catalogue.obsolete.values():
        yield f"obsolete: {_name(message)}"
    in_english = catalogue.locale is not None and catalogue.locale.language == "en"
    for message in catalogue:
        if message.id:
            reasons = _reasons_in_english(message) if in_english else _reasons(message, base)
            yield from (f"{reason}: {_name(message)}" for reason in reasons)


def _name(message: Message) -> str:
    return _forms(message.id)[0]


def _forms(text: Any) -> Sequence[str]:
    return [text] if isinstance(text, str) else list(text or [""])


def _reasons_in_english(message: Message) -> Iterator[str]:
    if message.id != message.string:
        yield "English must say what the source says"
    if any(_TAG.search(text) for text in _forms(message.id)):
        yield "HTML belongs into templates"


def _reasons(message: Message, base: TermBase) -> Iterator[str]:
    sources, translations = _forms(message.id), _forms(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if not all(translations):
        yield "not translated"
        return
    if len(sources) != len(translations):
        yield f"{len(translations)} forms where there should be {len(sources)}"
        return
    for source, translation in zip(sources, translations, strict=True):
        yield from _reasons_of_form(source, translation, sources)
        yield from _reasons_of_words(source, translation, base)


def _reasons_of_form(source: str, translation: str, sources: Sequence[str]) -> Iterator[str]:
    allowed = {field for text in sources for field in fields_of(text)}
    needed = fields_of(source)
    # "One post" may leave out its number, and "one" may say it.
    if len(sources) > 1 and source == sources[0]:
        needed -= {"n"}
    if missing := needed - fields_of(translation):
        yield f"the translation lacks {_listed(missing)}"
    if stray := fields_of(translation) - allowed:
        yield f"the translation has {_listed(stray)} of its own"
    if _TAG.search(translation):
        yield "HTML belongs into templates"
    if _ends(source) != _ends(translation):
        yield "source and translation do not begin or end alike"


def _listed(fields: set[str]) -> str:
    return ", ".join(f"%({field})s" for field in sorted(fields))


def _ends(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def _reasons_of_words(source: str, translation: str, base: TermBase) -> Iterator[str]:
    words = _WORD.findall(FIELD.sub(" ", source))
    if source == translation and len(words) > 1 and source not in base.unchanged:
        yield "still English"
    for term in base.terms:
        if source.casefold() == term.english.casefold():
            if translation.casefold() != term.translated.casefold():
                yield f"the term is “{term.translated}”, not “{translation}”"
        elif term.stem and _says(source, term.english) and term.stem not in translation.casefold():
            yield f"“{term.english}” is “{term.translated}” in the term base"


def _says(text: str, term: str) -> bool:
    words = FIELD.sub(" ", text)
    return re.search(rf"\b{re.escape(term)}s?\b", words, re.IGNORECASE) is not None
