"""The forms before the first session: everything may be left out, and nothing asks twice."""

import pytest

from coachkit.language.intake_words import Step, asked, minutes_left, name, nameless
from coachkit.language.speech import speak
from coachkit.model.audit import Account, HowOften, LinkState, Mention, SiteLink, Tone
from coachkit.model.intake import Attending, Intake
from coachkit.model.languages import LANGUAGES
from coachkit.model.strategy import Worry
from coachkit.widgets.form import Form
from coachkit.widgets.intake_form import INTAKE, known_names, with_a_row, without_names
from coachkit.widgets.strategy_forms import CHANNELS, PEOPLE

FULL = Intake(
    filled_by="Elsa",
    worry=Worry.TIME,
    own_words="Is it worth it?",
    business_goal="More rentals",
    site="https://nordlykta.example",
    accounts=(Account(key="account-1", channel="Mastodon", handle="@n", owner="Amir"),),
    mentions=(
        Mention(
            key="mention-1",
            where="a forum",
            how=Tone.WARM,
            how_often=HowOften.WEEKLY,
            who="hikers",
        ),
    ),
    links=(SiteLink(key="link-1", place="footer", to_channel=LinkState.THERE),),
    hours_a_week=12.5,
    attending=(
        Attending(name="Elsa", role="Marketing", responsible=True, consents=True),
        Attending(name="Nobody's", role="Shop"),
    ),
    language="sv",
    anything_else="We close at four.",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("intake", [Intake(), FULL], ids=["empty", "full"])
@pytest.mark.parametrize("step", INTAKE)
def test_a_form_that_nobody_touches_changes_nothing(step, intake, language):
    form = Form(intake, INTAKE[step], language=language)
    form.entries = with_a_row(form.entries, form.hints, language)
    assert (form.errors, form.value) == ({}, intake)


def test_every_answer_has_one_screen():
    shown = [field for hints in INTAKE.values() for field in hints]
    assert sorted(shown) == sorted(set(Intake.model_fields) - {"filled_on"})


def test_twenty_minutes_are_enough_and_the_end_takes_none():
    assert (minutes_left(Step.WORRY), minutes_left(Step.DONE)) == (20, 0)
    left = [minutes_left(step) for step in Step]
    assert left == sorted(left, reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_screen_has_a_name_and_one_question(language):
    speech = speak(language)
    names = {name(step, speech) for step in Step}
    questions = {asked(step, Intake(), speech).text for step in Step}
    assert len(names) == len(questions) == len(Step)


def test_an_empty_list_has_a_row_to_type_in():
    form = Form(Intake(), INTAKE[Step.ACCOUNTS])
    entries = with_a_row(form.entries, form.hints, "en")
    (row,) = entries["accounts"]
    form.entries = {"accounts": [{**row, "channel": "TikTok"}]}
    assert form.value.accounts == (Account(key="account-1", channel="TikTok"),)
    assert with_a_row(form.entries, form.hints, "en") == form.entries


def test_a_role_is_enough():
    form = Form(Intake(), INTAKE[Step.PEOPLE])
    form.entries = {"attending": [{"id": "a", "role": "Shop"}]}
    assert (form.errors, form.value.attending) == ({}, (Attending(role="Shop"),))


def test_only_who_consents_is_named():
    assert FULL.consented().attending == (FULL.attending[0], Attending(role="Shop"))
    assert Intake(attending=(Attending(name="Bo"),)).consented().attending == ()
    assert nameless(FULL) == 1
    warned = asked(Step.PEOPLE, FULL, speak("en")).detail
    assert "May be named in what is written" in warned


def test_entries_are_kept_without_names_that_nobody_agreed_to():
    rows = [{"name": "Bo", "consents": True}, {"name": "Cy", "consents": False}, {"name": "Di"}]
    kept = without_names({"attending": rows, "filled_by": "Bo"})
    assert [row["name"] for row in kept["attending"]] == ["Bo", "", ""]
    assert kept["filled_by"] == "Bo"
    assert without_names({"hours_a_week": "many"}) == {"hours_a_week": "many"}


def test_names_that_were_written_can_be_picked_if_they_may_be_told():
    known = known_names(FULL, speak("en"))
    assert known[CHANNELS][:2] == ("Mastodon", "Facebook")
    assert known[PEOPLE] == ("Elsa", "Amir")
