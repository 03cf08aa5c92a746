"""The kernel that is installed with the package is warm wherever Jupyter starts it."""

import os
import subprocess
import sys
import urllib.request

import nbformat
import psutil
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient

from coachkit.kernels.warm_provisioner import PROVISIONER, SWITCH
from coachkit.model.shipped import shipped
from tests.kernels.conftest import PATIENCE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")

NAME = "coachkit"
COMES_FROM = """
from pathlib import Path
import os
words = Path(f"/proc/{os.getppid()}/cmdline").read_text().split("\\0")
print("warm" if "coachkit.kernels.warm_process" in words else "cold")
"""
WORK = """
import pandas as pd
import matplotlib.pyplot as plt
frame = pd.DataFrame({"day": [1, 2, 3], "reach": [10, 20, 15]})
frame.plot(x="day", y="reach")
frame
"""


@pytest.fixture
def notebook(tmp_path):
    """One that says where its kernel comes from, and does what notebooks do."""
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code) for code in (COMES_FROM, WORK)],
        metadata={"kernelspec": {"name": NAME, "display_name": NAME, "language": "python"}},
    )
    nbformat.write(made, tmp_path / "ours.ipynb")
    return tmp_path / "ours.ipynb"


def said(notebook):
    """Where the kernel came from, and all that the second cell shows."""
    first, second = nbformat.read(notebook, as_version=4).cells[-2:]
    shown = [one.get("data") or one.get("text") for one in second.outputs]
    return first.outputs[0].text.strip(), shown


def run(module, *words, folder, **variables):
    command = [sys.executable, "-m", module, *map(str, words)]
    subprocess.run(command, cwd=folder, env=os.environ | variables, check=True, capture_output=True)


def test_it_is_installed_with_the_package_and_shipped_notebooks_ask_for_it():
    spec = KernelSpecManager().get_kernel_spec(NAME)
    assert spec.metadata["kernel_provisioner"]["provisioner_name"] == PROVISIONER
    for notebook in shipped("notebooks").glob("*.ipynb"):
        assert nbformat.read(notebook, as_version=4).metadata.kernelspec.name == NAME


def test_papermills_command_gets_a_warm_one_and_shows_what_a_cold_one_shows(notebook, tmp_path):
    for switch in ("1", "0"):
        variables = {SWITCH: switch}
        run("papermill", notebook, tmp_path / switch, folder=tmp_path, **variables)
    (warm, shown), (cold, alike) = said(tmp_path / "1"), said(tmp_path / "0")
    assert (warm, cold) == ("warm", "cold")
    assert shown == alike


def test_nbclient_gets_a_warm_one(notebook):
    content = nbformat.read(notebook, as_version=4)
    NotebookClient(content, timeout=PATIENCE).execute()
    nbformat.write(content, notebook)
    assert said(notebook)[0] == "warm"


def test_nbconvert_gets_a_warm_one(notebook, tmp_path):
    how = ("--to", "notebook", "--execute", "--output", "run.ipynb")
    run("jupyter", "nbconvert", *how, notebook, folder=tmp_path)
    assert said(tmp_path / "run.ipynb")[0] == "warm"


@pytest.fixture
def asked(tmp_path):
    """Start a server of Jupyter's kind, and read its first page."""
    running = []

    def ask(module, *words):
        command = [sys.executable, "-m", module, "--no-browser", "--port=0", *map(str, words)]
        with (tmp_path / "log").open("wb") as log:
            process = psutil.Popen(command, cwd=tmp_path, stdout=log, stderr=log)
        running.append(process)
        with urllib.request.urlopen(address(process), timeout=PATIENCE) as answer:
            return answer.read().decode()

    yield ask
    for process in running:
        for one in (*process.children(recursive=True), process):
            one.terminate()
        process.wait(PATIENCE)


def address(process):
    """Where it listens, once it does."""
    for _ in range(PATIENCE * 10):
        for one in process.net_connections("inet"):
            if one.status == psutil.CONN_LISTEN and one.laddr.ip == "127.0.0.1":
                return f"http://127.0.0.1:{one.laddr.port}/"
        with pytest.raises(psutil.TimeoutExpired):
            process.wait(0.1)
    pytest.fail("it does not listen")


def test_a_stock_voila_gets_a_warm_one(notebook, asked):
    assert "warm\n" in asked("voila", "--Voila.ip=127.0.0.1", notebook)
