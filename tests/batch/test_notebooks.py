"""Running a notebook without a reader: refused early, or whole, or not at all."""

import asyncio
import json

import nbformat
import pytest

from coachkit.batch.notebooks import known_parameters, notebook_path, run_notebook
from coachkit.model.errors import CoachkitError, NotebookFailed, NotWritable, UnknownParameter


def notebook(folder, *cells):
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    made.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "P"}
    made.cells[0].metadata["tags"] = ["parameters"]
    path = folder / "small.ipynb"
    nbformat.write(made, path)
    return path


def test_the_shipped_notebooks_are_known_by_name_and_nothing_else_is():
    assert known_parameters(notebook_path("report")) == (
        "client",
        "language",
        "workspace",
        "period",
    )
    for name in ("poem", "../README", ""):
        with pytest.raises(CoachkitError) as caught:
            notebook_path(name)
        assert caught.value.details["known"] == (
            *("campaign", "dashboard", "evaluation", "exports", "home", "ideas", "intake"),
            *("living", "notes", "plan", "report", "strategy"),
        )


def test_an_unknown_parameter_is_refused_before_anything_runs(tmp_path):
    small = notebook(tmp_path, "a = 1", "raise SystemExit")
    with pytest.raises(UnknownParameter) as caught:
        run_notebook(small, {"b": 2}, tmp_path / "out.ipynb")
    assert caught.value.details == {"parameter": "b", "known": ("a",)}
    assert not (tmp_path / "out.ipynb").exists()


def test_a_notebook_runs_with_its_parameters_and_without_a_warning(tmp_path, capfd):
    small = notebook(tmp_path, "a = 1", "print(a + 1)")
    output = run_notebook(small, {"a": 41}, tmp_path / "out.ipynb")
    cells = json.loads(output.read_text(encoding="utf-8"))["cells"]
    assert cells[-1]["outputs"][0]["text"] == ["42\n"]
    assert "WARNING" not in capfd.readouterr().err


def test_a_notebook_runs_after_a_loop_of_somebody_elses_has_ended(tmp_path):
    async def nothing():
        pass

    small = notebook(tmp_path, "a = 1", "print(a + 1)")
    run_notebook(small, {}, tmp_path / "before.ipynb")
    asyncio.run(nothing())
    assert run_notebook(small, {}, tmp_path / "after.ipynb").exists()


def test_a_cell_that_fails_is_named_and_leaves_no_half_notebook(tmp_path):
    small = notebook(tmp_path, "a = 1", "a / 0")
    with pytest.raises(NotebookFailed) as caught:
        run_notebook(small, {}, tmp_path / "runs" / "out.ipynb")
    assert caught.value.code == "cell_failed"
    assert "ZeroDivisionError" in caught.value.details["reason"]
    assert list((tmp_path / "runs").iterdir()) == []


def test_a_kernel_that_dies_is_a_refusal(tmp_path):
    small = notebook(tmp_path, "a = 1", "import os; os._exit(3)")
    with pytest.raises(NotebookFailed) as caught:
        run_notebook(small, {}, tmp_path / "out.ipynb")
    assert caught.value.code == "no_answer"


def test_where_nothing_can_be_written_nothing_runs(tmp_path):
    (tmp_path / "runs").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(NotWritable):
        run_notebook(notebook(tmp_path, "a = 1"), {}, tmp_path / "runs" / "out.ipynb")
