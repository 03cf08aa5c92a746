"""Knocks at a server's doors without a browser, and keeps what cookies it is given."""

import base64
import http.client
import os
import socket
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from coachkit.serving.keys import Keys
from coachkit.store.doors import Doors

PATIENCE = 60
PASSWORD = "correct horse battery"
OURS = {"Sec-Fetch-Site": "same-origin"}
CLOSE, POLICY = 0x88, 1008


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: str

    @property
    def leads_to(self):
        return self.headers.get("Location", "")


@dataclass
class Knock:
    """One who knocks. ``url``: the server's address."""

    url: str
    cookies: dict = field(default_factory=dict)

    def get(self, path, **headers):
        return self._ask("GET", path, None, headers)

    def post(self, path, fields=None, **headers):
        body = urlencode(fields or {})
        return self._ask("POST", path, body, OURS | headers)

    def log_in(self, password=PASSWORD, *, way="/"):
        self.get("/login")
        token = self.cookies["coachkit-form"]
        return self.post("/login", {"token": token, "password": password, "next": way})

    def line(self, kernel_id):
        """The line to a kernel: its socket, and the status that it was opened with."""
        address = urlsplit(self.url)
        lines = [
            f"GET /api/kernels/{kernel_id}/channels?session_id=s HTTP/1.1",
            f"Host: {address.netloc}",
            f"Origin: {self.url.rstrip('/')}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            f"Cookie: {self._cookie()}",
        ]
        opened = socket.create_connection((address.hostname, address.port), PATIENCE)
        opened.sendall("\r\n".join([*lines, "", ""]).encode())
        file = opened.makefile("rb")
        status = int(file.readline().split()[1])
        while file.readline().strip():
            pass
        return Line(opened, file, status)

    def _cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _ask(self, method, path, body, headers):
        address = urlsplit(self.url)
        line = http.client.HTTPConnection(address.hostname, address.port, timeout=PATIENCE)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = self._cookie()
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, body, sent)
            answer = line.getresponse()
            said = answer.read().decode(errors="replace")
        finally:
            line.close()
        for header in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                if morsel.value:
                    self.cookies[name] = morsel.value
                else:
                    self.cookies.pop(name, None)
        return Answer(answer.status, answer.headers, said)


@dataclass
class Line:
    """A WebSocket, as raw as it comes."""

    socket: socket.socket
    file: object
    status: int

    def closed_with(self):
        """Read on until the server closes; the code it says."""
        while True:
            first, second = self.file.read(2)
            size = second & 0x7F
            if size == 126:
                size = int.from_bytes(self.file.read(2))
            elif size == 127:
                size = int.from_bytes(self.file.read(8))
            content = self.file.read(size)
            if first == CLOSE:
                return int.from_bytes(content[:2])

    def end(self):
        self.file.close()
        self.socket.close()


def set_password(workspace, password=PASSWORD):
    """The coach of that workspace has a password now."""
    Keys(Doors(workspace)).password.keep(password)
