"""Files that a page sends into its client's inbox: streamed to the disk, whole or not at all.

They come as a plain request, for a WebSocket silently drops what is larger than 10 MB. Nothing
of them is looked at here, and nothing is ever run.
"""

import asyncio
import filecmp
import os
import re
import unicodedata
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast
from urllib.parse import unquote

from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, stream_request_body

from coachkit.model.errors import NotWritable
from coachkit.serving.guard import FromOurPages
from coachkit.serving.limits import take_longer
from coachkit.sessions.filing import DONE_WITH, moved
from coachkit.sessions.room import room_in
from coachkit.sessions.uploading import LARGEST
from coachkit.store.folders import private_file
from coachkit.store.refusals import named

if TYPE_CHECKING:
    from tornado.http1connection import HTTP1Connection

    from coachkit.serving.shelf import Shelf

_DRAINED: Final = 4 * LARGEST
_LONGEST_NAME: Final = 150
_NOT_IN_NAMES: Final = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f]')
_PRESENT: Final = datetime(1990, 1, 1, tzinfo=UTC).timestamp()


def safe_name(sent: str) -> str:
    """A file's name as it may lie in a folder of any system, without the folders it came from."""
    name = unicodedata.normalize("NFC", re.split(r"[\\/]", sent)[-1])
    visible = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    stem, dot, kind = _NOT_IN_NAMES.sub("_", visible).strip(". ").rpartition(".")
    if not stem:
        stem, dot, kind = kind, "", ""
    kind = kind[:20]
    room = _LONGEST_NAME - len(kind.encode())
    short = stem.encode()[:room].decode(errors="ignore").strip(". ")
    safe = f"{short or 'export'}{dot}{kind}"
    return f"{safe}_" if safe.casefold() in DONE_WITH else safe


@stream_request_body
class Upload(FromOurPages, JupyterHandler):
    """Takes one file: its bytes are the request's body, ``X-File-Name`` its name (as in a URL).

    ``X-File-Date``: when it was last changed, in seconds. Answers 201, 403 to whoever is no page
    of ours, 404 for no client, 411 and 413 by size, 507 where the disk has no room.
    """

    SUPPORTED_METHODS = ("POST",)

    async def prepare(self, **how: Any) -> None:
        """Decide before the first byte comes."""
        self._open = ExitStack()
        self._draft: tuple[Path, IO[bytes]] | None = None
        self._refused: HTTPStatus | None = None
        await super().prepare(**how)
        self.check_xsrf_cookie()
        shelf: Shelf = self.settings["shelf"]
        slug = self.path_kwargs["slug"]
        inbox = shelf.inbox_of(slug) if self.visitor.may_bring_in(slug) else None
        if inbox is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self._inbox = inbox
        self._receive()

    def _receive(self) -> None:
        connection = cast("HTTP1Connection", self.request.connection)
        length = self.request.headers.get("Content-Length", "")
        if not length.isdecimal():
            self._refused = HTTPStatus.LENGTH_REQUIRED
        elif int(length) > LARGEST:
            self._refused = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            # Let it pass by: a browser that is cut off does not hear why.
            connection.set_max_body_size(min(int(length), _DRAINED))
        else:
            connection.set_max_body_size(LARGEST)
            take_longer(self.request)
            self._begin()

    def _begin(self) -> None:
        try:
            room = self._open.enter_context(room_in(self._inbox))
            with named(room):
                draft = room / "arriving"
                self._draft = (draft, self._open.enter_context(private_file(draft)))
        except NotWritable:
            self._refused = HTTPStatus.INSUFFICIENT_STORAGE

    def data_received(self, chunk: bytes) -> None:
        """The next bytes."""
        if self._draft is None or self._refused is not None:
            return
        path, file = self._draft
        try:
            with named(path):
                file.write(chunk)
        except NotWritable:
            self._refused = HTTPStatus.INSUFFICIENT_STORAGE

    async def post(self, slug: str) -> None:  # noqa: ARG002 - in the address
        """All bytes are here: the file takes its place in the inbox at one stroke."""
        if self._refused is not None:
            raise HTTPError(self._refused)
        if self._draft is None:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        settling = partial(self._settle, *self._draft)
        try:
            name = await asyncio.get_running_loop().run_in_executor(None, settling)
        except NotWritable:
            raise HTTPError(HTTPStatus.INSUFFICIENT_STORAGE) from None
        finally:
            # Before the answer: who hears it finds the inbox tidy.
            self._open.close()
        self.set_status(HTTPStatus.CREATED)
        self.finish({"name": name})

    def _settle(self, path: Path, file: IO[bytes]) -> str:
        with named(path):
            file.flush()
            os.fsync(file.fileno())
            file.close()
            made = self._made()
            if made is not None:
                os.utime(path, (made, made))
        wanted = self._inbox / safe_name(unquote(self.request.headers.get("X-File-Name", "")))
        # Sent again after a lost line: the same file need not lie there twice.
        if wanted.is_file() and filecmp.cmp(path, wanted, shallow=False):
            return wanted.name
        return moved(path.parent, path, wanted).name

    def _made(self) -> float | None:
        """The date of the file, which says when it was exported; none that cannot be."""
        sent = self.request.headers.get("X-File-Date", "")
        now = datetime.now(UTC).timestamp()
        return float(sent) if sent.isdecimal() and _PRESENT < float(sent) <= now else None

    def on_finish(self) -> None:
        """Leave nothing behind of a file that did not come to its end."""
        self._open.close()

    def on_connection_close(self) -> None:
        """The line is lost: nothing of the file is kept."""
        self._open.close()
        super().on_connection_close()
