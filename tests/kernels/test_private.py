import asyncio
import sys
from pathlib import Path

import pytest
from jupyter_client.kernelspec import NoSuchKernel

from coachkit.kernels.private import KERNEL, OwnInterpreter, PrivateKernel


def test_the_only_kernel_is_the_interpreter_that_asks():
    spec = OwnInterpreter().get_kernel_spec(KERNEL)
    assert spec.argv[0] == sys.executable
    with pytest.raises(NoSuchKernel):
        OwnInterpreter().get_kernel_spec("somebody-elses")


def _names(folder):
    return [path.name for path in folder.iterdir()] if folder.exists() else []


def test_a_private_kernel_answers_and_leaves_nothing_behind():
    async def visit():
        kernel = PrivateKernel(kernel_name=KERNEL)
        folder = Path(kernel.connection_file).parent
        await kernel.start_kernel(stderr=asyncio.subprocess.DEVNULL)
        client = kernel.client()
        client.start_channels()
        await client.wait_for_ready(timeout=60)
        ports = _names(folder)
        client.stop_channels()
        await kernel.shutdown_kernel(now=True)
        return ports, _names(folder)

    ports, left = asyncio.run(visit())
    assert any("ipc" in port for port in ports)
    assert left == []
