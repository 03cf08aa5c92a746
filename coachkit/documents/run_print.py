"""What a notebook showed as a PDF: tagged (PDF/UA-1), its typefaces inside, its charts as drawn."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from coachkit.charts.lettering import known_letters
from coachkit.charts.look import COLOURS
from coachkit.documents.print_file import typefaces
from coachkit.documents.run_parts import Part, Picture
from coachkit.documents.unseen import drawn
from coachkit.language.speech import speak
from coachkit.model.errors import DocumentFailed
from coachkit.model.languages import Language
from coachkit.model.shipped import shipped

_LOOK: Final = shipped("templates", "documents", "run", "run.typ")
_USED: Final = ("ink", "soft", "line", "bar", "brand", "warn")
_FAMILY: Final = re.compile(r"\bInter\b(?! Tabular)")
_PICTURES: Final = """\
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for name in json("pictures.json") { image(name); pagebreak(weak: true) }
"""
_PER_INCH: Final = 110
_REASON: Final = 500


def run_print(title: str, parts: Sequence[Part], language: Language, day: date) -> bytes:
    """The PDF of a notebook's words and pictures; ``day`` is the day it is made.

    Raises :class:`DocumentFailed` ``typst_failed``.
    """
    with TemporaryDirectory(prefix="coachkit-") as name:
        folder = Path(name)
        told = {
            "title": title,
            "lang": language,
            "colours": {name: COLOURS[name] for name in _USED},
            "page": speak(language).say("%(page)s of %(pages)s", page="\0", pages="\0").split("\0"),
            "parts": [_written(part, number, folder) for number, part in enumerate(parts)],
        }
        facts = drawn(json.dumps(told, ensure_ascii=False), known_letters())
        (folder / "run.json").write_text(facts, encoding="utf-8")
        (folder / "main.typ").write_bytes(_LOOK.read_bytes())
        return _compiled(folder, datetime.combine(day, time(), UTC))


def _written(part: Part, number: int, folder: Path) -> dict[str, Any]:
    if not isinstance(part, Picture):
        bar = {"reached": 0.0, "mark": 0.0, "behind": False} | part.bar
        return asdict(part) | {"bar": bar}
    name = f"{number}.{'svg' if part.drawing else 'png'}"
    (folder / name).write_bytes(in_print(part.drawing).encode() if part.drawing else part.png)
    return {"kind": "figure", "file": name, "alt": part.alt}


def in_print(drawing: str) -> str:
    """A page's drawing with the typeface by the name that its own cut has."""
    return drawn(_FAMILY.sub("Inter Tabular", drawing), known_letters())


def pixels(drawings: Sequence[str]) -> list[bytes]:
    """The drawings as PNG files, for programs that take no SVG."""
    if not drawings:
        return []
    with TemporaryDirectory(prefix="coachkit-") as name:
        folder = Path(name)
        names = [f"{number}.svg" for number in range(len(drawings))]
        for one, drawing in zip(names, drawings, strict=True):
            (folder / one).write_text(in_print(drawing), encoding="utf-8")
        (folder / "pictures.json").write_text(json.dumps(names), encoding="ascii")
        (folder / "main.typ").write_text(_PICTURES, encoding="ascii")
        try:
            made = typst.Compiler(folder / "main.typ", root=folder, font_paths=typefaces()).compile(
                format="png", ppi=_PER_INCH
            )
        except typst.TypstError as failed:
            raise DocumentFailed("typst_failed", reason=str(failed)[:_REASON]) from failed
    several = made if isinstance(made, list) else [made]
    return [one for one in several if isinstance(one, bytes)]


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
