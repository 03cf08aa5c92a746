"""How many use a channel: with its year, its whole, its source, and its age."""

from datetime import date

import pytest

from coachkit.language.speech import speak
from coachkit.language.usage_said import is_old, usage_caveats, usage_sentence
from coachkit.model.languages import LANGUAGES
from coachkit.planning.usage import national_usage, usage_of_channel

EN = speak("en")
TODAY = date(2026, 11, 23)
SHIPPED = (*national_usage("SE"), *national_usage("FI"))


def test_a_share_is_said_with_its_whole_its_year_and_its_source():
    (facebook,) = usage_of_channel("SE", "Facebook")
    assert usage_sentence(facebook, EN) == (
        "53% of internet users in Sweden aged 8 and over used Facebook daily in 2022 "
        "(Internetstiftelsen, Svenskarna och internet 2022, mediamakarnagrip.se)."
    )


def test_people_are_counted_in_millions_with_how_many_were_asked():
    (facebook,) = usage_of_channel("FI", "Facebook")
    assert usage_sentence(facebook, EN) == (
        "2.96 million people in Finland used Facebook weekly in 2022, counted up from 1,000 who "
        "were asked (Pönkä, DNA, slideshare.net)."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_that_ships_has_a_sentence_with_its_year(language):
    speech = speak(language)
    said = [usage_sentence(one, speech) for one in SHIPPED]
    assert len(set(said)) == len(SHIPPED)
    wrong = [text for one, text in zip(SHIPPED, said, strict=True) if str(one.year) not in text]
    assert wrong == []


@pytest.mark.parametrize(
    ("today", "old"),
    [(date(2023, 12, 31), False), (date(2024, 1, 1), True), (date(2021, 1, 1), False)],
)
def test_a_figure_may_be_old_two_years_after_its_year_began(today, old):
    (facebook,) = usage_of_channel("SE", "Facebook")
    assert is_old(facebook, today) is old


def test_an_old_figure_says_so_and_a_fresh_one_only_that_it_is_quoted():
    (facebook,) = usage_of_channel("SE", "Facebook")
    quoted = "The figure is quoted at second hand; your own audience may differ."
    assert usage_caveats(facebook, date(2023, 5, 1), EN) == (quoted,)
    assert usage_caveats(facebook, TODAY, EN) == (
        "That was in 2022: more than two years may have gone by, and much may have changed.",
        quoted,
    )
