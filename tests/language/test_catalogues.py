"""The catalogues are complete, and whatever would spoil them is found."""

import pytest

from coachkit.language import catalogues
from coachkit.language.catalogues import catalogue_in, check, main, update

ROOT = catalogues._ROOT
TERMS = """
[[term]]
en = "reach"
sv = "räckvidd"
fi = "tavoittavuus"

[[term]]
en = "post"
sv = "inlägg"
fi = "julkaisu"
sv_stem = "inlägg"
fi_stem = "julkais"

[[unchanged]]
en = "Instagram Reels"
languages = ["sv", "fi"]
reason = "a product's name"
"""
SAID = 'say("Reach")\ncount("%(n)s post", "%(n)s posts", n)\nsay("Instagram Reels")\n'
WORDS = {
    "sv": {
        'msgid "Reach"\nmsgstr ""': 'msgid "Reach"\nmsgstr "Räckvidd"',
        'msgstr[0] ""': 'msgstr[0] "%(n)s inlägg"',
        'msgstr[1] ""': 'msgstr[1] "%(n)s inlägg"',
        'msgid "Instagram Reels"\nmsgstr ""': 'msgid "Instagram Reels"\nmsgstr "Instagram Reels"',
    },
    "fi": {
        'msgid "Reach"\nmsgstr ""': 'msgid "Reach"\nmsgstr "Tavoittavuus"',
        'msgstr[0] ""': 'msgstr[0] "%(n)s julkaisu"',
        'msgstr[1] ""': 'msgstr[1] "%(n)s julkaisua"',
        'msgid "Instagram Reels"\nmsgstr ""': 'msgid "Instagram Reels"\nmsgstr "Instagram Reels"',
    },
}


@pytest.fixture
def house(tmp_path):
    """A small repository whose catalogues are as they should be."""
    (tmp_path / "coachkit").mkdir()
    (tmp_path / "coachkit" / "a.py").write_text(SAID, encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "terms.toml").write_text(TERMS, encoding="utf-8")
    list(update(tmp_path))
    for language, words in WORDS.items():
        for empty, filled in words.items():
            rewrite(tmp_path, language, empty, filled)
    return tmp_path


def rewrite(house, language, old, new):
    path = catalogue_in(house, language)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_catalogues_of_the_house_are_complete():
    assert sorted(check(ROOT)) == []


def test_a_complete_catalogue_has_no_complaints(house):
    assert list(check(house)) == []


def test_english_says_its_source(house):
    text = catalogue_in(house, "en").read_text(encoding="utf-8")
    assert 'msgid "Reach"\nmsgstr "Reach"' in text
    assert 'msgstr[0] "%(n)s post"\nmsgstr[1] "%(n)s posts"' in text


def test_updating_twice_changes_nothing(house):
    before = [catalogue_in(house, language).read_bytes() for language in ("en", "sv", "fi")]
    assert list(update(house)) == [
        f"{language}: 3 texts, 0 not translated" for language in ("en", "sv", "fi")
    ]
    assert [catalogue_in(house, language).read_bytes() for language in ("en", "sv", "fi")] == before


def test_a_catalogue_has_no_dates_and_no_line_numbers(house):
    text = catalogue_in(house, "sv").read_text(encoding="utf-8")
    assert "#: coachkit/a.py\n" in text
    assert [word for word in ("Date", "2026", "a.py:") if word in text] == []


def test_a_new_text_is_asked_for(house):
    (house / "coachkit" / "a.py").write_text(SAID + 'say("New")\n', encoding="utf-8")
    assert list(check(house)) == [
        f"{language}: run “update”: not in the catalogue: New" for language in ("en", "sv", "fi")
    ]
    assert list(update(house))[1:] == [
        "sv: 4 texts, 1 not translated",
        "fi: 4 texts, 1 not translated",
    ]
    assert list(check(house)) == ["sv: not translated: New", "fi: not translated: New"]


def test_a_lost_text_has_its_translation_back_when_it_is_said_again(house):
    (house / "coachkit" / "a.py").write_text(SAID.replace("Reach", "Far"), encoding="utf-8")
    list(update(house))
    assert "sv: obsolete: Reach" in list(check(house))
    (house / "coachkit" / "a.py").write_text(SAID, encoding="utf-8")
    list(update(house, prune=True))
    assert list(check(house)) == []


def test_a_pruned_text_is_gone(house):
    (house / "coachkit" / "a.py").write_text('say("Instagram Reels")\n', encoding="utf-8")
    list(update(house, prune=True))
    assert list(check(house)) == []
    assert "Reach" not in catalogue_in(house, "sv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"Räckvidd"', '"Täckning"', "the term is “räckvidd”, not “Täckning”: Reach"),
        ('"Räckvidd"', '""', "not translated: Reach"),
        ('"Räckvidd"', '"<b>Räckvidd</b>"', "HTML belongs into templates: Reach"),
        ('"Räckvidd"', '"Räckvidd "', "source and translation do not begin or end alike: Reach"),
        ('msgid "Reach"', '#, fuzzy\nmsgid "Reach"', "fuzzy: Reach"),
        (
            'msgstr[1] "%(n)s inlägg"',
            'msgstr[1] "%(m)s inlägg"',
            "the translation lacks %(n)s: %(n)s post",
        ),
        (
            'msgstr[1] "%(n)s inlägg"',
            'msgstr[1] "%(n)s poster"',
            "“post” is “inlägg” in the term base: %(n)s post",
        ),
        ("(n != 1)", "(n > 1)", "plural forms must split at one, not by “(n > 1)”"),
        (
            'msgid "Reach"',
            'msgid "Old"\nmsgstr "Gammal"\n\nmsgid "Reach"',
            "run “update”: no longer said: Old",
        ),
    ],
)
def test_a_spoilt_catalogue_is_found(house, old, new, complaint):
    rewrite(house, "sv", old, new)
    assert f"sv: {complaint}" in list(check(house))


def test_english_left_standing_is_found(house):
    (house / "coachkit" / "a.py").write_text(SAID + 'say("So far %(n)s", n=1)', encoding="utf-8")
    list(update(house))
    same = 'msgid "So far %(n)s"\nmsgstr "So far %(n)s"'
    rewrite(house, "fi", 'msgid "So far %(n)s"\nmsgstr ""', same)
    assert list(check(house)) == [
        "sv: not translated: So far %(n)s",
        "fi: still English: So far %(n)s",
    ]


def test_a_text_cannot_be_a_sentence_and_a_count(house):
    (house / "coachkit" / "b.py").write_text('say("%(n)s post", n=1)\n', encoding="utf-8")
    assert "said in several ways, as count() and say() or with two plurals: %(n)s post" in list(
        check(house)
    )


def test_glued_and_bare_texts_are_in_the_list(house):
    (house / "coachkit" / "b.py").write_text('say(f"{a} b")\n', encoding="utf-8")
    (house / "templates").mkdir()
    (house / "templates" / "a.html.j2").write_text("<p>Hello</p>", encoding="utf-8")
    assert list(check(house)) == [
        "coachkit/b.py:1: say() is given a text glued together: use %(name)s fields",
        "templates/a.html.j2:1: “Hello” is in no catalogue",
    ]


def test_the_commands_say_by_their_exit_code_whether_all_is_well(house, capsys):
    assert main(["check", "--root", str(house)]) == 0
    assert main(["extract", "--root", str(house)]) == 0
    assert capsys.readouterr().out == "%(n)s post\nInstagram Reels\nReach\n"
    (house / "coachkit" / "a.py").write_text('say("New")\n', encoding="utf-8")
    assert main(["check", "--root", str(house)]) == 1
    assert main(["update", "--prune", "--root", str(house)]) == 0
    assert capsys.readouterr().out.endswith("fi: 1 texts, 1 not translated\n")
