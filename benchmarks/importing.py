"""A million-row export: import beside plain ``pandas.read_csv`` of the same file."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import million_rows
from benchmarks.figure import Figure

_ROWS = 1_000_000
_PLAIN = """
import json, resource, sys, time
import pandas
began = time.perf_counter()
pandas.read_csv(sys.argv[1])
print(json.dumps({"seconds": time.perf_counter() - began,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""
_IMPORT = """
import json, resource, sys, time
from pathlib import Path
from coachkit.model.client import Client
from coachkit.sessions.importing import import_file
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
workspace = Workspace.create(Path(sys.argv[2]))
with workspace.new_client(Client(slug="many", name="Many"), now=now, who="benchmark") as store:
    began = time.perf_counter()
    imported = import_file(store, Path(sys.argv[1]))
    seconds = time.perf_counter() - began
assert imported.refused is None, imported.refused
assert imported.rows == int(sys.argv[3]), imported.rows
print(json.dumps({"seconds": seconds,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""


def figures(rows: int = _ROWS) -> list[Figure]:
    """Time as a ratio, best of two alternating rounds; memory as the importing process's peak."""
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "Jan-01-2026_Dec-31-2026_1.csv"
        million_rows.write(export, rows)
        plain, ours = [], []
        for turn in range(2):
            plain.append(run(_PLAIN, export))
            ours.append(run(_IMPORT, export, Path(folder) / f"workspace-{turn}", rows))
    fastest = min(run["seconds"] for run in ours)
    ratio = fastest / min(run["seconds"] for run in plain)
    peak = max(run["peak"] for run in ours) / 1024**2
    return [
        Figure(f"import of {rows:,} rows ÷ read_csv", ratio, "×", limit=3),
        Figure("peak memory of the import", peak, "GiB", limit=1.5 * 1000**3 / 1024**3),
        Figure("import", fastest, "s"),
        Figure("peak memory of read_csv", max(run["peak"] for run in plain) / 1024**2, "GiB"),
    ]


def run(code: str, *arguments: object) -> dict[str, float]:
    """What the code, run in a process of its own, prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told
