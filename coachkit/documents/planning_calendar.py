"""The calendar on the planning page: a month, a week of everybody, or one person's items.

Each item is a button that carries its key, each day its date: the page's script moves them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from coachkit.documents.templating import fill
from coachkit.language.plan_words import item_name
from coachkit.language.speech import Speech, speak
from coachkit.model.languages import Language
from coachkit.model.plans import Plan, PlannedItem

_WEEK: Final = 7
_WORKDAYS: Final = 5
_THURSDAY: Final = 3


@dataclass(frozen=True)
class Shown:
    """An item as it stands in a cell."""

    key: str
    name: str
    detail: str
    label: str
    locked: bool
    relevant: bool
    chosen: bool
    day: str


@dataclass(frozen=True)
class Cell:
    """A day, of everybody or of one contributor. ``closed``: nobody works on it."""

    day: str
    said: str
    who: str
    items: tuple[Shown, ...]
    duty: str
    closed: bool


@dataclass(frozen=True)
class Row:
    """A week, or a contributor in a week."""

    name: str
    cells: tuple[Cell, ...]


def month(plan: Plan, first: date, chosen: str, language: Language) -> str:
    """The weeks of a month as rows, its days as columns. ``chosen``: the key of an item."""
    speech = speak(language)
    every = [plan.starts + timedelta(days=_WEEK * n) for n in range(plan.weeks)]
    mondays = [monday for monday in every if month_of(monday) == first]
    shown = [[monday + timedelta(days=n) for n in range(_WEEK)] for monday in mondays]
    columns = _columns(plan, [day for week in shown for day in week])
    by_day = _by_day(plan.items)
    rows = [
        Row(
            speech.week(week[0]).capitalize(),
            tuple(
                _cell(plan, week[column], by_day.get(week[column], ()), chosen, speech)
                for column in columns
            ),
        )
        for week in shown
    ]
    return _table(speech.month(first).capitalize(), "", columns, rows, language)


def week(plan: Plan, monday: date, chosen: str, language: Language) -> str:
    """Contributors as rows, the days of a week as columns, with who has the daily presence."""
    speech = speak(language)
    days = [monday + timedelta(days=n) for n in range(_WEEK)]
    columns = _columns(plan, days)
    duties = {duty.day: duty.who for duty in plan.presence}
    rows = []
    for load in plan.loads:
        own = _by_day([item for item in plan.items if item.owner == load.who])
        cells = tuple(
            _cell(
                plan,
                days[column],
                own.get(days[column], ()),
                chosen,
                speech,
                who=load.who,
                duty=speech.say("presence") if duties.get(days[column]) == load.who else "",
            )
            for column in columns
        )
        rows.append(Row(load.who, cells))
    title = speech.say(
        "%(week)s, %(days)s",
        week=speech.week(monday).capitalize(),
        days=speech.span(monday, days[-1]),
    )
    return _table(title, speech.say("Who"), columns, rows, language)


def person(plan: Plan, who: str, chosen: str, language: Language) -> str:
    """All that one contributor makes, by day: when to begin, what it takes, when it is out."""
    speech = speak(language)
    items = [
        {
            "shown": _shown(item, chosen, speech),
            "day": speech.short_day(item.day),
            "weekday": speech.short_weekday(item.day.weekday()),
            "starts": speech.say("begins %(day)s", day=speech.short_day(item.starts)),
            "hours": speech.hours(item.hours),
            "buddy": speech.say("with %(buddy)s", buddy=item.buddy) if item.buddy else "",
        }
        for item in plan.items_of(who)
    ]
    duties = [duty.day for duty in plan.presence if duty.who == who]
    return fill(
        "pages/plan_person.html.j2",
        language,
        who=who,
        items=items,
        duties=speech.count(
            "%(n)s day of daily presence: %(days)s.",
            "%(n)s days of daily presence: %(days)s.",
            len(duties),
            days=", ".join(speech.short_day(day) for day in duties),
        )
        if duties
        else "",
    )


def month_of(day: date) -> date:
    """The first day of the month that a day's week is shown in: the month of its Thursday."""
    return (day + timedelta(days=_THURSDAY - day.weekday())).replace(day=1)


def months(plan: Plan) -> list[date]:
    """The months in which a plan's weeks are shown, each by its first day."""
    mondays = [plan.starts + timedelta(days=_WEEK * n) for n in range(plan.weeks)]
    return list(dict.fromkeys(map(month_of, mondays)))


def item_words(item: PlannedItem, speech: Speech) -> str:
    """An item as it stands in a list to choose from."""
    return speech.say(
        "%(day)s · %(item)s · %(owner)s",
        day=speech.short_day(item.day),
        item=item_name(item, speech),
        owner=item.owner,
    )


def _table(
    title: str, corner: str, columns: Sequence[int], rows: Sequence[Row], language: Language
) -> str:
    speech = speak(language)
    return fill(
        "pages/plan_calendar.html.j2",
        language,
        title=title,
        corner=corner,
        columns=[speech.short_weekday(n).capitalize() for n in columns],
        rows=rows,
    )


def _columns(plan: Plan, days: Iterable[date]) -> list[int]:
    """The weekdays that are needed: Saturdays and Sundays just where something is on them."""
    used = {day.weekday() for day in days if _busy(plan, day)}
    return sorted(used | set(range(_WORKDAYS)))


def _busy(plan: Plan, day: date) -> bool:
    return day in set(plan.working_days) or any(item.day == day for item in plan.items)


def _cell(  # noqa: PLR0913 - a day, and what of it is shown
    plan: Plan,
    day: date,
    items: Sequence[PlannedItem],
    chosen: str,
    speech: Speech,
    *,
    who: str = "",
    duty: str = "",
) -> Cell:
    return Cell(
        day=day.isoformat(),
        said=speech.short_day(day),
        who=who,
        items=tuple(_shown(item, chosen, speech) for item in items),
        duty=duty,
        closed=day not in set(plan.working_days),
    )


def _shown(item: PlannedItem, chosen: str, speech: Speech) -> Shown:
    name = item.title or item.content_type
    detail = [item.channel, item.owner]
    if item.locked:
        detail.append(speech.say("fixed"))
    return Shown(
        key=item.key,
        name=name,
        detail=" · ".join(detail),
        label=item_words(item, speech),
        locked=item.locked,
        relevant=item.relevant,
        chosen=item.key == chosen,
        day=item.day.isoformat(),
    )


def _by_day(items: Iterable[PlannedItem]) -> dict[date, list[PlannedItem]]:
    found: dict[date, list[PlannedItem]] = {}
    for item in items:
        found.setdefault(item.day, []).append(item)
    return found
