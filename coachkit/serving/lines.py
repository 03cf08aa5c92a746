"""The lines between pages and kernels: none stays open to whom the door was closed."""

import asyncio
from contextlib import suppress
from typing import Any, Final

from tornado.httputil import HTTPServerRequest
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from coachkit.serving.porter import NotLetIn, Porter
from coachkit.serving.visitors import Owners, Visitor

EVERY: Final = 1.0
"""Seconds between two looks at who is still let in."""

GOING: Final = 1001
"""The code with which a WebSocket says that the server goes away."""

CLOSED: Final = 1008
"""The code with which a WebSocket says that somebody may not go on."""


class Lines:
    """Every open line. A line's handler has a ``visitor`` and the ``request`` that opened it."""

    def __init__(self, porter: Porter, owners: Owners) -> None:
        self._porter = porter
        self._owners = owners
        self._open: set[Any] = set()
        self._were: set[str] = set()

    def opened(self, line: WebSocketHandler) -> None:
        """Somebody begins to talk."""
        self._open.add(line)

    def closed(self, line: WebSocketHandler) -> None:
        """Somebody does not talk any more."""
        self._open.discard(line)

    def to(self, kernel_id: str) -> int:
        """How many talk with that kernel."""
        return sum(line.kernel_id == kernel_id for line in self._open)

    def close_all(self) -> None:
        """The server goes away: the pages wait until there is one again."""
        for line in list(self._open):
            with suppress(WebSocketClosedError):
                line.close(GOING)

    async def look(self, kernels: Any) -> None:
        """Close each line whose key opens nothing any more, and end each kernel of such a link."""
        for line in list(self._open):
            if not self._is_in(line.request, line.visitor):
                with suppress(WebSocketClosedError):
                    line.close(CLOSED)
        alive = set(kernels.list_kernel_ids())
        for gone in self._were - alive:
            self._owners.ended(gone)
        self._were = alive
        turned_out = [
            kernel_id
            for kernel_id, visitor in self._owners.all()
            if kernel_id in alive and not self._porter.still_in(visitor)
        ]
        await asyncio.gather(*(self._end(kernels, kernel_id) for kernel_id in turned_out))

    async def _end(self, kernels: Any, kernel_id: str) -> None:
        self._owners.ended(kernel_id)
        await kernels.end(kernel_id)

    def _is_in(self, request: HTTPServerRequest, visitor: Visitor) -> bool:
        try:
            return self._porter.visitor_at(request) == visitor
        except NotLetIn:
            return False
