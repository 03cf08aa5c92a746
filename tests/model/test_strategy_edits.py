"""Keep, stop and start as changes of the living strategy, each with what taught it."""

from datetime import date, timedelta

import pytest

from coachkit.model.audit import Verdict
from coachkit.model.deciding import REVIEW_WITHIN, LearningKind
from coachkit.model.errors import InvalidValue
from coachkit.model.keep_stop_start import Doing, StrategyEdit
from coachkit.model.strategy import ChannelChoice, Cut, Point, Statement, Strategy
from coachkit.model.strategy_edits import written_into

TODAY = date(2026, 11, 23)
STRATEGY = Strategy(
    statements=(Statement(key="statement-1", point=Point.MESSAGE, text="Outdoors is for all"),),
    channels=(ChannelChoice(key="channel-1", channel="X", verdict=Verdict.KEEP),),
    cuts=(Cut(key="cut-1", text="Stories"),),
)


def edit(doing, about=None, **more):
    said = {"kind": LearningKind.FIGURE, "learned": "3 of 40 clicks", "who": "Elsa"}
    return StrategyEdit(key="edit-1", doing=doing, about=about, **{**said, **more})


def test_what_is_kept_is_looked_at_again_and_says_why():
    after = written_into(STRATEGY, edit(Doing.KEEP, "statement-1"), TODAY)
    kept = after.statements[0]
    assert kept.text == "Outdoors is for all"
    assert kept.review_on == TODAY + timedelta(days=REVIEW_WITHIN)
    assert kept.decided_on is None
    assert [(one.about, one.who, one.learning.text) for one in after.revisions] == [
        ("statement-1", "Elsa", "3 of 40 clicks")
    ]


def test_what_is_kept_in_other_words_is_decided_anew():
    after = written_into(STRATEGY, edit(Doing.KEEP, "statement-1", text="For beginners"), TODAY)
    assert (after.statements[0].text, after.statements[0].decided_on) == ("For beginners", TODAY)


def test_what_is_stopped_is_gone_and_the_log_says_why():
    after = written_into(STRATEGY, edit(Doing.STOP, "cut-1"), TODAY)
    assert after.cuts == ()
    assert after.revisions[0].about == "cut-1"


def test_a_channel_that_is_stopped_is_closed_and_stays_in_sight():
    after = written_into(STRATEGY, edit(Doing.STOP, "channel-1"), TODAY)
    assert after.channels[0].verdict is Verdict.CLOSE


def test_what_is_started_is_a_new_sentence_with_an_owner():
    new = edit(Doing.START, text="A film each week", point=Point.PACKAGING)
    after = written_into(STRATEGY, new, TODAY)
    added = after.said_of(Point.PACKAGING)[0]
    assert (added.key, added.text, added.owner) == ("statement-2", "A film each week", "Elsa")
    assert added.reason == "3 of 40 clicks"


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        (edit(Doing.STOP), "missing", "about"),
        (edit(Doing.START, text="New"), "missing", "point"),
        (edit(Doing.START, point=Point.ROUTINE), "missing", "text"),
        (edit(Doing.KEEP, "cut-1", learned=""), "missing", "learned"),
        (edit(Doing.KEEP, "cut-1", who=""), "missing", "who"),
        (edit(Doing.KEEP, "cut-9"), "not_allowed", "about"),
        (edit(Doing.STOP, "hours"), "not_allowed", "about"),
    ],
)
def test_nothing_is_changed_without_its_reason(said, code, field):
    with pytest.raises(InvalidValue) as caught:
        written_into(STRATEGY, said, TODAY)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_line_that_lacks_something_cannot_claim_to_be_written():
    with pytest.raises(InvalidValue):
        edit(Doing.STOP, written_on=TODAY)
