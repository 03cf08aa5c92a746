"""A place for invented exports."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of text or bytes and gives its path."""

    def write(content: str | bytes, name: str = "export.csv", encoding: str = "utf-8-sig") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write
