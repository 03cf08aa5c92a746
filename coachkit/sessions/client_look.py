"""A client's own colour and logo: kept once, and on every document from then on."""

from pathlib import Path
from typing import Final

from coachkit.documents.house_look import HouseLook
from coachkit.model.client import Client
from coachkit.sessions.writing import write_whole
from coachkit.store.client_store import ClientStore

_LOGOS: Final = {"logo.png": b"\x89PNG", "logo.jpg": b"\xff\xd8"}
"""What a logo's file is called in the client's folder, by how its content begins."""


def look_of(store: ClientStore, brand: str = "", logo: bytes | None = None) -> HouseLook:
    """How the client's documents look: as it is said here, else as it was kept.

    Raises what :class:`HouseLook` raises.
    """
    kept = logo_of(store.folder)
    if logo is None and kept is not None:
        logo = kept.read_bytes()
    return HouseLook(brand or store.client.colour or HouseLook().brand, logo)


def keep_look(store: ClientStore, brand: str, logo: bytes | None) -> HouseLook:
    """Keep the colour, the logo, or both; the other stays. Raises what :class:`HouseLook` does."""
    look = look_of(store, brand, logo)
    if logo is not None:
        for path in _logo_files(store.folder):
            path.unlink(missing_ok=True)
        name = next(name for name, begins in _LOGOS.items() if logo.startswith(begins))
        write_whole(store.folder / name, logo)
    saved = store.load(Client)
    if brand and brand != store.client.colour:
        based_on = None if saved is None else saved.revision
        store.save(store.client.changed(colour=brand), based_on=based_on, because="look")
    return look


def forget_look(store: ClientStore) -> None:
    """Back to the house's own colour, without a logo."""
    for path in _logo_files(store.folder):
        path.unlink(missing_ok=True)
    saved = store.load(Client)
    if saved is not None and saved.value.colour:
        store.save(saved.value.changed(colour=""), based_on=saved.revision, because="look")


def logo_of(folder: Path) -> Path | None:
    """Where the logo lies in a client's folder; ``None`` where there is none."""
    return next((path for path in _logo_files(folder) if path.is_file()), None)


def _logo_files(folder: Path) -> list[Path]:
    return [folder / name for name in _LOGOS]
