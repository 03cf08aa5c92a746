"""The seven points in three blocks: what we say, how we listen and answer, how it becomes a habit.

A point at a time, an example beside it; each sentence is a decision of its own.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import ClassVar, Final

from ipywidgets import Widget

from coachkit.documents import session_aims as panels
from coachkit.language.findings import Finding
from coachkit.language.points_said import (
    ladder_said,
    point_example,
    point_gaps,
    points_finding,
    presence_said,
    stale_tools_said,
    turns_said,
)
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import point_name
from coachkit.model.audit import Audit
from coachkit.model.languages import Language
from coachkit.model.policies import Guideline, Policies
from coachkit.model.strategy import CommunicationGoal, Point, Statement, Strategy
from coachkit.sessions.known_names import known_names
from coachkit.sessions.review_button import ReviewButton
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import As, Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.policy_forms import GUIDELINE
from coachkit.widgets.session_forms import TOOLS
from coachkit.widgets.strategy_forms import folding, only, statements
from coachkit.widgets.sub_steps import SubSteps

_STATEMENTS: Final = "statements"
_LADDER: Final = "ladder"
_TOOLS: Final = "tools"


class PointsScreen(Screen):
    """The sentences of some of the seven points, a point at a time. ``points``: which."""

    points: ClassVar[tuple[Point, ...]] = ()

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.facts = Panel()
        self.forms = {point: self._form(point) for point in self.points}
        self.steps = SubSteps(self.parts())
        self.review = ReviewButton(desk, self._said, self.redraw)
        self.body.children = (self.facts, self.steps, self.review.body)
        self.redraw()

    def parts(self) -> Mapping[str, Widget]:
        """What is gone to step by step."""
        return {point.value: form for point, form in self.forms.items()}

    def answer(self) -> Finding | None:
        """How many of the points have their sentence, and what each lacks."""
        strategy, today = self.desk.the(Strategy), self.desk.today
        return points_finding(strategy, self.points, today, self.speech)

    def known_already(self) -> tuple[str, ...]:
        """What the client's plan says to it."""
        return ()

    def show(self) -> None:
        """With a sentence to begin with, where a point has none."""
        super().show()
        for form in self.forms.values():
            form.begin_row(_STATEMENTS)

    def redraw(self) -> None:
        """Which points are whole."""
        self.facts.value = panels.facts(self.known_already(), self.language)
        self.steps.named(self.names())
        self.review.redraw(self.speech)

    def names(self) -> dict[str, str]:
        """What the steps are called; a tick where nothing is missing."""
        strategy, today = self.desk.the(Strategy), self.desk.today
        return {
            point.value: _ticked(
                point_name(point, self.speech), done=not point_gaps(strategy, point, today)
            )
            for point in self.points
        }

    def _form(self, point: Point) -> Form:
        form = self.form(
            point.value, Strategy, lambda: self._hints(point), known=lambda: known_names(self.desk)
        )
        form.add_class("ck-of-step")
        return form

    def _hints(self, point: Point) -> Hints:
        return _point_hints(point, self.desk.the(Strategy).communication_goals)

    def _said(self, strategy: Strategy) -> tuple[Statement, ...]:
        return tuple(one for one in strategy.statements if one.point in self.points)


class MessagesScreen(PointsScreen):
    """What we say, where they meet it, in which shape."""

    points = (Point.MESSAGE, Point.PLACES, Point.PACKAGING)


class AnsweringScreen(PointsScreen):
    """What is watched, who answers how fast, and whom to call when it is hard."""

    points = (Point.LISTENING, Point.ANSWERING)

    def parts(self) -> Mapping[str, Widget]:
        """After the two points the ladder of whom to call."""
        self.ladder = self.part_form(
            _LADDER,
            Policies,
            lambda: _LADDER_HINTS,
            lambda policies: policies.guideline,
            _with_guideline,
            known=lambda: known_names(self.desk),
        )
        return {**super().parts(), _LADDER: Stack([self.ladder])}

    def answer(self) -> Finding | None:
        """Also whether there is somebody to call."""
        finding = super().answer()
        if finding is None:
            return None
        calls = ladder_said(self.desk.the(Policies).guideline, self.speech)
        return finding.changed(detail=" ".join(filter(None, [finding.detail, calls])))

    def show(self) -> None:
        """With a situation to begin with."""
        super().show()
        self.ladder.begin_row("situations")

    def known_already(self) -> tuple[str, ...]:
        """The time for it that the plan keeps."""
        return presence_said(self.desk.request, self.speech)

    def names(self) -> dict[str, str]:
        """With the ladder, which is whole when each situation says whom to call."""
        guideline = self.desk.the(Policies).guideline
        whole = bool(guideline.situations) and not ladder_said(guideline, self.speech)
        title = self.speech.say_in("field", "Whom to call")
        return {**super().names(), _LADDER: _ticked(title, done=whole)}


class RhythmScreen(PointsScreen):
    """Who makes what in which week, and the day when it is looked at again."""

    points = (Point.ROUTINE, Point.DEVELOPMENT)

    def parts(self) -> Mapping[str, Widget]:
        """After the two points the tools, which have to be known for any of it."""
        self.tools = self.form(_TOOLS, Audit, lambda: TOOLS, known=lambda: known_names(self.desk))
        self.tools.add_class("ck-of-step")
        return {**super().parts(), _TOOLS: self.tools}

    def show(self) -> None:
        """With a tool to begin with."""
        super().show()
        self.tools.begin_row("tools")

    def names(self) -> dict[str, str]:
        """With the tools, which are whole when somebody has looked at each lately."""
        audit = self.desk.the(Audit)
        named = any(tool.name for tool in audit.tools)
        whole = named and not stale_tools_said(audit, self.desk.today, self.speech)
        title = self.speech.say_in("field", "Our tools")
        return {**super().names(), _TOOLS: _ticked(title, done=whole)}

    def known_already(self) -> tuple[str, ...]:
        """How far turns are apart, whose is the first, when we look at it again; stale tools."""
        strategy, request = self.desk.the(Strategy), self.desk.request
        locked = () if request is None else sorted(request.locked_weeks, key=lambda one: one.week)
        first = [one.owner for one in locked]
        first += [one.owner for one in strategy.said_of(Point.ROUTINE)]
        days = [one.review_on for one in self._said(strategy) if one.review_on]
        turns = turns_said(request, first, min(days, default=None), self.speech)
        return (*turns, *stale_tools_said(self.desk.the(Audit), self.desk.today, self.speech))


def _ticked(name: str, *, done: bool) -> str:
    return f"✓ {name}" if done else name


def _with_guideline(policies: Policies, guideline: Guideline) -> Policies:
    return policies.changed(guideline=guideline)


@lru_cache(maxsize=32)
def _point_hints(point: Point, goals: tuple[CommunicationGoal, ...]) -> Hints:
    cards = statements(point, Strategy(communication_goals=goals))[_STATEMENTS]
    within = dict(cards.within)
    if point is Point.ROUTINE:
        within["owner"] = replace(within["owner"], label=_whose_turn)
    return {
        _STATEMENTS: replace(
            cards,
            help=partial(point_example, point),
            add=_one_more,
            within=folding(
                only(
                    within, "text", "owner", "review_on", "measure", "reason", "serves", "evidence"
                ),
                "measure",
                "reason",
                "serves",
                "evidence",
            ),
        )
    }


def _whose_turn(speech: Speech) -> str:
    return speech.say("Owner, and whose turn is first")


def _one_more(speech: Speech) -> str:
    return speech.say("One more sentence")


def _call(speech: Speech) -> str:
    return speech.say("When it is hard: whom to call, and in what time")


_LADDER_HINTS: Final[Hints] = {
    "situations": replace(
        GUIDELINE["situations"],
        kind=As.TABLE,
        label=_call,
        within=only(GUIDELINE["situations"].within, "situation", "call", "within"),
    )
}
