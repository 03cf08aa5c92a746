"""Who may come in: the links and the standing grants that a coach has given away.

    workspace/doors/   links.json · password · secret · logins.json

Of a link's token only a hash is kept: whoever reads the file opens nothing with it. Several
servers may share the folder; each sees at once what another has written.
"""

import hmac
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final, Generic, Literal, TypeVar

from pydantic import AwareDatetime, Field

from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.values import Value
from coachkit.model.visiting import COACH, MANAGER, VIEWER
from coachkit.store.alone import alone
from coachkit.store.folders import private_folder, write_durably
from coachkit.store.refusals import named

FOLDER: Final = "doors"
PAGES_FOR: Final = {
    VIEWER: ("dashboard", "plan"),
    MANAGER: ("dashboard", "intake", "ideas", "plan", "exports"),
}
"""Which pages a link may lead to, for each of the roles."""

LONGEST: Final = 366
"""Days that a link may open."""

_LINKS: Final = "links.json"
_TOKEN: Final = 32  # bytes: 256 random bits
_NUMBER: Final = 4  # bytes
_LONGEST_TOKEN: Final = 100

T = TypeVar("T")


class Link(Value):
    """A key that was given away.

    ``number``: by which the coach names it; ``client``: empty for a coach; ``name``: who has it,
    in words; ``identity``: who it is by the word of a proxy, instead of a token; ``expires_at``:
    ``None`` where it stands until it is revoked; ``seal``: the token's hash.
    """

    number: str
    client: str
    role: Literal["viewer", "manager", "coach"]
    page: str
    made_at: AwareDatetime
    expires_at: AwareDatetime | None
    revoked_at: AwareDatetime | None = None
    name: Annotated[str, Field(max_length=80)] = ""
    identity: Annotated[str, Field(max_length=254)] = ""
    seal: str = ""

    def opens(self, now: datetime) -> bool:
        """Whether it lets anybody in at that moment."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


class Seen(Generic[T]):
    """A file that is read again only when it has changed; ``empty`` is what no file says."""

    def __init__(self, path: Path, read: Callable[[bytes], T], empty: T) -> None:
        self.path = path
        self._read = read
        self._empty = empty
        self._state: tuple[int, int, int] | None = None
        self._content = empty

    def content(self) -> T:
        """What the file says now; :class:`StoreError` ``damaged`` if that cannot be understood."""
        with named(self.path):
            try:
                stat = self.path.stat()
            except FileNotFoundError:
                self._state = None
                return self._empty
            state = (stat.st_mtime_ns, stat.st_ino, stat.st_size)
            if state != self._state:
                content = self._understood(self.path.read_bytes())
                self._state, self._content = state, content
        return self._content

    def _understood(self, raw: bytes) -> T:
        try:
            return self._read(raw)
        except (ValueError, TypeError, KeyError, InvalidValue):
            raise StoreError("damaged", path=str(self.path)) from None


class Doors:
    """The doors of a workspace. ``workspace``: its folder."""

    def __init__(self, workspace: Path | str) -> None:
        self.folder = Path(workspace) / FOLDER
        self._links: Seen[tuple[Link, ...]] = Seen(self.folder / _LINKS, _links, ())

    def make(  # noqa: PLR0913 - one call says all there is to say
        self,
        client: str,
        *,
        days: int,
        role: str = VIEWER,
        page: str = "dashboard",
        now: datetime,
        name: str = "",
    ) -> tuple[str, Link]:
        """A new link to a page of a client: its token, which is kept nowhere, and what is kept.

        That there is such a client is the caller's to know. Raises :class:`InvalidValue` at
        ``days``, ``role``, ``page`` or ``name``, and what writing a file raises.
        """
        _check(role, page, days)
        token = secrets.token_urlsafe(_TOKEN)
        link = Link(
            number=secrets.token_hex(_NUMBER),
            client=client,
            role=role,  # type: ignore[arg-type]  # checked above
            page=page,
            made_at=now,
            expires_at=now + timedelta(days=days),
            name=name,
            seal=_seal(token),
        )
        self._change(lambda links: (*links, link))
        return token, link

    def grant(  # noqa: PLR0913 - one call says all there is to say
        self,
        identity: str,
        *,
        client: str = "",
        days: int | None = None,
        role: str = COACH,
        page: str = "dashboard",
        now: datetime,
        name: str = "",
    ) -> Link:
        """Let in whom a proxy knows by that name, until it is revoked or for so many days.

        Raises as :meth:`make`, and :class:`InvalidValue` at ``identity``.
        """
        if not identity.strip() or not identity.isprintable():
            raise InvalidValue("not_an_identity", "identity", value=identity[:80])
        if role != COACH:
            _check(role, page, LONGEST if days is None else days)
        elif days is not None:
            _check_days(days)
        link = Link(
            number=secrets.token_hex(_NUMBER),
            client=client,
            role=role,  # type: ignore[arg-type]  # checked above
            page=page,
            made_at=now,
            expires_at=None if days is None else now + timedelta(days=days),
            name=name,
            identity=identity.strip().casefold(),
        )
        self._change(lambda links: (*links, link))
        return link

    def links(self, client: str | None = None) -> tuple[Link, ...]:
        """All that were given away, or those of a client; the newest last."""
        links = self._links.content()
        return tuple(link for link in links if client is None or link.client == client)

    def link(self, number: str) -> Link | None:
        """The link of that number."""
        return next((link for link in self.links() if link.number == number), None)

    def by_token(self, token: str, now: datetime) -> Link | None:
        """The link that this token opens now; the same ``None`` whatever is wrong with it."""
        if len(token) > _LONGEST_TOKEN:
            return None
        seal, found = _seal(token), None
        # All are compared, each in the same time, wherever the right one stands.
        for link in self.links():
            if link.seal and hmac.compare_digest(link.seal, seal):
                found = link
        return found if found is not None and found.opens(now) else None

    def by_identity(self, identity: str, now: datetime) -> Link | None:
        """What whom a proxy knows by that name was granted; the latest, if there are several."""
        sought = identity.strip().casefold()
        granted = [link for link in self.links() if link.identity and link.identity == sought]
        return next((link for link in reversed(granted) if link.opens(now)), None)

    def revoke(self, number: str, now: datetime) -> Link:
        """Let nobody in by that link any more. :class:`StoreError` ``unknown_link``."""
        if self.link(number) is None:
            raise StoreError("unknown_link", "link", link=number[:80])
        self._change(
            lambda links: tuple(
                _revoked(link, now) if link.number == number else link for link in links
            )
        )
        found = self.link(number)
        if found is None:
            raise StoreError("unknown_link", "link", link=number[:80])
        return found

    def revoke_all(self, client: str, now: datetime) -> tuple[Link, ...]:
        """Let nobody in by any link of a client; those that let somebody in until now."""
        ended = tuple(link for link in self.links(client) if link.opens(now))
        self._change(
            lambda links: tuple(
                _revoked(link, now) if link.client == client else link for link in links
            )
        )
        return ended

    def forget(self, client: str) -> None:
        """Keep nothing of the links of a client that is no more."""
        if self.links(client):
            self._change(lambda links: tuple(link for link in links if link.client != client))

    def _change(self, changed: Callable[[tuple[Link, ...]], tuple[Link, ...]]) -> None:
        with self.writing():
            links = changed(self.links())
            kept = [link.model_dump(mode="json") for link in links]
            write_durably(self._links.path, json.dumps({"links": kept}, indent=1).encode())

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only one who writes in the folder."""
        with named(self.folder):
            private_folder(self.folder).chmod(0o700)
            with alone(self.folder / ".lock"):
                yield


def _revoked(link: Link, now: datetime) -> Link:
    return link if link.revoked_at else link.model_copy(update={"revoked_at": now})


def _links(raw: bytes) -> tuple[Link, ...]:
    return tuple(Link.model_validate(link) for link in json.loads(raw)["links"])


def _seal(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _check(role: str, page: str, days: int) -> None:
    if role not in PAGES_FOR:
        raise InvalidValue("not_allowed", "role", value=role[:80], known=tuple(PAGES_FOR))
    if page not in PAGES_FOR[role]:
        raise InvalidValue("not_allowed", "page", value=page[:80], known=PAGES_FOR[role])
    _check_days(days)


def _check_days(days: int) -> None:
    if not 1 <= days <= LONGEST:
        raise InvalidValue("not_so_many_days", "days", value=str(days), most=LONGEST)
