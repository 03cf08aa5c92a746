import ast
import json

import pytest

from coachkit.model.shipped import shipped

NOTEBOOKS = sorted(shipped("notebooks").glob("*.ipynb"))
LONGEST = 8


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def cells(notebook):
    return ["".join(cell["source"]) for cell in notebook["cells"]]


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS] == [
        "campaign",
        "dashboard",
        "evaluation",
        "exports",
        "home",
        "ideas",
        "intake",
        "living",
        "notes",
        "plan",
        "report",
        "strategy",
    ]


def test_a_notebook_is_at_most_eight_code_cells(notebook):
    assert {cell["cell_type"] for cell in notebook["cells"]} == {"code"}
    assert len(notebook["cells"]) <= LONGEST


def test_the_first_cell_alone_holds_parameters_one_a_line(notebook):
    first, *others = notebook["cells"]
    assert first["metadata"]["tags"] == ["parameters"]
    assert all("tags" not in cell["metadata"] for cell in others)
    for line in cells(notebook)[0].splitlines():
        (statement,) = ast.parse(line).body
        assert isinstance(statement, ast.Assign)
        assert isinstance(statement.value, ast.Constant)


def test_every_other_cell_is_one_call(notebook):
    for source in cells(notebook)[1:]:
        *imports, last = ast.parse(source).body
        assert all(isinstance(statement, ast.ImportFrom) for statement in imports)
        assert all(statement.module == "coachkit.sessions" for statement in imports)
        call = last.value
        assert isinstance(last, ast.Assign | ast.Expr)
        assert isinstance(call, ast.Call)
        assert all(isinstance(node, ast.Name | ast.Call) for node in call.args)


def test_a_notebook_in_git_has_no_outputs_and_no_html(notebook):
    for cell in notebook["cells"]:
        assert (cell["outputs"], cell["execution_count"]) == ([], None)
        assert "<" not in "".join(cell["source"])
    assert "widgets" not in notebook["metadata"]


def test_cells_have_ids_that_stay(notebook):
    ids = [cell["id"] for cell in notebook["cells"]]
    assert ids == [f"{notebook['metadata']['title']}-{n + 1}" for n in range(len(ids))]
