"""The clock of a session, and what it shares with the agenda: moments in, seconds in the browser.

>>> clock = Clock(session, titles, now=now)
>>> clock.session = extend(session, "channels", 5, now())
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import anywidget
import traitlets

from coachkit.documents.templating import fill
from coachkit.language.speech import Counted, Speech, later_count, speak
from coachkit.model.languages import LANGUAGES
from coachkit.model.session_time import clock
from coachkit.model.sessions import MINUTE, Session
from coachkit.widgets.browser_parts import module, style

Titles = Callable[[Speech], Mapping[str, str]]
"""What each block is called, by its key, in the language that is asked for."""


class Timed(anywidget.AnyWidget):
    """What shows the time of a session.

    ``session``: set it whenever it has changed. ``now``: what time it is, asked only when a
    browser wants to know by how much its own clock differs. ``language`` may change at any time.
    """

    session = traitlets.Instance(Session)
    language = traitlets.Enum(LANGUAGES, default_value="en")
    times = traitlets.Dict().tag(sync=True)
    face = traitlets.Dict().tag(sync=True)

    def __init__(
        self, session: Session, titles: Titles, *, now: Callable[[], datetime], **traits: Any
    ) -> None:
        self._titles, self._now = titles, now
        super().__init__(session=session, **traits)
        self._show()
        self.observe(lambda _: self._show(), ["session", "language"])
        self.on_msg(self._hear)

    @property
    def still(self) -> str:
        """It as HTML, for a page that is read without a browser."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        live, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {"text/html": self.still, **live}, metadata

    def _show(self) -> None:
        with self.hold_sync():
            self.times = moments(self.session)
            self.face = self._face(speak(self.language))

    def _face(self, speech: Speech) -> dict[str, Any]:
        """What the browser says, in one language."""
        raise NotImplementedError

    def _hear(self, _: Any, content: Any, __: Any) -> None:
        if isinstance(content, dict) and content.get("ask") == "now":
            self.send({"now": _ms(self._now()), "sent": content.get("sent")})


class Clock(Timed):
    """Minutes and seconds left of a session, running by themselves.

    ``with_block``: the block that is on is shown too, which beside an agenda would be said twice.
    """

    _esm: Final = module("pieces", "time", "clock")
    _css: Final = style("pieces", "clock")

    with_block = traitlets.Bool(default_value=True)

    @property
    def still(self) -> str:
        """How long the session is, and which block is on: time does not stand still on paper."""
        speech = speak(self.language)
        minutes = self.session.length // MINUTE
        return fill(
            "widgets/clock_still.html.j2",
            self.language,
            length=speech.count("%(n)s minute", "%(n)s minutes", minutes),
            block=self.face["names"].get(self.session.current, ""),
        )

    def _face(self, speech: Speech) -> dict[str, Any]:
        return {
            "language": speech.language,
            "withBlock": self.with_block,
            "names": dict(self._titles(speech)),
            "words": _words(speech),
        }


def moments(session: Session) -> dict[str, Any]:
    """What the time of a session follows from, for a browser: milliseconds, and its own seconds.

    ``least``: a second that it is past in any case. ``blockEnds``: the second at which the block
    that is on has had its time.
    """
    started = session.started_at
    here = None if session.current is None else session.block(session.current)
    # of a block that is on, seconds spent and seconds passed grow alike: any moment will do
    shown = None if started is None else clock(session, session.ended_at or started)
    return {
        "started": _ms(started),
        "ended": _ms(session.ended_at),
        "pauses": [[_ms(one.since), _ms(one.until)] for one in session.pauses],
        "paused": session.paused,
        "length": session.length,
        "least": 0 if started is None else session.second(started),
        "block": session.current,
        "blockLength": None if here is None else here.allotted,
        "blockEnds": None if here is None or shown is None else shown.second + shown.block_left,
    }


def both_forms(speech: Speech, said: Counted) -> list[str]:
    """A text for one and for many, for a browser to choose from and to fill in."""
    return [speech.ngettext(said.one, said.many, n) for n in (1, 2)]


def _ms(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp() * 1000)


def _words(speech: Speech) -> dict[str, Any]:
    return {
        "clock": speech.say("Clock"),
        "track": speech.say("Minutes of the session"),
        "block_track": speech.say("Minutes of this block"),
        "ahead": speech.say("not begun yet"),
        "ended": speech.say("the session is over"),
        "paused": speech.gettext("left of %(minutes)s minutes · paused"),
        "of_all": speech.gettext("left of %(minutes)s minutes"),
        "over_all": speech.gettext("over %(minutes)s minutes"),
        "block_left": speech.gettext("%(time)s left"),
        "block_over": speech.gettext("%(time)s over"),
        "minutes_left": both_forms(
            speech, later_count("%(n)s minute left.", "%(n)s minutes left.", "n")
        ),
        "over_minutes": both_forms(
            speech,
            later_count("%(n)s minute over the time.", "%(n)s minutes over the time.", "n"),
        ),
        "block_minutes_left": both_forms(
            speech,
            later_count(
                "%(n)s minute left for “%(block)s”.", "%(n)s minutes left for “%(block)s”.", "n"
            ),
        ),
        "block_is_over": speech.gettext("The time for “%(block)s” is over."),
    }
