"""A screen in small steps: a button for each part, and below them the part that is on.

>>> steps = SubSteps({"accounts": accounts, "mentions": mentions})
>>> steps.named({"accounts": "Accounts · 4", "mentions": "Mentions · 12"})
"""

from collections.abc import Callable, Mapping
from typing import Any

from ipywidgets import Widget

from coachkit.widgets import plan_fields as fields
from coachkit.widgets.choices import LOOKING
from coachkit.widgets.panel import Stack, still


class SubSteps(Stack):
    """``parts``: the widgets by their keys, in their order; the first is on.

    ``on_step``: hears the key of a part that a person goes to.
    """

    def __init__(self, parts: Mapping[str, Widget]) -> None:
        self._parts = dict(parts)
        self._deaf = False
        self.on_step: Callable[[str], None] = lambda _: None
        first = next(iter(self._parts))
        self.switch = fields.either([(key, key) for key in self._parts], first)
        self.switch.add_class("ck-substeps")
        self.switch.add_class(LOOKING)
        self._shown = self._parts[first]
        super().__init__([self.switch, self._shown])
        self.switch.observe(self._chosen, "value")

    @property
    def here(self) -> str:
        """The key of the part that is on."""
        return str(self.switch.value)

    @property
    def still(self) -> str:
        """All parts as HTML, for a page that is read without a browser."""
        return "\n".join(filter(None, map(still, self._parts.values())))

    def go(self, key: str) -> None:
        """Show that part."""
        self.switch.value = key

    def named(self, names: Mapping[str, str]) -> None:
        """What the buttons say; parts that are left out cannot be gone to now."""
        options = tuple((names[key], key) for key in self._parts if key in names)
        if options == self.switch.options:
            return
        here = self.here
        self._deaf = True
        try:
            self.switch.options = options
            self.switch.value = here if here in names else options[0][1]
        finally:
            self._deaf = False
        self._show()

    def _chosen(self, _: Any) -> None:
        if not self._deaf and self.switch.value is not None:
            self._show()
            self.on_step(self.here)

    def _show(self) -> None:
        shown = self._parts[self.here]
        if shown is not self._shown:
            self._shown = shown
            self.children = (self.switch, shown)
