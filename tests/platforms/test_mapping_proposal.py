"""What a nameless file might be: shown with reasons, decided by nobody but a person."""

import pytest
import xlsxwriter

from coachkit.model.errors import InvalidValue, UnreadableExport
from coachkit.model.mappings import ColumnMapping, ColumnMappings
from coachkit.model.observations import Platform
from coachkit.platforms.mapping_proposal import Why, proposed
from coachkit.platforms.mapping_shapes import Look, seen
from tests.platforms.foreign import (
    FINNISH,
    GERMAN,
    NOW,
    TOOL,
    finnish_posts,
    finnish_series,
    german_posts,
    tool_days,
    tool_workbook,
)


def only(path, **more):
    (proposal,) = proposed(path, opened_at=NOW, **more)
    return proposal


def best(proposal):
    return proposal.candidates[0].base.format


def suggestions(proposal, base):
    return {one.header: one.meaning for one in proposal.candidate(base).suggestions}


def test_a_finnish_facebook_file_is_proposed_with_its_words(save):
    proposal = only(save(finnish_posts()))
    assert best(proposal) == "meta_facebook_posts"
    assert proposal.candidates[0].site is True
    assert proposal.candidates[0].missing == ()
    expected = {header: said for header, said in FINNISH.items() if said != "ignore"}
    assert suggestions(proposal, "meta_facebook_posts") == expected
    assert {one.why for one in proposal.candidates[0].suggestions} == {Why.WORD}


def test_a_german_file_is_proposed_with_its_words(save):
    proposal = only(save(german_posts()))
    assert best(proposal) == "meta_facebook_posts"
    assert suggestions(proposal, "meta_facebook_posts") == GERMAN


def test_an_unknown_tools_days_are_proposed_as_another_tools(save):
    proposal = only(save(tool_days(), encoding="cp1252"))
    assert (proposal.table.header_row, proposal.table.delimiter) == (3, ";")
    assert best(proposal) == "other_days"
    assert suggestions(proposal, "other_days") == TOOL


def test_a_utf_16_file_with_a_sep_line_counts_rows_as_a_spreadsheet_does(save):
    proposal = only(save(finnish_series(), encoding="utf-16"))
    assert (proposal.table.header_row, proposal.table.title) == (2, "Facebookin tavoittavuus")
    assert [column.look for column in proposal.columns] == [Look.DAYS, Look.WHOLE_NUMBERS]
    found = proposal.candidate("meta_daily")
    assert found.missing == ()
    assert [(one.meaning, one.why) for one in found.suggestions] == [
        ("item", Why.WORD),
        ("reach", Why.TITLE),
    ]


def test_each_sheet_that_has_a_table_is_proposed(save):
    (proposal,) = proposed(save(tool_workbook(), "r.xlsx"), opened_at=NOW)
    assert (proposal.table.sheet, proposal.table.header_row) == ("Julkaisut", 4)
    assert best(proposal) == "other_posts"
    assert suggestions(proposal, "other_posts") == {
        "Viestin tunnus": "item",
        "Julkaistu": "published",
        "Viesti": "text",
        "Näyttökerrat": "impressions",
    }


def test_a_person_may_point_at_another_header_row(save):
    path = save("Kausi,Kevät\nPäivä,Reach\n2026-10-01,5\n2026-10-02,6\n")
    assert only(path).table.header_row == 1
    pointed = only(path, header_row=2)
    assert [header.text for header in pointed.table.headers] == ["Päivä", "Reach"]
    with pytest.raises(UnreadableExport) as refused:
        only(path, header_row=40)
    assert refused.value.code == "not_a_table"


def test_an_earlier_match_is_suggested_before_any_word(save):
    earlier = ColumnMapping(
        name="Ennen",
        based_on="meta_facebook_posts",
        language="fi",
        headers={**FINNISH, "Tavoittavuus": "ignore"},
    )
    path = save(finnish_posts(headers=(*FINNISH, "Uusi")))
    kept = ColumnMappings(mappings=(earlier,))
    candidate = only(path, kept=kept).candidate("meta_facebook_posts")
    assert candidate.suggested("Tavoittavuus").meaning == "ignore"
    assert {one.why for one in candidate.suggestions} == {Why.KEPT}
    assert {one.detail for one in candidate.suggestions} == {"Ennen"}
    assert candidate.suggested("Uusi") is None


def test_words_are_never_suggested_as_numbers_nor_numbers_as_words(save):
    proposal = only(save("Päivä,Tavoittavuus,Kuvaus\n2026-10-01,paljon,5\n2026-10-02,vähän,6\n"))
    assert suggestions(proposal, "other_days") == {"Päivä": "item"}


def test_a_meaning_is_suggested_once_and_the_best_reason_wins(save):
    proposal = only(save("Päivä,Arvioitu tavoittavuus,Tavoittavuus\n2026-10-01,5,6\n"))
    assert suggestions(proposal, "other_days") == {"Päivä": "item", "Tavoittavuus": "reach"}


def test_a_word_inside_a_header_is_a_weaker_reason(save):
    proposal = only(save("Päivä,Orgaaninen tavoittavuus\n2026-10-01,5\n"))
    one = proposal.candidate("other_days").suggested("Orgaaninen tavoittavuus")
    assert (one.meaning, one.why, one.detail) == ("reach", Why.PART, "tavoittavuus")


def test_values_alone_suggest_only_what_one_column_can_be(save):
    text = "A,B,C\n1234567890,https://www.facebook.com/a/1,2026-10-01\n"
    text += "1234567891,https://www.facebook.com/a/2,2026-10-02\n"
    candidate = only(save(text)).candidate("meta_facebook_posts")
    assert {one.header: one.meaning for one in candidate.suggestions} == {
        "A": "item",
        "B": "permalink",
        "C": "published",
    }
    assert {one.why for one in candidate.suggestions} == {Why.VALUES}
    two = text.replace("A,B,C", "A,B,C,D").replace("-01\n", "-01,2026-11-01\n")
    two = two.replace("-02\n", "-02,2026-11-02\n")
    candidate = only(save(two)).candidate("meta_facebook_posts")
    assert candidate.suggested_header("published") is None


@pytest.mark.parametrize(
    ("link", "platform"),
    [
        ("https://www.instagram.com/p/1", Platform.INSTAGRAM),
        ("https://x.com/a/status/1", Platform.X),
        ("https://fi.pinterest.com/pin/1/", Platform.PINTEREST),
        ("https://www.linkedin.com/feed/update/urn:li:share:1", Platform.LINKEDIN),
    ],
)
def test_links_tell_the_platform(save, link, platform):
    proposal = only(save(f"Linkki,Näyttökerrat\n{link},5\n{link}2,6\n"))
    assert proposal.candidates[0].base.platform is platform
    elsewhere = only(save(f"Linkki,Näyttökerrat\nhttps://example.com/?from={link},5\n"))
    assert [one.base.format for one in elsewhere.candidates if one.site] == []


@pytest.mark.parametrize(
    ("values", "look"),
    [
        ([], Look.NOTHING),
        (["-", "--", "ei tietoa"], Look.NOTHING),
        (["1", "2", "1 234", "-"], Look.WHOLE_NUMBERS),
        (["1,5", "2"], Look.NUMBERS),
        (["0:01:20"], Look.NUMBERS),
        (["1,5 %", "< 1%"], Look.PERCENTAGES),
        (["01.10.2026", "31.10.2026", "Yhteensä"], Look.DAYS),
        (["122100000001", "122100000002"], Look.IDS),
        (["https://example.com/a"], Look.LINKS),
        (["Kuva", "Kela", "Kuva"], Look.FEW_WORDS),
        (["Moi", "Hei", "Terve"], Look.WORDS),
    ],
)
def test_what_values_look_like(values, look):
    assert seen("A", values).look is look


def test_samples_are_few_short_and_different():
    column = seen("A", ["x" * 60, "x" * 60, "b\nb", "c", "d"])
    assert column.samples == ("x" * 39 + "…", "b b", "c")


def test_a_header_that_comes_twice_is_shown_once(save):
    proposal = only(save("Päivä,Views,Views\n2026-10-01,1,2\n"))
    assert [(column.header, column.columns) for column in proposal.columns] == [
        ("Päivä", 1),
        ("Views", 2),
    ]


@pytest.mark.parametrize("content", ["", "vain tekstiä\nilman sarakkeita\n", "1,2\n3,4\n"])
def test_a_file_without_a_header_is_refused(save, content):
    with pytest.raises(UnreadableExport) as refused:
        only(save(content, encoding="utf-8"))
    assert refused.value.code in {"empty_file", "not_a_table"}


def test_a_workbook_without_any_table_is_refused(save, tmp_path):
    path = tmp_path / "tyhjä.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("A").write(0, 0, "Otsikko")
    with pytest.raises(UnreadableExport) as refused:
        only(path)
    assert refused.value.code == "not_a_table"


def test_a_header_that_is_not_there_is_named_with_those_that_are(save):
    table = only(save("Päivä,Views\n2026-10-01,1\n")).table
    with pytest.raises(InvalidValue) as refused:
        table.header("Reach")
    assert refused.value.code == "unknown_header"
    assert refused.value.details["known"] == ["Päivä", "Views"]
