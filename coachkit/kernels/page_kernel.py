"""The kernel of a page: walled in before it reads a word of its notebook.

``python -m coachkit.kernels.page_kernel`` instead of ``ipykernel_launcher``. Nothing happens when
this is imported: whoever forks kernels has it imported for all of them.
"""

import json
import logging
import os
import stat
import sys
import tempfile
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from coachkit.kernels import landlock
from coachkit.model.visiting import CLIENT_VARIABLE, COACH, ROLE_VARIABLE, VIEWER

WALLS_VARIABLE: Final = "COACHKIT_WALLS"
DATABASE_VARIABLE: Final = "COACHKIT_DATABASE_URL"

_DEVICES: Final = ("null", "zero", "full", "random", "urandom")
_OWNER_ALONE: Final = stat.S_IRWXU

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Walls:
    """Where a kernel of a page stands.

    ``workspace``: whose clients are walled off from each other. ``private``: the kernel's own
    folder, for its sockets and whatever is laid down for a moment; no other kernel's.
    ``tcp``: whether the kernel itself is talked to by TCP, where there are no other sockets.
    """

    workspace: str
    private: str
    tcp: bool = False

    def written(self) -> str:
        """As it stands in the environment."""
        return json.dumps(asdict(self))


def prepare() -> None:
    """All that comes before the kernel: its own folder, the walls, what it tells a browser."""
    written = os.environ.pop(WALLS_VARIABLE, "")
    if written:
        walls = Walls(**json.loads(written))
        _move_in(Path(walls.private))
        _wall_in(walls)
    # Only now: the modules that this needs are the slow ones.
    from coachkit.kernels.displayed import tell_displayed_only

    tell_displayed_only()


def main() -> None:
    """Be a page's kernel until it is told to end."""
    if sys.path and Path(sys.path[0] or ".").resolve() == Path.cwd():
        # as ipykernel's own launcher does: a notebook's folder hides no module
        del sys.path[0]
    prepare()
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance()


def _move_in(private: Path) -> None:
    """Lay down in a folder of its own what others would find in the one for everybody."""
    for name, variable in (("tmp", "TMPDIR"), ("ipython", "IPYTHONDIR")):
        folder = private / name
        folder.mkdir(_OWNER_ALONE, parents=True, exist_ok=True)
        os.environ[variable] = str(folder)
    tempfile.tempdir = None


def _wall_in(walls: Walls) -> None:
    if not landlock.version():
        log.debug("no Landlock here: the kernel's files are not walled in")
        return
    workspace, private = Path(walls.workspace).resolve(), Path(walls.private).resolve()
    role, client = os.environ.get(ROLE_VARIABLE, COACH), os.environ.get(CLIENT_VARIABLE, "")
    own = _own(workspace, client, is_coach=role == COACH)
    readable = landlock.all_but(_hidden(workspace, private))
    page, tcp = Path.cwd(), walls.tcp or bool(os.environ.get(DATABASE_VARIABLE))
    if not tcp:
        # ipykernel listens on loopback to what a kernel's children print, which is for no page
        warnings.filterwarnings("ignore", message="Couldn't bind IOPub Pipe")
    landlock.restrict(
        readable=[*readable, page, *(own if role == VIEWER else ())],
        writable=[private, *(() if role == VIEWER else own)],
        in_place=[Path("/dev", name) for name in _DEVICES],
        tcp=tcp,
    )


def _own(workspace: Path, client: str, *, is_coach: bool) -> list[Path]:
    """What of the workspace is the page's: its client's folder; the coach's room for the coach."""
    clients, room, doors = (workspace / name for name in ("clients", "coach", "doors"))
    if not client:
        # the coach's desk: every client there is and will be, and the links to them
        return _there([clients, room, doors]) if is_coach else []
    return [clients / client, *(_there([room]) if is_coach else [])]


def _there(folders: list[Path]) -> list[Path]:
    # A rule is for what is there, and these are made when they are first needed.
    for folder in folders:
        folder.mkdir(_OWNER_ALONE, exist_ok=True)
    return folders


def _hidden(workspace: Path, private: Path) -> list[Path]:
    """What no kernel of a page reads, besides what is its own."""
    from jupyter_core.paths import jupyter_runtime_dir

    pages = Path.cwd().parent
    return [
        workspace / "clients",
        workspace / "doors",
        workspace / "coach",
        # other clients' pages, and who they are
        *([pages] if workspace in pages.parents else []),
        # other kernels' sockets with their keys: those of this server, of other servers, of Jupyter
        private.parent,
        *(one for one in private.parent.parent.glob("ck-*") if one.is_dir()),
        Path(jupyter_runtime_dir()),
    ]


if __name__ == "__main__":
    main()
