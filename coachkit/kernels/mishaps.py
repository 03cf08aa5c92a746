"""What goes wrong in a page's kernel while nobody's cell runs: said once on the page, and logged.

A button's handler, an observer, something that was to be done later, a task, a thread: none of
them has a cell that could fail. Each mishap gets a number that the page and the log both carry;
the traceback is in the log alone. A refusal that nobody caught also says its own sentence.

A kernel of the server's loads this module as IPython's extension (``--IPKernelApp.extensions``).
"""

import logging
import os
import secrets
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final

from coachkit.language.explaining import explain
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import LANGUAGES

MESSAGE: Final = "coachkit_mishap"
"""The type of the message that a page hears: ``id``, and ``said`` by language for a refusal."""

PAGE_VARIABLE: Final = "COACHKIT_PAGE"
"""The variable that tells a kernel which page it runs, as ``client/page``."""

AGAIN: Final = 1.0
"""Seconds in which the same mishap is not said twice."""

_ALPHABET: Final = "34679ACDEFGHJKMNPQRTWXY"
_LENGTH: Final = 6
_LOGGERS: Final = ("asyncio", "tornado.application", "Comm", "ipykernel.comm", "concurrent.futures")
"""Those who catch what a handler raises, and would write it where the page's visitor can read."""

Sending = Callable[[dict[str, Any]], None]
Writing = Callable[[str], None]


def new_number() -> str:
    """A number to tell somebody on the telephone: no two of its letters are taken for another."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


@dataclass
class Mishaps:
    """Says mishaps on a page and writes them into the log.

    ``page``: whose they are; ``send`` publishes to the page, ``write`` appends to the log.
    """

    page: str
    send: Sending
    write: Writing
    clock: Callable[[], float] = time.monotonic
    _last: dict[str, float] = field(default_factory=dict)

    def told(self, error: BaseException, *, said: bool = True) -> None:
        """That went wrong: one entry in the log, one sentence on the page unless not ``said``."""
        if not isinstance(error, Exception):
            # Somebody ends the kernel.
            return
        trace = "".join(traceback.format_exception(error))
        now, known = self.clock(), self._last.get(trace)
        self._last = {one: at for one, at in self._last.items() if now - at < AGAIN}
        self._last[trace] = now
        if known is not None and now - known < AGAIN:
            return
        number = new_number()
        moment = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
        self.write(f"mishap {number} on {self.page or 'a page'}, {moment}\n{trace}")
        if said:
            self._say(number, error)

    def _say(self, number: str, error: Exception) -> None:
        try:
            self.send({"id": number, **_sentences(error)})
        except Exception:  # noqa: BLE001 - whoever tells of a mishap must not end the kernel by it
            self.write(traceback.format_exc())


def _sentences(error: Exception) -> dict[str, Any]:
    if not isinstance(error, CoachkitError):
        return {}
    return {"said": {language: explain(error, language) for language in LANGUAGES}}


class _Overheard(logging.Handler):
    """Hears of the exceptions that a library caught and logged."""

    def __init__(self, mishaps: Mishaps) -> None:
        super().__init__(logging.ERROR)
        self._mishaps = mishaps

    def emit(self, record: logging.LogRecord) -> None:
        """Say it, if there is an exception in it."""
        if record.exc_info and record.exc_info[1] is not None:
            self._mishaps.told(record.exc_info[1])


def watch(shell: Any) -> Mishaps:
    """From now on, whatever goes wrong in this kernel outside of a cell is said and logged."""
    log = _real_stderr()
    page = os.environ.get(PAGE_VARIABLE, "")  # noqa: TID251 - how a kernel is told whose it is
    mishaps = Mishaps(page, _to_the_page(shell.kernel), lambda entry: _append(log, entry))
    _listen_to_widgets(shell, mishaps)
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.addHandler(_Overheard(mishaps))
        # What goes further would be printed, and what is printed goes to the browser.
        logger.propagate = False
    _listen_to_threads(mishaps)
    return mishaps


def load_ipython_extension(shell: Any) -> None:
    """IPython's name for it: :func:`watch`."""
    watch(shell)


def _listen_to_widgets(shell: Any, mishaps: Mishaps) -> None:
    """A widget hands what its handlers raise to the shell, as if somebody had typed it."""
    shown = shell.showtraceback

    def hear(*how: Any, **more: Any) -> None:
        error = sys.exception()
        caller = sys._getframe(1).f_globals.get("__name__", "")  # noqa: SLF001 - who asks decides
        if error is None or caller.partition(".")[0] != "ipywidgets":
            shown(*how, **more)
        else:
            mishaps.told(error)

    shell.showtraceback = hear


def _listen_to_threads(mishaps: Mishaps) -> None:
    def in_thread(happened: threading.ExceptHookArgs) -> None:
        if happened.exc_value is not None:
            mishaps.told(happened.exc_value)

    def unraisable(happened: Any) -> None:
        error: BaseException | None = happened.exc_value
        if error is not None:
            mishaps.told(error, said=False)

    def unhandled(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        mishaps.told(error)

    threading.excepthook = in_thread
    sys.unraisablehook = unraisable
    sys.excepthook = unhandled


def _to_the_page(kernel: Any) -> Sending:
    """Publishes from the kernel's own thread, whichever it happened in."""

    def publish(content: dict[str, Any]) -> None:
        topic = f"kernel.{kernel.ident}.{MESSAGE}".encode()
        kernel.session.send(kernel.iopub_socket, MESSAGE, content, ident=topic)

    def send(content: dict[str, Any]) -> None:
        if threading.current_thread() is threading.main_thread():
            publish(content)
        else:
            kernel.io_loop.asyncio_loop.call_soon_threadsafe(publish, content)

    return send


def _real_stderr() -> int:
    """The server's log: ipykernel has turned the process's stderr towards the browser."""
    kept = getattr(sys.stderr, "_original_stdstream_copy", None)
    return 2 if kept is None else int(kept)


def _append(log: int, entry: str) -> None:
    left = memoryview(entry.encode(errors="backslashreplace"))
    while left:
        left = left[os.write(log, left) :]
