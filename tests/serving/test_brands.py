"""A client's pages have the client's colour and logo, and no other client's visitor sees them."""

import io
import re

import pytest
from PIL import Image

from coachkit.charts.colours import COLOURS
from coachkit.documents.house_look import READABLE, contrast
from coachkit.model.errors import InvalidValue
from coachkit.serving.brands import colours, small_logo
from coachkit.sessions.client_look import keep_look
from coachkit.sessions.opening import now
from coachkit.store.doors import Doors
from coachkit.store.workspace import Workspace
from tests.serving.conftest import SMALL, make_notebook, make_workspace
from tests.serving.knocking import Knock

SHADES = ("#3b4a9a", "#00695f", "#f0e040", "#ff6600", "#ffffff", "#000000", "#808080")


def picture(kind="PNG", size=(900, 300)):
    held = io.BytesIO()
    Image.new("RGB", size, "#0a7").save(held, kind)
    return held.getvalue()


def keep(workspace, slug, colour, logo):
    with Workspace.open(workspace).open_client(slug, now=now, who="coach") as store:
        keep_look(store, colour, logo)


@pytest.mark.parametrize("shade", SHADES)
def test_whatever_the_colour_words_in_it_can_be_read_wherever_they_stand(shade):
    chosen = dict(colours(shade))
    for ground in (COLOURS["paper"], COLOURS["ground"], COLOURS["bar"], chosen["brand-pale"]):
        assert contrast(chosen["brand"], ground) >= READABLE


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert dict(colours("#3b4a9a"))["brand"] == "#3b4a9a"


def test_what_is_no_colour_gets_into_no_page():
    with pytest.raises(InvalidValue):
        colours("red;background:url(//evil)")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_drawn_anew_and_small(tmp_path, kind):
    path = tmp_path / ("logo.png" if kind == "PNG" else "logo.jpg")
    path.write_bytes(picture(kind) + b"<script>alert(1)</script>")
    logo = small_logo(tmp_path)
    assert logo.png.startswith(b"\x89PNG")
    assert b"script" not in logo.png
    assert logo.width == 84


def test_what_is_no_picture_is_no_logo(tmp_path):
    assert small_logo(tmp_path) is None
    (tmp_path / "logo.png").write_bytes(b"\x89PNG and nothing more")
    assert small_logo(tmp_path) is None


@pytest.fixture(scope="module")
def branded(serving, tmp_path_factory):
    folder = tmp_path_factory.mktemp("branded")
    workspace = make_workspace(folder / "w").path
    keep(workspace, "jarvi", "#f0e040", picture())
    notebooks = [make_notebook(folder / "dashboard.ipynb", SMALL)]
    return serving(workspace=workspace, notebooks=notebooks)


def opened(branded, slug):
    """The page as one who came by a link gets it."""
    token, _ = Doors(branded.workspace).make(slug, days=1, role="viewer", now=now())
    knock = Knock(branded.url)
    knock.get(f"/open/{token}")
    return knock, knock.get(f"/clients/{slug}/dashboard", Sec_Fetch_Dest="document").body


def logo_on(page):
    return re.search(r"url\((/clients/jarvi/logo/[0-9a-f]{12})\)", page).group(1)


def test_a_page_has_its_clients_colour_and_logo(branded):
    knock, page = opened(branded, "jarvi")
    assert f"--brand:{dict(colours('#f0e040'))['brand']};" in page
    answer = branded.ask(logo_on(page).replace("jarvi", "nord"))
    assert answer[0] == 404
    got = knock.get(logo_on(page), Sec_Fetch_Dest="image")
    assert (got.status, got.headers["Content-Type"]) == (200, "image/png")
    assert "immutable" in got.headers["Cache-Control"]
    assert knock.get("/clients/jarvi/logo/000000000000").status == 404


def test_another_clients_visitor_sees_nothing_of_it(branded):
    address = logo_on(opened(branded, "jarvi")[1])
    knock, page = opened(branded, "nord")
    assert re.search(r"<html[^>]*>", page).group() == '<html lang="sv">'
    assert knock.get(address, Sec_Fetch_Dest="image").status == 404


def test_a_new_look_is_there_on_the_next_visit(branded):
    before = logo_on(opened(branded, "jarvi")[1])
    keep(branded.workspace, "jarvi", "#00695f", picture("JPEG", (300, 300)))
    page = opened(branded, "jarvi")[1]
    assert "--brand:#00695f;" in page
    assert logo_on(page) != before
