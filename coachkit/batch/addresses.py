"""Runs kept elsewhere than in the clients' own folders: another folder, or a store of objects.

A store of objects cannot let two folders change places. So a run's files come under a name of
their own there, and the record, one object that is there whole or not at all, is written last and
says which name it is. Whoever begins with the record finds the last good run or the new one. The
run before it stays until the next, for whoever is still reading it.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from coachkit.batch.outputs import RunsFolder, Shelf, drafting
from coachkit.batch.records import RECORD, RunRecord, read_record
from coachkit.model.errors import BatchRefused, InvalidValue, NotWritable
from coachkit.sessions.writing import not_writable

_FILE: Final = "file"
_CHAIN: Final = "::"


def whole_address(given: str) -> str:
    """The address as every worker understands it: a folder's from the root, nothing at its end.

    Raises :class:`BatchRefused` ``missing_package`` or ``no_outputs`` where nothing can be kept,
    :class:`InvalidValue` ``password_in_address``.
    """
    if "://" not in given:
        return Path(given).expanduser().resolve().as_uri()
    if _CHAIN in given:
        raise BatchRefused("no_outputs", "outputs", address=given)
    if urlsplit(given).password:
        raise InvalidValue("password_in_address", "outputs")
    address = given.rstrip("/")
    if urlsplit(address).scheme != _FILE:
        _file_system(address)
    return address


def shelf_at(address: str, client: str) -> Shelf:
    """Where that client's runs are kept: each client has a folder of its own at the address."""
    if urlsplit(address).scheme == _FILE:
        return _OtherFolder(Path(url2pathname(urlsplit(address).path)) / client)
    return _Objects(address, client)


class _OtherFolder(RunsFolder):
    """Another folder of this machine, or one that it sees: as the client's own."""

    def publish(self, name: str, draft: Path) -> str:
        """Copy it beside its place first: what is written elsewhere cannot change places."""
        with drafting(self._runs) as beside:
            try:
                shutil.copytree(draft, beside, dirs_exist_ok=True)
            except OSError as refused:
                raise not_writable(refused, self._runs) from refused
            return super().publish(name, beside)


class _Objects:
    """A store of objects, by whatever fsspec knows of its kind."""

    def __init__(self, address: str, client: str) -> None:
        self._files, root = _file_system(address)
        self._root = f"{root.rstrip('/')}/{client}"
        self._address = f"{address}/{client}"

    def place(self, name: str) -> str:
        """Where the run of that name is."""
        return f"{self._address}/{name}"

    def kept(self, name: str) -> RunRecord | None:
        """The record of the run of that name, if every file of it is there at its size."""
        with self._named(name):
            record = self._record(name)
            return record if record and self._is_whole(name, record) else None

    def publish(self, name: str, draft: Path) -> str:
        """Bring the files there under a name of their own, then the record that says which.

        Raises :class:`~coachkit.model.errors.NotWritable`.
        """
        made = RunRecord.model_validate_json((draft / RECORD).read_bytes())
        within = f"{made.began:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        record = made.changed(within=within)
        with self._named(name):
            before = self._record(name)
            for file in record.files:
                place = f"{self._root}/{name}/{within}/{file.name}"
                self._files.pipe_file(place, (draft / file.name).read_bytes())
            if not self._is_whole(name, record):
                raise NotWritable("not_permitted", "path", path=self.place(name))
            self._files.pipe_file(self._record_of(name), record.model_dump_json(indent=1).encode())
            self._remove_all_but(name, {within, before.within if before else within})
        return self.place(name)

    def _record_of(self, name: str) -> str:
        return f"{self._root}/{name}/{RECORD}"

    def _record(self, name: str) -> RunRecord | None:
        try:
            return read_record(self._files.cat_file(self._record_of(name)))
        except FileNotFoundError:
            return None

    def _is_whole(self, name: str, record: RunRecord) -> bool:
        folder = f"{self._root}/{name}/{record.within}"
        self._files.invalidate_cache()
        found = self._files.find(folder, detail=True)
        sizes = {str(path).partition(f"{folder}/")[2]: told["size"] for path, told in found.items()}
        return bool(record.files) and sizes == {file.name: file.bytes for file in record.files}

    def _remove_all_but(self, name: str, kept: set[str]) -> None:
        """Older runs, and what a killed one has left."""
        for path in self._files.ls(f"{self._root}/{name}", detail=False):
            last = str(path).rstrip("/").rpartition("/")[2]
            if last not in {*kept, RECORD}:
                self._files.rm(path, recursive=True)

    @contextmanager
    def _named(self, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as refused:
            raise NotWritable("not_permitted", "path", path=self.place(name)) from refused


def _file_system(address: str) -> tuple[Any, str]:
    try:
        # a package that only such an address asks for
        from fsspec.core import url_to_fs  # noqa: PLC0415
        from fsspec.registry import known_implementations  # noqa: PLC0415
    except ImportError as missing:
        raise BatchRefused("missing_package", package="fsspec", extra="outputs") from missing
    try:
        found: tuple[Any, str] = url_to_fs(address)
    except ImportError as missing:
        known = known_implementations[urlsplit(address).scheme]
        package = str(known["class"]).partition(".")[0]
        raise BatchRefused("missing_package", package=package) from missing
    except ValueError as unknown:
        raise BatchRefused("no_outputs", "outputs", address=address) from unknown
    return found
