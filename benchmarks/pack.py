"""The pack after a session: eight documents in three languages and three formats.

``python -m benchmarks pack``. The documents are the tests' sample, which has every part that a
document is made of, three chapters and a chart; each has a title of its own.
"""

import time
from dataclasses import replace

from benchmarks.figure import Figure
from coachkit.documents.house_look import HouseLook
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.writing import Format, render, render_all
from coachkit.model.languages import LANGUAGES
from tests.documents.samples import sample

_DOCUMENTS = 8
_FORMATS: tuple[Format, ...] = ("docx", "pdf", "html")
_SLOWEST = 15.0


def documents() -> list[MarkdownDocument]:
    """As many documents as a pack has, in every language."""
    return [
        replace(sample(language), title=f"{number}. {sample(language).title}")
        for language in LANGUAGES
        for number in range(1, _DOCUMENTS + 1)
    ]


def figures() -> list[Figure]:
    """How long the pack takes, and one file of each format alone."""
    wanted, look = documents(), HouseLook()
    alone = []
    for to in _FORMATS:
        render(wanted[0], to, look)
        start = time.perf_counter()
        render(wanted[0], to, look)
        alone.append(Figure(f"one {to}", time.perf_counter() - start, "s"))
    start = time.perf_counter()
    files = render_all(wanted, _FORMATS, look)
    taken = time.perf_counter() - start
    return [*alone, Figure(f"{len(files)} files", taken, "s", _SLOWEST)]
