"""The server: Voilà in a frame of our own, in one process."""

import asyncio
import errno
import logging
import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from coachkit.kernels import lean_imports  # noqa: F401 - before all that it is about

# isort: split
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.httputil import HTTPServerRequest
from tornado.iostream import StreamClosedError
from tornado.web import Application, GZipContentEncoding, RequestHandler
from tornado.websocket import WebSocketClosedError
from traitlets.config import Config
from voila.app import Voila

from coachkit.kernels.socket_folders import socket_folder
from coachkit.kernels.warm_place import PATIENCE_VARIABLE
from coachkit.kernels.warm_provisioner import begin_warming
from coachkit.model.errors import InvalidValue, ServingRefused
from coachkit.model.shipped import shipped
from coachkit.serving.arriving import Arriving
from coachkit.serving.at_the_ready import AtTheReady
from coachkit.serving.attempts import Attempts
from coachkit.serving.brands import LogoOfClient
from coachkit.serving.calm import Promises
from coachkit.serving.desk import Desk
from coachkit.serving.door_texts import LOGIN, LOGOUT
from coachkit.serving.downloads import Download
from coachkit.serving.draining import Ending
from coachkit.serving.entrance import AT_ONCE, Login, Logout, OpenLink
from coachkit.serving.frames import LARGEST, GuardedLine
from coachkit.serving.front import NoPage, Parts
from coachkit.serving.idle import EVERY as IDLE_EVERY
from coachkit.serving.idle import Idle
from coachkit.serving.kernels import PagesInterpreter, PrivateKernels, scrubbed
from coachkit.serving.keys import Keys
from coachkit.serving.limits import SIGN_EVERY, LimitedServer, more_files
from coachkit.serving.lines import EVERY as LINES_EVERY
from coachkit.serving.lines import Lines
from coachkit.serving.live import Goodbye, KernelOfPage, LivePage, TalkWithKernel
from coachkit.serving.parts import PageParts, find_parts
from coachkit.serving.porter import Porter
from coachkit.serving.settling import Pages
from coachkit.serving.shelf import Shelf
from coachkit.serving.uploads import Upload
from coachkit.serving.visitors import Owners
from coachkit.serving.waiting import Waiting
from coachkit.serving.waiting_room import Room, available_memory, places_for
from coachkit.serving.watching import watch
from coachkit.sessions.opening import now, open_workspace
from coachkit.store.doors import Doors

IDLE: Final = 15 * 60
"""Seconds after which a kernel ends that no page is connected to."""

_PATIENCE: Final = "1.5"
"""Seconds that a page waits for the warm process: an ordinary kernel takes about as long."""

_NOTEBOOKS: Final = tuple(
    shipped("notebooks", f"{name}.ipynb")
    for name in (
        "dashboard",
        "intake",
        "ideas",
        "strategy",
        "campaign",
        "evaluation",
        "living",
        "plan",
        "exports",
        "notes",
        "home",
    )
)
_KERNEL_ID: Final = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_LAST_PORT: Final = 65535
_TAKEN: Final = frozenset({errno.EADDRINUSE, errno.EACCES})
_NOT_HERE: Final = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
_CLIENT: Final = r"/clients/(?P<slug>[a-z0-9-]{1,48})"
_INBOX: Final = _CLIENT + "/inbox"
_DOCUMENT: Final = _CLIENT + r"/documents/(?P<path>.{1,400})"
_LOGO: Final = _CLIENT + r"/logo/(?P<seal>[0-9a-f]{12})"
_PAGE: Final = _CLIENT + r"/(?P<name>[a-z0-9_]{1,48})"

log = logging.getLogger("coachkit.serving")


def serve(  # noqa: PLR0913 - one call says all there is to say
    workspace: Path,
    *,
    notebooks: Sequence[Path] = (),
    address: str = "127.0.0.1",
    port: int = 8866,
    names: Sequence[str] = (),
    proxy: str = "",
    identity: str = "",
    places: int = 0,
    at_the_ready: int = 0,
    open_browser: bool = False,
    on_ready: Callable[[str], None],
) -> None:
    """Serve the pages of a workspace until the process is asked to end.

    ``notebooks``: what each client gets, dashboard, plan and the page for exports if nothing else
    is said; the first is where the list of clients leads.
    ``port``: 0 for any that is free. ``on_ready`` is told the address once pages can be opened.
    ``names``: under which visitors reach it; ``proxy``: the address of the proxy in front;
    ``identity``: the header in which that says who somebody is. ``places``: how many pages are open
    at once; 0 for as many as the machine has memory for. ``at_the_ready``: how many pages are made
    before somebody asks for them again.
    Raises :class:`ServingRefused`, :class:`InvalidValue` at ``port``, and what
    :meth:`~coachkit.serving.arriving.Arriving.check`, opening the workspace and
    :func:`~coachkit.serving.pages.lay_out` raise.
    Belongs in a process's main thread.
    """
    doors = Doors(workspace)
    arriving, keys = Arriving(address, tuple(names), proxy, identity), Keys(doors)
    arriving.check(guarded=keys.password.is_set())
    with _listening(arriving.listens_at, port) as listening:
        shelf = Shelf(open_workspace(str(workspace)), notebooks or _NOTEBOOKS)
        server = CoachkitVoila(config=_configuration(shelf.root))
        server.shelf, server.parts = shelf, find_parts()
        server.porter = Porter(doors, keys, arriving, now)
        server.places = places or places_for(available_memory())
        server.at_the_ready = at_the_ready
        server.initialize([])
        asyncio.run(server.serve(listening, on_ready, open_browser=open_browser))


class ThisMachine(IdentityProvider):
    """Whoever got in is this machine's user to Jupyter: who it is, the porter has seen."""

    def get_user(self, handler: RequestHandler) -> User:  # noqa: ARG002 - Jupyter's signature
        """This machine's user."""
        return User(username="this-machine")


class CoachkitVoila(Voila):
    """Voilà with our list of addresses, and no other."""

    shelf: Shelf
    parts: PageParts
    porter: Porter
    places: int
    at_the_ready: int

    def setup_template_dirs(self) -> None:
        """Our own template alone; those that lie about on the machine are not looked at."""
        self.template_paths = [str(shipped("templates", "voila", "coachkit"))]

    def init_settings(self) -> dict[str, Any]:
        """Voilà's settings, tightened."""
        settings: dict[str, Any] = super().init_settings()
        # pages say goodbye with a beacon; a shutdown through the line is nobody's business
        self.kernel_manager.allowed_message_types.remove("shutdown_request")
        pages, room = Pages(), Room(self.places, alive=self.kernel_manager.list_kernel_ids)
        workspace, most = self.shelf.workspace, self.at_the_ready
        return settings | {
            "transforms": [Promises, GZipContentEncoding],
            "log_function": _log_failure,
            # milliseconds between two signs of life, and how long one may be missing
            "ws_ping_interval": SIGN_EVERY,
            "ws_ping_timeout": SIGN_EVERY,
            "default_handler_class": NoPage,
            "stage": self.parts.stage,
            "page_config": self.parts.page_config,
            "shelf": self.shelf,
            # what a page may say to its kernel, and how much of it at once
            "kernel_websocket_connection_class": GuardedLine,
            "websocket_max_message_size": LARGEST,
            # what goes over the line is packed; more than this level hardly makes it smaller
            "websocket_compression_options": {"compression_level": 3, "mem_level": 8},
            "pages": pages,
            # who is let in, whose kernel is whose, and how often a password may be tried
            "porter": self.porter,
            "owners": (owners := Owners()),
            "lines": Lines(self.porter, owners),
            "attempts": Attempts(),
            # how many pages are open at once, and which of them nobody looks at
            "room": room,
            "idle": Idle(),
            # what is made before somebody asks for it
            "at_the_ready": AtTheReady(self.kernel_manager, workspace, room, pages, now, most),
            "looked_at": asyncio.Semaphore(AT_ONCE),
        }

    def init_handlers(self) -> list[Any]:
        """Every address there is. Voilà's others (file tree, contents, files, themes) are not."""
        return [
            (r"/", Desk),
            (LOGIN, Login),
            (LOGOUT, Logout),
            (r"/waiting/(?P<token>[A-Za-z0-9_-]{1,40})", Waiting),
            (r"/open/(?P<token>.*)", OpenLink),
            (_INBOX, Upload),
            (_DOCUMENT, Download),
            (_LOGO, LogoOfClient),
            (_PAGE, LivePage),
            (rf"/api/kernels/{_KERNEL_ID}", KernelOfPage),
            (rf"/api/kernels/{_KERNEL_ID}/channels", TalkWithKernel),
            (rf"/voila/api/shutdown/{_KERNEL_ID}", Goodbye),
            (rf"{self.parts.address()}/(.*)", Parts, {"files": self.parts.files}),
        ]

    async def serve(
        self,
        listening: socket.socket,
        on_ready: Callable[[str], None],
        *,
        open_browser: bool,
    ) -> None:
        """Serve on that socket until a signal says that it is enough, then end every kernel."""
        asyncio.get_running_loop().set_exception_handler(_log_what_nobody_waited_for)
        logging.getLogger("tornado.general").addFilter(_is_news)
        ending = Ending()
        _on_signals(ending.signal)
        more_files()
        sockets = socket_folder()
        self.connection_dir = str(sockets.path)
        self.config.KernelManager.transport = sockets.transport
        settings = self.init_settings()
        application = _Doorstep(**settings)
        application.add_handlers(r".*", self.init_handlers())
        # who sends files says so before they come, and is heard; for all else little is enough
        server = LimitedServer(application, proxy=self.porter.arriving.proxy)
        server.add_socket(listening)
        host, port = listening.getsockname()[:2]
        url = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
        watching = [
            asyncio.create_task(watch(partial(settings[who].look, self.kernel_manager), every))
            for who, every in (("lines", LINES_EVERY), ("idle", IDLE_EVERY))
        ]
        try:
            on_ready(url)
            _warm_up()
            if open_browser:
                asyncio.get_running_loop().run_in_executor(None, partial(webbrowser.open, url))
            await ending.asked.wait()
        finally:
            for task in watching:
                task.cancel()
            settings["at_the_ready"].stop()
            await ending.drain(self.kernel_manager, settings["lines"], settings["room"])
            server.stop()
            sockets.close()


def _warm_up() -> None:
    """Let kernels become warm now; a page that comes sooner has an ordinary one."""
    os.environ.setdefault(PATIENCE_VARIABLE, _PATIENCE)
    warming = partial(begin_warming, scrubbed(os.environ))
    threading.Thread(target=warming, daemon=True, name="warming").start()


class _Doorstep(Application):
    """What comes in is looked at here before anything else sees it."""

    def find_handler(self, request: HTTPServerRequest, **how: Any) -> Any:
        """Who answers the request."""
        porter: Porter = self.settings["porter"]
        porter.arriving.arrive(request)
        return super().find_handler(request, **how)


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
    config.PrivateKernels.workspace = str(root.parent)
    config.MappingKernelManager.cull_idle_timeout = IDLE
    config.MappingKernelManager.cull_interval = 60
    # what nobody is connected to is not at work for anybody
    config.MappingKernelManager.cull_busy = True
    config.MappingKernelManager.allow_tracebacks = False
    # a kernel that died is noticed at once, and is not started anew: it would know nothing, and
    # the page that is opened again brings its own
    config.KernelRestarter.time_to_dead = 0.5
    config.KernelRestarter.restart_limit = 0
    return config


def _listening(address: str, port: int) -> socket.socket:
    if not 0 <= port <= _LAST_PORT:
        raise InvalidValue("not_allowed", "port", value=str(port))
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        listening = socket.create_server((address, port), family=family)
    except OSError as refused:
        if refused.errno in _NOT_HERE:
            raise ServingRefused("not_here", "address", address=address) from refused
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


def _is_news(said: logging.LogRecord) -> bool:
    """That a kernel's last words come after its line was closed is none."""
    return "closed stream" not in str(said.msg)


def _log_failure(handler: RequestHandler) -> None:
    # that there is no place yet, or that the server is renewed, is no failure
    if HTTPStatus.INTERNAL_SERVER_ERROR <= handler.get_status() != HTTPStatus.SERVICE_UNAVAILABLE:
        request = handler.request
        # a link's token is no news for a log
        path = "/open/…" if request.path.startswith("/open/") else request.path
        log.error("%s %s: %d", request.method, path, handler.get_status())
