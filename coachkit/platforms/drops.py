"""What somebody drops: a file, a folder or a ZIP of files, each with the name shown to people.

Nothing is passed over in silence but what systems leave behind: every file is at hand to be read,
or it has a refusal of its own.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.archives import MOST_FILES, Archive, Part, hidden, listed

_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x07\x08")
_MOST_FOLDERS = 2_000


@dataclass(frozen=True)
class DroppedFile:
    """One file of a drop.

    ``shown``: its name for people, with the folders or the archive it lies in; ``path``: the file
    itself or the archive; ``inside``: its place below the drop, none for a file by itself;
    ``packed``: whether it lies in an archive.
    """

    shown: str
    path: Path
    inside: tuple[str, ...]
    packed: bool
    _open: Callable[[Path], AbstractContextManager[Path]]
    _refused: UnreadableExport | None = None

    @contextmanager
    def at_hand(self, room: Path) -> Iterator[Path]:
        """The file, to be read; what lies in an archive is unpacked below ``room`` meanwhile.

        Raises :class:`UnreadableExport` ``encrypted``, ``nested_archive``, ``other_archive``,
        ``is_a_link``, ``unsafe_name``, ``damaged_file``; :class:`NotWritable`.
        """
        if self._refused is not None:
            raise self._refused
        with self._open(room) as path:
            _check_no_archive(path, self.shown, inside_one=self.packed)
            yield path


@dataclass(frozen=True)
class Drop:
    """What was dropped, its files in a stable order. ``archive``: it is a ZIP."""

    path: Path
    files: tuple[DroppedFile, ...]
    archive: bool


def dropped(path: Path) -> Drop:
    """What lies at ``path``: at most :data:`~coachkit.platforms.archives.MOST_FILES` files.

    A folder is looked through to its ends, and a ZIP in it counts as a folder. Raises
    :class:`UnreadableExport` where nothing of it can be had: ``file_not_found``,
    ``not_permitted``, ``nothing_inside``, ``too_many_files``, ``too_large``, ``damaged_file``.
    """
    try:
        if path.is_dir():
            drop = Drop(path, tuple(_in_folder(path)), archive=False)
        else:
            files, archive = _in_file(path, path.name, ())
            drop = Drop(path, files, archive)
    except PermissionError:
        raise UnreadableExport("not_permitted", file=str(path)) from None
    if not drop.files:
        raise UnreadableExport("nothing_inside", file=path.name)
    if len(drop.files) > MOST_FILES:
        raise _too_many(path)
    return drop


def _in_folder(folder: Path) -> Iterator[DroppedFile]:
    for path in sorted(_files_below(folder), key=lambda path: path.relative_to(folder).parts):
        inside = path.relative_to(folder).parts
        shown = "/".join((folder.name, *inside))
        if path.is_symlink():
            refused = UnreadableExport("is_a_link", file=shown)
            yield _refused_file(path, shown, inside, refused)
            continue
        try:
            files, _ = _in_file(path, shown, inside)
        except UnreadableExport as damaged:
            yield _refused_file(path, shown, inside, damaged)
        else:
            yield from files


def _refused_file(
    path: Path, shown: str, inside: tuple[str, ...], refused: UnreadableExport
) -> DroppedFile:
    return DroppedFile(shown, path, inside, packed=False, _open=_as_it_lies(path), _refused=refused)


def _files_below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for looked_into, (parent, folders, files) in enumerate(os.walk(folder)):
        folders[:] = sorted(name for name in folders if not hidden((name,)))
        found += [Path(parent, name) for name in files if not hidden((name,))]
        if len(found) > MOST_FILES or looked_into > _MOST_FOLDERS:
            raise _too_many(folder)
    return found


def _in_file(
    path: Path, shown: str, inside: tuple[str, ...]
) -> tuple[tuple[DroppedFile, ...], bool]:
    if _start(path).startswith(_ZIPS):
        archive = _archive(path)
        if archive is not None and not archive.document:
            return tuple(
                DroppedFile(
                    "/".join((shown, *part.inside)),
                    path,
                    (*inside, *part.inside),
                    packed=True,
                    _open=_unpacking(archive, part),
                )
                for part in sorted(archive.parts, key=lambda part: part.inside)
            ), True
    return (DroppedFile(shown, path, inside, packed=False, _open=_as_it_lies(path)),), False


def _archive(path: Path) -> Archive | None:
    """The archive; ``None`` for a broken one that calls itself a workbook, whose reader knows."""
    try:
        return listed(path)
    except UnreadableExport:
        if path.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".csv"}:
            return None
        raise


def _as_it_lies(path: Path) -> Callable[[Path], AbstractContextManager[Path]]:
    return lambda _room: nullcontext(path)


def _unpacking(archive: Archive, part: Part) -> Callable[[Path], AbstractContextManager[Path]]:
    return lambda room: archive.unpacked(part, room)


def _start(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(8)
    except OSError:
        # Whoever reads the file says why it cannot be read.
        return b""


def _check_no_archive(path: Path, shown: str, *, inside_one: bool) -> None:
    start = _start(path)
    if start.startswith(_OTHER_ARCHIVES):
        raise UnreadableExport("other_archive", file=shown)
    if inside_one and start.startswith(_ZIPS):
        try:
            document = listed(path).document
        except UnreadableExport:
            return
        if not document:
            raise UnreadableExport("nested_archive", file=shown)


def _too_many(path: Path) -> UnreadableExport:
    return UnreadableExport("too_many_files", file=path.name, expected=MOST_FILES)
