"""The audit begins with what exports know of mentions and accounts."""

from datetime import date

import pandas as pd
import pytest

from coachkit.evaluation.outside_view import PostsOf, accounts_seen, mentions_heard
from coachkit.model.audit import HowOften, Tone
from coachkit.model.observations import Platform


def heard(*rows: tuple[str | None, str | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["where", "published", "sentiment"])
    return frame.assign(published=pd.to_datetime(frame["published"]))


def test_most_spoken_of_comes_first_with_its_count() -> None:
    frame = heard(
        ("b.example", "2026-10-01", None),
        ("a.example", "2026-10-02", None),
        ("a.example", "2026-10-30", None),
    )
    found = mentions_heard(frame, "October")
    assert [(one.where, one.count, one.source) for one in found.mentions] == [
        ("a.example", 2, "October"),
        ("b.example", 1, "October"),
    ]
    assert (found.n, found.places) == (3, 2)
    assert (found.first, found.last) == (date(2026, 10, 1), date(2026, 10, 30))


@pytest.mark.parametrize(
    ("n", "days", "often"),
    [
        (30, 30, HowOften.DAILY),
        (4, 30, HowOften.WEEKLY),
        (2, 60, HowOften.MONTHLY),
        (2, 200, HowOften.SELDOM),
        (1, 30, HowOften.ONCE),
    ],
)
def test_how_often_is_counted_over_all_days(n: int, days: int, often: HowOften) -> None:
    first = pd.Timestamp("2026-01-01")
    last = first + pd.Timedelta(days=days - 1)
    edges = [("z.example", str(first), None), ("z.example", str(last), None)]
    frame = heard(*[("a.example", str(first), None)] * n, *edges)
    found = {one.where: one.how_often for one in mentions_heard(frame, "x").mentions}
    assert found["a.example"] is often


@pytest.mark.parametrize(
    ("words", "tone"),
    [
        (["positive", "Positive", "negative"], Tone.WARM),
        (["positive", "negative"], Tone.MIXED),
        (["5", "0", "-5", "-2", "-1"], Tone.CRITICAL),
        (["neutral", None, "unknown"], Tone.NEUTRAL),
        (["unknown", None, "nan"], None),
    ],
)
def test_tone_is_that_of_most_judged_mentions(words: list[str], tone: Tone | None) -> None:
    frame = heard(*[("a.example", "2026-10-01", word) for word in words])
    assert mentions_heard(frame, "x").mentions[0].how is tone


def test_mentions_without_a_place_or_a_day_are_not_counted() -> None:
    frame = heard((None, "2026-10-01", None), (" ", "2026-10-01", None), ("a", None, None))
    found = mentions_heard(frame, "x")
    assert (found.mentions, found.n, found.first) == ((), 0, None)


def test_nobody_who_wrote_is_named() -> None:
    frame = heard(("a.example", "2026-10-01", None)).assign(author="Some Body")
    assert "Some Body" not in mentions_heard(frame, "x").mentions[0].model_dump_json()


def test_accounts_have_the_day_of_their_last_post() -> None:
    frame = pd.DataFrame(
        {
            "account": ["1", "1", "2"],
            "account_name": ["Shop", "Shop", None],
            "published": pd.to_datetime(["2026-10-01", "2026-11-02", "2026-09-01"]),
        }
    )
    found = accounts_seen([PostsOf(Platform.FACEBOOK, "Facebook", frame)])
    assert [(one.channel, one.handle, one.last_post) for one in found] == [
        ("Facebook", "2", date(2026, 9, 1)),
        ("Facebook", "Shop", date(2026, 11, 2)),
    ]
