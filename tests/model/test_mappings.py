"""A mapping is a value: never born wrong, and never overwritten by the way."""

import pytest

from coachkit.model.errors import InvalidValue
from coachkit.model.mappings import ColumnMapping, ColumnMappings

GOOD = {
    "name": "Meta, suomeksi",
    "based_on": "meta_facebook_posts",
    "language": "fi",
    "headers": {"Julkaisun tunnus": "item", "Otsikko": "text", "Kuvaus": "text"},
}


def refusal(**changes):
    with pytest.raises(InvalidValue) as refused:
        ColumnMapping(**{**GOOD, **changes})
    return refused.value


def called(name, **changes):
    return ColumnMapping(**{**GOOD, **changes, "name": name})


def test_a_mapping_knows_its_headers_by_meaning():
    mapping = ColumnMapping(**{**GOOD, "headers": {"Maa": "item:country", "Tyhjä": "ignore"}})
    assert mapping.header("item") == "Maa"
    assert mapping.header("reach") is None
    assert mapping.meanings == {"item:country"}


def test_only_words_and_what_is_left_out_may_be_matched_twice():
    ColumnMapping(**{**GOOD, "headers": {"A": "text", "B": "text", "C": "ignore", "D": "ignore"}})
    refused = refusal(headers={"Tavoittavuus": "reach", "Kattavuus": "reach"})
    assert (refused.code, refused.field) == ("matched_twice", "headers")
    assert refused.details == {"value": "reach", "known": ["Tavoittavuus", "Kattavuus"]}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": "  "}, "too_short", "name"),
        ({"name": "x" * 81}, "too_long", "name"),
        ({"based_on": "../secret"}, "not_allowed", "based_on"),
        ({"language": "f"}, "not_allowed", "language"),
        ({"language": "fi-FI"}, "not_allowed", "language"),
        ({"headers": {}}, "too_short", "headers"),
        ({"post_types": {"Kuva": "painting"}}, "not_allowed", "post_types.Kuva"),
        ({"guess": True}, "unexpected", "guess"),
    ],
)
def test_a_wrong_mapping_names_its_field(changes, code, field):
    refused = refusal(**changes)
    assert (refused.code, refused.field) == (code, field)


def test_a_language_may_be_written_in_its_own_letters():
    assert ColumnMapping(**{**GOOD, "language": "íslenska"}).language == "íslenska"


def test_a_second_mapping_of_a_name_is_refused_whatever_its_capitals():
    kept = ColumnMappings(mappings=(called("Meta, suomeksi"),))
    with pytest.raises(InvalidValue) as refused:
        kept.keeping(called("META,  suomeksi"))
    assert (refused.value.code, refused.value.field) == ("name_taken", "name")
    with pytest.raises(InvalidValue) as refused:
        ColumnMappings(mappings=(called("One"), called("one")))
    assert refused.value.code == "repeated"


def test_a_mapping_is_replaced_only_when_that_is_said_and_keeps_its_place():
    kept = ColumnMappings(mappings=(called("One"), called("Two")))
    changed = kept.keeping(called("One", language="sv"), replacing="one")
    assert [(m.name, m.language) for m in changed.mappings] == [("One", "sv"), ("Two", "fi")]
    renamed = kept.keeping(called("Three"), replacing="One")
    assert [mapping.name for mapping in renamed.mappings] == ["Three", "Two"]


def test_removing_names_what_there_is_where_the_name_is_unknown():
    kept = ColumnMappings(mappings=(called("One"), called("Two")))
    assert [mapping.name for mapping in kept.without("ONE").mappings] == ["Two"]
    with pytest.raises(InvalidValue) as refused:
        kept.without("Four")
    assert refused.value.code == "unknown_mapping"
    assert refused.value.details == {"value": "Four", "known": ["One", "Two"]}


def test_what_is_kept_is_read_back_the_same():
    kept = ColumnMappings(
        mappings=(called("One", post_types={"Kuva": "image"}, dates="%d.%m.%Y", totals=("Yht.",)),)
    )
    assert ColumnMappings.model_validate_json(kept.model_dump_json()) == kept
