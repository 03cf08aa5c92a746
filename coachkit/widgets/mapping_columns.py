"""The questions of the mapping screen about columns: which layout, and which column is what.

Nothing is chosen beforehand. What is suggested stands beside a choice in words, and counts only
once a person has taken it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ipywidgets import BoundedIntText, Button, HBox

from coachkit.documents import mapping as pages
from coachkit.documents.mapping_words import (
    layout_choice,
    likely,
    meaning_name,
)
from coachkit.language.speech import speak
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.mappings import IGNORE, SEVERAL
from coachkit.platforms.mapping import offered
from coachkit.platforms.mapping_proposal import Proposal, Suggestion
from coachkit.widgets.mapping_draft import (
    WIDE,
    Draft,
    Step,
    choice,
    matching,
    take_suggestions,
)

_TOP = 3


class WhichSheet(Step):
    """Of a workbook with several tables, the one that it is about."""

    def __init__(self, proposals: Sequence[Proposal], language: Language) -> None:
        self._language = language
        self._proposals = proposals
        speech = speak(language)
        sheets = [(one.table.sheet or "", str(place)) for place, one in enumerate(proposals)]
        self.sheet = choice(speech.say("Sheet"), sheets, speech)
        self.controls = (self.sheet,)

    def html(self, number: int) -> str:
        """The question for the sheet."""
        asked = speak(self._language).say("Which sheet has the numbers?")
        return pages.question(asked, self._language, step=number)

    def answer(self, draft: Draft) -> Draft:
        """Its proposal."""
        if self.sheet.value == "":
            raise InvalidValue("unanswered")
        return replace(draft, proposal=self._proposals[int(self.sheet.value)])


class WhichLayout(Step):
    """Which export it is. ``moved`` is told when a person points at another header row."""

    def __init__(
        self, proposal: Proposal, language: Language, moved: Callable[[int], None]
    ) -> None:
        self._language = language
        self._proposal = proposal
        speech = speak(language)
        options = [
            (layout_choice(one.base, speech), one.base.format) for one in proposal.candidates
        ]
        self.layout = choice(speech.say("Export"), options, speech)
        self.header_row = BoundedIntText(
            value=proposal.table.header_row,
            min=1,
            max=10_000,
            description=speech.say("Row of the headers"),
            style=WIDE,
        )
        self.header_row.observe(lambda change: moved(change["new"]), "value")
        headers = " · ".join(column.header for column in proposal.columns)
        beside = pages.said_beside(headers, language)
        self.controls = (matching(self.layout, ""), matching(self.header_row, beside))

    def html(self, number: int) -> str:
        """Which export, with the likeliest and why."""
        speech = speak(self._language)
        best = [one for one in self._proposal.candidates[:_TOP] if one.suggestions]
        return pages.question(
            speech.say("Which export is this?"),
            self._language,
            step=number,
            lead=speech.say(
                "coachkit does not know the headers of “%(file)s”. The likeliest exports come "
                "first; the choice is yours.",
                file=self._proposal.table.file,
            ),
            notes=[
                pages.Note(layout_choice(one.base, speech), likely(one, speech)) for one in best
            ],
        )

    def answer(self, draft: Draft) -> Draft:
        """Its candidate."""
        chosen = draft.proposal.candidate(self.layout.value)
        if chosen is None:
            raise InvalidValue("unanswered")
        return replace(draft, candidate=chosen, headers={})


class NeededColumns(Step):
    """The columns without which no row can be read: a choice of headers for each meaning."""

    def __init__(self, draft: Draft, language: Language) -> None:
        self._language = language
        speech = speak(language)
        base, chosen = draft.base, draft.chosen
        possible = offered(base)
        options = [
            (_with_samples(column.header, draft), column.header)
            for column in draft.proposal.columns
        ]
        self.needed = {
            need: choice(meaning_name(need, base, speech), options, speech)
            for need in base.needs
            if need in possible
        }
        self._suggested = {need: chosen.suggested_header(need) for need in self.needed}
        self.take = take_suggestions(self._take, speech, there_are=any(self._suggested.values()))
        rows = [
            matching(control, _beside_need(self._suggested[need], language))
            for need, control in self.needed.items()
        ]
        self.controls = (*rows, self.take)

    def _take(self) -> None:
        for need, suggestion in self._suggested.items():
            if suggestion is not None and not self.needed[need].value:
                self.needed[need].value = suggestion.header

    def html(self, number: int) -> str:
        """Which column is what."""
        speech = speak(self._language)
        lead = speech.say("Without these no row can be read.")
        asked = speech.say("Which columns are these?")
        return pages.question(asked, self._language, step=number, lead=lead)

    def answer(self, draft: Draft) -> Draft:
        """One header each."""
        chosen: dict[str, str] = {}
        for need, control in self.needed.items():
            if not control.value:
                raise InvalidValue("not_matched", value=need)
            if control.value in chosen:
                known = [chosen[control.value], need]
                raise InvalidValue("chosen_twice", value=control.value[:80], known=known)
            chosen[control.value] = need
        return replace(draft, headers=chosen)


class OtherColumns(Step):
    """Every other column of the file: what it is, or that it is left out."""

    def __init__(self, draft: Draft, language: Language) -> None:
        self._language = language
        speech = speak(language)
        base, chosen = draft.base, draft.chosen
        taken = set(draft.headers.values()) - SEVERAL
        options = [(meaning_name(IGNORE, base, speech), IGNORE)]
        options += [
            (meaning_name(meaning, base, speech), meaning)
            for meaning in offered(base)
            if meaning not in taken
        ]
        left = [c for c in draft.proposal.columns if c.header not in draft.headers]
        self.columns = {column.header: choice(column.header, options, speech) for column in left}
        self._suggested = {column.header: chosen.suggested(column.header) for column in left}
        self.take = take_suggestions(self._take, speech, there_are=any(self._suggested.values()))
        self.leave_out = Button(description=speech.say("Leave out the rest"))
        self.leave_out.on_click(lambda _: self._leave_out())
        rows = [
            matching(
                self.columns[column.header],
                pages.beside(column, self._suggested[column.header], base, language),
            )
            for column in left
        ]
        self.controls = (*rows, HBox([self.take, self.leave_out]))

    def _take(self) -> None:
        """The suggestions for columns of which nothing was said, each meaning once."""
        used = {control.value for control in self.columns.values()} - SEVERAL
        for header, suggestion in self._suggested.items():
            control = self.columns[header]
            possible = {value for _, value in control.options}
            if suggestion is None or control.value or suggestion.meaning not in possible - used:
                continue
            control.value = suggestion.meaning
            used |= {suggestion.meaning} - SEVERAL

    def _leave_out(self) -> None:
        for control in self.columns.values():
            if not control.value:
                control.value = IGNORE

    def html(self, number: int) -> str:
        """The question for what is left."""
        speech = speak(self._language)
        lead = speech.say("What you leave out is not read, in this file or any later one.")
        asked = speech.say("What are the other columns?")
        return pages.question(asked, self._language, step=number, lead=lead)

    def answer(self, draft: Draft) -> Draft:
        """Every header with its meaning."""
        left = [header for header, control in self.columns.items() if not control.value]
        if left:
            raise InvalidValue("undecided", value=left[0][:80], known=left)
        said = {header: control.value for header, control in self.columns.items()}
        answered = replace(draft, headers=_in_order({**draft.headers, **said}, draft.proposal))
        answered.mapping("–", "xx")
        return answered


def _with_samples(header: str, draft: Draft) -> str:
    samples = draft.proposal.by_header[header].samples
    return f"{header} – {' · '.join(samples)}" if samples else header


def _beside_need(suggestion: Suggestion | None, language: Language) -> str:
    return "" if suggestion is None else pages.suggested_column(suggestion, language)


def _in_order(headers: Mapping[str, str], proposal: Proposal) -> dict[str, str]:
    return {c.header: headers[c.header] for c in proposal.columns if c.header in headers}
