"""A store that an older coachkit wrote is upgraded in place, whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from coachkit.model.client import Client
from coachkit.model.errors import StoreError
from coachkit.model.goals import Goals
from coachkit.store import folders, migrate, versions
from coachkit.store.ledger import entry
from coachkit.store.schema import NEWEST, metadata
from coachkit.store.workspace import Workspace

OLDER = Path(__file__).with_name("store_at_0001.sql")


@pytest.fixture
def older(workspace, big_green, goals, clock):
    """A client whose store is at revision 0001, with something in it."""
    folder = workspace.folder("big-green")
    with (
        folders.new_folder(folder) as draft,
        workspace._place.made("big-green", draft) as connection,
    ):
        migrate.migrate(connection, "0001")
        first = entry(connection, now=clock, who="Anna")
        versions.append(first, big_green, based_on=None, because="", minute=None)
        versions.append(first, goals("kept"), based_on=None, because="agreed", minute=None)
        versions.freeze(first, "v1.0", because="signed")


def tables(workspace):
    return closing(workspace._place.opened("big-green", read_only=False))


def revision(workspace):
    with tables(workspace) as database, database.reading() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def test_an_older_store_is_upgraded_with_all_that_it_has(
    workspace, older, goals, posts, export, reopened
):
    assert revision(workspace) == "0001"
    with reopened() as store:
        assert store.load(Goals).value == goals("kept")
        assert store.load(Goals).names == ("v1.0",)
        assert [event.session for event in store.events()] == [None] * 3
        store.observations.add(export("1.csv", posts(item=["a"], likes=[1])))
        assert len(store.observations.sources()) == 1
    assert revision(workspace) == NEWEST


def test_a_store_from_the_first_days_is_upgraded(tmp_path, clock):
    workspace = Workspace.create(tmp_path)
    folder = workspace.folder("first")
    folder.mkdir()
    with closing(sqlite3.connect(folder / "client.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(OLDER.read_text("utf-8"))
    assert workspace.clients() == (Client(slug="first", name="First & Östberg"),)
    with workspace.open_client("first", now=clock, who="Bo") as store:
        assert [version.value.name for version in store.history(Client)] == [
            "First",
            "First & Östberg",
        ]
        assert store.load_frozen(Client, "v1.0").value.name == "First"
        assert store.observations.sources() == ()


def test_a_store_that_is_only_read_is_not_upgraded(workspace, older, reopened):
    with pytest.raises(StoreError) as refused:
        reopened(read_only=True)
    assert refused.value.code == "older_version"
    assert (refused.value.details["found"], refused.value.details["known"]) == ("0001", NEWEST)
    assert revision(workspace) == "0001"


def test_an_older_store_is_listed_as_it_is(workspace, older, big_green, goals):
    assert workspace.clients() == (big_green,)
    (seen,) = workspace.glimpses(frozenset({Goals}), {})
    assert (seen.found.the(Goals), seen.found.brought_in) == (goals("kept"), ())
    assert revision(workspace) == "0001"


def test_an_upgrade_that_fails_changes_nothing(workspace, older):
    def migrate_and_fail(database):
        with database.writing() as connection:
            migrate.migrate(connection)
            assert inspect(connection).has_table("imports")
            raise ZeroDivisionError

    with tables(workspace) as database:
        with pytest.raises(ZeroDivisionError):
            migrate_and_fail(database)
        with database.reading() as connection:
            assert not inspect(connection).has_table("imports")
    assert revision(workspace) == "0001"


def test_a_store_of_a_newer_coachkit_is_refused(workspace, store, reopened):
    with tables(workspace) as database, database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError) as refused:
        reopened()
    assert refused.value.code == "newer_version"
    assert (refused.value.details["found"], refused.value.details["known"]) == ("9999", NEWEST)


def test_the_migrations_end_at_the_tables_that_the_store_reads(workspace, store):
    with tables(workspace) as database, database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_revision_is_the_one_that_the_store_expects():
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


def test_two_that_open_an_older_store_at_once_upgrade_it_once(workspace, older, reopened):
    with tables(workspace) as late, closing(reopened()), late.writing() as connection:
        # What the later one does that had looked before the other was through.
        migrate.migrate(connection)
    assert revision(workspace) == NEWEST
