"""What is wished, for whom, and what else takes time, typed on the planning page."""

from datetime import date

import pytest

from coachkit.documents.planning_words import Step
from coachkit.model.content import Message
from coachkit.model.plan_requests import PlanRequest
from tests.sessions.plan_pages import MONDAY, REQUEST, entered_in, form, headline


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
    content.messages.off.click()
    assert headline(opened) == "No message yet, so no post can be relevant."
    content.messages.audience.value, content.messages.message.value = "Families", "Come along."
    content.messages.add.click()
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
