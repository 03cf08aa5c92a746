"""Clients of kernels that lose no answer, and do not wait where there is nothing to wait for.

jupyter_client's asynchronous channel sends through a second socket, and can so eat the event that
announces an answer: a notebook then waits for ever (nbclient issue 312; with ``Output`` widgets 24
of 354 runs). Its ``wait_for_ready`` always sits out 0.2 s.
"""

import asyncio
import time
from queue import Empty
from typing import Any, Final

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_core.utils import ensure_async, ensure_event_loop, run_sync
from traitlets import Type

_ANSWER: Final = 1.0
_SUBSCRIBED: Final = 0.2
_FOR_EVER: Final = float("inf")


class SoundChannel(AsyncZMQSocketChannel):
    """Sends through the very socket that it receives from."""

    def send(self, msg: dict[str, Any]) -> None:
        """Send a message; where no event loop runs, on the one that Jupyter is going to run."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            # ``asyncio.run`` leaves none behind, and papermill sends before it waits.
            asyncio.set_event_loop(ensure_event_loop())
        self.socket.send_multipart(self.session.serialize(msg))


async def _until_ready(client: Any, timeout: float | None = None) -> None:  # noqa: ASYNC109 - Jupyter's signature
    """Until the kernel answers and what it publishes arrives; :class:`RuntimeError` if never."""
    until = time.monotonic() + (_FOR_EVER if timeout is None else timeout)
    while True:
        asked = client.kernel_info()
        answer = await _answer(client.shell_channel, asked, "kernel_info_reply", _ANSWER)
        if answer is not None and await _is_subscribed(client, asked):
            client._handle_kernel_info_reply(answer)  # noqa: SLF001 - as Jupyter's own does
            return
        if not await ensure_async(client.is_alive()):
            raise RuntimeError("died before it answered")  # noqa: TRY003 - what callers of Jupyter know
        if time.monotonic() > until:
            raise RuntimeError("did not answer in time")  # noqa: TRY003 - what callers of Jupyter know


async def _is_subscribed(client: Any, asked: str) -> bool:
    while True:
        news = await _answer(client.iopub_channel, asked, "status", _SUBSCRIBED)
        if news is None:
            return False
        if news["content"]["execution_state"] == "idle":
            return True


async def _answer(channel: Any, asked: str, kind: str, seconds: float) -> dict[str, Any] | None:
    """The next message of that kind about ``asked``; ``None`` where none comes in time."""
    until = time.monotonic() + seconds
    while True:
        try:
            left = max(0.0, until - time.monotonic())
            message: dict[str, Any] = await ensure_async(channel.get_msg(timeout=left))
        except Empty:
            return None
        if message["parent_header"].get("msg_id") == asked and message["msg_type"] == kind:
            return message


class SoundAsyncClient(AsyncKernelClient):
    """For those who await: nbclient, papermill, Voilà."""

    shell_channel_class = Type(SoundChannel)
    iopub_channel_class = Type(SoundChannel)
    stdin_channel_class = Type(SoundChannel)
    control_channel_class = Type(SoundChannel)

    wait_for_ready = _until_ready


class SoundBlockingClient(BlockingKernelClient):
    """For those who wait."""

    wait_for_ready = run_sync(_until_ready)


def make_sound(kernels: Any) -> None:
    """Let this kernel manager give out sound clients; one that has its own keeps them."""
    if kernels.client_factory is AsyncKernelClient:
        kernels.client_factory = SoundAsyncClient
    elif kernels.client_factory is BlockingKernelClient:
        kernels.client_factory = SoundBlockingClient
