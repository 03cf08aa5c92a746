"""What a notebook showed, taken apart for print."""

import base64
import io

from PIL import Image

from coachkit.documents.run_parts import Picture, Said, parts


def test_words_keep_their_place_and_styles_are_no_words():
    html = (
        "<style>h1{}</style><div><span class='ck-client'>Shop &amp; Co</span> "
        "<span class='ck-when'>October</span></div><h1>Up</h1><p class='ck-lead'>n = 4</p>"
        "<ul><li>One<small>why</small></li></ul>"
    )
    assert parts(html) == [
        Said("whose", "Shop & Co · October"),
        Said("finding", "Up"),
        Said("lead", "n = 4"),
        Said("item", "One", "why"),
    ]


def test_a_goal_has_its_bar_its_mark_and_how_it_stands():
    html = (
        "<li><span>Talk<small>Facebook</small></span><span class='ck-bar ck-behind' "
        "aria-label='Talk: 8'><i style='width:54.7%'></i><b style='left:82%'></b></span>"
        "<span>8 / 12<small>not reached</small></span></li>"
    )
    (goal,) = parts(html)
    assert (goal.kind, goal.text, goal.small) == ("goal", "Talk", "Facebook")
    assert (goal.figure, goal.state) == ("8 / 12", "not reached")
    assert goal.bar == {"behind": True, "alt": "Talk: 8", "reached": 54.7, "mark": 82.0}


def test_a_drawing_stays_as_it_was_drawn_and_any_picture_becomes_a_png():
    drawing = '<svg xmlns="x" class="chart" role="img" aria-label="A &amp; B"><text>1</text></svg>'
    written = io.BytesIO()
    Image.new("RGB", (4, 2), "white").save(written, "webp", lossless=True)
    data = base64.b64encode(written.getvalue()).decode()
    found = parts(f'<p>a</p>{drawing}<img alt="C" src="data:image/webp;base64,{data}"><p>b</p>')
    assert [one.text for one in found if isinstance(one, Said)] == ["a", "b"]
    drawn, pixels = (one for one in found if isinstance(one, Picture))
    assert (drawn.alt, drawn.drawing) == ("A & B", drawing)
    assert pixels.alt == "C"
    assert Image.open(io.BytesIO(pixels.png)).format == "PNG"
