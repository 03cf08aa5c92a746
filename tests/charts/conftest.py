"""Invented results, small and extreme, for every chart."""

from datetime import date, timedelta

import numpy as np
import pytest

from coachkit.charts.groups import groups
from coachkit.charts.line import Line
from coachkit.charts.months import months
from coachkit.charts.seams import Seam
from coachkit.charts.typical import typical
from coachkit.charts.weeks import weeks
from coachkit.language.speech import Speech, speak
from coachkit.model.observations import PostFormat
from coachkit.model.periods import Period
from coachkit.model.results import (
    Cadence,
    Group,
    MetricResults,
    MonthTotal,
    PostResult,
    Typical,
    Verdict,
    WeekOfPosts,
)

LONG = (
    "Vapaaehtoistyönkoordinaattorien keskustelutilaisuuksien ilmoittautumiset ja "
    "lumipallosotaturnaukset"
)
OCTOBER = Period.month("2026-10")
YEARS = Period(first=date(2024, 12, 30), last=date(2026, 10, 31))


def typical_of(values, metric="views", **more):
    ordered = sorted(values)
    n = len(ordered)
    sure = n >= 5
    return Typical(
        metric=metric,
        median=float(np.median(ordered)) if n else None,
        low=ordered[n // 3] if sure else None,
        high=ordered[-1 - n // 3] if sure else None,
        n=n,
        **more,
    )


def posts_of(values, period=OCTOBER, text="", young=0):
    step = max(1, period.days // max(1, len(values)))
    return tuple(
        PostResult(
            item=str(i),
            day=period.first + timedelta(days=i * step % period.days),
            format=None,
            text=text,
            permalink="",
            value=value,
            row=i + 2,
            young=i < young,
        )
        for i, value in enumerate(values)
    )


def results_of(values, period=OCTOBER, usual=(10, 20, 30, 40, 50), text="", young=0, **more):
    return MetricResults(
        platform="facebook",
        metric="views",
        period=period,
        usual_period=period.before(),
        typical=typical_of(values, missing=1, young=young),
        usual=typical_of(usual),
        verdict=Verdict.NOT_SHOWN,
        posts=posts_of(values, period, text, young),
        formats=(),
        weekdays=(),
        months=(),
        **more,
    )


def cadence_of(posts, partly=(), first=date(2026, 1, 5)):
    known = [n for n in posts if n is not None]
    return Cadence(
        posts=sum(known),
        per_week=sum(known) / len(known) if known else None,
        by_week=tuple(
            WeekOfPosts(monday=first + timedelta(weeks=i), posts=n, partly=i in partly)
            for i, n in enumerate(posts)
        ),
    )


def months_of(values, partly=(), first=date(2025, 11, 1)):
    period = Period(first=first, last=first + timedelta(days=30 * len(values)))
    named = list(period.months())[: len(values)]
    return tuple(
        MonthTotal(month=month, value=value, partly=i in partly)
        for i, (month, value) in enumerate(zip(named, values, strict=True))
    )


def group_of(key, values, verdict=Verdict.NOT_SHOWN):
    mine = typical_of(values)
    return Group(key=key, typical=mine, others=mine, verdict=verdict)


def lognormal(n, middle=5.0, spread=1.0):
    drawn = np.random.default_rng(n).lognormal(middle, spread, n)
    return [float(value) for value in drawn.round()]


def wordy(speech: Speech) -> Speech:
    """The language, with formats whose names are as long as Finnish can make them."""
    names = {
        ("post format", "Image"): ("Valokuvajulkaisukokonaisuus",),
        ("post format", "Carousel"): ("Monikuvakarusellijulkaisu vapaaehtoistapahtumasta",),
        ("post format", "Live video"): ("Suoratoistolähetystallenteenkatseluoikeudet",),
    }
    return Speech(speech.language, {**speech.messages, **names})


EXTREMES = {
    "no week": lambda speech, narrow: weeks(cadence_of([]), speech, narrow=narrow),
    "one week": lambda speech, narrow: weeks(cadence_of([3]), speech, narrow=narrow),
    "weeks unknown": lambda speech, narrow: weeks(
        cadence_of([None, None, None]), speech, target=2.5, narrow=narrow
    ),
    "a quarter": lambda speech, narrow: weeks(
        cadence_of([3, 0, None, None, None, 4, 5, 2, 2, 1, 0, 3, 3], partly=(5,)),
        speech,
        target=3,
        narrow=narrow,
    ),
    "53 weeks": lambda speech, narrow: weeks(
        cadence_of([None, 0, *range(49), None, 12], partly=(1, 2), first=date(2025, 11, 3)),
        speech,
        target=3,
        narrow=narrow,
    ),
    "weeks of a machine": lambda speech, narrow: weeks(
        cadence_of([12_345_678, 0, 9_999_999]), speech, target=10_000_000, narrow=narrow
    ),
    "no post": lambda speech, narrow: typical(
        results_of([], usual=[]), speech, seams=[Seam(date(2026, 10, 9), LONG)], narrow=narrow
    ),
    "one post": lambda speech, narrow: typical(results_of([0.0]), speech, narrow=narrow),
    "posts and seams": lambda speech, narrow: typical(
        results_of([5.0, 8.0, 7.0, 90.0, 4.0, 6.0], text=LONG, young=2),
        speech,
        seams=[
            Seam(date(2026, 10, 2), LONG),
            Seam(date(2026, 10, 30), "Meta counts anew"),
            Seam(date(2026, 10, 31), LONG),
        ],
        narrow=narrow,
    ),
    "posts of years": lambda speech, narrow: typical(
        results_of([0.0, *lognormal(2000, spread=2.5)], YEARS, text=LONG), speech, narrow=narrow
    ),
    "posts of ten million": lambda speech, narrow: typical(
        results_of([10_000_000.0, 12.0, 13.0, 9_000_000.0, 11.0], usual=[10_000_001.0] * 5),
        speech,
        best=LONG,
        narrow=narrow,
    ),
    "a title that never ends": lambda speech, narrow: typical(
        results_of([3.0, 4.0]), speech, title=" ".join([LONG] * 9), narrow=narrow
    ),
    "no kind": lambda speech, narrow: groups([], "views", speech, narrow=narrow),
    "kinds without posts": lambda speech, narrow: groups(
        [group_of("image", [])], "views", speech, narrow=narrow
    ),
    "eight kinds": lambda speech, narrow: groups(
        [
            group_of(kind, lognormal(n, middle), verdict)
            for kind, n, middle, verdict in zip(
                list(PostFormat)[:8],
                (84, 31, 22, 17, 9, 4, 1, 5),
                (5, 6, 5, 4, 5, 5, 6, 5),
                [Verdict.SHOWN_UP, Verdict.SHOWN_DOWN, *[Verdict.NOT_SHOWN] * 6],
                strict=True,
            )
        ],
        "video_views_3s_boosted",
        wordy(speech),
        narrow=narrow,
    ),
    "kinds of ten million": lambda speech, narrow: groups(
        [group_of("image", [0.0, 1.0, 1e7, 1.2e7, 1.4e7]), group_of("live", [3.0])],
        "views",
        wordy(speech),
        narrow=narrow,
    ),
    "weekdays": lambda speech, narrow: groups(
        [group_of(str(day), lognormal(7 + day)) for day in range(7)],
        "views",
        speech,
        narrow=narrow,
    ),
    "no month": lambda speech, narrow: months([], "views", speech, narrow=narrow),
    "one month": lambda speech, narrow: months(
        months_of([10_000_000.0]), "views", speech, narrow=narrow
    ),
    "a year of months": lambda speech, narrow: months(
        months_of([2e3, 3e3, None, 0.0, 4e3, 5e3, 1e3, None, None, 2e3, 3e3, 4e3], partly=(11,)),
        "views",
        speech,
        target=4000,
        target_label="Uutiskirjeen tilaukset",
        narrow=narrow,
    ),
    "months of millions": lambda speech, narrow: months(
        months_of([12_345_678.0, 3.0, None, 0.0, *[1e7] * 8], partly=(0,)),
        "views",
        speech,
        target=10_000_000,
        target_label=LONG,
        narrow=narrow,
    ),
    "months and seams": lambda speech, narrow: months(
        months_of([2e3, 3e3, None, 0.0, 4e3, 5e3, 1e3, None, None, 2e3, 3e3, 4e3], partly=(11,)),
        "views",
        speech,
        target=4000,
        target_label="Uutiskirjeen tilaukset",
        seams=[
            Seam(date(2025, 11, 15), LONG),
            Seam(date(2026, 4, 1), "Meta counts anew"),
            Seam(date(2026, 10, 31), LONG),
        ],
        narrow=narrow,
    ),
    "months of millions and a seam": lambda speech, narrow: months(
        months_of([12_345_678.0, 3.0, None, 0.0, *[1e7] * 8], partly=(0,)),
        "views",
        speech,
        seams=[Seam(date(2026, 10, 2), LONG)],
        narrow=narrow,
    ),
    "only losses": lambda speech, narrow: months(
        months_of([-12.0, -30.0]), "subscribers", speech, narrow=narrow
    ),
    "months below zero": lambda speech, narrow: months(
        months_of([12.0, -30.0, 4.0, 0.0]), "subscribers", speech, target=10, narrow=narrow
    ),
}


@pytest.fixture(params=["en", "sv", "fi"])
def speech(request) -> Speech:
    return speak(request.param)


@pytest.fixture
def english() -> Speech:
    return speak("en")


@pytest.fixture(params=EXTREMES)
def extreme(request):
    """A chart drawn from few, many, huge or no values: called with a speech and ``narrow``."""
    return EXTREMES[request.param]


@pytest.fixture(params=["a quarter", "posts and seams", "eight kinds", "months of millions"])
def example(request):
    """One chart of each kind, where all of them would only take longer."""
    return EXTREMES[request.param]


@pytest.fixture
def extremes():
    """All of them by name."""
    return EXTREMES


@pytest.fixture(name="cadence_of")
def _cadence_of():
    return cadence_of


@pytest.fixture(name="months_of")
def _months_of():
    return months_of


@pytest.fixture(name="results_of")
def _results_of():
    return results_of


@pytest.fixture(name="group_of")
def _group_of():
    return group_of


@pytest.fixture
def words_of():
    """Calling it gives all that a chart says in letters, from the title on."""
    return lambda chart: [text.get_text() for text in chart.figure.findobj(Line)]
