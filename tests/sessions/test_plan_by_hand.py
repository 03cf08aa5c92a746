"""The plan on its page, and a hand that moves items in it."""

import json

import pytest

from coachkit.documents.planning_words import Step
from coachkit.model.plans import Plan
from coachkit.planning.checking import unlisted
from tests.sessions.plan_pages import (
    form,
    headline,
)


def test_the_plan_shows_the_wish_beside_what_can_be_kept(planned, store):
    opened = planned()
    shown = form(opened, Step.PLAN)
    assert headline(opened).startswith("The hours give ")
    assert "wished are 8" in headline(opened)
    assert "On Monday" in shown.monday.value
    kept = store.load(Plan).value
    assert kept == opened.plan
    assert unlisted(opened.request, kept) == ()


def test_a_plan_that_is_up_to_date_is_not_worked_out_again(planned, store):
    planned().go(Step.PLAN)
    opened = planned()
    opened.go(Step.CALENDAR)
    opened.go(Step.PLAN)
    assert [one.revision for one in store.history(Plan)] == [1]


def test_other_hours_make_another_plan_and_what_a_hand_fixed_stays(planned):
    opened = planned()
    calendar = form(opened, Step.CALENDAR)
    key = calendar.plan.items[3].key
    calendar.choose(key)
    calendar.fix.click()
    form(opened, Step.HOURS).rows["Ada"].hours.value = 4
    opened.go(Step.PLAN)
    assert opened.plan.hours_a_week == 11
    assert opened.plan.item(key).locked


def tell(calendar, **what):
    calendar.hand.value = json.dumps(what)


def test_an_item_let_go_over_another_day_is_moved_there_and_stays(planned):
    opened = planned()
    calendar = form(opened, Step.CALENDAR)
    item = next(one for one in opened.plan.items if one.channel == "Instagram")
    day = next(day for day in opened.plan.working_days if day > item.day)
    tell(calendar, do="drop", key=item.key, day=day.isoformat(), who="")
    moved = opened.plan.item(item.key)
    assert (moved.day, moved.locked) == (day, True)
    assert "changed hands." in opened.outcome.value
    assert planned().plan.item(item.key).day == day


def test_an_item_let_go_in_somebodys_row_is_theirs(planned):
    opened = planned()
    calendar = form(opened, Step.CALENDAR)
    item = next(one for one in opened.plan.items if one.owner == "Ada")
    tell(calendar, do="drop", key=item.key, day=item.day.isoformat(), who="Bo")
    assert opened.plan.item(item.key).owner == "Bo"


def test_buttons_do_what_a_hand_does(planned):
    opened = planned()
    calendar = form(opened, Step.CALENDAR)
    ada = next(one for one in opened.plan.items if one.owner == "Ada")
    bo = next(one for one in opened.plan.items if one.owner == "Bo")
    calendar.item.value = ada.key
    calendar.other.value = bo.key
    calendar.swap.click()
    assert opened.plan.item(ada.key).owner == "Bo"
    assert opened.plan.item(bo.key).owner == "Ada"
    calendar.owner.value = "Ada"
    calendar.give.click()
    assert opened.plan.item(ada.key).owner == "Ada"
    before = opened.plan.item(ada.key).day
    calendar.days[2].click()
    after = opened.plan.item(ada.key).day
    assert after == min(day for day in opened.plan.working_days if day > before)
    calendar.fix.click()
    assert not opened.plan.item(ada.key).locked


def test_the_last_change_by_hand_is_taken_back(planned):
    opened = planned()
    calendar = form(opened, Step.CALENDAR)
    before = opened.plan
    calendar.choose(before.items[0].key)
    calendar.move_by(1)
    assert opened.plan != before
    calendar.back.click()
    assert opened.plan == before
    assert calendar.plan == before


@pytest.mark.parametrize(
    "written",
    ["", "{", "[]", '{"do":"drop"}', '{"do":"drop","key":"none","day":"2026-12-01"}', "1"],
)
def test_what_no_hand_can_have_done_is_left_alone(planned, written):
    opened = planned()
    calendar = form(opened, Step.CALENDAR)
    before = opened.plan
    calendar.hand.value = written
    assert opened.plan is before


def test_an_item_let_go_over_no_day_stays(planned):
    opened = planned()
    calendar = form(opened, Step.CALENDAR)
    before = opened.plan
    tell(calendar, do="drop", key=before.items[0].key, day="soon", who="")
    assert opened.plan is before


def test_a_day_of_presence_is_given_away(planned):
    opened = planned()
    rota = form(opened, Step.ROTA)
    rota.side.value = "presence"
    day = opened.plan.presence[4].day
    other = next(n for n in ("Ada", "Bo") if n != opened.plan.presence[4].who)
    rota.day.value, rota.who.value = day, other
    rota.give_day.click()
    duty = next(duty for duty in opened.plan.presence if duty.day == day)
    assert (duty.who, duty.locked) == (other, True)
