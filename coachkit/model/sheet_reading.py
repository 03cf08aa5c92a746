"""Reads run sheets: those that ship, and a coach's own.

A sheet is a TOML file with its blocks, and beside it one for each language with its words:
``strategy.toml``, ``strategy.en.toml``, ``strategy.sv.toml``, ``strategy.fi.toml``. A coach's own
may say ``languages = ["fi"]`` and have but one.
"""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES, Language
from coachkit.model.run_sheets import RunSheet
from coachkit.model.sheet_blocks import SheetBlock
from coachkit.model.sheet_words import BlockWords, SheetWords
from coachkit.model.shipped import shipped

SHEETS: Final = ("strategy", "campaign", "evaluation")
"""The keys of the sheets that ship."""

_END = ".toml"
_APART = ("name", "decisions")
"""What a file of words has beside its blocks."""


def sheet_from(key: str, blocks: str, words: Mapping[Language, str]) -> RunSheet:
    """The sheet that these texts are: its blocks, and its words by language; all of them TOML.

    Raises :class:`InvalidValue`: ``not_toml``, ``missing``, ``unexpected`` and whatever
    :mod:`coachkit.model.sheet_rules` finds.
    """
    read = _toml(blocks, f"{key}{_END}")
    written = read.pop("block", [])
    return RunSheet.model_validate(
        {
            **read,
            "key": key,
            "blocks": _blocks(written) if isinstance(written, list) else written,
            "words": {
                language: _words(_toml(said, f"{key}.{language}{_END}"), language)
                for language, said in words.items()
            },
        }
    )


def read_sheet(file: Path) -> RunSheet:
    """The sheet in that file, whose words stand beside it. A file of words leads to its sheet."""
    key = _key_of(file)
    written = {
        language: _text(beside)
        for language in LANGUAGES
        if (beside := file.with_name(f"{key}.{language}{_END}")).is_file()
    }
    return sheet_from(key, _text(file.with_name(f"{key}{_END}")), written)


@cache
def shipped_sheet(key: str) -> RunSheet:
    """A sheet of :data:`SHEETS`; :class:`InvalidValue` ``unknown_sheet`` for any other."""
    if key not in SHEETS:
        raise InvalidValue("unknown_sheet", "sheet", value=key[:80], known=list(SHEETS))
    return read_sheet(shipped("templates", "run_sheets", f"{key}{_END}"))


def sheet_files(folder: Path) -> tuple[Path, ...]:
    """The files of the sheets in a folder, without those of their words; none where none is."""
    files = sorted(folder.glob(f"*{_END}")) if folder.is_dir() else []
    return tuple(file for file in files if file.stem == _key_of(file))


def find_sheet(key: str, own: Path) -> RunSheet:
    """The coach's own sheet of that key in the folder ``own``, else the one that ships."""
    for file in sheet_files(own):
        if file.stem == key:
            return read_sheet(file)
    return shipped_sheet(key)


def _key_of(file: Path) -> str:
    stem, _, language = file.stem.rpartition(".")
    return stem if language in LANGUAGES and stem else file.stem


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InvalidValue("not_toml", "sheet", value=file.name, reason="gone") from None
    except UnicodeDecodeError as refused:
        raise InvalidValue("not_toml", "sheet", value=file.name) from refused


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as refused:
        raise InvalidValue("not_toml", "sheet", value=file, reason=str(refused)) from refused


def _blocks(written: list[Any]) -> list[SheetBlock]:
    blocks = []
    for number, block in enumerate(written, start=1):
        name = block.get("key", number) if isinstance(block, dict) else number
        with _place(f"blocks.{name}"):
            blocks.append(SheetBlock.model_validate(block))
    return blocks


def _words(read: dict[str, Any], language: Language) -> SheetWords:
    apart = {name: value for name, value in read.items() if name in _APART}
    blocks = {}
    for key, said in read.items():
        if key not in _APART:
            with _place(f"{language}.{key}"):
                blocks[key] = BlockWords.model_validate(said)
    with _place(language):
        return SheetWords.model_validate({**apart, "blocks": blocks})


@contextmanager
def _place(place: str) -> Iterator[None]:
    """Say of a refusal in which part of the sheet it is."""
    try:
        yield
    except InvalidValue as refused:
        field = f"{place}.{refused.field}" if refused.field else place
        raise InvalidValue(refused.code, field, **refused.details) from refused
