"""The monthly report: the same numbers as the dashboard, as a document that stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from coachkit.documents import pages
from coachkit.documents.html import html
from coachkit.documents.month import MonthDrawings, MonthOfClient
from coachkit.documents.report import monthly_report
from coachkit.language.speech import speak
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language, valid_language
from coachkit.model.observations import Platform
from coachkit.model.values import Value
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.parameters import read_parameters
from coachkit.sessions.reading import ClientData, read_client
from coachkit.sessions.refusing import language_or_english, refuse
from coachkit.sessions.writing import write_whole
from coachkit.widgets.panel import Still


class ReportParameters(Value):
    """What the notebook can be told. Empty means: the client's own, or the latest month."""

    client: str
    language: str = ""
    workspace: str = ""
    period: str = ""


@dataclass(frozen=True)
class ReportPage:
    """A month ready to be reported, in one language."""

    data: ClientData
    month: MonthOfClient
    language: Language
    workspace: str

    @cached_property
    def drawn(self) -> MonthDrawings:
        """The charts of the month, for the page and the document."""
        return MonthDrawings(self.month, speak(self.language))


def open_month(namespace: Mapping[str, Any]) -> ReportPage:
    """The month that the notebook's parameters name (give it ``globals()``)."""
    try:
        asked = read_parameters(ReportParameters, namespace)
        data = read_client(asked.client, asked.workspace)
        language = valid_language(asked.language) if asked.language else data.client.language
        return ReportPage(data, month_of(data, asked.period), language, asked.workspace)
    except CoachkitError as error:
        refuse(error, language_or_english(namespace.get("language")))
        raise


def month_of(data: ClientData, written: str) -> MonthOfClient:
    """All results of that month, with the metric of each platform's first goal, or its first."""
    period = data.period(written)
    results = {platform: data.results(platform, period) for platform in data.platforms()}
    metrics = {}
    for platform, found in results.items():
        name = _metric(data, platform, found.metrics)
        if name is not None and (metric := data.metric(platform, name, period)) is not None:
            metrics[platform] = metric
    return MonthOfClient(data.client, period, results, metrics, data.goal_results(results))


def _metric(data: ClientData, platform: Platform, known: tuple[str, ...]) -> str | None:
    wanted = [goal.kpi.metric for goal in data.goals.goals if goal.kpi.platform is platform]
    return next((name for name in (*wanted, *known) if name in known), None)


def header(page: ReportPage) -> Still:
    """Whose report, and of which month."""
    speech = speak(page.language)
    when = speech.month(page.month.period.first).capitalize()
    return Still(pages.header(page.data.client.name, when, page.language))


def findings(page: ReportPage) -> Still:
    """The finding of each platform, and the goals."""
    month = page.month
    if not month.platforms:
        return Still(pages.nothing_yet(page.language))
    said = [
        pages.finding(
            results,
            month.goals_on(platform),
            month.metrics.get(platform),
            page.language,
        )
        for platform, results in month.platforms.items()
    ]
    metric = next(iter(month.metrics.values()), None)
    everywhere = tuple(month.platforms.values())
    said.append(pages.details(everywhere, month.goals, metric, page.language))
    return Still("\n".join(said))


def pictures(page: ReportPage) -> Still:
    """The charts of every platform."""
    return Still(pages.drawings(page.drawn.dashboard(), page.language))


def write(page: ReportPage) -> Still:
    """Write the report into the client's documents and say where it lies."""
    try:
        path = write_report(page)
    except CoachkitError as error:
        refuse(error, page.language)
        raise
    return Still(pages.written([(path.name, str(path.parent))], page.language))


def write_report(page: ReportPage) -> Path:
    """The report as one HTML file in the client's ``documents/``, whole or not at all."""
    document = monthly_report(page.month, page.language, page.data.today, page.drawn)
    workspace = open_workspace(page.workspace)
    with workspace.open_client(page.data.client.slug, now=now, who=whoever()) as store:
        name = f"report-{page.month.period.written}-{page.language}.html"
        path = write_whole(store.documents / name, html(document).encode())
        store.record("report_written", document=name, period=page.month.period.written)
    return path
