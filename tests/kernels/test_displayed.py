"""What a browser hears of a page's widgets, and when."""

import subprocess
import sys

import ipywidgets as widgets
import pytest

from coachkit.kernels.displayed import VIEW, Displayed, within


class Line:
    """A widget's line that writes down what goes through it."""

    def __init__(self, name, said):
        self.comm_id, self.said = name, said

    def open(self, **told):
        self.said.append((self.comm_id, told["data"]["state"]))

    def send(self, *_, **__):
        pass

    def on_msg(self, _):
        pass

    def close(self, *_, **__):
        pass


@pytest.fixture
def page():
    """What is displayed, a box with a field in it, a field elsewhere; and what is introduced."""
    said = []
    displayed = Displayed()
    field, other = widgets.Text("in sight"), widgets.Text("out of sight")
    box = widgets.VBox([field])
    for widget in (field, other, box):
        widget.comm = Line(widget.model_id, said)
    displayed.showing({VIEW: {"model_id": box.model_id}, "text/plain": "a box"})
    yield displayed, box, field, other, said
    widgets.Widget.close_all()


def told_of(states):
    return {state["state"].get("value") for state in states.values()} - {None}


def test_what_is_shown_is_told_with_what_is_in_it_and_belongs_to_it(page):
    displayed, box, field, other, _ = page
    states = displayed.states()
    assert told_of(states) == {"in sight"}
    assert {box.model_id, field.model_id, box.layout.model_id, field.style.model_id} <= set(states)
    assert other.model_id not in states
    assert states[field.model_id]["model_name"] == "TextModel"
    assert states[field.model_id]["model_module"] == "@jupyter-widgets/controls"


def test_what_comes_into_sight_is_introduced_first(page):
    displayed, box, _, other, said = page
    displayed.states()
    outer = widgets.HBox([other])
    outer.comm = Line(outer.model_id, said)
    displayed.states()
    said.clear()
    displayed.about_to_tell({"children": [f"IPY_MODEL_{outer.model_id}"]})
    assert [name for name, state in said if "children" in state or "value" in state] == [
        other.model_id,
        outer.model_id,
    ]
    said.clear()
    displayed.about_to_tell({"children": [f"IPY_MODEL_{outer.model_id}"]})
    assert said == []
    box.children = (outer,)
    assert told_of(displayed.states()) == {"out of sight"}


def test_before_anybody_asks_nobody_is_introduced(page):
    displayed, _, _, other, said = page
    displayed.about_to_tell({"children": [f"IPY_MODEL_{other.model_id}"]})
    assert said == []


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
