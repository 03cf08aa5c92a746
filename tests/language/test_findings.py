from datetime import date, time

import pytest

from coachkit.language.advice import next_steps
from coachkit.language.coverage_sentences import (
    exports_elsewhere,
    hours_elsewhere,
    missing_times,
)
from coachkit.language.findings import (
    change_sentence,
    difference_sentence,
    goal_sentence,
    goal_state,
    group_finding,
    headline,
    interval,
    seam_sentence,
    total_note,
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
    Difference,
    GoalResult,
    GoalState,
    Group,
    MetricResults,
    MissingHours,
    PlatformResults,
    Total,
    Typical,
    Verdict,
)
from coachkit.model.seams import Confidence, Seam

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


def measured(verdict=Verdict.NOT_SHOWN, typical=SURE, formats=(), weekdays=(), **more):
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
        **more,
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


SEAM = Seam(
    platform="facebook",
    metrics=("likes",),
    day=date(2026, 9, 21),
    says={"en": "Likes count twice.", "sv": "Gilla räknas dubbelt", "fi": "Tykkäys on kaksi"},
    source="a test",
    confidence=Confidence.STATED,
)


def test_a_seam_is_said_once_with_its_day_and_what_changed():
    assert seam_sentence(measured(), EN) == ""
    assert seam_sentence(measured(seams=(SEAM,)), EN) == (
        "On 21 September 2026 Facebook changed how it counts (Likes count twice): nothing before "
        "that is compared."
    )
    vague = SEAM.changed(confidence=Confidence.ABOUT)
    assert seam_sentence(measured(seams=(vague,)), EN).startswith("Around 21 September 2026 ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_finding_names_the_seam_in_the_readers_language(language):
    said = headline(month(), [], measured(seams=(SEAM,)), speak(language))
    assert SEAM.label(language).rstrip(".") in said.detail


def test_where_the_seam_left_too_few_posts_that_is_why_nothing_can_be_told():
    few = measured(Verdict.CANNOT_TELL, broken=True)
    assert change_sentence(few, EN).startswith("The platform has changed how it counts, and")
    assert "The platform has changed" not in change_sentence(measured(Verdict.CANNOT_TELL), EN)


def test_the_median_before_begins_where_the_seam_is():
    before = measured(since=date(2026, 9, 21), seams=(SEAM,))
    assert typical_sentence(before, EN) == (
        "Median post, likes: 48 (90% interval 39–61, n = 14); before, from 21 September 2026 on: "
        "48 (90% interval 39–61, n = 14)."
    )
    inside = measured(since=date(2026, 10, 9))
    assert typical_sentence(inside, EN) == (
        "Median post since 9 October 2026, likes: 48 (90% interval 39–61, n = 14)."
    )


def test_weekdays_are_compared_since_the_seam_and_say_so():
    calm = Group(key="0", typical=SURE, others=SURE, verdict=Verdict.NOT_SHOWN)
    whole = weekday_finding(measured(weekdays=(calm,)), EN)
    since = weekday_finding(measured(weekdays=(calm,), kinds_since=date(2026, 9, 21)), EN)
    assert (whole.detail, since.detail) == (
        "14 posts in twelve months",
        "14 posts since 21 September 2026",
    )


def test_a_total_across_a_seam_says_so():
    assert total_note(total(metric="likes", value=7.0, seam=date(2026, 10, 9)), EN) == (
        "counted otherwise from 9 October 2026 on"
    )


def hours(day, begins, ends, there):
    return MissingHours(day=day, begins=begins, ends=ends, there=there)


NEW_YEAR = hours(date(2026, 1, 1), time(0), time(9), date(2025, 12, 31))


def partly(*missing, gaps=()):
    period = Period.month("2026-01")
    return Coverage(period=period, covered=20, gaps=gaps, hours=missing)


def test_hours_that_are_missing_are_not_called_a_day():
    gap = Period(first=date(2026, 1, 12), last=date(2026, 1, 14))
    known = partly(
        NEW_YEAR,
        hours(date(2026, 1, 11), time(9), None, date(2026, 1, 11)),
        hours(date(2026, 1, 20), time(9), time(12), date(2026, 1, 20)),
        gaps=(gap,),
    )
    assert missing_times(known, EN) == [
        "the first hours of 1 January 2026",
        "the last hours of 11 January 2026",
        "12–14 January 2026",
        "some hours of 20 January 2026",
    ]


def test_hours_are_found_in_the_export_of_the_month_to_which_the_platform_counts_them():
    evening = hours(date(2026, 1, 31), time(18), None, date(2026, 2, 1))
    inside = hours(date(2026, 1, 11), time(0), time(9), date(2026, 1, 10))
    own = hours(date(2026, 1, 20), time(9), None, date(2026, 1, 20))
    assert hours_elsewhere(partly(NEW_YEAR, inside, own, evening), EN) == [
        "the first hours of 1 January 2026 are in the export of December 2025",
        "the first hours of 11 January 2026 are in the export of 10 January 2026",
        "the last hours of 31 January 2026 are in the export of February 2026",
    ]


def test_the_exports_that_have_the_hours_are_named_once_and_only_where_no_day_is_missing():
    inside = hours(date(2026, 1, 11), time(0), time(9), date(2025, 12, 31))
    named = "they are in the export of December 2025"
    assert exports_elsewhere(partly(NEW_YEAR, inside), EN) == named
    gap = Period(first=date(2026, 1, 12), last=date(2026, 1, 14))
    assert exports_elsewhere(partly(NEW_YEAR, gaps=(gap,)), EN) == ""
    assert exports_elsewhere(partly(), EN) == ""


def test_a_platform_of_days_alone_says_what_they_came_to_outcomes_first():
    days = [
        total(metric=metric, basis=Basis.DAYS, value=value)
        for metric, value in (("page_views", 900.0), ("sessions", 300.0), ("followers", None))
    ]
    said = headline(month(posts=0).changed(totals=days, platform="website"), [], None, EN)
    assert said.text == "Sessions in October 2026: 300."
    assert said.detail == "Page views in October 2026: 900."


def test_on_monday_hours_are_looked_for_where_they_are():
    january = month().changed(coverage=partly(NEW_YEAR))
    (step,) = next_steps([january], None, EN)
    assert (step.text, step.detail) == (
        "Import the missing export: Facebook",
        "the first hours of 1 January 2026 are in the export of December 2025",
    )


def test_a_difference_of_totals_says_only_what_is_known():
    more = Difference(metric="views", platform_total=2052, rows_total=1980)
    assert difference_sentence(Platform.YOUTUBE, more, "Table data.csv", EN) == (
        "YouTube, views: the platform's own total is 2,052, the rows add up to 1,980; 72 are in "
        "no row (Table data.csv)."
    )
    less = Difference(metric="views", platform_total=1980, rows_total=2052)
    assert difference_sentence(Platform.YOUTUBE, less, "Table data.csv", EN) == (
        "YouTube, views: the platform's own total is 1,980, the rows add up to 2,052 (Table "
        "data.csv)."
    )
