"""What a browser is told of a page's widgets: those that are shown, and those within them.

ipywidgets tells whoever asks of every widget that there is in the kernel. Here a browser hears of
one that is not shown only when it is put where it can be seen.
"""

import logging
from collections.abc import Iterator
from typing import Any, Final

import ipykernel.ipkernel  # noqa: F401 - makes the kernel's comms the ones that are used
from ipykernel.displayhook import ZMQShellDisplayHook
from ipykernel.zmqshell import ZMQDisplayPublisher
from ipywidgets import Widget
from ipywidgets.comm import get_comm_manager
from ipywidgets.widgets.widget import (
    __protocol_version__,
    _instances,
    _remove_buffers,
)

VIEW: Final = "application/vnd.jupyter.widget-view+json"
_MARK: Final = "IPY_MODEL_"
_NAMED: Final = ("model_name", "model_module", "model_module_version")
_WITHIN: Final = ("children", "layout", "style")

log = logging.getLogger(__name__)


class Displayed:
    """The widgets that a browser knows of. ``roots``: those that a cell has shown."""

    def __init__(self) -> None:
        self.roots: set[str] = set()
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
            states[model] = {
                **{name: state[f"_{name}"] for name in _NAMED},
                "state": state,
            }
            waiting.extend(within(state))
        self._untold = set(_instances) - states.keys()
        return states

    def about_to_tell(self, state: Any) -> None:
        """Introduce what a new state speaks of and the browser has not heard of, inmost first."""
        for model in within(state) if self._untold else ():
            widget = _instances.get(model)
            if model not in self._untold or widget is None:
                continue
            self._untold.discard(model)
            inner = widget.get_state()
            self.about_to_tell(inner)
            plain, paths, buffers = _remove_buffers(inner)
            widget.comm.open(
                data={"state": plain, "buffer_paths": paths},
                metadata={"version": __protocol_version__},
                buffers=buffers,
            )


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
        states, paths, buffers = _remove_buffers(displayed.states())
        told = {"method": "update_states", "states": states, "buffer_paths": paths}
        line.send(told, buffers=buffers)

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
