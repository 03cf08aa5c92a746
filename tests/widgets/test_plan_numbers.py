"""Number fields of the planning page: typed, refused beside the entry, said in another language."""

import pytest

from coachkit.language.speech import speak
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.plan_fields import Form


def shown(field, language="en"):
    """The field in a form of that language."""
    form = Form(language)
    form.worded(field, lambda s: s.say("Hours a week"))
    return form


def test_a_decimal_comma_is_typed_and_shown_in_swedish_and_finnish():
    field = fields.number(6.5)
    form = shown(field, "sv")
    assert field.typed.value == "6,5"
    field.typed.value = "7,25"
    assert field.value == 7.25
    form.speak("en")
    assert (field.typed.value, field.value) == ("7.25", 7.25)
    form.speak("fi")
    assert (field.typed.value, field.value) == ("7,25", 7.25)


@pytest.mark.parametrize("typed", ["", "six", "-1", "169", "1.500"])
def test_a_wrong_entry_is_said_beside_the_field_and_the_last_right_value_stays(typed):
    field = fields.number(6)
    shown(field, "sv")
    field.typed.value = typed
    sentence = speak("sv").say("Write a number from %(least)s to %(most)s.", least="0", most="168")
    assert field.value == 6
    assert sentence in field.children[1].value
    assert "ck-wrong" in field._dom_classes
    field.typed.value = "8"
    assert (field.value, len(field.children)) == (8, 1)
    assert "ck-wrong" not in field._dom_classes


def test_a_wrong_entry_stays_in_another_language_and_is_said_in_it():
    field = fields.number(6)
    form = shown(field)
    field.typed.value = "many"
    form.speak("fi")
    assert (field.typed.value, field.value) == ("many", 6)
    assert 'lang="fi"' in field.children[1].value


def test_a_whole_number_has_no_decimals():
    field = fields.whole(3, most=50)
    shown(field)
    field.typed.value = "2.5"
    assert (field.value, "Write a whole number from 0 to 50." in field.children[1].value) == (
        3,
        True,
    )
    field.typed.value = "12"
    assert (field.value, type(field.value)) == (12, int)


def test_a_share_is_typed_in_per_cent():
    field = fields.percent(0.8)
    shown(field, "sv")
    assert field.typed.value == "80"
    field.typed.value = "12,5"
    assert field.value == 0.125
    field.typed.value = "101"
    assert field.value == 0.125


def test_whoever_listens_hears_right_values_alone():
    field, heard = fields.number(1), []
    form = shown(field)
    form.heard(field, heard.append)
    for typed in ("1,", "1,7", "1,75", "x", "2"):
        field.typed.value = typed
    form.speak("sv")
    assert heard == [1.7, 1.75, 2]


def test_fields_of_rows_that_look_alike_share_their_looks():
    looks = {}
    one, other = fields.number(1, looks=looks), fields.number(2, looks=looks)
    assert one.layout is other.layout
    assert one.typed.layout is other.typed.layout
    other.typed.value = "x"
    assert (one.wrong, other.wrong) == (False, True)
