"""The kernels behind the pages: this very interpreter, a scrubbed environment, private sockets."""

import socket
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

import zmq
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_server.services.kernels.kernelmanager import (
    AsyncMappingKernelManager,
    ServerKernelManager,
)
from traitlets import Unicode, default

KERNEL: Final = "python3"
"""The one kernel there is."""

ALLOWED_VARIABLES: Final = frozenset(
    {
        # whose machine it is, where programs, files and fonts are
        "USER",
        "LOGNAME",
        "USERNAME",
        "PATH",
        "HOME",
        "TMPDIR",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "MPLCONFIGDIR",
        # Python itself
        "PYTHONPATH",
        "PYTHONHASHSEED",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONPYCACHEPREFIX",
        "VIRTUAL_ENV",
        "CONDA_PREFIX",
        # how text and time are read
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "TZ",
        # how many threads it may use
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        # Windows does not start a process without these
        "SYSTEMROOT",
        "SYSTEMDRIVE",
        "WINDIR",
        "COMSPEC",
        "PATHEXT",
        "TEMP",
        "TMP",
        "APPDATA",
        "LOCALAPPDATA",
        "USERPROFILE",
        "PROGRAMDATA",
        # where clients live when it is not a folder: a page opens its client's store
        "COACHKIT_DATABASE_URL",
    }
)
"""What a kernel may know of the server's environment; everything else is kept from it."""

_LONGEST_NAME: Final = "kernel-00000000-0000-0000-0000-000000000000-ipc-5"


def scrubbed(environment: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that a kernel may see."""
    return {name: value for name, value in environment.items() if name in ALLOWED_VARIABLES}


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
    """Offers one kernel, the interpreter that runs the server.

    A ``python3`` that somebody once installed for another environment would have no coachkit.
    """

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
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
                # nobody types here: no history of a client's page stays on the disk
                "--HistoryManager.hist_file=:memory:",
                # its tracebacks go into a log
                "--InteractiveShell.colors=nocolor",
            ],
            display_name="Python 3",
            language="python",
        )


class OwnKernel(ServerKernelManager):
    """One kernel. What goes wrong in it stays in the log; the page gets these words."""

    traceback_replacement_message = Unicode("Something went wrong.")


class PrivateKernels(AsyncMappingKernelManager):
    """All kernels of the server; each is started with a scrubbed environment."""

    @default("kernel_manager_class")
    def _own_kernel(self) -> str:
        return f"{OwnKernel.__module__}.{OwnKernel.__name__}"

    async def start_kernel(self, **how: Any) -> str:  # type: ignore[override]  # typed as blocking
        """A new kernel's id; ``how`` as Jupyter's own manager takes it, ``env`` among it."""
        how["env"] = scrubbed(how["env"])
        return str(await super().start_kernel(**how))
