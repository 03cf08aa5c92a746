"""Fields of the planning page that speak another language mid-way and keep what is in them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from ipywidgets import (
    Button,
    Checkbox,
    DatePicker,
    Dropdown,
    SelectMultiple,
    Text,
    TimePicker,
    ToggleButtons,
    Widget,
)

from coachkit.language.speech import Speech, speak
from coachkit.model.languages import Language
from coachkit.widgets.choices import LOOKING
from coachkit.widgets.panel import Band, Stack
from coachkit.widgets.plan_numbers import NumberField

Said = Callable[[Speech], Any]
W = TypeVar("W", bound=Widget)


class Form(Stack):
    """Fields one below the other. What each says is kept as a function of the language.

    ``deaf``: whether changes come from the form itself, and are nobody's entry.
    """

    def __init__(self, language: Language, looks: "Looks | None" = None) -> None:
        self.language = language
        self.deaf = False
        self._words: list[tuple[Widget, str, Said]] = []
        super().__init__([], **(looks or {}).get(Form, {}))
        if looks is not None:
            looks.setdefault(Form, {"layout": self.layout})

    @property
    def speech(self) -> Speech:
        """The language that is spoken now."""
        return speak(self.language)

    def worded(self, widget: W, said: Said, trait: str = "description") -> W:
        """The widget, saying that in every language from now on."""
        self._words.append((widget, trait, said))
        if isinstance(widget, NumberField):
            widget.speak(self.language)
        self._say(widget, trait, said)
        return widget

    def silenced(self, gone: Iterable[Widget]) -> None:
        """Forget widgets that are shown no longer."""
        left = set(map(id, gone))
        self._words = [one for one in self._words if id(one[0]) not in left]

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        self.language = language
        for widget, trait, said in self._words:
            if isinstance(widget, NumberField):
                widget.speak(language)
            self._say(widget, trait, said)

    def _say(self, widget: Widget, trait: str, said: Said) -> None:
        self.deaf = True
        try:
            if trait == "options":
                _reworded(widget, said(self.speech))
            else:
                setattr(widget, trait, said(self.speech))
        finally:
            self.deaf = False

    def heard(self, widget: Widget, act: Callable[[Any], object]) -> None:
        """Call ``act`` with the new value when a person has changed it."""

        def changed(change: Any) -> None:
            if not self.deaf:
                act(change["new"])

        widget.observe(changed, "value")


def _reworded(widget: Widget, options: Sequence[tuple[str, Any]]) -> None:
    """Other words for choices, or other choices; what is chosen stays while it is one of them."""
    values = [value for _, value in options]
    if isinstance(widget, SelectMultiple):
        chosen = [value for value in widget.value if value in values]
        widget.options = tuple(options)
        widget.value = tuple(chosen)
        return
    chosen = widget.value
    widget.options = tuple(options)
    widget.value = chosen if chosen in values else (values[0] if values else None)


Looks = dict[type[Widget], dict[str, Any]]
"""Layout and style by the kind of widget, for rows that look alike: a page with hundreds of fields
then has as many models less to send."""


def alike(kind: type[Widget], looks: Looks | None, **traits: Any) -> Any:
    """A widget that shares layout and style with those of its kind; alone where ``looks`` is none.

    What is shared must not be hidden: all would be.
    """
    if looks is None:
        return kind(**traits)
    shared = looks.get(kind, {})
    made = kind(**{**traits, **shared})
    if not shared:
        looks[kind] = {
            name: getattr(made, name) for name in ("layout", "style") if made.has_trait(name)
        }
    return made


def number(value: float, *, most: float = 168, least: float = 0, looks: Looks | None = None) -> Any:
    """A field for an amount, with a decimal comma where the language has one."""
    return _number_field(value, looks, least=least, most=most)


def whole(value: int, *, most: int = 50, least: int = 0, looks: Looks | None = None) -> Any:
    """A field for a whole number."""
    return _number_field(value, looks, least=least, most=most, whole=True)


def percent(value: float, *, least: float = 0) -> Any:
    """A field for a share: typed in per cent, its value is one of one."""
    return _number_field(value, None, least=least, most=100, share=True)


def _number_field(value: float, looks: Looks | None, **bounds: Any) -> NumberField:
    shared = {} if looks is None else looks.get(NumberField, {})
    field = NumberField(
        value,
        made=lambda **traits: _marked(alike(Text, looks, style=_WIDE, **traits), "ck-number"),
        **bounds,
        **shared,
    )
    if looks is not None and not shared:
        looks[NumberField] = {"layout": field.layout}
    return _marked(field, "ck-number-of")


def text(value: str = "", *, kind: str = "", looks: Looks | None = None) -> Any:
    """A line of text, heard with each letter: nothing typed is lost."""
    return _marked(alike(Text, looks, value=value, continuous_update=True, style=_WIDE), kind)


def tick(*, value: bool, looks: Looks | None = None) -> Any:
    """Yes or no."""
    return _marked(alike(Checkbox, looks, value=value, indent=False), "ck-tick")


def day(value: Any = None) -> Any:
    """A day."""
    return _marked(DatePicker(value=value, style=_WIDE), "ck-day")


def clock(value: Any) -> Any:
    """A time of day."""
    return _marked(TimePicker(value=value, style=_WIDE), "ck-clock")


def choice(
    options: Sequence[tuple[str, Any]], value: Any = None, *, looks: Looks | None = None
) -> Any:
    """One of several."""
    first = options[0][1] if options else None
    known = [one for _, one in options]
    chosen = value if value in known else first
    return alike(Dropdown, looks, options=list(options), value=chosen, style=_WIDE)


def several(options: Sequence[tuple[str, Any]], value: Sequence[Any] = ()) -> Any:
    """Several of several; at most five are seen at once."""
    known = [one for _, one in options]
    chosen = tuple(one for one in value if one in known)
    rows = max(2, min(5, len(options)))
    return SelectMultiple(options=list(options), value=chosen, rows=rows, style=_WIDE)


def either(options: Sequence[tuple[str, Any]], value: Any) -> Any:
    """One of few, all seen at once."""
    return ToggleButtons(options=list(options), value=value)


def button(
    act: Callable[[], None],
    *,
    primary: bool = False,
    quiet: bool = False,
    looks: Looks | None = None,
) -> Any:
    """Something to press."""
    pressed = alike(Button, looks, button_style="primary" if primary else "")
    pressed.on_click(lambda _: act())
    return _marked(pressed, "ck-quiet-button" if quiet else "")


def entered(field: Any, act: Callable[[], None]) -> None:
    """Call ``act`` when a person presses Enter in a line of text."""

    def told(_: Any, content: Any, __: Any) -> None:
        if content.get("event") == "submit":
            act()

    field.on_msg(told)


def band(*widgets: Widget, kind: str = "ck-answers") -> Band:
    """Side by side, wrapped where there is no room."""
    return _marked(Band(list(widgets)), kind)


def looking(*widgets: Widget) -> Band:
    """Side by side, too; they change what is looked at, and nothing that is stored."""
    return _marked(band(*widgets), LOOKING)


def shown(widget: Widget, *, there: bool) -> None:
    """Show it, or take it out of sight and reach."""
    widget.layout.display = None if there else "none"


def _marked(widget: W, kind: str) -> W:
    if kind:
        widget.add_class(kind)
    return widget


_WIDE = {"description_width": "initial"}
