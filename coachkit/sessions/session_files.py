"""The pack of a session into the client's documents: each file to open, and one ZIP with all."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.sessions import Session
from coachkit.sessions import uploading
from coachkit.sessions.writing import write_whole
from coachkit.store.client_store import ClientStore

PACK_FORMATS: Final = ("docx", "pdf", "html")
"""What may be chosen; workbooks, calendars and the minutes come with any of them."""

_TABLES: Final = "xlsx"

Told = Callable[[int, int, str], None]
"""Told how many of how many documents are made, and the name of the last; from any thread."""


class PackAsked(NamedTuple):
    """In which languages and formats the files are wanted."""

    languages: tuple[Language, ...]
    formats: tuple[str, ...]


class PackMade(NamedTuple):
    """What was written, all below ``folder``. ``too_long``: the pages of a guideline too long.

    ``address``: where a page fetches what lies there, empty where no server of ours hands it out.
    """

    folder: Path
    pack: Path
    files: tuple[Path, ...]
    address: str = ""
    too_long: int | None = None


def make_pack(store: ClientStore, sheets: Path, asked: PackAsked, told: Told) -> PackMade:
    """Write everything, the ZIP last; a second time over the first.

    ``sheets``: the folder of the coach's own run sheets. Raises :class:`InvalidValue` ``missing``
    where no language or no format was chosen, else as
    :func:`coachkit.sessions.strategy_documents.write_documents` does.
    """
    for name, chosen in (("languages", asked.languages), ("formats", asked.formats)):
        if not chosen:
            raise InvalidValue("missing", name)
    # Documents take long to import, and a page that makes none should be there at once.
    from coachkit.sessions.client_look import look_of  # noqa: PLC0415
    from coachkit.sessions.evaluation_documents import packed_last_session  # noqa: PLC0415
    from coachkit.sessions.strategy_documents import Wanted  # noqa: PLC0415

    count = _Counted(told)
    wanted = Wanted(asked.languages, (*asked.formats, _TABLES), look_of(store))
    packed = packed_last_session(store, sheets, wanted, count.made, count.planned)
    slug = store.client.slug
    files = tuple(
        write_whole(store.documents / name, content)
        for name, content in sorted(packed.files.items())
    )
    pack = write_whole(store.documents / _name(store), packed.zipped(slug))
    return PackMade(store.documents, pack, files, _address(slug), packed.too_long)


def pack_made(store: ClientStore) -> PackMade | None:
    """The pack that was made last and its files as far as they lie there; ``None`` before that."""
    slug, folder = store.client.slug, store.documents
    pack = folder / _name(store)
    try:
        with zipfile.ZipFile(pack) as packed:
            names = [PurePosixPath(name) for name in packed.namelist()]
    except (OSError, zipfile.BadZipFile):
        return None
    files = (folder.joinpath(*name.parts[1:]) for name in names if ".." not in name.parts)
    return PackMade(folder, pack, tuple(filter(Path.is_file, files)), _address(slug))


def _name(store: ClientStore) -> str:
    """By the last session, so that the packs of its three kinds lie side by side."""
    session = store.load(Session)
    sheet = "" if session is None else session.value.sheet
    what = sheet if sheet in {"evaluation", "campaign"} else "strategy"
    return f"{store.client.slug}-{what}.zip"


def _address(slug: str) -> str:
    served = os.environ.get(uploading.VARIABLE, "").isdecimal()
    return f"/clients/{slug}/documents" if served else ""


class _Counted:
    """Counts the files as they are made; those that were not planned for come last."""

    def __init__(self, told: Told) -> None:
        self._told, self._done, self._of = told, 0, 0

    def planned(self, n: int) -> None:
        self._of = n

    def made(self, name: str) -> None:
        self._done += 1
        self._told(self._done, max(self._of, self._done), name)
