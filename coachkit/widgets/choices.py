"""Controls that choose: a language, a month, a platform, a metric."""

from collections.abc import Sequence

from ipywidgets import Checkbox, Dropdown, ToggleButtons

from coachkit.model.languages import LANGUAGES, OWN_NAMES, Language

LOOKING = "ck-look"
"""The class of controls, or of boxes of them, that change nothing which is stored.

Whoever may only look may move these, and no others.
"""


def language_switch(language: Language) -> ToggleButtons:
    """EN · SV · FI. Its ``value`` is the language; each button names itself in full."""
    switch = ToggleButtons(
        options=[(known.upper(), known) for known in LANGUAGES],
        value=language,
        tooltips=[OWN_NAMES[known] for known in LANGUAGES],
    )
    switch.add_class("ck-languages")
    switch.add_class(LOOKING)
    return switch


def choice(label: str, options: Sequence[tuple[str, str]], value: str) -> Dropdown:
    """A labelled drop-down of (words, value) pairs."""
    return Dropdown(description=label, options=list(options), value=value if options else None)


def narrow_screen() -> Checkbox:
    """Whether pictures should be drawn for a phone. The page itself ticks it; nobody sees it."""
    box = Checkbox(value=False, indent=False)
    box.add_class("ck-narrow")
    box.add_class(LOOKING)
    return box


def relabel(control: Dropdown, label: str, options: Sequence[tuple[str, str]], value: str) -> None:
    """Give a drop-down other words and choices.

    New choices reset it for a moment: whoever listens should turn a deaf ear meanwhile.
    """
    control.description = label
    if control.options != tuple(options):
        control.options = tuple(options)
    control.value = value if options else None
