"""What many tests need: the demo workspace, made once, and copies of it to spoil."""

import shutil
from pathlib import Path

import pytest

from coachkit.sessions.demo import CLIENTS, demo_client, demo_workspace


@pytest.fixture(scope="session")
def demo_made_once(tmp_path_factory) -> Path:
    """The demo workspace. Tests that write take ``demo``, a copy of their own."""
    folder = tmp_path_factory.mktemp("made-once") / "coachkit-demo"
    workspace = demo_workspace(folder)
    for slug in CLIENTS:
        imported = demo_client(workspace, slug)
        assert [one.refused for one in imported] == [None] * len(imported)
    return folder


@pytest.fixture
def demo(demo_made_once, tmp_path) -> Path:
    """A demo workspace of one's own."""
    return Path(shutil.copytree(demo_made_once, tmp_path / "coachkit-demo"))
