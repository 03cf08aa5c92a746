import os
import zipfile

import pytest

from coachkit.model.client import Client
from coachkit.model.errors import StoreError
from coachkit.sessions.opening import now
from coachkit.sessions.packing import pack_client, pack_documents
from coachkit.sessions.strategy_documents import Wanted, pack_session
from coachkit.store.workspace import Workspace


def test_a_client_whose_data_are_elsewhere_is_not_packed_as_if_it_were_whole(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    with workspace.new_client(Client(slug="shop", name="Shop"), now=now, who="test") as store:
        (store.folder / "client.db").rename(tmp_path / "elsewhere.db")
        with pytest.raises(StoreError) as caught:
            pack_client(store, tmp_path / "shop.zip")
    assert caught.value.code == "kept_on_server"
    assert not (tmp_path / "shop.zip").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_among_the_documents_takes_nothing_from_elsewhere_along(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "secret.txt").write_text("another client's", encoding="utf-8")
    with workspace.new_client(Client(slug="shop", name="Shop"), now=now, who="test") as store:
        (store.documents / "report.html").write_text("own", encoding="utf-8")
        (store.documents / "file.txt").symlink_to(tmp_path / "others" / "secret.txt")
        (store.documents / "folder").symlink_to(tmp_path / "others", target_is_directory=True)
        made = pack_documents(store, tmp_path / "shop.zip")
    with zipfile.ZipFile(made) as packed:
        assert packed.namelist() == ["shop/report.html"]


def test_a_held_session_is_packed_with_minutes_and_follow_ups(demo_made_once, tmp_path):
    """004-18: a week after the session and four more, monthly, quarterly."""
    workspace = Workspace.open(demo_made_once)
    wanted = Wanted(("sv",), ("html", "xlsx"))
    first, again = tmp_path / "first.zip", tmp_path / "again.zip"
    with workspace.open_client("nordlykta", now=now, who="test", read_only=True) as store:
        for to in (first, again):
            pack_session(store, tmp_path / "sheets", to, wanted)
    assert first.read_bytes() == again.read_bytes()
    with zipfile.ZipFile(first) as packed:
        names = {name.removeprefix("nordlykta/sv/") for name in packed.namelist()}
        minutes = packed.read("nordlykta/sv/minutes-sv.html").decode()
        calendar = packed.read("nordlykta/sv/follow-ups-sv.ics").decode()
    documents = ("strategy", "audit", "inside-view", "guideline", "tone", "images", "employees")
    others = ("action-plan", "decision-log", "minutes", "letter", "briefing", "training")
    workbooks = ("strategy", "audit", "actions", "decisions")
    assert names == {
        *(f"{name}-sv.html" for name in (*documents, *others)),
        *(f"{name}-sv.xlsx" for name in workbooks),
        "follow-ups-sv.ics",
    }
    assert "YouTube vilar" in minutes
    assert "Hur räknar vi returer" in minutes
    assert calendar.count("BEGIN:VEVENT") >= 5 + 3 + 1
    assert "20261013T" in calendar
