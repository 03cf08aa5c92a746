"""Figures of others beside the client's own, or the reason why not."""

from collections.abc import Iterable

from coachkit.model.benchmarks import Benchmark, Fitted, Mismatch, Own
from coachkit.model.errors import RefusedAggregation

YEARS = 2
"""A figure older than that is history: rates halve within a year."""

_ALL = "all"


def fitted(own: Own, benchmarks: Iterable[Benchmark]) -> tuple[Fitted, ...]:
    """Each benchmark of the figure's own kind of thing, those that fit first.

    What is of another platform altogether is not listed: nobody would have asked for it.
    """
    asked = [one for one in benchmarks if one.passport.platform in {own.platform, None}]
    found = [Fitted(benchmark=one, mismatches=mismatches(own, one)) for one in asked]
    return tuple(sorted(found, key=lambda one: len(one.mismatches)))


def mismatches(own: Own, benchmark: Benchmark) -> tuple[Mismatch, ...]:
    """All reasons why the benchmark says nothing about the figure."""
    told = benchmark.passport
    low, high = told.followers or (0, 0)
    checks = {
        Mismatch.NO_PASSPORT: bool(told.lacking),
        Mismatch.PLATFORM: told.platform is not None and told.platform is not own.platform,
        Mismatch.NUMERATOR: bool(told.numerator) and told.numerator != own.numerator,
        Mismatch.DENOMINATOR: bool(told.denominator) and told.denominator != own.denominator,
        Mismatch.STATISTIC: told.statistic is not None and told.statistic is not own.statistic,
        Mismatch.SECTOR: told.sector not in {"", _ALL} and _other_sector(told.sector, own.sector),
        Mismatch.YEAR: told.year is not None and abs(told.year - own.year) > YEARS,
        Mismatch.SIZE: told.followers is not None and not low <= (own.followers or 0) <= high,
    }
    return tuple(reason for reason, found in checks.items() if found)


def _other_sector(theirs: str, ours: str) -> bool:
    return theirs.strip().casefold() != ours.strip().casefold()


def beside(own: Own, benchmark: Benchmark) -> float:
    """The benchmark's value to be shown beside the figure, or :class:`RefusedAggregation`."""
    reasons = mismatches(own, benchmark)
    if Mismatch.NO_PASSPORT in reasons:
        lacking = benchmark.passport.lacking[0]
        raise RefusedAggregation("no_passport", benchmark.source, lacking=lacking)
    if reasons:
        raise RefusedAggregation("benchmark_mismatch", benchmark.source, reason=reasons[0].value)
    return benchmark.value
