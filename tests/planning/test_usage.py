"""National usage figures: each with its year and its whole, and none where there is none."""

import pytest

from coachkit.model.defaults import Grade
from coachkit.model.errors import InvalidValue
from coachkit.model.usage import ANY, Usage
from coachkit.planning.usage import national_usage, usage_of_channel

SHIPPED = (*national_usage("SE"), *national_usage("FI"))


def test_sweden_and_finland_have_figures_and_other_countries_none():
    assert {one.country for one in SHIPPED} == {"SE", "FI"}
    assert national_usage("NO") == ()
    assert national_usage("se") == national_usage("SE")


def test_every_figure_has_its_year_its_source_and_its_definition():
    assert {one.default.grade for one in SHIPPED} == {Grade.SECOND_HAND}
    assert {one.year for one in SHIPPED} == {2022, 2023, 2024}
    defined = [one.default.definition for one in SHIPPED]
    assert len(set(defined)) == len(defined)


def test_a_count_of_people_says_how_many_were_asked_and_a_share_is_one_of_one():
    counted = [one for one in SHIPPED if one.of.counts_people]
    assert {one.asked for one in counted} == {1000}
    shares = [one.default.value for one in SHIPPED if not one.of.counts_people]
    assert [share for share in shares if not 0 < share < 1] == []


def test_a_channel_is_found_by_either_of_its_names():
    assert [one.default.value for one in usage_of_channel("SE", "Facebook")] == [0.53]
    assert usage_of_channel("FI", "x") == usage_of_channel("FI", " Twitter ")
    assert [one.of for one in usage_of_channel("SE", "linkedin")] == [
        "internet_users_8_daily",
        "office_workers_ever",
    ]


def test_a_channel_without_a_figure_has_none():
    assert usage_of_channel("SE", "Pinterest") == ()
    assert usage_of_channel("SE", ANY) == ()
    assert usage_of_channel("SE", "") == ()


def test_a_figure_without_a_year_is_refused():
    first = SHIPPED[0].model_dump()
    with pytest.raises(InvalidValue) as error:
        Usage.model_validate({**first, "default": {**first["default"], "year": None}})
    assert (error.value.code, error.value.field) == ("missing", "default.year")
