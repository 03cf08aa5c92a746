"""What is said between whoever wants a kernel and the warm process: one packet, one message.

An order is read by the forked child alone, never by the process that all kernels share: what is
in a kernel's environment is nobody else's business.
"""

import array
import json
import socket
import struct
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Final

LARGEST: Final = 192 * 1024
"""Bytes that an order may have; a socket's packet takes no more on a stock Linux."""

PEER: Final = struct.Struct("3i")
"""Who is at the other end of a line, as the system tells it: process, user, group."""

_DESCRIPTORS: Final = 4


class NoWarmKernel(Exception):
    """There is none to be had this time; the ordinary way is taken. Its one word says why."""


@dataclass(frozen=True)
class Order:
    """A kernel that is wanted.

    ``launcher``: the module that ``python -m`` would run; ``arguments``: what it is told;
    ``environment``: all of it; ``folder``: where it stands; ``tied``: whether it is to end with
    whoever ordered it; ``limits``: the soft ones of whoever ordered it.
    """

    launcher: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    folder: str
    umask: int
    tied: bool
    limits: Mapping[str, int]


def send_order(line: socket.socket, order: Order, streams: Sequence[int]) -> None:
    """Hand over the order with the three standard streams.

    Raises :class:`NoWarmKernel` for one that is too large.
    """
    packet = json.dumps(asdict(order)).encode()
    if len(packet) > LARGEST:
        raise NoWarmKernel("environment_too_large")
    socket.send_fds(line, [packet], streams)


def receive_order(line: socket.socket) -> tuple[Order, list[int]] | None:
    """The order and its streams; ``None`` where whoever came went away without one."""
    packet, streams, _, _ = socket.recv_fds(line, LARGEST, _DESCRIPTORS)
    if not packet:
        return None
    told = json.loads(packet)
    return Order(**told | {"arguments": tuple(told["arguments"])}), streams


def tell(line: socket.socket, news: Mapping[str, Any], descriptors: Sequence[int] = ()) -> None:
    """Say what became of an order. Who no longer listens is not waited for."""
    with suppress(OSError):
        socket.send_fds(line, [json.dumps(news).encode()], array.array("i", descriptors))


def hear(line: socket.socket) -> tuple[Mapping[str, Any], list[int]] | None:
    """The next news with its descriptors; ``None`` where there will be no more.

    Raises :class:`BlockingIOError` where there is none yet, on a line that does not wait.
    """
    packet, descriptors, _, _ = socket.recv_fds(line, LARGEST, _DESCRIPTORS)
    return (json.loads(packet), descriptors) if packet else None
