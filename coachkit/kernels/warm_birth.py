"""How a forked child becomes a kernel of its own: like one that was started, sooner.

It reads what is wanted of it, takes on streams, environment, folder and time zone, draws its
random numbers anew, and runs the launcher that ``python -m`` would have run.
"""

import atexit
import contextlib
import ctypes
import gc
import importlib
import importlib.util
import os
import random
import select
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from typing import Any, Final, NoReturn

from coachkit.kernels.warm_beginning import begin_kernel
from coachkit.kernels.warm_orders import Order, receive_order, tell
from coachkit.kernels.warm_standing import take_limits
from coachkit.kernels.warm_start import pools, resident_pages

LAUNCHERS: Final = ("ipykernel_launcher", "coachkit.kernels.page_kernel")
"""The modules that a kernel may be started with; any other is started the ordinary way."""

_THREADS: Final = {
    "blas": ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"),
    "openmp": ("OMP_NUM_THREADS",),
}
_PATIENCE: Final = 10.0
_GRACE: Final = 2.0
_SET_NAME: Final = 15
_MUCH: Final = 32 * 2**20 // 4096
"""Pages by which a kernel grows until it is looked for some to give back."""
_GONE: Final = select.POLLRDHUP | select.POLLHUP | select.POLLERR
_NO_PARENT: Final = 1
"""ipykernel's word for a parent that never goes away: the line to the owner says so instead."""


def become_kernel(line: socket.socket, brought: Mapping[str, str]) -> NoReturn:
    """Read the order on ``line``, be that kernel, and end with its exit code.

    ``brought``: variables of the environment that imports have set.
    """
    code = 1
    try:
        line.settimeout(_PATIENCE)
        received = receive_order(line)
        if received is None:
            code = 0
        else:
            order, streams = received
            _take_on(order, streams, brought)
            code = _run(order, line)
    except SystemExit as ended:
        code = _exit_code(ended)
    except BaseException:  # noqa: BLE001 - the last one who could say anything
        traceback.print_exc(file=sys.__stderr__)
    _finish(code)


def _take_on(order: Order, streams: Sequence[int], brought: Mapping[str, str]) -> None:
    """Everything that a process has from whoever starts it."""
    os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    for stream in streams:
        if stream >= len(streams):
            os.close(stream)
    os.environ.clear()
    os.environ.update({**brought, **order.environment})
    time.tzset()
    os.chdir(order.folder)
    os.umask(order.umask)
    take_limits(dict(order.limits))
    launcher = importlib.util.find_spec(order.launcher)
    sys.argv = [str(launcher and launcher.origin), *order.arguments]
    _be_called(b"ipykernel")
    # Python looks it up once, when a thread begins; this one began in the warm process.
    threading.main_thread()._set_native_id()  # type: ignore[attr-defined]  # noqa: SLF001 - Python's own
    _draw_anew()
    _take_threads()


def _be_called(name: bytes) -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_NAME, name, 0, 0, 0)


def _draw_anew() -> None:
    """No two kernels draw the same: not from Python, which knows of forks, and not from numpy."""
    random.seed()
    numpy_random: Any = sys.modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed()


def _take_threads() -> None:
    """As many threads for arithmetic as an ordinary kernel has; the warm process has one."""
    for kind, variables in _THREADS.items():
        given = next((os.environ[name] for name in variables if os.environ.get(name)), "")
        count = int(given) if given.isdecimal() else len(os.sched_getaffinity(0))
        pools().limit(limits=count, user_api=kind)


def _end_with_owner(line: socket.socket) -> None:
    lifeline = line.dup()
    threading.Thread(target=_watch, args=(lifeline,), daemon=True, name="lifeline").start()


def _watch(lifeline: socket.socket) -> None:
    watched = select.poll()
    watched.register(lifeline, _GONE)
    watched.poll()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)


def _run(order: Order, line: socket.socket) -> int:
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - a provisioner needs no kernel

    if order.launcher != LAUNCHERS[0]:
        importlib.import_module(order.launcher).prepare()
    # A thread that was there before the walls would stand outside of them.
    if order.tied:
        _end_with_owner(line)
    app: Any = IPKernelApp.instance(parent_handle=_NO_PARENT)
    begin_kernel(app, order.arguments)
    _renew_figures()
    _give_memory_back(app.shell)
    tell(line, {"ready": True})
    try:
        app.start()
    finally:
        _stop_control(app)
        if order.launcher != LAUNCHERS[0]:
            # Of a page nothing is left to be closed: IPython would look through all of it for that.
            gc.freeze()
    return 0


def _renew_figures() -> None:
    """Forget the inline backend: at the first figure it is imported, and sets itself up here."""
    sys.modules.pop("matplotlib_inline.backend_inline", None)
    matplotlib: Any = sys.modules.get("matplotlib")
    wanted = os.environ["MPLBACKEND"]
    if matplotlib is not None and matplotlib.rcParams._get("backend") != wanted:  # noqa: SLF001 - asking aloud would load it
        matplotlib.rcParams["backend"] = wanted


def _give_memory_back(shell: Any) -> None:
    """What a cell has freed is the machine's again: it lies in pieces between what is shared."""
    trim: Any = getattr(ctypes.CDLL(None), "malloc_trim", None)
    kept = resident_pages()

    def after_cell(*_: Any) -> None:
        nonlocal kept
        if trim is not None and resident_pages() - kept > _MUCH:
            # figures hold each other
            gc.collect()
            trim(0)
            kept = resident_pages()

    shell.events.register("post_run_cell", after_cell)


def _stop_control(app: Any) -> None:
    # ipykernel stops the thread that publishes before the one that controls, and the latter then
    # waits ten seconds for the former.
    control: Any = app.control_thread
    if control is not None and control.is_alive():
        control.stop()
        control.join(_GRACE)


def _exit_code(ended: SystemExit) -> int:
    if ended.code is None:
        return 0
    return ended.code if isinstance(ended.code, int) else 1


def _finish(code: int) -> NoReturn:
    """End as Python ends, but without taking apart what is shared: that would copy all of it."""
    with contextlib.suppress(BaseException):
        threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - Python's own end
    with contextlib.suppress(BaseException):
        atexit._run_exitfuncs()  # noqa: SLF001 - Python's own end
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(BaseException):
            stream.flush()  # type: ignore[union-attr]  # closed, or none: suppressed
    os._exit(code)
