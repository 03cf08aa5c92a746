"""Other processes at the same store: started by the tests with a path, an address and a deed."""

import os
import signal
import sys
from datetime import UTC, datetime

import pandas as pd

from coachkit.model.client import Client
from coachkit.model.errors import StaleRevision
from coachkit.store import stored_tables
from coachkit.store.client_store import ClientStore
from coachkit.store.workspace import Workspace

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def counts(store: ClientStore, times: int) -> None:
    """Add one, so many times, to the number that the client's sector is; never give up."""
    done = 0
    while done < times:
        seen = store.load(Client)
        number = int(seen.value.sector or 0) + 1
        try:
            store.save(
                seen.value.changed(sector=str(number)), based_on=seen.revision, because="one more"
            )
        except StaleRevision:
            continue
        done += 1


def writes_until_killed(store: ClientStore) -> None:
    """Save for ever, and say each revision only once it is saved."""
    seen = store.load(Client)
    while True:
        value = seen.value.changed(sector=f"sector {seen.revision + 1}")
        seen = store.save(value, based_on=seen.revision, because="typing")
        print(seen.revision, flush=True)  # noqa: T201  the parent process reads it


def dies_importing(store: ClientStore) -> None:
    """Be killed between giving a file its name and telling the database."""

    def die(*_) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    stored_tables.record_import = die
    frame = pd.DataFrame({"item": ["ghost"], "likes": [1.0]})
    source = stored_tables.TableSource.model_validate_json(sys.stdin.read())
    store.observations.add([([frame], lambda: source)])


def dies_writing(store: ClientStore) -> None:
    """Be killed between two batches of an export."""

    def batches():
        yield pd.DataFrame({"item": ["ghost"], "likes": [1.0]})
        os.kill(os.getpid(), signal.SIGKILL)

    store.observations.add([(batches(), lambda: None)])


def opens(store: ClientStore) -> None:
    """Say which libraries opening took."""
    print("alembic" in sys.modules, flush=True)  # noqa: T201  the parent process reads it


if __name__ == "__main__":
    path, address, deed, *numbers = sys.argv[1:]
    workspace = Workspace.open(path, database_url=address or None)
    with workspace.open_client("big-green", now=NOW, who=f"process {os.getpid()}") as opened:
        globals()[deed](opened, *map(int, numbers))
