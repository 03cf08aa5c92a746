"""Files that lie about themselves: their length, their end, their number."""

import http.client
import json
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from tests.attacks.target import PATIENCE

INBOX = "/clients/jarvi/inbox"
MANY = 200


@pytest.fixture
def inbox(ours):
    """The attacker's own inbox, empty before and after."""
    folder = ours.workspace / "clients" / "jarvi" / "inbox"
    for path in folder.iterdir():
        path.unlink()
    yield folder
    for path in folder.iterdir():
        path.unlink()


def head(ours, *lines):
    said = (
        f"POST {INBOX} HTTP/1.1",
        f"Host: {ours.host}",
        f"Cookie: {ours.manager.cookie}",
        "Sec-Fetch-Site: same-origin",
        "X-File-Name: evil.csv",
        *lines,
    )
    return "\r\n".join([*said, "", ""]).encode()


def left_in(ours, inbox, number):
    """What lies there, once the server has heard of the lines that were cut."""
    for _ in range(PATIENCE * 100):
        left = {path.name for path in inbox.iterdir()}
        if len(left) == number:
            break
        assert ours.ask(f"/api/kernels/{ours.own.kernel}").status == 200
    return left


UNFIT = {
    "negative": ("Content-Length: -1",),
    "signed": ("Content-Length: +4",),
    "of another base": ("Content-Length: 0x4",),
    "with a point": ("Content-Length: 4.0",),
    "two that differ": ("Content-Length: 4", "Content-Length: 5"),
    "two in one": ("Content-Length: 4, 5",),
    "no number": ("Content-Length: four",),
    "beyond all measure": ("Content-Length: " + "9" * 400,),
    "none": (),
    "chunks": ("Transfer-Encoding: chunked",),
    "chunks and a length": ("Transfer-Encoding: chunked", "Content-Length: 4"),
    "strange digits": ("Content-Length: \xb2\xb2",),
}


@pytest.mark.parametrize("name", UNFIT)
def test_a_length_that_is_none_brings_nothing_in(ours, inbox, name):
    body = b"4\r\nevil\r\n0\r\n\r\n" if "chunks" in name else b"evil"
    said = ours.raw(head(ours, *UNFIT[name], "Connection: close") + body)
    assert said.status == 0 or said.status >= 400
    assert left_in(ours, inbox, 0) == set()


def test_what_comes_after_the_length_is_neither_the_file_nor_a_request(ours, inbox):
    hidden = f"GET /clients/nord/dashboard HTTP/1.1\r\nHost: {ours.host}\r\n\r\n".encode()
    said = ours.raw(head(ours, "Content-Length: 4", "Connection: close") + b"evil" + hidden)
    assert said.whole.count("HTTP/1.1 ") == 1
    assert said.status == 201
    assert [path.read_bytes() for path in inbox.iterdir()] == [b"evil"]


def test_chunks_that_never_end_are_refused_at_once(ours, inbox):
    with ours.socket() as line:
        line.sendall(head(ours, "Transfer-Encoding: chunked"))
        answered = b""
        with suppress(ConnectionError):
            # until the server has had enough: it takes none of it into its memory
            for _ in range(1000):
                line.sendall(b"10000\r\n" + bytes(0x10000) + b"\r\n")
        with suppress(ConnectionError):
            while piece := line.recv(65536):
                answered += piece
    assert b"201" not in answered.split(b"\r\n", 1)[0]
    assert left_in(ours, inbox, 0) == set()


def test_a_file_that_is_cut_off_leaves_nothing_and_the_next_is_taken(ours, inbox):
    for _ in range(20):
        with ours.socket() as line:
            line.sendall(head(ours, "Content-Length: 1000000") + bytes(1000))
    assert ours.raw(head(ours, "Content-Length: 5", "Connection: close") + b"whole").status == 201
    assert left_in(ours, inbox, 1) == {"evil.csv"}
    assert (inbox / "evil.csv").read_bytes() == b"whole"


def test_many_files_are_as_many_files_and_others_are_served_meanwhile(ours, inbox):
    address = urlsplit(ours.url)
    line = http.client.HTTPConnection(address.hostname, address.port, timeout=PATIENCE)
    said = {"Cookie": ours.manager.cookie, "Sec-Fetch-Site": "same-origin"}
    for number in range(MANY):
        line.request("POST", INBOX, f"{number}", said | {"X-File-Name": f"{number}.csv"})
        answer = line.getresponse()
        assert (answer.status, json.loads(answer.read())) == (201, {"name": f"{number}.csv"})
        if number % 50 == 0:
            assert ours.ask(f"/api/kernels/{ours.own.kernel}").status == 200
    line.close()
    assert len(list(inbox.iterdir())) == MANY
