"""Charts of an evaluation: their words carry the numbers, and nothing stands over anything."""

from datetime import date, timedelta

import numpy as np
import pytest

from coachkit.charts.ahead import ahead
from coachkit.charts.baselines import baselines
from coachkit.charts.effect import effect
from coachkit.charts.lifts import Lift, lifts
from coachkit.language.speech import speak
from coachkit.model.courses import Course, CourseWeek, GoalAhead
from coachkit.model.effects import Ahead, Beside, Change, Comparison, Forecast, Smallest, UnusualDay
from coachkit.model.goals import Goal, Kpi
from coachkit.model.languages import LANGUAGES
from coachkit.model.periods import Period
from coachkit.model.results import MetricResults, Typical, Verdict
from tests.charts.test_nothing_collides import beyond_the_edge, over_each_other, texts_of

CAMPAIGN = Period(first=date(2026, 10, 5), last=date(2026, 11, 1))
LONG = "Vapaaehtoistyönkoordinaattorien keskustelutilaisuuksien ilmoittautumiset"


def comparison(scale=1.0):
    change = Change(low=-0.1, value=0.4 * scale, high=1.2 * scale)
    return Comparison(
        metric="sessions",
        definition="visits",
        sources=("visits.csv",),
        period=CAMPAIGN,
        weeks=4,
        weeks_before=40,
        days=28,
        change=change,
        smallest=Smallest(lift=0.6, weeks=4),
        refined=True,
        best_day=UnusualDay(day=date(2026, 10, 9), share=0.3, without=change),
        control=Beside(name=LONG, used=False, change=change),
    )


def course(level=500.0, *, gap=False):
    weeks = []
    for number in range(-20, 4):
        if gap and number in (-8, -7):
            continue
        first = CAMPAIGN.first + timedelta(weeks=number)
        expected = Ahead(low=level / 2, value=level, high=level * 3) if number >= 0 else None
        came = level * (1 + 0.1 * (number % 3))
        weeks.append(CourseWeek(first=first, came=came, whole=number != -3, expected=expected))
    return Course(metric="sessions", campaign=CAMPAIGN, weeks=tuple(weeks))


def goal_ahead(target=900.0, left=14):
    so_far = 430.0
    forecast = Forecast(
        metric="sessions",
        definition="visits",
        sources=(),
        period=CAMPAIGN,
        weeks_before=30,
        so_far=so_far,
        days_left=left,
        total=Ahead(low=700, value=860, high=1_050),
        target=target,
        probability=0.4,
        refined=True,
    )
    grown = tuple((CAMPAIGN.first + timedelta(days=n), 30.0 * n) for n in range(14))
    goal = Goal(name=LONG, kpi=Kpi(platform="website", metric="sessions"), monthly_target=target)
    return GoalAhead(goal=goal, forecast=forecast, grown=grown)


def reception(platform, median, usual, n=12):
    def typical(value, *, sure=True):
        return Typical(
            metric="likes",
            median=value,
            low=value * 0.7 if sure else None,
            high=value * 1.6 if sure else None,
            n=n if sure else 3,
        )

    return MetricResults(
        platform=platform,
        metric="likes",
        period=CAMPAIGN,
        usual_period=None,
        typical=typical(median, sure=n >= 5),
        usual=typical(usual),
        verdict=Verdict.NOT_SHOWN,
        posts=(),
        formats=(),
        weekdays=(),
        months=(),
    )


def everything(speech, **paper):
    change = comparison().change
    yield effect(comparison(), speech, course(), title="x", **paper)
    yield effect(comparison(), speech, course(level=2.0, gap=True), title="x", **paper)
    yield effect(comparison(), speech, course(level=4e6), title="x", **paper)
    yield effect(comparison(), speech, title="x", **paper)
    yield ahead(goal_ahead(), speech, title="x", **paper)
    yield ahead(goal_ahead(target=4.0, left=0), speech, title="x", **paper)
    rows = [Lift(LONG, change, "12"), Lift("b", change, "3", judged=False)]
    rows.append(Lift("c", Change(low=-0.9, value=0.1, high=30.0), "5"))
    yield lifts(rows, "x", "y", speech, beside="n", hollow="z.", **paper)
    known = [reception("facebook", 12, 10), reception("x", 40, 4), reception("linkedin", 9, 8, 2)]
    yield baselines(known, "x", speech, **paper)


@pytest.mark.parametrize("paper", [{}, {"column": True}, {"narrow": True}])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_over_another_nor_beyond_the_edge(language, paper):
    for chart in everything(speak(language), **paper):
        boxes = texts_of(chart)
        assert over_each_other(boxes) == []
        assert beyond_the_edge(boxes, chart) == []
        assert chart.height < (900 if paper else 720)


def test_what_came_and_what_was_to_be_expected_are_in_the_words_of_the_picture():
    chart = effect(comparison(), speak("en"), course())
    assert "week\N{NO-BREAK SPACE}41: 500, expected 500 (250–1,500)" in chart.alt
    assert "Sessions beside what was to be expected: +40% (\N{MINUS SIGN}10% to +120%)" in chart.alt
    assert "that of the campaign as a whole is narrower" in chart.note


def test_without_the_weeks_the_change_alone_is_drawn():
    chart = effect(comparison(), speak("en"))
    assert "Sessions: +40%" in chart.alt
    assert "without 9 October 2026: +40%" in chart.alt


def test_the_line_of_no_change_has_its_mark_however_wide_the_scale():
    for high in (0.3, 0.9, 3.0, 80.0):
        chart = lifts([Lift("a", Change(low=-0.6, value=0.1, high=high))], "x", "y", speak("sv"))
        assert "0\N{NO-BREAK SPACE}%" in [text.get_text() for text in texts_of(chart)]


def test_what_goes_further_than_drawn_is_said():
    chart = lifts([Lift("a", Change(low=0.1, value=0.5, high=30.0))], "x", "y", speak("en"))
    assert "Arrow" in chart.note
    assert "over +900%" in chart.alt


def test_a_goal_ahead_says_its_chance_and_its_interval():
    chart = ahead(goal_ahead(), speak("en"))
    assert "the chance is 40%" in chart.alt
    assert "(700–1,050)" in chart.alt
    assert "Only the end is foretold" in chart.note


def test_a_channel_with_too_few_posts_is_hollow_and_said_to_be():
    chart = baselines([reception("x", 40, 4, 2)], "x", speak("en"))
    assert "too few posts for an interval" in chart.note
    assert np.isclose(chart.width, 990)
