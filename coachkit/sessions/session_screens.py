"""A screen of a session: what one block asks, and the forms that are filled in on it.

Each block of a run sheet names its form; the screen of that name shows it. A screen tells the desk
what was entered and is told what has become otherwise, by whomever.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, speak
from coachkit.model.drafts import Drafts
from coachkit.model.languages import Language
from coachkit.model.values import Value
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.form_schema import Known
from coachkit.widgets.panel import Stack

V = TypeVar("V", bound=Value)
P = TypeVar("P", bound=Value)
HintsOf = Callable[[], Hints]
"""The hints of a form as the values are now: what may be chosen follows from them."""


class Screen:
    """What a block shows below its question.

    ``body``: its widgets. A screen builds them in ``__init__``, once, and keeps them: it overrides
    :meth:`redraw` where more than its forms depends on the values or the language, and
    :meth:`answer` to say in a sentence what its entries come to.
    """

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        self.desk, self.block, self.language = desk, block, language
        self.body = Stack([])
        self.body.add_class("ck-screen")
        self._bound: list[_Bound] = []

    @property
    def speech(self) -> Speech:
        """The language that is spoken now."""
        return speak(self.language)

    # ── What a screen says and does ─────────────────────────────────────────────────────────────

    def answer(self) -> Finding | None:
        """What the entries come to, as the sentence below the question; ``None`` for the lead."""
        return None

    def redraw(self) -> None:
        """Show what depends on values or language and is no form. Called after every change."""

    def lay_open(self) -> None:
        """Show what is otherwise found when somebody looks: it is about to be read as a whole."""

    # ── Forms ───────────────────────────────────────────────────────────────────────────────────

    def form(
        self, name: str, kind: type[V], hints: HintsOf, *, known: Callable[[], Known] | None = None
    ) -> Form:
        """A form over the whole value of that kind, showing what ``hints`` say.

        ``name``: of the form within its screen; half-filled fields are kept under it.
        """
        return self._bind(name, kind, hints, lambda whole: whole, lambda _, new: new, known)

    def part_form(  # noqa: PLR0913 - a part is known by all of this
        self,
        name: str,
        kind: type[V],
        hints: HintsOf,
        get: Callable[[V], P],
        put: Callable[[V, P], V],
        *,
        known: Callable[[], Known] | None = None,
        keeps_half: bool = True,
    ) -> Form:
        """A form over a part of the value of that kind: ``get`` takes it out, ``put`` puts it back.

        ``keeps_half``: whether fields that are not right yet outlive the page; not where they may
        hold what nobody has consented to.

        >>> screen.part_form("question", Strategy, lambda: QUESTION,
        ...     lambda s: s.question, lambda s, question: s.changed(question=question))
        """
        return self._bind(name, kind, hints, get, put, known, keeps_half=keeps_half)

    def _bind(  # noqa: PLR0913, PLR0917 - as above
        self,
        name: str,
        kind: type[Any],
        hints: HintsOf,
        get: Callable[[Any], Any],
        put: Callable[[Any, Any], Any],
        known: Callable[[], Known] | None,
        *,
        keeps_half: bool = True,
    ) -> Form:
        bound = _Bound(self, f"{self.block}.{name}", kind, hints, get, put, known)
        if keeps_half:
            bound.keep_half()
        self._bound.append(bound)
        return bound.form

    # ── What the page tells ─────────────────────────────────────────────────────────────────────

    def show(self) -> None:
        """It is about to be seen: everything as it is now."""
        self.changed([])

    def changed(self, kinds: Sequence[type[Value]]) -> None:
        """Values of these kinds are others now, entered here or elsewhere."""
        for bound in self._bound:
            bound.renew(kinds)
        self.redraw()

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.language = language
        for bound in self._bound:
            bound.form.language = language
        self.redraw()


class _Bound:
    """A form and the part of the desk's values that it fills in."""

    def __init__(  # noqa: PLR0913, PLR0917 - as above
        self,
        screen: Screen,
        name: str,
        kind: type[Any],
        hints: HintsOf,
        get: Callable[[Any], Any],
        put: Callable[[Any, Any], Any],
        known: Callable[[], Known] | None,
    ) -> None:
        self._desk, self._name, self._kind = screen.desk, name, kind
        self._hints, self._get, self._put, self._known = hints, get, put, known
        self._deaf = False
        value = get(self._desk.the(kind))
        told = known() if known else {}
        self.form = Form(
            value, hints(), known=told, language=screen.language, read_only=screen.desk.read_only
        )
        self.form.observe(self._entered, "value")

    def keep_half(self) -> None:
        """Take up what was half filled, and keep it from now on."""
        half = self._desk.the(Drafts).of(self._name)
        if half is not None:
            self._deaf = True
            self.form.entries = {**self.form.entries, **half}
            self._deaf = False
        self.form.observe(self._typed, ["entries", "errors"])

    def renew(self, kinds: Sequence[type[Value]]) -> None:
        """Show the value as it is now, and what may be chosen now."""
        self._deaf = True
        try:
            value = self._get(self._desk.the(self._kind))
            if value != self.form.value:
                self.form.value = value
            if not kinds or set(kinds) - {Drafts}:
                self._choices()
        finally:
            self._deaf = False

    def _choices(self) -> None:
        hints = self._hints()
        if hints is not self.form.hints:
            self.form.hints = hints
        known = self._known() if self._known else {}
        if known != self.form.known:
            self.form.known = known

    def _entered(self, change: Any) -> None:
        if not self._deaf:
            whole = self._put(self._desk.the(self._kind), change["new"])
            self._desk.put(whole, self._name)

    def _typed(self, _: Any) -> None:
        half = dict(self.form.entries) if self.form.errors else None
        if self._deaf or (half is None and self._desk.the(Drafts).of(self._name) is None):
            return
        self._desk.draft(self._name, half)
