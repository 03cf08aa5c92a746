import threading

import pytest

from coachkit.platforms.ahead import ahead


def test_the_items_come_in_their_order():
    assert list(ahead(number for number in range(100))) == list(range(100))
    assert list(ahead(number for number in ())) == []


def test_the_next_item_is_made_while_the_last_is_used():
    made = threading.Event()

    def items():
        yield 1
        made.set()
        yield 2

    coming = ahead(items())
    assert next(coming) == 1
    assert made.wait(60)
    assert list(coming) == [2]


def test_what_goes_wrong_comes_through_at_its_turn():
    def items():
        yield 1
        raise ValueError("torn")

    coming = ahead(items())
    assert next(coming) == 1
    with pytest.raises(ValueError, match="torn"):
        next(coming)


def test_who_stops_early_closes_the_source():
    closed = []

    def items():
        try:
            yield from range(100)
        finally:
            closed.append(True)

    coming = ahead(items())
    next(coming)
    coming.close()
    assert closed == [True]
