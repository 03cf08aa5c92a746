"""A rehearsed change in sentences: what it is, and what it does to posts, duties and documents."""

from collections.abc import Iterator

from coachkit.language.findings import Finding
from coachkit.language.plan_shortfalls import shortfall_sentence
from coachkit.language.plan_words import (
    hours_said,
    in_weeks,
    item_name,
    posts_said,
    relevant_posts_said,
    told_apart,
    touched_name,
)
from coachkit.language.speech import Speech
from coachkit.model.rehearsals import (
    Change,
    ChannelDiff,
    FewerHours,
    IsAway,
    LaunchMoves,
    Leaves,
    MovedItem,
    OneMoreChannel,
    PersonDiff,
    RehearsalDiff,
    Training,
)

_NEXT_TO_NOTHING = 0.005
_MINUTES_THAT_MATTER = 0.05
"""Three minutes a week, in hours: less is how it happened to work out."""


def change_sentence(change: Change, speech: Speech) -> str:
    """What is rehearsed, as a heading says it: without a full stop."""
    if isinstance(change, FewerHours):
        return _fewer_hours(change, speech)
    if isinstance(change, Leaves):
        return speech.say(
            "%(who)s leaves; the last day of work is %(day)s",
            who=change.who,
            day=speech.day(change.last_day),
        )
    if isinstance(change, IsAway):
        return _is_away(change, speech)
    if isinstance(change, LaunchMoves):
        return speech.say(
            "“%(campaign)s” is launched on %(day)s instead",
            campaign=change.campaign,
            day=speech.day(change.launch),
        )
    if isinstance(change, OneMoreChannel):
        return speech.say(
            "%(channel)s is added, with a wish of %(posts)s a week",
            channel=change.channel.name,
            posts=posts_said(change.channel.target_a_week, speech),
        )
    return _training(change, speech)


def _fewer_hours(change: FewerHours, speech: Speech) -> str:
    hours = hours_said(change.hours_a_week, speech)
    if change.who is None:
        return speech.say("%(hours)s a week fewer, in proportion to everybody's hours", hours=hours)
    return speech.say("%(who)s has %(hours)s a week fewer", who=change.who, hours=hours)


def _is_away(change: IsAway, speech: Speech) -> str:
    said = {"who": change.who, "days": speech.span(change.absence.first, change.absence.last)}
    if change.absence.part >= 1:
        return speech.say("%(who)s is away (%(days)s)", **said)
    return speech.say(
        "%(who)s is away for %(part)s of the hours (%(days)s)",
        part=speech.percent(change.absence.part),
        **said,
    )


def _training(change: Training, speech: Speech) -> str:
    return speech.say(
        "%(who)s learns “%(skill)s” %(when)s, in %(hours)s",
        who=change.who,
        skill=change.skill,
        when=in_weeks(change.week, change.week, speech),
        hours=hours_said(change.hours, speech),
    )


def rehearsal_finding(diff: RehearsalDiff, speech: Speech) -> Finding:
    """The rehearsal in one sentence, with what it is worth below. Nothing is decided by it."""
    before, after = told_apart(diff.before.posts_a_week, diff.after.posts_a_week, speech.number)
    if before == after:
        text = speech.say(
            "%(change)s: the cadence stays at %(posts)s a week.",
            change=change_sentence(diff.change, speech),
            posts=posts_said(diff.before.posts_a_week, speech),
        )
    else:
        text = speech.say(
            "%(change)s: from %(before)s to %(after)s posts a week.",
            change=change_sentence(diff.change, speech),
            before=before,
            after=after,
        )
    return Finding(text=text, detail=worth_sentence(diff, speech))


def worth_sentence(diff: RehearsalDiff, speech: Speech) -> str:
    """What a change is worth in relevant posts; for a training, its cost already taken off."""
    posts = relevant_posts_said(abs(diff.worth), speech)
    training = isinstance(diff.change, Training)
    if abs(diff.worth) < _NEXT_TO_NOTHING:
        if training:
            return speech.say("In this plan the training gives back what it takes, and no more.")
        return speech.say("The number of relevant posts stays as it is.")
    if diff.worth > 0:
        if training:
            return speech.say(
                "The training is worth %(posts)s more a week; what it takes is already taken off.",
                posts=posts,
            )
        return speech.say("It gives %(posts)s more a week.", posts=posts)
    if training:
        return speech.say(
            "In this plan the training costs %(posts)s a week more than it gives.",
            posts=posts,
        )
    return speech.say("It costs %(posts)s a week.", posts=posts)


def rehearsal_sentences(diff: RehearsalDiff, speech: Speech) -> tuple[str, ...]:
    """All that changes, side by side: channels, people, items, documents, what does not hold."""
    return tuple(_changes(diff, speech))


def _changes(diff: RehearsalDiff, speech: Speech) -> Iterator[str]:
    yield from (channel_sentence(one, speech) for one in diff.channels if _differs(one))
    yield from (person_sentence(one, speech) for one in diff.people if _changed(one))
    if diff.gone:
        yield speech.count("%(n)s item goes.", "%(n)s items go.", len(diff.gone))
    if diff.new:
        yield speech.count("%(n)s item is new.", "%(n)s items are new.", len(diff.new))
    if diff.moved:
        yield speech.count(
            "%(n)s item moves to another day or owner.",
            "%(n)s items move to another day or owner.",
            len(diff.moved),
        )
    yield documents_sentence(diff, speech)
    if diff.after.shortfall is not None:
        yield shortfall_sentence(diff.after.shortfall, speech)
    if diff.after.unassigned:
        yield speech.count(
            "%(n)s item that has to be would be made by nobody.",
            "%(n)s items that have to be would be made by nobody.",
            len(diff.after.unassigned),
        )


def _differs(one: ChannelDiff) -> bool:
    return (one.before, one.relevant_before) != (one.after, one.relevant_after)


def _changed(one: PersonDiff) -> bool:
    if abs(one.hours_before - one.hours_after) >= _MINUTES_THAT_MATTER:
        return True
    before = one.items_before, one.turns_before, one.duties_before
    return before != (one.items_after, one.turns_after, one.duties_after)


def channel_sentence(one: ChannelDiff, speech: Speech) -> str:
    """A channel's posts a week before and after, relevant ones apart."""
    before, after = told_apart(one.before, one.after, speech.number)
    relevant_before, relevant_after = told_apart(
        one.relevant_before, one.relevant_after, speech.number
    )
    return speech.say(
        "%(channel)s: posts a week %(before)s → %(after)s, relevant ones %(relevant_before)s → "
        "%(relevant_after)s.",
        channel=one.channel,
        before=before,
        after=after,
        relevant_before=relevant_before,
        relevant_after=relevant_after,
    )


def person_sentence(one: PersonDiff, speech: Speech) -> str:
    """A contributor's hours, items, turns and duties before and after."""
    return speech.say(
        "%(who)s: hours a week %(hours_before)s → %(hours_after)s, items %(items_before)s → "
        "%(items_after)s, turns %(turns_before)s → %(turns_after)s, days of presence "
        "%(duties_before)s → %(duties_after)s.",
        who=one.who,
        hours_before=speech.number(one.hours_before, 1),
        hours_after=speech.number(one.hours_after, 1),
        items_before=one.items_before,
        items_after=one.items_after,
        turns_before=one.turns_before,
        turns_after=one.turns_after,
        duties_before=one.duties_before,
        duties_after=one.duties_after,
    )


def moved_sentence(moved: MovedItem, diff: RehearsalDiff, speech: Speech) -> str:
    """Where an item goes, or to whom."""
    said = {
        "item": item_name(diff.after.item(moved.key), speech),
        "day_before": speech.day(moved.day_before),
        "day_after": speech.day(moved.day_after),
        "owner_before": moved.owner_before,
        "owner_after": moved.owner_after,
    }
    if moved.owner_before == moved.owner_after:
        return speech.say("“%(item)s” moves: %(day_before)s → %(day_after)s.", **said)
    if moved.day_before == moved.day_after:
        return speech.say("“%(item)s” changes hands: %(owner_before)s → %(owner_after)s.", **said)
    return speech.say(
        "“%(item)s” moves and changes hands: %(day_before)s, %(owner_before)s → %(day_after)s, "
        "%(owner_after)s.",
        **said,
    )


def documents_sentence(diff: RehearsalDiff, speech: Speech) -> str:
    """The documents that would have to be made anew."""
    if not diff.touched:
        return speech.say("No document has to be made anew.")
    names = speech.list([touched_name(one, speech) for one in diff.touched])
    return speech.say("To be made anew: %(documents)s.", documents=names)
