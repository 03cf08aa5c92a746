"""Amounts of money: in the currency of the client's country, as the language writes them."""

from coachkit.language.speech import NOTHING, Speech


def currency_of(country: str) -> str:
    """The three letters of what is paid with there today; none where that is not known."""
    from babel.numbers import get_territory_currencies  # noqa: PLC0415 - only money needs it

    return next(iter(get_territory_currencies(country)), "")


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
    return format_currency(round(amount), currency, whole, locale=locale, currency_digits=False)
