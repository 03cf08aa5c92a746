"""Small files that would take all memory there is: refused, before any of it is taken."""

import io
import tracemalloc
import zipfile

import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.ooxml import ooxml_sheets
from coachkit.platforms.unpacking import TooLarge, blocks
from tests.platforms.ooxml_parts import SHEET, bomb, opened, sheet, strings, understate, write

FAR = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refusal(path) -> UnreadableExport:
    with pytest.raises(UnreadableExport) as refused:
        list(ooxml_sheets(opened(path)))
    return refused.value


def rows(path) -> list[list[object]]:
    ((name, cells, _),) = ooxml_sheets(opened(path))
    assert name == "S"
    return cells


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row><c r = 'XFD1048576'><v>1</v></c></row>",
        '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
        '<x:row><x:c s="0" r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
        '<row><c t=">" r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c\nr="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(tmp_path, far):
    refused = refusal(write(tmp_path / "far.xlsx", sheet=sheet(FAR + far)))
    assert refused.code == "too_large"
    assert refused.details["value"] >= 1_048_576 * 16_384


def test_a_far_row_and_cells_without_places(tmp_path):
    wide = f"<row>{'<c><v>1</v></c>' * 9_000}</row>"
    refused = refusal(write(tmp_path / "far.xlsx", sheet=sheet(wide + "<row/>" * 9_000 + wide)))
    assert (refused.code, refused.details["value"]) == ("too_large", 9_000 * 9_002)


def test_a_dimension_that_lies_changes_nothing(tmp_path):
    lying = sheet(FAR, above='<dimension ref="A1:XFD1048576"/>')
    assert list(rows(write(tmp_path / "a.xlsx", sheet=lying))) == [[1.0]]


def test_a_list_that_claims_to_be_long(tmp_path):
    listed = strings("<si><t>a</t></si>", 'count="400000000000" uniqueCount="400000000000"')
    refused = refusal(write(tmp_path / "a.xlsx", sheet=sheet(FAR), strings=listed))
    assert (refused.code, refused.details["value"]) == ("too_large", 400_000_000_000)


def test_one_long_word_in_very_many_cells(tmp_path):
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 9_001)
    )
    listed = strings(f"<si><t>{'a' * 100_000}</t></si>")
    refused = refusal(write(tmp_path / "a.xlsx", sheet=sheet(cells), strings=listed))
    assert refused.code == "too_large"
    assert refused.details["value"] > 9_000 * 100_000


@pytest.mark.parametrize(
    "cell",
    [
        '<c t="s" r="A1"><v>0</v></c>',
        "<c r='A1' t='s'><v>+0</v></c>",
        '<c r="A1" t="s" s="0"><v> 0 </v></c>',
        '<x:c r="A1" t="s"><x:v>0</x:v></x:c>',
    ],
)
def test_a_word_is_counted_however_its_cell_is_written(tmp_path, cell):
    listed = strings(f"<si><t>{'a' * 300_000}</t></si>")
    many = sheet(f"<row>{cell * 3_000}</row>")
    assert refusal(write(tmp_path / "a.xlsx", sheet=many, strings=listed)).code == "too_large"


def test_a_part_of_four_gigabytes_is_not_unpacked_to_its_end(tmp_path):
    path = bomb(tmp_path / "bomb.xlsx", SHEET, megabytes=4095)
    tracemalloc.start()
    refused = refusal(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (refused.code, refused.details["expected"]) == ("too_large", 1 << 29)
    assert refused.details["value"] <= (1 << 29) + (1 << 20)
    assert peak < 64 << 20


def test_a_part_that_says_less_than_it_unpacks_to(tmp_path):
    path = write(tmp_path / "a.xlsx", sheet=sheet(FAR * 100))
    understate(path, SHEET, 40)
    assert refusal(path).code == "damaged_file"


def test_a_list_of_parts_behind_another(tmp_path):
    path = write(tmp_path / "a.xlsx", sheet=sheet(FAR))
    path.write_bytes(path.read_bytes() + b"PK\x05\x06" + bytes(18))
    assert refusal(path).code == "damaged_file"


def test_an_archive_within_an_archive_is_no_workbook(tmp_path):
    path, inner = tmp_path / "42.xlsx", io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.bin", bytes(1 << 20))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(16):
            archive.writestr(f"lib {number}.zip", inner.getvalue())
    assert refusal(path).code == "damaged_file"


def test_parts_that_share_their_bytes_are_each_counted(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(1 << 20))
        for number in range(40):
            archive.filelist.append(_again(archive.getinfo("a"), f"{number}"))
    with pytest.raises(TooLarge):
        list(blocks(path, 8 << 20))


def _again(part: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    twin = zipfile.ZipInfo(name)
    for field in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
        setattr(twin, field, getattr(part, field))
    return twin


def test_more_parts_than_any_workbook_has(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", b"")
    assert refusal(path).code == "too_large"
