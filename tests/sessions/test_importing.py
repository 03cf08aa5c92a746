"""Files, folders and ZIPs into a client's store."""

import zipfile

from coachkit.model.mappings import ColumnMappings
from coachkit.model.observations import Granularity, Platform
from coachkit.model.periods import Period
from coachkit.platforms.told import Told
from coachkit.sessions import importing
from coachkit.sessions.importing import import_file, import_files
from coachkit.sessions.mapping import known_formats
from tests.sessions.conftest import OCTOBER, UNSAID, lying_in, posts


def drop(folder, **files):
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content)
    return folder


def test_a_folder_a_zip_and_a_file_are_imported_in_one_go_and_stay_where_they_are(store, tmp_path):
    folder = drop(tmp_path / "agency", one=posts(0), bad=b"")
    archive = tmp_path / "two.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("inner.csv", posts(1))
    file = tmp_path / OCTOBER
    file.write_bytes(posts(2))
    told = []
    done = import_files(store, [folder, archive, file], told.append)
    assert told == [one.shown for one in done]
    assert [(one.shown, one.refused and one.refused.code) for one in done] == [
        ("agency/bad.csv", "empty_file"),
        ("agency/one.csv", None),
        ("two.zip/inner.csv", None),
        (OCTOBER, None),
    ]
    assert len(store.observations.frame(Platform.FACEBOOK, Granularity.POST)) == 3
    assert (lying_in(folder), lying_in(store.inbox)) == (["bad.csv", "one.csv"], [])


def test_a_folder_that_is_not_there_stops_no_other(store, tmp_path):
    good = drop(tmp_path / "good", one=posts(0))
    done = import_files(store, [tmp_path / "none", good])
    assert [one.refused and one.refused.code for one in done] == ["file_not_found", None]


def test_the_same_content_twice_in_a_drop_is_stored_once(store, tmp_path):
    folder = drop(tmp_path / "twice", a=posts(0), b=posts(0))
    done = import_files(store, [folder])
    assert [one.already_there for one in done] == [False, True]
    assert len(store.observations.imports()) == 1


def test_what_a_person_says_is_taken_for_what_the_file_leaves_out(store, tmp_path):
    file = tmp_path / "days.csv"
    file.write_bytes(UNSAID)
    (unsaid,) = import_files(store, [file])
    told = Told(Platform.INSTAGRAM, "77", Period.month("2025-11"))
    (said,) = import_files(store, [file], told=told)
    assert unsaid.refused.code == "platform_unsaid"
    assert [(table.platform, table.accounts) for table in said.tables] == [
        (Platform.INSTAGRAM, ("77",))
    ]


def test_a_file_alone_needs_no_room_and_no_mark(store, tmp_path):
    file = tmp_path / OCTOBER
    file.write_bytes(posts(0))
    assert import_file(store, file).import_id == store.observations.imports()[0].id


def test_files_are_read_with_the_clients_own_matched_columns(store, tmp_path, monkeypatch):
    file = tmp_path / OCTOBER
    file.write_bytes(posts(0))
    known = []
    real = importing.open_export

    def opened(path, **how):
        known.append(how["known"])
        return real(path, **how)

    monkeypatch.setattr(importing, "open_export", opened)
    import_files(store, [file])
    assert store.load(ColumnMappings) is None
    assert known == [known_formats(store)]
