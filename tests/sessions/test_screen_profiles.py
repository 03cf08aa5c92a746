"""Customer profiles: what is known, what is guessed, three at most."""

import pytest

from coachkit.model.strategy import Aspect, Basis, Profile, ProfileLine, Strategy
from coachkit.sessions.screen_profiles import ProfilesScreen
from tests.sessions.screen_rooms import desk, keep, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]


def open_screen(workspace, language="en"):
    return seated(ProfilesScreen(desk(workspace), "customer_profile", language))


def line(text, basis=Basis.GUESS, source=""):
    return ProfileLine(aspect=Aspect.NEED, text=text, basis=basis, source=source)


BEGINNER = Profile(
    key="nyborjaren",
    name="Nybörjaren",
    lines=(
        line("Vill ut i helgen", Basis.DATA, "Kassan"),
        line("Rädd för fel skor", Basis.DATA),
        line("Frågar syrran"),
        line(""),
    ),
)


def test_new_profile_asks_six_things_and_is_kept(workspace):
    screen = open_screen(workspace)
    assert screen.answer() is None
    assert [words for words, _ in screen.steps.switch.options] == ["First profile"]
    form = screen.forms[0]
    assert [row["aspect"] for row in form.entries["lines"]] == list(Aspect)
    typed(form, "name", "Nybörjaren")
    typed(form, "lines.1.text", "En helg ute")
    (kept,) = desk(workspace).the(Strategy).profiles
    assert (kept.name, kept.lines[1].text) == ("Nybörjaren", "En helg ute")
    assert form.entries["lines"][1]["text"] == "En helg ute"
    assert screen.answer().text == "0 of 1 line rests on data."


@pytest.mark.parametrize(
    ("language", "text", "detail"),
    [
        ("en", "2 of 3 lines rest on data.", "1 line of data does not say where from."),
        ("sv", "2 av 3 rader vilar på data.", "1 rad med data saknar källa."),
        ("fi", "2 / 3 rivistä perustuu dataan.", "1 datariviltä puuttuu lähde."),
    ],
)
def test_answer_says_how_much_is_known(workspace, language, text, detail):
    keep(workspace, Strategy(profiles=(BEGINNER,)))
    said = open_screen(workspace, language).answer()
    assert (said.text, said.detail) == (text, detail)


def test_three_profiles_are_the_most(workspace):
    screen = open_screen(workspace)
    for place in range(3):
        screen.steps.go(str(place))
        typed(screen.forms[place], "name", f"P{place}")
    profiles = desk(workspace).the(Strategy).profiles
    assert [one.name for one in profiles] == ["P0", "P1", "P2"]
    assert len({one.key for one in profiles}) == 3
    assert [words for words, _ in screen.steps.switch.options] == ["P0", "P1", "P2"]


def test_removed_profile_makes_room(workspace):
    other = Profile(key="andra", name="Den andra")
    keep(workspace, Strategy(profiles=(BEGINNER, other)))
    screen = open_screen(workspace)
    screen.remove.click()
    assert desk(workspace).the(Strategy).profiles == (other,)
    assert screen.forms[0].entries["name"] == "Den andra"
    assert screen.forms[1].entries["name"] == ""


def test_another_language_and_another_page_keep_entries(workspace):
    screen = open_screen(workspace)
    typed(screen.forms[0], "name", "Nybörjaren")
    screen.speak("fi")
    assert screen.forms[0].entries["name"] == "Nybörjaren"
    screen.desk.put(Strategy(profiles=(BEGINNER,)), "elsewhere")
    assert screen.forms[0].entries["lines"][2]["text"] == "Frågar syrran"
    assert desk(workspace).the(Strategy).profiles == (BEGINNER,)
