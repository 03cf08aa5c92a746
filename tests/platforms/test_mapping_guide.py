"""What docs/adding-a-format.md shows is what there is, and works as it stands."""

import re
from pathlib import Path

import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.model.shipped import shipped
from coachkit.platforms.exports import open_export
from coachkit.platforms.formats import ROLES, Format, NamedPeriod, Titled, read_format
from coachkit.platforms.recognition import recognised
from tests.exports.twin import OPENED_AT
from tests.platforms.invented import whole

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "adding-a-format.md"
TEXT = GUIDE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def block(kind: str) -> str:
    """The one block of that kind."""
    (found,) = [content for language, content in BLOCKS if language == kind]
    return found


@pytest.fixture
def example(tmp_path):
    path = tmp_path / "search_console_days.toml"
    path.write_text(block("toml"), encoding="utf-8")
    return read_format(path)


def test_the_example_is_the_format_that_ships():
    there = shipped("data", "formats", "search_console_days.toml").read_text(encoding="utf-8")
    assert block("toml") == there


def test_the_example_recognises_the_header_of_the_file_that_is_shown(example):
    header = block("csv").splitlines()[0].split(",")
    layout = recognised([header], [example])
    assert (layout.format.format, layout.unknown) == ("search_console_days", ())
    assert [column.meaning for column in layout.columns] == [
        "item",
        "clicks",
        "impressions",
        "click_through_rate",
        "search_position",
    ]


def test_the_example_reads_the_file_that_is_shown(example, save):
    (table,) = open_export(save(block("csv")), opened_at=OPENED_AT, known=[example]).tables
    _, source = whole(table)
    assert (source.items, source.metric("impressions").total) == (4, 56)
    assert source.time_zone == "America/Los_Angeles"


def test_the_twins_that_are_shown_are_read_or_refused_as_they_say(example, save):
    shown: dict = {}
    exec(compile(block("python"), str(GUIDE), "exec"), shown)
    good, damaged = shown["twins"]()
    (table,) = open_export(
        save(good.content, good.path.name), opened_at=OPENED_AT, known=[example]
    ).tables
    _, source = whole(table)
    (expected,) = good.tables
    assert (source.format, source.platform, source.granularity) == (
        expected.format,
        expected.platform,
        expected.granularity,
    )
    assert (source.rows, source.items) == (expected.rows, expected.items)
    assert (source.first, source.last) == (expected.first, expected.last)
    assert {metric.metric: metric.total for metric in source.metrics} == expected.sums
    with pytest.raises(UnreadableExport) as refused:
        whole(
            *open_export(
                save(damaged.content, damaged.path.name), opened_at=OPENED_AT, known=[example]
            ).tables
        )
    assert refused.value.code == damaged.refused


def test_every_field_and_every_role_is_explained():
    fields, roles = TEXT.split("| field |")[1].split("| role |")
    explained = set(re.findall(r"^\| `(\w+)`", fields, re.MULTILINE))
    assert explained == set(Format.model_fields)
    within = {*NamedPeriod.model_fields, *Titled.model_fields}
    assert within <= set(re.findall(r"`(\w+)`", fields))
    told = {word for row in re.findall(r"^\| (`.*?) \|", roles, re.MULTILINE)
            for word in re.findall(r"`(\w+)`", row)}  # fmt: skip
    assert told == ROLES


def test_the_commands_that_are_shown_exist():
    commands = [line for kind, content in BLOCKS if not kind for line in content.splitlines()]
    assert [line.split()[0] for line in commands] == [
        ".venv/bin/coachkit",
        ".venv/bin/python",
        "make",
    ]
    named = re.findall(r"`((?:tests|data|coachkit)/[\w/.]+)`", TEXT)
    assert [name for name in named if not (ROOT / name).exists()] == []
