"""The panels of the gates: a question with its source, and what is still lacking."""

from coachkit.documents.templating import fill
from coachkit.language.speech import speak
from coachkit.model.campaign_tracks import GateTick
from coachkit.model.gates import GateQuestion
from coachkit.model.languages import Language


def prompt(language: Language) -> str:
    """That it is a prompt, and no legal advice."""
    said = speak(language).say(
        "Questions for you, never legal advice: what concerns the law is settled by somebody who "
        "knows it."
    )
    return fill("pages/gate_question.html.j2", language, asks="", small=said, lacking="")


def question(asked: GateQuestion, tick: GateTick, language: Language) -> str:
    """The question, where it stands and when somebody looked there; who has seen to it."""
    speech = speak(language)
    small = speech.say(
        "Source: %(source)s. Looked at on %(day)s.",
        source=asked.sourced(language),
        day=speech.day(asked.checked),
    )
    seen = ""
    if tick.ticked_on is not None:
        seen = speech.say(
            "%(who)s, %(day)s", who=tick.ticked_by, day=speech.short_day(tick.ticked_on)
        )
    return fill(
        "pages/gate_question.html.j2",
        language,
        asks=asked.asked(language),
        small=small,
        lacking="",
        seen=seen,
    )


def lacking(language: Language) -> str:
    """That it is settled only once somebody has put their name to it."""
    said = speak(language).say("Write who has checked it: until then it stays open.")
    return fill("pages/gate_question.html.j2", language, asks="", small="", lacking=said)
