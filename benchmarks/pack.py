"""The pack after a session: the demo client's documents in three languages and three formats.

``python -m benchmarks pack``. Beside the documents the pack has their workbooks, the minutes and
the follow-ups of the session that was held, and it is written as a page writes it: every file, and
the ZIP. One file of each format alone is the tests' sample, which has every part of a document.
"""

import tempfile
import time
from pathlib import Path

from benchmarks.figure import Figure
from coachkit.documents.house_look import HouseLook
from coachkit.documents.writing import Format, render
from coachkit.model.client import Client
from coachkit.model.languages import LANGUAGES
from coachkit.sessions.demo_session import keep_demo_session
from coachkit.sessions.opening import now
from coachkit.sessions.session_files import PACK_FORMATS, PackAsked, make_pack
from coachkit.store.workspace import Workspace
from tests.documents.samples import sample

_FORMATS: tuple[Format, ...] = ("docx", "pdf", "html")
_SLOWEST = 15.0
_SLUG = "nordlykta"


def figures() -> list[Figure]:
    """How long the pack takes, and one file of each format alone."""
    return [*_alone(), _pack()]


def _alone() -> list[Figure]:
    wanted, look, alone = sample("sv"), HouseLook(), []
    for to in _FORMATS:
        render(wanted, to, look)
        start = time.perf_counter()
        render(wanted, to, look)
        alone.append(Figure(f"one {to}", time.perf_counter() - start, "s"))
    return alone


def _pack() -> Figure:
    asked = PackAsked(LANGUAGES, PACK_FORMATS)
    client = Client(slug=_SLUG, name="Nordlykta Friluft", languages=LANGUAGES, country="SE")
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder))
        with workspace.new_client(client, now=now, who="benchmark") as store:
            keep_demo_session(store, _SLUG, lambda _: None)
            start = time.perf_counter()
            made = make_pack(store, Path(folder) / "run_sheets", asked, lambda *_: None)
            taken = time.perf_counter() - start
    return Figure(f"{len(made.files)} files", taken, "s", _SLOWEST)
