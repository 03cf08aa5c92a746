"""Keys that nobody gave out, keys that are over, and keys of others: none opens anything."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import websocket

from coachkit.serving.attempts import FREE
from coachkit.sessions.opening import now
from coachkit.store.doors import Doors
from tests.attacks.conftest import entered, link
from tests.attacks.target import PROTOCOLS, Page
from tests.attacks.tricks import flipped
from tests.serving.knocking import PASSWORD, Knock, set_password

AWAY = (
    *(
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
    ),
    *("https://evil.example", "https:evil.example", "javascript:alert(1)", "/%0d%0aSet-Cookie:a=b"),
    *("/\r\nSet-Cookie: a=b", "evil.example", "@evil.example", "/..//evil.example", "", "//"),
)


def refused(target, path, **how):
    """Whether a request gained neither a page nor a key."""
    said = target.ask(path, **how)
    return said.status >= 400 and "Set-Cookie: coachkit-" not in said.head


def test_no_link_that_nobody_gave_out_opens_anything(ours):
    token, _ = link(ours.workspace, "nord")
    over, _ = link(ours.workspace, "nord", at=now() - timedelta(days=9))
    revoked, ended = link(ours.workspace, "nord")
    Doors(ours.workspace).revoke(ended.number, now())
    crooked = ("", "%00", f"{token}%00", f"%20{token}", f"{token}/", f"{token}/..", f"../{token}")
    crooked = (*crooked, token.swapcase(), token[:-1], token + "A", "x" * 10_000, ended.number)
    for forged in (*flipped(token), over, revoked, *crooked):
        assert refused(ours, f"/open/{forged}", cookie="none=1"), forged
    assert ours.ask(f"/open/{token}", cookie="none=1").status == 303


def test_the_key_to_one_client_opens_nothing_of_another(ours):
    for page in (ours.own, ours.manager):
        for path in (
            *(
                "/clients/nord/dashboard",
                "/clients/nord/plan",
                "/clients/nord/documents/letter.txt",
            ),
            f"/api/kernels/{ours.other.kernel}",
        ):
            said = ours.ask(path, cookie=page.cookie, Sec_Fetch_Site="same-origin")
            assert (said.status, "nord" in said.body) == (404, False)
        assert "nord" not in ours.ask("/?list", cookie=page.cookie).whole
    both = f"{ours.own.cookie}; {ours.own.cookie}x"
    assert ours.ask("/clients/nord/dashboard", cookie=both).status != 200


def test_after_a_link_is_revoked_neither_its_cookie_nor_its_open_line_is_of_use(ours):
    token, ended = link(ours.workspace, "jarvi")
    knock = Knock(ours.url)
    knock.get(f"/open/{token}")
    body = knock.get("/clients/jarvi/dashboard").body
    page = Page("jarvi", knock.cookies, re.search(r'"kernelId": ?"([0-9a-f-]{36})"', body)[1])
    with ours.line(page.kernel, PROTOCOLS["binary"], page.cookie) as line:
        Doors(ours.workspace).revoke(ended.number, now())
        with pytest.raises(ConnectionError):
            line.all_until_hung_up()
    with pytest.raises(websocket.WebSocketBadStatusException):
        ours.line(page.kernel, cookie=page.cookie)
    for path in ("/", "/clients/jarvi/dashboard", f"/api/kernels/{page.kernel}"):
        assert refused(ours, path, cookie=page.cookie)
    assert refused(ours, f"/open/{token}")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": "same-origin, cross-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Referer": "https://evil.example/"},
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/login", "/logout", "/clients/jarvi/inbox"])
def test_a_form_of_another_site_does_nothing(ours, path, headers):
    knock = Knock(ours.url)
    knock.get("/login")
    token = knock.cookies["coachkit-form"]
    cookie = f"{ours.manager.cookie}; coachkit-form={token}"
    form = {"Content_Type": "application/x-www-form-urlencoded", "X_File_Name": "a.csv"}
    body = f"token={token}&password={PASSWORD.replace(' ', '+')}".encode()
    assert refused(ours, path, method="POST", cookie=cookie, body=body, **form, **headers)
    documents = "/clients/jarvi/documents/letter.txt"
    assert refused(ours, documents, cookie=ours.manager.cookie, **headers)


@pytest.mark.parametrize("token", ["", "0" * 32, None, "%00"])
@pytest.mark.parametrize("path", ["/login", "/logout"])
def test_a_form_without_its_token_does_nothing(ours, path, token):
    knock = entered(ours.url, ours.workspace, "jarvi")
    cookies = dict(knock.cookies)
    fields = {"password": PASSWORD} | ({} if token is None else {"token": token})
    assert knock.post(path, fields).status == 403
    assert knock.cookies.items() >= cookies.items()
    cookie = Page("jarvi", cookies).cookie
    assert ours.ask("/", cookie=cookie).status == 303
    assert ours.ask("/?list", cookie=cookie).status == 303


def test_nobody_is_led_elsewhere(ours):
    for way in AWAY:
        answer = Knock(ours.url).log_in(way=way)
        assert answer.status == 303
        assert re.fullmatch(r"/(?![/\\])[!-~]*", answer.leads_to), way
        assert answer.headers["Set-Cookie"].startswith("coachkit-")
    for path in ("//evil.example", "//evil.example/..", "/\\evil.example/", "/%2f/evil.example"):
        for cookie in ("none=1", ours.own.cookie):
            found = re.search(r"(?im)^location: (.*)$", ours.ask(path, cookie=cookie).head)
            assert found is None or re.match(r"/(?![/\\])", found[1])


def test_who_guesses_the_password_is_slowed_down_whoever_they_pretend_to_be(serving):
    server = serving()
    set_password(server.workspace)

    def guess(number):
        knock = Knock(server.url)
        knock.get("/login")
        fields = {"token": knock.cookies["coachkit-form"], "password": f"a guess {number}"}
        address = f"192.0.2.{number}"
        pretended = {
            "X_Forwarded_For": address,
            "X_Real_IP": address,
            "Forwarded": f"for={address}",
        }
        return knock.post("/login", fields, **pretended).status

    with ThreadPoolExecutor(8) as at_once:
        tried = list(at_once.map(guess, range(50)))
    assert set(tried) == {403, 429}
    # each wait is twice as long as the one before: in the minutes of a slow machine, a few more
    assert FREE <= tried.count(403) <= FREE + 8
