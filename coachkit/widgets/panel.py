"""Panels that are alive in a browser and readable without one.

A panel's output carries both the live widget and its HTML, so that a notebook that ran without a
browser, or is read years later, still shows the page.
"""

from typing import Any

from ipywidgets import HTML, Box, VBox, Widget


class Panel(HTML):  # type: ignore[misc]  # ipywidgets has no types
    """A stretch of a page. ``value`` is HTML made by a template, never client text."""

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        return _also(self.value, super()._repr_mimebundle_(**kwargs))


class Band(Box):  # type: ignore[misc]  # ipywidgets has no types
    """Panels and controls side by side; read without a browser, the panels alone."""

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        panels = [child.value for child in self.children if isinstance(child, Panel)]
        return _also("\n".join(panels), super()._repr_mimebundle_(**kwargs))


class Stack(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Panels and bands, one below the other; read without a browser, the panels alone."""

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        return _also(still(self), super()._repr_mimebundle_(**kwargs))


def still(part: Widget) -> str:
    """The HTML of every panel and form in a part of a page, from top to bottom."""
    if isinstance(part, Panel):
        return str(part.value)
    told = getattr(part, "still", None)
    if isinstance(told, str):
        return told
    return "\n".join(filter(None, map(still, getattr(part, "children", ()))))


def _also(html: str, live: dict[str, Any] | None) -> dict[str, Any]:
    return {"text/html": html, **(live or {})}


class Still:
    """A panel for runs without a reader: HTML alone, nothing live."""

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        return self.html
