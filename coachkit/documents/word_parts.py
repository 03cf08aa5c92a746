"""The parts of a Word file that are ours: styles, running head, footer, properties, language.

They are filled from templates for each document, so that its colours, words and language are
those of the client; pandoc writes the rest.
"""

from typing import Final

from coachkit.documents.document_facts import colours, locale, logo_size, said
from coachkit.documents.house_look import HouseLook
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.templating import fill
from coachkit.language.speech import speak

_PARTS: Final = {
    "docProps/core.xml": "core.xml.j2",
    "word/fontTable.xml": "fonts.xml.j2",
    "word/footer1.xml": "footer.xml.j2",
    "word/footer2.xml": "footer.xml.j2",
    "word/header1.xml": "header.xml.j2",
    "word/header2.xml": "first_header.xml.j2",
    "word/settings.xml": "settings.xml.j2",
    "word/styles.xml": "styles.xml.j2",
}
_BOXES: Final = (
    ("CalloutDecision", "Callout Decision", "brand", "pale"),
    ("CalloutWarning", "Callout Warning", "warn", "warn-pale"),
    ("CalloutQuote", "Callout Quote", "brand", None),
    ("CalloutExample", "Callout Example", "edge", None),
)
"""Table styles of one cell: id, name, the colour of the bar, the ground."""

LOGO: Final = "word/media/logo.png"
_LOGO_LINKS: Final = "word/_rels/header2.xml.rels"
_EMU: Final = 360_000
"""Word's smallest unit, in a centimetre."""


def word_parts(document: MarkdownDocument, look: HouseLook) -> dict[str, bytes]:
    """The parts by their names inside the file."""
    filled = {
        name: fill(
            f"documents/shared/word/{template}",
            document.language,
            facts=said(document),
            colours=colours(look),
            locale=locale(document),
            decimal=speak(document.language).manners.decimal,
            day=document.day.isoformat(),
            boxes=_BOXES,
            logo=[round(cm * _EMU) for cm in logo_size(look.logo)] if look.logo else None,
        ).encode()
        for name, template in _PARTS.items()
    }
    if look.logo is None:
        return filled
    links = fill("documents/shared/word/logo.rels.j2", document.language)
    return {**filled, LOGO: look.logo, _LOGO_LINKS: links.encode()}
