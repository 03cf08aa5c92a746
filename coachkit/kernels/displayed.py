"""What a browser is told of a page's widgets: those that are shown, and those within them.

ipywidgets tells whoever asks of every widget that there is in the kernel. Here a browser hears of
those that are not shown only when they are put where they can be seen: of all of them at once, on
the line over which it asked.
"""

import logging
from collections.abc import Iterator
from typing import Any, Final

import ipykernel.ipkernel  # noqa: F401 - makes the kernel's comms the ones that are used
from ipykernel.displayhook import ZMQShellDisplayHook
from ipykernel.zmqshell import ZMQDisplayPublisher
from ipywidgets import Widget
from ipywidgets.comm import get_comm_manager
from ipywidgets.widgets.widget import _instances, _remove_buffers

VIEW: Final = "application/vnd.jupyter.widget-view+json"
_MARK: Final = "IPY_MODEL_"
_NAMED: Final = ("model_name", "model_module", "model_module_version")
_WITHIN: Final = ("children", "layout", "style")
_LAYOUT: Final = "LayoutModel"

log = logging.getLogger(__name__)


class Displayed:
    """The widgets that a browser knows of.

    ``roots``: those that a cell has shown. ``line``: over which a browser asked last.
    """

    def __init__(self) -> None:
        self.roots: set[str] = set()
        self.line: Any = None
        self._untold: set[str] = set()

    def showing(self, data: Any) -> None:
        """Something is shown: a widget, perhaps."""
        view = data.get(VIEW) if isinstance(data, dict) else None
        if view:
            self.roots.add(view["model_id"])

    def states(self) -> dict[str, dict[str, Any]]:
        """The state of everything that is shown; of all else the browser knows nothing then."""
        states: dict[str, dict[str, Any]] = {}
        waiting = list(self.roots)
        while waiting:
            model = waiting.pop()
            widget = _instances.get(model)
            if model in states or widget is None:
                continue
            state = widget.get_state(drop_defaults=False)
            states[model] = _named(state)
            waiting.extend(within(state))
        self._untold = set(_instances) - states.keys()
        return states

    def asked(self, line: Any) -> None:
        """Tell who asks over that line of everything that is shown; nobody listens to the last."""
        if self.line not in (None, line):
            self.line.close()
        self.line = line
        _tell(line, self.states())

    def about_to_tell(self, state: Any) -> None:
        """Introduce what a new state speaks of and the browser has not heard of."""
        if self.line is None or not self._untold:
            return
        introduced: dict[str, dict[str, Any]] = {}
        waiting = list(within(state))
        while waiting:
            model = waiting.pop()
            widget = _instances.get(model)
            if model not in self._untold or widget is None:
                continue
            self._untold.discard(model)
            inner = widget.get_state()
            introduced[model] = _named(_said(inner))
            waiting.extend(within(inner))
        if introduced:
            _tell(self.line, introduced)


def _named(state: dict[str, Any]) -> dict[str, Any]:
    return {**{name: state[f"_{name}"] for name in _NAMED}, "state": state}


def _said(state: dict[str, Any]) -> dict[str, Any]:
    # A layout has fifty things it says nothing of; a browser takes them for unsaid by itself.
    leave = state["_model_name"] == _LAYOUT
    return {key: value for key, value in state.items() if not (leave and value is None)}


def _tell(line: Any, states: dict[str, dict[str, Any]]) -> None:
    plain, paths, buffers = _remove_buffers(states)
    told = {"method": "update_states", "states": plain, "buffer_paths": paths}
    line.send(told, buffers=buffers)


def within(state: Any) -> Iterator[str]:
    """The models that a state speaks of as its parts."""
    for key in _WITHIN:
        value = state.get(key) if isinstance(state, dict) else None
        for one in value if isinstance(value, list | tuple) else (value,):
            if isinstance(one, str) and one.startswith(_MARK):
                yield one.removeprefix(_MARK)


def tell_displayed_only() -> Displayed:
    """Let this kernel tell browsers of no more, and make no widget for one that asks for it."""
    displayed = Displayed()
    _watch_what_is_shown(displayed)
    _introduce_before(displayed)
    targets = get_comm_manager()
    targets.targets.pop("jupyter.widget", None)
    targets.register_target(
        "jupyter.widget.control", lambda line, _: line.on_msg(_answering(displayed, line))
    )
    return displayed


def _answering(displayed: Displayed, line: Any) -> Any:
    def answer(message: Any) -> None:
        asked = message["content"].get("data")
        if not isinstance(asked, dict) or asked.get("method") != "request_states":
            log.debug("not answered: %s", asked)
            return
        displayed.asked(line)

    return answer


def _watch_what_is_shown(displayed: Displayed) -> None:
    for shows, name in (
        (ZMQShellDisplayHook, "write_format_data"),
        (ZMQDisplayPublisher, "publish"),
    ):
        setattr(shows, name, _watching(displayed, getattr(shows, name)))


def _watching(displayed: Displayed, plain: Any) -> Any:
    def watch_and_show(self: Any, data: Any, *how: Any, **more: Any) -> Any:
        displayed.showing(data)
        return plain(self, data, *how, **more)

    return watch_and_show


def _introduce_before(displayed: Displayed) -> None:
    plain = Widget._send  # noqa: SLF001 - all that a widget says goes through it

    def introduce_and_send(self: Any, msg: Any, buffers: Any = None) -> None:
        if msg.get("method") == "update":
            displayed.about_to_tell(msg.get("state"))
        plain(self, msg, buffers=buffers)

    Widget._send = introduce_and_send  # noqa: SLF001 - the same
