"""What a browser may say to a page's kernel: what its controls say, and no word more.

Whatever else comes in is dropped without an answer. What passes is written anew from what was
understood of it, so that the kernel reads nothing that was not looked at here.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from coachkit.serving.register import MAY_DO, Model, Register
from coachkit.serving.visitors import Role

log = logging.getLogger("coachkit.serving")

PROTOCOL: Final = "v1.kernel.websocket.jupyter.org"
LARGEST: Final = 1_000_000
"""Bytes that a frame may have. A whole form that is filled in has a hundredth of it."""

TOO_LARGE: Final = 1009
TOO_MANY: Final = 1008
CONTROL: Final = "jupyter.widget.control"
DRAWN: Final = {"drawn": True}
"""How a page says that it knows already what it was told when it was written."""

_PARTS: Final = 4
_LONGEST: Final = 200
_TO_ASK: Final = frozenset({"kernel_info_request", "comm_info_request"})
_HEADER: Final = ("msg_id", "msg_type", "session", "username", "date", "version")


class Unfit(Exception):
    """A frame that goes no further. Its one word says why, for the log."""


@dataclass(frozen=True)
class Frame:
    """What a browser has said: on which channel, and the message's parts, understood."""

    channel: str
    header: Mapping[str, str]
    version: str
    content: Mapping[str, Any]
    buffers: Sequence[bytes] = ()

    @property
    def kind(self) -> str:
        """The message's type."""
        return self.header["msg_type"]

    def written(self) -> list[bytes]:
        """The message anew, as it goes to the kernel."""
        metadata = {"version": self.version} if self.version else {}
        parts: tuple[Mapping[str, Any], ...] = (self.header, {}, metadata, self.content)
        return [*(json.dumps(part).encode() for part in parts), *self.buffers]


def understood(raw: str | bytes, protocol: str | None) -> Frame:
    """The frame that somebody sent, in either of Jupyter's protocols; :class:`Unfit`."""
    try:
        return _understood(raw, protocol)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, OverflowError) as reason:
        raise Unfit("malformed") from reason


def permitted(frame: Frame, register: Register, role: Role) -> Frame:
    """The frame, or as much of it as may be said; :class:`Unfit` where nothing of it may."""
    if frame.kind == "kernel_info_request" and frame.channel in {"shell", "control"}:
        return _with(frame, {})
    if frame.channel != "shell":
        raise Unfit("channel")
    if frame.kind in _TO_ASK:
        return _with(frame, {"target_name": "jupyter.widget"})
    if frame.kind == "comm_open":
        return _opening(frame, register)
    name = _text(frame.content, "comm_id")
    if frame.kind == "comm_close" and name in register.controls:
        register.controls.discard(name)
        return _with(frame, {"comm_id": name, "data": {}})
    if frame.kind != "comm_msg":
        raise Unfit("kind")
    data = frame.content.get("data")
    if not isinstance(data, dict):
        raise Unfit("data")
    if name in register.controls:
        if data.get("method") != "request_states":
            raise Unfit("method")
        return _with(frame, {"comm_id": name, "data": {"method": "request_states"}})
    return _to_model(frame, name, data, register, role)


def _opening(frame: Frame, register: Register) -> Frame:
    name = _text(frame.content, "comm_id")
    if frame.content.get("target_name") != CONTROL or not register.has_room_for(name):
        raise Unfit("target")
    register.controls.add(name)
    if frame.content.get("data") == DRAWN:
        register.told.asks = name
    return _with(frame, {"comm_id": name, "target_name": CONTROL, "data": {}})


def _to_model(
    frame: Frame, name: str, data: Mapping[str, Any], register: Register, role: Role
) -> Frame:
    method = data.get("method")
    if method == "request_state" and register.is_there(name):
        return _with(frame, {"comm_id": name, "data": {"method": "request_state"}})
    model = register.model(name)
    if model is None:
        raise Unfit("unseen")
    if model.closed:
        raise Unfit("disabled")
    if role is Role.VIEWER and not register.is_to_look(name):
        raise Unfit("role")
    if method == "update":
        return _update(frame, name, data, model)
    if method == "custom" and _may_do(model, data.get("content")):
        return _with(
            frame, {"comm_id": name, "data": {"method": method, "content": data["content"]}}
        )
    raise Unfit("method")


def _may_do(model: Model, done: Any) -> bool:
    return isinstance(done, dict) and (model.our_own or done == MAY_DO.get(model.kind))


def _update(frame: Frame, name: str, data: Mapping[str, Any], model: Model) -> Frame:
    state, paths = data.get("state"), data.get("buffer_paths", [])
    if not isinstance(state, dict) or not state or not state.keys() <= model.may_say:
        raise Unfit("trait")
    if not isinstance(paths, list) or len(paths) != len(frame.buffers):
        raise Unfit("buffers")
    if any(not isinstance(path, list) or not path or path[0] not in state for path in paths):
        raise Unfit("buffers")
    said = {"method": "update", "state": state, "buffer_paths": paths}
    return Frame(
        frame.channel, frame.header, frame.version, {"comm_id": name, "data": said}, frame.buffers
    )


def _with(frame: Frame, content: Mapping[str, Any]) -> Frame:
    return Frame(frame.channel, frame.header, frame.version, content)


def _text(content: Mapping[str, Any], name: str) -> str:
    found = content.get(name)
    if not isinstance(found, str) or not 0 < len(found) <= _LONGEST:
        raise Unfit(name)
    return found


def _understood(raw: str | bytes, protocol: str | None) -> Frame:
    if protocol == PROTOCOL:
        if isinstance(raw, str):
            raise Unfit("text")
        channel, parts = _parts(raw)
        header, _, metadata, content = (json.loads(part) for part in parts[:_PARTS])
        return _frame(channel, header, metadata, content, parts[_PARTS:])
    text, buffers = (raw, []) if isinstance(raw, str) else _with_buffers(raw)
    message = json.loads(text)
    channel, header, content = (message[name] for name in ("channel", "header", "content"))
    return _frame(channel, header, message.get("metadata", {}), content, buffers)


def _parts(raw: bytes) -> tuple[str, list[bytes]]:
    # Jupyter's own reading believes the number of parts: one that cannot be would fill the memory.
    count = int.from_bytes(raw[:8], "little")
    if not _PARTS + 2 <= count < len(raw) // 8:
        raise Unfit("parts")
    starts = [int.from_bytes(raw[8 * i : 8 * i + 8], "little") for i in range(1, count + 1)]
    if starts != sorted(starts) or starts[0] < 8 * (count + 1) or starts[-1] > len(raw):
        raise Unfit("parts")
    channel, *parts = (raw[a:b] for a, b in pairwise(starts))
    return channel.decode(), parts


def _with_buffers(raw: bytes) -> tuple[bytes, list[bytes]]:
    count = int.from_bytes(raw[:4], "big")
    if not 0 < count <= len(raw) // 4:
        raise Unfit("parts")
    starts = [int.from_bytes(raw[4 * i : 4 * i + 4], "big") for i in range(1, count + 1)]
    if starts != sorted(starts) or starts[0] < 4 * (count + 1):
        raise Unfit("parts")
    pieces = [raw[start:end] for start, end in zip(starts, [*starts[1:], len(raw)], strict=True)]
    return pieces[0], pieces[1:]


def _frame(
    channel: Any, header: Any, metadata: Any, content: Any, buffers: Sequence[bytes]
) -> Frame:
    if not all(isinstance(part, dict) for part in (header, metadata, content)):
        raise Unfit("parts")
    if not isinstance(channel, str) or header.get("subshell_id") is not None:
        raise Unfit("channel")
    told = {name: str(header[name])[:_LONGEST] for name in _HEADER if header.get(name)}
    if not {"msg_id", "msg_type"} <= told.keys():
        raise Unfit("header")
    version = metadata.get("version", "")
    return Frame(channel, told, version if isinstance(version, str) else "", content, buffers)


def answers(parts: Any, control: str) -> bool:
    """Whether the kernel tells there of all its widgets, in the protocol that our pages speak."""
    if not isinstance(parts, list) or json.loads(bytes(parts[0]))["msg_type"] != "comm_msg":
        return False
    content = json.loads(bytes(parts[_PARTS - 1]))
    return bool(content["comm_id"] == control and content["data"]["method"] == "update_states")


@dataclass
class Pace:
    """How many frames come in: so many at once, and then so many a second."""

    clock: Callable[[], float] = time.monotonic
    at_once: float = 1000
    a_second: float = 200
    _left: float = field(init=False)
    _since: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin with all that may come at once."""
        self._left, self._since = self.at_once, self.clock()

    def keeps(self) -> bool:
        """Whether one more is not too many."""
        now = self.clock()
        self._left = min(self.at_once, self._left + (now - self._since) * self.a_second)
        self._since = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class GuardedLine(ZMQChannelsWebsocketConnection):
    """The line between a page and its kernel: what the page's controls say gets through."""

    def __init__(self, *how: Any, **more: Any) -> None:
        """Take part in the talk of a page with its kernel."""
        super().__init__(*how, **more)
        self._pace = Pace()

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:
        """Send a frame on, or drop it; whoever sends too much is not listened to any longer."""
        size = len(incoming_msg if isinstance(incoming_msg, bytes) else incoming_msg.encode())
        if size > LARGEST:
            self.websocket_handler.close(TOO_LARGE)
        elif not self._pace.keeps():
            self.websocket_handler.close(TOO_MANY)
        elif self.channels:
            self._send_on(incoming_msg)

    def _send_on(self, raw: str | bytes) -> None:
        try:
            frame = understood(raw, self.subprotocol)
        except Unfit as reason:
            self._drop(reason)
            return
        try:
            handler: Any = self.websocket_handler
            role = handler.visitor.role
            told = permitted(frame, self.kernel_manager.register, role)
        except Unfit as reason:
            self._drop(reason)
            if frame.kind == "comm_msg":
                self._hear_out(frame)
            return
        self.session.send_raw(self.channels[told.channel], told.written())

    def _on_zmq_reply(self, stream: Any, parts: Any) -> None:
        """Send on what the kernel says; of all its widgets' states, what the page does not know."""
        register = self.kernel_manager.register
        if register.told.asks and answers(parts, register.told.asks):
            parts = register.told.left_of(parts)
        super()._on_zmq_reply(stream, parts)  # type: ignore[no-untyped-call]  # untyped

    def _drop(self, reason: Unfit) -> None:
        log.debug("a frame to %s was dropped: %s", self.kernel_id, reason)

    def _hear_out(self, frame: Frame) -> None:
        """Tell the page that its control was heard, whatever came of it: it waits for that."""
        heard = self.session.msg("status", {"execution_state": "idle"}, parent=None)
        heard["parent_header"] = dict(frame.header)
        if self.subprotocol == PROTOCOL:
            packed = serialize_msg_to_ws_v1(heard, "iopub", self.session.pack)  # type: ignore[no-untyped-call]  # untyped
            self.write_message(packed, binary=True)
        else:
            self.write_message(json.dumps(heard | {"channel": "iopub"}, default=str))
