"""What somebody drops: a file, a folder, a ZIP, and whatever else people put there."""

import os
import stat
import struct
import zipfile
from datetime import UTC, datetime

import pytest
import xlsxwriter

from coachkit.model.errors import NotWritable, UnreadableExport
from coachkit.platforms.archives import MOST_FILES
from coachkit.platforms.drops import dropped

YOUTUBE = "Content 2026-09-01_2026-10-01 Nordlykta"


def zipped(path, members, **how):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, **how)
    return path


def names(drop):
    return [file.shown for file in drop.files]


def read(drop, room):
    """By name, what each file holds, or the code of its refusal, which has to name it."""
    found = {}
    for file in drop.files:
        try:
            with file.at_hand(room) as path:
                found[file.shown] = path.read_bytes()
        except UnreadableExport as refused:
            found[refused.details["file"]] = refused.code
    return found


@pytest.fixture
def room(tmp_path):
    folder = tmp_path / "room"
    folder.mkdir(mode=0o700)
    return folder


def refusal_of(path):
    with pytest.raises(UnreadableExport) as caught:
        dropped(path)
    return caught.value.code


def test_a_file_by_itself_is_read_where_it_lies(tmp_path, room):
    file = tmp_path / "posts.csv"
    file.write_text("a")
    (only,) = dropped(file).files
    with only.at_hand(room) as path:
        assert (only.shown, path) == ("posts.csv", file)


def test_a_folder_is_looked_through_to_its_ends_and_a_zip_in_it_counts_as_a_folder(tmp_path, room):
    folder = tmp_path / "October"
    (folder / "meta").mkdir(parents=True)
    (folder / "empty").mkdir()
    (folder / "x.csv").write_text("x")
    (folder / "meta" / "posts.csv").write_text("posts")
    zipped(folder / "tube.zip", {"Totals.csv": "totals"})
    assert read(dropped(folder), room) == {
        "October/meta/posts.csv": b"posts",
        "October/tube.zip/Totals.csv": b"totals",
        "October/x.csv": b"x",
    }


@pytest.mark.parametrize(
    "name", [".DS_Store", "__MACOSX/._a.csv", "Thumbs.db", "desktop.ini", "~$a.xlsx", ".git/config"]
)
def test_what_systems_leave_behind_is_passed_over(tmp_path, room, name):
    archive = zipped(tmp_path / "a.zip", {name: "junk", "a.csv": "a"})
    with zipfile.ZipFile(archive) as unpacked:
        unpacked.extractall(tmp_path / "folder")
    assert names(dropped(archive)) == ["a.zip/a.csv"]
    assert names(dropped(tmp_path / "folder")) == ["folder/a.csv"]


def test_the_folder_of_an_unpacked_file_is_named_as_its_archive(tmp_path, room):
    archive = zipped(tmp_path / f"{YOUTUBE}.zip", {"Table data.csv": "a", "deep/er/b.csv": "b"})
    parents = []
    for file in dropped(archive).files:
        with file.at_hand(room) as path:
            parents.append(path.parent.name)
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert parents == [YOUTUBE, "er"]
    assert list(room.iterdir()) == []


def test_a_file_is_as_old_as_the_archive_says(tmp_path, room):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        dos = zipfile.ZipInfo("dos.csv", (2026, 10, 3, 4, 5, 6))
        archive.writestr(dos, "a")
        utc = zipfile.ZipInfo("utc.csv", (2026, 10, 3, 4, 5, 6))
        moment = int(datetime(2026, 9, 30, 12, tzinfo=UTC).timestamp())
        utc.extra = struct.pack("<HHBi", 0x5455, 5, 1, moment)
        archive.writestr(utc, "a")
        archive.writestr(zipfile.ZipInfo("silent.csv"), "a")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    made = {}
    for file in dropped(path).files:
        with file.at_hand(room) as unpacked:
            made[file.shown] = unpacked.stat().st_mtime
    local = datetime(2026, 10, 3, 4, 5, 6).astimezone()
    assert made == {
        "a.zip/dos.csv": local.timestamp(),
        "a.zip/utc.csv": moment,
        "a.zip/silent.csv": 1_700_000_000,
    }


def test_letters_are_read_also_from_a_mac_that_does_not_say_how_it_writes_them(tmp_path):
    path = zipped(tmp_path / "a.zip", {"Innehaxll.csv": "a"})
    content = path.read_bytes().replace(b"Innehaxll", "Inneh\u00e5ll".encode())
    path.write_bytes(content)
    assert names(dropped(path)) == ["a.zip/Innehåll.csv"]


def test_a_workbook_is_one_file_although_it_is_a_zip(tmp_path, room):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write(0, 0, "Date")
    assert names(dropped(path)) == ["book.xlsx"]
    archive = zipped(tmp_path / "a.zip", {"book.xlsx": path.read_bytes()})
    assert read(dropped(archive), room) == {"a.zip/book.xlsx": path.read_bytes()}


def test_an_archive_in_an_archive_is_refused_by_name(tmp_path, room):
    inner = zipped(tmp_path / "inner.zip", {"a.csv": "a"}).read_bytes()
    outer = zipped(tmp_path / "outer.zip", {"inner.zip": inner, "b.csv": "b", "c.rar": b"Rar!.."})
    assert read(dropped(outer), room) == {
        "outer.zip/b.csv": b"b",
        "outer.zip/c.rar": "other_archive",
        "outer.zip/inner.zip": "nested_archive",
    }


@pytest.mark.parametrize(
    "name",
    ["../out.csv", "a/../../out.csv", "/etc/out.csv", "C:\\out.csv", "..\\out.csv", "a\nb.csv"],
)
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path, room, name):
    archive = zipped(tmp_path / "a.zip", {name: "evil", "good.csv": "good"})
    found = read(dropped(archive), room)
    assert sorted(found.values(), key=str) == [b"good", "unsafe_name"]
    assert [path.name for path in tmp_path.rglob("*out*")] == []


def test_a_link_is_refused_in_an_archive_and_in_a_folder(tmp_path, room):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(secret))
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.csv").symlink_to(secret)
    assert read(dropped(path), room) == {"a.zip/link.csv": "is_a_link"}
    assert read(dropped(folder), room) == {"folder/link.csv": "is_a_link"}


def test_a_locked_part_is_refused_by_name_and_the_others_are_read(tmp_path, room):
    path = zipped(tmp_path / "a.zip", {"locked.csv": "a", "open.csv": "b"})
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flag in the part's own header, and in the list
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert read(dropped(path), room) == {"a.zip/locked.csv": "encrypted", "a.zip/open.csv": b"b"}


def test_a_part_whose_bytes_were_changed_is_damaged(tmp_path, room):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "Views,5")
    path.write_bytes(path.read_bytes().replace(b"Views,5", b"Views,9"))
    assert read(dropped(path), room) == {"a.zip/a.csv": "damaged_file"}
    assert list(room.iterdir()) == []


def test_a_torn_archive_is_damaged(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.csv": "a" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    assert refusal_of(path) == "damaged_file"


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", bytes(100_000_000))
    with pytest.raises(UnreadableExport) as caught:
        dropped(path)
    assert (caught.value.code, caught.value.details["reason"]) == ("too_large", "archive")


def test_more_files_than_anybody_exports_are_refused(tmp_path):
    many = {f"{n}.csv": "a" for n in range(MOST_FILES + 1)}
    archive = zipped(tmp_path / "many.zip", many)
    assert refusal_of(archive) == "too_many_files"
    with zipfile.ZipFile(archive) as unpacked:
        unpacked.extractall(tmp_path / "many")
    assert refusal_of(tmp_path / "many") == "too_many_files"


def test_a_list_too_long_to_be_read_is_not_read(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.csv": "a"})
    content = bytearray(path.read_bytes())
    end = content.rindex(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<I", 1 << 30)
    path.write_bytes(content)
    assert refusal_of(path) == "too_many_files"


def test_where_there_is_nothing_that_is_said(tmp_path):
    (tmp_path / "empty").mkdir()
    assert refusal_of(tmp_path / "empty") == "nothing_inside"
    assert refusal_of(zipped(tmp_path / "empty.zip", {})) == "nothing_inside"


def test_a_full_disk_is_no_fault_of_the_file(tmp_path, room):
    archive = zipped(tmp_path / "a.zip", {"a.csv": "a"})
    (file,) = dropped(archive).files
    (room / "a").write_text("something is in the way")
    with pytest.raises(NotWritable), file.at_hand(room):
        pass
