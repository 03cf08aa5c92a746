"""Channels: a card each between keep, pause and close, with its users here and its owner."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any, Final

from coachkit.documents import session_aims as panels
from coachkit.language.channels_said import card_note, channels_finding
from coachkit.language.explaining import explain
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import verdict_name
from coachkit.model.audit import Audit, Verdict
from coachkit.model.channel_verdicts import (
    accounts_of,
    beginning_of,
    choice_of,
    chosen,
    every_channel,
    judged,
    known_as,
    verdict_on,
)
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.strategy import (
    BusinessGoal,
    CommunicationGoal,
    Profile,
    Strategy,
)
from coachkit.model.usage import Usage
from coachkit.planning.usage import usage_of_channel
from coachkit.sessions.known_names import known_names
from coachkit.sessions.review_button import ReviewButton
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.board import Board, Card, Column, Placed
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import channel_choice, folding, only

UNDECIDED: Final = "undecided"
"""The column of what is still to be decided."""

_FOLDED: Final = ("serves", "for_profile", "measure", "evidence")


class ChannelsScreen(Screen):
    """The board, and below it who owns the channel that is chosen, why, and until when.

    ``here``: the channel whose form is open, as it is known among others; empty for none.
    """

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.here = ""
        self._deaf = False
        self._drawn: Any = None
        self._forms: dict[str, Form] = {}
        self.board = Board(_COLUMNS, (), label=_board_label, language=language)
        self.board.add_class("ck-channel-board")
        self.board.read_only = desk.read_only
        self.board.observe(self._moved, "value")
        self.figures, self.problem = Panel(), Panel()
        self.which = fields.either([], None)
        self.which.add_class("ck-substeps")
        self.which.observe(self._gone_to, "value")
        self.choice = Stack([])
        self.name, self.add = fields.text(), fields.button(self._add)
        fields.entered(self.name, self._add)
        self.take = fields.button(self._take_over, primary=True)
        self.more = fields.band(self.name, self.add, self.take)
        self.review = ReviewButton(desk, lambda strategy: strategy.channels, self.redraw)
        self.body.children = (
            self.board,
            self.figures,
            self.problem,
            self.which,
            self.choice,
            self.review.body,
            self.more,
        )
        self.redraw()

    def answer(self) -> Finding | None:
        """How many are kept, paused and closed, and what the choices lack."""
        strategy = self.desk.the(Strategy)
        verdicts = [verdict_on(one, strategy, self.desk.the(Audit)) for one in self.names]
        return channels_finding(verdicts, strategy, self.desk.today, self.speech)

    @property
    def names(self) -> tuple[str, ...]:
        """Every channel that is spoken of."""
        request = self.desk.request
        named = () if request is None else [one.name for one in request.channels]
        return every_channel(self.desk.the(Strategy), self.desk.the(Audit), named)

    # ── What is done ────────────────────────────────────────────────────────────────────────────

    def _moved(self, change: Any) -> None:
        if self._deaf:
            return
        for card, column in change["new"]:
            verdict = None if column == UNDECIDED else Verdict(column)
            name = next((one for one in self.names if known_as(one) == card), "")
            if name and verdict is not self._verdict(name):
                self._decide(name, verdict)
                self.here = card
        self.redraw()

    def _decide(self, name: str, verdict: Verdict | None) -> None:
        """The strategy's choice and the verdict on the accounts are one."""
        audit, strategy = self.desk.the(Audit), self.desk.the(Strategy)
        choice = choice_of(strategy, name) or beginning_of(name, audit)
        try:
            decided = chosen(strategy, choice.changed(verdict=verdict))
        except CoachkitError as error:
            self._refuse(error)
            return
        self.desk.put(decided, "channels")
        self.desk.put(judged(audit, name, verdict), "channels")

    def _verdict(self, name: str) -> Verdict | None:
        return verdict_on(name, self.desk.the(Strategy), self.desk.the(Audit))

    def _take_over(self) -> None:
        """What the audit says is decided."""
        for name in self._only_audited:
            self._decide(name, self._verdict(name))
        self.redraw()

    def _add(self) -> None:
        """A channel that nobody has spoken of yet."""
        name = self.name.value.strip()
        if not name or known_as(name) in map(known_as, self.names):
            return
        self.problem.value = ""
        try:
            fresh = chosen(self.desk.the(Strategy), beginning_of(name, self.desk.the(Audit)))
        except CoachkitError as error:
            self._refuse(error)
            return
        self.name.value, self.here = "", known_as(name)
        self.desk.put(fresh, "channels")
        self.redraw()

    def _gone_to(self, change: Any) -> None:
        if not self._deaf and change["new"]:
            self.here = change["new"]
            self.redraw()

    def _refuse(self, error: CoachkitError) -> None:
        self.problem.value = panels.refused(explain(error, self.language), self.language)

    # ── Drawing ─────────────────────────────────────────────────────────────────────────────────

    def redraw(self) -> None:
        """Every card where it is now."""
        names, speech = self.names, self.speech
        if self.here not in map(known_as, names):
            self.here = known_as(names[0]) if names else ""
        self._deaf = True
        try:
            self._draw_board(names)
            self.which.options = [(one, known_as(one)) for one in names]
            self.which.value = self.here or None
        finally:
            self._deaf = False
        self._draw_choice(names)
        self.name.description = speech.say("Another channel")
        self.add.description = speech.say("Add it")
        self.take.description = speech.say("Decided as on the board")
        fields.shown(self.take, there=bool(self._only_audited) and not self.desk.read_only)
        fields.shown(self.more, there=not self.desk.read_only)
        self.review.redraw(speech)

    @property
    def _only_audited(self) -> list[str]:
        """Channels on which only the audit has a verdict so far."""
        strategy = self.desk.the(Strategy)
        return [
            one for one in self.names if choice_of(strategy, one) is None and self._verdict(one)
        ]

    def _draw_board(self, names: Sequence[str]) -> None:
        audit, strategy = self.desk.the(Audit), self.desk.the(Strategy)
        if (names, audit, strategy.channels) != self._drawn:
            self._drawn = (names, audit, strategy.channels)
            self.board.cards = tuple(self._card(one, audit, strategy) for one in names)
        wanted = {known_as(one): self._verdict(one) for one in names}
        in_order = [*(card for card, _ in self.board.value if card in wanted), *wanted]
        self.board.value = tuple(
            Placed(card, wanted[card] or UNDECIDED) for card in dict.fromkeys(in_order)
        )
        self.board.language = self.language
        figures = [one for name in names for one in self._usage(name)]
        without = [one for one in names if not self._usage(one)]
        self.figures.value = panels.figures(figures, without, self.desk.today, self.language)

    def _card(self, name: str, audit: Audit, strategy: Strategy) -> Card:
        accounts = accounts_of(audit, name)
        choice = choice_of(strategy, name) or beginning_of(name, audit)
        note = partial(card_note, self._usage(name), accounts, choice.owner)
        return Card(known_as(name), lambda _: name, note)

    def _usage(self, name: str) -> tuple[Usage, ...]:
        return usage_of_channel(self.desk.client.country, name)

    def _draw_choice(self, names: Sequence[str]) -> None:
        name = next((one for one in names if known_as(one) == self.here), "")
        shown = (self._form(name),) if name else ()
        if self.choice.children != shown:
            self.choice.children = shown

    def _form(self, name: str) -> Form:
        """The choice of one channel; made when it is first gone to."""
        known = known_as(name)
        if known not in self._forms:
            self._forms[known] = self.part_form(
                f"choice.{known}",
                Strategy,
                self._hints,
                lambda strategy: (
                    choice_of(strategy, name) or beginning_of(name, self.desk.the(Audit))
                ),
                chosen,
                known=lambda: known_names(self.desk),
            )
            self._forms[known].add_class("ck-choice")
        return self._forms[known]

    def _hints(self) -> Hints:
        strategy = self.desk.the(Strategy)
        return _choice_hints(
            strategy.business_goals, strategy.communication_goals, strategy.profiles
        )


@lru_cache(maxsize=4)
def _choice_hints(
    business: tuple[BusinessGoal, ...],
    goals: tuple[CommunicationGoal, ...],
    profiles: tuple[Profile, ...],
) -> Hints:
    strategy = Strategy(business_goals=business, communication_goals=goals, profiles=profiles)
    hints = only(channel_choice(strategy), "owner", "review_on", "reason", *_FOLDED)
    return folding(hints, *_FOLDED)


def _board_label(speech: Speech) -> str:
    return speech.say("Channels: keep, pause or close")


_COLUMNS: Final = (
    *(Column(verdict.value, partial(verdict_name, verdict)) for verdict in Verdict),
    Column(UNDECIDED, lambda speech: speech.say_in("verdict on a channel", "Not decided")),
)
