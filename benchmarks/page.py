"""A redraw of the dashboard, charts included, for a client with 2,000 posts."""

import statistics
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from benchmarks import million_rows
from benchmarks.figure import Figure
from coachkit.model.client import Client
from coachkit.model.languages import LANGUAGES
from coachkit.sessions.dashboard import Dashboard, View
from coachkit.sessions.importing import import_file
from coachkit.sessions.opening import now
from coachkit.sessions.reading import read_client
from coachkit.store.workspace import Workspace

_POSTS = 2000
_ROUNDS = 12
_METRICS = ("reactions", "comments", "shares", "clicks")


def figures() -> list[Figure]:
    """Milliseconds from a choice to the new panels: metric, month and language in turn."""
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "Jan-01-2026_Dec-31-2026_1.csv"
        million_rows.write(export, _POSTS)
        workspace = Workspace.create(Path(folder) / "workspace")
        client = Client(slug="many", name="Many", time_zone="Europe/Stockholm")
        with workspace.new_client(client, now=now, who="benchmark") as store:
            import_file(store, export)
        data = read_client("many", str(Path(folder) / "workspace"))
        view = View(language="en", period=data.period("").written, platform=None, metric=None)
        page = Dashboard(data, view)
    taken = _redraws(page)
    return [
        Figure("redraw after a choice, median", statistics.median(taken), "ms", limit=150),
        Figure("redraw after a choice, slowest", max(taken), "ms"),
    ]


def _redraws(page: Dashboard) -> list[float]:
    changes = [
        {name: value}
        for metric, month, language in islice(
            zip(cycle(_METRICS), cycle(page.data.months()), cycle(LANGUAGES), strict=False), _ROUNDS
        )
        for name, value in (("metric", metric), ("period", month), ("language", language))
    ]
    taken = []
    for change in changes:
        began = time.perf_counter()
        page.show(**change)
        taken.append((time.perf_counter() - began) * 1000)
    return taken
