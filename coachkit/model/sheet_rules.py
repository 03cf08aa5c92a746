"""What a session of 90 minutes must keep to, so that nobody waits, drifts off or is rushed.

Codes of the faults (each an :class:`InvalidValue` with the place as its field):
``not_ninety``; ``repeated``; ``steps_disagree`` (the steps of a block take longer or shorter than
the block); ``same_pace`` (for more than 20 minutes on end); ``waits`` (somebody only listens for
more than 8); ``taught_too_long`` (more than 8 minutes of showing before they do it themselves);
``not_taught`` (a block that begins with doing, and nobody said how); ``fills_nothing``;
``words_missing``, ``unexpected`` (words for what the sheet does not have).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.sheet_blocks import DOING, TEACHING, Pace, SheetBlock
from coachkit.model.sheet_words import BlockWords, SheetWords

SESSION_MINUTES: Final = 90
SAME_PACE_AT_MOST: Final = 20
WAITS_AT_MOST: Final = 8
TAUGHT_AT_MOST: Final = 8


def faults(
    blocks: Sequence[SheetBlock],
    words: Mapping[Language, SheetWords],
    languages: Sequence[Language],
) -> tuple[InvalidValue, ...]:
    """Everything that is wrong with a sheet, in the order in which it would be mended."""
    return (
        *_repeated(blocks),
        *_not_ninety(blocks),
        *_empty(blocks),
        *_unsteady(blocks),
        *_badly_said(blocks, words, languages),
    )


@dataclass(frozen=True)
class _Stretch:
    """Steps that follow one another and are of one sort, across blocks. ``place``: its first."""

    sort: object
    minutes: int
    place: str


def _repeated(blocks: Sequence[SheetBlock]) -> Iterator[InvalidValue]:
    keys = [block.key for block in blocks]
    decisions = [key for block in blocks for key in block.decisions]
    for field, said in (("blocks", keys), ("decisions", decisions)):
        for key in sorted({key for key in said if said.count(key) > 1}):
            yield InvalidValue("repeated", field, value=key)


def _not_ninety(blocks: Sequence[SheetBlock]) -> Iterator[InvalidValue]:
    total = sum(block.minutes for block in blocks)
    if total != SESSION_MINUTES:
        yield InvalidValue("not_ninety", "blocks", value=total, expected=SESSION_MINUTES)
    for block in blocks:
        steps = sum(step.minutes for step in block.steps)
        if steps != block.minutes:
            place = f"blocks.{block.key}"
            yield InvalidValue("steps_disagree", place, value=steps, minutes=block.minutes)


def _empty(blocks: Sequence[SheetBlock]) -> Iterator[InvalidValue]:
    for block in blocks:
        if not block.fills:
            yield InvalidValue("fills_nothing", f"blocks.{block.key}")
        if block.steps[0].pace in DOING:
            yield InvalidValue("not_taught", f"blocks.{block.key}", value=block.steps[0].pace)


def _unsteady(blocks: Sequence[SheetBlock]) -> Iterator[InvalidValue]:
    steps = [(block.key, step) for block in blocks for step in block.steps]
    for stretch in _stretches([(step.pace, step.minutes, key) for key, step in steps]):
        if stretch.minutes > SAME_PACE_AT_MOST:
            yield _too_long("same_pace", stretch, SAME_PACE_AT_MOST)
        if stretch.sort is Pace.LISTEN and stretch.minutes > WAITS_AT_MOST:
            yield _too_long("waits", stretch, WAITS_AT_MOST)
    sorts = [(_sort(step.pace), step.minutes, key) for key, step in steps]
    stretches = _stretches(sorts)
    for taught, done in pairwise(stretches):
        if (taught.sort, done.sort) == ("teaching", "doing") and taught.minutes > TAUGHT_AT_MOST:
            yield _too_long("taught_too_long", taught, TAUGHT_AT_MOST)


def _sort(pace: Pace) -> str:
    if pace in TEACHING:
        return "teaching"
    return "doing" if pace in DOING else "talking"


def _stretches(steps: Sequence[tuple[object, int, str]]) -> list[_Stretch]:
    found = []
    for sort, group in groupby(steps, key=lambda step: step[0]):
        together = list(group)
        minutes = sum(minutes for _, minutes, _ in together)
        found.append(_Stretch(sort, minutes, f"blocks.{together[0][2]}"))
    return found


def _too_long(code: str, stretch: _Stretch, limit: int) -> InvalidValue:
    return InvalidValue(code, stretch.place, value=stretch.minutes, limit=limit)


def _badly_said(
    blocks: Sequence[SheetBlock],
    words: Mapping[Language, SheetWords],
    languages: Sequence[Language],
) -> Iterator[InvalidValue]:
    for language in languages:
        spoken = words.get(language)
        if spoken is None:
            yield _unsaid(language)
            continue
        if not spoken.name:
            yield _unsaid(f"{language}.name")
        for block in blocks:
            yield from _badly_said_block(block, spoken, language)
        yield from _superfluous(blocks, spoken, language)


def _badly_said_block(
    block: SheetBlock, spoken: SheetWords, language: Language
) -> Iterator[InvalidValue]:
    place = f"{language}.{block.key}"
    for decision in block.decisions:
        if not spoken.decisions.get(decision):
            yield _unsaid(f"{language}.decisions.{decision}")
    said = spoken.blocks.get(block.key, BlockWords())
    for field in ("title", "question", "lead", "prompts", "short_of_time"):
        if not getattr(said, field):
            yield _unsaid(f"{place}.{field}")
    if len(said.does) != len(block.steps) or not all((*said.does, *said.prompts)):
        yield _unsaid(f"{place}.does")


def _superfluous(
    blocks: Sequence[SheetBlock], spoken: SheetWords, language: Language
) -> Iterator[InvalidValue]:
    decisions = {key for block in blocks for key in block.decisions}
    for known, said, place in (
        ({block.key for block in blocks}, spoken.blocks, language),
        (decisions, spoken.decisions, f"{language}.decisions"),
    ):
        for key in sorted(set(said) - known):
            yield InvalidValue("unexpected", f"{place}.{key}", value=key)


def _unsaid(place: str) -> InvalidValue:
    return InvalidValue("words_missing", place, value=place)
