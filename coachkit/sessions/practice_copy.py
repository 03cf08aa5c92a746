"""What a practice run begins with: a copy of what the client has, in the coach's own room."""

from collections.abc import Sequence

from coachkit.model.errors import CoachkitError
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.values import Value
from coachkit.sessions.opening import now, whoever
from coachkit.store.client_store import ClientStore
from coachkit.store.workspace import Workspace


def copied(store: ClientStore, room: Workspace, entered: Sequence[type[Value]]) -> ClientStore:
    """A store in the practice room that begins with what the client has of these kinds."""
    copy = room.new_client(store.client, now=now, who=whoever())
    # The plan after the team: the later of the two says who makes content.
    kinds: tuple[type[Value], ...] = (*entered, PlanRequest)
    try:
        for kind in kinds:
            saved = store.load(kind)
            if saved is not None:
                copy.save(saved.value, based_on=None, because="practice")
    except CoachkitError:
        copy.close()
        raise
    return copy
