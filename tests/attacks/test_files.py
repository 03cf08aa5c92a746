"""Files: none goes where it does not belong, and none is had that is not one's own."""

from urllib.parse import quote

import pytest

from tests.attacks.target import SECRET

NAMES = (
    *("../evil.csv", "../../nord/inbox/evil.csv", "..\\..\\nord\\inbox\\evil.csv", "/etc/evil.csv"),
    *("....//....//evil.csv", "..", ".", "", "\x00evil.csv", "evil.csv\x00.png", "C:\\evil.csv"),
    *("%2e%2e%2fevil.csv", "..%2fevil.csv", "%252e%252e%252fevil.csv", "\u2024\u2024/evil.csv"),
    *("\uff0e\uff0e\uff0fevil.csv", "evil.csv/", "evil\r\nX-Evil: 1.csv", "x" * 4000, "~root/evil"),
    *("client.db", "../client.db", "../../../doors/links.json", ".bashrc", "\u202evsc.live"),
)


def files(target):
    """Every file of the workspace outside the inbox that is the attacker's own."""
    own = target.workspace / "clients" / "jarvi" / "inbox"
    found = (path for path in target.workspace.rglob("*") if path.is_file())
    # what databases keep beside themselves comes and goes
    passing = ("-wal", "-shm", "-journal")
    return {path for path in found if own not in path.parents and not path.name.endswith(passing)}


def send(target, path, name, cookie):
    return target.ask(
        path,
        "POST",
        cookie,
        b"evil",
        Sec_Fetch_Site="same-origin",
        X_File_Name=quote(name),
    )


def test_a_file_lies_in_ones_own_inbox_whatever_it_is_called(ours):
    before = files(ours)
    for name in NAMES:
        said = send(ours, "/clients/jarvi/inbox", name, ours.manager.cookie)
        assert said.status in {201, 400}, name
        assert "evil: 1" not in said.head.lower()
    assert files(ours) == before
    inbox = ours.workspace / "clients" / "jarvi" / "inbox"
    for path in inbox.rglob("*"):
        assert not path.is_symlink()
        assert path.resolve().is_relative_to(inbox.resolve())


@pytest.mark.parametrize(
    "path",
    [
        "/clients/nord/inbox",
        "/clients/%6eord/inbox",
        "/clients/jarvi/../nord/inbox",
        "/clients/jarvi/%2e%2e/nord/inbox",
        "/clients/jarvi%2f..%2fnord/inbox",
        "/clients/nord/inbox/",
        "/clients/NORD/inbox",
        "/clients/nord/documents",
        "/clients/jarvi/documents/evil.txt",
    ],
)
def test_nothing_is_brought_into_another_room(ours, path):
    before = files(ours)
    for cookie in (ours.manager.cookie, ours.own.cookie, "none=1"):
        said = send(ours, path, "evil.csv", cookie)
        assert said.status >= 400
    assert files(ours) == before


def test_a_viewer_brings_nothing_in_and_takes_nothing_away(ours):
    assert send(ours, "/clients/jarvi/inbox", "evil.csv", ours.own.cookie).status == 404
    said = ours.ask("/clients/jarvi/documents/letter.txt", Sec_Fetch_Site="same-origin")
    assert said.status == 404


def test_a_link_among_the_documents_leads_nowhere(ours):
    clients = ours.workspace / "clients"
    documents = clients / "jarvi" / "documents"
    (documents / "link.txt").symlink_to(clients / "nord" / "documents" / "letter.txt")
    (documents / "folder").symlink_to(clients / "nord" / "documents")
    for path in ("link.txt", "folder/letter.txt", "folder/../letter.txt/../link.txt"):
        there = f"/clients/jarvi/documents/{path}"
        said = ours.ask(there, cookie=ours.manager.cookie, Sec_Fetch_Site="same-origin")
        assert (said.status, SECRET in said.body) == (404, False)
    letter = "/clients/jarvi/documents/letter.txt"
    said = ours.ask(letter, cookie=ours.manager.cookie, Sec_Fetch_Site="same-origin")
    assert (said.status, "secret-of-jarvi" in said.body) == (200, True)
