"""The warm processes of a test run: where they listen, and which they are."""

from contextlib import suppress

import psutil


def warm_processes(folder):
    """Those that listen in that folder, not the kernels that came out of them."""
    found = {}
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if "coachkit.kernels.warm_process" in words and str(folder) in " ".join(words):
            # One that ends while it is looked at is none.
            with suppress(psutil.NoSuchProcess):
                found[process] = process.ppid()
    ours = {process.pid for process in found}
    return [process for process, parent in found.items() if parent not in ours]
