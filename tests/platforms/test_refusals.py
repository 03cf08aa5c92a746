"""What cannot be trusted is refused, with its place; nothing is guessed."""

from datetime import UTC, datetime

import pytest
import xlsxwriter
import xlwt

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.exports import open_export
from tests.platforms.invented import (
    FACEBOOK,
    NOW,
    codes,
    facebook,
    facebook_row,
    only,
)


def refusal(path, **how) -> UnreadableExport:
    with pytest.raises(UnreadableExport) as refused:
        only(path, **how)
    return refused.value


def test_a_file_that_is_not_there(tmp_path):
    refused = refusal(tmp_path / "gone.csv")
    assert (refused.code, refused.details) == (
        "file_not_found",
        {"file": str(tmp_path / "gone.csv")},
    )


def test_a_folder(tmp_path):
    assert refusal(tmp_path).code == "is_a_folder"


def test_a_file_that_may_not_be_read(save, monkeypatch):
    path = save("x")

    def refuse(*_, **__):
        raise PermissionError

    # Root may read every file, so the refusal is played.
    monkeypatch.setattr(type(path), "open", refuse)
    assert refusal(path).code == "not_permitted"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n \n", b"\xff\xfe"])
def test_an_empty_file(save, content):
    assert refusal(save(content)).code == "empty_file"


def test_a_picture_under_another_name(save):
    refused = refusal(save(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"))
    assert (refused.code, refused.details["reason"]) == ("not_a_table", "binary")


def test_a_web_page_under_another_name(save):
    refused = refusal(save("<!DOCTYPE html><table><tr><td>1</td></tr></table>", "page.xls"))
    assert (refused.code, refused.details["reason"]) == ("not_a_table", "markup")


def test_a_letter(save):
    refused = refusal(save("Dear coach,\nplease find the numbers attached\n", encoding="utf-8"))
    assert (refused.code, refused.details["reason"]) == ("not_a_table", "no_columns")


def test_a_table_of_somebody_else(save):
    refused = refusal(save("Datum,Belopp\n2026-01-01,5\n"))
    assert (refused.code, refused.details["reason"]) == ("unknown_format", "headers")
    assert refused.details["value"] == "Datum, Belopp"


def test_a_table_with_a_header_and_nothing_else(save):
    assert refusal(save(FACEBOOK + "\n")).code == "no_rows"


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 and then nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x"]
)
def test_a_damaged_workbook(save, content):
    assert refusal(save(content, "a.xlsx")).code == "damaged_file"


def test_a_quote_that_is_never_closed(save):
    text = facebook(facebook_row(), facebook_row("5" * 15, title='"Cut in the mid'))
    refused = refusal(save(text))
    assert (refused.code, refused.details["row"]) == ("truncated", 3)


def test_a_text_cut_in_the_middle_of_a_letter(save):
    text = facebook(facebook_row(title="Båt"))[:-30].encode() + "å".encode()[:1]
    assert refusal(save(text)).code == "truncated"


def test_a_row_with_more_cells_than_the_header(save):
    refused = refusal(save(facebook(facebook_row(), facebook_row("6" * 15) + ",,9")))
    assert refused.code == "ragged_row"
    assert (refused.details["row"], refused.details["value"]) == (3, "9")
    assert refused.details["expected"] == 17


@pytest.mark.parametrize("spare", [",", ",,,,,"])
def test_blank_cells_beyond_the_header_are_nothing(save, spare):
    rows = [facebook_row(str(10**14 + n)) for n in range(100)]
    rows[-1] += spare
    _, source = only(save(facebook(*rows)), chunk_rows=30)
    assert source.items == 100


def test_a_late_row_with_many_more_cells(save):
    rows = [facebook_row(str(10**14 + n)) for n in range(100)]
    rows[-1] += ",,,,,x"
    refused = refusal(save(facebook(*rows)), chunk_rows=30)
    assert (refused.code, refused.details["row"]) == ("ragged_row", 101)


@pytest.mark.parametrize("value", ["12abc", "inf", "True", "1,5", "0x10", "1e5", "1.5", "++1"])
def test_what_is_no_count(save, value):
    cell = f'"{value}"' if "," in value else value
    refused = refusal(save(facebook(facebook_row(numbers=f"100,{cell},7,2,1,5,3"))))
    assert refused.code == "bad_number"
    details = refused.details
    assert (details["row"], details["column"], details["value"]) == (2, "Reach", value)
    assert details["expected"] == "whole_number"


@pytest.mark.parametrize(
    "value",
    ["jan-12", "12-jan", "Jan-12", "12.jan", "2025-03-01", "01.03.2025", "1.2E+05", "#NAME?"],
)
def test_what_a_spreadsheet_made_of_a_count(save, value):
    refused = refusal(save(facebook(facebook_row(numbers=f"100,{value},7,2,1,5,3"))))
    assert (refused.code, refused.details["value"]) == ("excel_damage", value)


@pytest.mark.parametrize("value", ["9.60221E+14", "9,60221E+14"])
def test_an_id_that_a_spreadsheet_cut_short(save, value):
    refused = refusal(save(facebook(facebook_row(f'"{value}"'))))
    assert (refused.code, refused.details["column"]) == ("excel_damage", "Post ID")


def test_ids_that_a_spreadsheet_rounded(save):
    rows = [facebook_row(f"122100000000{n:03}000") for n in range(4)]
    refused = refusal(save(facebook(*rows)))
    assert (refused.code, refused.details["row"]) == ("excel_damage", 2)


def test_an_id_that_is_none(save):
    refused = refusal(save(facebook(facebook_row("960221266197866.0"))))
    assert (refused.code, refused.details["value"]) == ("bad_id", "960221266197866.0")


@pytest.mark.parametrize(
    "value", ["18/03/2025 12:59", "02/30/2025 12:59", "03/18/25 12:59", "03/18/2025 25:00", "?"]
)
def test_what_is_no_date(save, value):
    refused = refusal(save(facebook(facebook_row(published=value))))
    assert (refused.code, refused.details["value"]) == ("bad_date", value)
    assert refused.details["column"] == "Publish time"


def test_two_layouts_of_dates_in_one_file(save):
    rows = (
        facebook_row(),
        facebook_row("7" * 15),
        facebook_row("8" * 15, published="2025-03-04 12:59"),
    )
    refused = refusal(save(facebook(*rows)))
    assert (refused.code, refused.details["row"]) == ("mixed_dates", 4)
    assert refused.details["expected"] == "%m/%d/%Y %H:%M"
    late = refusal(save(facebook(*rows)), chunk_rows=2)
    assert (late.code, late.details["row"]) == ("mixed_dates", 4)


@pytest.mark.parametrize("layout", ["2025-03-18 12:59", "2025-03-18 12:59:00", "18.03.2025 12:59"])
def test_dates_saved_again_in_one_layout_are_taken(save, layout):
    frame, _ = only(save(facebook(facebook_row(published=layout))))
    assert frame["published"].tolist() == [datetime(2025, 3, 18, 12, 59)]  # noqa: DTZ001 - no zone


def test_all_problems_are_told_at_once_up_to_twenty(save):
    rows = [facebook_row(str(10**14 + n), numbers="1,x,y,2,1,5,3") for n in range(30)]
    refused = refusal(save(facebook(*rows)))
    assert refused.details["count"] == 60
    assert len(refused.details["problems"]) == 20
    assert refused.details["problems"][1] == {
        "code": "bad_number",
        "row": 2,
        "column": "Reactions",
        "value": "y",
        "expected": "whole_number",
    }


def test_the_same_row_twice_is_one_item(save):
    frame, source = only(save(facebook(facebook_row(), facebook_row())))
    assert (source.rows, source.items, len(frame)) == (2, 1, 1)
    (warning,) = source.warnings
    assert (warning.code, warning.row, warning.details["count"]) == ("repeated_items", 3, 1)
    assert source.metric("views").total == 100


def test_rows_that_complete_each_other_are_one_item(save):
    rows = (facebook_row(numbers="100,,7,2,1,5,"), facebook_row(numbers="100,80,7,2,1,5,3"))
    frame, source = only(save(facebook(*rows)))
    assert frame[["row", "reach", "link_clicks"]].to_numpy().tolist() == [[2, 80.0, 3.0]]
    assert codes(source) == ["repeated_items"]


def test_rows_that_contradict_each_other_are_refused(save):
    rows = (facebook_row(), facebook_row("9" * 15), facebook_row(numbers="101,80,7,2,1,5,3"))
    refused = refusal(save(facebook(*rows)))
    assert refused.code == "conflicting_rows"
    details = refused.details
    assert (details["row"], details["other_row"], details["column"]) == (4, 2, "Views")
    assert (details["value"], details["other_value"]) == ("101.0", "100.0")


def test_the_same_post_of_two_pages_is_two_items(save):
    rows = (facebook_row(), facebook_row(page="100000000000002", numbers="5,4,3,2,1,0,0"))
    _, source = only(save(facebook(*rows)))
    assert source.items == 2
    assert source.accounts == ("100000000000001", "100000000000002")


def test_repetitions_are_seen_across_batches(save):
    rows = [facebook_row(str(10**14 + n)) for n in range(7)]
    frame, source = only(save(facebook(*rows, rows[0])), chunk_rows=2)
    assert (len(frame), source.items, source.rows) == (7, 7, 8)
    contradicting = rows[0].replace("100,80,7", "100,81,7")
    refused = refusal(save(facebook(*rows, contradicting)), chunk_rows=2)
    assert (refused.code, refused.details["row"]) == ("conflicting_rows", 9)
    assert refused.details["other_row"] == 2


def test_the_source_is_known_only_after_the_batches(save):
    (table,) = open_export(save(facebook(facebook_row())), opened_at=datetime.now(UTC)).tables
    with pytest.raises(RuntimeError):
        _ = table.source
    assert NOW.tzinfo is UTC


def test_a_stray_cell_in_the_far_corner_is_refused_before_it_takes_all_memory(tmp_path):
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "Date")
        sheet.write(1_048_575, 16_383, "x")
    refused = refusal(path)
    assert (refused.code, refused.details["value"]) == ("too_large", 1_048_576 * 16_384)


def test_an_old_workbook_whose_container_runs_in_circles(tmp_path):
    workbook = xlwt.Workbook()
    workbook.add_sheet("Visitor metrics").write(0, 0, "Date")
    path = tmp_path / "circle.xls"
    workbook.save(str(path))
    content = bytearray(path.read_bytes())
    table = (int.from_bytes(content[76:80], "little") + 1) * 512
    directory = int.from_bytes(content[48:52], "little")
    content[table + directory * 4 : table + directory * 4 + 4] = directory.to_bytes(4, "little")
    path.write_bytes(content)
    assert refusal(path).code == "damaged_file"
