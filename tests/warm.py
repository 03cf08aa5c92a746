"""The warm processes of a test run: where they listen, and which they are."""

import psutil


def warm_processes(folder):
    """Those that listen in that folder, not the kernels that came out of them."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if "coachkit.kernels.warm_process" in words and str(folder) in " ".join(words):
            found.append(process)
    ours = {process.pid for process in found}
    return [process for process in found if process.ppid() not in ours]
