"""Google's web analytics, ads and search: what their tables mean beyond their counts."""

import pytest

from coachkit.platforms.exports import open_export
from tests.exports import analytics, google
from tests.platforms.invented import NOW, whole

TWINS = {twin.name: twin for twin in (*analytics.twins(), *google.twins())}


@pytest.fixture
def export(tmp_path):
    def opened(name: str):
        path = tmp_path / name.rpartition("/")[2]
        path.write_bytes(TWINS[name].content)
        return open_export(path, opened_at=NOW)

    return opened


def test_the_days_of_a_snapshot_are_counted_from_the_period_above_them(export):
    frame, _ = whole(export("ga4/Reports_snapshot.csv").tables[0])
    assert dict(zip(frame["item"], frame["active_users"], strict=True)) == {
        "2026-09-01": 12,
        "2026-09-02": 9,
        "2026-09-03": 14,
        "2026-09-04": 8,
        "2026-09-05": 3,
        "2026-09-06": 2,
        "2026-09-07": 11,
    }


def test_the_cards_of_a_snapshot_that_are_no_table_of_ours_are_named(export):
    opened = export("ga4/Reports_snapshot.csv")
    assert [(part.code, part.title) for part in opened.skipped] == [
        ("unknown_block", "Date, Week 0, Week 1"),
        ("no_rows", "Nth day, Total revenue"),
        ("no_rows", "Event name, Key events"),
        ("no_rows", "Platform, Key events"),
    ]
    assert {warning.code for warning in opened.warnings()} == {"block_skipped"}


def test_users_are_kept_as_analytics_counts_them_and_never_summed(export):
    (table,) = export("ga4/Pages_and_screens.csv").tables
    frame, source = whole(table)
    users = source.metric("active_users")
    assert frame["active_users"].tolist() == [45, 20]
    assert (users.total, users.platform_total, users.additive) == (None, 47, False)


def test_engaged_sessions_are_a_part_of_sessions_and_their_rate_is_a_percentage(export):
    (table,) = export("ga4/by_date.csv").tables
    frame, source = whole(table)
    assert source.metric("engagement_rate_sessions").denominator == "sessions"
    shares = frame["engaged_sessions"] / frame["sessions"] * 100
    assert frame["engagement_rate_sessions"].round(6).tolist() == shares.round(6).tolist()


def test_pages_within_channels_are_no_table_of_channels(tmp_path):
    path = tmp_path / "report.csv"
    path.write_text(
        "# Start date: 20260901\n# End date: 20260907\n"
        "Session default channel group,Landing page,Sessions\n"
        "Direct,/,18\nOrganic Search,/,30\nOrganic Search,/hundar,14\n",
        encoding="utf-8",
    )
    (table,) = open_export(path, opened_at=NOW).tables
    frame, source = whole(table)
    assert table.format == "ga4_by_landing_page_within_session_channel"
    assert frame["item"].tolist() == [
        "Direct · /",
        "Organic Search · /",
        "Organic Search · /hundar",
    ]
    assert source.warnings == ()


def test_a_cent_by_which_google_rounds_its_total_is_kept_and_no_cause_for_alarm(export):
    (table,) = export("google_ads/Campaign report.csv").tables
    _, source = whole(table)
    spent = source.metric("spend")
    assert round(spent.difference, 6) == 0.01
    assert [warning.code for warning in source.warnings] == ["repeated_names"]


def test_campaigns_of_one_name_stay_two_and_a_dash_is_not_zero(export):
    (table,) = export("google_ads/Campaign report.csv").tables
    frame, _ = whole(table)
    assert frame["item"].tolist() == [
        "Lyktor i höstmörkret",
        "Hundar, korta filmer",
        "Lyktor i höstmörkret (2)",
    ]
    assert frame["cost_per_thousand"].isna().tolist() == [False, False, True]
    assert frame["spend"].tolist() == [124.96, 6004.9, 0.0]


def test_what_ads_rates_are_parts_of_is_said(export):
    (table,) = export("google_ads/Campaign report.csv").tables
    _, source = whole(table)
    parts = ("click_through_rate", "interaction_rate", "conversion_rate")
    assert [source.metric(rate).denominator for rate in parts] == [
        "impressions",
        "impressions",
        "interactions",
    ]


def test_a_workbook_and_a_text_of_search_console_say_the_same(export):
    (text,) = export("search_console/Chart.csv").tables
    sheet, _ = export("search_console/nordlykta.example-Performance-on-Search.xlsx").tables
    of_text, of_sheet = whole(text)[0], whole(sheet)[0]
    rates = [frame["click_through_rate"].round(2).tolist() for frame in (of_text, of_sheet)]
    assert rates == [[0.0, 11.76, 7.14, 6.25]] * 2
    assert of_text["search_position"].tolist() == of_sheet["search_position"].tolist()
    assert (text.time_zone, text.platform) == ("America/Los_Angeles", "search")
