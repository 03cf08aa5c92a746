"""The demo clients' strategies: whole, in tune with their plans, and changed for a reason."""

from datetime import date

import pytest

from coachkit.language.speech import speak
from coachkit.language.strategy_letter import LetterPart, letter, stale_alarm
from coachkit.model.actions import OPEN_AT_MOST, ActionPlan
from coachkit.model.audit import Audit
from coachkit.model.deciding import LearningKind
from coachkit.model.inside_view import InsideView
from coachkit.model.intake import Intake
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.policies import Policies
from coachkit.model.strategy import POINTS, Strategy
from coachkit.model.strategy_changes import compare
from coachkit.planning.planner import plan
from coachkit.sessions.demo import CLIENTS, demo_client, demo_workspace
from coachkit.sessions.demo_strategy import FIRST, SECOND, demo_changes, demo_strategy
from coachkit.sessions.opening import now
from coachkit.sessions.strategy import standing
from coachkit.store.workspace import Workspace

SESSION = date(2026, 10, 7)
TODAY = date(2026, 11, 23)


@pytest.fixture(params=CLIENTS)
def store(request, demo_made_once):
    """A demo client's store, to be read."""
    workspace = Workspace.open(demo_made_once)
    with workspace.open_client(request.param, now=now, who="test", read_only=True) as opened:
        yield opened


def test_nothing_is_lacking_when_the_session_ended_and_nothing_later(store):
    stands = standing(store)
    assert stands.gaps(TODAY) == ()
    first = store.load_frozen(Strategy, FIRST)
    assert first.value == demo_strategy(store.client.slug)
    assert [gap for gap in stands.gaps(SESSION) if gap.code != "review_late"] == []


def test_every_part_has_what_a_session_leaves(store):
    audit, policies = store.load(Audit).value, store.load(Policies).value
    assert len(audit.mentions) >= 5
    assert {one.channel for one in audit.links} <= set(audit.channels)
    assert len(store.load(InsideView).value.answers) == 6
    assert len({one.said_by for one in store.load(InsideView).value.answers}) >= 3
    assert len(policies.images.pairs) >= 3
    assert len(policies.employees.encouragements) >= len(policies.employees.rights)
    assert 1 <= len(store.load(ActionPlan).value.actions) <= OPEN_AT_MOST
    strategy = store.load(Strategy).value
    assert [point for point in POINTS if not strategy.said_of(point)] == []
    assert {line.basis for one in strategy.profiles for line in one.lines} == {"data", "guess"}


def test_the_people_are_those_of_the_plan_and_only_who_has_consented_is_named(store):
    team = store.load(PlanRequest).value.team
    opted_in = {one.name for one in team.people if one.opted_in}
    others = {one.name for one in team.people} - opted_in
    intake = store.load(Intake).value
    named = {one.name for one in intake.attending}
    assert opted_in <= named
    assert [one.name for one in intake.attending if not one.consents] == []
    assert set(store.load(Strategy).value.authors) == named
    assert {one.who for one in store.load(ActionPlan).value.actions} <= named
    said = "".join(
        store.load(kind).value.model_dump_json()
        for kind in (Strategy, Audit, InsideView, Policies, Intake)
    )
    assert [name for name in others if name in said] == []


def test_the_channels_that_are_kept_are_those_of_the_plan(store):
    kept = {one.channel for one in store.load(Strategy).value.channels if one.verdict == "keep"}
    assert kept == {one.name for one in store.load(PlanRequest).value.channels}


def test_the_hours_are_those_of_the_plan_and_the_posts_are_about_as_many(store):
    """The decision was taken before the plan was made, with the plan's figures of that day."""
    hours = store.load(Strategy).value.hours
    made = plan(store.load(PlanRequest).value)
    assert (hours.hours_a_week, hours.wished) == (made.hours_a_week, made.wish_a_week)
    assert hours.realistic == pytest.approx(made.posts_a_week, abs=0.5)
    gap = sum(line.gap_hours for line in made.cadence) / made.weeks
    assert hours.gap_hours == pytest.approx(gap, abs=1.5)


def test_three_changes_go_back_to_a_figure_an_event_and_a_comment(store):
    older, newer = (store.load_frozen(Strategy, name) for name in (FIRST, SECOND))
    assert newer.revision == older.revision + 3
    assert newer.value == demo_changes(store.client.slug)[-1][0]
    learned = [one.learning.kind for one in newer.value.revisions]
    assert set(learned) == set(LearningKind)
    assert [one for one in newer.value.revisions if not one.learning.source] == []
    because = [one.because for one in store.history(Strategy)][-3:]
    assert because == [why for _, why in demo_changes(store.client.slug)]


def test_the_letter_tells_each_of_them(store):
    older, newer = (store.load_frozen(Strategy, name).value for name in (FIRST, SECOND))
    speech = speak(store.client.language)
    told = letter(compare(older, newer), (FIRST, SECOND), store.client, speech, TODAY)
    changes = [one for one in told if one.part is LetterPart.CHANGE]
    assert {one.key for one in changes} == {one.about for one in newer.revisions}
    assert [len(one.why) for one in changes] == [1, 1, 1]


def test_nobody_is_late_in_november_and_some_are_in_january(store):
    strategy, speech = store.load(Strategy).value, speak("en")
    assert stale_alarm(strategy, TODAY, speech) == ()
    assert len(stale_alarm(strategy, date(2027, 1, 4), speech)) > 1


def test_what_is_there_already_stays(tmp_path):
    workspace = demo_workspace(tmp_path / "w")
    demo_client(workspace, "nordlykta")
    with workspace.open_client("nordlykta", now=now, who="test") as store:
        before = store.events()
        last = store.load(Strategy)
        mine = last.value.changed(authors=("Aino",))
        store.save(mine, based_on=last.revision, because="mine")
        assert store.events(after=before[-1].number) != ()
    demo_client(workspace, "nordlykta")
    with workspace.open_client("nordlykta", now=now, who="test") as store:
        assert store.load(Strategy).value == mine
