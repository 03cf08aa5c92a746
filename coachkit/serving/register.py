"""What a page shows at this moment, learnt from what its kernel says: who may be spoken to of what.

A kernel's widgets are models, each with a line of its own. Only what can be seen may be spoken to,
and only of what a person can do there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from coachkit.serving.told import Told
from coachkit.widgets.choices import LOOKING

VIEW: Final = "application/vnd.jupyter.widget-view+json"
_CONTROLS: Final = "@jupyter-widgets/controls"
_OUR_OWN: Final = "anywidget"
_MARK: Final = "IPY_MODEL_"
_MOST_BESIDE: Final = 32
_SHOWING: Final = frozenset({"display_data", "execute_result"})
LEARNT: Final = _SHOWING | {"comm_open", "comm_msg", "comm_close"}
"""The types of messages that say something of what is shown."""

_VALUE, _INDEX, _SELECTED = (
    frozenset({"value"}),
    frozenset({"index"}),
    frozenset({"selected_index"}),
)
MAY_SAY: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("TextModel", "TextareaModel", "ComboboxModel", "PasswordModel"), _VALUE),
    **dict.fromkeys(("IntTextModel", "BoundedIntTextModel", "IntSliderModel"), _VALUE),
    **dict.fromkeys(("FloatTextModel", "BoundedFloatTextModel", "FloatSliderModel"), _VALUE),
    **dict.fromkeys(("CheckboxModel", "ToggleButtonModel", "ColorPickerModel"), _VALUE),
    **dict.fromkeys(("DatePickerModel", "TimeModel", "DatetimeModel"), _VALUE),
    **dict.fromkeys(("DropdownModel", "SelectModel", "SelectMultipleModel"), _INDEX),
    **dict.fromkeys(("RadioButtonsModel", "ToggleButtonsModel"), _INDEX),
    **dict.fromkeys(("TabModel", "AccordionModel"), _SELECTED),
    "FileUploadModel": frozenset({"value", "error"}),
}
"""What a person changes of each kind of control; of any other kind, nothing."""

_CLICKED, _SUBMITTED = {"event": "click"}, {"event": "submit"}
MAY_DO: Final[Mapping[str, Mapping[str, str]]] = {
    **dict.fromkeys(("ButtonModel", "ToggleButtonsModel"), _CLICKED),
    **dict.fromkeys(("TextModel", "ComboboxModel", "PasswordModel"), _SUBMITTED),
}
"""What a person does to each kind of control, as the browser says it."""


@dataclass
class Model:
    """A widget of a page, as far as it matters here.

    ``closed``: whether it takes nothing; ``children`` are drawn within it, ``beside`` belongs to
    it otherwise.
    """

    module: str
    kind: str
    may_say: frozenset[str] = frozenset()
    closed: bool = False
    looking: bool = False
    children: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    @property
    def our_own(self) -> bool:
        """Whether it is a widget of ours, which knows by itself what it takes."""
        return self.module == _OUR_OWN

    def learn(self, state: Mapping[str, Any]) -> None:
        """Part of its state is new."""
        for name in ("disabled", "read_only"):
            if name in state:
                self.closed = bool(state[name])
        if "_dom_classes" in state:
            self.looking = LOOKING in _texts(state["_dom_classes"])
        if "children" in state:
            self.children = frozenset(_models(state["children"]))
        if self.our_own and "_may_say" in state:
            self.may_say = frozenset(_texts(state["_may_say"]))
        found = {one for name in ("layout", "style") for one in _models([state.get(name)])}
        self.beside |= found


@dataclass
class Register:
    """The models of one kernel. ``controls``: the lines by which a browser asks for all of them.

    ``heard``: whether the kernel's news comes in at all. ``told``: what the page knows from itself.
    """

    models: dict[str, Model] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    controls: set[str] = field(default_factory=set)
    heard: bool = False
    told: Told = field(default_factory=Told)

    def learn(self, kind: str, content: Mapping[str, Any]) -> None:
        """The kernel has published a message."""
        if kind == "comm_open" and content.get("target_name") == "jupyter.widget":
            self._open(content)
        elif kind == "comm_msg":
            self._update(content)
        elif kind == "comm_close":
            self.models.pop(content["comm_id"], None)
            self.controls.discard(content["comm_id"])
        elif kind in _SHOWING and VIEW in content["data"]:
            self.shown.add(content["data"][VIEW]["model_id"])

    def model(self, name: str) -> Model | None:
        """The model of that name, if it can be seen now."""
        return self.models.get(name) if any(one == name for one, _ in self._seen()) else None

    def is_there(self, name: str) -> bool:
        """Whether that can be seen now, or belongs to something that can."""
        return any(name == one or name in self.models[one].beside for one, _ in self._seen())

    def is_to_look(self, name: str) -> bool:
        """Whether it can be seen, and whatever is done there changes nothing that is stored."""
        return any(one == name and looking for one, looking in self._seen())

    def has_room_for(self, control: str) -> bool:
        """Whether a browser may open that line to ask for everything."""
        taken = control in self.models or control in self.controls
        return not taken and len(self.controls) < _MOST_BESIDE

    def _open(self, content: Mapping[str, Any]) -> None:
        state = content["data"]["state"]
        kind = str(state.get("_model_name", ""))
        module = str(state.get("_model_module", ""))
        model = Model(
            module, kind, MAY_SAY.get(kind, frozenset()) if module == _CONTROLS else frozenset()
        )
        model.learn(state)
        self.models[content["comm_id"]] = model

    def _update(self, content: Mapping[str, Any]) -> None:
        model, data = self.models.get(content["comm_id"]), content["data"]
        if model is not None and data.get("method") == "update":
            model.learn(data["state"])

    def _seen(self) -> Iterator[tuple[str, bool]]:
        """What can be seen, from what cells have shown inwards; and whether it is to look."""
        waiting = [(one, False) for one in self.shown]
        found: set[tuple[str, bool]] = set()
        while waiting:
            name, within_look = waiting.pop()
            model = self.models.get(name)
            if model is None or (seen := (name, within_look or model.looking)) in found:
                continue
            found.add(seen)
            yield seen
            waiting.extend((child, seen[1]) for child in model.children)


def _models(value: Any) -> list[str]:
    return [one.removeprefix(_MARK) for one in _texts(value) if one.startswith(_MARK)]


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list | tuple) else []
