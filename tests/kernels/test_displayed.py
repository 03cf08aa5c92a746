"""What a browser hears of a page's widgets, and when."""

import subprocess
import sys

import ipywidgets as widgets
import pytest

from coachkit.kernels.displayed import VIEW, Displayed, within


class Line:
    """A line that writes down what goes through it."""

    def __init__(self, name):
        self.comm_id, self.said, self.closed = name, [], False

    def open(self, **_):
        pytest.fail("nobody opens a line anew")

    def send(self, data, buffers=()):
        self.said.append(data)

    def on_msg(self, _):
        pass

    def close(self, *_, **__):
        self.closed = True


@pytest.fixture
def page():
    """What is displayed, a box with a field in it, a field elsewhere."""
    displayed = Displayed()
    field, other = widgets.Text("in sight"), widgets.Text("out of sight")
    box = widgets.VBox([field])
    for widget in (field, other, box):
        widget.comm = Line(widget.model_id)
    displayed.showing({VIEW: {"model_id": box.model_id}, "text/plain": "a box"})
    yield displayed, box, field, other
    widgets.Widget.close_all()


def told_of(states):
    return {state["state"].get("value") for state in states.values()} - {None}


def test_what_is_shown_is_told_with_what_is_in_it_and_belongs_to_it(page):
    displayed, box, field, other = page
    states = displayed.states()
    assert told_of(states) == {"in sight"}
    assert {box.model_id, field.model_id, box.layout.model_id, field.style.model_id} <= set(states)
    assert other.model_id not in states
    assert states[field.model_id]["model_name"] == "TextModel"
    assert states[field.model_id]["model_module"] == "@jupyter-widgets/controls"


def test_what_comes_into_sight_is_introduced_at_once_and_once(page):
    displayed, box, _, other = page
    line = Line("asks")
    outer = widgets.HBox([other])
    outer.comm = Line(outer.model_id)
    displayed.asked(line)
    assert told_of(line.said.pop()["states"]) == {"in sight"}
    displayed.about_to_tell({"children": [f"IPY_MODEL_{outer.model_id}"]})
    [told] = line.said
    assert told["method"] == "update_states"
    assert {outer.model_id, other.model_id, other.style.model_id} <= set(told["states"])
    assert told_of(told["states"]) == {"out of sight"}
    displayed.about_to_tell({"children": [f"IPY_MODEL_{outer.model_id}"]})
    assert line.said == [told]
    box.children = (outer,)
    assert told_of(displayed.states()) == {"out of sight"}


def test_a_layout_says_nothing_of_what_it_does_not_say(page):
    displayed, _, _, other = page
    line = Line("asks")
    displayed.asked(line)
    other.layout.width = "3em"
    displayed.about_to_tell({"children": [f"IPY_MODEL_{other.model_id}"]})
    layout = line.said[-1]["states"][other.layout.model_id]["state"]
    assert layout["width"] == "3em"
    assert None not in layout.values()


def test_whoever_asked_last_is_told(page):
    displayed, _, _, other = page
    first, second = Line("first"), Line("second")
    displayed.asked(first)
    displayed.asked(second)
    displayed.about_to_tell({"children": [f"IPY_MODEL_{other.model_id}"]})
    assert [len(first.said), len(second.said)] == [1, 2]
    assert first.closed
    assert not second.closed


def test_before_anybody_asks_nobody_is_introduced(page):
    displayed, _, _, other = page
    displayed.states()
    displayed.about_to_tell({"children": [f"IPY_MODEL_{other.model_id}"]})
    assert other.comm.said == []


def test_what_is_shown_is_no_widget_perhaps():
    displayed = Displayed()
    for shown in ({"text/html": "<p>"}, {}, None, "words"):
        displayed.showing(shown)
    assert displayed.states() == {}


@pytest.mark.parametrize(
    "state", [None, "IPY_MODEL_a", {}, {"children": 7}, {"value": "IPY_MODEL_a"}]
)
def test_words_in_a_value_lead_nowhere(state):
    assert list(within(state)) == []


def test_nothing_is_changed_by_importing_the_launcher():
    code = (
        "import sys, coachkit.kernels.page_kernel;"
        "sys.exit(bool({'ipykernel', 'ipywidgets', 'zmq'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
