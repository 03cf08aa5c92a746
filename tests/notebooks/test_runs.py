"""The same notebooks under plain papermill, under nbval, and with parameters they do not have."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from coachkit.language.speech import speak
from coachkit.model.shipped import shipped

SECONDS = 180


def papermill(demo, output, notebook="dashboard", **parameters):
    told = [word for name, value in parameters.items() for word in ("-p", name, value)]
    return subprocess.run(
        [
            *(sys.executable, "-W", "default", "-m", "papermill", "--no-progress-bar"),
            *(str(shipped("notebooks", f"{notebook}.ipynb")), str(output), *told),
        ],
        env={**os.environ, "COACHKIT_WORKSPACE": str(demo)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def html_of(output):
    cells = json.loads(output.read_text(encoding="utf-8"))["cells"]
    shown = [out["data"] for cell in cells for out in cell["outputs"] if "data" in out]
    return "\n".join("".join(data.get("text/html", "")) for data in shown)


def streams_of(output):
    cells = json.loads(output.read_text(encoding="utf-8"))["cells"]
    outputs = [out for cell in cells for out in cell["outputs"]]
    return [out for out in outputs if out["output_type"] not in ("display_data", "execute_result")]


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_the_dashboard_runs_under_plain_papermill_without_warnings(demo, tmp_path, language):
    output = tmp_path / "out.ipynb"
    run = papermill(demo, output, client="nordlykta", language=language, period="2026-10")
    assert run.returncode == 0, run.stderr
    assert not re.search(r"warning", run.stderr, re.IGNORECASE), run.stderr
    assert streams_of(output) == []
    page = html_of(output)
    assert f'data-language="{language}"' in page
    assert speak(language).say("What worked") in page
    assert page.count("<img ") == 2


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_the_report_runs_under_plain_papermill_and_writes_its_document(demo, tmp_path, language):
    output = tmp_path / "out.ipynb"
    run = papermill(
        demo, output, "report", client="jarven-ystavat", language=language, period="2026-10"
    )
    assert run.returncode == 0, run.stderr
    assert not re.search(r"warning", run.stderr, re.IGNORECASE), run.stderr
    assert "widgets" not in json.loads(output.read_text(encoding="utf-8"))["metadata"]
    written = demo / "clients" / "jarven-ystavat" / "documents" / f"report-2026-10-{language}.html"
    assert f'<html lang="{language}">' in written.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_the_exports_page_under_papermill_shows_the_preview_and_stores_nothing(
    demo, tmp_path, language
):
    inbox = demo / "clients" / "nordlykta" / "inbox"
    export = next(shipped("data", "demo", "jarven-ystavat", "exports", "facebook").iterdir())
    shutil.copy(export, inbox)
    output = tmp_path / "out.ipynb"
    run = papermill(demo, output, "exports", client="nordlykta", language=language)
    assert run.returncode == 0, run.stderr
    assert not re.search(r"warning", run.stderr, re.IGNORECASE), run.stderr
    assert streams_of(output) == []
    page = html_of(output)
    assert f'data-language="{language}"' in page
    one = speak(language).count("%(n)s file can be stored.", "%(n)s files can be stored.", 1)
    assert one in page
    assert export.name in page
    assert str(inbox) in page
    assert [path.name for path in inbox.iterdir()] == [export.name]


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_the_plan_can_be_read_after_plain_papermill(demo, tmp_path, language):
    output = tmp_path / "out.ipynb"
    run = papermill(demo, output, "plan", client="jarven-ystavat", language=language)
    assert run.returncode == 0, run.stderr
    assert not re.search(r"warning", run.stderr, re.IGNORECASE), run.stderr
    assert streams_of(output) == []
    page = html_of(output)
    assert f'data-language="{language}"' in page
    assert page.count('class="ck ck-calendar"') == 3
    assert page.count("<img ") == 1


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_the_intake_can_be_read_after_plain_papermill(demo, tmp_path, language):
    output = tmp_path / "out.ipynb"
    run = papermill(demo, output, "intake", client="nordlykta", language=language)
    assert run.returncode == 0, run.stderr
    assert not re.search(r"warning", run.stderr, re.IGNORECASE), run.stderr
    assert streams_of(output) == []
    page = html_of(output)
    assert f'data-language="{language}"' in page
    assert "ck-intake-seen" in page


def test_an_unknown_parameter_is_refused_even_by_plain_papermill(demo, tmp_path):
    run = papermill(demo, tmp_path / "out.ipynb", client="nordlykta", perod="2026-10")
    assert run.returncode != 0
    assert "no parameter “perod”" in run.stderr
    assert "Traceback" not in run.stderr.partition("no parameter")[2]


def test_an_unknown_client_is_refused_with_the_known_ones(demo, tmp_path):
    run = papermill(demo, tmp_path / "out.ipynb", client="nobody")
    assert run.returncode != 0
    assert "nordlykta" in run.stderr


def nbval(notebook, demo):
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull),
            *("--nbval-lax", "--nbval-cell-timeout", "120", str(notebook)),
        ],
        env={**os.environ, "COACHKIT_WORKSPACE": str(demo)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


@pytest.mark.parametrize("name", ["dashboard", "exports", "intake", "report"])
def test_nbval_runs_every_cell(demo, tmp_path, name):
    copy = shutil.copy(shipped("notebooks", f"{name}.ipynb"), tmp_path)
    run = nbval(copy, demo)
    assert run.returncode == 0, run.stdout
    cells = len(json.loads(shipped("notebooks", f"{name}.ipynb").read_text())["cells"])
    assert f"{cells} passed" in run.stdout


def test_nbval_can_fail(demo, tmp_path):
    broken = tmp_path / "broken.ipynb"
    source = shipped("notebooks", "dashboard.ipynb").read_text(encoding="utf-8")
    broken.write_text(source.replace("nordlykta", "nobody"), encoding="utf-8")
    run = nbval(broken, demo)
    assert run.returncode == 1
    assert "failed" in run.stdout
