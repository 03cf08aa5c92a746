"""Kernels, and what can be asked of one."""

import ast
import os
import signal
from pathlib import Path

import psutil
import pytest
from jupyter_client.manager import KernelManager

from coachkit.kernels.private import KERNEL, OwnInterpreter

PATIENCE = 60
"""Seconds until a test gives up. Nothing is measured with it."""


class Kernel:
    """One running kernel, asked in words of Python."""

    def __init__(self, **how):
        self.manager = KernelManager(kernel_name=KERNEL, kernel_spec_manager=OwnInterpreter())
        self.manager.start_kernel(**how)
        self.client = self.manager.client()
        # what looks whether it beats begins late on a busy machine: after the channels were closed
        self.client.start_channels(hb=False)
        self.client.wait_for_ready(timeout=PATIENCE)

    @property
    def provisioner(self):
        return self.manager.provisioner

    @property
    def warm_process(self):
        """The process that forked it."""
        return psutil.Process(self.provisioner.pid).parent()

    def run(self, code):
        """The reply, what was printed, and everything that was published."""
        published = []
        reply = self._executed(code, published)
        while reply["content"]["status"] == "aborted":
            # what comes at once after an error is not taken in
            reply = self._executed(code, published)
        printed = "".join(m["content"]["text"] for m in published if m["msg_type"] == "stream")
        return reply["content"], printed, published

    def _executed(self, code, published):
        return self.client.execute_interactive(
            code, output_hook=published.append, timeout=PATIENCE, allow_stdin=False
        )

    def value(self, expression):
        """What an expression is worth in it."""
        _, printed, _ = self.run(f"print(repr({expression}))")
        return ast.literal_eval(printed)

    def ended(self):
        """Its exit code, once it has ended."""
        return self.provisioner.process.wait(PATIENCE)

    def stop(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel()


@pytest.fixture
def kernels():
    """Start kernels: ``kernels()``, or with what ``start_kernel`` takes."""
    started = []

    def start(**how):
        started.append(Kernel(**how))
        return started[-1]

    yield start
    for kernel in started:
        kernel.stop()


def kill(process):
    """End a process at once, and wait until it is gone."""
    os.kill(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)


def open_files(process):
    """How many descriptors a process has."""
    return len(list(Path(f"/proc/{process.pid}/fd").iterdir()))
