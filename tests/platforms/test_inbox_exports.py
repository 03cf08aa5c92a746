"""A table of conversations: read whole or refused with every row that is wrong."""

from datetime import UTC, datetime

import pandas as pd
import pytest
import xlsxwriter

from coachkit.language.explaining import explain
from coachkit.model.errors import UnreadableExport
from coachkit.platforms.inbox_exports import inbox_headings, read_inbox

OPENED = datetime(2026, 11, 20, 8, tzinfo=UTC)
ZONE = "Europe/Helsinki"


def read(tmp_path, text, name="inbox.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_inbox(path, opened_at=OPENED, zone=ZONE)


def refused(tmp_path, text):
    with pytest.raises(UnreadableExport) as found:
        read(tmp_path, text)
    return found.value


def test_conversations_are_read_with_what_is_said_of_them(tmp_path):
    table = read(
        tmp_path,
        "Received,Replied,Channel,Theme,Who\n"
        "2026-11-02 09:10,2026-11-02 09:40,Facebook,Opening hours,Maija M.\n"
        "2026-11-03 20:00,,Instagram,,Ville V.\n"
        "2026-11-03 21:00,2026-11-04 08:15,Facebook,Opening hours,Liisa L.\n",
    )
    assert list(table.questions.columns) == ["received", "replied", "channel", "theme"]
    assert table.questions["replied"].isna().tolist() == [False, True, False]
    assert table.questions["received"][0] == pd.Timestamp("2026-11-02 09:10")
    assert table.themes() == (("Opening hours", 2),)
    assert "Maija" not in table.questions.to_csv()


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nreceived;replied\n2026-11-02 09:10;2026-11-02 09:40\n",
        "Mottaget;Besvarat\n2.11.2026 09:10;2.11.2026 09.40\n",
        "Saapunut\tVastattu\n02.11.2026 09:10\t02.11.2026 09:40:00\n",
        "received,replied\n2026-11-02T07:10:00Z,2026-11-02T07:40:00+00:00\n",
    ],
)
def test_a_time_is_the_clients_however_it_is_written(tmp_path, text):
    table = read(tmp_path, text.removeprefix("sep=;\n"))
    assert table.questions["received"][0] == pd.Timestamp("2026-11-02 09:10")
    assert table.questions["replied"][0] == pd.Timestamp("2026-11-02 09:40")


def test_a_workbook_is_read_too(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "inbox.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["received", "replied"])
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_datetime(1, 0, pd.Timestamp("2026-11-02 09:10"), day)
    table = read_inbox(tmp_path / "inbox.xlsx", opened_at=OPENED, zone=ZONE)
    assert table.questions["received"][0] == pd.Timestamp("2026-11-02 09:10")


def test_every_row_that_is_wrong_is_told_at_once(tmp_path):
    found = refused(
        tmp_path,
        "received,replied\n"
        "03/11/2026 09:10,\n"
        ",2026-11-02 09:40\n"
        "2026-11-02 09:10,2026-11-01 09:40\n"
        "2026-12-24 09:10,\n"
        "2026-11-02,\n",
    )
    assert [(one["row"], one["code"]) for one in found.details["problems"]] == [
        (2, "not_a_moment"),
        (3, "no_question_time"),
        (4, "answered_before_asked"),
        (5, "not_yet"),
        (6, "not_a_moment"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("day,likes\n2026-11-02,4\n", "not_an_inbox"),
        ("received,replied\n", "no_rows"),
        ("received,asked,replied\n2026-11-02 09:10,x,\n", "repeated_heading"),
    ],
)
def test_what_is_no_table_of_conversations_is_refused(tmp_path, text, code):
    found = refused(tmp_path, text)
    assert found.code == code
    assert explain(found, "en")


def test_every_column_has_headings_in_all_languages():
    assert {"received", "mottaget", "saapunut", "replied", "besvarat", "vastattu"} <= set(
        inbox_headings()
    )
