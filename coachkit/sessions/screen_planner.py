"""The campaign's plan: what is made for whom, what holds beside the wish, money, whose decision."""

from collections.abc import Sequence
from typing import Any, Final

from coachkit.documents import campaign_plan_pages as pages
from coachkit.documents import evaluation_blocks as blocks
from coachkit.documents import session_pages
from coachkit.documents.planning_calendar import month_of
from coachkit.language.campaign_plan_said import plan_holds
from coachkit.language.findings import Finding
from coachkit.language.money import currency_of
from coachkit.language.plan_rules import violation_sentence
from coachkit.language.speech import Speech
from coachkit.model.campaign import Campaign
from coachkit.model.languages import Language
from coachkit.model.people import Team
from coachkit.model.plans import Plan
from coachkit.model.rehearsals import Edit
from coachkit.model.values import Value
from coachkit.planning.campaign_items import Hung
from coachkit.sessions.campaign_solver_screen import CAMPAIGN, SolverScreen
from coachkit.sessions.plan_moves import what_it_did
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.campaign_plan_forms import (
    BUDGET,
    DECISION,
    WHAT_FOR,
    assets,
    makers,
    tracks_of,
)
from coachkit.widgets.choices import LOOKING
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.plan_calendar import CalendarForm
from coachkit.widgets.sub_steps import SubSteps

MAKE, MAKERS, HOLDS, HAND, MONEY, DECIDED = "make", "makers", "holds", "hand", "money", "decided"
_ALL: Final = ""
_TOLD: Final = 5
_UNDONE: Final = 20


class PlannerScreen(SolverScreen):
    """Five steps; the plan is worked out when somebody looks at it, and kept as it is found."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._hints: dict[str, tuple[Any, Hints]] = {}
        self._forms: dict[str, Form] = {}
        self._before: list[Plan] = []
        self.track = fields.either([("", _ALL)], _ALL)
        self.whose = fields.either([("", _ALL)], _ALL)
        for switch in (self.track, self.whose):
            switch.add_class("ck-within")
            switch.add_class(LOOKING)
            switch.observe(lambda _: self._other_track(), "value")
        self.making, self.who = Stack([]), Stack([])
        self.waiting, self.holds, self.told_of_hand = Panel(), Panel(), Panel()
        self.calendar: CalendarForm | None = None
        self.by_hand = Stack([])
        self.budget = self.of_record("budget", BUDGET)
        self.what_for = self.of_record("what for", WHAT_FOR)
        self.sums = Panel()
        self.decision = self.of_record("decision", DECISION)
        self.gap = Panel()
        self.steps = SubSteps(
            {
                MAKE: Stack([self.track, self.waiting, self.making]),
                MAKERS: Stack([self.whose, self.who]),
                HOLDS: self.holds,
                HAND: Stack([self.told_of_hand, self.by_hand]),
                MONEY: Stack([self.sums, self.budget, self.what_for]),
                DECIDED: Stack([self.gap, self.decision]),
            }
        )
        self.steps.on_step = lambda _: self.act(self._look)
        self.stand(self.steps)
        self.redraw()

    # ── What is said ────────────────────────────────────────────────────────────────────────────

    def answer(self) -> Finding | None:
        """How much of the campaign the plan holds, and the hours that are missing."""
        lacking = self.lacking()
        if lacking is not None:
            return lacking
        plan, found, speech = self.plan, self.found, self.speech
        if not self.record.assets:
            return Finding(
                text=speech.say("Nothing is to be made yet."),
                detail=speech.say("Write what is made for each track; kept ideas stand here too."),
            )
        if plan is None or found is None or self.behind:
            look = speech.say("Look at “What holds”: then the plan is worked out.")
            return Finding(
                text=speech.count(
                    "%(n)s item is to be made.",
                    "%(n)s items are to be made.",
                    len(self.record.assets),
                ),
                detail=self.no_plan().text if self.desk.at_plan else look,
            )
        return plan_holds(plan, self.record, len(found.waiting), speech)

    def redraw(self) -> None:
        """Everything as it is now; the plan only where somebody looks at it."""
        self.hang()
        speech = self.speech
        self._name_tracks(speech)
        self.steps.named(
            {
                MAKE: speech.say_in("step", "What we make"),
                MAKERS: speech.say_in("step", "By whom"),
                HOLDS: speech.say_in("step", "What holds"),
                HAND: speech.say_in("step", "Move and fix"),
                MONEY: speech.say_in("step", "Money"),
                DECIDED: speech.say_in("step", "Whose decision"),
            }
        )
        self._tell_waiting(speech)
        currency = self.record.currency or currency_of(self.desk.client.country)
        self.draw(
            self.sums,
            (self.record.budget, currency),
            lambda: pages.budget(self.record, currency, self.language),
        )
        self._show_plan()

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.outcome.value = self.told_of_hand.value = ""
        super().speak(language)
        if self.calendar is not None:
            self.calendar.speak(language)

    def changed(self, kinds: Sequence[type[Value]]) -> None:
        """As everywhere; what is looked at is worked out anew for other hours or another campaign.

        A plan that another page has worked out is shown as it is: two pages that look at it would
        else answer each other without end.
        """
        super().changed(kinds)
        if not kinds or {Campaign, Team} & set(kinds):
            self.act(self._look)

    def lay_open(self) -> None:
        """The plan as it was kept, to be read."""
        self.redraw()

    def _tell_waiting(self, speech: Speech) -> None:
        said = [] if self.found is None else [self.remark(one) for one in self.found.remarks]
        if self.refused_request is not None:
            self.waiting.value = session_pages.refused(self.refused_request, self.language)
            return
        rest = len(said) - _TOLD
        told = said[:_TOLD]
        if rest > 0:
            told.append(speech.count("and %(n)s more", "and %(n)s more", rest))
        lacks = self.lacking()
        shown = [] if lacks is not None else told
        self.waiting.value = blocks.lines("", shown, self.language, quiet=True)

    def _name_tracks(self, speech: Speech) -> None:
        named = [(one.name, one.key) for one in self.record.named_tracks]
        options = (*named, (speech.say_in("tracks", "All"), _ALL))
        for switch in (self.track, self.whose):
            if switch.options != options:
                here, first = switch.value, len(switch.options) == 1
                switch.options = options
                keys = [key for _, key in options]
                switch.value = options[0][1] if first or here not in keys else here
        self._other_track()

    @property
    def make(self) -> Form:
        """What is made for the track that is looked at; each track has a form of its own."""
        return self._form(MAKE, str(self.track.value or _ALL))

    @property
    def made_by(self) -> Form:
        """Who makes it, of the track that is looked at there."""
        return self._form(MAKERS, str(self.whose.value or _ALL))

    def _form(self, step: str, track: str) -> Form:
        name = f"{step} {track}".strip()
        if name not in self._forms:
            self._forms[name] = self.form(
                name, Campaign, lambda: self._assets(step, track), known=self.known
            )
        return self._forms[name]

    def _assets(self, step: str, track: str) -> Hints:
        of, name = self.record.named_tracks, f"{step} {track}"
        if name not in self._hints or self._hints[name][0] != of:
            given = track or None
            made = makers(given=given) if step == MAKERS else assets(tracks_of(of), given=given)
            self._hints[name] = (of, made)
        return self._hints[name][1]

    def _other_track(self) -> None:
        self.making.children = (self.make,)
        self.who.children = (self.made_by,)

    # ── The plan ────────────────────────────────────────────────────────────────────────────────

    def _look(self) -> None:
        """Work the plan out where the one that is kept is not of what was typed."""
        self.hang()
        if self.steps.here in (HOLDS, HAND, DECIDED) and self.lacking() is None:
            if self.refused_request is not None:
                raise self.refused_request
            if self.behind and not self._solving.busy:
                self.solve()
        self._show_plan()

    def solved(self, found: Hung, plan: Plan, because: str) -> None:
        """It is kept, and shown; what a hand has moved besides is told."""
        before = self.plan
        super().solved(found, plan, because)
        self.redraw()
        if because != CAMPAIGN and before is not None:
            said = what_it_did(before, plan, self._newly_broken, self.speech)
            self.told_of_hand.value = session_pages.said(said, self.language)

    def _show_plan(self) -> None:
        plan, here = self.plan, self.steps.here
        if plan is None or self.lacking() is not None:
            self.holds.value = self.gap.value = ""
            self.by_hand.children = ()
            return
        record = self.record
        if here == HOLDS:
            self.draw(
                self.holds,
                (plan, record.phases, record.launch, record.name),
                lambda: pages.phases(plan, record, self.language),
            )
        if here == DECIDED:
            self.draw(self.gap, plan, lambda: self._gap(plan))
        if here == HAND:
            self._show_calendar(plan)

    def _gap(self, plan: Plan) -> str:
        told = [violation_sentence(one, plan, self.speech) for one in plan.broken]
        title = self.speech.say("What this plan doesn't keep")
        kept = self.speech.say("It keeps everything that was agreed.")
        return blocks.lines(title, list(dict.fromkeys(told))[:_TOLD] or [kept], self.language)

    def _show_calendar(self, plan: Plan) -> None:
        if self.calendar is None:
            self.calendar = CalendarForm(
                plan, language=self.language, edited=self._edited, undo=self._undo
            )
            launch = self.record.launch
            months = [value for _, value in self.calendar.where.options]
            if launch is not None and month_of(launch) in months:
                self.calendar.where.value = month_of(launch)
        elif self.calendar.plan is not plan:
            self.calendar.show(plan)
        self.calendar.may_undo(there=bool(self._before))
        if self.by_hand.children != (self.calendar,):
            self.by_hand.children = (self.calendar,)

    # ── By hand ─────────────────────────────────────────────────────────────────────────────────

    def _edited(self, edit: Edit) -> None:
        def change() -> None:
            before = self.plan
            if before is not None and not self.desk.read_only:
                self._before = [*self._before, before][-_UNDONE:]
                self.solve(edit)

        self.act(change)

    def _newly_broken(self, before: Plan, after: Plan) -> list[str]:
        new = [one for one in after.broken if one not in before.broken]
        return [violation_sentence(one, after, self.speech) for one in new[:3]]

    def _undo(self) -> None:
        if self._before:
            self.desk.put(self._before.pop(), "undo")
            self.redraw()
