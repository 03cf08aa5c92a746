"""A live page: its notebook runs in a kernel that stays for as long as somebody looks at it."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from uuid import uuid4

import nbformat
from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from coachkit.kernels.mishaps import PAGE_VARIABLE, new_number
from coachkit.kernels.private import KERNEL
from coachkit.serving.at_the_ready import AtTheReady, Wanted
from coachkit.serving.brands import HOUSE, Brand, brand_of
from coachkit.serving.door_texts import LOGOUT
from coachkit.serving.guard import FromOurPages, Guarded
from coachkit.serving.limits import LINES, READ_WITHIN, SIGN_LATE
from coachkit.serving.lines import GOING
from coachkit.serving.settling import Pages, settle
from coachkit.serving.texts import all_page_texts, page_names
from coachkit.serving.visitors import Owners, Visitor
from coachkit.serving.waiting import Waits
from coachkit.serving.waiting_room import Room

if TYPE_CHECKING:
    from coachkit.serving.idle import Idle
    from coachkit.serving.lines import Lines
    from coachkit.serving.shelf import Shelf
    from coachkit.serving.told import Told

log = logging.getLogger("coachkit.serving")

CELL_TIMEOUT: Final = 120
"""Seconds that a cell may take. A page that waits for ever helps nobody."""

STARTUP_TIMEOUT: Final = 60
"""Seconds that a kernel may take until it answers."""

_SHOWN: Final = frozenset({"display_data", "execute_result"})
_WIDGET: Final = "application/vnd.jupyter.widget-view+json"

Output = dict[str, Any]
"""An output of a cell, as nbformat has it."""

Shown: TypeAlias = tuple[dict[str, Any], list[Output]]
"""What there is to know of the widgets of a cell, and what it shows."""


@dataclass
class Run:
    """One notebook's way through a kernel, cell by cell.

    ``kernels``: the server's kernel manager. ``visitor``: whom the kernel works for, on a page of
    the client ``slug``; ``owners`` keeps that in mind. ``kernel_id`` is known before there is a
    kernel, so that the browser can fetch all it needs while the kernel starts. ``failed``: whether
    it stopped half-way; the reason is in the log, never on the page, and ``mishap`` is the number
    that both carry. ``gone``: whether there is no kernel any more, so that it is worth another try.
    """

    notebook: Path
    kernels: Any
    visitor: Visitor
    slug: str
    owners: Owners = field(default_factory=Owners, repr=False)
    kernel_id: str = field(default_factory=lambda: str(uuid4()))
    failed: bool = False
    gone: bool = False
    mishap: str = ""
    client: Any = field(default=None, repr=False)
    pages: Pages = field(default_factory=Pages, repr=False)
    room: Room = field(default_factory=Room, repr=False)
    _shown: list[Shown] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Read the notebook."""
        self.content = nbformat.read(self.notebook, as_version=4)  # type: ignore[no-untyped-call]  # untyped
        self.cells = [cell for cell in self.content.cells if cell.cell_type == "code"]

    async def _start(self) -> None:
        page = f"{self.notebook.parent.name}/{self.notebook.stem}"
        # Before there is a kernel: nobody finds one that is nobody's.
        self.owners.started(self.kernel_id, self.visitor)
        async with self.room.starting(self.kernel_id), asyncio.timeout(2 * STARTUP_TIMEOUT):
            await self._start_now(page)

    async def _start_now(self, page: str) -> None:
        await self.kernels.start_kernel(
            kernel_id=self.kernel_id,
            kernel_name=KERNEL,
            path=self.notebook.parent.name,
            env=os.environ | {PAGE_VARIABLE: page, **self.visitor.told(self.slug)},
        )
        self.client = NotebookClient(
            self.content,
            km=self.kernels.get_kernel(self.kernel_id),
            timeout=CELL_TIMEOUT,
            startup_timeout=STARTUP_TIMEOUT,
        )
        await self.client.async_start_new_kernel_client()
        await self.kernels.until_heard(self.kernel_id, self.client.kc.kernel_info)

    async def ahead(self) -> None:
        """Run all of it now, for a page that is sent later."""
        self._shown = [shown async for shown in self.outputs()]
        await self.let_go()

    async def outputs(self) -> AsyncIterator[Shown]:
        """What each cell shows, as soon as it has run, and what there is to know of its widgets.

        What it prints is not for the page.
        """
        if self._shown is not None:
            for shown in self._shown:
                yield shown
            return
        cell_number = 0
        try:
            await self._start()
            # What was typed on a page that was left for this one is read here.
            slug = self.notebook.parent.name
            await settle(self.kernels, self.pages.of(slug, self.kernels))
            for cell_number, cell in enumerate(self.cells, start=1):
                await self.client.async_execute_cell(cell, cell_number - 1, store_history=False)
                yield self._told_of(cell)
            self.pages.drawn(self.kernel_id, slug)
        except (CellExecutionError, CellTimeoutError, RuntimeError, OSError) as stopped:
            # A TimeoutError is an OSError: what takes for ever is over, too.
            # A RuntimeError is how Jupyter says that a kernel does not answer, or is gone.
            self.failed = True
            self.gone = isinstance(stopped, DeadKernelError)
            self.mishap = new_number()
            if not self._was_ended():
                log.exception(
                    "mishap %s: %s stopped in code cell %d",
                    self.mishap,
                    self.notebook,
                    cell_number,
                )
            if isinstance(stopped, CellTimeoutError | TimeoutError):
                # It would go on for ever, and there is nothing to look at.
                await self.end()

    def _told_of(self, cell: Any) -> Shown:
        outputs = [output for raw in cell.get("outputs", ()) if (output := _shown(raw))]
        told: Told = self.client.km.register.told
        return told.news(outputs, self.client.widget_state, self.client.widget_buffers), outputs

    async def let_go(self) -> None:
        """Stop listening to the kernel; from now on it is the page's alone."""
        if self.client is not None and self.client.kc is not None:
            await ensure_async(self.client.kc.stop_channels())

    async def end(self) -> None:
        """End the kernel: nobody looks."""
        self.owners.ended(self.kernel_id)
        await self.kernels.end(self.kernel_id, keeps=False, now=True)

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


class ShownLive(Waits, JupyterHandler):
    """Shows a notebook: it is run anew for whoever opens it, and sent on as it runs."""

    def check_is_looked_at(self) -> None:
        """Refuse what is no visit: an image or a frame somewhere else would start kernels."""
        if self.request.headers.get("Sec-Fetch-Dest", "document") != "document":
            raise HTTPError(HTTPStatus.FORBIDDEN)

    async def show(
        self, notebook: Path, slug: str, here: str, pages: Mapping[str, str], plain: str = ""
    ) -> None:
        """The page. ``pages``: where there is more; ``plain``: where it is without a script."""
        make = partial(
            Run,
            notebook,
            self.kernel_manager,
            self.visitor,
            slug,
            owners=self.owners,
            pages=self.settings["pages"],
            room=self.room,
        )
        at_the_ready: AtTheReady = self.settings["at_the_ready"]
        wanted = Wanted(notebook, slug, self.visitor)
        run = await at_the_ready.take(wanted) or make()
        shelf: Shelf = self.settings["shelf"]
        brand = await brand_of(shelf.workspace, slug) if slug else HOUSE
        if not self.comes_in(run.kernel_id):
            await run.end()
            self.show_line(brand)
            return
        idle: Idle = self.settings["idle"]
        try:
            await self._send(run, here, pages, plain, brand)
            if not run.failed:
                at_the_ready.soon(wanted, make)
        except (StreamClosedError, TimeoutError):
            # Nobody is there any more, or somebody takes a page without ever reading it.
            await run.end()
        finally:
            await run.let_go()
            self.room.arrived(run.kernel_id)
            idle.sent(run.kernel_id)

    async def _send(
        self, run: Run, here: str, pages: Mapping[str, str], plain: str, brand: Brand
    ) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        language = run.content.metadata["language"]
        parts = self.stage.streamed(
            "index.html.j2",
            run=run,
            title=run.content.metadata["title"],
            language=language,
            words=all_page_texts()[language],
            page_config=self.settings["page_config"],
            widget_kind=_WIDGET,
            pages=pages,
            here=here,
            names=set(page_names(language)),
            plain=plain,
            leave=LOGOUT if self.porter.key_of(self.request) else "",
            brand=brand,
        )
        arriving = aiter(parts)
        while True:
            coming = asyncio.ensure_future(anext(arriving, None))
            # What is there goes out together; before something that takes its time, at once.
            await asyncio.sleep(0)
            if not coming.done():
                await self._flush_now(coming)
            if (part := await coming) is None:
                return
            self.write(part)

    async def _flush_now(self, coming: asyncio.Future[str | None]) -> None:
        try:
            async with asyncio.timeout(READ_WITHIN):
                await self.flush()
        except BaseException:
            coming.cancel()
            raise


class LivePage(ShownLive):
    """A page of a client."""

    async def get(self, slug: str, name: str) -> None:
        """The page, or 404 where the client has no such notebook."""
        self.check_is_looked_at()
        shelf: Shelf = self.settings["shelf"]
        notebook = shelf.page(slug, name) if self.visitor.may_open(slug, name) else None
        if notebook is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        pages = {
            page: address
            for page, address in shelf.addresses(slug).items()
            if self.visitor.may_open(slug, page)
        }
        await self.show(notebook, slug, name, pages)


class _OfOneKernel(Guarded):
    """A kernel of somebody else's is as if it were not there."""

    async def prepare(self, **how: Any) -> None:
        """Ask whose it is."""
        await super().prepare(**how)
        room: Room = self.application.settings["room"]
        if room.closing:
            # not "there is none": the page waits for the server that comes after this one
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)
        self.own_kernel(self.path_kwargs["kernel_id"])

    def is_looked_at(self) -> bool:
        """It is no page."""
        return False


class KernelOfPage(_OfOneKernel, KernelHandler):
    """Says whether a page's kernel is there. Ending it is :class:`Goodbye`'s."""

    SUPPORTED_METHODS = ("GET",)


class TalkWithKernel(_OfOneKernel, VoilaKernelWebsocketHandler):
    """The line between a page and its kernel; only a page of theirs may open it."""

    async def prepare(self, **how: Any) -> None:
        """A page needs one line; who opens more and more is up to something."""
        await super().prepare(**how)
        lines: Lines = self.settings["lines"]
        if lines.to(self.path_kwargs["kernel_id"]) >= LINES:
            raise HTTPError(HTTPStatus.TOO_MANY_REQUESTS)

    async def open(self, kernel_id: str) -> None:
        """Talk, for as long as the visitor is let in."""
        lines: Lines = self.settings["lines"]
        idle: Idle = self.settings["idle"]
        idle.opened(kernel_id)
        lines.opened(self)
        await super().open(kernel_id)
        self.last_pong += SIGN_LATE

    def on_pong(self, data: bytes) -> None:
        """The browser has answered: the line is whole."""
        super().on_pong(data)
        self.last_pong += SIGN_LATE

    def on_close(self) -> None:
        """Nobody talks any more. A browser that goes away says so; one that is cut off does not."""
        lines: Lines = self.settings["lines"]
        idle: Idle = self.settings["idle"]
        lines.closed(self)
        kernel_id = self.path_kwargs["kernel_id"]
        if self.close_code == GOING and not lines.to(kernel_id):
            idle.left(kernel_id)
        super().on_close()


class Goodbye(FromOurPages, JupyterHandler):
    """Ends a kernel when its tab is closed.

    The browser's parting word carries no XSRF token, so stock Voilà refuses it and each closed
    tab leaves a kernel of 100 MB behind. That it comes from a page of ours is checked instead.
    """

    async def post(self, kernel_id: str) -> None:
        """End the kernel. Pages say goodbye more than once: the second time there is none."""
        kernels: Any = self.kernel_manager
        pages: Pages = self.settings["pages"]
        room: Room = self.settings["room"]
        if kernel_id in kernels:
            self.own_kernel(kernel_id)
            room.left(self.visitor)
        # A server that ends says goodbye for all of them.
        if not room.closing:
            await kernels.end(kernel_id, keeps=pages.is_drawn(kernel_id))
            self.owners.ended(kernel_id)
        self.set_status(HTTPStatus.NO_CONTENT)
