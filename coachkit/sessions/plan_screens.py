"""The forms of the planning page's screens: made when a screen is first opened, then kept."""

from typing import TYPE_CHECKING, TypeVar

from coachkit.documents import planning_results as results
from coachkit.documents.planning_words import Step
from coachkit.language.plan_rules import violation_sentence
from coachkit.language.speech import speak
from coachkit.model.languages import Language
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.sessions.plan_beginning import channel_names, skill_names
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_actuals import ActualsForm
from coachkit.widgets.plan_calendar import CalendarForm
from coachkit.widgets.plan_content import ContentForm
from coachkit.widgets.plan_fields import Form
from coachkit.widgets.plan_files import TakeAwayForm
from coachkit.widgets.plan_hours import HoursForm
from coachkit.widgets.plan_rehearsal import RehearsalForm
from coachkit.widgets.plan_rota import RotaForm
from coachkit.widgets.plan_weekly import WeeklyForm
from coachkit.widgets.plan_wish import WishForm

if TYPE_CHECKING:
    from coachkit.sessions.plan_page import PlanPage

_TOLD_AT_MOST = 2

V = TypeVar("V")


class Screens:
    """The page's forms. A form lives on while others are open, with what is half typed in it."""

    def __init__(self, page: "PlanPage") -> None:
        self._page = page
        self._forms: dict[Step, Form] = {}

    def made(self, step: Step) -> Form | None:
        """The form of a screen, if it was ever opened."""
        return self._forms.get(step)

    def renew(self) -> None:
        """Show what was changed elsewhere; what is half typed stays where it can."""
        page = self._page
        hours = self._forms.get(Step.HOURS)
        if isinstance(hours, HoursForm):
            hours.show(page.team)
        for step in (Step.CONTENT, Step.WEEKLY):
            form = self._forms.get(step)
            if isinstance(form, ContentForm | WeeklyForm) and _reads_otherwise(form, page.request):
                del self._forms[step]
        form = self.screen(page.step)
        if page.body.children != (form,):
            page.body.children = (form,)

    def refresh(self, step: Step) -> None:
        """Make a screen's form anew."""
        self._forms.pop(step, None)
        if step is self._page.step:
            self._page.body.children = (self.screen(step),)

    def screen(self, step: Step) -> Form:
        """The form of a screen, up to date with what was entered on others."""
        form = self._forms.get(step)
        if form is None or self._outdated(form):
            form = self._forms[step] = self._made(step)
        page = self._page
        if isinstance(form, HoursForm):
            form.use(_channels(page), _skills(page))
        elif isinstance(form, WishForm | ContentForm | WeeklyForm | RehearsalForm):
            form.use(_known(page.request))
        elif isinstance(form, RotaForm):
            form.show(_known(page.plan), narrow=page.narrow.value)
        return form

    def speak(self, language: Language) -> None:
        """Every form in another language; no entry changes."""
        for form in self._forms.values():
            form.speak(language)

    def show_plan(self, plan: Plan) -> None:
        """A new plan for the forms that show one."""
        for form in self._forms.values():
            if isinstance(form, CalendarForm):
                form.show(plan)
                form.may_undo(there=self._page.may_undo)
            elif isinstance(form, RotaForm):
                form.show(plan, narrow=self._page.narrow.value)
            elif isinstance(form, PlanScreen):
                form.show(plan)

    def newly_broken(self, before: Plan, after: Plan) -> list[str]:
        """What does not hold any longer, in sentences."""
        speech = speak(self._page.language)
        new = [one for one in after.broken if one not in before.broken]
        return [violation_sentence(one, after, speech) for one in new[:_TOLD_AT_MOST]]

    def _outdated(self, form: Form) -> bool:
        page = self._page
        if isinstance(form, HoursForm):
            return form.value != page.team
        if isinstance(form, TakeAwayForm):
            return form.plan != page.plan
        if isinstance(form, ActualsForm):
            return form.plan != page.plan or form.value != page.actuals
        return False

    def _made(self, step: Step) -> Form:
        page, language = self._page, self._page.language
        if step is Step.HOURS:
            hours = HoursForm(
                page.team,
                channels=_channels(page),
                skills=_skills(page),
                language=language,
                changed=page.team_changed,
                renamed=page.contributor_renamed,
                read_absences=page.absences,
            )
            hours.name.observe(lambda _: page.remembered.note(), "value")
            return hours
        request = _known(page.request)
        if step in (Step.WISH, Step.CONTENT):
            form = WishForm if step is Step.WISH else ContentForm
            return form(
                request, language=language, changed=page.request_changed, renamed=page.renamed
            )
        if step is Step.WEEKLY:
            return WeeklyForm(request, language=language, changed=page.request_changed)
        return self._made_of_plan(step, request, _known(page.plan), language)

    def _made_of_plan(
        self, step: Step, request: PlanRequest, plan: Plan, language: Language
    ) -> Form:
        page = self._page
        if step is Step.PLAN:
            return PlanScreen(plan, language)
        if step is Step.CALENDAR:
            form = CalendarForm(plan, language=language, edited=page.edited, undo=page.undo)
            form.may_undo(there=page.may_undo)
            return form
        if step is Step.ROTA:
            narrow = page.narrow.value
            return RotaForm(plan, language=language, narrow=narrow, edited=page.edited)
        if step is Step.REHEARSAL:
            return RehearsalForm(
                request, language=language, rehearse=page.rehearse, keep=page.decide
            )
        if step is Step.TAKE_AWAY:
            return page.taking_away.form(plan)
        return ActualsForm(
            page.actuals,
            plan,
            today=page.today,
            language=language,
            changed=page.actuals_changed,
            learn=page.learn,
            adopt=page.adopt,
        )


class PlanScreen(Form):
    """What can be kept: the cadence beside the wish, what cannot be kept, the Monday card."""

    def __init__(self, plan: Plan, language: Language) -> None:
        super().__init__(language)
        self.cadence, self.broken, self.monday = Panel(), Panel(), Panel()
        self.children = (self.cadence, self.monday, self.broken)
        self.show(plan)

    def show(self, plan: Plan) -> None:
        """Another plan."""
        self.plan = plan
        self.broken.value = results.broken(plan, self.language)
        self.cadence.value = results.cadence(plan, self.language)
        self.monday.value = results.monday(plan, self.language)

    def speak(self, language: Language) -> None:
        """Say everything in another language."""
        super().speak(language)
        self.show(self.plan)


def _reads_otherwise(form: ContentForm | WeeklyForm, request: PlanRequest | None) -> bool:
    """Whether somebody has changed what stands in its fields; people and channels do not."""
    if request is None:
        return False
    fields = set(PlanRequest.model_fields) - {"team", "channels"}
    return any(getattr(form.value, one) != getattr(request, one) for one in fields)


def _channels(page: "PlanPage") -> tuple[str, ...]:
    """The channels that people may want or not."""
    return channel_names(page.client, page.goals, page.request)


def _skills(page: "PlanPage") -> tuple[str, ...]:
    """The skills that people are asked about."""
    return skill_names(page.client, page.request)


def _known(value: V | None) -> V:
    """What is there by now: no screen but the first opens without it."""
    if value is None:
        raise LookupError
    return value
