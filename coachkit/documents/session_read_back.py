"""The panels at the end of a session: the strategy read back, what is open, and the files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from coachkit.documents.planning_files import lie_in
from coachkit.documents.templating import fill
from coachkit.language.read_back import points_read_back, read_back
from coachkit.language.speech import speak
from coachkit.model.actions import ActionPlan
from coachkit.model.languages import Language
from coachkit.model.strategy import Strategy


@dataclass(frozen=True)
class PackShown:
    """Files that lie ready, all below ``folder``; ``pack`` is the ZIP of them.

    ``address``: where a page fetches what lies there; empty where nothing can be fetched.
    """

    folder: Path
    pack: Path
    files: tuple[Path, ...]
    address: str = ""
    too_long: int | None = None
    practice: bool = False


@dataclass(frozen=True)
class FileShown:
    """A file by its name and what it is, with where it is fetched if it is."""

    name: str
    kind: str
    address: str


def told(strategy: Strategy, plan: ActionPlan, language: Language) -> str:
    """The strategy as it is read aloud, its seven points folded."""
    speech = speak(language)
    return fill(
        "pages/screen_read_back.html.j2",
        language,
        sentences=read_back(strategy, plan, speech),
        points=points_read_back(strategy, speech),
    )


def sentences(told: Sequence[str], language: Language) -> str:
    """Sentences to be read aloud, one below the other."""
    return fill("pages/screen_read_back.html.j2", language, sentences=told, points=())


def open_ones(decisions: Sequence[str], language: Language) -> str:
    """What is still undecided, in the words of the run sheet."""
    return fill("pages/screen_read_back_open.html.j2", language, decisions=decisions)


def question(text: str, low: str, high: str, language: Language) -> str:
    """One of the two questions at the end, and what its first and its last answer mean."""
    return fill("pages/screen_read_back_asked.html.j2", language, text=text, low=low, high=high)


def files(shown: PackShown, language: Language) -> str:
    """The ZIP first, then the documents by language, each with the formats that it has."""
    folders: dict[str, dict[str, list[FileShown]]] = {}
    for path in shown.files:
        inside = path.relative_to(shown.folder)
        documents = folders.setdefault(inside.parts[0], {})
        one = FileShown(path.name, path.suffix.removeprefix("."), _address(path, shown))
        documents.setdefault(path.stem, []).append(one)
    return fill(
        "pages/screen_read_back_files.html.j2",
        language,
        shown=shown,
        pack=FileShown(shown.pack.name, "zip", _address(shown.pack, shown)),
        folders=dict(sorted(folders.items(), key=lambda one: (one[0] != language, one[0]))),
        lie_in=lie_in(1 + len(shown.files), shown.folder, speak(language)),
    )


def _address(path: Path, shown: PackShown) -> str:
    inside = path.relative_to(shown.folder).as_posix()
    return f"{shown.address}/{quote(inside)}" if shown.address else ""
