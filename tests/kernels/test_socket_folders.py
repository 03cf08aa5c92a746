"""The folders of sockets are their owner's alone, and none outlives whoever made it for long."""

import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from coachkit.kernels.socket_folders import socket_folder

HOLDS = """
import sys
from coachkit.kernels.socket_folders import socket_folder

folder = socket_folder()
(folder.path / "kernel").mkdir()
print(folder.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def temporary(monkeypatch):
    """A folder of temporary files of the test's own, short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="t", dir="/tmp") as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)
        yield Path(folder)


def held():
    """Another process with a folder of its own, and that folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    return process, Path(process.stdout.readline().strip())


def ended(process):
    with process:
        process.kill()


def test_a_folder_of_sockets_is_its_owners_alone_and_goes_with_what_is_in_it(temporary):
    folder = socket_folder()
    assert folder.path.parent == temporary
    assert stat.S_IMODE(folder.path.stat().st_mode) == stat.S_IRWXU
    assert folder.transport == "ipc"
    (folder.path / "kernel").mkdir()
    folder.close()
    folder.close()
    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_left_is_gone_and_what_others_hold_is_not(temporary):
    killed, left = held()
    running, theirs = held()
    assert left.is_dir()
    ended(killed)
    strange = temporary / "ck-of-another-program"
    strange.mkdir()
    (temporary / "ck-link").symlink_to(theirs)
    (temporary / "ck-file").touch()
    mine = socket_folder()
    assert not left.exists()
    assert (theirs / "kernel").is_dir()
    assert strange.is_dir()
    assert mine.path.is_dir()
    ended(running)
    socket_folder().close()
    assert not theirs.exists()
    assert mine.path.is_dir(), "its own process lives"
    mine.close()


def test_a_path_too_long_for_sockets_is_not_taken(temporary, monkeypatch):
    deep = temporary / ("d" * 90)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    folder = socket_folder()
    assert (folder.transport, folder.path.parent) == ("ipc", Path("/tmp"))
    folder.close()
    assert list(deep.iterdir()) == []
