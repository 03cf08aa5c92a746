"""What a rehearsal says of a plan, and what the hours of things made have taught."""

from datetime import date

import pytest

from coachkit.language import plan_rehearsals
from coachkit.language.plan_efforts import learned_effort_finding
from coachkit.language.speech import NOTHING, speak
from coachkit.model.actuals import LearnedEffort
from coachkit.model.content import Channel
from coachkit.model.languages import LANGUAGES
from coachkit.model.people import Absence
from coachkit.model.rehearsals import (
    ChannelDiff,
    FewerHours,
    IsAway,
    LaunchMoves,
    Leaves,
    MovedItem,
    OneMoreChannel,
    PersonDiff,
    RehearsalDiff,
    Touched,
    Training,
)
from tests.documents.plans import STARTS, a_plan

EN = speak("en")
PLAN = a_plan()

CHANGES = (
    FewerHours(hours_a_week=4),
    FewerHours(hours_a_week=4, who="Aino"),
    Leaves(who="Aino", last_day=date(2026, 10, 30)),
    IsAway(who="Aino", absence=Absence(first=date(2026, 11, 2), last=date(2026, 11, 6))),
    IsAway(who="Aino", absence=Absence(first=date(2026, 11, 2), last=date(2026, 11, 6), part=0.5)),
    LaunchMoves(campaign="Sleep week", launch=date(2026, 11, 13)),
    OneMoreChannel(channel=Channel(name="TikTok", target_a_week=2)),
    Training(who="Aino", skill="video", week=STARTS),
)


def rehearsal(change=CHANGES[0], **changed):
    after = a_plan(items=PLAN.items[:-1])
    said = {
        "change": change,
        "before": PLAN,
        "after": after,
        "channels": (
            ChannelDiff(
                channel="LinkedIn",
                before=2 / 3,
                after=1 / 3,
                relevant_before=1 / 3,
                relevant_after=1 / 3,
                wish=2,
            ),
        ),
        "people": (
            PersonDiff(
                who="Aino",
                hours_before=3.75,
                hours_after=3.0,
                items_before=3,
                items_after=2,
                turns_before=0,
                turns_after=0,
                duties_before=7,
                duties_after=7,
            ),
        ),
        "gone": ("li-2",),
        "new": (),
        "moved": (),
        "touched": (Touched.CALENDAR, Touched.CADENCE),
        "worth": -0.5,
        **changed,
    }
    return RehearsalDiff(**said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_is_said_in_words_of_its_own(language):
    speech = speak(language)
    said = {plan_rehearsals.change_sentence(change, speech) for change in CHANGES}
    assert len(said) == len(CHANGES)


def test_a_rehearsal_says_posts_duties_and_documents_side_by_side():
    told = plan_rehearsals.rehearsal_finding(rehearsal(), EN)
    assert told.text == (
        "4 hours a week fewer, in proportion to everybody's hours: from 1.3 to 1.0 posts a week."
    )
    assert told.detail == "It costs 0.5 relevant posts a week."
    assert plan_rehearsals.rehearsal_sentences(rehearsal(), EN)[:4] == (
        "LinkedIn: posts a week 0.7 → 0.3, relevant ones 0.3 → 0.3.",
        "Aino: hours a week 3.8 → 3.0, items 3 → 2, turns 0 → 0, days of presence 7 → 7.",
        "1 item goes.",
        "To be made anew: the calendar and the cadence.",
    )


def test_a_minute_more_or_less_is_no_change_of_a_person():
    same = rehearsal().people[0].changed(hours_after=3.76, items_after=3)
    said = plan_rehearsals.rehearsal_sentences(rehearsal(people=(same,)), EN)
    assert [sentence for sentence in said if sentence.startswith("Aino")] == []


def test_a_training_says_its_shadow_price():
    said = [
        plan_rehearsals.worth_sentence(rehearsal(CHANGES[-1], worth=worth), EN)
        for worth in (0.25, 0.0, -1.0)
    ]
    assert said == [
        "The training is worth 0.3 relevant posts more a week; what it takes is already taken off.",
        "In this plan the training gives back what it takes, and no more.",
        "In this plan the training costs 1 relevant post a week more than it gives.",
    ]


def test_an_item_that_moves_says_from_where_to_where():
    moved = MovedItem(
        key="li-1",
        day_before=date(2026, 10, 20),
        day_after=date(2026, 10, 22),
        owner_before="Aino",
        owner_after="Björn",
    )
    assert plan_rehearsals.moved_sentence(moved, rehearsal(), EN) == (
        "“Seven small habits” moves and changes hands: 20 October 2026, Aino → "
        "22 October 2026, Björn."
    )
    stays = moved.changed(owner_after="Aino")
    assert plan_rehearsals.moved_sentence(stays, rehearsal(), EN) == (
        "“Seven small habits” moves: 20 October 2026 → 22 October 2026."
    )


def test_learned_effort_says_how_sure_it_is():
    effort = LearnedEffort(
        content_type="Video",
        default=6.0,
        hours=5.2,
        own=5.0,
        weight=0.8,
        low=3.5,
        high=7.4,
        n=14,
        not_made=1,
        sure=True,
    )
    told = learned_effort_finding(effort, EN)
    assert told.text == "Video: 5.2 hours instead of 6, learned from 14 items of your own."
    assert told.detail == (
        "Yours typically take 5 hours; they count for 80%. In nine of ten cases the next one takes "
        "between 3.5 and 7.4 hours. 1 planned item was never made; that says nothing of hours."
    )
    few = effort.changed(n=2, sure=False, low=None, high=None, not_made=0)
    assert learned_effort_finding(few, EN).text == (
        "Video: 5.2 hours for now. 2 items of your own are too few to be sure, so the default of 6 "
        "still counts."
    )
    none = effort.changed(n=0, sure=False, own=None, low=None, high=None, hours=6.0, not_made=0)
    assert learned_effort_finding(none, EN).text == (
        "Video: none made yet, the default of 6 hours stands."
    )
    assert NOTHING not in learned_effort_finding(none, EN).detail
