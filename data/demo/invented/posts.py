"""Posts and how they were received: reach first, then what people did with what they saw."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from invented.chance import Chance
from invented.rhythm import FIRST

_DAYS_IN_YEAR = 365


class Medium(StrEnum):
    """What was published, before a platform gives it a name."""

    TEXT = "text"
    PHOTO = "photo"
    ALBUM = "album"
    LINK = "link"
    VIDEO = "video"
    REEL = "reel"


MOVING = frozenset({Medium.VIDEO, Medium.REEL})


@dataclass(frozen=True)
class Idea:
    """Something to say at a moment. ``label``: whose turn it was.

    ``hit``: 1 for what happens every week; more for what happens once a year.
    """

    moment: datetime
    kind: str
    medium: Medium
    text: str
    label: str = ""
    hit: float = 1.0

    @property
    def links(self) -> bool:
        """Whether the text leads somewhere."""
        return "https://" in self.text


@dataclass(frozen=True)
class Manner:
    """How one kind of post is received, beside an ordinary one.

    ``reach`` multiplies the median reach; the others are shares of the people reached.
    """

    reach: float
    reactions: float
    comments: float
    shares: float
    saves: float
    link_clicks: float = 0.0


@dataclass(frozen=True)
class Audience:
    """The people whom an account reaches on one platform.

    ``reach``: the median of an ordinary post in the first month. ``growth``: how much larger it
    is a year later, as a part. ``months`` and ``weekdays`` multiply it, as ``media`` do.
    """

    reach: float
    spread: float
    growth: float
    manners: dict[str, Manner]
    media: dict[Medium, float]
    months: dict[int, float]
    weekdays: tuple[float, float, float, float, float, float, float]


@dataclass(frozen=True)
class Post:
    """One post on one platform, and every count that any export may ask of it."""

    idea: Idea
    seconds: int
    reach: int
    reach_boosted: int
    views: int
    reactions: int
    comments: int
    shares: int
    saves: int
    follows: int
    link_clicks: int
    photo_clicks: int
    video_clicks: int
    other_clicks: int
    views_3s: int
    views_1min: int
    watched: float
    hides: int
    hides_all: int

    @property
    def text(self) -> str:
        """What it says."""
        return self.idea.text

    @property
    def moment(self) -> datetime:
        """When it was published."""
        return self.idea.moment

    @property
    def medium(self) -> Medium:
        """What was published."""
        return self.idea.medium

    @property
    def interactions(self) -> int:
        """Reactions, comments and shares together."""
        return self.reactions + self.comments + self.shares

    @property
    def clicks(self) -> int:
        """Clicks of every sort together."""
        return self.link_clicks + self.photo_clicks + self.video_clicks + self.other_clicks


def receive(chance: Chance, audience: Audience, idea: Idea, boosted: float = 0.0) -> Post:
    """The post that an idea became, with the counts that this audience gave it.

    ``boosted``: how many times its own reach was bought on top.
    """
    manner = audience.manners[idea.kind]
    organic = _expected(audience, manner, idea) * idea.hit
    if idea.hit == 1:
        organic = chance.around(organic, audience.spread)
        if chance.happens(0.03):
            organic *= chance.part(2.0, 4.0)
    reach = max(12, round(organic * (1 + boosted)))
    moving = idea.medium in MOVING
    views = max(reach, round(reach * chance.part(1.2, 1.75 if moving else 1.5)))
    seconds = _length(chance, idea.medium)
    watched = round(min(seconds * 0.9, chance.around(6.5, 0.35)), 3) if moving else 0.0
    views_3s = round(views * chance.part(0.45, 0.7)) if moving else 0
    photo = idea.medium in {Medium.PHOTO, Medium.ALBUM}
    return Post(
        idea=idea,
        seconds=seconds,
        reach=reach,
        reach_boosted=round(reach * boosted / (1 + boosted)),
        views=views,
        reactions=chance.count(reach * manner.reactions, 0.25),
        comments=chance.count(reach * manner.comments, 0.5),
        shares=chance.count(reach * manner.shares, 0.5),
        saves=chance.count(reach * manner.saves, 0.4),
        follows=chance.count(reach * 0.0006, 1.0),
        link_clicks=chance.count(reach * manner.link_clicks, 0.35) if idea.links else 0,
        photo_clicks=chance.count(reach * 0.014, 0.4) if photo else 0,
        video_clicks=chance.count(reach * 0.012, 0.4) if moving else 0,
        other_clicks=chance.count(reach * 0.012, 0.5),
        views_3s=views_3s,
        views_1min=chance.count(views_3s * 0.04, 0.3) if seconds > 60 else 0,
        watched=watched,
        hides=chance.count(reach * 0.00008, 1.0),
        hides_all=chance.count(reach * 0.00005, 1.0),
    )


def _expected(audience: Audience, manner: Manner, idea: Idea) -> float:
    moment = idea.moment
    return (
        audience.reach
        * manner.reach
        * audience.media.get(idea.medium, 1.0)
        * audience.months.get(moment.month, 1.0)
        * audience.weekdays[moment.weekday()]
        * (1 + audience.growth * _part_of_year(moment.date()))
    )


def _part_of_year(day: date) -> float:
    return (day - FIRST).days / _DAYS_IN_YEAR


def _length(chance: Chance, medium: Medium) -> int:
    if medium is Medium.REEL:
        return chance.between(11, 84)
    if medium is Medium.VIDEO:
        return chance.between(65, 240)
    return 0
