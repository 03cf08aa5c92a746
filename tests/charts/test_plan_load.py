"""How full everybody's weeks are."""

from datetime import date, timedelta

import numpy as np
import pytest

from coachkit.charts.plan_load import load, shares
from coachkit.language.speech import speak
from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import Fairness, PersonLoad, Plan, WeekLoad

MONDAY = date(2026, 12, 21)


def person(who, *weeks):
    """Somebody with (capacity, load) in each week."""
    capacity, used = sum(c for c, _ in weeks), sum(u for _, u in weeks)
    return PersonLoad(
        who=who,
        core=True,
        capacity=capacity,
        load=used,
        share=used / capacity if capacity else None,
        items=1,
        turns=0,
        duties=0,
        channels=(),
        weeks=tuple(
            WeekLoad(week=MONDAY + timedelta(days=7 * n), capacity=c, making=u)
            for n, (c, u) in enumerate(weeks)
        ),
    )


def plan(*loads):
    weeks = len(loads[0].weeks) if loads else 1
    return Plan(
        starts=MONDAY,
        weeks=weeks,
        mode=RotaMode.ITEM_TURNS,
        working_days=(MONDAY,),
        cadence=(),
        items=(),
        loads=loads,
        fairness=Fairness(share=0.75, spread=0.02),
        value=0,
        bound=0,
        gap=0,
        hours_a_week=1,
        wish_hours_a_week=1,
        full_time_hours=37.5,
    )


def test_a_week_without_hours_is_away_not_idle():
    found = shares([person("Ada", (4, 2), (0, 0), (4, 0))])
    assert np.array_equal(found, [[0.5, np.nan, 0.0]], equal_nan=True)


def test_work_without_hours_is_more_than_there_is():
    assert shares([person("Ada", (0, 1))])[0, 0] == np.inf


def test_the_finding_says_that_nobody_has_too_much():
    drawn = load(plan(person("Ada", (4, 3), (4, 3))), speak("en"))
    assert drawn.title == "Nobody has more to do than hours; core staff use 75% of theirs."
    assert drawn.note == "White: nothing to do; dark: all hours given out."


def test_the_finding_counts_the_weeks_that_are_too_full():
    drawn = load(plan(person("Ada", (4, 5), (4, 3)), person("Bo", (2, 3), (0, 0))), speak("en"))
    assert drawn.title == "In 1 week somebody has more to do than hours."
    assert drawn.note.endswith("Hatched: away. Orange: more than there is.")


def test_the_alt_text_has_every_share_and_the_fullest_week():
    drawn = load(plan(person("Ada", (4, 1), (4, 3)), person("Bo", (2, 1), (2, 1))), speak("en"))
    assert "Ada 50% and Bo 50%." in drawn.alt
    assert "The fullest week: Ada in week\N{NO-BREAK SPACE}53, 75%." in drawn.alt


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
@pytest.mark.parametrize("narrow", [False, True])
def test_a_year_of_sixty_people_can_be_drawn(language, narrow):
    people = [person(f"Somebody {n}", *([(4, n / 20)] * 52)) for n in range(60)]
    drawn = load(plan(*people), speak(language), narrow=narrow)
    assert drawn.width == (390 if narrow else 990)
    assert drawn.png().startswith(b"\x89PNG")


def test_a_plan_of_nobody_can_be_drawn():
    assert load(plan(), speak("en")).height > 0
