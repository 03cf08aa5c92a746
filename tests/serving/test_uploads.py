"""Files sent into an inbox: asked without a browser."""

import http.client
import json
import os
import socket
from urllib.parse import quote, urlsplit

import pytest

from coachkit.serving.uploads import safe_name
from coachkit.sessions.uploading import LARGEST
from tests.serving.conftest import PATIENCE

INBOX = "/clients/jarvi/inbox"


@pytest.fixture
def inbox(server):
    """The inbox of a client, empty before and after."""
    folder = server.workspace / "clients" / "jarvi" / "inbox"
    yield folder
    for path in folder.iterdir():
        path.unlink()


def send(server, content, path=INBOX, name="posts.csv", **headers):
    """Send a file as a page does; the status and what is answered."""
    address = urlsplit(server.url)
    line = http.client.HTTPConnection(address.hostname, address.port, timeout=PATIENCE)
    said = {"X-File-Name": quote(name), "Sec-Fetch-Site": "same-origin"}
    said |= {key.replace("_", "-"): value for key, value in headers.items()}
    try:
        line.request("POST", path, content, {k: v for k, v in said.items() if v is not None})
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_arrives_whole_with_its_name_and_its_date(server, inbox):
    content = os.urandom(3_000_000)
    status, answer = send(server, content, name="Innehåll (1).zip", X_File_Date="1700000000")
    assert (status, json.loads(answer)) == (201, {"name": "Innehåll (1).zip"})
    (file,) = inbox.iterdir()
    assert (file.name, file.read_bytes()) == ("Innehåll (1).zip", content)
    assert (file.stat().st_mtime, file.stat().st_mode & 0o777) == (1_700_000_000, 0o600)


def test_another_file_of_that_name_takes_no_place_and_the_same_one_comes_once(server, inbox):
    for content in (b"one", b"two", b"one"):
        assert send(server, content)[0] == 201
    assert {path.name: path.read_bytes() for path in inbox.iterdir()} == {
        "posts.csv": b"one",
        "posts (2).csv": b"two",
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": None},
        {"Sec_Fetch_Site": None, "Origin": "http://evil.example"},
        {"Sec_Fetch_Site": None, "Origin": "null"},
        {"Host": "evil.example"},
    ],
    ids=str,
)
def test_only_a_page_of_ours_sends_files(server, inbox, headers):
    assert send(server, b"evil", **headers)[0] == 403
    assert names(inbox) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/clients/nobody/inbox", 404),
        ("/clients/..%2fjarvi/inbox", 404),
        ("/clients/jarvi/inbox/x.csv", 404),
    ],
)
def test_there_is_no_other_place_to_send_to(server, inbox, path, status):
    assert send(server, b"a", path)[0] in (status, 403)
    assert names(inbox) == []


def test_nothing_is_read_where_files_are_sent(server):
    assert server.ask(INBOX)[0] == 405


def test_a_file_above_the_limit_is_refused_in_words_and_leaves_nothing(server, inbox):
    assert send(server, bytes(LARGEST + 1))[0] == 413
    assert names(inbox) == []


def test_a_file_at_the_limit_is_taken(server, inbox):
    assert send(server, bytes(LARGEST))[0] == 201
    assert [path.stat().st_size for path in inbox.iterdir()] == [LARGEST]


def test_a_file_of_unsaid_length_is_refused(server, inbox):
    assert send(server, iter([b"a", b"b"]))[0] == 411
    assert names(inbox) == []


def test_a_line_that_is_lost_leaves_nothing_behind(server, inbox):
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), PATIENCE) as line:
        head = (
            f"POST {INBOX} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Length: 5000000\r\n"
            "Sec-Fetch-Site: same-origin\r\nX-File-Name: posts.csv\r\nExpect: 100-continue\r\n\r\n"
        )
        line.sendall(head.encode())
        assert line.recv(12) == b"HTTP/1.1 100"
        line.sendall(bytes(200_000))
        assert [path.name.startswith(".room-") for path in inbox.iterdir()] == [True]
    # The server notices in its own time.
    for _ in range(PATIENCE * 100):
        if not names(inbox):
            break
        assert server.ask(INBOX)[0] == 405
    assert names(inbox) == []
    assert send(server, b"whole")[0] == 201
    assert {path.name: path.read_bytes() for path in inbox.iterdir()} == {"posts.csv": b"whole"}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Oct-01-2026_Oct-31-2026_1.csv", "Oct-01-2026_Oct-31-2026_1.csv"),
        ("../../coachkit.toml", "coachkit.toml"),
        ("C:\\Users\\me\\posts.csv", "posts.csv"),
        ("/etc/passwd", "passwd"),
        ("..", "export"),
        ("", "export"),
        (".said.json", "said.json"),
        (".room-1", "room-1"),
        ("a\x00b\n.csv", "ab.csv"),
        ("what?<now>.csv", "what__now_.csv"),
        ("imported", "imported_"),
        ("Inneha\u030all.csv", "Innehåll.csv"),
        ("a" * 300 + ".csv", "a" * 147 + ".csv"),
        ("ä" * 300 + ".csv", "ä" * 73 + ".csv"),
    ],
)
def test_a_name_is_kept_as_far_as_it_is_safe(sent, kept):
    assert safe_name(sent) == kept
