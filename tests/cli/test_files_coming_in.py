"""``import``, ``inbox`` and ``undo`` as typed."""

import json
import zipfile

import pytest

from tests.cli.conftest import HEADER, coachkit, post
from tests.sessions.conftest import UNSAID, lying_in

DAYS = "days.csv"


@pytest.fixture
def inbox(workspace):
    return workspace / "clients" / "shop" / "inbox"


def told(*words, workspace):
    run = coachkit(*words, "-w", workspace, "--json")
    return run.returncode, json.loads(run.stdout)


def test_a_folder_and_a_zip_are_imported_as_they_are(workspace, export, tmp_path):
    folder = tmp_path / "agency"
    folder.mkdir()
    with zipfile.ZipFile(folder / "posts.zip", "w") as archive:
        archive.write(export, export.name)
        archive.writestr("notes.txt", "Hello")
    code, found = told("import", "shop", folder, workspace=workspace)
    assert (code, [(one["shown"], one["stored"]) for one in found]) == (
        3,
        [
            (f"agency/posts.zip/{export.name}", True),
            ("agency/posts.zip/notes.txt", False),
        ],
    )


def test_a_preview_says_what_would_change_and_stores_nothing(workspace, export):
    code, (found,) = told("import", "shop", export, "--preview", workspace=workspace)
    (table,) = found["tables"]
    assert (code, found["shown"], table["platform"]) == (0, export.name, "facebook")
    assert (table["change"]["new"], table["change"]["known"]) == (9, 0)
    said = coachkit("import", "shop", export, "--preview", "-w", workspace).stdout
    assert "1 file can be stored." in said
    assert "9 posts, 1–31 October 2026: 9 new" in said
    assert list((workspace / "clients" / "shop" / "observations").iterdir()) == []


def test_newer_numbers_are_previewed_with_their_sums(workspace, export):
    coachkit("import", "shop", export, "-w", workspace)
    newer = export.with_name("newer.csv")
    newer.write_text("\ufeff" + HEADER + post(0, likes="7"), encoding="utf-8")
    _, (found,) = told("import", "shop", newer, "--preview", workspace=workspace)
    assert found["tables"][0]["change"] == {
        "new": 0,
        "known": 1,
        "changed": 1,
        "parts": 0,
        "sums": {"reactions": {"before": 5, "after": 7}},
    }


def test_what_the_file_leaves_out_is_said_on_the_command_line(workspace, tmp_path):
    file = tmp_path / DAYS
    file.write_bytes(UNSAID)
    asked = coachkit("import", "shop", file, "-w", workspace)
    assert (asked.returncode, "Facebook or of Instagram" in asked.stderr) == (2, True)
    previewed = coachkit("import", "shop", file, "--preview", "-w", workspace)
    assert "Is this from Facebook or from Instagram?" in previewed.stdout
    said = ("--platform", "instagram", "--account", "77", "--period", "2025-11-01..2025-11-02")
    code, (found,) = told("import", "shop", file, *said, workspace=workspace)
    assert (code, found["stored"]) == (0, True)


@pytest.mark.parametrize("period", ["2026", "2026-13", "2026-10-31..2026-10-01", "a..b", "1..2..3"])
def test_a_period_that_is_none_is_refused(workspace, export, period):
    run = coachkit("import", "shop", export, "--period", period, "-w", workspace)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_the_inbox_is_shown_and_stored(workspace, export, inbox):
    export.rename(inbox / export.name)
    shown = coachkit("inbox", "shop", "-w", workspace).stdout
    assert str(inbox) in shown
    assert "1 file can be stored." in shown
    stored = coachkit("inbox", "shop", "--store", "-w", workspace)
    assert (stored.returncode, stored.stdout) == (0, "shop: 1 new file, 9 rows.\n")
    assert lying_in(inbox) == [f"imported/{export.name}"]
    assert "No new files are waiting." in coachkit("inbox", "shop", "-w", workspace).stdout


def test_what_a_page_was_told_of_a_file_is_known_here_too(workspace, inbox):
    (inbox / DAYS).write_bytes(UNSAID)
    (inbox / ".said.json").write_text(
        json.dumps({DAYS: {"platform": "facebook", "account": None, "covers": None}})
    )
    code, (found,) = told("inbox", "shop", "--store", workspace=workspace)
    assert (code, found["stored"]) == (0, True)


def test_the_last_import_is_undone(workspace, export, inbox):
    export.rename(inbox / export.name)
    coachkit("inbox", "shop", "--store", "-w", workspace)
    undone = coachkit("undo", "shop", "-w", workspace)
    assert undone.stdout == (
        f"The last import is undone: {export.name} is no longer stored. "
        "1 file lies in the inbox again.\n"
    )
    assert lying_in(inbox) == [export.name]
    again = coachkit("undo", "shop", "-w", workspace)
    assert (again.returncode, "nothing to undo" in again.stderr) == (1, True)


def test_inspect_takes_one_file_and_says_so_of_a_zip(tmp_path, export):
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(export, export.name)
    run = coachkit("inspect", archive)
    assert (run.returncode, "a.zip" in run.stderr, "ZIP" in run.stderr) == (2, True, True)


def test_inspect_tells_the_platforms_own_total_where_it_differs(tmp_path):
    file = tmp_path / "Table data.csv"
    rows = "Date,Views,Watch time (hours)\nTotal,12,1.25\n2024-08-13,9,1.25\n"
    file.write_text(rows, encoding="utf-8")
    said = coachkit("inspect", file).stdout
    assert "Views (“Views”): 9; the platform's own total is 12" in said
    assert "1.25; the platform" not in said
    views = json.loads(coachkit("inspect", file, "--json").stdout)["metrics"]["views"]
    assert (views["sum"], views["platform_total"], views["difference"]) == (9, 12, 3)


def test_a_seam_is_noted_shown_and_removed(workspace):
    known = coachkit("seams", "shop", "-w", workspace)
    noted = coachkit(
        *("seams", "shop", "--add", "tiktok", "2026-05-04", "Views counted anew"),
        *("--metric", "views", "-w", workspace),
    )
    line = "2026-05-04 TikTok, Views: Views counted anew (noted here)"
    assert (known.returncode, noted.returncode) == (0, 0)
    assert line not in known.stdout.splitlines()
    assert line in noted.stdout.splitlines()
    removed = coachkit("seams", "shop", "--remove", "tiktok", "2026-05-04", "-w", workspace)
    assert removed.stdout == known.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--add", "myspace", "2026-05-04", "Views"),
        ("--add", "tiktok", "in May", "Views"),
        ("--add", "tiktok", "2026-05-04", "Views", "--metric", "fame"),
        ("--remove", "tiktok", "2026-05-04"),
    ],
)
def test_a_seam_that_cannot_be_is_refused(workspace, words):
    run = coachkit("seams", "shop", *words, "-w", workspace)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
