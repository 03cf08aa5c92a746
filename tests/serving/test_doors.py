"""What the server lets in, what it lets out: asked without a browser."""

import os
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from coachkit.kernels.warm_place import FOLDER_VARIABLE
from coachkit.language.speech import speak
from coachkit.model.errors import InvalidValue, ServingRefused
from coachkit.serving.app import serve
from coachkit.serving.kernels import scrubbed
from tests.serving.conftest import (
    CLIENTS,
    PATIENCE,
    add_client,
    make_workspace,
)

JARVI, NORD = CLIENTS
ADDRESS = re.compile(r"""(?:https?:)?//[\w.-]+""")
KERNEL_ID = re.compile(r'"kernelId": "([0-9a-f-]{36})"')


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "192.168.1.10", "example.org", "", "127.0.0.1.example.org"]
)
def test_an_address_that_others_can_reach_is_refused(tmp_path, address):
    with pytest.raises(ServingRefused) as refused:
        serve(tmp_path, address=address, port=0, on_ready=print)
    assert (refused.value.code, refused.value.details) == ("not_loopback", {"address": address})


def test_a_port_that_is_taken_is_refused_and_no_other_one_is_tried(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServingRefused) as refused:
            serve(tmp_path, port=port, on_ready=print)
    assert (refused.value.code, refused.value.details) == ("port_taken", {"port": port})


def test_a_port_that_cannot_be_is_refused(tmp_path):
    with pytest.raises(InvalidValue) as refused:
        serve(tmp_path, port=70000, on_ready=print)
    assert (refused.value.code, refused.value.field) == ("not_allowed", "port")


def test_the_server_listens_on_loopback_alone(server):
    listening = [
        connection.laddr.ip
        for connection in server.process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert listening == ["127.0.0.1"]


def test_the_list_leads_to_every_client(server):
    status, _, body = server.ask("/", Accept_Language="en")
    assert status == 200
    assert re.findall(r'<a href="(/[^"]+)">([^<]+)', body) == [
        ("/clients/jarvi/small", "Järven ystävät ry"),
        ("/clients/nord/small", "Nordlykta Friluft"),
    ]


def test_the_list_speaks_the_visitors_language_until_another_is_asked_for(server):
    _, _, preferred = server.ask("/", Accept_Language="sv-SE,sv;q=0.9,en;q=0.5")
    _, _, asked = server.ask("/?lang=fi", Accept_Language="sv-SE")
    assert ['<html lang="sv">' in preferred, '<html lang="fi">' in asked] == [True, True]


def test_clients_that_come_go_or_break_are_noticed(serving, tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [])
    server = serving(workspace=workspace.path)

    def listed():
        _, _, body = server.ask("/", Accept_Language="en")
        found = re.findall(r'href="/clients/([^/]+)|<small>(\w+) cannot be read', body)
        return [name or f"{broken}, broken" for name, broken in found], "no client yet" in body

    seen = [listed()]
    add_client(workspace, JARVI)
    seen.append(listed())
    add_client(workspace, NORD)
    seen.append(listed())
    (workspace.folder("jarvi") / "client.db").write_bytes(b"not a database")
    seen.append(listed())
    workspace.erase("jarvi")
    seen.append(listed())
    assert seen == [
        ([], True),
        (["jarvi"], False),
        (["jarvi", "nord"], False),
        (["nord", "jarvi, broken"], False),
        (["nord"], False),
    ]
    assert "jarvi cannot be read: damaged" in server.log.read_text()
    assert server.ask("/clients/jarvi/small")[0] == 404
    assert [path.name for path in (workspace.path / ".pages").iterdir()] == ["nord"]


@pytest.mark.parametrize(
    "path",
    [
        "/voila/tree",
        "/voila/render/jarvi/small.ipynb",
        "/voila/files/jarvi/small.ipynb",
        "/voila/api/contents/jarvi",
        "/voila/static/voila.js",
        "/voila/api/themes/x",
        "/api/contents",
        "/api/kernels",
        "/api/kernels/00000000-0000-0000-0000-000000000000",
        "/login",
        "/clients/nobody/small",
        "/clients/jarvi/other",
        "/clients/jarvi/small.ipynb",
        "/clients/..%2f..%2fclients%2fjarvi/small",
        "/clients/jarvi/..%2f..%2f..%2fcoachkit",
        "/.pages/jarvi/small.ipynb",
        "/favicon.ico",
    ],
)
def test_there_is_nothing_else_to_be_had(server, path):
    status, _, body = server.ask(path, Accept_Language="sv")
    assert status == 404
    assert speak("sv").say("There is no page here.") in body
    assert 'href="/?lang=sv"' in body


def test_parts_of_pages_lead_nowhere_else(server):
    _, _, body = server.ask("/")
    shell = re.search(r'href="(/parts/[0-9a-f]+/look)/page.css"', body)[1]
    statuses = [
        server.ask(f"{shell}/{trick}")[0]
        for trick in (
            "page.css",
            "conf.json",
            "../voila/coachkit/index.html.j2",
            "..%2fvoila%2fcoachkit%2findex.html.j2",
            "%2e%2e/voila/coachkit/index.html.j2",
            "/etc/passwd",
            "",
        )
    ]
    assert statuses[0] == 200
    assert set(statuses[1:]) <= {403, 404}


def test_no_page_style_or_script_of_ours_names_another_host(server):
    addresses = ["/", "/?lang=sv", "/nowhere", "/clients/jarvi/small"]
    bodies = {address: server.ask(address)[2] for address in addresses}
    parts = set(re.findall(r'(?:href|src)="(/parts/[^"]+)"', "".join(bodies.values())))
    # Whom the engine's libraries name in their texts; that none is asked is seen in a browser.
    ours = [part for part in parts if part.endswith((".css", ".js")) and "/engine/" not in part]
    assert sorted(Path(part).name for part in ours) == ["page.css", "page.js"]
    bodies |= {part: server.ask(part)[2] for part in ours}
    named = {host for body in bodies.values() for host in ADDRESS.findall(body)}
    assert named <= {"http://www.w3.org"}


@pytest.mark.parametrize("path", ["/", "/nowhere", "/clients/jarvi/small"])
def test_every_answer_is_kept_to_this_host(server, path):
    _, headers, _ = server.ask(path)
    assert {
        name: headers[name]
        for name in ("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Resource-Policy")
    } == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' blob:"
    assert policy["frame-ancestors"] == "'self'"
    assert "Server" not in headers
    assert "Set-Cookie" not in headers


def test_a_website_whose_name_leads_here_is_refused(server):
    assert [
        server.ask("/", Host=host)[0]
        for host in ("evil.example", "127.0.0.1.evil.example:80", "localhost", "127.0.0.1")
    ] == [403, 403, 200, 200]


def test_a_frame_or_an_image_elsewhere_starts_no_kernel(server):
    before = {kernel.pid for kernel in server.kernels()}
    kinds = ("iframe", "image", "empty", "script")
    statuses = [server.ask("/clients/jarvi/small", Sec_Fetch_Dest=kind)[0] for kind in kinds]
    assert statuses == [403, 403, 403, 403]
    assert {kernel.pid for kernel in server.kernels()} <= before


@pytest.fixture
def page_of(server):
    """A page that was fetched, its kernel's id, and a goodbye at the end."""
    _, _, body = server.ask("/clients/jarvi/small")
    kernel_id = KERNEL_ID.search(body)[1]
    yield body, kernel_id
    server.ask(f"/voila/api/shutdown/{kernel_id}", "POST", Sec_Fetch_Site="same-origin")


def test_a_page_carries_live_widgets_and_no_code(page_of):
    body, _ = page_of
    assert body.count("application/vnd.jupyter.widget-view+json") == 2
    assert [word in body for word in ("import ipywidgets", "ToggleButtons(", "Traceback")] == [
        False,
        False,
        False,
    ]


def test_only_a_page_of_ours_ends_its_kernel(server, page_of):
    _, kernel_id = page_of
    address = f"/voila/api/shutdown/{kernel_id}"
    refused = [
        server.ask(address, "POST")[0],
        server.ask(address, "POST", Origin="http://evil.example")[0],
        server.ask(address, "POST", Origin="null")[0],
        server.ask(address, "POST", Sec_Fetch_Site="cross-site")[0],
        server.ask(address, "POST", Sec_Fetch_Site="same-site")[0],
        server.ask(address, "GET")[0],
        server.ask(f"/api/kernels/{kernel_id}", "DELETE")[0],
    ]
    assert refused == [403, 403, 403, 403, 403, 405, 405]
    assert server.ask(f"/api/kernels/{kernel_id}")[0] == 200
    here = server.url.rstrip("/")
    assert [
        server.ask(address, "POST", Origin=here)[0],
        server.ask(address, "POST", Sec_Fetch_Site="same-origin")[0],
        server.ask(f"/api/kernels/{kernel_id}")[0],
    ] == [204, 204, 404]


def test_a_line_to_a_kernel_is_opened_for_our_own_pages_only(server, page_of):
    _, kernel_id = page_of
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Extensions": "permessage-deflate",
    }

    def opened(origin):
        address = urlsplit(server.url)
        lines = [f"GET /api/kernels/{kernel_id}/channels HTTP/1.1", f"Host: {address.netloc}"]
        lines += [f"{name}: {value}" for name, value in (handshake | {"Origin": origin}).items()]
        with socket.create_connection((address.hostname, address.port), PATIENCE) as line:
            line.sendall("\r\n".join([*lines, "", ""]).encode())
            return line.makefile("rb").read1(4096).decode(errors="replace")

    assert opened("http://evil.example").startswith("HTTP/1.1 403")
    answer = opened(server.url.rstrip("/"))
    assert answer.startswith("HTTP/1.1 101")
    assert "permessage-deflate" in answer


def test_a_kernel_has_private_sockets_and_sees_no_secrets_of_the_server(server):
    _, _, body = server.ask("/clients/jarvi/looking")
    assert "sockets: ipc, open to others: 0, secret: none, in jarvi" in body


def test_what_lies_beside_the_parts_of_pages_is_not_served(server):
    _, _, body = server.ask("/")
    fonts = re.search(r'href="(/parts/[0-9a-f]+/fonts)/', body)[1]
    _, headers, _ = server.ask("/")
    assert "no-store" in headers["Cache-Control"]
    status, headers, _ = server.ask(f"{fonts}/OFL.txt")
    assert status == 404
    status, headers, _ = server.ask(f"{fonts.replace('fonts', 'look')}/page.css")
    assert (status, "immutable" in headers["Cache-Control"]) == (200, True)


def test_only_what_a_kernel_needs_of_the_environment_is_passed_on():
    environment = {"PATH": "/bin", "LANG": "sv_SE.UTF-8", "AWS_SECRET": "x", "JUPYTER_TOKEN": "y"}
    assert scrubbed(environment) == {"PATH": "/bin", "LANG": "sv_SE.UTF-8"}


def test_a_notebook_that_fails_says_so_calmly_and_the_log_knows_why(server):
    status, _, body = server.ask("/clients/nord/failing")
    assert status == 200
    assert speak("sv").say("This page could not be put together.") in body
    assert [word in body for word in ("Traceback", "ValueError", "a secret")] == [False] * 3
    assert "ValueError: a secret of nord" in server.log.read_text()


def test_a_visitor_who_leaves_while_cells_run_leaves_no_kernel_behind(server):
    before = set(server.kernels())
    address = urlsplit(server.url)
    line = socket.create_connection((address.hostname, address.port), PATIENCE)
    line.sendall(f"GET /clients/jarvi/waiting HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
    with server.fifo.open("w") as held:  # opens only when the kernel has come to it
        (kernel,) = set(server.kernels()) - before
        line.close()
        held.write("go on")
    assert psutil.wait_procs([kernel], PATIENCE)[1] == []


def test_ending_the_server_ends_every_kernel_and_leaves_nothing_behind(serving):
    server = serving()
    _, _, body = server.ask("/clients/jarvi/small")
    assert KERNEL_ID.search(body)
    (kernel,) = server.kernels()
    listens = {Path(one.laddr).parent for one in kernel.net_connections("unix") if one.laddr}
    (folder,) = {one for one in listens if one.is_dir()} - {Path(os.environ[FOLDER_VARIABLE])}
    assert server.end() == 0
    assert psutil.wait_procs([kernel], PATIENCE)[1] == []
    assert not folder.exists()
    assert server.log.read_text() == ""
