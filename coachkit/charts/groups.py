"""Kinds of posts beside each other: what a typical one gathered, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from coachkit.charts.chart import Chart, sentences
from coachkit.charts.lettering import wrapped
from coachkit.charts.look import BRAND, INK, PAPER, SOFT, in_our_look
from coachkit.charts.paper import Paper, paper
from coachkit.charts.scales import Amounts, Mark, Ruler, ruler
from coachkit.charts.sheet import Margins, Sheet, Words
from coachkit.language.findings import group_name, interval
from coachkit.language.speech import Speech
from coachkit.model.results import ENOUGH, INTERVAL_LEVEL, Group, Typical, Verdict

_GAP: Final = 24
_AIR: Final = 14
_DOT: Final = 8
_LINE: Final = 4.5
_NAMES: Final = 230
_NAME_LINES: Final = 2
_MARKS: Final = {False: 5, True: 4}
_NONE: Final = 40


@dataclass(frozen=True)
class _Row:
    """One kind of post in words. ``name``: its lines."""

    typical: Typical
    name: tuple[str, ...]
    stands_out: bool
    median: str
    interval: str
    n: str


@dataclass(frozen=True)
class _Rows:
    """What both shapes of the chart, for a screen and for a phone, are drawn from."""

    rows: tuple[_Row, ...]
    ruler: Ruler
    amounts: Amounts
    words: Words
    paper: Paper

    @property
    def name_lines(self) -> int:
        return max((len(row.name) for row in self.rows), default=1)


def groups(
    kinds: Sequence[Group],
    metric: str,
    speech: Speech,
    *,
    title: str | None = None,
    narrow: bool = False,
) -> Chart:
    """A dot and its interval per kind of post (format or weekday), in the order given.

    A kind with too few posts for an interval is a hollow dot that says so, never compared.
    ``metric``: a canonical name. ``title``: made from the verdicts if not given.
    """
    values = [value for kind in kinds for value in _reach(kind.typical)]
    axis = ruler(values, _MARKS[narrow])
    amounts = Amounts.along(axis, metric, values, speech)
    finding = title or _finding(kinds, speech)
    page = paper(narrow=narrow)
    drawn = _Rows(
        rows=tuple(_row(kind, amounts, page, speech) for kind in kinds),
        ruler=axis,
        amounts=amounts,
        words=Words(finding, _measure(amounts, axis, speech), _note(kinds, speech)),
        paper=page,
    )
    with in_our_look():
        figure = (_stacked if narrow else _table)(drawn, speech)
    return Chart(figure, finding, _alt(kinds, finding, speech), drawn.words.note)


def _reach(typical: Typical) -> list[float]:
    return [x for x in (typical.low, typical.median, typical.high) if x is not None]


def _row(kind: Group, amounts: Amounts, page: Paper, speech: Speech) -> _Row:
    typical = kind.typical
    stands_out = kind.verdict in (Verdict.SHOWN_UP, Verdict.SHOWN_DOWN)
    room = page.width / 2 if page.narrow else _NAMES
    return _Row(
        typical=typical,
        name=wrapped(
            group_name(kind.key, speech), room, page.text, bold=stands_out, most=_NAME_LINES
        ),
        stands_out=stands_out,
        median=speech.number(None) if typical.median is None else amounts.say(typical.median),
        interval=_interval(typical, amounts, speech),
        n=speech.number(typical.n),
    )


def _interval(typical: Typical, amounts: Amounts, speech: Speech) -> str:
    if typical.low is None or typical.high is None:
        return speech.say("too few")
    return speech.say(
        "%(low)s–%(high)s", low=amounts.say(typical.low), high=amounts.say(typical.high)
    )


def _measure(amounts: Amounts, axis: Ruler, speech: Speech) -> str:
    measure = speech.say("Median post: %(metric)s", metric=amounts.measure())
    if axis.logarithmic:
        return speech.say("%(measure)s (logarithmic scale)", measure=measure)
    return measure


def _finding(kinds: Sequence[Group], speech: Speech) -> str:
    up = [group_name(kind.key, speech) for kind in kinds if kind.verdict is Verdict.SHOWN_UP]
    down = [group_name(kind.key, speech) for kind in kinds if kind.verdict is Verdict.SHOWN_DOWN]
    said = []
    if up:
        said.append(speech.say("More than the others: %(kinds)s.", kinds=speech.list(up)))
    if down:
        said.append(speech.say("Less than the others: %(kinds)s.", kinds=speech.list(down)))
    if said:
        return " ".join(said)
    if any(kind.typical.sure for kind in kinds):
        if all(kind.key.isdigit() for kind in kinds):
            return speech.say("No weekday stands out.")
        return speech.say("No kind of post stands out.")
    return speech.say("There are too few posts of each kind to compare them.")


def _note(kinds: Sequence[Group], speech: Speech) -> str:
    said = []
    if any(kind.typical.sure for kind in kinds):
        said.append(speech.say("Line: %(level)s interval.", level=speech.percent(INTERVAL_LEVEL)))
    if any(not kind.typical.sure for kind in kinds):
        said.append(
            speech.say(
                "Hollow: fewer than %(enough)s posts, too few to compare.",
                enough=speech.number(ENOUGH),
            )
        )
    return " ".join(said)


def _alt(kinds: Sequence[Group], finding: str, speech: Speech) -> str:
    each = [
        speech.say(
            "%(kind)s: %(typical)s",
            kind=group_name(kind.key, speech),
            typical=interval(kind.typical, speech),
        )
        for kind in kinds
    ]
    if not each:
        return finding
    return sentences([finding, speech.say("Median posts: %(kinds)s.", kinds="; ".join(each))])


def _table(drawn: _Rows, speech: Speech) -> Figure:
    """Name, line, median, interval and n side by side: for a screen."""
    page, rows = drawn.paper, drawn.rows
    heads = (
        speech.say("median"),
        speech.say("%(level)s interval", level=speech.percent(INTERVAL_LEVEL)),
        speech.say("posts"),
    )
    cells = [(row.median, row.interval, row.n) for row in rows]
    columns = [
        max(page.wide(cell, bold=True) for cell in column)
        for column in zip(heads, *cells, strict=True)
    ]
    names = max((page.wide(line, bold=True) for row in rows for line in row.name), default=_NONE)
    height = drawn.name_lines * page.rows + _AIR
    sheet = Sheet(
        page,
        drawn.words,
        Margins(
            left=names + _GAP,
            right=sum(columns) + len(columns) * _GAP,
            above=page.rows,
            below=page.rows + 14,
        ),
        height * max(len(rows), 1),
    )
    _axis(sheet, drawn, speech)
    edges = [sheet.right + _GAP * (i + 1) + sum(columns[: i + 1]) for i in range(len(columns))]
    for edge, head in zip(edges, heads, strict=True):
        sheet.write(edge, sheet.top + page.rows * 0.35, head, across="right", colour=SOFT)
    for place, row in enumerate(rows):
        middle = sheet.top - (place + 0.5) * height
        sheet.rule(middle + height / 2)
        _name(sheet, row, middle)
        _dot(sheet, row, len(rows) - 1 - place)
        for edge, cell, colour in zip(
            edges, cells[place], (INK if row.typical.sure else SOFT, SOFT, SOFT), strict=True
        ):
            sheet.write(
                edge,
                middle,
                cell,
                across="right",
                upright="middle",
                colour=colour,
                bold=colour == INK,
            )
    return sheet.figure


def _stacked(drawn: _Rows, speech: Speech) -> Figure:
    """Name, n and median above each line: for a phone."""
    page, rows = drawn.paper, drawn.rows
    words = drawn.name_lines * page.rows
    height = words + page.rows + _AIR
    sheet = Sheet(
        page,
        drawn.words,
        Margins(left=_DOT, right=_DOT, above=0, below=page.rows + 14),
        height * max(len(rows), 1),
    )
    _axis(sheet, drawn, speech)
    for place, row in enumerate(rows):
        top = sheet.top - place * height
        sheet.rule(top)
        _name(sheet, row, top - _AIR / 2 - len(row.name) * page.rows / 2)
        value = row.median if row.typical.sure else row.interval
        last = top - _AIR / 2 - page.rows / 2
        sheet.write(
            page.width - 4,
            last,
            f"{value} · n = {row.n}",
            across="right",
            upright="middle",
            colour=INK if row.typical.sure else SOFT,
        )
        _dot(sheet, row, len(rows) - 1 - place - 0.28)
    return sheet.figure


def _axis(sheet: Sheet, drawn: _Rows, speech: Speech) -> None:
    axis = drawn.ruler
    sheet.measure_across(axis)
    sheet.plot.set_ylim(-0.5, max(len(drawn.rows), 1) - 0.5)
    if not drawn.rows:
        sheet.missing(*sheet.plot.get_xlim(), speech.say("no data"))
    marks = [Mark(mark, drawn.amounts.mark(mark)) for mark in axis.marks]
    # On a phone the names stand in the plot: no line may run through them.
    sheet.below(marks, lines=not drawn.paper.narrow)


def _name(sheet: Sheet, row: _Row, middle: float) -> None:
    rows = sheet.paper.rows
    for place, line in enumerate(row.name):
        sheet.write(
            4,
            middle + (len(row.name) / 2 - place - 0.5) * rows,
            line,
            upright="middle",
            bold=row.stands_out,
        )


def _dot(sheet: Sheet, row: _Row, y: float) -> None:
    typical = row.typical
    if typical.median is None:
        return
    if typical.low is not None and typical.high is not None:
        sheet.plot.plot(
            [typical.low, typical.high],
            [y, y],
            color=BRAND,
            linewidth=_LINE,
            solid_capstyle="round",
            zorder=3,
        )
    sheet.plot.plot(
        [typical.median],
        [y],
        "o",
        markersize=_DOT,
        markerfacecolor=BRAND if typical.sure else PAPER,
        markeredgecolor=BRAND if typical.sure else SOFT,
        markeredgewidth=1.5,
        clip_on=False,
        zorder=4,
    )
