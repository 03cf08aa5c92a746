"""Our widgets in JupyterLab, as it is installed beside coachkit."""

import json
import os
import re
import subprocess
import sys
from threading import Thread

import nbformat
import psutil
import pytest

from tests.kernels.test_kernelspec import COMES_FROM, NAME
from tests.serving.conftest import PATIENCE

CELL = """
from coachkit.widgets.agenda import Agenda
from coachkit.widgets.clock import Clock
from coachkit.widgets.form import Form
from tests.widgets.form_examples import EXAMPLES
from tests.widgets.test_agenda import after, begun, titles
from tests.widgets.test_board import board

cards = board()
now = lambda: after(1)
clock, agenda = Clock(begun(), titles, now=now), Agenda(begun(), titles, now=now)
pressed = []
agenda.on_press(lambda press: pressed.append(press.what.value))
value, hints = next(iter(EXAMPLES.values()))
form = Form(value, hints)
"""
SHOWN = ("cards", "clock", "agenda", "form")


@pytest.fixture
def lab(tmp_path):
    """The address of a notebook in a JupyterLab that nobody has set up; it asks for no news."""
    cells = [COMES_FROM, CELL, *SHOWN]
    notebook = nbformat.v4.new_notebook(
        cells=list(map(nbformat.v4.new_code_cell, cells)),
        metadata={"kernelspec": {"name": NAME, "display_name": NAME}},
    )
    folder = tmp_path / "notebooks"
    settings = tmp_path / "config" / "labconfig"
    folder.mkdir()
    settings.mkdir(parents=True)
    nbformat.write(notebook, folder / "ours.ipynb")
    quiet = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (settings / "page_config.json").write_text(json.dumps(quiet))
    process = psutil.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *("--ip=127.0.0.1", "--port=0", "--IdentityProvider.token="),
            *("--LabApp.extension_manager=readonly", f"--ServerApp.root_dir={folder}"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
            "JUPYTER_DATA_DIR": str(tmp_path / "data"),
            "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
            "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
        },
    )
    try:
        yield f"{_address(process)}lab/tree/ours.ipynb"
    finally:
        for one in (*process.children(recursive=True), process):
            one.terminate()
        process.wait(PATIENCE)


def _address(process):
    """Where it says that it is; what it says later is read and forgotten, or it would stop."""
    said = []
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            Thread(target=_forget, args=(process.stdout,), daemon=True).start()
            return found[0]
    return pytest.fail("".join(said))


def _forget(said):
    with said:
        said.read()


def test_our_widgets_are_alive_in_jupyterlab(lab, visit):
    visited = visit()
    page = visited.page
    page.goto(lab)
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.get_by_text("| Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator("[data-command='runmenu:run-all']").click()
    page.locator(".jp-OutputArea-output .ckb").wait_for()
    assert page.locator(".jp-OutputArea-output").first.inner_text().strip() == "warm"
    page.locator(".jp-OutputArea-output .ckc-digits").wait_for()
    page.locator(".jp-OutputArea-output .cka-now").wait_for()
    page.locator(".jp-OutputArea-output .ckf").wait_for()
    # a key that JupyterLab has a command for goes to the card that has the focus
    card = page.get_by_role("button", name="Facebook")
    card.focus()
    page.keyboard.press("Shift+ArrowRight")
    page.get_by_text("“Facebook” is now in “Pause”, place 1 of 1.").wait_for()
    page.get_by_role("button", name="Next", exact=True).click()
    # “b” would put a new cell below
    for part in (".ckf button", ".cka button", ".ckb-card", ".ckb-to"):
        page.locator(part).first.focus()
        cells = page.locator(".jp-Notebook .jp-CodeCell").count()
        page.keyboard.press("b")
        assert (part, page.locator(".jp-Notebook .jp-CodeCell").count()) == (part, cells)
    page.locator(".jp-Cell").last.scroll_into_view_if_needed()
    assert visited.hosts() == {lab.split("/")[2]}
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.ckb-card-title')).fontSize")
        == "17px"
    )
