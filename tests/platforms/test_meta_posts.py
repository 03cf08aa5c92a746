"""Meta Business Suite, Facebook and Instagram, English, Swedish and both in one file."""

from datetime import date, datetime

import numpy as np
import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.model.observations import ITEM_COLUMNS
from coachkit.platforms.exports import open_export
from tests.platforms.invented import (
    FACEBOOK,
    FACEBOOK_SV,
    NOW,
    codes,
    facebook,
    facebook_row,
    only,
)

INSTAGRAM_SV = (
    "Publicerings-id,Konto-id,Kontots användarnamn,Kontonamn,Beskrivning,Varaktighet (sek),"
    "Publiceringstid,Permalänk,Inläggstyp,Datakommentar,Datum,Visningar,Räckvidd,"
    "Gilla-markeringar,Delningar,Följer,Kommentarer,Sparade objekt"
)


def test_a_post_is_read_with_everything_the_file_says(save):
    frame, source = only(save(facebook(facebook_row())))
    assert list(frame.columns[: len(ITEM_COLUMNS)]) == list(ITEM_COLUMNS)
    row = frame.iloc[0]
    assert row["row"] == 2
    assert row["account"] == "100000000000001"
    assert row["account_name"] == "Invented Boats"
    assert row["item"] == "122100000000000001"
    assert row["published"] == datetime(2025, 3, 18, 12, 59)  # noqa: DTZ001 - the zone is the table's
    assert (row["format"], row["platform_format"]) == ("image", "Photos")
    assert row["text"] == "Hej"
    assert list(frame.columns[len(ITEM_COLUMNS) :]) == [
        "views",
        "reach",
        "reactions",
        "comments",
        "shares",
        "clicks",
        "link_clicks",
    ]
    assert source.time_zone == "America/Los_Angeles"
    assert source.day_precision is False
    assert (source.first, source.last) == (date(2025, 3, 18), date(2025, 3, 18))
    assert source.accounts == ("100000000000001",)


def test_columns_have_the_promised_types(save):
    frame, _ = only(save(facebook(facebook_row())))
    types = frame.dtypes.astype(str).to_dict()
    assert types["row"] == "int64"
    assert types["published"] == "datetime64[us]"
    assert {types[name] for name in ITEM_COLUMNS} - {"int64", "datetime64[us]"} == {"str"}
    assert {types[name] for name in frame.columns[len(ITEM_COLUMNS) :]} == {"float64"}


def test_a_blank_stays_missing_and_a_zero_stays_zero(save):
    rows = (facebook_row(numbers="100,80,0,2,1,5,"), facebook_row("2" * 15, numbers="3,2,4,,1,5,"))
    frame, source = only(save(facebook(*rows)))
    assert frame["reactions"].tolist() == [0.0, 4.0]
    assert np.isnan(frame["comments"][1])
    assert source.metric("comments").total == 2
    assert (source.metric("comments").missing, source.metric("comments").given) == (1, 1)
    assert source.metric("link_clicks").total is None
    assert source.metric("link_clicks").missing == 2


def test_reach_is_never_summed(save):
    _, source = only(save(facebook(facebook_row())))
    assert source.metric("reach").additive is False
    assert source.metric("reach").total is None
    assert source.metric("views").total == 100


def test_swedish_headers_say_the_same(save):
    row = facebook_row(kind="Foton", span="Livstid")
    english, _ = only(save(facebook(facebook_row())))
    swedish, source = only(save(facebook(row, header=FACEBOOK_SV)))
    assert source.language == "sv"
    assert source.metric("views").platform_name == "Visningar"
    different = english.drop(columns="platform_format").compare(
        swedish.drop(columns="platform_format")
    )
    assert different.empty


def test_english_twins_of_swedish_columns_fill_each_other(save):
    header = FACEBOOK_SV + ",Post ID,Views,Link Clicks"
    first = facebook_row(span="Livstid") + ",,,"
    second = ",".join(["", *facebook_row(span="Livstid").split(",")[1:]])
    second = second.replace("100,80,7,2,1,5,3", ",80,7,2,1,5,") + ",122100000000000002,9,4"
    frame, source = only(save(facebook(first, second, header=header)))
    assert frame["item"].tolist() == ["122100000000000001", "122100000000000002"]
    assert frame["views"].tolist() == [100.0, 9.0]
    assert frame["link_clicks"].tolist() == [3.0, 4.0]
    assert source.language == "sv"
    assert set(codes(source)) == {"twin_columns", "mixed_languages"}
    assert source.warnings[-1].details == {"languages": "sv, en"}


def test_translations_that_contradict_are_refused(save):
    header = FACEBOOK_SV + ",Views"
    path = save(facebook(facebook_row(span="Livstid") + ",101", header=header))
    with pytest.raises(UnreadableExport) as refused:
        only(path)
    assert refused.value.code == "columns_disagree"
    details = refused.value.details
    assert (details["row"], details["column"], details["other_column"]) == (2, "Visningar", "Views")
    assert (details["value"], details["other_value"]) == ("100", "101")


def test_of_two_columns_with_one_name_the_first_is_believed_and_a_warning_says_so(save):
    header = FACEBOOK + ",Views"
    rows = (facebook_row() + ",7", facebook_row("3" * 15, numbers=",80,7,2,1,5,3") + ",5")
    frame, source = only(save(facebook(*rows, header=header)))
    assert frame["views"].tolist() == [100.0, 5.0]
    (warning,) = source.warnings
    assert (warning.code, warning.column) == ("twin_columns", "Views")
    assert warning.details == {"other_column": "Views", "differ": 1}


def test_short_rows_miss_their_last_values(save):
    row = facebook_row().rsplit(",", 2)[0]
    frame, _ = only(save(facebook(row)))
    assert frame["shares"].tolist() == [1.0]
    assert frame[["clicks", "link_clicks"]].isna().all(axis=None)


def test_rows_that_metadata_failed_for_are_left_out_with_a_warning(save):
    nameless = ",,,,,,,,,Lifetime,,,,,,,"
    _, source = only(save(facebook(facebook_row(), nameless)))
    assert (source.rows, source.items) == (2, 1)
    (warning,) = source.warnings
    assert (warning.code, warning.row, warning.column) == ("rows_without_item", 3, "Post ID")
    assert warning.details == {"count": 1, "rows": "3"}


def test_one_row_per_post_and_day_is_refused_not_added_up(save):
    path = save(facebook(facebook_row(), facebook_row(span="03/19/2025")))
    with pytest.raises(UnreadableExport) as refused:
        only(path)
    assert refused.value.code == "unknown_format"
    details = refused.value.details
    assert (details["reason"], details["row"], details["column"]) == ("daily_values", 3, "Date")
    assert (details["value"], details["expected"]) == ("03/19/2025", "Lifetime")


def test_line_breaks_and_commas_in_a_text_belong_to_it(save):
    row = facebook_row(title='"Första raden,\n\nandra ""raden"""')
    after = facebook_row("4" * 15)
    frame, _ = only(save(facebook(row, after)))
    assert frame["text"][0] == 'Första raden,\n\nandra "raden"'
    assert frame["row"].tolist() == [2, 3]


def test_the_description_is_the_text_where_there_is_one(save):
    row = facebook_row(title="Kort").replace("Kort,,", "Kort,Hela texten,")
    frame, _ = only(save(facebook(row)))
    assert frame["text"].tolist() == ["Hela texten"]


def test_an_unknown_column_is_named_and_not_read(save):
    header = FACEBOOK + ",Something new"
    _, source = only(save(facebook(facebook_row() + ",17", header=header)))
    (warning,) = source.warnings
    assert (warning.code, warning.column) == ("unknown_column", "Something new")


def test_an_unknown_post_type_counts_as_other(save):
    frame, source = only(save(facebook(facebook_row(kind="Hologram"))))
    assert frame["format"].tolist() == ["other"]
    (warning,) = source.warnings
    assert (warning.code, warning.details["value"]) == ("unknown_post_type", "Hologram")


def test_minutes_that_only_repeat_the_month_are_noticed(save):
    rows = [
        facebook_row(str(10**14 + n), published=f"{n:02}/05/2024 09:{n:02}") for n in range(1, 13)
    ]
    _, source = only(save(facebook(*rows)))
    assert codes(source) == ["minutes_repeat_month"]


def test_zeros_beside_a_reach_are_noticed(save):
    _, source = only(save(facebook(facebook_row(numbers="0,80,7,2,1,5,3"))))
    (warning,) = source.warnings
    assert (warning.code, warning.column) == ("zeros_beside_reach", "Views")
    assert warning.details == {"items": 1}


def test_a_swedish_instagram_export(save):
    row = (
        "17855900000000001,17841400000000001,paddla,Paddla Mera,Ny kajak!,0,02/02/2026 23:25,"
        "https://www.instagram.com/p/x/,IG-bild,,Livstid,3533,2207,20,1,,1,0"
    )
    frame, source = only(save(f"{INSTAGRAM_SV}\n{row}\n"))
    assert source.platform.value == "instagram"
    assert source.format == "meta_instagram_posts"
    assert frame["account_name"].tolist() == ["Paddla Mera"]
    assert frame["format"].tolist() == ["image"]
    assert frame["saves"].tolist() == [0.0]
    assert frame["follows"].isna().all()


def test_the_name_tells_which_days_are_covered(save):
    name = "Mar-18-2025_Apr-14-2025_1019826952924933.csv"
    _, source = only(save(facebook(facebook_row()), name))
    assert source.covers == (date(2025, 3, 18), date(2025, 4, 14))


def test_without_a_word_from_the_platform_the_covered_days_are_unknown(save):
    _, source = only(save(facebook(facebook_row()), "posts.csv"))
    assert source.covers is None


def test_a_file_cannot_cover_days_after_it_was_made(save):
    row = facebook_row(published="10/20/2026 12:59")
    _, source = only(save(facebook(row), "Oct-01-2026_Dec-31-2026_1.csv"))
    assert source.covers == (date(2026, 10, 1), NOW.date())


def test_a_file_date_in_the_future_is_taken_for_now(save):
    (table,) = open_export(save(facebook(facebook_row())), opened_at=NOW).tables
    list(table.batches())
    assert table.source.exported == NOW
