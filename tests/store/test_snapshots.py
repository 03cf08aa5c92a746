"""Exports as snapshots: what each said in turn, what one would change, and values of a period."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from coachkit.model.errors import InvalidValue
from coachkit.model.observations import (
    ITEM_COLUMNS,
    MENTION_COLUMNS,
    Granularity,
    Platform,
    TableSource,
    ValuesOf,
)
from coachkit.store.foreseeing import Foreseen

OCTOBER = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
ALL_OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
ALL_NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
BOTH_MONTHS = (date(2026, 10, 1), date(2026, 11, 30))


def period(covers, exported):
    """About an export that tells only what happened on those days."""
    return {"values_of": ValuesOf.PERIOD, "covers": covers, "exported": exported}


@pytest.fixture
def videos(posts):
    """Videos ``a`` of October and ``b`` of November, with these views."""

    def made(**views):
        published = {"a": "2026-10-05", "b": "2026-11-05", "old": "2019-01-01", "undated": None}
        return posts(
            item=list(views),
            published=[published[item] for item in views],
            views=list(views.values()),
        )

    return made


def stands(store, granularity=Granularity.POST, metric="views"):
    frame = store.observations.frame(Platform.FACEBOOK, granularity, columns=["item", metric])
    return dict(zip(frame["item"], frame[metric], strict=True))


def foresee(store, export, frame, file="new.csv", **about):
    ((frames, source),) = export(file, frame, **about)
    return store.observations.foresee(frames, source())


def test_a_part_of_an_older_posts_life_stands_for_nothing(store, videos, export):
    november = videos(a=4, b=50, old=9, undated=3)
    store.observations.add(export("10.csv", videos(a=100, old=8), **period(ALL_OCTOBER, OCTOBER)))
    store.observations.add(export("11.csv", november, **period(ALL_NOVEMBER, NOVEMBER)))
    assert stands(store) == {"a": 100, "b": 50}


def test_of_several_periods_the_one_that_ends_last_stands(store, videos, export):
    long = videos(a=104, b=50)
    store.observations.add(export("both.csv", long, **period(BOTH_MONTHS, NOVEMBER)))
    store.observations.add(export("10.csv", videos(a=100), **period(ALL_OCTOBER, LATER)))
    assert stands(store) == {"a": 104, "b": 50}


def test_of_one_period_exported_twice_the_later_export_stands(store, videos, export):
    store.observations.add(export("2.csv", videos(a=101), **period(ALL_OCTOBER, LATER)))
    store.observations.add(export("1.csv", videos(a=100), **period(ALL_OCTOBER, OCTOBER)))
    assert stands(store) == {"a": 101}


def test_a_period_that_nobody_knows_gives_way_to_one_that_is_known(store, videos, export):
    store.observations.add(export("1.csv", videos(a=7, b=8), **period(None, LATER)))
    store.observations.add(export("0.csv", videos(a=6, b=6), **period(None, OCTOBER)))
    assert stands(store) == {"a": 7, "b": 8}
    store.observations.add(export("10.csv", videos(a=100), **period(ALL_OCTOBER, OCTOBER)))
    assert stands(store) == {"a": 100, "b": 8}


def test_parts_are_kept_and_stand_again_when_the_rest_goes(store, videos, export):
    store.observations.add(export("10.csv", videos(a=100), **period(ALL_OCTOBER, OCTOBER)))
    both = store.observations.add(
        export("both.csv", videos(a=104), **period(BOTH_MONTHS, NOVEMBER))
    )
    assert stands(store) == {"a": 104}
    store.observations.remove(both.id)
    assert stands(store) == {"a": 100}


def test_days_are_superseded_one_by_one_whatever_the_period(store, posts, export):
    day = {"granularity": Granularity.DAY}
    first = posts(item=["2026-10-01", "2026-10-02"], views=[1, 2])
    second = posts(item=["2026-10-02"], views=[20])
    store.observations.add(export("1.csv", first, **day, **period(ALL_OCTOBER, OCTOBER)))
    store.observations.add(export("2.csv", second, **day, **period(ALL_OCTOBER, NOVEMBER)))
    assert stands(store, Granularity.DAY) == {"2026-10-01": 1, "2026-10-02": 20}


def test_an_ad_is_another_one_in_each_period(store, posts, export):
    ads = {"granularity": Granularity.AD, "platform": Platform.META_ADS}
    for name, covers, spend in (
        ("1", ALL_OCTOBER, 10),
        ("2", ALL_NOVEMBER, 30),
        ("3", ALL_OCTOBER, 11),
    ):
        frame = posts(item=["Spring"], spend=[spend])
        store.observations.add(export(name, frame, **ads, covers=covers))
    found = store.observations.frame(Platform.META_ADS, Granularity.AD, columns=["item", "spend"])
    assert list(found) == [
        "item",
        "spend",
        "import_id",
        "position",
        "covers_first",
        "covers_last",
        "time_zone",
    ]
    assert found["spend"].tolist() == [11, 30]
    assert found["covers_first"].dt.date.tolist() == [date(2026, 10, 1), date(2026, 11, 1)]
    assert found["covers_last"].dt.date.tolist() == [date(2026, 10, 31), date(2026, 11, 30)]


@pytest.mark.parametrize("granularity", [Granularity.BREAKDOWN, Granularity.TOTAL])
def test_a_whole_is_replaced_by_the_same_whole_alone(store, posts, export, granularity):
    def add(name, item, views, **about):
        frame = posts(item=[item], views=[views])
        store.observations.add(export(name, frame, granularity=granularity, **about))

    add("1", "Other", 1, title="Countries", covers=ALL_OCTOBER)
    add("2", "Other", 2, title="Cities", covers=ALL_OCTOBER)
    add("3", "Other", 3, title="Countries", covers=ALL_NOVEMBER)
    add("4", "Sweden", 4, title="Countries", covers=ALL_OCTOBER, exported=LATER)
    found = store.observations.frame(Platform.FACEBOOK, granularity)
    assert sorted(zip(found["item"], found["views"], strict=True)) == [
        ("Other", 2),
        ("Other", 3),
        ("Sweden", 4),
    ]


def test_mentions_keep_where_they_stood_and_who_wrote_them(store, posts, export):
    said = posts(item=["m1", "m2"], published=["2026-10-02", "2026-10-01"], reach=[10, None])
    frame = said.assign(
        where=["A paper", None], author=["A. Writer", ""], language="sv", country="SE", sentiment=""
    )
    about = {"granularity": Granularity.MENTION, "platform": Platform.MENTIONS}
    store.observations.add(export("m.csv", frame, **about))
    found = store.observations.frame(Platform.MENTIONS, Granularity.MENTION)
    assert list(found) == [*ITEM_COLUMNS, *MENTION_COLUMNS, "reach", "import_id", "time_zone"]
    assert found["item"].tolist() == ["m2", "m1"]
    assert found["where"].tolist()[1] == "A paper"
    assert bool(found["where"].isna()[0])
    chosen = store.observations.frame(
        Platform.MENTIONS, Granularity.MENTION, columns=["item", "author"]
    )
    assert chosen["author"].tolist() == ["", "A. Writer"]


@pytest.mark.parametrize("granularity", [Granularity.HOUR, Granularity.POST_DAY])
def test_hours_and_days_of_posts_are_superseded_one_by_one(store, posts, export, granularity):
    about = {"granularity": granularity}
    store.observations.add(
        export("1", posts(item=["x 1", "x 2"], views=[1, 2]), **about, exported=OCTOBER)
    )
    store.observations.add(export("2", posts(item=["x 2"], views=[3]), **about, exported=NOVEMBER))
    assert stands(store, granularity) == {"x 1": 1, "x 2": 3}


def test_what_belongs_to_facebook_or_instagram_nobody_knows_is_not_stored(store, posts, export):
    with pytest.raises(InvalidValue) as refused:
        store.observations.add(export("1.csv", posts(item=["a"]), platform=Platform.META))
    assert (refused.value.code, refused.value.field) == ("not_allowed", "platform")
    assert store.observations.sources() == ()


def test_what_each_export_said_of_an_item_is_told_oldest_first(store, posts, export):
    later = store.observations.add(
        export("2.csv", posts(item=["a", "b"], likes=[2, 9], views=[None, 9]), exported=NOVEMBER)
    )
    sooner = store.observations.add(
        export("1.csv", posts(item=["a"], likes=[1], views=[5]), exported=OCTOBER)
    )
    found = store.observations.snapshots(Platform.FACEBOOK, Granularity.POST, "a")
    assert [(one.import_id, one.file, one.exported, one.said) for one in found] == [
        (sooner.id, "1.csv", OCTOBER, {"likes": 1, "views": 5}),
        (later.id, "2.csv", NOVEMBER, {"likes": 2}),
    ]
    assert store.observations.snapshots(Platform.FACEBOOK, Granularity.POST, "zzz") == ()


def test_a_snapshot_of_a_period_says_which(store, videos, export):
    store.observations.add(export("11.csv", videos(a=4), **period(ALL_NOVEMBER, NOVEMBER)))
    (part,) = store.observations.snapshots(Platform.FACEBOOK, Granularity.POST, "a")
    assert (part.covers, part.said) == (ALL_NOVEMBER, {"views": 4})
    store.observations.add(export("b.csv", videos(b=4), exported=OCTOBER, covers=ALL_OCTOBER))
    (life,) = store.observations.snapshots(Platform.FACEBOOK, Granularity.POST, "b")
    assert life.covers is None


def test_snapshots_of_one_account_are_not_anothers(store, posts, export):
    both = posts(item=["a", "a"], account=["1", "2"], likes=[1, 2])
    store.observations.add(export("1.csv", both))
    (mine,) = store.observations.snapshots(Platform.FACEBOOK, Granularity.POST, "a", account="2")
    assert mine.said == {"likes": 2}


def test_of_a_first_export_everything_is_new(store, posts, export):
    assert foresee(store, export, posts(item=["a", "b"], likes=[1, 2])) == Foreseen(2, 0, 0)
    assert store.observations.sources() == ()


def test_what_a_later_export_would_change_is_foreseen_by_metric(store, posts, export):
    held = posts(item=["a", "b", "c"], likes=[1, 2, None], reach=[10, 20, 30], saves=[1, 1, 1])
    store.observations.add(export("1.csv", held, exported=OCTOBER))
    coming = posts(item=["b", "c", "d"], likes=[5, 7, 9], reach=[21, 30, 40], saves=[1, 1, 5])
    found = foresee(store, export, coming, exported=NOVEMBER)
    assert (found.new, found.known, found.changed) == (1, 2, 2)
    assert found.before == {"likes": 2, "saves": 2}
    assert found.after == {"likes": 5, "saves": 2}


def test_what_is_foreseen_is_what_then_stands(store, posts, export):
    store.observations.add(export("1.csv", posts(item=["a", "b"], views=[1, 2]), exported=OCTOBER))
    coming = posts(item=["a", "b"], views=[4, None])
    found = foresee(store, export, coming, exported=NOVEMBER)
    store.observations.add(export("2.csv", coming, exported=NOVEMBER))
    assert (found.changed, found.before, found.after) == (1, {"views": 3}, {"views": 6})
    assert sum(stands(store).values()) == 6


def test_an_export_older_than_what_is_known_would_change_nothing(store, posts, export):
    store.observations.add(export("2.csv", posts(item=["a"], likes=[2]), exported=NOVEMBER))
    found = foresee(store, export, posts(item=["a"], likes=[1]), exported=OCTOBER)
    assert (found.new, found.known, found.changed) == (0, 1, 0)
    assert found.before == found.after == {"likes": 2}


def test_an_item_is_known_by_its_account_too(store, posts, export):
    store.observations.add(export("1.csv", posts(item=["a"], account=["1"], likes=[2])))
    found = foresee(store, export, posts(item=["a", "a"], account=["1", None], likes=[3, 4]))
    assert (found.new, found.known, found.changed) == (1, 1, 1)


def test_parts_and_days_that_are_covered_already_are_counted(store, videos, export):
    first = (date(2026, 10, 20), date(2026, 11, 5))
    store.observations.add(export("1.csv", videos(a=100), **period(first, NOVEMBER)))
    found = foresee(store, export, videos(a=4, b=50, old=9), **period(ALL_NOVEMBER, NOVEMBER))
    assert (found.new, found.known, found.parts) == (1, 0, 2)
    assert (found.days, found.days_covered) == (30, 5)


def test_a_whole_is_compared_with_the_one_it_would_replace(store, posts, export):
    ages = {"granularity": Granularity.BREAKDOWN, "format": "ages"}
    store.observations.add(export("0", posts(item=["25–34"], views=[9]), **ages, sheet="other"))
    store.observations.add(export("1", posts(item=["25–34", "35–44"], views=[1, 2]), **ages))
    found = foresee(store, export, posts(item=["25–34", "45–54"], views=[5, 6]), **ages)
    assert (found.new, found.known, found.changed) == (1, 1, 1)
    assert (found.before, found.after) == ({"views": 1}, {"views": 5})


def test_an_ad_of_another_period_is_foreseen_as_new(store, posts, export):
    ads = {"granularity": Granularity.AD}
    store.observations.add(export("1", posts(item=["x"], spend=[1]), **ads, covers=ALL_OCTOBER))
    again = foresee(store, export, posts(item=["x"], spend=[2]), **ads, covers=ALL_OCTOBER)
    other = foresee(store, export, posts(item=["x"], spend=[2]), **ads, covers=ALL_NOVEMBER)
    assert (again.new, again.known, again.changed) == (0, 1, 1)
    assert (other.new, other.known) == (1, 0)


def test_what_could_not_be_stored_cannot_be_foreseen(store, posts, export):
    with pytest.raises(InvalidValue) as refused:
        foresee(store, export, posts(item=["a"]).rename(columns={"text": "words"}))
    assert (refused.value.code, refused.value.field) == ("unexpected", "columns")


def test_imports_are_told_the_newest_first_with_all_their_tables(store, posts, export):
    first = store.observations.add(export("1.csv", posts(item=["a"])))
    days = {"granularity": Granularity.DAY, "format": "days"}
    second = store.observations.add(
        export("2.zip", posts(item=["b"])) + export("2.zip", posts(item=["2026-10-01"]), **days)
    )
    found = store.observations.imports()
    assert [(one.id, one.file, one.who, len(one.tables)) for one in found] == [
        (second.id, "2.zip", "Anna", 2),
        (first.id, "1.csv", "Anna", 1),
    ]
    assert found[0].tables == second.tables
    assert found[0].imported_at > found[1].imported_at


def test_without_the_last_import_everything_stands_as_before(store, posts, export):
    store.observations.add(export("1.csv", posts(item=["a", "b"], likes=[1, 2]), exported=OCTOBER))
    before = store.observations.frame(Platform.FACEBOOK, Granularity.POST)
    store.observations.add(
        export("2.csv", posts(item=["b", "c"], likes=[9, 9], reach=[1, 1]), exported=NOVEMBER)
    )
    store.observations.remove(store.observations.imports()[0].id)
    after = store.observations.frame(Platform.FACEBOOK, Granularity.POST)
    pd.testing.assert_frame_equal(after, before)
    assert [one.file for one in store.observations.imports()] == ["1.csv"]


def test_a_period_still_running_counts_until_it_was_exported(export):
    ((_, source),) = export("1.csv", **period(ALL_NOVEMBER, OCTOBER))
    running: TableSource = source()
    assert running.counted_until == OCTOBER
    over = running.changed(exported=LATER)
    assert over.counted_until.isoformat() == "2026-12-01T00:00:00-08:00"
    assert over.changed(values_of=ValuesOf.LIFE).counted_until == LATER
