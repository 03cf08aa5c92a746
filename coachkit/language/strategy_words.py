"""What the parts of a strategy are called, and the questions as a coach asks them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from coachkit.language.speech import Speech, later, later_in
from coachkit.model.audit import HowOften, LinkState, Tone, Verdict
from coachkit.model.deciding import Decision, LearningKind
from coachkit.model.inside_view import InsideQuestion
from coachkit.model.strategy import (
    Aspect,
    Basis,
    BusinessGoal,
    ChannelChoice,
    CommunicationGoal,
    Cut,
    HoursDecision,
    InputVerdict,
    Point,
    Statement,
    Worry,
)
from coachkit.model.strategy_gaps import Part

SHORT: Final = 72
"""Characters of a decision that name it inside a sentence."""

_WORRIES: Final[Mapping[Worry, str]] = {
    Worry.ALIVE: later("How do we keep our channels alive?"),
    Worry.TIME: later("How do we justify the time that it takes?"),
    Worry.FOLLOWERS: later("How do we get followers?"),
    Worry.PAYS: later("How do we know that it pays?"),
    Worry.COLLEAGUES: later("How do we get our colleagues on board?"),
    Worry.OWN: later("A question of our own"),
}

_INSIDE: Final[Mapping[InsideQuestion, str]] = {
    InsideQuestion.VISION: later("Where do you want to be in three years, and what guides you?"),
    InsideQuestion.COMMUNICATIONS: later(
        "How do people hear from you today, apart from social media?"
    ),
    InsideQuestion.DIGITAL: later(
        "What time and money go into your digital channels, and how far have you come?"
    ),
    InsideQuestion.ROLES: later("Who takes part in their work, and who ought to?"),
    InsideQuestion.CULTURE: later(
        "What may a colleague say in public, and what happens when it goes wrong?"
    ),
    InsideQuestion.MESSAGE: later(
        "If one thing about you were remembered, what should it be, and who should remember it?"
    ),
}

_INSIDE_NAMES: Final[Mapping[InsideQuestion, tuple[str, str]]] = {
    InsideQuestion.VISION: later_in("inside question", "Visions, goals and values"),
    InsideQuestion.COMMUNICATIONS: later_in("inside question", "Communications as a whole"),
    InsideQuestion.DIGITAL: later_in("inside question", "Digital investment and maturity"),
    InsideQuestion.ROLES: later_in("inside question", "Roles"),
    InsideQuestion.CULTURE: later_in("inside question", "Culture"),
    InsideQuestion.MESSAGE: later_in("inside question", "Message"),
}

_HONEST: Final = (
    later("Who has promised these hours, and what do they leave undone for them?"),
    later("How much did we manage last year, with the hours that we had then?"),
    later("What happens in a bad week, and who says so first?"),
)

_NAMES: Final[Mapping[StrEnum, tuple[str, str]]] = {
    Point.MESSAGE: later_in("point of the strategy", "Message to our audiences"),
    Point.PLACES: later_in("point of the strategy", "Finding the audiences"),
    Point.PACKAGING: later_in("point of the strategy", "Packaging that engages"),
    Point.LISTENING: later_in("point of the strategy", "Listening to what is said"),
    Point.ANSWERING: later_in("point of the strategy", "Meeting comments and questions"),
    Point.ROUTINE: later_in("point of the strategy", "Routine for the content"),
    Point.DEVELOPMENT: later_in("point of the strategy", "Getting better over time"),
}

_ASPECTS: Final[Mapping[Aspect, tuple[str, str]]] = {
    Aspect.WHO: later_in("line of a profile", "Who it is"),
    Aspect.NEED: later_in("line of a profile", "What they need"),
    Aspect.OBSTACLE: later_in("line of a profile", "What is in the way"),
    Aspect.PLACE: later_in("line of a profile", "Where they are"),
    Aspect.MOMENT: later_in("line of a profile", "When it matters to them"),
    Aspect.TRUST: later_in("line of a profile", "Whom they trust"),
}

_BASES: Final[Mapping[Basis, tuple[str, str]]] = {
    Basis.DATA: later_in("what a line stands on", "Data"),
    Basis.GUESS: later_in("what a line stands on", "Guess"),
}

_VERDICTS: Final[Mapping[Verdict, tuple[str, str]]] = {
    Verdict.KEEP: later_in("verdict on a channel", "Keep"),
    Verdict.PAUSE: later_in("verdict on a channel", "Pause"),
    Verdict.CLOSE: later_in("verdict on a channel", "Close"),
}

_INPUTS: Final[Mapping[InputVerdict, tuple[str, str]]] = {
    InputVerdict.ACCEPTED: later_in("what became of an input", "Accepted"),
    InputVerdict.PARKED: later_in("what became of an input", "Parked"),
    InputVerdict.DECLINED: later_in("what became of an input", "Declined"),
}

_TONES: Final[Mapping[Tone, tuple[str, str]]] = {
    Tone.WARM: later_in("tone of a mention", "Warm"),
    Tone.NEUTRAL: later_in("tone of a mention", "Neutral"),
    Tone.CRITICAL: later_in("tone of a mention", "Critical"),
    Tone.MIXED: later_in("tone of a mention", "Mixed"),
}

_OFTEN: Final[Mapping[HowOften, tuple[str, str]]] = {
    HowOften.DAILY: later_in("how often", "Daily"),
    HowOften.WEEKLY: later_in("how often", "Weekly"),
    HowOften.MONTHLY: later_in("how often", "Monthly"),
    HowOften.SELDOM: later_in("how often", "Seldom"),
    HowOften.ONCE: later_in("how often", "Once"),
}

_LINKS: Final[Mapping[LinkState, tuple[str, str]]] = {
    LinkState.THERE: later_in("state of a link", "There"),
    LinkState.BROKEN: later_in("state of a link", "Broken"),
    LinkState.MISSING: later_in("state of a link", "Missing"),
    LinkState.NOT_NEEDED: later_in("state of a link", "Not needed"),
}

_LEARNINGS: Final[Mapping[LearningKind, tuple[str, str]]] = {
    LearningKind.FIGURE: later_in("kind of learning", "A figure"),
    LearningKind.EVENT: later_in("kind of learning", "An event"),
    LearningKind.COMMENT: later_in("kind of learning", "A comment"),
}

_PARTS: Final[Mapping[Part, tuple[str, str]]] = {
    Part.QUESTION: later_in("part of the strategy", "Our question"),
    Part.AUDIT: later_in("part of the strategy", "The outside view"),
    Part.INSIDE: later_in("part of the strategy", "The inside view"),
    Part.PROFILES: later_in("part of the strategy", "Customer profiles"),
    Part.GOALS: later_in("part of the strategy", "Goals"),
    Part.CHANNELS: later_in("part of the strategy", "Channels"),
    Part.POINTS: later_in("part of the strategy", "The seven points"),
    Part.HOURS: later_in("part of the strategy", "Hours"),
    Part.CUTS: later_in("part of the strategy", "What goes first"),
    Part.TONE: later_in("part of the strategy", "Tone policy"),
    Part.IMAGES: later_in("part of the strategy", "Image policy"),
    Part.EMPLOYEES: later_in("part of the strategy", "Employee policy"),
    Part.GUIDELINE: later_in("part of the strategy", "Guideline"),
    Part.AUTHORS: later_in("part of the strategy", "Authors"),
}


def worry_name(worry: Worry, speech: Speech) -> str:
    """The question that an organisation comes with; of its own one only that it is one."""
    return speech.say(_WORRIES[worry])


def inside_question(question: InsideQuestion, speech: Speech) -> str:
    """One of the six, as a coach asks it."""
    return speech.say(_INSIDE[question])


def inside_name(question: InsideQuestion, speech: Speech) -> str:
    """What one of the six is about, for a heading."""
    return speech.say_in(*_INSIDE_NAMES[question])


def honest_questions(speech: Speech) -> tuple[str, ...]:
    """The three questions of self-examination, answered before a name is given (000-17)."""
    return tuple(speech.say(question) for question in _HONEST)


def point_name(point: Point, speech: Speech) -> str:
    """What one of the seven points is called."""
    return speech.say_in(*_NAMES[point])


def aspect_name(aspect: Aspect, speech: Speech) -> str:
    """What a line of a profile tells of."""
    return speech.say_in(*_ASPECTS[aspect])


def basis_name(basis: Basis, speech: Speech) -> str:
    """Data or guess."""
    return speech.say_in(*_BASES[basis])


def verdict_name(verdict: Verdict, speech: Speech) -> str:
    """What becomes of a channel or an account."""
    return speech.say_in(*_VERDICTS[verdict])


def input_verdict_name(verdict: InputVerdict, speech: Speech) -> str:
    """What became of what somebody said."""
    return speech.say_in(*_INPUTS[verdict])


def tone_name(tone: Tone, speech: Speech) -> str:
    """How somebody speaks of the client."""
    return speech.say_in(*_TONES[tone])


def how_often_name(how_often: HowOften, speech: Speech) -> str:
    """How often somebody is heard."""
    return speech.say_in(*_OFTEN[how_often])


def link_state_name(state: LinkState, speech: Speech) -> str:
    """Whether one leads to the other."""
    return speech.say_in(*_LINKS[state])


def learning_name(kind: LearningKind, speech: Speech) -> str:
    """What kind of learning a change goes back to."""
    return speech.say_in(*_LEARNINGS[kind])


def part_name(part: Part, speech: Speech) -> str:
    """What a part of the strategy is called."""
    return speech.say_in(*_PARTS[part])


def decision_name(decision: Decision, speech: Speech) -> str:
    """What a decision is called inside a sentence: its words shortened, or its channel."""
    if isinstance(decision, HoursDecision):
        return speech.say("hours a week")
    if isinstance(decision, ChannelChoice):
        return shortened(decision.channel or decision.key)
    if isinstance(decision, BusinessGoal | CommunicationGoal | Statement | Cut):
        return shortened(decision.text or decision.key)
    return decision.key


def shortened(text: str, most: int = SHORT) -> str:
    """The text on one line, without its full stop, cut at a word where it is long."""
    line = " ".join(text.split()).removesuffix(".")
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    whole = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return f"{whole.rstrip(' ,;:.–-')}…"
