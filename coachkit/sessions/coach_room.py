"""The coach's own room: private notes about a client, and sessions that are tried out alone.

Shared pages never open it: what stands here has no way to a client's folder, page or file.
"""

from contextlib import suppress

from coachkit.model.client import Client
from coachkit.model.errors import UnknownClient
from coachkit.model.languages import Language
from coachkit.model.private_notes import PrivateNotes
from coachkit.sessions.opening import now, whoever
from coachkit.store.changes import Saved
from coachkit.store.client_store import ClientStore
from coachkit.store.workspace import Workspace

PRACTICE = "practice"
"""The short name of whoever is coached in a practice run."""


def private_notes(workspace: Workspace, client: Client) -> Saved[PrivateNotes] | None:
    """The coach's notes about a client, ``None`` where none were ever made."""
    with workspace.open_private(client, now=now, who=whoever()) as room:
        return room.load(PrivateNotes)


def keep_private_notes(
    workspace: Workspace, client: Client, notes: PrivateNotes, *, based_on: int | None
) -> Saved[PrivateNotes]:
    """Keep them; :class:`coachkit.model.errors.StaleRevision` if they were changed in between."""
    with workspace.open_private(client, now=now, who=whoever()) as room:
        return room.save(notes, based_on=based_on, because="")


def open_practice(workspace: Workspace, language: Language) -> ClientStore:
    """A store for a run without a client: it begins empty, whatever was tried before."""
    room = workspace.practice_room()
    with suppress(UnknownClient):
        room.erase(PRACTICE)
    client = Client(slug=PRACTICE, name=PRACTICE.capitalize(), languages=(language,))
    return room.new_client(client, now=now, who=whoever())
