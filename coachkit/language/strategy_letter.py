"""The difference between two versions of a strategy, as a letter and not as a patch.

Each paragraph is made of whole sentences; what a paragraph is about stands beside them, so that a
document may set it as a heading or leave it out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from coachkit.language.speech import Speech, later, later_in
from coachkit.language.strategy_told import behind, looked_at_again, was_and_is, whole, why
from coachkit.language.strategy_words import decision_name, part_name, point_name, worry_name
from coachkit.model.client import Client
from coachkit.model.deciding import Decision, LearningKind
from coachkit.model.strategy import OurQuestion, Revision, Statement, Strategy, Worry
from coachkit.model.strategy_changes import DecisionChange, How, StrategyDiff, Where
from coachkit.model.strategy_gaps import Part, stale


class LetterPart(StrEnum):
    """What a paragraph of the letter does."""

    GREETING = "greeting"
    OPENING = "opening"
    CHANGE = "change"
    UNCHANGED = "unchanged"
    NEXT = "next"
    CLOSING = "closing"


@dataclass(frozen=True)
class LetterParagraph:
    """A paragraph: what was and is, why, and who goes on with it. ``key``: of the decision."""

    part: LetterPart
    said: tuple[str, ...]
    why: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    about: str = ""
    key: str = ""
    how: How | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, in the order in which it is read."""
        return (*self.said, *self.why, *self.follows)

    @property
    def text(self) -> str:
        """The paragraph as it is read."""
        return " ".join(self.sentences)


_WHERE: Final[Mapping[Where, tuple[str, str]]] = {
    Where.BUSINESS_GOAL: later_in("heading in a letter", "Business goal"),
    Where.COMMUNICATION_GOAL: later_in("heading in a letter", "Communication goal"),
    Where.CHANNEL: later_in("heading in a letter", "Channel"),
    Where.POINT: later_in("heading in a letter", "Decision"),
    Where.HOURS: later_in("heading in a letter", "Hours"),
    Where.CUT: later_in("heading in a letter", "What goes first"),
}

_LOG: Final[Mapping[LearningKind, tuple[str, str]]] = {
    LearningKind.FIGURE: (
        later("%(day)s, %(who)s: “%(about)s” because of a figure, “%(text)s” (%(source)s)."),
        later("%(day)s, %(who)s: “%(about)s” because of a figure, “%(text)s”."),
    ),
    LearningKind.EVENT: (
        later("%(day)s, %(who)s: “%(about)s” because of an event, “%(text)s” (%(source)s)."),
        later("%(day)s, %(who)s: “%(about)s” because of an event, “%(text)s”."),
    ),
    LearningKind.COMMENT: (
        later("%(day)s, %(who)s: “%(about)s” because of a comment, “%(text)s” (%(source)s)."),
        later("%(day)s, %(who)s: “%(about)s” because of a comment, “%(text)s”."),
    ),
}


def letter(
    diff: StrategyDiff, between: tuple[str, str], client: Client, speech: Speech, today: date
) -> tuple[LetterParagraph, ...]:
    """What became of the strategy ``between`` two named versions, to be read aloud.

    A paragraph for each change, what did not change, and what is looked at next.
    """
    names = {"older": between[0], "newer": between[1]}
    return (
        LetterParagraph(
            LetterPart.GREETING, (speech.say("Dear all at %(client)s,", client=client.name),)
        ),
        LetterParagraph(LetterPart.OPENING, (_opening(diff, names, speech),)),
        *_beside_decisions(diff, speech),
        *(_paragraph(change, diff, speech) for change in diff.changes),
        *_unchanged(diff, speech),
        *_next(diff.newer, today, speech),
        LetterParagraph(
            LetterPart.CLOSING,
            (
                speech.say(
                    "%(newer)s is a draft, as every strategy that lives: write to each other as "
                    "soon as you learn something new.",
                    newer=names["newer"],
                ),
            ),
        ),
    )


def stale_alarm(strategy: Strategy, today: date, speech: Speech) -> tuple[str, ...]:
    """Decisions that should have been looked at again: how many, and each of them. Else nothing."""
    overdue = stale(strategy, today)
    if not overdue:
        return ()
    head = speech.count(
        "%(n)s decision should have been looked at again by now.",
        "%(n)s decisions should have been looked at again by now.",
        len(overdue),
    )
    return (head, *(_overdue(one, today, speech) for one in overdue))


def change_log(
    strategy: Strategy, speech: Speech, earlier: Sequence[Strategy] = ()
) -> tuple[str, ...]:
    """Each change and the learning behind it, a sentence each, the newest first.

    ``earlier``: versions before it, for the names of decisions that are gone.
    """
    names = {
        one.key: decision_name(one, speech)
        for version in (*earlier, strategy)
        for one in version.decisions
    }
    return tuple(_logged(one, names, speech) for one in reversed(strategy.revisions))


def learning_sentences(strategy: Strategy, key: str, speech: Speech) -> tuple[str, ...]:
    """What one decision was changed for, the oldest first."""
    return tuple(behind(one, speech) for one in strategy.revisions if one.about == key)


def question_words(question: OurQuestion, speech: Speech) -> str:
    """The question that the strategy answers, in the client's words where there are any."""
    if question.words or question.worry in {None, Worry.OWN}:
        return whole(question.words)
    return worry_name(question.worry or Worry.OWN, speech)


def _opening(diff: StrategyDiff, names: Mapping[str, str], speech: Speech) -> str:
    if not diff:
        return speech.say(
            "Between %(older)s and %(newer)s nothing has changed in your strategy.", **names
        )
    if not diff.changes:
        return speech.say(
            "Between %(older)s and %(newer)s every decision of your strategy stands as it was; "
            "what is around them has changed.",
            **names,
        )
    return speech.say(
        "This is what became of your strategy between %(older)s and %(newer)s: %(what)s.",
        what=speech.list(list(_counts(diff, speech))),
        **names,
    )


def _counts(diff: StrategyDiff, speech: Speech) -> Iterator[str]:
    hows = [one.how for one in diff.changes]
    if n := hows.count(How.CHANGED):
        yield speech.count("%(n)s decision has changed", "%(n)s decisions have changed", n)
    if n := hows.count(How.NEW):
        yield speech.count("%(n)s decision is new", "%(n)s decisions are new", n)
    if n := hows.count(How.GONE):
        yield speech.count("%(n)s decision is gone", "%(n)s decisions are gone", n)


def _paragraph(change: DecisionChange, diff: StrategyDiff, speech: Speech) -> LetterParagraph:
    held = change.after if change.after is not None else change.before
    about = speech.say_in(*_WHERE[change.where])
    if isinstance(held, Statement):
        about = point_name(held.point, speech)
    return LetterParagraph(
        part=LetterPart.CHANGE,
        said=was_and_is(change, diff, speech),
        why=why(change, speech),
        follows=looked_at_again(change, speech),
        about=about,
        key=change.key,
        how=change.how,
    )


def _beside_decisions(diff: StrategyDiff, speech: Speech) -> Iterator[LetterParagraph]:
    told = (
        (part_name(Part.QUESTION, speech), tuple(_question(diff, speech))),
        (part_name(Part.PROFILES, speech), tuple(_profiles(diff, speech))),
        (part_name(Part.AUTHORS, speech), tuple(_authors(diff, speech))),
        (part_name(Part.CUTS, speech), tuple(_order(diff, speech))),
    )
    for about, said in told:
        if said:
            yield LetterParagraph(LetterPart.CHANGE, said, about=about)


def _question(diff: StrategyDiff, speech: Speech) -> Iterator[str]:
    before, after = diff.older.question, diff.newer.question
    was, now = question_words(before, speech), question_words(after, speech)
    if was != now:
        if was and now:
            yield speech.say(
                "You asked “%(before)s”. Now you ask “%(after)s”.", before=was, after=now
            )
        elif now:
            yield speech.say("You have chosen your question: “%(after)s”.", after=now)
        else:
            yield speech.say("You asked “%(before)s”. Now the question is open.", before=was)
    if before.answer != after.answer:
        if after.answer:
            yield speech.say("Your answer is now: “%(answer)s”.", answer=whole(after.answer))
        else:
            yield speech.say("Your answer to it has been taken out.")


def _profiles(diff: StrategyDiff, speech: Speech) -> Iterator[str]:
    before = {one.key: one for one in diff.older.profiles}
    after = {one.key: one for one in diff.newer.profiles}
    for key, one in after.items():
        name = one.name or key
        if key not in before:
            yield speech.say("There is a new profile: “%(name)s”.", name=name)
        elif before[key] != one:
            yield speech.say("You know more, or other things, about “%(name)s”.", name=name)
    for key, one in before.items():
        if key not in after:
            yield speech.say("The profile “%(name)s” is gone.", name=one.name or key)


def _authors(diff: StrategyDiff, speech: Speech) -> Iterator[str]:
    joined = [one for one in diff.newer.authors if one not in diff.older.authors]
    left = [one for one in diff.older.authors if one not in diff.newer.authors]
    if joined:
        yield speech.count(
            "%(names)s now writes with you.",
            "%(names)s now write with you.",
            len(joined),
            names=speech.list(joined),
        )
    if left:
        yield speech.count(
            "%(names)s no longer writes with you.",
            "%(names)s no longer write with you.",
            len(left),
            names=speech.list(left),
        )


def _order(diff: StrategyDiff, speech: Speech) -> Iterator[str]:
    if diff.cuts_reordered:
        first = diff.newer.cuts[0]
        yield speech.say(
            "The order has changed: when hours are lost, “%(first)s” is now the first to go.",
            first=decision_name(first, speech),
        )


def _unchanged(diff: StrategyDiff, speech: Speech) -> Iterator[LetterParagraph]:
    if diff.unchanged and diff.changes:
        said = speech.count(
            "%(n)s other decision stands as it was.",
            "%(n)s other decisions stand as they were.",
            diff.unchanged,
        )
        yield LetterParagraph(LetterPart.UNCHANGED, (said,))


def _next(strategy: Strategy, today: date, speech: Speech) -> Iterator[LetterParagraph]:
    coming = sorted(
        (one.review_on, place, one)
        for place, one in enumerate(strategy.decisions)
        if one.review_on is not None and one.review_on >= today
    )
    said = [*stale_alarm(strategy, today, speech)]
    if coming:
        day, _, first = coming[0]
        said.append(_coming(first, day, speech))
    else:
        said.append(speech.say("No day lies ahead on which a decision is looked at again."))
    yield LetterParagraph(LetterPart.NEXT, tuple(said))


def _coming(decision: Decision, day: date, speech: Speech) -> str:
    said = {"about": decision_name(decision, speech), "day": speech.day(day)}
    if not decision.owner:
        return speech.say("Next to be looked at, on %(day)s, is “%(about)s”.", **said)
    return speech.say(
        "Next to be looked at, on %(day)s, is “%(about)s”; %(owner)s answers for it.",
        owner=decision.owner,
        **said,
    )


def _overdue(decision: Decision, today: date, speech: Speech) -> str:
    due = decision.review_on or today
    said = {"about": decision_name(decision, speech), "day": speech.day(due)}
    if not decision.owner:
        return speech.count(
            "“%(about)s” was due on %(day)s, %(n)s day ago, and nobody answers for it.",
            "“%(about)s” was due on %(day)s, %(n)s days ago, and nobody answers for it.",
            (today - due).days,
            **said,
        )
    return speech.count(
        "“%(about)s” was due on %(day)s, %(n)s day ago; %(owner)s answers for it.",
        "“%(about)s” was due on %(day)s, %(n)s days ago; %(owner)s answers for it.",
        (today - due).days,
        owner=decision.owner,
        **said,
    )


def _logged(revision: Revision, names: Mapping[str, str], speech: Speech) -> str:
    with_source, without = _LOG[revision.learning.kind]
    return speech.say(
        with_source if revision.learning.source else without,
        day=speech.day(revision.on),
        who=revision.who,
        about=names.get(revision.about, revision.about),
        text=whole(revision.learning.text),
        source=" ".join(revision.learning.source.split()),
    )
