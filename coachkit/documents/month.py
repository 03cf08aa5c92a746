"""A client's month: its results, and the charts that they are shown by, each drawn once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coachkit.charts.chart import Chart
from coachkit.documents import drawing
from coachkit.language.speech import Speech
from coachkit.model.client import Client
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.results import GoalResult, MetricResults, PlatformResults


@dataclass(frozen=True)
class MonthOfClient:
    """All results of one client's period: by platform, and for the chosen metric of each."""

    client: Client
    period: Period
    platforms: Mapping[Platform, PlatformResults]
    metrics: Mapping[Platform, MetricResults]
    goals: tuple[GoalResult, ...]

    def goals_on(self, platform: Platform) -> list[GoalResult]:
        """The goals that are reached, or not, on that platform."""
        return [goal for goal in self.goals if goal.goal.kpi.platform is platform]


class MonthDrawings:
    """The charts of a month in one language: a page and a document show the very same ones."""

    def __init__(self, month: MonthOfClient, speech: Speech) -> None:
        self._month, self._speech = month, speech
        self._drawn: dict[tuple[str, Platform, bool], Chart] = {}

    def weeks(self, platform: Platform, *, narrow: bool = False) -> Chart:
        """Posts week by week."""
        results = self._month.platforms[platform]
        return self._once(
            ("weeks", platform, narrow),
            lambda: drawing.weeks(results, self._speech, narrow=narrow),
        )

    def typical(self, platform: Platform, *, narrow: bool = False) -> Chart:
        """The posts of the month."""
        metric = self._month.metrics[platform]
        return self._once(
            ("typical", platform, narrow),
            lambda: drawing.typical(metric, self._speech, narrow=narrow),
        )

    def formats(self, platform: Platform, *, narrow: bool = False) -> Chart:
        """Formats beside each other."""
        metric = self._month.metrics[platform]
        return self._once(
            ("formats", platform, narrow),
            lambda: drawing.formats(metric, self._speech, narrow=narrow),
        )

    def months(self, platform: Platform, *, narrow: bool = False) -> Chart:
        """The last twelve months."""
        metric, goals = self._month.metrics[platform], self._month.goals_on(platform)
        return self._once(
            ("months", platform, narrow),
            lambda: drawing.months(metric, goals, self._speech, narrow=narrow),
        )

    def dashboard(self) -> list[Chart]:
        """The charts under the findings of a page: of each platform the posts, then the months."""
        drawn = []
        for platform, metric in self._month.metrics.items():
            if metric.posts:
                drawn.append(self.typical(platform))
            if len(metric.months) > 1:
                drawn.append(self.months(platform))
        return drawn

    def _once(self, name: tuple[str, Platform, bool], draw: Callable[[], Chart]) -> Chart:
        if name not in self._drawn:
            self._drawn[name] = draw()
        return self._drawn[name]
