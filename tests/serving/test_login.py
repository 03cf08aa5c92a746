"""The coach's password: how it is kept, how often it may be tried, and the way in and out."""

import json
import socket
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from argon2 import PasswordHasher

from coachkit.language.speech import speak
from coachkit.model.errors import InvalidValue
from coachkit.serving.attempts import FREE, FREE_IN_ALL, LONGEST, LONGEST_IN_ALL, Attempts
from coachkit.serving.entrance import own_way
from coachkit.serving.keys import Keys
from coachkit.sessions.opening import now
from coachkit.store.doors import Doors
from tests.serving.conftest import LAPTOP, PHONE, SMALL, make_notebook, make_workspace
from tests.serving.knocking import PASSWORD, PATIENCE, Knock, set_password

THEN = datetime(2026, 11, 1, 12, tzinfo=UTC)
WRONG = speak("en").say("That is not the password. Try again.")


@pytest.fixture
def keys(tmp_path):
    return Keys(Doors(tmp_path))


def test_a_password_is_kept_as_a_hash_in_a_file_of_its_owners_alone(keys, tmp_path):
    keys.password.keep(PASSWORD)
    file = tmp_path / "doors" / "password"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text())["hash"].startswith("$argon2id$")
    assert PASSWORD not in file.read_text()
    assert [
        keys.password.is_right(typed) for typed in (PASSWORD, PASSWORD + " ", "", "x" * 9999)
    ] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("typed", "code"), [("elevenchars", "password_too_short"), ("x" * 1001, "too_long")]
)
def test_a_password_that_is_no_good_is_refused(keys, typed, code):
    with pytest.raises(InvalidValue) as refused:
        keys.password.keep(typed)
    assert (refused.value.code, keys.password.is_set()) == (code, False)


def test_a_password_is_the_same_however_the_keyboard_composes_it(keys):
    keys.password.keep("lösenord för älgar")
    assert keys.password.is_right("lo\u0308senord fo\u0308r a\u0308lgar")


def test_a_hash_of_weaker_days_is_made_anew_and_logs_nobody_out(keys, tmp_path):
    keys.password.keep(PASSWORD)
    login = keys.begin(THEN, days=1)
    file = tmp_path / "doors" / "password"
    kept = json.loads(file.read_text())
    weak = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    file.write_text(json.dumps(kept | {"hash": weak}))
    assert keys.password.is_right(PASSWORD)
    stronger = json.loads(file.read_text())
    assert stronger["hash"] != weak
    assert not PasswordHasher().check_needs_rehash(stronger["hash"])
    assert keys.is_on(login, THEN)


def test_a_login_ends_by_time_by_logging_out_and_by_another_password(keys):
    keys.password.keep(PASSWORD)
    old, ended, kept = (keys.begin(THEN, days=days) for days in (1, 3, 3))
    later = THEN + timedelta(days=1)
    keys.end(ended, later)
    assert [keys.is_on(login, later) for login in (old, ended, kept)] == [False, False, True]
    keys.password.keep("another long password")
    assert not keys.is_on(kept, later)
    keys.password.keep(PASSWORD)
    assert not keys.is_on(kept, later)


def test_no_login_is_good_without_a_password(keys):
    assert not keys.is_on(keys.begin(THEN, days=1), THEN)


def test_servers_that_begin_at_once_sign_with_the_same_secret(tmp_path):
    with ThreadPoolExecutor(8) as at_once:
        secrets = set(at_once.map(lambda _: Keys(Doors(tmp_path)).secret(), range(8)))
    assert [len(secret) for secret in secrets] == [32]


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_after_a_few_attempts_an_address_waits_longer_and_longer(clock):
    attempts = Attempts(clock)
    assert [attempts.begin("192.0.2.1") for _ in range(FREE)] == [0] * FREE
    waits = []
    for _ in range(14):
        wait = attempts.begin("192.0.2.1")
        waits.append(wait)
        clock.now += wait
        assert attempts.begin("192.0.2.1") == 0
    assert waits[:4] == [1, 2, 4, 8]
    assert waits[-1] == LONGEST


def test_an_attempt_that_comes_too_early_does_not_count(clock):
    attempts = Attempts(clock)
    for _ in range(FREE):
        attempts.begin("192.0.2.1")
    assert [attempts.begin("192.0.2.1") for _ in range(50)] == [1] * 50


def test_another_address_need_not_wait_and_a_network_of_ipv6_is_one(clock):
    attempts = Attempts(clock)
    for number in range(FREE):
        attempts.begin(f"2001:db8::{number}")
    assert attempts.begin("2001:db8::ffff") > 0
    assert attempts.begin("2001:db8:0:1::1") == 0
    assert attempts.begin("192.0.2.1") == 0


def test_all_addresses_together_wait_a_little_but_never_for_long(clock):
    attempts = Attempts(clock)
    for number in range(FREE_IN_ALL):
        assert attempts.begin(f"192.0.2.{number}") == 0
    assert attempts.begin("198.51.100.1") > 0
    longest = 0
    for number in range(40):
        wait = attempts.begin(f"198.51.100.{number}")
        longest = max(longest, wait)
        clock.now += wait
        attempts.begin(f"198.51.100.{number}")
    assert longest == LONGEST_IN_ALL


def test_the_right_password_takes_the_waiting_away(clock):
    attempts = Attempts(clock)
    for _ in range(FREE):
        attempts.begin("192.0.2.1")
    attempts.right("192.0.2.1")
    assert attempts.begin("192.0.2.1") == 0


def test_a_hundred_thousand_addresses_do_not_fill_the_memory(clock):
    attempts = Attempts(clock)
    for number in range(12_000):
        clock.now += LONGEST_IN_ALL
        attempts.begin(f"10.0.{number // 256}.{number % 256}")
    assert len(attempts._by_address) <= 5001


@pytest.mark.parametrize(
    ("way", "own"),
    [
        ("/clients/nord/plan?lang=sv", "/clients/nord/plan?lang=sv"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"),
        ("evil.example", "/"),
        ("", "/"),
        ("/login?next=/login", "/"),
        ("/logout", "/"),
        ("/" + "x" * 600, "/"),
        ("//[", "/"),
        ("/\t/evil.example", "/"),
    ],
)
def test_nobody_is_led_elsewhere(way, own):
    assert own_way(way) == own


@pytest.fixture(scope="module")
def server(serving, tmp_path_factory):
    """A server with a password, whose clients have a dashboard."""
    folder = tmp_path_factory.mktemp("login")
    workspace = make_workspace(folder / "workspace").path
    set_password(workspace)
    page = make_notebook(folder / "dashboard.ipynb", SMALL)
    return serving(notebooks=[page], workspace=workspace)


def test_whoever_wants_a_page_is_asked_for_the_password_and_led_on_to_it(server):
    coach = Knock(server.url)
    asked = coach.get("/clients/nord/dashboard?lang=sv")
    assert asked.status == 303
    assert asked.leads_to == "/login?next=%2Fclients%2Fnord%2Fdashboard%3Flang%3Dsv"
    answer = coach.log_in(way="/clients/nord/dashboard?lang=sv")
    assert (answer.status, answer.leads_to) == (303, "/clients/nord/dashboard?lang=sv")
    cookie = next(one for one in answer.headers.get_all("Set-Cookie") if "coachkit-form" not in one)
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert coach.get("/?list").status == 200


def test_whoever_wants_no_page_is_refused_in_one_word(server):
    asked = [
        Knock(server.url).get("/", Sec_Fetch_Dest="empty"),
        Knock(server.url).get("/api/kernels/00000000-0000-0000-0000-000000000000", Accept="*/*"),
        Knock(server.url).post("/clients/nord/inbox"),
        Knock(server.url).get("/clients/nord/documents/a.pdf", Sec_Fetch_Site="same-origin"),
    ]
    assert [answer.status for answer in asked] == [403] * 4


def test_a_wrong_password_is_told_calmly_and_lets_nobody_in(server):
    stranger = Knock(server.url)
    answer = stranger.log_in("a long wrong one")
    assert (answer.status, WRONG in answer.body) == (403, True)
    assert "a long wrong one" not in answer.body
    assert stranger.get("/").status == 303
    assert "a wrong password from 127.0.0.1" in server.log.read_text()
    assert Knock(server.url).log_in().status == 303


def test_a_form_that_comes_from_elsewhere_lets_nobody_in(server):
    coach = Knock(server.url)
    coach.get("/login")
    fields = {"token": coach.cookies["coachkit-form"], "password": PASSWORD}
    elsewhere = coach.post("/login", fields, **{"Sec-Fetch-Site": "cross-site"})
    without = coach.post("/login", fields | {"token": "0" * 32})
    unknown = Knock(server.url).post("/login", fields)
    assert [answer.status for answer in (elsewhere, without, unknown)] == [403, 403, 403]
    assert coach.get("/").status == 303


def test_whoever_logs_out_leaves_a_cookie_behind_that_opens_nothing(server):
    coach = Knock(server.url)
    coach.log_in()
    kept = Knock(server.url, dict(coach.cookies))
    assert kept.get("/?list").status == 200
    coach.get("/logout")
    refused = coach.post("/logout", {"token": "wrong"})
    coach.post("/logout", {"token": coach.cookies["coachkit-form"]})
    assert refused.status == 403
    assert [knock.get("/").status for knock in (coach, kept)] == [303, 303]


def test_only_the_pages_with_a_form_may_send_one(server):
    policies = {
        path: Knock(server.url).get(path).headers["Content-Security-Policy"]
        for path in ("/login", "/nowhere")
    }
    assert "form-action 'self'" in policies["/login"]
    assert "form-action 'none'" in policies["/nowhere"]


def test_a_body_that_is_too_large_is_not_taken_in(server):
    address = urlsplit(server.url)
    head = f"POST /login HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Length: 2000000\r\n\r\n"
    with socket.create_connection((address.hostname, address.port), PATIENCE) as line:
        line.sendall(head.encode())
        assert line.recv(12) == b"HTTP/1.1 400"


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_the_page_asks_in_the_coachs_language(server, language):
    said = Knock(server.url).get("/login", Accept_Language=language)
    assert f'<html lang="{language}">' in said.body
    assert speak(language).say("Password") in said.body
    assert said.headers["Cache-Control"] == "no-store"


def test_another_password_ends_what_is_open(serving, tmp_path):
    workspace = make_workspace(tmp_path / "workspace").path
    set_password(workspace)
    server = serving(workspace=workspace)
    coach = Knock(server.url)
    coach.log_in()
    assert coach.get("/?list").status == 200
    set_password(workspace, "another long password")
    assert coach.get("/?list").status == 303
    assert coach.log_in().status == 403
    assert coach.log_in("another long password").status == 303


def test_many_at_once_are_slowed_down_and_the_server_answers_others(serving, tmp_path):
    workspace = make_workspace(tmp_path / "workspace").path
    set_password(workspace)
    server = serving(workspace=workspace)
    strangers = [Knock(server.url) for _ in range(16)]
    with ThreadPoolExecutor(16) as at_once:
        tried = [at_once.submit(stranger.log_in, "a wrong password") for stranger in strangers]
        assert Knock(server.url).get("/login").status == 200
        answers = [attempt.result() for attempt in tried]
    statuses = sorted(answer.status for answer in answers)
    assert statuses == [403] * FREE + [429] * (16 - FREE)
    assert all("Retry-After" in answer.headers for answer in answers if answer.status == 429)


@pytest.mark.parametrize(("size", "locale"), [(LAPTOP, "sv-SE"), (PHONE, "fi-FI")])
def test_a_coach_comes_in_and_out_with_the_keyboard(server, visit, size, locale):
    visited = visit(size, locale=locale)
    page = visited.page
    page.goto(server.url + "?list")
    page.wait_for_url("**/login?next=*")
    assert (visited.violations(), visited.fits()) == ([], True)
    page.keyboard.type("not the password")
    page.keyboard.press("Enter")
    page.wait_for_selector("[aria-invalid]")
    assert visited.violations() == []
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".ck-clients")
    page.goto(server.url + "logout")
    assert (visited.violations(), visited.fits()) == ([], True)
    page.keyboard.press("Tab")
    page.get_by_role("button").press("Enter")
    page.wait_for_selector(".ck-lead + p a[href^='/login']")
    assert visited.violations() == []
    page.goto(server.url)
    page.wait_for_url("**/login?next=*")


def test_a_viewer_comes_by_a_link_and_sees_the_page(server, visit):
    token, _ = Doors(server.workspace).make("nord", days=30, now=now())
    visited = visit()
    visited.open(f"{server.url}open/{token}")
    assert visited.page.url == server.page("nord", "dashboard")
    assert visited.complaints == []
    assert visited.violations() == []
    visited.page.goto(server.page("jarvi", "dashboard"))
    assert (visited.violations(), visited.fits()) == ([], True)
    visited.page.goto(f"{server.url}open/forged")
    assert (visited.violations(), visited.fits()) == ([], True)
