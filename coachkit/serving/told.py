"""What a page was told of its widgets while it was written, so that no state is sent twice.

The states of what a cell shows stand in the page itself, before it. Once the page is there, its
browser asks the kernel for all of them; of the answer, only what has changed meanwhile is sent on.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

_VIEW: Final = "application/vnd.jupyter.widget-view+json"
_MARK: Final = "IPY_MODEL_"
_WITHIN: Final = ("children", "layout", "style")
_NAMED: Final = ("model_name", "model_module", "model_module_version")
_NOTHING: Final = object()
_CONTENT: Final = 3
_LAYOUT: Final = "LayoutModel"

States = dict[str, dict[str, Any]]
"""The states of models, by their names."""


class Told:
    """What one page knows already. ``asks``: the control over which it asks for the rest."""

    def __init__(self) -> None:
        self.asks = ""
        self._roots: dict[str, None] = {}
        self._states: States = {}
        self._with_buffers: set[str] = set()

    def news(
        self,
        outputs: Iterable[Mapping[str, Any]],
        states: Mapping[str, Mapping[str, Any]],
        buffers: Mapping[str, Mapping[Any, Mapping[str, Any]]],
    ) -> dict[str, dict[str, Any]]:
        """What a page must be told before it draws those outputs, inmost last.

        ``states`` and ``buffers``: of all widgets there are, as nbclient has collected them. Only
        what is shown, and what belongs to it, is told.
        """
        for output in outputs:
            if _VIEW in output["data"]:
                self._roots[output["data"][_VIEW]["model_id"]] = None
        news: dict[str, dict[str, Any]] = {}
        for name in self._shown(states):
            told, state = self._states.get(name), states[name]
            new = _whole(state) if told is None else _changed(state, told)
            if not new:
                continue
            self._states[name] = dict(state)
            news[name] = {"state": new}
            if told is None:
                news[name] |= {part: state[f"_{part}"] for part in _NAMED}
            if name in buffers:
                self._with_buffers.add(name)
                news[name]["buffers"] = [
                    {"path": one["path"], "data": one["data"]}
                    for one in buffers[name].values()
                    if one["path"][0] in new or told is None
                ]
        return news

    def left_of(self, answer: Sequence[Any]) -> list[Any]:
        """What there is to send of the kernel's answer; asked again, it is sent whole.

        ``answer``: the parts of the message, as they came.
        """
        content = json.loads(bytes(answer[_CONTENT]))
        states: States = content["data"]["states"]
        for name, told in self._states.items():
            if name not in states or name in self._with_buffers:
                continue
            changed = _changed(states[name]["state"], told)
            if changed:
                states[name]["state"] = changed
            else:
                del states[name]
        self._states, self.asks = {}, ""
        return [
            *answer[:_CONTENT],
            json.dumps(content, separators=(",", ":")).encode(),
            *answer[_CONTENT + 1 :],
        ]

    def _shown(self, states: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
        waiting, seen = list(self._roots), set()
        while waiting:
            name = waiting.pop()
            if name in seen or name not in states:
                continue
            seen.add(name)
            yield name
            waiting.extend(_within(states[name]))


def _whole(state: Mapping[str, Any]) -> dict[str, Any]:
    # A layout has fifty things it says nothing of; a browser takes them for unsaid by itself.
    leave = state.get("_model_name") == _LAYOUT
    return {key: value for key, value in state.items() if not (leave and value is None)}


def _changed(state: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in state.items() if told.get(key, _NOTHING) != value}


def _within(state: Mapping[str, Any]) -> Iterator[str]:
    for key in _WITHIN:
        value = state.get(key)
        for one in value if isinstance(value, list | tuple) else (value,):
            if isinstance(one, str) and one.startswith(_MARK):
                yield one.removeprefix(_MARK)
