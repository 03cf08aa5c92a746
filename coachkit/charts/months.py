"""Monthly totals of an additive metric, against what was wanted."""

import calendar
from collections.abc import Sequence
from datetime import date

from coachkit.charts import seams as drawn_seams
from coachkit.charts.bars import Bar, Bars, chart_of
from coachkit.charts.chart import Chart, sentences
from coachkit.charts.scales import Amounts
from coachkit.charts.seams import Seam
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
    seams: Sequence[Seam] = (),
    title: str | None = None,
    of_posts: bool = False,
    narrow: bool = False,
) -> Chart:
    """Bars of ``totals`` in the order given, usually the last twelve months.

    A month without data is a hatched band; one that is partly covered a faint bar that says
    "at least". ``metric``: a canonical name. ``target``: so much in each month, with its name
    in ``target_label`` (the goal's own). ``seams``: those of the metric; one outside the months
    is not drawn. ``title``: made from the last month if not given. ``of_posts``: it is of how
    often posts were seen, and each month has what the posts published in it have gathered since.
    """
    known = [total.value for total in totals if total.value is not None]
    amounts = Amounts.of(metric, [*known, *([] if target is None else [target])], speech)
    finding = _finding(totals, metric, target, speech)
    placed = _placed(seams, totals)
    drawn = Bars(
        bars=tuple(_bar(total, speech) for total in totals),
        amounts=amounts,
        title=title or finding,
        measure=speech.say("%(metric)s, by month", metric=amounts.measure()),
        note=" ".join(filter(None, [_of_posts(speech) if of_posts else "", _note(totals, speech)])),
        target=target,
        target_label=target_label or speech.say("target"),
        seams=placed,
    )
    said = _alt(totals, metric, drawn.title, finding, speech)
    breaks = drawn_seams.said([seam for _, seam in placed], speech)
    whose = [_of_posts(speech)] if of_posts else []
    return chart_of(drawn, sentences([said, *whose, *breaks]), speech, narrow=narrow)


def _of_posts(speech: Speech) -> str:
    """That posts' totals are no page's, and no people's."""
    return speech.say(
        "What the posts published in each month have gathered since: neither how often the page "
        "was seen nor how many people saw it."
    )


def _placed(seams: Sequence[Seam], totals: Sequence[MonthTotal]) -> tuple[tuple[float, Seam], ...]:
    """Each seam as far into its month as its day is: one on the first stands before the bar."""
    places = {total.month: place for place, total in enumerate(totals)}
    found = []
    for seam in sorted(seams, key=lambda seam: seam.day):
        place = places.get(f"{seam.day:%Y-%m}")
        # Nothing is drawn before the first bar, so nothing can break there.
        if place is not None and (place, seam.day.day) != (0, 1):
            days = calendar.monthrange(seam.day.year, seam.day.month)[1]
            found.append((place - 0.5 + (seam.day.day - 1) / days, seam))
    return tuple(found)


def _first(total: MonthTotal) -> date:
    return Period.month(total.month).first


def _bar(total: MonthTotal, speech: Speech) -> Bar:
    first = _first(total)
    return Bar(
        label=speech.short_month(first), year=first.year, value=total.value, partly=total.at_least
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
    return speech.say("at least %(value)s", value=value) if total.at_least else value


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
    young = sum(total.young > 0 and not total.partly for total in totals)
    if young:
        said.append(
            speech.count(
                "Faint: %(n)s month with posts that were still growing; it will be more.",
                "Faint: %(n)s months with posts that were still growing; they will be more.",
                young,
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
