import unicodedata
from collections import Counter
from datetime import date

import pytest

from coachkit.charts.lettering import known_letters
from coachkit.documents.composing import compose
from coachkit.documents.house_look import HouseLook
from coachkit.documents.markdown_document import Colophon
from coachkit.documents.markdown_text import clean
from coachkit.documents.unseen import drawn
from coachkit.documents.writing import render_all
from tests.documents.hostile import CHOSEN, TURNED, made_up
from tests.documents.reading import PageReader, WordReader, bare, print_text
from tests.documents.samples import TEMPLATES

DAY = date(2026, 11, 22)
LOOK = HouseLook()
EACH = 130
TEXTS = [*CHOSEN, *TURNED, *made_up(930)]
BATCHES = [TEXTS[start : start + EACH] for start in range(0, len(TEXTS), EACH)]
PLACES = 10
"""How often a text stands in the template."""


def document(texts):
    return compose(
        "hostile",
        "en",
        {"texts": texts, "pictures": []},
        Colophon("Client", "Draft", DAY),
        TEMPLATES,
    )


@pytest.fixture(scope="module")
def rendered():
    documents = [document(batch) for batch in BATCHES]
    files = render_all(documents, ("html", "docx", "pdf"), LOOK)
    return [tuple(file.content for file in files[n : n + 3]) for n in range(0, len(files), 3)]


def expected(texts, bullet="", number=""):
    """The words of the template with the texts in it."""
    said = []
    for text in texts:
        shown = clean(text)
        said += [
            shown if bare(shown) else "–",
            "Before",
            shown,
            "after",
            bullet,
            shown,
            number,
            shown,
            shown,
        ]
        said += [shown, shown, shown, shown, shown, "a", "b", shown, "end"]
    return bare("".join(said))


def test_more_than_a_thousand_texts_are_tried():
    assert len(set(TEXTS)) > 1_000


def test_a_page_says_every_text_as_it_was_typed(rendered):
    for texts, (page, _, _) in zip(BATCHES, rendered, strict=True):
        assert bare(PageReader(page).text) == expected(texts)


def test_a_page_has_no_element_that_a_text_made(rendered):
    for texts, (page, _, _) in zip(BATCHES, rendered, strict=True):
        reader = PageReader(page)
        counts = {name: reader.elements[name] for name in ("h2", "h3", "ul", "ol", "table", "a")}
        many = len(texts)
        assert counts == {"h2": many, "h3": 0, "ul": many, "ol": many, "table": many, "a": many}
        assert [reader.elements[name] for name in ("script", "img", "iframe", "code", "pre")] == [
            0
        ] * 5
        assert reader.addresses == {"https://example.org/"}
        assert not [name for name in reader.attributes if name.startswith("on")]


def test_a_word_file_says_every_text_as_it_was_typed(rendered):
    begins = bare("Hostile" + "Client · 22 November 2026")
    for texts, (_, word, _) in zip(BATCHES, rendered, strict=True):
        assert bare(WordReader(word).text) == begins + expected(texts)


def test_a_word_file_has_nothing_that_a_text_made(rendered):
    for texts, (_, word, _) in zip(BATCHES, rendered, strict=True):
        reader = WordReader(word)
        assert reader.styles["Heading1"] == len(texts)
        assert reader.addresses == {"https://example.org/"}
        names = Counter(node.tag.rpartition("}")[2] for node in reader.body.iter())
        assert names["tbl"] == len(texts)
        made = ("drawing", "fldChar", "instrText", "ins", "del", "oMath", "footnoteReference")
        assert [names[name] for name in made] == [0] * len(made)


def test_a_pdf_says_every_text_that_can_be_drawn(rendered):
    for texts, (_, _, pdf) in zip(BATCHES, rendered, strict=True):
        said, wanted = (Counter(seen(text)) for text in (print_text(pdf), printed(texts)))
        assert said == wanted


def printed(texts):
    title = "Client" + "Draft" + "Hostile" + "Client · 22 November 2026"
    shown = drawn(expected(texts, "•", "1."), known_letters())
    end = "□ stands for a sign that the typeface of this file does not have. The Word file and "
    return bare(title + shown + end + "the web page show it." if "□" in shown else title + shown)


def seen(text):
    """Nothing that is not drawn, and no hyphens: a long word in a table has more of them."""
    text = unicodedata.normalize("NFC", bare(text))
    return "".join(c for c in text if c not in "-\xad\u2010" and c.isprintable())
