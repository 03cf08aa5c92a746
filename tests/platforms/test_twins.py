"""Invented exports in the shape of every genuine one are read right, or refused for a reason."""

import os

import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.exports import open_export
from tests.exports.make import every_twin
from tests.exports.twin import FILES, OPENED_AT, Table, Twin
from tests.platforms.invented import whole

TWINS = tuple(every_twin())
READ = [pytest.param(twin, id=twin.name) for twin in TWINS if twin.refused is None]
REFUSED = [pytest.param(twin, id=twin.name) for twin in TWINS if twin.refused is not None]


def opened(twin: Twin, tmp_path):
    """A copy made at the moment that the twins are opened: files tell their age."""
    path = tmp_path / twin.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(twin.content)
    moment = OPENED_AT.timestamp()
    os.utime(path, (moment, moment))
    return open_export(path, opened_at=OPENED_AT, told=twin.told)


def test_the_files_are_those_that_the_script_makes():
    made = {twin.path.relative_to(FILES): twin.content for twin in TWINS}
    there = {
        path.relative_to(FILES): path.read_bytes() for path in FILES.rglob("*") if path.is_file()
    }
    assert sorted(there) == sorted(made)
    assert [name for name in made if made[name] != there[name]] == []


@pytest.mark.parametrize("twin", READ)
def test_a_twin_is_read_as_it_was_made(twin, tmp_path):
    export = opened(twin, tmp_path)
    found = [described(whole(table)[1], expected) for table, expected in pairs(export, twin)]
    assert found == list(twin.tables)


@pytest.mark.parametrize("twin", REFUSED)
def test_a_twin_that_cannot_be_trusted_is_refused(twin, tmp_path):
    with pytest.raises(UnreadableExport) as refused:
        read(twin, tmp_path)
    assert refused.value.code == twin.refused


def read(twin, tmp_path):
    """Every table of the twin."""
    return [whole(table) for table in opened(twin, tmp_path).tables]


def pairs(export, twin):
    """Each table beside what is expected of it; the names of all if they are not as many."""
    names = [table.format for table in export.tables]
    assert names == [expected.format for expected in twin.tables]
    return zip(export.tables, twin.tables, strict=True)


def described(source, expected: Table) -> Table:
    """The source as the twin describes it: sums and totals of what the twin names."""

    def of(name: str, field: str) -> float | None:
        value = getattr(source.metric(name), field)
        return None if value is None else round(value, 6)

    currency = next((m.currency for m in source.metrics if m.currency), None)
    return Table(
        format=source.format,
        platform=source.platform.value,
        granularity=source.granularity.value,
        rows=source.rows,
        items=source.items,
        language=source.language,
        first=source.first,
        last=source.last,
        covers=source.covers if expected.covers else None,
        sums={name: of(name, "total") for name in expected.sums},
        totals={name: of(name, "platform_total") for name in expected.totals},
        currency=currency,
        warnings=tuple(sorted({warning.code for warning in source.warnings})),
    )
