"""How healthy a client's figures are: what may be asked of them at all."""

from datetime import date
from typing import Annotated

from pydantic import Field

from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.results import Coverage
from coachkit.model.seams import Seam
from coachkit.model.values import Value

Count = Annotated[int, Field(ge=0)]


class PlatformSeen(Value):
    """What exports of one platform there are.

    ``coverage``: of the period in question. ``posts``: in it; ``young``: of these, still growing
    when they were exported. ``by_day``: whether any export has a row for each day. ``known``: from
    the first to the last day that any export speaks of. ``seams``: from when on something is
    counted otherwise, within what is known.
    """

    platform: Platform
    coverage: Coverage
    posts: Count = 0
    young: Count = 0
    by_post: bool = False
    by_day: bool = False
    known: Period | None = None
    seams: tuple[Seam, ...] = ()


class DataSeen(Value):
    """All platforms of a client for a period, in the model's order."""

    period: Period
    today: date
    platforms: tuple[PlatformSeen, ...] = ()

    @property
    def whole(self) -> tuple[Platform, ...]:
        """Platforms of which every day of the period is known."""
        return tuple(one.platform for one in self.platforms if one.coverage.complete)

    @property
    def holed(self) -> tuple[Platform, ...]:
        """Platforms of which days of the period are missing."""
        return tuple(one.platform for one in self.platforms if not one.coverage.complete)
