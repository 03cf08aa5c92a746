"""What a document's templates are told beside its Markdown: words, colours, pictures, as JSON.

Everything in it is plain text. The filter, the page and typst read it as data.
"""

import base64
import json
import re
from pathlib import Path
from typing import Any, Final

from coachkit.charts.look import COLOURS
from coachkit.documents.house_look import HouseLook, picture_size
from coachkit.documents.markdown_document import MarkdownDocument, Picture
from coachkit.documents.markdown_text import one_line
from coachkit.language.speech import speak

WIDEST: Final = 15.8
"""Centimetres between the margins of a page."""
_TALLEST: Final = 17.0
_LOGO_TALLEST: Final = 1.3
_LOGO_WIDEST: Final = 4.5
_PER_CM: Final = 110 / 2.54
"""Pixels of a small picture in a centimetre: it is not blown up."""
_FAMILY: Final = re.compile(r"(<[^>]*font-family: )Inter\b")
"""A page calls the typeface of a drawing Inter; in print it has the name of its own cut."""
_FOR_FACTS: Final = ("soft", "line", "edge", "go", "warn", "warn-pale")


def locale(document: MarkdownDocument) -> str:
    """Language and country: ``sv-SE``."""
    return speak(document.language).manners.locale.replace("_", "-")


def colours(look: HouseLook) -> dict[str, str]:
    """Every colour of a document by what it is for."""
    return {**{name: COLOURS[name] for name in _FOR_FACTS}, **look.colours}


def said(document: MarkdownDocument) -> dict[str, Any]:
    """What stands around the text, in the document's language, each in one line."""
    speech = speak(document.language)
    page_of = speech.say("%(page)s of %(pages)s", page="\0", pages="\0").split("\0")
    return {
        "title": one_line(document.title),
        "subtitle": one_line(document.subtitle),
        "client": one_line(document.client),
        "status": one_line(document.status),
        "authors": [one_line(name) for name in document.authors],
        "day": speech.day(document.day),
        "words": {
            "page": page_of,
            "contents": speech.say("Contents"),
            "table": speech.say("Table"),
        },
    }


def write_facts(
    document: MarkdownDocument, look: HouseLook, folder: Path, **further: object
) -> None:
    """Write ``document.json`` and the pictures that it names into pandoc's working folder."""
    region = locale(document).partition("-")[2]
    facts = {
        **said(document),
        "lang": document.language,
        "region": region,
        "colours": colours(look),
        "contents": document.contents,
        "compact": document.compact,
        "logo_cm": logo_size(look.logo) if look.logo else None,
        "unseen": "",
        "pictures": [_picture(picture, folder) for picture in document.pictures],
        **further,
    }
    if look.logo is not None:
        (folder / "logo.png").write_bytes(look.logo)
    written = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    (folder / "document.json").write_text(written, encoding="utf-8")


def logo_size(logo: bytes) -> tuple[float, float]:
    """Width and height of a logo in centimetres."""
    across, down = picture_size(logo)
    tall = min(_LOGO_TALLEST, _LOGO_WIDEST * down / across)
    return round(tall * across / down, 3), round(tall, 3)


def data_uri(png: bytes) -> str:
    """A picture inside a page."""
    return f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"


def _picture(picture: Picture, folder: Path) -> dict[str, Any]:
    (folder / f"{picture.name}.png").write_bytes(picture.png)
    (folder / f"{picture.name}.uri").write_text(data_uri(picture.png), encoding="ascii")
    facts: dict[str, Any] = {"name": picture.name, "alt": one_line(picture.alt)}
    if picture.drawing:
        (folder / f"{picture.name}.svg").write_text(picture.drawing, encoding="utf-8")
        facts["drawing"] = f"{picture.name}.svg"
        in_print = _FAMILY.sub(r"\1'Inter Tabular'", picture.drawing)
        (folder / f"{picture.name}-print.svg").write_text(in_print, encoding="utf-8")
    width = _width(picture)
    return {
        **facts,
        "file": f"{picture.name}{'-print.svg' if picture.drawing else '.png'}",
        "width_cm": round(width, 2),
        "share": round(width / WIDEST, 4),
    }


def _width(picture: Picture) -> float:
    """How wide a picture stands on paper, in centimetres: not higher than most of a page."""
    across, down = picture_size(picture.png)
    natural = WIDEST if picture.drawing else across / _PER_CM
    return min(WIDEST, natural, _TALLEST * across / down)
