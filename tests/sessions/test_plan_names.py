"""Other names, things taken off, and the progress of a plan, on the planning page."""

from coachkit.documents.planning_words import Step
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.planning.progress import PlanStage
from coachkit.sessions.plan_fitting import fitting
from coachkit.widgets.plan_content import Side
from tests.sessions.plan_pages import form


def fixed_by_hand(opened, owner="Bo"):
    """The key of an item that a hand has fixed."""
    calendar = form(opened, Step.CALENDAR)
    key = next(one.key for one in calendar.plan.items if one.owner == owner and not one.campaign)
    calendar.choose(key)
    calendar.fix.click()
    return key


def test_another_name_for_a_channel_changes_no_plan_and_is_everywhere(planned, store):
    opened = planned()
    key = fixed_by_hand(opened)
    channel = opened.plan.item(key).channel
    before = [(one.key, one.day, one.owner) for one in opened.plan.items]
    wish = form(opened, Step.WISH)
    wish.rows[channel].more.click()
    wish.opened.called.value = "Journal"
    wish.opened.rename.click()
    assert "Journal" in wish.rows
    assert wish.opened.name == "Journal"
    opened.go(Step.PLAN)
    again = planned()
    assert [(one.key, one.day, one.owner) for one in again.plan.items] == before
    assert (again.plan.item(key).channel, again.plan.item(key).locked) == ("Journal", True)
    assert again.plan == opened.plan
    assert channel not in [one.name for one in store.load(PlanRequest).value.channels]
    again.go(Step.CALENDAR)
    assert again.plan == opened.plan


def test_another_name_does_not_hide_that_the_plan_is_behind(planned, store):
    opened = planned()
    opened.go(Step.PLAN)
    content = form(opened, Step.CONTENT)
    content.side.value = Side.TYPES
    content.types.rows["Question"].hours.typed.value = "2"
    content.types.rows["Question"].more.click()
    content.types.opened.called.value = "Riddle"
    content.types.opened.rename.click()
    again = planned()
    again.go(Step.PLAN)
    assert {one.hours for one in again.plan.items if one.content_type == "Riddle"} == {2}
    assert store.load(Plan).value == again.plan


def test_a_name_that_is_taken_is_refused_at_the_field(planned, store):
    wish = form(planned(), Step.WISH)
    wish.rows["Facebook"].more.click()
    wish.opened.called.value = "Instagram"
    wish.opened.rename.click()
    assert "stands here twice" in wish.said.value
    assert list(wish.rows) == ["Facebook", "Instagram"]


def test_somebody_is_renamed_with_all_that_is_theirs(planned):
    opened = planned()
    key = fixed_by_hand(opened)
    hours = form(opened, Step.HOURS)
    hours.rows["Bo"].more.click()
    hours.opened.rare.called.value = "Bodil"
    hours.opened.rare.rename.click()
    assert list(hours.rows) == ["Ada", "Bodil", "Cy", "Desk"]
    assert (opened.plan.item(key).owner, opened.team.people[1].name) == ("Bodil", "Bodil")
    assert "Bo" not in {one.owner for one in opened.plan.items}
    opened.go(Step.PLAN)
    assert planned().plan.item(key).owner == "Bodil"


def test_somebody_is_renamed_before_there_is_a_plan(page):
    opened = page()
    hours = opened.body.children[0]
    hours.name.value = "Ada"
    hours.add.click()
    hours.rows["Ada"].more.click()
    hours.opened.rare.called.value = "Ada L"
    hours.opened.rare.rename.click()
    assert [one.name for one in page().team.people] == ["Ada L"]


def test_what_a_hand_fixed_for_somebody_who_is_gone_is_let_go(planned):
    opened = planned()
    key = fixed_by_hand(opened)
    form(opened, Step.HOURS).rows["Bo"].off.click()
    opened.go(Step.PLAN)
    assert opened.outcome.value.count("ck-warned") == 0
    assert opened.plan.locks == ()
    assert key not in {one.key for one in opened.plan.items if one.owner == "Bo"}


def test_a_lock_on_an_item_of_a_launch_does_not_hold_another_one(planned):
    opened = planned()
    launch = form(opened, Step.WISH).below
    launch.title.value, launch.days.value = "Soon", 2
    launch.add_item.click()
    calendar = form(opened, Step.CALENDAR)
    rental, soon = (one for one in calendar.plan.items if one.campaign)
    calendar.choose(rental.key)
    calendar.fix.click()
    assert fitting(opened.plan, opened.request) == opened.plan
    launch = form(opened, Step.WISH).below
    launch.item.value = 0
    launch.item_off.click()
    opened.go(Step.PLAN)
    assert [one.title for one in opened.plan.items if one.campaign] == [soon.title]
    assert opened.plan.locks == ()


def test_the_page_tells_how_far_the_plan_has_come(planned):
    opened, told = planned(), []
    opened.working.observe(lambda change: told.append(change["new"]), "value")
    opened.go(Step.PLAN)
    of_a_step = [one for one in told if "max=" in one]
    assert [one for one in of_a_step if "week 3 of 6" in one] != []
    shares = [int(one.split('value="')[1].split('"')[0]) for one in of_a_step]
    assert (shares[0], shares == sorted(shares), shares[-1] < 100) == (0, True, True)
    assert opened.working.value.count("<progress") == 0


def test_the_steps_are_told_in_their_order():
    assert [str(one) for one in PlanStage] == ["rota", "cadence", "items", "checking"]
