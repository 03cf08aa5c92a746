"""What a plan says: every code has a sentence of its own, and the figures are the plan's."""

from datetime import date

import pytest

from coachkit.language import plan_sentences, plan_words
from coachkit.language.plan_rules import violation_sentence
from coachkit.language.plan_schedulers import (
    LeftOut,
    Remark,
    ToKnow,
    WhyLeftOut,
    left_out_sentence,
    remark_sentence,
)
from coachkit.language.plan_shortfalls import mend_said, shortfall_sentence
from coachkit.language.speech import speak
from coachkit.model.languages import LANGUAGES
from coachkit.model.plan_requests import RotaMode, TurnRule
from coachkit.model.plans import (
    Fairness,
    Rule,
    Turn,
    Violation,
    WhyGap,
    WhyUnassigned,
)
from coachkit.model.rehearsals import (
    Touched,
)
from coachkit.model.shortfalls import (
    FindHours,
    LetRest,
    MoveCampaign,
    Shortfall,
    ShortWindow,
    TakeChannel,
)
from tests.documents.plans import SHORTFALL, STARTS, WEEK_7, WEEK_8, a_plan

EN = speak("en")
PLAN = a_plan()
NO_PLAN = "No plan with these hours, rules and turns, and loads as even,"

MENDS = (
    FindHours(first_week=WEEK_7, last_week=WEEK_8, hours=4.0, skills=("video",)),
    FindHours(first_week=WEEK_7, last_week=WEEK_7, hours=1.0),
    TakeChannel(channel="Instagram", before=5, after=3, first_week=WEEK_7, last_week=WEEK_7),
    LetRest(week=WEEK_8),
    MoveCampaign(campaign="Sleep week", first_week=WEEK_7, last_week=WEEK_8),
)


def full(rule):
    return Violation(
        rule=rule,
        week=STARTS,
        day=date(2026, 10, 22),
        who="Aino",
        channel="LinkedIn",
        bucket="people",
        key="li-1",
        amount=0.4,
        limit=0.8,
    )


# ── Every code has a sentence of its own ────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_sentence_of_its_own(language):
    speech = speak(language)
    said = {violation_sentence(full(rule), PLAN, speech) for rule in Rule}
    assert len(said) == len(Rule)
    assert all(sentence.endswith(".") and sentence[0] != "%" for sentence in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_whose_place_is_not_known_still_has_a_sentence_without_holes(language):
    speech = speak(language)
    for rule in Rule:
        assert "%(" not in violation_sentence(Violation(rule=rule), PLAN, speech)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_mode_and_document_has_a_name_of_its_own(language):
    speech = speak(language)
    for kind, name in (
        (WhyGap, plan_words.gap_reason),
        (WhyUnassigned, plan_words.unassigned_reason),
        (RotaMode, plan_words.mode_name),
        (Touched, plan_words.touched_name),
    ):
        assert len({name(one, speech) for one in kind}) == len(kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mend_is_said_in_words_of_its_own(language):
    speech = speak(language)
    assert len({mend_said(mend, speech) for mend in MENDS}) == len(MENDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_to_leave_an_item_out_and_every_remark_has_a_sentence(language):
    speech = speak(language)
    left = [LeftOut("k", "Post", date(2026, 10, 22), why, "linkedin", 5, 10) for why in WhyLeftOut]
    assert len({left_out_sentence(one, speech) for one in left}) == len(WhyLeftOut)
    assert len({remark_sentence(Remark(what, "Tool", 2), speech) for what in ToKnow}) == len(ToKnow)


# ── Where the hours do not reach ────────────────────────────────────────────────────────────────


def test_a_shortfall_is_one_sentence_with_the_fewest_changes_first():
    assert shortfall_sentence(SHORTFALL, EN) == (
        "6.5 hours short in weeks\u00a07–8: find them, or take Instagram from 5 to 3, or let "
        "week\u00a08 rest."
    )


def test_a_shortfall_of_two_windows_says_each_and_every_change_its_weeks():
    later = date(2026, 3, 9)
    short = Shortfall(
        hours=5.0,
        windows=(
            ShortWindow(first_week=WEEK_7, last_week=WEEK_7, hours=4.0, skills=("video",)),
            ShortWindow(first_week=later, last_week=later, hours=1.0),
        ),
        ways=(
            (
                FindHours(first_week=WEEK_7, last_week=WEEK_7, hours=4.0, skills=("video",)),
                LetRest(week=later),
            ),
        ),
    )
    assert shortfall_sentence(short, EN) == (
        "5 hours short, 4 hours in week\u00a07 (video) and 1 hour in week\u00a011: find 4 hours in "
        "week\u00a07 (video) and let week\u00a011 rest."
    )


def test_a_shortfall_without_a_way_out_says_so():
    assert shortfall_sentence(SHORTFALL.changed(ways=()), EN) == (
        "6.5 hours short in weeks\u00a07–8: no single change mends it."
    )


def test_weeks_over_the_turn_of_the_year_say_their_years():
    assert plan_words.in_weeks(date(2026, 12, 28), date(2027, 1, 4), EN) == (
        "from week\u00a053 of 2026 to week\u00a01 of 2027"
    )


# ── Rules ───────────────────────────────────────────────────────────────────────────────────────


def test_amounts_that_differ_a_little_are_told_apart():
    over = Violation(rule=Rule.CAPACITY, who="Aino", week=STARTS, amount=8.04, limit=8.0)
    assert violation_sentence(over, PLAN, EN) == (
        "Aino has 8.04 hours of work in week\u00a043, and 8.00 hours to do it in."
    )
    below = Violation(rule=Rule.RELEVANCE, week=STARTS, amount=0.796, limit=0.8)
    assert violation_sentence(below, PLAN, EN) == (
        "Of the posts from week\u00a043 on, 79.6% are relevant; the floor is 80.0%."
    )


def test_a_rule_names_the_item_by_its_title_and_not_by_its_key():
    broken = Violation(rule=Rule.TAKES, key="li-1", channel="LinkedIn")
    assert violation_sentence(broken, PLAN, EN) == (
        "“Seven small habits” is of a type that LinkedIn does not take."
    )


def test_a_lock_of_a_duty_is_told_by_its_day():
    broken = Violation(rule=Rule.LOCK, day=date(2026, 10, 22))
    assert violation_sentence(broken, PLAN, EN) == (
        "The daily presence on 22 October 2026 is not whose it was locked."
    )


# ── The gap, the full-time line, the trap ───────────────────────────────────────────────────────


def test_the_gap_is_stated_in_posts_and_hours():
    assert plan_sentences.gap_statement(PLAN, EN).text == (
        "The hours give 1.3 posts a week; wished are 5. The gap is 3.7 posts and 7.3 hours a week."
    )


def test_a_wish_that_is_reached_has_no_gap():
    lines = tuple(line.changed(gap_posts=0, gap_hours=0.0) for line in PLAN.cadence)
    assert plan_sentences.gap_statement(a_plan(cadence=lines), EN).text == (
        "The hours are enough for the whole wish: 1.3 posts a week."
    )


def test_the_full_time_line_says_what_the_wish_would_take():
    assert plan_sentences.full_time_line(PLAN, EN).text == (
        "The whole wish would take 37.5 hours a week, the work of 1 full-time person (37.5 hours a "
        "week each). Given are 18 hours a week."
    )


def test_the_mode_of_the_rota_says_how_many_people_either_mode_takes():
    items = plan_sentences.mode_statement(PLAN, TurnRule(), EN)
    assert "turns 5–6 weeks apart would take 25–30 contributors" in items.text
    assert items.detail == (
        "If a turn were a week whose owner makes all of its items, 5–6 owners would do."
    )
    owners = plan_sentences.mode_statement(a_plan(mode=RotaMode.WEEK_OWNERS), TurnRule(), EN)
    assert owners.detail == "If a turn were one item, 5 posts a week would take 25–30 contributors."


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (0.0, f"{NO_PLAN} can have a better cadence."),
        (0.0038, f"{NO_PLAN} can be more than 0.4% better in cadence."),
        # One in 100 of the best is more than one in 100 of this plan.
        (0.01, f"{NO_PLAN} can be more than 1.1% better in cadence."),
        (1.0, "How good this cadence is cannot be told."),
    ],
)
def test_how_much_better_a_plan_could_be_is_a_limit_that_holds(gap, said):
    assert plan_sentences.quality_sentence(a_plan(gap=gap), EN) == said


def test_people_who_have_not_opted_in_are_a_count():
    assert plan_sentences.not_opted_in_sentence(PLAN, EN) == (
        "2 people have not opted in: their hours are not in the plan, and it names them nowhere."
    )
    assert plan_sentences.not_opted_in_sentence(a_plan(not_opted_in=0), EN) == ""


# ── People ──────────────────────────────────────────────────────────────────────────────────────


def test_a_receipt_says_hours_given_hours_used_and_what_for():
    told = plan_sentences.receipt(PLAN.load_of("Aino"), EN)
    assert told.text == "Aino: 11.3 of 15 hours are used, 75%."
    assert told.detail == (
        "3 posts, 0 turns, 7 days of presence. Making 6 h, helping 0 h, presence 2.3 h, protected "
        "lines 3 h."
    )
    without = plan_sentences.receipt(PLAN.load_of("Eeva"), EN)
    assert (without.text, without.detail) == ("Eeva has no hours in this plan.", "")


def test_fairness_is_told_in_percentage_points_rounded_up():
    assert plan_sentences.fairness_finding(PLAN, EN).text == (
        "The core staff's loads are at most 8 percentage points apart."
    )
    uneven = a_plan(fairness=Fairness(share=0.7, spread=0.081))
    assert "at most 9 percentage points" in plan_sentences.fairness_finding(uneven, EN).text
    alone = a_plan(fairness=Fairness(share=None, spread=None))
    assert plan_sentences.fairness_finding(alone, EN).text == (
        "Fewer than two core people are there to be compared."
    )


def test_a_turn_out_of_rhythm_says_why():
    said = [plan_sentences.turn_sentence(turn, EN) for turn in PLAN.turns]
    assert said == [
        "Björn has a first turn in week\u00a043.",
        (
            "Eeva has a turn in week\u00a045, 4 weeks after the last (fewer owners than weeks "
            "between turns: somebody is early)."
        ),
    ]
    regular = Turn(who="Eeva", week=STARTS, gap=5)
    assert plan_sentences.turn_sentence(regular, EN) == (
        "Eeva has a turn in week\u00a043, 5 weeks after the last."
    )
    assert plan_sentences.missed_turn_sentence(PLAN.missed_turns[0], EN) == (
        "Daavid was due a turn by week\u00a045 and has none (away, or public holidays, when due)."
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {},
            (
                "those with the skill have too few hours left in its weeks. The nearest lacks 1.5 "
                "hours."
            ),
        ),
        (
            {"nearest": "Aino"},
            (
                "those with the skill have too few hours left in its weeks. The nearest, Aino, "
                "lacks 1.5 hours."
            ),
        ),
        (
            {"why": WhyUnassigned.NO_SKILL, "missing": None},
            "nobody has the skill for it, or a buddy who has.",
        ),
    ],
)
def test_what_nobody_can_make_says_what_is_missing(changed, said):
    item = PLAN.unassigned[0].changed(**changed)
    assert plan_sentences.unassigned_sentence(item, EN) == (
        f"Nobody can make “The launch” for 6 Nov: {said}"
    )


NEXT = "The next post on LinkedIn in week\u00a043 would take 2 hours"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"next_who": "Aino"}, f"{NEXT}; Aino is nearest and would have to find 1.5 hours."),
        ({}, f"{NEXT}; 1.5 hours would have to be found."),
        (
            {"next_missing": 5.0, "next_who": "Aino"},
            f"{NEXT}; with what is short there already, 5 hours would have to be found.",
        ),
        (
            {"next_missing": None, "next_why": WhyUnassigned.NO_TURN},
            f"{NEXT}, and hours alone would not do: nobody with the skill has a turn then.",
        ),
        (
            {"next_missing": None, "next_why": WhyUnassigned.MIX, "next_bucket": "people"},
            (
                f"{NEXT}, and hours alone would not do: “people” would fall below its share of the "
                "mix."
            ),
        ),
        (
            {"gap_posts": 0, "next_hours": None, "next_missing": None},
            "LinkedIn has all the posts that are wished in week\u00a043.",
        ),
        ({"next_hours": None, "next_missing": None}, ""),
    ],
)
def test_the_next_post_says_whose_hours_it_takes_or_what_stands_in_its_way(changed, said):
    assert plan_sentences.next_post_sentence(PLAN.cadence[0].changed(**changed), EN) == said


def test_the_monday_card_is_said_with_amounts():
    assert plan_sentences.monday_sentence(PLAN.monday[0], EN) == (
        "Aino begins “Seven small habits” on 19 Oct: 2 hours, published on 22 October 2026."
    )
