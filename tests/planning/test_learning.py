from datetime import date

import pytest

from coachkit.model.actuals import Actual, Actuals
from coachkit.model.content import ContentType
from coachkit.model.errors import InvalidValue
from coachkit.planning.defaults import default_channels, default_content, default_skills
from coachkit.planning.learning import learned_effort

POST = ContentType(name="post", hours=2)


def actuals(*hours):
    return Actuals(
        actuals=tuple(
            Actual(
                key=str(number),
                day=date(2026, 10, 1),
                content_type="post",
                owner="Aino",
                planned=2,
                done=done,
            )
            for number, done in enumerate(hours)
        )
    )


def learned(*hours):
    return learned_effort(actuals(*hours), (POST,))[0]


def test_without_actuals_the_default_stands_and_is_not_sure():
    one = learned()
    assert (one.hours, one.own, one.weight, one.sure, one.low) == (2, None, 0, False, None)


def test_a_few_items_move_the_default_a_little():
    one = learned(4, 4)
    assert 2 < one.hours < 3
    assert (one.own, one.n, one.sure) == (4, 2, False)


def test_many_items_replace_the_default_and_say_how_far_the_next_may_lie():
    one = learned(*[4.0, 3.5, 4.5] * 8)
    assert one.hours == pytest.approx(3.6, abs=0.1)
    assert one.sure
    assert one.low < one.hours < one.high


def test_the_interval_narrows_with_items():
    few, many = learned(*[3, 5] * 3), learned(*[3, 5] * 30)
    assert many.high / many.low < few.high / few.low


def test_what_was_never_made_says_nothing_of_hours():
    one = learned(4, None, None)
    assert (one.n, one.not_made, one.own) == (1, 2, 4)


def test_an_item_has_one_actual():
    with pytest.raises(InvalidValue) as refused:
        Actuals(actuals=actuals(1).actuals * 2)
    assert (refused.value.code, refused.value.field) == ("repeated", "actuals")


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_every_default_has_its_source_and_its_caveat(language):
    defaults = [one.default for one in default_content(language)]
    defaults += [one.default for one in default_channels(language)]
    assert [one for one in defaults if not one.source or not one.caveat] == []
    skills = {one.name for one in default_skills(language)}
    needs = {need for one in default_content(language) for need in one.content_type.needs}
    assert needs <= skills
