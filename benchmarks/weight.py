"""A line between a browser and a server that counts every byte, and may be slow.

It stands in front of the server as a plain relay of bytes: what is counted is what goes over the
wire, requests, answers and lines to kernels alike, packed as they are.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

_PIECE: Final = 16_384


@dataclass
class Wire:
    """The line at ``url``; ``came``: bytes that have come to the browser.

    ``latency``: seconds of a way there and back; ``speed``: bytes a second, of all connections
    together, in each direction; 0 for as fast as it goes.
    """

    server: str
    latency: float = 0
    speed: float = 0
    url: str = ""
    came: int = 0
    _free: dict[bool, float] = field(default_factory=dict)

    async def open(self) -> asyncio.Server:
        """Listen on a port of its own."""
        listening = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/"
        return listening

    async def _connect(
        self, browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter
    ) -> None:
        # A connection is there only when its first greeting has been answered.
        await asyncio.sleep(self.latency)
        address = urlsplit(self.server)
        server, to_server = await asyncio.open_connection(address.hostname, address.port)
        # Whoever is connected when the relay ends is let go of, which is no fault.
        with closing(to_browser), closing(to_server), suppress(asyncio.CancelledError):
            await asyncio.gather(
                self._relay(browser, to_server, down=False),
                self._relay(server, to_browser, down=True),
            )

    async def _relay(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, down: bool
    ) -> None:
        on_its_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        delivering = asyncio.create_task(self._deliver(on_its_way, writer))
        with suppress(OSError):
            while piece := await reader.read(_PIECE):
                if down:
                    self.came += len(piece)
                on_its_way.put_nowait((self._arrives(len(piece), down=down), piece))
        on_its_way.put_nowait((0, b""))
        await delivering

    def _arrives(self, size: int, *, down: bool) -> float:
        now = asyncio.get_running_loop().time()
        if not self.speed:
            return now + self.latency / 2
        sent = max(now, self._free.get(down, now)) + size / self.speed
        self._free[down] = sent
        return sent + self.latency / 2

    async def _deliver(
        self, on_its_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
    ) -> None:
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            while True:
                when, piece = await on_its_way.get()
                if not piece:
                    writer.write_eof()
                    return
                if (wait := when - loop.time()) > 0:
                    await asyncio.sleep(wait)
                writer.write(piece)
                await writer.drain()


@contextmanager
def wire(server: str, *, latency: float = 0, speed: float = 0) -> Iterator[Wire]:
    """A line to that server, in a thread of its own."""
    line = Wire(server, latency, speed)
    loop = asyncio.new_event_loop()
    running = threading.Thread(target=loop.run_forever, daemon=True)
    running.start()
    listening = asyncio.run_coroutine_threadsafe(line.open(), loop).result()
    try:
        yield line
    finally:
        asyncio.run_coroutine_threadsafe(_closed(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        running.join()
        loop.close()


async def _closed(listening: asyncio.Server) -> None:
    listening.close()
    ended = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in ended:
        task.cancel()
    await asyncio.gather(*ended, return_exceptions=True)
