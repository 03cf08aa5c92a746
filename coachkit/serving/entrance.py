"""The ways in and out: a link that is opened, the coach's password, logging out.

Nothing here needs JavaScript.
"""

import asyncio
import hmac
import logging
import secrets
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from tornado.web import HTTPError

from coachkit.model.languages import Language
from coachkit.serving import door_texts
from coachkit.serving.door_texts import HOME, LOGIN, Refusal
from coachkit.serving.guard import FromOurPages, Guarded
from coachkit.serving.porter import COACH_DAYS, NotLetIn
from coachkit.serving.texts import LANGUAGE_NAMES
from coachkit.serving.visitors import Visitor

if TYPE_CHECKING:
    from coachkit.serving.attempts import Attempts
    from coachkit.serving.shelf import Shelf

AT_ONCE: Final = 2
"""Passwords that are looked at at the same time: each takes 64 MB."""

_DAY: Final = 24 * 60 * 60
_FORM: Final = "coachkit-form"
_LONGEST_WAY: Final = 500

log = logging.getLogger("coachkit.serving")


class _Entrance(Guarded):
    """Whoever comes here need not be let in yet."""

    open_to_all = True

    def _give(self, key: str, seconds: float) -> None:
        """Hand a key over; it takes the place of one that was there."""
        secure = self.request.protocol == "https"
        self.set_cookie(
            self.porter.cookie_name(self.request),
            key,
            path="/",
            httponly=True,
            samesite="Lax",
            secure=secure,
            max_age=max(1, int(seconds)),
        )

    def _take(self) -> None:
        name = self.porter.cookie_name(self.request)
        secure = self.request.protocol == "https"
        self.clear_cookie(name, path="/", httponly=True, samesite="Lax", secure=secure)

    def _not_kept(self) -> None:
        self.set_header("Cache-Control", "no-store")

    def _whoever(self) -> Visitor | None:
        try:
            return self.porter.visitor_at(self.request)
        except NotLetIn:
            return None


class OpenLink(_Entrance):
    """Changes the token of a link for a cookie, and leads on to the page."""

    SUPPORTED_METHODS = ("GET",)

    def get(self, token: str) -> None:
        """The way to the page; one answer for whatever opens nothing."""
        self._not_kept()
        link = self.porter.by_token(token)
        shelf: Shelf = self.settings["shelf"]
        if link is None or shelf.page(link.client, link.page) is None:
            self._refusal = Refusal.LINK_OVER
            raise HTTPError(HTTPStatus.FORBIDDEN)
        ends = link.expires_at or self.porter.now() + timedelta(days=1)
        seconds = (ends - self.porter.now()).total_seconds()
        self._give(self.porter.link_key(self.request, link), seconds)
        way = shelf.addresses(link.client)[link.page]
        self.redirect(way, status=HTTPStatus.SEE_OTHER)

    def _request_summary(self) -> str:
        """What tornado writes into a log of a request that failed: no token."""
        return f"{self.request.method} /open/… ({self.request.remote_ip})"


class _WithForm(_Entrance, FromOurPages):
    """A page with one form; what it sends comes from a page of ours, and carries a token of it."""

    SUPPORTED_METHODS = ("GET", "POST")

    def show(self, status: HTTPStatus, **values: Any) -> None:
        """The page, with what its template needs besides the token."""
        self._not_kept()
        self.set_status(status)
        self.finish(
            self.stage.whole(
                "door.html.j2",
                language=self.language,
                languages=LANGUAGE_NAMES,
                token=self._token(),
                **values,
            )
        )

    def is_answered(self) -> bool:
        """Whether the form that was sent is one that this browser was shown."""
        shown = self.get_cookie(_FORM, "")
        sent = self.get_body_argument("token", "")
        return bool(shown) and hmac.compare_digest((shown or "").encode(), sent.encode())

    @property
    def language(self) -> Language:
        """The language that was asked for in the form, else as everywhere."""
        asked = self.get_body_argument("lang", "") if self.request.method == "POST" else ""
        return super().language if asked not in LANGUAGE_NAMES else asked  # type: ignore[return-value]

    def _token(self) -> str:
        token = self.get_cookie(_FORM, "") or ""
        if len(token) != 2 * 16 or not token.isalnum():
            token = secrets.token_hex(16)
        secure = self.request.protocol == "https"
        self.set_cookie(_FORM, token, path="/", httponly=True, samesite="Strict", secure=secure)
        return token


class Login(_WithForm):
    """Asks the coach for the password."""

    def get(self) -> None:
        """The page; there is none where no password is set."""
        self._check_there_is_one()
        self._show(self.get_query_argument("next", HOME))

    async def post(self) -> None:
        """Let the coach in, or say why not."""
        self._check_there_is_one()
        self.check_xsrf_cookie()
        way = self.get_body_argument("next", HOME)
        if not self.is_answered():
            said = door_texts.stale_form_text(self.language)
            self._show(way, HTTPStatus.FORBIDDEN, said)
            return
        attempts: Attempts = self.settings["attempts"]
        address = self.request.remote_ip or ""
        wait = attempts.begin(address)
        if wait > 0:
            self.set_header("Retry-After", str(int(wait) + 1))
            said = door_texts.wait_text(self.language, wait)
            self._show(way, HTTPStatus.TOO_MANY_REQUESTS, said)
        elif await self._is_right(self.get_body_argument("password", "", strip=False)):
            attempts.right(address)
            self._give(self.porter.coach_key(self.request), COACH_DAYS * _DAY)
            self._not_kept()
            self.redirect(own_way(way), status=HTTPStatus.SEE_OTHER)
        else:
            log.warning("a wrong password from %s", address)
            said = door_texts.wrong_password_text(self.language)
            self._show(way, HTTPStatus.FORBIDDEN, said)

    async def _is_right(self, typed: str) -> bool:
        password = self.porter.keys.password
        async with self.settings["looked_at"]:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(None, password.is_right, typed)

    def _check_there_is_one(self) -> None:
        if not self.porter.keys.password.is_set():
            raise HTTPError(HTTPStatus.NOT_FOUND)

    def _show(self, way: str, status: HTTPStatus = HTTPStatus.OK, said: str = "") -> None:
        texts = door_texts.login_texts(self.language)
        self.show(status, asks=True, action=LOGIN, way=own_way(way), said=said, **texts)


class Logout(_WithForm):
    """Asks whether to log out, and does it."""

    def get(self) -> None:
        """The page; there is none for whom no key was given to."""
        visitor = self._whoever()
        if not self.porter.key_of(self.request):
            raise HTTPError(HTTPStatus.NOT_FOUND)
        coach = visitor is not None and visitor.is_coach
        texts = door_texts.logout_texts(self.language, coach=coach)
        self.show(HTTPStatus.OK, asks=False, action=door_texts.LOGOUT, way=HOME, said="", **texts)

    def post(self) -> None:
        """Take the key back."""
        self.check_xsrf_cookie()
        if not self.is_answered():
            raise HTTPError(HTTPStatus.FORBIDDEN)
        self.porter.take_back(self.request)
        self._take()
        self._not_kept()
        texts = door_texts.gone_texts(self.language)
        if not self.porter.keys.password.is_set():
            texts |= {"address": "", "back": ""}
        self.finish(self.stage.whole("refusal.html.j2", language=self.language, **texts))


def own_way(way: str) -> str:
    """The address to go on to, if it is one of ours; else home."""
    within = way.startswith("/") and not way.startswith("//") and "\\" not in way
    if not within or len(way) > _LONGEST_WAY or not way.isprintable():
        return HOME
    return HOME if way.partition("?")[0] in {LOGIN, door_texts.LOGOUT} else way
