"""A coach's workspace: a folder with a folder for each client.

With a database URL the clients' tables are in PostgreSQL, a schema for each; their files are in
their folders all the same. What the coach writes for nobody else is in a workspace of its own
within, the coach's room, in SQLite whatever the clients' tables are in.
"""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from coachkit.model.client import Client, valid_slug
from coachkit.model.errors import (
    CoachkitError,
    InvalidValue,
    NotWritable,
    StoreError,
    UnknownClient,
)
from coachkit.model.values import Value
from coachkit.store import folders, versions
from coachkit.store.client_store import ClientStore
from coachkit.store.glimpses import Glimpsed, State
from coachkit.store.ledger import Ledger, Now, entry
from coachkit.store.migrate import bring_up_to_date, migrate
from coachkit.store.places import InFolders, OnServer
from coachkit.store.postgresql import valid_url
from coachkit.store.refusals import named

MARK = "coachkit.toml"
_CLIENTS = "clients"
_COACH = "coach"
_PRACTICE = "practice"
_LAYOUT = 1
_CONTENT = f"""\
# This folder is a coachkit workspace. Each folder in "{_CLIENTS}" is a client.
[workspace]
layout = {_LAYOUT}
"""


@dataclass(frozen=True)
class Reach:
    """What of a workspace is open to whoever opened it.

    ``client``: the only one, empty for all. ``read_only``: nothing may be changed, whatever is
    asked for. ``room``: whether the coach's own room is open.
    """

    client: str = ""
    read_only: bool = False
    room: bool = True

    def check(self, slug: str) -> None:
        """:class:`UnknownClient` for a client that is out of reach: there is none, as it were."""
        if self.client and slug != self.client:
            raise UnknownClient("unknown_client", "slug", client=slug, known=(self.client,))

    def check_writing(self, place: Path) -> None:
        """:class:`NotWritable` where nothing may be changed."""
        if self.read_only:
            raise NotWritable("not_permitted", path=str(place))

    def check_room(self, place: Path) -> None:
        """:class:`NotWritable` where the coach's room is not open."""
        if not self.room:
            raise NotWritable("not_permitted", path=str(place))


@dataclass(frozen=True)
class Unreadable:
    """A client of the workspace that could not be read, and why."""

    slug: str
    reason: CoachkitError


@dataclass(frozen=True)
class Listing:
    """The clients of a workspace, and those that could not be read; both by slug."""

    clients: tuple[Client, ...]
    unreadable: tuple[Unreadable, ...]


@dataclass(frozen=True)
class Erased:
    """What was erased: how many files of how many bytes, and, on a server, which role."""

    slug: str
    files: int
    bytes: int
    role: str | None


class Workspace:
    """A folder of clients. ``path``: where; made by :meth:`create` and :meth:`open`.

    ``database_url``: ``postgresql+psycopg://…``, or ``None`` for SQLite in the clients' folders.
    ``reach``: what of it is open, which is everything unless somebody says otherwise.
    """

    def __init__(
        self,
        path: Path,
        *,
        database_url: str | None = None,
        private: bool = False,
        reach: Reach | None = None,
    ) -> None:
        self.path = path
        self.reach = reach or Reach()
        self._private = private
        clients = path / _CLIENTS
        self._clients = clients
        self._place = (
            InFolders(clients)
            if database_url is None
            else OnServer(clients, valid_url(database_url))
        )

    @classmethod
    def create(cls, path: Path | str, *, database_url: str | None = None) -> Self:
        """Make the folder a workspace; one that is a workspace already is opened.

        Raises :class:`coachkit.model.errors.NotWritable`, or
        :class:`coachkit.model.errors.InvalidValue` at ``workspace`` where a file is in the way.
        """
        path = Path(path).absolute()
        if (path / MARK).exists():
            return cls.open(path, database_url=database_url)
        workspace = cls(path, database_url=database_url)
        with named(path):
            try:
                folders.private_folder(path / _CLIENTS)
            except (FileExistsError, NotADirectoryError) as refused:
                raise InvalidValue("not_a_folder", "workspace", value=str(path)) from refused
            # The mark comes last: a folder that has it is whole.
            folders.write_durably(path / MARK, _CONTENT.encode())
        return workspace

    @classmethod
    def open(
        cls, path: Path | str, *, database_url: str | None = None, reach: Reach | None = None
    ) -> Self:
        """The workspace in that folder.

        Raises :class:`coachkit.model.errors.InvalidValue` ``not_a_workspace`` at ``workspace``,
        :class:`coachkit.model.errors.StoreError` ``newer_version``.
        """
        path = Path(path).absolute()
        layout = _layout(path / MARK)
        if layout > _LAYOUT:
            raise StoreError("newer_version", path=str(path), found=layout, known=_LAYOUT)
        return cls(path, database_url=database_url, reach=reach)

    def coach_room(self) -> "Workspace":
        """The coach's own room, made when it is first needed: private notes, client by client.

        Nothing of it is ever in a client's folder, so neither a pack nor a copied folder has it.
        """
        return self._own_room(self.path / _COACH)

    def practice_room(self) -> "Workspace":
        """Where sessions are tried out that nobody is held to; it is within the coach's room."""
        return self._own_room(self.path / _COACH / _PRACTICE)

    def open_private(self, client: Client, *, now: Now, who: str) -> ClientStore:
        """The coach's own store about that client, made when it is first needed."""
        self.reach.check(client.slug)
        room = self.coach_room()
        if room.folder(client.slug).is_dir():
            return room.open_client(client.slug, now=now, who=who)
        return room.new_client(client, now=now, who=who)

    def folder(self, slug: str) -> Path:
        """Where that client's files are, or would be."""
        return self._clients / valid_slug(slug)

    def listing(self) -> Listing:
        """Every client, those apart that could not be read: one broken folder stops nobody."""
        clients: list[Client] = []
        unreadable: list[Unreadable] = []
        with named(self._clients):
            for slug, found in self._within_reach():
                if isinstance(found, Client):
                    clients.append(found)
                else:
                    unreadable.append(Unreadable(slug, found))
        return Listing(tuple(clients), tuple(unreadable))

    def clients(self) -> tuple[Client, ...]:
        """Every client that can be read, by slug."""
        return self.listing().clients

    def glimpses(
        self,
        kinds: frozenset[type[Value]],
        known: Mapping[str, State],
        *,
        again: bool = False,
    ) -> Iterator[Glimpsed]:
        """Every client at a glance, by slug; those that could not be read with the reason.

        ``known``: the state in which each was last seen; who is in it still is not looked at.
        ``again``: look at those, too, of whom only a look can tell. Raises :class:`NotWritable`
        where only one client is open.
        """
        self.reach.check_room(self._clients)
        with named(self._clients):
            yield from self._place.glimpses(kinds, known, again=again)

    def new_client(self, client: Client, *, now: Now, who: str) -> ClientStore:
        """Make a client and open it: all of it or nothing.

        Raises :class:`coachkit.model.errors.ClientExists`,
        :class:`coachkit.model.errors.NotWritable`.
        """
        folder = self.folder(client.slug)
        self.reach.check(client.slug)
        self.reach.check_writing(folder)
        with named(folder), folders.new_folder(folder) as draft:
            folders.lay_out(draft)
            with self._place.made(client.slug, draft) as connection:
                migrate(connection)
                making = entry(connection, now=now, who=who)
                making.note("created")
                versions.append(making, client, based_on=None, because="", minute=None)
        for room in self._rooms_about(client.slug):
            # About somebody who once had the name, and whose folder was deleted by hand.
            room.erase(client.slug)
        return self.open_client(client.slug, now=now, who=who)

    def open_client(self, slug: str, *, now: Now, who: str, read_only: bool = False) -> ClientStore:
        """Open one client. An older store is migrated first, unless it is only to be read.

        Raises :class:`coachkit.model.errors.UnknownClient` with ``known``, and other
        :class:`coachkit.model.errors.StoreError`.
        """
        folder = self.folder(slug)
        self.reach.check(slug)
        read_only = read_only or self.reach.read_only
        with named(folder), ExitStack() as undo:
            database = self._place.opened(slug, read_only=read_only, looked_at=self.reach.read_only)
            undo.callback(database.close)
            if not read_only:
                folders.lay_out(folder)
            bring_up_to_date(database)
            ledger = Ledger(database, now=now, who=who)
            store = ClientStore(folder, ledger, private=self._private)
            undo.pop_all()
            return store

    def erase(self, slug: str) -> Erased:
        """Leave nothing of a client, nor of a creation or erasure of it that was cut short.

        What the coach's room has about it goes, too.

        Raises :class:`coachkit.model.errors.UnknownClient`, and
        :class:`coachkit.model.errors.NotWritable` where something could not be removed: it is no
        client any more then, and erasing it again goes on with the rest.
        """
        folder = self.folder(slug)
        self.reach.check(slug)
        self.reach.check_writing(folder)
        rooms = self._rooms_about(slug)
        with named(folder):
            left_over = folders.unfinished(self._clients, slug)
            known = bool(left_over or rooms)
            role = self._place.vanished(slug, left_over=known)
            remains = folders.unfinished(self._clients, slug)
            files, size = folders.measured(remains)
            for remain in remains:
                folders.remove(remain)
        private = [room.erase(slug) for room in rooms]
        files += sum(erased.files for erased in private)
        return Erased(slug, files, size + sum(erased.bytes for erased in private), role)

    def _within_reach(self) -> Iterator[tuple[str, Client | CoachkitError]]:
        if not self.reach.client:
            yield from self._place.clients()
            return
        slug = self.reach.client
        try:
            opened = closing(self._place.opened(valid_slug(slug), read_only=True))
            with opened as database, database.reading() as connection:
                client = versions.client_called(connection, slug=slug)
        except CoachkitError as refused:
            yield slug, refused
        else:
            yield slug, client

    def _own_room(self, path: Path) -> "Workspace":
        self.reach.check_room(path)
        Workspace.create(path)
        return Workspace(path, private=True, reach=self.reach)

    def _rooms_about(self, slug: str) -> tuple["Workspace", ...]:
        """Those of the coach's own rooms that have anything about that client."""
        places = (self.path / _COACH, self.path / _COACH / _PRACTICE)
        rooms = [Workspace(path, private=True) for path in places if (path / MARK).is_file()]
        return tuple(
            room
            for room in rooms
            if room.folder(slug).is_dir() or folders.unfinished(room.path / _CLIENTS, slug)
        )


def _layout(mark: Path) -> int:
    with named(mark):
        try:
            return int(tomllib.loads(mark.read_text("utf-8"))["workspace"]["layout"])
        except (FileNotFoundError, NotADirectoryError, KeyError, TypeError, ValueError) as refused:
            # ValueError: neither TOML nor UTF-8.
            place = str(mark.parent)
            raise InvalidValue("not_a_workspace", "workspace", value=place) from refused
