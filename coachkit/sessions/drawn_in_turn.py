"""Parts of a screen with a picture each, of which only those are drawn that became others.

A picture takes a few hundredths of a second, seven of them longer than a page may stay silent. So
the first are there with the answer to a press, and each of the others follows in a turn of its own:
between two of them the page hears what is pressed and typed.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Final

from coachkit.sessions.autosave import running_loop
from coachkit.widgets.panel import Panel, Stack

if TYPE_CHECKING:
    import asyncio

AT_ONCE: Final = 1
"""How many are drawn before the page answers: as many as a window of 720 pixels shows."""

Part = tuple[Hashable, Callable[[], str]]
"""What a part is made of, and its making as HTML."""


class DrawnInTurn:
    """``body``: the parts, from top to bottom. Outside of a page (a test, a script) all at once."""

    def __init__(self) -> None:
        self.body = Stack([])
        self._drawn: list[Hashable] = []
        self._waiting: list[tuple[int, Part]] = []
        self._turn: asyncio.Handle | None = None

    def show(self, parts: Sequence[Part]) -> None:
        """These parts and no others; what is there already and has not changed stays."""
        self._forget()
        there = list(self.body.children)[: len(parts)]
        self._drawn = self._drawn[: len(there)]
        self._drawn += [None] * (len(parts) - len(there))
        panels = [*there, *(Panel() for _ in parts[len(there) :])]
        if len(panels) != len(self.body.children):
            self.body.children = tuple(panels)
        self._waiting = [
            (place, part) for place, part in enumerate(parts) if self._drawn[place] != part[0]
        ]
        for _ in range(AT_ONCE if running_loop() else len(self._waiting)):
            self._draw_next()
        self._wait()

    def _draw_next(self) -> None:
        if self._waiting:
            place, (of, make) = self._waiting.pop(0)
            self.body.children[place].value = make()
            self._drawn[place] = of

    def _wait(self) -> None:
        loop = running_loop()
        if self._waiting and loop is not None:
            self._turn = loop.call_later(0, self._go_on)

    def _go_on(self) -> None:
        self._turn = None
        self._draw_next()
        self._wait()

    def _forget(self) -> None:
        if self._turn is not None:
            self._turn.cancel()
            self._turn = None
        self._waiting = []
