"""Texts are found wherever they are said, and texts that no catalogue could hold are refused."""

import json

import pytest

from coachkit.language.extraction import Fault, Said, fields_of, said_in


def found(tmp_path, files):
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return said_in(tmp_path)


def test_python_says_texts_counts_and_contexts(tmp_path):
    source = (
        'speech.say("One " "text %(a)s", a=1)\n'
        'speech.count("%(n)s post", "%(n)s posts", n)\n'
        'speech.say_in("metric", "Reach")\n'
        'TABLE = {"a": later("Later"), "b": later_in("field", "Name")}\n'
    )
    texts, faults = found(tmp_path, {"coachkit/a.py": source})
    assert texts == [
        Said(None, "One text %(a)s", None, "coachkit/a.py"),
        Said(None, "%(n)s post", "%(n)s posts", "coachkit/a.py"),
        Said("metric", "Reach", None, "coachkit/a.py"),
        Said(None, "Later", None, "coachkit/a.py"),
        Said("field", "Name", None, "coachkit/a.py"),
    ]
    assert faults == []


def test_templates_say_texts_by_call_and_by_tag(tmp_path):
    source = (
        '<p>{{ say("Hello") }} {{ speech.say("You") }} {{ count("%(n)s a", "%(n)s b", n) }}</p>'
        "{% trans name=client %}Dear {{ name }}{% endtrans %}"
        "{% if x %}{{ say('%(day)s', day=d) }}{% endif %}"
    )
    texts, faults = found(tmp_path, {"templates/pages/a.html.j2": source})
    assert {(one.text, one.many) for one in texts} == {
        ("Hello", None),
        ("You", None),
        ("%(n)s a", "%(n)s b"),
        ("Dear %(name)s", None),
        ("%(day)s", None),
    }
    assert faults == []


def test_notebooks_say_texts_in_their_code_cells(tmp_path):
    cells = [
        {"cell_type": "markdown", "source": ['say("not this")']},
        {"cell_type": "code", "source": ["%matplotlib inline\n", 'speech.say("This")']},
    ]
    texts, faults = found(tmp_path, {"notebooks/a.ipynb": json.dumps({"cells": cells})})
    assert texts == [Said(None, "This", None, "notebooks/a.ipynb")]
    assert faults == []


def test_lists_and_strings_count_for_themselves(tmp_path):
    source = 'rows.count("a")\ntext.count("a", 1, 2)\nframe.count()\nitertools.count(1, 2, 3)\n'
    assert found(tmp_path, {"coachkit/a.py": source}) == ([], [])


def test_a_text_that_is_said_later_is_found_where_it_stands(tmp_path):
    texts, faults = found(tmp_path, {"coachkit/a.py": "speech.say(TABLE[code])\n"})
    assert (texts, faults) == ([], [])


@pytest.mark.parametrize(
    "glued",
    ['say(f"You have {n}")', 'say("You have " + n)', 'count("one", f"{n} many", n)'],
)
def test_a_glued_sentence_is_a_fault(tmp_path, glued):
    name = glued.partition("(")[0]
    texts, faults = found(tmp_path, {"coachkit/a.py": f"\nspeech.{glued}\n"})
    reason = f"{name}() is given a text glued together: use %(name)s fields"
    assert (texts, faults) == ([], [Fault("coachkit/a.py", 2, reason)])


def test_a_glued_sentence_in_a_template_is_a_fault(tmp_path):
    _, faults = found(tmp_path, {"templates/a.html.j2": '{{ say("You have " ~ n) }}'})
    assert [fault.line for fault in faults] == [1]


def test_a_field_that_nobody_fills_is_a_fault(tmp_path):
    source = (
        'speech.say("%(a)s and %(b)s", a=1)\n'
        'speech.count("%(n)s of %(all)s", "%(n)s of %(all)s", n)\n'
        'speech.say("%(c)s", **values)\n'
    )
    _, faults = found(tmp_path, {"coachkit/a.py": source})
    assert [(fault.line, fault.reason) for fault in faults] == [
        (1, "say() leaves the field %(b)s empty"),
        (2, "count() leaves the field %(all)s empty"),
    ]


def test_hidden_folders_say_nothing(tmp_path):
    checkpoint = {"notebooks/.ipynb_checkpoints/a.ipynb": json.dumps({"cells": []})}
    assert found(tmp_path, checkpoint) == ([], [])


def test_a_text_tells_its_fields():
    assert fields_of("%(n)d of %(all)s, 90 % and 5 %% or %(broken)") == {"n", "all"}
