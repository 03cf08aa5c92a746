"""What is remarked on a draft: in each language, with its reason, and nothing that is not there."""

import socket
import subprocess
import sys

import pytest

from coachkit.language.draft_lint import Own, Remark, lix, remarks, sentences
from coachkit.language.draft_said import drafts_said, remark_said
from coachkit.language.speech import speak
from coachkit.model.campaign_drafts import DraftPost
from coachkit.model.draft_rules import OWN, DraftRule, DraftRules, draft_rules
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform

GOOD = "Ten colleagues, one guide, two hours in the dark.\n\nWe meet you at the gate."


def draft(text=GOOD, **said) -> DraftPost:
    return DraftPost(key="d", text=text, **{"written_in": "en", **said})


def rules(text=GOOD, own=Own(), **said) -> list[DraftRule]:  # noqa: B008
    return [one.rule for one in remarks(draft(text, **said), "en", own)]


def test_a_good_draft_and_an_empty_one_have_no_remarks():
    assert rules() == []
    assert rules("", advertising=True, film=True) == []


def test_a_sentence_of_twenty_five_words_is_enough():
    words = "word " * 25
    assert rules(f"{words.strip()}.") == []
    assert rules(f"{words}more.") == [DraftRule.OPENING]
    assert rules(f"Short. And {words}more.") == [DraftRule.SENTENCE]


def test_links_tags_names_and_emoji_are_no_words_and_a_line_ends_a_sentence():
    text = "We open 🎉 at six\nCome in. https://a.example/very-long #Tag @us.all"
    assert sentences(text) == ["We open at six", "Come in."]
    assert sentences("Se t.ex. stigen. Kom!") == ["Se t.ex. stigen.", "Kom!"]


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("en", "Advertisement: our lamp", "Our lamp #ad"),
        ("sv", "Reklam. Vår lampa", "Vår lampa. Reklam"),
        ("fi", "Mainos: lamppumme", "Lamppumme #mainos"),
    ],
)
def test_advertising_is_called_so_at_the_very_beginning(language, good, bad):
    for text, expected in ((good, False), (f"🎉 {good}", False), (bad, True)):
        said = draft(text, written_in=language, advertising=True)
        assert (DraftRule.LABEL in {one.rule for one in remarks(said, "en")}) == expected
    assert rules("Advert is a name too", advertising=True) == []
    assert rules("Adventure begins", advertising=True) == [DraftRule.LABEL]


def test_what_the_client_has_decided_is_held_against_it():
    own = Own(avoid=("unique", "cheap"), no_go=("You sleep better.", ""))
    assert rules("A unique walk. You  sleep better after it", own) == [
        DraftRule.NO_GO,
        DraftRule.TONE,
    ]
    assert rules("Uniqueness is no word of theirs.", own) == []


@pytest.mark.parametrize(
    ("avoided", "text", "found"),
    [
        ("billig*", "Det Billigaste valet är vårt.", "billigaste"),
        ("ilmai*", "Saatte ilmaisen arvion.", "ilmaisen"),
        ("cheap*", "Cheaper than ever.", "cheaper"),
        ("world class*", "A world  class-leading team", "world class"),
        ("billig", "Det billigaste valet är vårt.", None),
        ("billig*", "Bilen är vår.", None),
        ("*", "Anything at all", None),
    ],
)
def test_a_word_with_an_asterisk_is_found_with_every_ending(avoided, text, found):
    said = [one.found for one in remarks(draft(text), "en", Own(avoid=(avoided,)))]
    assert said == ([found] if found else [])


def test_pictures_have_alt_texts_and_films_have_captions():
    assert rules(shows="A path") == [DraftRule.ALT_MISSING]
    assert rules(shows="A path", alt="Picture of a path") == [DraftRule.ALT_BEGINS]
    assert rules(shows="A path", alt="A path in snow, lit by one lamp") == []
    assert rules(alt="x" * 251) == [DraftRule.ALT_LONG]
    assert rules(shows="A path", film=True) == [DraftRule.CAPTIONS]
    assert rules(shows="A path", film=True, captions=True) == []


def test_tags_emoji_and_links_are_counted():
    many = " ".join(f"#Tag{n}" for n in range(6))
    assert rules(f"Come. {many}") == [DraftRule.HASHTAGS]
    assert rules("Come. #walksforeverybody") == [DraftRule.TAG_CASING]
    assert rules("Come. #WalksForEverybody #out") == []
    assert rules("Come. #A1 #B2 #C3", platform=Platform.FACEBOOK) == [DraftRule.HASHTAGS]
    assert rules("Come 🎉🎉👩🏽‍🚀🇫🇮") == [DraftRule.EMOJI]
    assert rules("Come 🎉👩🏽‍🚀🇫🇮") == []
    assert rules("https://a.example and https://b.example") == [DraftRule.LINKS]
    assert rules("See https://a.example/#place", platform=Platform.INSTAGRAM) == [
        DraftRule.DEAD_LINK
    ]
    assert rules("Click here https://a.example") == [DraftRule.NOWHERE]
    assert rules("COME TO US NOW") == rules("Come!!") == [DraftRule.SHOUTING]


def test_reading_ease_is_told_of_enough_words_only_and_in_words():
    assert lix("Too short to tell.") is None
    heavy = "Organisational developmental considerations necessitate comprehensive. " * 8
    assert lix(heavy) > draft_rules().lix["en"]
    found = remarks(draft(heavy), "en")
    assert [one.rule for one in found] == [DraftRule.HARD]
    said = remark_said(found[0], speak("en"))
    assert "reads like a report" in said.text
    assert "Björnsson" in said.source
    assert lix("We go out. " * 12) < 10


FEW = "We have four places, e.g. on Tuesday at 2.5 km from town. Come and see us soon"
"""Two sentences; neither an abbreviation nor a fraction ends one, nor does a link count."""


def test_reading_ease_is_as_the_library_counts_it_in_what_people_read():
    last = "Everybody is welcome to come with us and with me!"
    text = f"{FEW} 🎉 https://a.example/x.html #WalksForEverybody\n{last}"
    words, ends, long_ = 27, 3, 3
    assert lix(text) == pytest.approx(words / ends + 100 * long_ / words)


def test_reading_ease_asks_nobody(monkeypatch):
    def refused(*_):
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert lix(FEW * 3) > 0


def test_the_library_of_reading_ease_is_imported_only_when_it_is_asked():
    code = (
        "import sys, coachkit.language.draft_lint; print({'textstat', 'nltk'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "set()\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_sentence_and_a_source(language):
    speech = speak(language)
    for rule in DraftRule:
        said = remark_said(Remark(rule, "<b>x</b>", 30, 25), speech)
        assert said.text
        assert said.source
        assert (rule in OWN) == (rule not in draft_rules().sources)


def test_how_many_may_go_out_is_said_with_what_is_left():
    assert drafts_said([draft("")], 0, speak("en")) is None
    found = drafts_said([draft(released_by="Eva"), draft()], 3, speak("en"))
    assert (found.text, found.detail) == ("1 of 2 drafts may go out.", "3 remarks are left.")


def test_rules_without_a_source_are_none():
    told = draft_rules().model_dump()
    with pytest.raises(InvalidValue):
        DraftRules.model_validate({**told, "sources": {}})


@pytest.mark.parametrize(
    "text", ["#", "@", "!!!", "\n\n", "🎉", "https://", "😀" * 500, "a" * 8000]
)
def test_odd_texts_are_read_without_falling_over(text):
    assert isinstance(remarks(draft(text), "fi", Own(("(",), ("[",))), tuple)
