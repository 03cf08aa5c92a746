import subprocess
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.documents import pandoc
from coachkit.documents.house_look import HouseLook
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.tracked import Piece, change, pieces
from coachkit.documents.writing import render
from tests.documents.reading import PageReader, WordReader, print_text

BEFORE = "Vi publicerar fem inlägg i veckan på Facebook och svarar inom två arbetsdagar."
AFTER = "Vi publicerar tre relevanta inlägg i veckan på Facebook och svarar inom en arbetsdag."
DAY = date(2026, 11, 22)


def document(body):
    return MarkdownDocument("changes", "sv", "Ändringar", body, "Klient", "v0.2", DAY)


def test_a_change_is_marked_where_it_is():
    assert pieces(BEFORE, AFTER) == [
        Piece("kept", "Vi publicerar "),
        Piece("gone", "fem"),
        Piece("new", "tre relevanta"),
        Piece("kept", " inlägg i veckan på Facebook och svarar inom "),
        Piece("gone", "två arbetsdagar"),
        Piece("new", "en arbetsdag"),
        Piece("kept", "."),
    ]


def test_a_sentence_that_says_something_else_is_crossed_out_whole():
    assert pieces("Vi svarar snabbt.", "Butiken stänger klockan sex.") == [
        Piece("gone", "Vi svarar snabbt."),
        Piece("new", "Butiken stänger klockan sex."),
    ]


def test_a_new_sentence_is_only_new_and_a_lost_one_only_gone():
    assert pieces("", "Ny.") == [Piece("new", "Ny.")]
    assert pieces("Gammal.", "") == [Piece("gone", "Gammal.")]
    assert pieces("Samma.", "Samma.") == [Piece("kept", "Samma.")]


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_are_both_texts(before, after):
    made = pieces(before, after)
    assert "".join(piece.text for piece in made if piece.fate != "new") == before
    assert "".join(piece.text for piece in made if piece.fate != "gone") == after


@pytest.fixture(scope="module")
def changed():
    return document(change(BEFORE, AFTER, 'Marit "M" Lind', DAY, "Timmarna räcker till *tre*."))


def test_word_shows_who_changed_what_when_and_why(changed, tmp_path):
    file = tmp_path / "changes.docx"
    file.write_bytes(render(changed, "docx", HouseLook()))
    command = [
        pandoc.program(),
        "--from=docx",
        "--track-changes=all",
        "--to=markdown",
        "--wrap=none",
    ]
    read = subprocess.run([*command, str(file)], capture_output=True, check=True).stdout.decode()
    said = 'author="Marit \\"M\\" Lind" date="2026-11-22T00:00:00Z"'
    assert f"[fem]{{.deletion {said}}}[tre relevanta]{{.insertion {said}}}" in read
    assert f'[Timmarna räcker till \\*tre\\*.]{{.comment-start id="1" {said}}}' in read
    assert '[]{.comment-end id="1"}' in read


def test_accepting_everything_in_word_gives_the_new_sentence(changed, tmp_path):
    file = tmp_path / "changes.docx"
    file.write_bytes(render(changed, "docx", HouseLook()))
    for choice, wanted in (("accept", AFTER), ("reject", BEFORE)):
        command = [pandoc.program(), "--from=docx", f"--track-changes={choice}", "--to=plain"]
        read = subprocess.run(
            [*command, "--wrap=none", str(file)], capture_output=True, check=True
        ).stdout.decode()
        assert read.splitlines()[-1] == wanted


def test_every_comment_of_a_document_has_its_own_number():
    body = change("a b", "a c", "M", DAY, "Ett") + "\n\n" + change("d", "e", "M", DAY, "Två")
    comments = WordReader(render(document(body), "docx", HouseLook())).xml("word/comments.xml")
    ids = [value for one in comments for name, value in one.attrib.items() if name.endswith("}id")]
    assert ids == ["1", "2"]


def test_a_page_and_print_show_what_is_gone_and_what_is_new(changed):
    reader = PageReader(render(changed, "html", HouseLook()))
    assert (reader.elements["ins"], reader.elements["del"]) == (2, 2)
    assert "Timmarna räcker till *tre*." in reader.text
    printed = "".join(print_text(render(changed, "pdf", HouseLook())).split())
    assert "femtrerelevanta" in printed
    assert "(Timmarnaräckertill*tre*.)" in printed


def test_a_reason_is_text_too():
    body = change("a", "b", "]{.x}", DAY, "]{.insertion} #read(1) </w:t>")
    reader = WordReader(render(document(body), "docx", HouseLook()))
    said = "".join(reader.xml("word/comments.xml").itertext())
    assert said.strip() == "]{.insertion} #read(1) </w:t>"
