"""LinkedIn's exports: a page's sheets in three languages, a creator's two layouts."""

from datetime import date

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from coachkit.model.errors import UnreadableExport
from coachkit.model.observations import ValuesOf
from coachkit.platforms.exports import open_export
from tests.exports import linkedin, linkedin_creator
from tests.exports.workbook import workbook
from tests.platforms.invented import NOW, codes, whole

MADE = (*linkedin.twins(), *linkedin_creator.twins())
TWINS = {twin.name.removeprefix("linkedin/"): twin for twin in MADE}
CONTENT = "invented-boats_content_1788500000000.xls"
FOLLOWERS = "invented-boats_followers_1788500082754.xls"
NUMBERS = "creator/Content_2026-09-01_2026-09-10_AinoInvented.xlsx"
TEXTS = "creator/AggregateAnalytics_Aino Invented_2026-09-01_2026-09-10.xlsx"
COMPETITORS = [
    (date(2025, 7, 20), date(2026, 7, 19)),
    ("Page", "Novos seguidores", "Publicações", "Reações"),
    ("Other Boats", 1200, 80, 3500),
]


@pytest.fixture
def opened(tmp_path):
    def export(name, content=None):
        path = tmp_path / name.rpartition("/")[2]
        path.write_bytes(TWINS[name].content if content is None else content)
        return open_export(path, opened_at=NOW)

    return export


@pytest.fixture
def tables(opened):
    def read(name, content=None):
        return [whole(table) for table in opened(name, content).tables]

    return read


@pytest.mark.parametrize("language", ["pt", "es"])
def test_days_and_posts_are_the_same_in_every_language(tables, language):
    plain = tables(f"en/{CONTENT}")
    translated = tables(f"{language}/{CONTENT}")
    for (first, _), (second, _) in zip(plain, translated, strict=True):
        both = ["item", "published", "impressions", "clicks", "engagement_rate", "shares"]
        assert second[both].equals(first[both])
    assert translated[1][0]["format"].tolist()[0] == "video"


def test_sheets_are_known_by_their_headers_whatever_they_are_called(tables):
    rows = [("Date", "Impressions (total)", "Clicks (total)"), ("09/01/2026", 5, 1)]
    ((_, source),) = tables("renamed.xlsx", workbook({"Blad1": rows}))
    assert (source.format, source.sheet) == ("linkedin_page_days", "Blad1")


def test_rates_are_percent_of_impressions(tables):
    (days, of_days), (posts, of_posts) = tables(f"en/{CONTENT}")
    assert days["engagement_rate"].round(9).tolist() == [17, 0, 27.5]
    assert posts["click_through_rate"].round(9).tolist()[1:] == [5, 0, 7]
    assert of_days.metric("engagement_rate").denominator == "impressions"
    assert of_posts.metric("click_through_rate").denominator == "impressions"


def test_a_post_that_was_paid_for_is_a_row_of_its_own(tables):
    _, (posts, source) = tables(f"en/{CONTENT}")
    assert posts["item"].tolist()[2:] == [
        "urn:li:activity:6822000000000000013",
        "urn:li:activity:6822000000000000013#Autumn",
    ]
    assert codes(source) == []


@pytest.mark.parametrize(
    ("language", "net"), [("en", [4, -2, 6]), ("pt", [-1, 5, 4]), ("es", [-1, 8, 1])]
)
def test_the_total_of_followers_of_a_day_is_its_net_change(tables, language, net):
    (days, source), *people = tables(f"{language}/{FOLLOWERS}")
    assert days["net_follows"].tolist() == net
    assert source.metric("net_follows").total == 8
    # Beside it the sheets of places and jobs say how many there are: a stock.
    assert [of.metric("followers").total for _, of in people] == [None] * 5
    assert people[0][0]["followers"].tolist() == [2, 4]


def test_days_written_day_first_are_refused(tables):
    rows = [
        ("Data", "Impressões (total)", "Cliques (total)"),
        *((f"{day:02}/09/2026", 5, 1) for day in range(11, 15)),
    ]
    with pytest.raises(UnreadableExport) as refused:
        tables("dias.xlsx", workbook({"Métricas": rows}))
    assert (refused.value.code, refused.value.details["value"]) == ("bad_date", "13/09/2026")


def test_the_numbers_of_other_organisations_are_left_out(opened):
    days = [("Date", "Impressions (total)", "Clicks (total)"), ("09/01/2026", 5, 1)]
    export = opened("both.xlsx", workbook({"Metrics": days, "COMPETITORS": COMPETITORS}))
    assert [table.format for table in export.tables] == ["linkedin_page_days"]
    assert [(left.sheet, left.code) for left in export.skipped] == [
        ("COMPETITORS", "unknown_sheet")
    ]


def test_both_layouts_of_a_creator_say_the_same(tables):
    as_numbers, as_texts = tables(NUMBERS), tables(TEXTS)
    for (first, _), (second, _) in zip(as_numbers, as_texts, strict=True):
        # 0.07 times a hundred is not quite 7.
        assert_frame_equal(second, first, rtol=1e-12)


def test_what_a_creator_reached_in_all_is_one_row_with_its_period(tables):
    (total, source), *_ = tables(TEXTS)
    assert total["item"].tolist() == ["total"]
    assert (total["impressions"].tolist(), total["reach"].tolist()) == ([1550], [702])
    assert source.metric("reach").total is None
    assert source.covers == (date(2026, 9, 1), date(2026, 9, 10))


def test_a_day_can_take_engagements_back(tables):
    days, _ = tables(NUMBERS)[1]
    assert days["engagements"].tolist()[3] == -28


def test_two_lists_side_by_side_are_two_tables_of_the_same_posts(tables):
    (liked, of_liked), (seen, of_seen) = tables(TEXTS)[2:4]
    assert [source.sheet for source in (of_liked, of_seen)] == ["TOP POSTS", "TOP POSTS"]
    assert liked["engagements"].tolist() == [33, 51, 42]
    assert seen["impressions"].tolist() == [800, 700]
    assert set(seen["item"]) < set(liked["item"])
    assert "impressions" not in liked
    assert of_seen.values_of is ValuesOf.PERIOD


def test_an_empty_list_beside_a_full_one_is_named(opened):
    header = ("Post URL", "Post publish date", "Engagements", None)
    beside = ("Post URL", "Post publish date", "Impressions")
    link = "https://www.linkedin.com/feed/update/urn:li:activity:6822000000000000021"
    rows = [
        ("Maximum of 50 posts available to include in this list",),
        (),
        (*header, *beside),
        (None, None, None, None, link, "9/1/2026", "21"),
    ]
    export = opened(
        "AggregateAnalytics_A_2026-09-01_2026-09-10.xlsx", workbook({"TOP POSTS": rows})
    )
    ((frame, _),) = [whole(table) for table in export.tables]
    assert frame["impressions"].tolist() == [21]
    assert [(left.sheet, left.code) for left in export.skipped] == [("TOP POSTS", "no_rows")]


def test_the_line_above_the_days_says_how_many_follow_on_which_day(tables):
    (line, of_line), (days, of_days) = tables(TEXTS)[4:6]
    assert line["followers"].tolist() == [2571]
    assert of_line.covers == (date(2026, 9, 10), date(2026, 9, 10))
    assert of_line.granularity.value == "total"
    assert (days["item"].iloc[0], days["follows"].iloc[0]) == ("2026-09-01", 1)
    assert of_days.metric("followers") is None


def test_shares_of_an_audience_are_percent_and_the_smallest_are_missing(tables):
    audience, source = tables(NUMBERS)[6]
    assert audience["item"].tolist() == [
        "Job titles · Boat Builder",
        "Job titles · Teacher",
        "Locations · Umeå Municipality",
        "Companies · Invented Boats",
    ]
    assert audience["audience_share"].round(9).tolist()[:3] == [7, 2, 18]
    assert np.isnan(audience["audience_share"][3])
    assert source.metric("audience_share").denominator == "audience"
    assert codes(source) == ["below_threshold"]


def test_three_common_headers_in_a_text_file_are_not_taken_for_a_creators(tmp_path):
    path = tmp_path / "anything.csv"
    path.write_text("Date,Impressions,Engagements\n9/1/2026,5,1\n", encoding="utf-8")
    with pytest.raises(UnreadableExport) as refused:
        open_export(path, opened_at=NOW)
    assert refused.value.code == "unknown_format"
