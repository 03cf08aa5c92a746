"""Monthly totals of an additive metric, against what was wanted."""

from collections.abc import Sequence
from datetime import date

from coachkit.charts.bars import Bar, Bars, chart_of
from coachkit.charts.chart import Chart, sentences
from coachkit.charts.scales import Amounts
from coachkit.language.findings import amount
from coachkit.language.speech import Speech
from coachkit.language.terms import metric_name
from coachkit.model.periods import Period
from coachkit.model.results import MonthTotal


def months(  # noqa: PLR0913 - a goal is a number and its name
    totals: Sequence[MonthTotal],
    metric: str,
    speech: Speech,
    *,
    target: float | None = None,
    target_label: str = "",
    title: str | None = None,
    narrow: bool = False,
) -> Chart:
    """Bars of ``totals`` in the order given, usually the last twelve months.

    A month without data is a hatched band; one that is partly covered a faint bar that says
    "at least". ``metric``: a canonical name. ``target``: so much in each month, with its name
    in ``target_label`` (the goal's own). ``title``: made from the last month if not given.
    """
    known = [total.value for total in totals if total.value is not None]
    amounts = Amounts.of(metric, [*known, *([] if target is None else [target])], speech)
    finding = _finding(totals, metric, target, speech)
    drawn = Bars(
        bars=tuple(_bar(total, speech) for total in totals),
        amounts=amounts,
        title=title or finding,
        measure=speech.say("%(metric)s, by month", metric=amounts.measure()),
        note=_note(totals, speech),
        target=target,
        target_label=target_label or speech.say("target"),
    )
    return chart_of(
        drawn, _alt(totals, metric, drawn.title, finding, speech), speech, narrow=narrow
    )


def _first(total: MonthTotal) -> date:
    return Period.month(total.month).first


def _bar(total: MonthTotal, speech: Speech) -> Bar:
    first = _first(total)
    return Bar(
        label=speech.short_month(first), year=first.year, value=total.value, partly=total.partly
    )


def _finding(
    totals: Sequence[MonthTotal], metric: str, target: float | None, speech: Speech
) -> str:
    name = metric_name(metric, speech)
    if not totals or totals[-1].value is None:
        return speech.say("%(metric)s: the exports give no figure.", metric=name)
    last = totals[-1]
    said = {
        "metric": name,
        "month": speech.month(_first(last)),
        "value": _amount(last, metric, speech),
    }
    if target is None:
        return speech.say("%(metric)s in %(month)s: %(value)s.", **said)
    return speech.say(
        "%(metric)s in %(month)s: %(value)s, target %(target)s.",
        target=amount(metric, target, speech),
        **said,
    )


def _amount(total: MonthTotal, metric: str, speech: Speech) -> str:
    if total.value is None:
        return speech.say("no data")
    value = amount(metric, total.value, speech)
    return speech.say("at least %(value)s", value=value) if total.partly else value


def _note(totals: Sequence[MonthTotal], speech: Speech) -> str:
    missing = sum(total.value is None for total in totals)
    partly = sum(total.partly for total in totals)
    said = []
    if missing:
        said.append(
            speech.count(
                "Hatched: %(n)s month without data, not zero.",
                "Hatched: %(n)s months without data, not zero.",
                missing,
            )
        )
    if partly:
        said.append(
            speech.count(
                "Faint: %(n)s month with days missing; the true number may be higher.",
                "Faint: %(n)s months with days missing; the true numbers may be higher.",
                partly,
            )
        )
    return " ".join(said)


def _alt(
    totals: Sequence[MonthTotal], metric: str, title: str, finding: str, speech: Speech
) -> str:
    each = [
        speech.say(
            "%(month)s: %(value)s",
            month=speech.month(_first(total)),
            value=_amount(total, metric, speech),
        )
        for total in totals
    ]
    said = [title, finding]
    if each:
        said.append(speech.say("Bars by month: %(months)s.", months="; ".join(each)))
    return sentences(dict.fromkeys(said))
