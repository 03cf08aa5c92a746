"""What our widgets send to a browser is harmless whatever people write, and asks nobody."""

import re

import pytest

from coachkit.model.shipped import shipped

PARTS = sorted(
    path
    for folder in ("widgets", "pages")
    for path in shipped("templates", folder).iterdir()
    if path.suffix in {".js", ".css"}
)
BY_NAME = pytest.mark.parametrize("part", PARTS, ids=[path.name for path in PARTS])
READS_MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write"
    r"|\beval\(|new Function|DOMParser|srcdoc|setHTMLUnsafe"
)
ADDRESS = re.compile(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}", re.IGNORECASE)


@BY_NAME
def test_nothing_that_people_wrote_is_read_as_markup(part):
    assert READS_MARKUP.findall(part.read_text("utf-8")) == []


@BY_NAME
def test_nobody_else_is_asked_for_anything(part):
    assert set(ADDRESS.findall(part.read_text("utf-8"))) <= {"http://www.w3.org"}
