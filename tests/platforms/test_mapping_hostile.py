"""Whatever file is shown to the mapping screen ends in a proposal or in a named refusal."""

import random

import pytest

from coachkit.language.refusals import UNKNOWN, sentences
from coachkit.model.errors import CoachkitError
from coachkit.model.mappings import ColumnMapping
from coachkit.platforms.mapping_checks import by_title, left_open
from coachkit.platforms.mapping_proposal import proposed
from coachkit.platforms.mapping_trial import tried
from tests.exports.make import every_twin
from tests.exports.twin import OPENED_AT

FAMILIES = {twin.name.partition("/")[0]: twin for twin in every_twin() if twin.refused is None}
DAMAGES = (b'"', b"\n", b";", b",", b"\x00", b"\r\n\r\n", b"=1+1", b"\xff\xfe", b"")


def damaged(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    spoilt = bytearray(content)
    for _ in range(seed):
        place = chance.randrange(len(spoilt) + 1)
        spoilt[place : place + chance.randrange(3)] = chance.choice(DAMAGES)
    return bytes(spoilt)


def mapped(proposal) -> ColumnMapping:
    """Every suggestion taken, everything else left out, nothing said of what stays open."""
    best = proposal.candidates[0]
    said = {one.header: one.meaning for one in best.suggestions}
    headers = {column.header: said.get(column.header, "ignore") for column in proposal.columns}
    still = left_open(proposal.table, best.base, headers)
    mapping = ColumnMapping(
        name="x",
        based_on=best.base.format,
        language="fi",
        headers=headers,
        dates=still.dates[0].layout if still.asked else None,
        span_words=still.span,
        totals=still.totals,
    )
    return by_title(mapping, proposal.table.title, "facebook" if still.title else None)


def endings(path):
    """What becomes of each table: how many items it has, or why it is refused."""
    try:
        proposals = proposed(path, opened_at=OPENED_AT)
    except CoachkitError as refused:
        return [refused]
    return [ending(proposal) for proposal in proposals[:2]]


def ending(proposal):
    try:
        return tried(proposal.table, mapped(proposal), opened_at=OPENED_AT).source.items
    except CoachkitError as refused:
        return refused


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_a_damaged_file_ends_in_items_or_in_a_refusal_that_has_words(save, family, seed):
    twin = FAMILIES[family]
    found = endings(save(damaged(twin.content, seed), twin.path.name))
    assert found != []
    for end in found:
        assert sentences(end) != UNKNOWN if isinstance(end, CoachkitError) else end > 0
