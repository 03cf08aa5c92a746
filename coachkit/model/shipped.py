"""Where the files lie that ship with coachkit: notebooks, templates, data.

In a checkout they stand beside the package; in an installed wheel they stand inside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(*parts: str) -> Path:
    """The path of a file that ships with coachkit, e.g. ``shipped("data", "formats")``."""
    inside = _PACKAGE / "shipped"
    root = inside if inside.is_dir() else _PACKAGE.parent
    return root.joinpath(*parts)
