import os
import stat

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.model.client import Client
from coachkit.model.errors import UnknownParameter
from coachkit.serving.pages import DESK, filled_in, lay_out, lay_out_desk
from coachkit.serving.shelf import Shelf
from tests.serving.conftest import CLIENTS, PARAMETERS, make_notebook, make_workspace

JARVI, NORD = CLIENTS


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    cells[0].metadata["tags"] = ["parameters"]
    return nbformat.v4.new_notebook(cells=cells)


def values(filled):
    namespace = {}
    exec(filled.cells[0].source, namespace)
    return {name: value for name, value in namespace.items() if name != "__builtins__"}


def test_parameters_are_filled_in_and_the_others_keep_their_values():
    filled = filled_in(notebook('client = "x"\nperiod = "2026-10"'), {"client": "jarvi"})
    assert values(filled) == {"client": "jarvi", "period": "2026-10"}


def test_comments_kinds_and_long_values_are_no_obstacle():
    source = '# whom it is about\nclient: str = (\n    "x"\n)\nperiod = ""  # a month'
    filled = filled_in(notebook(source), {"client": "jarvi"})
    assert filled.cells[0].source == (
        "# whom it is about\nclient: str = 'jarvi'\nperiod = \"\"  # a month"
    )


@given(
    st.one_of(
        st.text(), st.integers(), st.booleans(), st.none(), st.floats(allow_nan=False)
    ).filter(lambda value: value not in (float("inf"), float("-inf")))
)
def test_any_value_arrives_as_it_was_given(value):
    filled = filled_in(notebook('client = ""\nperiod = ""'), {"client": value})
    assert values(filled) == {"client": value, "period": ""}


def test_a_parameter_that_the_notebook_does_not_have_is_refused():
    with pytest.raises(UnknownParameter) as refused:
        filled_in(notebook('client = ""\nperiod = ""'), {"clinet": "jarvi"})
    assert (refused.value.code, refused.value.field) == ("unknown_parameter", "clinet")
    assert refused.value.details == {"parameter": "clinet", "known": ("client", "period")}


def test_a_notebook_that_takes_no_parameters_is_refused():
    untagged = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell('client = ""')])
    with pytest.raises(UnknownParameter) as refused:
        filled_in(untagged, {"client": "jarvi"})
    assert refused.value.details == {"parameter": "client", "known": ()}


def test_the_notebook_that_is_filled_in_stays_as_it_was():
    blank = notebook('client = ""')
    filled_in(blank, {"client": "jarvi"})
    assert blank.cells[0].source == 'client = ""'


def test_every_client_gets_a_page_of_its_own(tmp_path):
    small = make_notebook(tmp_path / "small.ipynb", [PARAMETERS, "1 + 1"])
    root = lay_out(tmp_path, [(JARVI, [small]), (NORD, [small])])
    assert root == tmp_path / ".pages"
    pages = {
        folder.name: nbformat.read(folder / "small.ipynb", as_version=4)
        for folder in root.iterdir()
    }
    workspace = str(tmp_path.resolve())
    assert {slug: values(page) for slug, page in pages.items()} == {
        "jarvi": {"client": "jarvi", "language": "fi", "workspace": workspace, "period": ""},
        "nord": {"client": "nord", "language": "sv", "workspace": workspace, "period": ""},
    }
    assert {slug: page.metadata["title"] for slug, page in pages.items()} == {
        "jarvi": "Järven ystävät ry",
        "nord": "Nordlykta Friluft",
    }


def test_pages_are_their_owners_alone(tmp_path):
    small = make_notebook(tmp_path / "small.ipynb", [PARAMETERS])
    root = lay_out(tmp_path, [(JARVI, [small])])
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (root, *root.rglob("*"))}
    assert modes == {".pages": 0o700, "jarvi": 0o700, "small.ipynb": 0o600}


def test_laying_out_again_leaves_what_has_not_changed(tmp_path):
    small = make_notebook(tmp_path / "small.ipynb", [PARAMETERS])
    page = lay_out(tmp_path, [(JARVI, [small])]) / "jarvi" / "small.ipynb"
    before = page.stat().st_mtime_ns
    lay_out(tmp_path, [(JARVI, [small]), (NORD, [small])])
    assert page.stat().st_mtime_ns == before
    renamed = Client(**{**JARVI.model_dump(), "name": "Järven parhaat ystävät ry"})
    lay_out(tmp_path, [(renamed, [small])])
    assert nbformat.read(page, as_version=4).metadata["title"] == "Järven parhaat ystävät ry"


def test_whoever_is_gone_has_no_page_left(tmp_path):
    one = make_notebook(tmp_path / "one.ipynb", [PARAMETERS])
    two = make_notebook(tmp_path / "two.ipynb", [PARAMETERS])
    root = lay_out(tmp_path, [(JARVI, [one, two]), (NORD, [one])])
    lay_out(tmp_path, [(JARVI, [two])])
    assert sorted(str(path.relative_to(root)) for path in root.rglob("*")) == [
        "jarvi",
        "jarvi/two.ipynb",
    ]


def left_over(path, *, old=True):
    """A file that a server which was killed has left there, a day ago if it is old."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("")
    if old:
        os.utime(path, (path.stat().st_mtime - 86400,) * 2)
    return path


def test_what_a_killed_server_left_is_tidied_and_what_another_writes_is_not(tmp_path):
    small = make_notebook(tmp_path / "small.ipynb", [PARAMETERS])
    desk = make_notebook(tmp_path / "home.ipynb", ['language = ""\nworkspace = ""\npages = ""'])
    root = lay_out(tmp_path, [(JARVI, [small])])
    strays = [
        left_over(root / ".DS_Store"),
        left_over(root / "stray"),
        left_over(root / "jarvi" / ".small.ipynb-0a1b"),
        left_over(root / "jarvi" / "checkpoints" / "small.ipynb"),
        left_over(root / DESK / ".home-en.ipynb-0a1b"),
        left_over(root / DESK / "other-en.ipynb"),
    ]
    written = [
        left_over(root / "jarvi" / ".small.ipynb-2c3d", old=False),
        left_over(root / DESK / ".home-sv.ipynb-2c3d", old=False),
    ]
    lay_out(tmp_path, [(JARVI, [small])])
    for language in ("en", "fi"):
        page = lay_out_desk(tmp_path, desk, language, "All clients", ["small"])
        assert page.is_file()
    assert [path.exists() for path in strays] == [False] * len(strays)
    assert [path.exists() for path in written] == [True] * len(written)
    assert (root / DESK / "home-en.ipynb").is_file()


def test_two_servers_with_other_notebooks_share_a_workspace(tmp_path):
    one = make_notebook(tmp_path / "one.ipynb", [PARAMETERS])
    two = make_notebook(tmp_path / "two.ipynb", [PARAMETERS])
    workspace = make_workspace(tmp_path / "workspace")
    first, second = Shelf(workspace, [one]), Shelf(workspace, [two])
    assert second.page("jarvi", "two").is_file()
    assert first.page("jarvi", "one").is_file()
    assert second.page("jarvi", "two").is_file()
    assert first.page("nobody", "one") is None
