"""The panels of the form before the first session: its frame, its ways out, what the coach sees."""

from collections.abc import Iterable, Iterator

from coachkit.documents.planning_pages import styles
from coachkit.documents.templating import fill
from coachkit.language import intake_words as words
from coachkit.language.findings import Finding
from coachkit.language.intake_fields import field_name
from coachkit.language.intake_words import Step
from coachkit.language.plan_words import hours_said
from coachkit.language.speech import Speech, speak
from coachkit.language.strategy_words import (
    how_often_name,
    link_state_name,
    tone_name,
    worry_name,
)
from coachkit.model.audit import Account, Mention, SiteLink
from coachkit.model.intake import Attending, Intake
from coachkit.model.languages import OWN_NAMES, Language

Section = tuple[str, list[Finding]]
"""A title and what was written below it."""


def header(client: str, language: Language) -> str:
    """Whose page, and what for."""
    when = speak(language).say("Before the session")
    return fill("pages/header.html.j2", language, client=client, when=when, styles=styles())


def asked(step: Step, intake: Intake, language: Language) -> str:
    """How much is left, and the one question of a screen."""
    speech = speak(language)
    warning = step is Step.PEOPLE and words.nameless(intake) > 0
    return fill(
        "pages/intake_question.html.j2",
        language,
        progress=words.progress(step, speech),
        question=words.asked(step, intake, speech),
        warning=warning,
    )


def way(step: Step, address: str, language: Language) -> str:
    """The way from a screen to another page of the client; empty where a screen has none.

    ``address``: of that page; empty where nothing is served, and the page is named alone.
    """
    speech = speak(language)
    if step is Step.FILES:
        sentence = speech.say("Files have a page of their own:")
        page = speech.say("Bring files in")
    elif step is Step.HOURS:
        sentence = speech.say("The hours and holidays of each person have a page of their own:")
        page = speech.say("Content plan")
    else:
        return ""
    return fill("pages/intake_way.html.j2", language, sentence=sentence, page=page, address=address)


def seen(intake: Intake, language: Language) -> str:
    """All that was written, as the coach reads it; what was left out is said, too."""
    speech = speak(language)
    sections = [(title, list(said)) for title, said in _sections(intake, speech)]
    return fill("pages/intake_seen.html.j2", language, sections=sections)


def _sections(intake: Intake, speech: Speech) -> Iterator[tuple[str, Iterable[Finding]]]:
    yield words.name(Step.WORRY, speech), _question(intake, speech)
    yield words.name(Step.GOAL, speech), _texts(intake.business_goal)
    yield words.name(Step.ACCOUNTS, speech), (_account(one, speech) for one in intake.accounts)
    yield words.name(Step.MENTIONS, speech), (_mention(one, speech) for one in intake.mentions)
    yield words.name(Step.LINKS, speech), _links(intake, speech)
    yield words.name(Step.HOURS, speech), _hours(intake, speech)
    yield words.name(Step.PEOPLE, speech), (_person(one, speech) for one in intake.attending)
    yield words.name(Step.ELSE, speech), _rest(intake, speech)


def _texts(*texts: str) -> Iterator[Finding]:
    yield from (Finding(text=text) for text in texts if text.strip())


def _question(intake: Intake, speech: Speech) -> Iterator[Finding]:
    if intake.worry is not None:
        yield Finding(text=worry_name(intake.worry, speech))
    yield from _texts(intake.own_words)


def _hours(intake: Intake, speech: Speech) -> Iterator[Finding]:
    if intake.hours_a_week is not None:
        hours = hours_said(intake.hours_a_week, speech)
        yield Finding(text=speech.say("%(hours)s a week", hours=hours))


def _rest(intake: Intake, speech: Speech) -> Iterator[Finding]:
    yield from _texts(intake.anything_else)
    if intake.language is not None:
        label = field_name(Intake, "language", speech)
        yield Finding(text=OWN_NAMES[intake.language], detail=label)
    if intake.filled_by.strip():
        yield Finding(text=intake.filled_by, detail=field_name(Intake, "filled_by", speech))


def _account(one: Account, speech: Speech) -> Finding:
    return _named(speech, (one.channel, one.handle), (one.owner,))


def _mention(one: Mention, speech: Speech) -> Finding:
    how = tone_name(one.how, speech) if one.how else ""
    often = how_often_name(one.how_often, speech) if one.how_often else ""
    return _named(speech, (one.where,), (how, often, one.who))


def _links(intake: Intake, speech: Speech) -> Iterator[Finding]:
    yield from _texts(intake.site)
    yield from (_link(one, speech) for one in intake.links)


def _link(one: SiteLink, speech: Speech) -> Finding:
    states = [
        f"{field_name(SiteLink, name, speech)}: {link_state_name(state, speech)}"
        for name, state in (("to_channel", one.to_channel), ("to_site", one.to_site))
        if state is not None
    ]
    return _named(speech, (one.place, one.channel), states)


def _person(one: Attending, speech: Speech) -> Finding:
    label = field_name(Attending, "responsible", speech) if one.responsible else ""
    name = one.name if one.consents else ""
    return _named(speech, (name, one.role), (label,))


def _named(speech: Speech, names: Iterable[str], details: Iterable[str]) -> Finding:
    """A row in a line: what it is, and smaller the rest of it."""
    text = " · ".join(filter(None, names))
    return Finding(
        text=text or speech.say("Without a name"), detail=" · ".join(filter(None, details))
    )
