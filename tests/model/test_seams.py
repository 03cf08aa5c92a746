"""Seams: never born wrong, kept with their source, said in the reader's language."""

from datetime import date

import pytest

from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.seams import (
    Confidence,
    Seam,
    Seams,
    read_seams,
    seams_within,
    shipped_seams,
)

DAY = date(2025, 4, 21)
YEAR = Period(first=date(2025, 1, 1), last=date(2025, 12, 31))


def seam(**fields):
    plain = {
        "platform": "instagram",
        "metrics": ("views",),
        "day": DAY,
        "says": "Counted anew",
        "source": "a letter",
    }
    return Seam(**{**plain, **fields})


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"platform": "myspace"}, ("not_allowed", "platform")),
        ({"metrics": ("fame",)}, ("not_allowed", "metrics")),
        ({"metrics": ("views", "views")}, ("repeated", "metrics")),
        ({"source": ""}, ("too_short", "source")),
        ({"confidence": "hearsay"}, ("not_allowed", "confidence")),
        ({"day": "soon"}, ("wrong_type", "day")),
    ],
)
def test_a_seam_is_never_born_wrong(fields, refusal):
    with pytest.raises(InvalidValue) as refused:
        seam(**fields)
    assert (refused.value.code, refused.value.field) == refusal


@pytest.mark.parametrize("says", ["", {}, {"en": ""}, {"de": "Neu"}, "x" * 121])
def test_a_seam_must_say_what_changed_in_a_few_words(says):
    with pytest.raises(InvalidValue) as refused:
        seam(says=says)
    assert str(refused.value.field).startswith("says")


def test_a_seam_speaks_the_readers_language_and_else_what_it_can():
    translated = seam(says={"sv": "Räknas om", "en": "Counted anew"})
    assert [translated.label(language) for language in LANGUAGES] == [
        "Counted anew",
        "Räknas om",
        "Counted anew",
    ]
    assert seam(says={"fi": "Uusi laskutapa"}).label("en") == "Uusi laskutapa"
    assert seam(says="Räknas om").label("fi") == "Räknas om"


def test_a_seam_without_metrics_concerns_all_of_its_platform():
    every = seam(metrics=())
    assert every.concerns(Platform.INSTAGRAM, "likes")
    assert not every.concerns(Platform.X, "likes")
    assert not seam().concerns(Platform.INSTAGRAM, "likes")


def test_a_seam_on_the_first_day_of_a_period_is_not_inside_it():
    found = [seam(day=day) for day in (YEAR.last, DAY, YEAR.first, date(2026, 1, 1))]
    inside = seams_within(found, Platform.INSTAGRAM, "views", YEAR)
    assert [one.day for one in inside] == [DAY, YEAR.last]


def test_one_place_has_one_seam_whatever_it_says():
    with pytest.raises(InvalidValue) as refused:
        Seams(seams=(seam(), seam(says="In other words")))
    assert (refused.value.code, refused.value.field) == ("repeated", "seams")
    assert len(Seams(seams=(seam(), seam(metrics=()))).seams) == 2


def test_seams_are_kept_by_day_and_taken_away_again():
    later, sooner = seam(), seam(day=date(2024, 8, 7))
    both = Seams().with_seam(later).with_seam(sooner)
    assert both.seams == (sooner, later)
    assert both.without(seam(says="whatever it says")).seams == (sooner,)
    with pytest.raises(InvalidValue) as refused:
        both.without(seam(day=date(2020, 1, 1)))
    assert (refused.value.code, refused.value.field) == ("not_allowed", "seams")


def test_seams_survive_being_written_down():
    both = Seams(seams=(seam(), seam(says={"en": "Anew", "fi": "Uusi"}, metrics=())))
    assert Seams.model_validate_json(both.model_dump_json()) == both


def test_the_shipped_seams_are_said_in_every_language_and_have_a_source():
    shipped = shipped_seams().seams
    assert [set(one.says) for one in shipped] == [set(LANGUAGES)] * len(shipped)
    assert all(one.metrics for one in shipped)


@pytest.mark.parametrize(
    ("platform", "metric", "day", "confidence"),
    [
        ("instagram", "impressions", date(2025, 4, 21), Confidence.STATED),
        ("instagram", "views", date(2025, 4, 21), Confidence.STATED),
        ("facebook", "impressions", date(2025, 11, 15), Confidence.STATED),
        ("facebook", "views", date(2024, 11, 14), Confidence.ABOUT),
        ("linkedin", "impressions", date(2024, 4, 1), Confidence.ABOUT),
        ("youtube", "views", date(2025, 3, 31), Confidence.STATED),
        ("website", "conversions", date(2024, 3, 21), Confidence.REPORTED),
        ("search", "impressions", date(2025, 5, 13), Confidence.REPORTED),
    ],
)
def test_the_known_seams_are_shipped(platform, metric, day, confidence):
    found = [
        one
        for one in shipped_seams().seams
        if one.concerns(Platform(platform), metric) and one.day == day
    ]
    assert [one.confidence for one in found] == [confidence]


def test_a_broken_list_of_seams_says_where(tmp_path):
    file = tmp_path / "seams.toml"
    file.write_text('[[seams]]\nplatform = "x"\nday = 2024-01-01\nsays = "Anew"\n', "utf-8")
    with pytest.raises(InvalidValue) as refused:
        read_seams(file)
    assert (refused.value.code, refused.value.field) == ("missing", "source")
