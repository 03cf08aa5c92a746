"""Small observed months, written as a person would describe them."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from coachkit.evaluation.observed import Observed
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity, MetricSource, Platform, TableSource

EXPORTED = datetime(2026, 11, 20, 8, tzinfo=UTC)


def table_source(frame, *, covers=None, granularity=Granularity.POST, exported=EXPORTED, **more):
    days = frame["published"].dropna().dt.date
    metrics = tuple(
        MetricSource(
            metric=name,
            platform_name=name.title(),
            additive=METRICS[name].additive,
            total=None,
            missing=int(frame[name].isna().sum()),
            given=int(frame[name].notna().sum()),
        )
        for name in frame.columns
        if name in METRICS
    )
    told = {
        "file": "posts.csv",
        "sha256": "0" * 64,
        "platform": Platform.FACEBOOK,
        "format": "meta_facebook_posts",
        "granularity": granularity,
        "language": "en",
        "time_zone": "America/Los_Angeles",
        "day_precision": False,
        "exported": exported,
        "rows": len(frame),
        "items": len(frame),
        "first": days.min() if len(days) else None,
        "last": days.max() if len(days) else None,
        "covers": covers,
        "metrics": metrics,
    }
    return TableSource(**{**told, **more})


@pytest.fixture
def observe():
    def _observe(posts, *, covers=None, exported=EXPORTED, **more):
        """``posts``: dicts with ``published`` and metrics; the rest is filled in."""
        rows = [
            {"row": n + 2, "account": "1", "item": str(n), "format": "image", "text": "", **post}
            for n, post in enumerate(posts)
        ]
        frame = pd.DataFrame(rows).assign(permalink="", time_zone="America/Los_Angeles")
        frame["published"] = pd.to_datetime(frame["published"])
        frame["exported"] = pd.Timestamp(exported).tz_localize(None)
        source = table_source(frame, covers=covers, exported=exported, **more)
        return Observed(Platform.FACEBOOK, source.granularity, frame, (source,))

    return _observe


@pytest.fixture
def all_october():
    """The days in California between which all of October in Stockholm lies."""
    return (date(2026, 9, 30), date(2026, 10, 31))
