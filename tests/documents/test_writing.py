import hashlib
import io
import json
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from coachkit.documents import pandoc, writing
from coachkit.documents.house_look import HouseLook
from coachkit.documents.markdown_document import MarkdownDocument, Picture
from coachkit.documents.markdown_text import written
from coachkit.documents.writing import render, render_all
from coachkit.language.explaining import explain
from coachkit.model.errors import DocumentFailed
from coachkit.model.languages import LANGUAGES
from tests.documents.hostile import CHOSEN
from tests.documents.reading import PageReader, W, WordReader, bare, print_text
from tests.documents.samples import sample

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 22)
DC = "{http://purl.org/dc/elements/1.1/}"


def logo():
    drawn = io.BytesIO()
    Image.new("RGB", (300, 100), "#aa2200").save(drawn, "PNG")
    return drawn.getvalue()


LOOK = HouseLook("#ffcc00", logo())


@pytest.fixture(scope="module")
def files():
    """Every sample in every format, by language and format."""
    made = render_all(
        [sample(language) for language in LANGUAGES], ("docx", "pdf", "html", "md"), LOOK
    )
    return {(one.document.language, one.format): one.content for one in made}


def plain(body, **more):
    facts = {"title": "Title", "client": "Client", "status": "Draft", "day": DAY, **more}
    return MarkdownDocument("plain", "en", body=body, **facts)


# Same in, same out ------------------------------------------------------------------------------

MAKES = """
import hashlib, json
from tests.documents.test_writing import LOOK
from tests.documents.samples import sample
from coachkit.documents.writing import render
formats = ("docx", "pdf", "html", "md")
made = {to: hashlib.sha256(render(sample("fi"), to, LOOK)).hexdigest() for to in formats}
print(json.dumps(made))
"""


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_document_gives_the_same_bytes_in_another_process(files, seed):
    settings = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": "Pacific/Auckland",
        "SOURCE_DATE_EPOCH": seed,
    }
    run = subprocess.run(
        [sys.executable, "-c", MAKES], cwd=ROOT, env=settings, capture_output=True, check=True
    )
    wanted = {
        to: hashlib.sha256(files["fi", to]).hexdigest() for to in ("docx", "pdf", "html", "md")
    }
    assert json.loads(run.stdout) == wanted


# Word -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "locale"), [("sv", "sv-SE"), ("fi", "fi-FI"), ("en", "en-GB")]
)
def test_a_word_file_says_its_language_title_and_authors(files, language, locale):
    reader = WordReader(files[language, "docx"])
    spoken = reader.xml("word/styles.xml").find(f".//{W}docDefaults//{W}lang")
    core = reader.xml("docProps/core.xml")
    told = {tag: core.findtext(DC + tag) for tag in ("title", "creator", "language", "subject")}
    assert spoken.get(f"{W}val") == locale
    assert told == {
        "title": sample(language).title,
        "creator": "Marit Lind; Pekka Niemi",
        "language": locale,
        "subject": "Nordlykta Friluft",
    }


def test_a_word_file_has_named_styles_for_all_it_says(files):
    reader = WordReader(files["sv", "docx"])
    known = {style.get(f"{W}styleId") for style in reader.xml("word/styles.xml").iter(f"{W}style")}
    used = {
        node.get(f"{W}val")
        for name in ("pStyle", "rStyle", "tblStyle")
        for node in reader.body.iter(W + name)
    }
    assert used - known == set()
    assert used >= {
        "Title",
        "Heading1",
        "Heading2",
        "Heading3",
        "Lead",
        "CalloutDecision",
        "DoLabel",
        "Table",
    }


def test_headings_of_a_word_file_leave_no_level_out(files):
    levels = [
        int(style[-1]) for style in ordered(files["sv", "docx"]) if style.startswith("Heading")
    ]
    assert all(later - earlier <= 1 for earlier, later in zip([0, *levels], levels, strict=False))


def ordered(content):
    return [node.get(f"{W}val") for node in WordReader(content).body.iter(f"{W}pStyle")]


def test_the_head_of_a_table_is_marked_as_one(files):
    rows = [
        row
        for row in WordReader(files["sv", "docx"]).body.iter(f"{W}tr")
        if row.find(f"./{W}trPr/{W}tblHeader") is not None
    ]
    assert ["".join(row.itertext()) for row in rows] == ["VarHur det låterHur oftaGånger"]


def test_running_heads_and_footers_say_title_state_and_page(files):
    reader = WordReader(files["fi", "docx"])
    heads = [
        "".join(reader.xml(f"word/{part}.xml").itertext()).split()
        for part in ("header1", "footer1")
    ]
    assert heads[0] == ["Sosiaalisen", "median", "strategiaLuonnos", "v0.1"]
    assert heads[1][:4] == ["Nordlykta", "Friluft", "·", "22."]
    assert {"PAGE", "NUMPAGES"} < set(heads[1])


def test_a_word_file_is_a4_and_has_the_logo_with_its_words(files):
    reader = WordReader(files["sv", "docx"])
    page = reader.body.find(f".//{W}pgSz")
    assert (page.get(f"{W}w"), page.get(f"{W}h")) == ("11906", "16838")
    assert b'descr="Nordlykta Friluft"' in reader.parts["word/header2.xml"]
    assert reader.parts["word/media/logo.png"] == LOOK.logo


def test_every_part_of_a_word_file_is_linked_and_typed(files):
    reader = WordReader(files["sv", "docx"])
    types = reader.parts["[Content_Types].xml"].decode()
    for name in reader.parts:
        reader.xml(name) if name.endswith((".xml", ".rels")) else None
        assert f'"/{name}"' in types or f'Extension="{name.rpartition(".")[2]}"' in types


# Print ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_print_is_tagged_titled_and_has_its_typefaces_inside(files, language):
    reader = pypdf.PdfReader(io.BytesIO(files[language, "pdf"]))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own kind of truth
    assert catalogue["/Lang"].startswith(language)
    assert reader.metadata.title == sample(language).title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()
    fonts = [font for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    inner = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    described = [font["/FontDescriptor"].get_object() for font in inner]
    names = {font["/FontName"].partition("+")[2].partition("-")[0] for font in described}
    assert names == {"InterTabular"}
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in described)


def test_pages_are_numbered_in_words_of_the_language(files):
    pages = pypdf.PdfReader(io.BytesIO(files["en", "pdf"])).pages
    many = len(pages)
    for number, page in enumerate(pages, start=1):
        assert f"{number} of {many}" in page.extract_text().replace("\u2060", "")
        assert "Draft v0.1" in page.extract_text()


def test_a_sign_that_cannot_be_printed_is_a_square_and_is_told_of():
    document = plain(written("Bra 👩🏽‍🚀 jobbat 🎉!"))
    said = " ".join(print_text(render(document, "pdf", LOOK)).split())
    assert "Bra □ jobbat □!" in said
    assert "□ stands for a sign that the typeface of this file does not have." in said
    assert "👩🏽‍🚀" in PageReader(render(document, "html", LOOK)).text
    assert "👩🏽‍🚀" in WordReader(render(document, "docx", LOOK)).text


def test_print_says_nothing_of_squares_when_there_are_none(files):
    assert "□" not in print_text(files["sv", "pdf"])


# Pages ------------------------------------------------------------------------------------------


def test_a_page_is_one_file_without_script_or_network(files):
    for language in LANGUAGES:
        reader = PageReader(files[language, "html"])
        assert reader.elements["script"] == 0
        assert {one for one in reader.addresses if not one.startswith(("#", "data:"))} == {
            "https://example.org/tabell?a=1&b=2"
        }


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_for_everybody_and_fits(files, browser, tmp_path, language, width):
    file = tmp_path / "page.html"
    file.write_bytes(files[language, "html"])
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("document.documentElement.lang") == language
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()


def test_a_long_page_leads_to_its_chapters(files):
    reader = PageReader(files["sv", "html"])
    assert {one for one in reader.addresses if one.startswith("#")} == {"#s1", "#s2", "#s4", "#s8"}
    assert all(
        f'id="{one[1:]}"'.encode() in files["sv", "html"] for one in ("#s1", "#s2", "#s4", "#s8")
    )


# Markdown ---------------------------------------------------------------------------------------


def test_markdown_is_readable_elsewhere(files):
    lines = files["en", "md"].decode().splitlines()
    assert lines[:3] == [
        "# Social media strategy",
        "",
        "Nordlykta Friluft · 22 November 2026 · Draft v0.1",
    ]
    assert "| Hiking forum | Asks about boots for wide feet | every week | 14 |" in lines
    assert "> Decision" in lines
    assert not [line for line in lines if line.startswith(("<", ":::"))]


# Whatever is written ----------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["docx", "pdf", "html"])
def test_ten_thousand_letters_come_out(to):
    text = "Lentokonesuihkuturbiini" * 435
    content = render(plain(written(text)), to, LOOK)
    read = {
        "docx": lambda: WordReader(content).text,
        "pdf": lambda: print_text(content),
        "html": lambda: PageReader(content).text,
    }
    assert text in bare(read[to]())


@pytest.mark.parametrize("to", ["docx", "pdf", "html", "md"])
def test_title_client_state_authors_and_words_of_pictures_are_text_too(to):
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "#aa2200").save(picture, "PNG")
    hostile = " ".join(text for text in CHOSEN if text.isprintable())[:1_500]
    facts = dict.fromkeys(("title", "subtitle", "client", "status"), hostile)
    document = plain(
        f"![\ufdd2](figure:a)\n\n![{written(hostile)}](figure:a)",
        authors=(hostile, "]]>"),
        pictures=(Picture("a", picture.getvalue(), hostile, hostile),),
        contents=True,
        **facts,
    )
    content = render(document, to, LOOK)
    if to == "html":
        reader = PageReader(content)
        assert (reader.elements["script"], reader.elements["img"]) == (0, 3)
        assert not [name for name in reader.attributes if name.startswith("on")]
    elif to == "docx":
        core = WordReader(content).xml("docProps/core.xml")
        assert bare(core.findtext(f"{DC}title")) == bare(hostile)
        drawn = [
            node.get("descr")
            for node in WordReader(content).body.iter()
            if node.tag.endswith("}docPr")
        ]
        assert [bare(said) for said in drawn] == [bare(hostile)] * 2


def test_a_picture_that_is_not_the_documents_own_is_its_words_alone(tmp_path):
    secret = tmp_path / "secret.png"
    Image.new("RGB", (40, 40)).save(secret)
    body = f"![words](<{secret}>)\n\n![more](https://example.org/a.png)\n\n![none](figure:unknown)"
    reader = PageReader(render(plain(body), "html", HouseLook()))
    assert (reader.elements["img"], bare(reader.text)) == (0, "wordsmorenone")
    assert not [
        name
        for name in WordReader(render(plain(body), "docx", HouseLook())).parts
        if "media" in name
    ]


# When it fails ----------------------------------------------------------------------------------


def failing(monkeypatch, tmp_path, script):
    program = tmp_path / "pandoc"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "program", lambda: str(program))


def refused(to="html"):
    with pytest.raises(DocumentFailed) as found:
        render(plain("a"), to, LOOK)
    return found.value


def test_a_missing_pandoc_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(pandoc, "program", lambda: str(tmp_path / "nowhere"))
    assert refused().code == "pandoc_missing"
    assert explain(refused(), "en").startswith(
        "The program pandoc, which writes documents, is missing."
    )


def test_a_failing_pandoc_is_told_with_its_reason(monkeypatch, tmp_path):
    failing(monkeypatch, tmp_path, "echo no room >&2; exit 1")
    assert (refused().code, refused().details) == ("pandoc_failed", {"reason": "no room"})


def test_a_pandoc_that_never_ends_is_stopped(monkeypatch, tmp_path):
    failing(monkeypatch, tmp_path, "exec tail -f /dev/null")
    monkeypatch.setattr(pandoc, "_LONGEST", 0.2)
    assert (refused().code, refused().details) == ("timed_out", {"seconds": 0.2})


def test_typst_that_refuses_is_told(monkeypatch, tmp_path):
    failing(monkeypatch, tmp_path, "echo '#nothing-of-that-name'")
    assert refused("pdf").code == "typst_failed"


def test_one_failure_ends_them_all(monkeypatch):
    monkeypatch.setitem(writing._WRITERS, "html", lambda _document, _look: bad())
    with pytest.raises(DocumentFailed):
        render_all([plain("a")], ("md", "html"), LOOK)


def bad():
    raise DocumentFailed("pandoc_failed", reason="x")


def test_progress_is_told_in_the_callers_thread():
    told = []
    render_all(
        [plain("a"), plain("b")],
        ("md", "html"),
        LOOK,
        lambda *step: told.append((step, threading.current_thread())),
    )
    here = threading.current_thread()
    assert told == [((n, 4), here) for n in (1, 2, 3, 4)]


def test_the_reference_is_what_its_script_makes():
    script = ROOT / "templates" / "documents" / "shared" / "word" / "make_reference.py"
    code = f"import runpy, hashlib; made = runpy.run_path({str(script)!r})['reference']()\n"
    code += "print(hashlib.sha256(made).hexdigest())"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    committed = (script.parent / "reference.docx").read_bytes()
    assert run.stdout.decode().strip() == hashlib.sha256(committed).hexdigest()
