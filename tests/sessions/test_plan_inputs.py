"""Everything a plan is made from is typed on the planning page and stands in the store."""

from datetime import date, time

import pytest

from coachkit.documents.planning_words import Step
from coachkit.model.content import Message, MixFloor, ReshareRule
from coachkit.model.observations import Platform
from coachkit.model.plan_requests import PlanRequest, RotaMode
from coachkit.widgets.plan_content import Side
from tests.sessions.plan_pages import MONDAY, form, headline


@pytest.fixture
def stored(store):
    """The request as it stands in the store."""
    return lambda: store.load(PlanRequest).value


# ── Content types ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def types(planned):
    """The content types on a page that is used, and the page."""
    opened = planned()
    content = form(opened, Step.CONTENT)
    content.side.value = Side.TYPES
    assert content.children[1] is content.types
    return content.types


def more_of(types, name):
    types.rows[name].more.click()
    return types.opened


def test_a_content_type_is_added_with_its_hours_and_taken_off(types, stored):
    types.name.value, types.hours.typed.value = "Film", "4,5"
    types.add.click()
    assert [(one.name, one.hours) for one in stored().content] == [
        ("Advice", 2),
        ("Question", 1),
        ("Film", 4.5),
    ]
    assert list(types.rows) == ["Advice", "Question", "Film"]
    types.rows["Film"].off.click()
    assert list(types.rows) == [one.name for one in stored().content] == ["Advice", "Question"]


def test_a_content_type_of_a_launch_is_not_taken_off(types, stored):
    types.rows["Advice"].off.click()
    assert "“Advice” is still used" in types.said.value
    assert [one.name for one in stored().content] == ["Advice", "Question"]


def test_skills_lead_time_bucket_and_worth_of_a_content_type_are_typed(types, stored):
    more = more_of(types, "Question")
    more.another.value = "Film"
    more.add.click()
    more.needs.ticks["Text"].value = False
    more.lead.typed.value = "7"
    more.bucket.value = "Talk"
    more.worth.typed.value = "0,5"
    question = stored().content_type("Question")
    assert (question.needs, question.lead_days) == (("Film",), 7)
    assert (question.bucket, question.worth) == ("Talk", 0.5)
    assert "Film · begins 7 working days before" in types.rows["Question"].needs.value


def test_a_reshare_has_its_rule(types, stored):
    more = more_of(types, "Question")
    more.reshares.value = True
    more.at_most.typed.value = "15"
    more.of.ticks["Advice"].value = True
    assert stored().content_type("Question").reshare == ReshareRule(of=("Advice",), at_most=0.15)
    more.reshares.value = False
    assert stored().content_type("Question").reshare is None


def test_the_source_of_the_hours_is_shown_until_somebody_types_their_own(planned, stored):
    opened = planned()
    advice = opened.request.content_type("Advice").changed(source="own actuals, 12 items")
    opened.request_changed(content=(advice, opened.request.content_type("Question")))
    types = form(opened, Step.CONTENT).types
    more = more_of(types, "Advice")
    assert "own actuals, 12 items" in types.rows["Advice"].called.value
    assert "The hours are from: own actuals, 12 items." in more.source.value
    types.rows["Advice"].hours.typed.value = "2,5"
    assert (stored().content_type("Advice").hours, stored().content_type("Advice").source) == (
        2.5,
        "",
    )
    assert "your own figure" in types.rows["Advice"].called.value


def test_a_default_says_where_it_is_from_and_why_it_may_not_fit(page):
    opened = page()
    hours = opened.body.children[0]
    hours.name.value = "Ada"
    hours.add.click()
    hours.rows["Ada"].opted_in.value = True
    hours.rows["Ada"].hours.typed.value = "6"
    types = form(opened, Step.CONTENT).types
    more = more_of(types, "article")
    assert "sourced default" in types.rows["article"].called.value
    assert "A default to begin with (grade C): Orbit Media" in more.source.value
    assert "Why it may not fit you: " in more.source.value


# ── Floors ──────────────────────────────────────────────────────────────────────────────────────


def test_the_relevance_floor_and_its_window_are_typed(planned, stored):
    floors = form(planned(), Step.CONTENT).floors
    floors.relevant.typed.value = "62,5"
    floors.window.typed.value = "6"
    assert (stored().relevance.share, stored().window_weeks) == (0.625, 6)


def test_floors_of_the_mix_are_added_changed_and_struck_out(types, planned, stored):
    more_of(types, "Advice").bucket.value = "Help"
    opened = planned()
    content = form(opened, Step.CONTENT)
    content.side.value = Side.FLOORS
    floors = content.floors
    floors.bucket.value, floors.share.typed.value = "Help", "30"
    floors.add.click()
    floors.channel.value, floors.share.typed.value = "Facebook", "40"
    floors.add.click()
    floors.share.typed.value = "45"
    floors.add.click()
    assert stored().mix == (
        MixFloor(bucket="Help", share=0.3),
        MixFloor(bucket="Help", share=0.45, channel="Facebook"),
    )
    assert "Help: at least 45% of the posts on Facebook" in floors.list.value
    floors.which.value = 0
    floors.off.click()
    assert [one.channel for one in stored().mix] == ["Facebook"]


def test_without_parts_of_the_mix_the_page_says_where_they_are_named(planned):
    floors = form(planned(), Step.CONTENT).floors
    assert floors.adding.layout.display == "none"
    assert "No part of the mix has a floor." in floors.list.value


# ── Channels ────────────────────────────────────────────────────────────────────────────────────


def test_what_a_channel_takes_when_it_publishes_and_how_it_counts_are_typed(planned, stored):
    wish = form(planned(), Step.WISH)
    wish.rows["Facebook"].more.click()
    more = wish.opened
    more.takes.ticks["Question"].value = True
    more.days.ticks[5].value = True
    more.days.ticks[0].value = False
    more.at.value = time(14, 30)
    more.fade.typed.value = "70"
    more.weight.typed.value = "1,5"
    more.platform.value = Platform.FACEBOOK
    facebook = stored().channel("Facebook")
    assert (facebook.takes, facebook.days) == (("Question",), (1, 2, 3, 4, 5))
    assert (facebook.publish_at, facebook.platform) == (time(14, 30), Platform.FACEBOOK)
    assert (facebook.fade, facebook.weight) == (0.7, 1.5)
    assert "Tue, Wed, Thu, Fri and Sat · Question" in wish.rows["Facebook"].note.value


def test_a_channel_publishes_on_one_day_at_least(planned, stored):
    wish = form(planned(), Step.WISH)
    wish.rows["Facebook"].more.click()
    for number in range(5):
        wish.opened.days.ticks[number].value = False
    assert "ck-warned" in wish.said.value
    assert stored().channel("Facebook").days == (4,)


def test_a_channel_is_added_and_taken_off_unless_a_launch_needs_it(planned, stored):
    wish = form(planned(), Step.WISH)
    wish.name.value = "TikTok"
    wish.add.click()
    wish.rows["TikTok"].wish.typed.value = "2"
    wish.rows["Instagram"].off.click()
    wish.rows["Facebook"].off.click()
    assert "“Facebook” is still used" in wish.said.value
    assert [(one.name, one.target_a_week) for one in stored().channels] == [
        ("Facebook", 5),
        ("TikTok", 2),
    ]


# ── What has its day already ────────────────────────────────────────────────────────────────────


def test_a_launch_moves_and_its_items_are_struck_out_one_by_one(planned, stored):
    launch = form(planned(), Step.WISH).below
    launch.to.value = date(2026, 12, 17)
    launch.move.click()
    launch.title.value, launch.days.typed.value = "Soon", "-2"
    launch.add_item.click()
    rental = stored().campaigns[0]
    assert (rental.launch, [one.days_from_launch for one in rental.items]) == (
        date(2026, 12, 17),
        [0, -2],
    )
    launch.item.value = 0
    launch.item_off.click()
    assert [one.title for one in stored().campaigns[0].items] == ["Soon"]


def test_an_item_with_a_day_of_its_own_is_in_the_plan_on_that_day(planned, stored):
    opened = planned()
    dated = form(opened, Step.WISH).below.dated
    day = date(2026, 12, 8)
    dated.title.value, dated.day.value = "Fair", day
    dated.kind.value, dated.owner.value, dated.message.value = "Question", "Bo", 0
    dated.add.click()
    (item,) = stored().locked
    assert (item.day, item.owner, item.channel) == (day, "Bo", "Facebook")
    assert item.message == "It is easy to go out."
    opened.go(Step.PLAN)
    fair = next(one for one in opened.plan.items if one.title == "Fair")
    assert (fair.day, fair.owner) == (day, "Bo")
    form(opened, Step.WISH).below.dated.off.click()
    assert stored().locked == ()


def test_who_has_an_item_with_a_day_of_its_own_stays_on_the_list(planned):
    opened = planned()
    dated = form(opened, Step.WISH).below.dated
    dated.title.value, dated.day.value, dated.owner.value = "Fair", date(2026, 12, 8), "Bo"
    dated.add.click()
    hours = form(opened, Step.HOURS)
    hours.rows["Bo"].off.click()
    assert "“Bo” is still used" in hours.said.value
    assert [one.name for one in opened.team.people] == ["Ada", "Bo", "Cy"]


# ── Days, turns and people ──────────────────────────────────────────────────────────────────────


def test_closed_days_are_typed_one_by_one_or_as_a_span_and_opened_again(planned, stored):
    closed = form(planned(), Step.WEEKLY).closed
    closed.first.value = date(2026, 12, 1)
    closed.add.click()
    closed.first.value, closed.last.value = date(2026, 12, 21), date(2026, 12, 23)
    closed.add.click()
    assert [day.day for day in stored().closed] == [1, 21, 22, 23]
    assert "Closed: 1 December 2026 and 21–23 December 2026." in closed.list.value
    closed.which.value = 1
    closed.off.click()
    assert [day.day for day in stored().closed] == [1]


@pytest.mark.parametrize("last", [date(2026, 11, 30), date(2028, 12, 1)])
def test_closed_days_backwards_or_without_end_are_refused(planned, stored, last):
    closed = form(planned(), Step.WEEKLY).closed
    closed.first.value, closed.last.value = date(2026, 12, 1), last
    closed.add.click()
    assert "ck-warned" in closed.said.value
    assert stored().closed == ()


def test_the_country_of_the_public_holidays_is_chosen_by_its_name(planned, stored):
    opened = planned()
    closed = form(opened, Step.WEEKLY).closed
    assert closed.country.value == "SE"
    closed.country.value = "FI"
    assert stored().country == "FI"
    opened.languages.value = "fi"
    assert (dict(closed.country.options)["Suomi"], closed.country.value) == ("FI", "FI")
    opened.go(Step.PLAN)
    assert date(2026, 12, 6) not in opened.plan.working_days


def test_how_turns_go_is_typed(planned, stored):
    weekly = form(planned(), Step.WEEKLY)
    rule = weekly.rule
    rule.most.typed.value = "9"
    rule.least.typed.value = "8"
    rule.buddies.typed.value = "3"
    rule.part.typed.value = "40"
    rule.full_time.typed.value = "38,25"
    weekly.mode.value = RotaMode.WEEK_OWNERS
    kept = stored()
    assert (kept.turn_rule.gap_least, kept.turn_rule.gap_most) == (8, 9)
    assert (kept.turn_rule.buddies_most, kept.turn_rule.buddy_part) == (3, 0.4)
    assert (kept.full_time_hours, kept.mode) == (38.25, RotaMode.WEEK_OWNERS)


def test_turns_at_least_above_at_most_are_refused_until_both_are_right(planned, stored):
    rule = form(planned(), Step.WEEKLY).rule
    rule.least.typed.value = "8"
    assert "ck-warned" in rule.said.value
    assert stored().turn_rule.gap_least == 5
    rule.most.typed.value = "9"
    assert (stored().turn_rule.gap_least, stored().turn_rule.gap_most) == (8, 9)


def test_workdays_duty_department_and_latest_turn_of_a_person_are_typed(planned, stored):
    hours = form(planned(), Step.HOURS)
    hours.rows["Bo"].more.click()
    rare = hours.opened.rare
    rare.workdays.ticks[4].value = False
    rare.on_duty.value = False
    rare.department.value = "Shop"
    rare.last_turn.value = date(2026, 11, 9)
    bo = stored().team.people[1]
    assert (bo.workdays, bo.on_duty) == ((0, 1, 2, 3), False)
    assert (bo.department, bo.last_turn) == ("Shop", date(2026, 11, 9))


def test_a_department_is_talked_with_unless_it_is_said_otherwise(planned, stored):
    hours = form(planned(), Step.HOURS)
    hours.rows["Desk"].more.click()
    hours.opened.rare.contacts.value = False
    assert stored().team.departments[0].contacts is False


def test_an_absence_can_take_a_part_of_the_hours(planned, stored):
    hours = form(planned(), Step.HOURS)
    hours.rows["Ada"].more.click()
    absence = hours.opened.absence
    absence.first.value, absence.part.typed.value = date(2026, 12, 7), "50"
    absence.add.click()
    assert [one.part for one in stored().team.people[0].absences] == [0.5]
    assert "50% of the hours" in hours.opened.away.value


# ── Typing ──────────────────────────────────────────────────────────────────────────────────────


def test_hours_are_typed_with_a_decimal_comma_and_a_wrong_entry_changes_nothing(planned, stored):
    opened = planned("sv")
    row = form(opened, Step.HOURS).rows["Ada"]
    row.hours.typed.value = "6,5"
    assert headline(opened).startswith("13,5 ")
    row.hours.typed.value = "6,5 h"
    assert stored().team.people[0].hours_a_week == 6.5
    assert "ck-at-field" in row.hours.children[1].value
    opened.languages.value = "en"
    assert row.hours.typed.value == "6,5 h"


def test_what_is_folded_away_opens_with_what_was_typed(planned):
    weekly = form(planned(), Step.WEEKLY)
    details = weekly.folded[0]
    assert (details.is_open, len(details.children)) == (False, 1)
    details.opener.click()
    weekly.closed.first.value = MONDAY
    details.opener.click()
    details.opener.click()
    assert details.children[1].first.value == MONDAY


def test_other_screens_know_what_was_typed_on_one(planned):
    opened = planned()
    wish = form(opened, Step.WISH)
    wish.rows["Facebook"].more.click()
    content = form(opened, Step.CONTENT)
    content.types.name.value = "Film"
    content.types.add.click()
    content.messages.audience.value, content.messages.message.value = "All", "Come."
    content.messages.add.click()
    assert form(opened, Step.WISH) is wish
    wish.rows["Facebook"].more.click()
    assert list(wish.opened.takes.ticks) == ["Advice", "Question", "Film"]
    assert ("Film", "Film") in wish.below.kind.options
    assert opened.request.messages[-1] == Message(audience="All", message="Come.")
