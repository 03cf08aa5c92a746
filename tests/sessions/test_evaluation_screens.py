"""The screens of an evaluation session that show figures: votes before them, verdicts after."""

from datetime import date, timedelta

import pytest

from coachkit.documents import evaluation_pages as parts
from coachkit.model.actions import Action, ActionPlan
from coachkit.model.chain import Stake, Tier
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.goals import Kpi
from coachkit.model.results import Verdict
from coachkit.model.seams import Seams
from coachkit.sessions import screen_predict
from coachkit.sessions.evaluation_screens import SCREENS
from coachkit.sessions.screen_data_health import DataHealthScreen
from coachkit.sessions.screen_done import DoneScreen
from coachkit.sessions.screen_effect import EffectScreen
from coachkit.sessions.screen_predict import PredictScreen
from coachkit.sessions.screen_reception import ReceptionScreen
from coachkit.sessions.screen_tier import TierScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.panel import still
from tests.sessions.evaluation_rooms import SHEET, desk, open_screen, record, with_posts
from tests.sessions.screen_rooms import NINE, keep, nine, no_loop, seated, typed, workspace

__all__ = ["no_loop", "with_posts", "workspace"]


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
