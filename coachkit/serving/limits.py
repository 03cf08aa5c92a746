"""What a connection may cost: how many from where, how long it may take, how much it may send."""

from collections import defaultdict
from contextlib import suppress
from typing import Any, Final

from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.iostream import IOStream

OF_AN_ADDRESS: Final = 256
"""Open connections of one address. An office behind one address has six a page at the worst."""

IN_ALL: Final = 2000
"""Open connections of everybody, the proxy's among them."""

HEADERS: Final = 16 * 1024
"""Bytes of a request's headers."""

BODY: Final = 64 * 1024
"""Bytes of a request's body; who takes files allows more, for that request."""

HEADERS_WITHIN: Final = 20.0
"""Seconds for a request's headers, and until the next request on the same connection."""

BODY_WITHIN: Final = 30.0
"""Seconds for a request's body."""

FILE_WITHIN: Final = 15 * 60.0
"""Seconds for a file, which somebody may send from a train."""

LINES: Final = 4
"""Lines to one kernel: its page has one, and one that is not yet known to be lost."""

SIGN_EVERY: Final = 30_000
"""Milliseconds between two signs of life that a line is asked for."""

SIGN_LATE: Final = 20
"""Seconds that a sign of life may be late.

Jupyter looks at the age of the last one just before it asks anew: without this, a line is cut that
is well, for its last sign is as old as the time between two.
"""

READ_WITHIN: Final = 60.0
"""Seconds in which a visitor has to take the next part of a page."""

_BUFFER: Final = 8 * 2**20
_ADDRESSES: Final = 1000


class LimitedServer(HTTPServer):
    """Closes what comes in excess. ``proxy``: the address in front, through which all come."""

    def initialize(self, *how: Any, proxy: str = "", **more: Any) -> None:
        """A server of an application, with the limits of this module."""
        self._proxy = proxy
        self._open: dict[str, list[IOStream]] = defaultdict(list)
        limits = {
            "max_header_size": HEADERS,
            "max_body_size": BODY,
            "idle_connection_timeout": HEADERS_WITHIN,
            "body_timeout": BODY_WITHIN,
            "max_buffer_size": _BUFFER,
        }
        super().initialize(*how, **(limits | more))

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Somebody has connected: one too many is let go without a word."""
        who = str(address[0]).removeprefix("::ffff:") if address else ""
        self._forget_closed(who)
        most = IN_ALL if who == self._proxy else OF_AN_ADDRESS
        if len(self._open[who]) >= most or sum(map(len, self._open.values())) >= IN_ALL:
            stream.close()
            return
        self._open[who].append(stream)
        super().handle_stream(stream, address)

    def _forget_closed(self, who: str) -> None:
        everybody = len(self._open) > _ADDRESSES or sum(map(len, self._open.values())) >= IN_ALL
        for one in list(self._open) if everybody else [who]:
            self._open[one] = [stream for stream in self._open[one] if not stream.closed()]
            if not self._open[one] and one != who:
                del self._open[one]


def take_longer(request: HTTPServerRequest, seconds: float = FILE_WITHIN) -> None:
    """Let that request's body take its time."""
    if isinstance(request.connection, HTTP1Connection):
        request.connection.set_body_timeout(seconds)


def more_files() -> None:
    """Ask the system for as many open files as it gives: each page takes some twenty."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - Windows has none

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
