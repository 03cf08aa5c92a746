"""A viewer's page in a browser: what is there to look with moves, and nothing else does."""

import asyncio
import json
import re
from itertools import count

import pytest
from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from coachkit.serving.frames import LARGEST, PROTOCOL
from coachkit.sessions.opening import now
from coachkit.store.doors import Doors
from tests.serving.conftest import PARAMETERS, PATIENCE, make_notebook
from tests.serving.knocking import Knock

OFFERED = (
    PARAMETERS,
    """
import os
from pathlib import Path

import ipywidgets as widgets

panel = widgets.HTML()
platform = widgets.Dropdown(description="Platform", options=["Facebook", "Instagram"])
name = widgets.Text(description="Name", value="as it was")
press = widgets.Button(description="Press")
later = widgets.Text(description="Later", value="not yet")
body = widgets.VBox([name, press])
steps = widgets.ToggleButtons(options=["one", "two"])
pressed = []

def draw(_=None):
    panel.value = f"<h1>{platform.value}, {name.value}, pressed {len(pressed)}</h1>"

def go(change):
    body.children = (name, press) if change["new"] == "one" else (later,)

press.on_click(lambda _: pressed.append(1))
for control in (platform, name):
    control.observe(draw, "value")
steps.observe(go, "value")
draw()
""",
    """
filters = widgets.Box([platform, steps])
filters.add_class("ck-look")
widgets.VBox([panel, filters, body])
""",
)


@pytest.fixture(scope="module")
def offered(serving, tmp_path_factory):
    folder = tmp_path_factory.mktemp("offered")
    return serving(notebooks=[make_notebook(folder / "dashboard.ipynb", OFFERED)])


def test_a_viewer_moves_the_filters_and_no_other_control(offered, visit):
    token, _ = Doors(offered.workspace).make("jarvi", days=1, role="viewer", now=now())
    visited = visit().open(f"{offered.url}open/{token}")
    page = visited.page
    page.get_by_role("heading", name="Facebook, as it was, pressed 0").wait_for()
    page.get_by_label("Name").fill("changed")
    page.get_by_role("button", name="Press").click()
    page.get_by_label("Platform").select_option("Instagram")
    page.get_by_role("heading", name="Instagram, as it was, pressed 0").wait_for()
    assert visited.complaints == []


def test_a_control_that_was_out_of_sight_comes_when_it_is_its_turn(offered, visit):
    visited = visit().open(offered.page("jarvi", "dashboard"))
    page = visited.page
    assert page.get_by_label("Later").count() == 0
    page.get_by_role("button", name="two").click()
    page.get_by_label("Later").wait_for()
    page.get_by_role("button", name="one").click()
    page.get_by_label("Name").fill("changed")
    page.get_by_role("heading", name="Facebook, changed, pressed 0").wait_for()
    assert visited.complaints == []


class Talk:
    """A line of a page's without a browser, in either protocol."""

    def __init__(self, line, protocol):
        self.line, self.protocol = line, protocol
        self._numbers = count()

    async def say(self, kind, content, version=""):
        header = {"msg_id": f"m{next(self._numbers)}", "msg_type": kind, "session": "s"}
        parts = [header, {}, {"version": version} if version else {}, content]
        if self.protocol:
            packed = [json.dumps(part).encode() for part in parts]
            await self.line.write_message(serialize_msg_to_ws_v1(packed, "shell"), binary=True)
        else:
            names = ("header", "parent_header", "metadata", "content")
            message = dict(zip(names, parts, strict=True)) | {"channel": "shell"}
            await self.line.write_message(json.dumps(message))

    async def update(self, model, **state):
        data = {"method": "update", "state": state}
        await self.say("comm_msg", {"comm_id": model, "data": data})

    async def hear(self, wanted):
        """The first content that comes in and is wanted."""
        async with asyncio.timeout(PATIENCE):
            while (raw := await self.line.read_message()) is not None:
                if self.protocol:
                    content = json.loads(deserialize_msg_from_ws_v1(raw)[1][3])
                elif isinstance(raw, bytes):
                    content = deserialize_binary_message(raw)["content"]
                else:
                    content = json.loads(raw)["content"]
                if wanted(content):
                    return content
        return None

    async def models(self):
        """Every widget that the page is told of, by what it says or is."""
        target = {"comm_id": "ask", "target_name": "jupyter.widget.control", "data": {}}
        await self.say("comm_open", target, "1.0.0")
        await self.say("comm_msg", {"comm_id": "ask", "data": {"method": "request_states"}})
        told = await self.hear(lambda content: "states" in content.get("data", {}))
        return {
            state["state"].get("description") or state["model_name"]: name
            for name, state in told["data"]["states"].items()
        }


@pytest.mark.parametrize("protocol", [None, PROTOCOL], ids=["text", "binary"])
def test_without_a_browser_a_viewer_gets_no_further(offered, protocol):
    token, _ = Doors(offered.workspace).make("jarvi", days=1, role="viewer", now=now())
    knock = Knock(offered.url)
    knock.get(f"/open/{token}")
    page = knock.get("/clients/jarvi/dashboard", Sec_Fetch_Dest="document").body
    kernel = re.search(r'"kernelId": "([0-9a-f-]{36})"', page).group(1)

    async def visit():
        address = f"{offered.url.replace('http', 'ws', 1)}api/kernels/{kernel}/channels"
        cookie = "; ".join(f"{name}={value}" for name, value in knock.cookies.items())
        headers = {"Cookie": cookie, "Origin": offered.url.rstrip("/")}
        line = await websocket_connect(
            HTTPRequest(f"{address}?session_id=s", headers=headers),
            subprotocols=[protocol] if protocol else None,
        )
        try:
            return await tried(Talk(line, protocol))
        finally:
            line.close()

    async def tried(talk):
        models = await talk.models()
        await talk.update(models["Name"], value="changed")
        click = {"method": "custom", "content": {"event": "click"}}
        await talk.say("comm_msg", {"comm_id": models["Press"], "data": click})
        await talk.say("execute_request", {"code": "name.value = 'changed'", "silent": False})
        await talk.update(models["Platform"], index=1)
        drawn = await talk.hear(
            lambda content: "Instagram" in content.get("data", {}).get("state", {}).get("value", "")
        )
        await talk.update(models["Platform"], index=LARGEST * "x")
        await talk.hear(lambda _: False)
        return set(models), drawn["data"]["state"]["value"], talk.line.close_code

    told, drawn, code = asyncio.run(visit())
    assert "Later" not in told
    assert drawn == "<h1>Instagram, as it was, pressed 0</h1>"
    assert code == 1009
