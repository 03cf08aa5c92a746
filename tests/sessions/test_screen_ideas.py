"""The idea sprint: cards, groups, tags, what is kept, and what is made of it."""

import pytest

from coachkit.model.campaign import Campaign
from coachkit.model.campaign_tracks import Pillar, Track
from coachkit.model.ideas import Idea, IdeaBoard, IdeaGroup, IdeaState
from coachkit.model.languages import LANGUAGES
from coachkit.model.people import Department, Person, Team
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions.past_desk import PastDesk
from coachkit.sessions.screen_ideas import STEPS, IdeasScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.panel import still
from tests.documents.hostile import CHOSEN
from tests.sessions.screen_rooms import keep, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]

SHEET = shipped_sheet("campaign")
TRACK = Track(
    key="employers",
    name="Employers",
    message="Rested shifts",
    pillars=(Pillar(key="pillar-1", message="Fewer sick days"),),
)
TEAM = Team(
    people=(
        Person(name="Ada", hours_a_week=4, opted_in=True),
        Person(name="Bo", hours_a_week=4, opted_in=False),
    ),
    departments=tuple(Department(name=one, hours_a_week=2) for one in ("Shop", "Rental")),
)


def tagged(key, **more):
    usual = {"text": f"Text of {key}", "unit": "Shop", "message": "Rested shifts"}
    return Idea(key=key, track="employers", **{**usual, **more})


def screen(workspace, language="en"):
    desk = SessionDesk("sund", str(workspace.path), SHEET, None)
    return seated(IdeasScreen(desk, "ideas", language))


@pytest.fixture
def known(workspace):
    keep(workspace, Campaign(tracks=(TRACK,)), TEAM)
    return workspace


def write(sprint, *texts, unit="Shop"):
    for text in texts:
        line = sprint.writing.lines[unit]
        line.value = text
        line._handle_custom_msg({"event": "submit"}, [])


def texts(board):
    return [one.text for one in board.cards]


def test_a_card_is_written_with_its_unit_and_the_field_is_free_for_the_next(known):
    sprint = screen(known)
    write(sprint, "One", "Two")
    sprint.writing.lines["Shop"].value = "half a thou"
    other = screen(known)
    write(other, "Three", unit="Rental")
    sprint.desk._values[IdeaBoard] = other.board
    sprint.changed([IdeaBoard])
    assert texts(sprint.board) == ["One", "Two", "Three"]
    assert sprint.writing.lines["Shop"].value == "half a thou"
    assert sprint.board.cards[0].unit == "Shop"
    assert f"{sprint.board.cards[0].written_on}" == "2026-11-23"
    assert sprint.answer().text == "3 cards from 2 units: 0 kept, 3 still untagged."
    assert "Three" in sprint.writing.last.value


def test_a_unit_that_nobody_has_listed_is_given_a_line(workspace):
    sprint = screen(workspace)
    assert sprint.writing.lines == {}
    sprint.writing.begin.click()
    assert "Choose first whose card it is." in sprint.outcome.value
    for name in ("Night shift", "night shift"):
        sprint.writing.other.value = name
        sprint.writing.begin.click()
    assert list(sprint.writing.lines) == ["Night shift"]
    write(sprint, "A thought", unit="Night shift")
    assert (sprint.outcome.value.count("Choose"), sprint.board.units) == (0, ("Night shift",))


def test_what_is_half_typed_is_there_when_the_page_is_opened_again(known):
    sprint = screen(known)
    sprint.writing.lines["Rental"].value = "half a thou"
    sprint.writing.lines["Shop"].value = "x" * 241
    sprint.writing.add.click()
    assert texts(sprint.board) == ["half a thou"]
    assert "long" in sprint.outcome.value
    again = screen(known)
    assert {unit: one.value for unit, one in again.writing.lines.items()} == {
        "Shop": "x" * 241,
        "Rental": "",
    }


def test_an_untagged_card_cannot_be_kept_and_the_sentence_says_why(known):
    sprint = screen(known)
    write(sprint, "Light at night")
    sprint.steps.go("keep")
    sprint.keep.click()
    assert "“Light at night” doesn" in sprint.outcome.value
    assert (sprint.board.kept, sprint.desk.the(Campaign).assets) == ((), ())


def test_who_keeps_an_idea_names_a_writer_who_was_asked(known):
    keep(known, IdeaBoard(cards=(tagged("idea-1"),)))
    sprint = screen(known)
    sprint.steps.go("keep")
    form = sprint.writer_forms.form("idea-1")
    for writer, refused in (("", "Nobody has said yes"), ("Bo", "has not said yes"), ("Ada", "")):
        typed(form, "writer", writer)
        sprint.keep.click()
        said = sprint.outcome.value
        assert (refused in said) if refused else ("warning" not in said), said
    assert sprint.board.card("idea-1").state is IdeaState.KEPT


def test_a_kept_idea_is_made_into_one_asset_that_follows_it_and_goes_with_it(known):
    keep(known, IdeaBoard(cards=(tagged("idea-1", writer="Shop"),)))
    sprint = screen(known)
    sprint.steps.go("keep")
    sprint.keep.click()
    (made,) = sprint.desk.the(Campaign).assets
    assert (made.idea, made.title, made.track) == ("idea-1", "Text of idea-1", "employers")
    sprint.steps.go("tag")
    typed(sprint.tag_forms.form("idea-1"), "message", "Fewer sick days")
    assert sprint.desk.the(Campaign).assets[0].message == "Fewer sick days"
    typed(sprint.tag_forms.form("idea-1"), "message", "")
    assert "say for whom it is" in sprint.outcome.value
    assert sprint.board.card("idea-1").state is IdeaState.OPEN
    assert sprint.desk.the(Campaign).assets == ()


def test_an_asset_that_somebody_worked_on_stays_when_its_idea_is_parked(known):
    keep(known, IdeaBoard(cards=(tagged("idea-1", writer="Shop"),)))
    sprint = screen(known)
    sprint.steps.go("keep")
    sprint.keep.click()
    campaign = sprint.desk.the(Campaign)
    dated = campaign.assets[0].changed(days_from_launch=-3)
    sprint.desk.put(campaign.changed(assets=(dated,)), "plan")
    sprint.park.click()
    assert sprint.board.card("idea-1").state is IdeaState.PARKED
    assert sprint.desk.the(Campaign).assets == (dated,)
    sprint.open.click()
    sprint.keep.click()
    assert sprint.desk.the(Campaign).assets == (dated,)


def test_tags_are_chosen_from_the_tracks_and_given_to_the_whole_group(known):
    cards = (
        tagged("idea-1", group="group-1"),
        Idea(key="idea-2", text="Two", unit="Rental", group="group-1"),
        Idea(key="idea-3", text="Three", unit="Rental"),
    )
    keep(known, IdeaBoard(cards=cards, groups=(IdeaGroup(key="group-1", name="Night"),)))
    sprint = screen(known)
    sprint.steps.go("tag")
    assert sprint.known()["messages"] == ("Rested shifts", "Fewer sick days")
    sprint.same.click()
    assert "1 card of the group has the same tags now." in sprint.outcome.value
    assert [one.tagged for one in sprint.board.cards] == [True, True, False]
    sprint.next.click()
    assert sprint.to_tag.here == "idea-3"
    typed(sprint.tag_forms.form("idea-3"), "track", "employers")
    typed(sprint.tag_forms.form("idea-3"), "message", "In our own words")
    assert sprint.board.untagged == ()
    assert sprint.next.disabled


def test_what_is_typed_belongs_to_the_card_it_was_typed_on(known):
    keep(known, IdeaBoard(cards=(tagged("idea-1"), tagged("idea-2"))))
    sprint = screen(known)
    sprint.steps.go("tag")
    first = sprint.tag_forms.form("idea-1")
    sprint.to_tag.select.value = "idea-2"
    typed(first, "message", "Late")
    assert [one.message for one in sprint.board.cards] == ["Late", "Rested shifts"]


def test_cards_are_grouped_and_a_group_gets_a_name_and_is_dissolved(known):
    keep(known, IdeaBoard(cards=tuple(tagged(f"idea-{n}") for n in range(1, 5))))
    sprint = screen(known)
    sprint.steps.go("group")
    step = sprint.grouping
    step.name.value = "Night"
    step.add.click()
    step.name.value = "night "
    step.add.click()
    assert "stands here twice" in sprint.outcome.value
    (group,) = sprint.board.groups
    step.board.move("idea-3", group.key)
    step.board.move("idea-1", group.key, 0)
    assert [one.key for one in sprint.board.in_group(group.key)] == ["idea-1", "idea-3"]
    step.board.move("idea-1", group.key, 1)
    assert [one.key for one in sprint.board.in_group(group.key)] == ["idea-3", "idea-1"]
    assert [one.key for one in sprint.board.in_group(None)] == ["idea-2", "idea-4"]
    step.name.value = "Shifts"
    step.rename.click()
    assert [one.name for one in sprint.board.groups] == ["Shifts"]
    step.remove.click()
    assert (sprint.board.groups, len(sprint.board.in_group(None))) == ((), 4)


def test_a_card_is_taken_off_the_board_with_what_was_made_of_it(known):
    keep(known, IdeaBoard(cards=(tagged("idea-1", writer="Shop"), tagged("idea-2"))))
    sprint = screen(known)
    sprint.steps.go("keep")
    sprint.keep.click()
    sprint.steps.go("tag")
    sprint.gone.click()
    assert [one.key for one in sprint.board.cards] == ["idea-2"]
    assert sprint.desk.the(Campaign).assets == ()
    sprint.cards.change(tagged("idea-1", message="A ghost"))
    assert [one.key for one in sprint.board.cards] == ["idea-2"]


def test_the_group_and_its_talks_are_kept(known):
    sprint = screen(known)
    sprint.steps.go("circle")
    form = sprint.circle
    for name, said in (
        ("purpose", "Ideas every month"),
        ("chair", "Ada"),
        ("departments", ["Shop", "Rental"]),
        ("first", "2026-12-01"),
        ("every_weeks", "4"),
    ):
        form.entries = {**form.entries, name: said}
    circle = sprint.board.circle
    assert circle.whole
    days = [f"{day}" for day in circle.meetings(sprint.desk.today, most=2)]
    assert days == ["2026-12-01", "2026-12-29"]
    typed(sprint.talks, "talks.0.topic", "Light at work")
    assert sprint.board.talks[0].topic == "Light at work"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_says_something_of_nothing_and_of_hostile_words(known, language):
    empty = screen(known, language)
    for step in STEPS:
        empty.steps.go(step)
    assert empty.answer() is None
    words = CHOSEN[0]
    cards = [tagged(f"idea-{n}", text=words[:240], unit="=1+1", writer="Shop") for n in range(400)]
    cards[0] = cards[0].changed(state=IdeaState.KEPT)
    keep(known, IdeaBoard(cards=tuple(cards)))
    full = screen(known, language)
    full.lay_open()
    for step in STEPS:
        full.steps.go(step)
        assert "<script" not in still(full.body)
    assert "400" in full.answer().text


def test_a_session_that_is_over_is_only_looked_at(known):
    keep(known, IdeaBoard(cards=(tagged("idea-1"),)))
    desk = SessionDesk("sund", str(known.path), SHEET, None)
    desk.move(lambda session, at: session.changed(started_at=at), "start")
    past = IdeasScreen(PastDesk("sund", str(known.path), SHEET, 90), "ideas", "en")
    for step in STEPS:
        past.steps.go(step)
    assert past.board.cards[0].key == "idea-1"
    assert past.grouping.line.layout.display == "none"
