"""What the user says of a file because the file does not: nothing of it is ever guessed."""

from dataclasses import dataclass

from coachkit.model.observations import Platform
from coachkit.model.periods import Period


@dataclass(frozen=True)
class Told:
    """What only a person can know. What the file itself says is never overruled.

    ``platform``: Facebook or Instagram, where Meta does not say. ``account``: whose numbers they
    are, where the file names nobody. ``covers``: the days that the numbers are of, where the file
    does not tell; its last day also decides the year of days that are written without one.
    """

    platform: Platform | None = None
    account: str | None = None
    covers: Period | None = None


NOTHING_TOLD = Told()
