"""The porter: says of every request who comes, by the key that is shown.

A key is a cookie, or a word of the proxy in front. Each time it is compared with what the doors'
files say at that moment, so that a link that was revoked opens nothing any more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tornado.httputil import HTTPServerRequest
from tornado.web import create_signed_value, decode_signed_value

from coachkit.serving.arriving import Arriving
from coachkit.serving.door_texts import Refusal
from coachkit.serving.keys import Keys
from coachkit.serving.visitors import Role, Visitor
from coachkit.store.doors import Doors, Link

if TYPE_CHECKING:
    from http.cookies import Morsel

COACH_DAYS: Final = 7
"""Days until a coach is asked for the password again."""

_LONGEST: Final = 4000
_LINK, _COACH = "link", "coach"
_THE_COACH: Final = Visitor(Role.COACH)


class NotLetIn(Exception):
    """Nobody has let them in. ``refusal``: what they read."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal)


@dataclass(frozen=True)
class Porter:
    """Knows whom to let in. ``now``: the moment; ``arriving``: how requests come in here."""

    doors: Doors
    keys: Keys
    arriving: Arriving
    now: Callable[[], datetime]

    def knows_host(self, host: str) -> bool:
        """Whether this is a name of ours; a website whose name leads here is none."""
        return self.arriving.knows_host(host)

    def visitor_at(self, request: HTTPServerRequest) -> Visitor:
        """Who sends this request; :class:`NotLetIn`."""
        key = self.key_of(request)
        visitor = self._by_key(key) if key else None
        visitor = visitor or self._by_identity(request)
        if visitor is not None:
            return visitor
        if key.startswith(_LINK):
            # Without a password, too: whoever came by a link does not become the coach by its end.
            raise NotLetIn(Refusal.LINK_OVER)
        if self.keys.password.is_set():
            raise NotLetIn(Refusal.LOG_IN)
        # A password that is taken away while others can come in must not make them all the coach.
        if self.arriving.is_open or self.arriving.came_through_another(request):
            raise NotLetIn(Refusal.NOT_LIKE_THAT)
        return _THE_COACH

    def by_token(self, token: str) -> Link | None:
        """The link that this token opens at this moment."""
        return self.doors.by_token(token, self.now())

    def still_in(self, visitor: Visitor) -> bool:
        """Whether the link by which somebody came still opens; the coach's key is a cookie's."""
        if not visitor.link:
            return True
        link = self.doors.link(visitor.link)
        return link is not None and link.opens(self.now())

    def cookie_name(self, request: HTTPServerRequest) -> str:
        """What the cookie is called: over an encrypted line, one that no other host can set."""
        return f"__Host-{self.keys.name}" if request.protocol == "https" else self.keys.name

    def key_of(self, request: HTTPServerRequest) -> str:
        """What the cookie says, if it is one of ours; else nothing."""
        name = self.cookie_name(request)
        cookies: Mapping[str, Morsel[str]] = request.cookies
        shown = cookies[name].value if name in cookies else ""
        if not shown or len(shown) > _LONGEST:
            return ""
        said = decode_signed_value(
            self.keys.secret(), name, shown, max_age_days=366, clock=self._seconds
        )
        return said.decode() if said is not None else ""

    def link_key(self, request: HTTPServerRequest, link: Link) -> str:
        """The cookie for whoever opened that link."""
        return self._signed(request, f"{_LINK} {link.number}")

    def coach_key(self, request: HTTPServerRequest) -> str:
        """The cookie for whoever knew the password."""
        login = self.keys.begin(self.now(), days=COACH_DAYS)
        return self._signed(request, f"{_COACH} {login}")

    def take_back(self, request: HTTPServerRequest) -> None:
        """Whoever logs out: that cookie opens nothing any more, whoever has a copy."""
        kind, _, login = self.key_of(request).partition(" ")
        if kind == _COACH:
            self.keys.end(login, self.now())

    def _by_key(self, key: str) -> Visitor | None:
        kind, _, number = key.partition(" ")
        if kind == _COACH:
            return _THE_COACH if self.keys.is_on(number, self.now()) else None
        if kind != _LINK:
            return None
        link = self.doors.link(number)
        return visitor_by(link) if link is not None and link.opens(self.now()) else None

    def _by_identity(self, request: HTTPServerRequest) -> Visitor | None:
        identity = self.arriving.identity_of(request)
        link = self.doors.by_identity(identity, self.now()) if identity else None
        return visitor_by(link) if link is not None else None

    def _signed(self, request: HTTPServerRequest, key: str) -> str:
        name = self.cookie_name(request)
        signed = create_signed_value(self.keys.secret(), name, key, clock=self._seconds)
        return signed.decode()

    def _seconds(self) -> float:
        return self.now().timestamp()


def visitor_by(link: Link) -> Visitor:
    """Whoever comes by that link."""
    return Visitor(
        Role(link.role),
        client=link.client,
        page=link.page,
        link=link.number,
        # never empty: that would be the name of the coach's own machine
        who=link.name or link.identity or f"{link.client} ({link.number})",
    )
