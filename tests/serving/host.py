"""Serves a workspace until it is told to end: what the tests' servers run.

host.py WORKSPACE NOTEBOOK… writes the address as its only line.
"""

import sys
from pathlib import Path

from coachkit.serving.app import serve


def _tell(url):
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()


workspace, *notebooks = map(Path, sys.argv[1:])
serve(workspace, notebooks=notebooks, port=0, on_ready=_tell)
