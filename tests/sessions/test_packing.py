import pytest

from coachkit.model.client import Client
from coachkit.model.errors import StoreError
from coachkit.sessions.opening import now
from coachkit.sessions.packing import pack_client
from coachkit.store.workspace import Workspace


def test_a_client_whose_data_are_elsewhere_is_not_packed_as_if_it_were_whole(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    with workspace.new_client(Client(slug="shop", name="Shop"), now=now, who="test") as store:
        (store.folder / "client.db").rename(tmp_path / "elsewhere.db")
        with pytest.raises(StoreError) as caught:
            pack_client(store, tmp_path / "shop.zip")
    assert caught.value.code == "kept_on_server"
    assert not (tmp_path / "shop.zip").exists()
