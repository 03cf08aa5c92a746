"""Who is there every day of the campaign, who answers how soon, and who talks with whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from coachkit.documents import campaign_plan_pages as pages
from coachkit.documents import evaluation_blocks as blocks
from coachkit.documents import planning_results as results
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.model.campaign import DepartmentContact, ReplyTarget
from coachkit.model.deciding import next_key
from coachkit.model.languages import Language
from coachkit.model.people import Department, Person, Team
from coachkit.model.plans import Plan
from coachkit.model.rehearsals import GiveDuty
from coachkit.model.values import Value
from coachkit.planning.campaign_items import Hung
from coachkit.sessions.campaign_solver_screen import SolverScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.campaign_plan_forms import CONTACTS, REPLIES
from coachkit.widgets.evaluation_forms import DEPARTMENTS
from coachkit.widgets.form_schema import Known
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

PRESENCE, ANSWERS, TALKS = "presence", "answers", "talks"
_HOLES: Final = 6


class DutyScreen(SolverScreen):
    """Three steps: the daily presence with its holes, answers, departments."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.holes, self.days, self.talks = Panel(), Panel(), Panel()
        self.which_day = fields.choice([("–", "")])
        self.who = fields.choice([("–", "")])
        self.give = fields.button(lambda: self.act(self._give))
        self.giving = fields.band(self.which_day, self.who, self.give)
        self.replies = self.of_record("replies", REPLIES)
        self.contacts = self.of_record("contacts", CONTACTS)
        self.fill = fields.button(lambda: self.act(self._fill), quiet=True)
        self.steps = SubSteps(
            {
                PRESENCE: Stack([self.holes, self.giving, self.days]),
                ANSWERS: Stack([self.fill, self.replies]),
                TALKS: Stack([self.talks, self.contacts]),
            }
        )
        self.stand(self.steps)
        self.redraw()

    # ── What is said ────────────────────────────────────────────────────────────────────────────

    def answer(self) -> Finding | None:
        """Whether somebody is there every day, and whether every channel has its answer."""
        lacking, speech, plan = self.lacking(), self.speech, self.plan
        if lacking is not None:
            return lacking
        if plan is None:
            return self.no_plan()
        open_ = len(pages.holes(plan, self.record))
        if open_:
            text = speech.count(
                "On %(n)s working day of the campaign nobody is there.",
                "On %(n)s working days of the campaign nobody is there.",
                open_,
            )
        else:
            text = speech.say("Somebody is there on every working day of the campaign.")
        return Finding(text=text, detail=self._unanswered(plan, speech))

    def _unanswered(self, plan: Plan, speech: Speech) -> str:
        said = {one.channel for one in self.record.replies if one.who and one.within is not None}
        open_ = [name for name in self._channels(plan) if name not in said]
        silent = self._silent(plan)
        told = []
        if open_:
            told.append(
                speech.say(
                    "Nobody has said who answers on %(channels)s.", channels=speech.list(open_)
                )
            )
        if silent:
            told.append(
                speech.say(
                    "Nobody talks with %(departments)s this quarter.",
                    departments=speech.list(silent),
                )
            )
        return " ".join(told)

    def redraw(self) -> None:
        """The plan's days, and who is to be chosen."""
        self.hang()
        speech, plan = self.speech, self.plan
        self.steps.named(
            {
                PRESENCE: speech.say_in("step", "Every day"),
                ANSWERS: speech.say_in("step", "Answers"),
                TALKS: speech.say_in("step", "Departments"),
            }
        )
        self.fill.description = speech.say("A line for every channel of the plan")
        self.give.description = speech.say("Give the day")
        self.which_day.description = speech.say("Day")
        self.who.description = speech.say("To")
        fields.shown(self.fill, there=plan is not None and bool(self._open_channels(plan)))
        fields.shown(self.giving, there=plan is not None and not self.desk.read_only)
        if plan is None:
            self.holes.value = self.days.value = self.talks.value = ""
            return
        self._offer(plan, speech)
        record = self.record
        self.draw(
            self.days,
            (plan.presence, record.launch, record.phases),
            lambda: results.presence(pages.during(plan, record), self.language),
        )
        self.draw(self.holes, (plan.presence, self.record), lambda: self._holes(plan, speech))
        self.draw(
            self.talks,
            (plan.contacts, self.record.contacts, self.desk.the(Team)),
            lambda: self._talks(plan, speech),
        )

    def known(self) -> Known:
        """Departments, too: those that are named anywhere."""
        return {**super().known(), DEPARTMENTS: self._departments()}

    def changed(self, kinds: Sequence[type[Value]]) -> None:
        """As everywhere."""
        super().changed(kinds)

    def _holes(self, plan: Plan, speech: Speech) -> str:
        found = pages.holes(plan, self.record)
        if not found:
            return ""
        days = [speech.short_day(one) for one in found[:_HOLES]]
        rest = len(found) - len(days)
        more = [speech.count("%(n)s more", "%(n)s more", rest)] if rest else []
        sentence = speech.say("Nobody is there on %(days)s.", days=speech.list([*days, *more]))
        return blocks.lines("", [sentence], self.language)

    def _talks(self, plan: Plan, speech: Speech) -> str:
        told = pages.talks(plan, self.language)
        told += [
            speech.say("%(department)s: nobody this quarter", department=one)
            for one in self._silent(plan)
        ]
        return blocks.lines(speech.say("Once a quarter at least, by the plan"), told, self.language)

    # ── Who and what ────────────────────────────────────────────────────────────────────────────

    def _departments(self) -> tuple[str, ...]:
        team = self.desk.the(Team)
        named = [one.name for one in team.departments]
        named += [one.department for one in team.people if one.department]
        return tuple(dict.fromkeys(named))

    def _silent(self, plan: Plan) -> tuple[str, ...]:
        """Departments with which nobody talks, by the plan or by what was agreed."""
        agreed = {one.department for one in self.record.contacts if one.who and one.rhythm}
        asked = [one.name for one in self.desk.the(Team).departments if one.contacts]
        asked += [one.department for one in self.record.contacts if one.department]
        named = tuple(dict.fromkeys(one for one in asked if one not in agreed))
        return pages.silent_departments(plan, named)

    def _channels(self, plan: Plan) -> tuple[str, ...]:
        own = [one.channel for one in plan.items if one.campaign == self.record.name]
        return tuple(dict.fromkeys(own))

    def _open_channels(self, plan: Plan) -> tuple[str, ...]:
        there = {one.channel for one in self.record.replies}
        return tuple(one for one in self._channels(plan) if one not in there)

    def _offer(self, plan: Plan, speech: Speech) -> None:
        today, period = self.desk.today, self.record.period
        duties = [
            one
            for one in plan.presence
            if one.day >= today and (period is None or one.day in period)
        ] or [one for one in plan.presence if one.day >= today]
        duties.sort(key=lambda one: (one.who is not None, one.day))
        days = [(f"{speech.short_day(one.day)} · {one.who or '–'}", str(one.day)) for one in duties]
        people = [
            (one.name, one.name)
            for one in self.desk.the(Team).contributors
            if isinstance(one, Person) or not isinstance(one, Department)
        ]
        _reworded(self.which_day, days)
        _reworded(self.who, people)

    # ── What is done ────────────────────────────────────────────────────────────────────────────

    def _give(self) -> None:
        if self.plan is not None and self.which_day.value and self.who.value:
            self.solve(GiveDuty(day=date.fromisoformat(self.which_day.value), who=self.who.value))

    def solved(self, found: Hung, plan: Plan, because: str) -> None:
        """It is kept, and shown."""
        super().solved(found, plan, because)
        self.redraw()

    def _fill(self) -> None:
        plan = self.plan
        if plan is None:
            return
        replies = list(self.record.replies)
        for channel in self._open_channels(plan):
            key = next_key("reply", (one.key for one in replies))
            replies.append(ReplyTarget(key=key, channel=channel))
        contacts = list(self.record.contacts)
        there = {one.department for one in contacts}
        for name in self._departments():
            if name not in there:
                key = next_key("contact", (one.key for one in contacts))
                contacts.append(DepartmentContact(key=key, department=name))
        self.put("replies", replies=tuple(replies), contacts=tuple(contacts))


def _reworded(choice: Any, options: list[tuple[str, str]]) -> None:
    options = options or [("–", "")]
    if choice.options != tuple(options):
        here = choice.value
        choice.options = tuple(options)
        choice.value = here if here in {value for _, value in options} else options[0][1]
