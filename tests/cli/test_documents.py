"""``coachkit export`` of a strategy's documents, as typed."""

import zipfile

import pytest

from coachkit.cli.documents import OF_THE_CAMPAIGN, OF_THE_EVALUATION, OF_THE_STRATEGY, PACK
from coachkit.model.policies import GoodExample, Policies
from coachkit.sessions import campaign_documents, evaluation_documents
from coachkit.sessions.opening import now
from coachkit.sessions.strategy_documents import DOCUMENTS
from coachkit.store.workspace import Workspace
from tests.cli.conftest import coachkit
from tests.model.strategies import a_strategy, an_audit, an_inside_view, the_policies


@pytest.fixture
def decided(workspace):
    """A client with a strategy that has a name."""
    with _opened(workspace) as store:
        for value in (a_strategy(), an_audit(), an_inside_view(), the_policies()):
            store.save(value, based_on=None, because="decided")
        store.freeze("v0.1", because="read aloud")
    return workspace


def _opened(workspace):
    return Workspace.open(workspace).open_client("shop", now=now, who="test")


def export(workspace, *words):
    return coachkit("export", "shop", *words, "-w", workspace)


def test_the_command_knows_every_document():
    assert (*DOCUMENTS, PACK) == OF_THE_STRATEGY
    assert evaluation_documents.DOCUMENTS == OF_THE_EVALUATION
    assert campaign_documents.DOCUMENTS == OF_THE_CAMPAIGN


def test_a_document_is_written_in_a_format_and_a_language(decided, tmp_path):
    out = tmp_path / "out"
    run = export(decided, "strategy", "--format", "docx", "--language", "fi", "--folder", out)
    assert (run.returncode, run.stderr) == (0, "")
    assert [file.name for file in out.iterdir()] == ["strategy-fi.docx"]
    assert run.stdout.startswith("Done: ")


def test_all_languages_are_those_of_the_client(decided, tmp_path):
    out = tmp_path / "out"
    assert (
        export(
            decided, "training", "--format", "md", "--language", "all", "--folder", out
        ).stdout.count("Done: ")
        == 1
    )
    assert [file.name for file in out.iterdir()] == ["training-en.md"]


def test_all_formats_are_those_that_the_document_has(decided, tmp_path):
    found = {}
    for what in ("guideline", "actions"):
        out = tmp_path / what
        export(decided, what, "--format", "all", "--folder", out)
        found[what] = sorted(file.suffix for file in out.iterdir())
    assert found == {
        "guideline": [".docx", ".html", ".md", ".pdf"],
        "actions": [".docx", ".html", ".md", ".pdf", ".xlsx"],
    }


def test_a_pack_is_one_file(decided, tmp_path):
    run = export(decided, "pack", "--format", "md", "--folder", tmp_path / "out")
    assert run.returncode == 0
    (path,) = (tmp_path / "out").iterdir()
    assert path.name == "shop-strategy.zip"
    with zipfile.ZipFile(path) as pack:
        assert "shop/en/strategy-en.md" in pack.namelist()


def test_a_letter_says_that_it_needs_an_earlier_version(decided):
    run = export(decided, "letter")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("“shop” has one version of its strategy so far")


def test_a_look_that_cannot_be_is_refused(decided, tmp_path):
    run = export(decided, "briefing", "--brand", "petrol", "--folder", tmp_path / "out")
    assert run.returncode == 2
    assert "petrol" in run.stderr


def test_a_guideline_that_is_too_long_is_told_of(decided, tmp_path):
    with _opened(decided) as store:
        last = store.load(Policies)
        long = tuple(GoodExample(key=f"e{n}", text="Far too many words. " * 90) for n in range(9))
        guideline = last.value.guideline.changed(examples=long)
        store.save(last.value.changed(guideline=guideline), based_on=last.revision, because="more")
    run = export(decided, "guideline", "--format", "pdf", "--folder", tmp_path / "out")
    assert run.returncode == 0
    assert "nobody leans on more than two" in run.stderr


def test_a_client_without_a_strategy_is_told_so(workspace):
    run = export(workspace, "strategy")
    assert run.returncode == 1
    assert run.stdout == ""


def test_a_meeting_is_written_with_its_invitations_from_the_newest_figures(workspace, tmp_path):
    run = coachkit(
        *("meeting", "shop", "--month", "2026-10", "--on", "2026-12-03", "--format", "md"),
        *("--folder", tmp_path / "out", "-w", workspace),
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        *("meeting-en.ics", "meeting-en.md", "meeting-every-month-en.ics"),
    ]
    assert "Thursday 3 December 2026" in (tmp_path / "out" / "meeting-en.md").read_text("utf-8")


def test_a_day_that_is_none_and_an_evaluation_that_is_missing_are_refused(workspace):
    wrong = coachkit("meeting", "shop", "--on", "Thursday", "-w", workspace)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    missing = export(workspace, "evaluation")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "has not been evaluated yet" in missing.stderr
