"""The client's dashboard: one finding, its doubts, and what to do on Monday.

The same cells serve JupyterLab, a Voilà page and a papermill run.
"""

import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from coachkit.documents import drawing, pages
from coachkit.language.speech import Speech, speak
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.client import Client
from coachkit.model.errors import CoachkitError, InvalidValue
from coachkit.model.goals import Goals
from coachkit.model.languages import Language, valid_language
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.results import GoalResult, MetricResults, PlatformResults
from coachkit.model.seams import Seams
from coachkit.model.values import Value
from coachkit.sessions.following import Following, News
from coachkit.sessions.news import NewsSaid
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.parameters import read_parameters
from coachkit.sessions.reading import ClientData, read_client
from coachkit.sessions.refusing import language_or_english, refuse
from coachkit.store.client_store import ClientStore
from coachkit.widgets.choices import LOOKING, choice, language_switch, narrow_screen, relabel
from coachkit.widgets.panel import Band, Panel
from coachkit.widgets.remembered import Remembered

_log = logging.getLogger(__name__)


class DashboardParameters(Value):
    """What the notebook can be told. Empty means: the client's own, or the latest."""

    client: str
    language: str = ""
    workspace: str = ""
    period: str = ""
    platform: str = ""
    metric: str = ""


class View(Value):
    """What the reader looks at. Nothing of it is stored."""

    language: Language
    period: str
    platform: Platform | None
    metric: str | None
    narrow: bool = False


class Dashboard:
    """A page being read: the client's data, the view, and the panels that show it."""

    def __init__(self, data: ClientData, view: View) -> None:
        self._read(data)
        self.view = _possible(view, data)
        self.news = NewsSaid(lambda: self.view.language, data.client.time_zone)
        self.following: Following | None = None
        self._relabelling = False
        self.top, self.finding, self.details = Panel(), Panel(), Panel()
        self.pictures, self.sources = Panel(), Panel()
        self.languages = language_switch(self.view.language)
        self.narrow = narrow_screen()
        self.choosing = {
            name: choice("", options, value) for name, options, value in self._choices()
        }
        self.remembered = Remembered(f"dashboard {data.client.slug}")
        self.draw()
        self.languages.observe(self._language_changed, "value")
        self.narrow.observe(lambda change: self._chosen("narrow", change["new"]), "value")
        for name, control in self.choosing.items():
            control.observe(lambda change, name=name: self._chosen(name, change["new"]), "value")
        self.remembered.control("language", self.languages)
        for name, control in self.choosing.items():
            # By value: a month that came in moves the others on.
            put = partial(setattr, control, "value")
            self.remembered.step(name, partial(getattr, control, "value"), put)
        self.remembered.note()

    def _read(self, data: ClientData) -> None:
        self.data = data
        self.results = lru_cache(maxsize=256)(data.results)
        self.metric = lru_cache(maxsize=256)(data.metric)

    def follow(self, slug: str, workspace: str) -> None:
        """Show what comes in or is changed elsewhere while the page is open."""

        def opened(**how: Any) -> ClientStore:
            return open_workspace(workspace).open_client(slug, now=now, who=whoever(), **how)

        def heard(news: Sequence[News]) -> None:
            self._read(read_client(slug, workspace))
            self.show()
            self.news.tell(news)

        self.following = Following(opened, (Client, Goals, Seams), heard, imports=True)

    def show(self, **changes: Any) -> None:
        """Look at something else: a language, a period, a platform, a metric."""
        self.view = _possible(self.view.changed(**changes), self.data)
        self.draw()

    def draw(self) -> None:
        """Redraw every panel for the present view."""
        view, data = self.view, self.data
        period = data.period(view.period)
        speech = speak(view.language)
        self._relabel()
        self.news.draw()
        self.top.value = pages.header(
            data.client.name, speech.month(period.first).capitalize(), view.language
        )
        everywhere = {platform: self.results(platform, period) for platform in data.platforms()}
        goals = data.goal_results(everywhere)
        if view.platform is None:
            self._draw_nothing(goals)
            return
        metric = self.metric(view.platform, view.metric or "", period)
        self._draw(everywhere, goals, metric, speech)

    def _draw(
        self,
        everywhere: Mapping[Platform, PlatformResults],
        goals: tuple[GoalResult, ...],
        metric: MetricResults | None,
        speech: Speech,
    ) -> None:
        view = self.view
        self.remembered.note()
        results = next(r for platform, r in everywhere.items() if platform is view.platform)
        here = tuple(goal for goal in goals if goal.goal.kpi.platform is view.platform)
        self.finding.value = pages.finding(results, here, metric, view.language)
        self.details.value = pages.details(tuple(everywhere.values()), goals, metric, view.language)
        drawn = (
            [] if metric is None else drawing.dashboard(metric, here, speech, narrow=view.narrow)
        )
        self.pictures.value = pages.charts(drawn, view.language)
        self.sources.value = pages.sources(tuple(everywhere.values()), view.language)

    def _draw_nothing(self, goals: tuple[GoalResult, ...]) -> None:
        language = self.view.language
        self.finding.value = pages.nothing_yet(language)
        self.details.value = pages.details((), goals, None, language)
        self.pictures.value = pages.charts((), language)
        self.sources.value = pages.sources((), language)

    def _choices(self) -> list[tuple[str, list[tuple[str, str]], str]]:
        """Name, (words, value) pairs and present value of each control."""
        view, data, speech = self.view, self.data, speak(self.view.language)
        months = list(dict.fromkeys((view.period, *data.months())))
        metrics = self._metrics()
        return [
            ("period", [(_month(month, speech), month) for month in months], view.period),
            (
                "platform",
                [
                    (platform_name(platform, speech), platform.value)
                    for platform in data.platforms()
                ],
                view.platform.value if view.platform else "",
            ),
            (
                "metric",
                [(metric_name(metric, speech), metric) for metric in metrics],
                view.metric or "",
            ),
        ]

    def _metrics(self) -> tuple[str, ...]:
        if self.view.platform is None:
            return ()
        return self.results(self.view.platform, self.data.period(self.view.period)).metrics

    def _relabel(self) -> None:
        speech = speak(self.view.language)
        labels = {
            "period": speech.say("Month"),
            "platform": speech.say("Platform"),
            "metric": speech.say("Measure"),
        }
        self._relabelling = True
        try:
            for name, options, value in self._choices():
                relabel(self.choosing[name], labels[name], options, value)
            self.languages.value = self.view.language
        finally:
            self._relabelling = False

    def _language_changed(self, change: Mapping[str, Any]) -> None:
        self._chosen("language", change["new"])

    def _chosen(self, name: str, value: Any) -> None:
        if self._relabelling or value is None:
            return
        try:
            self.show(**{name: value})
        except CoachkitError as error:
            _log.warning("not shown: %s", error)
            self.finding.value = refuse(error, self.view.language).value


def _month(written: str, speech: Speech) -> str:
    return speech.month(Period.month(written).first).capitalize()


def _possible(view: View, data: ClientData) -> View:
    """The view, with a platform and a metric that there are: one may have none of another's."""
    platforms = data.platforms()
    if not platforms:
        return view.changed(platform=None, metric=None)
    platform = view.platform if view.platform in platforms else _first_platform(data)
    metrics = data.results(platform, data.period(view.period)).metrics
    metric = view.metric if view.metric in metrics else next(iter(metrics), None)
    return view.changed(platform=platform, metric=metric)


def _first_platform(data: ClientData) -> Platform:
    """The platform of the first goal, else the first there is."""
    wanted = [goal.kpi.platform for goal in data.goals.goals if goal.kpi.platform in data.observed]
    return next(iter(wanted), data.platforms()[0])


class RefusedDashboard:
    """A page that cannot be shown: a sentence on top, nothing below."""

    def __init__(self, sentence: Panel) -> None:
        self.top = sentence
        self.finding = self.details = self.pictures = self.sources = Panel()
        self.choosing: dict[str, Any] = {}
        self.languages = self.narrow = None


def open_page(namespace: Mapping[str, Any]) -> Dashboard | RefusedDashboard:
    """The dashboard for the notebook's parameters (give it ``globals()``)."""
    try:
        asked = read_parameters(DashboardParameters, namespace)
        data = read_client(asked.client, asked.workspace)
        page = Dashboard(data, _first_view(asked, data))
        page.follow(asked.client, asked.workspace)
    except CoachkitError as error:
        return RefusedDashboard(refuse(error, language_or_english(namespace.get("language"))))
    return page


def _first_view(asked: DashboardParameters, data: ClientData) -> View:
    language = valid_language(asked.language) if asked.language else data.client.language
    if asked.platform and asked.platform not in {platform.value for platform in Platform}:
        raise InvalidValue("not_allowed", "platform", value=asked.platform[:80])
    platform = Platform(asked.platform) if asked.platform else None
    period = data.period(asked.period).written
    metric = asked.metric or None
    if data.platforms():
        metric = metric or _goals_metric(data, platform or _first_platform(data))
    return View(language=language, period=period, platform=platform, metric=metric)


def _goals_metric(data: ClientData, platform: Platform) -> str | None:
    return next(
        (goal.kpi.metric for goal in data.goals.goals if goal.kpi.platform is platform), None
    )


def header(page: Dashboard | RefusedDashboard) -> Band | Panel:
    """Whose page it is, and the language switch."""
    if isinstance(page, RefusedDashboard):
        return page.top
    band = Band([page.top, page.languages, page.narrow, page.remembered])
    band.add_class("ck-band")
    return band


def filters(page: Dashboard | RefusedDashboard) -> Band:
    """Month, platform and measure: they change what is looked at, nothing that is stored."""
    told = [] if isinstance(page, RefusedDashboard) else [page.news.panel]
    band = Band([*page.choosing.values(), *told])
    band.add_class("ck-filters")
    band.add_class(LOOKING)
    return band


def finding(page: Dashboard | RefusedDashboard) -> Panel:
    """The finding of the month."""
    return page.finding


def details(page: Dashboard | RefusedDashboard) -> Panel:
    """Goals, what worked, what is not known, Monday."""
    return page.details


def pictures(page: Dashboard | RefusedDashboard) -> Panel:
    """The posts, and the months behind them."""
    return page.pictures


def sources(page: Dashboard | RefusedDashboard) -> Panel:
    """Where the numbers come from."""
    return page.sources
