"""Figures of others, each with its passport: what it is of, when, of whom, and how many.

A figure without a passport is not shown, and one whose passport does not fit the client's own
figure is refused with the reason: the same words, “engagement rate”, are used of numbers that
lie seventyfold apart.
"""

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from coachkit.model.deciding import Key
from coachkit.model.defaults import Grade
from coachkit.model.observations import Platform
from coachkit.model.shipped import shipped
from coachkit.model.values import Value

Line = Annotated[str, Field(max_length=400)]

DENOMINATORS: Final = ("impressions", "views", "reach")
"""What a response is a part of, the first that an export has."""

FOLLOWERS: Final = "followers"
"""What a figure may be divided by though no post has it."""

ALL: Final = "all"
"""The sector of a figure that is of all sectors."""


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


class Brought(Value):
    """A figure of others that somebody knows of; half of it may still be to be asked.

    ``percent``: 3.7 is 3.7 %. Everything else as in a :class:`Passport`.
    """

    key: Key
    percent: Annotated[float, Field(ge=0, le=1_000, allow_inf_nan=False)] | None = None
    source: Line = ""
    platform: Platform | None = None
    definition: Line = ""
    numerator: Annotated[str, Field(max_length=60)] = ""
    denominator: Annotated[str, Field(max_length=60)] = ""
    statistic: Statistic | None = None
    n: Annotated[int, Field(ge=0)] | None = None
    sampled: Line = ""
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    sector: Line = ""

    @property
    def benchmark(self) -> "Benchmark | None":
        """With its passport, as far as it is said; ``None`` before there is a figure at all."""
        if self.percent is None or not self.source:
            return None
        told = self.model_dump(exclude={"key", "percent", "source", "n"})
        passport = Passport(**told, n=self.n or 0)
        return Benchmark(
            value=self.percent / 100,
            passport=passport,
            source=self.source,
            grade=Grade.SECOND_HAND,
        )


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
    """A benchmark beside a figure: shown, or refused with all reasons.

    ``yours``: the client's own, reckoned as the benchmark says it was, of ``n`` posts; ``None``
    where the exports don't have what it takes.
    """

    benchmark: Benchmark
    mismatches: tuple[Mismatch, ...] = ()
    yours: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    n: Annotated[int, Field(ge=0)] = 0

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
