"""What a page of ours does for the first time, done with invented numbers.

Templates are compiled, catalogues read, months named, charts drawn in every language: each once,
in the process that all kernels come from. Nothing of a client's is needed for it.
"""

from datetime import date, timedelta
from typing import Final

from coachkit.charts.groups import groups
from coachkit.charts.lettering import learn_letters
from coachkit.charts.months import months
from coachkit.charts.typical import typical
from coachkit.charts.weeks import weeks
from coachkit.documents.html import fonts
from coachkit.documents.templating import compile_templates
from coachkit.language.speech import Speech, speak
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform
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

_MONTH: Final = Period.month("2026-10")
_METRIC: Final = "views"


def touch_pages() -> None:
    """Do once what every page does."""
    compile_templates()
    fonts()
    learn_letters()
    invented = _invented()
    for language in LANGUAGES:
        speech = speak(language)
        _touch_words(speech)
        for narrow in (False, True):
            typical(invented, speech, narrow=narrow).webp()
            months(invented.months, _METRIC, speech, narrow=narrow).webp()
            # What measuring leaves behind is for documents, which are drawn as SVG.
            weeks(_weeks(), speech, narrow=narrow)
            groups(_kinds(), _METRIC, speech, narrow=narrow).svg()


def _touch_words(speech: Speech) -> None:
    first = _MONTH.first
    for day in (first + timedelta(days=31 * month) for month in range(12)):
        speech.month(day)
        speech.day(day)
        speech.short_day(day)
    speech.percent(0.9)
    speech.list(["a", "b", "c"])


def _weeks() -> Cadence:
    mondays = [_MONTH.first + timedelta(days=7 * place - 3) for place in range(5)]
    return Cadence(
        posts=10,
        per_week=2.0,
        by_week=tuple(
            WeekOfPosts(monday=monday, posts=place or None, partly=place == 1)
            for place, monday in enumerate(mondays)
        ),
    )


def _kinds() -> tuple[Group, ...]:
    one = Typical(metric=_METRIC, median=190.0, low=150.0, high=230.0, n=12)
    few = Typical(metric=_METRIC, median=None, low=None, high=None, n=2)
    keys = ("image", "video", "reel", "link", "text", "0", "1", "2", "3", "4", "5", "6")
    return tuple(
        Group(
            key=key,
            typical=few if key == "text" else one,
            others=one,
            verdict=Verdict.NOT_SHOWN,
        )
        for key in keys
    )


def _invented() -> MetricResults:
    """A month of posts, a year of months: as many words and numbers as a chart has."""
    days = [_MONTH.first + timedelta(days=2 * place) for place in range(12)]
    posts = tuple(
        PostResult(
            item=str(place),
            day=day,
            format=None,
            text="Åäö éü – abcdefghijklmnopqrstuvwxyz",
            permalink="",
            value=100.0 + 17 * place,
            row=place + 2,
        )
        for place, day in enumerate(days)
    )
    middle = Typical(metric=_METRIC, median=190.0, low=150.0, high=230.0, n=len(posts))
    year = Period(first=date(2025, 11, 1), last=_MONTH.last)
    return MetricResults(
        platform=Platform.FACEBOOK,
        metric=_METRIC,
        period=_MONTH,
        usual_period=_MONTH.before(),
        typical=middle,
        usual=middle,
        verdict=Verdict.NOT_SHOWN,
        posts=posts,
        formats=(),
        weekdays=(),
        months=tuple(
            MonthTotal(month=month, value=1000.0 + 1234 * place, partly=place == 3)
            for place, month in enumerate(year.months())
        ),
    )
