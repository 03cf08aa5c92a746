"""What a person has to say, and the trial that reads the whole file before anything is kept."""

from datetime import datetime

import pytest

from coachkit.model.errors import InvalidValue, UnreadableExport
from coachkit.model.mappings import ColumnMapping, ColumnMappings
from coachkit.platforms.mapping import based_on, client_formats
from coachkit.platforms.mapping_checks import by_title, left_open
from coachkit.platforms.mapping_proposal import proposed
from coachkit.platforms.mapping_trial import tried
from tests.platforms.foreign import (
    FINNISH,
    GERMAN,
    META,
    NOW,
    TOOL,
    finnish_posts,
    finnish_series,
    german_posts,
    tool_days,
    tool_workbook,
)

MITGLIEDER = ColumnMapping(
    name="Meta auf Deutsch",
    based_on="meta_facebook_posts",
    language="de",
    headers=GERMAN,
    span_words=("Lebensdauer",),
    post_types={"Bild": "image"},
)


def at(month, day):
    """A moment without a zone, as a file writes it."""
    return datetime(2026, month, day, 10)  # noqa: DTZ001  the file says none


def table(path):
    return proposed(path, opened_at=NOW)[0].table


def trial(path, mapping, **more):
    return tried(table(path), mapping, opened_at=NOW, **more)


def refusal(path, mapping, error=InvalidValue, **more):
    with pytest.raises(error) as refused:
        trial(path, mapping, **more)
    return refused.value


def open_in(path, mapping):
    return left_open(table(path), based_on(mapping.based_on), mapping.headers)


def test_a_trial_tells_what_the_whole_file_says(save):
    found = trial(save(finnish_posts(), encoding="utf-16"), META)
    assert found.mapping == META
    assert (found.source.items, str(found.source.last)) == (12, "2026-10-24")
    assert found.source.metric("views").total == sum(range(201, 213))


def test_the_files_own_words_are_asked_for(save):
    still = open_in(save(finnish_posts()), META)
    assert still.span == ("Elinkaari",)
    assert still.kinds == {"Kuva": "image", "Kela": "reel"}
    assert (still.dates, still.totals, still.missing, still.title) == ((), (), (), None)


def test_a_word_for_lifetime_has_to_be_confirmed(save):
    refused = refusal(save(finnish_posts()), META.changed(span_words=()))
    assert (refused.code, refused.field) == ("lifetime_unsaid", "span_words")
    assert refused.details == {"value": "Elinkaari"}


def test_days_in_a_column_of_spans_are_daily_values_and_refused(save):
    daily = finnish_posts().replace("Elinkaari", "10/02/2026")
    refused = refusal(save(daily), META, UnreadableExport)
    assert (refused.code, refused.details["reason"]) == ("unknown_format", "daily_values")
    assert refused.details["column"] == "Päivämäärä"


def test_days_that_can_be_read_both_ways_are_asked_for_with_an_example(save):
    path = save(german_posts())
    still = open_in(path, MITGLIEDER)
    assert [(way.layout, way.written, way.example) for way in still.dates] == [
        ("%m/%d/%Y %H:%M", "09/01/2026 10:00", at(9, 1)),
        ("%d/%m/%Y %H:%M", "09/01/2026 10:00", at(1, 9)),
    ]
    refused = refusal(path, MITGLIEDER)
    assert (refused.code, refused.field) == ("ambiguous_dates", "dates")
    assert refused.details["known"] == ["%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M"]


@pytest.mark.parametrize(
    ("layout", "first", "last"),
    [
        ("%m/%d/%Y %H:%M", "2026-09-01", "2026-09-12"),
        ("%d/%m/%Y %H:%M", "2026-01-09", "2026-12-09"),
    ],
)
def test_the_way_that_a_person_chose_is_the_way_it_is_read(save, layout, first, last):
    source = trial(save(german_posts()), MITGLIEDER.changed(dates=layout)).source
    assert (str(source.first), str(source.last)) == (first, last)


def test_days_that_can_be_read_in_one_way_alone_are_not_asked_for(save):
    path = save(german_posts(day_first=True, latest=14))
    still = open_in(path, MITGLIEDER)
    assert [way.layout for way in still.dates] == ["%d/%m/%Y %H:%M"]
    assert still.asked is False
    found = trial(path, MITGLIEDER)
    assert found.mapping.dates == "%d/%m/%Y %H:%M"
    assert (str(found.source.first), str(found.source.last)) == ("2026-09-01", "2026-09-14")


def test_days_in_no_one_layout_are_refused_with_their_place(save):
    mixed = finnish_posts(spoilt=(4, "Julkaisuaika", "06.10.2026 09:03"))
    refused = refusal(save(mixed), META, UnreadableExport)
    assert refused.code in {"bad_date", "mixed_dates"}
    assert (refused.details["row"], refused.details["column"]) == (4, "Julkaisuaika")


def test_words_matched_to_a_measure_are_refused_with_row_and_column(save):
    wrong = {**FINNISH, "Otsikko": "impressions", "Tavoittavuus": "ignore"}
    refused = refusal(save(finnish_posts()), META.changed(headers=wrong), UnreadableExport)
    assert refused.code == "bad_number"
    assert (refused.details["row"], refused.details["column"]) == (2, "Otsikko")
    assert refused.details["value"] == "Laiturilla 1"


def test_one_bad_number_at_the_end_of_a_long_file_is_found(save):
    path = save(finnish_posts(count=12, spoilt=(13, "Jaot", "kaksi")))
    refused = refusal(path, META, UnreadableExport)
    assert (refused.code, refused.details["row"]) == ("bad_number", 13)


def test_an_id_that_tells_no_posts_apart_is_refused(save):
    swapped = {**FINNISH, "Julkaisun tunnus": "account", "Sivun tunnus": "item"}
    refused = refusal(save(finnish_posts()), META.changed(headers=swapped))
    assert (refused.code, refused.details) == ("tells_nothing_apart", {"value": "Sivun tunnus"})


def test_one_id_with_different_numbers_is_refused_with_both_rows(save):
    again = finnish_posts(spoilt=(5, "Julkaisun tunnus", "12210001000000002"))
    refused = refusal(save(again), META, UnreadableExport)
    assert (refused.code, refused.details["row"]) == ("conflicting_rows", 5)
    assert refused.details["other_row"] == 3


def test_every_header_has_to_be_decided(save):
    headers = {header: said for header, said in FINNISH.items() if header != "Datan kommentti"}
    refused = refusal(save(finnish_posts()), META.changed(headers=headers))
    assert (refused.code, refused.details["known"]) == ("undecided", ["Datan kommentti"])


def test_a_header_that_is_not_in_the_file_is_refused(save):
    refused = refusal(save(finnish_posts()), META.changed(headers={**FINNISH, "Haamu": "ignore"}))
    assert (refused.code, refused.details["value"]) == ("unknown_header", "Haamu")


def test_a_total_rows_word_is_asked_for_and_then_left_out(save):
    path = save(tool_days())
    mapping = ColumnMapping(name="T", based_on="other_days", language="fi", headers=TOOL)
    assert open_in(path, mapping).totals == ("Yhteensä",)
    refused = refusal(path, mapping, UnreadableExport)
    assert (refused.code, refused.details["value"]) == ("bad_date", "Yhteensä")
    source = trial(path, mapping.changed(totals=("Yhteensä",))).source
    assert (source.items, source.metric("watch_time_hours").total) == (20, 30)


def test_a_word_for_no_value_is_asked_for_and_then_missing(save):
    text = tool_days().replace(";1005;", ";salainen;").replace(";1006;", ";salainen;")
    mapping = ColumnMapping(
        name="T", based_on="other_days", language="fi", headers=TOOL, totals=("Yhteensä",)
    )
    path = save(text)
    assert open_in(path, mapping).missing == (("Tavoittavuus", "salainen"),)
    assert refusal(path, mapping, UnreadableExport).code == "bad_number"
    source = trial(path, mapping.changed(missing=("salainen",))).source
    assert (source.metric("reach").given, source.metric("reach").missing) == (18, 2)


def test_a_file_that_is_read_anyway_needs_no_matching(save):
    english = {
        "Post ID": "item",
        "Page ID": "account",
        "Publish time": "published",
        "Views": "views",
    }
    text = ",".join(english) + "\n1001,77,10/20/2026 09:00,5\n"
    refused = refusal(save(text), META.changed(headers=english, span_words=()))
    assert (refused.code, refused.details) == ("already_known", {"value": "meta_facebook_posts"})


def test_a_second_mapping_of_the_same_headers_is_read_like_the_first(save):
    known = client_formats(ColumnMappings(mappings=(META,)))
    found = trial(save(finnish_posts()), META.changed(name="Toinen"), known=known)
    assert found.source.items == 12


def test_the_only_measure_below_a_title_is_bound_to_the_title(save):
    mapping = ColumnMapping(
        name="Sarja",
        based_on="meta_daily",
        language="fi",
        headers={"Päivämäärä": "item", "Ensisijainen": "reach"},
    )
    path = save(finnish_series(), encoding="utf-16")
    assert open_in(path, mapping).title == "Facebookin tavoittavuus"
    said = by_title(mapping, table(path).title, "facebook")
    found = trial(path, said)
    assert found.mapping.headers == {"Päivämäärä": "item", "Ensisijainen": "titled"}
    assert found.mapping.titles["Facebookin tavoittavuus"].metric == "reach"
    assert (found.source.platform, found.source.metric("reach").given) == ("facebook", 20)


def test_a_generic_table_of_one_measure_is_bound_to_its_title_too(save):
    mapping = ColumnMapping(
        name="Sarja",
        based_on="other_days",
        language="fi",
        headers={"Päivämäärä": "item", "Ensisijainen": "reach"},
    )
    found = trial(save(finnish_series("Kävijät")), mapping)
    assert found.mapping.headers["Ensisijainen"] == "titled"
    assert list(found.mapping.titles) == ["Kävijät"]


def test_a_workbook_is_read_on_the_sheet_that_was_matched(save):
    mapping = ColumnMapping(
        name="Työkirja",
        based_on="other_posts",
        language="fi",
        headers={
            "Viestin tunnus": "item",
            "Julkaistu": "published",
            "Viesti": "text",
            "Näyttökerrat": "impressions",
        },
    )
    found = trial(save(tool_workbook(), "r.xlsx"), mapping)
    source = found.source
    assert (source.sheet, source.items, source.metric("impressions").total) == ("Julkaisut", 7, 280)
    # The header says what it measures: a title that names the month binds nothing.
    assert found.mapping == mapping
    assert trial(save(tool_workbook("Marraskuu"), "m.xlsx"), mapping).source.items == 7
