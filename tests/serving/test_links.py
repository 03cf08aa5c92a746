"""Links: what is kept of them, whom they let in, and how they end."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from coachkit.language.speech import speak
from coachkit.model.errors import InvalidValue, StoreError
from coachkit.sessions.opening import now
from coachkit.store.doors import Doors
from tests.serving.conftest import SMALL, make_notebook, make_workspace
from tests.serving.knocking import Knock

THEN = datetime(2026, 11, 1, 12, tzinfo=UTC)
OVER = speak("en").say("This link does not open anything any more.")


@pytest.fixture
def doors(tmp_path):
    return Doors(tmp_path)


def test_a_link_opens_until_its_last_moment_and_not_at_it(doors):
    token, link = doors.make("nord", days=2, now=THEN)
    end = THEN + timedelta(days=2)
    assert doors.by_token(token, end - timedelta(microseconds=1)) == link
    assert doors.by_token(token, end) is None


def test_of_a_token_nothing_is_kept_by_which_it_could_be_said(doors):
    token, link = doors.make("nord", days=2, now=THEN, name="Anna")
    kept = b"".join(path.read_bytes() for path in doors.folder.iterdir())
    assert token.encode() not in kept
    assert len(token) >= 43  # 256 bits, six in each letter
    assert link.number not in token


def test_the_folder_and_its_files_are_their_owners_alone(doors):
    doors.make("nord", days=2, now=THEN)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in doors.folder.iterdir()}
    assert stat.S_IMODE(doors.folder.stat().st_mode) == 0o700
    assert modes == {"links.json": 0o600, ".lock": 0o600}


def test_a_revoked_link_opens_nothing_for_whoever_reads_the_same_folder(doors):
    other = Doors(doors.folder.parent)
    token, link = doors.make("nord", days=2, now=THEN)
    kept, _ = doors.make("nord", days=2, now=THEN)
    assert other.by_token(token, THEN) == link
    revoked = doors.revoke(link.number, THEN)
    assert (revoked.revoked_at, other.by_token(token, THEN)) == (THEN, None)
    assert other.by_token(kept, THEN) is not None


def test_revoking_twice_keeps_the_first_moment(doors):
    _, link = doors.make("nord", days=2, now=THEN)
    doors.revoke(link.number, THEN)
    assert doors.revoke(link.number, THEN + timedelta(days=1)).revoked_at == THEN


def test_all_links_of_a_client_are_revoked_and_no_others(doors):
    tokens = [doors.make(client, days=2, now=THEN)[0] for client in ("nord", "nord", "jarvi")]
    assert len(doors.revoke_all("nord", THEN)) == 2
    assert [doors.by_token(token, THEN) is None for token in tokens] == [True, True, False]


def test_nothing_stays_of_the_links_of_a_client_that_is_erased(doors):
    doors.make("nord", days=2, now=THEN, name="Anna at Nordlykta")
    doors.make("jarvi", days=2, now=THEN)
    doors.forget("nord")
    assert [link.client for link in doors.links()] == ["jarvi"]
    assert b"Anna" not in (doors.folder / "links.json").read_bytes()


def test_links_that_are_made_at_the_same_time_are_all_kept(doors):
    def make(number):
        return Doors(doors.folder.parent).make("nord", days=2, now=THEN, name=str(number))

    with ThreadPoolExecutor(8) as at_once:
        list(at_once.map(make, range(24)))
    assert {link.name for link in doors.links()} == {str(number) for number in range(24)}


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        ({"days": 0}, "not_so_many_days", "days"),
        ({"days": 367}, "not_so_many_days", "days"),
        ({"page": "strategy"}, "not_allowed", "page"),
        ({"page": "intake"}, "not_allowed", "page"),
        ({"page": "strategy", "role": "manager"}, "not_allowed", "page"),
        ({"role": "coach"}, "not_allowed", "role"),
        ({"name": "x" * 81}, "too_long", "name"),
    ],
)
def test_a_link_that_cannot_be_is_refused_and_nothing_is_kept(doors, asked, code, field):
    with pytest.raises(InvalidValue) as refused:
        doors.make("nord", **({"days": 30, "now": THEN} | asked))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert doors.links() == ()


def test_a_link_that_there_is_none_of_cannot_be_revoked(doors):
    with pytest.raises(StoreError) as refused:
        doors.revoke("00000000", THEN)
    assert refused.value.code == "unknown_link"


def test_a_grant_stands_until_it_is_revoked_whatever_the_letters_are_like(doors):
    granted = doors.grant("Anna@Client.se", client="nord", role="manager", now=THEN)
    later = THEN + timedelta(days=4000)
    assert doors.by_identity("anna@client.SE ", later) == granted
    assert doors.by_identity("anna@nordlykta.se.evil.example", later) is None
    doors.revoke(granted.number, THEN)
    assert doors.by_identity("anna@nordlykta.se", later) is None


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "\x00", "å"])
def test_a_grant_has_no_token(doors, token):
    doors.grant("anna@nordlykta.se", client="nord", role="manager", now=THEN)
    assert doors.by_token(token, THEN) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"links": [{}]}', '{"links": 3}'])
def test_a_damaged_file_lets_nobody_in(doors, content):
    token, _ = doors.make("nord", days=2, now=THEN)
    (doors.folder / "links.json").write_text(content)
    with pytest.raises(StoreError) as refused:
        doors.by_token(token, THEN)
    assert refused.value.code == "damaged"


@pytest.fixture(scope="module")
def server(serving, tmp_path_factory):
    """A server without a password, whose clients have a dashboard and a plan."""
    folder = tmp_path_factory.mktemp("links")
    pages = [make_notebook(folder / f"{name}.ipynb", SMALL) for name in ("dashboard", "plan")]
    workspace = make_workspace(folder / "workspace").path
    return serving(notebooks=pages, workspace=workspace)


@pytest.fixture
def give(server):
    """``give("nord")``: a link's token, and the link."""
    doors = Doors(server.workspace)

    def make(client="nord", *, days=30, made=None, **more):
        return doors.make(client, days=days, now=made or now(), **more)

    return make


def test_a_link_leads_to_its_page_with_a_cookie_that_says_nothing(server, give):
    token, _ = give()
    visitor = Knock(server.url)
    answer = visitor.get(f"/open/{token}")
    assert (answer.status, answer.leads_to) == (303, "/clients/nord/dashboard")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    (cookie,) = answer.headers.get_all("Set-Cookie")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert token not in cookie
    assert "nord" not in cookie
    assert visitor.get("/clients/nord/dashboard", Sec_Fetch_Dest="image").status == 403
    assert visitor.get("/").leads_to == "/clients/nord/dashboard"


def test_what_opens_nothing_is_told_apart_by_nobody(server, give):
    long_ago = datetime(2025, 1, 1, tzinfo=UTC)
    expired, _ = give(made=long_ago)
    revoked, link = give()
    Doors(server.workspace).revoke(link.number, now())
    nobodys, _ = give("nobody")
    answers = [
        Knock(server.url).get(f"/open/{token}", Accept_Language="en")
        for token in (expired, revoked, nobodys, "x" * 43, revoked[:-1], "", "a/b", "x" * 999)
    ]
    assert {(answer.status, answer.body) for answer in answers} == {(403, answers[0].body)}
    assert OVER in answers[0].body
    assert not any(answer.headers.get_all("Set-Cookie") for answer in answers)


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_a_link_that_is_over_says_so_in_the_visitors_language(server, language):
    said = Knock(server.url).get("/open/forged", Accept_Language=language).body
    assert f'<html lang="{language}">' in said
    assert speak(language).say("Links end after a while. Ask your coach for a new one.") in said


def test_a_cookie_of_a_link_that_was_revoked_opens_nothing_at_once(server, give):
    token, link = give()
    visitor = Knock(server.url)
    visitor.get(f"/open/{token}")
    before = visitor.get("/").status
    Doors(server.workspace).revoke(link.number, now())
    paths = ("/", "/clients/nord/dashboard", "/clients/nord/documents/a.pdf", "/nowhere")
    after = [visitor.get(path) for path in paths]
    assert (before, {answer.status for answer in after}) == (303, {403})
    assert all(OVER in answer.body for answer in after)


def test_a_cookie_that_was_changed_or_is_of_another_server_lets_nobody_in(server, give):
    token, _ = give()
    visitor = Knock(server.url)
    visitor.get(f"/open/{token}")
    ((name, value),) = visitor.cookies.items()
    other, _ = give("jarvi")
    opened = Knock(server.url)
    opened.get(f"/open/{other}")
    forged = value.rsplit("|", 1)[0] + "|" + opened.cookies[name].rsplit("|", 1)[1]
    # Without a password whoever shows no key of ours is this machine's coach, and not a visitor.
    assert Knock(server.url, {name: forged}).get("/", Accept="text/plain").status == 200


def test_another_link_in_the_same_browser_takes_the_place_of_the_first(server, give):
    visitor = Knock(server.url)
    visitor.get(f"/open/{give()[0]}")
    visitor.get(f"/open/{give('jarvi', page='plan')[0]}")
    assert len(visitor.cookies) == 1
    assert visitor.get("/").leads_to == "/clients/jarvi/plan"


def test_whoever_came_by_a_link_can_go_back_to_be_the_coach(server, give):
    visitor = Knock(server.url)
    visitor.get(f"/open/{give()[0]}")
    assert visitor.get("/").status == 303
    visitor.get("/logout")
    assert visitor.post("/logout", {"token": visitor.cookies["coachkit-form"]}).status == 200
    assert visitor.get("/?list").status == 200


def test_what_is_written_is_json_that_a_person_can_read(doors):
    doors.make("nord", days=2, now=THEN, name="Anna")
    ((link,),) = json.loads((doors.folder / "links.json").read_text()).values()
    assert (link["client"], link["name"], link["expires_at"]) == (
        "nord",
        "Anna",
        "2026-11-03T12:00:00Z",
    )
