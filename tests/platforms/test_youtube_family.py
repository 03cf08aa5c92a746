"""YouTube Studio's downloads: a folder with a table, a chart's data and totals for every view."""

from datetime import date

import numpy as np
import pytest

from coachkit.model.observations import Granularity, ValuesOf
from coachkit.platforms.exports import open_export
from tests.exports.youtube import twins
from tests.platforms.invented import NOW, whole

TWINS = {twin.name.removeprefix("youtube/"): twin for twin in twins()}
IN_AUGUST = "2026-08-01_2026-09-01 Invented Boats"
CONTENT = f"Content {IN_AUGUST}/Table data.csv"


@pytest.fixture
def read(tmp_path):
    def opened(name, content=None):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(TWINS[name].content if content is None else content)
        (table,) = open_export(path, opened_at=NOW).tables
        return whole(table)

    return opened


def test_the_values_of_a_video_are_of_the_days_in_the_folders_name(read):
    frame, source = read(CONTENT)
    assert source.values_of is ValuesOf.PERIOD
    # The name ends with the day on which the period was over.
    assert source.covers == (date(2026, 8, 1), date(2026, 8, 31))
    assert frame["item"].tolist() == ["Sx0yt00000k", "b-_Dv50000A", "a2Dv500000A"]
    assert np.isnan(frame["views"][2])
    assert source.metric("views").missing == 1


def test_the_platforms_total_stands_beside_the_sum_of_the_rows(read):
    _, source = read(CONTENT)
    assert (source.metric("views").total, source.metric("views").platform_total) == (5084, 5100)
    assert source.metric("views").difference == 16
    assert source.metric("subscribers").difference == -3
    assert source.metric("impressions").difference == 0
    told = {(warning.code, warning.column) for warning in source.warnings}
    assert told == {("total_differs", "Views"), ("total_differs", "Subscribers")}


def test_rates_say_what_they_are_a_part_of(read):
    _, source = read(CONTENT)
    assert source.metric("impressions_click_through_rate").denominator == "impressions"
    _, source = read("Viewer age.csv")
    denominators = {m.metric: m.denominator for m in source.metrics if m.denominator}
    assert denominators == {
        "views_share": "views",
        "average_percentage_viewed": "video_length",
        "watch_time_share": "watch_time_hours",
    }


def test_the_data_of_the_chart_are_days_within_videos(read):
    frame, source = read(f"Content {IN_AUGUST}/Chart data.csv")
    assert source.granularity is Granularity.POST_DAY
    assert frame["item"].tolist() == [
        "Sx0yt00000k#2026-08-01",
        "Sx0yt00000k#2026-08-02",
        "b-_Dv50000A#2026-08-01",
        "b-_Dv50000A#2026-08-02",
    ]
    assert frame["views"].tolist() == [10, 30, 0, 7]
    assert frame["text"].tolist()[2:] == ["Hatches & oars"] * 2


def test_the_data_of_a_breakdowns_chart_are_days_within_parts(read):
    frame, source = read(f"Geography {IN_AUGUST}/Chart data.csv")
    assert source.granularity is Granularity.DAY_GROUP
    assert frame["item"].tolist() == [
        "SE#2026-08-01",
        "SE#2026-08-02",
        "FI#2026-08-01",
        "FI#2026-08-02",
    ]
    assert frame["published"].dt.day.tolist() == [1, 2, 1, 2]


def test_the_days_of_a_city_carry_its_name(read):
    frame, _ = read(
        "Chart data.csv",
        b"Date,Cities,City name,Views,Watch time (hours)\n2026-08-01,0x46f4,Oslo,5,0.5\n",
    )
    assert (frame["item"].tolist(), frame["text"].tolist()) == (["0x46f4#2026-08-01"], ["Oslo"])


def test_a_city_is_known_by_its_code_and_not_by_its_name(read):
    frame, source = read(f"Cities {IN_AUGUST}/Table data.csv")
    assert frame["item"].tolist() == ["0x46f4", "0x4692", "0x1"]
    assert source.metric("views").platform_total == 31


def test_a_day_without_views_is_a_zero_in_the_totals_and_no_row_in_the_table(read):
    table, told = read(f"Datum {IN_AUGUST}/Tabelldata.csv")
    totals, silent = read(f"Datum {IN_AUGUST}/Totalt.csv")
    assert (len(table), len(totals)) == (2, 31)
    assert [(w.code, w.details["days"]) for w in told.warnings] == [("days_missing", 16)]
    assert silent.warnings == ()
    assert int((totals["views"] == 0).sum()) == 6


def test_a_new_column_is_named_and_the_rest_is_read(read):
    content = TWINS[CONTENT].content.replace(
        b"Impressions click-through rate (%)", b"Thumbnail colour"
    )
    _, source = read(CONTENT, content)
    assert ("unknown_column", "Thumbnail colour") in {(w.code, w.column) for w in source.warnings}
    assert source.metric("impressions").total == 7400
