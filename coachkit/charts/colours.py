"""The look's colours by their names, from ``templates/look/tokens.css``."""

import re
from typing import Final

from coachkit.model.shipped import shipped

_COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")


def _colours() -> dict[str, str]:
    return dict(_COLOUR.findall(shipped("templates", "look", "tokens.css").read_text("utf-8")))


COLOURS: Final = _colours()
"""Every colour of ``tokens.css`` by its name there: ``COLOURS["brand-pale"]``."""

INK: Final = COLOURS["ink"]
SOFT: Final = COLOURS["soft"]
LINE: Final = COLOURS["line"]
EDGE: Final = COLOURS["edge"]
PAPER: Final = COLOURS["paper"]
GROUND: Final = COLOURS["ground"]
BRAND: Final = COLOURS["brand"]
WARN: Final = COLOURS["warn"]
FAINT: Final = COLOURS["brand-faint"]
