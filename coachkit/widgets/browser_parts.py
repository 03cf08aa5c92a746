"""What a widget of our own sends to a browser: its module and its style, made of files."""

from functools import cache
from typing import Final

from coachkit.model.shipped import shipped

_TOKENS: Final = shipped("templates", "look", "tokens.css")


@cache
def module(*names: str) -> str:
    """One module from files of ``templates/widgets``, the last of which exports the widget."""
    return "\n".join(_text(f"{name}.js") for name in names)


@cache
def style(*names: str) -> str:
    """One style sheet from files of ``templates/widgets``, with the colours of the house."""
    look = _TOKENS.read_text(encoding="utf-8")
    return "\n".join([look, *(_text(f"{name}.css") for name in names)])


def _text(name: str) -> str:
    return shipped("templates", "widgets", name).read_text(encoding="utf-8")
