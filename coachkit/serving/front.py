"""What every visitor meets: the language they read, the list of clients, calm refusals, headers."""

import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, Template
from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import HTTPHeaders
from tornado.web import HTTPError, OutputTransform, RequestHandler, StaticFileHandler

from coachkit.model.languages import LANGUAGES, Language
from coachkit.serving.texts import (
    LANGUAGE_NAMES,
    coach_page_names,
    home_texts,
    refusal_texts,
    unreadable_text,
)

if TYPE_CHECKING:
    from coachkit.model.client import Client
    from coachkit.serving.shelf import Shelf

log = logging.getLogger("coachkit.serving")

_KINDS: Final = frozenset({".css", ".js", ".svg", ".woff", ".woff2"})
_POLICY: Final = (
    "default-src 'none'",
    # an anywidget's module comes through the line to the kernel; the page loads it as a blob
    "script-src 'self' blob:",
    # widgets carry their style with them
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
)

SECURITY_HEADERS: Final = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer promises: nothing from elsewhere, nothing to elsewhere, no script in the page.

No script in the page also means that none runs that somebody wrote into a post or a name.
"""


def language_of(accepted: str, asked: str = "") -> Language:
    """The language a visitor reads: the one asked for, else the best of ``Accept-Language``."""
    wished = [(1.0, asked)] if asked in LANGUAGES else _weighed(accepted)
    for _, code in sorted(wished, key=lambda wish: -wish[0]):
        for language in LANGUAGES:
            if code.split("-")[0] == language:
                return language
    return "en"


def _weighed(accepted: str) -> list[tuple[float, str]]:
    wished = []
    for part in accepted.split(","):
        code, _, weight = part.partition(";q=")
        try:
            wished.append((float(weight or 1), code.strip().lower()))
        except ValueError:
            continue
    return [(weight, code) for weight, code in wished if weight > 0]


class Promises(OutputTransform):
    """Puts :data:`SECURITY_HEADERS` on every answer, and takes the server's version off."""

    def __init__(self, request: object) -> None:
        """Take part in the answer to a request."""

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: ARG002, FBT001 - tornado's signature
    ) -> tuple[int, HTTPHeaders, bytes]:
        """The answer with its headers in place."""
        headers.update(SECURITY_HEADERS)
        headers.pop("Server", None)
        return status_code, headers, chunk


@dataclass(frozen=True)
class Stage:
    """What our own pages are made with: where the templates lie, and addresses of their parts.

    ``styles`` and ``fonts``: in the order they are loaded. ``scripts``: what watches over a page,
    and what brings files in. ``engine``: Voilà's own script, which draws the widgets.
    """

    templates: Path
    styles: Sequence[str]
    fonts: Sequence[str]
    scripts: Sequence[str]
    engine: str

    def whole(self, name: str, **values: Any) -> str:
        """A page in one piece; ``values`` is what its template needs."""
        return self._template(name, streamed=False).render(stage=self, **values)

    def streamed(self, name: str, **values: Any) -> AsyncIterator[str]:
        """A page piece by piece, as fast as what it waits for."""
        return self._template(name, streamed=True).generate_async(stage=self, **values)

    def _template(self, name: str, *, streamed: bool) -> Template:
        return _environment(self.templates, streamed=streamed).get_template(name)


@cache
def _environment(templates: Path, *, streamed: bool) -> Environment:
    loader = FileSystemLoader(templates)
    return Environment(loader=loader, autoescape=True, enable_async=streamed, trim_blocks=True)


class Calm(RequestHandler):
    """Refuses in a sentence of the visitor's language, with no trace of what went wrong inside."""

    @property
    def language(self) -> Language:
        """The language this visitor reads."""
        accepted = self.request.headers.get("Accept-Language", "")
        return language_of(accepted, self.get_query_argument("lang", ""))

    @property
    def stage(self) -> Stage:
        """What pages are made with."""
        return self.application.settings["stage"]  # type: ignore[no-any-return]  # tornado's dict

    def write_error(self, status_code: int, **_: Any) -> None:
        """The refusal as a page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(
            self.stage.whole(
                "refusal.html.j2",
                language=self.language,
                home=self.application.settings["base_url"],
                **refusal_texts(self.language, status_code),
            )
        )


class FromOurPages(Calm):
    """Answers our own pages alone: what they send carries no XSRF token.

    A browser says of every request where it was made, and no website can change that; one that
    is too old for it names the site. Whoever says neither is no browser and no page of ours.
    """

    def check_xsrf_cookie(self) -> None:
        """Refuse whatever no page of ours has sent."""
        sent_from = self.request.headers.get("Sec-Fetch-Site")
        if sent_from is None:
            origin = urlsplit(self.request.headers.get("Origin", "")).netloc
            sent_from = "same-origin" if origin == self.request.host else "elsewhere"
        if sent_from != "same-origin":
            raise HTTPError(HTTPStatus.FORBIDDEN)


class Parts(Calm, StaticFileHandler):
    """The scripts, styles and fonts of pages. Their address changes when they do."""

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """The file's path, if it is what pages are made with; what lies beside it is not."""
        if Path(absolute_path).suffix not in _KINDS:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        return super().validate_absolute_path(root, absolute_path)

    def get_cache_time(self, *_: object) -> int:
        """As long as there is: seconds."""
        return 365 * 24 * 60 * 60

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 - tornado's signature
        """Let nobody ask again whether it has changed."""
        self.set_header("Cache-Control", f"private, max-age={self.get_cache_time()}, immutable")


class NoPage(Calm, JupyterHandler):
    """Whatever has no page."""

    def get(self) -> None:
        """Refuse."""
        raise HTTPError(HTTPStatus.NOT_FOUND)


class Home(Calm, JupyterHandler):
    """The list of the workspace's clients, each a way to its page."""

    def get(self) -> None:
        """The list in the visitor's language; ``?lang=`` switches."""
        shelf: Shelf = self.settings["shelf"]
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
