"""The workspace's clients and their pages, as they are at this moment."""

from collections.abc import Sequence
from pathlib import Path

from coachkit.model.client import Client
from coachkit.serving.pages import FOLDER, lay_out
from coachkit.store.workspace import Listing, Workspace


class Shelf:
    """Has every client's pages in place, laid out anew when one has come, changed or gone.

    ``notebooks``: what each client gets; the first is where the list of clients leads.
    """

    def __init__(self, workspace: Workspace, notebooks: Sequence[Path]) -> None:
        self._workspace = workspace
        self._notebooks = notebooks
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
            self.listing()
        return page if page.is_file() else None

    def address_of(self, client: Client) -> str:
        """Where a client's first page is."""
        return f"/clients/{client.slug}/{self._notebooks[0].stem}"
