"""Text that readers would see and no catalogue knows is found; markup and code are not."""

import pytest

from coachkit.language.bare_text import bare_text_in


def seen(tmp_path, name, content):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return [(fault.line, fault.reason) for fault in bare_text_in(tmp_path)]


def reason(text):
    return f"“{text}” is in no catalogue"


def test_words_between_tags_are_seen(tmp_path):
    page = '<style>p { color: red }</style>\n<h1>{{ say("Goals") }}</h1>\n<p>\nHello {{ name }}</p>'
    assert seen(tmp_path, "templates/a.html.j2", page) == [(4, reason("Hello"))]


def test_words_that_are_read_aloud_are_seen(tmp_path):
    page = '<div class="wide" role="region" aria-label="Table" title="{{ caption }}"></div>'
    assert seen(tmp_path, "templates/a.html.j2", page) == [(1, reason("Table"))]


def test_our_own_name_and_signs_need_no_catalogue(tmp_path):
    page = "<p>coachkit · {{ a }} – {{ b }} ({{ c }} %)</p><script>let hello = 'x';</script>"
    assert seen(tmp_path, "templates/a.html.j2", page) == []


def test_markdown_has_words_beside_its_signs(tmp_path):
    page = (
        '# {{ say("Report") }} {.unnumbered}\n\n::: {.lead}\n{{ text }}\n:::\n\n'
        "![{{ alt }}](chart.svg)\n\n- Oops\n"
    )
    assert seen(tmp_path, "templates/a.md.j2", page) == [(9, reason("- Oops"))]


def test_style_sheets_are_no_text(tmp_path):
    assert seen(tmp_path, "templates/a.css.j2", ".page { color: red }") == []


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('Button(description="Save")', "Save"),
        ('Text(placeholder=f"Name of {what}")', "Name of "),
        ('axes.set_title("Reach")', "Reach"),
        ('page = "<h1>Hello</h1>"', "Hello"),
        ('sentence = "Nothing was found here."', "Nothing was found here."),
    ],
)
def test_bare_words_in_python_are_seen(tmp_path, line, text):
    assert seen(tmp_path, "coachkit/widgets/a.py", f"\n{line}\n") == [(2, reason(text))]


@pytest.mark.parametrize(
    "line",
    [
        'Button(description=speech.say("Save"))',
        '"""A docstring of several words."""',
        'raise ValueError("this is for programmers only")',
        'log.warning("somebody pressed the button")',
        'rule = "p { margin: 0 auto; }"',
        'names = {"sv": "Svenska"}',
        'Button(description="Svenska")  # not for people: a language names itself',
    ],
)
def test_what_no_reader_sees_is_let_be(tmp_path, line):
    assert seen(tmp_path, "coachkit/widgets/a.py", f"{line}\n") == []


def test_packages_without_pages_are_let_be(tmp_path):
    assert seen(tmp_path, "coachkit/store/a.py", 'x = "A sentence for nobody."\n') == []
