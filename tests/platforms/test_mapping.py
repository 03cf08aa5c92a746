"""A matched layout is a format like any other, and a stricter one."""

from collections import deque

import pytest

from coachkit.model.errors import InvalidValue, UnreadableExport
from coachkit.model.mappings import ColumnMapping, ColumnMappings
from coachkit.platforms.exports import open_export
from coachkit.platforms.formats import formats
from coachkit.platforms.mapping import (
    bases,
    client_formats,
    mapped_format,
    offered,
    unusable,
)
from tests.platforms.foreign import (
    FINNISH,
    META,
    NOW,
    TOOL,
    finnish_posts,
    finnish_series,
    tool_days,
    tool_workbook,
)

DAYS = ColumnMapping(
    name="Työkalu", based_on="other_days", language="fi", headers=TOOL, totals=("Yhteensä",)
)
SERIES = ColumnMapping(
    name="Sarjat",
    based_on="meta_daily",
    language="fi",
    headers={"Päivämäärä": "item", "Ensisijainen": "titled"},
    titles={"Facebookin tavoittavuus": {"metric": "reach", "platform": "facebook"}},
)


def refusal(mapping):
    with pytest.raises(InvalidValue) as refused:
        mapped_format(mapping)
    return refused.value


def read(path, *mappings):
    known = client_formats(ColumnMappings(mappings=mappings))
    export = open_export(path, opened_at=NOW, known=known)
    for table in export.tables:
        deque(table.batches(), maxlen=0)
    return [table.source for table in export.tables]


def test_a_matched_layout_borrows_all_but_the_words():
    base = next(known for known in formats() if known.format == "meta_facebook_posts")
    known = mapped_format(META)
    assert known.format == base.format
    assert (known.platform, known.granularity) == (base.platform, base.granularity)
    assert (known.time_zone, known.item_pattern) == (base.time_zone, base.item_pattern)
    assert known.headers == {"fi": FINNISH}
    assert known.patterns == {"fi": {}}
    assert known.post_types["Kuva"] == "image"
    assert known.post_types["Photo"] == "image"
    assert set(known.span_words) == {*base.span_words, "Elinkaari"}


def test_a_matched_file_is_read_like_the_layout_that_it_is_based_on(save):
    (source,) = read(save(finnish_posts()), META)
    assert (source.platform, source.format, source.language) == (
        "facebook",
        "meta_facebook_posts",
        "fi",
    )
    assert (source.items, str(source.first), str(source.last)) == (12, "2026-10-02", "2026-10-24")
    assert source.time_zone == "America/Los_Angeles"
    assert source.metric("reactions").total == sum(range(1, 13))
    assert source.metric("shares").missing == 1
    assert source.metric("reach").total is None
    assert source.warnings == ()


def test_next_months_file_is_read_without_a_question(save):
    (october,) = read(save(finnish_posts(10)), META)
    (november,) = read(save(finnish_posts(11), encoding="utf-16"), META)
    assert (october.first.month, november.first.month) == (10, 11)


def test_a_file_in_which_columns_come_and_go_is_read_as_long_as_all_are_known(save):
    fewer = tuple(header for header in FINNISH if header not in {"Jaot", "Otsikko"})
    (source,) = read(save(finnish_posts(headers=fewer)), META)
    assert source.metric("shares") is None
    assert source.metric("comments").total == 12


@pytest.mark.parametrize(
    "headers",
    [
        (*FINNISH, "Uusi sarake"),
        tuple(header for header in FINNISH if header != "Sivun tunnus"),
        tuple(header for header in FINNISH if header != "Pysyvä linkki"),
        tuple(header.replace("Sivun", "Tilin") for header in FINNISH),
    ],
)
def test_a_file_that_was_not_matched_is_not_captured(save, headers):
    with pytest.raises(UnreadableExport) as refused:
        read(save(finnish_posts(headers=headers)), META)
    assert refused.value.code == "unknown_format"


def test_another_tool_with_some_of_the_same_words_is_not_captured(save):
    text = "Pvm;Kanava;Tavoittavuus;Kulut\n01.10.2026;Venekerho;5;9\n"
    with pytest.raises(UnreadableExport) as refused:
        read(save(text), DAYS)
    assert refused.value.code == "unknown_format"


def test_a_matched_layout_leaves_shipped_exports_to_the_shipped_layouts(save):
    english = finnish_posts(headers=tuple(FINNISH)).replace(
        ",".join(FINNISH),
        "Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Post type,Date,Reach,"
        "Views,Reactions,Comments,Shares,Link Clicks,Data comment",
    )
    (source,) = read(save(english.replace("Elinkaari", "Lifetime")), META)
    assert (source.language, source.items) == ("en", 12)


def test_a_total_row_in_the_files_own_words_is_no_day(save):
    (source,) = read(save(tool_days(), encoding="cp1252"), DAYS)
    assert (source.items, source.metric("clicks").total) == (20, 190)
    assert source.metric("clicks").platform_total == 190
    assert source.metric("watch_time_hours").total == 30


def test_a_series_is_known_by_its_title_alone(save):
    (source,) = read(save(finnish_series()), SERIES)
    assert (source.platform, source.items) == ("facebook", 20)
    assert source.metric("reach").given == 20
    with pytest.raises(UnreadableExport) as refused:
        read(save(finnish_series("Facebookin seuraajat")), SERIES)
    assert refused.value.code == "unknown_format"


def test_titles_stacked_in_one_file_are_each_what_they_say(save):
    both = SERIES.changed(
        titles={
            **SERIES.titles,
            "Instagramin tavoittavuus": {"metric": "reach", "platform": "instagram"},
        }
    )
    second = finnish_series("Instagramin tavoittavuus").removeprefix("sep=,\n")
    sources = read(save(finnish_series() + "\n" + second), both)
    assert [(source.platform, source.items) for source in sources] == [
        ("facebook", 20),
        ("instagram", 20),
    ]


def test_a_sheet_with_titles_above_its_header_is_read(save):
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
    (source,) = read(save(tool_workbook(), "raportti.xlsx"), mapping)
    assert (source.sheet, source.items) == ("Julkaisut", 7)
    assert source.metric("impressions").total == 280


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"based_on": "meta_fax_posts"}, "unknown_layout", "based_on"),
        ({"based_on": "meta_audience"}, "unknown_layout", "based_on"),
        ({"headers": {**FINNISH, "Datan kommentti": "followers"}}, "not_allowed", "headers"),
        ({"headers": {**FINNISH, "Julkaisun tunnus": "ignore"}}, "not_matched", "headers"),
        ({"dates": "%j"}, "not_allowed", "dates"),
        ({"fractions": ("reach_rate",)}, "not_allowed", "fractions"),
        ({"titles": {"Otsikko": {"metric": "reach"}}}, "not_allowed", "titles"),
    ],
)
def test_what_the_base_does_not_have_is_refused_by_its_field(changes, code, field):
    refused = refusal(META.changed(**changes))
    assert (refused.code, refused.field) == (code, field)


def test_a_mapping_without_a_measure_is_refused():
    roles = {header: said for header, said in FINNISH.items() if said in {"item", "account"}}
    assert (
        refusal(META.changed(headers={**roles, "Julkaisuaika": "published"})).code == "no_measure"
    )


def test_a_mapping_whose_layout_is_gone_stops_no_other(save):
    gone = META.changed(name="Vanha", based_on="meta_fax_posts")
    mappings = ColumnMappings(mappings=(gone, META))
    assert len(client_formats(mappings)) == len(formats()) + 1
    ((mapping, refused),) = unusable(mappings)
    assert (mapping.name, refused.code) == ("Vanha", "unknown_layout")
    (source,) = read(save(finnish_posts()), gone, META)
    assert source.items == 12


def test_days_that_a_person_chose_are_not_turned_round_by_the_base():
    known = mapped_format(META.changed(dates="%d/%m/%Y %H:%M"))
    assert known.dates[0] == "%d/%m/%Y %H:%M"
    assert "%m/%d/%Y %H:%M" not in known.dates
    assert "%d.%m.%Y %H:%M" in known.dates


def test_money_keeps_the_currency_that_its_header_names(save):
    headers = {
        "Kampanjan nimi": "item",
        "Raportointi alkaa": "period_first",
        "Raportointi päättyy": "period_last",
        "Näyttökerrat": "impressions",
        "Käytetty summa (EUR)": "spend",
    }
    mapping = ColumnMapping(
        name="Mainokset", based_on="meta_ads_campaigns_by_name", language="fi", headers=headers
    )
    rows = "Syksy,2026-10-01,2026-10-31,900,12.50\nTalvi,2026-10-01,2026-10-31,100,2.50\n"
    (source,) = read(save(",".join(headers) + "\n" + rows), mapping)
    assert (source.metric("spend").total, source.metric("spend").currency) == (15, "EUR")


def test_pins_are_matched_by_their_terms_and_known_by_their_links(save):
    headers = {
        "Otsikko": "text",
        "Linkki": "permalink",
        "Näyttökerrat": "impressions",
        "Tallennukset": "saves",
        "Pin-klikkaukset": "pin_clicks",
        "Lähtevät klikkaukset": "outbound_clicks",
    }
    mapping = ColumnMapping(
        name="Pinterest", based_on="pinterest_pins", language="fi", headers=headers
    )
    rows = "Vene,https://fi.pinterest.com/pin/123456/,90,5,4,3\n"
    rows += "Airo,https://fi.pinterest.com/pin/123457/,10,0,1,2\n"
    (source,) = read(save(",".join(headers) + "\n" + rows), mapping)
    assert (source.platform, source.items) == ("pinterest", 2)
    assert {metric.metric: metric.total for metric in source.metrics} == {
        "impressions": 100,
        "saves": 5,
        "pin_clicks": 5,
        "outbound_clicks": 5,
    }
    assert [warning.code for warning in source.warnings] == ["period_unsaid"]


@pytest.mark.parametrize("base", bases(), ids=lambda base: base.format)
def test_every_layout_offers_what_it_needs(base):
    roles = {meaning.partition(":")[0] for meaning in offered(base)}
    assert {need for need in base.needs if need != "titled"} <= roles


@pytest.mark.parametrize("base", [b for b in bases() if b.mapping_only], ids=lambda b: b.format)
def test_a_layout_that_is_only_for_mapping_recognises_nothing_by_itself(base, save):
    words = [words[0] for words in base.terms.values()]
    with pytest.raises(UnreadableExport) as refused:
        read(save(",".join(words) + "\n" + ",".join("1" for _ in words) + "\n"))
    assert refused.value.code == "unknown_format"
