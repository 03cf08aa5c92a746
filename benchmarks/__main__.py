"""``python -m benchmarks [name]``: every figure, or one of them.

``--loads N``: how many loads in a row ``serving`` counts.
"""

import argparse
import sys
from collections.abc import Callable
from functools import partial

from rich.console import Console
from rich.table import Table

from benchmarks import (
    autosave,
    desk,
    importing,
    pack,
    page,
    plan,
    replay,
    serving,
    session,
    sheets,
    starting,
)
from benchmarks.figure import Figure

_BENCHMARKS: dict[str, Callable[[], list[Figure]]] = {
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
    "serving": serving.figures,
}


def main(arguments: list[str]) -> int:
    """Run them and print a table; 1 if a bar was missed, 2 for a name there is not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--loads", type=int, default=serving.LOADS)
    asked = parser.parse_args(arguments)
    names, benchmarks = asked.names, dict(_BENCHMARKS)
    benchmarks["serving"] = partial(serving.figures, loads=asked.loads)
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
