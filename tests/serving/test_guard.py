"""The guard: what each visitor gets, what nobody gets, and whose word is believed."""

import json
import re

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from coachkit.language.speech import speak
from coachkit.model.errors import InvalidValue, ServingRefused
from coachkit.serving.arriving import Arriving
from coachkit.serving.keys import Keys
from coachkit.serving.visitors import Role, Visitor
from coachkit.sessions.opening import now
from coachkit.store.doors import Doors
from tests.serving.conftest import LOOKING, SMALL, make_notebook, make_workspace
from tests.serving.knocking import POLICY, Knock, set_password
from tests.serving.test_doors import KERNEL_ID

PAGES = ("dashboard", "intake", "ideas", "plan", "exports", "strategy", "notes")
NOBODYS = "00000000-0000-0000-0000-000000000000"
COACH = Visitor(Role.COACH)
VIEWER = Visitor(Role.VIEWER, "nord", "plan")
MANAGER = Visitor(Role.MANAGER, "nord")


@pytest.mark.parametrize(
    ("visitor", "opens", "works"),
    [
        (COACH, set(PAGES), True),
        (VIEWER, {"plan"}, False),
        (MANAGER, {"dashboard", "intake", "ideas", "plan", "exports"}, True),
    ],
)
def test_each_visitor_opens_their_own_pages(visitor, opens, works):
    assert {page for page in PAGES if visitor.may_open("nord", page)} == opens
    assert {visitor.may_bring_in("nord"), visitor.may_take("nord")} == {works}
    if not visitor.is_coach:
        assert not any(visitor.may_open("jarvi", page) for page in PAGES)
        assert not visitor.may_bring_in("jarvi")


class FromPeer:
    """A connection from an address, as a server knows it."""

    def __init__(self, address):
        self.context = self
        self.remote_ip, self.protocol = address, "http"


def request_of(peer="127.0.0.1", **headers):
    sent = HTTPHeaders({name.replace("_", "-"): value for name, value in headers.items()})
    sent["Host"] = "127.0.0.1"
    start = RequestStartLine("GET", "/", "HTTP/1.1")
    return HTTPServerRequest(start_line=start, headers=sent, connection=FromPeer(peer))


PROXIED = Arriving(names=("coach.example.org",), proxy="127.0.0.1", identity="X-Forwarded-Email")


def test_the_word_of_the_proxy_in_front_is_believed():
    request = request_of(
        X_Forwarded_For="203.0.113.9, 198.51.100.7",
        X_Forwarded_Proto="https",
        X_Forwarded_Email="anna@nordlykta.se",
    )
    PROXIED.arrive(request)
    assert (request.remote_ip, request.protocol) == ("198.51.100.7", "https")
    assert PROXIED.identity_of(request) == "anna@nordlykta.se"
    assert "X-Forwarded-Email" not in request.headers


def test_what_anybody_else_says_of_themselves_is_not():
    request = request_of(
        "198.51.100.7",
        X_Forwarded_For="127.0.0.1",
        X_Forwarded_Proto="https",
        X_Forwarded_Email="coach@agency.fi",
    )
    PROXIED.arrive(request)
    assert (request.remote_ip, request.protocol) == ("198.51.100.7", "http")
    assert PROXIED.identity_of(request) == ""
    assert not {"X-Forwarded-Email", "X-Forwarded-For"} & set(request.headers)


def test_an_identity_that_is_said_twice_is_none():
    request = request_of(X_Forwarded_Email="a@client.se")
    request.headers.add("X-Forwarded-Email", "coach@agency.fi")
    PROXIED.arrive(request)
    assert PROXIED.identity_of(request) == ""


def test_a_request_that_nobody_looked_at_has_no_identity_and_came_through_another():
    request = request_of(X_Forwarded_Email="coach@agency.fi")
    assert (PROXIED.identity_of(request), PROXIED.came_through_another(request)) == ("", True)


@pytest.mark.parametrize("said", ["nonsense", "", "127.0.0.1", "127.0.0.1, ::ffff:127.0.0.1"])
def test_a_proxy_that_names_nobody_is_taken_for_the_visitor(said):
    request = request_of(X_Forwarded_For=said)
    PROXIED.arrive(request)
    assert request.remote_ip == "127.0.0.1"


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("coach.example.org", True),
        ("COACH.example.org.:443", True),
        ("127.0.0.1:8866", True),
        ("[::1]:8866", True),
        ("localhost", True),
        ("evil.example", False),
        ("coach.example.org.evil.example", False),
        ("coach.example.org@evil.example", False),
        ("evil.example@coach.example.org", False),
        ("192.0.2.1", False),
        ("[::1", False),
        ("", False),
    ],
)
def test_a_name_is_ours_or_it_is_not(host, known):
    assert PROXIED.knows_host(host) is known


@pytest.mark.parametrize(
    ("arriving", "code"),
    [
        (Arriving("0.0.0.0"), "no_name"),
        (Arriving("::"), "no_name"),
        (Arriving("example.org", names=("a.example",)), "not_loopback"),
        (Arriving(identity="X-Forwarded-Email"), "no_proxy"),
        (Arriving(proxy="proxy.example"), "not_an_ip"),
        (Arriving(names=("not a name",)), "not_a_host"),
        (Arriving(proxy="127.0.0.1", identity="Cookie"), "not_a_header"),
        (Arriving(proxy="127.0.0.1", identity="X Y"), "not_a_header"),
    ],
)
def test_what_would_leave_a_door_open_is_refused_even_with_a_password(arriving, code):
    with pytest.raises((ServingRefused, InvalidValue)) as refused:
        arriving.check(guarded=True)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "arriving",
    [Arriving(proxy="127.0.0.1"), Arriving(names=("coach.example.org",))],
)
def test_nobody_is_let_in_through_another_without_a_password(arriving):
    with pytest.raises(ServingRefused) as refused:
        arriving.check(guarded=False)
    assert refused.value.code == "unguarded"


@pytest.mark.parametrize(
    "arriving",
    [
        Arriving("0.0.0.0", names=("coach.example.org",)),
        Arriving("192.0.2.1"),
        Arriving("localhost", proxy="127.0.0.1", identity="X-Forwarded-Email"),
        PROXIED,
    ],
)
def test_with_a_password_and_a_name_others_may_come(arriving):
    arriving.check(guarded=True)


@pytest.fixture(scope="module")
def server(serving, tmp_path_factory):
    """A server with a password, whose clients have several pages."""
    folder = tmp_path_factory.mktemp("guard")
    workspace = make_workspace(folder / "workspace").path
    set_password(workspace)
    pages = [make_notebook(folder / f"{name}.ipynb", SMALL) for name in PAGES]
    return serving(notebooks=pages, workspace=workspace)


@pytest.fixture
def coming(server):
    """``coming(role="manager")``: somebody who opened a link, and the link."""
    doors = Doors(server.workspace)

    def come(client="nord", **more):
        token, link = doors.make(client, days=30, now=now(), **more)
        visitor = Knock(server.url)
        assert visitor.get(f"/open/{token}").status == 303
        return visitor, link

    return come


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_what_is_not_ones_own_is_not_there_whether_it_is_or_not(coming, role):
    visitor, _ = coming(role=role)
    answers = [
        visitor.get(path, Accept_Language="en")
        for path in (
            "/clients/jarvi/dashboard",
            "/clients/nobody/dashboard",
            "/clients/nord/strategy",
            "/clients/nord/nowhere",
            "/clients/jarvi/nowhere",
            f"/api/kernels/{NOBODYS}",
        )
    ]
    assert {(answer.status, answer.body) for answer in answers} == {(404, answers[0].body)}
    assert speak("en").say("There is no page here for you.") in answers[0].body
    assert "/clients/" not in answers[0].body


def test_a_viewer_brings_nothing_in_and_takes_nothing_away(coming, server):
    visitor, _ = coming()
    ours = {"Sec-Fetch-Site": "same-origin"}
    (server.workspace / "clients" / "nord" / "documents" / "a.txt").write_text("ours")
    assert visitor.post("/clients/nord/inbox", X_File_Name="a.csv").status == 404
    assert visitor.get("/clients/nord/documents/a.txt", **ours).status == 404
    assert not any((server.workspace / "clients" / "nord" / "inbox").iterdir())


def test_a_manager_brings_in_and_takes_away_what_is_the_clients_own(coming, server):
    visitor, _ = coming(role="manager")
    ours = {"Sec-Fetch-Site": "same-origin"}
    for client in ("nord", "jarvi"):
        (server.workspace / "clients" / client / "documents" / "b.txt").write_text(client)
    assert visitor.post("/clients/nord/inbox", X_File_Name="m.csv").status == 201
    assert visitor.post("/clients/jarvi/inbox", X_File_Name="m.csv").status == 404
    assert visitor.get("/clients/nord/documents/b.txt", **ours).body == "nord"
    assert visitor.get("/clients/jarvi/documents/b.txt", **ours).status == 404


def test_a_page_links_to_what_its_visitor_may_open(coming):
    visitor, _ = coming(role="manager")
    body = visitor.get("/clients/nord/dashboard").body
    linked = set(re.findall(r'href="/clients/nord/(\w+)"', body))
    assert linked == {"dashboard", "intake", "ideas", "plan", "exports"}
    assert 'href="/logout"' in body


def test_a_kernel_answers_its_own_visitor_alone(coming, server):
    visitor, _ = coming()
    kernel = KERNEL_ID.search(visitor.get("/clients/nord/dashboard").body)[1]
    coach = Knock(server.url)
    coach.log_in()
    for other in (coming()[0], coming("jarvi")[0], coach):
        assert other.get(f"/api/kernels/{kernel}").status == 404
        assert other.post(f"/voila/api/shutdown/{kernel}").status == 404
        line = other.line(kernel)
        assert line.status == 404
        line.end()
    nobody = Knock(server.url).line(kernel)
    assert nobody.status == 403
    nobody.end()
    assert visitor.get(f"/api/kernels/{kernel}").status == 200
    line = visitor.line(kernel)
    assert line.status == 101
    line.end()
    assert visitor.post(f"/voila/api/shutdown/{kernel}").status == 204


def test_a_line_is_closed_and_its_kernel_ended_when_the_link_is_revoked(coming, server):
    visitor, link = coming(role="manager")
    kernel = KERNEL_ID.search(visitor.get("/clients/nord/dashboard").body)[1]
    line = visitor.line(kernel)
    Doors(server.workspace).revoke(link.number, now())
    assert line.closed_with() == POLICY
    line.end()
    assert visitor.get(f"/api/kernels/{kernel}").status == 403


def test_a_line_of_the_coachs_is_closed_by_logging_out(server):
    coach = Knock(server.url)
    coach.log_in()
    kernel = KERNEL_ID.search(coach.get("/clients/nord/dashboard").body)[1]
    line = coach.line(kernel)
    coach.get("/logout")
    coach.post("/logout", {"token": coach.cookies["coachkit-form"]})
    assert line.closed_with() == POLICY
    line.end()


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP"]
)
def test_a_proxy_before_a_server_without_a_password_gets_nothing(serving_openly, header):
    asked = Knock(serving_openly.url)
    assert asked.get("/?list").status == 200
    refused = asked.get("/?list", **{header: "198.51.100.7"})
    assert (refused.status, "/clients/" in refused.body) == (403, False)


@pytest.fixture(scope="module")
def serving_openly(serving):
    """A server without a password."""
    return serving()


@pytest.fixture(scope="module")
def proxied(serving, tmp_path_factory):
    """A server behind a proxy at 127.0.0.1, which knows whom it lets through."""
    folder = tmp_path_factory.mktemp("proxied")
    workspace = make_workspace(folder / "workspace").path
    set_password(workspace)
    pages = [make_notebook(folder / f"{name}.ipynb", LOOKING) for name in ("dashboard", "plan")]
    how = {"names": ["coach.example.org"], "proxy": "127.0.0.1", "identity": "X-Forwarded-Email"}
    variables = {"COACHKIT_TEST_HOW": json.dumps(how)}
    return serving(notebooks=pages, workspace=workspace, variables=variables)


ENCRYPTED = {"Host": "coach.example.org", "X-Forwarded-Proto": "https"}


def test_behind_tls_a_cookie_is_for_encrypted_lines_to_this_host_alone(proxied):
    token, _ = Doors(proxied.workspace).make("nord", days=2, now=now())
    visitor = Knock(proxied.url)
    answer = visitor.get(f"/open/{token}", **ENCRYPTED)
    (cookie,) = answer.headers.get_all("Set-Cookie")
    assert cookie.startswith("__Host-coachkit-")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert visitor.get("/", **ENCRYPTED).leads_to == "/clients/nord/dashboard"
    plain = visitor.get("/")
    assert plain.leads_to.startswith("/login")
    assert "Strict-Transport-Security" not in plain.headers


def test_whom_the_proxy_knows_comes_in_if_somebody_let_them_in(proxied):
    doors = Doors(proxied.workspace)
    granted = doors.grant("anna@nordlykta.se", client="nord", role="manager", now=now())
    doors.grant("coach@agency.fi", now=now())

    def first_page(identity):
        return Knock(proxied.url).get("/?list", **ENCRYPTED, X_Forwarded_Email=identity)

    assert first_page("anna@nordlykta.se").leads_to == "/clients/nord/dashboard"
    assert first_page("coach@agency.fi").status == 200
    assert first_page("stranger@client.se").leads_to.startswith("/login")
    doors.revoke(granted.number, now())
    assert first_page("anna@nordlykta.se").leads_to.startswith("/login")


def test_without_its_password_a_server_that_others_reach_lets_nobody_in(proxied):
    coach = Knock(proxied.url)
    password = Keys(Doors(proxied.workspace)).password
    assert coach.log_in().status == 303
    password.remove()
    try:
        answers = [knock.get("/?list") for knock in (coach, Knock(proxied.url))]
        through = Knock(proxied.url).get("/?list", **ENCRYPTED)
    finally:
        set_password(proxied.workspace)
    assert [answer.status for answer in (*answers, through)] == [403, 403, 403]


def test_an_answer_promises_not_to_ask_for_camera_or_place(server):
    headers = Knock(server.url).get("/login").headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in headers
