"""Defaults: figures to begin with, each with where it comes from and why it may not fit."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from coachkit.model.content import Channel, ContentType
from coachkit.model.people import Name
from coachkit.model.values import Value


class Grade(StrEnum):
    """How good a source is."""

    OWN = "A"
    """The client's own data."""
    PRIMARY = "B"
    """Public, and read where it was first said."""
    SECOND_HAND = "C"
    """Quoted by others."""
    RULE_OF_THUMB = "D"
    """Somebody's experience."""


class Default(Value):
    """A figure with all that is known of it. ``caveat``: why it may not fit you."""

    value: Annotated[float, Field(allow_inf_nan=False)]
    unit: Annotated[str, Field(min_length=1, max_length=40)]
    definition: Annotated[str, Field(min_length=1, max_length=400)]
    source: Annotated[str, Field(min_length=1, max_length=400)]
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    grade: Grade
    caveat: Annotated[str, Field(min_length=1, max_length=400)]


class ContentDefault(Value):
    """A content type to begin with; ``default`` is its effort."""

    content_type: ContentType
    default: Default


class ChannelDefault(Value):
    """A channel to begin with; ``default`` is its wish, in posts a week."""

    channel: Channel
    default: Default


class SkillDefault(Value):
    """A skill to ask about, and what it means to have it."""

    name: Name
    means: Annotated[str, Field(min_length=1, max_length=400)]
    source: Annotated[str, Field(min_length=1, max_length=400)]
