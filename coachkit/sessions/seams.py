"""A client's seams: those that ship with coachkit, and those that its manager noted."""

from coachkit.model.seams import Seam, Seams, shipped_seams
from coachkit.store.changes import Saved
from coachkit.store.client_store import ClientStore


def seams_of(store: ClientStore) -> Seams:
    """All seams that break the client's series: the known ones and its own, by day.

    Where both speak of one place, the client's own words stand.
    """
    noted = noted_seams(store)
    known = (
        seam
        for seam in shipped_seams().seams
        if not any(seam.same_place(own) for own in noted.seams)
    )
    return Seams(seams=(*known, *noted.seams))


def noted_seams(store: ClientStore) -> Seams:
    """Only those that were added for this client."""
    return _kept(store)[0]


def add_seam(store: ClientStore, seam: Seam, because: str) -> Saved[Seams]:
    """Keep a seam with the client; from now on its series break there.

    :class:`coachkit.model.errors.InvalidValue` ``repeated`` at ``seams`` where the client has one
    of that platform, day and metrics.
    """
    noted, revision = _kept(store)
    return store.save(noted.with_seam(seam), based_on=revision, because=because)


def remove_seam(store: ClientStore, seam: Seam, because: str) -> Saved[Seams]:
    """Forget a seam that was added; those that ship stay.

    :class:`coachkit.model.errors.InvalidValue` ``not_allowed`` at ``seams`` for one that is not
    among the client's own.
    """
    noted, revision = _kept(store)
    return store.save(noted.without(seam), based_on=revision, because=because)


def _kept(store: ClientStore) -> tuple[Seams, int | None]:
    saved = store.load(Seams)
    return (saved.value, saved.revision) if saved else (Seams(), None)
