"""How soon the command answers, beside what importing pandas costs."""

import statistics
import subprocess
import sys
import time

from benchmarks.figure import Figure

_ROUNDS = 9


def figures() -> list[Figure]:
    """``coachkit --help`` as a share of ``import pandas``, medians of alternating rounds."""
    helped, pandas = [], []
    for _ in range(_ROUNDS):
        helped.append(_seconds("-m", "coachkit.cli", "--help"))
        pandas.append(_seconds("-c", "import pandas"))
    share = statistics.median(helped) / statistics.median(pandas)
    return [
        Figure("coachkit --help ÷ import pandas", share, "×", limit=0.3),
        Figure("coachkit --help", statistics.median(helped), "s"),
    ]


def _seconds(*words: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    return time.perf_counter() - began
