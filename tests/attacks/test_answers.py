"""What every answer carries, and what none gives away."""

import re

import pytest

PROMISED = {
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "",
    "cross-origin-opener-policy": "same-origin",
}
TOLD = re.compile(
    r"traceback|\.py\b|site-packages|/tmp/|/home/|/root/|tornado|jupyter_|python/|voila[/ ]\d"
    r"|most recent call|exception|errno|secret-of-nord",
    re.IGNORECASE,
)
ASKED = {
    "nothing there": ("GET", "/nothing", {}),
    "another's": ("GET", "/clients/nord/dashboard", {}),
    "a crooked name": ("GET", "/clients/%00/%ff", {}),
    "a crooked address": ("GET", "/%%%/%c0%ae", {}),
    "a long address": ("GET", "/" + "x" * 8000, {}),
    "a broken query": ("GET", "/login?next=%ff%fe&lang=%00", {}),
    "many answers": ("GET", "/login?" + "&".join(f"a{n}=1" for n in range(900)), {}),
    "another method": ("PATCH", "/clients/jarvi/dashboard", {}),
    "a method of nobody's": ("EVIL", "/", {}),
    "trace": ("TRACE", "/", {}),
    "options": ("OPTIONS", "/clients/jarvi/dashboard", {}),
    "post to nothing": ("POST", "/nothing", {}),
    "delete of a kernel": ("DELETE", "/api/kernels/00000000-0000-0000-0000-000000000000", {}),
    "no line": ("GET", "/api/kernels/{kernel}/channels", {}),
    "half a line": ("GET", "/api/kernels/{kernel}/channels", {"Upgrade": "websocket"}),
    "no link": ("GET", "/open/forged", {}),
    "no ticket": ("GET", "/waiting/forged", {}),
    "parts": ("GET", "/static/../../etc/passwd", {}),
    "a foreign name": ("GET", "/", {"host": "evil.example"}),
    "a range": ("GET", "/login", {"Range": "bytes=999999-", "If_Range": "x"}),
    "odd languages": ("GET", "/login", {"Accept_Language": "x;q=nan, \u00e5;q=-1, " + "a," * 500}),
    "an odd cookie": ("GET", "/", {"cookie": 'a="\\377\\; ;;==; coachkit-form=\\"'}),
    "odd form": (
        "POST",
        "/login",
        {"Sec_Fetch_Site": "same-origin", "Content_Type": "multipart/form-data; boundary=x"},
    ),
    "nobody": ("GET", "/clients/jarvi/dashboard", {"cookie": "none=1"}),
    "nobody's kernel": ("GET", "/api/kernels/{kernel}", {"cookie": "none=1"}),
    "an image": ("GET", "/clients/jarvi/dashboard", {"Sec_Fetch_Dest": "image"}),
    "a document": ("GET", "/clients/jarvi/documents/letter.txt", {}),
    "a farewell": ("POST", "/voila/api/shutdown/{kernel}", {}),
}


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_promises_what_all_do_and_tells_nothing_of_what_is_inside(ours, name):
    method, path, headers = ASKED[name]
    said = ours.ask(path.format(kernel=ours.own.kernel), method, **headers)
    assert said.status in {200, 303, *range(400, 500)}, said.whole
    told = {line.partition(": ")[0].lower(): line for line in said.head.splitlines()[1:]}
    assert "server" not in told
    for header, start in PROMISED.items():
        assert start in told.get(header, f"no {header}")
    assert TOLD.findall(said.whole) == []
    assert str(ours.workspace) not in said.whole


@pytest.mark.parametrize(
    "sent",
    [
        b"EVIL\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\x00b\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 500 + b"\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999999999\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
    ],
    ids=range(10),
)
def test_what_is_no_request_is_told_nothing(ours, sent):
    said = ours.raw(sent)
    assert said.status == 0 or 400 <= said.status < 500
    assert TOLD.findall(said.whole) == []
    assert "Server:" not in said.head
