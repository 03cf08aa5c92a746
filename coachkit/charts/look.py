"""How charts look: colours and fonts, from ``templates/look`` and ``templates/fonts``.

matplotlib's own settings are touched only inside :func:`in_our_look` and put back after it, so
that whatever else draws in the same kernel keeps its ways.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import matplotlib as mpl
from matplotlib import font_manager

from coachkit.charts.colours import (
    BRAND,
    COLOURS,
    EDGE,
    FAINT,
    GROUND,
    INK,
    LINE,
    PAPER,
    SOFT,
    WARN,
)
from coachkit.model.shipped import shipped

__all__ = [
    "BRAND",
    "COLOURS",
    "DPI",
    "EDGE",
    "FAINT",
    "GROUND",
    "INK",
    "LINE",
    "PAPER",
    "SOFT",
    "STYLE",
    "WARN",
    "in_our_look",
]

DPI: Final = 110
"""Dots per inch of a screen: what the sizes in points are chosen for."""


def _load_fonts() -> None:
    for weight in ("Regular", "Bold"):
        file = shipped("templates", "fonts", f"InterTabular-{weight}.otf")
        font_manager.fontManager.addfont(file)


# matplotlib types its settings by a literal of all their names: too much to repeat here.
def _style() -> Any:
    # A notebook's own matplotlibrc must not shine through: start from what matplotlib ships.
    settings: Any = dict(mpl.rcParamsDefault.items())
    for not_of_looks in ("backend", "backend_fallback", "interactive", "toolbar", "timezone"):
        settings.pop(not_of_looks, None)
    ours: Any = mpl.rc_params_from_file(
        shipped("templates", "look", "coachkit.mplstyle"), use_default_template=False
    )
    return {**settings, **ours}


_load_fonts()
STYLE: Final = _style()
"""Every setting of matplotlib that a chart is drawn with."""

_CHECKED: Final = dict(dict.items(mpl.RcParams(STYLE)))
_BACKEND: Final = "backend"


@contextmanager
def in_our_look() -> Iterator[None]:
    """Inside, matplotlib draws with :data:`STYLE` and nothing else.

    As matplotlib's own ``rc_context``, which checks all three hundred settings at every chart
    anew: that took a tenth of the time of a report.
    """
    settings: Any = mpl.rcParams
    before = dict(dict.items(settings))
    # Which of them draws is settled meanwhile by whoever asks for it first.
    before.pop(_BACKEND, None)
    try:
        dict.update(settings, _CHECKED)
        yield
    finally:
        dict.update(settings, before)
