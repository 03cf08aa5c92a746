"""Where the warm process listens, and how it is found or begun.

Its address carries all that its imports depend on: another interpreter, another package, another
setting of the environment that imports read, and it is another process.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import select
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from jupyter_core.paths import jupyter_runtime_dir

from coachkit.kernels.warm_orders import NoWarmKernel

FOLDER_VARIABLE: Final = "COACHKIT_WARM_FOLDER"
"""Where its socket is, if not beside Jupyter's own; it and the next are whoever asks's."""

IDLE_VARIABLE: Final = "COACHKIT_WARM_IDLE"
"""Seconds after which a warm process ends that nobody asks for a kernel."""

_IDLE: Final = "900"
_PATIENCE: Final = 60.0
_LONGEST: Final = 100
_READ_BY_IMPORTS: Final = (
    *("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LANG", "LANGUAGE"),
    *("VIRTUAL_ENV", "CONDA_PREFIX", "LD_LIBRARY_PATH", "LD_PRELOAD"),
    *("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"),
    *("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR", "MATPLOTLIBRC"),
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
)
_SINGLE: Final = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # pyarrow's memory is tidied up by a thread otherwise
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
"""Libraries with threads of their own cannot be forked; a child has as many as it likes."""

_FAMILIES: Final = ("PYTHON", "LC_")


def read_by_imports(environment: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that imports read: all that a warm process ever has of it."""
    return {
        name: value
        for name, value in sorted(environment.items())
        if name in _READ_BY_IMPORTS or name.startswith(_FAMILIES)
    }


def address(environment: Mapping[str, str]) -> Path:
    """Where the warm process for such an environment listens, or would.

    Raises :class:`NoWarmKernel` where no folder can be had that is this user's alone.
    """
    place = _own_folder() / f"{_fingerprint(environment)}.sock"
    if len(bytes(place)) > _LONGEST:
        raise NoWarmKernel("folder_too_deep")
    return place


def connect(place: Path) -> socket.socket | None:
    """A line to the warm process there, if there is one."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.settimeout(_PATIENCE)
    try:
        line.connect(str(place))
    except OSError:
        line.close()
        return None
    return line


def begin(place: Path, environment: Mapping[str, str]) -> socket.socket:
    """A line to the warm process there, which is started if it is not running yet.

    Takes seconds where it has to be started; whoever comes meanwhile waits for the same one.
    Raises :class:`NoWarmKernel`.
    """
    with _alone(place.with_suffix(".lock")):
        line = connect(place)
        if line is None:
            _start(place, environment)
            line = connect(place)
    if line is None:
        raise NoWarmKernel("no_answer")
    return line


def _start(place: Path, environment: Mapping[str, str]) -> None:
    ready, done = os.pipe()
    try:
        command = [
            sys.executable,
            *("-m", "coachkit.kernels.warm_process"),
            *("--address", str(place)),
            *("--idle", os.environ.get(IDLE_VARIABLE, _IDLE)),
            *("--ready", str(done)),
        ]
        subprocess.run(  # noqa: S603 - our own module
            command,
            check=True,
            pass_fds=(done,),
            env=_warmed_with(environment),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(done)
        done = -1
        heard = select.select([ready], [], [], _PATIENCE)[0] and os.read(ready, 1)
    except subprocess.SubprocessError as failed:
        raise NoWarmKernel("not_started") from failed
    finally:
        os.close(ready)
        if done >= 0:
            os.close(done)
    if not heard:
        raise NoWarmKernel("not_started")


def _warmed_with(environment: Mapping[str, str]) -> dict[str, str]:
    return read_by_imports(environment) | _SINGLE


def _own_folder() -> Path:
    given = os.environ.get(FOLDER_VARIABLE)
    folder = Path(given) if given else Path(jupyter_runtime_dir()) / "coachkit-warm"
    try:
        folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as refused:
        raise NoWarmKernel("no_folder") from refused
    others = stat.S_IMODE(found.st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
    if found.st_uid != os.getuid() or others or not stat.S_ISDIR(found.st_mode):
        raise NoWarmKernel("folder_of_others")
    return folder


def _fingerprint(environment: Mapping[str, str]) -> str:
    seal = hashlib.sha256()
    # Where somebody stands is on a kernel's path, and no place to import from here.
    path = [folder for folder in sys.path if folder not in {"", str(Path.cwd())}]
    about = (os.path.realpath(sys.executable), sys.prefix, sys.version, path)
    seal.update(json.dumps([about, read_by_imports(environment)]).encode())
    for folder in path:
        with contextlib.suppress(OSError):
            # An installed, changed or removed package shows in the folder's own time.
            seal.update(f"{Path(folder).stat().st_mtime_ns}".encode())
    for source in _own_sources():
        state = source.stat()
        seal.update(f"{source.name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return seal.hexdigest()[:24]


def _own_sources() -> list[Path]:
    package = find_spec("coachkit")
    places = [] if package is None else package.submodule_search_locations or []
    return sorted(source for place in places for source in Path(place).rglob("*.py"))


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
