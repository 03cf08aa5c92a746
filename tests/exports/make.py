"""Writes the invented exports: ``python -m tests.exports.make``. They are the same every time."""

import importlib
import pkgutil
from collections.abc import Iterator

import tests.exports
from tests.exports.twin import FILES, Twin

_TOOLS = {"make", "twin", "sheets", "writing"}


def every_twin() -> Iterator[Twin]:
    """All twins of all families, in the order of the families' names."""
    for module in sorted(
        pkgutil.iter_modules(tests.exports.__path__), key=lambda found: found.name
    ):
        if module.name not in _TOOLS:
            family = importlib.import_module(f"tests.exports.{module.name}")
            if hasattr(family, "twins"):
                yield from family.twins()


def main() -> None:
    """Write what differs, remove what is no twin."""
    wanted = {twin.path: twin.content for twin in every_twin()}
    for path, content in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
    for path in FILES.rglob("*"):
        if path.is_file() and path not in wanted:
            path.unlink()


if __name__ == "__main__":
    main()
