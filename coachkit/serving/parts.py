"""Where the pieces of a page come from: our template and look, Voilà's engine, the widgets.

Everything lies under one address that changes when any of it does, so that a browser keeps what
it has. Nothing comes from anywhere else.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jupyterlab_server.config import get_federated_extensions
from voila.paths import collect_static_paths
from voila.utils import get_voila_labextensions_path

from coachkit.model.shipped import shipped
from coachkit.serving.calm import Stage

WIDGET_EXTENSIONS: Final = (
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
)
"""What draws ipywidgets, and widgets of our own.

Each further extension of JupyterLab makes every page heavier.
"""

_ENGINE: Final = "engine"
_EXTENSIONS: Final = "extensions"
_STYLES: Final = (
    ("look", "fonts.css"),
    ("look", "tokens.css"),
    ("shell", "shell.css"),
    ("pages", "page.css"),
)
_SCRIPTS: Final = (
    "shell.js",
    "notes.js",
    "line.js",
    "returning.js",
    "place.js",
    "upload.js",
    "plan.js",
)
_FONTS: Final = ("Inter-Regular.woff2", "Inter-Bold.woff2")


@dataclass(frozen=True)
class PageParts:
    """The pieces of a page. ``folders``: each folder that is served, by its name in addresses."""

    folders: Mapping[str, Path]
    extensions: Mapping[str, Mapping[str, Any]]
    seal: str

    def address(self, *parts: str) -> str:
        """Where a piece is found."""
        return "/".join(("/parts", self.seal, *parts))

    @property
    def stage(self) -> Stage:
        """What our templates need to know of the pieces."""
        return Stage(
            templates=shipped("templates", "voila", "coachkit"),
            styles=[
                self.address(folder, name)
                for folder, name in _STYLES
                if (self.folders[folder] / name).is_file()
            ],
            fonts=[
                self.address("fonts", name)
                for name in _FONTS
                if (self.folders["fonts"] / name).is_file()
            ],
            scripts=[self.address("shell", name) for name in _SCRIPTS],
            engine=self.address(_ENGINE, "voila.js"),
            waiting=self.address("shell", "waiting.js"),
        )

    @property
    def page_config(self) -> dict[str, Any]:
        """What Voilà's engine reads before it starts; a page adds its kernel.

        Made here and not read from the machine: what somebody has switched off in their
        JupyterLab is no affair of a client's page.
        """
        return {
            "baseUrl": "/",
            "fullStaticUrl": self.address(_ENGINE),
            "fullLabextensionsUrl": self.address(_EXTENSIONS),
            "federated_extensions": [
                {"name": name, **{key: build[key] for key in ("load", "extension") if key in build}}
                for name, build in self.extensions.items()
            ],
            # null, or the engine would look for them on a CDN
            "fullMathjaxUrl": None,
            "mathjaxConfig": None,
            # our own style sheet is the theme
            "jupyterLabTheme": "light",
        }


def find_parts() -> PageParts:
    """The pieces as they are installed."""
    found = get_federated_extensions(get_voila_labextensions_path())
    extensions = {name: found[name] for name in WIDGET_EXTENSIONS}
    engine = next(path for path in _engine_folders() if (path / "voila.js").is_file())
    folders = {
        "shell": shipped("templates", "voila", "coachkit", "static"),
        "look": shipped("templates", "look"),
        "fonts": shipped("templates", "fonts"),
        "pages": shipped("templates", "pages"),
        _ENGINE: engine,
        **{
            f"{_EXTENSIONS}/{name}": Path(extension["ext_path"])
            for name, extension in extensions.items()
        },
    }
    return PageParts(
        folders=folders,
        extensions={
            name: extension["jupyterlab"]["_build"] for name, extension in extensions.items()
        },
        seal=_seal(folders),
    )


def _engine_folders() -> Iterator[Path]:
    yield from map(Path, collect_static_paths(["voila"], "base"))


def _seal(folders: Mapping[str, Path]) -> str:
    seal = hashlib.sha256()
    for name, folder in sorted(folders.items()):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            state = file.stat()
            seal.update(f"{name}/{file.name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return seal.hexdigest()[:16]
