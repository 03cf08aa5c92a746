"""A client's colour and logo on the desk: kept, darkened, refused, forgotten."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from coachkit.model.errors import InvalidValue
from coachkit.widgets.client_look import LookForm


class Kept:
    """What a form was told to keep."""

    def __init__(self):
        self.looks, self.plain = [], 0

    def keep(self, colour, logo):
        if colour == "red":
            raise InvalidValue("not_a_colour", "brand", value=colour)
        self.looks.append((colour, logo))
        return colour or "#0b4f6c"

    def forget(self):
        self.plain += 1


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def form(kept):
    form = LookForm(kept.keep, kept.forget, language="en")
    form.begin("#aa3300")
    return form


def test_the_colour_that_there_is_can_be_changed(form, kept):
    assert form.colour.value == "#aa3300"
    form.colour.value = " #003366 "
    form.keep.click()
    assert kept.looks == [("#003366", None)]
    assert "#003366" in form.said.value


def test_what_is_no_colour_is_said_and_not_kept(form, kept):
    form.colour.value = "red"
    form.keep.click()
    assert kept.looks == []
    assert "is not a colour" in form.said.value


def test_a_logo_is_kept_as_soon_as_it_is_chosen_and_can_be_chosen_again(form, kept):
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "PNG")
    sent = {"name": "l.png", "type": "image/png", "size": 1, "content": drawn.getvalue()}
    form.logo.value = ({**sent, "last_modified": datetime(2026, 11, 1, tzinfo=UTC)},)
    assert kept.looks == [("", drawn.getvalue())]
    assert form.logo.value == ()


def test_one_can_go_back_to_the_houses_own_look(form, kept):
    form.plain.click()
    assert (kept.plain, form.colour.value) == (1, "")
    form.speak("sv")
    assert form.said.value == ""
