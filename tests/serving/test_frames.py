"""What may be said to a page's kernel, frame by frame, in every form that a frame can have."""

import json
import struct

import pytest
from jupyter_server.services.kernels.connection.base import (
    serialize_binary_message,
    serialize_msg_to_ws_v1,
)

from coachkit.serving.frames import PROTOCOL, Pace, Unfit, answers, permitted, understood
from coachkit.serving.register import Register
from coachkit.serving.visitors import Role

CONTROLS = "@jupyter-widgets/controls"
EVERY_ROLE = pytest.mark.parametrize("role", list(Role))
CHANNELS = ["shell", "control", "stdin", "iopub"]
KINDS = [
    "execute_request",
    "inspect_request",
    "complete_request",
    "history_request",
    "is_complete_request",
    "debug_request",
    "interrupt_request",
    "shutdown_request",
    "input_reply",
    "connect_request",
    "usage_request",
    "create_subshell_request",
    "clear_request",
    "apply_request",
    "comm_close",
    "",
    "execute_request\x00",
    None,
    7,
]


def message(kind, content, *, channel="shell", metadata=None, buffers=(), **header):
    told = {"msg_id": "m1", "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    return {
        "channel": channel,
        "header": told | header,
        "parent_header": {},
        "metadata": metadata or {},
        "content": content,
        "buffers": list(buffers),
    }


def as_text(said):
    return json.dumps({name: part for name, part in said.items() if name != "buffers"}), None


def as_old_bytes(said):
    return serialize_binary_message(said), None


def as_new_bytes(said):
    parts = [said[name] for name in ("header", "parent_header", "metadata", "content")]
    packed = [json.dumps(part).encode() for part in parts]
    return serialize_msg_to_ws_v1([*packed, *said["buffers"]], said["channel"]), PROTOCOL


FORMS = pytest.mark.parametrize("form", [as_text, as_old_bytes, as_new_bytes])


def opened(register, name, kind, module=CONTROLS, **state):
    told = {"_model_name": kind, "_model_module": module, "_dom_classes": [], **state}
    content = {"comm_id": name, "target_name": "jupyter.widget", "data": {"state": told}}
    register.learn("comm_open", content)


def shown(register, name):
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": name}}
    register.learn("display_data", {"data": view})


def changed(register, name, **state):
    register.learn("comm_msg", {"comm_id": name, "data": {"method": "update", "state": state}})


@pytest.fixture
def page():
    """A page: a box of filters, a form beside it, a box that is not shown."""
    register = Register()
    opened(register, "filter", "DropdownModel", layout="IPY_MODEL_space")
    opened(register, "space", "LayoutModel", "@jupyter-widgets/base")
    opened(register, "filters", "BoxModel", children=["IPY_MODEL_filter"], _dom_classes=["ck-look"])
    for name, kind in (
        ("name", "TextModel"),
        ("done", "CheckboxModel"),
        ("send", "ButtonModel"),
        ("steps", "ToggleButtonsModel"),
        ("file", "FileUploadModel"),
        ("words", "HTMLModel"),
    ):
        opened(register, name, kind)
    opened(register, "off", "ButtonModel", disabled=True)
    opened(register, "still", "TextModel", disabled=True)
    opened(register, "board", "AnyModel", "anywidget", _may_say=["scroll"])
    opened(register, "locked", "AnyModel", "anywidget", read_only=True)
    within = ("name", "done", "send", "steps", "file", "words", "off", "still", "board", "locked")
    opened(register, "form", "VBoxModel", children=[f"IPY_MODEL_{name}" for name in within])
    opened(register, "hidden", "TextModel")
    opened(register, "elsewhere", "BoxModel", children=["IPY_MODEL_hidden"])
    shown(register, "filters")
    shown(register, "form")
    return register


def judged(register, said, role=Role.MANAGER, form=as_new_bytes):
    return permitted(understood(*form(said)), register, role)


def refused(register, said, role=Role.MANAGER, form=as_new_bytes):
    with pytest.raises(Unfit) as dropped:
        judged(register, said, role, form)
    return str(dropped.value)


def update(name, *, paths=(), buffers=(), **state):
    data = {"method": "update", "state": state, "buffer_paths": list(paths)}
    return message("comm_msg", {"comm_id": name, "data": data}, buffers=buffers)


def custom(name, content):
    data = {"method": "custom", "content": content}
    return message("comm_msg", {"comm_id": name, "data": data})


CLICK = {"event": "click"}


@FORMS
def test_what_a_control_says_reaches_the_kernel_as_it_was_said(page, form):
    header, parent, metadata, content = map(
        json.loads, judged(page, update("name", value="Åsa"), form=form).written()
    )
    assert header["msg_type"] == "comm_msg"
    assert header["msg_id"] == "m1"
    assert (parent, metadata) == ({}, {})
    assert content["comm_id"] == "name"
    assert content["data"]["state"] == {"value": "Åsa"}


@FORMS
@EVERY_ROLE
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_runs_asks_or_ends_anything(page, form, role, channel, kind):
    said = message(kind, {"code": "1", "comm_id": "name", "silent": False}, channel=channel)
    with pytest.raises(Unfit):
        judged(page, said, role, form)


@FORMS
@pytest.mark.parametrize("channel", ["control", "stdin", "iopub", "hb", "", "Shell"])
def test_controls_speak_on_one_channel(page, form, channel):
    said = {**update("name", value="x"), "channel": channel}
    assert refused(page, said, form=form) == "channel"


@FORMS
@EVERY_ROLE
@pytest.mark.parametrize("kind", ["kernel_info_request", "comm_info_request"])
def test_everybody_may_ask_what_kernel_it_is(page, form, role, kind):
    told = judged(page, message(kind, {"extra": "x"}), role, form)
    assert told.kind == kind
    assert "extra" not in told.content


def test_the_kernel_is_asked_what_it_is_where_it_is_controlled_too(page):
    assert judged(page, message("kernel_info_request", {}, channel="control")).channel == "control"
    assert refused(page, message("comm_info_request", {}, channel="control")) == "channel"


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("name", {"disabled": False}),
        ("name", {"value": "x", "disabled": False}),
        ("name", {"description": "x"}),
        ("name", {"layout": "IPY_MODEL_x"}),
        ("name", {"_dom_classes": ["ck-look"]}),
        ("name", {"_view_name": "HTMLView"}),
        ("name", {}),
        ("filter", {"_options_labels": ["x"]}),
        ("filter", {"value": "x"}),
        ("filters", {"children": ["IPY_MODEL_hidden"]}),
        ("send", {"description": "x"}),
        ("words", {"value": "<b>x</b>"}),
        ("board", {"_esm": "x"}),
        ("board", {"_css": "x"}),
        ("board", {"face": {}}),
        ("board", {"_may_say": ["face"]}),
        ("space", {"display": "none"}),
    ],
)
def test_a_control_says_only_what_a_person_can_do_to_it(page, name, state):
    assert refused(page, update(name, **state)) in {"trait", "unseen"}


@pytest.mark.parametrize(
    ("name", "state"),
    [("filter", {"index": 1}), ("done", {"value": True}), ("board", {"scroll": 7})],
)
def test_a_control_says_what_a_person_did(page, name, state):
    assert judged(page, update(name, **state)).content["data"]["state"] == state


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("send", CLICK),
        ("steps", CLICK),
        ("name", {"event": "submit"}),
        ("board", {"move": "a", "to": "b", "at": 0}),
    ],
)
def test_a_press_gets_through(page, name, content):
    assert judged(page, custom(name, content)).content["data"]["content"] == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("send", {"event": "click", "more": 1}),
        ("send", "click"),
        ("send", None),
        ("name", CLICK),
        ("filter", CLICK),
        ("words", CLICK),
        ("words", None),
        ("filters", CLICK),
        ("board", "move"),
    ],
)
def test_nothing_else_is_pressed(page, name, content):
    assert refused(page, custom(name, content)) == "method"


@EVERY_ROLE
@pytest.mark.parametrize(
    "said",
    [
        custom("off", CLICK),
        update("still", value="x"),
        custom("locked", {"entries": {}}),
    ],
    ids=["button", "field", "form"],
)
def test_what_is_disabled_takes_nothing_from_anybody(page, role, said):
    assert refused(page, said, role) == "disabled"


def test_what_is_disabled_or_enabled_later_is_so_from_then_on(page):
    changed(page, "send", disabled=True)
    assert refused(page, custom("send", CLICK)) == "disabled"
    changed(page, "send", disabled=False)
    assert judged(page, custom("send", CLICK)).kind == "comm_msg"


@EVERY_ROLE
@pytest.mark.parametrize(
    "name", ["hidden", "elsewhere", "nobody", "", "x" * 4000, None, 7, ["name"]]
)
def test_nobody_speaks_to_what_is_not_shown(page, role, name):
    assert refused(page, update(name, value="x"), role) in {"unseen", "comm_id"}
    asked = message("comm_msg", {"comm_id": name, "data": {"method": "request_state"}})
    assert refused(page, asked, role) in {"unseen", "comm_id"}


def test_what_is_shown_later_may_be_spoken_to_as_long_as_it_is(page):
    changed(page, "form", children=["IPY_MODEL_elsewhere"])
    assert judged(page, update("hidden", value="x")).kind == "comm_msg"
    assert refused(page, update("name", value="x")) == "unseen"
    page.learn("comm_close", {"comm_id": "elsewhere"})
    assert refused(page, update("hidden", value="x")) == "unseen"


def test_a_box_within_itself_is_no_riddle(page):
    changed(page, "form", children=["IPY_MODEL_form", "IPY_MODEL_name"])
    assert judged(page, update("name", value="x")).kind == "comm_msg"


def test_a_viewer_moves_what_is_there_to_look_with_alone(page):
    assert judged(page, update("filter", index=1), Role.VIEWER).kind == "comm_msg"
    for said in (
        update("name", value="x"),
        update("done", value=True),
        custom("send", CLICK),
        custom("board", {"move": "a", "to": "b", "at": 0}),
    ):
        assert refused(page, said, Role.VIEWER) == "role"


def test_a_control_may_be_there_to_look_with_by_itself(page):
    changed(page, "done", _dom_classes=["ck-tick", "ck-look"])
    assert judged(page, update("done", value=True), Role.VIEWER).kind == "comm_msg"
    changed(page, "done", _dom_classes=["ck-tick"])
    assert refused(page, update("done", value=True), Role.VIEWER) == "role"


@EVERY_ROLE
@pytest.mark.parametrize("name", ["filter", "space", "name", "off", "filters"])
def test_the_state_of_what_is_shown_may_be_asked_for(page, role, name):
    asked = message("comm_msg", {"comm_id": name, "data": {"method": "request_state"}})
    assert judged(page, asked, role).content["data"] == {"method": "request_state"}


def opening(name, target="jupyter.widget.control", data=None):
    content = {"comm_id": name, "target_name": target, "data": data or {}}
    return message("comm_open", content, metadata={"version": "1.0.0"})


@EVERY_ROLE
def test_everything_shown_is_asked_for_through_a_line_of_its_own(page, role):
    told = judged(page, opening("mine", data={"state": {"value": 1}}), role)
    assert told.content == {
        "comm_id": "mine",
        "target_name": "jupyter.widget.control",
        "data": {},
    }
    assert json.loads(told.written()[2]) == {"version": "1.0.0"}
    asked = {"comm_id": "mine", "data": {"method": "request_states", "more": 1}}
    assert judged(page, message("comm_msg", asked), role).content["data"] == {
        "method": "request_states"
    }
    closed = message("comm_close", {"comm_id": "mine", "data": {}})
    assert judged(page, closed, role).content["comm_id"] == "mine"
    assert refused(page, closed, role) == "kind"
    assert refused(page, message("comm_msg", asked), role) == "unseen"


@EVERY_ROLE
@pytest.mark.parametrize("target", ["jupyter.widget", "jupyter.widget.version", "x", "", None, []])
def test_no_widget_is_made_from_outside(page, role, target):
    assert refused(page, opening("mine", target), role) == "target"


def test_no_line_takes_the_place_of_a_widgets(page):
    assert refused(page, opening("name")) == "target"
    assert judged(page, opening("mine")).kind == "comm_open"
    assert refused(page, opening("mine")) == "target"


def test_lines_are_not_opened_without_end(page):
    for number in range(32):
        judged(page, opening(f"line-{number}"))
    assert refused(page, opening("line-32")) == "target"


def test_a_line_to_ask_by_sets_no_state(page):
    judged(page, opening("mine"))
    for method in ("update", "custom", "request_state", None):
        said = message("comm_msg", {"comm_id": "mine", "data": {"method": method, "state": {}}})
        assert refused(page, said) == "method"


@pytest.mark.parametrize("form", [as_old_bytes, as_new_bytes])
def test_a_file_comes_with_its_bytes(page, form):
    value = [{"name": "a.ics", "type": "", "size": 3, "last_modified": 0}]
    said = update("file", value=value, paths=[["value", 0, "content"]], buffers=[b"abc"])
    told = judged(page, said, form=form)
    assert told.written()[4:] == [b"abc"]
    assert json.loads(told.written()[3])["data"]["buffer_paths"] == [["value", 0, "content"]]


@pytest.mark.parametrize(
    ("paths", "buffers"),
    [
        ([["description"]], [b"x"]),
        ([["value"], ["value"]], [b"x"]),
        ([["value"]], []),
        ([[]], [b"x"]),
        (["value"], [b"x"]),
        ([], [b"x"]),
    ],
)
def test_bytes_go_nowhere_else(page, paths, buffers):
    said = update("file", value=[], paths=paths, buffers=buffers)
    assert refused(page, said) == "buffers"


def test_bytes_that_nobody_asked_for_go_no_further(page):
    said = {**custom("send", CLICK), "buffers": [b"x" * 100]}
    assert len(judged(page, said).written()) == 4


def test_a_header_carries_nothing_of_its_own(page):
    said = message("kernel_info_request", {}, extra="x", date="2026-11-01T00:00:00Z")
    header = json.loads(judged(page, said).written()[0])
    assert header.keys() == {"msg_id", "msg_type", "session", "version", "date"}
    other = message("kernel_info_request", {}, subshell_id="mine")
    assert refused(page, other) == "channel"


def test_what_is_said_twice_over_is_read_once(page):
    text = as_text(update("name", value="x"))[0]
    doubled = text.replace('"comm_msg"', '"comm_msg", "msg_type": "execute_request"')
    with pytest.raises(Unfit):
        permitted(understood(doubled, None), page, Role.COACH)


NONSENSE = [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"shell"',
    "{}",
    '{"channel": "shell"}',
    '{"channel": "shell", "header": [], "content": {}}',
    '{"channel": "shell", "header": {"msg_type": "comm_msg"}, "content": {}}',
    '{"channel": ["shell"], "header": {"msg_id": "1", "msg_type": "comm_msg"}, "content": {}}',
    "[" * 100_000,
    b"",
    b"\x00",
    b"\xff" * 64,
    b"\x00" * 64,
    struct.pack("!2I", 1, 8) + b"{",
    struct.pack("!3I", 2, 12, 4) + b"{}",
    struct.pack("<Q", 2**63) + b"x" * 64,
    struct.pack("<7Q", 6, *(2**40,) * 6),
    struct.pack("<7Q", 6, *(56,) * 6),
    struct.pack("<7Q", 6, 56, 55, 54, 53, 52, 51) + b"x" * 8,
]


@pytest.mark.parametrize("protocol", [None, PROTOCOL, "something-else"])
@pytest.mark.parametrize("raw", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_dropped_and_breaks_nothing(page, raw, protocol):
    with pytest.raises(Unfit):
        permitted(understood(raw, protocol), page, Role.COACH)


@pytest.mark.parametrize(
    "data", [None, [], "x", {}, {"method": "update"}, {"method": "update", "state": []}]
)
def test_half_a_message_is_dropped(page, data):
    assert refused(page, message("comm_msg", {"comm_id": "name", "data": data}))


def test_a_page_may_be_busy_but_not_without_end():
    moment = 0.0
    pace = Pace(lambda: moment, at_once=5, a_second=2)
    assert [pace.keeps() for _ in range(6)] == [True] * 5 + [False]
    moment = 1.0
    assert [pace.keeps() for _ in range(3)] == [True, True, False]
    moment = 1000.0
    assert [pace.keeps() for _ in range(6)] == [True] * 5 + [False]


def test_a_kernel_that_speaks_otherwise_is_not_believed():
    register = Register()
    register.learn("comm_open", {"comm_id": "x", "target_name": "other", "data": {}})
    opened(register, "mine", "TextModel", "somebody-elses", _may_say=["value"])
    shown(register, "mine")
    assert refused(register, update("mine", value="x")) == "trait"


def test_what_a_page_was_told_when_it_was_written_is_not_said_again(page):
    judged(page, opening("before"), Role.VIEWER)
    assert not page.told.asks
    judged(page, opening("mine", data={"drawn": True}), Role.VIEWER)
    assert page.told.asks == "mine"


@pytest.mark.parametrize(
    ("kind", "control", "method", "cut"),
    [
        ("comm_msg", "mine", "update_states", True),
        ("comm_msg", "mine", "other", False),
        ("comm_msg", "another", "update_states", False),
        ("status", "mine", "update_states", False),
    ],
)
def test_only_the_answer_to_that_page_is_cut_short(kind, control, method, cut):
    content = {"comm_id": control, "data": {"method": method}}
    parts = [json.dumps(part).encode() for part in ({"msg_type": kind}, {}, {}, content)]
    assert answers(parts, "mine") is cut
