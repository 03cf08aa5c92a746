"""The last screen: the strategy read back, the answer to its question, its name and its files."""

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Final

from coachkit.documents import planning_pages, session_pages
from coachkit.documents import session_read_back as pages
from coachkit.documents.session_read_back import PackShown
from coachkit.language.findings import Finding
from coachkit.language.living_words import inputs_answer
from coachkit.language.read_back import next_date_said
from coachkit.language.speech import Speech
from coachkit.language.strategy_told import whole
from coachkit.language.strategy_words import shortened
from coachkit.language.terms import language_name
from coachkit.model import session_record
from coachkit.model.actions import ActionPlan
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import LANGUAGES, Language
from coachkit.model.policies import Policies
from coachkit.model.session_record import NEXT_DATE
from coachkit.model.strategy import Strategy
from coachkit.sessions.autosave import running_loop
from coachkit.sessions.known_names import known_names
from coachkit.sessions.opening import now
from coachkit.sessions.parked_part import ParkedPart
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_files import PACK_FORMATS, PackAsked, PackMade
from coachkit.sessions.session_screens import Screen
from coachkit.sessions.strategy import next_draft
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.form import Form
from coachkit.widgets.living_inputs import AUTHORS, INPUTS
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.session_forms import GONE_THROUGH
from coachkit.widgets.strategy_forms import QUESTION, only
from coachkit.widgets.sub_steps import SubSteps

ALOUD, ANSWER, SAID, FILES, FEEDBACK = "aloud", "answer", "said", "files", "feedback"

_ANSWER_SAID: Final = 160
_AUTHORS: Final = 40
"""More are no authors: a strategy keeps at most so many."""
_FORMAT_NAMES: Final = {"docx": "Word", "pdf": "PDF", "html": "HTML"}


class ReadBackScreen(Screen):
    """Read aloud, answered, named, made into files; and two questions about the session itself."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._named: tuple[str, ...] = ()
        self._was_over = False
        self._working: tuple[int, int, str] | None = None
        self._job: asyncio.Task[None] | None = None
        self._pack: PackShown | None = None
        self._refused: CoachkitError | None = None
        self._deaf = False
        self.aloud, self.open_ones = Panel(), Panel()
        self.parked = ParkedPart(self)
        self.steps = SubSteps(
            {
                ALOUD: Stack([self.aloud, self.open_ones, self.parked]),
                ANSWER: self._answer_part(),
                SAID: self.said_part(),
                FILES: self._files_part(),
                FEEDBACK: self._feedback_part(),
            }
        )
        self.body.children = (self.steps,)
        self._look()
        self.redraw()

    # ── What it is made of ──────────────────────────────────────────────────────────────────────

    def answer_form(self) -> Form:
        """The form in which the question of the session is answered."""
        return self.part_form(
            "answer",
            Strategy,
            lambda: _ANSWERED,
            lambda strategy: strategy.question,
            lambda strategy, question: strategy.changed(question=question),
        )

    def read_aloud(self) -> str:
        """What is read back, as a panel."""
        return pages.told(self.desk.the(Strategy), self.desk.the(ActionPlan), self.language)

    def step_names(self, speech: Speech) -> dict[str, str]:
        """What the parts of the screen are called."""
        return {
            ALOUD: speech.say("Read aloud"),
            ANSWER: speech.say("Answer and name"),
            SAID: speech.say_in("step", "Said to the draft"),
            FILES: speech.say_in("step", "Files"),
            FEEDBACK: speech.say("Two questions"),
        }

    def _answer_part(self) -> Stack:
        self.question = self.answer_form()
        self.authors = self.form(
            "authors", Strategy, lambda: AUTHORS, known=lambda: known_names(self.desk)
        )
        self.all_here = fields.button(self._all_here)
        self.day = fields.day()
        self.day.observe(self._day_chosen, "value")
        self.day_said, self.named_said = Panel(), Panel()
        self.name = fields.text()
        self.name.observe(lambda _: self._say_button(), "value")
        self.call_it = fields.button(self._call_it, primary=True)
        return Stack(
            [
                self.question,
                fields.band(self.day),
                self.day_said,
                fields.band(self.name, self.call_it),
                self.named_said,
                fields.band(self.authors, self.all_here),
            ]
        )

    def said_part(self) -> Stack:
        """What was said to the draft."""
        self.inputs = self.form(
            "inputs", Strategy, lambda: INPUTS, known=lambda: known_names(self.desk)
        )
        self.inputs_said = Panel()
        return Stack([self.inputs_said, self.inputs])

    def _files_part(self) -> Stack:
        ours = self.desk.client.languages
        ordered = dict.fromkeys((*ours, *LANGUAGES))
        self.languages = {one: fields.tick(value=one in ours) for one in ordered}
        self.formats = {one: fields.tick(value=True) for one in PACK_FORMATS}
        self.make = fields.button(self._make, primary=True)
        self.version_said, self.progress, self.files_said = Panel(), Panel(), Panel()
        # The training is among the files; who has been to it is known when the session is over.
        self.acknowledged = self.form(
            "acknowledged", Policies, lambda: GONE_THROUGH, known=lambda: known_names(self.desk)
        )
        return Stack(
            [
                self.version_said,
                fields.band(*self.languages.values(), *self.formats.values()),
                fields.band(self.make),
                self.progress,
                self.files_said,
                self.acknowledged,
            ]
        )

    def _feedback_part(self) -> Stack:
        marks = [(str(mark), mark) for mark in range(1, 6)]
        self.useful_asked, self.clear_asked, self.thanks = Panel(), Panel(), Panel()
        self.useful, self.clear = fields.either(marks, None), fields.either(marks, None)
        for one, field in ((self.useful, "useful"), (self.clear, "clear_next_step")):
            one.add_class("ck-aloud-marks")
            one.observe(partial(self._marked, field), "value")
        return Stack([self.useful_asked, self.useful, self.clear_asked, self.clear, self.thanks])

    # ── What it says ────────────────────────────────────────────────────────────────────────────

    def answer(self) -> Finding | None:
        """The client's own answer to the question, and how much is still open."""
        given = self.desk.the(Strategy).question.answer
        if not given:
            return None
        speech, left = self.speech, len(self.desk.undecided())
        said = shortened(whole(given), _ANSWER_SAID)
        return Finding(
            text=speech.say("Your answer is now: “%(answer)s”.", answer=said),
            detail=speech.count(
                "%(n)s decision is still open.", "%(n)s decisions are still open.", left
            )
            if left
            else "",
        )

    def _look(self) -> None:
        """What lies in the store: versions with names, and files made before."""
        try:
            named = self.desk.looked_up(lambda store: store.frozen_names())
            self._named = tuple(one.name for one in named)
            if not self.name.value or self.name.value in self._named:
                self.name.value = next_draft(self._named)
            if self._pack is None:
                self._pack = self._shown(self.desk.pack_made())
        except CoachkitError as error:
            self._refused = error

    def redraw(self) -> None:
        """All of it, as it is now."""
        desk, speech, session = self.desk, self.speech, self.desk.session
        said = desk.sheet.said(self.language).decisions
        self.aloud.value = self.read_aloud()
        self.open_ones.value = pages.open_ones(
            [said[one.key] for one in desk.undecided()], self.language
        )
        self.parked.draw()
        self._name_controls(speech)
        self._say_people(speech)
        self._say_date()
        self._say_button()
        self._say_version()
        self._say_files()
        self._say_feedback(speech)
        for one in (self.day, self.name, self.call_it, self.make, self.useful, self.clear):
            fields.shown(one, there=not desk.read_only)
        if session.over and not self._was_over:
            self.steps.go(FILES)
        self._was_over = session.over

    def _name_controls(self, speech: Speech) -> None:
        self.steps.named(self.step_names(speech))
        self.day.description = speech.say("We meet again on")
        self.name.description = speech.say("Name of this version")
        self.make.description = speech.say("Make the files")
        for language, tick in self.languages.items():
            tick.description = language_name(language, speech)
        for form, tick in self.formats.items():
            tick.description = _FORMAT_NAMES[form]

    def _say_people(self, speech: Speech) -> None:
        """Who is here and does not stand among the authors yet; what was said and answered."""
        self.all_here.description = speech.say("All who are here")
        absent = set(self._here()) - set(self.desk.the(Strategy).authors)
        fields.shown(self.all_here, there=bool(absent) and not self.desk.read_only)
        self.say_inputs(speech)

    def say_inputs(self, speech: Speech) -> None:
        """How much of what was said has an answer."""
        found = inputs_answer(self.desk.the(Strategy), speech)
        sentence = f"{found.text} {found.detail}".strip()
        self.inputs_said.value = session_pages.said(sentence, self.language)

    def _say_date(self, *, behind: bool = False) -> None:
        taken = [one.text for one in self.desk.session.decisions if one.key == NEXT_DATE]
        text = taken[-1] if taken else ""
        if behind:
            text = self.speech.say("That day is behind us. Choose one that lies ahead.")
        self.day_said.value = session_pages.said(text, self.language, warning=behind)

    def _say_button(self) -> None:
        name = self.name.value.strip()
        self.call_it.description = self.speech.say("Call it draft %(name)s", name=name)

    def _say_version(self) -> None:
        text = ""
        if self._named:
            text = self.speech.say(
                "The last version with a name is %(name)s.", name=self._named[-1]
            )
        if self._refused is not None:
            self.named_said.value = session_pages.refused(self._refused, self.language)
        else:
            self.named_said.value = session_pages.said(text, self.language)
        self.version_said.value = session_pages.said(text, self.language)

    def _say_files(self) -> None:
        self.make.disabled = self._working is not None
        if self._working is None:
            self.progress.value = planning_pages.working("", self.language)
        else:
            done, of, name = self._working
            sentence = (
                self.speech.say("Writing %(name)s…", name=name)
                if name
                else self.speech.say("Getting the documents ready…")
            )
            share = done / of if of else 0.0
            self.progress.value = planning_pages.working(sentence, self.language, done=share)
        self.files_said.value = "" if self._pack is None else pages.files(self._pack, self.language)

    def _say_feedback(self, speech: Speech) -> None:
        session = self.desk.session
        self._deaf = True
        try:
            self.useful.value, self.clear.value = session.useful, session.clear_next_step
        finally:
            self._deaf = False
        low, high = speech.say("not at all"), speech.say("very much")
        useful, clear = (
            speech.say("Was this session useful?"),
            speech.say("Is the next step clear?"),
        )
        self.useful_asked.value = pages.question(useful, low, high, self.language)
        self.clear_asked.value = pages.question(clear, low, high, self.language)
        self.useful.description, self.clear.description = useful, clear
        both = session.useful is not None and session.clear_next_step is not None
        thanks = speech.say("Thank you. Both answers are kept.") if both else ""
        self.thanks.value = session_pages.said(thanks, self.language)

    # ── What is done ────────────────────────────────────────────────────────────────────────────

    def _here(self) -> tuple[str, ...]:
        """Those in the room who agreed to be named."""
        return tuple(one.name for one in self.desk.session.attendees if one.consent and one.name)

    def _all_here(self) -> None:
        strategy = self.desk.the(Strategy)
        together = dict.fromkeys((*strategy.authors, *self._here()))
        with_all = strategy.changed(authors=tuple(together)[:_AUTHORS])
        self.authors.value = with_all
        self._say_people(self.speech)

    def _day_chosen(self, change: Any) -> None:
        day = change["new"]
        if not isinstance(day, date) or self._deaf:
            return
        if day < self.desk.today:
            self._say_date(behind=True)
            return
        text = next_date_said(day, self.speech)
        decided = session_record.decide(self.desk.session, text, now(), key=NEXT_DATE)
        self.desk.write(decided, "next date")
        self._say_date()

    def _call_it(self) -> None:
        if self._trying(lambda: self.desk.name_version(self.name.value.strip())):
            self._look()
            self.call_it.button_style = ""
            self.steps.go(FILES)
        self.redraw()

    def _trying(self, act: Callable[[], object]) -> bool:
        self._refused = None
        try:
            act()
        except CoachkitError as error:
            self._refused = error
        return self._refused is None

    def _make(self) -> None:
        asked = PackAsked(
            tuple(one for one, tick in self.languages.items() if tick.value),
            tuple(one for one, tick in self.formats.items() if tick.value),
        )
        self.desk.flush()
        self._working = (0, 0, "")
        self._say_files()
        loop = running_loop()
        if loop is None:
            self._finish(partial(self.desk.make_pack, asked, self._tell))
        else:
            self._job = loop.create_task(self._make_beside(loop, asked))

    async def _make_beside(self, loop: asyncio.AbstractEventLoop, asked: PackAsked) -> None:
        """In a thread of its own, so that the clock and the page stay alive."""

        def told(done: int, of: int, name: str) -> None:
            loop.call_soon_threadsafe(self._tell, done, of, name)

        job = loop.run_in_executor(None, self.desk.make_pack, asked, told)
        await asyncio.wait([job])
        self._finish(job.result)

    def _tell(self, done: int, of: int, name: str) -> None:
        if self._working is not None:
            self._working = (done, of, name)
            self._say_files()

    def _finish(self, made: Callable[[], PackMade]) -> None:
        refused = None
        try:
            self._pack = self._shown(made())
            self.make.button_style = ""
        except CoachkitError as error:
            refused = error
        finally:
            self._working = None
            self._say_files()
        if refused is not None:
            self.files_said.value = session_pages.refused(refused, self.language)

    def _shown(self, made: PackMade | None) -> PackShown | None:
        if made is None:
            return None
        practice = self.desk.session.practice
        return PackShown(made.folder, made.pack, made.files, made.address, made.too_long, practice)

    def _marked(self, field: str, change: Any) -> None:
        if self._deaf or change["new"] is None:
            return
        answer = {field: change["new"]}
        self.desk.write(session_record.give_feedback(self.desk.session, **answer), "feedback")
        self._say_feedback(self.speech)


_ANSWERED: Final = only(QUESTION, "answer")
