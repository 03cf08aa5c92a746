import numpy as np
import pandas as pd
import pytest

from coachkit.evaluation.benchmarks import beside, fitted, mismatches, own_figure
from coachkit.language.explaining import explain
from coachkit.model.benchmarks import (
    Brought,
    Mismatch,
    Own,
    Passport,
    Statistic,
    shipped_benchmarks,
)
from coachkit.model.errors import RefusedAggregation
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform

SHIPPED = shipped_benchmarks().benchmarks
COUNTED = SHIPPED[3].passport.changed(numerator="engagements")
FACEBOOK, RIVAL, BUFFER = SHIPPED[3].changed(passport=COUNTED), SHIPPED[5], SHIPPED[6]
OWN = Own(
    platform=Platform.FACEBOOK,
    numerator="engagements",
    denominator="followers",
    statistic=Statistic.MEAN,
    year=2026,
    sector="Housing",
    followers=900,
)


def test_what_ships_says_its_source_and_what_nobody_said_is_not_filled_in():
    assert all(one.source for one in SHIPPED)
    assert [one.passport.lacking for one in SHIPPED] == [
        *[("numerator",)] * 5,
        ("numerator", "n"),
        ("year",),
    ]


def test_a_benchmark_with_the_same_definition_is_shown():
    assert mismatches(OWN, FACEBOOK) == ()
    assert beside(OWN, FACEBOOK) == 0.0015


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ({"platform": Platform.INSTAGRAM}, Mismatch.PLATFORM),
        ({"numerator": "likes"}, Mismatch.NUMERATOR),
        ({"denominator": "reach"}, Mismatch.DENOMINATOR),
        ({"statistic": Statistic.MEDIAN}, Mismatch.STATISTIC),
        ({"year": 2023}, Mismatch.YEAR),
    ],
)
def test_a_mismatched_one_is_refused_with_the_reason(own, reason):
    other = OWN.changed(**own)
    assert mismatches(other, FACEBOOK) == (reason,)
    with pytest.raises(RefusedAggregation) as refused:
        beside(other, FACEBOOK)
    assert (refused.value.code, refused.value.details["reason"]) == ("benchmark_mismatch", reason)
    assert len({explain(refused.value, language) for language in LANGUAGES}) >= 1


def test_another_sector_and_another_size_do_not_fit():
    told = FACEBOOK.passport.changed(sector="retail", followers=(25_000, 1_000_000))
    other = FACEBOOK.changed(passport=told)
    assert mismatches(OWN, other) == (Mismatch.SECTOR, Mismatch.SIZE)
    assert mismatches(OWN.changed(sector="Retail ", followers=30_000), other) == ()


def test_without_a_passport_nothing_is_shown():
    with pytest.raises(RefusedAggregation) as refused:
        beside(OWN.changed(statistic=Statistic.MEDIAN), RIVAL)
    assert refused.value.code == "no_passport"


def test_those_that_fit_come_first_and_other_platforms_are_not_listed():
    found = fitted(OWN, [*SHIPPED, FACEBOOK])
    assert found[0].benchmark == FACEBOOK
    assert {one.benchmark.passport.platform for one in found} == {Platform.FACEBOOK, None}
    assert [one.fits for one in found] == [True, False, False, False]
    assert BUFFER in [one.benchmark for one in found]


# ── The client's own, reckoned as theirs was ────────────────────────────────────────────────────

POSTS = pd.DataFrame(
    {
        "likes": [1.0, 2.0, 3.0, 4.0, 40.0, 900.0, np.nan],
        "impressions": [100.0, 100.0, 100.0, 100.0, 400.0, 900.0, 100.0],
        "reach": [90.0] * 7,
        "young": [False] * 5 + [True, False],
    }
)
TOLD = Passport(numerator="likes", denominator="impressions", statistic=Statistic.MEDIAN)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({}, 0.03),
        ({"statistic": Statistic.MEAN}, 0.04),
        ({"statistic": Statistic.RATE}, 50 / 800),
        ({"denominator": "followers", "statistic": Statistic.MEAN}, 0.05),
        ({"denominator": "reach", "statistic": Statistic.MEAN}, 50 / 5 / 90),
    ],
)
def test_it_is_reckoned_in_the_same_way_and_young_and_unknown_posts_take_no_part(said, value):
    found = own_figure(POSTS, TOLD.changed(**said), followers=200)
    assert (pytest.approx(found[0]), found[1]) == (value, 5)


@pytest.mark.parametrize(
    "said",
    [
        {"numerator": "engagements"},
        {"denominator": "views"},
        {"denominator": "followers"},
        {"statistic": None},
        # people are never added up
        {"denominator": "reach", "statistic": Statistic.RATE},
        {"numerator": ""},
    ],
)
def test_where_the_exports_lack_a_part_nothing_is_reckoned(said):
    assert own_figure(POSTS, TOLD.changed(**said)) is None
    assert own_figure(POSTS.head(4), TOLD) is None


def test_half_of_a_figure_is_none_and_a_whole_one_has_its_passport():
    half = Brought(key="others-1", percent=2.5)
    assert half.benchmark is None
    known = half.changed(source="A trade journal, 3/2026", year=2026, n=40).benchmark
    assert (known.value, known.passport.n, known.passport.year) == (0.025, 40, 2026)
    assert known.passport.lacking == (
        "definition",
        "numerator",
        "denominator",
        "statistic",
        "sector",
    )
