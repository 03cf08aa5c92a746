"""Where the warm process listens, and how it is found or begun.

Its address carries all that its imports depend on, and all that a process has from whoever
started it: another interpreter, another package, another setting that imports read, another place
among the processes of this machine, and it is another process.
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
import time
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from jupyter_core.paths import jupyter_runtime_dir

from coachkit.kernels.warm_orders import PEER, NoWarmKernel
from coachkit.kernels.warm_standing import standing

FOLDER_VARIABLE: Final = "COACHKIT_WARM_FOLDER"
"""Where its socket is, if not beside Jupyter's own; it and the next are whoever asks's."""

IDLE_VARIABLE: Final = "COACHKIT_WARM_IDLE"
"""Seconds after which a warm process ends that nobody asks for a kernel."""

PATIENCE_VARIABLE: Final = "COACHKIT_WARM_PATIENCE"
"""Seconds that whoever wants a kernel waits for a warm process that is not ready yet."""

_IDLE: Final = "900"
_PATIENCE: Final = 60.0
_GLANCE: Final = 0.05
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
    # a kernel's own ones sleep until there is work: they would turn in circles for a tenth of a
    # second when it begins, on the processor that it begins on
    "OPENBLAS_THREAD_TIMEOUT": "4",
    # pyarrow's memory is tidied up by a thread otherwise
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
"""What the warm process is started with besides: libraries with threads cannot be forked."""

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
        told = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, PEER.size)
    except OSError:
        line.close()
        return None
    _, user, _ = PEER.unpack(told)
    if user != os.getuid():
        line.close()
        raise NoWarmKernel("socket_of_others")
    return line


def begin(place: Path, environment: Mapping[str, str], patience: float) -> socket.socket:
    """A line to the warm process there, which is started if it is not running yet.

    That takes seconds, of which ``patience`` are waited: for the same one, whoever comes meanwhile.
    Raises :class:`NoWarmKernel`.
    """
    until = time.monotonic() + patience
    with _alone(place.with_suffix(".lock"), until) as held:
        line = connect(place)
        if line is None:
            _start(place, environment, held, until)
            line = connect(place)
    if line is None:
        raise NoWarmKernel("no_answer")
    return line


def patience() -> float:
    """How long whoever wants a kernel is to wait."""
    given = os.environ.get(PATIENCE_VARIABLE, "")
    return float(given) if given.replace(".", "", 1).isdecimal() else _PATIENCE


def _start(place: Path, environment: Mapping[str, str], held: int, until: float) -> None:
    ready, done = os.pipe()
    try:
        command = [
            sys.executable,
            *("-m", "coachkit.kernels.warm_process"),
            *("--address", str(place)),
            *("--idle", os.environ.get(IDLE_VARIABLE, _IDLE)),
            *("--ready", str(done)),
            # until it listens, nobody starts another
            *("--held", str(held)),
        ]
        subprocess.run(  # noqa: S603 - our own module
            command,
            check=True,
            pass_fds=(done, held),
            env=_warmed_with(environment),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(done)
        done = -1
        heard = select.select([ready], [], [], max(0.0, until - time.monotonic()))[0]
        said = os.read(ready, 1) if heard else b""
    except subprocess.SubprocessError as failed:
        raise NoWarmKernel("not_started") from failed
    finally:
        os.close(ready)
        if done >= 0:
            os.close(done)
    if not said:
        raise NoWarmKernel("not_started" if heard else "still_warming")


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
    path = import_path()
    about = (os.path.realpath(sys.executable), sys.prefix, sys.version, path)
    seal.update(json.dumps([about, read_by_imports(environment), standing()]).encode())
    seal.update(imported_state(path).encode())
    for written in _looks(environment):
        with contextlib.suppress(OSError):
            seal.update(f"{written} {written.stat().st_mtime_ns}\n".encode())
    return seal.hexdigest()[:24]


def import_path() -> list[str]:
    """From where kernels import modules: not from where somebody stands, nor where a script lies.

    That folder is on a script's path, and its own files change it as they are written.
    """
    script = getattr(sys.modules["__main__"], "__file__", None)
    elsewhere = {"", str(Path.cwd()), str(Path(script).resolve().parent) if script else ""}
    return [folder for folder in sys.path if folder not in elsewhere]


def imported_state(path: Iterable[str]) -> str:
    """A seal of what is imported from there: it changes with a package, and with our sources."""
    seal = hashlib.sha256()
    for folder in path:
        with contextlib.suppress(OSError):
            # An installed, changed or removed package shows in the folder's own time.
            seal.update(f"{Path(folder).stat().st_mtime_ns}\n".encode())
    package = find_spec("coachkit")
    places = [] if package is None else package.submodule_search_locations or []
    for told in sorted(source for place in places for source in _sources(place)):
        seal.update(told.encode())
    return seal.hexdigest()


def _sources(folder: str) -> Iterator[str]:
    """Each of our modules with its size and time. It is asked for before every kernel: quick."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _sources(entry.path)
            elif entry.name.endswith(".py"):
                state = entry.stat()
                yield f"{entry.path} {state.st_size} {state.st_mtime_ns}\n"


def _looks(environment: Mapping[str, str]) -> list[Path]:
    """Where somebody writes how their figures are to look, which matplotlib reads once."""
    home = environment.get("HOME", "")
    settings = environment.get("XDG_CONFIG_HOME") or f"{home}/.config"
    return [
        Path(folder, "matplotlibrc")
        for folder in (environment.get("MPLCONFIGDIR", ""), f"{settings}/matplotlib")
        if folder
    ]


@contextlib.contextmanager
def _alone(lock: Path, until: float) -> Iterator[int]:
    """The lock, held: by whoever starts the process, then by the process until it listens."""
    with lock.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise NoWarmKernel("still_warming") from None
                time.sleep(_GLANCE)
        yield file.fileno()
