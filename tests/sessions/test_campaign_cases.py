"""Hard situations: chosen, played, written into the guideline; and what Monday starts with."""

from datetime import date

import pytest

from coachkit.model.actions import Action, ActionPlan
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_decided import DECIDED
from coachkit.model.case_cards import CaseSector, case_cards, read_case
from coachkit.model.errors import InvalidValue
from coachkit.model.hard_cases import CaseRehearsal
from coachkit.model.languages import LANGUAGES
from coachkit.model.policies import Guideline, HardSituation, Policies
from coachkit.model.session_time import start
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions.screen_campaign_read_back import CampaignReadBackScreen
from coachkit.sessions.screen_cases import SLOTS, CasesScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.panel import still
from tests.documents.campaigns import a_campaign, a_guideline, a_plan
from tests.sessions.screen_rooms import NINE, keep, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]

SHEET = shipped_sheet("campaign")
THREE = ("hacked", "hate", "journalist")


def desk(workspace):
    return SessionDesk("sund", str(workspace.path), SHEET, None)


def open_cases(workspace, language="en") -> CasesScreen:
    return seated(CasesScreen(desk(workspace), "hard_situations", language))


def play(screen, place, call="Elsa"):
    slot = screen.slots[place]
    typed(slot.say, "first_sentence", "We have seen it and are back within the hour")
    typed(slot.call, "call", call)
    typed(slot.call, "within", "30 min")
    return slot


# ── The cards ───────────────────────────────────────────────────────────────────────────────────


def test_there_are_a_dozen_cases_and_every_sector_has_three_to_choose():
    cards = case_cards()
    assert len(cards) == 12
    assert [one.place for one in cards] == list(range(1, 13))
    for sector in CaseSector:
        assert sum(sector in one.sectors for one in cards) >= 3
    for language in LANGUAGES:
        assert len({one.said(language).title for one in cards}) == 12
    assert {one.said("sv").came_in == one.said("fi").came_in for one in cards} == {False}


def test_a_case_says_on_what_it_is_built_or_that_it_is_built_on_nothing():
    assert any(one.year for one in case_cards())
    for card in case_cards():
        assert {bool(card.said(one).builds_on) for one in LANGUAGES} == {card.year is not None}


def test_a_case_that_lacks_a_language_is_none(tmp_path):
    words = 'title = "x"\ncame_in = "x"\nfirst = "x"\ntests = "x"\nnever = "x"\n'
    file = tmp_path / "odd.toml"
    file.write_text(f'place = 1\nsectors = ["shop"]\n[words.en]\n{words}', encoding="utf-8")
    with pytest.raises(InvalidValue) as refused:
        read_case(file)
    assert (refused.value.code, refused.value.field) == ("missing", "words")


# ── The screen ──────────────────────────────────────────────────────────────────────────────────


def test_three_cases_are_chosen_played_and_decided(workspace):
    screen = open_cases(workspace)
    assert screen.answer() is None
    for key in THREE:
        screen.cards[key].value = True
    assert screen.answer().text == "0 of 3 cases are rehearsed."
    assert screen.answer().detail == "Nobody to call yet."
    for place in range(3):
        play(screen, place)
    assert screen.answer().text == (
        "3 of 3 cases are rehearsed. Elsa is called first, within 30 min."
    )
    again = desk(workspace)
    kept, guideline = again.the(Campaign), again.the(Policies).guideline
    assert [one.case for one in kept.rehearsed] == list(THREE)
    assert [one.situation for one in kept.rehearsed] == [f"case-{key}" for key in THREE]
    assert {one.rehearsed_on for one in kept.rehearsed} == {date(2026, 11, 23)}
    assert [(one.call, one.within) for one in guideline.situations] == [("Elsa", "30 min")] * 3
    assert guideline.situations[0].situation == "Our account is hacked"
    assert guideline.situations[0].never
    assert DECIDED["who_to_call"](kept)
    assert "who_to_call" not in {one.key for one in again.undecided()}


def test_a_case_is_not_decided_before_somebody_is_called(workspace):
    screen = open_cases(workspace)
    screen.cards["hacked"].value = True
    typed(screen.slots[0].say, "first_sentence", "We have seen it")
    assert screen.rehearsed[0].situation is None
    typed(screen.slots[0].call, "call", "Elsa")
    assert screen.rehearsed[0].situation == "case-hacked"
    assert screen.answer().detail == "Elsa is called first; in what time is open."
    typed(screen.slots[0].call, "call", "")
    assert screen.rehearsed[0].situation is None
    assert screen.slots[0].call.entries["never"]


def test_what_was_played_is_not_lost_by_a_press_on_its_name(workspace):
    screen = open_cases(workspace)
    screen.cards["hacked"].value = True
    screen.cards["hate"].value = True
    play(screen, 0)
    assert screen.cards["hacked"].disabled
    assert not screen.cards["hate"].disabled
    screen.cards["hate"].value = False
    assert [one.case for one in screen.rehearsed] == ["hacked"]


def test_situations_of_the_guideline_stay_and_a_full_one_says_so(workspace):
    full = Guideline(
        situations=tuple(HardSituation(key=f"s{n}", situation=f"Number {n}") for n in range(20))
    )
    keep(workspace, Policies(guideline=full))
    screen = open_cases(workspace)
    screen.cards["hacked"].value = True
    typed(screen.slots[0].call, "call", "Elsa")
    assert "20" in screen.outcome.value
    assert screen.slots[0].call.entries["call"] == "Elsa"
    assert desk(workspace).the(Policies).guideline == full


def test_a_case_of_their_own_has_the_words_they_give_it(workspace):
    screen = open_cases(workspace)
    screen.own.click()
    slot = screen.slots[0]
    assert screen.steps.here == slot.name
    typed(slot.say, "came_in", "The reindeer are on the road")
    typed(slot.say, "first_sentence", "We slow down")
    typed(slot.call, "situation", "Reindeer")
    typed(slot.call, "call", "Elsa")
    typed(slot.learned, "confidence_before", "2")
    typed(slot.learned, "confidence_after", "4")
    kept = desk(workspace).the(Campaign).rehearsed[0]
    assert (kept.case, kept.confidence_after) == (None, 4)
    assert slot.title == "Reindeer"
    assert screen.answer().text == "1 of 3 cases are rehearsed."


def test_five_are_enough_and_a_sector_narrows_the_shelf(workspace):
    screen = open_cases(workspace)
    screen.sector.value = "culture"
    seen = [k for k, shelf in screen.shelf.items() if shelf.layout.display != "none"]
    assert 3 <= len(seen) < 12
    for card in case_cards()[:SLOTS]:
        screen.cards[card.key].value = True
    assert len(screen.rehearsed) == SLOTS
    assert all(tick.disabled for tick in screen.cards.values() if not tick.value)
    assert screen.own.layout.display == "none"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_in_each_language_and_typed_ones_stay_words(workspace, language):
    keep(
        workspace,
        Campaign(rehearsed=(CaseRehearsal(key="case-1", case="hate", came_in="<b>x</b> {{7*7}}"),)),
    )
    screen = open_cases(workspace, language)
    read = still(screen.body)
    assert "<b>x</b>" not in read
    assert "{{7*7}}" in read
    title = next(one for one in case_cards() if one.key == "hate").said(language).title
    assert title in {tick.description for tick in screen.cards.values()}


# ── Monday ──────────────────────────────────────────────────────────────────────────────────────


def test_monday_starts_with_the_first_items_of_the_plan_then_with_promises(workspace):
    promise = Action(
        key="a1",
        what="Call the printer",
        who="Elsa",
        when=date(2026, 11, 30),
        first_step="Look up the number",
        done_sign="It is ordered",
    )
    keep(
        workspace,
        a_campaign(),
        Policies(guideline=a_guideline()),
        a_plan(),
        ActionPlan(actions=(promise,)),
    )
    screen = seated(CampaignReadBackScreen(desk(workspace), "monday", "en"))
    assert screen.answer().text.startswith("Jonas begins “A morning at the office”")
    assert "Elsa: Call the printer, by 30 November 2026." in still(screen.aloud)
    decided = still(screen.decided)
    for part in ("Sixty employers", "We never claim", "could be seen", "call Eva", "Plan B if"):
        assert part in decided


def test_nothing_first_is_said_and_the_two_questions_are_kept(workspace):
    own = desk(workspace)
    own.move(start, "begun")
    screen = seated(CampaignReadBackScreen(own, "monday", "sv"))
    assert screen.answer() is None
    assert still(screen.aloud)
    screen.useful.value = 5
    screen.clear.value = 4
    session = desk(workspace).session
    assert (session.useful, session.clear_next_step) == (5, 4)
    assert session.started_at == NINE
