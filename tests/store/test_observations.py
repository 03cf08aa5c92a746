"""Exports stored file by file, all of each or nothing, and read as one table."""

import os
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from pyarrow import parquet

from coachkit.model.errors import InvalidValue, NotWritable, StoreError, UnreadableExport
from coachkit.model.observations import ITEM_COLUMNS, Granularity, Platform

OCTOBER = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


def read(store, *columns):
    """What stands for Facebook posts, as lists by item."""
    frame = store.observations.frame(Platform.FACEBOOK, Granularity.POST, columns=columns)
    return frame[list(columns)].astype(object).where(frame.notna(), None).to_numpy().tolist()


def files(store):
    return sorted(path.name for path in (store.folder / "observations").iterdir())


def test_what_an_export_said_is_what_is_read(store, posts, export):
    frame = posts(
        item=["p1", "p2"],
        account=["7", "7"],
        published=["2026-10-01 09:30", "2026-10-02 00:00"],
        format=["image", None],
        text=["Hej, 🌲\nnew line", None],
        likes=[1, None],
        reach=[None, 2.5],
    )
    imported = store.observations.add(export("october.csv", frame))
    read_back = store.observations.frame(Platform.FACEBOOK, Granularity.POST)
    assert list(read_back) == [*ITEM_COLUMNS, "likes", "reach", "import_id", "time_zone"]
    pd.testing.assert_frame_equal(read_back[frame.columns], frame)
    assert list(read_back["import_id"]) == [imported.id] * 2
    assert list(read_back["time_zone"]) == ["America/Los_Angeles"] * 2


def test_batches_become_row_groups_of_one_file(store, posts, export):
    batches = [posts(item=["a"], likes=[1]), posts(item=["b", "c"], likes=[2, 3])]
    table = store.observations.add(export("long.csv", *batches)).tables[0]
    file = parquet.ParquetFile(table.path)
    sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
    assert sizes == [1, 2]
    first = file.metadata.row_group(0)
    packed = {file.schema_arrow.names[at]: first.column(at).compression for at in range(9)}
    assert (packed["row"], packed["text"]) == ("LZ4", "ZSTD")
    assert read(store, "item", "likes") == [["a", 1], ["b", 2], ["c", 3]]


def test_a_file_of_several_tables_is_one_import(store, posts, export):
    days = {"granularity": Granularity.DAY, "format": "totals"}
    both = export("zip", posts(item=["p"], likes=[1])) + export(
        "zip", posts(item=["2026-10-01"], likes=[5]), **days
    )
    imported = store.observations.add(both)
    assert [(table.import_id, table.position) for table in imported.tables] == [
        (imported.id, 0),
        (imported.id, 1),
    ]
    assert imported.already_there is False
    assert store.observations.sources() == imported.tables
    by_day = store.observations.frame(Platform.FACEBOOK, Granularity.DAY)
    assert list(by_day["item"]) == ["2026-10-01"]


def test_sources_say_where_everything_came_from(store, posts, export):
    store.observations.add(export("october.csv", posts(item=["p"], likes=[1])))
    (table,) = store.observations.sources()
    assert (table.source.file, table.source.format) == ("october.csv", "meta-posts")
    assert table.who == "Anna"
    assert table.imported_at == store.events()[-1].happened_at
    assert table.path.parent == store.folder / "observations"


def test_the_same_file_again_changes_nothing(store, posts, export):
    first = store.observations.add(export("october.csv", posts(item=["p"], likes=[1])))
    kept, told = files(store), store.events()
    again = store.observations.add(export("october.csv", posts(item=["p"], likes=[1])))
    assert (again.id, again.already_there, again.tables) == (first.id, True, first.tables)
    assert files(store) == kept
    assert store.events() == told


def test_a_known_file_is_known_before_it_is_read(store, posts, export):
    first = store.observations.add(export("october.csv", posts(item=["p"], likes=[1])))
    sha256 = first.tables[0].source.sha256
    assert store.observations.known(sha256).id == first.id
    assert store.observations.known("f" * 64) is None


def test_a_later_export_supersedes_item_by_item(store, posts, export):
    october = posts(item=["a", "b"], likes=[1, 2])
    november = posts(item=["b", "c"], likes=[20, 30])
    store.observations.add(export("october.csv", october, exported=OCTOBER))
    later = store.observations.add(export("november.csv", november, exported=NOVEMBER))
    assert read(store, "item", "likes", "import_id") == [
        ["a", 1, later.id - 1],
        ["b", 20, later.id],
        ["c", 30, later.id],
    ]


def test_what_counts_is_when_it_was_exported_not_when_it_was_imported(store, posts, export):
    newer = posts(item=["a"], likes=[20])
    older = posts(item=["a"], likes=[10])
    store.observations.add(export("november.csv", newer, exported=NOVEMBER))
    store.observations.add(export("october.csv", older, exported=OCTOBER))
    assert read(store, "item", "likes") == [["a", 20]]


def test_of_exports_of_one_moment_the_later_import_stands(store, posts, export):
    for number in (1, 2):
        store.observations.add(export(f"{number}.csv", posts(item=["a"], likes=[number])))
    assert read(store, "likes") == [[2]]


def test_a_later_export_without_the_column_does_not_erase_it(store, posts, export):
    october = posts(item=["a"], likes=[1], reach=[100], text=["words"])
    november = posts(item=["a"], likes=[2])
    store.observations.add(export("october.csv", october, exported=OCTOBER))
    store.observations.add(export("november.csv", november, exported=NOVEMBER))
    assert read(store, "likes", "reach", "text") == [[2, 100, "words"]]


def test_a_later_blank_does_not_erase_what_was_said(store, posts, export):
    store.observations.add(export("1.csv", posts(item=["a"], likes=[1]), exported=OCTOBER))
    store.observations.add(export("2.csv", posts(item=["a"], likes=[None]), exported=NOVEMBER))
    assert read(store, "likes") == [[1]]


def test_zero_is_something_that_was_said(store, posts, export):
    store.observations.add(export("1.csv", posts(item=["a"], likes=[1]), exported=OCTOBER))
    store.observations.add(export("2.csv", posts(item=["a"], likes=[0]), exported=NOVEMBER))
    assert read(store, "likes") == [[0]]


def test_what_nobody_said_stays_missing(store, posts, export):
    store.observations.add(export("1.csv", posts(item=["a", "b"], likes=[None, 0])))
    assert read(store, "item", "likes", "views") == [["a", None, None], ["b", 0, None]]


def test_the_same_item_of_two_accounts_is_two_items(store, posts, export):
    frame = posts(item=["a", "a", "a"], account=["1", "2", None], likes=[1, 2, 3])
    store.observations.add(export("1.csv", frame))
    assert read(store, "account", "likes") == [["1", 1], ["2", 2], [None, 3]]


def test_a_time_keeps_the_zone_it_was_written_in(store, posts, export):
    dated = posts(item=["a"], published=["2026-10-01 09:30"], likes=[1])
    dateless = posts(item=["a"], likes=[2])
    store.observations.add(export("1.csv", dated, exported=OCTOBER, time_zone="Europe/Helsinki"))
    store.observations.add(export("2.csv", dateless, exported=NOVEMBER, time_zone="UTC"))
    assert read(store, "published", "time_zone", "likes") == [
        [pd.Timestamp("2026-10-01 09:30"), "Europe/Helsinki", 2]
    ]


def test_two_formats_of_one_day_complete_each_other(store, posts, export):
    day = {"granularity": Granularity.DAY, "platform": Platform.X}
    overview = posts(item=["2026-10-01", "2026-10-02"], likes=[1, 2], follows=[3, None])
    legacy = posts(item=["2026-10-01"], likes=[9], detail_expands=[4])
    store.observations.add(export("o.csv", overview, **day, format="x-new", exported=NOVEMBER))
    store.observations.add(export("l.csv", legacy, **day, format="x-old", exported=OCTOBER))
    frame = store.observations.frame(Platform.X, Granularity.DAY, columns=["likes", "follows"])
    assert frame["likes"].tolist() == [1, 2]
    assert frame["follows"].tolist()[0] == 3
    assert bool(frame["follows"].isna()[1])
    only = store.observations.frame(
        Platform.X, Granularity.DAY, format="x-old", columns=["item", "likes", "detail_expands"]
    )
    assert only.drop(columns="import_id").to_numpy().tolist() == [
        ["2026-10-01", 9, 4, "America/Los_Angeles"]
    ]


def test_a_breakdown_is_superseded_as_a_whole(store, posts, export):
    by_country = {"granularity": Granularity.BREAKDOWN, "format": "by-country"}
    october = posts(item=["Finland", "Norway"], views=[1, 2])
    november = posts(item=["Finland", "Sweden"], views=[10, 30])
    ages = posts(item=["25–34"], views=[7])
    store.observations.add(export("2.csv", november, **by_country, exported=NOVEMBER))
    store.observations.add(export("1.csv", october, **by_country, exported=OCTOBER))
    store.observations.add(
        export("3.csv", ages, **by_country | {"format": "by-age"}, exported=OCTOBER)
    )
    frame = store.observations.frame(
        Platform.FACEBOOK, Granularity.BREAKDOWN, columns=["item", "views"]
    )
    assert frame[["item", "views"]].to_numpy().tolist() == [
        ["25–34", 7],
        ["Finland", 10],
        ["Sweden", 30],
    ]


def test_an_export_whose_date_has_no_zone_is_put_in_order_all_the_same(store, posts, export):
    naive = NOVEMBER.replace(tzinfo=None)
    store.observations.add(export("2.csv", posts(item=["a"], likes=[2]), exported=naive))
    store.observations.add(export("1.csv", posts(item=["a"], likes=[1]), exported=OCTOBER))
    assert read(store, "likes") == [[2]]


def test_posts_come_in_order_of_time_and_undated_ones_last(store, posts, export):
    published = ["2026-10-03", None, "2026-10-01"]
    frame = posts(item=["c", "x", "a"], published=published, likes=[1, 2, 3])
    store.observations.add(export("1.csv", frame))
    assert read(store, "item") == [["a"], ["c"], ["x"]]


def test_days_come_in_order_of_the_calendar(store, posts, export):
    day = {"granularity": Granularity.DAY}
    november = posts(item=["2026-11-02", "2026-11-01"], likes=[1, 2])
    store.observations.add(export("2.csv", november, **day, exported=NOVEMBER))
    store.observations.add(export("1.csv", posts(item=["2026-10-01"], likes=[3]), **day))
    frame = store.observations.frame(Platform.FACEBOOK, Granularity.DAY, columns=["item"])
    assert list(frame["item"]) == ["2026-10-01", "2026-11-01", "2026-11-02"]


def test_nothing_imported_is_an_empty_table_of_the_usual_columns(store):
    frame = store.observations.frame(Platform.X, Granularity.POST)
    assert (len(frame), list(frame)) == (0, [*ITEM_COLUMNS, "import_id", "time_zone"])
    assert frame["published"].dtype == "datetime64[us]"


def test_an_unknown_column_is_refused(store):
    with pytest.raises(InvalidValue) as refused:
        store.observations.frame(Platform.X, Granularity.POST, columns=["lieks"])
    assert (refused.value.code, refused.value.field) == ("unexpected", "columns")


def test_a_frame_can_be_changed_without_changing_the_next_one(store, posts, export):
    store.observations.add(export("1.csv", posts(item=["a", "b"], likes=[1, 2])))
    for _ in range(2):
        frame = store.observations.frame(Platform.FACEBOOK, Granularity.POST, columns=["likes"])
        assert frame["likes"].tolist() == [1, 2]
        frame.loc[0, "likes"] = 99


def test_what_another_process_imports_is_seen(store, posts, export, reopened):
    store.observations.add(export("1.csv", posts(item=["a"], likes=[1])))
    assert read(store, "likes") == [[1]]
    with reopened() as other:
        other.observations.add(
            export("2.csv", posts(item=["a"], likes=[2]), exported=NOVEMBER + timedelta(days=1))
        )
    assert read(store, "likes") == [[2]]


def test_a_removed_import_gives_way_to_what_it_superseded(store, posts, export):
    store.observations.add(export("1.csv", posts(item=["a"], likes=[1]), exported=OCTOBER))
    later = store.observations.add(export("2.csv", posts(item=["a"], likes=[2]), exported=NOVEMBER))
    store.observations.remove(later.id)
    assert read(store, "likes") == [[1]]
    assert [table.source.file for table in store.observations.sources()] == ["1.csv"]
    assert len(files(store)) == 1
    assert store.events()[-1].event == "import_removed"
    assert store.events()[-1].details == {"import_id": later.id, "file": "2.csv"}


def test_a_removed_file_can_be_imported_again_under_a_new_number(store, posts, export):
    first = store.observations.add(export("1.csv", posts(item=["a"], likes=[1])))
    store.observations.remove(first.id)
    again = store.observations.add(export("1.csv", posts(item=["a"], likes=[1])))
    assert (again.id, again.already_there) == (first.id + 1, False)


def test_an_unknown_import_cannot_be_removed(store):
    with pytest.raises(StoreError) as refused:
        store.observations.remove(9)
    assert (refused.value.code, refused.value.details) == ("unknown_import", {"import_id": 9})


def test_a_bad_row_half_way_leaves_nothing(store, posts, export):
    def broken():
        yield posts(item=["a"], likes=[1])
        raise UnreadableExport("bad_number", file="1.csv", row=3)

    good = export("1.csv", posts(item=["2026-10-01"], likes=[1]))
    told = store.events()
    with pytest.raises(UnreadableExport):
        store.observations.add([*good, (broken(), lambda: None)])
    assert files(store) == []
    assert store.observations.sources() == ()
    assert store.events() == told


def test_tables_of_two_files_are_not_one_import(store, posts, export):
    two = export("1.csv", posts(item=["a"])) + export("2.csv", posts(item=["b"]))
    with pytest.raises(InvalidValue) as refused:
        store.observations.add(two)
    assert (refused.value.code, refused.value.field) == ("not_allowed", "tables")
    assert files(store) == []


def test_a_file_without_tables_is_no_import(store):
    with pytest.raises(InvalidValue) as refused:
        store.observations.add([])
    assert (refused.value.code, refused.value.field) == ("missing", "tables")


def test_batches_of_one_table_must_have_the_same_columns(store, posts, export):
    for second, code in (
        (posts(item=["b"], likes=[1], reach=[1]), "unexpected"),
        (posts(item=["b"]), "missing"),
    ):
        with pytest.raises(InvalidValue) as refused:
            store.observations.add(export("1.csv", posts(item=["a"], likes=[1]), second))
        assert (refused.value.code, refused.value.field) == (code, "columns")
        assert files(store) == []


def test_a_column_that_is_no_metric_is_refused(store, posts, export):
    frame = posts(item=["a"], likes=[1]).rename(columns={"likes": "lieks"})
    with pytest.raises(InvalidValue) as refused:
        store.observations.add(export("1.csv", frame))
    assert (refused.value.code, refused.value.details) == ("unexpected", {"value": "lieks"})


def test_an_import_under_way_is_not_swept_away_by_another(store, posts, export, reopened):
    def slow():
        yield posts(item=["a"], likes=[1])
        with reopened() as other:
            other.observations.add(export("2.csv", posts(item=["b"], likes=[2])))
        yield posts(item=["c"], likes=[3])

    source = export("1.csv")[0][1]
    store.observations.add([(slow(), source)])
    assert sorted(read(store, "item")) == [["a"], ["b"], ["c"]]


def test_a_file_that_two_import_at_once_is_stored_once(store, posts, export, reopened):
    def overtaken():
        yield posts(item=["a"], likes=[1])
        with reopened() as other:
            other.observations.add(export("1.csv", posts(item=["a"], likes=[1])))

    imported = store.observations.add([(overtaken(), export("1.csv")[0][1])])
    assert imported.already_there is True
    assert len(files(store)) == 1
    assert read(store, "item", "likes") == [["a", 1]]


def test_a_full_disk_while_writing_leaves_nothing(store, posts, export, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(NotWritable) as refused:
            store.observations.add(export("1.csv", posts(item=["a"], likes=[1])))
    assert refused.value.code == "disk_full"
    assert files(store) == []
    assert store.observations.sources() == ()


def test_a_lost_file_is_named(store, posts, export):
    (table,) = store.observations.add(export("1.csv", posts(item=["a"], likes=[1]))).tables
    table.path.unlink()
    with pytest.raises(StoreError) as refused:
        store.observations.frame(Platform.FACEBOOK, Granularity.POST)
    assert (refused.value.code, refused.value.details) == ("gone", {"path": str(table.path)})


def test_a_damaged_file_is_named(store, posts, export):
    (table,) = store.observations.add(export("1.csv", posts(item=["a"], likes=[1]))).tables
    table.path.write_bytes(b"PAR1 no more")
    with pytest.raises(StoreError) as refused:
        store.observations.frame(Platform.FACEBOOK, Granularity.POST)
    assert (refused.value.code, refused.value.details) == ("damaged", {"path": str(table.path)})


def test_who_only_reads_imports_nothing(store, posts, export, reopened):
    with reopened(read_only=True) as reader, pytest.raises(NotWritable):
        reader.observations.add(export("1.csv", posts(item=["a"], likes=[1])))
    assert files(store) == []
