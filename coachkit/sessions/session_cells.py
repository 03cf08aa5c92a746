"""What the cells of a session's notebook call, whichever run sheet it is held by.

The same cells serve JupyterLab, a Voilà page and a papermill run, which shows every block to read.

>>> open_page, header, room, whole = session_cells("strategy", SCREENS)
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from coachkit.documents import session_pages as pages
from coachkit.model.languages import valid_language
from coachkit.model.run_sheets import RunSheet
from coachkit.model.sheet_reading import find_sheet
from coachkit.model.values import Value
from coachkit.sessions.coach_room import PRACTICE, open_practice
from coachkit.sessions.opening import open_workspace
from coachkit.sessions.page_opening import RefusedPage, opened, whole_to_read
from coachkit.sessions.past_desk import PastDesk
from coachkit.sessions.past_sessions import own_sheets
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_page import Screens, SessionPage
from coachkit.widgets.panel import Band, Panel, Stack, still


class SessionParameters(Value):
    """What the notebook can be told. Empty means: the client's own.

    ``practice``: a run of which nothing stays with the client; without a ``client``, one without
    any. ``at_minute``: look at the last session as it stood then, and change nothing.
    """

    client: str = ""
    language: str = ""
    workspace: str = ""
    practice: bool = False
    at_minute: Annotated[float, Field(ge=0, le=24 * 60)] | None = None


Shown = SessionPage | RefusedPage


class SessionCells(NamedTuple):
    """The functions of a session's notebook, one for each cell."""

    open_page: Callable[[Mapping[str, Any]], Shown]
    header: Callable[[Shown], Band | Panel]
    room: Callable[[Shown], Band]
    whole: Callable[[Shown], Panel]


def session_cells(sheet: str, screens: Screens) -> SessionCells:
    """Those of a session that is held by that run sheet, on those screens."""

    def open_page(namespace: Mapping[str, Any]) -> Shown:
        """The page for the notebook's parameters (give it ``globals()``)."""
        return opened(SessionParameters, lambda asked: _opened(asked, sheet, screens), namespace)

    return SessionCells(open_page, header, room, whole)


def header(page: Shown) -> Band | Panel:
    """Whose session it is, that everything is kept, and the language switch."""
    if isinstance(page, RefusedPage):
        return page.top
    band = Band([page.top, page.practise, page.saved, page.languages, page.narrow, page.remembered])
    band.add_class("ck-band")
    return band


def room(page: Shown) -> Band:
    """Time, question and answers, and what is open: side by side."""
    if isinstance(page, RefusedPage):
        return Band([])
    band = Band(
        [
            _column("ck-time-column", page.clock, page.agenda, page.another),
            _column("ck-question-column", page.asked, page.beside, page.outcome, page.body),
            _column("ck-side-column", page.undecided, page.actions, page.notes, page.jot),
        ]
    )
    band.add_class("ck-session")
    return band


def whole(page: Shown) -> Panel:
    """Every block to read, where nobody looks at a live page."""
    if isinstance(page, RefusedPage):
        return Panel()
    return whole_to_read(lambda: _every_block(page))


def _every_block(page: SessionPage) -> str:
    for block in page.desk.sheet.blocks:
        page.screen(block.key).lay_open()
    return "\n".join(
        part
        for block in page.desk.sheet.blocks
        for part in (_asked(page, block.key), still(page.screen(block.key).body))
    )


def _opened(asked: SessionParameters, key: str, screens: Screens) -> SessionPage:
    workspace = open_workspace(asked.workspace)
    sheet = find_sheet(key, own_sheets(workspace))
    if asked.at_minute is not None:
        past = PastDesk(asked.client, asked.workspace, sheet, asked.at_minute)
        return SessionPage(lambda **_: past, screens, asked.language)
    client = asked.client
    if not client:
        client = PRACTICE
        open_practice(workspace, valid_language(asked.language or "en")).close()
    desk_of = partial(_desk, client, asked.workspace, sheet, asked.language)
    practice = asked.practice or not asked.client
    return SessionPage(desk_of, screens, asked.language, practice=practice)


def _desk(
    client: str, workspace: str, sheet: RunSheet, language: str, *, practice: bool
) -> SessionDesk:
    spoken = valid_language(language) if language else None
    return SessionDesk(client, workspace, sheet, spoken, practice=practice)


def _asked(page: SessionPage, block: str) -> str:
    return pages.asked(page.words(block), page.screen(block).answer(), page.language)


def _column(kind: str, *parts: Any) -> Stack:
    column = Stack(list(parts))
    column.add_class(kind)
    return column
