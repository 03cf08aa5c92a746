"""One client, opened: save against what you saw, read back, look into the past."""

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.private_notes import PrivateNotes
from coachkit.store import replaying, versions
from coachkit.store.changes import Change, Event, Frozen, Saved, differences
from coachkit.store.folders import DOCUMENTS, INBOX, RUNS
from coachkit.store.kinds import V, kind_of
from coachkit.store.ledger import Ledger
from coachkit.store.replaying import Replayed

if TYPE_CHECKING:
    from coachkit.store.observations import Observations


class ClientStore:
    """The store of exactly one client; :class:`coachkit.store.workspace.Workspace` opens it.

    Everything that changes it happens in one transaction together with its event, or not at all.
    What the disk or the database refuses is a :class:`coachkit.model.errors.StoreError`.
    """

    def __init__(self, folder: Path, ledger: Ledger, *, private: bool = False) -> None:
        self.folder = folder
        self._private = private
        self.documents = folder / DOCUMENTS
        self.runs = folder / RUNS
        self.inbox = folder / INBOX
        self._ledger = ledger
        self._client = self._followed_client()

    @cached_property
    def observations(self) -> "Observations":
        """What the platforms reported about the client."""
        # pandas takes longer to import than all the rest, and who only saves has no use for it.
        from coachkit.store.observations import Observations  # noqa: PLC0415

        return Observations(self.folder, self._ledger)

    @property
    def client(self) -> Client:
        """Who it is, as of opening or of the last save here."""
        return self._client

    @property
    def read_only(self) -> bool:
        """Whether it was opened only to be read."""
        return self._ledger.database.read_only

    def save(
        self, value: V, *, based_on: int | None, because: str, minute: float | None = None
    ) -> Saved[V]:
        """Append a version. ``based_on``: the revision that was changed, ``None`` for the first.

        Raises :class:`coachkit.model.errors.StaleRevision` if somebody saved in between; nothing
        is written then, and nothing of theirs is lost. A ``minute`` is one of the session that
        wrote last. The coach's private notes are only kept in the coach's own room.
        """
        if isinstance(value, Client) and value.slug != self._client.slug:
            raise InvalidValue("not_allowed", "slug", value=value.slug)
        if isinstance(value, PrivateNotes) and not self._private:
            raise InvalidValue("not_allowed", "kind", value=kind_of(PrivateNotes))
        with self._ledger.writing() as entry:
            saved = versions.append(entry, value, based_on=based_on, because=because, minute=minute)
        if isinstance(value, Client):
            self._client = value
        return saved

    def load(self, kept: type[V]) -> Saved[V] | None:
        """The last version of that kind of value, or ``None`` where there is none yet."""
        with self._ledger.reading() as connection:
            return versions.latest(connection, kept)

    def load_revision(self, kept: type[V], revision: int) -> Saved[V]:
        """The version of that number; :class:`StoreError` ``unknown_revision``."""
        with self._ledger.reading() as connection:
            return versions.numbered(connection, kept, revision)

    def history(self, kept: type[V]) -> tuple[Saved[V], ...]:
        """Every version of that kind of value, oldest first."""
        with self._ledger.reading() as connection:
            return versions.every(connection, kept)

    def diff(self, kept: type[V], older: int, newer: int) -> tuple[Change, ...]:
        """What changed between two revisions; :class:`StoreError` ``unknown_revision``."""
        with self._ledger.reading() as connection:
            before = versions.numbered(connection, kept, older)
            after = versions.numbered(connection, kept, newer)
        return differences(before.value, after.value)

    def seal(self) -> str:
        """A hash of all that is kept of the client: the last values, and what was imported.

        What has merely happened, such as a report that was written, does not change it.
        """
        with self._ledger.reading() as connection:
            return versions.seal(connection)

    def freeze(self, name: str, *, because: str) -> Frozen:
        """Name the current revision of every kind; a name is given once (``name_taken``)."""
        with self._ledger.writing() as entry:
            return versions.freeze(entry, name, because=because)

    def frozen(self, name: str) -> Frozen:
        """What stood under that name, or :class:`StoreError` ``unknown_name`` with ``known``."""
        names = self.frozen_names()
        for given in names:
            if given.name == name:
                return given
        known = tuple(given.name for given in names)
        raise StoreError("unknown_name", "name", name=name, known=known)

    def frozen_names(self) -> tuple[Frozen, ...]:
        """Every frozen name, oldest first."""
        with self._ledger.reading() as connection:
            return versions.frozen_names(connection)

    def load_frozen(self, kept: type[V], name: str) -> Saved[V] | None:
        """A value as it stood under that name; ``None`` where there was none yet."""
        revision = self.frozen(name).revisions.get(kind_of(kept))
        if revision is None:
            return None
        with self._ledger.reading() as connection:
            return versions.numbered(connection, kept, revision)

    def record(
        self, event: str, *, minute: float | None = None, session: int | None = None, **details: Any
    ) -> None:
        """Write down that something happened; ``details`` are plain JSON values.

        ``session``: the number of the session; a ``minute`` without it is one of the last session.
        """
        with self._ledger.writing() as entry:
            entry.note(event, minute=minute, details=details, session=session)

    def events(self, *, after: int = 0) -> tuple[Event, ...]:
        """What happened after event number ``after``, oldest first."""
        return self._ledger.events(after=after)

    def last_event(self) -> int:
        """The number of the last event, 0 before any: whoever follows asks this first."""
        return self._ledger.last_event()

    def events_of(self, session: int) -> tuple[Event, ...]:
        """What happened in the session of that number, oldest first."""
        return self._ledger.events_of(session)

    def replay(self, session: int, minute: float) -> Replayed:
        """How everything stood at that minute of the session of that number.

        Raises :class:`StoreError` ``unknown_session`` where nothing was written in it.
        """
        with self._ledger.reading() as connection:
            return replaying.replayed(connection, session, minute)

    def close(self) -> None:
        """Let go of the database. A closed store may be closed again."""
        self._ledger.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _followed_client(self) -> Client:
        """Who it is, under the name of its folder: who renames the folder moves the client."""
        slug = self.folder.name
        with self._ledger.reading() as connection:
            client = versions.client_called(connection, slug)
            saved = versions.latest(connection, Client)
        if saved is not None and saved.value != client and not self.read_only:
            self._save_moved(slug)
        return client

    def _save_moved(self, slug: str) -> None:
        with self._ledger.writing() as entry:
            saved = versions.latest(entry.connection, Client)
            # Another process may have opened the moved folder a moment before.
            if saved is not None and saved.value.slug != slug:
                entry.note("moved", details={"before": saved.value.slug})
                client = saved.value.changed(slug=slug)
                versions.append(entry, client, based_on=saved.revision, because="", minute=None)
