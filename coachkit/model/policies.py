"""The policies beside the strategy, and the guideline for everybody.

The guideline (linjaus, riktlinje) is not the strategy: two encouraging pages to lean on
(002-21…26). The policies of tone, images and employees belong to the strategy (003-26…28).
"""

from datetime import date
from typing import Annotated

from pydantic import Field, field_validator

from coachkit.model.deciding import Key, Line, Text, Who, each_once
from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value


class Rewrite(Value):
    """A reply as it was and as we want it; ``why`` it is better."""

    key: Key
    asked: Text = ""
    before: Text = ""
    after: Text = ""
    why: Line = ""


class TonePolicy(Value):
    """How we sound. ``brand_owner``: who owns the brand and has agreed (003-26)."""

    brand_owner: Who = ""
    words: Annotated[tuple[Line, ...], Field(max_length=12)] = ()
    avoid: Annotated[tuple[Line, ...], Field(max_length=12)] = ()
    rewrites: Annotated[tuple[Rewrite, ...], Field(max_length=30)] = ()

    @field_validator("rewrites")
    @classmethod
    def _once(cls, rewrites: tuple[Rewrite, ...]) -> tuple[Rewrite, ...]:
        return each_once(rewrites, "rewrites")


class ImagePair(Value):
    """A picture that is ours beside one that is not. ``alt``: an alt text for the first."""

    key: Key
    do: Line = ""
    dont: Line = ""
    alt: Line = ""


class ImagePolicy(Value):
    """Our imagery, with its rules for alt texts and for the consent of whoever is seen."""

    pairs: Annotated[tuple[ImagePair, ...], Field(max_length=20)] = ()
    alt_text_rule: Text = ""
    consent_rule: Text = ""

    @field_validator("pairs")
    @classmethod
    def _once(cls, pairs: tuple[ImagePair, ...]) -> tuple[ImagePair, ...]:
        return each_once(pairs, "pairs")


class EmployeePolicy(Value):
    """How colleagues are strengthened and encouraged. Nobody is put forward without opting in.

    ``hours``: working time for it, in words; ``valued_by``: the leader who says that it counts.
    """

    encouragements: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    rights: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    support: Line = ""
    hours: Line = ""
    valued_by: Who = ""
    opt_in: Text = ""


class GoodExample(Value):
    """A post that sounds like us, and why it is good."""

    key: Key
    text: Text = ""
    why: Line = ""
    source: Line = ""


class HardSituation(Value):
    """Something that may happen, what to do first, whom to call and in what time."""

    key: Key
    situation: Line = ""
    first: Line = ""
    never: Line = ""
    call: Who = ""
    within: Line = ""


class Guideline(Value):
    """The two pages for everybody: what we hope for, good examples, hard situations."""

    purpose: Text = ""
    dos: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    donts: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    examples: Annotated[tuple[GoodExample, ...], Field(max_length=12)] = ()
    situations: Annotated[tuple[HardSituation, ...], Field(max_length=20)] = ()

    @field_validator("examples")
    @classmethod
    def _examples_once(cls, examples: tuple[GoodExample, ...]) -> tuple[GoodExample, ...]:
        return each_once(examples, "examples")

    @field_validator("situations")
    @classmethod
    def _situations_once(cls, cases: tuple[HardSituation, ...]) -> tuple[HardSituation, ...]:
        return each_once(cases, "situations")


class Acknowledgement(Value):
    """Somebody has gone through the policies (003-32)."""

    name: Annotated[Who, Field(min_length=1)]
    on: date


class Policies(Value):
    """The three policies and the guideline; ``acknowledged``: who has gone through them."""

    tone: TonePolicy = TonePolicy()
    images: ImagePolicy = ImagePolicy()
    employees: EmployeePolicy = EmployeePolicy()
    guideline: Guideline = Guideline()
    acknowledged: Annotated[tuple[Acknowledgement, ...], Field(max_length=200)] = ()

    @field_validator("acknowledged")
    @classmethod
    def _each_named_once(cls, given: tuple[Acknowledgement, ...]) -> tuple[Acknowledgement, ...]:
        seen: set[str] = set()
        for one in given:
            if one.name in seen:
                raise InvalidValue("repeated", "acknowledged", value=one.name)
            seen.add(one.name)
        return given
