"""The new rota: the plan worked out anew with the hours as they are now, and kept."""

from datetime import timedelta

from coachkit.documents import planning_pages
from coachkit.documents.session_first import guide
from coachkit.language.speech import Speech
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.planning.progress import PlanStage
from coachkit.sessions.campaign_planning import Asked, keep, worked_out
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.solving import Solving
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack


class NewRotaPart(Stack):
    """What the rota is of, and the button that makes it of today's hours.

    Weeks that have begun stay as they were; a plan that is over begins again next Monday.
    """

    def __init__(self, screen: EvaluationScreen) -> None:
        self.screen = screen
        self.told, self.working = Panel(), Panel()
        self.make = fields.button(lambda: screen.act(self.make_it), primary=True)
        self._solving: Solving[Asked, Plan] = Solving(worked_out, self._heard, screen.refuse)
        super().__init__([self.told, self.working, self.make])

    def draw(self) -> None:
        """As it is now."""
        screen, speech = self.screen, self.screen.speech
        self.told.value = guide(self._said(speech), screen.language)
        self.make.description = speech.say("Make the new rota")
        wanted = screen.desk.request is not None and screen.desk.plan_is_behind
        fields.shown(self.make, there=wanted and not screen.desk.read_only)

    def make_it(self) -> None:
        """Work it out beside the page, and keep it."""
        request = self._request()
        if request is not None:
            desk = self.screen.desk
            before = desk.plan
            same = before is not None and before.starts == request.starts
            asked = Asked(request, before if same else None, desk.today)
            self._solving.ask(asked, lambda plan: self._made(request, plan))

    def _request(self) -> PlanRequest | None:
        request, today = self.screen.desk.request, self.screen.desk.today
        if request is None or today <= request.period.last:
            return request
        monday = today + timedelta(days=-today.weekday() % 7)
        return request.changed(starts=monday, today=today)

    def _made(self, request: PlanRequest, plan: Plan) -> None:
        keep(self.screen.desk, request, plan, "new rota")
        self.draw()

    def _heard(self, stage: PlanStage | None, done: int, of: int) -> None:
        language = self.screen.language
        self.working.value = (
            "" if stage is None else planning_pages.progress(stage, done, of, language)
        )

    def _said(self, speech: Speech) -> str:
        desk = self.screen.desk
        plan = desk.plan
        if desk.request is None:
            return speech.say("Without hours there is no rota. Type them at “What holds”.")
        if plan is None:
            return speech.say("There is no rota yet. Make it of the hours that hold now.")
        if desk.plan_is_behind:
            return speech.say(
                "The rota is older than the hours. Make it anew, so that the session's files have "
                "the new one."
            )
        last = plan.starts + timedelta(days=7 * plan.weeks - 1)
        return speech.count(
            "The rota is of the hours as they are now: %(n)s post, %(span)s. It will be among the "
            "session's files.",
            "The rota is of the hours as they are now: %(n)s posts, %(span)s. It will be among the "
            "session's files.",
            len(plan.items),
            span=speech.span(plan.starts, last),
        )
