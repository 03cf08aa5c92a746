"""The words that suggest are data, and wrong data is refused when it is loaded."""

import pytest

from coachkit.model.errors import InvalidValue
from coachkit.platforms.formats import folded, formats
from coachkit.platforms.mapping_terms import mapping_terms, read_terms

GOOD = """
[terms.fi]
reach = ["tavoittavuus"]
day = ["päivä"]
[post_types]
image = ["kuva"]
[words]
totals = ["yhteensä"]
lifetime = ["elinkaari"]
missing = ["ei tietoa"]
"""


def read(tmp_path, text):
    path = tmp_path / "terms.toml"
    path.write_text(text, encoding="utf-8")
    return read_terms(path)


def base(name):
    return next(known for known in formats() if known.format == name)


@pytest.mark.parametrize(
    ("good", "bad", "field"),
    [
        ('reach = ["tavoittavuus"]', 'glances = ["vilkaisut"]', "terms.fi.glances"),
        ('reach = ["tavoittavuus"]', 'reach = ["Jaot", "jaot"]', "terms.fi.reach"),
        ('reach = ["tavoittavuus"]', "reach = []", "terms.fi.reach"),
        ("[terms.fi]", "[terms.FI]", "terms.FI.[key]"),
        ('image = ["kuva"]', 'painting = ["kuva"]', "post_types.painting.[key]"),
        ('totals = ["yhteensä"]', "totals = []", "totals"),
        ('missing = ["ei tietoa"]', 'blank = ["ei tietoa"]', "missing"),
    ],
)
def test_wrong_words_name_their_place(tmp_path, good, bad, field):
    read(tmp_path, GOOD)
    with pytest.raises(InvalidValue) as refused:
        read(tmp_path, GOOD.replace(good, bad))
    assert refused.value.field == field


def test_a_date_is_the_item_of_a_day_but_the_span_of_a_post(tmp_path):
    terms = read(tmp_path, GOOD)
    assert ("item", "fi") in terms.of(base("x_overview"))["päivä"]
    assert ("span", "fi") in terms.of(base("meta_facebook_posts"))["päivä"]


@pytest.mark.parametrize("language", ["da", "de", "et", "fi", "fr", "nb", "nl", "sv"])
def test_every_language_has_the_words_that_a_manager_meets_first(language):
    said = mapping_terms().terms[language]
    assert {
        "post", "day", "published", "text", "permalink", "format", "reach", "impressions",
        "views", "likes", "comments", "shares", "saves", "clicks", "link_clicks", "followers",
        "engagement_rate",
    } <= said.keys()  # fmt: skip


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Tavoittavuus", "reach"),
        ("Näyttökerrat", "impressions"),
        ("Katselukerrat", "views"),
        ("Tykkäykset", "likes"),
        ("Kommentit", "comments"),
        ("Jaot", "shares"),
        ("Tallennukset", "saves"),
        ("Julkaisuaika", "published"),
        ("Kuvaus", "text"),
        ("Pysyvä linkki", "permalink"),
        ("Julkaisun tunnus", "item"),
        ("Linkin klikkaukset", "link_clicks"),
    ],
)
def test_finnish_words_of_the_field_suggest_what_they_mean(word, meaning):
    said = mapping_terms().of(base("meta_instagram_posts"))[folded(word)]
    assert (meaning, "fi") in said
