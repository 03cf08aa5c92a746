"""Every refusal and every warning is a sentence in the reader's language."""

import ast
import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coachkit.model.errors as errors_module
import coachkit.platforms
from coachkit.language.explaining import LONGEST, explain, explain_problems, explain_warning
from coachkit.language.export_remarks import WARNINGS
from coachkit.language.refusals import SENTENCES, UNKNOWN, sentences
from coachkit.language.speech import Counted
from coachkit.model.errors import (
    ClientExists,
    CoachkitError,
    InvalidValue,
    NotebookFailed,
    NotWritable,
    StaleRevision,
    StoreError,
    UnknownClient,
    UnknownParameter,
    UnreadableExport,
)
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import ExportWarning
from coachkit.model.shipped import shipped

PACKAGE = shipped("coachkit")
ERRORS = {
    name: kind
    for name, kind in vars(errors_module).items()
    if isinstance(kind, type) and issubclass(kind, CoachkitError)
}


def trees():
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def named_calls(tree, names):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in names and node.args:
                yield name, node


def literals(node):
    """The codes an argument can be: a literal, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def raised_codes():
    """(error, code) of every error that is made anywhere in coachkit, as far as it is written."""
    found = set()
    for file, tree in trees():
        if file == "model/errors.py":
            continue
        for name, call in named_calls(tree, ERRORS):
            found |= {(name, code) for code in literals(call.args[0])}
    return found


def documented():
    """The codes that each error's docstring lists."""
    listed = {}
    for name, kind in ERRORS.items():
        codes = (kind.__doc__ or "").partition("Codes:")[2]
        outside = re.sub(r"\([^)]*\)", "", codes)
        listed[name] = set(re.findall(r"``(\w+)``", outside))
    return listed


def of_platforms():
    """The codes in the tables of coachkit.platforms: of refusals, of warnings."""
    refusals, _, warnings = (coachkit.platforms.__doc__ or "").partition("**Warnings**")
    code = re.compile(r"^``(\w+)`` {2,}", re.MULTILINE)
    return set(code.findall(refusals)), set(code.findall(warnings))


def every_code():
    pairs = {(name, code) for name, codes in documented().items() for code in codes}
    pairs |= {("UnreadableExport", code) for code in of_platforms()[0]}
    return sorted(pairs | raised_codes() | {("NotWritable", "not_permitted")})


def warned_codes():
    """The codes of every warning that any export can carry."""
    found = of_platforms()[1]
    for file, tree in trees():
        if file.startswith("platforms/"):
            for _, call in named_calls(tree, {"note"}):
                found |= set(literals(call.args[0]))
    return found


def test_the_walk_finds_what_is_raised():
    assert {
        ("InvalidValue", "not_a_slug"),
        ("UnreadableExport", "empty_file"),
        ("UnreadableExport", "ragged_row"),
        ("StoreError", "newer_version"),
    } <= raised_codes()
    assert {"bad_number", "excel_damage"} <= of_platforms()[0]
    assert {"twin_columns", "sheet_skipped"} <= warned_codes()
    assert documented()["StoreError"] >= {"busy", "damaged", "gone", "unreachable"}


@pytest.mark.parametrize(("name", "code"), every_code())
def test_every_code_has_a_sentence_of_its_own_in_each_language(name, code):
    error = ERRORS[name](code)
    assert sentences(error) != UNKNOWN
    said = {explain(error, language) for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)
    assert [sentence for sentence in said if "_" in sentence or "%(" in sentence] == []


@pytest.mark.parametrize("code", sorted(warned_codes() | WARNINGS.keys()))
def test_every_warning_has_a_sentence_of_its_own_in_each_language(code):
    assert code in WARNINGS
    said = {explain_warning(ExportWarning(code=code), language) for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)


def every_sentence():
    tables = chain(SENTENCES.values(), [WARNINGS])
    return [(code, told) for table in tables for code, told in table.items()]


@pytest.mark.parametrize(("code", "told"), every_sentence())
def test_the_last_sentence_of_a_code_needs_nothing(code, told):
    assert isinstance(told[-1], str)
    assert "%(" not in told[-1]
    assert [said for said in told if isinstance(said, Counted) and "%(n)s" not in said.one] == []


def test_a_place_is_told_as_exactly_as_it_is_known():
    error = UnreadableExport(
        "bad_number",
        file="report.xlsx",
        sheet="Visitors",
        row=2227,
        column="Räckvidd",
        value="12,5x",
        expected="number",
    )
    again = "Download the file again and import it unopened."
    assert explain(error, "en") == (
        f"report.xlsx, sheet “Visitors”, row 2227, column “Räckvidd”: “12,5x” is not a number. "
        f"{again}"
    )
    assert explain(error, "sv") == (
        "report.xlsx, blad ”Visitors”, rad 2227, kolumn ”Räckvidd”: ”12,5x” är inget tal. "
        "Ladda ner filen igen och importera den oöppnad."
    )
    assert explain(error, "fi") == (
        "report.xlsx, taulukko ”Visitors”, rivi 2227, sarake ”Räckvidd”: ”12,5x” ei ole luku. "
        "Ladatkaa tiedosto uudelleen ja tuokaa se avaamatta."
    )


def test_a_place_that_the_sentence_names_is_not_told_twice():
    error = UnreadableExport("no_rows", file="a.xls", sheet="Visitors")
    assert explain(error, "en") == (
        "The sheet “Visitors” of “a.xls” has a header but no rows below it. Choose a longer period "
        "on the platform and export again."
    )


def test_a_layout_of_dates_is_shown_by_an_example():
    error = UnreadableExport("bad_date", file="a.csv", row=2, value="x", expected="%m/%d/%Y %H:%M")
    assert explain(error, "en").startswith(
        "a.csv, row 2: “x” is not a date written like “10/31/2026 14:05”."
    )
    serial = UnreadableExport("bad_date", file="a.csv", value="x", expected="excel-serial")
    assert explain(serial, "en").startswith("a.csv: “x” is not a date. ")


def test_every_problem_of_a_file_has_a_line():
    problems = [
        {
            "code": "bad_number",
            "row": 7,
            "column": "Reach",
            "value": "1.5",
            "expected": "whole_number",
        },
        {"code": "bad_id", "row": 9, "column": "Post ID", "value": "1,23E+17", "expected": "id"},
    ]
    error = UnreadableExport(file="a.csv", **problems[0], count=14, problems=problems)
    assert explain_problems(error, "en") == [
        "a.csv, row 7, column “Reach”: “1.5” is not a whole number.",
        "a.csv, row 9, column “Post ID”: “1,23E+17” is not the id of a post.",
    ]
    assert explain(error, "en") == (
        "a.csv, row 7, column “Reach”: “1.5” is not a whole number. 13 more places cannot be "
        "read. Download the file again and import it unopened."
    )


def test_an_error_without_a_list_is_its_only_problem():
    error = UnreadableExport("empty_file", file="a.csv")
    assert explain_problems(error, "en") == [explain(error, "en")]


def test_a_field_is_called_by_its_label():
    error = InvalidValue("not_positive", "goals.0.monthly_target", value="-3")
    assert [explain(error, language) for language in LANGUAGES] == [
        "Target for a month: “-3” is too small. Give a number above zero.",
        "Mål per månad: ”-3” är för litet. Ange ett tal över noll.",
        "Kuukauden tavoite: ”-3” on liian pieni. Antakaa nollaa suurempi luku.",
    ]


def test_a_measure_is_called_by_its_name():
    error = InvalidValue("not_additive", "metric", value="reach")
    assert explain(error, "sv").startswith("Mått: ”Räckvidd” får inte summeras")


def test_a_blank_value_is_not_quoted():
    assert explain(InvalidValue("too_short", "name", value=""), "en") == (
        "Name: This has to be filled in."
    )


def test_the_known_ones_are_listed():
    error = UnknownClient("unknown_client", client="x", known=("anna", "bo", "caj"))
    assert explain(error, "fi") == ("Täällä ei ole asiakasta ”x”. Asiakkaat ovat: anna, bo ja caj.")
    assert explain(UnknownClient("unknown_client", client="x", known=()), "fi") == (
        "Täällä ei ole asiakasta ”x”."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "error",
    [
        StaleRevision("stale", based_on=3, current=4),
        ClientExists("exists", client="north-shop"),
        UnknownParameter("unknown_parameter", "lang", parameter="lang", known=("language",)),
        NotebookFailed("cell_failed", notebook="report", cell=3, reason="ValueError: x"),
        NotWritable("disk_full", path="/mnt/clients"),
        StoreError("busy", path="/mnt/clients"),
    ],
)
def test_errors_with_one_reason_need_no_known_code(language, error):
    said = explain(error, language)
    assert error.code not in said
    assert [text for text in map(str, error.details.values()) if text in said] != [] or (
        type(error) in {StaleRevision, StoreError}
    )


def test_the_sentence_of_a_refused_cell_is_said_whole():
    reason = "Name: This has to be filled in. " * 12
    error = NotebookFailed("refused", "notebook", notebook="report", cell=2, reason=reason)
    assert explain(error, "en") == f"The notebook “report” stopped: {reason.strip()}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_code_is_admitted_and_named(language):
    errors = [CoachkitError("new_one"), UnreadableExport("new_one", file="a.csv")]
    assert [sentences(error) for error in errors] == [UNKNOWN, UNKNOWN]
    assert ["new_one" in explain(error, language) for error in errors] == [True, True]
    assert "new_one" in explain_warning(ExportWarning(code="new_one"), language)


def test_a_warning_tells_its_place_and_counts():
    twins = ExportWarning(
        code="twin_columns",
        column="Länkklick",
        details={"other_column": "Link Clicks", "differ": 0},
    )
    assert explain_warning(twins, "en") == (
        "“Länkklick” and “Link Clicks” are the same measure and were joined."
    )
    differing = twins.changed(details={"other_column": "Link Clicks", "differ": 1})
    assert explain_warning(differing, "sv") == (
        "”Länkklick” och ”Link Clicks” är samma mått men skiljer sig på 1 rad; där gäller den "
        "första."
    )
    kinds = ExportWarning(code="unknown_post_type", row=5, column="Type", details={"value": "Poll"})
    assert explain_warning(kinds, "en") == (
        "Row 5, column “Type”: coachkit does not know posts of the kind “Poll” and counts them as "
        "“other”."
    )


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_what_is_quoted_is_one_short_visible_line(value, language):
    said = explain(UnreadableExport("bad_id", file="a.csv", row=2, value=value), language)
    quoted = re.search("[“”](.*)[”]", said)
    shown = quoted[1] if quoted else ""
    assert len(shown) <= LONGEST
    assert said.isprintable() or "\N{NO-BREAK SPACE}" in said or shown.strip() != shown.strip(" ")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("bell\x07 and \u202eturned", "bell and turned"),
        ("x" * 61, "x" * 59 + "…"),
        ("%(file)s %s {0}", "%(file)s %s {0}"),
        ("<b>bold</b>", "<b>bold</b>"),
    ],
)
def test_a_quoted_value_is_data(value, shown):
    said = explain(UnreadableExport("bad_id", file="a.csv", value=value), "en")
    assert said.startswith(f"a.csv: “{shown}” is not the id of a post.")
