"""Amounts of money: in the currency of the client's country, as the language writes them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from coachkit.language.speech import NOTHING, Speech

CURRENCIES: Final = ("EUR", "SEK", "NOK", "DKK", "ISK", "GBP", "CHF", "PLN", "USD")
"""What a campaign may be paid in, where it is not what its country pays with."""

_AS_OF: Final = date(2026, 1, 1)


def currency_of(country: str) -> str:
    """The three letters of what is paid with there since 2026; none where that is not known."""
    from babel.numbers import get_territory_currencies  # noqa: PLC0415 - only money needs it

    return next(iter(get_territory_currencies(country, start_date=_AS_OF)), "")


def currency_name(currency: str, speech: Speech) -> str:
    """What a currency is called: ``Swedish Krona``, ``svensk krona``, ``Ruotsin kruunu``."""
    from babel.numbers import get_currency_name  # noqa: PLC0415 - only money needs it

    return str(get_currency_name(currency, locale=speech.manners.locale))


def money(amount: float | None, currency: str, speech: Speech) -> str:
    """Without cents: ``9 000 kr``, ``9 000 €``, ``SEK 9,000``; a bare number of no currency."""
    if amount is None:
        return NOTHING
    if not currency:
        return speech.number(amount)
    from babel import Locale  # noqa: PLC0415 - only money needs it
    from babel.numbers import format_currency, get_currency_symbol  # noqa: PLC0415

    locale = Locale.parse(speech.manners.locale)
    whole = locale.currency_formats["standard"].pattern.replace(".00", "")
    if whole.startswith("¤") and get_currency_symbol(currency, locale).isalpha():
        whole = whole.replace("¤", "¤\N{NO-BREAK SPACE}")
    rounded = Decimal(str(amount)).quantize(Decimal(1), ROUND_HALF_UP)
    return format_currency(rounded, currency, whole, locale=locale, currency_digits=False)
