"""Writing cards: whose, what, Enter; in the room a line for each unit, the last cards below."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from coachkit.documents import idea_pages as pages
from coachkit.language.speech import Speech
from coachkit.model.errors import CoachkitError, InvalidValue
from coachkit.model.ideas import IdeaBoard
from coachkit.model.languages import Language
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack

ANOTHER: Final = ""
"""The choice of a unit that no list has."""

NOBODY: Final = "-"
"""Nobody was chosen yet."""


class UnitChoice:
    """Whose cards these are: one of those that are known, or one by its own name."""

    def __init__(self, heard: Callable[[], None] = lambda: None) -> None:
        self._deaf = False
        self._heard = heard
        self.which = fields.choice([("–", NOBODY)])
        self.other = fields.text()
        self.body = fields.band(self.which, self.other)
        self.which.observe(self._chosen, "value")
        self.other.observe(lambda _: self._tell(), "value")
        fields.shown(self.other, there=False)

    @property
    def unit(self) -> str:
        """The unit's name; empty as long as nobody has said it."""
        if self.which.value == NOBODY:
            return ""
        return str(self.other.value if self.which.value == ANOTHER else self.which.value).strip()

    def redraw(self, known: tuple[str, ...], speech: Speech) -> None:
        """Offer those; what is chosen stays."""
        options = (
            (speech.say("Choose …"), NOBODY),
            *((one, one) for one in known),
            (speech.say("Another one"), ANOTHER),
        )
        self._deaf = True
        try:
            self.which.description = speech.say("Unit")
            self.other.description = speech.say("Its name")
            if self.which.options != options:
                here = self.which.value
                self.which.options = options
                self.which.value = here if here in {key for _, key in options} else NOBODY
        finally:
            self._deaf = False
        fields.shown(self.other, there=self.which.value == ANOTHER)

    def _chosen(self, _: Any) -> None:
        fields.shown(self.other, there=self.which.value == ANOTHER)
        self._tell()

    def _tell(self) -> None:
        if not self._deaf:
            self._heard()


class WriteStep(Stack):
    """A line for each unit; Enter keeps what stands in it.

    ``write`` keeps a text of a unit as a card, or raises :class:`InvalidValue`. ``tried`` does
    something that may be refused. ``half``: what was half typed when the page was left, by unit;
    ``typed`` is told of it with each letter.
    """

    def __init__(
        self,
        write: Callable[[str, str], object],
        tried: Callable[[Callable[[], None]], None],
        half: Mapping[str, Any],
        typed: Callable[[Mapping[str, str]], None],
    ) -> None:
        self._write, self._tried, self._typed = write, tried, typed
        self._half = {unit: text for unit, text in half.items() if isinstance(text, str)}
        self.lines: dict[str, Any] = {}
        self.units = Stack([])
        self.units.add_class("ck-idea-units")
        self.add = fields.button(lambda: tried(self._add_all), primary=True)
        self.other = fields.text(kind="ck-idea-other")
        self.begin = fields.button(lambda: tried(self._begin))
        fields.entered(self.other, lambda: tried(self._begin))
        self.more = fields.band(self.add, self.other, self.begin)
        self.last = Panel()
        super().__init__([self.units, self.more, self.last])

    def redraw(
        self, board: IdeaBoard, known: Sequence[str], language: Language, speech: Speech
    ) -> None:
        """A line for each of the units, and the newest cards; what is half typed stays."""
        units = list(dict.fromkeys((*known, *self._half, *self.lines)))
        for unit in units:
            if unit not in self.lines:
                self.lines[unit] = self._line(unit)
            self.lines[unit].placeholder = speech.say("One thought, then Enter")
        shown = [self.lines[unit] for unit in units]
        if list(self.units.children) != shown:
            self.units.children = shown
        self.add.description = speech.say("Put it on the board")
        self.other.description = speech.say("Another unit")
        self.begin.description = speech.say("Give it a line")
        fields.shown(self.add, there=bool(units))
        self.last.value = pages.cards(board, language)

    def _line(self, unit: str) -> Any:
        field = fields.text(self._half.get(unit, ""))
        field.description = unit
        fields.entered(field, lambda: self._tried(lambda: self._keep(unit)))
        field.observe(lambda _: self._tell(), "value")
        return field

    def _keep(self, unit: str) -> None:
        field = self.lines[unit]
        if field.value.strip():
            self._write(field.value, unit)
            field.value = ""

    def _add_all(self) -> None:
        """Every line that has something; what cannot be kept stays where it was typed."""
        refused: CoachkitError | None = None
        for unit in tuple(self.lines):
            try:
                self._keep(unit)
            except CoachkitError as error:
                refused = error
        if refused is not None:
            raise refused

    def _begin(self) -> None:
        name = self.other.value.strip()
        if not name:
            raise InvalidValue("no_unit")
        known = next((one for one in self.lines if one.casefold() == name.casefold()), name)
        if known not in self.lines:
            self.lines[known] = self._line(known)
            self.units.children = list(self.lines.values())
        self.other.value = ""

    def _tell(self) -> None:
        self._typed({unit: one.value for unit, one in self.lines.items() if one.value})
