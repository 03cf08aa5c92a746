"""From an idea to a post on a platform: who says what when, and how it is dressed for the place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from invented.chance import Chance
from invented.posts import Audience, Idea, Medium, Post, receive
from invented.texts import Phrasebook

_PICTURES = frozenset({"produkt", "kuva"})

Turn = Callable[[datetime], tuple[str, dict[str, float]]]
"""Whose turn it is at a moment, and how likely they are to say each kind of thing."""


def _never(_: Idea) -> float:
    return 0.0


@dataclass(frozen=True)
class Habit:
    """How an organisation uses a platform. ``share``: how many of its ideas go there at all.

    ``hashtags``: from so many to so many; ``None`` leaves the text as it is. ``delay``: at most so
    many minutes after the idea's own moment. ``boosted``: how many times a post's own reach is
    bought on top.
    """

    share: float = 1.0
    hashtags: tuple[int, int] | None = None
    delay: int = 0
    boosted: Callable[[Idea], float] = _never


def ideas(
    chance: Chance,
    book: Phrasebook,
    when: Sequence[datetime],
    turn: Turn,
    media: dict[str, dict[Medium, float]],
) -> list[Idea]:
    """One idea for each moment. Links need an address in the text."""
    found = []
    for moment in when:
        label, kinds = turn(moment)
        kind = chance.weighted(kinds)
        text = book.write(chance, kind, moment.date())
        leads = "https://" in text
        possible = {m: w for m, w in media[kind].items() if leads or m is not Medium.LINK}
        found.append(Idea(moment, kind, chance.weighted(possible), text, label))
    return found


def instead(found: Sequence[Idea], at: datetime, other: Idea) -> list[Idea]:
    """The ideas with another in place of the one nearest to a moment, at that one's time and turn.

    Some things happen only once.
    """
    nearest = min(found, key=lambda idea: abs(idea.moment - at))
    placed = replace(other, moment=nearest.moment, label=nearest.label)
    return [placed if idea is nearest else idea for idea in found]


def dressed(chance: Chance, book: Phrasebook, idea: Idea, hashtags: tuple[int, int]) -> str:
    """The text as it goes out: now and then an emoji, a second paragraph, a closing, hashtags.

    A picture that needs no words now and then goes out without any.
    """
    day = idea.moment.date()
    if idea.kind in _PICTURES and idea.medium is Medium.PHOTO and chance.happens(0.08):
        return ""
    text = idea.text
    if chance.happens(0.3):
        text += " " + book.ending(chance, day, "emoji")[0]
    if chance.happens(0.4):
        text += "\n\n" + book.more(chance, idea.kind)
    if chance.happens(0.2):
        text += "\n\n" + book.ending(chance, day, f"closing {idea.label}".strip())[0]
    number = chance.between(*hashtags)
    if number:
        text += "\n\n" + " ".join(book.ending(chance, day, "hashtags", number))
    return text


def publish(
    chance: Chance, book: Phrasebook, audience: Audience, habit: Habit, found: Sequence[Idea]
) -> list[Post]:
    """The posts that become of the ideas on one platform, in order."""
    posts = []
    for idea in found:
        if not chance.happens(habit.share) and idea.hit == 1:
            continue
        moment = idea.moment + timedelta(minutes=chance.between(0, habit.delay))
        text = dressed(chance, book, idea, habit.hashtags) if habit.hashtags else idea.text
        out = replace(idea, moment=moment, text=text)
        posts.append(receive(chance, audience, out, habit.boosted(idea)))
    return posts
