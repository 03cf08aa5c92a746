"""Money as a language writes it, in the currency of the client's country."""

import pytest

from coachkit.language.money import currency_of, money
from coachkit.language.speech import speak


def test_a_country_pays_with_what_it_pays_with_today():
    assert [currency_of(one) for one in ("SE", "FI", "NO", "ZZ")] == ["SEK", "EUR", "NOK", ""]


@pytest.mark.parametrize(
    ("language", "currency", "written"),
    [
        ("sv", "SEK", "9 000 kr"),
        ("fi", "EUR", "9 000 €"),
        ("en", "EUR", "€9,000"),
        ("en", "SEK", "SEK 9,000"),
        ("sv", "", "9 000"),
    ],
)
def test_an_amount_has_its_currency_and_no_cents(language, currency, written):
    said = money(8999.6, currency, speak(language))
    assert said.replace("\N{NO-BREAK SPACE}", " ") == written


def test_half_a_coin_is_rounded_away_from_zero():
    assert money(2.5, "EUR", speak("en")) == "€3"


def test_what_nobody_has_said_is_not_zero():
    assert money(None, "SEK", speak("sv")) == "–"
