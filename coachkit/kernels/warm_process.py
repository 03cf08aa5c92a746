"""The warm process: has imported what notebooks need, and forks a kernel for whoever asks.

One thread, no client's data, no request ever read: each line that comes in is handed to a child,
which reads for itself what is wanted of it. It ends when nobody has asked for a while, or when
another has taken its address, or what it has imported is no longer what is installed.
"""

import argparse
import contextlib
import gc
import os
import select
import signal
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    if os.fork():
        # Whoever started this need not wait for it, now or at its end.
        os._exit(0)
    # ipykernel reads it when it is imported, and would end every kernel with the wrong parent.
    os.environ.pop("JPY_PARENT_PID", None)
    _given = dict(os.environ)
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
else:
    _given = {}

from coachkit.kernels.warm_birth import become_kernel
from coachkit.kernels.warm_orders import PEER, tell
from coachkit.kernels.warm_place import import_path, imported_state
from coachkit.kernels.warm_start import import_all, resident_pages, threads, touch_all

_GLANCE: Final = 5.0
_QUEUE: Final = 128
_GROWN: Final = 64 * 2**20 // os.sysconf("SC_PAGE_SIZE")
_WALLED: Final = "NoNewPrivs:\t1"


@dataclass(frozen=True)
class Child:
    """A kernel that was forked, and the line on which its end is told."""

    line: socket.socket


class WarmProcess:
    """Listens at ``address``; ends after ``idle`` seconds without a kernel and without a wish.

    ``imported``: :func:`imported_state` before anything was imported.
    """

    def __init__(self, address: Path, idle: float, imported: str) -> None:
        self._address, self._idle = address, idle
        self._path, self._imported = import_path(), imported
        self._looked_at = time.monotonic()
        self._pages = resident_pages()
        self._children: dict[int, Child] = {}
        self._ended = False
        self._asked_at = time.monotonic()
        self._door = _door(address)
        self._mark = address.stat().st_ino
        self._woken, self._wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def serve(self) -> socket.socket | None:
        """Fork for whoever asks. Returns ``None`` at the end, and the line in each child."""
        watched: list[socket.socket | int] = [self._door, self._woken]
        while not self._ended and self._wanted():
            ready, _, _ = select.select(watched, [], [], _GLANCE)
            if self._woken in ready:
                os.read(self._woken, 4096)
            self._bury()
            self._look_at_imports()
            if self._door in ready and (line := self._asked()) is not None:
                return line
        self._retire()
        return None

    def _retire(self) -> None:
        """Be found no more; the kernels that there are go on, and it ends after the last."""
        if self._is_ours():
            self._address.unlink()

    def _look_at_imports(self) -> None:
        """Nobody asks for what was imported before an upgrade, nor should anybody wait for it."""
        if time.monotonic() - self._looked_at >= _GLANCE:
            if imported_state(self._path) != self._imported:
                self._retire()
            self._looked_at = time.monotonic()

    def _end(self, *_: object) -> None:
        self._ended = True

    def _wanted(self) -> bool:
        if self._children:
            return True
        return self._is_ours() and time.monotonic() - self._asked_at < self._idle

    def _is_ours(self) -> bool:
        try:
            return self._address.stat().st_ino == self._mark
        except FileNotFoundError:
            return False

    def _asked(self) -> socket.socket | None:
        try:
            line, _ = self._door.accept()
        except OSError:
            # Who has gone away again before they were let in.
            return None
        if not _may_ask(line):
            line.close()
            return None
        if threads() > 1:
            # A fork has one of them alone, and the locks that the others held.
            _refused(line, "threads")
            return None
        if resident_pages() - self._pages > _GROWN:
            # Something is kept of every kernel. The next one comes out of a new process.
            self._retire()
            _refused(line, "memory")
            return None
        self._asked_at = time.monotonic()
        return self._forked(line)

    def _forked(self, line: socket.socket) -> socket.socket | None:
        try:
            number = os.fork()
        except OSError:
            _refused(line, "no_fork")
            return None
        if number:
            handle = os.pidfd_open(number)
            tell(line, {"born": number}, [handle])
            os.close(handle)
            self._children[number] = Child(line)
            return None
        self._leave()
        return line

    def _leave(self) -> None:
        """What is the warm process's own is not the child's."""
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._door.close()
        os.close(self._woken)
        os.close(self._wake)
        for child in self._children.values():
            child.line.close()
        self._children.clear()

    def _bury(self) -> None:
        """Tell the end of every child that has ended."""
        while True:
            try:
                number, status, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not number:
                return
            child = self._children.pop(number, None)
            if child is None:
                continue
            seconds = used.ru_utime + used.ru_stime
            code = os.waitstatus_to_exitcode(status)
            tell(child.line, {"ended": code, "cpu_s": seconds, "memory_kb": used.ru_maxrss})
            child.line.close()


def _refused(line: socket.socket, reason: str) -> None:
    """Whoever asks starts an ordinary kernel, and logs why."""
    tell(line, {"refused": reason})
    line.close()


def _door(address: Path) -> socket.socket:
    """A socket that listens there; it appears at one stroke, and is its owner's alone."""
    door = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    draft = address.with_suffix(f".{os.getpid()}")
    before = os.umask(0o177)
    try:
        door.bind(str(draft))
    finally:
        os.umask(before)
    door.listen(_QUEUE)
    door.settimeout(0)
    draft.rename(address)
    return door


def _may_ask(line: socket.socket) -> bool:
    """Whether somebody of this user asks, and not a kernel that stands behind walls.

    It would get one without.
    """
    told = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, PEER.size)
    process, user, _ = PEER.unpack(told)
    try:
        about = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    except OSError:
        return False
    return bool(user == os.getuid() and _WALLED not in about)


def main() -> None:
    """Warm up, say so, serve; a child becomes its kernel."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--address", type=Path, required=True)
    asked.add_argument("--idle", type=float, required=True)
    asked.add_argument("--ready", type=int, required=True)
    asked.add_argument("--held", type=int, required=True)
    told = asked.parse_args()
    imported = imported_state(import_path())
    import_all()
    touch_all()
    gc.collect()
    # What was there before a fork is never looked through by a child: its pages stay shared.
    gc.freeze()
    warm = WarmProcess(told.address, told.idle, imported)
    with contextlib.suppress(BrokenPipeError):
        # Whoever began it may not have waited.
        os.write(told.ready, b"1")
    os.close(told.ready)
    os.close(told.held)
    line = warm.serve()
    if line is not None:
        become_kernel(line, {k: v for k, v in os.environ.items() if _given.get(k) != v})


if __name__ == "__main__":
    # As with ``ipykernel_launcher``: where one stands is no place to import from.
    if sys.path and sys.path[0] in {"", str(Path.cwd())}:
        del sys.path[0]
    main()
