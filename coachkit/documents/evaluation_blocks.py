"""The panels of an evaluation session that hold what people said: votes, pulse, changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from coachkit.documents.templating import fill
from coachkit.evaluation.guesses import ranking
from coachkit.language.evaluation_words import closeness_name
from coachkit.language.findings import amount
from coachkit.language.speech import NOTHING, Speech, speak
from coachkit.language.strategy_words import shortened
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.ballots import Ballot, Candidate
from coachkit.model.guesses import Guess, Revealed
from coachkit.model.languages import Language
from coachkit.model.people_said import PULSE_AT_LEAST, PulseAnswer

_WORDS: Final = 72
_ALL: Final = 100


@dataclass(frozen=True)
class PostShown:
    """A post of a ballot. ``value`` and ``part`` (of the highest, in per cent): once shown."""

    day: str
    text: str
    best: int = 0
    worst: int = 0
    value: str = ""
    part: int = 0
    mark: str = ""


@dataclass(frozen=True)
class MarkShown:
    """One of the two questions of a pulse: how many gave each of the five marks."""

    asked: str
    counts: tuple[int, ...]
    parts: tuple[int, ...]


def ballot(of: Ballot, language: Language) -> str:
    """The posts that can be voted for and how many have voted; nothing of how anybody did."""
    speech = speak(language)
    return fill(
        "pages/evaluation_ballot.html.j2",
        language,
        asked=_asked(of, speech) if of.votes else "",
        posts=[PostShown(speech.short_day(one.day), called(one)) for one in of.candidates],
        votes=speech.count("%(n)s vote so far.", "%(n)s votes so far.", len(of.votes)),
        shown=False,
    )


def revealed(of: Ballot, language: Language) -> str:
    """Guess beside reality; empty until the figures were shown."""
    if of.open:
        return ""
    speech = speak(language)
    best, worst = dict(of.for_best), dict(of.for_worst)
    highest = max((one.value or 0 for one in of.figures), default=0)
    posts = [
        PostShown(
            day=speech.short_day(one.day),
            text=called(one),
            best=best.get(one.item, 0),
            worst=worst.get(one.item, 0),
            value=_value(of, one, speech),
            part=round(_ALL * (of.value(one.item) or 0) / highest) if highest else 0,
            mark=_mark(of, one, speech),
        )
        for one in sorted(of.candidates, key=lambda one: -(of.value(one.item) or -1))
    ]
    return fill(
        "pages/evaluation_ballot.html.j2",
        language,
        asked=_asked(of, speech),
        posts=posts,
        votes=hits(of, speech),
        guesses=nearest(of, speech),
        shown=True,
    )


def hits(of: Ballot, speech: Speech) -> str:
    """How many saw the best and the worst coming, in a sentence or two."""
    best = [vote.best for vote in of.votes if vote.best is not None]
    worst = [vote.worst for vote in of.votes if vote.worst is not None]
    told = []
    if best and of.best is None:
        told.append(speech.say("Two are level at the top: nobody is right or wrong about it."))
    elif best:
        told.append(
            speech.count(
                "%(n)s of %(of)s saw the best one coming.",
                "%(n)s of %(of)s saw the best one coming.",
                best.count(of.best or ""),
                of=speech.number(len(best)),
            )
        )
    if worst and of.worst is None:
        told.append(speech.say("Two are level at the bottom: nobody is right or wrong about it."))
    elif worst:
        told.append(
            speech.count(
                "%(n)s of %(of)s saw the weakest one coming.",
                "%(n)s of %(of)s saw the weakest one coming.",
                worst.count(of.worst or ""),
                of=speech.number(len(worst)),
            )
        )
    return " ".join(told)


def nearest(of: Ballot, speech: Speech) -> str:
    """How near the nearest guess of the best one's figure came; empty where nobody guessed."""
    value = None if of.best is None else of.value(of.best)
    said = [one for one in of.votes if one.amount is not None]
    if of.shown is None or value is None or not said:
        return ""
    guesses = [
        Guess(question="best", value=one.amount, said=one.said)
        for one in said
        if one.amount is not None
    ]
    first = ranking(guesses, Revealed(question="best", value=value, shown=of.shown))[0]
    return speech.say(
        "The nearest guess was %(guess)s; it was %(value)s: %(closeness)s.",
        guess=speech.number(first.guess.value),
        value=amount(of.metric, value, speech),
        closeness=closeness_name(first.closeness, speech),
    )


def pulse(answers: Sequence[PulseAnswer], language: Language) -> str:
    """How many gave each mark, and the words; before five have answered only how many have."""
    speech = speak(language)
    enough = len(answers) >= PULSE_AT_LEAST
    marks: list[MarkShown] = []
    if enough:
        marks = [
            _marks(speech.say("I can do what is asked of me."), [a.skill for a in answers]),
            _marks(speech.say("I dare to answer in our name."), [a.confidence for a in answers]),
        ]
    words = sorted({one.word.lower() for one in answers if one.word}) if enough else []
    return fill(
        "pages/evaluation_pulse.html.j2",
        language,
        n=speech.count("%(n)s answer.", "%(n)s answers.", len(answers)),
        wait=""
        if enough
        else speech.say(
            "From %(n)s answers on they are shown, so that nobody is recognised.",
            n=PULSE_AT_LEAST,
        ),
        marks=marks,
        words=words,
    )


def called(one: Candidate) -> str:
    """A post as it is recognised: its first words, or its name in the export."""
    return shortened(one.text or one.item, _WORDS)


def lines(title: str, sentences: Sequence[str], language: Language, *, quiet: bool = False) -> str:
    """A heading with sentences below it; nothing where there is none."""
    return fill(
        "pages/evaluation_lines.html.j2",
        language,
        title=title,
        sentences=[one for one in sentences if one],
        quiet=quiet,
    )


def _asked(of: Ballot, speech: Speech) -> str:
    if of.platform is None or not of.metric:
        return ""
    return speech.say(
        "%(metric)s on %(platform)s",
        metric=metric_name(of.metric, speech),
        platform=platform_name(of.platform, speech),
    )


def _value(of: Ballot, one: Candidate, speech: Speech) -> str:
    value = of.value(one.item)
    return NOTHING if value is None else amount(of.metric, value, speech)


def _mark(of: Ballot, one: Candidate, speech: Speech) -> str:
    if one.item == of.best:
        return speech.say_in("post", "best")
    return speech.say_in("post", "weakest") if one.item == of.worst else ""


def _marks(asked: str, given: Sequence[int | None]) -> MarkShown:
    counts = tuple(given.count(mark) for mark in range(1, 6))
    most = max(*counts, 1)
    return MarkShown(asked, counts, tuple(round(_ALL * n / most) for n in counts))
