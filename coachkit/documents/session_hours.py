"""What the reality check of a session shows: rows, the number that holds, the strip of weeks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from coachkit.documents.templating import fill
from coachkit.language.plan_words import hours_said, told_apart
from coachkit.language.reality_said import (
    cut_offered,
    holds,
    lacking,
    posts_that_hold,
    week_sentence,
    whole_wish,
    wished,
)
from coachkit.language.speech import Speech, speak
from coachkit.model.content import ContentType
from coachkit.model.languages import Language
from coachkit.model.people import Department, Person, Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.model.reality import LessHours, RealisticCadence

_BLOCKS: Final = 6
"""As many posts as a week of the strip shows one by one; above that, one bar."""
_SKILLS: Final = 3


def row_name(name: str, note: str, language: Language) -> str:
    """The first cell of a row: what the number is of, and a word on it."""
    return fill("pages/screen_hours_name.html.j2", language, name=name, note=note)


def row_note(text: str, share: float | None, language: Language) -> str:
    """The last cell of a row: what they do, and how much of the hours the plan uses."""
    speech = speak(language)
    said = "" if share is None else speech.say("%(share)s used", share=speech.percent(share))
    return fill(
        "pages/screen_hours_note.html.j2",
        language,
        text=text,
        said=said,
        width=None if share is None else round(100 * min(1.0, share), 1),
    )


def people_of(one: Person | Department, team: Team, speech: Speech) -> str:
    """How many people a department has, as far as they are known by name."""
    n = sum(person.department == one.name for person in team.people)
    if isinstance(one, Person) or not n:
        return ""
    return speech.count("%(n)s person", "%(n)s people", n)


def skills_of(one: Person | Department) -> str:
    """What somebody does, the best first."""
    able = sorted((skill for skill in one.skills if skill.level), key=lambda s: -s.level)
    return ", ".join(skill.name for skill in able[:_SKILLS])


@dataclass(frozen=True)
class _Column:
    label: str
    sentence: str
    filled: int
    empty: int
    height: float


def card(found: RealisticCadence, request: PlanRequest, language: Language) -> str:
    """The number that holds, what it lacks to the next post, and the weeks one by one."""
    speech = speak(language)
    posts = posts_that_hold(found)
    most = max([1, *(week.posts for week in found.weeks)])
    return fill(
        "pages/screen_hours_card.html.j2",
        language,
        number=speech.number(posts, 0 if posts == int(posts) else 1),
        holds=holds(found, speech),
        wished=wished(found, speech),
        lacking=" ".join(lacking(found, request, speech)),
        enough=whole_wish(found),
        blocks=most <= _BLOCKS,
        weeks=[
            _Column(
                label=speech.say_in("axis", "w. %(week)s", week=week.week.isocalendar().week),
                sentence=week_sentence(week, speech),
                filled=week.posts,
                empty=most - week.posts,
                height=round(100 * week.posts / most, 1),
            )
            for week in found.weeks
        ],
    )


def source_of_efforts(content: Sequence[ContentType], language: Language) -> str:
    """What one of each kind takes, by which source: figures to be replaced by one's own."""
    speech = speak(language)
    return fill(
        "pages/screen_hours_efforts.html.j2",
        language,
        efforts=[
            (one.name, speech.hours(one.hours), one.source) for one in content if one.relevant
        ],
    )


def rota(plan: Plan, language: Language) -> str:
    """Who owns which week: posts by person or department and week, the one with most in bold."""
    mondays = sorted({line.week for line in plan.cadence})
    made = Counter(
        (item.owner, monday)
        for item in plan.items
        for monday in mondays
        if 0 <= (item.day - monday).days < 7
    )
    most = {day: max((n for (_, at), n in made.items() if at == day), default=0) for day in mondays}
    owners = [load.who for load in plan.loads]
    return fill(
        "pages/screen_hours_rota.html.j2",
        language,
        weeks=[day.isocalendar().week for day in mondays],
        rows=[
            (who, [(made[who, day], 0 < made[who, day] == most[day]) for day in mondays])
            for who in owners
        ],
    )


# ── What goes first ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Beside:
    name: str
    before: str
    after: str
    fewer: bool


def cuts(less: LessHours, never: str, language: Language, *, offered: bool) -> str:
    """Posts a week before and after, by channel and by kind, and what is never cut."""
    speech = speak(language)
    before, after = less.diff.before, less.diff.after
    channels = _beside(
        [line.channel for line in before.cadence],
        Counter(item.channel for item in before.items),
        Counter(item.channel for item in after.items),
        before.weeks,
        speech,
    )
    kinds = _beside(
        [item.content_type for item in before.items],
        Counter(item.content_type for item in before.items),
        Counter(item.content_type for item in after.items),
        before.weeks,
        speech,
    )
    hours = hours_said(less.hours, speech)
    return fill(
        "pages/screen_cuts.html.j2",
        language,
        parts=[(speech.say("Channel"), channels), (speech.say("Kind of post"), kinds)],
        fewer=speech.say("%(hours)s fewer", hours=hours),
        never=never,
        offered=offered,
    )


def _beside(
    names: Sequence[str], before: Counter[str], after: Counter[str], weeks: int, speech: Speech
) -> list[_Beside]:
    rows = []
    for name in dict.fromkeys(names):
        was, now = before[name] / weeks, after[name] / weeks
        said, beside = told_apart(was, now, speech.number)
        rows.append(_Beside(name, said, beside, now < was))
    return rows


def cuts_offered(less: LessHours, language: Language) -> tuple[str, ...]:
    """What might be cut, by what the rehearsal lost: channels first, then kinds of posts."""
    speech = speak(language)
    return tuple(cut_offered(one, speech) for one in (*less.channels, *less.content))
