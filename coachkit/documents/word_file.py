"""A Markdown document as a Word file: named styles, running head, language, colours."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from coachkit.documents import pandoc
from coachkit.documents.document_facts import write_facts
from coachkit.documents.house_look import HouseLook
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.word_parts import word_parts
from coachkit.model.shipped import shipped

REFERENCE: Final = shipped("templates", "documents", "shared", "word", "reference.docx")
_FRAME: Final = shipped("templates", "documents", "shared", "word", "document.openxml")

_TYPES: Final = "[Content_Types].xml"
_PICTURES: Final = '<Default Extension="png" ContentType="image/png" />'
_BODY: Final = "word/document.xml"
_CLOSE: Final = b'<wp:inline distT="0" distB="0" distL="0" distR="0">'
"""LibreOffice keeps a distance around a picture that says nothing of it."""
_NUMBERING: Final = "word/numbering.xml"
_LEVEL: Final = re.compile(r'(w:ilvl="(\d)".*?)<w:ind [^>]*/>', re.DOTALL)
_STEP: Final = 284
"""How far a list's text stands in from its margin, in twentieths of a point: 5 mm."""
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP can tell."""


def word_file(document: MarkdownDocument, look: HouseLook) -> bytes:
    """The document as a DOCX."""
    with TemporaryDirectory(prefix="coachkit-") as name:
        folder = Path(name)
        write_facts(document, look, folder)
        written = pandoc.run(
            document.body,
            "docx",
            [
                f"--lua-filter={pandoc.FILTER}",
                f"--reference-doc={REFERENCE}",
                f"--template={_FRAME}",
                "--output=-",
            ],
            folder,
        )
    with zipfile.ZipFile(BytesIO(written)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return packed({**parts, **_amended(parts), **word_parts(document, look)})


def _amended(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Pandoc's own parts as we want them."""
    types, numbering = parts[_TYPES].decode(), parts[_NUMBERING].decode()
    if 'Extension="png"' not in types:
        types = types.replace("<Default ", f"{_PICTURES}<Default ", 1)
    return {
        _TYPES: types.encode(),
        _NUMBERING: _LEVEL.sub(_nearer, numbering).encode(),
        _BODY: parts[_BODY].replace(b"<wp:inline>", _CLOSE),
    }


def _nearer(level: re.Match[str]) -> str:
    """A list level with its text a step further in than the one above it, not half an inch."""
    left = _STEP * (int(level[2]) + 1)
    return f'{level[1]}<w:ind w:left="{left}" w:hanging="{_STEP}"/>'


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a ZIP that tells no time; the same parts give the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        # A reader looks at the first part to see what kind of file it is.
        for name in sorted(parts, key=lambda name: (name != _TYPES, name)):
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, parts[name])
    return made.getvalue()
