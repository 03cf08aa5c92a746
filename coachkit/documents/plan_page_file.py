"""The plan as one HTML file for a client without access: offline, without script, for print too."""

from datetime import date, timedelta

from coachkit.documents import plan_views
from coachkit.documents.html import fonts
from coachkit.documents.templating import fill, shipped_text
from coachkit.language import plan_sentences, plan_words
from coachkit.language.findings import Finding
from coachkit.language.plan_rules import violation_sentence
from coachkit.language.plan_shortfalls import shortfall_sentence
from coachkit.language.speech import Speech, speak
from coachkit.model.client import Client
from coachkit.model.languages import Language
from coachkit.model.plan_requests import TurnRule
from coachkit.model.plans import Plan, PlannedItem, UnassignedItem

_RULES_SHOWN = 40


def plan_page(
    plan: Plan, client: Client, language: Language, made: date, *, turn_rule: TurnRule | None = None
) -> str:
    """The whole plan as a page; ``made`` is the day it is made.

    ``turn_rule``: the request's, if it is not the usual one of five to six weeks.
    """
    speech = speak(language)
    return fill(
        "documents/plan.html.j2",
        language,
        plan=plan,
        client=client,
        made=made,
        last=plan_views.last_day(plan),
        week_end=timedelta(days=6),
        say_in=speech.say_in,
        findings=_findings(plan, turn_rule or TurnRule(), speech),
        notes=_notes(plan, speech),
        broken=[violation_sentence(one, plan, speech) for one in plan.broken[:_RULES_SHOWN]],
        more_broken=max(0, len(plan.broken) - _RULES_SHOWN),
        months=plan_views.months(plan),
        weeks=plan_views.weeks(plan),
        people=plan_views.people(plan),
        cadence=plan_views.cadence(plan),
        load_step=plan_views.load_step,
        words=plan_words,
        sentences=plan_sentences,
        is_unassigned=_is_unassigned,
        styles=(
            fonts(),
            shipped_text("look", "tokens.css"),
            shipped_text("documents", "document.css"),
            shipped_text("documents", "plan.css"),
        ),
    )


def _findings(plan: Plan, rule: TurnRule, speech: Speech) -> dict[str, Finding]:
    return {
        "gap": plan_sentences.gap_statement(plan, speech),
        "full_time": plan_sentences.full_time_line(plan, speech),
        "mode": plan_sentences.mode_statement(plan, rule, speech),
        "fairness": plan_sentences.fairness_finding(plan, speech),
    }


def _notes(plan: Plan, speech: Speech) -> list[str]:
    said = [
        shortfall_sentence(plan.shortfall, speech) if plan.shortfall is not None else "",
        plan_sentences.quality_sentence(plan, speech),
        plan_sentences.not_opted_in_sentence(plan, speech),
        *(plan_sentences.unassigned_sentence(item, speech) for item in plan.unassigned),
    ]
    return [sentence for sentence in said if sentence]


def _is_unassigned(item: PlannedItem | UnassignedItem) -> bool:
    return isinstance(item, UnassignedItem)
