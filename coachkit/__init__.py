"""coachkit: plans that fit the hours people have, numbers that admit doubt."""

__version__ = "0.1.0"
