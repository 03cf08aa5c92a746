"""Jupyter's extension point for where kernels come from: out of the warm process, if there is one.

JupyterLab, Voilà, papermill and nbclient use it unchanged, through the kernelspec. Wherever
anything about the warm process is off, the ordinary local kernel is started and the log says why.
"""

import asyncio
import contextlib
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Any, Final

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from coachkit.kernels.sound_clients import make_sound
from coachkit.kernels.warm_birth import LAUNCHERS
from coachkit.kernels.warm_orders import NoWarmKernel, Order, hear, send_order
from coachkit.kernels.warm_place import address, begin, connect, patience
from coachkit.kernels.warm_standing import soft_limits

PROVISIONER: Final = "coachkit-warm"
"""The name that a kernelspec says in its metadata."""

SWITCH: Final = "COACHKIT_WARM"
"""``0``: every kernel is started the ordinary way."""

_EXPECTED: Final = frozenset({"cannot_fork", "switched_off", "other_interpreter", "pipes"})
_READY_WITHIN: Final = 10.0
_GLANCE: Final = 0.5
_MODULE: Final = 1
_FORKS: Final = sys.platform == "linux"


class WarmKernel:
    """A forked kernel, by the side of :class:`subprocess.Popen` that Jupyter knows.

    ``line``: on which its end is told; ``handle``: a descriptor of the process itself, which also
    tells when the warm process is gone. ``used``: seconds and memory, once it has ended.
    """

    stdin = stdout = stderr = None

    def __init__(self, line: socket.socket, number: int, handle: int) -> None:
        self._line: socket.socket | None = line
        self._handle = handle
        self.pid = number
        self.returncode: int | None = None
        self.ready = False
        self.used: Mapping[str, Any] = {}
        line.settimeout(0)

    def poll(self) -> int | None:
        """The exit code, ``None`` while it runs; -1 where nobody can tell it any more."""
        while self.returncode is None and self._line is not None:
            try:
                heard = hear(self._line)
            except BlockingIOError:
                return None
            except OSError:
                heard = None
            if heard is None:
                self._line.close()
                self._line = None
            else:
                self._take(heard[0])
        if self.returncode is None and select.select([self._handle], [], [], 0)[0]:
            self._end(-1)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end; :class:`subprocess.TimeoutExpired` as of ``Popen``."""
        until = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            left = _GLANCE if until is None else min(_GLANCE, until - time.monotonic())
            if left <= 0:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            select.select([self.watched()], [], [], left)
        return code

    def watched(self) -> int:
        """The descriptor on which there will be news."""
        return self._handle if self._line is None else self._line.fileno()

    def send_signal(self, number: int) -> None:
        """To this very process, never to one that has its number by now; nothing if it is gone."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):  # the news of its end is on its way
                signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _take(self, news: Mapping[str, Any]) -> None:
        self.ready = self.ready or "ready" in news
        if "ended" in news:
            self.used = news
            self._end(int(news["ended"]))

    def _end(self, code: int) -> None:
        self.returncode = code
        if self._line is not None:
            self._line.close()
            self._line = None
        os.close(self._handle)


class WarmProvisioner(LocalProvisioner):
    """Starts kernels out of the warm process, and in the ordinary way where that cannot be."""

    process: Any

    @property
    def is_warm(self) -> bool:
        """Whether this kernel came out of the warm process."""
        return isinstance(self.process, WarmKernel)

    async def pre_launch(self, **how: Any) -> dict[str, Any]:
        """Jupyter's preparations, and clients that do not lose an answer."""
        if self.parent is not None:
            make_sound(self.parent)
        return await super().pre_launch(**how)

    async def launch_kernel(self, cmd: list[str], **how: Any) -> Any:
        """A kernel, warm if it can be."""
        try:
            return await self._launch_warm(cmd, how)
        except (NoWarmKernel, OSError, ValueError) as reason:
            # Where nobody could expect one there is nothing to look into.
            level = logging.INFO if str(reason) in _EXPECTED else logging.WARNING
            self.log.log(level, "no warm kernel, an ordinary one is started: %s", reason)
        return await super().launch_kernel(cmd, **how)

    async def _launch_warm(self, cmd: list[str], how: Mapping[str, Any]) -> Any:
        launcher, arguments = _launcher(cmd, how)
        environment = dict(how.get("env") or os.environ)
        folder = str(how.get("cwd") or Path.cwd())
        order = Order(
            launcher, arguments, environment, folder, _umask(), _is_tied(how), soft_limits()
        )
        loop = asyncio.get_running_loop()
        with _streams(how) as streams:
            ordered = partial(_ordered, order, streams)
            kernel = await loop.run_in_executor(None, ordered)
        self.process = kernel
        # The child leads a group of its own from its first moment on.
        self.pid = self.pgid = kernel.pid
        self.cwd = how.get("cwd", Path.cwd())
        await self._until_ready(kernel)
        return self.connection_info

    async def _until_ready(self, kernel: WarmKernel) -> None:
        # Who connects before it listens waits for ZeroMQ's next try.
        until = time.monotonic() + _READY_WITHIN
        while kernel.poll() is None and not kernel.ready and time.monotonic() < until:
            await _news_of(kernel, _GLANCE)
        if (kernel.returncode or 0) > 0:
            # The ordinary way says what was wrong, or does without what was.
            self.process = self.pid = self.pgid = None
            raise NoWarmKernel("ended_at_once")

    async def poll(self) -> int | None:
        """The exit code; at a shutdown, which asks ten times a second, once there is news."""
        if self.is_warm and getattr(self.parent, "shutting_down", False):
            await _news_of(self.process, 0.1)
        return await super().poll()

    async def wait(self) -> int | None:
        """Wait for the end, without looking again and again."""
        while self.is_warm and self.process.poll() is None:
            await _news_of(self.process, _GLANCE)
        return await super().wait()


def begin_warming(environment: Mapping[str, str]) -> None:
    """Let the warm process for kernels of such an environment begin, without waiting for it."""
    if not _FORKS or os.environ.get(SWITCH) == "0":
        return
    with contextlib.suppress(NoWarmKernel, OSError):
        begin(address(environment), environment, 0).close()


def _launcher(cmd: list[str], how: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The module that is run and what it is told; :class:`NoWarmKernel` for all that is unusual."""
    if not _FORKS:
        raise NoWarmKernel("cannot_fork")
    if os.environ.get(SWITCH) == "0":
        raise NoWarmKernel("switched_off")
    interpreter, *rest = cmd
    if os.path.realpath(interpreter) != os.path.realpath(sys.executable):
        raise NoWarmKernel("other_interpreter")
    if len(rest) <= _MODULE or rest[0] != "-m" or rest[_MODULE] not in LAUNCHERS:
        raise NoWarmKernel("other_launcher")
    if any(how.get(stream) == subprocess.PIPE for stream in ("stdin", "stdout", "stderr")):
        raise NoWarmKernel("pipes")
    if Path(how.get("cwd") or ".", "matplotlibrc").exists():
        # matplotlib reads it where somebody stands, once: when it is imported.
        raise NoWarmKernel("matplotlibrc")
    return rest[_MODULE], tuple(rest[_MODULE + 1 :])


def _ordered(order: Order, streams: tuple[int, int, int]) -> WarmKernel:
    place = address(order.environment)
    line = connect(place) or begin(place, order.environment, patience())
    try:
        heard = _answer(line, order, streams)
        if heard is None or "born" not in heard[0]:
            raise NoWarmKernel("went_away" if heard is None else heard[0].get("refused"))  # noqa: TRY301 - the line is closed below
        news, (handle, *_) = heard
    except BaseException:
        line.close()
        raise
    return WarmKernel(line, int(news["born"]), handle)


def _answer(
    line: socket.socket, order: Order, streams: tuple[int, int, int]
) -> tuple[Mapping[str, Any], list[int]] | None:
    """What is said to the order. Who refuses it does not read it, and may be gone by now."""
    with contextlib.suppress(BrokenPipeError):
        send_order(line, order, streams)
    try:
        return hear(line)
    except ConnectionResetError:
        # The system tells of the end before it hands over what was said.
        return hear(line)


@contextlib.contextmanager
def _streams(how: Mapping[str, Any]) -> Iterator[tuple[int, int, int]]:
    """The kernel's standard streams, as ``Popen`` would have given them."""
    nothing = os.open(os.devnull, os.O_RDWR)
    try:
        yield (
            nothing,
            _descriptor(how.get("stdout"), 1, nothing),
            _descriptor(how.get("stderr"), 2, nothing),
        )
    finally:
        os.close(nothing)


def _descriptor(wanted: int | IO[Any] | None, inherited: int, nothing: int) -> int:
    if wanted is None:
        return inherited
    if wanted == subprocess.DEVNULL:
        return nothing
    return wanted if isinstance(wanted, int) else wanted.fileno()


def _is_tied(how: Mapping[str, Any]) -> bool:
    return not how.get("independent", False)


def _umask() -> int:
    # It can only be read by setting it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


async def _news_of(kernel: WarmKernel, seconds: float) -> None:
    """Until there is news of the kernel, or so many seconds have passed."""
    if kernel.poll() is not None:
        return
    loop = asyncio.get_running_loop()
    news: asyncio.Future[None] = loop.create_future()
    watched = kernel.watched()
    loop.add_reader(watched, partial(_heard, news))
    try:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(news, seconds)
    finally:
        loop.remove_reader(watched)


def _heard(news: "asyncio.Future[None]") -> None:
    if not news.done():
        news.set_result(None)
