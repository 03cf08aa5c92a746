"""The guard at every address: whom nobody let in gets no further, and nobody what is not theirs."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from tornado.web import HTTPError

from coachkit.serving.calm import Calm
from coachkit.serving.door_texts import Refusal
from coachkit.serving.porter import NotLetIn, Porter
from coachkit.serving.visitors import Owners, Visitor

if TYPE_CHECKING:
    from collections.abc import Awaitable


class Guarded(Calm):
    """Lets nobody in but whom the porter knows; ``self.visitor`` says who it is.

    ``open_to_all``: whether there is no need to be let in. Mixed in before Jupyter's handlers.
    """

    open_to_all: ClassVar[bool] = False
    visitor: Visitor
    _refusal: Refusal | None = None

    @property
    def porter(self) -> Porter:
        """Who knows who comes."""
        return self.application.settings["porter"]  # type: ignore[no-any-return]  # tornado's dict

    @property
    def owners(self) -> Owners:
        """Whose kernel is whose."""
        return self.application.settings["owners"]  # type: ignore[no-any-return]  # tornado's dict

    async def prepare(self, **how: Any) -> None:
        """Ask the porter before anything else is done."""
        if not self.porter.knows_host(self.request.host):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if not self.open_to_all:
            try:
                self.visitor = self.porter.visitor_at(self.request)
            except NotLetIn as nobody:
                self._turn_away(nobody)
                return
        prepared: Awaitable[None] | None = super().prepare(**how)
        if prepared is not None:
            await prepared

    def check_host(self) -> bool:
        """The porter has looked at the name already; Jupyter need not."""
        return True

    def own_kernel(self, kernel_id: str) -> None:
        """Answer 404 where that is no kernel of this visitor's, whether there is one or not."""
        if not self.owners.may_talk(self.visitor, kernel_id):
            raise HTTPError(HTTPStatus.NOT_FOUND)

    def refused_for(self, status: int) -> Refusal:
        """What kind of refusal this visitor reads."""
        if self._refusal is not None:
            return self._refusal
        visitor: Visitor | None = getattr(self, "visitor", None)
        refusal = super().refused_for(status)
        yours = visitor is None or visitor.is_coach or refusal is Refusal.WENT_WRONG
        return refusal if yours else Refusal.NOT_YOURS

    def _turn_away(self, nobody: NotLetIn) -> None:
        self._refusal = nobody.refusal
        if nobody.refusal is Refusal.LOG_IN and self.is_looked_at():
            self.set_header("Cache-Control", "no-store")
            here = quote(self.request.uri or "/", safe="")
            self.redirect(f"/login?next={here}", status=HTTPStatus.SEE_OTHER)
            return
        raise HTTPError(HTTPStatus.FORBIDDEN)

    def is_looked_at(self) -> bool:
        """Whether somebody wants to see a page, and no script or image asks."""
        asked = self.request.headers.get("Sec-Fetch-Dest")
        wanted = "text/html" in self.request.headers.get("Accept", "text/html")
        return self.request.method == "GET" and (wanted if asked is None else asked == "document")


class FromOurPages(Guarded):
    """Answers our own pages alone: what they send carries no XSRF token.

    A browser says of every request where it was made, and no website can change that; one that
    is too old for it names the site. Whoever says neither is no browser and no page of ours.
    """

    def check_xsrf_cookie(self) -> None:
        """Refuse whatever no page of ours has sent."""
        sent_from = self.request.headers.get("Sec-Fetch-Site")
        if sent_from is None:
            scheme, _, origin = self.request.headers.get("Origin", "").partition("://")
            here = scheme in {"http", "https"} and origin == self.request.host
            sent_from = "same-origin" if here else "elsewhere"
        if sent_from != "same-origin":
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def is_looked_at(self) -> bool:
        """What our pages ask for is no page."""
        return False
