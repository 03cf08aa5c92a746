"""Parts with pictures: the first with the answer, the others in turns, none of them twice."""

import asyncio
from itertools import pairwise

from coachkit.sessions.drawn_in_turn import AT_ONCE, DrawnInTurn
from coachkit.widgets.panel import still

TURNS = 100
"""Of an event loop that has nothing else to do."""


class Drawing:
    """Parts that tell when they are drawn."""

    def __init__(self):
        self.drawn = []

    def of(self, *values):
        return [(value, lambda value=value: self._made(value)) for value in values]

    def _made(self, value):
        self.drawn.append(value)
        return f"<p>{value}</p>"


def test_without_a_page_everything_is_there_at_once():
    drawing, parts = Drawing(), DrawnInTurn()
    parts.show(drawing.of("a", "b", "c", "d"))
    assert still(parts.body) == "<p>a</p>\n<p>b</p>\n<p>c</p>\n<p>d</p>"
    assert drawing.drawn == ["a", "b", "c", "d"]


def test_only_what_became_another_is_drawn_again():
    drawing, parts = Drawing(), DrawnInTurn()
    parts.show(drawing.of("a", "b", "c"))
    parts.show(drawing.of("a", "B", "c"))
    parts.show(drawing.of("a", "B"))
    parts.show(drawing.of("a", "B", "c"))
    assert drawing.drawn == ["a", "b", "c", "B", "c"]
    assert still(parts.body) == "<p>a</p>\n<p>B</p>\n<p>c</p>"


def test_on_a_page_a_press_is_answered_after_a_few_and_the_others_follow_one_by_one():
    drawing, parts = Drawing(), DrawnInTurn()

    async def page():
        parts.show(drawing.of(*range(7)))
        heard = [len(drawing.drawn)]
        for _ in range(TURNS):
            await asyncio.sleep(0)
            heard.append(len(drawing.drawn))
        return heard

    heard = asyncio.run(page())
    assert heard[0] == AT_ONCE
    assert {later - sooner for sooner, later in pairwise(heard)} <= {0, 1}
    assert drawing.drawn == list(range(7))


def test_what_is_asked_anew_takes_the_place_of_what_still_waited():
    drawing, parts = Drawing(), DrawnInTurn()

    async def page():
        parts.show(drawing.of("a", "b", "c", "d"))
        parts.show(drawing.of("a", "b", "C", "D", "E"))
        for _ in range(TURNS):
            await asyncio.sleep(0)

    asyncio.run(page())
    assert drawing.drawn == ["a", "b", "C", "D", "E"]
    assert still(parts.body) == "<p>a</p>\n<p>b</p>\n<p>C</p>\n<p>D</p>\n<p>E</p>"
