"""A live page: its notebook runs in a kernel that stays for as long as somebody looks at it."""

import logging
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import nbformat
from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from coachkit.kernels.private import KERNEL
from coachkit.serving.front import Calm, FromOurPages
from coachkit.serving.texts import all_page_texts, page_names

if TYPE_CHECKING:
    from coachkit.serving.shelf import Shelf

log = logging.getLogger("coachkit.serving")

CELL_TIMEOUT: Final = 120
"""Seconds that a cell may take. A page that waits for ever helps nobody."""

STARTUP_TIMEOUT: Final = 60
"""Seconds that a kernel may take until it answers."""

_SHOWN: Final = frozenset({"display_data", "execute_result"})
_WIDGET: Final = "application/vnd.jupyter.widget-view+json"

Output = dict[str, Any]
"""An output of a cell, as nbformat has it."""


@dataclass
class Run:
    """One notebook's way through a kernel, cell by cell.

    ``kernels``: the server's kernel manager. ``kernel_id`` is known before there is a kernel, so
    that the browser can fetch all it needs while the kernel starts. ``failed``: whether it
    stopped half-way; the reason is in the log, never on the page.
    """

    notebook: Path
    kernels: Any
    kernel_id: str = field(default_factory=lambda: str(uuid4()))
    failed: bool = False
    client: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Read the notebook."""
        self.content = nbformat.read(self.notebook, as_version=4)  # type: ignore[no-untyped-call]  # untyped
        self.cells = [cell for cell in self.content.cells if cell.cell_type == "code"]

    async def _start(self) -> None:
        await self.kernels.start_kernel(
            kernel_id=self.kernel_id,
            kernel_name=KERNEL,
            path=self.notebook.parent.name,
            env=os.environ,
        )
        self.client = NotebookClient(
            self.content,
            km=self.kernels.get_kernel(self.kernel_id),
            timeout=CELL_TIMEOUT,
            startup_timeout=STARTUP_TIMEOUT,
        )
        await self.client.async_start_new_kernel_client()

    async def outputs(self) -> AsyncIterator[list[Output]]:
        """What each cell shows, as soon as it has run. What it prints is not for the page."""
        cell_number = 0
        try:
            await self._start()
            for cell_number, cell in enumerate(self.cells, start=1):
                await self.client.async_execute_cell(cell, cell_number - 1, store_history=False)
                yield [output for raw in cell.get("outputs", ()) if (output := _shown(raw))]
        except (CellExecutionError, CellTimeoutError, RuntimeError, OSError):
            # A RuntimeError is how Jupyter says that a kernel does not answer, or is gone.
            self.failed = True
            if not self._was_ended():
                log.exception("%s stopped in code cell %d", self.notebook, cell_number)

    async def let_go(self) -> None:
        """Stop listening to the kernel; from now on it is the page's alone."""
        if self.client is not None and self.client.kc is not None:
            await ensure_async(self.client.kc.stop_channels())

    async def end(self) -> None:
        """End the kernel: nobody looks."""
        if self.kernel_id in self.kernels:
            await ensure_async(self.kernels.shutdown_kernel(self.kernel_id, now=True))

    def _was_ended(self) -> bool:
        # The visitor has left while cells ran, and the page has said goodbye.
        return self.client is not None and bool(self.client.km.shutting_down)


def _shown(output: Output) -> Output | None:
    if output["output_type"] not in _SHOWN:
        return None
    # Plain text is how Python writes an object: for developers. HTML beside a live widget is for
    # those who read the notebook without a browser.
    unseen = {"text/plain"} | ({"text/html"} if _WIDGET in output["data"] else set())
    kinds = {kind: data for kind, data in output["data"].items() if kind not in unseen}
    return {**output, "data": kinds, "trusted": True} if kinds else None


class LivePage(Calm, JupyterHandler):
    """A client's notebook, run anew for whoever opens it, sent on as it runs."""

    async def get(self, slug: str, name: str) -> None:
        """The page, or 404 where the client has no such notebook."""
        if self.request.headers.get("Sec-Fetch-Dest", "document") != "document":
            # an image or a frame on some other website would start kernels
            raise HTTPError(HTTPStatus.FORBIDDEN)
        shelf: Shelf = self.settings["shelf"]
        notebook = shelf.page(slug, name)
        if notebook is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        run = Run(notebook, self.kernel_manager)
        try:
            await self._send(run, slug, name)
        except StreamClosedError:
            await run.end()
        finally:
            await run.let_go()

    async def _send(self, run: Run, slug: str, name: str) -> None:
        shelf: Shelf = self.settings["shelf"]
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        texts = all_page_texts()
        language = run.content.metadata["language"]
        parts = self.stage.streamed(
            "index.html.j2",
            run=run,
            title=run.content.metadata["title"],
            language=language,
            texts=texts,
            words=texts[language],
            page_config=self.settings["page_config"],
            widget_kind=_WIDGET,
            pages=shelf.addresses(slug),
            here=name,
            names=set(page_names(language)),
        )
        async for part in parts:
            self.write(part)
            await self.flush()


class KernelOfPage(Calm, KernelHandler):
    """Says whether a page's kernel is there. Ending it is :class:`Goodbye`'s."""

    SUPPORTED_METHODS = ("GET",)


class TalkWithKernel(Calm, VoilaKernelWebsocketHandler):
    """The line between a page and its kernel; only a page from here may open it."""


class Goodbye(FromOurPages, JupyterHandler):
    """Ends a kernel when its tab is closed.

    The browser's parting word carries no XSRF token, so stock Voilà refuses it and each closed
    tab leaves a kernel of 100 MB behind. That it comes from a page of ours is checked instead.
    """

    async def post(self, kernel_id: str) -> None:
        """End the kernel. Pages say goodbye more than once: the second time there is none."""
        kernels: Any = self.kernel_manager
        if kernel_id in kernels:
            await ensure_async(kernels.shutdown_kernel(kernel_id))
        self.set_status(HTTPStatus.NO_CONTENT)
