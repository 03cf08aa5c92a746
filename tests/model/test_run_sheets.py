"""Run sheets: those that ship can be held, and what would bore or rush people is refused."""

import re
import tomllib
from pathlib import Path

import pytest

from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES
from coachkit.model.sheet_blocks import DOING, TEACHING, Pace
from coachkit.model.sheet_reading import (
    SHEETS,
    find_sheet,
    read_sheet,
    sheet_files,
    sheet_from,
    shipped_sheet,
)
from coachkit.model.shipped import shipped

ROOT = Path(__file__).resolve().parents[2]
TERMS = tomllib.loads(shipped("data", "terms.toml").read_text("utf-8"))["term"]


def block(key, steps, fills="session.notes", decisions=()):
    """A block in TOML; ``steps``: pairs of pace and minutes."""
    written = ", ".join(f'{{ pace = "{pace}", minutes = {minutes} }}' for pace, minutes in steps)
    return (
        f'[[block]]\nkey = "{key}"\nform = "notes"\nminutes = {sum(m for _, m in steps)}\n'
        f"steps = [{written}]\nfills = {[fills] if fills else []}\ndecisions = {list(decisions)}\n"
    )


def words(*blocks):
    """Words in TOML; ``blocks``: pairs of key and number of steps."""
    said = 'title = "T"\nquestion = "Q?"\nlead = "L"\nprompts = ["P"]\nshort_of_time = "S"\n'
    return 'name = "Own"\n' + "".join(
        f"[{key}]\n{said}does = {['D'] * steps}\n" for key, steps in blocks
    )


STEADY = [("talk", 10), ("write", 10)]


def a_sheet(*blocks, said=None, languages='languages = ["fi"]'):
    """A sheet of those blocks, filled up to 90 minutes; its words are complete unless given."""
    every = list(blocks)
    minutes = sum(sum(m for _, m in steps) for _, steps in every)
    number = 0
    while minutes < 90:
        number += 1
        rest = min(20, 90 - minutes)
        steps = [("look", rest // 2), ("talk", rest - rest // 2)]
        every.append((f"rest-{number}", steps))
        minutes += rest
    text = languages + "\n" + "".join(block(key, steps) for key, steps in every)
    complete = words(*((key, len(steps)) for key, steps in every))
    return sheet_from("own", text, {"fi": complete if said is None else said})


def refusal(*blocks, **more):
    with pytest.raises(InvalidValue) as refused:
        a_sheet(*blocks, **more)
    return refused.value


@pytest.mark.parametrize("key", SHEETS)
def test_the_sheets_that_ship_take_ninety_minutes_in_fourteen_blocks(key):
    sheet = shipped_sheet(key)
    assert (sheet.minutes, len(sheet.blocks)) == (90, 14)
    assert sheet.languages == LANGUAGES


@pytest.mark.parametrize("key", SHEETS)
def test_somebody_shows_or_says_how_before_anybody_has_to_do_it(key):
    first = [block.steps[0].pace for block in shipped_sheet(key).blocks]
    assert [pace for pace in first if pace in DOING] == []
    assert set(first) <= {*TEACHING, Pace.TALK}


@pytest.mark.parametrize("key", SHEETS)
def test_every_language_says_everything_in_words_of_its_own(key):
    sheet = shipped_sheet(key)
    for number, language in enumerate(LANGUAGES):
        for other in LANGUAGES[number + 1 :]:
            for block in sheet.blocks:
                ours = sheet.block_said(block.key, language)
                theirs = sheet.block_said(block.key, other)
                assert ours.lead != theirs.lead
                assert ours.question != theirs.question
                assert not set(ours.prompts) & set(theirs.prompts)
                assert len(ours.prompts) == len(theirs.prompts)


@pytest.mark.parametrize("key", SHEETS)
def test_strategy_guideline_and_policy_are_kept_apart_in_finnish_and_swedish(key):
    apart = {term["en"]: term for term in TERMS if term["en"] in {"strategy", "policy"}}
    sheet = shipped_sheet(key)
    for block in sheet.blocks:
        english = sheet.block_said(block.key, "en").model_dump_json().lower()
        for language in ("sv", "fi"):
            said = sheet.block_said(block.key, language).model_dump_json().lower()
            for name, term in apart.items():
                stem = term.get(f"{language}_stem", term[language])
                assert (name in english) <= (stem in said), (block.key, language, name)
            assert "linjaus" not in said
            assert "riktlinje" not in said


def test_the_strategy_session_is_called_on_the_agenda_as_coaches_call_it():
    spoken = shipped_sheet("strategy").said("sv").blocks
    assert [spoken[block.key].title for block in shipped_sheet("strategy").blocks] == [
        "Vår fråga",
        "Utifrån",
        "Inifrån",
        "Kundprofil",
        "Mål",
        "Kanaler",
        "Budskap 1–3",
        "Lyssna och svara",
        "Verklighetskoll",
        "Rutin, utveckling",
        "Ton och bild",
        "Minus fyra timmar",
        "Handlingsplan",
        "Läs upp",
    ]


def test_the_strategy_session_serves_the_strategy_method_from_end_to_end():
    served = {one for block in shipped_sheet("strategy").blocks for one in block.practices}
    assert {f"003-{number:02d}" for number in range(1, 29)} - served == {"003-18"}
    assert {f"000-{number:02d}" for number in (*range(6, 14), 16, 17)} <= served


def test_a_steady_sheet_of_a_coachs_own_is_taken():
    sheet = a_sheet(("begin", STEADY))
    assert (sheet.key, sheet.minutes, sheet.languages) == ("own", 90, ("fi",))
    assert sheet.said("en") == sheet.said("fi")


def test_what_does_not_take_ninety_minutes_is_refused():
    refused = refusal(*((f"b-{n}", STEADY) for n in range(5)))
    assert (refused.code, refused.field) == ("not_ninety", "blocks")
    assert (refused.details["value"], refused.details["expected"]) == (100, 90)


def test_steps_that_do_not_fill_their_block_are_refused():
    text = 'languages = ["fi"]\n' + block("b", STEADY).replace("minutes = 20", "minutes = 19")
    with pytest.raises(InvalidValue) as refused:
        sheet_from("own", text, {"fi": words(("b", 2))})
    codes = [one["code"] for one in refused.value.details["problems"]]
    assert codes == ["not_ninety", "steps_disagree"]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([("talk", 21)], "same_pace"),
        ([("talk", 20)], None),
        ([("talk", 3), ("listen", 9), ("talk", 3)], "waits"),
        ([("talk", 3), ("listen", 8), ("talk", 3)], None),
        ([("look", 5), ("listen", 4), ("write", 5)], "taught_too_long"),
        ([("look", 5), ("listen", 3), ("write", 5)], None),
        ([("look", 9), ("talk", 1), ("write", 5)], None),
        ([("write", 5), ("talk", 5)], "not_taught"),
    ],
)
def test_a_pace_that_tires_bores_or_rushes_is_refused(steps, code):
    if code is None:
        assert a_sheet(("b", steps)).minutes == 90
    else:
        refused = refusal(("b", steps))
        assert (refused.code, refused.field) == (code, "blocks.b")


def test_a_pace_that_goes_on_across_blocks_is_one_pace():
    refused = refusal(("a", [("look", 2), ("talk", 11)]), ("b", [("talk", 10)]))
    assert (refused.code, refused.field, refused.details["value"]) == ("same_pace", "blocks.a", 21)


def test_a_block_that_leaves_nothing_behind_is_refused():
    text = 'languages = ["fi"]\n' + block("b", STEADY, fills="")
    with pytest.raises(InvalidValue) as refused:
        sheet_from("own", text, {"fi": words(("b", 2))})
    problems = refused.value.details["problems"]
    assert ("fills_nothing", "blocks.b") in [(one["code"], one["field"]) for one in problems]


def test_keys_and_decisions_are_given_once():
    text = 'languages = ["fi"]\n' + "".join(block("b", STEADY, decisions=["who"]) for _ in range(2))
    with pytest.raises(InvalidValue) as refused:
        sheet_from("own", text, {"fi": words(("b", 2))})
    problems = [(one["code"], one["field"]) for one in refused.value.details["problems"]]
    assert problems[:2] == [("repeated", "blocks"), ("repeated", "decisions")]


def test_words_that_are_missing_are_named_with_language_block_and_field():
    blocks = [("b", STEADY)]
    complete = words(("b", 2), ("rest-1", 2), ("rest-2", 2), ("rest-3", 2), ("rest-4", 2))
    assert a_sheet(*blocks, said=complete).minutes == 90
    refused = refusal(*blocks, said=complete.replace('lead = "L"\n', "", 1))
    assert (refused.code, refused.field) == ("words_missing", "fi.b.lead")
    refused = refusal(*blocks, said=complete.replace("['D', 'D']", "['D']", 1))
    assert (refused.code, refused.field) == ("words_missing", "fi.b.does")
    refused = refusal(*blocks, said=complete + words(("other", 1)).replace('name = "Own"\n', ""))
    assert (refused.code, refused.field) == ("unexpected", "fi.other")


def test_a_sheet_is_written_in_three_languages_unless_it_says_otherwise():
    refused = refusal(("b", STEADY), languages="")
    missing = [one["field"] for one in refused.details["problems"]]
    assert missing == ["en", "sv"]


def test_what_is_no_toml_is_refused_with_its_file():
    with pytest.raises(InvalidValue) as refused:
        sheet_from("own", "block = [", {})
    assert (refused.value.code, refused.value.details["value"]) == ("not_toml", "own.toml")


def test_a_misspelt_field_is_refused_with_its_block():
    with pytest.raises(InvalidValue) as refused:
        sheet_from("own", block("b", STEADY).replace("form =", "from ="), {})
    assert (refused.value.code, refused.value.field) == ("missing", "blocks.b.form")


def test_words_that_are_too_long_are_refused_with_language_and_block():
    said = words(("b", 2)).replace('title = "T"', f'title = "{"T" * 25}"')
    with pytest.raises(InvalidValue) as refused:
        sheet_from("own", block("b", STEADY), {"fi": said})
    assert (refused.value.code, refused.value.field) == ("too_long", "fi.b.title")


@pytest.mark.parametrize("text", ["block = 3", "block = [3]", "", "[[block]]"])
def test_whatever_else_is_in_the_file_is_refused_in_words(text):
    with pytest.raises(InvalidValue):
        sheet_from("own", text, {"fi": "b = 3"})


def test_a_coachs_own_sheets_are_found_beside_their_words(tmp_path):
    folder = tmp_path / "run_sheets"
    assert sheet_files(folder) == ()
    folder.mkdir()
    for language in ("", ".en", ".sv", ".fi"):
        source = shipped("templates", "run_sheets", f"evaluation{language}.toml")
        (folder / f"mine{language}.toml").write_bytes(source.read_bytes())
    (only,) = sheet_files(folder)
    assert only.name == "mine.toml"
    assert read_sheet(only).key == "mine"
    assert read_sheet(folder / "mine.sv.toml") == read_sheet(only)
    assert find_sheet("mine", folder).minutes == 90
    assert find_sheet("strategy", folder) == shipped_sheet("strategy")
    with pytest.raises(InvalidValue) as refused:
        find_sheet("yours", folder)
    assert refused.value.code == "unknown_sheet"


def test_the_example_in_the_guide_lacks_nothing_but_its_other_blocks():
    guide = (ROOT / "docs" / "adding-a-run-sheet.md").read_text("utf-8")
    blocks, said = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    with pytest.raises(InvalidValue) as refused:
        sheet_from("retreat", blocks, {"en": said})
    assert [one["code"] for one in refused.value.details["problems"]] == ["not_ninety"]


def test_a_block_of_another_key_is_refused_with_those_there_are():
    with pytest.raises(InvalidValue) as refused:
        shipped_sheet("strategy").block("lunch")
    assert refused.value.code == "unknown_block"
    assert refused.value.details["known"][0] == "our_question"
