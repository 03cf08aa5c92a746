from datetime import date

import pytest

from coachkit.model.errors import InvalidValue
from coachkit.model.people import Absence, Department, Person, Skill, Team

MONDAY = date(2026, 10, 5)


def refused(make):
    with pytest.raises(InvalidValue) as error:
        make()
    return error.value.code, error.value.field


def test_only_who_opted_in_is_named_and_counted():
    team = Team(
        people=(
            Person(name="Aino", hours_a_week=6, opted_in=True),
            Person(name="Bo", hours_a_week=10),
        ),
        departments=(Department(name="Sales", hours_a_week=4),),
    )
    assert [one.name for one in team.contributors] == ["Aino", "Sales"]
    assert (team.hours_a_week, team.not_opted_in) == (10, 1)


def test_a_name_is_given_once():
    aino = Person(name="Aino", hours_a_week=6)
    assert refused(lambda: Team(people=(aino, aino))) == ("repeated", "people")
    sales = Department(name="Aino", hours_a_week=1)
    assert refused(lambda: Team(people=(aino,), departments=(sales,))) == (
        "repeated",
        "departments",
    )


def test_a_channel_is_not_wanted_and_never_wanted():
    assert refused(lambda: Person(name="Aino", hours_a_week=1, wanted=("X",), never=("X",))) == (
        "wanted_and_never",
        "never",
    )


def test_hours_are_a_number_that_a_week_has():
    for hours in (-1, 169, float("nan"), float("inf")):
        assert refused(lambda hours=hours: Person(name="Aino", hours_a_week=hours))[1] == (
            "hours_a_week"
        )


def test_absences_that_overlap_take_no_more_than_the_day():
    half = Absence(first=MONDAY, last=MONDAY, part=0.5)
    whole = Absence(first=MONDAY, last=MONDAY)
    assert Person(name="Aino", hours_a_week=5, absences=(half,)).away(MONDAY) == 0.5
    assert Person(name="Aino", hours_a_week=5, absences=(half, whole)).away(MONDAY) == 1.0


def test_an_absence_does_not_end_before_it_begins():
    assert refused(lambda: Absence(first=MONDAY, last=date(2026, 10, 4))) == (
        "ends_before_start",
        "last",
    )


def test_a_skill_that_is_being_learned_holds_from_its_day():
    skill = Skill(name="video", level=2, since=MONDAY, before=1)
    assert [skill.level_on(day) for day in (date(2026, 10, 4), MONDAY)] == [1, 2]


def test_a_skill_that_nobody_spoke_of_is_none():
    assert Person(name="Aino", hours_a_week=1).skill("video") == Skill(
        name="video", level=0, will=0
    )
