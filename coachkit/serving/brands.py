"""A client's colour and logo on the pages of that client.

The colour is darkened until it can be read wherever a page writes with it. The logo is drawn anew,
small; only pixels of what somebody handed in reach a browser.
"""

import asyncio
import hashlib
import logging
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError

from coachkit.charts.colours import COLOURS
from coachkit.documents.house_look import (
    READABLE,
    HouseLook,
    checked_picture,
    picture_size,
    readable,
)
from coachkit.model.errors import CoachkitError
from coachkit.serving.guard import Guarded
from coachkit.sessions.client_look import logo_of
from coachkit.sessions.opening import now, whoever

if TYPE_CHECKING:
    from coachkit.serving.shelf import Shelf
    from coachkit.store.workspace import Workspace

log = logging.getLogger("coachkit.serving")

_GROUNDS: Final = ("ground", "bar")
"""What words in the brand's colour stand on as well, by their names in the look's tokens."""

_TALL: Final = 28
_WIDEST: Final = 112
_DENSE: Final = 2
"""Pixels of a screen for each of the page's: most phones and laptops have two."""

_A_YEAR: Final = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Logo:
    """A client's logo as pages show it: a PNG, and how wide it is on a page."""

    png: bytes
    width: int

    @property
    def seal(self) -> str:
        """Changes when the picture does."""
        return hashlib.sha256(self.png).hexdigest()[:12]


@dataclass(frozen=True)
class Brand:
    """How a client's pages look where they differ from others.

    ``name``: the client's. ``properties``: CSS custom properties by their names.
    """

    name: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    has_logo: bool = False

    @property
    def style(self) -> str:
        """What the page's outermost element carries; empty for the house's own look."""
        return ";".join(f"--{name}:{value}" for name, value in self.properties)


HOUSE: Final = Brand()
"""The house's own look."""


async def brand_of(workspace: "Workspace", slug: str) -> Brand:
    """The look of that client's pages; a client that cannot be read has the house's."""
    try:
        return await asyncio.to_thread(_brand, workspace, slug)
    except CoachkitError:
        log.exception("the look of %s cannot be read", slug)
        return HOUSE


def _brand(workspace: "Workspace", slug: str) -> Brand:
    with workspace.open_client(slug, now=now, who=whoever(), read_only=True) as store:
        name, colour = store.client.name, store.client.colour
    properties = dict(colours(colour)) if colour else {}
    logo = small_logo(workspace.folder(slug))
    if logo is not None:
        properties |= {
            "logo": f"url(/clients/{slug}/logo/{logo.seal})",
            "logo-wide": f"{logo.width}px",
        }
    return Brand(name, tuple(properties.items()), logo is not None)


@lru_cache(maxsize=512)
def colours(colour: str) -> tuple[tuple[str, str], ...]:
    """The look's tokens that a client's colour changes, each readable where pages use it."""
    look = HouseLook(colour).colours
    brand = look["brand"]
    for ground in _GROUNDS:
        brand = readable(brand, READABLE, on=COLOURS[ground])
    return (
        ("brand", brand),
        ("brand-pale", look["pale"]),
        ("brand-faint", look["soft-brand"]),
    )


def small_logo(folder: Path) -> Logo | None:
    """The logo that is kept in a client's folder, drawn for a page; ``None`` where there is none.

    What is no picture any more is no logo.
    """
    kept = logo_of(folder)
    if kept is None:
        return None
    try:
        stands = kept.stat()
        return _drawn(kept, stands.st_mtime_ns, stands.st_size)
    except (CoachkitError, OSError):
        log.exception("the logo of %s cannot be shown", folder.name)
        return None


@lru_cache(maxsize=128)
def _drawn(kept: Path, changed: int, size: int) -> Logo:  # noqa: ARG001 - what makes it another
    box = (_WIDEST * _DENSE, _TALL * _DENSE)
    png = checked_picture(kept.read_bytes(), "logo", box)
    across, down = picture_size(png)
    return Logo(png, max(1, min(_WIDEST, round(across * _TALL / down))))


class LogoOfClient(Guarded, JupyterHandler):
    """Hands a client's logo to whoever may see a page of that client, and to nobody else."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self, slug: str, seal: str) -> None:
        """The picture. Its address changes when it does, so a browser keeps it."""
        shelf: Shelf = self.settings["shelf"]
        folder = shelf.folder_of(slug) if self.visitor.may_see(slug) else None
        logo = None if folder is None else await asyncio.to_thread(small_logo, folder)
        if logo is None or logo.seal != seal:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "image/png")
        self.set_header("Cache-Control", f"private, max-age={_A_YEAR}, immutable")
        self.finish(logo.png)

    def is_looked_at(self) -> bool:
        """It is no page."""
        return False
