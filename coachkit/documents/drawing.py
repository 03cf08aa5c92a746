"""Which charts a result is shown by, with the client's own texts cut to their first words."""

from collections.abc import Sequence

from coachkit.charts.chart import Chart
from coachkit.charts.groups import groups as draw_groups
from coachkit.charts.months import months as draw_months
from coachkit.charts.seams import Seam
from coachkit.charts.typical import typical as draw_typical
from coachkit.charts.weeks import weeks as draw_weeks
from coachkit.language.findings import typical_sentence
from coachkit.language.speech import Speech
from coachkit.model.metrics import METRICS, Level
from coachkit.model.results import Basis, GoalResult, MetricResults, PlatformResults

_FIRST_WORDS = 60


def first_words(text: str, longest: int = _FIRST_WORDS) -> str:
    """The beginning of a post on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def weeks(results: PlatformResults, speech: Speech, *, narrow: bool = False) -> Chart:
    """Posts week by week."""
    return draw_weeks(results.cadence, speech, narrow=narrow)


def typical(metric: MetricResults, speech: Speech, *, narrow: bool = False) -> Chart:
    """The posts of the period, the best one named by its first words.

    Its title is the numbers: the page above it has said what may be made of them.
    """
    best = first_words(metric.posts[0].text, 40) if metric.posts else None
    title = typical_sentence(metric, speech)
    return draw_typical(
        metric,
        speech,
        best=best or None,
        seams=_seams(metric, speech),
        title=title,
        narrow=narrow,
    )


def _seams(metric: MetricResults, speech: Speech) -> list[Seam]:
    return [Seam(seam.day, seam.label(speech.language)) for seam in metric.seams]


def formats(metric: MetricResults, speech: Speech, *, narrow: bool = False) -> Chart:
    """Formats beside each other."""
    return draw_groups(metric.formats, metric.metric, speech, narrow=narrow)


def months(
    metric: MetricResults, goals: Sequence[GoalResult], speech: Speech, *, narrow: bool = False
) -> Chart:
    """The last twelve months, with the goal where the metric is one."""
    goal = next((result.goal for result in goals if result.goal.kpi.metric == metric.metric), None)
    return draw_months(
        metric.months,
        metric.metric,
        speech,
        target=goal.monthly_target if goal else None,
        target_label=goal.name if goal else "",
        seams=_seams(metric, speech),
        of_posts=metric.months_of is Basis.POSTS and METRICS[metric.metric].level is Level.OUTPUT,
        narrow=narrow,
    )


def dashboard(
    metric: MetricResults, goals: Sequence[GoalResult], speech: Speech, *, narrow: bool = False
) -> list[Chart]:
    """The charts under a page's finding: the posts, and the months behind them."""
    drawn = []
    if metric.posts:
        drawn.append(typical(metric, speech, narrow=narrow))
    if len(metric.months) > 1:
        drawn.append(months(metric, goals, speech, narrow=narrow))
    return drawn
