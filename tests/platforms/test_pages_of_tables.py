"""Several tables in one file: stacked, side by side, or lying otherwise than in rows."""

from datetime import date

import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.platforms.exports import open_export
from coachkit.platforms.formats import Format
from coachkit.platforms.told import Told
from tests.platforms.invented import NOW, whole

SERIES = Format.model_validate(
    {
        "format": "invented_series",
        "platform": "meta",
        "granularity": "day",
        "source": "invented",
        "needs": ["item", "titled"],
        "dates": ["%Y-%m-%d"],
        "stacked": True,
        "headers": {"en": {"Date": "item", "Primary": "titled"}, "sv": {"Datum": "item"}},
        "titled": [
            {"titles": {"en": "facebook reach"}, "metric": "reach", "platform": "facebook"},
            {"titles": {"en": "follows", "sv": "följare"}, "metric": "follows"},
        ],
    }
)
AUDIENCE = Format.model_validate(
    {
        "format": "invented_audience",
        "platform": "instagram",
        "granularity": "breakdown",
        "source": "invented",
        "needs": ["item", "audience_share"],
        "stacked": True,
        "torn_items": True,
        "rates": {"audience_share": "followers"},
        "headers": {"en": {"Top cities": "item:city", "Value": "audience_share"}},
        "titled": [
            {
                "titles": {"en": "age & gender"},
                "metric": "audience_share",
                "breakdown": "age_gender",
                "shape": "cross",
            },
            {
                "titles": {"en": "top countries"},
                "metric": "audience_share",
                "breakdown": "country",
                "shape": "across",
            },
            {
                "titles": {"en": "all followers"},
                "metric": "followers",
                "granularity": "total",
                "shape": "single",
            },
            {
                "titles": {"en": r"followers on \S+:"},
                "metric": "followers",
                "granularity": "total",
                "shape": "line",
            },
        ],
    }
)
OVERALL = Format.model_validate(
    {
        "format": "invented_overall",
        "platform": "linkedin",
        "granularity": "total",
        "source": "invented",
        "needs": ["impressions"],
        "shape": "pairs",
        "headers": {"en": {"Overall": "ignore", "Shown": "impressions", "People": "reach"}},
        "period_in_name": [
            {
                "pattern": r"overall (?P<first>[\d/]+) - (?P<last>[\d/]+)",
                "layout": "%m/%d/%Y",
                "where": "above",
            }
        ],
    }
)
BEST = Format.model_validate(
    {
        "format": "invented_best",
        "platform": "linkedin",
        "granularity": "post",
        "source": "invented",
        "needs": ["item"],
        "headers": {"en": {"Post": "item", "Likes": "likes", "Shown": "impressions"}},
    }
)
KNOWN = (SERIES, AUDIENCE, OVERALL, BEST)


def read(path, **told):
    export = open_export(path, opened_at=NOW, known=KNOWN, told=Told(**told))
    return export, [whole(table) for table in export.tables]


def rows(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


STACKED = """sep=,
"Facebook reach"
"Date","Primary"
"2026-01-01","5"
"2026-01-02","7"

"Follows"
"Date","Primary"
"2026-01-01","1"
"2026-01-02",""
"""


def test_series_that_are_stacked_are_tables_of_their_own(save):
    export, [(reach, about_reach), (follows, about_follows)] = read(save(STACKED))
    assert rows(reach, "row", "item", "reach") == [(3, "2026-01-01", 5.0), (4, "2026-01-02", 7.0)]
    assert follows["row"].tolist() == [8, 9]
    assert follows["follows"].isna().tolist() == [False, True]
    assert [about_reach.title, about_follows.title] == ["Facebook reach", "Follows"]
    assert [table.platform for table in export.tables] == [Platform.FACEBOOK, Platform.META]
    assert export.skipped == ()


def test_a_title_in_another_language_is_known_by_its_language(save):
    _, [(_, about)] = read(save("Följare\nDatum,Primary\n2026-01-01,3\n"))
    assert (about.language, about.metric("follows").total) == ("sv", 3.0)


def test_what_meta_does_not_say_has_to_be_told_before_it_is_stored(save):
    path = save(STACKED)
    export, _ = read(path)
    with pytest.raises(UnreadableExport) as refused:
        export.require_told()
    assert (refused.value.code, refused.value.details["value"]) == ("platform_unsaid", "Follows")
    export, _ = read(path, platform=Platform.INSTAGRAM)
    export.require_told()
    # What the file says stands, whatever is told.
    assert [table.platform for table in export.tables] == [Platform.FACEBOOK, Platform.INSTAGRAM]


def test_a_part_that_nobody_knows_is_named(save):
    export, tables = read(save(STACKED + '\n"Moonlight"\n"Date","Brightness"\n"2026-01-01","9"\n'))
    assert len(tables) == 2
    (warning,) = export.warnings()
    assert (warning.code, warning.details["title"]) == ("block_skipped", "Moonlight")


def test_a_file_of_unknown_series_alone_is_refused(save):
    with pytest.raises(UnreadableExport) as refused:
        read(save('"Moonlight"\n"Date","Primary"\n"2026-01-01","9"\n'))
    assert refused.value.code == "unknown_format"


LAID = """Age & gender
,Women,Men
18-24,10.5,6.5
25-34,20,

Top countries
Sweden,Finland
75.1,5.9

All followers
PAGE FOLLOW
30222

Followers on 2026-01-31:,12955
"""


def test_tables_that_lie_otherwise_become_rows(save):
    _, tables = read(save(LAID))
    (ages, _), (countries, about), (all_of_them, _), (counted, on_a_day) = tables
    assert rows(ages.dropna(subset="audience_share"), "row", "item", "audience_share") == [
        (3, "18-24 · Women", 10.5),
        (3, "18-24 · Men", 6.5),
        (4, "25-34 · Women", 20.0),
    ]
    assert rows(countries, "row", "item", "audience_share") == [
        (8, "Sweden", 75.1),
        (8, "Finland", 5.9),
    ]
    assert about.format == "invented_audience_country"
    assert about.metric("audience_share").denominator == "followers"
    assert rows(all_of_them, "row", "item", "followers") == [(12, "total", 30222.0)]
    assert rows(counted, "row", "followers") == [(14, 12955.0)]
    assert on_a_day.granularity == "total"


def test_names_torn_at_their_commas_are_put_together_again(save):
    text = "Cities\t\t\nTop cities\tValue\t\nKil\t Sweden\t15.3%\nOulu\t2%\t\n"
    _, [(frame, about)] = read(save(text))
    assert rows(frame, "item", "audience_share") == [("Kil, Sweden", 15.3), ("Oulu", 2.0)]
    (torn,) = [warning for warning in about.warnings if warning.code == "torn_names"]
    assert (torn.row, torn.details["count"]) == (3, 1)


def test_labels_with_their_values_are_one_row_and_name_its_period(save):
    text = "Overall,01/01/2026 - 01/31/2026\nShown,868\nPeople,297\n"
    _, [(frame, about)] = read(save(text))
    assert rows(frame, "item", "impressions", "reach") == [("total", 868.0, 297.0)]
    assert about.covers == (date(2026, 1, 1), date(2026, 1, 31))


def test_tables_side_by_side_are_two(save):
    text = "At most 50 posts\n\nPost,Likes,,Post,Shown\na,5,,b,100\nb,3,,,\n"
    _, [(likes, _), (shown, _)] = read(save(text))
    assert rows(likes, "row", "item", "likes") == [(4, "a", 5.0), (5, "b", 3.0)]
    assert rows(shown, "row", "item", "impressions") == [(4, "b", 100.0)]


def test_a_blank_column_alone_does_not_part_a_table(save):
    _, [(frame, _)] = read(save("Post,,Likes\na,,5\n"))
    assert rows(frame, "item", "likes") == [("a", 5.0)]


def test_a_period_that_is_told_stands_where_the_file_is_silent(save):
    january = Period.month("2026-01")
    _, [(_, about)] = read(save("Post,Likes\na,5\n"), covers=january)
    assert about.covers == (january.first, january.last)


def test_an_account_that_is_told_stands_where_the_file_is_silent(save):
    _, [(frame, about)] = read(save("Post,Likes\na,5\n"), account="Invented Boats")
    assert frame["account"].tolist() == ["Invented Boats"]
    assert about.accounts == ("Invented Boats",)
