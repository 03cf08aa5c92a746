"""The screens of an evaluation session for people and what they change: replies, edits, a rota."""

from datetime import date, timedelta

import pytest

from coachkit.model.actuals import Actual, Actuals
from coachkit.model.audit import Audit
from coachkit.model.chain import Tier
from coachkit.model.content import Channel, ContentType
from coachkit.model.deciding import LearningKind
from coachkit.model.errors import InvalidValue
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.goals import Kpi
from coachkit.model.keep_stop_start import Doing, StrategyEdit
from coachkit.model.people import Department, Part, Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.session_time import start
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import Point, Statement, Strategy
from coachkit.sessions.past_desk import PastDesk
from coachkit.sessions.screen_evaluation_read_back import EvaluationReadBackScreen
from coachkit.sessions.screen_experiment import ExperimentScreen
from coachkit.sessions.screen_keep import KeepStopStartScreen
from coachkit.sessions.screen_new_plan import NewPlanScreen
from coachkit.sessions.screen_outcomes import OutcomesScreen
from coachkit.sessions.screen_people import PeopleScreen
from coachkit.sessions.screen_replies import RepliesScreen
from coachkit.sessions.screen_tier import TierScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_reality import put_team
from coachkit.store.client_store import ClientStore
from tests.sessions.evaluation_rooms import SHEET, desk, open_screen, record, with_posts
from tests.sessions.screen_rooms import keep, no_loop, seated, typed, workspace

__all__ = ["no_loop", "with_posts", "workspace"]


# ── Outcomes, replies, people ───────────────────────────────────────────────────────────────────


def test_departments_that_nobody_has_spoken_for_are_named(workspace):
    team = Team(
        departments=(
            Department(name="Sales", hours_a_week=2),
            Department(name="Care", hours_a_week=2),
        )
    )
    keep(workspace, team)
    screen = open_screen(OutcomesScreen, "outcomes", workspace)
    assert "Not heard yet: Sales and Care." in screen.unheard.value
    typed(screen.voices, "outcomes.0.department", "sales")
    typed(screen.voices, "outcomes.0.text", "They ask for the film")
    assert "Not heard yet: Care." in screen.unheard.value
    assert screen.answer().text == "1 department was heard."


def test_reply_times_are_taken_from_an_inbox_and_its_words_are_not(workspace):
    screen = open_screen(RepliesScreen, "conversation", workspace)
    rows = [
        f"2026-11-{day:02d} 09:00,2026-11-{day:02d} {10 + day % 3}:00,Size" for day in range(2, 20)
    ]
    table = "received,replied,theme\n" + "\n".join(rows) + "\n2026-11-20 09:00,,Size\n"
    screen.read(table.encode(), "inbox.csv")
    kept = record(workspace).replies
    assert (kept.found.n, kept.found.unanswered, kept.themes) == (19, 1, ("Size",))
    assert screen.found.value
    typed(screen.decided, "within", "4")
    assert screen.answer().text == "From now on we answer within 4 hours."
    assert not list(workspace.path.rglob("inbox.csv"))


def test_a_file_that_is_no_inbox_is_refused_in_a_sentence(workspace):
    screen = open_screen(RepliesScreen, "conversation", workspace)
    screen.act(lambda: screen.read(b"a,b\n1,2\n", "other.csv"))
    assert screen.outcome.value
    assert record(workspace).replies.found is None


def test_a_pulse_is_shown_from_five_answers_on_and_says_nothing_of_who(workspace):
    screen = open_screen(PeopleScreen, "people", workspace)
    for mark in (1, 2, 3, 4):
        screen.skill.value, screen.word.value = mark, f"word{mark}"
        screen.answer_it.click()
    assert "4 answers." in screen.felt.value
    assert "word" not in screen.felt.value
    screen.skill.value, screen.confidence.value = 5, 2
    screen.answer_it.click()
    assert "word1 · word2" in screen.felt.value
    answers = record(workspace).pulse
    assert [one.key for one in answers] == sorted(one.key for one in answers)
    assert screen.skill.value is None


def test_a_person_is_named_only_after_a_yes(workspace):
    screen = open_screen(PeopleScreen, "people", workspace)
    typed(screen.wins, "wins.0.what", "The film")
    typed(screen.wins, "wins.0.person", "Elsa")
    assert "wins.0.person" in screen.wins.errors
    assert all(one.person == "" for one in record(workspace).wins)
    typed(screen.wins, "wins.0.consents", text=True)
    assert record(workspace).wins[0].person == "Elsa"


# ── Keep, stop, start ───────────────────────────────────────────────────────────────────────────

STRATEGY = Strategy(
    statements=(
        Statement(
            key="statement-1",
            point=Point.MESSAGE,
            text="Outdoors is for all",
            owner="Elsa",
            review_on=date(2026, 11, 1),
        ),
    )
)


def stop(about="statement-1", **more):
    said = {"kind": LearningKind.FIGURE, "learned": "3 of 40 clicks", "who": "Elsa", **more}
    return StrategyEdit(key="edit-1", doing=Doing.STOP, about=about, **said)


def test_whole_changes_are_written_into_the_strategy_with_their_reasons(workspace):
    keep(workspace, STRATEGY)
    screen = open_screen(KeepStopStartScreen, "keep_stop_start", workspace)
    assert screen.steps.here == "due"
    screen.put("changes", edits=(stop(learned=""),))
    assert screen.write.disabled
    screen.put("changes", edits=(stop(),))
    screen.write.click()
    after = desk(workspace)
    strategy = after.the(Strategy)
    assert strategy.statements == ()
    assert strategy.revisions[0].learning.text == "3 of 40 clicks"
    assert after.the(Evaluation).edits[0].written_on == after.today
    assert "what_changes" not in {one.key for one in after.undecided()}
    assert "3 of 40 clicks" in screen.written.value
    assert screen.answer().text == "1 change is in the strategy."


def test_what_was_written_cannot_be_typed_over(workspace):
    keep(workspace, STRATEGY)
    screen = open_screen(KeepStopStartScreen, "keep_stop_start", workspace)
    screen.put("changes", edits=(stop(),))
    screen.write.click()
    typed(screen.edits, "edits.0.learned", "Something else")
    assert record(workspace).edits[0].learned == "3 of 40 clicks"


def test_a_decision_whose_day_has_come_begins_a_line(workspace):
    keep(workspace, STRATEGY)
    screen = open_screen(KeepStopStartScreen, "keep_stop_start", workspace)
    screen.look_again("statement-1")
    begun = record(workspace).edits[0]
    assert (begun.doing, begun.about, begun.missing) == (
        Doing.KEEP,
        "statement-1",
        ("kind", "learned", "who"),
    )
    assert screen.steps.here == "changes"


# ── The new plan ────────────────────────────────────────────────────────────────────────────────


def plan_request(today):
    shop = Department(name="Shop", hours_a_week=20, part=Part.CORE)
    film = ContentType(name="Film", hours=4)
    return PlanRequest(
        starts=today + timedelta(days=-today.weekday() % 7),
        weeks=4,
        today=today,
        country="SE",
        team=Team(departments=(shop,)),
        content=(film,),
        channels=(Channel(name="Facebook", target_a_week=2, takes=("Film",)),),
    )


def actuals(n, done):
    return Actuals(
        actuals=tuple(
            Actual(
                key=f"item-{i}",
                day=date(2026, 10, 1) + timedelta(days=i),
                content_type="Film",
                owner="Shop",
                planned=4,
                done=done,
            )
            for i in range(n)
        )
    )


def test_what_it_really_took_becomes_what_the_plan_reckons_with(workspace):
    today = desk(workspace).today
    request = plan_request(today)
    keep(workspace, STRATEGY, request.team, request, actuals(8, 8))
    screen = open_screen(NewPlanScreen, "new_plan", workspace)
    assert screen.steps.here == "learned"
    assert "Film:" in screen.learned.value
    screen.adopt.click()
    learned = desk(workspace).request.content[0]
    assert learned.hours > 5
    assert "8" in learned.source
    typed(screen.decided, "owner", "Elsa")
    screen.hours.decide.click()
    after = desk(workspace)
    assert (after.the(Evaluation).hours.hours_a_week, after.the(Strategy).hours.owner) == (
        20,
        "Elsa",
    )
    assert after.the(Strategy).revisions[-1].about == "hours"
    assert "new_hours" not in {one.key for one in after.undecided()}


def test_the_new_rota_is_of_the_hours_that_were_decided_and_goes_into_the_files(workspace):
    today = desk(workspace).today
    request = plan_request(today)
    keep(workspace, STRATEGY, request.team, request)
    screen = open_screen(NewPlanScreen, "new_plan", workspace, "en")
    assert "There is no rota yet." in screen.rota.told.value
    screen.rota.make.click()
    made = desk(workspace)
    assert made.plan is not None
    assert not made.plan_is_behind
    assert "The rota is of the hours as they are now" in screen.rota.told.value
    fewer = request.team.departments[0].model_copy(update={"hours_a_week": 4})
    put_team(screen.desk, request.team.changed(departments=(fewer,)), "hours")
    assert "The rota is older than the hours." in screen.rota.told.value
    screen.rota.make.click()
    again = desk(workspace).plan
    assert again.hours_a_week == 4
    assert len(again.items) < len(made.plan.items)


def test_a_rota_that_is_over_begins_again_on_the_next_monday(workspace):
    today = desk(workspace).today
    request = plan_request(today)
    past = request.changed(starts=request.starts - timedelta(weeks=20), today=None)
    keep(workspace, past.team, past)
    screen = open_screen(NewPlanScreen, "new_plan", workspace)
    screen.rota.make_it()
    assert desk(workspace).plan.starts == request.starts


# ── Experiment and read back ────────────────────────────────────────────────────────────────────


def test_too_little_history_says_that_nothing_could_be_seen(with_posts):
    screen = open_screen(ExperimentScreen, "experiment", with_posts)
    screen.measure.value = Kpi(platform="facebook", metric="reactions")
    kept = record(with_posts).experiment
    assert (kept.smallest, kept.could_be_seen) == (None, False)
    assert "It could not be seen" in screen.verdict.value
    typed(screen.plan, "idea", "Ask a question in every post")
    assert "It could not be seen" in screen.answer().detail
    assert not screen.verdict.value
    screen.none.value = True
    assert screen.answer().text == "Nothing is tried until next time."
    assert "one_experiment" not in {one.key for one in desk(with_posts).undecided()}


def test_the_last_screen_reads_back_and_asks_for_others_than_the_social_team(workspace):
    screen = open_screen(EvaluationReadBackScreen, "read_back", workspace)
    assert "Ask somebody whose work" in screen.beyond.value
    typed(screen.invited, "invitees.0.role", "Sales")
    assert "1 of those asked works" in screen.beyond.value
    typed(screen.question, "answer", "Up by two fifths, give or take a third.")
    assert screen.answer().text == "Up by two fifths, give or take a third."
    screen.desk.put(
        record(workspace).changed(effect={"sentence": "Shown: clicks went up."}), "elsewhere"
    )
    assert "Shown: clicks went up." in screen.aloud.value


def test_a_name_without_a_yes_is_not_invited(workspace):
    screen = open_screen(EvaluationReadBackScreen, "read_back", workspace)
    typed(screen.invited, "invitees.0.name", "Elsa")
    assert record(workspace).meeting.invitees == ()


def test_a_version_of_the_strategy_gets_its_name(workspace):
    keep(workspace, STRATEGY, Audit(on=date(2026, 10, 1)))
    screen = open_screen(EvaluationReadBackScreen, "read_back", workspace)
    screen.call_it.click()
    assert [one.name for one in desk(workspace).looked_up(ClientStore.frozen_names)] == ["v0.1"]


# ── The engine ──────────────────────────────────────────────────────────────────────────────────


def test_a_past_minute_shows_the_record_as_it_was_and_takes_nothing(workspace):
    held = desk(workspace)
    held.move(start, "start")
    screen = seated(TierScreen(held, "does_it_pay", "en"))
    screen.tiers.value = Tier.BASIC
    past = PastDesk("sund", str(workspace.path), SHEET, 1.0)
    assert past.the(Evaluation).tier.tier is Tier.BASIC
    seen = seated(TierScreen(past, "does_it_pay", "en"))
    seen.put("tier", tier=past.the(Evaluation).tier.changed(tier=Tier.ENHANCED))
    assert record(workspace).tier.tier is Tier.BASIC


def test_a_practice_run_leaves_nothing_with_the_client(workspace):
    tried = SessionDesk("sund", str(workspace.path), SHEET, None, practice=True)
    screen = seated(TierScreen(tried, "does_it_pay", "en"))
    screen.tiers.value = Tier.BASIC
    assert tried.the(Evaluation).tier.tier is Tier.BASIC
    assert record(workspace).tier.tier is None


def test_the_strategy_session_before_is_not_the_evaluation(workspace):
    before = SessionDesk("sund", str(workspace.path), shipped_sheet("strategy"), None)
    before.move(start, "start")
    after = desk(workspace)
    assert (after.session.number, after.session.sheet, after.session.started) == (
        2,
        "evaluation",
        False,
    )
    with pytest.raises(InvalidValue):
        after.the(Evaluation).changed(session=0)
