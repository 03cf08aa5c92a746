"""The contract of ``coachkit inspect --json``."""

import json
import re
from pathlib import Path

import pytest
import xlsxwriter

from coachkit import platforms
from coachkit.model.errors import UnreadableExport
from coachkit.platforms.inspection import inspect
from tests.platforms.invented import NOW, facebook, facebook_row

STABLE = {
    "platform",
    "format",
    "granularity",
    "language",
    "rows",
    "items",
    "first",
    "last",
    "time_zone",
    "metrics",
    "warnings",
}


def described(path):
    return inspect(path, opened_at=NOW, explain=lambda warning: f"say {warning.code}")


def test_what_the_contract_promises(save):
    row = facebook_row(numbers="100,80,7,,1,5,3")
    said = described(save(facebook(row, row)))
    assert said.keys() >= STABLE
    assert json.loads(json.dumps(said)) == said
    assert (said["platform"], said["granularity"], said["language"]) == ("facebook", "post", "en")
    assert (said["rows"], said["items"]) == (2, 1)
    assert (said["first"], said["last"]) == ("2025-03-18", "2025-03-18")
    assert said["time_zone"] == "America/Los_Angeles"
    assert said["metrics"]["views"] == {
        "platform_name": "Views",
        "additive": True,
        "sum": 100,
        "missing": 0,
        "platform_total": None,
        "difference": None,
        "denominator": None,
        "currency": None,
    }
    assert (said["values_of"], said["title"], said["asks"]) == ("life", None, [])
    assert type(said["metrics"]["views"]["sum"]) is int
    assert said["metrics"]["reach"]["sum"] is None
    assert (said["metrics"]["comments"]["sum"], said["metrics"]["comments"]["missing"]) == (None, 1)
    assert said["warnings"] == [
        {
            "code": "repeated_items",
            "message": "say repeated_items",
            "row": 3,
            "column": "Post ID",
            "details": {"count": 1, "rows": "3"},
        }
    ]


def test_the_total_row_is_not_counted_but_told(save):
    said = described(
        save("Datum,Visningar,Visningstid (timmar)\nTotalt,9,1.25\n2024-08-13,9,1.2501\n")
    )
    assert (said["rows"], said["items"]) == (1, 1)
    assert said["metrics"]["watch_time_hours"]["sum"] == 1.2501
    assert said["metrics"]["watch_time_hours"]["platform_total"] == 1.25
    assert said["metrics"]["watch_time_hours"]["difference"] == -0.0001
    assert said["covers"] == ["2024-08-13", "2024-08-13"]


def test_of_several_tables_the_days_come_before_the_breakdowns(tmp_path):
    path = tmp_path / "page.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        places = workbook.add_worksheet("Location")
        places.write_row(0, 0, ["Location", "Total views"])
        places.write_row(1, 0, ["Invented Area", 4])
        days = workbook.add_worksheet("Visitor metrics")
        days.write_row(0, 0, ["Date", "Total page views (total)", "Total unique visitors (total)"])
        days.write_row(1, 0, ["04/01/2020", 2, 1])
        workbook.add_worksheet("Sheet3")
    said = described(path)
    assert said["format"] == "linkedin_page_visitors"
    assert [table["format"] for table in said["tables"]] == [
        "linkedin_page_visitors_by_location",
        "linkedin_page_visitors",
    ]
    assert said["skipped"] == [{"sheet": "Sheet3", "reason": "empty_sheet"}]
    assert [warning["code"] for warning in said["warnings"]] == ["sheet_skipped"]
    assert said["tables"][1]["warnings"] == []


def test_one_table_is_listed_too(save):
    said = described(save(facebook(facebook_row())))
    assert [table["format"] for table in said["tables"]] == ["meta_facebook_posts"]
    assert {key: said[key] for key in said["tables"][0]} == said["tables"][0]


def test_a_refused_file_raises(save):
    with pytest.raises(UnreadableExport):
        described(save("Datum,Belopp\n2026-01-01,5\n"))


def test_the_document_names_every_key_and_every_code(save):
    document = (Path(__file__).parents[2] / "docs" / "inspect-json.md").read_text(encoding="utf-8")
    said = described(save(facebook(facebook_row())))
    keys = {*said, *said["metrics"]["views"], "code", "message", "row", "column", "details"}
    assert {key for key in keys if key not in document} == set()
    codes = re.findall(r'note\(\s*"(\w+)"|ExportWarning\(\s*code="(\w+)"', _sources())
    assert {
        code for pair in codes for code in pair if code and f"`{code}`" not in document
    } == set()


def _sources() -> str:
    folder = Path(platforms.__file__).parent
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
