"""``coachkit export``: the plan to read, its texts out and back, and what schedulers are given."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from coachkit.model.plan_requests import PlanRequest
from coachkit.model.post_texts import PostTexts
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.cli.conftest import coachkit
from tests.documents.plans import CHANNELS, a_plan, item
from tests.sessions.typed_tables import TEXT, saved_as, table

FAR = date(2027, 12, 28)
"""A day that has not come when the test runs."""


@pytest.fixture
def planned(workspace):
    """A client with a plan of two items far ahead."""
    monday = FAR - timedelta(days=FAR.weekday())
    items = (
        item("li-1", monday, "Aino", title="Habits"),
        item("ig-1", monday + timedelta(days=1), "Aino", channel="Instagram", title="Tents"),
    )
    with _opened(workspace) as store:
        request = PlanRequest.model_validate(
            {
                "starts": monday,
                "weeks": 3,
                "team": {"people": [{"name": "Aino", "hours_a_week": 5, "opted_in": True}]},
                "content": [{"name": "Post", "hours": 1}],
                "channels": [channel.model_dump() for channel in CHANNELS],
            }
        )
        store.save(request, based_on=None, because="test")
        store.save(a_plan(starts=monday, items=items, unassigned=()), based_on=None, because="t")
    return workspace


def _opened(workspace):
    return Workspace.open(workspace).open_client("shop", now=now, who="test")


def export(workspace, *words, **more):
    return coachkit("export", "shop", *words, "-w", workspace, **more)


def written(run):
    """The files that the command says it wrote."""
    return [Path(line[6:]) for line in run.stdout.splitlines() if line.startswith("Done: ")]


def filled(workspace, *texts):
    """The table, written, filled in from the top, saved elsewhere."""
    (path,) = written(export(workspace, "texts"))
    cells = table(path)
    for row, text in zip(cells[1:], texts, strict=False):
        row[TEXT] = text
    return saved_as(workspace / "Mine.xlsx", cells)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_without_another_word_it_is_the_plan_to_read(planned):
    names = [path.name for path in written(export(planned))]
    assert names[:2] == ["plan-en.html", "plan-en.xlsx"]
    assert {Path(name).suffix for name in names[2:]} == {".ics"}
    assert names == [path.name for path in written(export(planned, "plan"))]


@pytest.mark.parametrize(("words", "name"), [((), "texts-en.xlsx"), (("--csv",), "texts-en.csv")])
def test_the_table_of_texts_is_written(planned, words, name):
    (path,) = written(export(planned, "texts", *words))
    assert path.name == name
    assert [row[3] for row in table(path)[1:]] == ["Habits", "Tents"]


def test_texts_are_taken_in_and_go_to_a_scheduler_with_the_rest_in_a_list(planned):
    run = export(
        *(planned, "schedulers", "--for", "hootsuite", "--dates", "dmy"),
        *("--texts", filled(planned, "@shop: seven habits")),
    )
    assert run.returncode == 0, run.stderr
    said = run.stdout.splitlines()
    assert said[0] == "1 text is new. 1 of 2 items have a text."
    files = written(run)
    assert [path.name for path in files] == ["shop-hootsuite-linkedin.csv", "shop-hootsuite.txt"]
    assert files[0].parent.parts[-2:] == ("schedulers", "hootsuite")
    monday = FAR - timedelta(days=FAR.weekday())
    assert rows(files[0]) == [[f"{monday:%d/%m/%Y} 09:00", "@shop: seven habits", ""]]
    told = files[1].read_text("utf-8-sig").splitlines()
    assert told == said[1 : len(told) + 1]
    assert told[0] == ("1 post for Hootsuite, in 1 file. 1 item is left out; why stands below.")
    assert next(line for line in told if "it has no text yet" in line).startswith("“Tents”")


def test_only_the_days_that_are_asked_for_go_out(planned):
    table_ = filled(planned, "One", "Two")
    tuesday = FAR - timedelta(days=FAR.weekday()) + timedelta(days=1)
    run = export(
        *(planned, "schedulers", "--for", "metricool", "--texts", table_),
        *("--first", tuesday, "--last", tuesday),
    )
    (file, _) = written(run)
    assert [row[0] for row in rows(file)] == ["Text", "Two"]


def test_files_of_an_earlier_time_are_taken_away_and_others_are_left_alone(planned, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("shop-publer-linkedin.csv", "shop-publer-x-2.csv", "shop-publer-mine.csv.bak"):
        (folder / name).write_text("old")
    (folder / "shop2-publer-linkedin.csv").write_text("of another")
    export(planned, "schedulers", "--for", "publer", "--folder", folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "shop-publer-mine.csv.bak",
        "shop-publer.txt",
        "shop2-publer-linkedin.csv",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "This has to be filled in."),
        (("--for", "buffer"), "The choices are: hootsuite, metricool, publer"),
        (("--for", "hootsuite"), "This has to be filled in."),
        (("--for", "hootsuite", "--dates", "ymd"), "The choices are: dmy"),
        (("--for", "publer", "--first", "soon"), "“soon” is not a day."),
        (
            ("--for", "publer", "--first", "2030-02-01", "--last", "2030-01-01"),
            "comes before the first",
        ),
        (("--for", "publer", "--texts", "nowhere.xlsx"), "nowhere.xlsx"),
    ],
)
def test_what_is_missing_or_wrong_is_said_in_a_sentence(planned, words, sentence):
    run = export(planned, "schedulers", *words)
    assert (run.returncode, run.stdout) == (2, "")
    assert sentence in run.stderr


def test_a_table_that_was_sorted_wrongly_keeps_nothing_and_says_each_row(planned):
    path = filled(planned, "One", "Two")
    cells = table(path)
    cells[1][0], cells[2][0] = cells[2][0], cells[1][0]
    run = export(planned, "texts", "--texts", saved_as(path, cells))
    assert run.returncode == 2
    assert [line.count("does not belong to this row") for line in run.stderr.splitlines()] == [1, 1]
    with _opened(planned) as store:
        assert store.load(PostTexts) is None


def test_without_a_plan_every_way_out_says_so(workspace):
    for words in (("plan",), ("texts",), ("schedulers", "--for", "publer")):
        run = export(workspace, *words)
        assert (run.returncode, "There is no content plan" in run.stderr) == (1, True)
