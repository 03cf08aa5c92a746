"""The agenda of a session: its blocks with their time, and the buttons that move it on.

>>> agenda = Agenda(session, titles, now=now)
>>> agenda.on_press(lambda press: act(press.what, press.block, press.minutes))
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final, NamedTuple

import traitlets
from ipywidgets import CallbackDispatcher

from coachkit.documents.templating import fill
from coachkit.language.explaining import explain
from coachkit.language.speech import Speech, later_count
from coachkit.model.errors import CoachkitError
from coachkit.model.sessions import MINUTE, Session, SessionBlock
from coachkit.widgets.browser_parts import module, style
from coachkit.widgets.clock import Timed, both_forms

EXTENSIONS: Final = (2, 5)
"""Minutes that a block can be given at a press."""


class Pressed(StrEnum):
    """What was asked for."""

    START = "start"
    NEXT = "next"
    BACK = "back"
    GO = "go"
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"


class Press(NamedTuple):
    """A press: what for; of ``GO`` the block, of ``EXTEND`` the minutes."""

    what: Pressed
    block: str | None = None
    minutes: int | None = None


class Agenda(Timed):
    """Blocks, what is left of the one that is on, and what can be done. Presses are only told.

    ``read_only``: it is looked at, nothing can be pressed. ``problem``: why the last press came to
    nothing, until it is set to ``None`` or the session changes.
    """

    _esm: Final = module("pieces", "time", "agenda")
    _css: Final = style("pieces", "clock")

    read_only = traitlets.Bool(default_value=False)
    problem = traitlets.Instance(CoachkitError, allow_none=True)

    def __init__(self, *args: Any, **traits: Any) -> None:
        self._presses = CallbackDispatcher()
        super().__init__(*args, **traits)
        self.observe(lambda _: self._show(), ["read_only", "problem"])

    def on_press(self, act: Callable[[Press], None], *, remove: bool = False) -> None:
        """Call ``act`` with every :class:`Press`."""
        self._presses.register_callback(act, remove=remove)

    def press(self, press: Press) -> None:
        """Do as if that had been pressed."""
        self._presses(press)

    @property
    def still(self) -> str:
        """The blocks with their minutes and states."""
        return fill(
            "widgets/agenda_still.html.j2",
            self.language,
            label=self.face["words"]["agenda"],
            blocks=self.face["blocks"],
            done=self.face["words"]["done"],
            on=self.face["words"]["on"],
        )

    @traitlets.observe("session")
    def _forget_problem(self, _: Any) -> None:
        self.problem = None

    def _face(self, speech: Speech) -> dict[str, Any]:
        titles = self._titles(speech)
        problem = "" if self.problem is None else explain(self.problem, speech.language)
        return {
            "language": speech.language,
            "still": self.read_only,
            "open": self.session.started and not self.session.over,
            "problem": problem,
            "blocks": [
                _block(block, titles.get(block.key, block.key), self.session)
                for block in self.session.blocks
            ],
            "buttons": _buttons(self.session, speech),
            "words": _words(speech),
        }

    def _hear(self, widget: Any, content: Any, buffers: Any) -> None:
        super()._hear(widget, content, buffers)
        if not self.read_only and isinstance(content, dict) and "press" in content:
            press = _understood(content, self.session)
            if press is not None:
                self.press(press)


def _understood(content: dict[str, Any], session: Session) -> Press | None:
    """A press as the browser tells it; ``None`` where there is no such button."""
    what, block, minutes = (content.get(name) for name in ("press", "block", "minutes"))
    if what not in list(Pressed):
        return None
    if what == Pressed.GO:
        known = [one.key for one in session.blocks]
        return Press(Pressed.GO, block=block) if block in known else None
    if what == Pressed.EXTEND:
        return Press(Pressed.EXTEND, minutes=minutes) if minutes in EXTENSIONS else None
    return Press(Pressed(what))


def _block(block: SessionBlock, name: str, session: Session) -> dict[str, Any]:
    here = block.key == session.current
    state = "now" if here else "done" if block.done else "ahead"
    minutes = round(block.allotted / MINUTE)
    return {"key": block.key, "name": name, "minutes": minutes, "state": state}


def _buttons(session: Session, speech: Speech) -> list[dict[str, Any]]:
    """What can be pressed now; one of them is the way on."""
    if session.over:
        return []
    if not session.started:
        return [_button(Pressed.START, speech.say("Begin"), primary=True)]
    keys = [block.key for block in session.blocks]
    first, last = session.current == keys[0], session.current == keys[-1]
    on = (
        _button(Pressed.END, speech.say("End the session"), primary=True)
        if last
        else _button(Pressed.NEXT, speech.say("Next"), primary=True)
    )
    halt = (
        _button(Pressed.RESUME, speech.say("Go on"))
        if session.paused
        else _button(Pressed.PAUSE, speech.say("Pause"))
    )
    back = _button(Pressed.BACK, speech.say("Back"), off=first)
    return [back, on, *(_extension(minutes, speech) for minutes in EXTENSIONS), halt]


def _extension(minutes: int, speech: Speech) -> dict[str, Any]:
    text = speech.say("+%(n)s\N{NO-BREAK SPACE}min", n=minutes)
    label = speech.say("%(text)s for this block", text=text)
    return {**_button(Pressed.EXTEND, text, minutes=minutes), "label": label}


def _button(
    what: Pressed,
    text: str,
    *,
    primary: bool = False,
    off: bool = False,
    minutes: int | None = None,
) -> dict[str, Any]:
    return {
        "key": what.value if minutes is None else f"{what.value}-{minutes}",
        "what": what.value,
        "text": text,
        "label": None,
        "primary": primary,
        "off": off,
        "minutes": minutes,
    }


def _words(speech: Speech) -> dict[str, Any]:
    return {
        "agenda": speech.say("Agenda"),
        "done": speech.say_in("block of a session", "done"),
        "on": speech.say_in("block of a session", "on now"),
        "minutes": both_forms(speech, later_count("%(n)s minute", "%(n)s minutes", "n")),
        "minutes_left": both_forms(
            speech, later_count("%(n)s minute left", "%(n)s minutes left", "n")
        ),
        "minutes_over": both_forms(
            speech, later_count("%(n)s minute over", "%(n)s minutes over", "n")
        ),
    }
