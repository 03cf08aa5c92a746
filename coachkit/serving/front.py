"""The list of clients, what pages are made with, and the page for whatever has none."""

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError

from coachkit.serving.guard import Guarded
from coachkit.serving.texts import (
    LANGUAGE_NAMES,
    coach_page_names,
    home_texts,
    unreadable_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coachkit.model.client import Client
    from coachkit.serving.parts import Part
    from coachkit.serving.shelf import Shelf

log = logging.getLogger("coachkit.serving")

_A_YEAR: Final = 365 * 24 * 60 * 60


class Parts(Guarded):
    """The scripts, styles and fonts of pages. Their address changes when they do."""

    open_to_all = True

    def initialize(self, files: "Mapping[str, Part]") -> None:
        """Know what there is."""
        self._files = files

    def get(self, name: str) -> None:
        """The piece, as the browser reads it best; nobody need ask again whether it has changed."""
        part = self._files.get(name)
        if part is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", part.kind)
        self.set_header("Cache-Control", f"private, max-age={_A_YEAR}, immutable")
        if part.packed is not None and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.add_header("Vary", "Accept-Encoding")
            self.finish(part.packed)
        else:
            self.finish(part.content)


class NoPage(Guarded, JupyterHandler):
    """Whatever has no page."""

    def get(self) -> None:
        """Refuse."""
        raise HTTPError(HTTPStatus.NOT_FOUND)


class Home(Guarded, JupyterHandler):
    """The list of the workspace's clients, each a way to its page."""

    def get(self) -> None:
        """The list in the visitor's language; ``?lang=`` switches. Others go to their own page."""
        shelf: Shelf = self.settings["shelf"]
        if not self.visitor.is_coach:
            own = shelf.addresses(self.visitor.client).get(self.visitor.page)
            if own is None:
                raise HTTPError(HTTPStatus.NOT_FOUND)
            self.set_header("Cache-Control", "no-store")
            self.redirect(own, status=HTTPStatus.SEE_OTHER)
            return
        listing = shelf.listing()
        for unreadable in listing.unreadable:
            log.error("%s cannot be read: %s", unreadable.slug, unreadable.reason)
        self.set_header("Cache-Control", "no-store")
        self.finish(
            self.stage.whole(
                "home.html.j2",
                language=self.language,
                languages=LANGUAGE_NAMES,
                clients=[
                    (client, shelf.address_of(client), self._others(client))
                    for client in listing.clients
                ],
                unreadable=[unreadable_text(self.language, one.slug) for one in listing.unreadable],
                **home_texts(self.language),
            )
        )

    def _others(self, client: "Client") -> list[tuple[str, str]]:
        """Names and addresses of a client's pages beside the first."""
        shelf: Shelf = self.settings["shelf"]
        names, (_, *others) = coach_page_names(self.language), shelf.addresses(client.slug).items()
        return [(names[page], address) for page, address in others if page in names]
