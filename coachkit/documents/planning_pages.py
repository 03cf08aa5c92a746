"""The panels of the planning page: its frame, its questions, the first cells of its rows."""

from collections.abc import Sequence
from enum import StrEnum

from markupsafe import Markup

from coachkit.documents import planning_words as words
from coachkit.documents.planning_words import Step
from coachkit.documents.templating import fill, shipped_text
from coachkit.language.explaining import explain
from coachkit.language.findings import Finding
from coachkit.language.plan_shortfalls import shortfall_sentence
from coachkit.language.plan_words import item_name, mode_name
from coachkit.language.speech import Speech, later_in, speak
from coachkit.language.terms import platform_name
from coachkit.model.content import Channel, Message
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.people import Absence, AbsenceReason, Department, Person
from coachkit.model.plan_requests import CampaignDates, RotaMode
from coachkit.model.plans import Plan, PlannedItem
from coachkit.planning.progress import PlanStage

_REASONS = {
    AbsenceReason.HOLIDAY: later_in("why somebody is away", "holiday"),
    AbsenceReason.LEAVE: later_in("why somebody is away", "leave"),
    AbsenceReason.TRAINING: later_in("why somebody is away", "training"),
    AbsenceReason.TRAVEL: later_in("why somebody is away", "travel"),
    AbsenceReason.MATERIAL: later_in("why somebody is away", "material for a campaign"),
    AbsenceReason.OTHER: later_in("why somebody is away", "something else"),
}


_STAGES = {
    PlanStage.ROTA: later_in("progress of a plan", "Working the plan out: the rota…"),
    PlanStage.CADENCE: later_in("progress of a plan", "Working the plan out: the cadence…"),
    PlanStage.CHECKING: later_in("progress of a plan", "Working the plan out: the receipts…"),
}

_SHARES = {
    PlanStage.ROTA: (0.0, 0.1),
    PlanStage.CADENCE: (0.1, 0.6),
    PlanStage.ITEMS: (0.7, 0.2),
    PlanStage.CHECKING: (0.9, 0.1),
}
"""Where each step begins on the bar, and how much of it is its own: about as long as it takes."""


def header(client: str, language: Language) -> str:
    """Whose page, and what for."""
    when = speak(language).say("Content plan")
    return fill("pages/header.html.j2", language, client=client, when=when, styles=styles())


def styles() -> Markup:
    """What the panels of the planning page look like."""
    return (
        shipped_text("look", "tokens.css")
        + shipped_text("pages", "page.css")
        + shipped_text("pages", "incoming.css")
        + shipped_text("pages", "plan.css")
    )


class Kept(StrEnum):
    """How much of what was entered is kept."""

    ALL = "all"
    SOON = "soon"
    NOT = "not"


def saved(moment: str, language: Language, kept: Kept = Kept.ALL) -> str:
    """Whether everything is kept; ``moment``: since when, or empty before the first entry."""
    return fill("pages/plan_saved.html.j2", language, moment=moment, kept=kept)


def asked(step: Step, answer: Finding, language: Language, *, warning: bool = False) -> str:
    """A screen's question, and its answer as the biggest thing on it.

    ``warning``: the detail says what is missing.
    """
    question = words.question(step, speak(language))
    return fill(
        "pages/plan_question.html.j2", language, question=question, answer=answer, warning=warning
    )


def trouble(plan: Plan | None, language: Language) -> str:
    """Where the plan cannot be kept, in words with amounts and ways out; empty where it can."""
    if plan is None:
        return ""
    speech = speak(language)
    short = plan.shortfall
    sentence = shortfall_sentence(short, speech) if short is not None else ""
    said = [sentence] if sentence else list(words.troubles(plan, speech))
    return fill("pages/plan_trouble.html.j2", language, sentences=[_capital(one) for one in said])


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def working(sentence: str, language: Language, *, done: float = 0) -> str:
    """That something is being worked out, while it is; ``done``: how much of it, of one."""
    return fill(
        "pages/plan_working.html.j2", language, sentence=sentence, percent=round(done * 100)
    )


def progress(stage: PlanStage, done: int, of: int, language: Language) -> str:
    """Which step of a plan is being worked out, and how far that has come."""
    speech = speak(language)
    if stage is PlanStage.ITEMS:
        sentence = speech.say(
            "Working the plan out: week %(week)s of %(weeks)s…", week=done + 1, weeks=of
        )
    else:
        sentence = speech.say_in(*_STAGES[stage])
    begun, share = _SHARES[stage]
    return working(sentence, language, done=begun + share * done / of)


def said(sentence: str, language: Language, *, warning: bool = False) -> str:
    """What has just happened, read aloud; nothing where nothing has."""
    return fill("pages/incoming_said.html.j2", language, sentence=sentence, warning=warning)


def refused(error: CoachkitError, language: Language) -> str:
    """Why it does not go on, at the field."""
    return said(explain(error, language), language, warning=True)


def at_field(sentence: str, language: Language) -> str:
    """What is wrong with an entry, beside it."""
    return fill("pages/plan_at_field.html.j2", language, sentence=sentence)


def label(sentence: str, language: Language) -> str:
    """What several ticks beside each other are about."""
    return fill("pages/plan_label.html.j2", language, sentence=sentence)


def note(sentence: str, language: Language) -> str:
    """A remark, smaller than what it is about."""
    return fill("pages/plan_note.html.j2", language, sentence=sentence)


def text(sentences: Sequence[Finding], language: Language, *, title: str = "") -> str:
    """Sentences below each other, each with its detail."""
    return fill("pages/plan_list.html.j2", language, findings=sentences, title=title)


# ── Heads and first cells of tables that are typed into ─────────────────────────────────────────


def hours_head(language: Language) -> str:
    """Over the columns of people and hours."""
    speech = speak(language)
    return _head(
        "ck-hours-head",
        [speech.say("Who"), speech.say("Hours a week"), speech.say("Takes part")],
        language,
    )


def wish_head(language: Language) -> str:
    """Over the columns of channels and wishes."""
    speech = speak(language)
    return _head(
        "ck-wish-head",
        [
            speech.say("Channel"),
            speech.say("Posts a week wished for"),
            speech.say("At least, or rather none"),
        ],
        language,
    )


def effort_head(language: Language) -> str:
    """Over the columns of content types and effort."""
    speech = speak(language)
    return fill(
        "pages/plan_head.html.j2",
        language,
        title="",
        kind="ck-effort-head",
        columns=[speech.say("Content type"), speech.say("Hours for one"), speech.say("Needs")],
    )


def _head(kind: str, columns: Sequence[str], language: Language) -> str:
    return fill("pages/plan_head.html.j2", language, title="", kind=kind, columns=columns)


def who(one: Person | Department, language: Language) -> str:
    """A contributor's name, with their department or that it is one."""
    speech = speak(language)
    beside = one.department if isinstance(one, Person) else speech.say("department")
    return cell(one.name, beside, language)


def may_owe_a_turn(language: Language) -> str:
    """What a department does not have to be asked."""
    return note(speak(language).say("A department may owe a turn."), language)


def keys(language: Language) -> str:
    """How a hand moves items where the page's script runs; hidden where it does not."""
    sentence = speak(language).say(
        "Drag an item to another day, or go to it with the arrow keys: Shift and an arrow move "
        "it, F fixes it, S on two items swaps their owners."
    )
    return fill("pages/plan_keys.html.j2", language, sentence=sentence)


def channel(one: Channel, language: Language) -> str:
    """A channel's name, and its platform where the name does not say it."""
    speech = speak(language)
    platform = platform_name(one.platform, speech) if one.platform else ""
    beside = "" if platform == one.name else platform
    return cell(one.name, beside, language)


def planned(item: PlannedItem, language: Language) -> str:
    """An item, and what it was planned to take."""
    speech = speak(language)
    beside = speech.say(
        "%(day)s · %(owner)s · planned %(hours)s",
        day=speech.short_day(item.day),
        owner=item.owner,
        hours=speech.hours(item.hours),
    )
    return cell(item_name(item, speech), beside, language)


def cell(name: str, beside: str, language: Language) -> str:
    """What a row is about, with what stands small below it."""
    return fill("pages/plan_cell.html.j2", language, name=name, beside=beside)


def messages(found: Sequence[Message], language: Language) -> str:
    """Each message with its audience."""
    said_of = [Finding(text=one.message, detail=one.audience) for one in found]
    return text(said_of, language)


def launches(found: Sequence[CampaignDates], language: Language) -> str:
    """Each launch with the items that hang on it."""
    speech = speak(language)
    told = [
        Finding(
            text=speech.say("%(name)s, %(day)s", name=one.name, day=speech.day(one.launch)),
            detail=" · ".join(
                speech.say("%(title)s (%(day)s)", title=i.title, day=speech.short_day(one.day(i)))
                for i in one.items
            ),
        )
        for one in found
    ]
    return text(told, language, title=speech.say("Launches"))


def mode(chosen: RotaMode, language: Language) -> str:
    """What the chosen mode of a rota asks for: the two must not be mixed up."""
    speech = speak(language)
    if chosen is RotaMode.ITEM_TURNS:
        found = Finding(
            text=speech.say(
                "%(mode)s: five posts a week need 25–30 contributors.",
                mode=mode_name(RotaMode.ITEM_TURNS, speech),
            ),
            detail=speech.say("A turn is one item, every fifth or sixth week."),
        )
    else:
        found = Finding(
            text=speech.say(
                "%(mode)s: five posts a week need 5–6 owners.",
                mode=mode_name(RotaMode.WEEK_OWNERS, speech),
            ),
            detail=speech.say("A turn is a week: its owner makes that week's items."),
        )
    return text([found], language)


# ── Absences and skills ─────────────────────────────────────────────────────────────────────────


def reason_words(reason: AbsenceReason, speech: Speech) -> str:
    """Why somebody is away."""
    return speech.say_in(*_REASONS[reason])


def absence_words(one: Person | Department, speech: Speech) -> list[str]:
    """Each absence in words, in the order they are kept."""
    return [_away(absence, speech) for absence in one.absences]


def _away(absence: Absence, speech: Speech) -> str:
    said = {
        "days": speech.span(absence.first, absence.last),
        "reason": reason_words(absence.reason, speech),
    }
    if absence.part == 1:
        return speech.say("%(days)s (%(reason)s)", **said)
    part = speech.percent(absence.part)
    return speech.say("%(days)s (%(reason)s, %(part)s of the hours)", part=part, **said)


def absences(one: Person | Department, language: Language) -> str:
    """When somebody is away, in a sentence."""
    speech = speak(language)
    told = absence_words(one, speech)
    if not told:
        return _paragraph(speech.say("No absence is known."), language)
    return _paragraph(speech.say("Away: %(absences)s.", absences=", ".join(told)), language)


def skills_question(language: Language) -> str:
    """Skill and will are two things."""
    speech = speak(language)
    return _paragraph(speech.say("Skill is how well, will is how gladly: say both."), language)


def _paragraph(sentence: str, language: Language) -> str:
    return fill("pages/incoming_question.html.j2", language, question=sentence)
