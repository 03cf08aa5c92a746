"""Posts per week: how steady the rhythm was, and which weeks nobody can tell."""

from collections.abc import Sequence

from coachkit.charts.bars import Bar, Bars, chart_of
from coachkit.charts.chart import Chart, sentences
from coachkit.charts.scales import Amounts
from coachkit.language.speech import Speech
from coachkit.model.results import Cadence, WeekOfPosts


def weeks(
    cadence: Cadence,
    speech: Speech,
    *,
    target: float | None = None,
    title: str | None = None,
    narrow: bool = False,
) -> Chart:
    """Bars of posts per ISO week of ``cadence.by_week``, in its order.

    A week without data is a hatched band, a week known to have no posts a zero on the ground
    line, a week that is only partly covered a faint bar that says "at least". ``target``: posts
    a week. ``title``: a finding in the reader's language; made from the cadence if not given.
    """
    by_week = cadence.by_week
    drawn = Bars(
        bars=tuple(_bar(week, speech) for week in by_week),
        amounts=Amounts("", speech),
        title=title or _finding(cadence, target, speech),
        measure=speech.say("Posts each week"),
        note=_note(by_week, speech),
        target=target,
        target_label=speech.say("target"),
        whole=True,
    )
    return chart_of(drawn, _alt(cadence, target, drawn.title, speech), speech, narrow=narrow)


def _bar(week: WeekOfPosts, speech: Speech) -> Bar:
    return Bar(
        label=speech.week(week.monday),
        year=week.monday.isocalendar().year,
        value=week.posts,
        partly=week.partly,
    )


def _finding(cadence: Cadence, target: float | None, speech: Speech) -> str:
    if cadence.per_week is None:
        return speech.say("How many posts were published is not known.")
    rate = speech.number(cadence.per_week, 1)
    if target is None:
        return speech.count(
            "%(n)s post published, %(rate)s a week.",
            "%(n)s posts published, %(rate)s a week.",
            cadence.posts,
            rate=rate,
        )
    return speech.say(
        "Posts a week: %(rate)s, target %(target)s.",
        rate=rate,
        target=Amounts("", speech).say(target),
    )


def _note(by_week: Sequence[WeekOfPosts], speech: Speech) -> str:
    missing = sum(week.posts is None for week in by_week)
    partly = sum(week.partly for week in by_week)
    said = []
    if missing:
        said.append(
            speech.count(
                "Hatched: %(n)s week without data, not zero.",
                "Hatched: %(n)s weeks without data, not zero.",
                missing,
            )
        )
    if partly:
        said.append(
            speech.count(
                "Faint: %(n)s week with days missing; the true number may be higher.",
                "Faint: %(n)s weeks with days missing; the true numbers may be higher.",
                partly,
            )
        )
    return " ".join(said)


def _alt(cadence: Cadence, target: float | None, title: str, speech: Speech) -> str:
    known = [week for week in cadence.by_week if week.posts is not None]
    said = [title, _finding(cadence, target, speech)]
    if known:
        most = max(known, key=lambda week: week.posts or 0)
        least = min(known, key=lambda week: week.posts or 0)
        said.append(
            speech.say(
                "Bars by week: fewest %(least)s (%(least_week)s), most %(most)s (%(most_week)s).",
                least=speech.number(least.posts),
                least_week=speech.week(least.monday, year=True),
                most=speech.number(most.posts),
                most_week=speech.week(most.monday, year=True),
            )
        )
    said.append(_note(cadence.by_week, speech))
    return sentences(dict.fromkeys(said))
