"""Texts of posts: never born wrong, kept by key, and a mark that tells rows apart."""

from datetime import date

import pytest

from coachkit.model.errors import InvalidValue
from coachkit.model.post_texts import (
    LONGEST_TEXT,
    PostText,
    PostTexts,
    is_address,
    row_mark,
    shown_key,
)

DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/1,2?b=c#d", True),
        ("http://a.example", True),
        ("a.example", False),
        ("javascript:alert(1)", False),
        ("ftp://a.example", False),
        ("https://a.example/two words", False),
        ("", False),
    ],
)
def test_an_address_begins_as_addresses_do_and_has_no_blanks(text, address):
    assert is_address(text) is address


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"link": "a.example"}, "not_an_address", "link"),
        ({"pictures": ("1.jpg",)}, "not_an_address", "pictures"),
        ({"alt_texts": ("A tent",)}, "more_alt_texts", "alt_texts"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "too_long", "text"),
        ({"text": "😀" * (LONGEST_TEXT // 2 + 1)}, "too_long", "text"),
        ({"words": "x"}, "unexpected", "words"),
    ],
)
def test_what_could_not_be_published_is_no_text(wrong, code, field):
    with pytest.raises(InvalidValue) as refused:
        PostText.model_validate(wrong)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_as_much_as_a_cell_holds_is_a_text():
    assert len(PostText(text="😀" * (LONGEST_TEXT // 2)).text) == LONGEST_TEXT // 2


def test_what_is_written_takes_the_place_and_what_is_emptied_goes():
    before = PostTexts(texts={"a": PostText(text="one"), "b": PostText(text="two")})
    after = before.with_those({"a": PostText(text="other"), "b": PostText(), "c": PostText()})
    assert after == PostTexts(texts={"a": PostText(text="other")})


def test_a_link_alone_is_kept_though_no_post_goes_out_with_it():
    assert not PostText(link="https://a.example").is_empty


def test_texts_are_read_back_as_they_were_written():
    texts = PostTexts(texts={"a": PostText(text="=1\n@x", pictures=("https://a.example/1.jpg",))})
    assert PostTexts.model_validate_json(texts.model_dump_json()) == texts


def test_a_mark_changes_with_key_day_channel_and_title_and_with_nothing_else():
    mark = row_mark("k-1", DAY, "LinkedIn", "A  title")
    assert mark == row_mark("k-1", DAY, " LinkedIn ", "A title\n")
    others = {
        row_mark("k-2", DAY, "LinkedIn", "A title"),
        row_mark("k-1", date(2026, 12, 1), "LinkedIn", "A title"),
        row_mark("k-1", DAY, "X", "A title"),
        row_mark("k-1", DAY, "LinkedIn", "Another"),
    }
    assert (len(others), mark in others, len(mark)) == (4, False, 6)


def test_a_key_is_shown_in_one_line():
    assert shown_key("a\u2028b\x00  c\n") == "a b c"
