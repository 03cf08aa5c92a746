"""Every post of a period as a dot, and where the typical one lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from coachkit.charts import seams as drawn_seams
from coachkit.charts.chart import Chart, sentences
from coachkit.charts.lettering import shortened
from coachkit.charts.look import BRAND, INK, PAPER, SOFT, in_our_look
from coachkit.charts.paper import Paper, paper
from coachkit.charts.scales import Amounts, Ruler, day_marks, day_number, ruler
from coachkit.charts.seams import Seam
from coachkit.charts.sheet import Block, Margins, Sheet, Words
from coachkit.language.findings import amount, change_sentence, typical_sentence
from coachkit.language.speech import Speech
from coachkit.model.periods import Period
from coachkit.model.results import INTERVAL_LEVEL, MetricResults, PostResult

_BESIDE: Final = 10
_BEST_ROOM: Final = {False: 260, True: 150}
_MARKS: Final = {False: 5, True: 4}
_MANY: Final = 200


@dataclass(frozen=True)
class _Dots:
    """What the chart is drawn from."""

    results: MetricResults
    amounts: Amounts
    ruler: Ruler
    words: Words
    best: str
    seams: tuple[Seam, ...]
    paper: Paper

    @property
    def period(self) -> Period:
        return self.results.period


def typical(  # noqa: PLR0913 - a seam and a name for the best post are the caller's to give
    results: MetricResults,
    speech: Speech,
    *,
    best: str | None = None,
    seams: Sequence[Seam] = (),
    title: str | None = None,
    narrow: bool = False,
) -> Chart:
    """Every post of ``results.period`` at its day, and where the typical one lies.

    The median has its interval as a band; that of the usual period before is a thin line.
    Posts that were still growing when exported are hollow. ``best``: a short name of the best
    post; its own first words if not given. ``seams``: those of the metric; one outside the
    period is not drawn. ``title``: what may be said of the change, if not given.
    """
    shown = [post.value for post in results.posts]
    typicals = (results.typical.low, results.typical.high, results.usual.median)
    values = [*shown, *(value for value in typicals if value is not None)]
    axis = ruler(values, _MARKS[narrow])
    amounts = Amounts.along(axis, results.metric, values, speech)
    finding = title or change_sentence(results, speech)
    drawn = _Dots(
        results=results,
        amounts=amounts,
        ruler=axis,
        words=Words(finding, _measure(amounts, axis, speech), _note(results, speech)),
        best=_best_name(results, speech) if best is None else best,
        seams=tuple(seam for seam in seams if seam.day in results.period),
        paper=paper(narrow=narrow),
    )
    with in_our_look():
        figure = _figure(drawn, speech)
    return Chart(figure, finding, _alt(drawn, speech), drawn.words.note)


def _measure(amounts: Amounts, axis: Ruler, speech: Speech) -> str:
    measure = speech.say("Each dot is a post: %(metric)s", metric=amounts.measure())
    if axis.logarithmic:
        return speech.say("%(measure)s (logarithmic scale)", measure=measure)
    return measure


def _best(results: MetricResults) -> PostResult | None:
    return max(results.posts, key=lambda post: post.value, default=None)


def _best_name(results: MetricResults, speech: Speech) -> str:
    best = _best(results)
    if best is None:
        return ""
    return best.text or speech.short_day(best.day)


def _note(results: MetricResults, speech: Speech) -> str:
    said = []
    if results.typical.sure:
        said.append(speech.say("Band: %(level)s interval.", level=speech.percent(INTERVAL_LEVEL)))
    if results.usual.median is not None:
        said.append(_before(results, speech))
    if any(post.young for post in results.posts):
        said.append(speech.say("Hollow: still growing when exported, not in the median."))
    if results.typical.missing:
        said.append(
            speech.count(
                "%(n)s post without a value is not shown.",
                "%(n)s posts without a value are not shown.",
                results.typical.missing,
            )
        )
    return " ".join(said)


def _before(results: MetricResults, speech: Speech) -> str:
    if results.since is None:
        return speech.say("Dashed line: median of the twelve months before.")
    return speech.say("Dashed line: median before, from %(day)s on.", day=speech.day(results.since))


def _alt(drawn: _Dots, speech: Speech) -> str:
    results = drawn.results
    said = [drawn.words.title, typical_sentence(results, speech)]
    best = _best(results)
    if best is not None:
        said.append(
            speech.say(
                "The best post gathered %(value)s (%(day)s).",
                value=amount(results.metric, best.value, speech),
                day=speech.day(best.day),
            )
        )
    said += drawn_seams.said(drawn.seams, speech)
    # Whoever made the typical sentence the title should not hear it twice.
    return sentences(dict.fromkeys(said))


def _figure(drawn: _Dots, speech: Speech) -> Figure:
    page, axis = drawn.paper, drawn.ruler
    marks = [drawn.amounts.mark(mark) for mark in axis.marks]
    beside = _beside(drawn, speech)
    lines = [line for _, block in beside for line in block]
    right = max((page.wide(text, bold=bold) for text, _, bold in lines), default=0)
    changes = drawn_seams.lines_of(drawn.seams, page)
    sheet = Sheet(
        page,
        drawn.words,
        Margins(
            left=_BESIDE + max(page.wide(mark) for mark in marks),
            right=right + (_BESIDE if right else 0),
            above=page.rows * drawn_seams.rows_of(changes),
            below=page.rows * 2 + 14,
        ),
        page.plot,
    )
    first, last = drawn.period.first.toordinal(), drawn.period.last.toordinal() + 1
    air = (last - first) * 0.01
    sheet.plot.set_xlim(first - air, last + air)
    sheet.measure_up(axis)
    sheet.levels(axis.marks, marks)
    sheet.below(day_marks(drawn.period.first, drawn.period.last, speech), lines=False)
    if not drawn.results.posts:
        sheet.missing(*sheet.plot.get_xlim(), speech.say("no data"))
    _typical(sheet, drawn)
    _dots(sheet, drawn.results.posts)
    places = [seam.day.toordinal() for seam in drawn.seams]
    drawn_seams.draw(sheet, places, changes)
    _name_best(sheet, drawn)
    sheet.beside(beside)
    return sheet.figure


def _beside(drawn: _Dots, speech: Speech) -> list[Block]:
    """What stands right of the plot: the median and its interval, and the one before."""
    now, usual, amounts = drawn.results.typical, drawn.results.usual, drawn.amounts
    blocks: list[Block] = []
    if now.median is not None:
        lines = [(speech.say("median"), SOFT, False), (amounts.say(now.median), BRAND, True)]
        if now.low is not None and now.high is not None:
            span = speech.say(
                "%(low)s–%(high)s", low=amounts.say(now.low), high=amounts.say(now.high)
            )
            lines.append((span, SOFT, False))
        blocks.append((now.median, lines))
    if usual.median is not None:
        before = [(speech.say("before"), SOFT, False), (amounts.say(usual.median), SOFT, False)]
        blocks.append((usual.median, before))
    return blocks


def _typical(sheet: Sheet, drawn: _Dots) -> None:
    now, usual = drawn.results.typical, drawn.results.usual
    if now.low is not None and now.high is not None:
        sheet.plot.axhspan(now.low, now.high, color=BRAND, alpha=0.13, linewidth=0, zorder=1)
    if now.median is not None:
        sheet.plot.axhline(now.median, color=BRAND, linewidth=2.2, zorder=3)
    if usual.median is not None:
        sheet.plot.axhline(usual.median, color=SOFT, linewidth=1, linestyle=(0, (5, 3)), zorder=2)


def _dots(sheet: Sheet, posts: Sequence[PostResult]) -> None:
    many = len(posts) > _MANY
    for young in (False, True):
        chosen = [post for post in posts if post.young is young]
        if chosen:
            sheet.plot.plot(
                [day_number(post.day) for post in chosen],
                [post.value for post in chosen],
                "o",
                markersize=4 if many else 7,
                markerfacecolor=PAPER if young else BRAND,
                markeredgecolor=BRAND,
                markeredgewidth=1.2 if young else 0,
                alpha=0.4 if many else 0.75,
                clip_on=False,
                zorder=2.5,
            )


def _name_best(sheet: Sheet, drawn: _Dots) -> None:
    best = _best(drawn.results)
    if best is None or not drawn.best:
        return
    page, x, y = drawn.paper, sheet.x(day_number(best.day)), sheet.y(best.value)
    most = _BEST_ROOM[page.narrow]
    before, after = x - sheet.left - 2 * _BESIDE, sheet.right - x - 2 * _BESIDE
    leftwards = after < min(before, sheet.wide(shortened(drawn.best, most, page.text)))
    name = shortened(drawn.best, min(before if leftwards else after, most), page.text)
    middle = min(max(y, sheet.bottom + page.rows), sheet.top - page.rows / 2)
    for line, up, bold in ((drawn.amounts.say(best.value), 0.5, True), (name, -0.5, False)):
        sheet.write(
            x - _BESIDE if leftwards else x + _BESIDE,
            middle + up * page.rows,
            line,
            across="right" if leftwards else "left",
            upright="middle",
            colour=INK if bold else SOFT,
            bold=bold,
            ground=PAPER,
        )
