"""A button that gives every decision of a screen its review day, where it has none yet."""

from collections.abc import Callable, Iterable

from coachkit.language.speech import Speech
from coachkit.model.deciding import Decision
from coachkit.model.review_days import last_review_day, review_all
from coachkit.model.strategy import Strategy
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields


class ReviewButton:
    """``of``: the decisions of a strategy that stand on the screen. ``body``: its widget.

    ``pressed``: hears that the day was given.
    """

    def __init__(
        self,
        desk: SessionDesk,
        of: Callable[[Strategy], Iterable[Decision]],
        pressed: Callable[[], None],
    ) -> None:
        self._desk, self._of, self._pressed = desk, of, pressed
        self.button = fields.button(self.press)
        self.body = fields.band(self.button)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The keys of the decisions that have no day yet."""
        return tuple(one.key for one in self._of(self._desk.the(Strategy)) if not one.review_on)

    def press(self) -> None:
        """All of them are looked at on the last working day within three months."""
        day = last_review_day(self._desk.today)
        strategy = self._desk.the(Strategy)
        self._desk.put(review_all(strategy, self.waiting, day), "review days")
        self._pressed()

    def redraw(self, speech: Speech) -> None:
        """Say the day; out of sight where nothing waits for one."""
        day = speech.day(last_review_day(self._desk.today))
        self.button.description = speech.say("Look at all of it again on %(day)s", day=day)
        fields.shown(self.body, there=bool(self.waiting) and not self._desk.read_only)
