"""How requests come in: at which address, under which names, through which proxy."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest

from coachkit.model.errors import InvalidValue, ServingRefused

_NAME: Final = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(\.[a-z0-9-]+)*")
_HEADER: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}")
_FORWARDING: Final = (
    *("Forwarded", "Via", "X-Real-Ip", "X-Forwarded-For", "X-Forwarded-Proto"),
    *("X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Server", "X-Forwarded-Prefix"),
)
_NOT_IN_HOSTS: Final = re.compile(r"[^A-Za-z0-9.:\[\]-]")
_NOT_IDENTITIES: Final = frozenset({"host", "cookie", "origin", "referer", "user-agent"})
_THROUGH: Final = "_came_through_another"
_IDENTITY: Final = "_identity"


@dataclass(frozen=True)
class Arriving:
    """Where the server listens, and whom it believes.

    ``names``: under which visitors reach it, besides this machine's own. ``proxy``: the address of
    the proxy in front, whose word on where a request comes from is believed; ``identity``: the
    header in which it says who somebody is. Both empty without one.
    """

    address: str = "127.0.0.1"
    names: Sequence[str] = ()
    proxy: str = ""
    identity: str = ""
    _known: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Names as they are compared."""
        own = {"localhost", *(_host(name) for name in self.names)}
        if (literal := _ip(self.address)) is not None and not literal.is_unspecified:
            own.add(str(literal))
        object.__setattr__(self, "_known", frozenset(own))

    def check(self, *, guarded: bool) -> None:
        """Refuse what would leave a door open. ``guarded``: whether the coach has a password.

        Raises :class:`ServingRefused` ``not_loopback``, ``unguarded``, ``no_name`` or ``no_proxy``,
        and :class:`InvalidValue` at ``name``, ``proxy`` or ``identity``.
        """
        self._check_words()
        literal = _ip(self.address)
        loopback = self.address == "localhost" or (literal is not None and literal.is_loopback)
        if not loopback and (not guarded or literal is None):
            raise ServingRefused("not_loopback", "address", address=self.address[:80])
        if not guarded and (self.proxy or self.names):
            raise ServingRefused("unguarded", "password")
        if not loopback and not self.names and (literal is None or literal.is_unspecified):
            raise ServingRefused("no_name", "name", address=self.address[:80])
        if self.identity and not self.proxy:
            raise ServingRefused("no_proxy", "identity")

    @property
    def listens_at(self) -> str:
        """The address as a socket takes it."""
        return "127.0.0.1" if self.address == "localhost" else self.address

    @property
    def is_reachable(self) -> bool:
        """Whether other machines can come."""
        literal = _ip(self.listens_at)
        return literal is None or not literal.is_loopback

    @property
    def is_open(self) -> bool:
        """Whether others are meant to come, by whatever way."""
        return self.is_reachable or bool(self.proxy or self.names)

    def knows_host(self, host: str) -> bool:
        """Whether that ``Host`` is this machine's loopback or one of the names."""
        name = _host(host)
        literal = _ip(name)
        return name in self._known or (literal is not None and literal.is_loopback)

    def arrive(self, request: HTTPServerRequest) -> None:
        """Note what the proxy says of a request, and what anybody else says of it not at all.

        Belongs before anything looks at the request.
        """
        headers = request.headers
        through = any(name in headers for name in _FORWARDING)
        identity = ""
        if self.proxy and _same(request.remote_ip, self.proxy):
            identity = _only(headers.get_list(self.identity)) if self.identity else ""
            request.remote_ip = _farthest(headers.get_list("X-Forwarded-For"), self.proxy)
            said = headers.get("X-Forwarded-Proto", "http").split(",")[-1].strip().lower()
            request.protocol = said if said in {"http", "https"} else "http"
        for name in (*_FORWARDING, self.identity):
            if name:
                headers.pop(name, None)
        setattr(request, _THROUGH, through)
        setattr(request, _IDENTITY, identity)

    def came_through_another(self, request: HTTPServerRequest) -> bool:
        """Whether a proxy has brought the request, known or not."""
        return bool(getattr(request, _THROUGH, True))

    def identity_of(self, request: HTTPServerRequest) -> str:
        """Who sends the request by the word of the proxy in front; empty without one."""
        return str(getattr(request, _IDENTITY, ""))

    def _check_words(self) -> None:
        for name in self.names:
            if _ip(_host(name)) is None and not _NAME.fullmatch(_host(name)):
                raise InvalidValue("not_a_host", "name", value=name[:80])
        if self.proxy and _ip(self.proxy) is None:
            raise InvalidValue("not_an_ip", "proxy", value=self.proxy[:80])
        if self.identity and (
            not _HEADER.fullmatch(self.identity) or self.identity.lower() in _NOT_IDENTITIES
        ):
            raise InvalidValue("not_a_header", "identity", value=self.identity[:80])


def _ip(text: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text or "")
    except ValueError:
        return None


def _same(one: str | None, other: str) -> bool:
    found = _ip(one)
    # A socket for both families writes IPv4 within IPv6.
    found = getattr(found, "ipv4_mapped", None) or found
    return found is not None and found == _ip(other)


def _host(host: str) -> str:
    """The name in a ``Host``, without its port, in small letters."""
    if _NOT_IN_HOSTS.search(host):
        return ""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _only(said: list[str]) -> str:
    """What a header says; nothing if it says two things."""
    return said[0].strip() if len(said) == 1 else ""


def _farthest(said: list[str], proxy: str) -> str:
    """Who came to the proxy: the last that it did not write of itself. What stands before is lies.

    Without a word of the proxy's it is the proxy.
    """
    for one in reversed(",".join(said).split(",")):
        if _ip(one.strip()) is not None and not _same(one.strip(), proxy):
            return one.strip()
    return proxy
