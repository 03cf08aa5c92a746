"""A workspace on SQLite and one on PostgreSQL: what holds for one must hold for the other."""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pandas as pd
import pytest

from coachkit.model.client import Client
from coachkit.model.goals import Goal, Goals, Kpi
from coachkit.model.observations import ITEM_COLUMNS, Granularity, Platform, TableSource
from coachkit.store.client_store import ClientStore
from coachkit.store.workspace import Workspace

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
STORED = {
    "sha256": "0" * 64,
    "platform": Platform.FACEBOOK,
    "format": "meta-posts",
    "granularity": Granularity.POST,
    "language": "en",
    "time_zone": "America/Los_Angeles",
    "day_precision": False,
    "exported": START,
    "rows": 0,
    "items": 0,
    "first": None,
    "last": None,
    "metrics": (),
}


class Clock:
    """A minute passes each time that somebody looks."""

    def __init__(self) -> None:
        self._minutes = count()

    def __call__(self) -> datetime:
        return START + timedelta(minutes=next(self._minutes))


class Server:
    """A PostgreSQL server of the tests' own, reached through a socket in a temporary folder."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.folder = folder
        # PostgreSQL refuses to run as root.
        self._runs_as = {}
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
            self._runs_as = {"user": "postgres", "group": "postgres", "extra_groups": []}
        data = folder / "data"
        setup = [binaries / "initdb", "-D", data, "-U", "owner", "-A", "trust", "-N", "-E", "UTF8"]
        subprocess.run(
            [*setup, "--locale=C"], **self._runs_as, cwd=folder, check=True, capture_output=True
        )
        settings = ("listen_addresses=", "fsync=off", "log_min_messages=log", "log_checkpoints=off")
        options = [part for setting in settings for part in ("-c", setting)]
        self._process = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, *options],
            **self._runs_as,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C"},
            stderr=subprocess.PIPE,
            text=True,
        )
        self._wait_until_ready()
        self.ask("postgres", "CREATE ROLE coach LOGIN CREATEROLE")
        self.make("work")

    def make(self, database: str) -> None:
        """A database whose login may make schemas and roles, and nothing else."""
        self.ask("postgres", f"CREATE DATABASE {database}")
        self.ask("postgres", f"GRANT CREATE ON DATABASE {database} TO coach")

    def address(self, database: str) -> str:
        return f"postgresql+psycopg://coach@/{database}?host={self.folder}"

    def clear(self, database: str) -> None:
        """Drop every client's schema and role."""
        for schema in self.schemas(database):
            self.ask(database, f'DROP SCHEMA "{schema}" CASCADE')
        for role in self.roles():
            self.ask(database, f'DROP ROLE "{role}"')

    def schemas(self, database: str) -> list[str]:
        asked = "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'coachkit_')"
        return sorted(schema for (schema,) in self.ask(database, asked))

    def roles(self) -> list[str]:
        asked = "SELECT rolname FROM pg_roles WHERE starts_with(rolname, 'coachkit_')"
        return sorted(role for (role,) in self.ask("postgres", asked))

    def ask(self, database: str, words: str) -> list[tuple]:
        """Run the words as the server's owner, outside the store."""
        psycopg = pytest.importorskip("psycopg")
        with psycopg.connect(
            host=str(self.folder), dbname=database, user="owner", autocommit=True
        ) as connection:
            cursor = connection.execute(words)
            return cursor.fetchall() if cursor.description else []

    def stop(self) -> None:
        # At once: nothing in it is worth keeping.
        self._process.send_signal(signal.SIGQUIT)
        self._process.communicate()

    def _wait_until_ready(self) -> None:
        said = []
        for line in self._process.stderr:
            said.append(line)
            if "ready to accept connections" in line:
                return
        raise AssertionError("".join(said))


def _binaries() -> Path | None:
    on_path = shutil.which("initdb")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if on_path:
        places.append(Path(on_path).resolve().parent)
    return next((place for place in places if (place / "postgres").exists()), None)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's programs (initdb, postgres) are not installed")
    if find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed: coachkit[postgresql] has it")
    folder = Path(tempfile.mkdtemp(prefix="coachkit-pg-"))
    try:
        running = Server(binaries, folder)
        yield running
        running.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    if request.param == "sqlite":
        yield None
    else:
        server = request.getfixturevalue("server")
        yield server.address("work")
        server.clear("work")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, database_url: str | None) -> Workspace:
    return Workspace.create(tmp_path / "work", database_url=database_url)


@pytest.fixture
def big_green() -> Client:
    return Client(slug="big-green", name="Big Green", languages=("sv", "en"))


@pytest.fixture
def store(workspace: Workspace, big_green: Client, clock: Clock) -> Iterator[ClientStore]:
    with workspace.new_client(big_green, now=clock, who="Anna") as opened:
        yield opened


@pytest.fixture
def reopened(workspace: Workspace, clock: Clock) -> Callable[..., ClientStore]:
    """Open the same client as somebody else."""

    def reopen(*, who: str = "Bo", read_only: bool = False) -> ClientStore:
        return workspace.open_client("big-green", now=clock, who=who, read_only=read_only)

    return reopen


@pytest.fixture
def goals() -> Callable[..., Goals]:
    """Goals of those names, each a monthly target for likes on X."""

    def made(*names: str, target: float = 100) -> Goals:
        kpi = Kpi(platform=Platform.X, metric="likes")
        return Goals(goals=tuple(Goal(name=name, kpi=kpi, monthly_target=target) for name in names))

    return made


@pytest.fixture
def posts() -> Callable[..., pd.DataFrame]:
    """A frame as a platform's reader makes it: ``posts(item=["a", "b"], likes=[1, None])``."""

    def made(**columns: list) -> pd.DataFrame:
        length = len(columns["item"])
        blank = pd.Series([None] * length, dtype="str")
        frame = {name: columns.pop(name, blank) for name in ITEM_COLUMNS}
        if frame["row"] is blank:
            frame["row"] = range(2, length + 2)
        frame["published"] = pd.Series(frame["published"], dtype="datetime64[us]")
        metrics = {name: pd.Series(said, dtype="float64") for name, said in columns.items()}
        return pd.DataFrame({**frame, **metrics})

    return made


@pytest.fixture
def export() -> Callable[..., list]:
    """One file with one table, ready for ``add``: ``export("october.csv", frame, …)``."""

    def made(file: str, *frames: pd.DataFrame, **about) -> list:
        sha256 = hashlib.sha256(file.encode()).hexdigest()
        source = TableSource(**{**STORED, "file": file, "sha256": sha256, **about})
        return [(iter(frames), lambda: source)]

    return made
