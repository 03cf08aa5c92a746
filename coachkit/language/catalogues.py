"""Keeps the catalogues in step with the texts: ``python -m coachkit.language.catalogues …``.

``extract`` prints what coachkit says · ``update`` merges it into the three catalogues, which keeps
lost texts at their end until ``update --prune`` · ``check`` exits 1 with a list of what is wrong.
"""

import argparse
import io
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from coachkit.language.bare_text import bare_text_in
from coachkit.language.catalogue_checks import complaints, term_base
from coachkit.language.extraction import Said, fields_of, said_in
from coachkit.language.speech import MANNERS
from coachkit.model.languages import LANGUAGES, Language

_ROOT = Path(__file__).resolve().parents[2]
_NAMES = {"en": "English", "sv": "Swedish", "fi": "Finnish"}
_CHURNING = (
    "Generated-By",
    "Language-Team",
    "Last-Translator",
    "PO-Revision-Date",
    "POT-Creation-Date",
    "Report-Msgid-Bugs-To",
)
"""Lines of the header that would differ at every run, or say nothing."""


def catalogue_in(root: Path, language: Language) -> Path:
    """Where the catalogue of that language lies in the repository at ``root``."""
    return root / "coachkit/language/catalogues" / language / "LC_MESSAGES/coachkit.po"


def template(said: Sequence[Said]) -> Catalog:
    """All texts, without translations."""
    catalogue = Catalog(fuzzy=False)
    for one in said:
        identity = one.text if one.many is None else (one.text, one.many)
        catalogue.add(identity, context=one.context, locations=[(one.file, 1)])
    return catalogue


def merged(said: Sequence[Said], language: Language, old: str) -> Catalog:
    """The texts with the translations that ``old`` has; English says its source.

    A text that was lost and is said again has its translation back.
    """
    catalogue = _read(old, language)
    for message in catalogue.obsolete.values():
        catalogue[message.id] = message
    catalogue.obsolete.clear()
    catalogue.update(template(said), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.fuzzy = False
    for message in catalogue:
        _flag(message)
    if language == "en":
        catalogue.obsolete.clear()
        for message in catalogue:
            message.string = message.id
            message.flags.discard("fuzzy")
    return catalogue


def _flag(message: Message) -> None:
    """Tell translators' tools which texts have fields; Babel takes "90 % interval" for one."""
    message.flags.discard("python-format")
    first = message.id if isinstance(message.id, str) else message.id[-1]
    if fields_of(first):
        message.flags.add("python-format")


def _read(text: str, language: Language) -> Catalog:
    return read_po(io.StringIO(text), locale=MANNERS[language].locale, domain="coachkit")


def written(catalogue: Catalog, language: Language, *, prune: bool = False) -> str:
    """The catalogue as it stands in the repository: sorted, a line a text, nothing that churns."""
    catalogue.project, catalogue.version = "coachkit", ""
    catalogue.header_comment = f"# What coachkit says in {_NAMES[language]}."
    buffer = io.BytesIO()
    write_po(
        buffer,
        catalogue,
        width=0,
        sort_output=True,
        include_lineno=False,
        include_previous=False,
        ignore_obsolete=prune,
    )
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line[1:].startswith(_CHURNING))


def update(root: Path, *, prune: bool = False) -> Iterator[str]:
    """Bring the three catalogues up to date, and say of each how many texts have no words yet."""
    said, faults = said_in(root)
    yield from map(str, faults)
    for language in LANGUAGES:
        path = catalogue_in(root, language)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        catalogue = merged(said, language, old)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(catalogue, language, prune=prune), encoding="utf-8")
        missing = sum(1 for message in catalogue if message.id and not _complete(message.string))
        yield f"{language}: {len(catalogue)} texts, {missing} not translated"


def _complete(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def check(root: Path) -> Iterator[str]:
    """Everything that is wrong with what coachkit says, one line each."""
    said, faults = said_in(root)
    yield from map(str, faults)
    yield from map(str, bare_text_in(root))
    yield from _torn(said)
    for language in LANGUAGES:
        path = catalogue_in(root, language)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        base = term_base(root / "data" / "terms.toml", language)
        found = list(_differences(said, _read(old, language)))
        found += complaints(_read(old, language), base)
        if not found and written(merged(said, language, old), language) != old:
            found = ["run “update”: the catalogue is not written as update writes it"]
        yield from (f"{language}: {reason}" for reason in found)


def _torn(said: Sequence[Said]) -> Iterator[str]:
    """Gettext keeps one entry a text: it cannot be both a sentence and a count."""
    forms = defaultdict(set)
    for one in said:
        forms[one.context, one.text].add(one.many)
    for (_, text), found in sorted(forms.items(), key=lambda item: item[0][1]):
        if len(found) > 1:
            yield f"said in several ways, as count() and say() or with two plurals: {text}"


def _differences(said: Sequence[Said], catalogue: Catalog) -> Iterator[str]:
    wanted = {(one.context, one.text, one.many) for one in said}
    present = {
        (message.context, *(message.id if message.pluralizable else (message.id, None)))
        for message in catalogue
        if message.id
    }
    yield from (f"run “update”: not in the catalogue: {text}" for _, text, _ in wanted - present)
    yield from (f"run “update”: no longer said: {text}" for _, text, _ in present - wanted)


def _extract(asked: argparse.Namespace) -> tuple[list[str], bool]:
    said, faults = said_in(asked.root)
    return [*map(str, faults), *sorted({one.text for one in said})], not faults


def _update(asked: argparse.Namespace) -> tuple[list[str], bool]:
    return list(update(asked.root, prune=asked.prune)), True


def _check(asked: argparse.Namespace) -> tuple[list[str], bool]:
    found = list(check(asked.root))
    return found, not found


_COMMANDS = {"extract": _extract, "update": _update, "check": _check}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 where all is well."""
    parser = argparse.ArgumentParser(prog="python -m coachkit.language.catalogues")
    parser.add_argument("command", choices=tuple(_COMMANDS))
    parser.add_argument("--prune", action="store_true", help="drop texts that are said no more")
    parser.add_argument("--root", type=Path, default=_ROOT, help="the repository")
    asked = parser.parse_args(arguments)
    lines, well = _COMMANDS[asked.command](asked)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0 if well else 1


if __name__ == "__main__":
    raise SystemExit(main())
