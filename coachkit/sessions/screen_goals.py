"""Goals: a tree from the business to the measure, read at a glance, written below it."""

from functools import lru_cache
from itertools import chain
from typing import Final

from coachkit.documents import session_aims as panels
from coachkit.language.findings import Finding
from coachkit.language.goals_said import goals_finding
from coachkit.language.speech import Speech
from coachkit.language.strategy_fields import field_name
from coachkit.model.languages import Language
from coachkit.model.strategy import BusinessGoal, CommunicationGoal, Profile, Strategy
from coachkit.sessions.known_names import known_names
from coachkit.sessions.review_button import ReviewButton
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.panel import Panel
from coachkit.widgets.strategy_forms import folded_rows, strategy_form
from coachkit.widgets.sub_steps import SubSteps

BUSINESS: Final = "business_goals"
COMMUNICATION: Final = "communication_goals"


class GoalsScreen(Screen):
    """The tree, and one kind of goals at a time below it."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.tree = Panel()
        self.forms = {name: self._form(name) for name in (BUSINESS, COMMUNICATION)}
        self.steps = SubSteps(self.forms)
        self.review = ReviewButton(desk, _goals, self.redraw)
        self.body.children = (self.tree, self.steps, self.review.body)
        self.redraw()

    def answer(self) -> Finding | None:
        """What hangs on nothing, and what is still missing."""
        return goals_finding(self.desk.the(Strategy), self.desk.today, self.speech)

    def show(self) -> None:
        """With a goal to begin with, where there is none."""
        super().show()
        for name, form in self.forms.items():
            form.begin_row(name)

    def redraw(self) -> None:
        """The tree as it is now."""
        strategy, speech = self.desk.the(Strategy), self.speech
        self.tree.value = panels.goal_tree(strategy, self.language)
        self.steps.named(
            {
                BUSINESS: _counted(BusinessGoal, len(strategy.business_goals), speech),
                COMMUNICATION: _counted(
                    CommunicationGoal, len(strategy.communication_goals), speech
                ),
            }
        )
        self.review.redraw(speech)

    def _form(self, name: str) -> Form:
        form = self.form(
            name, Strategy, lambda: self._hints(name), known=lambda: known_names(self.desk)
        )
        form.add_class("ck-of-step")
        return form

    def _hints(self, name: str) -> Hints:
        strategy = self.desk.the(Strategy)
        if name == BUSINESS:
            return _business()
        return _communication(strategy.business_goals, strategy.profiles)


def _goals(strategy: Strategy) -> chain[BusinessGoal | CommunicationGoal]:
    return chain(strategy.business_goals, strategy.communication_goals)


def _counted(kind: type, n: int, speech: Speech) -> str:
    name = field_name(kind, "text", speech)
    return f"{name} · {speech.number(n)}" if n else name


@lru_cache(maxsize=1)
def _business() -> Hints:
    return folded_rows(
        strategy_form(Strategy()), BUSINESS, "owner", "review_on", "reason", "evidence"
    )


@lru_cache(maxsize=4)
def _communication(goals: tuple[BusinessGoal, ...], profiles: tuple[Profile, ...]) -> Hints:
    hints = strategy_form(Strategy(business_goals=goals, profiles=profiles))
    return folded_rows(
        hints, COMMUNICATION, "for_profile", "owner", "review_on", "reason", "evidence"
    )
