"""Texts go out as a table, come back whole or not at all, and outlive the plan they were for."""

from datetime import UTC, date, datetime, timedelta

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from coachkit.language.explaining import explain, explain_problems
from coachkit.language.plan_texts import heading, taken_sentence
from coachkit.language.speech import speak
from coachkit.model.errors import InvalidValue, StoreError, UnreadableExport
from coachkit.model.plans import Plan
from coachkit.model.post_texts import PostText, PostTexts, TextColumn
from coachkit.platforms.text_tables import marked, unmarked
from coachkit.sessions.post_texts import kept_texts, take_texts, write_texts
from tests.documents.plans import a_plan, items
from tests.sessions.typed_tables import ALT_TEXTS, LINK, PICTURES, TEXT, saved_as, table

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)


@pytest.fixture
def planned(store):
    """The store with a plan of four items: li-1, ig-1, ig-2, li-2 by day."""
    store.save(a_plan(), based_on=None, because="test")
    return store


def filled(store, typed, kind="xlsx"):
    """The table, written and filled in: ``typed`` says by row and place what was typed."""
    path = write_texts(store, "en", kind=kind)
    cells = table(path)
    for (row, place), text in typed.items():
        cells[row - 1][place] = text
    return saved_as(path, cells)


def taken(store, path):
    return take_texts(store, path, opened_at=NOW)


def refused(store, path):
    """Every place that is wrong: code, row, column, value."""
    with pytest.raises(UnreadableExport) as error:
        taken(store, path)
    problems = error.value.details.get("problems") or [
        {"code": error.value.code, **error.value.details}
    ]
    assert store.load(PostTexts) is None
    sentences = explain_problems(error.value, "en")
    assert [sentence for sentence in sentences if "code “" in sentence] == []
    return [(p["code"], p.get("row"), p.get("column"), p.get("value")) for p in problems]


def keys(store, path=None):
    return [row[0] for row in table(path or write_texts(store, "en"))[1:]]


# ── Out ─────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_plan_there_is_no_table(store):
    with pytest.raises(StoreError) as missing:
        write_texts(store, "en")
    assert missing.value.code == "no_plan"


def test_the_table_has_a_row_for_each_item_and_empty_places_to_write(planned):
    path = write_texts(planned, "en")
    assert path == planned.documents / "texts-en.xlsx"
    cells = table(path)
    assert cells[0] == [
        *("Key", "Day", "Channel", "Title", "Text", "Link", "Pictures", "Alt texts")
    ]
    assert [(row[0].partition("~")[0], row[1], row[2]) for row in cells[1:]] == [
        ("li-1", date(2026, 10, 22), "LinkedIn"),
        ("ig-1", date(2026, 10, 23), "Instagram"),
        ("ig-2", date(2026, 10, 27), "Instagram"),
        ("li-2", date(2026, 11, 5), "LinkedIn"),
    ]
    assert {cell for row in cells[1:] for cell in row[TEXT:]} == {""}


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_each_column_is_explained_in_the_language_of_the_table(planned, language):
    book = CalamineWorkbook.from_path(write_texts(planned, language))
    assert len(book.sheet_names) == 2
    explained = book.get_sheet_by_index(1).to_python()
    speech = speak(language)
    assert [row[0] for row in explained] == [heading(column, speech) for column in TextColumn]
    assert min(len(row[1]) for row in explained) > 10


def test_the_same_table_is_the_same_bytes(planned):
    first = write_texts(planned, "sv").read_bytes()
    assert write_texts(planned, "sv").read_bytes() == first


def test_another_kind_of_file_is_refused(planned):
    with pytest.raises(InvalidValue) as wrong:
        write_texts(planned, "en", kind="docx")
    assert (wrong.value.code, wrong.value.field) == ("not_allowed", "kind")


# ── Back ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_was_written_is_kept_and_stands_in_the_next_table(planned, kind):
    typed = {
        (2, TEXT): "@nordlykta: seven habits\n\n=not a formula",
        (2, LINK): "https://a.example/habits",
        (3, TEXT): "Behind the scenes",
        (3, PICTURES): "https://a.example/1.jpg\nhttps://a.example/2.jpg",
        (3, ALT_TEXTS): "A tent\nTwo tents",
    }
    path = filled(planned, typed, kind)
    got = taken(planned, path)
    assert (got.new, got.changed, got.taken_away, got.written, got.items) == (2, 0, 0, 2, 4)
    assert kept_texts(planned).texts == {
        "li-1": PostText(
            text="@nordlykta: seven habits\n\n=not a formula", link="https://a.example/habits"
        ),
        "ig-1": PostText(
            text="Behind the scenes",
            pictures=("https://a.example/1.jpg", "https://a.example/2.jpg"),
            alt_texts=("A tent", "Two tents"),
        ),
    }
    again = write_texts(planned, "fi", kind=kind)
    unchanged = taken(planned, again)
    assert (unchanged.new, unchanged.changed, unchanged.taken_away) == (0, 0, 0)
    assert len(planned.history(PostTexts)) == 1


def test_the_table_comes_back_in_whatever_language_it_went_out(planned):
    for language in ("sv", "fi", "en"):
        path = write_texts(planned, language)
        cells = table(path)
        cells[1][TEXT] = f"in {language}"
        taken(planned, saved_as(path, cells))
        assert kept_texts(planned).texts["li-1"].text == f"in {language}"


def test_texts_change_are_taken_away_and_said_so(planned):
    taken(planned, filled(planned, {(2, TEXT): "one", (3, TEXT): "two", (4, TEXT): "three"}))
    got = taken(planned, filled(planned, {(2, TEXT): "another", (3, TEXT): None}))
    assert (got.new, got.changed, got.taken_away, got.written) == (0, 1, 1, 2)
    assert taken_sentence(got, speak("en")) == (
        "1 text is another one now. 1 text was taken away. 2 of 4 items have a text."
    )
    assert sorted(kept_texts(planned).texts) == ["ig-2", "li-1"]


def test_what_the_table_has_no_row_for_stays(planned):
    taken(planned, filled(planned, {(2, TEXT): "one", (3, TEXT): "two"}))
    path = write_texts(planned, "en")
    cells = table(path)
    cells[2][TEXT] = "other"
    taken(planned, saved_as(path, [cells[0], cells[2]]))
    assert {key: one.text for key, one in kept_texts(planned).texts.items()} == {
        "li-1": "one",
        "ig-1": "other",
    }


def test_a_text_survives_whatever_is_planned_anew_around_it(planned):
    old_table = filled(planned, {(2, TEXT): "one", (3, TEXT): "two"})
    first, *others = items()
    moved = first.model_copy(update={"day": first.day + timedelta(days=1)})
    gone = [one for one in others if one.key != "ig-1"]
    planned.save(a_plan(items=(moved, *gone)), based_on=1, because="moved")
    got = taken(planned, old_table)
    assert (got.new, got.not_planned, got.written, got.items) == (2, 1, 1, 3)
    assert table(write_texts(planned, "en"))[1][TEXT] == "one"
    assert kept_texts(planned).texts["ig-1"].text == "two"


def test_a_spreadsheet_may_write_the_days_of_a_csv_as_it_likes(planned):
    path = write_texts(planned, "fi", kind="csv")
    cells = table(path)
    for row, layout in zip(
        cells[1:], ("%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%d-%m-%Y"), strict=True
    ):
        row[1] = date.fromisoformat(row[1]).strftime(layout)
        row[TEXT] = "Teksti"
    assert taken(planned, saved_as(path, cells)).new == 4


# ── Nothing is guessed ──────────────────────────────────────────────────────────────────────────


def test_a_key_that_nobody_gave_out_is_refused_with_its_place(planned):
    path = filled(planned, {(3, 0): "ig-9", (3, TEXT): "Text"})
    assert refused(planned, path) == [("unknown_item", 3, "Key", "ig-9")]


def test_a_row_without_a_key_is_refused(planned):
    path = filled(planned, {(3, 0): None, (3, TEXT): "Text"})
    assert refused(planned, path) == [("unknown_item", 3, "Key", "")]


def test_a_key_twice_is_refused_with_both_rows(planned):
    path = write_texts(planned, "en")
    cells = table(path)
    path = saved_as(path, [*cells, cells[1]])
    with pytest.raises(UnreadableExport) as error:
        taken(planned, path)
    assert (error.value.code, error.value.details["row"], error.value.details["other_row"]) == (
        "repeated_item",
        6,
        2,
    )
    assert "stands in row 2 already" in explain(error.value, "en")


def test_a_column_of_keys_that_was_sorted_alone_is_refused(planned):
    path = write_texts(planned, "en")
    cells = table(path)
    first, second = cells[1][0], cells[3][0]
    cells[1][0], cells[3][0] = second, first
    assert refused(planned, saved_as(path, cells)) == [
        ("changed_item", 2, "Key", second),
        ("changed_item", 4, "Key", first),
    ]


@pytest.mark.parametrize(("place", "typed"), [(1, date(2026, 10, 29)), (2, "TikTok"), (3, "New")])
def test_what_the_plan_says_of_a_row_cannot_be_changed_in_the_table(planned, place, typed):
    path = filled(planned, {(2, place): typed})
    assert [problem[:3] for problem in refused(planned, path)] == [("changed_item", 2, "Key")]


def test_formulas_numbers_and_half_addresses_are_all_told_at_once(planned):
    path = write_texts(planned, "en")
    cells = table(path)
    cells[1][TEXT] = 2026
    cells[2][LINK] = "a.example"
    cells[3][ALT_TEXTS] = "Nothing to see"
    cells[4][TEXT] = "x"
    path = saved_as(path, cells, formulas=[(4, TEXT, "=1+1")])
    assert refused(planned, path) == [
        ("not_a_text", 2, "Text", "2026"),
        ("not_an_address", 3, "Link", "a.example"),
        ("more_alt_texts", 4, "Alt texts", "1"),
        ("formula_typed", 5, "Text", "2"),
    ]


def test_columns_are_neither_missing_nor_twice_nor_new(planned):
    path = write_texts(planned, "en")
    cells = [[*row, "", "note"] for row in table(path)]
    cells[0][LINK], cells[0][8], cells[0][9] = "Title", "Remarks", ""
    assert refused(planned, saved_as(path, cells)) == [
        ("repeated_heading", 1, None, "Title"),
        ("unknown_heading", 1, None, "Remarks"),
        ("missing_heading", 1, None, "Link"),
    ]


def test_what_stands_beside_the_table_is_not_silently_lost(planned):
    path = filled(planned, {})
    cells = [[*row] for row in table(path)]
    cells[2].append("a remark")
    assert refused(planned, saved_as(path, cells)) == [("ragged_row", 3, None, "a remark")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Day;Text\n2026-10-01;x\n", "not_texts"),
        (b"", "empty_file"),
        (b"\x89PNG\r\n", "not_a_table"),
        (b"PK\x03\x04 broken", "damaged_file"),
    ],
)
def test_another_file_is_refused_in_words(planned, tmp_path, content, code):
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    assert [problem[0] for problem in refused(planned, path)] == [code]


def test_two_tables_in_one_workbook_are_one_too_many(planned, tmp_path):
    path = tmp_path / "two.xlsx"
    book = xlsxwriter.Workbook(path)
    for name in "ab":
        book.add_worksheet(name).write_row(0, 0, ["Key", "Text"])
    book.close()
    assert refused(planned, path) == [("not_texts", None, None, None)]


# ── Any text at all ─────────────────────────────────────────────────────────────────────────────


@given(text=st.text(max_size=30))
def test_the_mark_before_a_formula_is_taken_off_as_it_was_put_on(text):
    assert unmarked(marked(text)) == text
    assert not marked(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), include_characters="\n\t"),
        max_size=60,
    ),
    kind=st.sampled_from(["xlsx", "csv"]),
)
@pytest.mark.parametrize("begin", ["", "=", "@", "'", "'=", "<script>", "\u202e", "_x0041_", '"'])
def test_any_text_comes_back_as_it_went_out(planned, begin, text, kind):
    before = planned.load(PostTexts)
    wanted = PostText(text=begin + text + "x")
    texts = PostTexts(texts={"li-1": wanted})
    if before is None or before.value != texts:
        planned.save(texts, based_on=before.revision if before else None, because="test")
    got = taken(planned, write_texts(planned, "sv", kind=kind))
    assert (got.new, got.changed, got.taken_away) == (0, 0, 0)
    assert kept_texts(planned).texts["li-1"] == wanted
    assert planned.load(Plan).revision == 1
