"""One step ahead: the next batch is read while the last is still worked on."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

T = TypeVar("T")

_END: Final = object()


def ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items in the same order; a second thread makes the next one meanwhile.

    Parsing, converting and writing mostly happen outside Python's lock. At most one item waits,
    so that memory stays bounded. What the making of an item raises comes through at its turn.
    """
    try:
        with ThreadPoolExecutor(max_workers=1) as second:
            coming = second.submit(next, items, _END)
            while (item := coming.result()) is not _END:
                coming = second.submit(next, items, _END)
                yield item  # type: ignore[misc]  # it is not the end
    finally:
        if isinstance(items, Generator):
            items.close()
