"""Our reader of catalogues agrees with gettext's own idea of them."""

import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from coachkit.language.messages import catalogue_path, read_messages
from coachkit.model.languages import LANGUAGES

# Babel breaks lines at characters that are no line ends in a catalogue.
texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters='\n\t"\\%'),
    min_size=1,
    max_size=60,
).filter(str.strip)


def as_babel_reads(text):
    return {
        (message.context, message.id if isinstance(message.id, str) else message.id[0]): (
            (message.string,) if isinstance(message.string, str) else tuple(message.string)
        )
        for message in read_po(io.StringIO(text))
        if message.id and not message.fuzzy and message.string and all(message.string)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_catalogues_are_read_as_babel_reads_them(language):
    text = catalogue_path(language).read_text(encoding="utf-8")
    assert read_messages(text) == as_babel_reads(text)


@given(
    st.dictionaries(
        st.tuples(st.none() | texts, texts), st.tuples(texts, texts, st.booleans()), max_size=6
    )
)
def test_any_catalogue_is_read_as_it_was_written(messages):
    catalogue = Catalog(locale="sv_SE")
    wanted = {}
    for (context, text), (one, many, plural) in messages.items():
        identity, string = ((text, text), (one, many)) if plural else (text, one)
        catalogue.add(identity, string=string, context=context)
        wanted[context, text] = string if plural else (string,)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=76)
    assert read_messages(buffer.getvalue().decode("utf-8")) == wanted


def test_what_is_fuzzy_obsolete_or_empty_is_left_out():
    text = (
        'msgid ""\nmsgstr "Language: sv\\n"\n\n'
        '#, fuzzy\nmsgid "Perhaps"\nmsgstr "Kanske"\n\n'
        '#: a.py\nmsgid "Empty"\nmsgstr ""\n\n'
        'msgid "%(n)s post"\nmsgid_plural "%(n)s posts"\nmsgstr[0] "%(n)s inlägg"\nmsgstr[1] ""\n\n'
        'msgid "Long "\n"text"\nmsgstr "Lång "\n"text"\n\n'
        '#~ msgid "Gone"\n#~ msgstr "Borta"\n'
    )
    assert read_messages(text) == {(None, "Long text"): ("Lång text",)}
