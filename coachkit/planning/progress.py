"""How far the working out of a plan has come, for whoever waits for it."""

from collections.abc import Callable
from enum import StrEnum


class PlanStage(StrEnum):
    """The steps of a plan, in their order."""

    ROTA = "rota"
    """Presence, what is fixed, turns."""
    CADENCE = "cadence"
    """How many posts each channel and week can have."""
    ITEMS = "items"
    """Week by week, who makes what."""
    CHECKING = "checking"
    """Receipts, and what cannot be kept."""


Progress = Callable[[PlanStage, int, int], None]
"""Is told the step that begins, and how much of it is done: so many of so many."""


def unheard(stage: PlanStage, done: int, of: int) -> None:
    """Nobody waits."""
