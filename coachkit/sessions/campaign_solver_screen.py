"""A screen of a campaign session over the client's plan: worked out beside the page, then kept."""

from typing import Any

from coachkit.documents import planning_pages
from coachkit.language.campaign_plan_said import remark_said
from coachkit.language.findings import Finding
from coachkit.language.plan_words import hours_said
from coachkit.model.errors import CoachkitError
from coachkit.model.people import Team
from coachkit.model.plans import Plan
from coachkit.model.rehearsals import Edit
from coachkit.planning.campaign_items import Hung, Remark
from coachkit.planning.progress import PlanStage
from coachkit.sessions import campaign_planning as planning
from coachkit.sessions.campaign_screen import CampaignScreen
from coachkit.sessions.solving import Solving
from coachkit.widgets.form_schema import Known
from coachkit.widgets.sub_steps import SubSteps

CAMPAIGN = "campaign"
"""Why a plan is kept that nobody's hand has changed."""

_CHANNELS, _MAKERS, _KINDS = "channels", "makers", "kinds"


class SolverScreen(CampaignScreen):
    """Knows what the plan is asked for now, and gets it without keeping the page waiting.

    ``found``: the request with the campaign in it, ``None`` without hours; ``refused_request``: why
    there is none though there are hours.
    """

    def __init__(self, *told: Any) -> None:
        super().__init__(*told)
        self.found: Hung | None = None
        self.refused_request: CoachkitError | None = None
        self._of: tuple[Any, ...] = ()
        self._solving: Solving[planning.Asked, Plan] = Solving(
            planning.worked_out, self._told_of_plan, self.refuse
        )

    def stand(self, steps: SubSteps) -> None:
        """The steps, and how far the plan has come between their buttons and the one that is on."""
        for widget, kind in (
            (self.body, "ck-solver"),
            (self.working, "ck-solver-working"),
            (steps, "ck-solver-steps"),
        ):
            widget.add_class(kind)
        self.body.children = (self.outcome, self.working, steps)

    @property
    def plan(self) -> Plan | None:
        """The client's plan as it was kept last."""
        return self.desk.plan

    def known(self) -> Known:
        """Names to pick: channels and content types are those of the plan first."""
        names = dict(super().known())
        request = self.desk.request if self.found is None else self.found.request
        if request is not None:
            own = tuple(one.name for one in request.channels)
            names[_CHANNELS] = own
            names[_KINDS] = tuple(one.name for one in request.content if one.campaign is None)
        names[_MAKERS] = tuple(one.name for one in self.desk.the(Team).contributors)
        return names

    def hang(self) -> None:
        """Find anew what the plan is asked for, where something was typed since."""
        desk = self.desk
        of = (self.record, desk.request, desk.the(Team), desk.today)
        if of == self._of:
            return
        self._of = of
        self.refused_request = None
        try:
            self.found = planning.hung(desk)
        except CoachkitError as error:
            self.found, self.refused_request = None, error

    @property
    def behind(self) -> bool:
        """Whether the plan that is kept is not that of what is asked for now."""
        return self.found is not None and not planning.up_to_date(self.desk, self.found)

    def solve(self, edit: Edit | None = None) -> None:
        """Work the plan out and keep it; nothing else is touched."""
        found = self.found
        if found is None or self.desk.read_only:
            return
        asked = planning.asked(self.desk, found, edit)
        because = CAMPAIGN if edit is None else edit.kind
        self._solving.ask(asked, lambda plan: self.solved(found, plan, because))

    def solved(self, found: Hung, plan: Plan, because: str) -> None:
        """It is there: this is the client's plan now."""
        planning.keep(self.desk, found.request, plan, because)

    def _told_of_plan(self, stage: PlanStage | None, done: int, of: int) -> None:
        if stage is None:
            self.desk.at_plan.discard(self.block)
        else:
            self.desk.at_plan.add(self.block)
        self.told(stage, done, of)

    def no_plan(self) -> Finding:
        """That there is none: none yet, or not for another moment."""
        speech = self.speech
        if self.desk.at_plan:
            return Finding(
                text=speech.say("The plan is being worked out."),
                detail=speech.say("It will be here in a moment, by itself."),
            )
        return Finding(
            text=speech.say("There is no plan yet."),
            detail=speech.say("Look at “What holds” at the block about the plan: then it is made."),
        )

    def told(self, stage: PlanStage | None, done: int, of: int) -> None:
        """How far it has come."""
        self.working.value = (
            "" if stage is None else planning_pages.progress(stage, done, of, self.language)
        )

    def lacking(self) -> Finding | None:
        """Why there can be no plan yet; ``None`` where there can be one."""
        speech = self.speech
        if self.desk.the(Team).hours_a_week <= 0:
            return Finding(
                text=speech.say("There are no hours yet."),
                detail=speech.say(
                    "Type them at the block about hours. What is to be made is kept meanwhile."
                ),
            )
        record = self.record
        why = "no_launch" if record.launch is None else "no_name" if not record.name else ""
        return Finding(text=remark_said(why, speech)) if why else None

    def remark(self, one: Remark) -> str:
        """A remark in the language that is spoken."""
        speech = self.speech
        return remark_said(
            str(one.why),
            speech,
            title=one.title,
            value=one.value,
            day="" if one.day is None else speech.day(one.day),
            hours=hours_said(one.hours, speech),
        )
