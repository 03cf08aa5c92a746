"""What the form before the first session asks on each of its screens, and how long that takes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, later, later_in
from coachkit.model.intake import Intake


class Step(StrEnum):
    """The screens, in the order in which they are asked."""

    WORRY = "worry"
    GOAL = "goal"
    ACCOUNTS = "accounts"
    MENTIONS = "mentions"
    LINKS = "links"
    HOURS = "hours"
    PEOPLE = "people"
    FILES = "files"
    ELSE = "else"
    DONE = "done"


_MINUTES: Final[Mapping[Step, int]] = {
    Step.WORRY: 3,
    Step.GOAL: 2,
    Step.ACCOUNTS: 4,
    Step.MENTIONS: 3,
    Step.LINKS: 3,
    Step.HOURS: 1,
    Step.PEOPLE: 2,
    Step.FILES: 1,
    Step.ELSE: 1,
    Step.DONE: 0,
}

_NAMES: Final[Mapping[Step, tuple[str, str]]] = {
    Step.WORRY: later_in("screen of the intake", "Your question"),
    Step.GOAL: later_in("screen of the intake", "Goal"),
    Step.ACCOUNTS: later_in("screen of the intake", "Accounts"),
    Step.MENTIONS: later_in("screen of the intake", "Mentions"),
    Step.LINKS: later_in("screen of the intake", "Links"),
    Step.HOURS: later_in("screen of the intake", "Hours"),
    Step.PEOPLE: later_in("screen of the intake", "Who comes"),
    Step.FILES: later_in("screen of the intake", "Files"),
    Step.ELSE: later_in("screen of the intake", "Anything else"),
    Step.DONE: later_in("screen of the intake", "Done"),
}

_ASKED: Final[Mapping[Step, tuple[str, str]]] = {
    Step.WORRY: (
        later("What should the session help you with?"),
        later("The session begins with your question and ends with an answer to it."),
    ),
    Step.GOAL: (
        later("What should the organisation reach this year?"),
        later("What the organisation wants, not what social media wants."),
    ),
    Step.ACCOUNTS: (
        later("Which accounts do you have?"),
        later("Also those that sleep. A name you remember is enough."),
    ),
    Step.MENTIONS: (
        later("Where do others talk about you?"),
        later("In forums, in groups, in the news, in reviews: what comes to mind."),
    ),
    Step.LINKS: (
        later("How do your site and your channels lead to each other?"),
        later("Look at your front page and at one channel: is there a way from one to the other?"),
    ),
    Step.HOURS: (
        later("How many hours a week does social media take today?"),
        later("All of you together: making, replying, planning. An honest guess is enough."),
    ),
    Step.PEOPLE: (
        later("Who comes to the session?"),
        later("Those who will be responsible afterwards. A name is kept only with their consent."),
    ),
    Step.FILES: (
        later("Which files can you bring?"),
        later(
            "Exports from your channels for the last twelve months, and mentions from a "
            "monitoring tool if you have one. Without them the session works, too."
        ),
    ),
    Step.ELSE: (
        later("Is there anything else?"),
        later("What your coach should know before you meet."),
    ),
    Step.DONE: (
        later("Thank you: this is what your coach sees."),
        later("It is kept. You may come back and change it until the session."),
    ),
}


def name(step: Step, speech: Speech) -> str:
    """What a screen is called on its button."""
    return speech.say_in(*_NAMES[step])


def asked(step: Step, intake: Intake, speech: Speech) -> Finding:
    """The one question of a screen, and why it is asked."""
    question, why = _ASKED[step]
    detail = speech.say(why)
    if step is Step.PEOPLE and nameless(intake):
        detail = speech.count(
            "%(n)s name is not kept yet: tick “%(consent)s” first.",
            "%(n)s names are not kept yet: tick “%(consent)s” first.",
            nameless(intake),
            consent=speech.say_in("field", "May be named in what is written"),
        )
    return Finding(text=speech.say(question), detail=detail)


def nameless(intake: Intake) -> int:
    """How many have written a name that is not kept: nobody said that it may be."""
    return sum(bool(one.name) and not one.consents for one in intake.attending)


def minutes_left(step: Step) -> int:
    """About how long the screens take from this one on."""
    steps = list(Step)
    return sum(_MINUTES[one] for one in steps[steps.index(step) :])


def progress(step: Step, speech: Speech) -> str:
    """How much is left, in words."""
    if step is Step.DONE:
        return speech.say("Nothing more to fill in")
    minutes = minutes_left(step)
    return speech.count("About %(n)s minute left", "About %(n)s minutes left", minutes)
