"""Rehearsals on the planning page: tried before they are decided."""

from datetime import date

import pytest

from coachkit.documents.planning_words import Step
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.model.rehearsals import FewerHours
from tests.sessions.plan_pages import REQUEST, form


def test_a_rehearsal_decides_nothing(planned, store):
    opened = planned()
    rehearsal = form(opened, Step.REHEARSAL)
    before = opened.plan
    rehearsal.rehearse.click()
    assert rehearsal.diff.change == FewerHours(hours_a_week=4)
    assert rehearsal.diff.after.relevant_a_week <= before.relevant_a_week
    assert opened.plan == before
    assert store.load(PlanRequest).value == REQUEST
    rehearsal.drop.click()
    assert (rehearsal.diff, rehearsal.panel.value) == (None, "")


def test_keeping_a_rehearsal_takes_a_reason_and_makes_it_the_plan(planned, store):
    opened = planned()
    rehearsal = form(opened, Step.REHEARSAL)
    rehearsal.rehearse.click()
    after = rehearsal.diff.after
    rehearsal.keep.click()
    assert "ck-warned" in rehearsal.said.value
    assert opened.plan != after
    rehearsal.reason.value = "The shop moves."
    rehearsal.keep.click()
    assert opened.plan == after
    kept = store.load(PlanRequest)
    assert (kept.value.team.hours_a_week, kept.because) == (9, "The shop moves.")
    assert (store.load(Plan).value, store.load(Plan).because) == (after, "The shop moves.")
    assert planned().plan == after


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("Leaves", {"who": "Bo", "last_day": date(2026, 12, 11)}),
        ("IsAway", {"who": "Ada", "first": date(2026, 12, 7), "last": date(2026, 12, 20)}),
        ("LaunchMoves", {"campaign": "Rental", "launch": date(2026, 12, 17)}),
        ("OneMoreChannel", {"channel": "TikTok", "posts": 2}),
        ("Training", {"who": "Bo", "skill": "Text", "takes": 3}),
    ],
)
def test_each_change_can_be_rehearsed(planned, kind, fields):
    opened = planned()
    rehearsal = form(opened, Step.REHEARSAL)
    named = {one.__name__: one for _, one in rehearsal.kind.options}
    rehearsal.kind.value = named[kind]
    for name, value in fields.items():
        getattr(rehearsal.fields, name).value = value
    rehearsal.rehearse.click()
    assert rehearsal.said.value == ""
    assert type(rehearsal.diff.change).__name__ == kind
    assert "Before" in rehearsal.panel.value


def test_a_rehearsal_with_an_empty_field_asks_for_it(planned):
    rehearsal = form(planned(), Step.REHEARSAL)
    named = {one.__name__: one for _, one in rehearsal.kind.options}
    rehearsal.kind.value = named["OneMoreChannel"]
    rehearsal.rehearse.click()
    assert "Fill in the fields first." in rehearsal.said.value
