"""Loaded into one Dask worker of a test: it begins its runs, says so, and never ends any.

Given to ``dask worker --preload``; ``HANGING_MARKS`` is the folder where it says so.
"""

import os
import threading
from pathlib import Path

from coachkit.batch import running


def hang(notebook, parameters, desk, *_):
    (Path(os.environ["HANGING_MARKS"]) / desk.client).touch()
    threading.Event().wait()


def dask_setup(worker):
    running.execute = hang
