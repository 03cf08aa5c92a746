"""Two servers that share a workspace and a PostgreSQL, behind the nginx of ``docs/deploy``."""

import json
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachkit.kernels.warm_provisioner import SWITCH
from coachkit.sessions.opening import now
from coachkit.store.doors import Doors
from coachkit.store.workspace import Workspace
from tests.serving.conftest import CLIENTS, PATIENCE, SMALL, Server, make_notebook
from tests.serving.knocking import set_password
from tests.store.conftest import server as postgresql  # noqa: F401 - a fixture by another name

EXAMPLE = Path("docs/deploy/nginx.conf")
BEFORE_A_HUB = Path("docs/deploy/nginx-hub.conf")
IDENTITY = "X-Forwarded-Email"

SIGNED_ON = """
    location = /oauth2/auth {{
        internal;
        proxy_pass http://unix:{folder}/signed_on.sock;
    }}
"""
"""Where an OpenID Connect client would be asked who has signed on."""

TOLD = "auth_request_set $coachkit_identity $upstream_http_x_auth_request_email;"

WHOLE = """
user root;
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen unix:{folder}/signed_on.sock;
        location / {{
            add_header X-Auth-Request-Email $cookie_signed_on;
            return 200;
        }}
    }}
    {example}
}}
"""


@dataclass
class Fleet:
    """Two servers and what stands in front of them."""

    url: str
    servers: list[Server]
    doors: Doors
    folder: Path

    def serving(self):
        """The servers that have a kernel running."""
        return [one for one in self.servers if one.process.is_running() and one.kernels()]


def a_free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def certificate(folder):
    asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    to = ["-keyout", folder / "coachkit.key", "-out", folder / "coachkit.pem"]
    subprocess.run([*asked, *to, "-subj", "/CN=localhost"], check=True, capture_output=True)


def configured(folder, port, servers):
    """The example, with this test's own ports, files and single sign-on in it."""
    example = EXAMPLE.read_text()
    for written, meant in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("127.0.0.1:8866", servers[0].url.split("/")[2]),
        ("127.0.0.1:8867", servers[1].url.split("/")[2]),
        ("/etc/nginx/", f"{folder}/"),
        ("/var/log/nginx/", f"{folder}/"),
        (
            "proxy_pass http://coachkit;",
            f"proxy_pass http://coachkit; auth_request /oauth2/auth; {TOLD}",
        ),
        (
            "set $coachkit_identity '';",
            SIGNED_ON.format(folder=folder) + "set $coachkit_identity '';",
        ),
    ):
        assert example.count(written) >= 1, written
        example = example.replace(written, meant)
    conf = folder / "nginx.conf"
    conf.write_text(WHOLE.format(folder=folder, example=example))
    return conf


@pytest.fixture(scope="module")
def fleet(serving, postgresql, tmp_path_factory):  # noqa: F811 - the fixture
    if not (nginx := shutil.which("nginx")) or not shutil.which("openssl"):
        pytest.skip("nginx and openssl are not installed")
    folder = tmp_path_factory.mktemp("fleet")
    postgresql.make("fleet")
    database = postgresql.address("fleet")
    workspace = Workspace.create(folder / "workspace", database_url=database)
    for client in CLIENTS:
        workspace.new_client(client, now=lambda: datetime(2026, 11, 1, tzinfo=UTC), who="x").close()
    set_password(workspace.path)
    notebook = make_notebook(folder / "dashboard.ipynb", SMALL)
    how = {"names": ["localhost"], "proxy": "127.0.0.1", "identity": IDENTITY}
    variables = {
        "COACHKIT_DATABASE_URL": database,
        "COACHKIT_TEST_HOW": json.dumps(how),
        # each kernel is its own server's child, so that the two can be told apart
        SWITCH: "0",
    }
    servers = [
        serving(workspace=workspace.path, notebooks=[notebook], variables=variables)
        for _ in range(2)
    ]
    certificate(folder)
    port = a_free_port()
    process = subprocess.Popen(
        [nginx, "-p", folder, "-c", configured(folder, port, servers)],
        stderr=subprocess.DEVNULL,
    )
    wait_for(port)
    yield Fleet(f"https://127.0.0.1:{port}/", servers, Doors(workspace.path), folder)
    process.terminate()
    process.wait(PATIENCE)
    postgresql.clear("fleet")


def wait_for(port):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx does not listen")


@pytest.fixture
def visitor(browser):
    """A browser of its own that does not mind who has signed the certificate."""
    context = browser.new_context(ignore_https_errors=True, locale="en-GB")
    yield context
    for page in context.pages:
        page.close(run_before_unload=True)
    context.close()


def shown(page):
    page.wait_for_selector("body.ck-shown", timeout=PATIENCE * 1000)
    return page


def test_a_link_opens_its_page_on_one_server_and_its_cookies_are_for_tls_alone(fleet, visitor):
    token, _ = fleet.doors.make("jarvi", days=1, now=now())
    page = visitor.new_page()
    page.goto(f"{fleet.url}open/{token}")
    shown(page).get_by_role("heading", name="Nine posts").or_(
        page.get_by_role("heading", name="Yhdeksän julkaisua")
    ).wait_for()
    assert len(fleet.serving()) == 1
    assert token not in (fleet.folder / "coachkit.log").read_text()
    cookies = visitor.cookies()
    assert "coachkit_server" in {cookie["name"] for cookie in cookies}
    assert {(one["secure"], one["httpOnly"]) for one in cookies if one["name"] != "_xsrf"} == {
        (True, True)
    }


def test_who_somebody_is_by_single_sign_on_and_by_nothing_that_they_send_themselves(fleet, visitor):
    fleet.doors.grant("coach@agency.example", now=now())
    sent = visitor.request.get(fleet.url, headers={IDENTITY: "coach@agency.example"})
    assert sent.status == 403
    visitor.add_cookies([{"name": "signed_on", "value": "coach@agency.example", "url": fleet.url}])
    assert visitor.request.get(f"{fleet.url}?list").status == 200


def test_a_server_that_is_renewed_hands_its_visitors_on_without_a_click(fleet, visitor):
    token, _ = fleet.doors.make("nord", days=1, now=now())
    page = visitor.new_page()
    page.goto(f"{fleet.url}open/{token}")
    shown(page)
    serving = next(
        one for one in fleet.servers if any("nord" in kernel.cwd() for kernel in one.kernels())
    )
    with page.expect_event("framenavigated", timeout=PATIENCE * 1000):
        assert serving.end() == 0
    shown(page)
    (left,) = [one for one in fleet.servers if one is not serving]
    assert any("nord" in kernel.cwd() for kernel in left.kernels())


def test_what_stands_before_a_hub_reads_well(tmp_path):
    """No more than that: the hub itself is no dependency of ours."""
    if not (nginx := shutil.which("nginx")) or not shutil.which("openssl"):
        pytest.skip("nginx and openssl are not installed")
    certificate(tmp_path)
    example = BEFORE_A_HUB.read_text()
    for written, meant in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{a_free_port()} ssl;"),
        ("/etc/nginx/", f"{tmp_path}/"),
        ("/var/log/nginx/", f"{tmp_path}/"),
    ):
        assert example.count(written) >= 1, written
        example = example.replace(written, meant)
    conf = tmp_path / "nginx.conf"
    conf.write_text(WHOLE.format(folder=tmp_path, example=example))
    said = subprocess.run(
        [nginx, "-t", "-p", tmp_path, "-c", conf], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
