"""The list of clients, and the form for somebody new, without a browser."""

import pytest

from coachkit.model.client import ClientKind
from coachkit.model.errors import ClientExists
from coachkit.widgets.address import Address
from coachkit.widgets.desk_list import DeskList, DeskRow
from coachkit.widgets.new_client import NewClientForm

ROWS = (
    DeskRow("abc", "Abc <img src=x onerror=alert(1)>", "abc", needs=("2 actions overdue",)),
    DeskRow("lost", "lost", "lost", opens=False),
)


def press(widget, **message):
    widget._handle_custom_msg(message, [])


def test_a_press_is_heard_and_what_nobody_can_press_is_not():
    heard = []
    desk = DeskList(ROWS)
    desk.on_open, desk.on_add = heard.append, lambda: heard.append("new")
    for message in ({"open": "abc"}, {"add": True}, {"open": "lost"}, {"open": "nobody"}):
        press(desk, **message)
    press(desk, open=["abc"])
    press(desk, add="yes")
    desk._handle_custom_msg("open", [])
    assert heard == ["abc", "new"]


def test_the_browser_is_told_of_rows_and_words():
    desk = DeskList(ROWS)
    assert [row["slug"] for row in desk.rows] == ["abc", "lost"]
    desk.language = "sv"
    assert desk.face["language"] == "sv"
    desk.clients = ROWS[:1]
    assert len(desk.rows) == 1


def test_the_still_list_escapes_what_people_wrote():
    assert "<img" not in DeskList(ROWS).still
    assert "2 actions overdue" in DeskList(ROWS).still


def test_an_address_is_in_no_file():
    address = Address(path="/open/secret")
    assert address.face["path"] == "/open/secret"
    assert address.still == ""


@pytest.fixture
def made():
    return []


@pytest.fixture
def form(made):
    return NewClientForm(made.append, language="en", country="FI")


def wrong(form):
    return {name for name, panel in form.wrong.items() if panel.value}


def test_a_name_makes_the_short_name_until_a_person_does(form, made):
    form.name.value = "Blå Hallen"
    assert form.short_name == form.slug.placeholder == "bla-hallen"
    form.slug.value = "hallen"
    form.name.value = "Blå Hallen AB"
    assert form.short_name == "hallen"
    form.slug.value = ""
    form.create.click()
    assert [client.slug for client in made] == ["bla-hallen-ab"]


def test_what_is_being_entered_is_never_written_over(form):
    form.slug.observe(lambda change: pytest.fail(f"written over: {change.new}"), "value")
    form.name.value = "Blå Hallen"
    form.begin()
    assert (form.slug.placeholder, form.short_name) == ("", "")


def test_a_short_name_that_is_taken_is_not_proposed(form):
    form.taken = {"hallen"}
    form.name.value = "Hallen"
    assert form.short_name == "hallen-2"


def test_a_client_is_made_of_what_was_chosen(form, made):
    form.name.value = "Hallen"
    form.also["sv"].value = True
    form.sector.value = "Museum"
    form.kind.value = ClientKind.PUBLIC
    form.create.click()
    (client,) = made
    assert client.languages == ("fi", "sv")
    assert (client.country, client.time_zone) == ("FI", "Europe/Helsinki")
    assert (client.sector, client.kind, client.slug) == ("Museum", ClientKind.PUBLIC, "hallen")


def test_a_country_brings_its_language_and_its_zones(form):
    form.country.value = "SE"
    assert (form.first.value, form.zone.value) == ("sv", "Europe/Stockholm")
    assert form.zone.layout.display == "none"
    form.country.value = "ES"
    assert (form.first.value, form.zone.value) == ("en", "Europe/Madrid")
    assert form.zone.layout.display is None


def test_what_is_refused_is_said_at_its_field(form, made):
    form.create.click()
    assert (wrong(form), made) == ({"name"}, [])
    form.name.value = "Hallen"
    form.slug.value = "Not A Slug"
    form.create.click()
    assert (wrong(form), made) == ({"slug"}, [])
    form.slug.value = "hallen"
    form.sector.value = "s" * 81
    form.create.click()
    assert (wrong(form), made) == ({"sector"}, [])
    form.begin()
    assert (wrong(form), form.name.value) == (set(), "")


def test_a_client_that_exists_is_refused_at_the_short_name():
    def refuse(client):
        raise ClientExists("client_exists", "slug", client=client.slug)

    form = NewClientForm(refuse, language="sv")
    form.name.value = "Hallen"
    form.create.click()
    assert wrong(form) == {"slug"}
    assert "hallen" in form.wrong["slug"].value


def test_another_language_changes_words_and_no_entry(form):
    form.name.value = "Hallen"
    form.country.value = "ES"
    form.speak("fi")
    assert (form.name.value, form.country.value, form.zone.value) == (
        "Hallen",
        "ES",
        "Europe/Madrid",
    )
