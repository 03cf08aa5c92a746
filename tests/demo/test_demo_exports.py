"""The invented clients' exports: the same every time, and read as platforms would be read."""

import csv
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime

import pandas as pd
import pytest

from coachkit.model.client import Client
from coachkit.model.goals import Goals
from coachkit.model.shipped import shipped
from coachkit.platforms.exports import open_export

DEMO = shipped("data", "demo")
AFTER = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLIENTS = ("jarven-ystavat", "nordlykta")
MONTHS = [f"2025-{month}" for month in (11, 12)] + [f"2026-{month:02}" for month in range(1, 11)]
POSTS_A_MONTH = {
    ("jarven-ystavat", "facebook"): [13, 12, 13, 14, 13, 15, 14, 14, 9, 9, 10, 17],
    ("jarven-ystavat", "instagram"): [12, 10, 12, 16, 11, 0, 15, 13, 8, 10, 10, 14],
    ("jarven-ystavat", "x"): [10, 10, 12, 14, 10, 10, 7, 11, 6, 10, 7, 11],
    ("nordlykta", "facebook"): [13, 13, 17, 18, 17, 15, 15, 17, 6, 17, 12, 18],
    ("nordlykta", "instagram"): [12, 9, 12, 14, 15, 12, 15, 16, 6, 18, 9, 15],
}
PLATFORMS = ("facebook", "instagram", "linkedin", "x", "youtube")
READABLE_QUIRKS = {"twin_columns", "mixed_languages", "rows_without_item"}


@pytest.fixture(scope="module")
def tables():
    """What each table of each export says it is, and its items, by client and platform."""
    found = {}
    for key in [(client, platform) for client in CLIENTS for platform in PLATFORMS]:
        opened = [open_export(file, opened_at=AFTER) for file in exports(*key)]
        items = [(table, list(table.batches())) for export in opened for table in export.tables]
        found[key] = [(table.source, pd.concat(batches)) for table, batches in items]
    return found


@pytest.fixture(scope="module")
def sources(tables):
    """The sources alone, by client and platform."""
    return {key: [source for source, _ in both] for key, both in tables.items()}


@pytest.fixture(scope="module")
def posts(tables):
    """Every post of both clients; ``month`` as the platform's own clock has it."""
    frames = [
        items.assign(client=client, platform=platform)
        for (client, platform), both in tables.items()
        for source, items in both
        if source.granularity == "post"
    ]
    together = pd.concat(frames, ignore_index=True)
    return together.assign(month=together["published"].dt.strftime("%Y-%m"))


def exports(client, platform):
    return sorted((DEMO / client / "exports" / platform).rglob("*.*"))


def contents(folder):
    files = sorted(path for path in folder.glob("*/exports/**/*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def the_one(sources, format_):
    (found,) = [source for source in sources if source.format == format_]
    return found


def test_made_again_the_exports_are_the_same_to_the_byte(tmp_path):
    made = subprocess.run(
        [sys.executable, "-B", DEMO / "make.py", "--to", tmp_path], capture_output=True, check=False
    )
    assert (made.returncode, made.stderr) == (0, b"")
    assert contents(tmp_path) == contents(DEMO)


def test_they_are_small_enough_to_be_kept():
    assert sum(map(len, contents(DEMO).values())) < 3_000_000


@pytest.mark.parametrize(("client", "platform"), POSTS_A_MONTH)
def test_each_month_has_the_posts_of_its_file(posts, client, platform):
    mine = posts[(posts["client"] == client) & (posts["platform"] == platform)]
    counted = mine.groupby("month").size().reindex(MONTHS, fill_value=0)
    assert counted.tolist() == POSTS_A_MONTH[client, platform]


@pytest.mark.parametrize(("client", "platform"), POSTS_A_MONTH)
def test_only_known_quirks_are_warned_of(sources, client, platform):
    warned = {w.code for source in sources[client, platform] for w in source.warnings}
    assert warned <= READABLE_QUIRKS


def test_a_month_that_nobody_exported_is_covered_by_no_file(sources):
    covered = [source.covers for source in sources["jarven-ystavat", "instagram"]]
    months = [f"{first:%Y-%m}" for first, _ in sorted(covered)]
    assert months == [month for month in MONTHS if month != "2026-04"]


@pytest.mark.parametrize(
    ("client", "platform", "format_"),
    [
        ("nordlykta", "linkedin", "linkedin_page_days"),
        ("nordlykta", "linkedin", "linkedin_page_visitors"),
        ("nordlykta", "linkedin", "linkedin_page_followers"),
        ("nordlykta", "youtube", "youtube_days"),
        ("jarven-ystavat", "x", "x_overview"),
    ],
)
def test_a_table_of_days_has_every_day_of_the_year(sources, client, platform, format_):
    days = the_one(sources[client, platform], format_)
    assert (days.items, days.first.isoformat(), days.last.isoformat()) == (
        365,
        "2025-11-01",
        "2026-10-31",
    )


def test_the_days_of_youtube_add_up_to_its_own_total(sources):
    youtube = sources["nordlykta", "youtube"]
    views = the_one(youtube, "youtube_content").metric("views")
    days = the_one(youtube, "youtube_days").metric("views")
    assert views.total == views.platform_total == days.total


def test_the_days_of_linkedin_add_up_to_its_posts(sources):
    linkedin = sources["nordlykta", "linkedin"]
    days = the_one(linkedin, "linkedin_page_days").metric("impressions")
    assert days.total == the_one(linkedin, "linkedin_page_posts").metric("impressions").total


def test_no_post_is_seen_less_often_than_it_is_reached(posts):
    known = posts.dropna(subset=["views", "reach"])
    assert len(known) > 600
    assert known[known["views"] < known["reach"]].empty


def test_every_post_has_an_id_of_its_own(posts):
    meta = posts[posts["platform"].isin(["facebook", "instagram", "x"])]
    assert meta["item"].is_unique


@pytest.mark.parametrize("month", ["Jan", "Feb", "Jun"])
def test_values_left_in_english_twin_columns_are_found_there(month):
    (file,) = [path for path in exports("nordlykta", "facebook") if path.name.startswith(month)]
    with file.open(encoding="utf-8-sig", newline="") as text:
        header, *rows = list(csv.reader(text))
    blank = [row for row in rows if not row[header.index("Visningar")]]
    assert {len(row) < len(header) for row in rows} == {True, False}
    assert blank
    assert all(row[header.index("Views")] for row in blank)
    (table,) = open_export(file, opened_at=AFTER).tables
    assert next(table.batches())["views"].isna().sum() == 0


def test_columns_come_and_go_from_month_to_month():
    widths = set()
    for file in exports("jarven-ystavat", "facebook"):
        with file.open(encoding="utf-8-sig", newline="") as text:
            widths.add(len(next(csv.reader(text))))
    assert widths == {32, 33, 34, 38}


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("=1+1", id="what looks like a formula"),
        pytest.param("<b>", id="what looks like HTML"),
        pytest.param("*", id="what looks like Markdown"),
        pytest.param('"', id="quotation marks"),
        pytest.param("\n\n", id="line breaks"),
        pytest.param("❤️", id="emoji of two characters"),
        pytest.param("\N{MATHEMATICAL SANS-SERIF BOLD SMALL D}", id="bold letters"),
    ],
)
def test_texts_come_through_as_they_were_written(posts, said):
    assert posts["text"].str.contains(re.escape(said)).sum() >= 2


def test_some_pictures_have_no_words(posts):
    wordless = posts[posts["text"].isna() | (posts["text"] == "")]
    assert set(wordless["format"]) == {"image"}
    assert set(wordless["client"]) == set(CLIENTS)


def test_links_in_texts_lead_nowhere_real(posts):
    links = posts["text"].dropna().str.extractall(r"(https?://[^/\s]+)")[0]
    assert set(links) == {"https://example.org"}


@pytest.mark.parametrize("client", CLIENTS)
def test_in_october_one_goal_is_reached_one_nearly_and_one_missed(posts, client):
    written = tomllib.loads((DEMO / client / "goals.toml").read_text(encoding="utf-8"))
    parts = []
    for goal in Goals.model_validate(written).goals:
        mine = posts[(posts["client"] == client) & (posts["platform"] == goal.kpi.platform.value)]
        october = mine[mine["month"] == "2026-10"][goal.kpi.metric].sum()
        parts.append(october / goal.monthly_target)
    reached = [part >= 1 for part in parts]
    nearly = [0.9 <= part < 1 for part in parts]
    missed = [part < 0.7 for part in parts]
    assert (sum(reached), sum(nearly), sum(missed)) == (1, 1, 1)


@pytest.mark.parametrize("client", CLIENTS)
def test_the_client_is_what_its_folder_says(client):
    written = tomllib.loads((DEMO / client / "client.toml").read_text(encoding="utf-8"))
    assert Client.model_validate(written).slug == client


@pytest.mark.parametrize(
    ("client", "platform", "better", "ordinary"),
    [
        ("nordlykta", "facebook", "reel", "image"),
        ("nordlykta", "facebook", "text", "image"),
        ("nordlykta", "instagram", "reel", "image"),
        ("jarven-ystavat", "facebook", "video", "image"),
        ("jarven-ystavat", "instagram", "carousel", "image"),
    ],
)
def test_there_is_something_to_find(posts, client, platform, better, ordinary):
    mine = posts[(posts["client"] == client) & (posts["platform"] == platform)]
    views = mine.groupby("format")["views"].agg(["count", "median"])
    assert views.loc[better, "count"] >= 12
    assert views.loc[better, "median"] > 1.4 * views.loc[ordinary, "median"]


@pytest.mark.parametrize(("client", "month"), [("nordlykta", "03"), ("jarven-ystavat", "06")])
def test_one_post_a_year_goes_far_beyond_all_others(posts, client, month):
    mine = posts[(posts["client"] == client) & (posts["platform"] == "facebook")]
    first, second = mine["views"].nlargest(2).index
    assert mine.loc[first, "month"] == f"2026-{month}"
    assert mine.loc[first, "views"] > 5 * mine.loc[second, "views"]


def test_posts_say_different_things(posts):
    said = posts[posts["platform"] == "facebook"]["text"].dropna().str.slice(0, 60)
    assert said[said != ""].value_counts().max() <= 3
