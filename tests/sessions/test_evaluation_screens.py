"""The screens of an evaluation session: votes before figures, verdicts, changes with reasons."""

from datetime import date, timedelta

import pytest

from coachkit.documents import evaluation_pages as parts
from coachkit.model.actions import Action, ActionPlan
from coachkit.model.actuals import Actual, Actuals
from coachkit.model.audit import Audit
from coachkit.model.chain import Stake, Tier
from coachkit.model.content import Channel, ContentType
from coachkit.model.deciding import LearningKind
from coachkit.model.errors import InvalidValue
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.goals import Kpi
from coachkit.model.keep_stop_start import Doing, StrategyEdit
from coachkit.model.people import Department, Part, Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.results import Verdict
from coachkit.model.seams import Seams
from coachkit.model.session_time import start
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import Point, Statement, Strategy
from coachkit.sessions import screen_predict
from coachkit.sessions.evaluation_screens import SCREENS
from coachkit.sessions.importing import import_files
from coachkit.sessions.past_desk import PastDesk
from coachkit.sessions.screen_data_health import DataHealthScreen
from coachkit.sessions.screen_done import DoneScreen
from coachkit.sessions.screen_effect import EffectScreen
from coachkit.sessions.screen_evaluation_read_back import EvaluationReadBackScreen
from coachkit.sessions.screen_experiment import ExperimentScreen
from coachkit.sessions.screen_keep import KeepStopStartScreen
from coachkit.sessions.screen_new_plan import NewPlanScreen
from coachkit.sessions.screen_outcomes import OutcomesScreen
from coachkit.sessions.screen_people import PeopleScreen
from coachkit.sessions.screen_predict import PredictScreen
from coachkit.sessions.screen_reception import ReceptionScreen
from coachkit.sessions.screen_replies import RepliesScreen
from coachkit.sessions.screen_tier import TierScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_reality import put_team
from coachkit.widgets.panel import still
from tests.sessions.conftest import HEADER, OCTOBER
from tests.sessions.screen_rooms import NINE, keep, nine, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]

SHEET = shipped_sheet("evaluation")


def desk(workspace):
    return SessionDesk("sund", str(workspace.path), SHEET, None)


def record(workspace):
    return desk(workspace).the(Evaluation)


def post(number, views):
    return (
        f"{1000 + number},77,Page,,Post number {number},0,10/{number:02d}/2026 12:00,N/A,"
        f"https://www.facebook.com/p/{number},0,0,Photos,,,,,Lifetime,{views},80,"
        f"{number},{number},0,0,3,1\n"
    )


@pytest.fixture
def with_posts(workspace, tmp_path):
    """October, a post on each of twenty days, the later the more reactions."""
    file = tmp_path / OCTOBER
    rows = "".join(post(n, 100 + n) for n in range(1, 21))
    file.write_bytes(("\ufeff" + HEADER + rows).encode())
    with workspace.open_client("sund", now=nine, who="coach") as store:
        assert [one.refused for one in import_files(store, [file])] == [None]
    return workspace


def open_screen(kind, block, workspace, language="en"):
    return seated(kind(desk(workspace), block, language))


def test_every_block_has_its_screen_and_none_needs_anything(workspace):
    assert {block.form for block in SHEET.blocks} <= set(SCREENS)
    for block in SHEET.blocks:
        screen = open_screen(SCREENS[block.form], block.key, workspace, "sv")
        screen.show()
        screen.lay_open()
        screen.speak("fi")
        assert isinstance(still(screen.body), str)
    assert desk(workspace).the(Evaluation).session == 1
    with workspace.open_client("sund", now=nine, who="coach", read_only=True) as store:
        assert store.load(Evaluation) is None


# ── How thorough ────────────────────────────────────────────────────────────────────────────────


def test_a_tier_is_advised_from_what_there_is_and_chosen_by_people(workspace):
    screen = open_screen(TierScreen, "does_it_pay", workspace)
    assert screen.answer() is None
    typed(screen.stake, "stake", Stake.DECISIVE.value)
    assert screen.advised().falls_short
    assert "Evaluate in the basic way" in screen.advice.value
    screen.tiers.value = Tier.ENHANCED
    again = desk(workspace)
    assert again.the(Evaluation).tier.tier is Tier.ENHANCED
    assert again.session.question == "How do we know that it pays?"
    assert "tier" not in {one.key for one in again.undecided()}


def test_the_promises_of_the_last_session_come_first(workspace):
    first = desk(workspace)
    late = Action(
        key="action-1",
        what="Mend the links",
        who="Elsa",
        when=date(2026, 11, 1),
        first_step="Look",
        done_sign="They work",
        session=1,
    )
    keep(workspace, first.session, ActionPlan(actions=(late,)))
    after = desk(workspace)
    after.begin_another("en")
    screen = seated(TierScreen(after, "does_it_pay", "en"))
    assert screen.steps.here == "promises"
    assert "Mend the links" in still(screen.body)
    assert after.the(Evaluation).session == 2


# ── What may be answered ────────────────────────────────────────────────────────────────────────


def test_what_is_evaluated_is_kept_with_the_first_entry(with_posts):
    screen = open_screen(DataHealthScreen, "data_health", with_posts)
    assert "Facebook" in screen.seen.value
    typed(screen.health, "may_answer", ["posts", "reception"])
    kept = record(with_posts)
    assert (kept.first, kept.last) == (date(2026, 10, 1), date(2026, 10, 31))
    assert screen.answer().text == "The figures may answer 2 questions today."


def test_a_remembered_day_becomes_a_seam_that_nothing_is_compared_across(with_posts):
    screen = open_screen(DataHealthScreen, "data_health", with_posts)
    typed(screen.notes, "notes.0.on", "2026-10-12")
    typed(screen.notes, "notes.0.platform", "facebook")
    assert screen.offers.children == ()
    typed(screen.notes, "notes.0.text", "They count otherwise")
    (offer,) = screen.offers.children
    before = screen.data
    offer.click()
    again = desk(with_posts)
    assert [one.day for one in again.the(Seams).seams] == [date(2026, 10, 12)]
    assert screen.data is not before
    assert date(2026, 10, 12) in {one.day for one in screen.data.seams}
    assert "They count otherwise" in screen.seen.value
    assert screen.offers.children == ()


# ── Predict before reveal ───────────────────────────────────────────────────────────────────────


@pytest.fixture
def minutes(monkeypatch):
    """A clock that is a minute later whenever it is looked at."""
    passed = iter(range(1, 1000))
    monkeypatch.setattr(screen_predict, "now", lambda: NINE + timedelta(minutes=next(passed)))


def vote(screen, best, worst, amount=""):
    screen.best.value, screen.worst.value, screen.amount.value = best, worst, amount
    screen.vote.click()


def test_nobody_sees_a_figure_before_the_votes_are_in(with_posts, minutes):
    screen = open_screen(PredictScreen, "predict", with_posts)
    items = [one.item for one in screen.ballot.candidates]
    assert len(items) == screen_predict.TOLD_APART
    days = [one.day for one in screen.ballot.candidates]
    assert days == sorted(days)
    assert screen.show_figures.disabled
    assert "<meter" not in still(screen.body)
    vote(screen, items[-1], items[0], "15")
    vote(screen, items[0], items[-1])
    kept = record(with_posts).ballot
    assert (len(kept.votes), kept.figures, kept.open) == (2, (), True)
    assert "<meter" not in still(screen.body)
    assert "2 votes so far." in screen.posts.value
    assert screen.best.value == ""


def test_the_figures_stand_beside_the_guesses_and_no_vote_comes_after_them(with_posts, minutes):
    screen = open_screen(PredictScreen, "predict", with_posts)
    items = [one.item for one in screen.ballot.candidates]
    vote(screen, items[-1], items[0], "15")
    vote(screen, items[0], items[1])
    screen.show_figures.click()
    shown = record(with_posts).ballot
    assert (shown.best, shown.worst) == (items[-1], items[0])
    assert shown.value(items[-1]) == 20
    assert screen.steps.here == "figures"
    assert "<meter" in screen.figures.value
    told = screen.answer().text
    assert "1 of 2 saw the best one coming. 1 of 2 saw the weakest one coming." in told
    assert "The nearest guess was 15; it was 20: the right size" in screen.figures.value
    assert screen.vote.layout.display == "none"
    vote(screen, items[0], items[1])
    assert len(record(with_posts).ballot.votes) == 2
    assert screen.outcome.value


def test_two_browsers_vote_at_the_same_time(with_posts, minutes):
    mine = open_screen(PredictScreen, "predict", with_posts)
    theirs = open_screen(PredictScreen, "predict", with_posts)
    mine.desk.side_by_side(lambda: "en")
    theirs.desk.side_by_side(lambda: "en")
    items = [one.item for one in mine.ballot.candidates]
    vote(mine, items[0], items[1])
    vote(theirs, items[2], items[3])
    assert len(record(with_posts).ballot.votes) == 2


def test_an_amount_that_is_no_number_is_no_vote(with_posts, minutes):
    screen = open_screen(PredictScreen, "predict", with_posts)
    items = [one.item for one in screen.ballot.candidates]
    vote(screen, items[0], items[1], "many")
    assert record(with_posts).ballot.votes == ()
    assert screen.outcome.value


# ── Reception and effect ────────────────────────────────────────────────────────────────────────


def at_nordlykta(demo):
    return SessionDesk("nordlykta", str(demo), SHEET, "en")


def test_a_finding_is_kept_as_it_was_seen_and_a_verdict_no_stronger(demo):
    screen = seated(EffectScreen(at_nordlykta(demo), "effect", "en"))
    assert screen.steps.here == "finding"
    screen.moves.value = ""
    assert "Say which days" in screen.finding.value
    screen.moves.value = Kpi(platform="instagram", metric="saves")
    kept = at_nordlykta(demo).the(Evaluation).effect
    assert kept.found.refined
    assert "<img" in screen.finding.value
    codes = {code for _, code in screen.verdicts.options}
    assert codes == {kept.allowed.value, Verdict.CANNOT_TELL.value}
    screen.verdicts.value = Verdict.CANNOT_TELL.value
    typed(screen.said, "sentence", "Nobody can tell.")
    again = at_nordlykta(demo)
    assert "verdict" not in {one.key for one in again.undecided()}
    typed(screen.campaign, "last", "2026-10-11")
    moved = at_nordlykta(demo).the(Evaluation).effect
    assert (moved.verdict, moved.found.period.last) == (None, date(2026, 10, 11))


def test_each_channel_has_its_sentence_with_the_verdict_beside_it(demo):
    screen = seated(ReceptionScreen(at_nordlykta(demo), "reception", "en"))
    assert len(screen.said.entries["sentences"]) == len(screen.found) == 4
    typed(screen.said, "sentences", ["As usual", "", "", ""])
    said = at_nordlykta(demo).the(Evaluation).out_takes
    assert [(one.platform, one.text) for one in said] == [(screen.found[0].platform, "As usual")]
    assert said[0].verdict is screen.found[0].verdict
    assert screen.answer().text == "1 of 4 channels has its sentence."
    assert not still(screen.goals.body)
    screen.steps.go("goals")
    assert still(screen.goals.body).count("<img") == len(screen.data.goals.goals)


def test_a_sentence_that_is_typed_draws_no_goal_again(demo, monkeypatch):
    drawn = []
    draws = parts.goals_page
    monkeypatch.setattr(parts, "goals_page", lambda *a, **k: drawn.append(1) or draws(*a, **k))
    screen = seated(ReceptionScreen(at_nordlykta(demo), "reception", "en"))
    screen.steps.go("goals")
    goals = len(screen.data.goals.goals)
    # first the plain fit, then the one that has been tried on the past
    assert len(drawn) <= 2 * goals
    before = len(drawn)
    typed(screen.said, "sentences", ["As usual"])
    screen.redraw()
    assert len(drawn) == before


def test_a_figure_of_others_is_brought_with_its_passport_and_known_in_the_next_session(demo):
    screen = seated(ReceptionScreen(at_nordlykta(demo), "reception", "en"))
    screen.steps.go("others")
    assert "Not said: what was counted." in screen.others.value
    told = {
        "source": "The trade's yearbook 2026",
        "platform": "facebook",
        "percent": "2,5",
        "definition": "Comments of a post by its reach",
        "numerator": "comments",
        "denominator": "reach",
        "statistic": "median",
        "n": "340",
        "year": "2026",
        "sector": "all",
    }
    for name, text in told.items():
        typed(screen.brought, f"others.0.{name}", text)
    assert "2.50%. Yours, reckoned in the same way:" in screen.others.value
    kept = at_nordlykta(demo).the(Evaluation)
    (brought,) = kept.others
    assert (brought.percent, brought.n, brought.benchmark.passport.lacking) == (2.5, 340, ())
    assert kept.of_session(9).others == kept.others


def test_another_rhythm_is_asked_for_its_day_and_its_measure_and_answered_with_doubt(demo):
    screen = seated(DoneScreen(at_nordlykta(demo), "actuals", "en"))
    screen.steps.go("rhythm")
    assert "Have you begun to publish more often" in screen.rhythm.found.value
    screen.rhythm.moves.value = Kpi(platform="instagram", metric="saves")
    typed(screen.rhythm.since, "since", "2026-07-06")
    kept = at_nordlykta(demo).the(Evaluation).done
    assert (kept.moves.metric, kept.since) == ("saves", date(2026, 7, 6))
    told = screen.rhythm.found.value
    assert "ck-answered" in told
    typed(screen.said, "longer", "Films")
    assert screen.rhythm.found.value == told


def test_days_that_stand_out_are_shown_where_people_say_what_they_remember(demo):
    screen = seated(DataHealthScreen(at_nordlykta(demo), "data_health", "en"))
    assert not screen.apart.value
    screen.steps.go("notes")
    assert "unlike other days" in screen.apart.value


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
    assert [one.name for one in desk(workspace).named_versions()] == ["v0.1"]


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
