"""An evaluation picks up the campaign that was planned, and holds what was promised against it."""

from datetime import date
from itertools import product

import pytest

from coachkit.documents.evaluation_report import evaluation_report
from coachkit.language.promises_said import kind_of_found, promise_sentence, promised_and_found
from coachkit.language.speech import speak
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_measuring import Measurement, Outcome
from coachkit.model.campaign_said import CampaignEffect, Promise
from coachkit.model.effects import Change, Reason, Smallest
from coachkit.model.errors import InvalidValue
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.goals import Kpi
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.results import Verdict
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions.campaign_picked_up import (
    campaigns_held,
    picked_up,
    promise_of,
    still_ahead,
)
from coachkit.sessions.screen_effect import EffectScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.panel import still
from tests.documents.campaigns import CLICKS, NAME, SAVES, a_campaign, could_be_seen
from tests.documents.evaluations import a_comparison, an_evaluation
from tests.documents.test_evaluation_documents import IMPRINT, papers, seen
from tests.sessions.screen_rooms import keep, nine, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]

SHEET = shipped_sheet("evaluation")
AUTUMN = Period(first=date(2026, 8, 1), last=date(2026, 10, 31))


def launched(day=date(2026, 9, 14), session=3, **changed) -> Campaign:
    """Tease from the end of August, over on 18 October."""
    return a_campaign(launch=day, moved_from=(), session=session, **changed)


def promised(lift=0.45, **changed) -> Promise:
    return Promise(measure=CLICKS, smallest=Smallest(lift=lift, weeks=5), **changed)


# ── What is picked up ───────────────────────────────────────────────────────────────────────────


def test_window_outcome_control_name_and_other_days_are_picked_up():
    effect = picked_up([launched()], AUTUMN)
    assert (effect.of, effect.name) == (3, NAME)
    assert (effect.first, effect.last) == (date(2026, 9, 14), date(2026, 10, 18))
    assert (effect.outcome, effect.control) == (CLICKS, SAVES)
    # What was teased before is no quiet past, nor are the days that were said to be none.
    assert effect.also[0] == Period(first=date(2026, 8, 31), last=date(2026, 9, 13))
    assert effect.also[1] == Period(first=date(2026, 10, 1), last=date(2026, 10, 28))
    assert effect.happened == "The January sales"
    assert effect.verdict is None
    assert effect.found is None


def test_days_of_other_campaigns_are_no_quiet_past_either():
    spring = launched(date(2026, 4, 6), session=1)
    effect = picked_up([launched(), spring], AUTUMN)
    assert spring.period in effect.also


def test_the_latest_that_ran_in_the_period_is_meant_and_one_ahead_is_not():
    ahead = launched(date(2027, 1, 18), session=4)
    early = launched(date(2026, 7, 6), session=2)
    assert picked_up([ahead, launched(), early], AUTUMN).of == 3
    assert picked_up([ahead], AUTUMN) is None
    assert still_ahead([ahead, launched()], AUTUMN) == ahead
    assert picked_up([launched()], None) is None
    assert picked_up([], AUTUMN) is None


def test_a_control_of_the_same_place_was_touched_too():
    likes = Kpi(platform=Platform.FACEBOOK, metric="comments")
    same = launched(measurement=Measurement(control=likes))
    assert picked_up([same], AUTUMN).control is None
    own = launched(outcome=Outcome(text="Trials", own_measure="The booking form"))
    effect = picked_up([own], AUTUMN)
    assert (effect.outcome, effect.control, effect.promised) == (None, None, None)


def test_the_promise_is_the_smallest_lift_that_was_decided_by():
    assert promise_of(launched()).smallest == Smallest(lift=0.3, weeks=5, with_control=True)
    alone = launched().measurement.changed(control=None)
    assert promise_of(launched(measurement=alone)).smallest == Smallest(lift=0.45, weeks=5)
    blind = alone.changed(found=could_be_seen().changed(options=(), reason="short_history"))
    told = promise_of(launched(measurement=blind))
    assert (told.smallest, told.cannot) == (None, Reason.SHORT_HISTORY)
    assert promise_of(launched(measurement=Measurement())) is None
    with pytest.raises(InvalidValue):
        Promise(measure=CLICKS)


def test_each_campaign_is_held_once_as_it_was_said_last(workspace):
    with workspace.open_client("sund", now=nine, who="coach") as store:
        assert campaigns_held(store) == ()
        first = store.save(Campaign(session=1), based_on=None, because="begun")
        second = store.save(launched(session=1), based_on=first.revision, because="launch")
        moved = launched(date(2026, 9, 21), session=1)
        third = store.save(moved, based_on=second.revision, because="moved")
        later = launched(date(2027, 1, 18), session=4)
        store.save(later, based_on=third.revision, because="next")
        assert campaigns_held(store) == (later, moved)


def test_a_campaign_that_two_sessions_worked_at_is_one_and_none_beside_itself(workspace):
    prepared, worked_at = (launched(date(2026, 12, 7), session=n) for n in (3, 2))
    with workspace.open_client("sund", now=nine, who="coach") as store:
        first = store.save(prepared, based_on=None, because="prepared")
        second = store.save(worked_at, based_on=first.revision, because="session")
        assert campaigns_held(store) == (worked_at,)
        effect = picked_up(
            campaigns_held(store), Period(first=AUTUMN.first, last=date(2027, 1, 31))
        )
        assert worked_at.period not in effect.also
        store.save(Campaign(session=4, name="Next"), based_on=second.revision, because="next")
        assert campaigns_held(store) == (worked_at,)


# ── On the screen ───────────────────────────────────────────────────────────────────────────────


def evaluated(workspace, **said) -> SessionDesk:
    record = Evaluation(session=1, first=AUTUMN.first, last=AUTUMN.last, **said)
    keep(workspace, record)
    return SessionDesk("sund", str(workspace.path), SHEET, None)


def test_the_screen_begins_with_it_and_what_is_said_otherwise_stays(workspace):
    keep(workspace, launched())
    screen = seated(EffectScreen(evaluated(workspace), "effect", "en"))
    assert "Say which days" in still(screen.finding)
    screen.show()
    assert screen.campaign.entries["name"] == NAME
    assert "as it was planned" in still(screen.planned)
    assert "not its last word" not in still(screen.planned)
    assert "a rise below 30% could not be seen" in still(screen.promised)
    typed(screen.campaign, "name", "Something else")
    for field in ("name", "first", "last"):
        typed(screen.campaign, field, "")
    screen.show()
    assert screen.record.effect.name == ""
    assert screen.record.effect.first is None


def test_what_people_said_by_themselves_is_not_overwritten(workspace):
    keep(workspace, launched())
    own = CampaignEffect(name="Our own")
    screen = seated(EffectScreen(evaluated(workspace, effect=own), "effect", "en"))
    screen.show()
    assert screen.record.effect == own
    assert not still(screen.promised)


def test_a_campaign_that_is_not_over_and_one_ahead_are_said(workspace):
    keep(workspace, launched(date(2026, 10, 12)))
    screen = seated(EffectScreen(evaluated(workspace), "effect", "en"))
    screen.show()
    assert "runs until 15 November 2026" in still(screen.planned)
    assert "not its last word" in still(screen.planned)


def test_one_that_is_still_ahead_is_said_to_be(workspace):
    keep(workspace, launched(date(2027, 1, 18)))
    screen = seated(EffectScreen(evaluated(workspace), "effect", "sv"))
    screen.show()
    assert screen.record.effect == CampaignEffect()
    assert NAME in still(screen.planned)


# ── Promised and found ──────────────────────────────────────────────────────────────────────────


def test_the_sentence_of_the_brief():
    found = a_comparison(low=-0.08, value=0.12, high=0.34, smallest=Smallest(lift=0.9, weeks=5))
    said = promised_and_found(promised(), found, speak("en"))
    assert said == (
        "Before the launch we said that a rise below 45% could not be seen. "
        "Found: +12% (\N{MINUS SIGN}8% to +34%): can't tell, as we said."
    )


LIFTS = (0.05, 0.3, 0.45, 0.8, 2.0)
CHANGES = tuple(
    (low, value, high)
    for low, value, high in product(
        (-0.6, -0.05, 0.02, 0.5), (-0.4, 0.0, 0.1, 0.6), (-0.1, 0.2, 0.9)
    )
    if low <= value <= high
)


@pytest.mark.parametrize("lift", [*LIFTS, None])
def test_no_sentence_says_what_its_numbers_do_not(lift):
    promise = (
        Promise(measure=CLICKS, cannot=Reason.SHORT_HISTORY) if lift is None else promised(lift)
    )
    for (low, value, high), smallest in product(CHANGES, (0.3, 0.9)):
        found = a_comparison(
            low=low, value=value, high=high, smallest=Smallest(lift=smallest, weeks=5)
        )
        kind, verdict = kind_of_found(promise, found), found.verdict
        assert (kind in {"seen", "seen_smaller", "seen_untold"}) == (verdict is Verdict.SHOWN_UP)
        assert (kind == "fell") == (verdict is Verdict.SHOWN_DOWN)
        assert kind.startswith("not_shown") == (verdict is Verdict.NOT_SHOWN)
        if kind == "seen":
            assert value >= lift
        if kind == "seen_smaller":
            assert 0 < low <= value < lift
        if kind == "as_said":
            assert lift is None or value < lift
        if kind == "though_large":
            assert value >= lift
        for language in LANGUAGES:
            said = promised_and_found(promise, found, speak(language))
            assert speak(language).signed_percent(value) in said


def test_what_nobody_could_know_before_is_not_called_said():
    for reason in Reason:
        if reason is Reason.TOO_NOISY:
            continue
        found = a_comparison(change=None, reason=reason)
        said = kind_of_found(promised(), found)
        assert said == "otherwise"
        blind = Promise(measure=CLICKS, cannot=Reason.NO_DATA)
        known = reason in {
            *(Reason.NO_DATA, Reason.SHORT_HISTORY),
            *(Reason.LONGER_THAN_HISTORY, Reason.NOTHING_COUNTED),
        }
        assert (kind_of_found(blind, found) == "as_said_bare") == known
    moved = a_comparison(reason=Reason.CONTROL_MOVED)
    assert "moved too" in promised_and_found(promised(), moved, speak("en"))
    assert "as we said" not in promised_and_found(promised(), moved, speak("en"))


def test_a_lift_that_nothing_reaches_is_called_so():
    assert "hardly any rise" in promise_sentence(promised(14.0), speak("en"))
    assert Change(low=0, value=0, high=0).value == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_has_both_beside_each_other(language):
    record, speech = an_evaluation(), speak(language)
    effect = record.effect.changed(promised=promised(), of=3)
    text = seen(evaluation_report(papers(record.changed(effect=effect)), IMPRINT, speech))
    assert " ".join(promised_and_found(promised(), effect.found, speech).split()) in text
    other = effect.changed(promised=Promise(measure=SAVES, smallest=Smallest(lift=0.4, weeks=5)))
    text = seen(evaluation_report(papers(record.changed(effect=other)), IMPRINT, speech))
    assert promise_sentence(other.promised, speech) not in text
