from datetime import date

import pytest
from jinja2 import TemplateAssertionError, UndefinedError

from coachkit.documents.composing import compose
from coachkit.documents.markdown_document import Colophon, MarkdownDocument, Picture
from coachkit.model.errors import InvalidValue

DAY = date(2026, 11, 22)


@pytest.fixture
def composed(tmp_path):
    def compose_from(text, **values):
        folder = tmp_path / "letter"
        folder.mkdir(exist_ok=True)
        (folder / "fi.md.j2").write_text('{% set title = "Kirje" %}' + text, encoding="utf-8")
        return compose("letter", "fi", values, Colophon("Client", "Luonnos", DAY), tmp_path)

    return compose_from


def test_a_template_says_its_title(composed):
    document = composed('{% set subtitle = "Meille" %}{% set contents = true %}# Hei')
    assert (document.title, document.subtitle, document.contents) == ("Kirje", "Meille", True)
    assert document.body == "# Hei"


def test_days_are_said_in_the_language_and_nothing_is_a_dash(composed):
    assert composed("{{ day }}, {{ nothing }}, {{ n }}", day=DAY, nothing=None, n=3).body == (
        "\ufdd222\\. marraskuuta 2026\ufdd2, \ufdd2–\ufdd2, 3"
    )


def test_what_a_macro_writes_is_escaped_once(composed):
    body = composed(
        "{% macro bold(text) %}**{{ text }}**{% endmacro %}{{ bold(said) }}", said="a*b"
    )
    assert body.body == "**\ufdd2a\\*b\ufdd2**"


@pytest.mark.parametrize(
    "glued",
    ["{{ a ~ b }}", "{{ a + b }}", '{{ "%s" % a }}', "{{ [a, b]|join }}", "{{ a|safe }}",
     '{{ a|replace("x", "y") }}', "{{ a|escape }}", "{{ a|indent }}", '{{ "%s"|format(a) }}'],
)  # fmt: skip
def test_a_template_that_glues_texts_is_refused(composed, glued):
    with pytest.raises(TemplateAssertionError):
        composed(glued, a="a", b="b")


def test_a_value_that_is_missing_is_refused(composed):
    with pytest.raises(UndefinedError):
        composed("{{ nobody }}")


@pytest.mark.parametrize("value", [1.5, True, ["a"], b"a", object()])
def test_a_value_that_has_no_words_is_refused(composed, value):
    with pytest.raises(TypeError):
        composed("{{ value }}", value=value)


def test_a_picture_without_words_is_refused():
    with pytest.raises(InvalidValue) as refused:
        Picture("posts", b"", " ")
    assert (refused.value.code, refused.value.field) == ("missing", "alt")


@pytest.mark.parametrize("name", ["", "../posts", "Posts", "a b", "a" * 41])
def test_a_picture_has_a_plain_name(name):
    with pytest.raises(InvalidValue) as refused:
        Picture(name, b"", "alt")
    assert (refused.value.code, refused.value.field) == ("not_allowed", "name")


def test_no_two_pictures_have_one_name():
    picture = Picture("posts", b"", "alt")
    with pytest.raises(InvalidValue) as refused:
        MarkdownDocument("x", "en", "T", "", "C", "D", DAY, pictures=(picture, picture))
    assert refused.value.code == "repeated"
