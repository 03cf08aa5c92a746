"""Hard situations: three cases chosen, played through, and whom to call written down for everybody.

Whom to call is written into the guideline, which the strategy shares; what was learned by playing
is the campaign's.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from coachkit.documents import case_pages as pages
from coachkit.documents import session_pages
from coachkit.documents.session_first import guide, with_tick
from coachkit.language.case_words import cases_said, played, sector_name, untested_said
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import shortened
from coachkit.model.campaign import Campaign
from coachkit.model.case_cards import CaseCard, CaseSector, case_card, case_cards
from coachkit.model.deciding import next_key
from coachkit.model.hard_cases import CaseRehearsal
from coachkit.model.languages import Language
from coachkit.model.policies import HardSituation, Policies
from coachkit.model.values import Value
from coachkit.sessions.campaign_screen import CampaignScreen
from coachkit.sessions.known_names import known_names
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.case_forms import CALL, CALL_OF_OWN, CAME_IN, FIRST_SENTENCE, LOG
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

CHOOSE: Final = "choose"
SLOTS: Final = 5
"""So many are played at most: more are for another day."""

SITUATIONS: Final = 20
"""So many has a guideline at most."""

SAY, WHO_TO_CALL, LEARNED = "say", "call", "learned"

_NAME: Final = 24
_EMPTY: Final = CaseRehearsal(key="none")


class CasesScreen(CampaignScreen):
    """Choose, play, call, learn: a step for each case, and in it three small ones."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._deaf = False
        self.sector = fields.either([("", "")], "")
        self.sector.add_class("ck-within")
        self.sector.value = _sector_of(desk.client.sector)
        self.cards = {one.key: fields.tick(value=False) for one in case_cards()}
        self.tests = {one: Panel() for one in self.cards}
        self.shelf = {one: Stack([self.cards[one], self.tests[one]]) for one in self.cards}
        self.listed = fields.band(*self.shelf.values(), kind="ck-cases")
        self.left = Panel()
        self.own = fields.button(lambda: self.act(self._own), quiet=True)
        self.slots = tuple(_Slot(self, place) for place in range(SLOTS))
        self.steps = SubSteps(
            {
                CHOOSE: Stack([self.left, self.sector, self.listed, self.own]),
                **{one.name: one.body for one in self.slots},
            }
        )
        for key, tick in self.cards.items():
            tick.observe(partial(self._ticked, key), "value")
        self.sector.observe(lambda _: self._show_shelf(), "value")
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    # ── What is said ────────────────────────────────────────────────────────────────────────────

    @property
    def rehearsed(self) -> tuple[CaseRehearsal, ...]:
        """The cases that were chosen."""
        return self.desk.the(Campaign).rehearsed

    def answer(self) -> Finding | None:
        """How many are rehearsed, and who is called first."""
        situations = self.desk.the(Policies).guideline.situations
        return cases_said(self.rehearsed, situations, self.speech)

    def redraw(self) -> None:
        """What can be chosen, and what was."""
        speech, read_only = self.speech, self.desk.read_only
        self._name_sectors(speech)
        chosen = {one.case: one for one in self.rehearsed if one.case}
        full = len(self.rehearsed) >= SLOTS
        self._deaf = True
        try:
            for card in case_cards():
                tick, known = self.cards[card.key], chosen.get(card.key)
                tick.description = card.said(self.language).title
                tick.value = known is not None
                # What was typed while playing is not lost by a press on its name.
                tick.disabled = read_only or (full if known is None else _said(known))
                self.tests[card.key].value = pages.tested(card, self.language)
        finally:
            self._deaf = False
        self.own.description = speech.say("A case of our own")
        fields.shown(self.own, there=not read_only and not full)
        self.left.value = guide(untested_said(self.rehearsed, speech), self.language)
        self._show_shelf()
        self._name_steps(speech)
        for slot in self.slots:
            slot.redraw()

    def changed(self, kinds: Sequence[type[Value]]) -> None:
        """What the guideline says of a case is the case's situation."""
        super().changed(kinds)
        if Policies in kinds and not self.desk.read_only:
            linked = tuple(one.linked for one in self.slots if one.there)
            if linked != self.rehearsed[: len(linked)]:
                self.keep((*linked, *self.rehearsed[len(linked) :]))

    def lay_open(self) -> None:
        """Every case that was chosen, to be read."""
        self.redraw()

    def _name_sectors(self, speech: Speech) -> None:
        options = (
            (speech.say_in("sector of a case", "All"), ""),
            *((sector_name(one, speech), one.value) for one in CaseSector),
        )
        if self.sector.options != options:
            here = self.sector.value
            self.sector.options = options
            self.sector.value = here or ""

    def _name_steps(self, speech: Speech) -> None:
        names = {CHOOSE: speech.say_in("step", "Choose three")}
        for slot in self.slots:
            if slot.there:
                names[slot.name] = with_tick(slot.title, ticked=slot.is_played)
        self.steps.named(names)

    def _show_shelf(self) -> None:
        sector, chosen = self.sector.value, {one.case for one in self.rehearsed}
        for card in case_cards():
            fits = not sector or sector in {str(one) for one in card.sectors}
            fields.shown(self.shelf[card.key], there=fits or card.key in chosen)

    # ── What is done ────────────────────────────────────────────────────────────────────────────

    def _ticked(self, key: str, change: Any) -> None:
        if not self._deaf:
            self.act(lambda: self._choose(key, chosen=bool(change["new"])))

    def _choose(self, key: str, *, chosen: bool) -> None:
        others = tuple(one for one in self.rehearsed if one.case != key)
        card = case_card(key)
        if not chosen or card is None:
            self.keep(others)
            return
        new = CaseRehearsal(
            key=next_key("case", (one.key for one in self.rehearsed)),
            case=key,
            came_in=card.said(self.language).came_in,
        )
        self.keep((*others, new))

    def _own(self) -> None:
        new = CaseRehearsal(key=next_key("case", (one.key for one in self.rehearsed)))
        self.keep((*self.rehearsed, new))
        self.steps.go(self.slots[len(self.rehearsed) - 1].name)

    def say_full(self) -> None:
        """That the guideline has no room for another situation."""
        said = self.speech.count(
            "The guideline has %(n)s hard situation already. Take one out of it first.",
            "The guideline has %(n)s hard situations already. Take one out of it first.",
            SITUATIONS,
        )
        self.outcome.value = session_pages.said(said, self.language, warning=True)

    def keep(self, cases: tuple[CaseRehearsal, ...]) -> None:
        """These are the cases now."""
        self.desk.put(self.desk.the(Campaign).changed(rehearsed=cases), "cases")


class _Slot:
    """A place for one of the chosen cases, by its number."""

    def __init__(self, screen: CasesScreen, place: int) -> None:
        self._screen, self._place, self.name = screen, place, f"case-{place + 1}"
        self.card_shown, self.called_shown = Panel(), Panel()
        desk = screen.desk
        self.say = self._form("say", lambda: CAME_IN if self._is_own else FIRST_SENTENCE)
        self.learned = self._form("learned", lambda: LOG)
        self.call = screen.part_form(
            f"{self.name} call",
            Policies,
            lambda: CALL_OF_OWN if self._is_own else CALL,
            self._situation,
            self._with_situation,
            known=lambda: known_names(desk),
        )
        self.within = SubSteps(
            {
                SAY: Stack([self.card_shown, self.say]),
                WHO_TO_CALL: Stack([self.called_shown, self.call]),
                LEARNED: self.learned,
            }
        )
        self.within.switch.add_class("ck-within")
        self.body = Stack([self.within])

    @property
    def case(self) -> CaseRehearsal:
        """What is played here; an empty one where nothing is."""
        cases = self._screen.rehearsed
        return cases[self._place] if self._place < len(cases) else _EMPTY

    @property
    def there(self) -> bool:
        """Whether a case is played here."""
        return self._place < len(self._screen.rehearsed)

    @property
    def card(self) -> CaseCard | None:
        """The card it is from."""
        return case_card(self.case.case)

    @property
    def title(self) -> str:
        """What it is called."""
        card, screen = self.card, self._screen
        if card is not None:
            return shortened(card.said(screen.language).title, _NAME)
        named = self._situation(screen.desk.the(Policies)).situation or self.case.came_in
        return shortened(named, _NAME) or screen.speech.say("A case of our own")

    @property
    def is_played(self) -> bool:
        """Whether it was played through."""
        return played(self.case, self._situation(self._screen.desk.the(Policies)))

    @property
    def _is_own(self) -> bool:
        return self.there and self.case.case is None

    def redraw(self) -> None:
        """The card, and what the small steps are called."""
        speech, language = self._screen.speech, self._screen.language
        self.within.named(
            {
                SAY: speech.say_in("step", "The first sentence"),
                WHO_TO_CALL: speech.say_in("step", "Whom we call"),
                LEARNED: speech.say_in("step", "What we learn"),
            }
        )
        own = self._is_own
        self.card_shown.value = "" if own else pages.coming_in(self.case, self.card, language)
        self.called_shown.value = pages.as_it_is_called(self.case, language)

    def _form(self, name: str, hints: Callable[[], Hints]) -> Any:
        return self._screen.part_form(
            f"{self.name} {name}",
            Campaign,
            hints,
            lambda campaign: _at(campaign, self._place),
            self._with_case,
        )

    def _with_case(self, campaign: Campaign, new: CaseRehearsal) -> Campaign:
        if self._place >= len(campaign.rehearsed):
            return campaign
        cases = list(campaign.rehearsed)
        dated = new.rehearsed_on or (self._screen.desk.held_on if _said(new) else None)
        cases[self._place] = new.changed(rehearsed_on=dated)
        return campaign.changed(rehearsed=tuple(cases))

    # ── The guideline ───────────────────────────────────────────────────────────────────────────

    @property
    def _key(self) -> str:
        """The key of the situation, the same whenever that case is played again."""
        case = self.case
        return f"own-{case.key}" if case.case is None else f"case-{case.case}"

    def _situation(self, policies: Policies) -> HardSituation:
        """As the guideline has it, else as the card begins it."""
        keys = {self._key, self.case.situation}
        found = (one for one in policies.guideline.situations if one.key in keys)
        known, card = next(found, None), self.card
        if known is not None or card is None:
            return known or HardSituation(key=self._key)
        words = card.said(self._screen.language)
        return HardSituation(
            key=self._key, situation=words.title, first=words.first, never=words.never
        )

    def _with_situation(self, policies: Policies, new: HardSituation) -> Policies:
        if not self.there:
            return policies
        guideline = policies.guideline
        known = {one.key: one for one in guideline.situations}
        situations = tuple({**known, new.key: new}.values())
        if len(situations) > SITUATIONS:
            # The words stay in the form; whoever makes room finds them there.
            self._screen.say_full()
            return policies
        return policies.changed(guideline=guideline.changed(situations=situations))

    @property
    def linked(self) -> CaseRehearsal:
        """The case with its situation: it has one once there is somebody to call."""
        situation = self._situation(self._screen.desk.the(Policies))
        key = situation.key if situation.call else None
        return self.case if self.case.situation == key else self.case.changed(situation=key)


def _at(campaign: Campaign, place: int) -> CaseRehearsal:
    return campaign.rehearsed[place] if place < len(campaign.rehearsed) else _EMPTY


def _said(case: CaseRehearsal) -> bool:
    """Whether anything was said of it beyond what the card says."""
    said = (case.first_sentence, case.players, case.went_well, case.otherwise, case.situation)
    marks = (case.confidence_before, case.confidence_after)
    return any(said) or any(one is not None for one in marks)


def _sector_of(sector: str) -> str:
    """The client's sector where it is called by one of our names."""
    known = {str(one) for one in CaseSector}
    return sector.casefold() if sector.casefold() in known else ""
