from datetime import date

import pytest

from coachkit.language.advice import next_steps
from coachkit.language.findings import (
    change_sentence,
    goal_sentence,
    goal_state,
    group_finding,
    headline,
    interval,
    total_value,
    typical_sentence,
    weekday_finding,
)
from coachkit.language.speech import speak
from coachkit.model.goals import Goal, Kpi
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.results import (
    Basis,
    Cadence,
    Coverage,
    GoalResult,
    GoalState,
    Group,
    MetricResults,
    PlatformResults,
    Total,
    Typical,
    Verdict,
)

OCTOBER = Period.month("2026-10")
YEAR = Period(first=date(2025, 10, 1), last=date(2026, 9, 30))
EN = speak("en")
SURE = Typical(metric="likes", median=48, low=39, high=61, n=14)
FEW = Typical(metric="likes", median=48, low=None, high=None, n=3)
NONE = Typical(metric="likes", median=None, low=None, high=None, n=0)
GOAL = Goal(name="Link clicks", kpi=Kpi(platform="facebook", metric="likes"), monthly_target=400)


def goal(state, value):
    return GoalResult(goal=GOAL, state=state, value=value, coverage=None)


def month(gaps=(), posts=14):
    covered = 31 - sum(gap.days for gap in gaps)
    coverage = Coverage(period=OCTOBER, covered=covered, gaps=gaps)
    rate = posts / (covered / 7) if covered else None
    return PlatformResults(
        platform=Platform.FACEBOOK,
        period=OCTOBER,
        coverage=coverage,
        cadence=Cadence(posts=posts, per_week=rate),
        totals=(),
        metrics=("likes",),
        sources=(),
    )


def measured(verdict=Verdict.NOT_SHOWN, typical=SURE, formats=(), weekdays=()):
    return MetricResults(
        platform=Platform.FACEBOOK,
        metric="likes",
        period=OCTOBER,
        usual_period=YEAR,
        typical=typical,
        usual=SURE,
        verdict=verdict,
        posts=(),
        formats=formats,
        weekdays=weekdays,
        months=(),
    )


def test_an_interval_says_its_level_and_n():
    assert interval(SURE, EN) == "48 (90% interval 39–61, n = 14)"
    assert interval(FEW, EN) == "48 (n = 3, too few for an interval)"
    assert interval(NONE, EN) == "no value"


@pytest.mark.parametrize(
    ("state", "value", "sentence"),
    [
        (GoalState.REACHED, 412, "Link clicks: 412, the goal of 400 is reached."),
        (GoalState.NOT_REACHED, 312, "Link clicks: 312, the goal was 400."),
        (GoalState.RUNNING, 12, "Link clicks: 12 so far, the goal is 400."),
        (
            GoalState.CANNOT_TELL,
            12,
            (
                "Link clicks: at least 12; with data missing, the goal of 400 can be neither "
                "confirmed nor denied."
            ),
        ),
        (GoalState.CANNOT_TELL, None, "Link clicks: the exports give no figure; the goal is 400."),
    ],
)
def test_a_goal_is_told_by_its_state(state, value, sentence):
    assert goal_sentence(goal(state, value), EN) == sentence


def test_the_headline_is_the_goal_and_the_doubt():
    said = headline(month(), [goal(GoalState.REACHED, 412)], measured(), EN)
    assert said.text == (
        "Link clicks: 412, the goal of 400 is reached. It cannot be shown that the typical post "
        "did better or worse than before."
    )
    assert said.detail.startswith("14 posts published, 3.2 a week. Median post, likes: 48 (90%")


def test_a_month_without_exports_is_no_zero():
    gone = month(gaps=(OCTOBER,), posts=0)
    said = headline(gone, [goal(GoalState.CANNOT_TELL, None)], None, EN)
    assert said.text == "No export from Facebook covers this month."
    assert "nothing here is a zero" in said.detail


def test_days_that_are_missing_are_named():
    gap = Period(first=date(2026, 10, 20), last=date(2026, 10, 31))
    said = headline(month(gaps=(gap,)), [], measured(), EN)
    assert "No export covers 20–31 October 2026" in said.detail


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_verdict_has_its_own_sentence_in_each_language(language):
    speech = speak(language)
    said = {change_sentence(measured(verdict), speech) for verdict in Verdict}
    assert len(said) == len(Verdict)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_of_a_goal_has_its_own_words_in_each_language(language):
    speech = speak(language)
    assert len({goal_state(goal(state, 1), speech) for state in GoalState}) == len(GoalState)


def test_a_kind_of_post_is_told_beside_the_others():
    group = Group(key="reel", typical=SURE, others=SURE, verdict=Verdict.SHOWN_UP)
    said = group_finding(group, EN)
    assert said.text.endswith(": higher than the others")
    assert said.detail == "median 48 (90% interval 39–61, n = 14); others 48"


def test_no_weekday_stands_out_unless_one_does():
    calm = Group(key="0", typical=SURE, others=SURE, verdict=Verdict.NOT_SHOWN)
    loud = Group(key="4", typical=SURE, others=SURE, verdict=Verdict.SHOWN_UP)
    assert weekday_finding(measured(weekdays=(calm,)), EN).text == "No weekday stands out"
    assert weekday_finding(measured(weekdays=(calm, loud)), EN).text.endswith("Friday")


def test_where_weekdays_are_too_few_to_compare_that_is_said():
    few = Group(key="0", typical=FEW, others=SURE, verdict=Verdict.CANNOT_TELL)
    said = weekday_finding(measured(weekdays=(few,)), EN)
    assert said.text == "Too few posts to compare weekdays"


def test_monday_begins_with_what_is_missing_and_ends_with_what_is_nearly_known():
    gap = Period(first=date(2026, 10, 20), last=date(2026, 10, 31))
    few = Group(key="reel", typical=FEW, others=SURE, verdict=Verdict.CANNOT_TELL)
    good = Group(key="image", typical=SURE, others=FEW, verdict=Verdict.SHOWN_UP)
    steps = next_steps([month(gaps=(gap,))], measured(formats=(few, good)), EN)
    assert [step.text.partition(":")[0] for step in steps] == [
        "Import the missing export",
        "Facebook, make more of these",
        "Facebook, try again",
    ]
    assert steps[2].detail == "2 more posts, then an interval can be given"


def total(**fields):
    plain = {
        "platform": "facebook",
        "metric": "reach",
        "basis": Basis.POSTS,
        "value": None,
        "n": 2,
        "missing": 0,
        "platform_names": (),
        "files": (),
    }
    return Total(**{**plain, **fields})


def test_reach_is_given_as_bounds_and_missing_as_a_word():
    bounded = total(reason="not_additive", at_least=400, at_most=700)
    assert total_value(bounded, EN) == "400–700"
    assert total_value(total(metric="likes", reason="no_data"), EN) == "missing"
    assert total_value(total(metric="likes", value=7.0), EN) == "7"
    assert total_value(total(metric="likes", value=7.0, missing=1), EN) == "at least 7"


def test_the_typical_sentence_names_both_spans():
    assert typical_sentence(measured(), EN) == (
        "Median post, likes: 48 (90% interval 39–61, n = 14); the twelve months before: 48 (90% "
        "interval 39–61, n = 14)."
    )
