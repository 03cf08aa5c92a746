"""What if: a launch a week later, four hours fewer, one person out; kept as plan B or let go.

Nothing changes by trying. Only a launch that is moved for real changes the plan.
"""

from datetime import date
from typing import Any, Final

from coachkit.documents import evaluation_blocks as blocks
from coachkit.documents import planning_results as results
from coachkit.documents import session_pages
from coachkit.documents.launch_pages import moved as moved_table
from coachkit.language.campaign_plan_said import redated
from coachkit.language.findings import Finding
from coachkit.language.plan_rehearsals import change_sentence, rehearsal_finding
from coachkit.language.plan_words import item_name
from coachkit.language.speech import Speech
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_dates import launch_moved
from coachkit.model.deciding import next_key
from coachkit.model.languages import Language
from coachkit.model.people import Team
from coachkit.model.plan_b import PlanB
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.rehearsals import Change, LaunchMoves, RehearsalDiff
from coachkit.planning.campaign_items import Hung
from coachkit.planning.progress import Progress
from coachkit.sessions import campaign_planning as planning
from coachkit.sessions.campaign_planning import Tried
from coachkit.sessions.campaign_solver_screen import SolverScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.solving import Solving
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.campaign_plan_forms import PLAN_B
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

TRY, KEPT = "try", "kept"
FEWER: Final = 4.0
"""Hours a week fewer that are rehearsed."""

_MOST: Final = 12
_GONE: Final = 2_000

Question = tuple[planning.Asked, Change, PlanRequest | None]


class WhatIfScreen(SolverScreen):
    """Three buttons and what each would do; below, what was kept as plan B."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.tried: Tried | None = None
        self.later = fields.button(lambda: self.act(self._later))
        self.fewer = fields.button(lambda: self.act(self._fewer))
        self.who = fields.choice([("–", "")])
        self.away = fields.button(lambda: self.act(self._away))
        self.asking = fields.band(self.later, self.fewer)
        self.asking_who = fields.band(self.who, self.away)
        self.dates, self.sides = Panel(), Panel()
        self.keep = fields.button(lambda: self.act(self._keep), primary=True)
        self.move = fields.button(lambda: self.act(self._move))
        self.let_go = fields.button(lambda: self.act(self._let_go), quiet=True)
        self.deciding = fields.band(self.keep, self.move, self.let_go)
        self.listed = Panel()
        self.plans = self.of_record("plan_b", PLAN_B)
        self.off = fields.choice([("–", "")])
        self.strike = fields.button(lambda: self.act(self._strike), quiet=True)
        self.striking = fields.band(self.off, self.strike)
        self.steps = SubSteps(
            {
                TRY: Stack([self.asking, self.asking_who, self.deciding, self.dates, self.sides]),
                KEPT: Stack([self.listed, self.plans, self.striking]),
            }
        )
        self._trying: Solving[Question, Tried] = Solving(self._find, self.told, self.refuse)
        self.stand(self.steps)
        self.redraw()

    # ── What is said ────────────────────────────────────────────────────────────────────────────

    def answer(self) -> Finding | None:
        """What the last try would do; else what was kept."""
        lacking, speech, kept = self.lacking(), self.speech, self.record.plan_b
        if lacking is not None:
            return lacking
        if self.plan is None:
            return self.no_plan()
        if self.tried is not None:
            return Finding(
                text=rehearsal_finding(self.tried.diff, speech).text,
                detail=speech.say("Nothing has changed: it is a try."),
            )
        if not kept:
            return None
        owned = sum(bool(one.owner and one.use_when) for one in kept)
        return Finding(
            text=speech.count(
                "%(n)s plan B stands beside the plan.",
                "%(n)s plans B stand beside the plan.",
                len(kept),
            ),
            detail="" if owned == len(kept) else speech.say("When is it used, and who decides it?"),
        )

    def redraw(self) -> None:
        """Buttons, and what was tried last as long as it is about this plan."""
        self.hang()
        speech, there = self.speech, self.plan is not None and self.lacking() is None
        self.steps.named(
            {
                TRY: speech.say_in("step", "Try it"),
                KEPT: speech.say_in("step", "Plan B"),
            }
        )
        self.later.description = speech.say("The launch a week later")
        self.fewer.description = speech.say("Four hours a week fewer")
        self.away.description = speech.say("Away for four weeks")
        self.who.description = speech.say("Who")
        self.keep.description = speech.say("Keep it as plan B")
        self.let_go.description = speech.say("Let it go")
        self.strike.description = speech.say("Strike it out")
        self.off.description = speech.say("Plan B")
        self._offer()
        for one in (self.later, self.fewer, self.away, self.who):
            one.disabled = not there or self.desk.read_only
        self._draw_tried()
        self._draw_kept(speech)

    def speak(self, language: Language) -> None:
        """Everything in another language; what was tried stays."""
        self.outcome.value = ""
        super().speak(language)

    def _offer(self) -> None:
        people = tuple((one.name, one.name) for one in self.desk.the(Team).contributors)
        options = people or (("–", ""),)
        if self.who.options != options:
            here = self.who.value
            self.who.options = options
            names = [name for name, _ in options]
            most = max(self.desk.the(Team).contributors, key=_hours, default=None)
            first = options[0][1] if most is None else most.name
            self.who.value = here if here in names and here != "–" else first

    def _draw_tried(self) -> None:
        tried, speech = self.tried, self.speech
        fields.shown(self.deciding, there=tried is not None)
        if tried is None:
            self.sides.value = self.dates.value = ""
            return
        launch = tried.diff.change.launch if isinstance(tried.diff.change, LaunchMoves) else None
        fields.shown(self.move, there=launch is not None)
        if launch is not None:
            self.move.description = speech.say(
                "Move the launch to %(day)s", day=speech.short_day(launch)
            )
        moved = () if launch is None else launch_moved(self.record, launch)
        title = speech.say("Other dates")
        self.draw(self.dates, moved, lambda: moved_table(title, moved, self.language))
        self.draw(self.sides, tried.diff, lambda: results.rehearsed(tried.diff, self.language))

    def _draw_kept(self, speech: Speech) -> None:
        kept = self.record.plan_b
        told = [self._told(n, one, speech) for n, one in enumerate(kept, 1)]
        none = speech.say("Nothing is kept yet: try something, then keep it.")
        self.listed.value = blocks.lines("", told or [none], self.language)
        fields.shown(self.plans, there=bool(kept))
        fields.shown(self.striking, there=bool(kept) and not self.desk.read_only)
        options = tuple(
            (f"{n}. {change_sentence(one.change, speech)}", one.key)
            for n, one in enumerate(kept, 1)
        ) or (("–", ""),)
        if self.off.options != options:
            self.off.options = options
            self.off.value = options[0][1]

    def _told(self, number: int, one: PlanB, speech: Speech) -> str:
        return speech.say(
            "%(number)s. %(change)s: %(moved)s moved, %(gone)s gone, %(new)s new.",
            number=speech.number(number),
            change=change_sentence(one.change, speech),
            moved=speech.number(len(one.moved)),
            gone=speech.number(len(one.gone)),
            new=speech.number(len(one.new)),
        )

    # ── Trying ──────────────────────────────────────────────────────────────────────────────────

    def _later(self) -> None:
        launch = self.record.launch
        if launch is not None:
            day = launch + planning.WEEK
            wanted = planning.hung(self.desk, self.record.moved(day), spare=planning.NO_SPARE)
            self._try(planning.launch_later(self.record, day), wanted)

    def _fewer(self) -> None:
        self._try(planning.fewer_hours(FEWER))

    def _away(self) -> None:
        if self.found is not None and self.who.value:
            self._try(planning.one_away(self.record, self.who.value, self.found.request))

    def _try(self, change: Change, wanted: Hung | None = None) -> None:
        self.hang()
        if self.refused_request is not None:
            raise self.refused_request
        if self.found is None or self.plan is None:
            return
        self.tried = None
        self._draw_tried()
        request = wanted.request if wanted is not None else None
        self._trying.ask((planning.asked(self.desk, self.found), change, request), self._was_tried)

    def _find(self, of: Question, progress: Progress) -> Tried:
        asked, change, request = of
        return planning.tried(asked, change, request, self.record, progress)

    def _was_tried(self, tried: Tried) -> None:
        self.tried = tried
        self._draw_tried()
        # The sentence below the question is the page's: it is told that there is another.
        self.desk.changed([Campaign])

    # ── Deciding ────────────────────────────────────────────────────────────────────────────────

    def _let_go(self) -> None:
        self.tried = None
        self.redraw()
        self.desk.changed([Campaign])

    def _keep(self) -> None:
        if self.tried is None:
            return
        record = self.record
        key = next_key("plan-b", (one.key for one in record.plan_b))
        kept = plan_b(self.tried.diff, key, record.name, self.desk.today, self.speech)
        self.tried = None
        self.put("plan B", plan_b=(*record.plan_b, kept)[-_MOST:])
        self.steps.go(KEPT)

    def _move(self) -> None:
        """The launch moves for real: the campaign, the plan's request and the plan itself."""
        tried = self.tried
        if tried is None or not isinstance(tried.diff.change, LaunchMoves):
            return
        launch = tried.diff.change.launch
        self.tried = None
        planning.keep(self.desk, tried.request, tried.diff.after, "launch moved")
        self.desk.put(self.record.moved(launch), "launch moved")
        ours = {one.key for one in tried.diff.after.items if one.campaign == self.record.name}
        said = redated([one for one in tried.diff.moved if one.key in ours], self.speech)
        self.sides.value = results.rehearsed(tried.diff, self.language)
        self.outcome.value = session_pages.said(said, self.language)

    def _strike(self) -> None:
        left = tuple(one for one in self.record.plan_b if one.key != self.off.value)
        self.put("plan B", plan_b=left)


def _hours(one: Any) -> float:
    return float(one.hours_a_week)


def plan_b(diff: RehearsalDiff, key: str, name: str, today: date, speech: Speech) -> PlanB:
    """A rehearsal as it is kept beside the plan: what would change, and until when it can be."""
    before = {one.key: one for one in diff.before.items}
    after = {one.key: one for one in diff.after.items}
    ahead = [one.starts for one in before.values() if one.campaign == name and one.starts >= today]
    return PlanB(
        key=key,
        change=diff.change,
        by=min(ahead, default=None) if isinstance(diff.change, LaunchMoves) else None,
        made_on=today,
        channels=diff.channels[:30],
        people=diff.people[:200],
        gone=tuple(before[one] for one in diff.gone)[:_GONE],
        new=tuple(after[one] for one in diff.new)[:_GONE],
        moved=diff.moved[:_GONE],
        touched=diff.touched,
        titles=tuple((one.key, item_name(after[one.key], speech)) for one in diff.moved)[:_GONE],
    )
