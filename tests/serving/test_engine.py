"""The engine of our pages is built once and shipped: it must fit what is installed."""

import json
import re
from importlib.metadata import version

import pytest
from ipywidgets import _version as ipywidgets

from coachkit.model.shipped import shipped
from coachkit.serving.parts import find_parts

SOURCE = shipped("templates", "voila", "engine")
BUILT = shipped("templates", "voila", "coachkit", "engine")
TOLD = json.loads((BUILT / "versions.json").read_text())
REBUILD = "the engine is older than what is installed: change its package.json, then `make engine`"


def test_the_engine_draws_the_widgets_that_are_installed():
    models = TOLD["models"]
    assert models["@jupyter-widgets/base"] == ipywidgets.__jupyter_widgets_base_version__, REBUILD
    assert models["@jupyter-widgets/controls"] == (
        ipywidgets.__jupyter_widgets_controls_version__
    ), REBUILD
    here, there = (text.split(".")[:2] for text in (version("anywidget"), models["anywidget"]))
    assert here == there, REBUILD


def test_the_engine_speaks_the_protocol_that_is_installed():
    spoken = re.findall(r'"(2\.\d+\.\d+)"', (BUILT / "engine.js").read_text())
    assert ipywidgets.__protocol_version__ in spoken, REBUILD


def test_the_engine_is_built_of_what_its_lock_says():
    locked = json.loads((SOURCE / "package-lock.json").read_text())["packages"]
    assert TOLD["packages"] == {
        name: locked[f"node_modules/{name}"]["version"] for name in TOLD["packages"]
    }
    assert not [name for name, one in locked.items() if "resolved" in one]


def test_every_licence_comes_with_the_engine():
    licences = (BUILT / "LICENSES.txt").read_text()
    for name, number in TOLD["packages"].items():
        assert f"{name} {number} (" in licences
    kinds = set(re.findall(r"^\S+ \S+ \((.+)\)$", licences, re.MULTILINE))
    assert kinds <= {"BSD-3-Clause", "MIT", "ISC", "BSD-3-Clause AND MIT"}


def test_a_page_has_four_pieces_beside_its_fonts_and_each_is_packed_if_that_helps():
    files = find_parts().files
    packed = {name for name, part in files.items() if part.packed is not None}
    assert packed == {"look/page.css", "shell/page.js", "shell/waiting.js", "engine/engine.js"}
    assert {name for name in files if name not in packed} == {
        f"fonts/{path.name}" for path in shipped("templates", "fonts").glob("*.woff2")
    }
    assert all(len(files[name].packed) < len(files[name].content) for name in packed)


HOSTILE = {
    "<b>bold</b> &amp; <i>italic</i>": "<b>bold</b> &amp; <i>italic</i>",
    "<script>alert(1)</script>after": "after",
    '<img src="x.png" onerror="alert(1)" alt="y">': '<img src="x.png">',
    '<a href="java&#10;script:alert(1)">a</a>': "<a>a</a>",
    '<a href=" JAVASCRIPT:alert(1)">a</a>': "<a>a</a>",
    '<a href="data:text/html,x">a</a>': "<a>a</a>",
    '<a href="https://example.org/" target="_top">a</a>': '<a href="https://example.org/">a</a>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>b": '<img src="x">b',
    "<math><mtext><b>x</b></mtext></math>c": "c",
    "<form><b>kept</b><input></form>": "<b>kept</b>",
    "<div><span onclick='x' class='c' aria-label='d'>e</span></div>": (
        '<span class="c" aria-label="d">e</span>'
    ),
    "<template><script>x</script></template>f": "f",
}
TAGS = ["a", "abbr", "b", "code", "em", "i", "img", "li", "ol", "span", "strong", "ul"]
ALLOWED = {
    "allowedTags": TAGS,
    "allowedAttributes": {
        "*": ["aria-*", "class", "style", "title"],
        "a": ["href"],
        "img": ["src"],
    },
}


@pytest.fixture(scope="module")
def sanitised(browser):
    source = (SOURCE / "src" / "sanitised.js").read_text().replace("export default ", "")
    page = browser.new_page()
    yield lambda text: page.evaluate(
        f"([text, allowed]) => {{ {source}; return sanitised(text, allowed); }}", [text, ALLOWED]
    )
    page.close()


def test_markup_in_a_description_keeps_its_harmless_part_alone(sanitised):
    assert {text: sanitised(text) for text in HOSTILE} == HOSTILE
