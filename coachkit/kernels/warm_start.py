"""What a warm process has done before the first kernel is asked for: imports, and first times.

Much of what a notebook's first cell costs is done once in a process's life: a font list is read,
a parser built, a class made. It is done here, with invented numbers, and never opens a file that
is a client's, a socket or a database.
"""

import importlib
import io
import logging
from functools import cache
from pathlib import Path
from typing import Final

from threadpoolctl import ThreadpoolController

from coachkit.kernels.warm_beginning import prepare_beginning

_KERNEL: Final = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.comm.manager",
    "ipykernel.subshell_manager",
    "ipykernel.debugger",
    "coachkit.kernels.displayed",
    "coachkit.kernels.page_kernel",
    "IPython.core.completerlib",
    "IPython.core.debugger_backport",
    "IPython.core.formatters",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "comm",
    "faulthandler",
    "html.parser",
    "pdb",
    "sqlite3",
)
_LIBRARIES: Final = (
    "numpy.random",
    "pandas",
    "matplotlib.pyplot",
    "matplotlib.dates",
    "matplotlib.backends.backend_agg",
    "matplotlib_inline.backend_inline",
    "ipywidgets",
    "anywidget",
    "sqlalchemy.dialects.sqlite",
    "jinja2",
    "alembic.command",
    "babel.dates",
    "babel.numbers",
    "holidays.countries",
    "mako.template",
    "PIL.ImageOps",
    "pyarrow.parquet",
    "scipy.stats",
)
_SESSIONS: Final = (
    "coachkit.sessions.dashboard",
    "coachkit.sessions.campaign_session",
    "coachkit.sessions.evaluation_session",
    "coachkit.sessions.exports",
    "coachkit.sessions.home",
    "coachkit.sessions.ideas",
    "coachkit.sessions.intake",
    "coachkit.sessions.living",
    "coachkit.sessions.notes",
    "coachkit.sessions.plan",
    "coachkit.sessions.report",
    "coachkit.sessions.strategy_session",
    "coachkit.store.observations",
)
"""What our notebooks import. By name: this floor knows nothing of the one above."""

log = logging.getLogger(__name__)


def import_all() -> None:
    """Every module that a notebook is likely to import; one that is not installed is left out."""
    for name in (*_KERNEL, *_LIBRARIES, *_SESSIONS):
        try:
            importlib.import_module(name)
        except ImportError as missing:
            log.debug("not warmed: %s (%s)", name, missing)


def touch_all() -> None:
    """Do once what every notebook would do for the first time."""
    _touch_localhost()
    _touch_pandas()
    _touch_figures()
    _touch_pictures()
    _touch_widgets()
    from coachkit.kernels.warm_pages import touch_pages

    touch_pages()
    pools()
    prepare_beginning()


@cache
def pools() -> ThreadpoolController:
    """The libraries that have threads for arithmetic. Looking for them takes a while."""
    return ThreadpoolController()


def _touch_localhost() -> None:
    from jupyter_client import localinterfaces

    localinterfaces.localhost()
    localinterfaces.local_ips()


def _touch_pandas() -> None:
    import pandas as pd

    days = pd.date_range("2026-01-01", periods=14, freq="D")
    frame = pd.DataFrame({"day": days, "kind": list("ab") * 7, "reach": range(14)})
    by_kind = frame.groupby("kind").agg(n=("reach", "size"), mean=("reach", "mean"))
    frame.set_index("day").reach.resample("W").sum()
    pd.to_datetime(pd.Series(["2026-01-01 10:00:00"]))
    by_kind.to_html()
    repr(by_kind)
    # It has taken this for a terminal; a notebook shows so many.
    pd.set_option("display.max_columns", 20)


def _touch_figures() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(3, 2))
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.plot([0, 1], [1, 0], label="Reach")
    axes.bar([0, 1], [1, 2])
    axes.set_title("Åäö")
    axes.legend()
    for kind in ("png", "svg"):
        figure.savefig(io.BytesIO(), format=kind, bbox_inches="tight")


def _touch_pictures() -> None:
    from PIL import Image

    # It imports every format there is at the first picture of one that is not among the commonest.
    Image.init()


def _touch_widgets() -> None:
    import ipywidgets as widgets

    try:
        controls = (widgets.Button, widgets.Checkbox, widgets.HTML, widgets.Text, widgets.Textarea)
        choices = (widgets.Dropdown, widgets.ToggleButtons)
        widgets.Box([*(kind() for kind in controls), *(kind(options=["a"]) for kind in choices)])
    finally:
        widgets.Widget.close_all()


def threads() -> int:
    """How many threads this process has, those of its libraries among them (Linux)."""
    return len(list(Path("/proc/self/task").iterdir()))


def resident_pages() -> int:
    """How much of the machine's memory this process has (Linux)."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1])
