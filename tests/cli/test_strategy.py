"""The strategy's commands as typed."""

from pathlib import Path

import pytest

from coachkit.model.strategy import Strategy
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.cli.conftest import coachkit
from tests.model.strategies import a_strategy, an_audit, an_inside_view, the_policies


@pytest.fixture
def decided(workspace):
    """A client with a strategy; a function that saves another in its place."""

    def save(*values):
        with Workspace.open(workspace).open_client("shop", now=now, who="test") as store:
            for value in values:
                last = store.load(type(value))
                store.save(value, based_on=last and last.revision, because="decided")

    save(a_strategy(), an_audit(), an_inside_view(), the_policies())
    return save


def told(workspace, *words):
    run = coachkit(*words, "-w", workspace)
    return run.returncode, run.stdout.splitlines(), run.stderr.splitlines()


def test_a_client_without_a_strategy_is_told_where_to_begin(workspace):
    code, out, err = told(workspace, "strategy", "shop")
    assert (code, out) == (1, [])
    assert err == ["“shop” has no strategy there yet. Begin with a strategy session."]


def test_the_strategy_says_what_it_lacks(workspace, decided):
    decided(Strategy(authors=("Aino",)))
    code, out, _ = told(workspace, "strategy", "shop")
    assert code == 0
    assert out[0] == "The Shop: 1 decision, no version has a name yet."
    assert out[1] == "13 things are still lacking:"
    assert out[2] == "  Choose the question that the strategy is to answer."
    assert out[-1] == "No decision waits to be looked at again."


def test_a_draft_gets_its_name_and_is_told_what_it_lacks(workspace, decided):
    decided(Strategy(authors=("Aino",)))
    code, out, err = told(workspace, "freeze", "shop", "v0.1", "--because", "read aloud")
    assert (code, err) == (0, [])
    assert out[:2] == ["The strategy is now called “v0.1”.", "13 things are still lacking:"]


def test_another_name_is_refused_with_everything_that_is_lacking(workspace, decided):
    decided(Strategy(authors=("Aino",)))
    code, out, err = told(workspace, "freeze", "shop", "v1.0", "--because", "we like it")
    assert (code, out) == (1, [])
    assert err[0].startswith("The strategy can't be called “v1.0” yet: 13 things are lacking.")
    assert err[1] == "  Choose the question that the strategy is to answer."
    assert len(err) == 14


def test_without_a_date_of_the_audit_there_is_no_name(workspace, decided):
    decided(an_audit(on=None))
    code, _, err = told(workspace, "freeze", "shop", "v0.1", "--because", "read aloud")
    assert code == 1
    assert err == [
        (
            "The strategy can't be called “v0.1” yet: nobody has written down on which day the "
            "present state was looked at."
        )
    ]


def test_a_name_needs_a_reason(workspace, decided):
    assert told(workspace, "freeze", "shop", "v0.1")[0] == 2


def test_two_versions_are_told_as_a_letter(workspace, decided):
    told(workspace, "freeze", "shop", "v0.1", "--because", "read aloud")
    decided(a_strategy(authors=("Aino", "Bo", "Cecilia")))
    code, out, _ = told(workspace, "diff", "shop", "strategy", "v0.1")
    assert code == 0
    assert out[:2] == ["Dear all at The Shop,", ""]
    assert "Cecilia now writes with you." in out
    named = told(workspace, "diff", "shop", "strategy", "1", "2")[1]
    assert named[2].startswith("Between 1 and 2 every decision of your strategy stands")


def test_an_unknown_version_is_refused_with_those_there_are(workspace, decided):
    told(workspace, "freeze", "shop", "v0.1", "--because", "read aloud")
    code, _, err = told(workspace, "diff", "shop", "strategy", "v9")
    assert (code, err) == (1, ["No version is called “v9”. There are: v0.1."])


def test_only_strategies_are_told_as_letters(workspace, decided):
    assert told(workspace, "diff", "shop", "goals", "1", "2")[0] == 2


def test_the_readme_names_its_commands():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert [
        name for name in ("strategy", "freeze", "diff") if f"`coachkit {name}`" not in readme
    ] == []
