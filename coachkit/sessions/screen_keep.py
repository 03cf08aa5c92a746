"""Keep, stop, start: decisions whose day has come, changes with their why, and what they change."""

from functools import partial
from typing import Any

from coachkit.documents import evaluation_blocks as blocks
from coachkit.documents import living_pages as living
from coachkit.documents.session_first import guide
from coachkit.language.evaluation_words import doing_name
from coachkit.language.findings import Finding
from coachkit.language.living_words import decision_called
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import shortened
from coachkit.model.deciding import Decision, next_key
from coachkit.model.errors import CoachkitError
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.keep_stop_start import Doing, StrategyEdit
from coachkit.model.languages import Language
from coachkit.model.strategy import HoursDecision, Strategy
from coachkit.model.strategy_changes import compare
from coachkit.model.strategy_edits import written_into
from coachkit.model.strategy_gaps import stale
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.evaluation_forms import edit_hints
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

_DUE, _CHANGES, _DIFFERENCE = "due", "changes", "difference"


class KeepStopStartScreen(EvaluationScreen):
    """A change waits here until it is whole; then one press writes all of them, with reasons."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._hints_of: tuple[Decision, ...] | None = None
        self._hints: Hints = {}
        self._before: Strategy | None = None
        self.due = Stack([])
        self._due_of: Any = None
        self.edits = self.part_form(
            "edits",
            Evaluation,
            self._edit_hints,
            lambda record: record,
            lambda record, new: self._dated(_with_open(record, new)),
            known=self.known,
        )
        self.written = Panel()
        self.difference = Panel()
        self.write = fields.button(lambda: self.act(self.write_them), primary=True)
        self.steps = SubSteps(
            {
                _DUE: self.due,
                _CHANGES: Stack([self.edits, self.write, self.written]),
                _DIFFERENCE: Stack([self.difference]),
            }
        )
        self.body.children = (self.outcome, self.steps)
        self.redraw()
        if not stale(desk.the(Strategy), desk.today):
            self.steps.go(_CHANGES)

    def answer(self) -> Finding | None:
        """How many changes stand in the strategy, and how many wait for their why."""
        edits, speech = self.record.edits, self.speech
        if not edits:
            return None
        done = sum(one.written_on is not None for one in edits)
        waiting = len(edits) - done
        return Finding(
            text=speech.count(
                "%(n)s change is in the strategy.", "%(n)s changes are in the strategy.", done
            ),
            detail=speech.count(
                "%(n)s is not written into it yet.", "%(n)s are not written into it yet.", waiting
            )
            if waiting
            else "",
        )

    def redraw(self) -> None:
        """What is old, what is whole, and what the strategy has become."""
        speech = self.speech
        self.steps.named(
            {
                _DUE: speech.say_in("step", "Whose day has come"),
                _CHANGES: speech.say_in("step", "Keep, stop, start"),
                _DIFFERENCE: speech.say_in("step", "What changes"),
            }
        )
        self._draw_due(speech)
        whole = self._whole()
        self.write.description = speech.count(
            "Write %(n)s change into the strategy",
            "Write %(n)s changes into the strategy",
            len(whole),
        )
        self.write.disabled = not whole
        fields.shown(self.write, there=not self.desk.read_only)
        said = [self._told(one, speech) for one in self.record.edits if one.written_on is not None]
        self.written.value = blocks.lines(
            speech.say("Written into the strategy"), said, self.language
        )
        self._draw_difference(speech)

    def show(self) -> None:
        """With a change to begin with, where there is none."""
        super().show()
        self.edits.begin_row("edits")

    # ── What is written ─────────────────────────────────────────────────────────────────────────

    def write_them(self) -> None:
        """Every whole change becomes one of the strategy; one that cannot be says why."""
        strategy, today = self.desk.the(Strategy), self.desk.today
        written: dict[str, StrategyEdit] = {}
        refused: CoachkitError | None = None
        for edit in self._whole():
            try:
                strategy = written_into(strategy, edit, today)
            except CoachkitError as error:
                refused = error
                continue
            written[edit.key] = edit.changed(written_on=today)
        if written:
            self.desk.put(strategy, "what changes")
            edits = tuple(written.get(one.key, one) for one in self.record.edits)
            self.put("changes", edits=edits)
        if refused is not None:
            raise refused

    def look_again(self, key: str) -> None:
        """Begin a line that keeps that sentence; who and why are still to be said."""
        keys = (one.key for one in self.record.edits)
        edit = StrategyEdit(key=next_key("edit", keys), doing=Doing.KEEP, about=key)
        self.act(lambda: self.put("changes", edits=(*self.record.edits, edit)))
        self.steps.go(_CHANGES)

    def _whole(self) -> tuple[StrategyEdit, ...]:
        return tuple(one for one in self.record.edits if one.written_on is None and not one.missing)

    # ── What is shown ───────────────────────────────────────────────────────────────────────────

    def _draw_due(self, speech: Speech) -> None:
        strategy, today = self.desk.the(Strategy), self.desk.today
        begun = {one.about for one in self.record.edits}
        of = (strategy, today, self.language, frozenset(begun))
        if of == self._due_of:
            return
        self._due_of = of
        overdue = stale(strategy, today)
        told = living.alarm(strategy, today, self.language)
        rows: list[Any] = [
            self._row(one, sentence, begun=one.key in begun, speech=speech)
            for one, sentence in zip(overdue, told, strict=True)
        ]
        if not rows:
            said = speech.say("No decision's day has come yet.")
            rows = [Panel(guide(said, self.language))]
        self.due.children = tuple(rows)

    def _row(self, one: Decision, sentence: str, *, begun: bool, speech: Speech) -> Any:
        panel = Panel(sentence)
        if begun or self.desk.read_only or isinstance(one, HoursDecision):
            return fields.band(panel, kind="ck-due")
        again = fields.button(partial(self.look_again, one.key))
        again.description = speech.say("Look at it again")
        return fields.band(panel, again, kind="ck-due")

    def _told(self, edit: StrategyEdit, speech: Speech) -> str:
        return speech.say(
            "%(doing)s: %(what)s. Because: %(learned)s",
            doing=doing_name(edit.doing, speech),
            what=shortened(edit.text or self._called(edit, speech)),
            learned=edit.learned,
        )

    def _called(self, edit: StrategyEdit, speech: Speech) -> str:
        everything = (*self.desk.the(Strategy).decisions, *self._before_session().decisions)
        found = next((one for one in everything if one.key == edit.about), None)
        return edit.about or "" if found is None else decision_called(found, speech)

    def _draw_difference(self, speech: Speech) -> None:
        before, after = self._before_session(), self.desk.the(Strategy)
        if before == after:
            said = speech.say("Nothing of the strategy has changed in this session yet.")
            self.difference.value = guide(said, self.language)
            return
        names = (speech.say("before this session"), speech.say("now"))
        self.difference.value = living.difference(
            compare(before, after), names, self.desk.client, self.desk.today, self.language
        )

    def _before_session(self) -> Strategy:
        if self._before is None:
            self._before = self.desk.before(Strategy)
        return self._before

    def _edit_hints(self) -> Hints:
        decisions = tuple(
            one for one in self.desk.the(Strategy).decisions if not isinstance(one, HoursDecision)
        )
        if decisions != self._hints_of:
            self._hints_of, self._hints = decisions, edit_hints(decisions)
        return self._hints


def _with_open(record: Evaluation, new: Evaluation) -> Evaluation:
    """What is written into the strategy stays written: only what is open can still be changed."""
    written = {one.key: one for one in record.edits if one.written_on is not None}
    edits = [written.get(one.key, one) for one in new.edits]
    gone = [one for key, one in written.items() if key not in {edit.key for edit in new.edits}]
    return record.changed(edits=(*edits, *gone))
