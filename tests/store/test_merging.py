"""Two changes of one value, made side by side."""

from hypothesis import given
from hypothesis import strategies as st

from coachkit.model.drafts import Drafts
from coachkit.model.people import Person, Team
from coachkit.store.merging import Prefer, names_on, together


def team(**hours):
    return Team(people=tuple(Person(name=name, hours_a_week=n) for name, n in hours.items()))


BASE = team(Ada=4, Bo=5)


def test_changes_of_different_people_stand_together():
    assert together(BASE, team(Ada=6, Bo=5), team(Ada=4, Bo=7)) == team(Ada=6, Bo=7)


def test_who_was_added_on_either_side_is_there():
    both = together(BASE, team(Ada=4, Bo=5, Cy=1), team(Ada=4, Bo=5, Di=2))
    assert {one.name for one in both.people} == {"Ada", "Bo", "Cy", "Di"}


def test_who_was_taken_off_stays_off():
    assert together(BASE, team(Ada=9), BASE.changed(departments=())) == team(Ada=9)


def test_the_same_place_changed_twice_needs_somebody_to_choose():
    mine, theirs = team(Ada=6, Bo=5), team(Ada=7, Bo=8)
    assert together(BASE, mine, theirs) is None
    assert together(BASE, mine, theirs, Prefer.MINE) == team(Ada=6, Bo=8)
    assert together(BASE, mine, theirs, Prefer.THEIRS) == team(Ada=7, Bo=8)


def test_taken_off_here_and_changed_there_needs_somebody_to_choose():
    assert together(BASE, team(Bo=5), team(Ada=7, Bo=5)) is None


def test_what_would_be_no_right_value_is_not_made():
    hours = [160, 9, 9]
    assert together(team(Ada=-0), team(Ada=hours[0]), team(Ada=hours[1])) is None


def test_drafts_of_different_forms_stand_together():
    mine, theirs = Drafts(entries={"a": {"x": "1"}}), Drafts(entries={"b": {"y": "2"}})
    both = together(Drafts(), mine, theirs)
    assert set(both.entries) == {"a", "b"}


def test_the_names_on_the_way_are_those_of_items():
    plain = {"team": {"people": [{"name": "Ada", "hours": 1}]}}
    assert names_on(("team", "people", "Ada", "hours"), plain) == ("Ada",)


HOURS = st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 40), max_size=4)


@given(HOURS, HOURS)
def test_a_change_on_one_side_alone_is_taken_as_it_is(before, after):
    base, changed = team(**before), team(**after)
    assert together(base, changed, base) == changed
    assert together(base, base, changed) == changed


@given(HOURS, HOURS, HOURS, st.sampled_from(Prefer))
def test_whoever_is_preferred_there_is_always_an_answer(base, mine, theirs, prefer):
    both = together(team(**base), team(**mine), team(**theirs), prefer)
    assert both is not None
    assert {one.name for one in both.people} <= set(mine) | set(theirs)
