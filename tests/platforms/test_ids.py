"""What a row is about: rounded ids restored where that is certain, torn and pasted rows refused."""

import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.platforms.exports import open_export
from coachkit.platforms.formats import Format
from tests.platforms.invented import NOW, facebook, facebook_row, only, whole

LINKED = Format.model_validate(
    {
        "format": "invented_posts",
        "platform": "x",
        "granularity": "post",
        "source": "invented",
        "needs": ["item", "likes"],
        "item_pattern": r"\d{1,20}",
        "item_beside_permalink": r"/status/(?P<item>\d+)",
        "headers": {"en": {"Post": "item", "Link": "permalink", "Likes": "likes"}},
    }
)
AGAIN = Format.model_validate(
    {
        "format": "invented_ads",
        "platform": "meta_ads",
        "granularity": "ad",
        "source": "invented",
        "needs": ["item", "spend"],
        "dates": ["%Y-%m-%d"],
        "names_repeat": True,
        "unnamed_total": True,
        "headers": {
            "en": {
                "Ad": "item",
                "From": "period_first",
                "To": "period_last",
                "Currency": "currency",
            }
        },
        "patterns": {"en": {r"Spent(?: \((?P<currency>[A-Z]{3})\))?": "spend"}},
    }
)


def read(path, known):
    (table,) = open_export(path, opened_at=NOW, known=(known,)).tables
    return whole(table)


def test_an_id_in_scientific_notation_is_restored_from_its_link(save):
    text = "Post,Link,Likes\n1.84756E+18,https://x.com/a/status/1847561234567890123,5\n"
    frame, about = read(save(text), LINKED)
    assert frame["item"].tolist() == ["1847561234567890123"]
    (restored,) = about.warnings
    assert (restored.code, restored.row, restored.details["count"]) == ("ids_restored", 2, 1)


def test_a_link_of_another_post_restores_nothing(save):
    text = "Post,Link,Likes\n1.84756E+18,https://x.com/a/status/1847999934567890123,5\n"
    with pytest.raises(UnreadableExport) as refused:
        read(save(text), LINKED)
    assert (refused.value.code, refused.value.details["row"]) == ("excel_damage", 2)


def test_a_rounded_id_without_a_link_is_refused(save):
    with pytest.raises(UnreadableExport) as refused:
        read(save("Post,Link,Likes\n1.84756E+18,,5\n"), LINKED)
    assert refused.value.code == "excel_damage"


def test_an_id_that_was_kept_from_rounding_is_itself(save):
    frame, _ = read(save('Post,Link,Likes\n"=""1847561234567890123""",,5\n'), LINKED)
    assert frame["item"].tolist() == ["1847561234567890123"]


def test_two_exports_pasted_together_are_refused_at_the_second_header(save):
    header = facebook().strip()
    text = facebook(facebook_row(), header, facebook_row(post="122100000000000002"))
    with pytest.raises(UnreadableExport) as refused:
        only(save(text))
    assert (refused.value.code, refused.value.details["row"]) == ("second_header", 3)


def test_a_row_torn_by_a_line_break_is_called_that(save):
    whole_row = facebook_row(title="Hello there")
    begun, _, rest = whole_row.partition("there")
    with pytest.raises(UnreadableExport) as refused:
        only(save(facebook(facebook_row(post="122100000000000002"), begun, rest)))
    assert (refused.value.code, refused.value.details["row"]) == ("wrapped_row", 3)


def test_the_rest_of_a_torn_row_points_to_where_it_was_torn(save):
    begun = "122100000000000001,100000000000001,Invented Boats,Hello"
    rest = "there,Hello there,0,03/18/2025 12:59,N/A,Photos,Lifetime,1,2,3"
    with pytest.raises(UnreadableExport) as refused:
        only(save(facebook(facebook_row(post="122100000000000002"), begun, rest)))
    assert (refused.value.code, refused.value.details["row"]) == ("wrapped_row", 3)


def test_a_month_without_a_post_is_known_to_be_quiet(save):
    path = save(facebook(), name="Mar-01-2025_Mar-31-2025_123.csv")
    frame, about = only(path)
    assert len(frame) == 0
    assert (about.items, str(about.covers[0]), str(about.covers[1])) == (
        0,
        "2025-03-01",
        "2025-03-31",
    )
    assert [warning.code for warning in about.warnings] == ["quiet_period"]


def test_a_header_alone_that_names_no_period_is_refused(save):
    with pytest.raises(UnreadableExport) as refused:
        only(save(facebook()))
    assert refused.value.code == "no_rows"


ADS = "Ad,From,To,Spent (SEK)\n,2026-01-01,2026-01-31,30\nBoat,2026-01-01,2026-01-31,10\n"


def test_ads_without_ids_are_told_apart_by_their_turn(save):
    frame, about = read(save(ADS + "Boat,2026-01-01,2026-01-31,20\n"), AGAIN)
    assert frame["item"].tolist() == ["Boat", "Boat (2)"]
    spend = about.metric("spend")
    assert (spend.total, spend.platform_total, spend.difference) == (30.0, 30.0, 0.0)
    assert spend.currency == "SEK"
    assert [str(day) for day in about.covers] == ["2026-01-01", "2026-01-31"]
    assert [warning.code for warning in about.warnings] == ["repeated_names"]


def test_the_same_ad_in_two_months_is_two_items(save):
    frame, about = read(save(ADS + "Boat,2026-02-01,2026-02-28,20\n"), AGAIN)
    assert frame["item"].tolist() == ["Boat#2026-01-01", "Boat#2026-02-01"]
    assert [str(day) for day in about.covers] == ["2026-01-01", "2026-02-28"]


def test_a_total_that_is_not_the_sum_is_told(save):
    _, about = read(save(ADS), AGAIN)
    (differs,) = about.warnings
    assert differs.code == "total_differs"
    assert dict(differs.details) == {"total": 10.0, "platform_total": 30.0}


def test_money_in_two_currencies_is_refused(save):
    text = (
        "Ad,From,To,Currency,Spent\nA,2026-01-01,2026-01-31,SEK,1\nB,2026-01-01,2026-01-31,EUR,2\n"
    )
    with pytest.raises(UnreadableExport) as refused:
        read(save(text), AGAIN)
    assert (refused.value.code, refused.value.details["value"]) == ("mixed_currencies", "EUR, SEK")
