"""A client's documents, or the whole client, as one ZIP."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from coachkit.model.errors import StoreError
from coachkit.sessions.writing import not_writable, write_whole
from coachkit.store.client_store import ClientStore
from coachkit.store.sqlite import FILE as DATABASE_FILE

_STAMP = (1980, 1, 1, 0, 0, 0)
"""ZIP's earliest date, so that the same files make the same ZIP."""


Told = Callable[[int, int, str], None]
"""Told how many of how many files are packed, and the name of the last; from any thread."""


def pack_documents(store: ClientStore, to: Path, told: Told = lambda *_: None) -> Path:
    """All documents of the client. :class:`StoreError` ``nothing_to_pack`` where there are none.

    A ZIP that lies among them at ``to`` is replaced, and not packed into itself.
    """
    files = sorted(path for path in store.documents.rglob("*") if path != to and _is_own(path))
    if not files:
        raise StoreError("nothing_to_pack", "documents", client=store.client.slug)
    return _zip(to, store.documents, store.client.slug, files, told)


def pack_client(store: ClientStore, to: Path) -> Path:
    """The whole folder of the client, to move or to keep. Unzipped elsewhere, it is the client.

    :class:`StoreError` ``kept_on_server`` where its database is not in the folder: a ZIP without
    it would only look like the client.
    """
    slug = store.client.slug
    if not (store.folder / DATABASE_FILE).is_file():
        raise StoreError("kept_on_server", "client", client=slug)
    store.close()  # folds the write-ahead log into the database file
    files = sorted(path for path in store.folder.rglob("*") if path.is_file())
    return _zip(to, store.folder, slug, files)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of names and contents, in their order: the same files make the same ZIP."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files:
            inside = zipfile.ZipInfo(name, _STAMP)
            inside.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(inside, content)
    return packed.getvalue()


def _is_own(path: Path) -> bool:
    # A link may lead out of the client's folder, into what whoever gets the pack may not see.
    return path.is_file() and not path.is_symlink()


def _zip(
    to: Path, root: Path, slug: str, files: Sequence[Path], told: Told = lambda *_: None
) -> Path:
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
            for number, path in enumerate(files, 1):
                told(number, len(files), path.name)
                inside = f"{slug}/{path.relative_to(root).as_posix()}"
                pack.writestr(zipfile.ZipInfo(inside, _STAMP), path.read_bytes())
    except OSError as refused:
        raise not_writable(refused, to) from refused
    return write_whole(to, packed.getvalue())
