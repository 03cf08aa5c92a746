"""Documents that a page hands out: asked without a browser."""

import http.client
from urllib.parse import urlsplit

import pytest

from coachkit.serving.downloads import document_in
from tests.serving.conftest import PATIENCE

DOCUMENTS = "/clients/jarvi/documents"
PAGE = "<p>Järvi</p><script>alert(1)</script>".encode()


@pytest.fixture(scope="module")
def documents(server, tmp_path_factory):
    """The documents of a client, some of them not to be had."""
    folder = server.workspace / "clients" / "jarvi" / "documents"
    (folder / "calendars").mkdir(parents=True)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.csv").write_bytes(b"secret")
    (folder / "plan-fi.html").write_bytes(PAGE)
    (folder / "calendars" / "aino-höst.ics").write_bytes(b"BEGIN:VCALENDAR")
    (folder / ".hidden.csv").write_bytes(b"hidden")
    (folder / "notes.json").write_bytes(b"private")
    (folder / "folder.csv").mkdir()
    (folder / "link.csv").symlink_to(elsewhere / "secret.csv")
    (folder / "linked").symlink_to(elsewhere)
    return folder


def ask(server, path, method="GET", **headers):
    """Ask as a link on a page does; the status, the headers and the bytes."""
    address = urlsplit(server.url)
    line = http.client.HTTPConnection(address.hostname, address.port, timeout=PATIENCE)
    said = {"Sec-Fetch-Site": "same-origin"}
    said |= {key.replace("_", "-"): value for key, value in headers.items()}
    try:
        sent = {k: v for k, v in said.items() if v is not None}
        line.request(method, path, headers=sent)
        answer = line.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        line.close()


def test_a_document_is_handed_out_to_be_kept_and_not_shown(server, documents):
    status, headers, body = ask(server, f"{DOCUMENTS}/plan-fi.html")
    assert (status, body) == (200, PAGE)
    assert {
        name: headers[name]
        for name in (
            "Content-Type",
            "Content-Disposition",
            "X-Content-Type-Options",
            "Cache-Control",
            "Cross-Origin-Resource-Policy",
        )
    } == {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Disposition": (
            "attachment; filename=\"plan-fi.html\"; filename*=UTF-8''plan-fi.html"
        ),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert "script-src 'self'" in headers["Content-Security-Policy"]


def test_a_name_of_any_language_stays_as_it_is(server, documents):
    status, headers, body = ask(server, f"{DOCUMENTS}/calendars/aino-h%C3%B6st.ics")
    assert (status, body) == (200, b"BEGIN:VCALENDAR")
    assert headers["Content-Disposition"] == (
        "attachment; filename=\"aino-h_st.ics\"; filename*=UTF-8''aino-h%C3%B6st.ics"
    )


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("pdf", "application/pdf"),
        ("zip", "application/zip"),
        ("md", "text/markdown; charset=utf-8"),
    ],
)
def test_the_strategy_s_documents_say_what_they_are(server, documents, ending, kind):
    (documents / f"strategy-sv.{ending}").write_bytes(b"\x00 as it is \xff")
    status, headers, body = ask(server, f"{DOCUMENTS}/strategy-sv.{ending}")
    assert (status, headers["Content-Type"], body) == (200, kind, b"\x00 as it is \xff")
    assert headers["Content-Disposition"].startswith("attachment; ")


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
def test_only_a_page_of_ours_gets_documents(server, documents, headers):
    status, _, body = ask(server, f"{DOCUMENTS}/plan-fi.html", **headers)
    assert (status, b"alert" in body) == (403, False)


@pytest.mark.parametrize(
    "path",
    [
        "nothing.html",
        "calendars",
        "calendars/",
        "/plan-fi.html",
        ".hidden.csv",
        "notes.json",
        "folder.csv",
        "link.csv",
        "linked/secret.csv",
        "../client.db",
        "..%2fclient.db",
        "%2e%2e/client.db",
        "..%2f..%2fnord%2fdocuments%2fplan.html",
        "calendars/..%2f..%2fclient.db",
        "calendars%2f..%2fplan-fi.html",
        "..%5cclient.db",
        "plan-fi.html%00.csv",
        "plan-fi.html%2f",
        "%2fetc%2fpasswd",
        "C:%5cwindows%5cwin.ini.txt",
        "a/b/c/d.html",
        "plan-fi.HTML",
    ],
)
def test_nothing_but_documents_is_handed_out(server, documents, path):
    status, _, body = ask(server, f"{DOCUMENTS}/{path}")
    assert (status, b"secret" in body, b"SQLite" in body) == (404, False, False)


def test_the_documents_of_nobody_and_of_others_are_not_there(server, documents):
    found = [
        ask(server, f"/clients/{slug}/documents/plan-fi.html")[0]
        for slug in ("nobody", "nord", "..", "%2e%2e", "jarvi%2f..%2fjarvi")
    ]
    assert found == [404] * 5


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD"])
def test_documents_can_only_be_fetched(server, documents, method):
    assert ask(server, f"{DOCUMENTS}/plan-fi.html", method)[0] == 405
    assert (documents / "plan-fi.html").read_bytes() == PAGE


def test_what_leads_out_is_no_document_on_any_system(documents):
    names = ("..", ".", "", "a/../plan-fi.html", "a\\b.html", "plan-fi.html:x.html", "a//b.html")
    assert [document_in(documents, name) for name in names] == [None] * len(names)
    assert document_in(documents, "plan-fi.html") == documents / "plan-fi.html"
