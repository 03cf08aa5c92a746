"""The layouts are data, and wrong data is refused when it is loaded."""

import re

import pytest

from coachkit.model.errors import InvalidValue
from coachkit.model.metrics import METRICS
from coachkit.platforms.formats import ROLES, Format, Shape, folded, formats, read_format
from coachkit.platforms.recognition import recognised, titled_by

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


BY_HEADERS = [
    known
    for known in formats()
    if known.shape is Shape.ROWS and not known.mapping_only and "titled" not in known.meanings
]


@pytest.mark.parametrize("known", BY_HEADERS, ids=lambda known: known.format)
def test_every_shipped_format_is_recognised_by_its_own_headers_in_every_language(known):
    for language, meanings in known.headers.items():
        header = [name for name, meaning in meanings.items() if ":" not in meaning]
        header += [name for name, meaning in meanings.items() if ":" in meaning][:1]
        layout = recognised([header])
        assert (layout.format.format, layout.language) == (known.format, language)
        assert layout.unknown == ()


TITLED = [
    (known, titled, language, pattern)
    for known in formats()
    for titled in known.titled
    for language, pattern in titled.titles.items()
]


@pytest.mark.parametrize(
    ("known", "titled", "language", "pattern"),
    TITLED,
    ids=[f"{known.format}-{pattern}" for known, _, _, pattern in TITLED],
)
def test_no_title_is_meant_by_two_formats(known, titled, language, pattern):
    plain = re.sub(r"[\\^$]", "", pattern)
    if re.search(r"[(\[?*+|]", plain):
        return
    meant = [other.format for other in formats() if titled_by(other, plain) is not None]
    assert meant == [known.format]
    assert titled_by(known, plain) == (titled, language)


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
        "Date,Primary",
        "Campaign name,Budget,Colour",
        "Location,Total things",
        "Name,Birthday,Telephone",
    ],
)
def test_tables_of_nobody_are_not_taken_for_known_ones(header):
    assert recognised([header.split(",")]) is None
