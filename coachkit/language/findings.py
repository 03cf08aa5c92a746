"""What the results say, in sentences that cannot contradict the numbers.

One table for all pages and documents: a sentence is chosen by the state of the result alone, and
the numbers in it come from the same result.
"""

from collections.abc import Sequence

from coachkit.language.coverage_sentences import missing_times
from coachkit.language.speech import Speech
from coachkit.language.terms import format_name, metric_name, platform_name
from coachkit.model.metrics import METRICS, Level
from coachkit.model.observations import Platform
from coachkit.model.results import (
    Basis,
    Coverage,
    Difference,
    GoalResult,
    GoalState,
    Group,
    MetricResults,
    PlatformResults,
    Total,
    Typical,
    Verdict,
)
from coachkit.model.seams import Confidence
from coachkit.model.values import Value

_DAYS_SAID = 3

_FIRST = (Level.OUTCOME, Level.OUT_TAKE, Level.OUTPUT, Level.ACTIVITY, Level.INPUT)


class Finding(Value):
    """A sentence and, smaller, what it rests on."""

    text: str
    detail: str = ""


def measure(metric: str, speech: Speech) -> str:
    """A metric's name as it stands inside a sentence: no capital, unless it is all capitals."""
    name = metric_name(metric, speech)
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def amount(metric: str, value: float, speech: Speech) -> str:
    """A value of that metric as the language writes it, parts only where the metric has them."""
    decimals = 1 if METRICS[metric].decimals and abs(value) < 100 else 0
    if not METRICS[metric].decimals and value != int(value):
        decimals = 1
    return speech.number(value, decimals)


def headline(
    results: PlatformResults,
    goals: Sequence[GoalResult],
    metric: MetricResults | None,
    speech: Speech,
) -> Finding:
    """The finding of the period, doubts included."""
    if results.coverage.nothing:
        return Finding(
            text=speech.say(
                "No export from %(platform)s covers this month.",
                platform=platform_name(results.platform, speech),
            ),
            detail=speech.say(
                "Download the month from the platform and import it. Until then nothing can be "
                "said, and nothing here is a zero."
            ),
        )
    sentences = [goal_sentence(goal, speech) for goal in goals[:1]]
    if metric is not None:
        sentences.append(change_sentence(metric, speech))
    if not sentences:
        first, *others = _days_sentences(results, speech) or [posts_sentence(results, speech)]
        said = [*others[:_DAYS_SAID], _gaps(results.coverage, speech)]
        return Finding(text=first, detail=" ".join(filter(None, said)))
    detail = [posts_sentence(results, speech)]
    if metric is not None:
        detail += [typical_sentence(metric, speech), seam_sentence(metric, speech)]
    detail.append(_gaps(results.coverage, speech))
    return Finding(text=" ".join(sentences), detail=" ".join(filter(None, detail)))


def _days_sentences(results: PlatformResults, speech: Speech) -> list[str]:
    """What the days came to, where no export has posts: outcomes before responses before views."""
    if any(total.basis is Basis.POSTS for total in results.totals):
        return []
    known = [total for total in results.totals if total.value is not None]
    return [
        speech.say(
            "%(metric)s in %(month)s: %(value)s.",
            metric=metric_name(total.metric, speech),
            month=speech.month(results.period.first),
            value=total_value(total, speech),
        )
        for total in sorted(known, key=lambda total: _FIRST.index(METRICS[total.metric].level))
    ]


def _gaps(coverage: Coverage, speech: Speech) -> str:
    if coverage.complete:
        return ""
    days = speech.list(missing_times(coverage, speech))
    return speech.say("No export covers %(days)s: missing, not zero.", days=days)


def goal_sentence(result: GoalResult, speech: Speech) -> str:
    """Where a goal stands, as “Link clicks: 412, the goal was 500” says it."""
    metric = result.goal.kpi.metric
    target = amount(metric, result.goal.monthly_target, speech)
    if result.value is None:
        return speech.say(
            "%(goal)s: the exports give no figure; the goal is %(target)s.",
            goal=result.goal.name,
            target=target,
        )
    value = amount(metric, result.value, speech)
    said = {"goal": result.goal.name, "value": value, "target": target}
    if result.state is GoalState.REACHED:
        return speech.say("%(goal)s: %(value)s, the goal of %(target)s is reached.", **said)
    if result.state is GoalState.RUNNING:
        return speech.say("%(goal)s: %(value)s so far, the goal is %(target)s.", **said)
    if result.state is GoalState.CANNOT_TELL:
        return speech.say(
            "%(goal)s: at least %(value)s; with data missing, the goal of %(target)s can be "
            "neither confirmed nor denied.",
            **said,
        )
    return speech.say("%(goal)s: %(value)s, the goal was %(target)s.", **said)


def goal_state(result: GoalResult, speech: Speech) -> str:
    """The state in a word or two, for beside a bar."""
    if result.state is GoalState.REACHED:
        return speech.say("reached")
    if result.state is GoalState.RUNNING:
        return speech.say("month not over")
    if result.state is GoalState.NOT_REACHED:
        return speech.say("not reached")
    return speech.say("cannot be told")


def change_sentence(metric: MetricResults, speech: Speech) -> str:
    """What may be said of the typical post against the year before."""
    if metric.verdict is Verdict.SHOWN_UP:
        return speech.say("The typical post did better than before.")
    if metric.verdict is Verdict.SHOWN_DOWN:
        return speech.say("The typical post did worse than before.")
    if metric.verdict is Verdict.NOT_SHOWN:
        return speech.say(
            "It cannot be shown that the typical post did better or worse than before."
        )
    if metric.broken:
        return speech.say(
            "The platform has changed how it counts, and there are too few posts since to tell "
            "whether the typical post did better or worse than before."
        )
    return speech.say(
        "There are too few posts to tell whether the typical post did better or worse than before."
    )


def seam_sentence(metric: MetricResults, speech: Speech) -> str:
    """From when on the platform counts something else, if that is within what is shown."""
    if not metric.seams:
        return ""
    seam = metric.seams[-1]
    said = {
        "platform": platform_name(metric.platform, speech),
        "day": speech.day(seam.day),
        "change": seam.label(speech.language).rstrip("."),
    }
    if seam.confidence is Confidence.ABOUT:
        return speech.say(
            "Around %(day)s %(platform)s changed how it counts (%(change)s): nothing before that "
            "is compared.",
            **said,
        )
    return speech.say(
        "On %(day)s %(platform)s changed how it counts (%(change)s): nothing before that is "
        "compared.",
        **said,
    )


def posts_sentence(results: PlatformResults, speech: Speech) -> str:
    """How much was published, as “14 posts published, 3.2 a week” says it."""
    cadence = results.cadence
    if cadence.per_week is None:
        return speech.say("How many posts were published is not known.")
    return speech.count(
        "%(n)s post published, %(rate)s a week.",
        "%(n)s posts published, %(rate)s a week.",
        cadence.posts,
        rate=speech.number(cadence.per_week, 1),
    )


def typical_sentence(metric: MetricResults, speech: Speech) -> str:
    """The median post now and before, with intervals and n."""
    name = measure(metric.metric, speech)
    now = interval(metric.typical, speech)
    if metric.since is not None and metric.since > metric.period.first:
        since = speech.day(metric.since)
        return speech.say(
            "Median post since %(day)s, %(metric)s: %(now)s.", day=since, metric=name, now=now
        )
    if metric.usual.median is None:
        return speech.say("Median post, %(metric)s: %(now)s.", metric=name, now=now)
    if metric.since is not None:
        return speech.say(
            "Median post, %(metric)s: %(now)s; before, from %(day)s on: %(before)s.",
            metric=name,
            now=now,
            day=speech.day(metric.since),
            before=interval(metric.usual, speech),
        )
    return speech.say(
        "Median post, %(metric)s: %(now)s; the twelve months before: %(before)s.",
        metric=name,
        now=now,
        before=interval(metric.usual, speech),
    )


def interval(typical: Typical, speech: Speech) -> str:
    """“48 (90 % interval 39–61, n = 14)”, or what little can be said."""
    if typical.median is None:
        return speech.say("no value")
    median = amount(typical.metric, typical.median, speech)
    n = speech.number(typical.n)
    if typical.low is None or typical.high is None:
        return speech.say("%(median)s (n = %(n)s, too few for an interval)", median=median, n=n)
    return speech.say(
        "%(median)s (%(level)s interval %(low)s–%(high)s, n = %(n)s)",
        median=median,
        level=speech.percent(0.9),
        low=amount(typical.metric, typical.low, speech),
        high=amount(typical.metric, typical.high, speech),
        n=n,
    )


def group_name(key: str, speech: Speech) -> str:
    """A format's or a weekday's name; weekdays come as 0 (Monday) to 6."""
    return speech.weekday(int(key)) if key.isdigit() else format_name(key, speech)


def group_verdict(group: Group, speech: Speech) -> str:
    """What may be said of one kind of post beside all the others."""
    if group.verdict is Verdict.SHOWN_UP:
        return speech.say("higher than the others")
    if group.verdict is Verdict.SHOWN_DOWN:
        return speech.say("lower than the others")
    if group.verdict is Verdict.NOT_SHOWN:
        return speech.say("no difference can be shown")
    return speech.say("cannot be told")


def group_finding(group: Group, speech: Speech) -> Finding:
    """One kind of post beside all the others, with what it rests on."""
    said = speech.say(
        "%(kind)s: %(verdict)s",
        kind=group_name(group.key, speech),
        verdict=group_verdict(group, speech),
    )
    return Finding(text=said, detail=_group_detail(group, speech))


def _group_detail(group: Group, speech: Speech) -> str:
    mine = interval(group.typical, speech)
    if group.others.median is None:
        return mine
    others = amount(group.others.metric, group.others.median, speech)
    return speech.say("median %(mine)s; others %(others)s", mine=mine, others=others)


def weekday_finding(metric: MetricResults, speech: Speech) -> Finding:
    """Whether any weekday stands out: one sentence, for seven rows would suggest more."""
    out = [
        group
        for group in metric.weekdays
        if group.verdict in (Verdict.SHOWN_UP, Verdict.SHOWN_DOWN)
    ]
    n = sum(group.typical.n for group in metric.weekdays)
    if all(group.verdict is Verdict.CANNOT_TELL for group in metric.weekdays):
        few = _posts_compared(metric, n, speech)
        return Finding(text=speech.say("Too few posts to compare weekdays"), detail=few)
    detail = _posts_compared(metric, n, speech)
    if not out:
        return Finding(text=speech.say("No weekday stands out"), detail=detail)
    names = speech.list([speech.weekday(int(group.key)) for group in out])
    return Finding(text=speech.say("Weekdays that stand out: %(days)s", days=names), detail=detail)


def _posts_compared(metric: MetricResults, n: int, speech: Speech) -> str:
    if metric.kinds_since is None:
        return speech.count("%(n)s post in twelve months", "%(n)s posts in twelve months", n)
    since = speech.day(metric.kinds_since)
    return speech.count("%(n)s post since %(day)s", "%(n)s posts since %(day)s", n, day=since)


def difference_sentence(
    platform: Platform, difference: Difference, file: str, speech: Speech
) -> str:
    """A platform's own total beside the sum of the rows: no more than what is known."""
    metric, rest = difference.metric, difference.beyond_rows
    said = {
        "platform": platform_name(platform, speech),
        "metric": measure(metric, speech),
        "file": file,
        "total": amount(metric, difference.platform_total, speech),
        "rows": amount(metric, difference.rows_total, speech),
    }
    if rest > 0:
        return speech.say(
            "%(platform)s, %(metric)s: the platform's own total is %(total)s, the rows add up to "
            "%(rows)s; %(rest)s are in no row (%(file)s).",
            rest=amount(metric, rest, speech),
            **said,
        )
    return speech.say(
        "%(platform)s, %(metric)s: the platform's own total is %(total)s, the rows add up to "
        "%(rows)s (%(file)s).",
        **said,
    )


def total_value(total: Total, speech: Speech) -> str:
    """A total, or in words why there is none."""
    if total.value is not None:
        value = amount(total.metric, total.value, speech)
        if not total.missing:
            return value
        return speech.say("at least %(value)s", value=value)
    if total.at_least is not None and total.at_most is not None:
        return speech.say(
            "%(low)s–%(high)s",
            low=amount(total.metric, total.at_least, speech),
            high=amount(total.metric, total.at_most, speech),
        )
    if total.reason in ("no_data", "all_blank"):
        return speech.say("missing")
    return speech.say("no total")


def total_note(total: Total, speech: Speech) -> str:
    """What a total is and is not."""
    if total.reason == "not_additive":
        return speech.say("may count the same people twice: not added up")
    if total.reason == "a_rate":
        return speech.say("a rate or an average: not added up")
    if total.reason == "a_stock":
        return speech.say("a count at one moment: not added up")
    if total.seam is not None:
        return speech.say("counted otherwise from %(day)s on", day=speech.day(total.seam))
    if total.missing:
        return speech.count(
            "%(n)s item without a value", "%(n)s items without a value", total.missing
        )
    return ""
