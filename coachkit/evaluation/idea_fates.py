"""What became of the ideas: board, assets, plan, actuals and posts laid beside each other.

Which post an item ended as is told by its link, by its words, or by being the only post of its day;
where none of these tells, nothing is guessed.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from coachkit.model.actuals import Actuals
from coachkit.model.campaign_assets import Asset
from coachkit.model.idea_fates import Fate, FoundPost, Stage, ToldBy
from coachkit.model.ideas import Idea, IdeaBoard, IdeaState
from coachkit.model.plans import PlannedItem, UnassignedItem
from coachkit.model.results import PostResult, Typical

LATE: Final = 4
"""Days after its planned one on which an item may still have been published."""

EARLY: Final = 2
"""Days before."""

_TELLING: Final = 4
"""Letters of the shortest word that tells two posts apart."""

_COMMON: Final = 2
"""Words that a post and its item have at least in common."""


@dataclass(frozen=True)
class ChannelPosts:
    """The posts of a plan's channel, with what one usually gathers of ``metric``.

    ``known_until``: the last day that its exports speak of; ``None`` without any.
    """

    metric: str = ""
    posts: tuple[PostResult, ...] = ()
    usual: Typical | None = None
    known_until: date | None = None


@dataclass(frozen=True)
class Course:
    """What is known beside the board. ``links``: asset → the words that its own link carries."""

    assets: Sequence[Asset] = ()
    items: Sequence[PlannedItem] = ()
    unmade: Sequence[UnassignedItem] = ()
    actuals: Actuals = field(default_factory=Actuals)
    channels: Mapping[str, ChannelPosts] = field(default_factory=dict)
    links: Mapping[str, Collection[str]] = field(default_factory=dict)


def idea_fates(board: IdeaBoard, course: Course, today: date) -> tuple[Fate, ...]:
    """What became of each idea, as the board has them; of one with several items, each."""
    found = [fate for card in board.cards for fate in _fates(card, course, today)]
    return tuple(_each_post_once(found))


_STRENGTH: Final = (ToldBy.LINK, ToldBy.WORDS, ToldBy.DAY)


def _each_post_once(fates: Sequence[Fate]) -> Iterator[Fate]:
    """A post that several items claim belongs to the one that it is best told by, or to none."""
    claims: dict[tuple[str, str], list[int]] = {}
    for fate in fates:
        if fate.post is not None:
            ranks = claims.setdefault((fate.channel, fate.post.item), [])
            ranks.append(_STRENGTH.index(fate.post.told_by))
    for fate in fates:
        if fate.post is None:
            yield fate
            continue
        ranks = claims[fate.channel, fate.post.item]
        mine = _STRENGTH.index(fate.post.told_by)
        alone = mine == min(ranks) and ranks.count(mine) == 1
        yield fate if alone else fate.changed(stage=Stage.NO_POST, post=None, usual=None)


def _fates(card: Idea, course: Course, today: date) -> Iterator[Fate]:
    asset = next((one for one in course.assets if one.idea == card.key), None)
    title = asset.title if asset else ""
    items = sorted(
        (one for one in course.items if one.origin == card.key), key=lambda one: (one.day, one.key)
    )
    for item in items:
        yield _of_item(Fate(idea=card, stage=Stage.PLANNED, asset=title), item, course, today)
    missing = next((one for one in course.unmade if one.origin == card.key), None)
    if not items and missing is not None:
        yield Fate(
            idea=card,
            stage=Stage.UNMADE,
            asset=title,
            item=missing.key,
            day=missing.day,
            channel=missing.channel,
        )
    elif not items:
        yield Fate(idea=card, stage=_without_item(card, asset), asset=title)


def _without_item(card: Idea, asset: Asset | None) -> Stage:
    if card.state is IdeaState.KEPT:
        return Stage.MATERIAL if asset is not None and not asset.channel else Stage.KEPT
    return Stage.PARKED if card.state is IdeaState.PARKED else Stage.OPEN


def _of_item(fate: Fate, item: PlannedItem, course: Course, today: date) -> Fate:
    placed = fate.changed(item=item.key, day=item.day, channel=item.channel, owner=item.owner)
    there = course.channels.get(item.channel, ChannelPosts())
    found = _post(item, there, _linked(fate.idea, course))
    if found is not None:
        post, told_by = found
        return placed.changed(
            stage=Stage.PUBLISHED,
            post=FoundPost(
                item=post.item,
                day=post.day,
                text=post.text,
                permalink=post.permalink,
                told_by=told_by,
                metric=there.metric,
                value=post.value,
                young=post.young,
            ),
            usual=there.usual,
        )
    if item.day >= today:
        return placed
    said = next((one for one in course.actuals.actuals if one.key == item.key), None)
    if said is not None and said.done is None:
        return placed.changed(stage=Stage.NOT_MADE)
    silent = there.known_until is None or there.known_until < item.day
    return placed.changed(stage=Stage.NO_EXPORT if silent else Stage.NO_POST)


def _linked(card: Idea, course: Course) -> set[str]:
    carriers = {card.key, *(one.key for one in course.assets if one.idea == card.key)}
    return {word for key in carriers for word in course.links.get(key, ()) if word}


def _post(
    item: PlannedItem, there: ChannelPosts, links: Collection[str]
) -> tuple[PostResult, ToldBy] | None:
    first, last = item.day - timedelta(days=EARLY), item.day + timedelta(days=LATE)
    near = [one for one in there.posts if first <= one.day <= last]
    carrying = [one for one in near if any(link in one.text for link in links)]
    if len(carrying) == 1:
        return carrying[0], ToldBy.LINK
    wanted = _words(f"{item.title} {item.message}")
    common = {one.item: len(wanted & _words(one.text)) for one in near}
    best = max(common.values(), default=0)
    likest = [one for one in near if common[one.item] == best]
    if best >= _COMMON and len(likest) == 1:
        return likest[0], ToldBy.WORDS
    same_day = [one for one in near if one.day == item.day]
    return (same_day[0], ToldBy.DAY) if len(same_day) == 1 else None


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= _TELLING}
