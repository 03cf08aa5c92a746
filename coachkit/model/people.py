"""Who makes the content: people and departments, with the hours they really have.

A department may owe a turn; a named person must opt in. Whoever has not opted in gives no hours
to a plan and is named in none.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self, TypeVar

from pydantic import Field, field_validator, model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.periods import Period
from coachkit.model.values import Value

Name = Annotated[str, Field(min_length=1, max_length=80)]
Hours = Annotated[float, Field(ge=0, le=168, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Level = Annotated[int, Field(ge=0, le=3)]
Weekday = Annotated[int, Field(ge=0, le=6)]

WITH_HELP = 1
"""A skill of this level is used together with a buddy."""

ON_ONES_OWN = 2
"""From this level on one needs no help, and can be a buddy."""


class AbsenceReason(StrEnum):
    """Why somebody is away. Illness has no reason of its own: it is nobody's business here."""

    HOLIDAY = "holiday"
    LEAVE = "leave"
    TRAINING = "training"
    TRAVEL = "travel"
    MATERIAL = "material"
    """At work, on what a campaign needs before its launch: a film, a landing page."""
    OTHER = "other"


class Absence(Value):
    """Away from ``first`` to ``last``, both included.

    ``part``: the part of the hours that falls away, 1 for all of them.
    """

    first: date
    last: date
    reason: AbsenceReason = AbsenceReason.OTHER
    part: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 1.0

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise InvalidValue("ends_before_start", "last", value=str(self.last))
        return self

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(first=self.first, last=self.last)


class Skill(Value):
    """How well somebody can do a thing, and how gladly: two axes that are never mixed.

    ``level``: 0 not yet, 1 with help, 2 on one's own, 3 teaches others. ``will``: 0 would rather
    not (and is not asked to), 1 if need be, 2 gladly, 3 with all one's heart. ``since``: the day
    from which the level holds, where it is learned on the way; ``before``: the level until then.
    """

    name: Name
    level: Level
    will: Level = 2
    since: date | None = None
    before: Level = 0

    def level_on(self, day: date) -> int:
        """The level on a day."""
        return self.before if self.since is not None and day < self.since else self.level


class Part(StrEnum):
    """Which part somebody has in the work."""

    CORE = "core"
    """Makes content every week, and carries the protected lines."""
    TURNS = "turns"
    """Has a turn every fifth or sixth week."""


class Contributor(Value):
    """What the rota needs to know of a person or a department.

    ``hours_a_week``: hours for social media in a whole week, everything included.
    ``workdays``: 0 is Monday. ``wanted``: channels that they would like; ``never``: channels that
    they are not put on. ``most_channels``: at most so many. ``last_turn``: the day of their latest
    turn before the plan.
    """

    name: Name
    hours_a_week: Hours
    absences: Annotated[tuple[Absence, ...], Field(max_length=500)] = ()
    skills: Annotated[tuple[Skill, ...], Field(max_length=40)] = ()
    wanted: Annotated[tuple[Name, ...], Field(max_length=30)] = ()
    never: Annotated[tuple[Name, ...], Field(max_length=30)] = ()
    most_channels: Annotated[int, Field(ge=1, le=30)] = 2
    part: Part = Part.TURNS
    workdays: Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=7)] = (0, 1, 2, 3, 4)
    last_turn: date | None = None

    @model_validator(mode="after")
    def _says_each_thing_once(self) -> Self:
        names = [skill.name for skill in self.skills]
        for field, said in (
            ("skills", names),
            ("wanted", list(self.wanted)),
            ("never", list(self.never)),
            ("workdays", [str(day) for day in self.workdays]),
        ):
            if len(set(said)) != len(said):
                raise InvalidValue("repeated", field, value=", ".join(said)[:80])
        both = set(self.wanted) & set(self.never)
        if both:
            raise InvalidValue("wanted_and_never", "never", value=min(both))
        return self

    def skill(self, name: str) -> Skill:
        """Their skill of that name; who never spoke of it has level 0."""
        for skill in self.skills:
            if skill.name == name:
                return skill
        return Skill(name=name, level=0, will=0)

    def away(self, day: date) -> float:
        """The part of the hours that absences take of ``day``."""
        parts = [a.part for a in self.absences if a.first <= day <= a.last]
        return min(1.0, sum(parts))


class Person(Contributor):
    """A person. ``beginner``: works with a buddy. ``opted_in``: wants to be named in plans.

    ``on_duty``: may be given the daily presence.
    """

    department: Annotated[str, Field(max_length=80)] = ""
    beginner: bool = False
    opted_in: bool = False
    on_duty: bool = True


class Department(Contributor):
    """A department that makes content as one. ``contacts``: it is talked with regularly."""

    contacts: bool = True


_Anybody = TypeVar("_Anybody", bound=Contributor)


class Team(Value):
    """Everybody who takes part. Names are given once, over people and departments."""

    people: Annotated[tuple[Person, ...], Field(max_length=200)] = ()
    departments: Annotated[tuple[Department, ...], Field(max_length=100)] = ()

    @field_validator("people")
    @classmethod
    def _people_once(cls, people: tuple[Person, ...]) -> tuple[Person, ...]:
        return _once(people, "people")

    @field_validator("departments")
    @classmethod
    def _departments_once(cls, departments: tuple[Department, ...]) -> tuple[Department, ...]:
        return _once(departments, "departments")

    @model_validator(mode="after")
    def _no_person_is_a_department(self) -> Self:
        both = {one.name for one in self.people} & {one.name for one in self.departments}
        if both:
            raise InvalidValue("repeated", "departments", value=min(both))
        return self

    @property
    def contributors(self) -> tuple[Person | Department, ...]:
        """Who may be named in a plan: people who opted in, then departments; with hours or not."""
        return (*(one for one in self.people if one.opted_in), *self.departments)

    @property
    def not_opted_in(self) -> int:
        """How many people have not opted in."""
        return sum(not one.opted_in for one in self.people)

    @property
    def hours_a_week(self) -> float:
        """The hours of all who may be named, in a whole week."""
        return sum(one.hours_a_week for one in self.contributors)


def _once(contributors: tuple[_Anybody, ...], field: str) -> tuple[_Anybody, ...]:
    names = [one.name for one in contributors]
    repeated = [name for name in names if names.count(name) > 1]
    if repeated:
        raise InvalidValue("repeated", field, value=repeated[0])
    return contributors
