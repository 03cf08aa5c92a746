"""Two pages on one client: the newer value is shown, and a conflict is asked about."""

import pytest

from coachkit.documents.planning_pages import Kept
from coachkit.language import side_by_side
from coachkit.language.speech import speak
from coachkit.model.intake import Intake
from coachkit.model.people import Person, Team
from coachkit.model.strategy import Worry
from coachkit.sessions import session_values
from coachkit.sessions.autosave import Autosave
from coachkit.sessions.conflicts import SideBySide, places_apart
from coachkit.sessions.opening import now


def team(**hours):
    return Team(people=tuple(Person(name=name, hours_a_week=n) for name, n in hours.items()))


class Page:
    """A page with one value, by somebody."""

    def __init__(self, workspace, who):
        self.taken, self.language = [], "en"
        self.opens = lambda **how: workspace.open_client("shop", now=now, who=who, **how)
        self.autosave = Autosave(self.opens, lambda _: None, lambda *_: None)
        self.autosave.read(Team)
        self.beside = SideBySide(
            self.autosave,
            self.opens,
            [Team],
            self.taken.append,
            language=lambda: self.language,
            time_zone="Europe/Helsinki",
        )

    def type(self, **hours):
        self.autosave.soon(team(**hours), "hours")

    def look(self):
        self.beside.following.look()

    @property
    def value(self):
        return self.autosave.seen(Team).value

    @property
    def told(self):
        return self.beside.news.panel.value

    @property
    def asked(self):
        return self.beside.panel.said.value


@pytest.fixture
def anna(workspace):
    return Page(workspace, "Anna")


@pytest.fixture
def both(workspace, anna):
    anna.type(Ada=4, Bo=5)
    return anna, Page(workspace, "Bert")


def test_what_somebody_else_changed_is_shown_with_their_name(both):
    anna, bert = both
    anna.type(Ada=6, Bo=5)
    bert.look()
    assert bert.value == team(Ada=6, Bo=5)
    assert bert.taken == [[Team]]
    assert "New from Anna at " in bert.told
    assert bert.asked == ""


def test_a_page_hears_nothing_of_its_own_changes(both):
    anna, _ = both
    anna.type(Ada=6, Bo=5)
    anna.look()
    assert (anna.taken, "New from" in anna.told) == ([], False)


def test_it_is_said_in_the_language_that_is_spoken_now(both):
    anna, bert = both
    anna.type(Ada=6, Bo=5)
    bert.look()
    bert.language = "sv"
    bert.beside.speak()
    assert 'lang="sv"' in bert.told
    assert "Anna" in bert.told


def test_different_people_changed_by_two_are_both_kept(both):
    anna, bert = both
    anna.type(Ada=6, Bo=5)
    bert.type(Ada=4, Bo=7)
    assert bert.value == team(Ada=6, Bo=7)
    assert (bert.taken, bert.asked) == ([[Team]], "")
    assert "New from Anna" in bert.told
    anna.look()
    assert anna.value == team(Ada=6, Bo=7)


def test_the_same_changed_by_two_is_asked_about_and_nothing_is_lost(both):
    anna, bert = both
    anna.type(Ada=6, Bo=5)
    bert.type(Ada=7, Bo=5)
    assert anna.value == team(Ada=6, Bo=5)
    assert bert.autosave.kept is Kept.NOT
    for word in ("Anna changed the same", "Ada", "Hours a week", "<td>7</td>", "<td>6</td>"):
        assert word in bert.asked
    assert bert.beside.panel.layout.display is None


def test_keeping_mine_is_saved_on_top_and_says_why(both):
    anna, bert = both
    anna.type(Ada=6, Bo=8)
    bert.type(Ada=7, Bo=5)
    bert.beside.panel.mine.click()
    with bert.opens(read_only=True) as store:
        *_, last = store.history(Team)
    # What Anna alone has changed is hers all the same.
    assert last.value == team(Ada=7, Bo=8)
    assert last.because == "Chosen over what Anna changed at the same time"
    assert (bert.asked, bert.autosave.kept) == ("", Kept.ALL)
    assert bert.beside.panel.layout.display == "none"
    anna.look()
    assert anna.value == team(Ada=7, Bo=8)


def test_taking_theirs_leaves_what_they_saved(both):
    anna, bert = both
    anna.type(Ada=6, Bo=5)
    bert.type(Ada=7, Bo=5)
    bert.beside.panel.theirs.click()
    with bert.opens(read_only=True) as store:
        assert len(store.history(Team)) == 2
    assert (bert.value, bert.taken) == (team(Ada=6, Bo=5), [[Team]])
    bert.type(Ada=8, Bo=5)
    assert bert.value == team(Ada=8, Bo=5)


def test_what_is_typed_while_the_page_asks_is_what_may_be_kept(both):
    anna, bert = both
    anna.type(Ada=6, Bo=5)
    bert.type(Ada=7, Bo=5)
    bert.type(Ada=7.5, Bo=5)
    assert "<td>7.5</td>" in bert.asked.replace("7.50", "7.5")
    bert.beside.panel.mine.click()
    assert bert.value == team(Ada=7.5, Bo=5)


def test_a_still_newer_version_is_the_one_that_is_asked_about(both):
    anna, bert = both
    anna.type(Ada=6, Bo=5)
    bert.type(Ada=7, Bo=5)
    anna.type(Ada=9, Bo=5)
    bert.look()
    assert "<td>9</td>" in bert.asked
    bert.beside.panel.mine.click()
    assert bert.value == team(Ada=7, Bo=5)


def test_a_choice_that_comes_too_late_is_asked_for_again(both):
    anna, bert = both
    anna.type(Ada=6, Bo=5)
    bert.type(Ada=7, Bo=5)
    anna.type(Ada=9, Bo=5)
    bert.beside.panel.mine.click()
    assert "<td>9</td>" in bert.asked
    assert anna.value == team(Ada=9, Bo=5)
    bert.beside.panel.mine.click()
    assert (bert.value, bert.asked) == (team(Ada=7, Bo=5), "")


def test_the_same_saved_twice_is_no_conflict(both):
    anna, bert = both
    anna.type(Ada=6, Bo=5)
    bert.type(Ada=6, Bo=5)
    assert (bert.asked, bert.autosave.kept) == ("", Kept.ALL)
    bert.type(Ada=7, Bo=5)
    assert bert.value == team(Ada=7, Bo=5)


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_names_are_shown_as_they_are_and_never_as_markup(workspace, language):
    anna, bert = Page(workspace, "<b>Anna</b>"), Page(workspace, "Bert")
    bert.language = language
    anna.type(**{"<i>Ada</i>": 1})
    bert.look()
    anna.type(**{"<i>Ada</i>": 2})
    bert.type(**{"<i>Ada</i>": 3})
    assert "<b>Anna" not in bert.asked + bert.told
    assert "&lt;b&gt;Anna&lt;/b&gt;" in bert.asked
    assert "<i>" not in bert.asked
    assert bert.beside.panel.mine.description == speak(language).say("Keep mine")


def test_what_was_chosen_is_said_in_the_words_it_was_chosen_by():
    mine, theirs = Intake(worry=Worry.PAYS), Intake(worry=Worry.TIME)
    (place,) = places_apart(mine, theirs, speak("en"))
    assert place.mine == "How do we know that it pays?"
    assert place.theirs == "How do we justify the time that it takes?"
    (place,) = places_apart(Intake(), theirs, speak("en"))
    assert place.mine == "nothing"


@pytest.mark.parametrize("kind", session_values.READ, ids=lambda kind: kind.__name__)
def test_whatever_a_session_keeps_can_be_asked_about(kind):
    assert side_by_side.kinds_said([kind], speak("en"))
