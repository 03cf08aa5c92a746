"""A client's colour and logo are kept, used, replaced and forgotten."""

import io

import pytest
from PIL import Image

from coachkit.documents.house_look import BRAND
from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue
from coachkit.sessions.client_look import forget_look, keep_look, look_of
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace


@pytest.fixture
def store(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    client = Client(slug="sund", name="Sund", languages=("sv",))
    with workspace.new_client(client, now=now, who="coach") as store:
        yield store


def picture(kind):
    held = io.BytesIO()
    Image.new("RGB", (40, 20), "#0a7").save(held, kind)
    return held.getvalue()


def test_without_a_look_of_its_own_a_client_has_the_houses(store):
    assert (look_of(store).brand, look_of(store).logo) == (BRAND, None)


def test_a_colour_and_a_logo_are_kept(store):
    keep_look(store, "#aa3300", picture("PNG"))
    assert look_of(store).brand == "#aa3300"
    assert look_of(store).logo is not None
    assert look_of(store, brand="#003366").brand == "#003366"


def test_one_can_change_without_the_other(store):
    keep_look(store, "#aa3300", picture("PNG"))
    keep_look(store, "", picture("JPEG"))
    assert look_of(store).brand == "#aa3300"
    assert sorted(path.name for path in store.folder.glob("logo.*")) == ["logo.jpg"]


def test_what_is_no_colour_or_picture_changes_nothing(store):
    for brand, logo in (("red", None), ("#aa3300", b"GIF89a")):
        with pytest.raises(InvalidValue):
            keep_look(store, brand, logo)
    assert (look_of(store).brand, look_of(store).logo) == (BRAND, None)


def test_it_can_be_forgotten(store):
    keep_look(store, "#aa3300", picture("PNG"))
    forget_look(store)
    assert (look_of(store).brand, look_of(store).logo) == (BRAND, None)
