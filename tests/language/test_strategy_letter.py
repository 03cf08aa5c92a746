"""Two versions of a strategy, told as a letter: what was, what is, why, and who goes on."""

from datetime import date, timedelta

import pytest

from coachkit.language import strategy_told
from coachkit.language.speech import speak
from coachkit.language.strategy_letter import (
    LetterPart,
    change_log,
    learning_sentences,
    letter,
    question_words,
    stale_alarm,
)
from coachkit.model.audit import Verdict
from coachkit.model.client import Client
from coachkit.model.deciding import Learning, LearningKind
from coachkit.model.languages import LANGUAGES
from coachkit.model.strategy import (
    ChannelChoice,
    Cut,
    HoursDecision,
    OurQuestion,
    Point,
    Profile,
    Statement,
    Strategy,
    Worry,
)
from coachkit.model.strategy_changes import compare, revise, withdraw
from tests.model.strategies import DECIDED, REVIEW, TODAY, a_strategy

EN = speak("en")
SHOP = Client(slug="shop", name="The Shop")
OLDER = a_strategy()
LATER = TODAY + timedelta(days=14)
FIGURE = Learning(kind=LearningKind.FIGURE, text="Nine of ten ask at night.", source="Inbox")
EVENT = Learning(kind=LearningKind.EVENT, text="The guides said yes")
COMMENT = Learning(kind=LearningKind.COMMENT, text="Too late for me", source="A client")


def revised(decision, strategy=OLDER, learning=FIGURE):
    return revise(strategy, decision, on=LATER, who="Bo", learning=learning)


def written(newer, older=OLDER, speech=EN, today=LATER):
    return letter(compare(older, newer), ("v0.1", "v0.2"), SHOP, speech, today)


def changes(newer, older=OLDER):
    return [one for one in written(newer, older) if one.part is LetterPart.CHANGE]


def said(newer, older=OLDER):
    return [one.said for one in changes(newer, older)]


def statement(**changed):
    return OLDER.statements[4].changed(**changed)


# ── The letter as a whole ───────────────────────────────────────────────────────────────────────


def test_a_letter_is_read_from_greeting_to_closing():
    newer = revised(statement(text="We answer at night.", review_on=date(2026, 12, 1)))
    assert [one.text for one in written(newer)] == [
        "Dear all at The Shop,",
        "This is what became of your strategy between v0.1 and v0.2: 1 decision has changed.",
        (
            "Under “Meeting comments and questions” it said: “We begin with answering”. Now it "
            "says: “We answer at night”. Behind it is a figure that Bo noted on 20 October 2026: "
            "“Nine of ten ask at night” (Inbox). Aino looks at it again on 1 December 2026, "
            "instead of on 5 January 2027."
        ),
        "13 other decisions stand as they were.",
        "Next to be looked at, on 1 December 2026, is “We answer at night”; Aino answers for it.",
        (
            "v0.2 is a draft, as every strategy that lives: write to each other as soon as you "
            "learn something new."
        ),
    ]


def test_a_change_knows_what_it_is_about_apart_from_its_sentences():
    (change,) = changes(revised(statement(text="New")))
    assert (change.key, change.how, change.about) == (
        "answering-1",
        "changed",
        "Meeting comments and questions",
    )
    assert change.sentences == (*change.said, *change.why, *change.follows)


def test_what_changed_what_is_new_and_what_is_gone_are_counted():
    newer = revised(Cut(key="cut-3", text="Newsletters"))
    newer = withdraw(newer, "x", on=LATER, who="Bo", learning=EVENT)
    newer = revised(statement(text="New"), newer)
    assert written(newer)[1].text == (
        "This is what became of your strategy between v0.1 and v0.2: 1 decision has changed, 1 "
        "decision is new and 1 decision is gone."
    )


def test_two_equal_versions_have_a_short_letter():
    assert [one.part for one in written(OLDER)] == [
        LetterPart.GREETING,
        LetterPart.OPENING,
        LetterPart.NEXT,
        LetterPart.CLOSING,
    ]
    assert "nothing has changed" in written(OLDER)[1].text


def test_what_is_around_the_decisions_is_told_too():
    newer = OLDER.changed(
        question=OurQuestion(worry=Worry.OWN, words="What do we stop?", answer="Films."),
        profiles=(Profile(key="other", name="The hiker"),),
        authors=("Aino", "Cecilia"),
        cuts=tuple(reversed(OLDER.cuts)),
    )
    assert said(newer) == [
        (
            (
                "You asked “How do we justify the time that it takes?”. Now you ask “What do we "
                "stop?”."
            ),
            "Your answer is now: “Films”.",
        ),
        ("There is a new profile: “The hiker”.", "The profile “The beginner” is gone."),
        ("Cecilia now writes with you.", "Bo no longer writes with you."),
        ("The order has changed: when hours are lost, “Stories” is now the first to go.",),
    ]
    assert "every decision of your strategy stands as it was" in written(newer)[1].text


def test_a_change_without_a_learning_says_that_there_is_none():
    newer = OLDER.changed(cuts=(Cut(key="cut-1", text="Long films"), OLDER.cuts[1]))
    (change,) = changes(newer)
    assert change.why == ("What you learned for this is not written down.",)
    assert change.follows == ("No day has been chosen for looking at it again.",)


# ── What was and what is ────────────────────────────────────────────────────────────────────────


def test_a_new_decision_is_told_with_its_reason_and_its_measure():
    newer = revised(Statement(key="new", point=Point.ROUTINE, text="Mondays.", **DECIDED))
    assert said(newer) == [
        (
            "New under “Routine for the content”: “Mondays”.",
            "A reason has been written down: “We tried it”.",
            "It has got a measure: “Replies a week”.",
        )
    ]


def test_a_channel_is_told_by_what_becomes_of_it():
    closed = revised(OLDER.channels[0].changed(verdict=Verdict.CLOSE))
    new = revised(ChannelChoice(key="tiktok", channel="TikTok", verdict=Verdict.PAUSE))
    gone = withdraw(OLDER, "x", on=LATER, who="Bo", learning=EVENT)
    assert [said(one)[0][0] for one in (closed, new, gone)] == [
        "You kept Facebook; now you close it.",
        "TikTok is new in the strategy, as a channel that you pause.",
        "X is no longer in the strategy.",
    ]


@pytest.mark.parametrize("before", [None, *Verdict])
@pytest.mark.parametrize("after", [None, *Verdict])
def test_every_turn_of_a_verdict_has_its_sentence(before, after):
    older = a_strategy(channels=(ChannelChoice(key="f", channel="Facebook", verdict=before),))
    newer = a_strategy(channels=(ChannelChoice(key="f", channel="Facebook", verdict=after),))
    told = said(newer, older)
    assert len(told) == (before is not after)
    assert [one for one in told if "Facebook" not in one[0]] == []


def test_hours_are_told_with_the_posts_that_they_are_enough_for():
    newer = revised(OLDER.hours.changed(hours_a_week=9.5, realistic=4, wished=1, gap_hours=0.5))
    assert said(newer) == [
        (
            "You gave 8 hours a week; now you give 9.5 hours.",
            "You wished for 5 posts a week; now you wish for 1 post.",
            "What could be kept was 3.5 posts a week; now it is 4 posts.",
            ("The whole wish would have taken 4 hours a week more; now it would take 0.5 hours."),
        )
    ]


def test_goals_and_profiles_are_called_by_their_names_and_not_by_their_keys():
    newer = revised(OLDER.channels[0].changed(for_profile="beginner", serves="hire"))
    assert said(newer) == [
        (
            "It served “People ask us first”; now it serves “More rentals”.",
            "It is now for “The beginner”.",
        )
    ]


def test_a_decision_that_was_only_confirmed_says_so():
    newer = revised(statement(decided_on=LATER, review_on=date(2027, 1, 12)))
    (change,) = changes(newer)
    assert change.said == (
        "It had been decided on 6 October 2026, and was decided anew on 20 October 2026.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("before", "after"),
    [("Old", "New"), ("", "New"), ("Old", "")],
)
def test_no_field_of_a_decision_is_lost_on_the_way(language, before, after):
    """Whatever field differs, there is a sentence, and the sentence has its words."""
    speech = speak(language)
    for held in OLDER.decisions:
        for field, info in type(held).model_fields.items():
            if info.annotation is not type(held).model_fields["owner"].annotation or field == "key":
                continue
            older = _with(held, field, before)
            newer = _with(held, field, after)
            (change,) = compare(older, newer).changes
            told = strategy_told.was_and_is(change, compare(older, newer), speech)
            assert len(told) == 1
            assert [word for word in (before, after) if word not in told[0]] == []
            assert "%(" not in told[0]


def _with(held, field, value):
    strategy = revised(held.changed(**{field: value}))
    return strategy.changed(revisions=())


def test_every_field_of_every_kind_of_decision_has_its_sentence():
    known = {*strategy_told._FIELDS, "text", "verdict", "honest", "key", "review_on"}
    fields = {name for one in OLDER.decisions for name in type(one).model_fields}
    assert fields - known == set()
    assert known - fields == set()
    assert set(strategy_told._ORDER) == known - {"key", "review_on"}


# ── Why ─────────────────────────────────────────────────────────────────────────────────────────


def test_each_kind_of_learning_is_said_as_what_it_is():
    newer = revised(statement(text="A"), OLDER, FIGURE)
    newer = revised(statement(text="B"), newer, EVENT)
    newer = revised(statement(text="C"), newer, COMMENT)
    (change,) = changes(newer)
    assert change.why == learning_sentences(newer, "answering-1", EN)
    assert change.why == (
        (
            "Behind it is a figure that Bo noted on 20 October 2026: “Nine of ten ask at night” "
            "(Inbox)."
        ),
        "Behind it is an event that Bo noted on 20 October 2026: “The guides said yes”.",
        ("Behind it is a comment that Bo noted on 20 October 2026: “Too late for me” (A client)."),
    )


def test_the_change_log_has_a_line_for_each_change_the_newest_first():
    gone = withdraw(revised(statement(text="New")), "cut-1", on=LATER, who="Bo", learning=EVENT)
    assert change_log(gone, EN, (OLDER,)) == (
        "20 October 2026, Bo: “Short films” because of an event, “The guides said yes”.",
        ("20 October 2026, Bo: “New” because of a figure, “Nine of ten ask at night” (Inbox)."),
    )
    assert change_log(gone, EN)[0].startswith("20 October 2026, Bo: “cut-1”")
    assert change_log(OLDER, EN) == ()


# ── What should have been looked at ─────────────────────────────────────────────────────────────


def test_nothing_that_waits_is_no_alarm():
    assert stale_alarm(OLDER, REVIEW, EN) == ()


def test_the_alarm_says_how_many_which_since_when_and_whose():
    strategy = Strategy(
        cuts=(
            Cut(key="a", text="Films", review_on=date(2026, 10, 5)),
            Cut(key="b", text="Stories", owner="Bo", review_on=date(2026, 9, 24)),
        )
    )
    assert stale_alarm(strategy, TODAY, EN) == (
        "2 decisions should have been looked at again by now.",
        "“Stories” was due on 24 September 2026, 12 days ago; Bo answers for it.",
        "“Films” was due on 5 October 2026, 1 day ago, and nobody answers for it.",
    )


def test_a_letter_that_comes_late_says_what_was_left_lying():
    late = written(revised(statement(text="New")), today=REVIEW + timedelta(days=3))
    (coming,) = [one for one in late if one.part is LetterPart.NEXT]
    assert coming.said[0] == "12 decisions should have been looked at again by now."
    assert coming.said[-1] == "No day lies ahead on which a decision is looked at again."


def test_a_question_is_said_in_the_clients_own_words_where_there_are_any():
    asked = [
        OurQuestion(),
        OurQuestion(worry=Worry.PAYS),
        OurQuestion(worry=Worry.PAYS, words="Is it worth it?"),
        OurQuestion(worry=Worry.OWN),
    ]
    assert [question_words(one, EN) for one in asked] == [
        "",
        "How do we know that it pays?",
        "Is it worth it?",
        "",
    ]


def test_hours_under_another_key_are_told_as_decided_anew():
    newer = OLDER.changed(hours=HoursDecision(key="time", hours_a_week=4))
    assert [one[0] for one in said(newer)] == [
        "The hours have been decided anew.",
        "The hours as they were decided no longer hold.",
    ]
