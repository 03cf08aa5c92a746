"""The coach's first page: the desk, live; the plain list where there is no desk, or no script."""

import logging
from typing import TYPE_CHECKING, Final

from coachkit.model.errors import CoachkitError
from coachkit.serving.front import Home
from coachkit.serving.live import ShownLive
from coachkit.serving.texts import home_texts

if TYPE_CHECKING:
    from pathlib import Path

    from coachkit.serving.shelf import Shelf

log = logging.getLogger("coachkit.serving")

PLAIN: Final = "/?list"
"""Where the list of clients is without a kernel and without a script."""

_ASKED: Final = "list"


class Desk(ShownLive, Home):
    """What is at the root: for the coach the desk, for everybody else the way to their page."""

    async def get(self) -> None:  # type: ignore[override]  # tornado takes both
        """The desk in the visitor's language; ``?lang=`` says which, ``?list`` asks for no more."""
        notebook = self._notebook() if self.visitor.is_coach else None
        if notebook is None:
            super().get()
            return
        self.check_is_looked_at()
        await self.show(notebook, "", "", {}, PLAIN)

    def _notebook(self) -> "Path | None":
        # tornado's own arguments leave out what has no value
        if _ASKED in self.request.query.split("&"):
            return None
        shelf: Shelf = self.settings["shelf"]
        try:
            return shelf.desk(self.language, home_texts(self.language)["title"])
        except CoachkitError:
            log.exception("the desk cannot be put together")
            return None
