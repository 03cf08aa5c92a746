"""A client's documents, handed to the client's own page and to nobody else.

They are given to be kept and never shown here: what stands in a document is no page of ours.
"""

import asyncio
import re
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError

from coachkit.serving.guard import FromOurPages

if TYPE_CHECKING:
    from coachkit.serving.shelf import Shelf

_KINDS: Final = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""What a document may be; nothing else is handed out."""

_NO_PART: Final = re.compile(r'^\.|[\\/:*?"<>|\x00-\x1f\x7f]|^$')
_DEEPEST: Final = 3
_NOT_ASCII: Final = re.compile(r"[^A-Za-z0-9._-]+")


class Download(FromOurPages, JupyterHandler):
    """Hands out one document. Answers 403 to whoever is no page of ours, 404 for all else."""

    SUPPORTED_METHODS = ("GET",)

    async def prepare(self, **how: Any) -> None:
        """A link elsewhere, an image or a frame gets nothing."""
        await super().prepare(**how)
        self.check_xsrf_cookie()

    async def get(self, slug: str, path: str) -> None:
        """The document, to be kept."""
        shelf: Shelf = self.settings["shelf"]
        folder = shelf.documents_of(slug) if self.visitor.may_take(slug) else None
        found = None if folder is None else document_in(folder, path)
        if found is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        content = await asyncio.get_running_loop().run_in_executor(None, found.read_bytes)
        self.set_header("Content-Type", _KINDS[found.suffix])
        self.set_header("Content-Disposition", _to_be_kept(found.name))
        self.set_header("Cache-Control", "no-store")
        self.finish(content)


def document_in(folder: Path, path: str) -> Path | None:
    """The document at ``path`` below ``folder``; ``None`` for whatever is none, or leads out.

    ``path`` has slashes between its parts, on every system.
    """
    parts = path.split("/")
    if len(parts) > _DEEPEST or any(_NO_PART.search(part) for part in parts):
        return None
    found = folder
    for part in parts:
        found /= part
        # Whatever it leads to: no document of ours is a link.
        if found.is_symlink():
            return None
    return found if found.suffix in _KINDS and found.is_file() else None


def _to_be_kept(name: str) -> str:
    """The header's value, with a plain name for old browsers (RFC 6266)."""
    plain = _NOT_ASCII.sub("_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
