"""A Markdown document as a PDF for everybody: tagged (PDF/UA-1), its typefaces inside."""

import json
import shutil
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

import typst
from matplotlib import get_data_path

from coachkit.charts.lettering import known_letters
from coachkit.documents import pandoc
from coachkit.documents.document_facts import write_facts
from coachkit.documents.house_look import HouseLook
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.unseen import drawn
from coachkit.language.speech import speak
from coachkit.model.errors import DocumentFailed
from coachkit.model.shipped import shipped

_LOOK: Final = shipped("templates", "documents", "shared", "document.typ")
_BEGIN: Final = '#import "document.typ": *\n#show: document\n\n'
_FOR_OTHER_LETTERS: Final = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_REASON: Final = 500
_LOADING: Final = Lock()


def print_file(document: MarkdownDocument, look: HouseLook) -> bytes:
    """The document as a PDF. A sign that no typeface has is a white square, and that is said."""
    with TemporaryDirectory(prefix="coachkit-") as name:
        folder = Path(name)
        write_facts(document, look, folder)
        body = pandoc.run(document.body, "typst-smart", [f"--lua-filter={pandoc.FILTER}"], folder)
        _write_for_typst(document, body.decode(), folder)
        return _compiled(folder, datetime.combine(document.day, time(), UTC))


def _write_for_typst(document: MarkdownDocument, body: str, folder: Path) -> None:
    path = folder / "document.json"
    facts = path.read_text(encoding="utf-8")
    seen_body, seen_facts = (drawn(text, known_letters()) for text in (body, facts))
    told = json.loads(seen_facts)
    if seen_body.count("□") > body.count("□") or seen_facts.count("□") > facts.count("□"):
        told["unseen"] = speak(document.language).say(
            "□ stands for a sign that the typeface of this file does not have. The Word file and "
            "the web page show it."
        )
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    (folder / "main.typ").write_text(_BEGIN + seen_body, encoding="utf-8")
    shutil.copyfile(_LOOK, folder / _LOOK.name)


def _compiled(folder: Path, moment: datetime) -> bytes:
    try:
        made = typst.Compiler(folder / "main.typ", root=folder, font_paths=typefaces()).compile(
            format="pdf", pdf_standards=["ua-1"], timestamp=moment
        )
    except typst.TypstError as failed:
        raise DocumentFailed("typst_failed", reason=str(failed)[:_REASON]) from failed
    if not isinstance(made, bytes):
        raise DocumentFailed("typst_failed", reason=type(made).__name__)
    return made


def typefaces() -> typst.Fonts:
    """The typefaces that a PDF is set in, and none that the machine may have besides."""
    # Several threads write documents, and each would make a folder of its own.
    with _LOADING:
        return _loaded()[0]


@cache
def _loaded() -> tuple[typst.Fonts, TemporaryDirectory[str]]:
    """The typefaces, and the folder that typst opens them in for as long as the program runs."""
    kept = TemporaryDirectory(prefix="coachkit-fonts-", ignore_cleanup_errors=True)
    others = Path(get_data_path(), "fonts", "ttf")
    for name in _FOR_OTHER_LETTERS:
        # Beside them matplotlib has typefaces that draw every letter as an empty box.
        shutil.copyfile(others / name, Path(kept.name, name))
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(shipped("templates", "fonts")), kept.name],
    )
    return fonts, kept
