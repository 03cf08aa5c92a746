"""Sprout Social's profile reports: several profiles in one file, thousands and percent in cells."""

import pytest

from coachkit.platforms.exports import open_export
from tests.exports.sprout import twins
from tests.platforms.invented import NOW, whole

TWINS = {twin.name: twin for twin in twins()}
FACEBOOK = "sprout/Facebook Pages-09-01-2026-09-03-2026.csv"


@pytest.fixture
def profile(tmp_path):
    def read(name: str):
        path = tmp_path / name.rpartition("/")[2]
        path.write_bytes(TWINS[name].content)
        (table,) = open_export(path, opened_at=NOW).tables
        return whole(table)

    return read


def test_the_days_of_two_pages_in_one_file_stay_apart(profile):
    frame, source = profile("sprout/Facebook Pages of two.csv")
    assert source.accounts == ("Fyren", "Nordlykta")
    likes = frame.groupby("account")["page_likes"].apply(list).to_dict()
    assert likes == {"Fyren": [120, 121, 121], "Nordlykta": [2340, 2338, 2341]}
    assert source.warnings == ()


def test_thousands_and_percent_signs_in_the_cells_are_numbers(profile):
    frame, source = profile(FACEBOOK)
    assert frame["impressions"].tolist() == [1204, 310, 12950]
    assert frame["engagement_rate"].tolist() == [4.3, 0, 2.3]
    assert source.metric("engagement_rate").denominator == "impressions"


def test_how_many_like_the_page_is_a_stock_and_not_summed(profile):
    _, source = profile(FACEBOOK)
    assert [source.metric(name).total for name in ("page_likes", "net_page_likes")] == [None, 4]


def test_a_day_that_is_left_out_is_told_per_profile(profile):
    _, source = profile("sprout/Instagram Business Profiles-09-01-2026-09-03-2026.csv")
    assert [(w.code, w.details["days"]) for w in source.warnings] == [("days_missing", 1)]
