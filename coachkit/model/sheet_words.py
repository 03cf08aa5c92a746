"""The words of a run sheet in one language: on the agenda, on the screen, in the coach's mouth."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from coachkit.model.values import Value

Sentence = Annotated[str, Field(max_length=300)]


class BlockWords(Value):
    """What a block says.

    ``title``: on the agenda. ``question``: on the screen, as the coach asks it; ``lead``: the line
    below it. ``does``: what a participant does, for each step. ``prompts``: what the coach may
    say. ``short_of_time``: what to do when minutes run out.
    """

    title: Annotated[str, Field(max_length=24)] = ""
    question: Annotated[str, Field(max_length=120)] = ""
    lead: Annotated[str, Field(max_length=200)] = ""
    does: Annotated[tuple[Sentence, ...], Field(max_length=12)] = ()
    prompts: Annotated[tuple[Sentence, ...], Field(max_length=8)] = ()
    short_of_time: Sentence = ""


class SheetWords(Value):
    """A whole sheet in one language. ``decisions``: the question behind each decision."""

    name: Annotated[str, Field(max_length=60)] = ""
    blocks: Mapping[str, BlockWords] = {}
    decisions: Mapping[str, Annotated[str, Field(max_length=80)]] = {}
