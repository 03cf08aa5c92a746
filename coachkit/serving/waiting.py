"""What is shown to whoever finds no place: their number in line, or that the server is renewed."""

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from tornado.web import RequestHandler

from coachkit.language.speech import speak
from coachkit.model.languages import Language
from coachkit.serving.brands import HOUSE, Brand
from coachkit.serving.draining import RETRY_AFTER
from coachkit.serving.guard import Guarded

if TYPE_CHECKING:
    from coachkit.serving.waiting_room import Room, Standing

RENEWED: Final = "renewed"
"""In place of a ticket: the page waits for the server and not for a place."""

_HERE: Final = "/waiting"


def waiting_texts(language: Language) -> dict[str, str]:
    """The words of the waiting room; the page's script fills in the number."""
    speech = speak(language)
    return {
        "full": speech.say("All places are taken at the moment."),
        "number": speech.say("You are number %(number)s in line.", number="{number}"),
        "own": speech.say(
            "Several pages are open by this link already. Close one of them, and this one opens."
        ),
        "turn": speech.say("It is your turn. The page is being opened."),
        "by_itself": speech.say("This page opens by itself. You need not do anything."),
        "many": speech.say("Too many pages wait by this link already. Close some of them."),
        "renewed": speech.say("coachkit is being renewed."),
        "returns": speech.say("Everything is saved. This page comes back by itself in a moment."),
        "try_now": speech.say("Try now"),
    }


class Waits(Guarded):
    """Shows the waiting room where there is no place."""

    _brand: Brand = HOUSE

    @property
    def room(self) -> "Room":
        """Who has a place, and who waits."""
        return self.application.settings["room"]  # type: ignore[no-any-return]  # tornado's dict

    def comes_in(self, kernel_id: str) -> bool:
        """Take a place for that kernel; whether there was one."""
        entered = self.room.enter(self.visitor, kernel_id, self._token())
        if entered and self._token():
            self.clear_cookie(self._cookie, path=self.request.path)
        return entered

    def show_line(self, brand: Brand = HOUSE) -> None:
        """The waiting room, in place of the page; ``brand``: how that would look."""
        self._brand = brand
        words = waiting_texts(self.language)
        self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
        self.set_header("Retry-After", str(RETRY_AFTER))
        if self.room.closing:
            self._show(words["renewed"], words["returns"], RENEWED, words)
            return
        ticket = self.room.wait(self.visitor, self._token())
        if ticket is None:
            self.set_status(HTTPStatus.TOO_MANY_REQUESTS)
            self._show(words["full"], words["many"], "", words)
            return
        self.set_cookie(
            self._cookie,
            ticket.token,
            path=self.request.path,
            httponly=True,
            samesite="Lax",
            secure=self.request.protocol == "https",
        )
        standing = self.room.ask(self.visitor, ticket.token)
        said = words["own"] if standing is not None and standing.own_limit else words["number"]
        number = str(standing.number) if standing is not None else ""
        self._show(words["full"], said.replace("{number}", number), ticket.token, words)

    def _show(self, sentence: str, said: str, ticket: str, words: dict[str, str]) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(
            self.stage.whole(
                "waiting.html.j2",
                language=self.language,
                sentence=sentence,
                said=said,
                asks=f"{_HERE}/{ticket}" if ticket else "",
                words=words,
                brand=self._brand,
            )
        )

    @property
    def _cookie(self) -> str:
        # each page has its own: the desk's, whose path is the root, would go with all of them
        return f"coachkit-line-{hashlib.sha256(self.request.path.encode()).hexdigest()[:8]}"

    def _token(self) -> str:
        return self.get_cookie(self._cookie, "") or ""


class Waiting(Waits, RequestHandler):
    """Says where a ticket stands, to the page that waits with it."""

    def get(self, token: str) -> None:
        """``number``, and whether to ``come``. A ticket that is not known comes for another."""
        self.set_header("Cache-Control", "no-store")
        if self.room.closing:
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
            self.set_header("Retry-After", str(RETRY_AFTER))
            self.finish({"come": False})
            return
        self.finish(_told(self.room.ask(self.visitor, token)))

    def is_looked_at(self) -> bool:
        """It is no page."""
        return False


def _told(standing: "Standing | None") -> dict[str, Any]:
    if standing is None:
        return {"come": True}
    return {"come": standing.may_come, "number": standing.number, "own": standing.own_limit}
