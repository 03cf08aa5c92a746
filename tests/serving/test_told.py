import asyncio
import json
from collections import defaultdict
from types import SimpleNamespace

from coachkit.serving.parts import find_parts
from coachkit.serving.told import Told

VIEW = "application/vnd.jupyter.widget-view+json"


def shows(name):
    return {"output_type": "display_data", "data": {VIEW: {"model_id": name}}}


def a(kind, **state):
    named = {"_model_name": kind, "_model_module": "m", "_model_module_version": "1"}
    return {**named, **state}


BOX = a("BoxModel", children=["IPY_MODEL_field"], layout="IPY_MODEL_air")
FIELD = a("TextModel", value="<b>", layout="IPY_MODEL_air")
AIR = a("LayoutModel", width="3em", height=None)
HIDDEN = a("TextModel", value="not shown")
ALL = {"box": BOX, "field": FIELD, "air": AIR, "hidden": HIDDEN}


def answer(states, paths=(), buffers=()):
    told = {
        name: {"model_name": state["_model_name"], "state": state} for name, state in states.items()
    }
    data = {"method": "update_states", "states": told, "buffer_paths": list(paths)}
    content = json.dumps({"comm_id": "asks", "data": data}).encode()
    return [b"{}", b"{}", b"{}", content, *buffers]


def left(told, states, **more):
    parts = told.left_of(answer(states, **more))
    return json.loads(parts[3])["data"]["states"]


def test_a_page_is_told_of_what_it_shows_and_of_nothing_else():
    news = Told().news([shows("box")], ALL, {})
    assert news.keys() == {"box", "field", "air"}
    assert news["field"] == {
        "state": FIELD,
        "model_name": "TextModel",
        "model_module": "m",
        "model_module_version": "1",
    }
    assert news["air"]["state"] == {name: value for name, value in AIR.items() if value is not None}
    assert Told().news([{"output_type": "display_data", "data": {"text/html": ""}}], ALL, {}) == {}


def test_what_a_page_knows_is_not_told_again():
    told = Told()
    told.news([shows("box")], ALL, {})
    assert told.news([], ALL, {}) == {}
    later = ALL | {"field": FIELD | {"value": "later", "_dom_classes": ["x"]}}
    assert told.news([], later, {}) == {
        "field": {"state": {"value": "later", "_dom_classes": ["x"]}}
    }
    assert told.news([], later, {}) == {}


def test_what_is_put_where_it_is_seen_is_told_then():
    told = Told()
    told.news([shows("box")], ALL, {})
    now = ALL | {"box": BOX | {"children": ["IPY_MODEL_field", "IPY_MODEL_hidden"]}}
    assert told.news([], now, {}).keys() == {"box", "hidden"}


def test_a_state_that_a_kernel_has_not_told_yet_is_left_out():
    assert Told().news([shows("box")], {"box": BOX}, {}).keys() == {"box"}


def test_bytes_come_with_their_state():
    pieces = {"field": {("value",): {"path": ["value"], "data": "aGVq", "encoding": "base64"}}}
    told = Told()
    news = told.news([shows("box")], ALL, pieces)
    assert news["field"]["buffers"] == [{"path": ["value"], "data": "aGVq"}]
    assert left(told, ALL).keys() == {"field", "hidden"}


def test_of_the_kernels_answer_only_what_has_changed_is_left():
    told = Told()
    told.news([shows("box")], ALL, {})
    told.asks = "asks"
    changed = ALL | {"field": FIELD | {"value": "changed"}}
    assert left(told, changed) == {
        "field": {"model_name": "TextModel", "state": {"value": "changed"}},
        "hidden": {"model_name": "TextModel", "state": HIDDEN},
    }
    assert not told.asks
    assert left(told, ALL).keys() == ALL.keys()


def test_the_rest_of_an_answer_stays_as_it_came():
    told = Told()
    told.news([shows("box")], ALL, {})
    parts = told.left_of([b"a", b"b", b"c", answer(ALL)[3], b"bytes"])
    assert (parts[:3], parts[4:]) == ([b"a", b"b", b"c"], [b"bytes"])


def test_a_state_stands_in_a_page_in_the_order_in_which_it_was_told():
    stage = find_parts().stage

    async def once():
        yield {"form": {"state": {"b": 1, "a": {"z": 1, "y": 2}}}}, []

    run = SimpleNamespace(kernel_id="k", cells=[], failed=False, outputs=once)

    async def page():
        words = defaultdict(str)
        how = {"run": run, "words": words, "page_config": {}, "pages": {}, "names": ()}
        return "".join([part async for part in stage.streamed("index.html.j2", **how)])

    assert '{"form": {"state": {"b": 1, "a": {"z": 1, "y": 2}}}}' in asyncio.run(page())
