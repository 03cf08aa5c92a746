"""X, YouTube and LinkedIn: their days, posts and breakdowns."""

from datetime import date, datetime

import numpy as np
import pytest
import xlsxwriter
import xlwt

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.exports import open_export
from tests.platforms.invented import NOW, codes, only, whole

X_CONTENT = (
    "Post id,Date,Post text,{link},Impressions,Likes,Engagements,Bookmarks,{shares},New follows,"
    "Replies,Reposts,Profile visits,{details},{urls},Hashtag Clicks,Permalink Clicks"
)
X_ROW = (
    '2088700000000000001,"Sat, Aug 15, 2026",Ahoy,https://x.com/InventedBoats/status/'
    "2088700000000000001,44,1,3,0,0,0,1,0,0,1,2,0,0"
)
LEGACY = (
    '"Tweet id","Tweet permalink","Tweet text","time","impressions","engagements",'
    '"engagement rate","retweets","likes","url clicks","promoted impressions"'
)
LEGACY_ROW = (
    '"1475800000000000001","https://twitter.com/InventedBoats/status/1475800000000000001","Ahoy",'
    '"2021-12-28 16:45 +0000","3423.0","18.0","0.0125","3.0","9.0","0.0","-"'
)
YOUTUBE = (
    "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,"
    "Impressions,Impressions click-through rate (%)\n"
    "Total,,,,5100,404.25,15,7400,3.06\n"
    'Sx0yt00000k,How to paddle,"Dec 18, 2022",4197,4632,354.5,16,3700,4.59\n'
    "a2Dv500000A,A deleted one,,3322,,,,312,0\n"
)


@pytest.mark.parametrize(
    "capitals",
    [
        {
            "link": "Post Link",
            "shares": "Shares",
            "details": "Detail Expands",
            "urls": "URL Clicks",
        },
        {"link": "Post link", "shares": "Share", "details": "Detail expands", "urls": "URL clicks"},
    ],
)
def test_posts_of_x_in_both_capitals(save, capitals):
    name = "account_analytics_content_2026-08-10_2026-08-16.csv"
    frame, source = only(save(f"{X_CONTENT.format(**capitals)}\n{X_ROW}", name, "utf-8"))
    assert frame["item"].tolist() == ["2088700000000000001"]
    assert frame["account"].tolist() == ["InventedBoats"]
    assert frame["published"].tolist() == [datetime(2026, 8, 15)]  # noqa: DTZ001 - no zone is told
    assert source.metric("link_clicks").total == 2
    assert source.time_zone is None
    assert source.day_precision is True
    assert source.covers == (date(2026, 8, 10), date(2026, 8, 16))


def test_days_of_x(save):
    text = (
        "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,"
        "Profile visits,Create Post,Video views,Media views\n"
        '"Tue, Aug 26, 2025",444,4,29,0,0,1,2,6,0,4,3,0,0\n'
        '"Mon, Aug 25, 2025",8893,19,164,5,0,5,0,7,0,104,8,0,0'
    )
    frame, source = only(save(text, encoding="utf-8"))
    assert source.format == "x_overview"
    assert frame["item"].tolist() == ["2025-08-26", "2025-08-25"]
    assert source.covers == (date(2025, 8, 25), date(2025, 8, 26))
    assert source.metric("posts_published").total == 11
    assert source.metric("unfollows").total == 2


def test_tweets_of_old_end_before_the_second_day_of_the_name(save):
    name = "tweet_activity_metrics_InventedBoats_20211201_20220101_en.csv"
    frame, source = only(save(f"{LEGACY}\n{LEGACY_ROW}\n", name, "utf-8"))
    assert source.format == "x_legacy_posts"
    assert source.time_zone == "UTC"
    assert source.covers == (date(2021, 12, 1), date(2021, 12, 31))
    assert frame["published"].tolist() == [datetime(2021, 12, 28, 16, 45)]  # noqa: DTZ001 - UTC
    assert source.metric("impressions").total == 3423
    assert frame["engagement_rate"].tolist() == [1.25]
    assert source.metric("promoted_impressions").missing == 1


def test_another_offset_than_utc_is_refused(save):
    with pytest.raises(UnreadableExport) as refused:
        only(save(f"{LEGACY}\n{LEGACY_ROW.replace('+0000', '+0200')}\n"))
    assert refused.value.code == "bad_date"


def test_days_of_old_twitter(save):
    text = (
        '"Date","Tweets published","impressions","engagements","engagement rate","retweets"\n'
        '"2021-08-01","0","1088","13","0.0119","0"\n"2021-08-02","2","1244","19","0.0152","0"\n'
    )
    _, source = only(save(text, encoding="utf-8"))
    assert source.format == "x_legacy_days"
    assert source.metric("posts_published").total == 2


def test_the_total_row_of_youtube_is_kept_apart(save):
    frame, source = only(save(YOUTUBE, encoding="utf-8"))
    assert (source.rows, source.items) == (2, 2)
    assert frame["row"].tolist() == [3, 4]
    assert source.metric("views").total == 4632
    assert source.metric("views").platform_total == 5100
    assert source.metric("watch_time_hours").platform_total == 404.25
    assert source.metric("views").missing == 1
    assert np.isnat(frame["published"].to_numpy()[1])
    assert (source.first, source.last) == (date(2022, 12, 18), date(2022, 12, 18))
    told = {(w.column, w.details["platform_total"]) for w in source.warnings if w.column}
    assert told >= {("Views", 5100.0), ("Watch time (hours)", 404.25)}
    assert set(codes(source)) == {"period_unsaid", "total_differs"}


def test_the_folder_of_a_youtube_download_tells_its_period(save):
    name = "Innehåll 2024-08-13_2024-09-10 Paddla/Tabelldata.csv"
    _, source = only(save(YOUTUBE, name, "utf-8"))
    assert source.covers == (date(2024, 8, 13), date(2024, 9, 9))
    assert "period_unsaid" not in codes(source)


def test_swedish_days_of_youtube_with_a_day_left_out(save):
    text = (
        "Datum,Visningar,Visningstid (timmar),Genomsnittlig visningslängd\n"
        "Totalt,143,14.2,0:05:16\n2024-08-16,142,14.1,0:05:58\n2024-08-14,1,0.1,0:00:58\n"
    )
    frame, source = only(save(text, "Tabelldata.csv", "utf-8"))
    assert (source.language, source.format) == ("sv", "youtube_days")
    assert frame["average_seconds_viewed"].tolist() == [358.0, 58.0]
    assert source.metric("average_seconds_viewed").platform_total == 316
    assert [(w.code, w.details["days"]) for w in source.warnings] == [("days_missing", 1)]


def test_a_single_series_of_days_is_known_only_if_nothing_in_it_is_strange(save):
    _, source = only(save("Date,Views\n2026-01-01,5\n", encoding="utf-8"))
    assert source.format == "youtube_days"
    with pytest.raises(UnreadableExport) as refused:
        only(save("Date,Views,Weather\n2026-01-01,5,rain\n", encoding="utf-8"))
    assert refused.value.code == "unknown_format"


def test_a_breakdown_says_what_it_is_broken_down_by(save):
    text = "Viewer age,Views (%),Average view duration\n13–17 years,0.61,0:04:40\n"
    frame, source = only(save(text, encoding="utf-8"))
    assert source.format == "youtube_by_viewer_age"
    assert source.granularity.value == "breakdown"
    assert frame["item"].tolist() == ["13–17 years"]
    assert (source.first, source.covers) == (None, None)


def test_days_within_videos_are_not_taken_for_videos(save):
    text = "Date,Content,Video title,Video publish time,Views\n2026-01-01,a,b,,5\n"
    frame, source = only(save(text, encoding="utf-8"))
    assert source.granularity.value == "post_day"
    assert frame["item"].tolist() == ["a#2026-01-01"]


def linkedin_sheets() -> dict[str, list[list[object]]]:
    link = "https://www.linkedin.com/feed/update/urn:li:activity:66822000000000000"
    header = (
        "Update title,Update link,Update type,Campaign name,Posted by,Created date,Impressions,"
        "Video views,Clicks,Click through rate (CTR),Likes,Comments,Shares,Follows,Engagement rate"
    )
    posts = list(header.split(","))
    return {
        "Visitor metrics": [
            ["Date", "Total page views (total)", "Total unique visitors (total)"],
            ["04/01/2020", 1.0, 1.0],
            ["04/02/2020", 2.0, 1.0],
        ],
        "Location": [["Location", "Total views"], ["Invented Area", 4.0]],
        "Update engagement": [
            ["Engagement metrics for individual updates. Created date indicates …"],
            posts,
            [
                "Hej",
                f"{link}01",
                "Organic",
                "",
                "A",
                44008.0,
                98.0,
                "",
                1.0,
                0.0102,
                2,
                0,
                0,
                "",
                0.03,
            ],
            [
                "Hej",
                f"{link}01",
                "Sponsored",
                "Summer",
                "A",
                44009.0,
                5.0,
                "",
                0,
                0,
                0,
                0,
                0,
                "",
                0.5,
            ],
        ],
        "Notes": [["Remember to call"]],
    }


def written_xlsx(path, sheets):
    with xlsxwriter.Workbook(str(path)) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def written_xls(path, sheets):
    workbook = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = workbook.add_sheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
    workbook.save(str(path))
    return path


@pytest.mark.parametrize("write", [written_xlsx, written_xls])
def test_several_sheets_of_a_linkedin_page(tmp_path, write):
    export = open_export(write(tmp_path / "page.xls", linkedin_sheets()), opened_at=NOW)
    assert [(table.sheet, table.format) for table in export.tables] == [
        ("Visitor metrics", "linkedin_page_visitors"),
        ("Location", "linkedin_page_visitors_by_location"),
        ("Update engagement", "linkedin_page_posts"),
    ]
    assert [(left.sheet, left.code) for left in export.skipped] == [("Notes", "unknown_sheet")]
    frame, source = whole(export.tables[2])
    assert frame["row"].tolist() == [3, 4]
    assert frame["item"].tolist() == [
        "urn:li:activity:6682200000000000001",
        "urn:li:activity:6682200000000000001#Summer",
    ]
    assert (source.first, source.last) == (date(2020, 6, 26), date(2020, 6, 27))
    assert frame["engagement_rate"].tolist() == [3.0, 50.0]
    assert frame["video_views"].isna().all()
    _, visitors = whole(export.tables[0])
    assert visitors.metric("page_views").total == 3
    assert visitors.metric("unique_visitors").total is None


def test_a_workbook_without_a_known_sheet_names_its_sheets(tmp_path):
    path = written_xlsx(tmp_path / "a.xlsx", {"Budget": [["Item", "Cost"], ["Boat", 5]]})
    with pytest.raises(UnreadableExport) as refused:
        open_export(path, opened_at=NOW)
    assert refused.value.code == "unknown_format"
    assert refused.value.details["value"] == "Budget"


def test_ids_that_excel_kept_as_numbers_are_refused(tmp_path):
    header = ["Post ID", "Account ID", "Publish time", "Permalink", "Post type", "Date", "Likes"]
    row = [18355151116178767, "17841", "03/18/2025 09:48", "https://x", "IG reel", "Lifetime", 3]
    path = written_xlsx(tmp_path / "a.xlsx", {"Sheet1": [header, row]})
    with pytest.raises(UnreadableExport) as refused:
        only(path)
    assert refused.value.code == "excel_damage"
    assert refused.value.details["column"] == "Post ID"
