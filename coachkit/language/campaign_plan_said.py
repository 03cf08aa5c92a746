"""What is told of a campaign on its way into a plan: which asset waits, and why."""

from collections.abc import Mapping, Sequence
from typing import Final

from coachkit.language.findings import Finding
from coachkit.language.plan_words import hours_said
from coachkit.language.speech import Speech, later
from coachkit.model.campaign import Campaign
from coachkit.model.plans import Plan

_SAID: Final[Mapping[str, str]] = {
    "no_launch": later("Say the day of the launch first: every date hangs on it."),
    "no_name": later("Give the campaign a name first: its items are known by it."),
    "launch_past": later(
        "The launch, %(day)s, is past. What lies before today stays as it was; the rest is planned."
    ),
    "launch_off": later(
        "Nobody works on the launch day, %(day)s: what is to be published then goes out on the "
        "last publishing day before it."
    ),
    "no_track": later("“%(title)s” belongs to no track: it waits until it has one."),
    "unknown_channel": later(
        "“%(title)s”: the plan has no channel called “%(value)s”. It waits until it gets a channel "
        "of the plan."
    ),
    "unknown_kind": later(
        "“%(title)s”: nobody knows how long “%(value)s” takes. It waits until it gets hours or a "
        "content type of the plan."
    ),
    "not_taken": later(
        "“%(title)s”: “%(value)s” isn't usual on that channel. It is planned all the same."
    ),
    "unknown_owner": later(
        "“%(title)s”: “%(value)s” has no hours in the plan. Whoever has hours makes it."
    ),
    "not_opted_in": later(
        "“%(title)s”: its owner hasn't said yes to being named. Somebody else makes it."
    ),
    "past": later("“%(title)s”: its day, %(day)s, is past. It can't be planned any more."),
    "outside": later("“%(title)s”: nothing is published on %(day)s or shortly before it."),
    "too_many_kinds": later(
        "“%(title)s” is planned with the usual hours: there are too many efforts of their own."
    ),
    "nobody": later("“%(title)s”: nobody who may be named can make it."),
    "short": later("“%(title)s”: %(value)s has %(hours)s too few before its day."),
    "late": later("“%(title)s”: the work for it would have begun on %(day)s."),
    "no_effort": later("“%(title)s” is material: say how many hours it takes."),
}
"""By the reason of a remark."""


def remark_said(why: str, speech: Speech, **facts: object) -> str:
    """A remark as a sentence. ``facts``: ``title``, ``value``, ``day`` and ``hours`` in words."""
    return speech.say(_SAID[why], **{"title": "", "value": "", "day": "", "hours": "", **facts})


def plan_holds(plan: Plan, campaign: Campaign, waiting: int, speech: Speech) -> Finding:
    """How much of the campaign the plan holds, and what is missing in hours."""
    made = [one for one in plan.items if one.campaign == campaign.name]
    without = [one for one in plan.unassigned if one.campaign == campaign.name]
    text = speech.count(
        "The plan holds %(made)s of the campaign's %(n)s item.",
        "The plan holds %(made)s of the campaign's %(n)s items.",
        len(made) + len(without) + waiting,
        made=speech.number(len(made)),
    )
    return Finding(text=text, detail=_gap(plan, sum(one.hours for one in without), speech))


def _gap(plan: Plan, missing: float, speech: Speech) -> str:
    wish = sum(line.gap_hours for line in plan.cadence) / plan.weeks
    said: list[str] = []
    if missing > 0:
        said.append(
            speech.say(
                "For the others nobody has the %(hours)s they take.",
                hours=hours_said(missing, speech),
            )
        )
    if wish > 0:
        said.append(
            speech.say(
                "The whole wish would take %(hours)s a week more than there are.",
                hours=hours_said(wish, speech),
            )
        )
    return " ".join(said)


def redated(moved: Sequence[object], speech: Speech) -> str:
    """How many items have another day now that the launch has one."""
    return speech.count(
        "%(n)s item has moved with the launch.",
        "%(n)s items have moved with the launch.",
        len(moved),
    )
