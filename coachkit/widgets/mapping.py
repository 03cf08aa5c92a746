"""The mapping screen: one question at a time, until the file reads right and the matching is kept.

A form with a value: the questions are in :mod:`coachkit.widgets.mapping_columns` and
:mod:`coachkit.widgets.mapping_trial`, the reading and the keeping are handed in. It works alone
in a cell and inside a page.
"""

from collections.abc import Callable, Sequence
from typing import Any

from ipywidgets import Button, HBox, VBox

from coachkit.documents import mapping as pages
from coachkit.language.speech import speak
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.mappings import ColumnMapping
from coachkit.platforms.mapping_checks import left_open
from coachkit.platforms.mapping_proposal import Proposal
from coachkit.platforms.mapping_tables import UnnamedTable
from coachkit.platforms.mapping_trial import Trial
from coachkit.widgets.mapping_columns import NeededColumns, OtherColumns, WhichLayout, WhichSheet
from coachkit.widgets.mapping_draft import Draft, Step, first_name
from coachkit.widgets.mapping_trial import LastLook, StillOpen
from coachkit.widgets.panel import Panel

Propose = Callable[[int | None], Sequence[Proposal]]
TryOut = Callable[[UnnamedTable, ColumnMapping], Trial]
Keep = Callable[[ColumnMapping, str | None], ColumnMapping]


class MappingForm(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """The questions, and the mapping once it is kept.

    ``propose``: what the file might be, given its header row or ``None``; ``try_out``: reads the
    file whole; ``keep``: stores the mapping, or has the earlier one of that name learn from it,
    and gives what is kept then. What they refuse is shown as a sentence.
    """

    def __init__(self, propose: Propose, try_out: TryOut, keep: Keep, language: Language) -> None:
        self.kept: ColumnMapping | None = None
        self._propose, self._try_out, self._keep = propose, try_out, keep
        self._language = language
        self._past: list[tuple[Step, Draft]] = []
        speech = speak(language)
        self.asked, self.said = Panel(), Panel()
        self.controls = VBox()
        self.controls.add_class("ck-mapping-answers")
        self.back = Button(description=speech.say("Back"))
        self.onward = Button(description=speech.say("Next"), button_style="primary")
        self.back.on_click(lambda _: self.go_back())
        self.onward.on_click(lambda _: self.go_on())
        buttons = HBox([self.back, self.onward])
        buttons.add_class("ck-mapping-buttons")
        super().__init__([self.asked, self.controls, self.said, buttons])
        proposals = tuple(propose(None))
        self._proposals = proposals
        self._draft = Draft(proposals[0])
        self.step: Step = (
            WhichSheet(proposals, language) if len(proposals) > 1 else self._layout(proposals[0])
        )
        self._show()

    def get_interact_value(self) -> ColumnMapping | None:
        """The mapping, once it was kept."""
        return self.kept

    def go_on(self) -> None:
        """Take the answer and ask the next question, or keep what was tried."""
        try:
            draft = self.step.answer(self._draft)
            following = self._following(draft)
        except CoachkitError as error:
            self._refuse(error)
            return
        self._past.append((self.step, self._draft))
        self._draft = draft
        if following is None:
            self._end()
        else:
            self.step = following
            self._show()

    def go_back(self) -> None:
        """The question before, with its answer."""
        if self._past:
            self.step, self._draft = self._past.pop()
            self._show()

    def _following(self, draft: Draft) -> Step | None:
        step, language = self.step, self._language
        if isinstance(step, WhichSheet):
            return self._layout(draft.proposal)
        if isinstance(step, WhichLayout):
            needed = NeededColumns(draft, language)
            return needed if needed.needed else OtherColumns(draft, language)
        if isinstance(step, NeededColumns):
            return OtherColumns(draft, language)
        if isinstance(step, OtherColumns):
            open_ = StillOpen(left_open(draft.proposal.table, draft.base, draft.headers), language)
            return open_ if open_.controls else self._last_look(draft)
        if isinstance(step, LastLook):
            self.kept = self._keep(*step.mapping())
            return None
        return self._last_look(draft)

    def _layout(self, proposal: Proposal) -> WhichLayout:
        return WhichLayout(proposal, self._language, self._moved)

    def _moved(self, header_row: int) -> None:
        """A person says that the headers are in another row."""
        sheet = self._draft.proposal.table.sheet
        try:
            proposals = self._propose(header_row)
        except CoachkitError as error:
            self._refuse(error)
            return
        found = [one for one in proposals if one.table.sheet == sheet]
        if found:
            self._draft = Draft(found[0])
            self.step = self._layout(found[0])
            self._show()

    def _last_look(self, draft: Draft) -> LastLook:
        name, spoken = first_name(draft, self._language)
        tried = self._try_out(draft.proposal.table, draft.mapping(name, spoken))
        return LastLook(tried, draft, self._language)

    def _show(self) -> None:
        speech = speak(self._language)
        last = isinstance(self.step, LastLook)
        self.asked.value = self.step.html(len(self._past) + 1)
        self.controls.children = tuple(self.step.controls)
        self.said.value = ""
        self.back.disabled = not self._past
        self.onward.description = speech.say("Keep this matching") if last else speech.say("Next")

    def _refuse(self, error: CoachkitError) -> None:
        base = self._draft.candidate.base if self._draft.candidate else None
        self.said.value = pages.refused(error, self._language, base)

    def _end(self) -> None:
        speech = speak(self._language)
        name = self.kept.name if self.kept else ""
        self.asked.value = ""
        self.controls.children = ()
        self.said.value = pages.said(
            speech.say(
                "Kept as “%(name)s”. Later files of this kind are read by themselves.", name=name
            ),
            self._language,
        )
        self.children = (self.said,)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Read without a browser: the present question."""
        live: dict[str, Any] = super()._repr_mimebundle_(**kwargs) or {}
        return {"text/html": f"{self.asked.value}\n{self.said.value}", **live}
