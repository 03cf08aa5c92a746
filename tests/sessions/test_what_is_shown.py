"""Which stored tables become a page, up to when their values count, and what their totals say."""

import hashlib
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from coachkit.documents.html import html
from coachkit.documents.report import monthly_report
from coachkit.model.client import Client
from coachkit.model.observations import (
    Granularity,
    MetricSource,
    Platform,
    TableSource,
    ValuesOf,
)
from coachkit.model.periods import Period
from coachkit.sessions import dashboard
from coachkit.sessions.opening import now
from coachkit.sessions.reading import read_client
from coachkit.sessions.report import month_of
from coachkit.store.workspace import Workspace

OCTOBER = Period.month("2026-10")
COVERED = (OCTOBER.first, OCTOBER.last)
EXPORTED = datetime(2026, 11, 20, 8, tzinfo=UTC)


def table(name, frame, **about):
    """One export of that name, ready to be stored: days are the platform's own."""
    source = {
        "file": name,
        "sha256": hashlib.sha256(name.encode()).hexdigest(),
        "platform": Platform.YOUTUBE,
        "format": "a-test",
        "granularity": Granularity.POST,
        "language": "en",
        "time_zone": None,
        "day_precision": True,
        "exported": EXPORTED,
        "rows": len(frame),
        "items": len(frame),
        "first": None,
        "last": None,
        "covers": COVERED,
        "metrics": (),
    }
    made = TableSource(**{**source, **about})
    return [(iter([frame]), lambda: made)]


def rows(items, days, **metrics):
    return pd.DataFrame(
        {
            "row": range(2, len(items) + 2),
            "account": None,
            "item": items,
            "published": pd.to_datetime(days),
            "format": "video",
            "text": "",
            "permalink": "",
            **metrics,
        }
    )


@pytest.fixture
def store(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    with workspace.new_client(Client(slug="tube", name="Tube"), now=now, who="test") as opened:
        yield opened


@pytest.fixture
def shown(store, tmp_path):
    """Calling it reads the client as a page does."""
    return lambda: read_client(store.client.slug, str(tmp_path / "w"))


def test_only_platforms_with_posts_or_days_are_shown(store, shown):
    day = rows(["2026-10-01"], ["2026-10-01"], sessions=[5.0])
    for name, platform, granularity in (
        ("ads", Platform.META_ADS, Granularity.AD),
        ("mentions", Platform.MENTIONS, Granularity.MENTION),
        ("ages", Platform.TIKTOK, Granularity.BREAKDOWN),
        ("all", Platform.PINTEREST, Granularity.TOTAL),
        ("hours", Platform.X, Granularity.HOUR),
        ("site", Platform.WEBSITE, Granularity.DAY),
    ):
        store.observations.add(table(name, day, platform=platform, granularity=granularity))
    assert shown().platforms() == (Platform.WEBSITE,)


def test_a_site_says_what_its_days_came_to(store, shown, tmp_path):
    days = [f"2026-10-{day:02d}" for day in range(1, 32)]
    frame = rows(days, days, sessions=[2.0] * 31)
    store.observations.add(
        table("site", frame, platform=Platform.WEBSITE, granularity=Granularity.DAY)
    )
    page = dashboard.open_page({"client": "tube", "workspace": str(tmp_path / "w")})
    assert "Sessions in October 2026: 62." in page.finding.value


def test_a_video_is_as_old_as_its_period_lets_it_be_however_late_it_was_exported(store, shown):
    frame = rows(["a", "b"], ["2026-10-05", "2026-10-30"], views=[5.0, 1.0])
    store.observations.add(table("views", frame, values_of=ValuesOf.PERIOD))
    found = shown().metric(Platform.YOUTUBE, "views", OCTOBER)
    assert [(post.item, post.young) for post in found.posts] == [("a", False), ("b", True)]


def test_an_older_video_seen_in_the_period_is_no_post_of_any_month(store, shown):
    frame = rows(["a", "old"], ["2026-10-05", "2026-03-05"], views=[5.0, 900.0])
    store.observations.add(table("views", frame, values_of=ValuesOf.PERIOD))
    found = shown().metric(Platform.YOUTUBE, "views", OCTOBER)
    assert [month.value for month in found.months] == [None] * 11 + [5.0]


@pytest.fixture
def differing(store):
    """A month of a channel whose own total is more than its rows."""
    views = MetricSource(
        metric="views",
        platform_name="Views",
        additive=True,
        total=1980.0,
        platform_total=2052.0,
        missing=0,
        given=1,
    )
    frame = rows(["a"], ["2026-10-05"], views=[1980.0])
    store.observations.add(table("Table data.csv", frame, metrics=(views,)))


SENTENCE = (
    "YouTube, views: the platform's own total is 2,052, the rows add up to 1,980; 72 are in no "
    "row (Table data.csv)."
)


def test_a_total_that_rows_do_not_add_up_to_stands_with_the_sources(differing, tmp_path):
    page = dashboard.open_page({"client": "tube", "workspace": str(tmp_path / "w")})
    assert SENTENCE in page.sources.value.replace("&#39;", "'")


def test_the_report_has_the_same_sentence(differing, shown):
    report = html(monthly_report(month_of(shown(), ""), "en", date(2026, 11, 20)))
    assert SENTENCE in report.replace("&#39;", "'")
