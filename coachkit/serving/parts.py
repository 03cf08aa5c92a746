"""Where the pieces of a page come from: our template and look, and the engine that draws widgets.

Everything lies under one address that changes when any of it does, so that a browser keeps what
it has. What belongs together is one piece, packed once. Nothing comes from anywhere else.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coachkit.model.shipped import shipped
from coachkit.serving.calm import Stage
from coachkit.serving.texts import all_page_texts

_KINDS: Final = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}
_PACKED: Final = frozenset({".css", ".js"})
_SHELL: Final = ("voila", "coachkit", "static")
_ENGINE: Final = ("voila", "coachkit", "engine")
_STYLE: Final = "look/page.css"
_SCRIPT: Final = "shell/page.js"
_WAITING: Final = "shell/waiting.js"
_DRAWING: Final = "engine/engine.js"
_STYLES: Final = (
    ("look", "fonts.css"),
    ("look", "tokens.css"),
    (*_SHELL, "shell.css"),
    ("pages", "page.css"),
    (*_ENGINE, "engine.css"),
)
_SCRIPTS: Final = (
    "shell.js",
    "notes.js",
    "line.js",
    "returning.js",
    "place.js",
    "upload.js",
    "plan.js",
    "printing.js",
)
_FONTS: Final = ("Inter-Regular.woff2", "Inter-Bold.woff2")


@dataclass(frozen=True)
class Part:
    """One piece: its content, the same packed where that is smaller, and what kind it is of."""

    content: bytes
    packed: bytes | None
    kind: str


@dataclass(frozen=True)
class PageParts:
    """The pieces of a page, by their names in addresses."""

    files: Mapping[str, Part]
    seal: str

    def address(self, *parts: str) -> str:
        """Where a piece is found."""
        return "/".join(("/parts", self.seal, *parts))

    @property
    def stage(self) -> Stage:
        """What our templates need to know of the pieces."""
        return Stage(
            templates=shipped("templates", "voila", "coachkit"),
            styles=[self.address(_STYLE)],
            fonts=[self.address("fonts", name) for name in _FONTS],
            scripts=[self.address(_SCRIPT)],
            engine=self.address(_DRAWING),
            waiting=self.address(_WAITING),
        )

    @property
    def page_config(self) -> dict[str, Any]:
        """What the engine reads before it starts; a page adds its kernel."""
        return {"baseUrl": "/"}


def find_parts() -> PageParts:
    """The pieces as they ship."""
    files = {name: _part(name, content) for name, content in _contents()}
    seal = hashlib.sha256()
    for name, part in sorted(files.items()):
        seal.update(f"{name} {len(part.content)}\n".encode() + part.content)
    return PageParts(files, seal.hexdigest()[:16])


def _contents() -> Iterator[tuple[str, bytes]]:
    yield _STYLE, _joined(shipped("templates", *path) for path in _STYLES)
    scripts = _joined(shipped("templates", *_SHELL, name) for name in _SCRIPTS)
    # What a page says by itself is the same on all of them, in every language.
    words = json.dumps(all_page_texts(), ensure_ascii=False, sort_keys=True)
    yield _SCRIPT, f"window.coachkitWords = {words};\n".encode() + scripts
    yield _WAITING, shipped("templates", *_SHELL, "waiting.js").read_bytes()
    yield _DRAWING, shipped("templates", *_ENGINE, "engine.js").read_bytes()
    for font in sorted(shipped("templates", "fonts").glob("*.woff2")):
        yield f"fonts/{font.name}", font.read_bytes()


def _joined(paths: Iterator[Path]) -> bytes:
    return b"\n".join(path.read_bytes() for path in paths)


def _part(name: str, content: bytes) -> Part:
    suffix = Path(name).suffix
    packed = gzip.compress(content, mtime=0) if suffix in _PACKED else None
    return Part(content, packed, _KINDS[suffix])
