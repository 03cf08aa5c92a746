"""Client text is data: no field of a document or page may become HTML, script or an address."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.documents import pages
from coachkit.documents.blocks import Document, Heading, Paragraph, Table
from coachkit.documents.drawing import first_words
from coachkit.documents.html import html
from coachkit.documents.month import MonthOfClient
from coachkit.documents.report import monthly_report
from coachkit.model.client import Client
from coachkit.model.languages import LANGUAGES
from coachkit.model.periods import Period

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% import os %}",
    "javascript:alert(1)",
    "</style><script>alert(1)</script>",
    "=HYPERLINK(1)",
    "&lt;b&gt; & <b>",
    "\u202eevil\u0000",
]


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, tuple(name for name, _ in attrs)))


def tags(page):
    parser = Tags()
    parser.feed(page)
    return parser.seen


def document(text):
    return Document(
        title=text,
        subtitle=text,
        made=text,
        language="en",
        blocks=(
            Heading(text),
            Paragraph(text, "lead"),
            Table(text, (text, text), ((text, text),), frozenset({1})),
        ),
    )


CALM = tags(html(document("calm")))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_adds_no_tag_and_no_attribute_to_a_document(text):
    assert tags(html(document(text))) == CALM


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60))
def test_no_text_at_all_adds_one(text):
    assert tags(html(document(text))) == CALM


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_stays_a_name_on_the_page(text):
    calm = tags(pages.header("calm", "calm", "sv"))
    assert tags(pages.header(text, text, "sv")) == calm
    assert tags(pages.refusal(text, "sv")) == tags(pages.refusal("calm", "sv"))


def test_a_document_needs_nothing_from_outside():
    page = html(document("calm"))
    assert re.findall(r"""(?:src|href)\s*=\s*["']?(?!data:)""", page) == []
    assert re.findall(r"url\((?!data:)", page) == []
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_client_without_any_export_has_a_report_that_says_so(language):
    client = Client(slug="new", name="Quite New", languages=(language,))
    month = MonthOfClient(client, Period.month("2026-10"), {}, {}, ())
    report = monthly_report(month, language, date(2026, 11, 2))
    assert [type(block) for block in report.blocks] == [Paragraph]
    assert f'<html lang="{language}">' in html(report)


def test_a_post_is_named_by_its_first_words_on_one_line():
    assert first_words("Short and\nsweet") == "Short and sweet"
    assert first_words("word " * 40, 12) == "word word…"
    assert first_words("x" * 40, 12) == "x" * 11 + "…"
    assert first_words("") == ""
