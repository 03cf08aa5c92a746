"""The waiting room: as many pages are open at once as the machine bears; who comes later waits.

A place belongs to a kernel, from when it is ordered until it is no more. Who finds none free draws
a ticket. First come, first served; the coach comes before others, and one place is kept for the
coach. Who does not ask any more holds nobody up, and is forgotten after a while.
"""

import asyncio
import os
import secrets
import time
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from coachkit.serving.visitors import Visitor

MOST: Final = 30
"""Places, if nothing else is said and there is memory for them."""

OF_A_LINK: Final = 6
"""Places, and as many tickets, that whoever comes by one link may hold."""

PRESENT: Final = 10.0
"""Seconds after which a ticket that nobody asks about holds up nobody."""

CALLED: Final = 15.0
"""Seconds for which a place is kept for the ticket that was called."""

FORGOTTEN: Final = 120.0
"""Seconds after which a ticket is void: a hidden tab may ask but once a minute."""

RETURNING: Final = 10.0
"""Seconds within which who left a page and stands in line is taken to open it again."""

LEAST: Final = 4
"""Places, however little memory there is: the coach and a client or two, each with a page more."""

_A_PAGE: Final = 100 * 2**20
"""Bytes of an open page at the worst.

Measured with 30 open, their kernels out of the warm process: 61 MB for a dashboard and 86 MB for a
plan (PSS), 71–81 MB more for the whole system with each.
"""

_THE_REST: Final = 600 * 2**20
"""Bytes of the server and the warm process, which are still to come when this is asked."""

_TICKETS_OF_COACH: Final = 30


def places_for(available: int | None) -> int:
    """How many pages that much memory bears, in bytes; ``None``: it is not known."""
    if available is None:
        return MOST
    return max(LEAST, min(MOST, (available - _THE_REST) // _A_PAGE))


def available_memory(meminfo: Path = Path("/proc/meminfo")) -> int | None:
    """Bytes that programs may still ask for, where the system says it."""
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    said = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), "")
    return int(said) * 1024 if said.isdecimal() else None


@dataclass
class Ticket:
    """A place in line. ``heard``: when its page last asked; ``called``: when told to come."""

    token: str
    visitor: Visitor
    came: float
    heard: float
    called: float | None = None
    returns: bool = False


@dataclass(frozen=True)
class Standing:
    """Where somebody stands: their number in line, and whether they may come in now.

    ``own_limit``: whether it is their own pages that they wait for, and not the others'.
    """

    number: int
    may_come: bool
    own_limit: bool = False


@dataclass
class Room:
    """Who has a place, and who waits for one.

    ``alive``: the kernels that there are; ``clock``: seconds that never go back. ``closing``: the
    server is about to end, and nobody comes in any more.
    """

    places: int = MOST
    alive: Callable[[], Collection[str]] = tuple
    clock: Callable[[], float] = time.monotonic
    at_once: int = field(default_factory=lambda: os.cpu_count() or 1)
    closing: bool = False
    _seats: dict[str, Visitor] = field(default_factory=dict)
    _coming: set[str] = field(default_factory=set)
    _tickets: dict[str, Ticket] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """At most as many kernels start at once as there are processors."""
        self._starting = asyncio.Semaphore(self.at_once)

    def enter(self, visitor: Visitor, kernel_id: str, token: str = "") -> bool:
        """Take a place for a kernel that is about to start; whether there was one."""
        self._tidy()
        ticket = self._ticket(visitor, token)
        if self.closing or not self._may_come(visitor, ticket):
            return False
        if ticket is not None:
            del self._tickets[ticket.token]
        self._seats[kernel_id] = visitor
        self._coming.add(kernel_id)
        return True

    @asynccontextmanager
    async def starting(self, kernel_id: str) -> AsyncIterator[None]:
        """A kernel starts here, as soon as it is its turn."""
        try:
            async with self._starting:
                yield
        finally:
            self.arrived(kernel_id)

    def arrived(self, kernel_id: str) -> None:
        """That kernel is there, or will never be: its place is its own life's from now on."""
        self._coming.discard(kernel_id)

    def wait(self, visitor: Visitor, token: str = "") -> Ticket | None:
        """The ticket that somebody has already, else a new one; none where they hold too many."""
        self._tidy()
        ticket = self._ticket(visitor, token)
        if ticket is not None:
            ticket.heard, ticket.called = self.clock(), None
            return ticket
        held = sum(one.visitor == visitor for one in self._tickets.values())
        if held >= (_TICKETS_OF_COACH if visitor.is_coach else OF_A_LINK):
            return None
        now = self.clock()
        ticket = Ticket(secrets.token_urlsafe(16), visitor, came=now, heard=now)
        self._tickets[ticket.token] = ticket
        return ticket

    def ask(self, visitor: Visitor, token: str) -> Standing | None:
        """Where that ticket stands; none is known any more. Who may come is called."""
        self._tidy()
        ticket = self._ticket(visitor, token)
        if ticket is None:
            return None
        ticket.heard = self.clock()
        may_come = not self.closing and self._may_come(visitor, ticket)
        if may_come and ticket.called is None:
            ticket.called = ticket.heard
        return Standing(len(self._before(ticket)) + 1, may_come, self._is_full_for(visitor, ticket))

    def left(self, visitor: Visitor) -> None:
        """Somebody closes a page. Who opens it again at that moment keeps what they had.

        A browser asks for the new page before it leaves the old one.
        """
        now = self.clock()
        mine = [one for one in self._tickets.values() if one.visitor == visitor]
        if mine and now - mine[-1].came < RETURNING:
            mine[-1].returns = True

    def taken(self) -> int:
        """How many places are taken."""
        self._tidy()
        return len(self._seats)

    def waiting(self) -> int:
        """How many tickets there are."""
        self._tidy()
        return len(self._tickets)

    def _ticket(self, visitor: Visitor, token: str) -> Ticket | None:
        ticket = self._tickets.get(token)
        return ticket if ticket is not None and ticket.visitor == visitor else None

    def _may_come(self, visitor: Visitor, ticket: Ticket | None) -> bool:
        if self._is_full_for(visitor, ticket):
            return False
        before = [
            one
            for one in self._before(ticket, visitor)
            if one.called is None and not self._is_full_for(one.visitor, one)
        ]
        return self._free(visitor, ticket) > len(before)

    def _free(self, visitor: Visitor, ticket: Ticket | None) -> int:
        taken = [*self._seats.values(), *self._expected(ticket)]
        with_coach = visitor.is_coach or any(one.is_coach for one in taken) or self.places == 1
        return self.places - len(taken) - (0 if with_coach else 1)

    def _is_full_for(self, visitor: Visitor, ticket: Ticket | None) -> bool:
        if visitor.is_coach:
            return False
        taken = [*self._seats.values(), *self._expected(ticket)]
        return sum(one == visitor for one in taken) >= OF_A_LINK

    def _expected(self, besides: Ticket | None) -> list[Visitor]:
        """For whom a place is kept, since they were called."""
        return [
            one.visitor
            for one in self._tickets.values()
            if one.called is not None and one is not besides
        ]

    def _before(self, ticket: Ticket | None, visitor: Visitor | None = None) -> list[Ticket]:
        """Who stands before a ticket, or before somebody who has only just come."""
        now = self.clock()
        line = sorted(
            (one for one in self._tickets.values() if one is ticket or now - one.heard < PRESENT),
            key=_rank,
        )
        if ticket is not None:
            return line[: line.index(ticket)]
        coach = visitor is not None and visitor.is_coach
        return [one for one in line if one.visitor.is_coach] if coach else line

    def _tidy(self) -> None:
        now, alive = self.clock(), self.alive()
        for kernel_id in [one for one in self._seats if one not in self._coming]:
            if kernel_id not in alive:
                del self._seats[kernel_id]
        for ticket in list(self._tickets.values()):
            if now - ticket.heard > FORGOTTEN:
                del self._tickets[ticket.token]
            elif ticket.called is not None and now - ticket.called > CALLED:
                ticket.called = None


def _rank(ticket: Ticket) -> tuple[bool, bool, float]:
    return not ticket.visitor.is_coach, not ticket.returns, ticket.came
