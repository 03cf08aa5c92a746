"""Kernels that keep to themselves: this very interpreter, sockets that nobody else can reach."""

import socket
import sys
import tempfile
from pathlib import Path
from typing import Any, Final, Literal

import zmq
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

from coachkit.kernels.warm_provisioner import PROVISIONER

KERNEL: Final = "python3"
"""The one kernel there is."""

_LONGEST_NAME: Final = "kernel-00000000-0000-0000-0000-000000000000-ipc-5"


def socket_folder() -> tuple[Path, Literal["ipc", "tcp"]]:
    """A new folder of mode 0700 for the connections to kernels, and how they connect.

    ``ipc`` wherever there are Unix sockets and the path is short enough for them: sockets on
    loopback can be listened to by every user of the machine.
    """
    for parent in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 - macOS's own folder is too long
        folder = Path(tempfile.mkdtemp(prefix="ck-", dir=parent))
        if _takes_sockets(folder):
            return folder, "ipc"
        folder.rmdir()
    return Path(tempfile.mkdtemp(prefix="ck-")), "tcp"


def _takes_sockets(folder: Path) -> bool:
    longest = len(bytes(folder / _LONGEST_NAME))
    return hasattr(socket, "AF_UNIX") and zmq.has("ipc") and longest < zmq.IPC_PATH_MAX_LEN


class OwnInterpreter(KernelSpecManager):
    """Offers one kernel, the interpreter that asks.

    A ``python3`` that somebody once installed for another environment would have no coachkit.
    ``launcher``: the module that is run; ``arguments``: what its command line says besides.
    """

    launcher: str = "ipykernel_launcher"
    arguments: tuple[str, ...] = ()

    def find_kernel_specs(self) -> dict[str, str]:
        """The one kernel's name, and where its icons would be."""
        return {KERNEL: ""}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """How to start the kernel of that name; :class:`NoSuchKernel` for any other."""
        if kernel_name != KERNEL:
            raise NoSuchKernel(kernel_name)
        return KernelSpec(
            argv=[
                sys.executable,
                "-m",
                self.launcher,
                "-f",
                "{connection_file}",
                # its tracebacks go into a log
                "--InteractiveShell.colors=nocolor",
                # being asked to end is no error, and a terminal no place to say so
                "--IPKernelApp.log_level=50",
                *self.arguments,
            ],
            display_name="Python 3",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": PROVISIONER}},
        )


class PrivateKernel(AsyncKernelManager):
    """One kernel of this interpreter, connected through a folder of its own."""

    def __init__(self, **more: Any) -> None:
        folder, transport = socket_folder()
        super().__init__(**more, transport=transport)
        self._folder = folder
        self.connection_file = str(folder / "kernel.json")

    @default("kernel_spec_manager")
    def _own_interpreter(self) -> OwnInterpreter:
        return OwnInterpreter(parent=self)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - Jupyter's own
        await super()._async_cleanup_resources(restart=restart)
        if not restart and self._folder.is_dir():
            for left in self._folder.iterdir():
                left.unlink()
            self._folder.rmdir()

    cleanup_resources = _async_cleanup_resources
