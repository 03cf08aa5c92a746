from coachkit.documents.markdown_text import (
    EDGE,
    LINE,
    PARAGRAPH,
    address,
    attribute,
    clean,
    link,
    written,
)


def test_plain_words_need_nothing():
    assert written("Tre inlägg i veckan") == "Tre inlägg i veckan"


def test_every_sign_of_markdown_is_escaped():
    signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    assert written(signs) == EDGE + "".join(f"\\{sign}" for sign in signs) + EDGE


def test_lines_and_paragraphs_are_kept_in_one_line():
    assert written("a\nb\n\nc") == f"{EDGE}a{LINE}b{PARAGRAPH}c{EDGE}"


def test_control_characters_become_visible():
    assert clean("a\x00b\x1bc\x7fd\x9fe") == "a␀b␛c␡d�e"


def test_half_a_pair_and_noncharacters_become_visible():
    assert clean("\ud83d \ufdd0 \uffff \U0001ffff") == "� � � �"


def test_every_kind_of_line_end_is_one():
    assert clean("a\r\nb\rc\u2028d\x0be\x85f") == "a\nb\nc\nd\ne\nf"


def test_a_turned_direction_is_turned_back_at_the_end():
    assert clean("\u202eabc") == "\u202eabc\u202c"
    assert clean("\u2066a\u202eb") == "\u2066a\u202eb\u202c\u2069"
    assert clean("\u2066a\u2069 b") == "\u2066a\u2069 b"
    assert clean("\u2069 alone") == "\u2069 alone"


def test_a_direction_is_turned_back_in_its_own_line():
    assert clean("\u202ea\nb") == "\u202ea\u202c\nb"


def test_only_addresses_of_the_web_and_of_mail_lead_anywhere():
    assert address("https://example.org/a?b=1&c=2") == "https://example.org/a?b=1&c=2"
    assert address("mailto:marit@example.org") == "mailto:marit@example.org"
    refused = [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org",
        "example.org", "https://", "mailto:", "", "https://bank.example@evil.example/",
        "https://[", "x" * 3_000,
    ]  # fmt: skip
    assert [address(url) for url in refused] == [None] * len(refused)


def test_an_address_cannot_end_its_link():
    assert address("https://example.org/a b>(c)<d") == "https://example.org/a%20b%3E(c)%3Cd"
    assert link("a", "https://example.org/)") == "[a](<https\\:\\/\\/example\\.org\\/\\)>)"


def test_a_link_without_an_address_is_its_text():
    assert link("a*b", "javascript:alert(1)") == written("a*b")


def test_an_attribute_is_one_line():
    assert attribute('a "b"\n}c') == 'a \\"b\\" \\}c'
