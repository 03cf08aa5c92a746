"""How much time there really is: people and departments, a row each, before anything is wished."""

from collections.abc import Callable, Sequence
from typing import Any

from coachkit.documents import planning_pages as pages
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.people import Absence, Department, Part, Person, Team
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_details import mark_opener
from coachkit.widgets.plan_fields import Form
from coachkit.widgets.plan_person import PersonForm

Contributor = Person | Department
ReadAbsences = Callable[[bytes, str], tuple[Absence, ...]]


class HoursForm(Form):
    """A team being written down. ``value``: the last that was right.

    ``changed`` is called with each new team and may refuse it, ``renamed`` with an old name and a
    new one; ``channels`` and ``skills`` are what can be wished
    for and spoken of; ``read_absences``: what an ICS file says, given its bytes and its name.
    """

    def __init__(  # noqa: PLR0913 - what is entered, and what hears of it
        self,
        value: Team,
        *,
        channels: Sequence[str],
        skills: Sequence[str],
        language: Language,
        changed: Callable[[Team], None],
        renamed: Callable[[str, str], Team],
        read_absences: ReadAbsences,
    ) -> None:
        super().__init__(language)
        self.value = value
        self._channels, self._skills = tuple(channels), tuple(skills)
        self._changed, self._renamed, self._read_absences = changed, renamed, read_absences
        self.rows: dict[str, Row] = {}
        self.looks: fields.Looks = {}
        self.opened: PersonForm | None = None
        self.head = self.worded(Panel(), lambda s: pages.hours_head(s.language), "value")
        self.said = Panel()
        self.name = self.worded(fields.text(), lambda s: s.say("Name"))
        self.kind = self.worded(
            fields.choice([("", Person), (" ", Department)]),
            lambda s: [(s.say("A person"), Person), (s.say("A department"), Department)],
            "options",
        )
        self.worded(self.kind, lambda s: s.say("Who"))
        self.add = self.worded(fields.button(self.take_in), lambda s: s.say("Add"))
        fields.entered(self.name, self.take_in)
        self.adding = fields.band(self.name, self.kind, self.add)
        self._lay_out()

    def show(self, team: Team) -> None:
        """The team as somebody else has made it; the name that is half typed stays."""
        if team == self.value:
            return
        self.value = team
        for one in _everybody(team):
            if one.name in self.rows:
                self.rows[one.name].show(one)
        if self.opened is not None:
            name = self.opened.value.name
            known = {one.name: one for one in _everybody(team)}
            if name not in known:
                self.opened = None
            elif known[name] != self.opened.value:
                self._open(name)
        self._lay_out()

    def use(self, channels: Sequence[str], skills: Sequence[str]) -> None:
        """Other channels and skills to choose from; no entry changes."""
        if (tuple(channels), tuple(skills)) == (self._channels, self._skills):
            return
        self._channels, self._skills = tuple(channels), tuple(skills)
        if self.opened is not None:
            self._open(self.opened.value.name)

    def take_in(self) -> None:
        """One more person or department, with no hours yet."""
        name = self.name.value.strip()
        if not name:
            return
        kind = self.kind.value
        try:
            newcomer = kind(name=name, hours_a_week=0)
            team = self._with(newcomer)
        except CoachkitError as error:
            self._refuse(error)
            return
        self.name.value = ""
        self._accept(team)
        self._lay_out()

    def put(self, name: str, **changes: Any) -> None:
        """Change one contributor; what is refused is said, and the last right team stays."""
        try:
            team = replaced(self.value, name, self._named(name).changed(**changes))
        except CoachkitError as error:
            self._refuse(error)
            return
        self._accept(team)

    def leave_out(self, name: str) -> None:
        """Take somebody off the list."""
        self._accept(replaced(self.value, name, None))
        if self.opened is not None and self.opened.value.name not in _names(self.value):
            self.opened = None
        self._lay_out()

    def open_or_close(self, name: str) -> None:
        """Show more of one contributor, below their row; one at a time."""
        here = self.opened is not None and self.opened.value.name == name
        self._close()
        if not here:
            self._open(name)
        self._lay_out()

    def rename(self, old: str, new: str) -> None:
        """Another name for somebody, wherever they are spoken of."""
        new = new.strip()
        if not new or new == old:
            return
        try:
            self.value = self._renamed(old, new)
        except CoachkitError as error:
            self._refuse(error)
            return
        self.said.value = ""
        self._open(new)
        self._lay_out()

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        for row in self.rows.values():
            row.speak(language)
        if self.opened is not None:
            self.opened.speak(language)
        self.said.value = ""

    def _open(self, name: str) -> None:
        self.opened = PersonForm(
            self._named(name),
            channels=self._channels,
            skills=self._skills,
            language=self.language,
            changed=self._person_changed,
            renamed=self.rename,
            read_absences=self._read_absences,
        )

    def _close(self) -> None:
        self.opened = None

    def _person_changed(self, contributor: Contributor) -> None:
        self._accept(replaced(self.value, contributor.name, contributor))

    def _accept(self, team: Team) -> None:
        if team != self.value:
            try:
                self._changed(team)
            except CoachkitError as error:
                self._refuse(error)
                return
            self.value = team
        self.said.value = ""

    def _refuse(self, error: CoachkitError) -> None:
        self.said.value = pages.refused(error, self.language)

    def _named(self, name: str) -> Contributor:
        return next(one for one in _everybody(self.value) if one.name == name)

    def _with(self, newcomer: Contributor) -> Team:
        if isinstance(newcomer, Person):
            return self.value.changed(people=(*self.value.people, newcomer))
        return self.value.changed(departments=(*self.value.departments, newcomer))

    def _lay_out(self) -> None:
        everybody = _everybody(self.value)
        self.rows = {one.name: self._row(one) for one in everybody}
        below: list[Form] = []
        for name, row in self.rows.items():
            opened = self.opened if self.opened and self.opened.value.name == name else None
            row.mark(opened=opened is not None)
            below += [row] if opened is None else [row, opened]
        self.head.layout.display = None if everybody else "none"
        # Setting them as they are is no news to anybody: a field keeps its focus.
        self.children = (self.head, *below, self.said, self.adding)

    def _row(self, one: Contributor) -> "Row":
        """The row of somebody; another one where a department has taken a person's name."""
        row = self.rows.get(one.name)
        return row if row is not None and row.kind is type(one) else Row(one, self.language, self)


class Row(Form):
    """One contributor: hours, whether they may be named, more, and off the list."""

    def __init__(self, one: Contributor, language: Language, of: HoursForm) -> None:
        super().__init__(language, of.looks)
        name, looks = one.name, of.looks
        self.who = self.worded(
            fields.alike(Panel, looks), lambda s: pages.who(one, s.language), "value"
        )
        self.hours = self.worded(
            fields.number(one.hours_a_week, looks=looks),
            lambda s: s.say("Hours a week: %(who)s", who=name),
        )
        self.heard(self.hours, lambda hours: of.put(name, hours_a_week=hours))
        self.part = self.worded(
            fields.choice([("", Part.CORE), (" ", Part.TURNS)], one.part, looks=looks),
            _parts,
            "options",
        )
        self.worded(self.part, lambda s: s.say("Takes part: %(who)s", who=name))
        self.heard(self.part, lambda part: of.put(name, part=part))
        self.opted_in = self._may_be_named(one, of)
        self.kind = type(one)
        self._opened = False
        self.more = fields.button(lambda: of.open_or_close(name), quiet=True, looks=looks)
        self.off = self.worded(
            fields.button(lambda: of.leave_out(name), quiet=True, looks=looks),
            lambda s: s.say("Take off"),
        )
        self.worded(self.off, lambda s: s.say("Take off the list: %(who)s", who=name), "tooltip")
        self.worded(self.more, self._more)
        mark_opener(self.more, opened=False)
        self.worded(
            self.more,
            lambda s: s.say("Channels, skills and absences: %(who)s", who=name),
            "tooltip",
        )
        self.children = (self.who, self.hours, self.part, self.opted_in, self.more, self.off)
        self.add_class("ck-row")

    def _may_be_named(self, one: Contributor, of: HoursForm) -> Any:
        """A person says so; a department may owe a turn without."""
        if isinstance(one, Department):
            return self.worded(
                fields.alike(Panel, of.looks), lambda s: pages.may_owe_a_turn(s.language), "value"
            )
        tick = self.worded(
            fields.tick(value=one.opted_in, looks=of.looks), lambda s: s.say("Has opted in")
        )
        self.worded(tick, lambda s: s.say("Has opted in: %(who)s", who=one.name), "tooltip")
        self.heard(tick, lambda yes: of.put(one.name, opted_in=yes))
        return tick

    def show(self, one: Contributor) -> None:
        """The contributor as somebody else has made them."""
        if type(one) is not self.kind:
            return
        self.deaf = True
        try:
            if self.hours.value != one.hours_a_week:
                self.hours.value = one.hours_a_week
            self.part.value = one.part
            if isinstance(one, Person):
                self.opted_in.value = one.opted_in
            self.silenced([self.who])
            self.worded(self.who, lambda s: pages.who(one, s.language), "value")
        finally:
            self.deaf = False

    def mark(self, *, opened: bool) -> None:
        """Say whether more is shown below."""
        if opened != self._opened:
            self._opened = opened
            self.more.description = self._more(self.speech)
            mark_opener(self.more, opened=opened)

    def _more(self, speech: Any) -> str:
        return speech.say("Less") if self._opened else speech.say("More")  # type: ignore[no-any-return]  # Form's words are of any kind


def replaced(team: Team, name: str, by: Contributor | None) -> Team:
    """The team with ``by`` in the place of whoever has that name; ``None`` leaves them out."""

    def with_it(ones: Sequence[Contributor]) -> tuple[Contributor, ...]:
        swapped = [by if one.name == name else one for one in ones]
        return tuple(one for one in swapped if one is not None)

    return team.changed(people=with_it(team.people), departments=with_it(team.departments))


def _names(team: Team) -> set[str]:
    return {one.name for one in _everybody(team)}


def _everybody(team: Team) -> tuple[Contributor, ...]:
    return (*team.people, *team.departments)


def _parts(speech: Any) -> list[tuple[str, Part]]:
    return [
        (speech.say("every week"), Part.CORE),
        (speech.say("in turns"), Part.TURNS),
    ]
