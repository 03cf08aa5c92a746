"""A workbook of 200,000 posts: from the file to items, beside calamine's own read of the file."""

import statistics
import tempfile
from pathlib import Path

from benchmarks import workbook
from benchmarks.figure import Figure
from benchmarks.importing import run

_ROWS = 200_000
_ROUNDS = 3
_PLAIN = """
import json, resource, sys, time
from python_calamine import CalamineWorkbook
began = time.perf_counter()
workbook = CalamineWorkbook.from_path(sys.argv[1])
rows = [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]
print(json.dumps({"seconds": time.perf_counter() - began,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""
_ITEMS = """
import json, resource, sys, time
from pathlib import Path
from coachkit.platforms.exports import open_export
from coachkit.sessions.opening import now
began = time.perf_counter()
(table,) = open_export(Path(sys.argv[1]), opened_at=now()).tables
items = sum(len(batch) for batch in table.batches())
seconds = time.perf_counter() - began
assert items == int(sys.argv[2]), items
print(json.dumps({"seconds": seconds,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""


def figures(rows: int = _ROWS) -> list[Figure]:
    """Time as a ratio, the medians of alternating rounds; memory as the peak of each process."""
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "Jan-01-2026_Dec-31-2026_1.xlsx"
        workbook.write(export, rows)
        plain, ours = [], []
        for _ in range(_ROUNDS):
            plain.append(run(_PLAIN, export))
            ours.append(run(_ITEMS, export, rows))
    own = statistics.median(told["seconds"] for told in plain)
    taken = statistics.median(told["seconds"] for told in ours)
    return [
        Figure(f".xlsx of {rows:,} rows to items ÷ calamine's read", taken / own, "×", limit=1.5),
        Figure("peak memory", max(told["peak"] for told in ours) / 1024**2, "GiB"),
        Figure(".xlsx to items", taken, "s"),
        Figure("peak memory of calamine", max(told["peak"] for told in plain) / 1024**2, "GiB"),
    ]
