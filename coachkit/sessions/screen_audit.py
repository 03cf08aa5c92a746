"""The outside view: accounts, who talks about the client, how site and channels are linked."""

from dataclasses import replace
from functools import partial
from typing import Any, Final

from coachkit.documents import session_first as panels
from coachkit.documents import session_pages as pages
from coachkit.language.findings import Finding
from coachkit.language.first_screens import audit_said, prefilled_said
from coachkit.language.speech import Speech
from coachkit.language.strategy_fields import field_name
from coachkit.model.audit import Audit
from coachkit.model.errors import CoachkitError
from coachkit.model.intake import Intake
from coachkit.model.languages import Language
from coachkit.sessions import autosave
from coachkit.sessions.known_names import known_names
from coachkit.sessions.screen_links import LinkGrid
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import As, Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import AUDIT, only, rows_in_short
from coachkit.widgets.sub_steps import SubSteps

_PAINTED: Final = 0.05
"""Seconds after which a browser has shown that something is being worked on."""

_SHORT: Final[dict[str, Hints]] = {
    "accounts": rows_in_short(AUDIT, "accounts", "channel", "handle", "owner", "verdict"),
    "mentions": rows_in_short(AUDIT, "mentions", "where", "how", "how_often", "who"),
}
"""What is asked in the room; the rest is there to be opened."""

_WHOLE: Final[dict[str, Hints]] = {
    "accounts": only(AUDIT, "accounts"),
    "mentions": {"mentions": replace(AUDIT["mentions"], kind=As.CARDS)},
}

_STATE: Final[Hints] = only(AUDIT, "summary", "on")


class AuditScreen(Screen):
    """Three things to look at, and what they come to in two sentences."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._tried = False
        self.told, self.working, self.imported = Panel(), Panel(), Panel()
        self.fill = fields.button(self.fill_in)
        self.short = {name: self._form(name, _SHORT[name]) for name in _SHORT}
        self.whole = {name: self._form(f"{name}-whole", _WHOLE[name]) for name in _WHOLE}
        self.state = self._form("state", _STATE)
        self.links = LinkGrid(desk, language, partial(desk.put, because="links"))
        self._opened: set[str] = set()
        self.openers = {
            name: fields.button(partial(self._open, name), quiet=True) for name in _SHORT
        }
        self._parts = {name: Stack([]) for name in _SHORT}
        self.steps = SubSteps({**self._parts, "links": self.links, "state": Stack([self.state])})
        self.body.children = (
            fields.band(self.told, self.fill, kind="ck-known"),
            self.working,
            self.steps,
        )
        for name in _SHORT:
            self._lay_out(name)
        self.redraw()

    def answer(self) -> Finding | None:
        """How much there is, and what is open."""
        return audit_said(self.desk.the(Audit), self.speech)

    def show(self) -> None:
        """It is about to be seen; what is known is filled in the first time, if nothing is there.

        A page is painted before that: reading imported files may take a second.
        """
        super().show()
        empty = self.desk.the(Audit) == Audit()
        if self._tried or not empty or self.desk.read_only or not self.desk.session.started:
            return
        self.fill_in()

    def fill_in(self) -> None:
        """Fill in what the intake and the imported files know, and say so meanwhile."""
        self._tried = True
        self.working.value = pages.said(
            self.speech.say("Reading what is known already …"), self.language
        )
        loop = autosave.running_loop()
        if loop is None:
            self._fill_in_now()
        else:
            loop.call_later(_PAINTED, self._fill_in_now)

    def redraw(self) -> None:
        """What came from elsewhere, how much there is in each step, and the grid."""
        speech, audit = self.speech, self.desk.the(Audit)
        said = prefilled_said(audit, self.desk.the(Intake), speech)
        self.told.value = panels.guide(said, self.language)
        self.fill.description = speech.say("Fill in what is known")
        fields.shown(self.fill, there=not self.desk.read_only)
        self.imported.value = panels.imported(audit.mentions, self.language)
        self.links.draw(self.language)
        self.steps.named(
            {
                "accounts": _counted(speech.say("Accounts"), len(audit.accounts), speech),
                "mentions": _counted(speech.say("Mentions"), len(audit.mentions), speech),
                "links": field_name(Audit, "links", speech),
                "state": speech.say("In two sentences"),
            }
        )
        for name, opener in self.openers.items():
            opener.description = (
                speech.say("Fewer fields") if name in self._opened else speech.say("More fields")
            )

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.working.value = ""
        super().speak(language)

    def _form(self, name: str, hints: Hints) -> Form:
        return self.part_form(
            name,
            Audit,
            lambda: hints,
            lambda audit: audit,
            lambda audit, new: self._looked_at(
                audit.changed(**{field: getattr(new, field) for field in hints})
            ),
            known=lambda: known_names(self.desk),
        )

    def _looked_at(self, audit: Audit) -> Audit:
        """The day on which somebody looked is the day of the session, until they say otherwise."""
        return audit if audit.on is not None else audit.changed(on=self.desk.today)

    def _fill_in_now(self) -> None:
        try:
            self.desk.fill_in_audit()
        except CoachkitError as error:
            self.working.value = pages.refused(error, self.language)
            return
        known = prefilled_said(self.desk.the(Audit), self.desk.the(Intake), self.speech)
        nothing = self.speech.say("Nothing is known yet from a form or a file.")
        self.working.value = pages.said("" if known else nothing, self.language)

    def _open(self, name: str) -> None:
        self._opened ^= {name}
        self._lay_out(name)
        self.redraw()

    def _lay_out(self, name: str) -> None:
        form = (self.whole if name in self._opened else self.short)[name]
        below: list[Any] = [self.imported] if name == "mentions" else []
        self._parts[name].children = (form, fields.band(self.openers[name]), *below)


def _counted(name: str, n: int, speech: Speech) -> str:
    return f"{name} · {speech.number(n)}" if n else name
