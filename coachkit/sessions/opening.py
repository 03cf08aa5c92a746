"""Opening a client's folder for a notebook: where it is, who asks, what time it is."""

import getpass
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.visiting import (
    CLIENT_VARIABLE,
    COACH,
    ROLE_VARIABLE,
    ROLES,
    VIEWER,
    WHO_VARIABLE,
)
from coachkit.store.workspace import Reach, Workspace

WORKSPACE_VARIABLE = "COACHKIT_WORKSPACE"
DATABASE_VARIABLE = "COACHKIT_DATABASE_URL"
AHEAD_VARIABLE = "COACHKIT_CLOCK_AHEAD"
"""Seconds by which coachkit's clock is ahead of the machine's, to try out another day."""
FOLDER = "workspace"
"""What a workspace is called that was made without a name."""
DEMO_FOLDER = "coachkit-demo"
_MARK = "coachkit.toml"


def now() -> datetime:
    """This moment, with its zone.

    Raises :class:`InvalidValue` where the clock is to be ahead by something that is no number.
    """
    ahead = os.environ.get(AHEAD_VARIABLE, "")
    if not ahead:
        return datetime.now(UTC)
    try:
        return datetime.now(UTC) + timedelta(seconds=float(ahead))
    except (ValueError, OverflowError):
        raise InvalidValue("wrong_type", AHEAD_VARIABLE, value=ahead[:80]) from None


def whoever() -> str:
    """Whom the server let in, else this machine's user: for the record of who changed what."""
    named = os.environ.get(WHO_VARIABLE, "")
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


def reach() -> Reach:
    """What is open to whom this process works for: everything, unless it was told otherwise.

    Raises :class:`InvalidValue` for a role that there is not: nobody is taken for the coach.
    """
    role = os.environ.get(ROLE_VARIABLE, "") or COACH
    if role not in ROLES:
        raise InvalidValue("not_allowed", ROLE_VARIABLE, value=role[:80], known=ROLES)
    client = os.environ.get(CLIENT_VARIABLE, "")
    if role != COACH and not client:
        raise InvalidValue("missing", CLIENT_VARIABLE)
    return Reach(client, read_only=role == VIEWER, room=role == COACH)


def find_workspace(given: str = "", start: Path | None = None) -> Path:
    """The workspace that was named, or the environment's, or the nearest upwards from here.

    Raises :class:`StoreError` ``no_workspace`` where there is none.
    """
    named = given or os.environ.get(WORKSPACE_VARIABLE, "")
    if named:
        return Path(named).expanduser().resolve()
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        for candidate in (folder, folder / FOLDER, folder / DEMO_FOLDER):
            if (candidate / _MARK).is_file():
                return candidate
    raise StoreError("no_workspace", "workspace", path=str(here))


def open_workspace(given: str = "") -> Workspace:
    """The workspace, opened as far as :func:`reach` goes.

    Whom the process works for, and the database's address, come from the environment alone.
    """
    return Workspace.open(
        find_workspace(given),
        database_url=os.environ.get(DATABASE_VARIABLE) or None,
        reach=reach(),
    )


def make_or_open_workspace(given: str = "") -> Workspace:
    """The workspace that is there, or a new one: as named, else ``workspace`` right here."""
    try:
        folder = find_workspace(given)
    except StoreError:
        folder = Path.cwd() / FOLDER
    return Workspace.create(folder, database_url=os.environ.get(DATABASE_VARIABLE) or None)
