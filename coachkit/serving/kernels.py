"""The kernels behind the pages: this very interpreter, a scrubbed environment, private sockets."""

import asyncio
import json
import logging
import shutil
import stat
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from jupyter_client.session import Session
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import (
    AsyncMappingKernelManager,
    ServerKernelManager,
)
from traitlets import Dict, Instance, Set, Unicode, default
from voila import __version__ as voila_version

from coachkit.kernels import mishaps, page_kernel
from coachkit.kernels.known_variables import KNOWN
from coachkit.kernels.private import OwnInterpreter
from coachkit.model.visiting import CLIENT_VARIABLE, ROLE_VARIABLE, WHO_VARIABLE
from coachkit.serving.register import LEARNT, Register
from coachkit.serving.settling import GOODBYE, keep
from coachkit.sessions import uploading

_BETWEEN: Final = 0.05
_ASKED_AT_MOST: Final = 100

log = logging.getLogger("coachkit.serving")

ALLOWED_VARIABLES: Final = KNOWN | {
    # which page it runs, and for whom
    mishaps.PAGE_VARIABLE,
    ROLE_VARIABLE,
    CLIENT_VARIABLE,
    WHO_VARIABLE,
}
"""What a kernel may know of the server's environment; everything else is kept from it."""


def scrubbed(environment: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that a kernel may see."""
    return {name: value for name, value in environment.items() if name in ALLOWED_VARIABLES}


TOLD: Final = {
    # how Voilà tells a notebook that it is being looked at
    "SERVER_SOFTWARE": f"voila/{voila_version}",
    uploading.VARIABLE: str(uploading.LARGEST),
}
"""What the server tells a kernel of itself."""


class PagesInterpreter(OwnInterpreter):
    """The interpreter that serves, for pages: nobody types there."""

    launcher = page_kernel.__name__
    arguments = (
        # no history of a client's page stays on the disk
        "--HistoryManager.hist_file=:memory:",
        # what goes wrong in a handler is said on the page, and logged
        f"--IPKernelApp.extensions={mishaps.__name__}",
    )


class OwnKernel(ServerKernelManager):
    """One kernel, in a folder of its own: no other kernel finds its sockets, nor their key.

    What goes wrong in it stays in the log: a page gets no word of a traceback. ``register``: what
    its page shows.
    """

    # Not only a text: without it, the first error would end the talk between page and kernel.
    traceback_replacement_message = Unicode("")
    register = Instance(Register, ())

    def __init__(self, *how: Any, connection_file: str = "", **more: Any) -> None:
        folder = Path(connection_file).with_suffix("")
        if connection_file:
            # Short: where sockets are, a path may have a hundred characters.
            folder = folder.with_name(folder.name.removeprefix("kernel-"))
            folder.mkdir(stat.S_IRWXU, parents=True, exist_ok=True)
            more["connection_file"] = str(folder / "k.json")
        super().__init__(*how, **more)
        self._folder = folder if connection_file else None

    @default("last_activity")
    def _since_now(self) -> datetime:
        # Jupyter sets it only once the kernel runs; whoever asks before that would fail.
        return datetime.now(UTC)

    @property
    def private(self) -> str:
        """Its own folder."""
        return str(Path(self.connection_file).parent)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - Jupyter's own
        await super()._async_cleanup_resources(restart=restart)
        if self._folder is not None and not restart:
            shutil.rmtree(self._folder, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources  # type: ignore[assignment]  # as Jupyter has it


class PrivateKernels(AsyncMappingKernelManager):
    """All kernels of the server; each is started with a scrubbed environment, within walls.

    ``workspace``: whose clients are walled off from each other; empty: no walls.
    """

    workspace = Unicode("").tag(config=True)
    _ends = Dict()
    _spared = Set()

    @default("kernel_manager_class")
    def _own_kernel(self) -> str:
        return f"{OwnKernel.__module__}.{OwnKernel.__name__}"

    async def start_kernel(self, **how: Any) -> str:  # type: ignore[override]  # typed as blocking
        """A new kernel's id; ``how`` as Jupyter's own manager takes it, ``env`` among it."""
        kernel_id = how.setdefault("kernel_id", str(uuid4()))
        how["env"] = scrubbed(how["env"]) | TOLD | self._walls(kernel_id)
        return str(await super().start_kernel(**how))

    async def end(self, kernel_id: str, *, keeps: bool = True, now: bool = False) -> None:
        """End a kernel, which keeps what waits before; ``now``: without asking it.

        Pages say goodbye more than once, and at the very moment at which the server ends all: it
        is one end, and whoever asks for it waits for the same. Nothing happens where there is no
        such kernel.
        """
        if kernel_id not in self._ends and kernel_id in self:
            end = asyncio.ensure_future(self._end(kernel_id, keeps=keeps, now=now))
            self._ends[kernel_id] = end
            end.add_done_callback(lambda _: self._ends.pop(kernel_id))
        if kernel_id in self._ends:
            # whoever does not wait any longer takes it from nobody else
            await asyncio.shield(self._ends[kernel_id])

    def spare(self, kernel_id: str, *, spared: bool = True) -> None:
        """Whether that kernel is kept although nobody is connected to it."""
        (self._spared.add if spared else self._spared.discard)(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that nobody was connected to for long."""
        if kernel_id not in self._spared:
            await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]  # untyped

    def ends(self, kernel_id: str) -> bool:
        """Whether that kernel is about to end."""
        return kernel_id in self._ends

    async def _end(self, kernel_id: str, *, keeps: bool, now: bool) -> None:
        if keeps:
            await keep(self.get_kernel(kernel_id), GOODBYE)
        if kernel_id in self:
            await ensure_async(self.shutdown_kernel(kernel_id, now=now))  # type: ignore[no-untyped-call]  # untyped

    def start_watching_activity(self, kernel_id: str) -> None:
        """Listen to what the kernel publishes: whether it is at work, and what its page shows."""
        super().start_watching_activity(kernel_id)  # type: ignore[no-untyped-call]  # untyped
        kernel: Any = self.get_kernel(kernel_id)
        kernel.register = Register()
        _listen(kernel, kernel._activity_stream)  # noqa: SLF001 - there is no other way to it

    async def until_heard(self, kernel_id: str, ask: Callable[[], object]) -> None:
        """Until what the kernel publishes comes in; ``ask`` makes it say something.

        Who subscribes is not told when that holds: what was said before would be lost.
        """
        for _ in range(_ASKED_AT_MOST):
            kernel: Any = self.get_kernel(kernel_id) if kernel_id in self else None
            if kernel is None or kernel.register.heard:
                return
            ask()
            await asyncio.sleep(_BETWEEN)

    def _walls(self, kernel_id: str) -> dict[str, str]:
        if not self.workspace:
            return {}
        private = str(Path(self.connection_dir) / kernel_id)
        walls = page_kernel.Walls(self.workspace, private, tcp=self._talks_tcp())
        return {page_kernel.WALLS_VARIABLE: walls.written()}

    def _talks_tcp(self) -> bool:
        return str(self.config.KernelManager.get("transport", "tcp")) == "tcp"


def _listen(kernel: OwnKernel, stream: Any) -> None:
    """Tell the kernel's register of all that comes on the stream, and whoever listens already."""
    session = Session(config=kernel.session.config, key=kernel.session.key)
    register, others = kernel.register, stream._recv_callback  # noqa: SLF001 - the same

    def learn(parts: list[bytes]) -> None:
        others(parts)
        register.heard = True
        _, message = session.feed_identities(parts)
        told = session.deserialize(message, content=False)
        if told["msg_type"] in LEARNT:
            try:
                register.learn(told["msg_type"], json.loads(told["content"]))
            except (KeyError, TypeError, ValueError, AttributeError):
                # A kernel that speaks otherwise has nothing on its page that may be touched.
                log.debug("not understood: %s of %s", told["msg_type"], kernel.kernel_id)

    stream.on_recv(learn)
