"""What an evaluation leaves: honest votes, and verdicts no stronger than the figures."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coachkit.model.ballots import Ballot, Candidate, Figure, Vote
from coachkit.model.campaign_said import CampaignEffect, Experiment
from coachkit.model.chain import Tier
from coachkit.model.effects import Change, Comparison, Reason, Smallest
from coachkit.model.errors import InvalidValue
from coachkit.model.evaluation_decided import DECIDED
from coachkit.model.evaluation_record import (
    Answerable,
    DataHealth,
    Evaluation,
    NewHours,
    Pays,
    ReplyNotes,
    Surprise,
)
from coachkit.model.goals import Kpi
from coachkit.model.observations import Platform
from coachkit.model.people_said import Invitee, MonthlyMeeting, Win
from coachkit.model.periods import Period
from coachkit.model.results import Verdict
from coachkit.store.kinds import read, written

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = date(2026, 10, 1)
CLICKS = Kpi(platform=Platform.FACEBOOK, metric="link_clicks")


def ballot(*votes, items=("a", "b", "c")):
    candidates = tuple(Candidate(item=item, day=DAY) for item in items)
    return Ballot(
        platform=Platform.FACEBOOK, metric="reactions", candidates=candidates, votes=votes
    )


def vote(key, best=None, worst=None, minutes=0):
    return Vote(key=key, best=best, worst=worst, said=NINE + timedelta(minutes=minutes))


def figures(**values):
    return [Figure(item=item, value=value) for item, value in values.items()]


def shown_up(low=0.1):
    return Comparison(
        metric="link_clicks",
        definition="clicks",
        sources=("posts.csv",),
        period=Period(first=DAY, last=date(2026, 10, 28)),
        change=Change(low=low, value=0.4, high=0.8),
    )


def test_votes_are_counted_and_the_figures_come_after_them():
    open_yet = ballot(vote("vote-1", "a", "c"), vote("vote-2", "b", "c"), vote("vote-3", "a"))
    assert (open_yet.open, open_yet.best, open_yet.figures) == (True, None, ())
    assert open_yet.for_best == (("a", 2), ("b", 1))
    shown = open_yet.revealed(figures(a=10, b=90, c=5), NINE + timedelta(minutes=5))
    assert (shown.open, shown.best, shown.worst) == (False, "b", "c")
    assert shown.value("b") == 90


def test_no_vote_is_taken_after_the_figures():
    shown = ballot(vote("vote-1", "a")).revealed(figures(a=1, b=2), NINE + timedelta(minutes=5))
    with pytest.raises(InvalidValue) as caught:
        shown.with_vote(vote("vote-2", "b", minutes=6))
    assert caught.value.code == "already_past"


def test_nothing_is_shown_before_anybody_has_voted_or_without_saying_when():
    with pytest.raises(InvalidValue) as caught:
        ballot().revealed(figures(a=1), NINE)
    assert caught.value.code == "missing"
    with pytest.raises(InvalidValue) as caught:
        ballot(vote("vote-1", "a")).changed(figures=figures(a=1))
    assert (caught.value.code, caught.value.field) == ("missing", "shown")


def test_two_that_are_level_are_neither_the_best():
    shown = ballot(vote("vote-1", "a")).revealed(
        figures(a=9, b=9, c=1), NINE + timedelta(minutes=1)
    )
    assert (shown.best, shown.worst) == (None, "c")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: ballot(vote("vote-1", "elsewhere")), "not_allowed"),
        (lambda: vote("vote-1", "a", "a"), "repeated"),
        (lambda: ballot(vote("vote-1", "a"), vote("vote-1", "b")), "repeated"),
        (lambda: Win(key="win-1", person="Elsa"), "no_consent"),
        (lambda: Invitee(key="invitee-1", name="Elsa"), "no_consent"),
    ],
)
def test_what_would_be_untrue_or_unasked_is_refused(make, code):
    with pytest.raises(InvalidValue) as caught:
        make()
    assert caught.value.code == code


def test_a_verdict_is_as_strong_as_the_interval_or_weaker():
    asked = CampaignEffect(first=DAY, last=date(2026, 10, 28), outcome=CLICKS, found=shown_up())
    assert asked.allowed is Verdict.SHOWN_UP
    assert asked.changed(verdict=Verdict.CANNOT_TELL).verdict is Verdict.CANNOT_TELL
    for verdict in (Verdict.SHOWN_DOWN, Verdict.NOT_SHOWN):
        with pytest.raises(InvalidValue):
            asked.changed(verdict=verdict)
    with pytest.raises(InvalidValue):
        asked.changed(found=shown_up(low=-0.2), verdict=Verdict.SHOWN_UP)
    with pytest.raises(InvalidValue):
        CampaignEffect(outcome=CLICKS, control=CLICKS)


@pytest.mark.parametrize(
    ("smallest", "cannot", "hoped", "seen"),
    [
        (0.45, None, 0.5, True),
        (0.45, None, 0.2, False),
        (0.45, None, None, None),
        (None, Reason.SHORT_HISTORY, 0.5, False),
        (None, None, 0.5, None),
    ],
)
def test_an_experiment_says_whether_it_could_be_seen(smallest, cannot, hoped, seen):
    known = None if smallest is None else Smallest(lift=smallest, weeks=4)
    assert Experiment(smallest=known, cannot=cannot, hoped=hoped).could_be_seen is seen


def test_a_meeting_knows_who_is_asked_beyond_social_media():
    meeting = MonthlyMeeting(
        invitees=(
            Invitee(key="invitee-1", role="Some", social=True),
            Invitee(key="invitee-2", role="Sales"),
            Invitee(key="invitee-3"),
        )
    )
    assert [one.role for one in meeting.beyond_social] == ["Sales"]


def test_the_record_of_another_session_begins_anew_and_asks_the_same_people():
    asked = MonthlyMeeting(on=DAY, invitees=(Invitee(key="invitee-1", role="Sales"),))
    first = Evaluation(session=2, answer="It pays", meeting=asked)
    assert first.of_session(2) == first
    third = first.of_session(3)
    assert (third.session, third.answer, third.meeting.on) == (3, "", None)
    assert third.meeting.invitees == asked.invitees
    assert Evaluation().of_session(1).session == 1


def test_a_full_record_is_read_as_it_was_written():
    record = Evaluation(
        session=2,
        tier=Pays(tier=Tier.ENHANCED),
        ballot=ballot(vote("vote-1", "a")).revealed(figures(a=3), NINE + timedelta(minutes=1)),
        effect=CampaignEffect(first=DAY, last=date(2026, 10, 28), outcome=CLICKS, found=shown_up()),
    )
    assert read(Evaluation, written(record)) == record


def test_what_is_decided_follows_from_the_record():
    assert not any(decided(Evaluation()) for decided in DECIDED.values())
    record = Evaluation(
        tier=Pays(tier=Tier.BASIC),
        data=DataHealth(may_answer=(Answerable.POSTS,)),
        surprises=(Surprise(key="surprise-1", text="The cat"),),
        effect=CampaignEffect(sentence="Up by two fifths", verdict=Verdict.CANNOT_TELL),
        replies=ReplyNotes(within=4),
        wins=(Win(key="win-1", what="Cat", why="Funny", thanks_to="Shop", how_thanked="Cake"),),
        hours=NewHours(hours_a_week=20, owner="Elsa"),
        experiment=Experiment(none=True),
    )
    left = {key for key, decided in DECIDED.items() if not decided(record)}
    assert left == {"what_changes"}
