import pytest

from coachkit.language.speech import speak
from coachkit.model.languages import LANGUAGES
from coachkit.serving.calm import language_of
from coachkit.serving.door_texts import (
    Refusal,
    gone_texts,
    login_texts,
    logout_texts,
    refusal_of,
    refusal_texts,
)
from coachkit.serving.texts import all_page_texts, home_texts


@pytest.mark.parametrize(
    ("accepted", "asked", "language"),
    [
        ("sv-FI,sv;q=0.9,en;q=0.8", "", "sv"),
        ("en;q=0.3, fi;q=0.8, sv;q=0.5", "", "fi"),
        ("de-DE,de;q=0.9,fi-FI;q=0.2", "", "fi"),
        ("SV-se", "", "sv"),
        ("sv;q=0, fi;q=0.1", "", "fi"),
        ("sv;q=much, en", "", "en"),
        ("fi-FI", "sv", "sv"),
        ("fi-FI", "klingon", "fi"),
        ("de", "", "en"),
        ("", "", "en"),
    ],
)
def test_a_visitor_is_spoken_to_in_the_language_asked_for_or_else_preferred(
    accepted, asked, language
):
    assert language_of(accepted, asked) == language


def _refusing(refusal):
    return lambda language: refusal_texts(language, refusal)


@pytest.mark.parametrize(
    "texts",
    [
        home_texts,
        login_texts,
        gone_texts,
        lambda language: logout_texts(language, coach=True),
        lambda language: logout_texts(language, coach=False),
        *map(_refusing, Refusal),
    ],
)
def test_every_language_says_it_in_words_of_its_own(texts):
    said = [texts(language) for language in LANGUAGES]
    words = [name for name, word in said[0].items() if word and name != "address"]
    assert {name: len({one[name] for one in said}) for name in words} == dict.fromkeys(words, 3)


def test_a_page_carries_the_words_of_every_language():
    texts = all_page_texts()
    assert list(texts) == list(LANGUAGES)
    assert [texts[language]["lost"] for language in LANGUAGES] == [
        speak(language).say("The connection is gone.") for language in LANGUAGES
    ]
    assert all("{step}" in one["steps"] and "{steps}" in one["steps"] for one in texts.values())


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "There is no page here."),
        (403, "This page cannot be opened like that."),
        (405, "This page cannot be opened like that."),
        (500, "Something went wrong here."),
    ],
)
def test_a_refusal_says_what_is_wrong_in_a_sentence(status, sentence):
    assert refusal_texts("en", refusal_of(status))["sentence"] == sentence
