"""``python -m benchmarks [name]``: every figure, or one of them.

``--loads N``: how many loads in a row ``serving`` counts. ``--seed N`` and ``--accounts N``: the
simulated accounts that ``calibration`` looks at, other ones each time if no seed is given.
``--clients N``: how many ``batch`` runs a report for. ``--runs N``: how many ``soak`` makes.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial

from rich.console import Console
from rich.table import Table

from benchmarks import (
    autosave,
    batch,
    calibration,
    desk,
    effects,
    evaluated,
    importing,
    pack,
    page,
    plan,
    replay,
    returning,
    serving,
    session,
    sheets,
    soak,
    starting,
    warm,
)
from benchmarks.figure import Figure
from benchmarks.rows import Row

_BENCHMARKS: dict[str, Callable[[], Sequence[Figure | Row]]] = {
    "help": starting.figures,
    "page": page.figures,
    "import": importing.figures,
    "xlsx": sheets.figures,
    "autosave": autosave.figures,
    "plan": plan.figures,
    "pack": pack.figures,
    "replay": replay.figures,
    "session": session.figures,
    "desk": desk.figures,
    "returning": returning.figures,
    "serving": serving.figures,
    "warm": warm.figures,
    "batch": batch.figures,
    "soak": soak.figures,
    "effects": effects.figures,
    "evaluated": evaluated.figures,
    "calibration": calibration.figures,
}


def main(arguments: list[str]) -> int:
    """Run them and print a table; 1 if a bar was missed, 2 for a name there is not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--loads", type=int, default=serving.LOADS)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--accounts", type=int, default=calibration.ACCOUNTS)
    parser.add_argument("--clients", type=int, default=batch.CLIENTS)
    parser.add_argument("--runs", type=int, default=soak.RUNS)
    asked = parser.parse_args(arguments)
    names, benchmarks = asked.names, dict(_BENCHMARKS)
    benchmarks["serving"] = partial(serving.figures, loads=asked.loads)
    benchmarks["calibration"] = partial(
        calibration.figures, seed=asked.seed, accounts=asked.accounts
    )
    benchmarks["batch"] = partial(batch.figures, clients=asked.clients)
    benchmarks["soak"] = partial(soak.figures, runs=asked.runs)
    unknown = [name for name in names if name not in _BENCHMARKS]
    if unknown:
        sys.stderr.write(f"no benchmark {unknown[0]!r}; there are: {', '.join(_BENCHMARKS)}\n")
        return 2
    table = Table("benchmark", "figure", "measured", "bar", "")
    missed = 0
    for name in names or _BENCHMARKS:
        for figure in benchmarks[name]():
            missed += not figure.reached
            table.add_row(name, figure.name, figure.measured, figure.bar, figure.verdict)
    Console(width=120).print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
