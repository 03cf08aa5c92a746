"""A month for many clients: killed, gone on with, isolated, and left alone when nothing changed."""

import hashlib
import json
import re

import fsspec
import pypdf
import pytest
from PIL import Image

from coachkit.batch.records import RECORD, read_record
from tests.batch.conftest import CLIENTS
from tests.cli.conftest import coachkit

BATCH = ("run", "report", "--clients", "all", "--period", "2026-10", "--workers", "2")
WELL = [client.slug for client in CLIENTS]


def run_folder(workspace, client):
    return workspace / "clients" / client.slug / "runs" / f"2026-10-report-{client.language}"


def records(workspace):
    return {
        client.slug: read_record((run_folder(workspace, client) / RECORD).read_bytes())
        for client in CLIENTS
        if run_folder(workspace, client).is_dir()
    }


@pytest.fixture(scope="module")
def resumed(workspace, killed):
    """The same batch, gone on with by somebody who speaks Swedish."""
    before = records(workspace)
    assert killed.startswith(tuple(f"1 of 5 · {slug}: made in " for slug in before))
    run = coachkit("run", "report", "--resume", "--workers", "2", "-w", workspace, language="sv")
    return before, run


def test_a_killed_batch_is_gone_on_with_and_repeats_and_loses_nothing(workspace, resumed):
    before, _ = resumed
    assert 0 < len(before) < len(WELL)
    after = records(workspace)
    assert list(after) == WELL
    assert {slug: after[slug] for slug in before} == before
    assert list(workspace.glob("clients/*/runs/.*")) == []
    assert list((workspace / "coach" / "batches").iterdir()) == []
    again = coachkit("run", "report", "--resume", "-w", workspace)
    assert (again.returncode, again.stdout) == (1, "")


def test_a_broken_client_stops_no_other_and_the_summary_says_which_and_why(resumed):
    _, run = resumed
    assert run.returncode == 3
    said = [line.strip() for line in run.stdout.splitlines() if line.startswith("  ")]
    assert [line.partition(":")[0] for line in said] == ["damaged", "tornfile"]
    assert all(len(line) > 40 for line in said)
    assert "Traceback" not in run.stdout + run.stderr


def test_each_record_tells_of_every_file_as_it_is(workspace, resumed):
    for client in CLIENTS:
        folder = run_folder(workspace, client)
        record = records(workspace)[client.slug]
        assert {file.name: file.sha256 for file in record.files} == {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*")
            if path.is_file() and path.name != RECORD
        }
        names = {file.name for file in record.files}
        assert {"report.ipynb", "report.html", "report.pdf", "figures/01.svg"} <= names
        assert (record.language, record.period) == (client.language, "2026-10")
        assert {"coachkit", "matplotlib", "python"} <= set(record.inputs.versions)


def words_of(path):
    """All that can be read in a file: its text, a PDF's words, a picture's chunks of text."""
    content = path.read_bytes()
    found = [content.decode("utf-8", "replace"), path.name]
    if path.suffix == ".pdf":
        found.append(pdf_words(path))
    if path.suffix == ".png":
        with Image.open(path) as picture:
            found.append(json.dumps({k: str(v) for k, v in picture.info.items()}))
    if path.suffix == ".ipynb":
        found.append(json.dumps(json.loads(content), ensure_ascii=False))
    return re.sub(r"[\u00ad\u00a0\u202f]|base64,[A-Za-z0-9+/=]+", "", "\n".join(found))


def says(text, own):
    """Whether it stands there: a number by itself, not within a hash or a coordinate."""
    if own.isdecimal():
        return re.search(rf"(?<![\w.]){own}(?![\w.])", text) is not None
    return own in text


def pdf_words(path):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_no_client_is_in_anothers_output(workspace, resumed):
    for client in CLIENTS:
        home = workspace / "clients" / client.slug
        files = [
            path
            for part in ("runs", "documents")
            for path in (home / part).rglob("*")
            if path.is_file()
        ]
        assert len(files) > 6
        words = {path: words_of(path) for path in files}
        everything = "\n".join(words.values()).replace(",", "").replace("\u2009", "")
        for own in client.own:
            assert own in everything, (client.slug, own)
        for other in CLIENTS:
            if other is client:
                continue
            for path, text in words.items():
                for theirs in (*other.own, other.slug):
                    assert not says(text, theirs), (path, theirs)


def test_the_page_needs_no_network_no_kernel_and_no_script(workspace, resumed):
    page = (run_folder(workspace, CLIENTS[0]) / "report.html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link\b|src=\"(?!data:)|@import|url\((?!data:|#|&#39;)", page)
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg"') >= 2
    assert "@page{size:A4" in page
    assert str(workspace) not in page


def test_what_is_unchanged_is_left_alone_unless_told(workspace, resumed):
    before = records(workspace)
    same = coachkit(*BATCH, "-w", workspace)
    assert (same.returncode, records(workspace)) == (3, before)
    assert "Nothing has changed for 3 clients: left as they are." in same.stdout
    again = coachkit(
        *("run", "report", "--clients", "corvus", "--period", "2026-10", "--again"),
        *("-w", workspace),
    )
    assert (again.returncode, again.stdout.startswith("Made for 1 client.")) == (0, True)
    assert records(workspace)["corvus"].began > before["corvus"].began
    assert records(workspace)["corvus"].inputs == before["corvus"].inputs


def test_charts_are_made_as_png_too_where_they_are_wanted(workspace, resumed):
    words = ("run", "report", "--clients", "corvus", "--period", "2026-10", "-w", workspace)
    figures = run_folder(workspace, CLIENTS[2]) / "figures"
    assert {path.suffix for path in figures.iterdir()} == {".svg"}
    made = coachkit(*words, "--png")
    assert (made.returncode, made.stdout.startswith("Made for 1 client.")) == (0, True)
    drawn = sorted(path.stem for path in figures.glob("*.svg"))
    assert sorted(path.stem for path in figures.glob("*.png")) == drawn
    with Image.open(figures / "01.png") as picture:
        assert picture.width > 900
    assert "Nothing has changed for 1 client" in coachkit(*words, "--png").stdout
    assert "Nothing has changed for 1 client" in coachkit(*words).stdout


def test_an_output_that_was_touched_is_made_anew(workspace, resumed):
    page = run_folder(workspace, CLIENTS[1]) / "report.html"
    page.write_text("spoilt", encoding="utf-8")
    run = coachkit("run", "report", "--clients", "borealis", "--period", "2026-10", "-w", workspace)
    assert run.returncode == 0
    assert "Borealisbageriet" in page.read_text("utf-8")


def test_outputs_may_be_kept_at_an_address_and_are_left_alone_there_too(workspace, resumed):
    before = records(workspace)
    words = ("run", "report", "-c", "corvus", "--period", "2026-10", "--outputs", "memory://kept")
    told = [coachkit(*words, "-w", workspace).stdout.splitlines() for _ in range(2)]
    assert told == [
        ["Made for 1 client.", "They lie in memory://kept."],
        ["Nothing has changed for 1 client: left as it is.", "They lie in memory://kept."],
    ]
    files = fsspec.filesystem("memory")
    record = read_record(files.cat_file("/kept/corvus/2026-10-report-fi/run.json"))
    page = f"/kept/corvus/2026-10-report-fi/{record.within}/report.html"
    assert "Corvuskirjat" in files.cat_file(page).decode()
    assert records(workspace) == before
    files.rm("/kept", recursive=True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--clients", "amanita,nobody"), "nobody"),
        (("--clients", "all", "-p", "perod=1"), "perod"),
        (("--clients", "all", "-p", "period=2026-10"), "--period"),
        (("--clients", "all", "--language", "de"), "de"),
        ((), "filled in"),
    ],
)
def test_what_cannot_be_right_is_refused_before_anything_runs(workspace, words, said):
    before = sorted(workspace.rglob("*"))
    run = coachkit("run", "report", *words, "-w", workspace)
    assert (run.returncode in {1, 2}, said in run.stderr) == (True, True), run.stderr
    assert sorted(workspace.rglob("*")) == before


def test_no_month_is_refused_too(workspace):
    run = coachkit("run", "report", "--clients", "all", "--period", "2026-13", "-w", workspace)
    assert (run.returncode, "2026-13" in run.stderr) == (2, True)
