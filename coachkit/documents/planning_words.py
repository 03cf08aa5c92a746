"""What the planning page asks on each of its screens, and what it answers."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from coachkit.language.findings import Finding
from coachkit.language.plan_sentences import (
    broken_sentence,
    fairness_finding,
    gap_statement,
    not_opted_in_sentence,
)
from coachkit.language.plan_texts import written_sentence
from coachkit.language.plan_words import hours_said, posts_said
from coachkit.language.speech import Speech, later, later_in
from coachkit.model.actuals import Actuals
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan


class Step(StrEnum):
    """The screens, in the order in which they are asked: hours first."""

    HOURS = "hours"
    WISH = "wish"
    CONTENT = "content"
    WEEKLY = "weekly"
    PLAN = "plan"
    CALENDAR = "calendar"
    ROTA = "rota"
    REHEARSAL = "rehearsal"
    ACTUALS = "actuals"
    TAKE_AWAY = "take_away"


NEEDS_A_PLAN: Final = frozenset(
    {Step.PLAN, Step.CALENDAR, Step.ROTA, Step.REHEARSAL, Step.ACTUALS, Step.TAKE_AWAY}
)
"""Screens that show what only a plan can say."""

_NAMES: Final = {
    Step.HOURS: later_in("screen of the plan", "Hours"),
    Step.WISH: later_in("screen of the plan", "Wish"),
    Step.CONTENT: later_in("screen of the plan", "Content"),
    Step.WEEKLY: later_in("screen of the plan", "Every week"),
    Step.PLAN: later_in("screen of the plan", "Plan"),
    Step.CALENDAR: later_in("screen of the plan", "Calendar"),
    Step.ROTA: later_in("screen of the plan", "Rota"),
    Step.REHEARSAL: later_in("screen of the plan", "What if"),
    Step.ACTUALS: later_in("screen of the plan", "Afterwards"),
    Step.TAKE_AWAY: later_in("screen of the plan", "Take away"),
}

_QUESTIONS: Final = {
    Step.HOURS: later("How much time do you really have?"),
    Step.WISH: later("What do you wish for?"),
    Step.CONTENT: later("Whom is it for, and what does it take?"),
    Step.WEEKLY: later("What else takes time every week?"),
    Step.PLAN: later("What can be kept?"),
    Step.CALENDAR: later("What is made when?"),
    Step.ROTA: later("Who makes what?"),
    Step.REHEARSAL: later("What happens when life happens?"),
    Step.ACTUALS: later("What did it really take?"),
    Step.TAKE_AWAY: later("What leaves the house?"),
}


def name(step: Step, speech: Speech) -> str:
    """What a screen is called on its button."""
    return speech.say_in(*_NAMES[step])


def question(step: Step, speech: Speech) -> str:
    """The one question that a screen asks."""
    return speech.say(_QUESTIONS[step])


def hours_answer(team: Team, speech: Speech) -> Finding:
    """How many hours there are, and whose."""
    if not team.people and not team.departments:
        return Finding(
            text=speech.say("Nobody is on the list yet."),
            detail=speech.say(
                "Write down who makes content, and how many hours a week each really has after "
                "meetings and holidays. The plan opens when there are hours."
            ),
        )
    if team.hours_a_week <= 0:
        return Finding(
            text=speech.say("There are no hours yet."),
            detail=_whose_hours_count(team, speech),
        )
    people = sum(one.opted_in for one in team.people)
    text = speech.say(
        "%(hours)s a week, from %(whom)s.",
        hours=hours_said(team.hours_a_week, speech),
        whom=speech.list(_whom(people, len(team.departments), speech)),
    )
    return Finding(text=text, detail=_whose_hours_count(team, speech))


def _whom(people: int, departments: int, speech: Speech) -> list[str]:
    said = []
    if people:
        said.append(speech.count("%(n)s person who opted in", "%(n)s people who opted in", people))
    if departments:
        said.append(speech.count("%(n)s department", "%(n)s departments", departments))
    return said


def _whose_hours_count(team: Team, speech: Speech) -> str:
    if not team.not_opted_in:
        return speech.say("Everything for social media counts: making, replying, planning.")
    return speech.count(
        "%(n)s person has not opted in: their hours do not count, and no plan names them.",
        "%(n)s people have not opted in: their hours do not count, and no plan names them.",
        team.not_opted_in,
    )


def wish_answer(request: PlanRequest, speech: Speech) -> Finding:
    """What is wished, and roughly what it takes beside what there is."""
    wish = sum(channel.target_a_week for channel in request.channels)
    hours = rough_hours(request)
    given = request.team.hours_a_week
    text = speech.say(
        "%(posts)s a week are wished for; they take about %(hours)s.",
        posts=posts_said(wish, speech),
        hours=hours_said(hours, speech),
    )
    if hours > given:
        return Finding(
            text=text,
            detail=speech.say(
                "That is %(more)s a week more than the %(given)s there are. The wish may stay: it "
                "is a ceiling, and the plan says how far the hours reach.",
                more=hours_said(hours - given, speech),
                given=hours_said(given, speech),
            ),
        )
    return Finding(
        text=text,
        detail=speech.say("There are %(given)s a week.", given=hours_said(given, speech)),
    )


def above_the_hours(request: PlanRequest) -> bool:
    """Whether the wish takes more than there is."""
    return rough_hours(request) > request.team.hours_a_week


def rough_hours(request: PlanRequest) -> float:
    """Hours a week that the wish and the protected lines take, at the mean effort of each channel.

    A figure to wish by; the plan reckons exactly.
    """
    posts = 0.0
    for channel in request.channels:
        efforts = [one.hours for one in request.types_of(channel) if one.relevant]
        if efforts:
            posts += channel.target_a_week * sum(efforts) / len(efforts)
    presence = request.protected.presence_minutes / 60 * 5
    return posts + presence + request.protected.hours_a_week


def content_answer(request: PlanRequest, speech: Speech) -> Finding:
    """How many messages there are: without them nothing is relevant."""
    audiences = {one.audience for one in request.messages}
    if not audiences:
        return Finding(
            text=speech.say("No message yet, so no post can be relevant."),
            detail=speech.say(
                "A post is relevant when it has an audience and a message. Write down at least one."
            ),
        )
    return Finding(
        text=speech.say(
            "%(messages)s for %(audiences)s.",
            messages=speech.count("%(n)s message", "%(n)s messages", len(request.messages)),
            audiences=speech.list(sorted(audiences)),
        ),
        detail=speech.say(
            "Effort is all that one item takes: research, making, checking, publishing."
        ),
    )


def weekly_answer(request: PlanRequest, speech: Speech) -> Finding:
    """What the protected lines take of the hours."""
    lines = request.protected
    hours = lines.hours_a_week + lines.presence_minutes / 60 * 5
    share = hours / request.team.hours_a_week if request.team.hours_a_week else None
    return Finding(
        text=speech.say(
            "%(hours)s a week before the first post is made, %(share)s of what there is.",
            hours=hours_said(hours, speech),
            share=speech.percent(share),
        ),
        detail=speech.say(
            "No post may eat these hours. A little every day is a must: somebody is there on each "
            "working day."
        ),
    )


def plan_answer(plan: Plan, speech: Speech) -> Finding:
    """What can be kept, beside the wish."""
    return gap_statement(plan, speech)


def calendar_answer(plan: Plan, speech: Speech) -> Finding:
    """How much is dated, from when to when."""
    fixed = sum(item.locked for item in plan.items)
    text = speech.count(
        "%(n)s item, %(days)s.",
        "%(n)s items, %(days)s.",
        len(plan.items),
        days=speech.span(plan.working_days[0], plan.working_days[-1]),
    )
    if not fixed:
        return Finding(
            text=text, detail=speech.say("Choose an item to move it, fix it or give it away.")
        )
    return Finding(
        text=text,
        detail=speech.count(
            "%(n)s is fixed by hand; the rest is planned around it.",
            "%(n)s are fixed by hand; the rest is planned around them.",
            fixed,
        ),
    )


def rota_answer(plan: Plan, speech: Speech) -> Finding:
    """How even the load is, and who is not named."""
    found = fairness_finding(plan, speech)
    also = [found.detail, not_opted_in_sentence(plan, speech)]
    return Finding(text=found.text, detail=" ".join(filter(None, also)))


def rehearsal_answer(plan: Plan, speech: Speech) -> Finding:
    """Where it starts from."""
    return Finding(
        text=speech.say(
            "Today the plan has %(posts)s a week. Try a change before you decide.",
            posts=posts_said(plan.posts_a_week, speech),
        ),
        detail=speech.say("Nothing is decided by trying. Relevance holds in every rehearsal."),
    )


def actuals_answer(actuals: Actuals, plan: Plan, speech: Speech) -> Finding:
    """Planned beside done, as far as anybody has said."""
    done = [one for one in actuals.actuals if one.done is not None]
    if not done:
        return Finding(
            text=speech.say("Nobody has said yet what the items really took."),
            detail=speech.say(
                "Write the hours of each item once the month is over. They become your own effort "
                "figures, with how sure they are."
            ),
        )
    planned, took = sum(one.planned for one in done), sum(one.done or 0 for one in done)
    return Finding(
        text=speech.count(
            "%(n)s item took %(took)s; planned were %(planned)s.",
            "%(n)s items took %(took)s; planned were %(planned)s.",
            len(done),
            took=hours_said(took, speech),
            planned=hours_said(planned, speech),
        ),
        detail=speech.say(
            "%(said)s of the plan's %(items)s items are told.",
            said=len(actuals.actuals),
            items=len(plan.items),
        ),
    )


def take_away_answer(plan: Plan, written: int, speech: Speech) -> Finding:
    """How much there is to take away, and how many texts are written."""
    people = len({load.who for load in plan.loads})
    return Finding(
        text=speech.count(
            "%(n)s item for %(people)s, ready as files.",
            "%(n)s items for %(people)s, ready as files.",
            len(plan.items),
            people=speech.count("%(n)s person or team", "%(n)s people and teams", people),
        ),
        detail=written_sentence(written, len(plan.items), speech),
    )


def troubles(plan: Plan, speech: Speech) -> Sequence[str]:
    """What is said on top of every screen with a plan: where it cannot be kept."""
    said = broken_sentence(plan, speech)
    return [said] if said else []
