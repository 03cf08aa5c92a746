"""What a kernel that works for one client may know of the environment it was started from."""

from collections.abc import Mapping
from typing import Final

KNOWN: Final = frozenset(
    {
        # whose machine it is, where programs, files and fonts are
        *("USER", "LOGNAME", "USERNAME", "PATH", "HOME", "TMPDIR"),
        *("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "MPLCONFIGDIR"),
        # Python itself
        *("PYTHONPATH", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
        *("VIRTUAL_ENV", "CONDA_PREFIX"),
        # how text and time are read
        *("LANG", "LC_ALL", "LC_CTYPE", "TZ"),
        # how many threads it may use
        *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
        # Windows does not start a process without these
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP"),
        *("APPDATA", "LOCALAPPDATA", "USERPROFILE", "PROGRAMDATA"),
        # where clients live when it is not a folder: the notebook opens its client's store
        "COACHKIT_DATABASE_URL",
        # which day it is taken to be
        "COACHKIT_CLOCK_AHEAD",
    }
)
"""Everything else is kept from it: passwords and tokens of whoever started it among that."""


def known_of(environment: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that any such kernel may see."""
    return {name: value for name, value in environment.items() if name in KNOWN}
