"""Links and the coach's password, as typed."""

import re
from datetime import UTC, datetime

import pytest

from coachkit.serving.keys import Password
from coachkit.sessions.opening import now
from coachkit.store.doors import Doors
from tests.cli.conftest import coachkit

PASSWORD = "correct horse battery"
ADDRESS = re.compile(r"^(https?://[^/]+)/open/([\w-]{43})\n$")


def link(*words, workspace, **how):
    return coachkit("link", *words, "-w", workspace, **how)


@pytest.fixture
def doors(workspace):
    return Doors(workspace)


def test_the_address_is_told_once_and_opens_the_door(workspace, doors):
    run = link("shop", "--name", "Anna at the shop", "--days", 7, workspace=workspace)
    assert run.returncode == 0, run.stderr
    base, token = ADDRESS.match(run.stdout).groups()
    (made,) = doors.links()
    assert base == "http://127.0.0.1:8866"
    assert doors.by_token(token, now()) == made
    assert (made.client, made.role, made.page, made.name) == (
        "shop",
        "viewer",
        "dashboard",
        "Anna at the shop",
    )
    assert (made.expires_at - made.made_at).days == 7
    assert made.number in run.stderr
    assert token not in link("--list", workspace=workspace).stdout


def test_a_link_opens_for_thirty_days_if_nothing_is_said(workspace, doors):
    link("shop", "--role", "manager", "--notebook", "intake", workspace=workspace)
    (made,) = doors.links()
    assert ((made.expires_at - made.made_at).days, made.role, made.page) == (
        30,
        "manager",
        "intake",
    )


def test_the_base_of_the_address_is_the_coachs_own(workspace):
    run = link("shop", "--base", "https://coach.example.org/", workspace=workspace)
    assert ADDRESS.match(run.stdout)[1] == "https://coach.example.org"


def test_links_are_listed_with_what_became_of_them(workspace, doors):
    _, over = doors.make("shop", days=1, now=datetime(2026, 1, 1, tzinfo=UTC))
    _, revoked = doors.make("shop", days=1, now=now(), role="manager")
    doors.revoke(revoked.number, now())
    _, opens = doors.make("shop", days=2, now=now(), page="plan", name="Anna")
    head, *rows = link("--list", workspace=workspace).stdout.splitlines()
    assert head.split() == ["Number", "Client", "Role", "Page", "Until", "Who", "State"]
    assert [(row.split()[0], row.split()[-1]) for row in rows] == [
        (over.number, "over"),
        (revoked.number, "revoked"),
        (opens.number, "opens"),
    ]
    assert {"plan", "Anna", "viewer"} <= set(rows[2].split())


def test_a_list_of_nothing_says_so(workspace):
    assert "No link" in link("--list", workspace=workspace).stdout


def test_one_link_is_revoked_or_all_of_a_client(workspace, doors):
    links = [doors.make("shop", days=2, now=now())[1] for _ in range(3)]
    assert "1 link is revoked." in link("--revoke", links[0].number, workspace=workspace).stdout
    assert [one.opens(now()) for one in doors.links()] == [False, True, True]
    run = link("shop", "--revoke", "all", workspace=workspace)
    assert "2 links are revoked." in run.stdout
    assert not any(one.opens(now()) for one in doors.links())


def test_whom_a_proxy_knows_gets_no_link(workspace, doors):
    run = link("shop", "--for", "anna@nordlykta.se", "--role", "manager", workspace=workspace)
    assert (run.returncode, "/open/" in run.stdout) == (0, False)
    assert link("--coach", "--for", "coach@agency.fi", workspace=workspace).returncode == 0
    manager, coach = doors.links()
    assert (manager.identity, manager.role, manager.client) == (
        "anna@nordlykta.se",
        "manager",
        "shop",
    )
    assert (coach.identity, coach.role, coach.client) == ("coach@agency.fi", "coach", "")
    assert (manager.expires_at, manager.seal) == (None, "")


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["nobody"], "nobody", 1),
        (["shop", "--days", "0"], "1 to 366 days", 2),
        (["shop", "--days", "367"], "1 to 366 days", 2),
        (["shop", "--notebook", "strategy"], "dashboard", 2),
        (["shop", "--notebook", "intake"], "dashboard and plan", 2),
        (["shop", "--notebook", "ideas"], "dashboard and plan", 2),
        (["shop", "--base", "ftp://x"], "https://", 2),
        (["shop", "--base", "https://x/y"], "https://", 2),
        (["shop", "--for", " "], "anna@nordlykta.se", 2),
        (["--coach"], "--for", 2),
        ([], "client", 2),
        (["--revoke", "all"], "--revoke all", 2),
        (["--revoke", "00000000"], "00000000", 1),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_kept(
    workspace, doors, words, said, code
):
    run = link(*words, workspace=workspace)
    assert (run.returncode, said in run.stderr) == (code, True), run.stderr
    assert "Traceback" not in run.stderr
    assert doors.links() == ()


def test_erasing_a_client_leaves_nothing_of_its_links(workspace, doors):
    doors.make("shop", days=2, now=now(), name="Anna at the shop")
    assert coachkit("erase", "shop", "--yes", "-w", workspace).returncode == 0
    assert doors.links() == ()
    assert b"Anna" not in (workspace / "doors" / "links.json").read_bytes()


def password(*words, workspace, answer=None):
    return coachkit("password", *words, "-w", workspace, answer=answer)


def test_a_password_is_asked_for_twice_and_not_shown(workspace, doors):
    run = password(workspace=workspace, answer=f"{PASSWORD}\n{PASSWORD}\n")
    assert run.returncode == 0, run.stderr
    assert PASSWORD not in run.stdout + run.stderr
    assert Password(doors).is_right(PASSWORD)
    assert password("--remove", workspace=workspace).returncode == 0
    assert not Password(doors).is_set()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("too short\n", "12 characters"),
        (f"{PASSWORD}\n{PASSWORD}!\n", "not the same"),
        ("\n", "12 characters"),
    ],
)
def test_a_password_that_is_no_good_is_refused_in_words(workspace, doors, answer, said):
    run = password(workspace=workspace, answer=answer)
    assert (run.returncode, said in run.stderr) == (2, True), run.stderr
    assert not Password(doors).is_set()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--address", "0.0.0.0"], "coachkit password"),
        (["--behind-proxy", "127.0.0.1"], "coachkit password"),
        (["--name", "coach.example.org"], "coachkit password"),
        (["--identity-header", "X-Forwarded-Email"], "--behind-proxy"),
        (["--behind-proxy", "proxy"], "IP address"),
    ],
)
def test_a_server_that_would_leave_a_door_open_does_not_begin(workspace, words, said):
    run = coachkit("serve", "--port", "0", *words, "-w", workspace)
    assert (run.returncode in {1, 2}, said in run.stderr) == (True, True), run.stderr
