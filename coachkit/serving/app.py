"""The server: Voilà in a frame of our own, in one process, on this machine's loopback address."""

import asyncio
import errno
import ipaddress
import logging
import shutil
import signal
import socket
import webbrowser
from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from jupyter_server.auth.identity import IdentityProvider, User
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import Application, GZipContentEncoding, RequestHandler
from tornado.websocket import WebSocketClosedError
from traitlets.config import Config
from voila.app import Voila

from coachkit.kernels.private import socket_folder
from coachkit.model.errors import InvalidValue, ServingRefused
from coachkit.model.shipped import shipped
from coachkit.serving.downloads import Download
from coachkit.serving.front import Home, NoPage, Parts, Promises
from coachkit.serving.kernels import PagesInterpreter, PrivateKernels
from coachkit.serving.live import Goodbye, KernelOfPage, LivePage, TalkWithKernel
from coachkit.serving.parts import PageParts, find_parts
from coachkit.serving.shelf import Shelf
from coachkit.serving.uploads import Upload
from coachkit.sessions.opening import open_workspace

IDLE: Final = 15 * 60
"""Seconds after which a kernel ends that no page is connected to."""

_NOTEBOOKS: Final = tuple(
    shipped("notebooks", f"{name}.ipynb")
    for name in ("dashboard", "intake", "strategy", "living", "plan", "exports", "notes")
)
_KERNEL_ID: Final = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_LAST_PORT: Final = 65535
_TAKEN: Final = frozenset({errno.EADDRINUSE, errno.EACCES})
_NOT_HERE: Final = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
_CLIENT: Final = r"/clients/(?P<slug>[a-z0-9-]{1,48})"
_INBOX: Final = _CLIENT + "/inbox"
_DOCUMENT: Final = _CLIENT + r"/documents/(?P<path>.{1,400})"
_PAGE: Final = _CLIENT + r"/(?P<name>[a-z0-9_]{1,48})"

log = logging.getLogger("coachkit.serving")


def serve(  # noqa: PLR0913 - one call says all there is to say
    workspace: Path,
    *,
    notebooks: Sequence[Path] = (),
    address: str = "127.0.0.1",
    port: int = 8866,
    open_browser: bool = False,
    on_ready: Callable[[str], None],
) -> None:
    """Serve the pages of a workspace until the process is asked to end.

    ``notebooks``: what each client gets, dashboard, plan and the page for exports if nothing else
    is said; the first is where the list of clients leads.
    ``port``: 0 for any that is free. ``on_ready`` is told the address once pages can be opened.
    Raises :class:`ServingRefused` ``not_loopback`` or ``port_taken``, :class:`InvalidValue` at
    ``port``, and what opening the workspace and :func:`~coachkit.serving.pages.lay_out` raise.
    Belongs in a process's main thread.
    """
    with _listening(_loopback(address), port) as listening:
        shelf = Shelf(open_workspace(str(workspace)), notebooks or _NOTEBOOKS)
        server = CoachkitVoila(config=_configuration(shelf.root))
        server.shelf, server.parts = shelf, find_parts()
        server.initialize([])
        asyncio.run(server.serve(listening, on_ready, open_browser=open_browser))


class ThisMachine(IdentityProvider):
    """Whoever reaches a loopback address is this machine's user: nobody is asked for a name."""

    def get_user(self, handler: RequestHandler) -> User:  # noqa: ARG002 - Jupyter's signature
        """This machine's user."""
        return User(username="this-machine")


class CoachkitVoila(Voila):
    """Voilà with our list of addresses, and no other."""

    shelf: Shelf
    parts: PageParts

    def setup_template_dirs(self) -> None:
        """Our own template alone; those that lie about on the machine are not looked at."""
        self.template_paths = [str(shipped("templates", "voila", "coachkit"))]

    def init_settings(self) -> dict[str, Any]:
        """Voilà's settings, tightened."""
        settings: dict[str, Any] = super().init_settings()
        # pages say goodbye with a beacon; a shutdown through the line is nobody's business
        self.kernel_manager.allowed_message_types.remove("shutdown_request")
        return settings | {
            "transforms": [Promises, GZipContentEncoding],
            "log_function": _log_failure,
            # a website whose name leads to 127.0.0.1 is refused
            "allow_remote_access": False,
            # milliseconds between two signs of life, and how long one may be missing
            "ws_ping_interval": 30_000,
            "ws_ping_timeout": 30_000,
            "local_hostnames": ["localhost"],
            "default_handler_class": NoPage,
            "stage": self.parts.stage,
            "page_config": self.parts.page_config,
            "shelf": self.shelf,
        }

    def init_handlers(self) -> list[Any]:
        """Every address there is. Voilà's others (file tree, contents, files, themes) are not."""
        return [
            (r"/", Home),
            (_INBOX, Upload),
            (_DOCUMENT, Download),
            (_PAGE, LivePage),
            (rf"/api/kernels/{_KERNEL_ID}", KernelOfPage),
            (rf"/api/kernels/{_KERNEL_ID}/channels", TalkWithKernel),
            (rf"/voila/api/shutdown/{_KERNEL_ID}", Goodbye),
            *(
                (rf"{self.parts.address(name)}/(.*)", Parts, {"path": str(folder)})
                for name, folder in self.parts.folders.items()
            ),
        ]

    async def serve(
        self,
        listening: socket.socket,
        on_ready: Callable[[str], None],
        *,
        open_browser: bool,
    ) -> None:
        """Serve on that socket until a signal says that it is enough, then end every kernel."""
        ended = asyncio.Event()
        asyncio.get_running_loop().set_exception_handler(_log_what_nobody_waited_for)
        _on_signals(ended.set)
        folder, transport = socket_folder()
        self.connection_dir = str(folder)
        self.config.KernelManager.transport = transport
        application = Application(**self.init_settings())
        application.add_handlers(r".*", self.init_handlers())
        server = HTTPServer(application)
        server.add_socket(listening)
        host, port = listening.getsockname()[:2]
        url = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
        try:
            on_ready(url)
            if open_browser:
                asyncio.get_running_loop().run_in_executor(None, partial(webbrowser.open, url))
            await ended.wait()
        finally:
            server.stop()
            await self.kernel_manager.shutdown_all()
            shutil.rmtree(folder, ignore_errors=True)


def _configuration(root: Path) -> Config:
    config = Config()
    config.Application.log_level = logging.ERROR
    config.Voila.root_dir = str(root)
    # a voila.py in the folder where somebody stands is not run
    config.Voila.config_file_paths = []
    config.Voila.identity_provider_class = ThisMachine
    config.IdentityProvider.token = ""
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.multi_kernel_manager_class = PrivateKernels
    config.VoilaConfiguration.kernel_spec_manager_class = PagesInterpreter
    config.MappingKernelManager.cull_idle_timeout = IDLE
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.allow_tracebacks = False
    return config


def _loopback(address: str) -> str:
    if address == "localhost":
        return "127.0.0.1"
    try:
        if ipaddress.ip_address(address).is_loopback:
            return address
    except ValueError:
        pass
    raise ServingRefused("not_loopback", "address", address=address[:80])


def _listening(address: str, port: int) -> socket.socket:
    if not 0 <= port <= _LAST_PORT:
        raise InvalidValue("not_allowed", "port", value=str(port))
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        listening = socket.create_server((address, port), family=family)
    except OSError as refused:
        if refused.errno in _NOT_HERE:
            raise ServingRefused("not_loopback", "address", address=address) from refused
        if refused.errno in _TAKEN:
            raise ServingRefused("port_taken", "port", port=port) from refused
        raise
    listening.settimeout(0)
    return listening


def _on_signals(end: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    # Windows has no SIGHUP, which is what closing a terminal's window sends.
    for name in {"SIGINT", "SIGTERM", "SIGHUP"} & set(signal.Signals.__members__):
        number = signal.Signals[name]
        if signal.getsignal(number) is signal.SIG_IGN:
            # nohup, or a shell's background: whoever started us wants it so
            continue
        try:
            loop.add_signal_handler(number, end)
        except NotImplementedError:
            # Windows' loops know no signals
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(end))


def _log_what_nobody_waited_for(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A page that is closed while it is being written to is no failure; the rest is logged."""
    if not isinstance(context.get("exception"), WebSocketClosedError | StreamClosedError):
        loop.default_exception_handler(context)


def _log_failure(handler: RequestHandler) -> None:
    if handler.get_status() >= HTTPStatus.INTERNAL_SERVER_ERROR:
        request = handler.request
        log.error("%s %s: %d", request.method, request.path, handler.get_status())
