"""The kernels behind the pages: this very interpreter, a scrubbed environment, private sockets."""

from collections.abc import Mapping
from typing import Any, Final

from jupyter_server.services.kernels.kernelmanager import (
    AsyncMappingKernelManager,
    ServerKernelManager,
)
from traitlets import Unicode, default
from voila import __version__ as voila_version

from coachkit.kernels.private import OwnInterpreter
from coachkit.sessions import uploading

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
        # which day it is taken to be
        "COACHKIT_CLOCK_AHEAD",
    }
)
"""What a kernel may know of the server's environment; everything else is kept from it."""


def scrubbed(environment: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that a kernel may see."""
    return {name: value for name, value in environment.items() if name in ALLOWED_VARIABLES}


TOLD: Final = {
    # how Voilà tells a notebook that it is being looked at
    "SERVER_SOFTWARE": f"voila/{voila_version}",
    uploading.VARIABLE: str(uploading.LARGEST),
}
"""What the server tells a kernel of itself."""


class PagesInterpreter(OwnInterpreter):
    """The interpreter that serves, for pages: nobody types there."""

    arguments = (
        # no history of a client's page stays on the disk
        "--HistoryManager.hist_file=:memory:",
        # being asked to end is no error, and the coach's terminal no place to say so
        "--IPKernelApp.log_level=50",
    )


class OwnKernel(ServerKernelManager):
    """One kernel. What goes wrong in it stays in the log: a page gets no word of a traceback."""

    # Not only a text: without it, the first error would end the talk between page and kernel.
    traceback_replacement_message = Unicode("")


class PrivateKernels(AsyncMappingKernelManager):
    """All kernels of the server; each is started with a scrubbed environment."""

    @default("kernel_manager_class")
    def _own_kernel(self) -> str:
        return f"{OwnKernel.__module__}.{OwnKernel.__name__}"

    async def start_kernel(self, **how: Any) -> str:  # type: ignore[override]  # typed as blocking
        """A new kernel's id; ``how`` as Jupyter's own manager takes it, ``env`` among it."""
        how["env"] = scrubbed(how["env"]) | TOLD
        return str(await super().start_kernel(**how))
