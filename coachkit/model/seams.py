"""Days on which a platform began to count something else under a name that stayed the same.

A series breaks at a seam: what was counted before is not compared with what was counted after.
The known seams ship in ``data/seams.toml``, each with its source; a client keeps its own beside
them.
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES, Language
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.shipped import shipped
from coachkit.model.values import Value

Words = Annotated[str, Field(min_length=1, max_length=120)]


class Confidence(StrEnum):
    """How sure the day of a seam is."""

    STATED = "stated"
    """The platform itself names the day."""
    REPORTED = "reported"
    """Others name the day, or quote the platform."""
    ABOUT = "about"
    """The change came over weeks, or only its month is known: the day is the first of them."""


class Seam(Value):
    """From ``day`` on the platform counts something else.

    ``metrics``: canonical names; none means all of the platform. ``says``: what changed, in a few
    words: by language, or as one text where a person noted it. ``source``: where that is written.
    """

    platform: Platform
    metrics: tuple[str, ...] = ()
    day: date
    says: Words | Annotated[Mapping[Language, Words], Field(min_length=1)]
    source: Annotated[str, Field(min_length=1, max_length=400)]
    confidence: Confidence = Confidence.REPORTED

    @field_validator("metrics")
    @classmethod
    def _known(cls, metrics: tuple[str, ...]) -> tuple[str, ...]:
        for metric in metrics:
            if metric not in METRICS:
                raise InvalidValue("not_allowed", "metrics", value=metric[:80])
        if len(set(metrics)) != len(metrics):
            raise InvalidValue("repeated", "metrics", value=", ".join(metrics)[:80])
        return metrics

    def label(self, language: Language) -> str:
        """What changed, in that language if it is said in it, else as it is said."""
        if isinstance(self.says, str):
            return self.says
        known = (language, *LANGUAGES)
        return next(self.says[spoken] for spoken in known if spoken in self.says)

    def concerns(self, platform: Platform, metric: str) -> bool:
        """Whether that series breaks here."""
        return platform is self.platform and (not self.metrics or metric in self.metrics)

    def same_place(self, other: "Seam") -> bool:
        """Whether both speak of the same day and the same metrics."""
        mine = (self.platform, self.day, frozenset(self.metrics))
        return mine == (other.platform, other.day, frozenset(other.metrics))


class Seams(Value):
    """Seams of any platforms, each place once."""

    seams: tuple[Seam, ...] = ()

    @field_validator("seams")
    @classmethod
    def _each_once(cls, seams: tuple[Seam, ...]) -> tuple[Seam, ...]:
        for place, seam in enumerate(seams):
            if any(seam.same_place(other) for other in seams[:place]):
                raise InvalidValue("repeated", "seams", value=f"{seam.platform} {seam.day}")
        return tuple(sorted(seams, key=lambda seam: (seam.day, seam.platform)))

    def with_seam(self, seam: Seam) -> "Seams":
        """These and one more; :class:`InvalidValue` ``repeated`` for a place that has one."""
        return self.changed(seams=(*self.seams, seam))

    def without(self, seam: Seam) -> "Seams":
        """These without that one; :class:`InvalidValue` at ``seams`` where it is not among them."""
        kept = tuple(known for known in self.seams if not known.same_place(seam))
        if len(kept) == len(self.seams):
            raise InvalidValue("not_allowed", "seams", value=f"{seam.platform} {seam.day}")
        return self.changed(seams=kept)


def seams_within(
    seams: Iterable[Seam], platform: Platform, metric: str, period: Period
) -> tuple[Seam, ...]:
    """Where that series breaks inside the period, in order of the day.

    A seam on the period's first day is none inside it: all of the period is after it.
    """
    found = (
        seam
        for seam in seams
        if seam.concerns(platform, metric) and period.first < seam.day <= period.last
    )
    return tuple(sorted(found, key=lambda seam: seam.day))


def read_seams(path: Path) -> Seams:
    """The seams of a TOML file, or :class:`InvalidValue` naming what is wrong with it."""
    return Seams.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def shipped_seams() -> Seams:
    """The known seams that ship with coachkit."""
    return read_seams(shipped("data", "seams.toml"))
