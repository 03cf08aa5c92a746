"""What a draft of a post is looked through for: limits and words as data, each with its source."""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Self

from pydantic import Field, model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.observations import Platform
from coachkit.model.shipped import shipped
from coachkit.model.values import Value

Words = tuple[Annotated[str, Field(min_length=1, max_length=80)], ...]
Most = Annotated[int, Field(ge=0, le=10_000)]


class DraftRule(StrEnum):
    """What a remark is about. Those of the client's own have no source in the data."""

    LABEL = "label"
    NO_GO = "no_go"
    OPENING = "opening"
    SENTENCE = "sentence"
    HARD = "hard"
    TONE = "tone"
    ALT_MISSING = "alt_missing"
    ALT_BEGINS = "alt_begins"
    ALT_LONG = "alt_long"
    CAPTIONS = "captions"
    HASHTAGS = "hashtags"
    TAG_CASING = "tag_casing"
    EMOJI = "emoji"
    LINKS = "links"
    DEAD_LINK = "dead_link"
    NOWHERE = "nowhere"
    SHOUTING = "shouting"


OWN = frozenset({DraftRule.TONE, DraftRule.NO_GO})
"""What the client has decided by itself: in its policy of tone, and for this campaign."""


class RuleSource(Value):
    """Where a rule comes from, and when somebody looked; ``None`` for a default of our own."""

    source: Mapping[Language, Annotated[str, Field(min_length=1, max_length=240)]]
    checked: date | None = None


class DraftRules(Value):
    """The limits. ``lix``: above it a text is hard; ``labels``: what advertising is called."""

    words_a_sentence: Most
    emoji: Most
    links: Most
    alt_letters: Most
    hashtags: Mapping[str, Most]
    lix: Mapping[Language, Most]
    labels: Mapping[Language, Words]
    pictured: Mapping[Language, Words]
    nowhere: Mapping[Language, Words]
    sources: Mapping[DraftRule, RuleSource]

    @model_validator(mode="after")
    def _every_rule_has_a_source(self) -> Self:
        missing = next((one for one in DraftRule if one not in {*OWN, *self.sources}), None)
        if missing is not None:
            raise InvalidValue("missing", "sources", value=str(missing))
        return self

    def most_hashtags(self, platform: Platform | None) -> int:
        """So many are enough there."""
        named = "default" if platform is None else platform.value
        return self.hashtags.get(named, self.hashtags["default"])


@cache
def draft_rules() -> DraftRules:
    """The rules that ship."""
    written = shipped("data", "defaults", "drafts.toml").read_text(encoding="utf-8")
    return DraftRules.model_validate(tomllib.loads(written))
