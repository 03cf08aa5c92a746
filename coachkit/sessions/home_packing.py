"""A client's documents in one ZIP, made from the coach's desk in a thread of its own."""

import os
import zipfile
from pathlib import Path
from typing import Final
from urllib.parse import quote

from coachkit.documents.home_pages import PackShown
from coachkit.sessions import uploading
from coachkit.sessions.opening import now, whoever
from coachkit.sessions.packing import Told, pack_documents
from coachkit.store.workspace import Workspace

_ENDING: Final = "-documents.zip"


def make_pack(workspace: Workspace, slug: str, told: Told) -> PackShown:
    """All documents of a client in one ZIP among them; a second time over the first.

    Raises :class:`coachkit.model.errors.StoreError` ``nothing_to_pack``.
    """
    with workspace.open_client(slug, now=now, who=whoever()) as store:
        return _shown(slug, pack_documents(store, store.documents / f"{slug}{_ENDING}", told))


def pack_made(workspace: Workspace, slug: str) -> PackShown | None:
    """The ZIP that was made last, ``None`` where there is none that can be read."""
    pack = workspace.folder(slug) / "documents" / f"{slug}{_ENDING}"
    try:
        return _shown(slug, pack) if pack.is_file() else None
    except (OSError, zipfile.BadZipFile):
        return None


def _shown(slug: str, pack: Path) -> PackShown:
    with zipfile.ZipFile(pack) as packed:
        files = len(packed.namelist())
    served = os.environ.get(uploading.VARIABLE, "").isdecimal()
    address = f"/clients/{slug}/documents/{quote(pack.name)}" if served else ""
    return PackShown(pack.name, files, address, str(pack.parent))
