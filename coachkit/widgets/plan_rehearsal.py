"""What happens when life happens: a change tried beside the plan before anybody decides."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from coachkit.documents import planning_pages as pages
from coachkit.documents import planning_results as results
from coachkit.language.speech import Speech
from coachkit.model.content import Channel
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.people import Absence
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.rehearsals import (
    Change,
    FewerHours,
    IsAway,
    LaunchMoves,
    Leaves,
    OneMoreChannel,
    RehearsalDiff,
    Training,
)
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form

_KINDS = (FewerHours, Leaves, IsAway, LaunchMoves, OneMoreChannel, Training)
_ALL = ""


class RehearsalForm(Form):
    """One change at a time. ``rehearse`` tries it, ``keep`` decides it with a reason."""

    def __init__(
        self,
        request: PlanRequest,
        *,
        language: Language,
        rehearse: Callable[[Change], RehearsalDiff],
        keep: Callable[[RehearsalDiff, str], None],
    ) -> None:
        super().__init__(language)
        self.request = request
        self._rehearse, self._keep = rehearse, keep
        self.diff: RehearsalDiff | None = None
        self.panel, self.said = Panel(), Panel()
        self.kind = self.worded(
            fields.choice([(one.__name__, one) for one in _KINDS]), self._kinds, "options"
        )
        self.worded(self.kind, lambda s: s.say("What if"))
        self.heard(self.kind, lambda _: self._other_kind())
        self.fields = _ChangeFields(self)
        self.fields.show(self.kind.value)
        self.rehearse = self.worded(fields.button(self.try_it), lambda s: s.say("Try it"))
        self.reason = self.worded(fields.text(kind="ck-long"), lambda s: s.say("Why we keep it"))
        self.keep = self.worded(
            fields.button(self.keep_it, primary=True), lambda s: s.say("Keep this")
        )
        self.drop = self.worded(
            fields.button(self.let_go, quiet=True), lambda s: s.say("Leave the plan as it is")
        )
        self.deciding = fields.band(self.reason, self.keep, self.drop)
        self.children = (
            fields.band(self.kind, *self.fields.all, self.rehearse),
            self.said,
            self.panel,
            self.deciding,
        )
        self._draw()

    def use(self, request: PlanRequest) -> None:
        """Another request to rehearse with; what is typed stays."""
        if request == self.request:
            return
        self.request = request
        self.diff = None
        for widget, trait, said in self._words:
            if trait == "options":
                self._say(widget, trait, said)
        self._draw()

    def try_it(self) -> None:
        """Work out what the change would do."""
        try:
            change = self.fields.change(self.kind.value)
            if change is None:
                self._tell(self.speech.say("Fill in the fields first."))
                return
            self.diff = self._rehearse(change)
        except CoachkitError as error:
            self.diff = None
            self.said.value = pages.refused(error, self.language)
        else:
            self.said.value = ""
        self._draw()

    def keep_it(self) -> None:
        """Make it the plan. A decision has its reason."""
        if self.diff is None:
            return
        reason = self.reason.value.strip()
        if not reason:
            self._tell(self.speech.say("Say in a few words why: the plan keeps the reason."))
            return
        diff, self.diff = self.diff, None
        self.reason.value = ""
        self.said.value = ""
        self._keep(diff, reason)
        self._draw()

    def let_go(self) -> None:
        """Nothing changes."""
        self.diff = None
        self.said.value = ""
        self._draw()

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self.said.value = ""
        self._draw()

    def _tell(self, sentence: str) -> None:
        self.said.value = pages.said(sentence, self.language, warning=True)

    def _other_kind(self) -> None:
        self.diff = None
        self.fields.show(self.kind.value)
        self._draw()

    def _draw(self) -> None:
        self.panel.value = results.rehearsed(self.diff, self.language) if self.diff else ""
        fields.shown(self.deciding, there=self.diff is not None)

    def _kinds(self, speech: Speech) -> list[tuple[str, Any]]:
        names = [
            (speech.say("we have fewer hours"), FewerHours),
            (speech.say("somebody leaves"), Leaves),
            (speech.say("somebody is away"), IsAway),
            (speech.say("the launch moves"), LaunchMoves),
            (speech.say("one more channel"), OneMoreChannel),
            (speech.say("somebody learns a skill"), Training),
        ]
        return [one for one in names if one[1] is not LaunchMoves or self.request.campaigns]


class _ChangeFields:
    """The fields of all six changes; those of one are shown."""

    def __init__(self, form: RehearsalForm) -> None:
        self.form = form
        self._speech = form.speech
        self.hours = form.worded(fields.number(4, least=0.5), lambda s: s.say("Hours a week fewer"))
        self.whose = form.worded(fields.choice(self._whose(form.speech)), self._whose, "options")
        form.worded(self.whose, lambda s: s.say("Whose"))
        self.who = form.worded(fields.choice(self._people(form.speech)), self._people, "options")
        form.worded(self.who, lambda s: s.say("Who"))
        later = form.request.starts + timedelta(days=25)
        self.last_day = form.worded(fields.day(later), lambda s: s.say("Last day at work"))
        self.first = form.worded(fields.day(later), lambda s: s.say("Away from"))
        self.last = form.worded(fields.day(later + timedelta(days=27)), lambda s: s.say("Until"))
        self.campaign = form.worded(
            fields.choice(self._campaigns(form.speech)), self._campaigns, "options"
        )
        form.worded(self.campaign, lambda s: s.say("Launch"))
        self.launch = form.worded(fields.day(self._later_launch()), lambda s: s.say("New day"))
        self.channel = form.worded(fields.text(), lambda s: s.say("Channel"))
        self.posts = form.worded(
            fields.whole(1, most=50, least=1), lambda s: s.say("Posts a week wished for")
        )
        self.skill = form.worded(fields.choice(self._skills(form.speech)), self._skills, "options")
        form.worded(self.skill, lambda s: s.say("Skill"))
        self.week = form.worded(fields.choice(self._weeks(form.speech)), self._weeks, "options")
        form.worded(self.week, lambda s: s.say("Week"))
        self.takes = form.worded(fields.number(4, least=0.5), lambda s: s.say("Hours of training"))
        self._of = {
            FewerHours: (self.hours, self.whose),
            Leaves: (self.who, self.last_day),
            IsAway: (self.who, self.first, self.last),
            LaunchMoves: (self.campaign, self.launch),
            OneMoreChannel: (self.channel, self.posts),
            Training: (self.who, self.skill, self.week, self.takes),
        }
        self._made: dict[Any, Callable[[], Change]] = {
            FewerHours: lambda: FewerHours(
                hours_a_week=self.hours.value, who=self.whose.value or None
            ),
            Leaves: lambda: Leaves(who=self.who.value, last_day=self.last_day.value),
            IsAway: lambda: IsAway(
                who=self.who.value, absence=Absence(first=self.first.value, last=self.last.value)
            ),
            LaunchMoves: lambda: LaunchMoves(
                campaign=self.campaign.value, launch=self.launch.value
            ),
            OneMoreChannel: lambda: OneMoreChannel(
                channel=Channel(name=self.channel.value.strip(), target_a_week=self.posts.value)
            ),
            Training: lambda: Training(
                who=self.who.value,
                skill=self.skill.value,
                week=self.week.value,
                hours=self.takes.value,
            ),
        }
        self.all = tuple({id(one): one for row in self._of.values() for one in row}.values())

    def show(self, kind: Any) -> None:
        """The fields of that kind of change alone."""
        for one in self.all:
            fields.shown(one, there=any(one is field for field in self._of[kind]))

    def change(self, kind: Any) -> Change | None:
        """What was filled in; ``None`` while something is missing."""
        if any(field.value in (None, "") for field in self._of[kind] if field is not self.whose):
            return None
        return self._made[kind]()

    def _whose(self, speech: Speech) -> list[tuple[str, str]]:
        return [(speech.say("everybody's, in proportion"), _ALL), *self._people(speech)]

    def _people(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in self.form.request.team.contributors]

    def _campaigns(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.name, one.name) for one in self.form.request.campaigns] or [("–", "")]

    def _skills(self, _: Speech) -> list[tuple[str, str]]:
        found = dict.fromkeys(name for one in self.form.request.content for name in one.needs)
        return [(name, name) for name in found] or [("–", "")]

    def _weeks(self, speech: Speech) -> list[tuple[str, date]]:
        return [(speech.week(m).capitalize(), m) for m in self.form.request.mondays]

    def _later_launch(self) -> date | None:
        campaigns = self.form.request.campaigns
        return campaigns[0].launch + timedelta(days=14) if campaigns else None
