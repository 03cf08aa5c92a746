"""Our server and a stock Voilà, each with two clients' pages, for the same attacks."""

import sys
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest

from coachkit.sessions.opening import now
from coachkit.store.doors import Doors
from tests.attacks.target import KERNEL, PATIENCE, SECRET, Page, Target
from tests.serving.conftest import (
    PARAMETERS,
    ends_with_its_file,
    ends_with_its_test,
    make_notebook,
    serving,
    visit,
)
from tests.serving.knocking import Knock, set_password

__all__ = ["ends_with_its_file", "ends_with_its_test", "serving", "visit"]

ATTACKED = """
import ipywidgets as widgets

secret = widgets.HTML(f"secret-of-{client}")
witness = widgets.HTML()
name = widgets.Text(description="Name", value="as it was")
press = widgets.Button(description="Press")
off = widgets.Button(description="Off", disabled=True)
still = widgets.Text(description="Still", value="as it was", disabled=True)
look = widgets.Dropdown(description="Look", options=["one", "two"])
hidden = widgets.HTML(f"hidden-of-{client}")
pressed = []

def draw(_=None):
    witness.value = f"witness: {name.value}, {still.value}, {pressed}"

for control in (name, still):
    control.observe(draw, "value")
for button in (press, off):
    button.on_click(lambda one: (pressed.append(one.description), draw()))
draw()
"""
TOLD = """
from IPython.display import HTML

HTML(f"<p>secret-of-{client}</p>")
"""
SHOWN = """
filters = widgets.Box([look])
filters.add_class("ck-look")
widgets.VBox([secret, witness, filters, name, press, off, still])
"""


def link(workspace, slug, role="viewer", *, days=1, at=None):
    """The way in by a new link, and the link."""
    return Doors(workspace).make(slug, days=days, role=role, now=at or now())


def entered(url, workspace, slug, role="viewer"):
    """Somebody who came in by a link."""
    token, _ = link(workspace, slug, role)
    knock = Knock(url)
    knock.get(f"/open/{token}")
    return knock


@pytest.fixture(scope="package")
def ours(serving, tmp_path_factory):
    """Our server, behind a password: the attacker has a viewer's link to jarvi."""
    folder = tmp_path_factory.mktemp("ours")
    notebook = make_notebook(folder / "dashboard.ipynb", (PARAMETERS, ATTACKED, TOLD, SHOWN))
    server = serving(notebooks=[notebook], stays=True)
    set_password(server.workspace)

    def opened(slug, role="viewer"):
        knock = entered(server.url, server.workspace, slug, role)
        body = knock.get(f"/clients/{slug}/dashboard", Sec_Fetch_Dest="document").body
        return Page(slug, knock.cookies, KERNEL.search(body)[1], body)

    target = Target(server.url, "/clients/{}/dashboard".format, opened, server.workspace)
    target.own, target.other = opened("jarvi"), opened("nord")
    target.manager = Page(
        "jarvi", entered(server.url, server.workspace, "jarvi", "manager").cookies
    )
    assert SECRET in target.other.body
    for slug in ("jarvi", "nord"):
        documents = server.workspace / "clients" / slug / "documents"
        (documents / "letter.txt").write_text(f"secret-of-{slug}")
        (documents / "picture.png").write_text(f"secret-of-{slug}")
    for page in (target.own, target.other):
        target.keep(page)
    yield target
    target.close()


@pytest.fixture(scope="package")
def stock(tmp_path_factory):
    """A Voilà as it comes, with the same page of the same two clients."""
    root = tmp_path_factory.mktemp("stock")
    for slug in ("jarvi", "nord"):
        (root / slug / "documents").mkdir(parents=True)
        for name in ("letter.txt", "picture.png"):
            (root / slug / "documents" / name).write_text(f"secret-of-{slug}")
        told = PARAMETERS.replace('client = ""', f'client = "{slug}"')
        make_notebook(root / slug / "dashboard.ipynb", (told, ATTACKED, TOLD, SHOWN))
    with ExitStack() as running:
        log = running.enter_context((root / "log").open("w+b"))
        command = [
            sys.executable,
            "-m",
            "voila",
            "--no-browser",
            "--port=0",
            "--Voila.ip=127.0.0.1",
        ]
        process = psutil.Popen([*command, str(root)], stderr=log, stdout=log)
        running.callback(_end, process)
        url = _address(process)

        def opened(slug, role=""):
            knock = Knock(url)
            body = knock.get(f"/voila/render/{slug}/dashboard.ipynb").body
            return Page(slug, knock.cookies, KERNEL.search(body)[1], body)

        target = Target(url, "/voila/render/{}/dashboard.ipynb".format, opened, Path(root))
        target.own, target.other = opened("jarvi"), opened("nord")
        target.manager = target.own
        yield target
        target.close()


def _address(process):
    for _ in range(PATIENCE * 10):
        for one in process.net_connections("inet"):
            if one.status == psutil.CONN_LISTEN:
                return f"http://127.0.0.1:{one.laddr.port}/"
        try:
            process.wait(0.1)
        except psutil.TimeoutExpired:
            continue
        break
    raise TimeoutError


def _end(process):
    family = [*process.children(recursive=True), process]
    for one in family:
        one.terminate()
    psutil.wait_procs(family, PATIENCE)
