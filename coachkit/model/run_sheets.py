"""Run sheets: a session of exactly 90 minutes, block by block, with the words it is held in.

A sheet that would bore or rush people is refused: see :mod:`coachkit.model.sheet_rules`.
"""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.deciding import Key
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES, Language
from coachkit.model.sheet_blocks import SheetBlock
from coachkit.model.sheet_rules import faults
from coachkit.model.sheet_words import BlockWords, SheetWords
from coachkit.model.values import Value

_MOST_BLOCKS = 40


class RunSheet(Value):
    """A session as it is planned. ``languages``: those it is written in, its own first.

    What is wrong with its rhythm or its words is :class:`InvalidValue` of the first fault;
    ``details["problems"]`` has every fault as a mapping with ``code`` and ``field``.
    """

    key: Key
    practices: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = LANGUAGES
    blocks: Annotated[tuple[SheetBlock, ...], Field(min_length=1, max_length=_MOST_BLOCKS)]
    words: Mapping[Language, SheetWords]

    @model_validator(mode="after")
    def _can_be_held(self) -> Self:
        found = faults(self.blocks, self.words, self.languages)
        if found:
            problems = [{"code": one.code, "field": one.field, **one.details} for one in found]
            first = found[0]
            raise InvalidValue(first.code, first.field, **first.details, problems=problems)
        return self

    @property
    def minutes(self) -> int:
        """How long it takes, which is 90."""
        return sum(block.minutes for block in self.blocks)

    @property
    def decisions(self) -> tuple[str, ...]:
        """The keys of all decisions that it asks for, in the order of the blocks."""
        return tuple(decision for block in self.blocks for decision in block.decisions)

    def block(self, key: str) -> SheetBlock:
        """The block of that key, or :class:`InvalidValue` ``unknown_block``."""
        for block in self.blocks:
            if block.key == key:
                return block
        known = [block.key for block in self.blocks]
        raise InvalidValue("unknown_block", "block", value=key[:80], known=known)

    def said(self, language: Language) -> SheetWords:
        """Its words in that language; in its own first one where it is not written in that."""
        return self.words.get(language) or self.words[self.languages[0]]

    def block_said(self, key: str, language: Language) -> BlockWords:
        """The words of one block; :class:`InvalidValue` ``unknown_block``."""
        return self.said(language).blocks[self.block(key).key]
