"""The layouts are data, and wrong data is refused when it is loaded."""

import pytest

from coachkit.model.errors import InvalidValue
from coachkit.model.metrics import METRICS
from coachkit.platforms.formats import ROLES, Format, folded, formats, read_format
from coachkit.platforms.recognition import recognised

GOOD = """
format = "invented_posts"
platform = "x"
granularity = "post"
source = "invented"
needs = ["item", "views"]
dates = ["%Y-%m-%d"]
[headers.en]
"Post" = "item"
"Seen" = "views"
"""


def read(tmp_path, text: str) -> Format:
    path = tmp_path / "invented.toml"
    path.write_text(text, encoding="utf-8")
    return read_format(path)


def test_a_good_format_is_read(tmp_path):
    known = read(tmp_path, GOOD)
    assert known.by_header == {
        "post": ("item", frozenset({"en"})),
        "seen": ("views", frozenset({"en"})),
    }


@pytest.mark.parametrize(
    ("good", "bad", "field"),
    [
        ('"Seen" = "views"', '"Seen" = "glances"', "headers.en.Seen"),
        ('platform = "x"', 'platform = "y"', "platform"),
        ('granularity = "post"', 'granularity = "week"', "granularity"),
        ('source = "invented"', "", "source"),
        ('dates = ["%Y-%m-%d"]', 'dates = ["%j"]', "dates"),
        ('needs = ["item", "views"]', 'needs = ["item", "reach"]', "invented_posts.headers"),
        ('source = "invented"', 'source = "invented"\nzone = "UTC"', "zone"),
        (
            "[headers.en]",
            "[[period_in_name]]\npattern = '(?P<first>x)'\nlayout = '%Y'\n[headers.en]",
            "pattern",
        ),
    ],
)
def test_a_wrong_format_names_its_field(tmp_path, good, bad, field):
    with pytest.raises(InvalidValue) as refused:
        read(tmp_path, GOOD.replace(good, bad))
    assert refused.value.field == field


def test_every_shipped_format_has_a_name_of_its_own_and_says_where_it_is_known_from():
    names = [known.format for known in formats()]
    assert len(set(names)) == len(names)
    assert all(known.source for known in formats())


@pytest.mark.parametrize("known", formats(), ids=lambda known: known.format)
def test_every_shipped_format_is_recognised_by_its_own_headers_in_every_language(known):
    for language, meanings in known.headers.items():
        header = [name for name, meaning in meanings.items() if ":" not in meaning]
        header += [name for name, meaning in meanings.items() if ":" in meaning][:1]
        layout = recognised([header])
        assert (layout.format.format, layout.language) == (known.format, language)
        assert layout.unknown == ()


@pytest.mark.parametrize("known", formats(), ids=lambda known: known.format)
def test_a_header_means_one_thing_in_one_format(known):
    for meanings in known.headers.values():
        assert len({folded(header) for header in meanings}) == len(meanings)
        assert {meaning.partition(":")[0] for meaning in meanings.values()} <= {*ROLES, *METRICS}


def test_a_description_may_stand_above_the_header():
    layout = recognised(
        [["Aggregated metrics of …"], [], ["Date", "Impressions (total)", "Clicks (total)"]]
    )
    assert (layout.format.format, layout.header_row) == ("linkedin_page_days", 2)


@pytest.mark.parametrize(
    "header",
    [
        "Date,Video Views,Profile Views,Likes,Comments,Shares",
        "Date,Clicks,Impressions,CTR,Position",
        "Date,Primary",
        "Date,Impressions,Engagements",
        "Campaign name,Ad Set Name,Impressions,Reach,Link clicks",
        "Post URL,Post publish date,Engagements",
        "Location,Total things",
    ],
)
def test_tables_of_other_families_are_not_taken_for_known_ones(header):
    assert recognised([header.split(",")]) is None
