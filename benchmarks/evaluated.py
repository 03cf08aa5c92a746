"""Many clients evaluated in a row, each read from its own store: what the figures of one cost.

The reading is part of it, as for whoever runs it over night: database, observations, seams. Each
client is asked for its campaign's effect with the replay, every goal with its replay, every
channel beside its own past and what works there.
"""

import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benchmarks.figure import Figure
from benchmarks.many_clients import whole_copies
from coachkit.model.evaluation_record import Evaluation
from coachkit.sessions import evaluation_figures as figures_of
from coachkit.sessions.evaluated import evaluated
from coachkit.sessions.opening import now, open_workspace
from coachkit.sessions.reading import client_data

_CLIENTS = 300
_WORKERS = 2
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
"""As kernels of a batch have it: two workers on two cores with two threads each stand in line."""


class _Told(NamedTuple):
    """How many answers there were, and what they took in seconds of a processor."""

    effects: int
    goals: int
    channels: int
    reading: float
    all: float


def figures() -> list[Figure]:
    """By the clock, from the first client to the last, the start of the workers included."""
    with tempfile.TemporaryDirectory() as folder:
        workspace, slugs = whole_copies(Path(folder) / "w", _CLIENTS)
        os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
        began = time.perf_counter()
        with ProcessPoolExecutor(_WORKERS, get_context("spawn")) as workers:
            evaluating = partial(_client, str(workspace.path))
            told = list(workers.map(evaluating, slugs, chunksize=5))
        took = time.perf_counter() - began
    if not all(one.effects and one.goals and one.channels for one in told):
        raise RuntimeError(told)
    name = f"{len(told)} clients read from their stores and evaluated, {_WORKERS} workers"
    reading, whole = sum(one.reading for one in told), sum(one.all for one in told)
    each = 1000 / len(told)
    return [
        Figure(name, took, "s", limit=60),
        Figure("… processor time of one client", whole * each, "ms"),
        Figure("… of that, reading its store", reading * each, "ms"),
        Figure("… answers", sum(sum(one[:3]) for one in told), ""),
    ]


def _client(workspace: str, slug: str) -> _Told:
    began = time.process_time()
    with open_workspace(workspace).open_client(
        slug, now=now, who="benchmark", read_only=True
    ) as store:
        data, saved = client_data(store), store.load(Evaluation)
    record = Evaluation() if saved is None else saved.value
    read = time.process_time()
    period = evaluated(record, data) or data.period("")
    found = figures_of.campaign(data, record.effect, refined=True)
    goals = figures_of.forecasts(data, others=record.effect.days, refined=True)
    channels = figures_of.receptions(data, period)
    for one in channels:
        figures_of.factors(data, one.platform, one.metric, period)
    answered = found is not None and found.change is not None
    ended = time.process_time()
    return _Told(int(answered), len(goals), len(channels), read - began, ended - began)
