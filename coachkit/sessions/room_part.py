"""Who is in the room: a name only with a yes, and whoever was announced in the client's form."""

from typing import Final

from coachkit.documents import session_first as panels
from coachkit.language.strategy_fields import field_name
from coachkit.model import session_record
from coachkit.model.intake import Attending, Intake
from coachkit.model.sessions import Attendee, Session
from coachkit.sessions.known_names import known_names
from coachkit.sessions.prefilling import attendees_from_intake
from coachkit.sessions.session_screens import Screen
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import PEOPLE

PRESENT: Final[Hints] = {
    "attendees": Hint(
        As.TABLE,
        lambda speech: speech.say("Who is here"),
        help=lambda speech: speech.say("A name only with a yes. The role is enough."),
        add=lambda speech: speech.say("One more person"),
        within={
            "consent": Hint(
                As.TICK, lambda speech: field_name(Attending, "consents", speech), wide=1.2
            ),
            "name": Hint(
                As.LINE,
                lambda speech: field_name(Attending, "name", speech),
                suggest=PEOPLE,
                wide=2,
            ),
            "role": Hint(As.LINE, lambda speech: field_name(Attending, "role", speech), wide=2),
        },
    )
}
"""Who is in the room, of a :class:`Session`."""


class RoomPart(Stack):
    """A part of a session's first screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        # A name that nobody has agreed to must not be kept, not even half filled in.
        self.present = screen.part_form(
            "attendees",
            Session,
            lambda: PRESENT,
            lambda session: session,
            lambda session, new: session_record.attend(session, new.attendees),
            known=lambda: known_names(screen.desk),
            keeps_half=False,
        )
        self.announced = Panel()
        self.take_announced = fields.button(self._take_announced)
        super().__init__([self.announced, fields.band(self.take_announced), self.present])

    @property
    def name(self) -> str:
        """What the step is called, with how many are here."""
        speech = self._screen.speech
        here, name = len(self._screen.desk.session.attendees), speech.say("Who is here")
        return f"{name} · {speech.number(here)}" if here else name

    def draw(self) -> None:
        """Who has announced themselves, as it is now."""
        speech, coming = self._screen.speech, self._announced()
        there = bool(coming) and not self._screen.desk.read_only
        fields.shown(self.take_announced, there=there)
        self.take_announced.description = speech.say("Take them over")
        self.announced.value = panels.guide(
            speech.count(
                "%(n)s person is announced in the client's form.",
                "%(n)s people are announced in the client's form.",
                len(coming),
            )
            if coming
            else "",
            self._screen.language,
        )

    def _announced(self) -> tuple[Attendee, ...]:
        """Those of the client's form who are not here yet; named if they agree to it."""
        desk = self._screen.desk
        return () if desk.session.attendees else attendees_from_intake(desk.the(Intake))

    def _take_announced(self) -> None:
        desk = self._screen.desk
        desk.write(session_record.attend(desk.session, self._announced()), "attendees")
