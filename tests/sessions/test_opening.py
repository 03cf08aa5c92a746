"""What a process may open, by what it was told of whom it works for."""

import getpass

import pytest

from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue, NotWritable, UnknownClient
from coachkit.model.goals import Goals
from coachkit.sessions.opening import now, open_workspace, reach, whoever
from coachkit.store.workspace import Workspace


@pytest.fixture
def place(tmp_path):
    workspace = Workspace.create(tmp_path / "work")
    for slug in ("jarvi", "nord"):
        workspace.new_client(Client(slug=slug, name=slug.title()), now=now, who="Anna").close()
    return str(workspace.path)


@pytest.fixture
def works_for(monkeypatch):
    def told(role="", client="", who=""):
        monkeypatch.setenv("COACHKIT_ROLE", role)
        monkeypatch.setenv("COACHKIT_CLIENT", client)
        monkeypatch.setenv("COACHKIT_WHO", who)

    return told


def opened(place, slug, **how):
    return open_workspace(place).open_client(slug, now=now, who=whoever(), **how)


def test_whoever_is_told_of_nobody_opens_everything(place, works_for):
    works_for()
    assert [client.slug for client in open_workspace(place).clients()] == ["jarvi", "nord"]
    with opened(place, "nord") as store:
        assert store.save(Goals(), based_on=None, because="").revision == 1
    assert whoever() == getpass.getuser()


@pytest.mark.parametrize("role", ["viewer", "manager", "coach"])
def test_a_clients_page_knows_no_other_client(place, works_for, role):
    works_for(role, "jarvi")
    workspace = open_workspace(place)
    assert [client.slug for client in workspace.clients()] == ["jarvi"]
    with pytest.raises(UnknownClient) as refused:
        opened(place, "nord")
    assert refused.value.details["known"] == ("jarvi",)
    with pytest.raises(UnknownClient):
        opened(place, "nobody")
    with pytest.raises(UnknownClient):
        workspace.erase("nord")


def test_a_viewer_changes_nothing_whatever_is_asked_for(place, works_for):
    works_for("viewer", "jarvi", "Vera")
    with opened(place, "jarvi", read_only=False) as store:
        assert store.read_only
        assert store.client.name == "Jarvi"
        with pytest.raises(NotWritable) as refused:
            store.save(Goals(), based_on=None, because="")
        assert refused.value.code == "not_permitted"
        assert store.load(Goals) is None
    workspace = open_workspace(place)
    for change in (
        lambda: workspace.erase("jarvi"),
        lambda: workspace.new_client(Client(slug="jarvi", name="J"), now=now, who="Vera"),
    ):
        with pytest.raises(NotWritable):
            change()


def test_a_viewer_sees_what_others_change(place, works_for):
    works_for("viewer", "jarvi")
    with opened(place, "jarvi") as looking:
        assert looking.load(Goals) is None
        with Workspace.open(place).open_client("jarvi", now=now, who="Anna") as writing:
            writing.save(Goals(), based_on=None, because="")
            assert looking.load(Goals).revision == 1
            writing.save(Goals(), based_on=1, because="")
        assert looking.load(Goals).who == "Anna"


def test_a_manager_works_under_the_links_name(place, works_for):
    works_for("manager", "jarvi", "Maria (link 7)")
    with opened(place, "jarvi") as store:
        assert store.save(Goals(), based_on=None, because="").who == "Maria (link 7)"


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_the_coachs_room_is_closed_to_clients(place, works_for, role):
    works_for(role, "jarvi")
    workspace = open_workspace(place)
    with workspace.open_client("jarvi", now=now, who="", read_only=True) as store:
        client = store.client
    for enter in (
        workspace.coach_room,
        workspace.practice_room,
        lambda: workspace.open_private(client, now=now, who=""),
    ):
        with pytest.raises(NotWritable):
            enter()


def test_the_coachs_room_is_as_wide_as_the_page(place, works_for):
    works_for("coach", "jarvi")
    workspace = open_workspace(place)
    with workspace.open_client("jarvi", now=now, who="", read_only=True) as store:
        workspace.open_private(store.client, now=now, who="Anna").close()
    with pytest.raises(UnknownClient):
        workspace.open_private(Client(slug="nord", name="Nord"), now=now, who="Anna")


@pytest.mark.parametrize("role", ["boss", "Coach", "viewer "])
def test_a_role_that_there_is_not_is_nobodys(works_for, role):
    works_for(role, "jarvi")
    with pytest.raises(InvalidValue) as refused:
        reach()
    assert refused.value.field == "COACHKIT_ROLE"


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_only_the_coach_belongs_to_no_client(works_for, role):
    works_for(role)
    with pytest.raises(InvalidValue) as refused:
        reach()
    assert refused.value.field == "COACHKIT_CLIENT"
