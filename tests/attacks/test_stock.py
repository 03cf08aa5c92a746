"""The same attacks on a stock Voilà succeed: they are attacks, and would be noticed.

What is not named here a stock Voilà withstands as it comes: it, too, runs no code that a browser
sends. That it asks nobody who they are is what most of these live on.
"""

import pytest

from tests.attacks.target import PROTOCOLS
from tests.attacks.tricks import ATTACKS

PAGES = ("plain", "percent", "dots", "percent dots", "percent slash", "dot", "fragment", "question")
WIDGETS = (
    *("viewer's field", "viewer's button", "disabled button", "disabled field", "made enabled"),
    *("classes", "view", "description", "layout"),
    *("a filter's options", "a filter disabled", "a filter's classes"),
)
BOTH_WAYS = (
    *("line: another's,", "widget: viewer's button,", "widget: disabled button,"),
    *("made: button,", "made: output,", "made: upload,", "states:", "large:"),
)
ELSE = (
    *("document: as a file", "cookie: forged", "kernel: GET ", "line: no cookie"),
    *("host: evil.example", "host: localhost.evil.example"),
    *("posed: X_Forwarded_User", "posed: Authorization"),
)
BITES = dict.fromkeys(
    (
        *(f"page: {name}" for name in (*PAGES, "trailing slash")),
        *(f"widget: {name}, text" for name in WIDGETS),
        *(f"{name} {protocol}" for name in BOTH_WAYS for protocol in PROTOCOLS),
        *ELSE,
    )
)


@pytest.mark.parametrize("name", BITES)
def test_an_attack_bites(stock, name):
    assert ATTACKS[name](stock) is not None
