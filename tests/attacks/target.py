"""Whom the attacks are made on: a server, the attacker's own page, and the page of another client.

Everything is said raw, so that nothing is made tidy on the way.
"""

import json
import re
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import websocket
from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

PROTOCOL = "v1.kernel.websocket.jupyter.org"
PROTOCOLS = {"text": None, "binary": PROTOCOL}
PATIENCE = 60
TRIES = 4
SECRET = "secret-of-nord"
VERSIONS = {"jupyter.widget.control": "1.0.0"}
KERNEL = re.compile(r'"kernelId": ?"([0-9a-f-]{36})"')
PARTS = ("header", "parent_header", "metadata", "content")


@dataclass(frozen=True)
class Said:
    """What a server answered to raw bytes; status 0: it hung up without a word."""

    status: int
    head: str
    body: str

    @property
    def whole(self):
        return f"{self.head}\n\n{self.body}"


@dataclass
class Page:
    """An open page: whose it is, the cookies it was opened with, its kernel."""

    slug: str
    cookies: dict
    kernel: str = ""
    body: str = field(default="", repr=False)

    @property
    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


@dataclass
class Target:
    """A server to be attacked. ``own``: the attacker's page; ``other``: another client's.

    ``page``: the address of a client's page; ``opened``: opens one more page of a client;
    ``manager``: a page that was opened by somebody who works for the attacker's client.
    """

    url: str
    page: object
    opened: object
    workspace: Path
    own: Page = None
    other: Page = None
    manager: Page = None
    lines: dict = field(default_factory=dict)

    @property
    def host(self):
        return urlsplit(self.url).netloc

    def socket(self):
        address = urlsplit(self.url)
        return socket.create_connection((address.hostname, address.port), PATIENCE)

    def raw(self, sent):
        """The answer to those very bytes."""
        with self.socket() as line:
            line.sendall(sent)
            got = b""
            try:
                while piece := line.recv(65536):
                    got += piece
            except ConnectionResetError:
                pass
        head, _, body = got.decode(errors="replace").partition("\r\n\r\n")
        first = head.split(" ", 2)
        return Said(int(first[1]) if len(first) > 1 else 0, head, body)

    def ask(self, path, method="GET", cookie=None, body=b"", host=None, **headers):
        """A request by the attacker, with the attacker's cookie unless another is given."""
        sent = {
            "Host": host or self.host,
            "Cookie": self.own.cookie if cookie is None else cookie,
            "Accept": "text/html",
            "Connection": "close",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        if body or method == "POST":
            sent.setdefault("Content-Length", str(len(body)))
        lines = [f"{method} {path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in sent.items() if value]
        text = "\r\n".join([*lines, "", ""])
        return self.raw(text.encode("utf-8", "surrogateescape") + body)

    def talk(self, protocol):
        """The attacker's own line in that protocol, which stays open."""
        if protocol not in self.lines:
            self.lines[protocol] = self.line(protocol=protocol)
        return self.lines[protocol]

    def keep(self, page):
        """Stay on a page: one that nobody is connected to is ended after a while."""
        line = self.line(page.kernel, cookie=page.cookie)
        line.opened.settimeout(None)
        self.lines[page.kernel] = line
        threading.Thread(target=line.stay, daemon=True).start()

    def close(self):
        """Close the lines that stayed open."""
        for line in self.lines.values():
            line.close()

    def line(self, kernel=None, protocol=None, cookie=None, origin=None):
        """A line to a kernel: the attacker's own unless another is named."""
        kernel = kernel or self.own.kernel
        address = self.url.replace("http", "ws", 1) + f"api/kernels/{kernel}/channels"
        for _ in range(TRIES):
            opened = websocket.create_connection(
                f"{address}?session_id={uuid4()}",
                timeout=PATIENCE,
                cookie=self.own.cookie if cookie is None else cookie,
                origin=origin or self.url.rstrip("/"),
                subprotocols=[protocol] if protocol else None,
            )
            line = Line(opened, protocol)
            if line.is_ready():
                return line
            # A stock server now and then connects a second line to nothing.
            line.close()
        raise TimeoutError


@dataclass
class Line:
    """An open line to a kernel."""

    opened: websocket.WebSocket
    protocol: str | None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Hang up, whoever else has done so already."""
        self.opened.shutdown()

    def is_ready(self):
        """Ask until the kernel answers: what is said before the server is ready is lost."""
        asked = set()
        self.opened.settimeout(0.2)
        for _ in range(PATIENCE * 5 // TRIES):
            asked.add(self.say("kernel_info_request", {}))
            try:
                while self.hear()[1] not in asked:
                    pass
            except websocket.WebSocketTimeoutException:
                continue
            self.opened.settimeout(PATIENCE)
            return True
        return False

    def say(self, kind, content, channel="shell"):
        """Say something; the message's id."""
        # the kernel publishes its answers on every line: none may be taken for another's
        number = uuid4().hex
        header = {
            "msg_id": number,
            "msg_type": kind,
            "session": "s",
            "username": "",
            "version": "5.3",
            "date": "2026-11-01T00:00:00Z",
        }
        parts = [
            header,
            {},
            {"version": VERSIONS.get(content.get("target_name"), "2.1.0")},
            content,
        ]
        if self.protocol:
            packed = [json.dumps(part).encode() for part in parts]
            self.opened.send_binary(serialize_msg_to_ws_v1(packed, channel))
        else:
            told = dict(zip(PARTS, parts, strict=True)) | {"channel": channel, "buffers": []}
            self.opened.send(json.dumps(told))
        return number

    def hear(self):
        """The next message: its kind, the id of what it answers, its content."""
        raw = self.opened.recv()
        if not raw:
            raise ConnectionError
        if self.protocol:
            told = [json.loads(part) for part in deserialize_msg_from_ws_v1(raw)[1][:4]]
            message = dict(zip(PARTS, told, strict=True))
        elif isinstance(raw, bytes):
            message = deserialize_binary_message(raw)
        else:
            message = json.loads(raw)
        header, parent = message["header"], message["parent_header"]
        return header["msg_type"], parent.get("msg_id", ""), message["content"]

    def stay(self):
        """Answer signs of life, and hear nothing, until somebody hangs up."""
        with suppress(ConnectionError, OSError, websocket.WebSocketException):
            self.all_until_hung_up()

    def all_until_hung_up(self):
        """Everything the kernel says, until the server hangs up."""
        while True:
            self.hear()

    def all_until_quiet(self):
        """Everything the kernel says, until it has worked off all that was said to it so far."""
        asked = {self.say("kernel_info_request", {})}
        heard, idle = [], set()
        while idle < asked:
            kind, parent, content = self.hear()
            if parent not in asked:
                heard.append((kind, parent, content))
            elif kind == "status" and content["execution_state"] == "idle":
                idle.add(parent)
        return heard

    def gained(self, kind, content, channel="shell"):
        """What the kernel did about a message; None where it did nothing."""
        number = self.say(kind, content, channel)
        heard = self.all_until_quiet()
        # a state that is said for a page's peace of mind tells nothing
        told = [(kind, said) for kind, parent, said in heard if parent == number]
        told = [(kind, said) for kind, said in told if kind != "status"]
        return str(told)[:300] if told else None

    def models(self):
        """Every widget that the kernel tells of: its state, by its id."""
        # Anew each time: a kernel hangs up on whoever asked before.
        asks = str(uuid4())
        target = {"comm_id": asks, "target_name": "jupyter.widget.control", "data": {}}
        self.say("comm_open", target)
        self.say("comm_msg", {"comm_id": asks, "data": {"method": "request_states"}})
        # What has come into sight meanwhile is told over the same line.
        return {
            name: told["state"]
            for _, _, content in self.all_until_quiet()
            for name, told in content.get("data", {}).get("states", {}).items()
        }

    def named(self, description):
        """The id of the widget with that description."""
        for name, state in self.models().items():
            if state.get("description") == description:
                return name
        return None

    def witness(self):
        """What the page's witness says happened in the kernel."""
        for state in self.models().values():
            if "witness:" in str(state.get("value")):
                return state["value"]
        return None
