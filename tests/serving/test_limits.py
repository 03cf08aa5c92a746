"""Slow, many and large: raw sockets that ask too much are let go, and nobody else notices."""

import asyncio
import base64
import os
import socket
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from tornado.iostream import IOStream
from tornado.web import Application

from coachkit.serving import limits
from coachkit.serving.limits import (
    BODY,
    HEADERS,
    LINES,
    LimitedServer,
)
from tests.serving.conftest import PATIENCE


def connect(server):
    address = urlsplit(server.url)
    return socket.create_connection((address.hostname, address.port), PATIENCE)


def answer(opened):
    """All that comes until the other side closes."""
    parts = []
    try:
        while part := opened.recv(65536):
            parts.append(part)
    except ConnectionError:
        pass
    return b"".join(parts)


def request(server, *lines, body=b""):
    host = urlsplit(server.url).netloc
    head = "\r\n".join([*lines, f"Host: {host}", "Connection: close", "", ""])
    with connect(server) as opened:
        with suppress(ConnectionError):
            opened.sendall(head.encode() + body)
        return answer(opened)


def is_well(server):
    return server.ask("/?list")[0] == 200


def test_headers_that_do_not_end_are_cut_off(server):
    said = request(server, "GET / HTTP/1.1", "X: " + "a" * 4 * HEADERS)
    assert b" 200 " not in said[:20]
    assert is_well(server)


@pytest.mark.parametrize(
    "address", ["/login", "/voila/api/shutdown/00000000-0000-4000-8000-000000000000"]
)
def test_a_large_body_is_refused(server, address):
    lines = [
        f"POST {address} HTTP/1.1",
        f"Content-Length: {8 * BODY}",
        "Sec-Fetch-Site: same-origin",
    ]
    assert b" 400 " in request(server, *lines, body=b"a" * 100)[:20]
    lines[1] = "Transfer-Encoding: chunked"
    chunk = b"%x\r\n" % BODY + b"a" * BODY + b"\r\n"
    said = request(server, *lines, body=chunk * 3)
    assert b" 20" not in said[:20]
    assert is_well(server)


def test_a_page_has_few_lines(server, visit):
    visited = visit().open(server.page())
    kernel = visited.page.evaluate("coachkit.config().kernelId")
    host = urlsplit(server.url).netloc
    lines = [
        f"GET /api/kernels/{kernel}/channels HTTP/1.1",
        f"Host: {host}",
        f"Origin: http://{host}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
    ]
    opened, said = [], []
    for _ in range(LINES + 2):
        line = connect(server)
        key = base64.b64encode(os.urandom(16)).decode()
        line.sendall("\r\n".join([*lines, f"Sec-WebSocket-Key: {key}", "", ""]).encode())
        said.append(line.recv(12).decode())
        opened.append(line)
    assert said.count("HTTP/1.1 101") == LINES - 1
    assert said[-1] == "HTTP/1.1 429"
    for line in opened:
        line.close()
    # the page's own line goes on
    assert visited.page.evaluate("coachkit.line.up")


def streams(server, count, address):
    """That many connections from there; which of them stay open."""
    pairs = [socket.socketpair() for _ in range(count)]
    made = []
    for ours, _ in pairs:
        ours.settimeout(0)
        made.append(IOStream(ours))
        server.handle_stream(made[-1], address)
    stay = [one for one in made if not one.closed()]
    return stay, [theirs for _, theirs in pairs]


def test_one_address_has_so_many_connections_and_the_proxy_more(monkeypatch):
    monkeypatch.setattr(limits, "OF_AN_ADDRESS", 3)
    monkeypatch.setattr(limits, "IN_ALL", 9)

    async def count():
        server = LimitedServer(Application(), proxy="10.0.0.1")
        somebody, others = streams(server, 5, ("10.0.0.9", 1))
        proxied, more = streams(server, 5, ("10.0.0.1", 1))
        again, last = streams(server, 5, ("10.0.0.8", 1))
        counted = len(somebody), len(proxied), len(again)
        for one in somebody:
            one.close()
        freed, rest = streams(server, 2, ("10.0.0.9", 1))
        for stream in (*proxied, *again, *freed):
            stream.close()
        for end in (*others, *more, *last, *rest):
            end.close()
        return counted, len(freed)

    assert asyncio.run(count()) == ((3, 5, 1), 2)


def test_headers_that_dribble_in_are_not_waited_for(monkeypatch):
    monkeypatch.setattr(limits, "HEADERS_WITHIN", 0.05)

    async def dribble():
        server = LimitedServer(Application())
        listening = socket.create_server(("127.0.0.1", 0))
        listening.settimeout(0)
        server.add_socket(listening)
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        writer.write(b"GET / HTTP/1.1\r\n")
        # until the server hangs up: nothing else would end this
        async with asyncio.timeout(PATIENCE):
            said = await reader.read()
        writer.close()
        server.stop()
        return said

    assert asyncio.run(dribble()) == b""
