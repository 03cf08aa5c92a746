"""Kernels that keep to themselves: this very interpreter, sockets that nobody else can reach."""

import sys
from typing import Any, Final

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

from coachkit.kernels.socket_folders import socket_folder
from coachkit.kernels.warm_provisioner import PROVISIONER

KERNEL: Final = "python3"
"""The one kernel there is."""


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
        self._folder = socket_folder()
        super().__init__(**more, transport=self._folder.transport)
        self.connection_file = str(self._folder.path / "kernel.json")

    @default("kernel_spec_manager")
    def _own_interpreter(self) -> OwnInterpreter:
        return OwnInterpreter(parent=self)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - Jupyter's own
        await super()._async_cleanup_resources(restart=restart)
        if not restart:
            self._folder.close()

    cleanup_resources = _async_cleanup_resources
