"""Figures of others, each with its passport: what it is of, when, of whom, and how many.

A figure without a passport is not shown, and one whose passport does not fit the client's own
figure is refused with the reason: the same words, “engagement rate”, are used of numbers that
lie seventyfold apart.
"""

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from coachkit.model.defaults import Grade
from coachkit.model.observations import Platform
from coachkit.model.shipped import shipped
from coachkit.model.values import Value

Line = Annotated[str, Field(max_length=400)]


class Statistic(StrEnum):
    """What was made of the sample."""

    MEDIAN = "median"
    MEAN = "mean"
    RATE = "rate"
    """Σ numerator ÷ Σ denominator."""


class Mismatch(StrEnum):
    """Why a benchmark says nothing about a figure."""

    NO_PASSPORT = "no_passport"
    PLATFORM = "platform"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    STATISTIC = "statistic"
    SECTOR = "sector"
    YEAR = "year"
    SIZE = "size"


class Passport(Value):
    """What a figure is. What nobody says is empty, and then the figure is not shown.

    ``definition`` in words; ``numerator``/``denominator``: canonical metrics, or ``followers``,
    ``weeks``; ``n`` of ``sampled`` (posts, accounts …); ``sector``: ``all`` where it is of all.
    ``followers``: how large the accounts were, from and to, where that is said.
    """

    platform: Platform | None = None
    definition: Line = ""
    numerator: Line = ""
    denominator: Line = ""
    statistic: Statistic | None = None
    n: Annotated[int, Field(ge=0)] = 0
    sampled: Line = ""
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    sector: Line = ""
    followers: tuple[int, int] | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """The fields that a passport must have and this one has not."""
        needed = ("definition", "numerator", "denominator", "statistic", "n", "year", "sector")
        return tuple(name for name in needed if not getattr(self, name))


class Benchmark(Value):
    """A figure of others. ``caveat``: why it may not fit you."""

    value: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    passport: Passport
    source: Annotated[str, Field(min_length=1, max_length=400)]
    grade: Grade
    caveat: Line = ""


class Benchmarks(Value):
    """Those that ship, whole or not: what lacks a passport is kept to be refused by name."""

    benchmarks: tuple[Benchmark, ...] = ()


class Own(Value):
    """The client's figure that somebody wants to compare, as exactly as a benchmark's.

    ``followers``: of the account, where known.
    """

    platform: Platform
    numerator: str
    denominator: str
    statistic: Statistic
    year: int
    sector: str = ""
    followers: int | None = None


class Fitted(Value):
    """A benchmark beside a figure: shown, or refused with all reasons."""

    benchmark: Benchmark
    mismatches: tuple[Mismatch, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it may be shown beside the figure."""
        return not self.mismatches


class BesideOthers(Value):
    """The client's own figure and what there is of others. ``value``: a share; ``n``: posts."""

    own: Own
    value: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    n: Annotated[int, Field(ge=0)]
    others: tuple[Fitted, ...] = ()


def read_benchmarks(path: Path) -> Benchmarks:
    """The benchmarks of a TOML file."""
    return Benchmarks.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def shipped_benchmarks() -> Benchmarks:
    """Those that ship with coachkit."""
    return read_benchmarks(shipped("data", "benchmarks.toml"))
