"""The plan of action: at most seven things, each with who, when, a first step and a sign."""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Annotated, Final

from pydantic import Field

from coachkit.documents import session_pages as pages
from coachkit.documents.session_policies import one_press_away, quiet_line
from coachkit.language.actions_said import (
    actions_said,
    answer_that,
    decide_that,
    follow_ups_said,
)
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.model import session_record
from coachkit.model.actions import ActionPlan
from coachkit.model.actions_in_hand import from_hand, in_hand
from coachkit.model.deciding import Text
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.sessions import Session
from coachkit.model.values import Value
from coachkit.planning.follow_ups import follow_ups
from coachkit.sessions.known_names import known_names
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_jotting import jot_action
from coachkit.sessions.session_screens import Screen
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.session_forms import STEP_AND_SIGN, WHO_AND_WHEN
from coachkit.widgets.sub_steps import SubSteps

_AT_ONCE: Final = 3
"""Suggestions that are seen at once: what is pressed makes room for the next."""

_OF_THIS_BLOCK: Final = frozenset({"actions", "next_date"})
"""Decisions that this screen and the next take: no action of their own."""

_LONGEST: Final = 200

_meetings = cache(follow_ups)


class Answers(Value):
    """What is answered to the questions that were put aside, in their order."""

    answers: Annotated[tuple[Text, ...], Field(max_length=200)] = ()


class ActionsScreen(Screen):
    """Who does what until when; below it what is one press away, and when one meets again."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.promises = self._half("promises", WHO_AND_WHEN)
        self.first_steps = self._half("steps", STEP_AND_SIGN)
        self._asked: tuple[str, ...] = ()
        self._parked_hints = _parked_hints(())
        self.answers = self.part_form("answers", Session, self._answer_hints, _answers, _answered)
        self.steps = SubSteps(
            {"who": self.promises, "step": self.first_steps, "parked": self.answers}
        )
        self.outcome, self.suggest, self.meetings = Panel(), Panel(), Panel()
        self.suggestions = fields.band(
            *(fields.button(partial(self._take_offered, i)) for i in range(_AT_ONCE)),
            kind="ck-suggested",
        )
        self.body.children = (
            self.steps,
            self.outcome,
            Stack([self.suggest, self.suggestions]),
            self.meetings,
        )
        self._offered: tuple[tuple[str, str], ...] = ()
        self.redraw()

    def answer(self) -> Finding | None:
        """How many there are, and what the first of them lacks."""
        return actions_said(self.desk.the(ActionPlan), self.speech)

    def redraw(self) -> None:
        """What the steps are called, what is suggested, and when one meets again."""
        speech = self.speech
        self.outcome.value = pages.said("", self.language)
        names = {"who": speech.say("Who and when"), "step": speech.say("First step and sign")}
        parked = len(self.desk.session.parked)
        if parked:
            names["parked"] = speech.say("Questions for later · %(n)s", n=speech.number(parked))
        self.steps.named(names)
        self._suggest(tuple(self._open_ends(speech)))
        self.meetings.value = quiet_line(
            follow_ups_said(_meetings(self.desk.held_on, self.desk.client.country), speech),
            self.language,
        )

    # ── What is one press away ──────────────────────────────────────────────────────────────────

    def _open_ends(self, speech: Speech) -> Iterator[tuple[str, str]]:
        """What an action could be made of, with whose it would be: questions, then decisions."""
        plan = self.desk.the(ActionPlan)
        if not plan.room or self.desk.read_only:
            return
        known = {one.what for one in in_hand(plan).actions}
        for text, who in (*self._questions(speech), *self._undecided(speech)):
            if text[:_LONGEST] not in known:
                yield text[:_LONGEST], who

    def _questions(self, speech: Speech) -> Iterator[tuple[str, str]]:
        for one in self.desk.session.parked:
            if not one.answer:
                yield answer_that(one.text, speech), one.who

    def _undecided(self, speech: Speech) -> Iterator[tuple[str, str]]:
        words = self.desk.sheet.said(self.language).decisions
        for one in sorted(self.desk.undecided(), key=lambda one: not one.due):
            if one.key not in _OF_THIS_BLOCK:
                yield decide_that(words[one.key], speech), ""

    def _suggest(self, found: Sequence[tuple[str, str]]) -> None:
        self._offered = tuple(found[:_AT_ONCE])
        self.suggest.value = one_press_away(len(found), self.language)
        for i, button in enumerate(self.suggestions.children):
            there = i < len(self._offered)
            button.description = self._offered[i][0] if there else ""
            fields.shown(button, there=there)

    def _take_offered(self, i: int) -> None:
        if i < len(self._offered):
            self.take(*self._offered[i])

    def take(self, text: str, who: str = "") -> None:
        """Make an action of it; a refusal is said."""
        try:
            jot_action(self.desk, text, who)
        except CoachkitError as error:
            self.outcome.value = pages.refused(error, self.language)
            return
        self.steps.go("who")

    # ── The forms ───────────────────────────────────────────────────────────────────────────────

    def _half(self, name: str, hints: Hints) -> Form:
        return self.part_form(
            name,
            ActionPlan,
            lambda: hints,
            in_hand,
            lambda _, hand: from_hand(hand, self.desk.session.number),
            known=lambda: known_names(self.desk),
        )

    def _answer_hints(self) -> Hints:
        asked = tuple(one.text for one in self.desk.session.parked)
        if asked != self._asked:
            self._asked, self._parked_hints = asked, _parked_hints(asked)
        return self._parked_hints


def _parked_hints(asked: tuple[str, ...]) -> Hints:
    return {
        "answers": Hint(
            As.LINES, lambda speech: speech.say("Questions for later"), each=lambda _: asked
        )
    }


def _answers(session: Session) -> Answers:
    return Answers(answers=tuple(one.answer for one in session.parked))


def _answered(session: Session, said: Answers) -> Session:
    padded = (*said.answers, *("" for _ in session.parked))
    for one, answer in zip(session.parked, padded, strict=False):
        session = session_record.answer(session, one.key, answer)
    return session
