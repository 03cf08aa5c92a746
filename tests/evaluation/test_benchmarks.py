import pytest

from coachkit.evaluation.benchmarks import beside, fitted, mismatches
from coachkit.language.explaining import explain
from coachkit.model.benchmarks import Mismatch, Own, Statistic, shipped_benchmarks
from coachkit.model.errors import RefusedAggregation
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform

SHIPPED = shipped_benchmarks().benchmarks
FACEBOOK, RIVAL, BUFFER = SHIPPED[3], SHIPPED[5], SHIPPED[6]
OWN = Own(
    platform=Platform.FACEBOOK,
    numerator="engagements",
    denominator="followers",
    statistic=Statistic.MEAN,
    year=2026,
    sector="Housing",
    followers=900,
)


def test_what_ships_says_its_source_and_only_whole_passports_can_fit():
    assert all(one.source for one in SHIPPED)
    assert [one.passport.lacking for one in SHIPPED if one.passport.lacking] == [("n",), ("year",)]


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
    found = fitted(OWN, SHIPPED)
    assert found[0].benchmark == FACEBOOK
    assert {one.benchmark.passport.platform for one in found} == {Platform.FACEBOOK, None}
    assert [one.fits for one in found] == [True, False, False]
    assert BUFFER in [one.benchmark for one in found]
