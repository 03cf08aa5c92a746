"""Afterwards: what items took, and the plan as others read and save it."""

import re

import pytest

from coachkit.documents.planning_words import Step
from coachkit.language.speech import speak
from coachkit.model.actuals import Actuals
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.sessions import plan
from tests.sessions.plan_pages import REQUEST, form


def test_actuals_are_kept_and_teach_but_change_nothing_by_themselves(planned, store):
    opened = planned()
    afterwards = form(opened, Step.ACTUALS)
    rows = [row for row in afterwards.rows if row._item.content_type == "Question"][:12]
    assert len(rows) == 12
    for row in rows:
        row.took.value = "1,5"
    kept = store.load(Actuals).value.actuals
    assert [one.done for one in kept] == [1.5] * 12
    assert "Learned from your own items" in afterwards.learned.value
    assert opened.request.content_type("Question").hours == 1
    (band,) = afterwards.offers.children
    band.children[0].click()
    learned = opened.request.content_type("Question")
    assert 1 < learned.hours <= 1.5
    assert learned.source == "own actuals, 12 items"


def test_missing_is_not_zero_and_never_made_is_no_hours(planned):
    opened = planned()
    afterwards = form(opened, Step.ACTUALS)
    first, second, third = afterwards.rows[:3]
    first.took.value = "2"
    first.took.value = ""
    second.not_made.value = True
    third.took.value = "two"
    assert [one.done for one in opened.actuals.actuals] == [None]
    assert "is no number of hours" in afterwards.said.value


def test_whoever_saved_in_between_is_not_overwritten(planned, store):
    opened = planned()
    theirs = REQUEST.changed(weeks=8)
    store.save(theirs, based_on=1, because="theirs")
    form(opened, Step.WEEKLY).weeks.value = 5
    assert store.load(PlanRequest).value == theirs
    assert opened.request.weeks == 5
    assert "Not saved yet" in opened.saved.value
    assert "ck-conflict" in opened.beside.panel.said.value
    opened.beside.panel.theirs.click()
    assert opened.request == theirs
    assert form(opened, Step.WEEKLY).weeks.value == 8
    assert opened.beside.panel.said.value == ""
    assert "Saved" in opened.saved.value


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_the_whole_plan_can_be_read_and_reading_keeps_nothing(planned, store, language):
    panel = plan.whole(planned(language))
    assert speak(language).say("On Monday") in panel.value
    assert panel.value.count('alt="') == 1
    assert store.load(Plan) is None


def test_without_hours_there_is_nothing_to_read(page):
    assert plan.whole(page()).value == ""


def test_it_is_saved_and_says_when(planned):
    assert re.search(r"Saved \d\d:\d\d", planned().saved.value)
