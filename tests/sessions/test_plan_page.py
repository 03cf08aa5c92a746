"""The planning page without a browser: type, press, look at the panels, open it again."""

import json
import re
from contextlib import nullcontext
from datetime import UTC, date, datetime

import pytest
from ipywidgets import Button

from coachkit.documents.planning_words import Step
from coachkit.language.speech import speak
from coachkit.model.actuals import Actuals
from coachkit.model.content import Channel, ContentType, Message
from coachkit.model.people import Department, Part, Person, Skill, Team
from coachkit.model.plan_requests import CampaignDates, CampaignItem, PlanRequest, ProtectedLines
from coachkit.model.plans import Plan
from coachkit.model.rehearsals import FewerHours
from coachkit.planning.checking import unlisted
from coachkit.sessions import plan, plan_keeping
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form

MONDAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def no_loop_runs(monkeypatch):
    """Entries are kept at once, whatever loop another test's browser leaves in this thread."""
    monkeypatch.setattr(plan_keeping, "running_loop", lambda: None)


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


@pytest.fixture
def page(workspace):
    def opened(language="en"):
        return plan.open_page(
            {"client": "shop", "workspace": str(workspace.path), "language": language}
        )

    return opened


@pytest.fixture
def planned(store, page):
    store.save(REQUEST, based_on=None, because="hours")
    return page


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


# ── Hours first ─────────────────────────────────────────────────────────────────────────────────


def test_the_plan_cannot_be_opened_without_hours(page):
    opened = page()
    assert (opened.step, headline(opened)) == (Step.HOURS, "Nobody is on the list yet.")
    assert open_steps(opened) == [Step.HOURS]
    opened.go(Step.PLAN)
    assert opened.step is Step.HOURS


def add(hours, name, hours_a_week=None):
    hours.name.value = name
    hours.add.click()
    if hours_a_week is not None:
        hours.rows[name].opted_in.value = True
        hours.rows[name].hours.value = hours_a_week


def test_hours_open_the_plan_and_are_there_when_the_page_is_opened_again(page, store):
    opened = page()
    add(opened.body.children[0], "Ada", 6)
    assert headline(opened) == "6 hours a week, from 1 person who opted in."
    assert open_steps(opened) == list(Step)
    assert store.load(PlanRequest).value.team.people[0].hours_a_week == 6
    again = page()
    assert again.team == opened.team
    assert again.body.children[0].rows["Ada"].hours.value == 6


def test_a_name_without_hours_is_kept_too(page):
    opened = page()
    add(opened.body.children[0], "Ada")
    assert headline(opened) == "There are no hours yet."
    assert page().team.people == (Person(name="Ada", hours_a_week=0),)


def test_hours_of_whoever_has_not_opted_in_do_not_count(page):
    opened = page()
    hours = opened.body.children[0]
    add(hours, "Ada")
    hours.rows["Ada"].hours.value = 6
    assert headline(opened) == "There are no hours yet."
    assert open_steps(opened) == [Step.HOURS]
    hours.rows["Ada"].opted_in.value = True
    assert headline(opened) == "6 hours a week, from 1 person who opted in."


def test_hours_that_are_taken_back_close_the_plan_again(planned):
    opened = planned()
    hours = form(opened, Step.HOURS)
    for name in ("Ada", "Bo", "Desk"):
        hours.rows[name].hours.value = 0
    assert open_steps(opened) == [Step.HOURS]
    again = planned()
    assert (again.step, again.team.hours_a_week) == (Step.HOURS, 0)
    again.body.children[0].rows["Bo"].hours.value = 3
    assert open_steps(again) == list(Step)


def test_a_name_that_is_there_already_is_refused_in_words(page):
    opened = page()
    hours = opened.body.children[0]
    add(hours, "Ada", 6)
    add(hours, "Ada")
    assert "ck-warned" in hours.said.value
    assert list(hours.rows) == ["Ada"]


def test_who_wants_a_channel_cannot_refuse_it_as_well(planned):
    opened = planned()
    hours = form(opened, Step.HOURS)
    hours.rows["Ada"].more.click()
    more = hours.opened
    wanted, never, *_ = more.channels
    wanted.value = ("Facebook",)
    never.value = ("Facebook", "Instagram")
    assert "ck-warned" in more.said.value
    assert (opened.team.people[0].wanted, opened.team.people[0].never) == (("Facebook",), ())


def test_absences_are_typed_read_from_a_file_and_struck_out(planned):
    opened = planned()
    hours = form(opened, Step.HOURS)
    hours.rows["Ada"].more.click()
    more = hours.opened
    more.absence.first.value, more.absence.last.value = date(2026, 12, 7), date(2026, 12, 9)
    more.absence.add.click()
    content = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        b"DTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20261221\r\n"
        b"DTEND;VALUE=DATE:20261225\r\nSUMMARY:Holiday\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    more.from_file.value = (
        {
            "name": "a.ics",
            "type": "text/calendar",
            "size": len(content),
            "content": content,
            "last_modified": datetime(2026, 11, 1, tzinfo=UTC),
        },
    )
    away = [(one.first.day, one.last.day) for one in opened.team.people[0].absences]
    assert away == [(7, 9), (21, 24)]
    more.forget.click()
    assert [one.first.day for one in planned().team.people[0].absences] == [21]


# ── The wish, the messages, every week ──────────────────────────────────────────────────────────


def test_a_wish_above_the_hours_is_flagged_and_may_stay(planned, store):
    opened = planned()
    wish = form(opened, Step.WISH)
    wish.rows["Facebook"].wish.value = 9
    assert headline(opened) == "12 posts a week are wished for; they take about 20.3 hours."
    assert "ck-costs" in opened.asked.value
    assert store.load(PlanRequest).value.channel("Facebook").target_a_week == 9


def test_a_minimum_above_the_wish_is_refused_and_the_last_right_wish_stays(planned, store):
    opened = planned()
    wish = form(opened, Step.WISH)
    wish.rows["Facebook"].least.value = 8
    assert "ck-warned" in wish.said.value
    assert store.load(PlanRequest).value == REQUEST


def test_a_launch_gets_its_items(planned):
    opened = planned()
    launch = form(opened, Step.WISH).below
    launch.name.value, launch.launch.value = "Spring", date(2027, 1, 7)
    launch.add.click()
    launch.title.value, launch.days.value = "Soon", -2
    launch.add_item.click()
    spring = opened.request.campaigns[1]
    assert (spring.name, spring.day(spring.items[0])) == ("Spring", date(2027, 1, 5))
    assert spring.items[0].message == "It is easy to go out."


def test_without_a_message_no_post_can_be_relevant(planned):
    opened = planned()
    content = form(opened, Step.CONTENT)
    content.off.click()
    assert headline(opened) == "No message yet, so no post can be relevant."
    content.audience.value, content.message.value = "Families", "Come along."
    content.add.click()
    assert opened.request.messages == (Message(audience="Families", message="Come along."),)


def test_a_plan_that_does_not_begin_on_a_monday_is_refused_at_the_field(planned):
    opened = planned()
    weekly = form(opened, Step.WEEKLY)
    weekly.starts.value = date(2026, 12, 1)
    assert "ck-warned" in weekly.said.value
    assert opened.request.starts == MONDAY


@pytest.mark.parametrize("step", list(Step))
def test_another_language_keeps_every_entry(planned, step):
    opened = planned()
    shown = form(opened, step)
    entries = entered_in(shown)
    for language in ("sv", "fi"):
        opened.languages.value = language
        assert opened.body.children[0] is shown
        assert f'data-language="{language}"' in opened.asked.value
    assert entered_in(shown) == entries


def test_what_is_half_typed_stays_in_another_language_and_on_another_screen(planned):
    opened = planned()
    hours = form(opened, Step.HOURS)
    hours.name.value = "Dora and so"
    opened.languages.value = "fi"
    opened.go(Step.WISH)
    opened.go(Step.HOURS)
    assert opened.body.children[0].name.value == "Dora and so"


# ── The plan, and a hand in it ──────────────────────────────────────────────────────────────────


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


# ── Rehearsals ──────────────────────────────────────────────────────────────────────────────────


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


# ── Afterwards ──────────────────────────────────────────────────────────────────────────────────


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


# ── Reading and others ──────────────────────────────────────────────────────────────────────────


def test_whoever_saved_in_between_is_not_overwritten(planned, store):
    opened = planned()
    theirs = REQUEST.changed(weeks=8)
    store.save(theirs, based_on=1, because="theirs")
    form(opened, Step.WEEKLY).weeks.value = 5
    assert store.load(PlanRequest).value == theirs
    assert opened.request == theirs
    assert "ck-warned" in opened.outcome.value


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


class Loop:
    """An event loop that does what comes later only when it is told to."""

    def __init__(self):
        self.later = []

    def call_later(self, delay, what):
        assert delay == plan_keeping.QUIET
        self.later.append(what)
        return self

    def cancel(self):
        self.later.pop()


def test_in_a_page_an_entry_waits_for_the_last_keystroke(monkeypatch, workspace):
    loop, told = Loop(), []
    monkeypatch.setattr(plan_keeping, "running_loop", lambda: loop)
    with Workspace.open(workspace.path).open_client("shop", now=now, who="test") as store:
        keeping = plan_keeping.Keeping(lambda: nullcontext(store), told.append, told.append)
        keeping.soon(Team(people=(Person(name="A", hours_a_week=1),)), "typing")
        keeping.soon(Team(people=(Person(name="Ada", hours_a_week=1),)), "typed")
        assert store.load(Team) is None
        (last,) = loop.later
        last()
        assert [person.name for person in store.load(Team).value.people] == ["Ada"]
    assert len(told) == 1
