"""Serves a workspace until it is told to end: what the tests' servers run.

host.py WORKSPACE NOTEBOOK… writes the address as its only line. ``COACHKIT_TEST_PORT``: where it
listens, if not anywhere; ``COACHKIT_TEST_HOW``: more that is said to the server, as JSON.
"""

import json
import os
import sys
from pathlib import Path

from coachkit.serving.app import serve


def _tell(url):
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()


workspace, *notebooks = map(Path, sys.argv[1:])
port = int(os.environ.get("COACHKIT_TEST_PORT", "0"))
how = json.loads(os.environ.get("COACHKIT_TEST_HOW", "{}"))
serve(workspace, notebooks=notebooks, port=port, on_ready=_tell, **how)
