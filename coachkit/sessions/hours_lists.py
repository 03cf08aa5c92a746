"""The rows of the reality check: hours, what else takes time, the wish, and who is away."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from coachkit.documents import session_hours as panels
from coachkit.language.speech import Speech, later, speak
from coachkit.model.languages import Language
from coachkit.model.people import Absence, Contributor, Department, Person, Team
from coachkit.model.reality import RealisticCadence
from coachkit.sessions import session_reality as reality
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.away_fields import AwayFields
from coachkit.widgets.hours_rows import HoursRow
from coachkit.widgets.panel import Stack
from coachkit.widgets.stepper import Stepper
from coachkit.widgets.sub_steps import SubSteps

if TYPE_CHECKING:
    from ipywidgets import Widget

Act = Callable[[Callable[[], None]], None]

_FEW: Final = 3
"""With so many rows or fewer there is room below them to add somebody."""

_MOST_HOURS: Final = 168
_MOST_POSTS: Final = 50

_LINES: Final = {
    "replies": (later("Replies"), later("answering what people write, hours a week")),
    "research": (later("Research"), later("finding what to tell, hours a week")),
    "planning": (later("Planning"), later("agreeing on what comes next, hours a week")),
    "analysis": (later("Analysis"), later("looking at what worked, hours a week")),
}
"""Protected lines in hours a week: what they are called, and what they are."""


class HoursLists(SubSteps):
    """What is typed at the reality check. ``act``: runs a change, and tells what is refused."""

    def __init__(self, desk: SessionDesk, act: Act, language: Language) -> None:
        self._desk, self._act, self._language = desk, act, language
        self.team: dict[str, HoursRow] = {}
        self.wishes: dict[str, HoursRow] = {}
        self.presence = self._row(self._minutes, most=480, step=5, whole=True)
        self.lines = {
            name: self._row(partial(self._line, name), most=_MOST_HOURS, step=0.5)
            for name in _LINES
        }
        self.new = fields.text()
        self.department = fields.button(partial(self._add, Department))
        self.person = fields.button(partial(self._add, Person))
        self.tidy = fields.button(lambda: self._act(self._tidy), quiet=True)
        self.adding = fields.band(self.new, self.department, self.person, self.tidy)
        self.away = AwayFields(self._is_away, self._is_back, language)
        self._people, self._wish = Stack([]), Stack([])
        weekly = Stack(list(self.lines.values()))
        for part in (self._people, self._wish, weekly):
            part.add_class("ck-hours-rows")
        self._hours_part = Stack([self._people, self.adding])
        super().__init__(
            {
                "hours": self._hours_part,
                "weekly": weekly,
                "wish": self._wish,
                "away": self.away,
                "who": self.adding,
            }
        )

    def _row(
        self, entered: Callable[[float], None], *, most: float, step: float, whole: bool = False
    ) -> HoursRow:
        stepper = Stepper(0, least=0, most=most, step=step, whole=whole, language=self._language)
        return HoursRow(stepper, lambda value: self._act(partial(entered, value)), self._language)

    # ── What is shown ───────────────────────────────────────────────────────────────────────────

    def show(self, language: Language, found: RealisticCadence | None) -> None:
        """Every number as it is now. ``found``: how the hours are used."""
        self._language = language
        speech, desk = speak(language), self._desk
        team = desk.the(Team)
        names = {
            "hours": speech.say("Hours"),
            "weekly": speech.say("Every week"),
            "wish": speech.say("Wish"),
            "away": speech.say("Who is away"),
            "who": speech.say("Who else?"),
        }
        self.named(names if team.hours_a_week > 0 else {"hours": names["hours"]})
        self._show_team(team, found, speech)
        self._show_lines(speech)
        self._show_wishes(speech)
        self.away.show(team, language)
        self.new.description = speech.say("Who else?")
        self.department.description = speech.say("Add a department")
        self.person.description = speech.say("Add a person who has said yes")
        self.tidy.description = speech.say("Remove those without hours")
        idle = [one for one in team.contributors if one.hours_a_week <= 0]
        fields.shown(self.tidy, there=bool(idle))

    def _show_team(self, team: Team, found: RealisticCadence | None, speech: Speech) -> None:
        loads = {} if found is None else {load.who: load.share for load in found.plan.loads}
        rows = _same(
            self.team,
            [one.name for one in team.contributors],
            lambda name: self._row(partial(self._hours, name), most=_MOST_HOURS, step=0.5),
        )
        for one in team.contributors:
            rows[one.name].show(
                one.hours_a_week,
                one.name,
                panels.skills_of(one),
                speech.language,
                beside=panels.people_of(one, team, speech),
                share=loads.get(one.name),
            )
        self.team = rows
        both: tuple[Widget, ...] = (self._people, self.adding)
        few = both if len(rows) <= _FEW else both[:1]
        if self._hours_part.children != few:
            self._hours_part.children = few
        shown = (*rows.values(), self.presence) if self._desk.request else tuple(rows.values())
        if self._people.children != shown:
            self._people.children = shown

    def _show_lines(self, speech: Speech) -> None:
        request = self._desk.request
        if request is None:
            return
        lines, language = request.protected, speech.language
        self.presence.show(
            lines.presence_minutes,
            speech.say("Daily presence"),
            speech.say("minutes each working day"),
            language,
        )
        for name, row in self.lines.items():
            label, about = _LINES[name]
            row.show(getattr(lines, name), speech.say(label), speech.say(about), language)

    def _show_wishes(self, speech: Speech) -> None:
        if self._desk.request is None:
            return
        kept = reality.kept_channels(self._desk)
        rows = _same(
            self.wishes,
            [one.name for one in kept],
            lambda name: self._row(
                partial(self._wished, name), most=_MOST_POSTS, step=1, whole=True
            ),
        )
        for one in kept:
            rows[one.name].show(
                one.target_a_week, one.name, speech.say("posts a week"), speech.language
            )
        self.wishes = rows
        if self._wish.children != tuple(rows.values()):
            self._wish.children = tuple(rows.values())

    # ── What is typed ───────────────────────────────────────────────────────────────────────────

    def _hours(self, name: str, hours: float) -> None:
        self._with_one(name, "hours", hours_a_week=hours)

    def _with_one(self, name: str, because: str, **changes: Any) -> None:
        team = reality.each(
            self._desk.the(Team),
            lambda one: one.changed(**changes) if one.name == name else one,
        )
        reality.put_team(self._desk, team, because)

    def _add(self, kind: type[Person] | type[Department]) -> None:
        name = self.new.value.strip()
        if name:
            self._act(partial(self._added, kind, name))

    def _added(self, kind: type[Person] | type[Department], name: str) -> None:
        team = self._desk.the(Team)
        if kind is Person:
            one = Person(name=name, hours_a_week=0, opted_in=True)
            team = team.changed(people=(*team.people, one))
        else:
            department = Department(name=name, hours_a_week=0)
            team = team.changed(departments=(*team.departments, department))
        self.new.value = ""
        reality.put_team(self._desk, team, "team")

    def _tidy(self) -> None:
        team = self._desk.the(Team)
        left = team.changed(
            people=tuple(one for one in team.people if one.hours_a_week > 0 or not one.opted_in),
            departments=tuple(one for one in team.departments if one.hours_a_week > 0),
        )
        reality.put_team(self._desk, left, "team")

    def _minutes(self, minutes: float) -> None:
        self._protected(presence_minutes=int(minutes))

    def _line(self, name: str, hours: float) -> None:
        self._protected(**{name: hours})

    def _protected(self, **changes: Any) -> None:
        request = self._desk.request
        if request is not None:
            reality.put_lines(self._desk, request.protected.changed(**changes))

    def _wished(self, channel: str, posts: float) -> None:
        reality.put_wish(self._desk, channel, int(posts))

    def _is_away(self, who: str, first: date, last: date) -> None:
        def change() -> None:
            absence = Absence(first=first, last=last)
            self._with_one(who, "absence", absences=(*self._of(who).absences, absence))

        self._act(change)

    def _is_back(self, who: str, absence: Absence) -> None:
        left = tuple(one for one in self._of(who).absences if one != absence)
        self._act(lambda: self._with_one(who, "absence", absences=left))

    def _of(self, who: str) -> Contributor:
        return next(one for one in self._desk.the(Team).contributors if one.name == who)


def _same(
    rows: Mapping[str, HoursRow], names: list[str], make: Callable[[str], HoursRow]
) -> dict[str, HoursRow]:
    """The rows of those names: those there are stay, with what is half typed in them."""
    return {name: rows.get(name) or make(name) for name in names}
