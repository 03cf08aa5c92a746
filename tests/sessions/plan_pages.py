"""A planning page to type into: what stands in the store, and what is seen on the screen."""

import re
from datetime import date

from ipywidgets import Button

from coachkit.model.content import Channel, ContentType, Message
from coachkit.model.people import Department, Part, Person, Skill, Team
from coachkit.model.plan_requests import CampaignDates, CampaignItem, PlanRequest, ProtectedLines
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form

MONDAY = date(2026, 11, 30)

TEXT = (Skill(name="Text", level=2),)

TEAM = Team(
    people=(
        Person(name="Ada", hours_a_week=6, opted_in=True, part=Part.CORE, skills=TEXT),
        Person(name="Bo", hours_a_week=5, opted_in=True, part=Part.CORE, skills=TEXT),
        Person(name="Cy", hours_a_week=9),
    ),
    departments=(Department(name="Desk", hours_a_week=2, skills=TEXT),),
)

REQUEST = PlanRequest(
    starts=MONDAY,
    weeks=6,
    today=date(2026, 11, 23),
    team=TEAM,
    content=(
        ContentType(name="Advice", hours=2, needs=("Text",)),
        ContentType(name="Question", hours=1, needs=("Text",), lead_days=1),
    ),
    channels=(
        Channel(name="Facebook", target_a_week=5),
        Channel(name="Instagram", target_a_week=3),
    ),
    messages=(Message(audience="Hikers", message="It is easy to go out."),),
    protected=ProtectedLines(presence_minutes=15, replies=1),
    campaigns=(
        CampaignDates(
            name="Rental",
            launch=date(2026, 12, 16),
            items=(
                CampaignItem(
                    title="Rental opens",
                    days_from_launch=0,
                    channel="Facebook",
                    content_type="Advice",
                    audience="Hikers",
                    message="Rent it.",
                ),
            ),
        ),
    ),
)


def headline(opened):
    return re.search(r"<h1>(.*?)</h1>", opened.asked.value)[1]


def form(opened, step):
    opened.go(step)
    return opened.body.children[0]


def entered_in(part):
    """What stands in the fields of a part of the page, from top to bottom."""
    if isinstance(part, Panel | Button):
        return []
    if hasattr(part, "value") and not isinstance(part, Form):
        return [part.value]
    return [value for child in getattr(part, "children", ()) for value in entered_in(child)]


def open_steps(opened):
    return [step for step, button in opened.steps.items() if not button.disabled]
