"""What the methods of evaluation reach where the truth is known: the table of honest figures.

``make bench ONLY="calibration --seed 7 --accounts 400"``. The seed is fresh each time unless one
is given, and is told with the figures, so that any table can be had again.
"""

from secrets import randbelow

from benchmarks import calibration_pillars, calibration_series
from benchmarks.rows import Row

ACCOUNTS = 100
"""Accounts of each kind for each row: few enough for a look; 400 for a verdict."""


def figures(seed: int | None = None, accounts: int = ACCOUNTS) -> list[Row]:
    """Every row with its bar."""
    seed = randbelow(1_000_000) if seed is None else seed
    told = Row(f"seed {seed}, accounts a row", float(accounts), 0.0)
    return [
        told,
        *calibration_series.rows(seed, accounts),
        *calibration_pillars.rows(seed, accounts),
        *calibration_pillars.naive_rows(seed, accounts),
    ]
