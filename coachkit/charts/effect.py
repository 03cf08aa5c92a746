"""A campaign in a picture: what came each week beside what was to be expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from matplotlib.figure import Figure

from coachkit.charts.chart import Chart, sentences
from coachkit.charts.lifts import Lift, lifts
from coachkit.charts.look import BRAND, GROUND, INK, PAPER, SOFT, in_our_look
from coachkit.charts.paper import Paper, paper
from coachkit.charts.scales import Amounts, Mark, Ruler, day_marks, round_marks
from coachkit.charts.sheet import Block, Margins, Sheet, Words
from coachkit.language.effects_said import comparison_finding
from coachkit.language.lifts_said import between
from coachkit.language.speech import Speech
from coachkit.language.terms import metric_name, of_part
from coachkit.model.courses import Course, CourseWeek
from coachkit.model.effects import Comparison
from coachkit.model.results import INTERVAL_LEVEL

_WEEK: Final = timedelta(days=7)
_MIDDLE: Final = 3.5
_BESIDE: Final = 10
_MARKS: Final = {False: 5, True: 4}
_MOST: Final = 3.0
"""A band that goes further than so many times the highest week is cut off."""


@dataclass(frozen=True)
class _Drawn:
    course: Course
    amounts: Amounts
    ruler: Ruler
    words: Words
    paper: Paper

    @property
    def runs(self) -> list[list[CourseWeek]]:
        """Weeks that follow each other: over those that nobody knows no line is drawn."""
        found: list[list[CourseWeek]] = []
        for week in self.course.weeks:
            if found and week.first - found[-1][-1].first == _WEEK:
                found[-1].append(week)
            else:
                found.append([week])
        return found

    @property
    def ahead(self) -> list[CourseWeek]:
        return [week for week in self.course.weeks if week.expected is not None]


def effect(  # noqa: PLR0913  on which paper is its caller's to say
    found: Comparison,
    speech: Speech,
    course: Course | None = None,
    *,
    title: str | None = None,
    narrow: bool = False,
    column: bool = False,
) -> Chart:
    """What came each week beside what was to be expected.

    Without a ``course``, as in a document that was made later, the change and its interval alone.
    ``title``: what may be said of the campaign, if not given. ``column``: for the column of a
    session's page.
    """
    title = title or comparison_finding(found, speech).text
    if course is None or not course.weeks:
        return _change(found, title, speech, narrow=narrow, column=column)
    values = [week.came for week in course.weeks]
    highest = max([*values, *(week.expected.value for week in course.weeks if week.expected)])
    bounds = [min(w.expected.high, highest * _MOST) for w in course.weeks if w.expected]
    highest = max([highest, *bounds]) or 1.0
    marks = round_marks(0, highest, _MARKS[narrow])
    amounts = Amounts.of(found.metric, [*values, highest], speech)
    drawn = _Drawn(
        course=course,
        amounts=amounts,
        ruler=Ruler("linear", 0, highest * 1.06, tuple(marks)),
        words=Words(
            title,
            speech.say("Each dot is a week: %(metric)s", metric=amounts.measure()),
            _note(course, speech),
        ),
        paper=paper(narrow=narrow, column=column),
    )
    with in_our_look():
        figure = _figure(drawn, speech)
    return Chart(figure, title, _alt(found, drawn, speech), drawn.words.note)


def _change(found: Comparison, title: str, speech: Speech, *, narrow: bool, column: bool) -> Chart:
    """The change alone; nothing but the words where there is none."""
    rows = []
    if found.change is not None:
        rows.append(Lift(of_part(metric_name(found.metric, speech), found.part), found.change))
    if found.best_day is not None:
        day = speech.day(found.best_day.day)
        rows.append(Lift(speech.say("without %(day)s", day=day), found.best_day.without))
    measure = speech.say("What came beside what was to be expected")
    return lifts(rows, title, measure, speech, narrow=narrow, column=column)


def _note(course: Course, speech: Speech) -> str:
    said = []
    if course.answered:
        said.append(
            speech.say(
                "Dashed: what was to be expected. Band: %(level)s interval of each single week; "
                "that of the campaign as a whole is narrower.",
                level=speech.percent(INTERVAL_LEVEL),
            )
        )
    if not all(week.whole for week in course.weeks):
        said.append(
            speech.say("Hollow: days are missing; what is known of the week stands for the rest.")
        )
    if _gaps(course):
        said.append(speech.say("Hatched: no data, not zero."))
    return " ".join(said)


def _gaps(course: Course) -> list[tuple[date, date]]:
    """From and until when nothing is known, between weeks that are."""
    return [
        (one.first + _WEEK, other.first)
        for one, other in pairwise(course.weeks)
        if other.first - one.first > _WEEK
    ]


def _alt(found: Comparison, drawn: _Drawn, speech: Speech) -> str:
    said = [drawn.words.title]
    if found.change is not None:
        said.append(
            speech.say(
                "%(metric)s beside what was to be expected: %(change)s.",
                metric=of_part(metric_name(found.metric, speech), found.part),
                change=between(found.change, speech),
            )
        )
    said += [
        speech.say(
            "%(week)s: %(came)s, expected %(value)s (%(low)s–%(high)s).",
            week=speech.week(week.first),
            came=speech.number(week.came),
            value=speech.number(week.expected.value),
            low=speech.number(week.expected.low),
            high=speech.number(week.expected.high),
        )
        for week in drawn.ahead
        if week.expected is not None
    ]
    return sentences(dict.fromkeys(said))


def _figure(drawn: _Drawn, speech: Speech) -> Figure:
    page, course = drawn.paper, drawn.course
    marks = [drawn.amounts.mark(mark) for mark in drawn.ruler.marks]
    beside = _beside(drawn, speech)
    lines = [line for _, block in beside for line in block]
    right = max((page.wide(text, bold=bold) for text, _, bold in lines), default=0)
    sheet = Sheet(
        page,
        drawn.words,
        Margins(
            left=_BESIDE + max(page.wide(mark) for mark in marks),
            right=right + (_BESIDE if right else 0),
            above=page.rows,
            below=page.rows * 2 + 14,
        ),
        page.plot,
    )
    first, last = course.weeks[0].first, course.weeks[-1].first + _WEEK
    sheet.plot.set_xlim(first.toordinal(), last.toordinal())
    sheet.measure_up(drawn.ruler)
    _campaign(sheet, drawn, speech)
    sheet.levels(drawn.ruler.marks, marks)
    sheet.below(_marks(course, speech), lines=False)
    for begins, ends in _gaps(course):
        sheet.missing(begins.toordinal(), ends.toordinal(), speech.say("no data"))
    _expected(sheet, drawn)
    _came(sheet, drawn)
    sheet.beside(beside)
    return sheet.figure


def _marks(course: Course, speech: Speech) -> Sequence[Mark]:
    last = course.weeks[-1].first + timedelta(days=6)
    return day_marks(course.weeks[0].first, last, speech)


def _campaign(sheet: Sheet, drawn: _Drawn, speech: Speech) -> None:
    """The weeks of the campaign on a ground of their own, with its name above."""
    low, high = sheet.plot.get_xlim()
    first = max(drawn.course.campaign.first.toordinal(), low)
    last = min(drawn.course.campaign.last.toordinal() + 1, high)
    sheet.plot.axvspan(first, last, facecolor=GROUND, linewidth=0, zorder=0)
    words = speech.say("campaign")
    half = sheet.wide(words) / 2
    middle = (sheet.x(first) + sheet.x(last)) / 2
    place = min(max(middle, half + 4), sheet.paper.width - half - 4)
    sheet.write(place, sheet.top + 5, words, across="center", upright="over", colour=SOFT)


def _expected(sheet: Sheet, drawn: _Drawn) -> None:
    for run in drawn.runs:
        ahead = [week for week in run if week.expected is not None]
        if not ahead:
            continue
        days, low, middle, high = [], [], [], []
        for week in ahead:
            if week.expected is None:
                continue
            # Each week as a step: one alone would have no width.
            start = week.first.toordinal()
            days += [start, start + 7]
            low += [week.expected.low] * 2
            middle += [week.expected.value] * 2
            high += [min(week.expected.high, drawn.ruler.high)] * 2
        sheet.plot.fill_between(days, low, high, color=BRAND, alpha=0.13, linewidth=0, zorder=1)
        sheet.plot.plot(days, middle, color=SOFT, linewidth=1.2, linestyle=(0, (4, 3)), zorder=2)


def _came(sheet: Sheet, drawn: _Drawn) -> None:
    for run in drawn.runs:
        days = [week.first.toordinal() + _MIDDLE for week in run]
        sheet.plot.plot(days, [week.came for week in run], color=BRAND, linewidth=2, zorder=3)
    for whole in (True, False):
        chosen = [week for week in drawn.course.weeks if week.whole is whole]
        if chosen:
            sheet.plot.plot(
                [week.first.toordinal() + _MIDDLE for week in chosen],
                [week.came for week in chosen],
                "o",
                markersize=6,
                markerfacecolor=BRAND if whole else PAPER,
                markeredgecolor=BRAND,
                markeredgewidth=1.2,
                clip_on=False,
                zorder=4,
            )


def _beside(drawn: _Drawn, speech: Speech) -> list[Block]:
    """What stands at the right: the last week, and what was to be expected of it."""
    last, amounts = drawn.course.weeks[-1], drawn.amounts
    blocks: list[Block] = []
    lines = [(speech.say("came"), SOFT, False), (amounts.say(round(last.came)), BRAND, True)]
    blocks.append((last.came, lines))
    if last.expected is not None:
        value, low, high = (
            amounts.say(round(one))
            for one in (last.expected.value, last.expected.low, last.expected.high)
        )
        span = speech.say("%(low)s–%(high)s", low=low, high=high)
        expected = [(speech.say("expected"), SOFT, False), (value, INK, False), (span, SOFT, False)]
        blocks.append((last.expected.value, expected))
    return blocks
