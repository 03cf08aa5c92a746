"""The mapping screen for a file of the inbox, also where it lies in an archive."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from coachkit.model.errors import UnreadableExport
from coachkit.model.languages import Language
from coachkit.model.mappings import ColumnMapping
from coachkit.sessions.inbox import lying
from coachkit.sessions.mapping import StoreOpener, mapping_panel
from coachkit.sessions.room import room_in


def matching_panel(
    opened: StoreOpener, name: str, language: Language, done: Callable[[], None]
) -> Any:
    """The widget that asks what the columns of the file called ``name`` mean.

    ``done`` is called once the answers are kept. A file of an archive is unpacked for as long as
    the questions last. Raises :class:`UnreadableExport` ``file_not_found`` for one that is gone.
    """
    with ExitStack() as unpacked:
        with opened() as store:
            inbox, files = store.inbox, lying(store).files
        file = next((file for file in files if file.shown == name), None)
        if file is None:
            raise UnreadableExport("file_not_found", file=name)
        room = unpacked.enter_context(room_in(inbox))
        path = unpacked.enter_context(file.at_hand(room))
        for_later = unpacked.pop_all()

    def kept(_: ColumnMapping) -> None:
        for_later.close()
        done()

    return mapping_panel(opened, path, language, kept)
