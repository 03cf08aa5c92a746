"""The planning page being used: what was entered, the plan from it, the screen that is open."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from coachkit.documents import planning_pages as pages
from coachkit.documents import planning_words as words
from coachkit.documents.planning_words import NEEDS_A_PLAN, Step
from coachkit.language.plan_words import hours_said
from coachkit.language.speech import speak
from coachkit.model.actuals import Actuals, LearnedEffort
from coachkit.model.errors import CoachkitError
from coachkit.model.goals import Goals
from coachkit.model.languages import Language, valid_language
from coachkit.model.people import Absence, Team
from coachkit.model.periods import Period
from coachkit.model.plan_naming import Named, nobody_needed_leaves, renamed
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.model.rehearsals import Change, Edit, RehearsalDiff
from coachkit.model.values import Value
from coachkit.planning.absences_ics import read_absences
from coachkit.planning.learning import learned_effort
from coachkit.planning.planner import plan as make_plan
from coachkit.planning.planner import replan
from coachkit.planning.rehearsing import changed_request, rehearse
from coachkit.sessions.conflicts import SideBySide
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.plan_answers import answer
from coachkit.sessions.plan_beginning import first_request
from coachkit.sessions.plan_fitting import fitting
from coachkit.sessions.plan_keeping import ENTERED, Entered, Keeping
from coachkit.sessions.plan_moves import what_it_did
from coachkit.sessions.plan_remembering import remember
from coachkit.sessions.plan_saying import Saying
from coachkit.sessions.plan_screens import Screens
from coachkit.sessions.plan_taking_away import TakingAway
from coachkit.sessions.when_saved import when_saved
from coachkit.store.client_store import ClientStore
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.choices import language_switch, narrow_screen
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.remembered import Remembered

_UNDONE_AT_MOST = 20
_SHOWS_TROUBLE = (Step.PLAN, Step.CALENDAR, Step.ROTA)


class PlanPage:
    """A page being used.

    ``team``: as it was last typed, with hours or not; ``request``: what the plan is made from,
    ``None`` before there are hours; ``plan``: the latest, ``None`` before it is worked out.
    """

    def __init__(self, slug: str, workspace: str, language: str) -> None:
        self._slug, self._workspace = slug, workspace
        with self._opened(read_only=True) as store:
            self.client = store.client
            goals = store.load(Goals)
        self.goals = Goals() if goals is None else goals.value
        self.language: Language = valid_language(language) if language else self.client.language
        self.top, self.saved, self.trouble, self.asked = Panel(), Panel(), Panel(), Panel()
        self._saying = Saying(lambda: self.language)
        self.outcome, self.working = self._saying.outcome, self._saying.working
        self.body = Stack([])
        self.languages = language_switch(self.language)
        self.narrow = narrow_screen()
        self.languages.observe(lambda change: self.speak(change["new"]), "value")
        self.narrow.observe(lambda _: self._draw(), "value")
        self.remembered = Remembered(f"plan {slug}")
        self.steps = {step: fields.button(partial(self.go, step)) for step in Step}
        self._keeping = Keeping(self._opened, self._tell_saved, self._not_saved)
        self._keeping.unsettled = self._draw_saved
        self._before: list[Plan] = []
        self.taking_away = TakingAway(
            self._opened, lambda: self.language, self._saying.doing, self._draw_frame
        )
        self.screens = Screens(self)
        self._take_over()
        remember(self)
        self.beside = SideBySide(
            self._keeping,
            self._opened,
            ENTERED,
            self._taken,
            language=lambda: self.language,
            time_zone=self.client.time_zone,
            unsettled=self._draw_saved,
        )

    # ── Reading and keeping ─────────────────────────────────────────────────────────────────────

    def _opened(self, *, read_only: bool = False) -> ClientStore:
        return open_workspace(self._workspace).open_client(
            self._slug, now=now, who=whoever(), read_only=read_only
        )

    def _take_over(self) -> None:
        """Read what was entered, and open the screen that comes next."""
        self._go_by(self._keeping.entered())
        self.step = Step.PLAN if self.has_hours and self.plan is not None else Step.HOURS
        self._draw()

    def _go_by(self, entered: Entered) -> None:
        self.team, self.actuals = entered.team, entered.actuals
        self.request = entered.request
        self.plan, self._behind = entered.plan, entered.behind
        self._saved_at = entered.saved_at
        self._before.clear()

    def _taken(self, kinds: Sequence[type[Value]]) -> None:
        """Somebody else has changed some of it: show theirs where this page shows the old."""
        behind = Plan not in kinds and (self._behind or PlanRequest in kinds)
        self._go_by(self._keeping.known())
        self._behind = self._behind or behind
        if self.step is not Step.HOURS and not self.has_hours:
            self.step = Step.HOURS
        if Plan in kinds and self.plan is not None:
            self.screens.show_plan(self.plan)
        # No plan is worked out here because of what somebody types there.
        if self.step not in NEEDS_A_PLAN or self.plan is not None:
            self.screens.renew()
        self._draw_frame()

    def flush(self) -> None:
        """Keep what waits, now."""
        self._keeping.flush()

    @property
    def has_hours(self) -> bool:
        """Whether there is anything to plan with."""
        return self.request is not None and self.team.hours_a_week > 0

    @property
    def today(self) -> date:
        """The day it is where the client is."""
        return now().astimezone(ZoneInfo(self.client.time_zone)).date()

    # ── Entries ─────────────────────────────────────────────────────────────────────────────────

    def team_changed(self, team: Team) -> None:
        """Hours were typed. Without any there is no plan to make, and the team is kept alone.

        :class:`InvalidValue` ``in_use`` for leaving out who has an item with a day of its own.
        """
        if self.request is not None:
            nobody_needed_leaves(self.request, team)
        if team.hours_a_week <= 0:
            self._keeping.soon(team, "hours")
        elif self.request is None:
            self.request = first_request(self.client, self.goals, team, self.today)
            self._new_request(self.request, "hours")
        else:
            self._new_request(self.request.changed(team=team), "hours")
        self.team = team
        self._draw_frame()

    def contributor_renamed(self, old: str, new: str) -> Team:
        """Somebody is called otherwise; the team as it is then."""
        if self.request is None or self.team.hours_a_week <= 0:
            self.team_changed(renamed(self.team, Named.CONTRIBUTOR, old, new))
        else:
            self.renamed(Named.CONTRIBUTOR, old, new)
        return self.team

    def renamed(self, kind: Named, old: str, new: str) -> PlanRequest:
        """A thing is called otherwise, wherever it is spoken of: that alone changes no plan."""
        if self.request is None:
            raise LookupError
        request = renamed(self.request, kind, old, new)
        plan = None if self.plan is None else renamed(self.plan, kind, old, new)
        self._keeping.flush()
        if plan is not None and self._behind:
            self._keeping.now(plan, "names")
        self._keeping.now(request, "names")
        if plan is not None and not self._behind:
            self._keeping.now(plan, "names")
        if self.actuals.actuals:
            self.actuals = renamed(self.actuals, kind, old, new)
            self._keeping.now(self.actuals, "names")
        self.request, self.team, self.plan = request, request.team, plan
        self._before.clear()
        if plan is not None:
            self.screens.show_plan(plan)
        self._draw_frame()
        return request

    def request_changed(self, **changes: Any) -> PlanRequest:
        """Something of the request was typed; :class:`InvalidValue` where it cannot be."""
        if self.request is None:
            raise LookupError
        request = self.request.changed(**changes)
        self._new_request(request, ", ".join(changes))
        self._draw_frame()
        return request

    def actuals_changed(self, actuals: Actuals) -> None:
        """Somebody said what items took."""
        self.actuals = actuals
        self._keeping.soon(actuals, "actuals")
        self._draw_frame()

    def absences(self, content: bytes, file: str) -> tuple[Absence, ...]:
        """The absences that an ICS file tells of, within the plan or the year ahead."""
        request = self.request
        a_year = Period(first=self.today, last=self.today + timedelta(days=365))
        period = request.period if request else a_year
        return read_absences(content, period, time_zone=self.client.time_zone, file=file)

    def learn(self, actuals: Actuals) -> tuple[LearnedEffort, ...]:
        """What the actuals teach of the effort of each content type."""
        return learned_effort(actuals, self.request.content if self.request else ())

    def adopt(self, effort: LearnedEffort) -> None:
        """Plan with a learned effort from now on: somebody has said so."""
        speech = speak(self.language)
        source = speech.say("own actuals, %(n)s items", n=effort.n)
        request = self.request
        if request is None:
            return
        content = tuple(
            one.changed(hours=round(effort.hours, 2), source=source)
            if one.name == effort.content_type
            else one
            for one in request.content
        )
        self.request_changed(content=content)
        self._saying.tell(
            speech.say(
                "From now on “%(content_type)s” is planned with %(hours)s.",
                content_type=effort.content_type,
                hours=hours_said(effort.hours, speech),
            )
        )
        self.screens.refresh(self.step)

    def _new_request(self, request: PlanRequest, because: str) -> None:
        if request != self.request or self._behind is False:
            self._behind = True
        self.request = request
        self._keeping.soon(request, because)

    # ── The plan ────────────────────────────────────────────────────────────────────────────────

    def plan_now(self) -> Plan | None:
        """The plan for what is entered; nothing is kept. ``None`` without hours."""
        if not self.has_hours or self.request is None:
            return None
        if self._behind or self.plan is None:
            return self._worked_out(self.request, ())
        return self.plan

    def edited(self, edit: Edit) -> None:
        """A hand has changed the plan: checked at once, and the rest planned anew around it."""
        request, before = self.request, self.plan
        if request is None or before is None:
            return
        self._saying.at_work(lambda: self._edit(request, before, edit))

    def _edit(self, request: PlanRequest, before: Plan, edit: Edit) -> None:
        after = self._worked_out(request, (edit,))
        self._before = [*self._before, before][-_UNDONE_AT_MOST:]
        self._new_plan(after, edit.kind)
        speech = speak(self.language)
        self._saying.tell(what_it_did(before, after, self.screens.newly_broken, speech))
        self.screens.show_plan(after)

    def undo(self) -> None:
        """Take the last change by hand back."""
        if self._before:
            plan = self._before.pop()
            self._new_plan(plan, "undo")
            self._saying.tell(speak(self.language).say("The last change is taken back."))
            self.screens.show_plan(plan)

    @property
    def may_undo(self) -> bool:
        """Whether a change by hand can be taken back."""
        return bool(self._before)

    def rehearse(self, change: Change) -> RehearsalDiff:
        """What a change would do. Nothing is kept."""
        if self.request is None or self.plan is None:
            raise LookupError
        self._saying.work_out()
        try:
            request = self._as_of_today(self.request)
            before = fitting(self.plan, request)
            return rehearse(request, before, change, progress=self._saying.progress)
        finally:
            self.working.value = ""

    def decide(self, diff: RehearsalDiff, reason: str) -> None:
        """A rehearsed change becomes the plan, with its reason."""
        if self.request is None:
            return
        request = changed_request(self.request, diff.change)
        self.request, self.team = request, request.team
        self._before.clear()
        self._keeping.now(request, reason)
        self._new_plan(diff.after, reason)
        self._behind = False
        self.screens.show_plan(diff.after)
        self._saying.tell(speak(self.language).say("This is the plan now."))

    def _bring_up_to_date(self) -> None:
        """Work the plan out anew where something was entered since."""
        if not self.has_hours or self.request is None:
            return
        if self._behind or self.plan is None:
            self._keeping.flush()
            plan = self._worked_out(self.request, ())
            self._before.clear()
            because = speak(self.language).say("Hours, wishes or dates changed.")
            self._new_plan(plan, because)
            self.screens.show_plan(plan)

    def _worked_out(self, request: PlanRequest, edits: Sequence[Edit]) -> Plan:
        self._saying.work_out()
        try:
            if self.plan is None or self.plan.starts != request.starts:
                return make_plan(request, progress=self._saying.progress)
            before = fitting(self.plan, request)
            return replan(self._as_of_today(request), before, edits, progress=self._saying.progress)
        finally:
            self.working.value = ""

    def _as_of_today(self, request: PlanRequest) -> PlanRequest:
        """The request on the day it is: what is past or begun stays as it is in the plan before.

        A plan whose weeks are all past is looked at as on the day it was asked for.
        """
        today = self.today
        return request if today > request.period.last else request.changed(today=today)

    def _new_plan(self, plan: Plan, because: str) -> None:
        self.plan, self._behind = plan, False
        self._keeping.now(plan, because)
        self._draw_frame()

    # ── Drawing ─────────────────────────────────────────────────────────────────────────────────

    def go(self, step: Step) -> None:
        """Open a screen."""
        if step is not Step.HOURS and not self.has_hours:
            return
        self.step = step
        self._saying.tell("")
        self._saying.at_work(self._draw)

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.language = language
        self._saying.tell("")
        self.screens.speak(language)
        self.beside.speak()
        self._draw()

    def _draw(self) -> None:
        if self.step in NEEDS_A_PLAN:
            self._bring_up_to_date()
        self._draw_frame()
        self.body.children = (self.screens.screen(self.step),)
        self.remembered.note()

    def _draw_frame(self) -> None:
        """All but the screen's own fields: what an entry changes at once."""
        speech = speak(self.language)
        self.top.value = pages.header(self.client.name, self.language)
        self._draw_saved()
        shown = self.plan if self.step in _SHOWS_TROUBLE else None
        self.trouble.value = pages.trouble(shown, self.language)
        said, warning = answer(self)
        self.asked.value = pages.asked(self.step, said, self.language, warning=warning)
        for step, button in self.steps.items():
            button.description = words.name(step, speech)
            button.disabled = step is not Step.HOURS and not self.has_hours
            here = step is self.step
            (button.add_class if here else button.remove_class)("ck-here")

    def _draw_saved(self) -> None:
        moment = when_saved(self._saved_at, self.client.time_zone, self.language)
        self.saved.value = pages.saved(moment, self.language, self._keeping.kept)

    def _tell_saved(self, moment: datetime) -> None:
        self._saved_at = moment
        self._draw_saved()

    def _not_saved(self, error: CoachkitError, _: type[Value]) -> None:
        self._draw_saved()
        self._saying.refuse(error)
