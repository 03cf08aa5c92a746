import pytest

from coachkit.model.errors import InvalidValue, StoreError, UnknownParameter
from coachkit.sessions.dashboard import DashboardParameters
from coachkit.sessions.opening import find_workspace
from coachkit.sessions.parameters import read_parameters


def read(**namespace):
    return read_parameters(DashboardParameters, namespace)


def test_the_parameters_are_read_from_the_notebook_and_the_rest_is_left():
    found = read(client="nord", language="sv", In=[""], scratch=3)
    assert (found.client, found.language, found.period) == ("nord", "sv", "")


def test_an_injected_parameter_that_the_notebook_does_not_have_is_refused():
    injected = '# Parameters\nclient = "nord"\nperod = "2026-10"\n'
    with pytest.raises(UnknownParameter) as caught:
        read(client="nord", In=["", 'client = "x"', injected])
    assert caught.value.details["parameter"] == "perod"
    assert "period" in caught.value.details["known"]


def test_what_a_reader_tries_in_a_cell_of_their_own_is_no_parameter():
    assert read(client="nord", In=["", "perod = 3"], perod=3).client == "nord"


def test_a_parameter_of_the_wrong_kind_is_refused_with_its_name():
    with pytest.raises(InvalidValue) as caught:
        read(client=["nord"])
    assert caught.value.field == "client"


def test_a_client_must_be_named():
    with pytest.raises(InvalidValue) as caught:
        read(language="sv")
    assert (caught.value.code, caught.value.field) == ("missing", "client")


def test_a_workspace_is_found_upwards_or_named(tmp_path, monkeypatch):
    monkeypatch.delenv("COACHKIT_WORKSPACE", raising=False)
    deep = tmp_path / "shop" / "notebooks"
    deep.mkdir(parents=True)
    (tmp_path / "shop" / "coachkit.toml").touch()
    assert find_workspace(start=deep) == (tmp_path / "shop").resolve()
    assert find_workspace(str(deep)) == deep.resolve()
    monkeypatch.setenv("COACHKIT_WORKSPACE", str(tmp_path))
    assert find_workspace(start=deep) == tmp_path.resolve()


def test_where_there_is_no_workspace_that_is_said(tmp_path, monkeypatch):
    monkeypatch.delenv("COACHKIT_WORKSPACE", raising=False)
    with pytest.raises(StoreError) as caught:
        find_workspace(start=tmp_path)
    assert caught.value.code == "no_workspace"
