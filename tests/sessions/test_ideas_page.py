"""A unit's own page: cards are written, mended and withdrawn, by many at once and without a word
lost."""

from datetime import UTC, datetime

import pytest

from coachkit.model.ideas import Idea, IdeaBoard, IdeaState
from coachkit.model.languages import LANGUAGES
from coachkit.model.people import Department, Team
from coachkit.sessions import ideas, ideas_page, when_saved
from coachkit.widgets.panel import still
from tests.documents.hostile import CHOSEN

TODAY = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def late_in_the_evening(monkeypatch):
    for module in (ideas_page, when_saved):
        monkeypatch.setattr(module, "now", lambda: TODAY)


@pytest.fixture
def opened(workspace, store):
    """Opens the page as a unit does that has chosen who it is."""
    team = Team(departments=tuple(Department(name=one, hours_a_week=2) for one in ("Shop", "Rent")))
    store.save(team, based_on=None, because="team")

    def open_page(unit="Shop", language="en"):
        page = ideas.open_page(
            {"client": "shop", "workspace": str(workspace.path), "language": language}
        )
        if unit:
            page.unit.which.value = unit
        return page

    return open_page


def kept(store):
    saved = store.load(IdeaBoard)
    return () if saved is None else tuple(one.text for one in saved.value.cards)


def write(page, text):
    page.text.value = text
    page.write()


def test_a_card_is_kept_at_once_with_its_unit_and_its_day(opened, store):
    page = opened()
    write(page, " Light for the night shift ")
    (card,) = store.load(IdeaBoard).value.cards
    assert (card.text, card.unit, card.state) == ("Light for the night shift", "Shop", "open")
    assert f"{card.written_on}" == "2026-11-23"  # it is past midnight where the client is
    assert (page.text.value, "Saved 00:30" in page.saved.value) == ("", True)
    assert "Light for the night shift" in still(page.own)


def test_the_unit_is_chosen_first_and_nothing_is_kept_without_one(opened, store):
    page = opened(unit="")
    assert page.line.layout.display == "none"
    write(page, "Whose?")
    assert "Choose first whose card it is." in page.outcome.value
    assert (kept(store), page.text.value) == ((), "Whose?")
    page.unit.which.value = ""
    page.unit.other.value = "The guides"
    page.write()
    assert store.load(IdeaBoard).value.units == ("The guides",)


def test_a_unit_mends_and_withdraws_its_own_cards_alone(opened, store):
    shop, rent = opened(), opened("Rent")
    write(shop, "One")
    rent.beside.following.look()
    write(rent, "Two")
    shop.beside.following.look()
    one, two = (card.key for card in store.load(IdeaBoard).value.cards)
    assert [card.text for card in shop.own_cards] == ["One"]
    shop.mend(one)
    assert shop.text.value == "One"
    write(shop, "One, better")
    shop.withdraw(two)
    assert "taken this card off the board" in shop.outcome.value
    assert kept(store) == ("One, better", "Two")
    shop.withdraw(one)
    assert kept(store) == ("Two",)
    shop.mend(one)
    assert "taken this card off the board" in shop.outcome.value


def test_a_card_that_was_kept_is_no_longer_changed_here(opened, store):
    card = Idea(
        key="idea-1",
        text="Kept",
        unit="Shop",
        track="employers",
        message="Rest",
        writer="Shop",
        state=IdeaState.KEPT,
    )
    store.save(IdeaBoard(cards=(card,)), based_on=None, because="ideas")
    page = opened()
    row = page._rows["idea-1"]
    assert (row.withdraw.layout.display, "Kept" in row.words.value) == ("none", True)
    page.withdraw("idea-1")
    assert "no longer yours alone" in page.outcome.value
    assert kept(store) == ("Kept",)


def test_two_pages_that_write_at_the_same_moment_are_both_kept(opened, store):
    """Neither has heard of the other: both cards are there, and nobody is asked anything."""
    shop, rent = opened(), opened("Rent")
    rent.text.value = "half a thou"
    write(shop, "One")
    write(shop, "Two")
    rent.write()
    assert kept(store) == ("One", "Two", "half a thou")
    assert (rent.beside.conflict, shop.beside.conflict) == (None, None)
    shop.text.value = "being typed"
    shop.beside.following.look()
    assert len(shop.board.cards) == 3
    assert shop.text.value == "being typed"


def test_a_card_is_mended_here_while_it_is_tagged_elsewhere(opened, store):
    page = opened()
    write(page, "One")
    saved = store.load(IdeaBoard)
    (card,) = saved.value.cards
    tagged = card.changed(track="employers", message="Rest", group="group-1")
    store.save(saved.value.with_card(tagged), based_on=saved.revision, because="tags")
    page.mend(card.key)
    write(page, "One, better")
    (both,) = store.load(IdeaBoard).value.cards
    assert (both.text, both.message, both.group) == ("One, better", "Rest", "group-1")
    assert page.beside.conflict is None


def test_who_mends_the_same_card_elsewhere_is_asked_and_nothing_is_lost(opened, store):
    shop, other = opened(), opened()
    write(shop, "One")
    other.beside.following.look()
    (card,) = store.load(IdeaBoard).value.cards
    for page, text in ((shop, "One, longer"), (other, "One, shorter")):
        page.mend(card.key)
        page.text.value = text
    shop.write()
    other.write()
    assert other.beside.conflict is not None
    asked = still(other.beside.shown)
    assert all(said in asked for said in ("the ideas", "One, longer", "One, shorter"))
    other.beside.panel.mine.click()
    assert kept(store) == ("One, shorter",)
    shop.beside.following.look()
    assert [one.text for one in shop.own_cards] == ["One, shorter"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_words_whatever_they_are_and_a_language_changes_none(opened, store, language):
    whole = (one for one in CHOSEN if one.isprintable())
    said = [one[:240].strip() for one in whole if one.strip()]
    cards = tuple(
        Idea(key=f"idea-{n}", text=text, unit="Shop", state=list(IdeaState)[2 * (n % 2)])
        for n, text in enumerate(said)
    )
    store.save(IdeaBoard(cards=cards), based_on=None, because="ideas")
    page = opened(language=language)
    for text in ("<script>alert(1)</script>", "=1+1", "x" * 240):
        write(page, text)
    write(page, "y" * 241)
    assert page.text.value == "y" * 241
    assert kept(store)[-3:] == ("<script>alert(1)</script>", "=1+1", "x" * 240)
    page.text.value = "half"
    for other in LANGUAGES:
        page.languages.value = other
        assert "<script" not in still(page.own)
    assert page.text.value == "half"
    assert "ck-idea-cards" in ideas.whole(page).value
