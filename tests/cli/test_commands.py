"""The commands as typed."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

from tests.cli.conftest import HEADER, coachkit, post

SECONDS = 120


def test_help_names_the_commands_in_the_order_a_newcomer_needs_them():
    told = coachkit("--help").stdout
    order = [
        told.index(f"\n  {name} ")
        for name in (
            *("demo", "new", "import", "inbox", "undo", "inspect", "map", "seams"),
            *("run", "serve", "strategy", "freeze", "diff", "pack", "erase"),
        )
    ]
    assert order == sorted(order)
    assert "Exit codes" in told


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"COACHKIT_LANGUAGE": "sv", "LANG": "fi_FI.UTF-8"}, "Slutkoder"),
        ({"LANG": "fi_FI.UTF-8"}, "Paluukoodit"),
        ({"LANG": "de_DE.UTF-8"}, "Exit codes"),
    ],
)
def test_help_speaks_the_language_of_the_terminal(environment, word):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "COACHKIT"))}
    run = subprocess.run(
        [sys.executable, "-m", "coachkit.cli", "--help"],
        env={**clean, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=True,
    )
    assert word in run.stdout


def test_inspect_answers_a_machine_with_the_contract(export):
    run = coachkit("inspect", export, "--json")
    assert (run.returncode, run.stderr) == (0, "")
    told = json.loads(run.stdout)
    assert {key: told[key] for key in ("platform", "granularity", "language", "rows", "items")} == {
        "platform": "facebook",
        "granularity": "post",
        "language": "en",
        "rows": 9,
        "items": 9,
    }
    assert (told["first"], told["last"]) == ("2026-10-01", "2026-10-09")
    assert told["time_zone"] == "America/Los_Angeles"
    assert told["metrics"]["reactions"]["sum"] == 45
    assert told["metrics"]["reactions"]["platform_name"] == "Reactions"
    assert told["metrics"]["reach"] == {
        **told["metrics"]["reach"],
        "additive": False,
        "sum": None,
        "missing": 0,
    }


def test_inspect_tells_a_person_in_their_language(export):
    told = coachkit("inspect", export, language="sv").stdout
    assert "Facebook" in told
    assert "America/Los_Angeles" in told


def test_the_same_file_twice_changes_nothing(workspace, export):
    first = coachkit("import", "shop", export, "-w", workspace, "--json")
    again = coachkit("import", "shop", export, "-w", workspace, "--json")
    assert (first.returncode, again.returncode) == (0, 0)
    assert [one["already_there"] for one in json.loads(first.stdout)] == [False]
    assert [one["already_there"] for one in json.loads(again.stdout)] == [True]


def test_a_bad_cell_refuses_the_whole_file_and_says_where(workspace, export):
    bad = export.with_name("bad.csv")
    bad.write_text("\ufeff" + HEADER + post(1) + post(2, likes="jan-12"), encoding="utf-8")
    run = coachkit("import", "shop", bad, "-w", workspace)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    for told in ("bad.csv", "3", "Reactions", "jan-12"):
        assert told in run.stderr
    assert list((workspace / "clients" / "shop" / "observations").iterdir()) == []


def test_one_bad_file_does_not_stop_the_good_one(workspace, export):
    bad = export.with_name("bad.csv")
    bad.write_bytes(b"")
    run = coachkit("import", "shop", bad, export, "-w", workspace, "--json")
    assert run.returncode == 3
    assert [one["stored"] for one in json.loads(run.stdout)] == [False, True]


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("blank.csv", b"\n\n\n"),
        ("picture.csv", PNG),
        ("picture.xlsx", PNG),
        ("torn.xlsx", b"PK\x03\x04" + b"\x00" * 60),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("page.xls", b"<html><body>Log in</body></html>"),
        ("unknown.csv", b"Fruit,Price\napple,3\n"),
        ("header-only.csv", HEADER.encode()),
        ("cut.csv", (HEADER + post(1)).encode() + b'1003,77,Page,,"Text that never en'),
    ],
)
def test_what_cannot_be_read_ends_with_two_and_one_sentence(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    for language in ("en", "sv", "fi"):
        run = coachkit("inspect", file, language=language)
        assert run.returncode == 2, run.stdout
        assert run.stdout == ""
        assert name in run.stderr
        assert len(run.stderr.strip().splitlines()) == 1
        assert "Traceback" not in run.stderr


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    assert coachkit("inspect", tmp_path / "none.csv").returncode == 2
    assert coachkit("inspect", tmp_path).returncode == 2


def test_a_nordic_file_from_a_spreadsheet_with_semicolons_is_read(tmp_path):
    text = (
        (HEADER + post(1))
        .replace("Text 1", "Höst i Åre")
        .replace('"Reactions, Comments and Shares"', "Reactions Comments and Shares")
    )
    file = tmp_path / "Oct-01-2026_Oct-31-2026_1.csv"
    semicolons = text.replace("Reactions Comments", "Reactions# Comments").replace(",", ";")
    file.write_bytes(semicolons.replace("#", ",").encode("cp1252"))
    run = coachkit("inspect", file, "--json")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["metrics"]["reactions"]["sum"] == 5


def test_the_report_is_written_by_one_command(workspace, export):
    coachkit("import", "shop", export, "-w", workspace)
    run = coachkit("run", "report", "--client", "shop", "--period", "2026-10", "-w", workspace)
    assert run.returncode == 0, run.stderr
    client = workspace / "clients" / "shop"
    assert (client / "documents" / "report-2026-10-en.html").is_file()
    assert [path.name for path in (client / "runs").iterdir()] == ["report-2026-10-en.ipynb"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("run", "report", "--client", "nobody"), 1, "shop"),
        (("run", "poem", "--client", "shop"), 1, "report"),
        (("run", "report", "--client", "shop", "-p", "perod=2026-10"), 2, "perod"),
        (("run", "report", "--client", "shop", "-p", "period"), 2, "period"),
        (("run", "report", "--client", "shop", "--period", "2026-99"), 2, "2026-99"),
        (("run", "report", "--client", "shop", "--language", "de"), 2, "de"),
        (("new", "shop", "Another"), 1, "shop"),
        (("new", "S H", "Another"), 2, "S H"),
        (("import", "nobody", "x.csv"), 1, "nobody"),
        (("pack", "shop"), 1, "shop"),
        (("erase", "nobody", "--yes"), 1, "nobody"),
        (("serve", "--address", "0.0.0.0"), 1, "0.0.0.0"),
    ],
)
def test_a_refusal_is_a_sentence_and_a_code(workspace, words, code, told):
    run = coachkit(*words, "-w", workspace)
    assert run.returncode == code, run.stdout + run.stderr
    assert told in run.stderr
    assert "Traceback" not in run.stderr


def test_the_documents_or_the_whole_client_go_into_one_zip(workspace, export, tmp_path):
    coachkit("import", "shop", export, "-w", workspace)
    coachkit("run", "report", "--client", "shop", "-w", workspace)
    documents, everything = tmp_path / "d.zip", tmp_path / "e.zip"
    assert coachkit("pack", "shop", "--to", documents, "-w", workspace).returncode == 0
    assert zipfile.ZipFile(documents).namelist() == ["shop/report-2026-10-en.html"]
    packed = coachkit("pack", "shop", "--everything", "--to", everything, "-w", workspace)
    assert packed.returncode == 0
    assert "shop/client.db" in zipfile.ZipFile(everything).namelist()


def test_a_packed_client_lives_on_where_it_is_unpacked(workspace, export, tmp_path):
    coachkit("import", "shop", export, "-w", workspace)
    coachkit("pack", "shop", "--everything", "--to", tmp_path / "e.zip", "-w", workspace)
    coachkit("new", "other", "Other", "-w", tmp_path / "w2")
    zipfile.ZipFile(tmp_path / "e.zip").extractall(tmp_path / "w2" / "clients")
    again = coachkit("import", "shop", export, "-w", tmp_path / "w2", "--json")
    assert [one["already_there"] for one in json.loads(again.stdout)] == [True]


def test_erasing_leaves_nothing_and_asks_first(workspace, export):
    coachkit("import", "shop", export, "-w", workspace)
    asked = coachkit("erase", "shop", "-w", workspace, answer="no\n")
    assert asked.returncode == 1
    assert (workspace / "clients" / "shop").is_dir()
    (workspace / ".pages" / "shop").mkdir(parents=True)
    assert coachkit("erase", "shop", "--yes", "-w", workspace).returncode == 0
    assert list((workspace / "clients").iterdir()) == []
    assert list((workspace / ".pages").iterdir()) == []


def test_where_there_is_no_workspace_that_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = coachkit("import", "shop", "x.csv")
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
