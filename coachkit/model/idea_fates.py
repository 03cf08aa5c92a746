"""What became of an idea: from the card to the post that it ended as, and what that gathered."""

from datetime import date
from enum import StrEnum

from coachkit.model.ideas import Idea
from coachkit.model.results import Typical
from coachkit.model.values import Value


class Stage(StrEnum):
    """How far an idea has come."""

    OPEN = "open"
    """Nobody has said yet whether it stays."""
    PARKED = "parked"
    KEPT = "kept"
    """Kept, and not in the plan."""
    MATERIAL = "material"
    """Kept as something that is made and has no place in the calendar."""
    UNMADE = "unmade"
    """The plan has it and nobody can make it."""
    PLANNED = "planned"
    """Its day lies ahead."""
    NOT_MADE = "not_made"
    """Its day is past, and it was said that it was never made."""
    NO_EXPORT = "no_export"
    """Its day is past, and no export speaks of it."""
    NO_POST = "no_post"
    """Its day is past, and none of the posts of those days is told by anything to be it."""
    PUBLISHED = "published"


class ToldBy(StrEnum):
    """By what a post is told to be the item."""

    LINK = "link"
    """It carries the item's own link."""
    WORDS = "words"
    """It has more of the item's words than any other post of those days."""
    DAY = "day"
    """It is the channel's only post of the planned day."""


class FoundPost(Value):
    """The post that an item ended as. ``young``: it was still growing when it was exported."""

    item: str
    day: date
    text: str = ""
    permalink: str = ""
    told_by: ToldBy
    metric: str = ""
    value: float | None = None
    young: bool = False


class Fate(Value):
    """One idea, or one of its items where it has several.

    ``asset``: what was made of it; ``day`` and ``channel``: of the item. ``usual``: what a post of
    that platform usually gathers of the metric of ``post``, ``None`` where nothing can be said.
    """

    idea: Idea
    stage: Stage
    asset: str = ""
    item: str = ""
    day: date | None = None
    channel: str = ""
    owner: str = ""
    post: FoundPost | None = None
    usual: Typical | None = None
