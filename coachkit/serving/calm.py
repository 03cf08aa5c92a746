"""What every visitor meets: the language they read, calm refusals, what every answer promises."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, Template
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform, RequestHandler

from coachkit.model.languages import LANGUAGES, Language
from coachkit.serving.door_texts import LOGIN, LOGOUT, Refusal, refusal_of, refusal_texts

WITH_FORMS: Final = frozenset({LOGIN, LOGOUT})
"""The addresses whose pages have a form that sends something here."""

_POLICY: Final = {
    "default-src": "'none'",
    # an anywidget's module comes through the line to the kernel; the page loads it as a blob
    "script-src": "'self' blob:",
    # widgets carry their style with them
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}
_NOT_ALLOWED: Final = ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
_A_YEAR: Final = 365 * 24 * 60 * 60


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{what} {where}" for what, where in policy.items())


SECURITY_HEADERS: Final = {
    "Content-Security-Policy": _written(_POLICY),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{one}=()" for one in _NOT_ALLOWED),
}
"""What every answer promises: nothing from elsewhere, nothing to elsewhere, no script in the page.

No script in the page also means that none runs that somebody wrote into a post or a name.
"""

_WITH_A_FORM: Final = {
    "Content-Security-Policy": _written(_POLICY | {"form-action": "'self'"}),
    # An older browser says by this where the form stood; elsewhere nothing is said.
    "Referrer-Policy": "same-origin",
}
_ENCRYPTED: Final = {"Strict-Transport-Security": f"max-age={_A_YEAR}"}


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

    def __init__(self, request: HTTPServerRequest) -> None:
        """Take part in the answer to a request."""
        self._promised = SECURITY_HEADERS | (_WITH_A_FORM if request.path in WITH_FORMS else {})
        if request.protocol == "https":
            self._promised |= _ENCRYPTED

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: ARG002, FBT001 - tornado's signature
    ) -> tuple[int, HTTPHeaders, bytes]:
        """The answer with its headers in place."""
        headers.update(self._promised)
        headers.pop("Server", None)
        return status_code, headers, chunk


@dataclass(frozen=True)
class Stage:
    """What our own pages are made with: where the templates lie, and addresses of their parts.

    ``styles`` and ``fonts``: in the order they are loaded. ``scripts``: what watches over a page,
    and what brings files in. ``engine``: Voilà's own script, which draws the widgets. ``waiting``:
    the script of the waiting room.
    """

    templates: Path
    styles: Sequence[str]
    fonts: Sequence[str]
    scripts: Sequence[str]
    engine: str
    waiting: str

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
    made = Environment(loader=loader, autoescape=True, enable_async=streamed, trim_blocks=True)
    # What a widget says in a page has the order in which its kernel says it: widgets compare.
    made.policies["json.dumps_kwargs"] = {"sort_keys": False}
    return made


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

    def refused_for(self, status: int) -> Refusal:
        """What kind of refusal this visitor reads."""
        return refusal_of(status)

    def write_error(self, status_code: int, **_: Any) -> None:
        """The refusal as a page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(
            self.stage.whole(
                "refusal.html.j2",
                language=self.language,
                **refusal_texts(self.language, self.refused_for(status_code)),
            )
        )
