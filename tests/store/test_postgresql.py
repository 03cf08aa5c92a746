"""What is so only on a server: a schema and a role for each client, and no way across."""

from contextlib import closing

import pytest
from sqlalchemy import text

from coachkit.model.client import Client
from coachkit.model.errors import NotWritable, StoreError
from coachkit.model.goals import Goals
from coachkit.store.workspace import Reach, Workspace


@pytest.fixture
def database_url(server):
    yield server.address("work")
    server.clear("work")


@pytest.fixture
def neighbour(workspace, clock, goals):
    """Another client of the same workspace."""
    client = Client(slug="neighbour", name="Neighbour")
    with workspace.new_client(client, now=clock, who="Anna") as opened:
        opened.save(goals("secret"), based_on=None, because="")
        yield opened


def test_a_client_is_a_schema_with_a_role_that_owns_it_and_cannot_log_in(server, store):
    assert server.schemas("work") == ["coachkit_big-green"]
    assert server.ask(
        "work",
        "SELECT rolname, rolcanlogin, rolsuper FROM pg_namespace JOIN pg_roles"
        " ON pg_roles.oid = nspowner WHERE nspname = 'coachkit_big-green'",
    ) == [("coachkit_big-green", False, False)]
    owners = server.ask(
        "work", "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'coachkit_big-green'"
    )
    assert owners == [("coachkit_big-green",)]


@pytest.mark.parametrize("transaction", ["reading", "writing"])
@pytest.mark.parametrize(
    "words",
    [
        'SELECT value FROM "coachkit_neighbour".versions',
        'INSERT INTO "coachkit_neighbour".frozen SELECT * FROM frozen',
        'DROP SCHEMA "coachkit_neighbour" CASCADE',
        "CREATE SCHEMA mine",
    ],
)
def test_one_client_cannot_reach_another(store, neighbour, goals, transaction, words):
    database = store._ledger.database
    with pytest.raises(NotWritable) as refused, getattr(database, transaction)() as connection:
        connection.execute(text(words))
    assert refused.value.code == "not_permitted"
    assert neighbour.load(Goals).value == goals("secret")


def test_a_role_is_taken_on_for_one_transaction_only(store):
    with store._ledger.reading() as connection:
        assert connection.execute(text("SELECT current_user")).scalar() == "coachkit_big-green"
        raw = connection.connection.driver_connection
    assert raw.execute("SELECT current_user, current_schema()").fetchone() == ("coach", "public")


def test_a_look_sees_one_moment(store, reopened, goals):
    with store._ledger.reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM versions")).scalar()
        with reopened() as other:
            other.save(goals("a"), based_on=None, because="")
        assert connection.execute(text("SELECT count(*) FROM versions")).scalar() == before


def test_a_reader_cannot_write_even_past_the_store(reopened, store):
    with (
        reopened(read_only=True) as reader,
        pytest.raises(NotWritable) as refused,
        reader._ledger.reading() as connection,
    ):
        connection.execute(text("DELETE FROM events"))
    assert refused.value.code == "not_permitted"


@pytest.mark.parametrize(
    "words",
    [
        "DELETE FROM versions",
        "SET TRANSACTION READ WRITE; DELETE FROM versions",
        "RESET ROLE; SET LOCAL ROLE coachkit_viewer; DELETE FROM versions",
        "CREATE TABLE mine (n int)",
        'SELECT value FROM "coachkit_neighbour".versions',
    ],
)
def test_who_only_looks_has_a_role_that_can_do_nothing_else(
    workspace, database_url, store, neighbour, clock, goals, words
):
    store.save(goals("a"), based_on=None, because="")
    looking = Workspace.open(
        workspace.path, database_url=database_url, reach=Reach("big-green", read_only=True)
    )
    with looking.open_client("big-green", now=clock, who="Eve") as seen:
        assert seen.load(Goals).value == goals("a")
        with seen._ledger.reading() as connection:
            role = connection.execute(text("SELECT current_user")).scalar()
        with pytest.raises(StoreError), seen._ledger.reading() as connection:
            connection.execute(text(words))
    assert role == "coachkit_big-green_ro"
    assert store.load(Goals).value == goals("a")


def test_who_only_looks_can_read_a_store_from_before_there_was_such_a_role(
    server, workspace, database_url, store, clock
):
    for words in ('DROP OWNED BY "coachkit_big-green_ro"', 'DROP ROLE "coachkit_big-green_ro"'):
        server.ask("work", words)
    looking = Workspace.open(
        workspace.path, database_url=database_url, reach=Reach("big-green", read_only=True)
    )
    with looking.open_client("big-green", now=clock, who="Eve") as seen:
        assert seen.client == store.client


def test_an_erased_client_leaves_neither_schema_nor_role(server, workspace, store, neighbour):
    store.close()
    erased = workspace.erase("big-green")
    assert erased.role == "coachkit_big-green"
    assert server.schemas("work") == ["coachkit_neighbour"]
    assert server.roles() == ["coachkit_neighbour", "coachkit_neighbour_ro"]
    dump = server.ask("work", 'SELECT value FROM "coachkit_neighbour".versions')
    assert "Big Green" not in str(dump)


def test_a_store_erased_while_open_says_so(workspace, store, goals):
    workspace.erase("big-green")
    with pytest.raises(StoreError) as refused:
        store.save(goals("a"), based_on=None, because="")
    assert refused.value.code == "gone"


def test_a_client_that_could_not_be_made_leaves_neither_schema_nor_role(
    server, workspace, clock, big_green, monkeypatch
):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coachkit.store.places.appear", full)
    with pytest.raises(NotWritable):
        workspace.new_client(big_green, now=clock, who="Anna")
    assert (server.schemas("work"), server.roles()) == ([], [])


def test_roles_of_two_databases_of_one_server_are_kept_apart(
    server, workspace, store, big_green, clock, tmp_path, goals
):
    server.make("elsewhere")
    other = Workspace.create(tmp_path / "other", database_url=server.address("elsewhere"))
    with other.new_client(big_green, now=clock, who="Bo") as elsewhere:
        elsewhere.save(goals("elsewhere"), based_on=None, because="")
        assert store.load(Goals) is None
    assert other.erase("big-green").role == "coachkit_big-green_2"
    assert server.roles() == ["coachkit_big-green", "coachkit_big-green_ro"]
    assert store.load(Client).value == big_green


def test_an_unreadable_schema_stops_nobody(server, workspace, store, neighbour, clock):
    server.ask("work", 'DROP TABLE "coachkit_neighbour".versions CASCADE')
    listing = workspace.listing()
    assert [client.slug for client in listing.clients] == ["big-green"]
    assert [(broken.slug, broken.reason.code) for broken in listing.unreadable] == [
        ("neighbour", "damaged")
    ]


def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path, clock, big_green):
    address = f"postgresql://coach:secret@/work?host={tmp_path}"
    workspace = Workspace.create(tmp_path / "w", database_url=address)
    for refuses in (
        workspace.clients,
        lambda: workspace.new_client(big_green, now=clock, who="Anna"),
        lambda: workspace.open_client("big-green", now=clock, who="Anna"),
    ):
        with pytest.raises(StoreError) as refused:
            refuses()
        assert refused.value.code == "unreachable"
        assert "secret" not in repr(refused.value)
    assert list((tmp_path / "w" / "clients").iterdir()) == []


def test_many_transactions_take_the_same_words(store):
    # psycopg prepares what it has seen five times, and cannot prepare several statements at once.
    for number in range(12):
        store.record("clock", minute=number)
    assert len(store.events()) == 2 + 12
    with closing(store):
        assert store.load(Client).revision == 1
