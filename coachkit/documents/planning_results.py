"""What the planning page shows of a plan: cadence beside the wish, rota, receipts, rehearsals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from coachkit.charts.plan_load import load as draw_load
from coachkit.documents import planning_pages as pages
from coachkit.documents.templating import fill
from coachkit.language.findings import Finding
from coachkit.language.plan_efforts import learned_effort_finding
from coachkit.language.plan_rehearsals import (
    moved_sentence,
    rehearsal_finding,
    rehearsal_sentences,
)
from coachkit.language.plan_rules import violation_sentence
from coachkit.language.plan_sentences import (
    buddies_sentence,
    contact_sentence,
    full_time_line,
    missed_turn_sentence,
    next_post_sentence,
    quality_sentence,
    receipt,
    turn_sentence,
    unassigned_sentence,
)
from coachkit.language.plan_words import hours_said, item_name, mode_name, posts_said, told_apart
from coachkit.language.speech import NOTHING, Speech, speak
from coachkit.model.actuals import LearnedEffort
from coachkit.model.languages import Language
from coachkit.model.plans import CadenceLine, Plan
from coachkit.model.rehearsals import RehearsalDiff

_MOVED_SHOWN: Final = 6
_BROKEN_SHOWN: Final = 6


@dataclass(frozen=True)
class _Week:
    label: str
    planned: int
    wish: int
    sentence: str


@dataclass(frozen=True)
class _Channel:
    name: str
    sentence: str
    figures: str
    gap: str
    next_post: str
    width: float
    weeks: tuple[_Week, ...]


def cadence(plan: Plan, language: Language) -> str:
    """Each channel beside its wish, the gap in posts and hours, and what the next post costs."""
    speech = speak(language)
    names = list(dict.fromkeys(line.channel for line in plan.cadence))
    return fill(
        "pages/plan_cadence.html.j2",
        language,
        channels=[_channel(plan, name, speech) for name in names],
        weeks=[speech.number(monday.isocalendar().week) for monday in _mondays(plan)],
        full_time=full_time_line(plan, speech),
        quality=quality_sentence(plan, speech),
    )


def _channel(plan: Plan, name: str, speech: Speech) -> _Channel:
    lines = [line for line in plan.cadence if line.channel == name]
    planned = sum(line.planned for line in lines) / plan.weeks
    wish = sum(line.wish for line in lines) / plan.weeks
    posts = sum(line.gap_posts for line in lines) / plan.weeks
    hours = sum(line.gap_hours for line in lines) / plan.weeks
    said, beside = told_apart(planned, wish, speech.number)
    return _Channel(
        name=name,
        sentence=speech.say(
            "%(channel)s: %(planned)s posts a week, %(wish)s wished for",
            channel=name,
            planned=said,
            wish=beside,
        ),
        figures=speech.say("%(planned)s of %(wish)s", planned=said, wish=beside),
        gap=speech.say(
            "%(posts)s and %(hours)s a week short",
            posts=posts_said(posts, speech),
            hours=hours_said(hours, speech),
        )
        if posts > 0
        else speech.say("the whole wish"),
        next_post=_next_post(lines, speech),
        width=round(min(100.0, 100 * planned / wish), 1) if wish else 0.0,
        weeks=tuple(_week(line, speech) for line in lines),
    )


def _next_post(lines: Sequence[CadenceLine], speech: Speech) -> str:
    """The next post where it is nearest: in the week in which it lacks the fewest hours."""
    open_ = [line for line in lines if line.next_hours is not None]
    if not open_:
        return ""
    nearest = min(
        open_,
        key=lambda line: (not line.next_missing, line.next_missing, line.next_hours, line.week),
    )
    return next_post_sentence(nearest, speech)


def _week(line: CadenceLine, speech: Speech) -> _Week:
    sentence = speech.say(
        "%(week)s: %(planned)s of %(wish)s",
        week=speech.week(line.week),
        planned=line.planned,
        wish=line.wish,
    )
    return _Week(str(line.week.isocalendar().week), line.planned, line.wish, sentence)


def _mondays(plan: Plan) -> list[date]:
    return [plan.starts + timedelta(days=7 * n) for n in range(plan.weeks)]


def monday(plan: Plan, language: Language) -> str:
    """The first five items: what is begun, by whom, and what it takes."""
    speech = speak(language)
    lines = [
        Finding(
            text=speech.say(
                "%(item)s: %(owner)s, %(hours)s",
                item=item_name(line, speech),
                owner=line.owner,
                hours=speech.hours(line.hours),
            ),
            detail=speech.say(
                "begins %(starts)s, published %(day)s",
                starts=speech.short_day(line.starts),
                day=speech.short_day(line.day),
            ),
        )
        for line in plan.monday
    ]
    return pages.text(lines, language, title=speech.say("On Monday"))


def broken(plan: Plan, language: Language) -> str:
    """Which rules do not hold, and what nobody makes."""
    speech = speak(language)
    said = [violation_sentence(one, plan, speech) for one in plan.broken]
    said += [unassigned_sentence(one, speech) for one in plan.unassigned]
    title = speech.say("Cannot be kept") if said else ""
    shown = [Finding(text=one) for one in said[:_BROKEN_SHOWN]]
    more = len(said) - len(shown)
    if more > 0:
        shown.append(Finding(text=speech.count("and %(n)s more", "and %(n)s more", more)))
    return pages.text(shown, language, title=title)


# ── The rota ────────────────────────────────────────────────────────────────────────────────────


def turns(plan: Plan, language: Language) -> str:
    """Whose turn it is when, who was due one and has none, and who is whose buddy."""
    speech = speak(language)
    rows = []
    for load in plan.loads:
        own = {turn.week: turn for turn in plan.turns if turn.who == load.who}
        if own:
            rows.append((load.who, [monday in own for monday in _mondays(plan)]))
    told = [turn_sentence(turn, speech) for turn in plan.turns if turn.reason is not None]
    told += [missed_turn_sentence(missed, speech) for missed in plan.missed_turns]
    told += [buddies_sentence(pair, speech) for pair in plan.buddies]
    told += [contact_sentence(contact, speech) for contact in plan.contacts]
    return fill(
        "pages/plan_turns.html.j2",
        language,
        mode=mode_name(plan.mode, speech),
        weeks=[speech.number(monday.isocalendar().week) for monday in _mondays(plan)],
        rows=rows,
        told=told,
    )


def presence(plan: Plan, language: Language) -> str:
    """Who is there on which working day, week by week."""
    speech = speak(language)
    duties = {duty.day: duty for duty in plan.presence}
    weeks = []
    for first in _mondays(plan):
        days = [duties.get(first + timedelta(days=n)) for n in range(7)]
        weeks.append(
            (
                speech.week(first).capitalize(),
                [
                    None
                    if duty is None
                    else (speech.short_day(duty.day), duty.who or NOTHING, duty.locked)
                    for duty in days
                ],
            )
        )
    last = 7 if any(row[1][5] or row[1][6] for row in weeks) else 5
    return fill(
        "pages/plan_presence.html.j2",
        language,
        weekdays=[speech.short_weekday(n).capitalize() for n in range(last)],
        weeks=[(name, cells[:last]) for name, cells in weeks],
        minutes=max((duty.minutes for duty in plan.presence), default=0),
    )


def receipts(plan: Plan, language: Language) -> str:
    """Everybody's receipt: hours given and used, and for what."""
    speech = speak(language)
    return pages.text([receipt(load, speech) for load in plan.loads], language)


def load(plan: Plan, language: Language, *, narrow: bool = False) -> str:
    """How full everybody's weeks are, as a picture."""
    drawn = draw_load(plan, speak(language), narrow=narrow)
    picture = Markup(drawn.on_screen())  # noqa: S704  the chart escapes its alt
    return fill("pages/charts.html.j2", language, pictures=[picture])


# ── Rehearsals and what was learned ─────────────────────────────────────────────────────────────


def rehearsed(diff: RehearsalDiff, language: Language) -> str:
    """Before and after, side by side: posts, people, documents."""
    speech = speak(language)
    moved = [moved_sentence(one, diff, speech) for one in diff.moved[:_MOVED_SHOWN]]
    return fill(
        "pages/plan_rehearsed.html.j2",
        language,
        finding=rehearsal_finding(diff, speech),
        channels=[
            (
                one.channel,
                *told_apart(one.before, one.after, speech.number),
                *told_apart(one.relevant_before, one.relevant_after, speech.number),
            )
            for one in diff.channels
        ],
        people=[
            (
                one.who,
                *told_apart(one.hours_before, one.hours_after, speech.number),
                one.items_before,
                one.items_after,
                one.duties_before,
                one.duties_after,
            )
            for one in diff.people
        ],
        told=_rest(diff, speech),
        moved=moved,
    )


def _rest(diff: RehearsalDiff, speech: Speech) -> Sequence[str]:
    """What the two tables do not show."""
    tabled = diff.model_copy(update={"channels": (), "people": ()})
    return rehearsal_sentences(tabled, speech)


def learned(efforts: Sequence[LearnedEffort], language: Language) -> str:
    """What is learned of the effort of each content type, and how sure it is."""
    speech = speak(language)
    told = [learned_effort_finding(one, speech) for one in efforts if one.n or one.not_made]
    title = speech.say("Learned from your own items") if told else ""
    return pages.text(told, language, title=title)
