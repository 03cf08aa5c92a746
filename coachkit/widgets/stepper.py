"""A number with a button for less and one for more, which can be typed as well."""

from typing import TYPE_CHECKING, Any

from traitlets import Any as AnyValue

from coachkit.model.languages import Language
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Band
from coachkit.widgets.plan_numbers import NumberField

if TYPE_CHECKING:
    from collections.abc import Callable

_LESS, _MORE = "\N{MINUS SIGN}", "+"


class Stepper(Band):
    """``value``: the number. A press goes to the next multiple of ``step`` within the bounds.

    ``entered``: hears a number that a person typed or pressed, never one that was set.
    """

    value = AnyValue()

    def __init__(  # noqa: PLR0913 - what may be typed, and what it looks like
        self,
        value: float,
        *,
        least: float,
        most: float,
        step: float = 1,
        whole: bool = False,
        language: Language = "en",
    ) -> None:
        self.step = step
        self.entered: Callable[[float], None] = lambda _: None
        self._deaf = False
        self.number = NumberField(value, least=least, most=most, whole=whole, language=language)
        self.less = fields.button(lambda: self._go(-1))
        self.more = fields.button(lambda: self._go(+1))
        self.less.description, self.more.description = _LESS, _MORE
        super().__init__([self.less, self.number, self.more])
        self.add_class("ck-stepper")
        self.value = value
        self.number.observe(self._typed, "value")
        self.observe(self._set, "value")

    def named(self, label: str, less: str, more: str) -> None:
        """What the number is, and what its two buttons do."""
        self.number.description = label
        self.less.tooltip, self.more.tooltip = less, more

    def speak(self, language: Language) -> None:
        """The number as another language writes it."""
        self.number.speak(language)

    def _go(self, by: int) -> None:
        steps = self.value / self.step
        whole = int(steps) if steps == int(steps) or by > 0 else int(steps) + 1
        to = (whole + by) * self.step
        self.number.value = min(self.number.most, max(self.number.least, to))

    def _typed(self, change: Any) -> None:
        if self._deaf:
            return
        self._keep(change["new"])
        self.entered(change["new"])

    def _set(self, change: Any) -> None:
        if not self._deaf:
            self._keep(change["new"])

    def _keep(self, value: float) -> None:
        self._deaf = True
        try:
            self.value = value
            if self.number.value != value:
                self.number.value = value
        finally:
            self._deaf = False
