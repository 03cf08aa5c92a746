"""The end of an evaluation session: what was found and changed, in sentences to be read aloud."""

from collections.abc import Iterator

from coachkit.language.evaluation_words import campaign_verdict_name, doing_name, tier_name
from coachkit.language.plan_words import hours_said
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import shortened
from coachkit.language.terms import platform_name
from coachkit.model.actions import ActionPlan
from coachkit.model.evaluation_record import Evaluation

_LINE = 160


def evaluation_read_back(record: Evaluation, plan: ActionPlan, speech: Speech) -> tuple[str, ...]:
    """Everything that was said, in the order of the talk; only what was said."""
    return (
        *_found(record, speech),
        *_people(record, speech),
        *_changes(record, speech),
        *_ahead(record, plan, speech),
    )


def _found(record: Evaluation, speech: Speech) -> Iterator[str]:
    yield from _posts(record, speech)
    yield from _effect(record, speech)
    yield from _heard(record, speech)


def _posts(record: Evaluation, speech: Speech) -> Iterator[str]:
    if record.tier.tier is not None:
        yield speech.say(
            "The evaluation is to be: %(tier)s.", tier=tier_name(record.tier.tier, speech).lower()
        )
    for one in record.surprises:
        if one.text:
            yield speech.say("What surprised us: %(what)s.", what=shortened(one.text, _LINE))
    for out_take in record.out_takes:
        if out_take.text:
            channel = platform_name(out_take.platform, speech)
            yield speech.say("%(channel)s: %(sentence)s", channel=channel, sentence=out_take.text)


def _effect(record: Evaluation, speech: Speech) -> Iterator[str]:
    effect = record.effect
    if effect.sentence:
        yield effect.sentence
    if effect.verdict is not None:
        yield speech.say(
            "Our verdict: %(verdict)s.",
            verdict=campaign_verdict_name(effect.verdict, speech).lower(),
        )


def _heard(record: Evaluation, speech: Speech) -> Iterator[str]:
    for note in record.outcomes:
        if note.text:
            yield speech.say(
                "%(who)s noticed: %(what)s.",
                who=note.department or note.voice or speech.say("Somebody"),
                what=shortened(note.text, _LINE),
            )
    if record.replies.within is not None:
        yield speech.say(
            "From now on we answer within %(hours)s.",
            hours=hours_said(record.replies.within, speech),
        )


def _people(record: Evaluation, speech: Speech) -> Iterator[str]:
    for one in record.wins:
        if one.whole:
            yield speech.say(
                "A win: %(what)s. Thanks to %(who)s.",
                what=shortened(one.what, _LINE),
                who=one.person or one.thanks_to,
            )


def _changes(record: Evaluation, speech: Speech) -> Iterator[str]:
    for one in record.edits:
        if one.written_on is not None:
            yield speech.say(
                "%(doing)s, because: %(learned)s",
                doing=shortened(
                    f"{doing_name(one.doing, speech)}: {one.text}"
                    if one.text
                    else doing_name(one.doing, speech),
                    _LINE,
                ),
                learned=one.learned,
            )
    if record.hours.hours_a_week is not None:
        yield speech.say(
            "Decided: %(hours)s a week.", hours=hours_said(record.hours.hours_a_week, speech)
        )
    experiment = record.experiment
    if experiment.idea and not experiment.none:
        yield speech.say("We try one thing: %(idea)s", idea=shortened(experiment.idea, _LINE))


def _ahead(record: Evaluation, plan: ActionPlan, speech: Speech) -> Iterator[str]:
    for one in plan.actions:
        if one.session == record.session:
            yield speech.say(
                "%(who)s: %(what)s, by %(day)s.",
                who=one.who,
                what=shortened(one.what, _LINE),
                day=speech.day(one.when),
            )
    if record.meeting.on is not None:
        yield speech.say("The monthly meeting is on %(day)s.", day=speech.day(record.meeting.on))
