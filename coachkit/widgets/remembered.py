"""What is open and chosen on a page, there again after a reload of its tab.

The browser keeps it, for one tab and one page, in its ``sessionStorage``; nothing of it is stored
with the client. What is no longer offered when the page is opened anew is dropped.

>>> remembered = Remembered("plan shop")
>>> remembered.step("step", lambda: page.step, lambda name: page.go(Step(name)))
>>> remembered.control("language", page.languages)
>>> remembered.within("body", lambda: page.body)
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final
from weakref import WeakSet

import anywidget
import traitlets
from ipywidgets import Widget

from coachkit.model.errors import CoachkitError
from coachkit.widgets.browser_parts import module
from coachkit.widgets.choices import LOOKING

LONGEST: Final = 2000
"""As many characters of a line that is half typed are kept."""

_OPENER: Final = "ck-opener"
_OPEN: Final = "ck-open"
_AT_MOST: Final = 400
_CANNOT: Final = (
    CoachkitError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    traitlets.TraitError,
)
"""How a control says that it does not know what it once showed."""

Get = Callable[[], Any]
Put = Callable[[Any], object]


class Remembered(anywidget.AnyWidget):
    """Nothing to see. ``page``: which page of which client it is.

    ``kept``: plain values by name, as they are now; the browser alone writes it down.
    """

    _esm = module("remembered")

    page = traitlets.Unicode().tag(sync=True)
    kept = traitlets.Dict().tag(sync=True)

    def __init__(self, page: str) -> None:
        super().__init__(page=page)
        self._bound: dict[str, tuple[Get, Put]] = {}
        self._watched: WeakSet[Widget] = WeakSet()
        self._deaf = False
        self.add_class(LOOKING)
        self.layout.display = "none"
        self.on_msg(self._hear)

    # ── What is remembered ──────────────────────────────────────────────────────────────────────

    def step(self, name: str, get: Get, put: Put) -> None:
        """Something that is where it is; :meth:`note` is called when it has moved."""
        self._bound[name] = (get, put)

    def control(self, name: str, control: Any) -> None:
        """A control with a ``value``: one of its options, a tick or a line of text."""
        self._bound[name] = (lambda: _shown(control), lambda value: _show(control, value))
        self._watch(control)

    def within(self, name: str, root: Callable[[], Widget]) -> None:
        """All that may be looked at otherwise in a part of the page, and all that is folded."""
        self._bound[name] = (lambda: self.looks(root()), lambda looks: look_again(root, looks))

    def note(self) -> None:
        """Keep how everything is now."""
        if self._deaf:
            return
        kept = {name: get() for name, (get, _) in self._bound.items()}
        kept = {name: value for name, value in kept.items() if value is not None}
        if kept != self.kept:
            self.kept = kept

    # ── What comes back ─────────────────────────────────────────────────────────────────────────

    def restore(self, kept: dict[str, Any]) -> None:
        """Make everything as it was, in the order in which it was bound."""
        self._deaf = True
        try:
            for name, (_, put) in self._bound.items():
                if name in kept:
                    with suppress(*_CANNOT):
                        put(kept[name])
        finally:
            self._deaf = False
        self.note()

    def _hear(self, _: Any, content: Any, __: Any) -> None:
        kept = content.get("restored") if isinstance(content, dict) else None
        if isinstance(kept, dict):
            self.restore(kept)

    def looks(self, root: Widget) -> dict[str, Any]:
        """How a part of the page is looked at: what is chosen in it, and what is unfolded."""
        chosen, opened = [], []
        for control in _controls(root):
            self._watch(control)
            chosen.append(_shown(control))
        for number, opener in enumerate(_openers(root)):
            self._watch(opener)
            if _OPEN in opener._dom_classes:  # noqa: SLF001 - ipywidgets has no other way to ask
                opened.append(number)
        return {"chosen": chosen[:_AT_MOST], "open": opened[:_AT_MOST]}

    def _watch(self, control: Any) -> None:
        if control in self._watched:
            return
        self._watched.add(control)
        if control.has_trait("value"):
            control.observe(lambda _: self.note(), "value")
        else:
            control.on_click(lambda _: self.note())


def _shown(control: Any) -> Any:
    """What a control shows, as a plain value: the place of an option, never what it says."""
    if control.has_trait("index"):
        index = control.index
        return list(index) if isinstance(index, tuple) else index
    value = control.value
    return value[:LONGEST] if isinstance(value, str) else value


def _show(control: Any, value: Any) -> None:
    if value is None:
        return
    if control.has_trait("index"):
        places = value if isinstance(value, list) else [value]
        if not all(type(one) is int and 0 <= one < len(control.options) for one in places):
            raise LookupError(value)
        wanted: Any = tuple(places) if isinstance(value, list) else value
        if control.index != wanted:
            control.index = wanted
    elif type(value) is type(control.value) and control.value != value:
        control.value = value[:LONGEST] if isinstance(value, str) else value


def look_again(root: Callable[[], Widget], looks: Any) -> None:
    """Look at a part of the page as :meth:`Remembered.looks` found it, where that is possible."""
    chosen, opened = looks["chosen"][:_AT_MOST], looks["open"][:_AT_MOST]
    for number in opened:
        # What one opens may hold the next.
        openers = list(_openers(root()))
        if type(number) is int and 0 <= number < len(openers):
            opener = openers[number]
            if _OPEN not in opener._dom_classes:  # noqa: SLF001 - as above
                opener.click()
    controls = list(_controls(root()))
    if len(controls) != len(chosen):
        return
    for number, value in enumerate(chosen):
        again = list(_controls(root()))
        if len(again) == len(chosen):
            with suppress(*_CANNOT):
                _show(again[number], value)


def _controls(root: Widget) -> Iterator[Any]:
    """What may be looked at otherwise, from top to bottom."""
    for widget, looking in _all(root):
        if looking and widget.has_trait("index"):
            yield widget


def _openers(root: Widget) -> Iterator[Any]:
    for widget, _ in _all(root):
        if _OPENER in getattr(widget, "_dom_classes", ()) and not widget.has_trait("children"):
            yield widget


def _all(root: Widget, *, looking: bool = False) -> Iterator[tuple[Widget, bool]]:
    here = looking or LOOKING in getattr(root, "_dom_classes", ())
    yield root, here
    for child in getattr(root, "children", ()):
        yield from _all(child, looking=here)
