"""What became of one decision: what it was, what it is, and what taught it.

A decision's fields are told one by one, each in a sentence of its own, and a test goes through
all of them: a field without a sentence here would fail.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from coachkit.language.plan_words import hours_said, posts_said
from coachkit.language.speech import Speech, later
from coachkit.language.strategy_words import decision_name, point_name
from coachkit.model.audit import Verdict
from coachkit.model.deciding import Decision, LearningKind
from coachkit.model.strategy import ChannelChoice, Revision, Statement, Strategy
from coachkit.model.strategy_changes import DecisionChange, FieldChange, How, StrategyDiff, Where

Told = tuple[str, str, str]
"""A field that was changed, one that was filled, one that was emptied."""

_TEXTS: Final[Mapping[Where, Told]] = {
    Where.BUSINESS_GOAL: (
        later("The business goal was “%(before)s”. It is now “%(after)s”."),
        later("The business goal has been put into words: “%(after)s”."),
        later("The business goal “%(before)s” has lost its words."),
    ),
    Where.COMMUNICATION_GOAL: (
        later("The communication goal was “%(before)s”. It is now “%(after)s”."),
        later("The communication goal has been put into words: “%(after)s”."),
        later("The communication goal “%(before)s” has lost its words."),
    ),
    Where.POINT: (
        later("Under “%(point)s” it said: “%(before)s”. Now it says: “%(after)s”."),
        later("Under “%(point)s” it now says: “%(after)s”."),
        later("Under “%(point)s” it said “%(before)s”; those words have been taken out."),
    ),
    Where.CUT: (
        later("What goes when hours are lost was “%(before)s”. It is now “%(after)s”."),
        later("What goes when hours are lost is now in words: “%(after)s”."),
        later("Of what goes when hours are lost, “%(before)s” has lost its words."),
    ),
}

_FIELDS: Final[Mapping[str, Told]] = {
    "channel": (
        later("The channel was called %(before)s; it is now %(after)s."),
        later("The channel is now named: %(after)s."),
        later("The channel %(before)s has lost its name."),
    ),
    "owner": (
        later("%(before)s answered for it; now %(after)s does."),
        later("%(after)s answers for it now; before, nobody did."),
        later("%(before)s no longer answers for it, and nobody does yet."),
    ),
    "reason": (
        later("The reason was “%(before)s”; it is now “%(after)s”."),
        later("A reason has been written down: “%(after)s”."),
        later("The reason is no longer written down; it was “%(before)s”."),
    ),
    "evidence": (
        later("It stood on “%(before)s”; now it stands on “%(after)s”."),
        later("It now stands on “%(after)s”."),
        later("It no longer stands on “%(before)s”."),
    ),
    "measure": (
        later("The measure was “%(before)s”; it is now “%(after)s”."),
        later("It has got a measure: “%(after)s”."),
        later("The measure, “%(before)s”, has been taken out."),
    ),
    "serves": (
        later("It served “%(before)s”; now it serves “%(after)s”."),
        later("It now serves “%(after)s”."),
        later("It no longer serves “%(before)s”."),
    ),
    "for_profile": (
        later("It was for “%(before)s”; now it is for “%(after)s”."),
        later("It is now for “%(after)s”."),
        later("It is no longer for “%(before)s”."),
    ),
    "point": (
        later("It stood under “%(before)s”; now it stands under “%(after)s”."),
        later("It now stands under “%(after)s”."),
        later("It no longer stands under “%(before)s”."),
    ),
    "hours_a_week": (
        later("You gave %(before)s a week; now you give %(after)s."),
        later("You have decided to give %(after)s a week."),
        later("The %(before)s a week are open again."),
    ),
    "wished": (
        later("You wished for %(before)s a week; now you wish for %(after)s."),
        later("You wish for %(after)s a week."),
        later("The wish for %(before)s a week has been taken out."),
    ),
    "realistic": (
        later("What could be kept was %(before)s a week; now it is %(after)s."),
        later("What can be kept is %(after)s a week."),
        later("That %(before)s a week can be kept is no longer certain."),
    ),
    "gap_hours": (
        later(
            "The whole wish would have taken %(before)s a week more; now it would take %(after)s."
        ),
        later("The whole wish would take %(after)s a week more."),
        later("How many hours the wish lacks is no longer said; it was %(before)s a week."),
    ),
    "decided_on": (
        later("It had been decided on %(before)s, and was decided anew on %(after)s."),
        later("It was decided on %(after)s."),
        later("The day of the decision, %(before)s, is no longer written down."),
    ),
}

_ORDER: Final = (
    *("text", "channel", "verdict", "hours_a_week", "wished", "realistic", "gap_hours", "honest"),
    *("point", "serves", "for_profile", "reason", "evidence", "measure", "owner", "decided_on"),
)
"""First what was decided, then why, last whose it is."""

_HONEST: Final = later("The answers to the three honest questions have been written anew.")

_VERDICTS: Final[Mapping[tuple[Verdict, Verdict], str]] = {
    (Verdict.KEEP, Verdict.PAUSE): later("You kept %(channel)s; now it is paused."),
    (Verdict.KEEP, Verdict.CLOSE): later("You kept %(channel)s; now you close it."),
    (Verdict.PAUSE, Verdict.KEEP): later("%(channel)s was paused; now it is alive again."),
    (Verdict.PAUSE, Verdict.CLOSE): later("%(channel)s was paused; now you close it."),
    (Verdict.CLOSE, Verdict.KEEP): later("You were to close %(channel)s; now you keep it."),
    (Verdict.CLOSE, Verdict.PAUSE): later("You were to close %(channel)s; now it is only paused."),
}

_DECIDED: Final[Mapping[Verdict | None, str]] = {
    Verdict.KEEP: later("%(channel)s was undecided; now you keep it."),
    Verdict.PAUSE: later("%(channel)s was undecided; now it is paused."),
    Verdict.CLOSE: later("%(channel)s was undecided; now you close it."),
    None: later("What becomes of %(channel)s is open again."),
}

_NEW_CHANNEL: Final[Mapping[Verdict | None, str]] = {
    Verdict.KEEP: later("%(channel)s is new in the strategy, as a channel that you keep."),
    Verdict.PAUSE: later("%(channel)s is new in the strategy, as a channel that you pause."),
    Verdict.CLOSE: later("%(channel)s is new in the strategy, as a channel that you close."),
    None: later("%(channel)s is new in the strategy; what becomes of it is open."),
}

_NEW: Final[Mapping[Where, str]] = {
    Where.BUSINESS_GOAL: later("There is a new business goal: “%(text)s”."),
    Where.COMMUNICATION_GOAL: later("There is a new communication goal: “%(text)s”."),
    Where.POINT: later("New under “%(point)s”: “%(text)s”."),
    Where.HOURS: later("The hours have been decided anew."),
    Where.CUT: later("Something more may go when hours are lost: “%(text)s”."),
}

_GONE: Final[Mapping[Where, str]] = {
    Where.BUSINESS_GOAL: later("The business goal “%(text)s” is no longer there."),
    Where.COMMUNICATION_GOAL: later("The communication goal “%(text)s” is no longer there."),
    Where.CHANNEL: later("%(text)s is no longer in the strategy."),
    Where.POINT: later("Under “%(point)s” you no longer say: “%(text)s”."),
    Where.HOURS: later("The hours as they were decided no longer hold."),
    Where.CUT: later("“%(text)s” no longer goes when hours are lost."),
}

_BEHIND: Final[Mapping[LearningKind, tuple[str, str]]] = {
    LearningKind.FIGURE: (
        later("Behind it is a figure that %(who)s noted on %(day)s: “%(text)s” (%(source)s)."),
        later("Behind it is a figure that %(who)s noted on %(day)s: “%(text)s”."),
    ),
    LearningKind.EVENT: (
        later("Behind it is an event that %(who)s noted on %(day)s: “%(text)s” (%(source)s)."),
        later("Behind it is an event that %(who)s noted on %(day)s: “%(text)s”."),
    ),
    LearningKind.COMMENT: (
        later("Behind it is a comment that %(who)s noted on %(day)s: “%(text)s” (%(source)s)."),
        later("Behind it is a comment that %(who)s noted on %(day)s: “%(text)s”."),
    ),
}


def whole(text: str) -> str:
    """Somebody's words on one line, without the full stop: the sentence around them has one."""
    return " ".join(text.split()).removesuffix(".")


def was_and_is(change: DecisionChange, diff: StrategyDiff, speech: Speech) -> tuple[str, ...]:
    """What the decision was and what it is now, a sentence for each field that differs.

    When it is looked at again is told by :func:`looked_at_again`.
    """
    if change.how is How.CHANGED:
        return tuple(_changed(change, diff, speech))
    held = change.after if change.after is not None else change.before
    if held is None:
        return ()
    if change.how is How.GONE:
        return (speech.say(_GONE[change.where], **_named(held, speech)),)
    return tuple(_new(change.where, held, speech))


def behind(revision: Revision, speech: Speech) -> str:
    """The learning that a change goes back to: what, who noted it, when, from where."""
    with_source, without = _BEHIND[revision.learning.kind]
    return speech.say(
        with_source if revision.learning.source else without,
        who=revision.who,
        day=speech.day(revision.on),
        text=whole(revision.learning.text),
        source=" ".join(revision.learning.source.split()),
    )


def why(change: DecisionChange, speech: Speech) -> tuple[str, ...]:
    """Every learning of a change; where there is none, that there is none."""
    if not change.because:
        return (speech.say("What you learned for this is not written down."),)
    return tuple(behind(revision, speech) for revision in change.because)


def looked_at_again(change: DecisionChange, speech: Speech) -> tuple[str, ...]:
    """Who looks at it again and when; nothing of a decision that is gone."""
    after = change.after
    if after is None:
        return ()
    before = next((one.before for one in change.fields if one.field == "review_on"), None)
    return (_again(after, before, speech),)


def _again(decision: Decision, before: date | None, speech: Speech) -> str:
    if decision.review_on is None:
        return speech.say("No day has been chosen for looking at it again.")
    said = {"owner": decision.owner, "day": speech.day(decision.review_on)}
    if not decision.owner:
        return speech.say(
            "It is looked at again on %(day)s, and nobody answers for it yet.", **said
        )
    if before is None:
        return speech.say("%(owner)s looks at it again on %(day)s.", **said)
    return speech.say(
        "%(owner)s looks at it again on %(day)s, instead of on %(before)s.",
        before=speech.day(before),
        **said,
    )


def _new(where: Where, held: Decision, speech: Speech) -> Iterator[str]:
    if isinstance(held, ChannelChoice):
        yield speech.say(_NEW_CHANNEL[held.verdict], channel=held.channel or held.key)
    else:
        yield speech.say(_NEW[where], **_named(held, speech))
    for field in ("reason", "measure"):
        if getattr(held, field):
            yield speech.say(_FIELDS[field][1], after=whole(getattr(held, field)))


def _named(held: Decision, speech: Speech) -> dict[str, str]:
    text = getattr(held, "text", "") or getattr(held, "channel", "") or held.key
    point = point_name(held.point, speech) if isinstance(held, Statement) else ""
    return {"text": whole(text), "point": point}


def _changed(change: DecisionChange, diff: StrategyDiff, speech: Speech) -> Iterator[str]:
    changed = sorted(change.fields, key=lambda one: _place(one.field))
    # That it was decided anew goes without saying where something else of it is new.
    quiet = {"decided_on", "review_on"}
    told = [one for one in changed if one.field not in quiet]
    for field in told or [one for one in changed if one.field == "decided_on"]:
        yield _field(change, field, diff, speech)


def _place(field: str) -> int:
    return _ORDER.index(field) if field in _ORDER else len(_ORDER)


def _field(change: DecisionChange, field: FieldChange, diff: StrategyDiff, speech: Speech) -> str:
    if field.field == "text":
        return _said(_TEXTS[change.where], field, _as_text(change, speech), speech)
    if field.field == "verdict":
        return _verdict(change, field, speech)
    if field.field == "honest":
        return speech.say(_HONEST)
    return _said(_FIELDS[field.field], field, _values(field, diff, speech), speech)


def _said(told: Told, field: FieldChange, values: Mapping[str, str], speech: Speech) -> str:
    changed, filled, emptied = told
    if _empty(field.before):
        return speech.say(filled, **values)
    return speech.say(emptied if _empty(field.after) else changed, **values)


def _empty(value: Any) -> bool:
    return value is None or value == ""


def _as_text(change: DecisionChange, speech: Speech) -> dict[str, str]:
    before, after = change.before, change.after
    point = point_name(after.point, speech) if isinstance(after, Statement) else ""
    return {
        "before": whole(getattr(before, "text", "")),
        "after": whole(getattr(after, "text", "")),
        "point": point,
    }


def _verdict(change: DecisionChange, field: FieldChange, speech: Speech) -> str:
    channel = getattr(change.after, "channel", "") or change.key
    if field.before is None or field.after is None:
        return speech.say(_DECIDED[field.after], channel=channel)
    return speech.say(_VERDICTS[field.before, field.after], channel=channel)


def _values(field: FieldChange, diff: StrategyDiff, speech: Speech) -> dict[str, str]:
    say = _SAID_AS.get(field.field, _plain)
    return {
        "before": "" if _empty(field.before) else say(field.before, diff.older, speech),
        "after": "" if _empty(field.after) else say(field.after, diff.newer, speech),
    }


def _plain(value: Any, strategy: Strategy, speech: Speech) -> str:
    del strategy, speech
    return whole(str(value))


def _goal(key: str, strategy: Strategy, speech: Speech) -> str:
    goals = (*strategy.business_goals, *strategy.communication_goals)
    named = {one.key: decision_name(one, speech) for one in goals}
    return named.get(key, key)


def _profile(key: str, strategy: Strategy, speech: Speech) -> str:
    del speech
    return {one.key: one.name for one in strategy.profiles}.get(key) or key


_SAID_AS: Final[Mapping[str, Callable[[Any, Strategy, Speech], str]]] = {
    "serves": _goal,
    "for_profile": _profile,
    "point": lambda value, _, speech: point_name(value, speech),
    "hours_a_week": lambda value, _, speech: hours_said(value, speech),
    "gap_hours": lambda value, _, speech: hours_said(value, speech),
    "wished": lambda value, _, speech: posts_said(value, speech),
    "realistic": lambda value, _, speech: posts_said(value, speech),
    "decided_on": lambda value, _, speech: speech.day(value),
}
