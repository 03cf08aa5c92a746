"""What waits in the inbox, what storing it would change, and the click that stores it."""

import os
from collections.abc import Iterator

import pytest

from coachkit.model.errors import NotWritable, StoreError
from coachkit.model.observations import Granularity, Platform
from coachkit.model.periods import Period
from coachkit.platforms.asking import Ask
from coachkit.platforms.told import Told
from coachkit.sessions import importing
from coachkit.sessions.answers import keep_answers, read_answers
from coachkit.sessions.importing import import_files
from coachkit.sessions.inbox import lying, preview_all, set_aside, store_waiting
from coachkit.sessions.undoing import last_import, undo_last
from coachkit.store.observations import Observations
from tests.sessions.conftest import OCTOBER, UNKNOWN, UNSAID, lying_in, posts

FACEBOOK = Told(platform=Platform.FACEBOOK)


def previews(store, said=None, started=lambda _: None):
    return preview_all(store, lying(store), said or {}, started)


def stored_posts(store):
    frame = store.observations.frame(Platform.FACEBOOK, Granularity.POST)
    return dict(zip(frame["item"], frame["views"], strict=True)) if len(frame) else {}


def test_an_empty_inbox_has_nothing_to_show(store):
    (store.inbox / "empty").mkdir()
    (store.inbox / ".DS_Store").write_bytes(b"x")
    assert previews(store) == ()


def test_a_file_is_recognised_and_what_would_change_is_told(store, put):
    put(OCTOBER, posts(0, 1, 2))
    (preview,) = previews(store)
    (table,) = preview.tables
    assert (preview.name, preview.can_be_stored, preview.asks) == (OCTOBER, True, ())
    assert (table.source.platform, table.source.items) == (Platform.FACEBOOK, 3)
    assert (table.change.new, table.change.known, table.change.changed) == (3, 0, 0)


def test_of_known_posts_the_sums_are_told_before_and_after(store, put):
    put(OCTOBER, posts(0, 1, 2))
    store_waiting(store, {})
    later = put("Oct-01-2026_Oct-31-2026_2.csv", posts(1, 2, 3, views=100))
    os.utime(later, (later.stat().st_mtime + 60,) * 2)
    (preview,) = previews(store)
    change = preview.tables[0].change
    assert (change.new, change.known, change.changed) == (1, 2, 2)
    assert change.sums == (("views", 180.0, 200.0),)


def test_looking_stores_nothing(store, put):
    put(OCTOBER, posts(0))
    put("a.zip", {"b.csv": posts(1)})
    before = lying_in(store.folder)
    previews(store)
    assert (store.observations.imports(), lying_in(store.folder)) == ((), before)


def test_what_is_stored_already_would_change_nothing(store, put):
    put(OCTOBER, posts(0))
    store_waiting(store, {})
    put("again.csv", posts(0))
    (preview,) = previews(store)
    assert (preview.already_there, preview.can_be_stored) == (True, False)
    assert [table.source.items for table in preview.tables] == [1]


def test_who_looks_is_told_of_each_file_as_its_turn_comes(store, put):
    put("b.csv", posts(0))
    put("a.zip", {"inner.csv": posts(1)})
    told = []
    previews(store, started=told.append)
    assert told == ["a.zip/inner.csv", "b.csv"]


def test_one_click_stores_whatever_can_be_and_keeps_the_originals(store, put):
    put(OCTOBER, posts(0))
    put("agency", {"deep/posts.csv": posts(1), ".DS_Store": b"x"})
    put("tube.zip", {"posts.csv": posts(2)})
    put("unknown.csv", UNKNOWN)
    done = store_waiting(store, {})
    assert {one.shown: one.refused and one.refused.code for one in done} == {
        OCTOBER: None,
        "agency/deep/posts.csv": None,
        "tube.zip/posts.csv": None,
        "unknown.csv": "unknown_format",
    }
    assert set(stored_posts(store)) == {"1000", "1001", "1002"}
    assert lying_in(store.inbox) == [
        "agency/.DS_Store",
        f"imported/{OCTOBER}",
        "imported/agency/deep/posts.csv",
        "imported/tube.zip",
        "unknown.csv",
    ]
    assert [preview.name for preview in previews(store)] == ["unknown.csv"]


def test_an_archive_stays_until_all_in_it_is_stored(store, put):
    put("a.zip", {"posts.csv": posts(0), "unknown.csv": UNKNOWN})
    store_waiting(store, {})
    assert lying_in(store.inbox) == ["a.zip"]
    assert {one.name: (one.already_there, bool(one.refused)) for one in previews(store)} == {
        "a.zip/posts.csv": (True, False),
        "a.zip/unknown.csv": (False, True),
    }


def test_one_file_can_be_stored_alone(store, put):
    put("a.csv", posts(0))
    put("b.csv", posts(1))
    done = store_waiting(store, {}, only="b.csv")
    assert [one.shown for one in done] == ["b.csv"]
    assert lying_in(store.inbox) == ["a.csv", "imported/b.csv"]


def test_an_original_never_takes_the_place_of_another(store, put):
    for number in range(3):
        put(OCTOBER, posts(number))
        store_waiting(store, {})
    assert lying_in(store.inbox / "imported") == [
        "Oct-01-2026_Oct-31-2026_1 (2).csv",
        "Oct-01-2026_Oct-31-2026_1 (3).csv",
        OCTOBER,
    ]


def test_facebook_or_instagram_is_asked_and_nothing_is_stored_before_it_is_said(store, put):
    put("days.csv", UNSAID)
    (preview,) = previews(store)
    assert (preview.asks, preview.can_be_stored) == ((Ask.PLATFORM,), False)
    assert [table.source.platform for table in preview.tables] == [Platform.META]
    (refused,) = store_waiting(store, {})
    assert refused.refused.code == "platform_unsaid"
    said = {"days.csv": FACEBOOK}
    (preview,) = previews(store, said)
    assert (preview.asks, preview.can_be_stored) == ((), True)
    (done,) = store_waiting(store, said)
    assert [table.platform for table in done.tables] == [Platform.FACEBOOK]


def test_what_was_said_outlives_the_page_and_goes_with_the_file(store, put):
    put("days.csv", UNSAID)
    told = Told(Platform.INSTAGRAM, "77", Period.month("2025-11"))
    keep_answers(store.inbox, {"days.csv": told, "gone.csv": told}, lying(store).names)
    assert read_answers(store.inbox) == {"days.csv": told}
    keep_answers(store.inbox, {"days.csv": told}, ())
    assert read_answers(store.inbox) == {}
    (store.inbox / ".said.json").write_text('{"days.csv": {"platform": "myspace"}}')
    assert read_answers(store.inbox) == {}


def test_a_refused_file_says_where_it_lies_and_can_be_set_aside(store, put):
    put("a.zip", {"bad.csv": posts(0).replace(b",90,", b",jan-12,")})
    (preview,) = previews(store)
    assert preview.refused.details["file"] == "a.zip/bad.csv"
    assert preview.refused.code == "excel_damage"
    set_aside(store, "a.zip/bad.csv")
    assert (previews(store), lying_in(store.inbox)) == ((), ["set-aside/a.zip"])


def test_an_archive_that_cannot_be_opened_is_named(store, put):
    put("torn.zip", b"PK\x03\x04" + bytes(50))
    (preview,) = previews(store)
    assert (preview.name, preview.refused.code) == ("torn.zip", "damaged_file")
    (done,) = store_waiting(store, {})
    assert (done.shown, done.refused.code) == ("torn.zip", "damaged_file")


def test_what_was_stored_together_is_undone_together_and_lies_in_the_inbox_again(store, put):
    put(OCTOBER, posts(0, views=50))
    store_waiting(store, {})
    put("agency", {"posts.csv": posts(1)})
    later = put("newer.csv", posts(0, views=70))
    os.utime(later, (later.stat().st_mtime + 60,) * 2)
    store_waiting(store, {})
    assert stored_posts(store) == {"1000": 70.0, "1001": 90.0}
    assert [one.file for one in last_import(store)] == ["newer.csv", "posts.csv"]
    undone = undo_last(store)
    assert sorted(undone.back) == ["agency/posts.csv", "newer.csv"]
    assert stored_posts(store) == {"1000": 50.0}
    assert [preview.name for preview in previews(store)] == ["agency/posts.csv", "newer.csv"]
    undo_last(store)
    assert stored_posts(store) == {}
    with pytest.raises(StoreError) as nothing:
        undo_last(store)
    assert nothing.value.code == "nothing_to_undo"


def test_undoing_an_import_from_elsewhere_moves_nothing(store, tmp_path):
    file = tmp_path / OCTOBER
    file.write_bytes(posts(0))
    import_files(store, [file])
    undone = undo_last(store)
    assert ([one.file for one in undone.imports], undone.back) == ([OCTOBER], ())
    assert file.is_file()


def test_an_import_that_changed_nothing_is_not_what_is_undone(store, put, tmp_path):
    put(OCTOBER, posts(0))
    store_waiting(store, {})
    file = tmp_path / "same.csv"
    file.write_bytes(posts(0))
    import_files(store, [file])
    assert [one.file for one in last_import(store)] == [OCTOBER]


def test_a_place_taken_meanwhile_is_left_to_who_took_it(store, put):
    put(OCTOBER, posts(0))
    store_waiting(store, {})
    put(OCTOBER, posts(1))
    assert undo_last(store).back == ("Oct-01-2026_Oct-31-2026_1 (2).csv",)


class _Torn(Exception):
    pass


def test_cut_short_between_storing_and_filing_nothing_is_lost_or_twice(store, put, monkeypatch):
    put("a.csv", posts(0))
    put("b.csv", posts(1))
    with monkeypatch.context() as torn:

        def cut(*_):
            raise _Torn

        torn.setattr("coachkit.sessions.inbox.file_away", cut)
        with pytest.raises(_Torn):
            store_waiting(store, {})
    assert {one.name: one.already_there for one in previews(store)} == {
        "a.csv": True,
        "b.csv": False,
    }
    store_waiting(store, {})
    assert lying_in(store.inbox) == ["imported/a.csv", "imported/b.csv"]
    assert set(stored_posts(store)) == {"1000", "1001"}


def test_an_undo_cut_short_is_finished_by_the_next(store, put, monkeypatch):
    put("a.csv", posts(0))
    store_waiting(store, {})
    with monkeypatch.context() as torn:

        def cut(self, number):
            raise _Torn

        torn.setattr(Observations, "remove", cut)
        with pytest.raises(_Torn):
            undo_last(store)
    assert [one.already_there for one in previews(store)] == [True]
    undo_last(store)
    assert [one.already_there for one in previews(store)] == [False]


def test_a_room_that_a_crash_left_is_swept(store, put):
    left = store.inbox / ".room-0123456789abcdef"
    (left / "a").mkdir(parents=True)
    (left / "a" / "posts.csv").write_bytes(posts(0))
    put("a.zip", {"posts.csv": posts(0)})
    previews(store)
    assert lying_in(store.inbox) == ["a.zip"]
    assert not left.exists()


def test_an_inbox_that_cannot_be_written_is_said(store, put, monkeypatch):
    put(OCTOBER, posts(0))

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coachkit.sessions.filing.private_folder", full)
    with pytest.raises(NotWritable) as refused:
        store_waiting(store, {})
    assert refused.value.code == "disk_full"
    monkeypatch.undo()
    assert (stored_posts(store), lying_in(store.inbox)) == ({"1000": 90.0}, [OCTOBER])


def test_a_file_is_read_batch_by_batch_when_it_is_stored(store, put, monkeypatch):
    put(OCTOBER, posts(0))
    handed = []
    monkeypatch.setattr(importing, "ahead", lambda batches: handed.append(batches) or batches)
    store_waiting(store, {})
    assert [isinstance(batches, Iterator) for batches in handed] == [True]
