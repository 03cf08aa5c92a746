"""What a client's data can be asked, from data that were read once."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from coachkit.documents import evaluation_pages as pages
from coachkit.model.actuals import Actual, Actuals
from coachkit.model.benchmarks import Brought, Statistic
from coachkit.model.campaign_said import CampaignEffect
from coachkit.model.chain import Link
from coachkit.model.client import Client
from coachkit.model.factors import Factor
from coachkit.model.goals import Goal, Goals, Kpi
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Granularity, Platform
from coachkit.model.periods import Period
from coachkit.model.results import Verdict
from coachkit.model.seams import Seam
from coachkit.sessions import evaluation_figures as figures
from coachkit.sessions.reading import ClientData
from tests.evaluation.conftest import observe as observe  # noqa: PLC0414  a fixture

FIRST = date(2025, 10, 6)
TODAY = date(2026, 10, 12)
CAMPAIGN = Period(first=date(2026, 9, 7), last=date(2026, 10, 4))
SESSIONS = Kpi(platform=Platform.WEBSITE, metric="sessions")
LIKES = Kpi(platform=Platform.FACEBOOK, metric="likes")


@pytest.fixture
def data(observe):
    """A year of a website by day, lifted in the campaign, and of Facebook's posts."""
    chance = np.random.default_rng(5)
    visits = chance.poisson(80, 371).astype(float)
    visits[(CAMPAIGN.first - FIRST).days :] *= 1.6
    days = observe(
        [
            {"published": FIRST + timedelta(days=n), "sessions": value}
            for n, value in enumerate(visits.tolist())
        ],
        granularity=Granularity.DAY,
        day_precision=True,
        platform=Platform.WEBSITE,
        time_zone=None,
        file="site.csv",
    )
    posts = observe(
        [
            {
                "published": pd.Timestamp("2025-10-06 09:00")
                + pd.Timedelta(days=3 * n, hours=n % 3),
                "likes": float(chance.poisson(20)),
                "impressions": 1000.0,
                "format": "image" if n % 2 else "video",
            }
            for n in range(120)
        ],
        covers=(FIRST, date(2026, 10, 10)),
    )
    goal = Goal(name="<b>Visits</b>", kpi=SESSIONS, monthly_target=2_000)
    return ClientData(
        client=Client(slug="bigreen", name="Bigreen", time_zone="America/Los_Angeles"),
        goals=Goals(goals=(goal,)),
        observed={Platform.WEBSITE: (days,), Platform.FACEBOOK: (posts,)},
        today=TODAY,
        seams=(
            Seam(platform="website", day=date(2025, 11, 3), says="counted anew", source="noted"),
        ),
    )


def said(**more):
    return CampaignEffect(first=CAMPAIGN.first, last=CAMPAIGN.last, **{"outcome": SESSIONS, **more})


def test_what_may_be_asked_begins_with_outcomes_by_day(data):
    assert figures.campaign_metrics(data)[0] == SESSIONS
    assert figures.control_choices(data, SESSIONS) == tuple(
        kpi for kpi in figures.campaign_metrics(data) if kpi.platform is Platform.FACEBOOK
    )
    assert figures.control_choices(data, None) == ()


def test_a_series_begins_where_it_was_last_counted_otherwise(data):
    series = figures.series_of(data, SESSIONS)
    assert series.days.first == date(2025, 11, 3)
    assert series.about.sources == ("site.csv",)
    assert series.about.definition == "Website, “Sessions”: what happened on each day"
    assert "gathered since" in figures.series_of(data, LIKES).about.definition
    assert figures.series_of(data, LIKES.changed(metric="shares")) is None


def test_first_the_plain_fit_then_the_one_that_was_tried(data):
    first, tried = (figures.campaign(data, said(), refined=one) for one in (False, True))
    assert (first.refined, tried.refined) == (False, True)
    assert tried.verdict is Verdict.SHOWN_UP
    assert tried.change.low <= first.change.low
    assert figures.campaign(data, CampaignEffect(), refined=True) is None


def test_a_control_is_named_and_checked(data):
    found = figures.campaign(data, said(control=LIKES), refined=False)
    assert found.control.name == "Facebook: Likes"
    weeks = figures.course(data, said(control=LIKES), found)
    assert weeks.answered


def test_the_goal_is_looked_at_over_the_quarter(data):
    (ahead,) = figures.forecasts(data, refined=False)
    assert ahead.forecast.period == Period(first=date(2026, 10, 1), last=date(2026, 12, 31))
    assert ahead.forecast.target == 6_000
    assert ahead.grown[-1][1] == pytest.approx(ahead.forecast.so_far)


def test_the_chain_health_and_content_come_from_what_stands_in_the_exports(data):
    assert not figures.known_chain(data)[Link.OUTCOMES].missing
    september = Period.month("2026-09")
    seen = figures.health(data, september)
    assert seen.whole == (Platform.FACEBOOK, Platform.WEBSITE)
    year = Period(first=FIRST, last=TODAY)
    effects = figures.factors(data, Platform.FACEBOOK, "likes", year)
    assert {one.factor.value for one in effects.factors} == {"format", "weekday", "hour"}
    assert figures.factors(data, Platform.WEBSITE, "sessions", year) is None
    (reception,) = figures.receptions(data, september)
    assert reception.platform is Platform.FACEBOOK
    assert [kpi for kpi, _ in figures.unusual(data, september)][:1] == [SESSIONS]


def test_only_days_that_are_evaluated_are_called_unusual_and_never_what_posts_gathered(data):
    found = figures.unusual(data, Period.month("2026-09"))
    assert {kpi.platform for kpi, _ in found} == {Platform.WEBSITE}
    for _, days in found:
        assert all(one.day in Period.month("2026-09") for one in days.days)


def test_reply_times_come_with_their_themes(data, tmp_path):
    rows = "\n".join(f"2026-10-0{n} 09:00,2026-10-0{n} 10:00,Facebook,Prices" for n in range(1, 8))
    (tmp_path / "inbox.csv").write_text(f"received,replied,channel,theme\n{rows}\n")
    opened = datetime(2026, 10, 12, 8, tzinfo=UTC)
    found, table = figures.reply_times(data, tmp_path / "inbox.csv", 2.0, opened_at=opened)
    assert (found.n, found.median.value) == (7, 1.0)
    assert table.themes() == (("Prices", 7),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_says_its_answer_and_what_it_rests_on(data, language):
    found = figures.campaign(data, said(), refined=False)
    september, year = Period.month("2026-09"), Period(first=FIRST, last=TODAY)
    done = Actual(
        key="a", day=TODAY, content_type="<i>Story</i>", owner="Ada", planned=2.0, done=3.0
    )
    parts = [
        pages.effect_page(found, language, figures.course(data, said(), found)),
        pages.goals_page(figures.forecasts(data, refined=False), language, narrow=True),
        pages.detectability_page(figures.detectable(data, SESSIONS), language),
        pages.cadence_page(
            figures.cadence(data, SESSIONS, date(2026, 8, 3), refined=False), language
        ),
        pages.factors_page(figures.factors(data, Platform.FACEBOOK, "likes", year), language),
        pages.reception_page(figures.receptions(data, september), language),
        pages.health_page(figures.health(data, september), language),
        pages.chain_page(figures.known_chain(data), language),
        pages.others_page(figures.others(data, Platform.FACEBOOK, "likes", year), language),
        pages.unusual_page(figures.unusual(data, year)[0][1], language),
        pages.plan_beside_page(Actuals(actuals=(done,)), None, language),
    ]
    for part in parts:
        assert "ck-answered" in part
        assert "%(" not in part
        assert "<b>Visits" not in part
        assert "<i>Story" not in part
    assert "Ada" not in parts[-1]
    for part in parts[:5]:
        assert "<details" in part
    assert parts[0].count("<img") == 2


def test_others_figures_that_are_of_something_else_are_refused_by_name(data):
    year = Period(first=FIRST, last=TODAY)
    found = figures.others(data, Platform.FACEBOOK, "likes", year)
    assert found.others
    assert not any(one.fits for one in found.others)
    page = pages.others_page(found, "en")
    assert "none fits yours" in page
    assert "This benchmark divides by something else" in page
    assert "Not said: what was counted." in page
    assert "0.15%" not in page
    assert figures.others(data, Platform.WEBSITE, "sessions", year) is None


def test_a_figure_that_somebody_brings_is_shown_beside_the_same_figure_of_the_client(data):
    year = Period(first=FIRST, last=TODAY)
    known = Brought(
        key="others-1",
        percent=4.5,
        source="The trade's yearbook 2026, p. 12",
        platform=Platform.FACEBOOK,
        definition="Likes of a post by its impressions",
        numerator="likes",
        denominator="impressions",
        statistic=Statistic.MEAN,
        n=1_200,
        sampled="posts",
        year=TODAY.year,
        sector="all",
    )
    found = figures.others(data, Platform.FACEBOOK, "likes", year, brought=[known])
    first = found.others[0]
    assert (first.fits, first.benchmark.source) == (True, "The trade's yearbook 2026, p. 12")
    posts = figures.posts_of(data.observed[Platform.FACEBOOK]).frame
    assert first.n <= len(posts)
    page = pages.others_page(found, "en")
    assert "1 figure of others fits yours." in page
    assert "4.50%. Yours, reckoned in the same way:" in page
    saves = known.changed(numerator="saves")
    other = figures.others(data, Platform.FACEBOOK, "likes", year, brought=[saves])
    assert not other.others[0].fits
    assert "your exports would have to tell of" in pages.others_page(other, "en")


def test_a_question_that_the_screen_has_asked_is_left_out(data):
    chain = figures.known_chain(data)
    assert "ck-asked" in pages.chain_page(chain, "en")
    assert "ck-asked" not in pages.chain_page(chain, "en", question=False)


def test_what_the_screen_has_said_already_is_not_said_twice(data):
    found = figures.campaign(data, said(), refined=False)
    assert "More came during" in pages.effect_page(found, "en")
    assert "More came during" not in pages.effect_page(found, "en", answer=False, narrow=True)
    assert "shown: more" in pages.effect_page(found, "en", answer=False)


def test_a_channel_is_named_where_there_are_several(data):
    year = Period(first=FIRST, last=TODAY)
    effects = figures.factors(data, Platform.FACEBOOK, "likes", year)
    page = pages.factors_page(
        effects, "en", shown=Factor.WEEKDAY, place=Platform.FACEBOOK, question=False
    )
    assert ">Facebook<" in page
    assert "Monday" in page
