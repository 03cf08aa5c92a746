"""A stranger who is slow, or many, takes nothing away from a visitor at another address."""

import socket
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

import pytest

from tests.attacks.target import KERNEL, PATIENCE

STRANGER = "127.0.0.2"
BEGUN = {
    "idle": b"",
    "slow headers": b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "slow body": b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60000\r\n"
    b"Sec-Fetch-Site: same-origin\r\n\r\ntoken=",
    "no end of chunks": b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
    b"Sec-Fetch-Site: same-origin\r\n\r\n5\r\ntoken\r\n",
    "never reads": b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 50,
}
MANY = 300


def begin(target, said, stack):
    """One more connection of the stranger's, which says that much and no more."""
    address = urlsplit(target.url)
    try:
        line = socket.create_connection(
            (address.hostname, address.port), PATIENCE, source_address=(STRANGER, 0)
        )
    except OSError:
        pytest.skip("this system has one loopback address alone")
    stack.enter_context(line)
    with suppress(ConnectionError):
        line.sendall(said)


@pytest.mark.parametrize("name", BEGUN)
def test_a_visitor_gets_a_page_while_a_stranger_holds_on_to_many_connections(ours, name):
    with ExitStack() as stack:
        for _ in range(MANY):
            begin(ours, BEGUN[name], stack)
        assert ours.ask("/login", cookie="none=1").status == 200
        assert ours.ask(f"/api/kernels/{ours.own.kernel}").status == 200


def test_a_page_opens_whole_while_hundreds_of_connections_are_held(ours):
    with ExitStack() as stack:
        for number in range(MANY):
            begin(ours, list(BEGUN.values())[number % 3], stack)
        said = ours.ask("/clients/jarvi/dashboard", cookie=ours.manager.cookie)
        assert said.status == 200
        assert KERNEL.search(said.body)
        assert "secret-of-jarvi" in said.body


@pytest.mark.parametrize("path", ["/login", "/clients/jarvi/inbox", "/nothing"])
def test_a_body_without_measure_is_not_taken_in(ours, path):
    said = ours.ask(
        path,
        "POST",
        ours.own.cookie,
        b"x" * 100,
        Sec_Fetch_Site="same-origin",
        Content_Length="9000000000",
    )
    assert said.status == 0 or said.status >= 400
