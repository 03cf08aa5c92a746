"""Where the clients' tables are: in their folders, or on a server. The workspace asks either alike.

Both make a client so that it appears whole, at one stroke, and both take it away at one stroke.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection

from coachkit.model.client import Client, valid_slug
from coachkit.model.errors import ClientExists, CoachkitError, UnknownClient
from coachkit.model.values import Value
from coachkit.store import postgresql, sqlite, versions
from coachkit.store.database import Database
from coachkit.store.folders import appear, vanish
from coachkit.store.glimpses import Glimpsed, State, glimpse


class InFolders:
    """Each client's tables are a SQLite file in its folder."""

    def __init__(self, folders: Path) -> None:
        self._folders = folders

    def slugs(self) -> tuple[str, ...]:
        """The names of all clients, readable or not."""
        return tuple(
            sorted(
                folder.name
                for folder in self._folders.iterdir()
                if folder.is_dir() and not folder.name.startswith(".")
            )
        )

    def clients(self) -> Iterator[tuple[str, Client | CoachkitError]]:
        """Each client, or why it can't be read."""
        glances = sqlite.Glances()
        for slug in self.slugs():
            try:
                file = self._folders / valid_slug(slug) / sqlite.FILE
                yield slug, glances.look(file, partial(versions.client_called, slug=slug))
            except CoachkitError as refused:
                yield slug, refused

    def glimpses(
        self,
        kinds: frozenset[type[Value]],
        known: Mapping[str, State],
        *,
        again: bool,  # noqa: ARG002 - a file says by itself whether it has changed
    ) -> Iterator[Glimpsed]:
        """Each client at a glance; one whose file is as it is ``known`` to be is not opened."""
        glances = sqlite.Glances()
        for slug in self.slugs():
            state: State = ()
            try:
                file = self._folders / valid_slug(slug) / sqlite.FILE
                state = sqlite.state_of(file)
                same = known.get(slug) == state
                ask = partial(glimpse, slug=slug, kinds=kinds)
                yield Glimpsed(slug, state, None if same else glances.look(file, ask))
            except CoachkitError as refused:
                yield Glimpsed(slug, state, refused)

    @contextmanager
    def made(self, slug: str, draft: Path) -> Iterator[Connection]:
        """New tables to fill, in the draft of the client's folder, which then gets its name."""
        folder = self._folders / slug
        if folder.exists():
            raise ClientExists("client_exists", "slug", client=slug)
        sqlite.create_file(draft / sqlite.FILE)
        database = sqlite.open_file(draft / sqlite.FILE)
        with closing(database), database.writing() as connection:
            yield connection
        # Only now: SQLite does not follow a file that is moved while it is open.
        _appear(draft, folder, slug)

    def opened(self, slug: str, *, read_only: bool, looked_at: bool = False) -> Database:  # noqa: ARG002 - a file that is opened to be read cannot be written
        """The tables of that client, or :class:`UnknownClient`."""
        folder = self._folders / slug
        if not folder.is_dir():
            raise UnknownClient("unknown_client", "slug", client=slug, known=self.slugs())
        return sqlite.open_file(folder / sqlite.FILE, read_only=read_only)

    def vanished(self, slug: str, *, left_over: bool) -> str | None:
        """Take the client's name away; ``left_over``: whether something of it is known to be."""
        folder = self._folders / slug
        if folder.is_dir():
            vanish(folder)
        elif not left_over:
            raise UnknownClient("unknown_client", "slug", client=slug, known=self.slugs())
        return None


class OnServer:
    """Each client's tables are a PostgreSQL schema; its folder has only its files."""

    def __init__(self, folders: Path, url: URL) -> None:
        self._folders = folders
        self._url = url

    def slugs(self) -> tuple[str, ...]:
        """The names of all clients, readable or not."""
        with closing(postgresql.as_login(self._url)) as login, login.reading() as connection:
            return tuple(sorted(postgresql.roles(connection)))

    def clients(self) -> Iterator[tuple[str, Client | CoachkitError]]:
        """Each client, or why it can't be read."""
        with closing(postgresql.as_login(self._url)) as login:
            with login.reading() as connection:
                roles = postgresql.roles(connection)
            for slug, role in sorted(roles.items()):
                try:
                    with login.reading() as connection:
                        postgresql.take_on(connection, slug, role)
                        yield slug, versions.client_called(connection, slug)
                except CoachkitError as refused:
                    yield slug, refused

    def glimpses(
        self, kinds: frozenset[type[Value]], known: Mapping[str, State], *, again: bool
    ) -> Iterator[Glimpsed]:
        """Each client at a glance; those that are ``known`` are asked only ``again``."""
        with closing(postgresql.as_login(self._url)) as login:
            with login.reading() as connection:
                roles = postgresql.roles(connection)
            for slug, role in sorted(roles.items()):
                if slug in known and not again:
                    yield Glimpsed(slug, known[slug], None)
                    continue
                try:
                    with login.reading() as connection:
                        postgresql.take_on(connection, slug, role)
                        yield Glimpsed(slug, (), glimpse(connection, slug, kinds))
                except CoachkitError as refused:
                    yield Glimpsed(slug, (), refused)

    @contextmanager
    def made(self, slug: str, draft: Path) -> Iterator[Connection]:
        """New tables to fill; the draft of the client's folder gets its name with them."""
        folder = self._folders / slug
        with closing(postgresql.as_login(self._url)) as login, ExitStack() as undo:
            with login.writing() as connection:
                if not postgresql.create(connection, slug):
                    raise ClientExists("client_exists", "slug", client=slug)
                yield connection
                _appear(draft, folder, slug)
                undo.callback(shutil.rmtree, folder)
            undo.pop_all()

    def opened(self, slug: str, *, read_only: bool, looked_at: bool = False) -> Database:
        """The tables of that client, or :class:`UnknownClient`.

        ``looked_at``: as the role that may not write, whatever it is asked to do.
        """
        with closing(postgresql.as_login(self._url)) as login, login.writing() as connection:
            role = postgresql.role_of(connection, slug)
            if role is None:
                known = tuple(sorted(postgresql.roles(connection)))
                raise UnknownClient("unknown_client", "slug", client=slug, known=known)
            if looked_at:
                role = postgresql.ensure_reader(connection, slug, role)
        return postgresql.as_client(self._url, slug, role, read_only=read_only)

    def vanished(self, slug: str, *, left_over: bool) -> str | None:
        """Drop the schema and the role, whose name it gives, and the folder's name with them."""
        folder = self._folders / slug
        with closing(postgresql.as_login(self._url)) as login, ExitStack() as undo:
            with login.writing() as connection:
                role = postgresql.erase(connection, slug)
                if folder.is_dir():
                    undo.callback(vanish(folder).rename, folder)
                elif role is None and not left_over:
                    known = tuple(sorted(postgresql.roles(connection)))
                    raise UnknownClient("unknown_client", "slug", client=slug, known=known)
            undo.pop_all()
        return role


def _appear(draft: Path, folder: Path, slug: str) -> None:
    try:
        appear(draft, folder)
    except FileExistsError as taken:
        raise ClientExists("client_exists", "slug", client=slug) from taken
