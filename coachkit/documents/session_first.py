"""The panels on the first screens of a strategy session."""

from collections.abc import Sequence
from typing import Final

from coachkit.documents.templating import fill
from coachkit.language.findings import Finding
from coachkit.language.first_screens import imported_said, promise_state
from coachkit.language.speech import NOTHING, Speech, speak
from coachkit.language.strategy_fields import field_name
from coachkit.language.strategy_words import inside_question as asked
from coachkit.language.strategy_words import link_state_name
from coachkit.model.actions import Action
from coachkit.model.audit import Audit, Mention, SiteLink
from coachkit.model.inside_view import InsideQuestion
from coachkit.model.languages import Language

_SHOWN: Final = 5
"""Imported places that are told below the list; the list has all."""


def with_tick(name: str, *, ticked: bool) -> str:
    """A step's name, and whether it is behind."""
    return f"✓ {name}" if ticked else name


def guide(sentence: str, language: Language) -> str:
    """A line that says what is wanted here; nothing where there is none."""
    return _filled("guide", language, sentence=sentence)


def silence(minutes: int, language: Language) -> str:
    """How long everybody writes before anybody speaks."""
    speech = speak(language)
    sentence = speech.count("%(n)s silent minute.", "%(n)s silent minutes.", minutes)
    more = speech.say("Everybody writes; then each answer is read aloud with its name.")
    return _filled("silence", language, sentence=sentence, more=more)


def inside_question(question: InsideQuestion, language: Language) -> str:
    """One of the six, as a coach asks it."""
    return _filled("asked", language, sentence=asked(question, speak(language)))


def imported(mentions: Sequence[Mention], language: Language) -> str:
    """The places that an import has counted, those that are heard most first."""
    speech = speak(language)
    counted = sorted(
        (one for one in mentions if one.count is not None),
        key=lambda one: (-(one.count or 0), one.where),
    )
    left = len(counted) - _SHOWN
    return _filled(
        "imported",
        language,
        sentence=speech.say("Counted in the imported files"),
        rows=[(one.where or one.who, imported_said(one, speech)) for one in counted[:_SHOWN]],
        more="" if left <= 0 else speech.count("and %(n)s more", "and %(n)s more", left),
    )


def head(name: str, language: Language) -> str:
    """What a row or a column of the grid is about; an empty corner."""
    return _filled("head", language, sentence=name)


def links_read(links: Sequence[SiteLink], language: Language) -> str:
    """The ways between the site and the channels, to be read."""
    speech = speak(language)
    return _filled(
        "imported",
        language,
        sentence=field_name(Audit, "links", speech),
        rows=[(f"{one.place} – {one.channel}", _ways(one, speech)) for one in links],
    )


def _ways(link: SiteLink, speech: Speech) -> str:
    ways = (("→", link.to_channel), ("←", link.to_site))
    return " · ".join(
        f"{arrow} {NOTHING if state is None else link_state_name(state, speech)}"
        for arrow, state in ways
    )


def promised(said: Finding, language: Language) -> str:
    """How many promises were kept, and how many are late."""
    return _filled("promised", language, sentence=said.text, more=said.detail)


def promise(action: Action, language: Language, *, late: bool) -> str:
    """What was promised, by whom, until when, and what became of it."""
    speech = speak(language)
    return _filled(
        "promise",
        language,
        sentence=action.what,
        more=speech.say("%(who)s · by %(day)s", who=action.who, day=speech.short_day(action.when)),
        state="late" if late else action.state.value,
        became=promise_state(action, speech, late=late),
        why=action.why,
    )


def _filled(kind: str, language: Language, **values: object) -> str:
    told = {"sentence": "", "more": "", "rows": (), "state": "", "became": "", "why": "", **values}
    return fill("pages/screen_first.html.j2", language, kind=kind, **told)
