"""How often a password may be tried: after a few wrong ones, ever longer waits.

Each address waits for itself, and all of them together a little, so that many addresses gain
nothing. What was tried is counted before it is looked at: a hundred at once are a hundred.
"""

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

FREE: Final = 5
"""Attempts of one address before it waits."""

FREE_IN_ALL: Final = 40
"""Attempts of all addresses together before everybody waits."""

LONGEST: Final = 15 * 60.0
LONGEST_IN_ALL: Final = 20.0
"""Seconds that are waited at the most. A stranger must not keep the coach out for long."""

_FORGOTTEN: Final = 60 * 60.0
_MOST_ADDRESSES: Final = 5000
_NETWORK: Final = 64  # bits of an IPv6 address that somebody has for themselves


@dataclass
class _Tried:
    times: int = 0
    until: float = 0.0
    last: float = 0.0

    def again(self, now: float, free: int, longest: float) -> None:
        if now - self.last > _FORGOTTEN:
            self.times = 0
        self.times += 1
        self.last = now
        over = self.times - free
        self.until = now + min(longest, 2.0 ** min(over, 20)) if over >= 0 else 0.0


@dataclass
class Attempts:
    """What was tried of late. ``clock``: seconds that never go back."""

    clock: Callable[[], float] = time.monotonic
    _by_address: dict[str, _Tried] = field(default_factory=dict)
    _in_all: _Tried = field(default_factory=_Tried)

    def begin(self, address: str) -> float:
        """Count one more attempt; seconds to wait instead if it is too early, else 0."""
        now = self.clock()
        tried = self._by_address.setdefault(_who(address), _Tried())
        wait = max(tried.until, self._in_all.until) - now
        if wait > 0:
            return wait
        tried.again(now, FREE, LONGEST)
        self._in_all.again(now, FREE_IN_ALL, LONGEST_IN_ALL)
        self._forget_some(now)
        return 0.0

    def right(self, address: str) -> None:
        """It was the password: what this address tried before counts no more."""
        tried = self._by_address.pop(_who(address), None)
        if tried is not None:
            self._in_all.times = max(0, self._in_all.times - tried.times)
            self._in_all.until = 0.0

    def _forget_some(self, now: float) -> None:
        if len(self._by_address) <= _MOST_ADDRESSES:
            return
        self._by_address = {
            who: tried
            for who, tried in sorted(self._by_address.items(), key=lambda one: -one[1].last)
            if now - tried.last <= _FORGOTTEN
        }
        while len(self._by_address) > _MOST_ADDRESSES:
            self._by_address.popitem()


def _who(address: str) -> str:
    """An address, or for IPv6 the network that one subscriber has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found.packed, _NETWORK), strict=False))
    return str(found)
