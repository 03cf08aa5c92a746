"""What Meta's exports say, table by table: posts, series, audiences, old Insights, ads."""

from datetime import date

import numpy as np
import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.model.observations import Platform
from coachkit.platforms.dates import whole_days
from coachkit.platforms.exports import open_export
from coachkit.platforms.formats import formats
from coachkit.platforms.told import Told
from tests.exports import facebook_insights, meta, meta_ads, meta_insights
from tests.platforms.invented import NOW, only, whole

TWINS = {
    twin.name.partition("/")[2]: twin
    for family in (facebook_insights, meta, meta_ads, meta_insights)
    for twin in family.twins()
}
SUMMARY = "Jul-31-2026_Sep-29-2026_Content_Publish_time_Summary_771.csv"
INSIGHTS = "Facebook Insights Data Export"
HEADED = 'sep=,\n"{title}"\n"Date","Primary"\n'


@pytest.fixture
def twin(save):
    """Opens a twin by its name."""

    def of(name, told=None):
        wanted = TWINS[name]
        return open_export(save(wanted.content, name), opened_at=NOW, told=told or wanted.told)

    return of


def frames(export):
    return [whole(table)[0] for table in export.tables]


def sources(export):
    return [whole(table)[1] for table in export.tables]


def series(title, *rows):
    body = "".join(f'"{day}","{value}"\n' for day, value in rows)
    return (HEADED.format(title=title) + body).encode("utf-16")


def test_dashes_are_no_numbers_in_the_summary_of_2026(twin):
    (frame,) = frames(twin(SUMMARY))
    assert frame["seconds_viewed"].dropna().tolist() == [23400.0, 6012.5]
    assert frame["earnings"].isna().tolist() == [False, True, True, False]
    assert frame["format"].tolist() == ["reel", "image", "other", "reel"]


def test_words_made_bold_stay_as_they_were_written(twin):
    (frame,) = frames(twin(SUMMARY))
    assert frame["text"][0] == "𝗻𝘆𝗸𝗮𝗷𝗮𝗸 i sjön"  # noqa: RUF001  letters of a mathematical alphabet


def test_the_same_post_has_the_same_id_in_the_summary_and_before(save, twin):
    (summary,) = frames(twin(SUMMARY))
    header = "Post ID,Page ID,Page name,Title,Publish time,Post type,Date,Views,Reach"
    row = "122100000000000001,100000000000001,Sjöbris Kanot,Hej,08/03/2026 09:10,Reels,Lifetime,9,8"
    frame, _ = only(save(f"{header}\n{row}\n"))
    assert frame["item"][0] == summary["item"][0]
    assert frame["account"][0] == summary["account"][0]


def test_the_currency_stands_in_the_header(save):
    header = "Post ID,Page ID,Page name,Publish time,Views,Estimated earnings (EUR)"
    row = "122100000000000001,100000000000001,Sjöbris Kanot,08/03/2026 09:10,9,1.25"
    _, source = only(save(f"{header}\n{row}\n"))
    assert (source.metric("earnings").total, source.metric("earnings").currency) == (1.25, "EUR")
    assert source.warnings == ()


def test_an_id_that_a_spreadsheet_rounded_is_taken_from_the_link(twin):
    (frame,) = frames(twin("resaved_with_links.csv"))
    assert frame["item"].tolist() == ["960000000000001", "960000000000002"]


def test_a_title_says_whose_numbers_a_series_is_and_nobody_overrules_it(twin):
    told = Told(platform=Platform.FACEBOOK)
    follows = twin("Follows.csv", told)
    assert [table.platform.value for table in follows.tables] == ["facebook", "instagram"]
    untold = twin("Follows.csv", Told())
    assert [table.platform.value for table in untold.tables] == ["meta", "instagram"]


def test_winters_midnights_in_summer_time_are_the_same_days(twin):
    export = twin("Reach.csv")
    (frame,) = frames(export)
    assert frame["item"].tolist() == ["2025-03-08", "2025-03-09", "2025-03-10", "2025-03-11"]
    assert frame["published"][0].isoformat() == "2025-03-08T00:00:00"
    assert [source.day_precision for source in sources(export)] == [True]


def test_summers_midnights_in_winter_time_are_the_same_days(twin):
    (frame,) = frames(twin("Interactions.csv"))
    assert frame["item"].tolist() == ["2025-11-01", "2025-11-02", "2025-11-03", "2025-11-04"]


def test_a_midnight_may_lie_an_hour_off_and_no_more():
    moments = ["2026-01-01T00:00", "2026-01-01T01:00", "2025-12-31T23:00", "2026-01-01T01:01"]
    days = whole_days(np.array([*moments, "NaT"], "datetime64[us]"))
    first = np.datetime64("2026-01-01", "us")
    assert days[:3].tolist() == [first.item()] * 3
    assert np.isnat(days[3:]).all()


def test_a_series_that_is_not_known_is_not_taken_for_another(save):
    path = save(series("Watch time", ("2026-10-01T00:00:00", 5)))
    with pytest.raises(UnreadableExport) as refused:
        open_export(path, opened_at=NOW)
    assert refused.value.code == "unknown_format"


def test_capitals_of_a_title_do_not_matter(save):
    _, source = only(save(series("FACEBOOK  Reach", ("2026-10-01T00:00:00", 5))))
    assert (source.platform.value, source.metrics[0].metric) == ("facebook", "reach")


def test_reach_of_days_is_never_added_up(twin):
    (source,) = sources(twin("Reach.csv"))
    assert (source.metric("reach").given, source.metric("reach").total) == (4, None)


def test_an_audience_is_shares_of_the_followers(twin):
    ages, cities, countries, _ = twin("Audience.csv").tables
    frame, source = whole(ages)
    assert frame["item"].tolist() == [
        "18-24 · Women",
        "18-24 · Men",
        "25-34 · Women",
        "25-34 · Men",
    ]
    assert frame["audience_share"].tolist() == [10.6, 6.5, 46.0, 36.9]
    assert source.metric("audience_share").denominator == "followers"
    assert whole(cities)[0]["item"].tolist() == ["Umeå, Sweden", "Vasa, Finland"]
    assert whole(countries)[0]["audience_share"].tolist() == [75.1, 15.9, 2.1]


def test_what_is_left_out_of_an_audience_is_named(twin):
    (left,) = twin("Audience.csv").warnings()
    assert (left.code, left.details["title"]) == ("block_skipped", "Top pages")


def test_the_number_of_followers_stands_alone_below_its_title(twin):
    page, account, *_ = frames(twin("Audience_2023_resaved.csv"))
    assert (page["followers"].tolist(), account["followers"].tolist()) == ([1222.0], [398.0])


def test_torn_names_of_cities_are_put_together(twin):
    cities = frames(twin("Audience_2023_resaved.csv"))[3]
    assert cities["item"].tolist() == ["Vasa, Finland", "Umeå, Västerbottens län, Sweden"]
    assert cities["audience_share"].tolist() == [15.3, 8.7]


def test_the_second_header_row_tells_views_from_viewers(twin):
    name = f"{INSIGHTS} (Post Level) - Hamnbladet - 2014-01-01 - 2014-02-27.csv"
    (frame,) = frames(twin(name))
    assert frame["video_views_organic"].dropna().tolist() == [12.0]
    assert frame["row"].tolist() == [3, 4, 5]


def test_old_insights_write_seconds_as_thousandths(twin):
    name = f"{INSIGHTS} (Post Level) - Hamnbladet - 2014-01-01 - 2014-02-27.csv"
    (frame,) = frames(twin(name))
    assert frame["average_seconds_viewed"].tolist() == [0.0, 0.0, 4.5]


def test_old_insights_name_hours_of_half_a_day(twin):
    name = f"{INSIGHTS} (Post Level) - Hamnbladet - 2014-01-01 - 2014-02-27.csv"
    (frame,) = frames(twin(name))
    assert [moment.hour for moment in frame["published"]] == [4, 0, 22]
    assert set(frame["account"]) == {"hamnbladet"}


def test_weeks_and_towns_are_no_days(twin):
    (source,) = sources(twin(f"{INSIGHTS} - Hamnbladet - 2014-02-26 - 2014-02-28.csv"))
    assert [metric.metric for metric in source.metrics] == [
        "page_likes",
        "page_likes_gained",
        "page_likes_lost",
        "reach",
        "impressions",
        "page_views",
        "unique_visitors",
        "link_clicks",
    ]


def test_sheets_that_count_people_are_left_out_and_named(twin):
    export = twin(f"{INSIGHTS} (Post Level) - HB - 2017-07-27.xls")
    (left,) = export.warnings()
    assert (left.code, left.details["sheet"]) == (
        "sheet_skipped",
        "Lifetime Talking About This(...",
    )
    _, stories, _ = frames(export)
    assert stories["likes"].tolist() == [25.0, 33.0]


def test_a_sheet_of_actions_is_not_known_without_its_name(save):
    header = "Description,Post ID,Permalink,Post Message,Type,Posted,share,like,comment"
    row = ",1_2,https://www.facebook.com/x/posts/2,Hej,Video,2017-07-22T05:30:00,5,6,7"
    with pytest.raises(UnreadableExport) as refused:
        open_export(save(f"{header}\n{row}\n"), opened_at=NOW)
    assert refused.value.code == "unknown_format"


def test_the_row_without_a_name_is_metas_own_total(twin):
    (table,) = twin("Sjobris-Ads-Oct-1-2026-Oct-31-2026.xlsx").tables
    frame, source = whole(table)
    assert len(frame) == 3
    assert (source.metric("reach").total, source.metric("reach").platform_total) == (None, 9400.0)
    assert (source.metric("spend").difference, source.metric("spend").currency) == (0.0, "SEK")


def test_a_price_is_in_the_currency_that_another_header_names(twin):
    (source,) = sources(twin("Sjobris-Ads-Oct-1-2026-Oct-31-2026.xlsx"))
    assert source.metric("cost_per_result").currency == "SEK"
    assert source.metric("impressions").currency is None


def test_ads_of_one_name_are_two_ads(twin):
    (frame,) = frames(twin("Sjobris-Ads-Oct-1-2026-Oct-31-2026.xlsx"))
    name = 'Inlägg: "Kvällspaddling"'
    assert frame["item"].tolist() == [name, f"{name} (2)", "Vinterns kurser"]
    assert frame["results"].tolist()[:2] == [466.0, 120.0]


def test_results_of_several_kinds_are_not_added_up(twin):
    (source,) = sources(twin("ads.csv"))
    assert source.metric("results").total is None
    assert source.metric("click_through_rate").denominator == "impressions"


def test_an_ad_is_one_thing_in_september_and_another_in_october(twin):
    (table,) = twin("ads_by_month.csv").tables
    frame, source = whole(table)
    assert len(set(frame["item"])) == 3
    assert source.covers == (date(2026, 9, 1), date(2026, 10, 31))


def test_a_table_of_ages_is_not_a_table_of_campaigns(twin):
    with pytest.raises(UnreadableExport) as refused:
        twin("by_age.csv")
    assert refused.value.details["value"].startswith("Campaign name, Age, Reach")


def test_all_levels_of_ads_mean_the_same_by_a_header():
    levels = [known for known in formats() if known.platform is Platform.META_ADS]
    keys = {"item", "text"}
    said = {}
    for known in levels:
        for header, meaning in (*known.headers["en"].items(), *known.patterns["en"].items()):
            if not header.endswith((" ID", " name")):
                said.setdefault(header, []).append(meaning)
    assert len(levels) == 6
    assert {header for header, meanings in said.items() if len(meanings) != 6} == set()
    assert {header for header, meanings in said.items() if len(set(meanings)) > 1} == set()
    assert all(keys.isdisjoint(meanings) for meanings in said.values())
