"""Hours first: who is on the list, with how much time, on the planning page."""

from datetime import UTC, date, datetime

from coachkit.documents.planning_words import Step
from coachkit.model.people import Person
from coachkit.model.plan_requests import PlanRequest
from tests.sessions.plan_pages import form, headline, open_steps


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
