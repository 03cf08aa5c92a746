"""The workspace's clients and their pages, as they are at this moment."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coachkit.model.client import Client
from coachkit.model.languages import Language
from coachkit.serving.pages import FOLDER, lay_out, lay_out_desk
from coachkit.store.folders import DOCUMENTS, INBOX
from coachkit.store.workspace import Listing, Workspace

EXPORTS: Final = "exports"
"""The page on which a client's files come in."""

HOME: Final = "home"
"""The coach's own page, of all clients."""


class Shelf:
    """Has every client's pages in place, laid out anew when one has come, changed or gone.

    ``notebooks``: what each client gets; the first is where the list of clients leads. One that is
    called ``home`` is the coach's own.
    """

    def __init__(self, workspace: Workspace, notebooks: Sequence[Path]) -> None:
        self._workspace = workspace
        self._notebooks = [book for book in notebooks if book.stem != HOME]
        self._home = next((book for book in notebooks if book.stem == HOME), None)
        self._laid_out: Sequence[Client] | None = None
        self.root = workspace.path / FOLDER
        self.listing()

    def listing(self) -> Listing:
        """The clients there are now, and those that cannot be read."""
        listing = self._workspace.listing()
        if listing.clients != self._laid_out:
            pages = [(client, self._notebooks) for client in listing.clients]
            lay_out(self._workspace.path, pages)
            self._laid_out = listing.clients
        return listing

    def page(self, slug: str, name: str) -> Path | None:
        """A client's page of that name, if there is one."""
        page = self.root / slug / f"{name}.ipynb"
        if not page.is_file():
            # perhaps somebody who came since the list was last looked at
            known = {client.slug for client in self.listing().clients}
            if slug in known and not page.is_file() and page.stem in self.addresses(slug):
                # another server of the same workspace, with other notebooks, has tidied up
                self._laid_out = None
                self.listing()
        return page if page.is_file() else None

    def address_of(self, client: Client, name: str = "") -> str:
        """Where a client's page of that name is, or its first page; empty where there is none."""
        addresses = self.addresses(client.slug)
        return addresses.get(name, "") if name else next(iter(addresses.values()), "")

    def addresses(self, slug: str) -> dict[str, str]:
        """Where each page of a client is, by its name."""
        return {book.stem: f"/clients/{slug}/{book.stem}" for book in self._notebooks}

    def desk(self, language: Language, title: str) -> Path | None:
        """The coach's own page in that language, if there is one.

        Raises what :func:`~coachkit.serving.pages.lay_out_desk` does.
        """
        if self._home is None:
            return None
        names = [book.stem for book in self._notebooks]
        return lay_out_desk(self._workspace.path, self._home, language, title, names)

    @property
    def workspace(self) -> Workspace:
        """Whose pages these are."""
        return self._workspace

    def folder_of(self, slug: str) -> Path | None:
        """The folder of a client, if there is one."""
        folder = self._workspace.folder(slug)
        return folder if folder.is_dir() else None

    def inbox_of(self, slug: str) -> Path | None:
        """The inbox of a client, if there is such a client."""
        return self._folder_of(slug, INBOX)

    def documents_of(self, slug: str) -> Path | None:
        """The documents of a client, if there is such a client."""
        return self._folder_of(slug, DOCUMENTS)

    def _folder_of(self, slug: str, name: str) -> Path | None:
        if all(client.slug != slug for client in self.listing().clients):
            return None
        return self._workspace.folder(slug) / name
