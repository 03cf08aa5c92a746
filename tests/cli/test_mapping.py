"""``coachkit map`` as typed: said on the command line, or asked."""

import json
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from coachkit.cli import terminal
from coachkit.cli.main import cli
from coachkit.language.speech import speak
from tests.platforms.foreign import (
    FINNISH,
    finnish_posts,
    finnish_series,
    german_posts,
    tool_days,
    tool_workbook,
)


@pytest.fixture
def coachkit(tmp_path, monkeypatch):
    monkeypatch.setenv("COACHKIT_WORKSPACE", str(tmp_path / "w"))

    def run(*words, language="en", answer=None):
        with patch.multiple(terminal, LANGUAGE=language, SPEECH=speak(language)):
            done = CliRunner().invoke(cli, [str(word) for word in words], input=answer)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    made = run("new", "shop", "The Shop")
    assert made.exit_code == 0, made.stderr
    return run


@pytest.fixture
def file(tmp_path):
    def write(content, name="lokakuu.csv", encoding="utf-8-sig"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def columns(headers=FINNISH):
    return [word for header, said in headers.items() for word in ("--column", f"{header}={said}")]


AS_META = [
    "--as", "meta_facebook_posts", "--language", "fi", "--name", "Meta, suomeksi",
    "--lifetime", "Elinkaari", "--kind", "Kuva=image", "--kind", "Kela=reel",
]  # fmt: skip


def kept(coachkit):
    return json.loads(coachkit("map", "shop", "--list", "--json").stdout)


def test_what_is_said_on_the_command_line_is_tried_and_kept(coachkit, file):
    done = coachkit("map", "shop", file(finnish_posts()), *AS_META, *columns())
    assert done.exit_code == 0, done.stderr
    assert "12 posts" in done.stdout
    assert "Kept as “Meta, suomeksi”" in done.stdout
    (mapping,) = kept(coachkit)
    assert mapping["headers"] == FINNISH
    assert mapping["post_types"] == {"Kuva": "image", "Kela": "reel"}
    assert mapping["usable"] is True


def test_next_months_file_is_imported_without_a_question(coachkit, file):
    refused = coachkit("import", "shop", file(finnish_posts()))
    assert refused.exit_code == 2
    coachkit("map", "shop", file(finnish_posts()), *AS_META, *columns())
    done = coachkit("import", "shop", file(finnish_posts(11), "marraskuu.csv"), "--json")
    assert done.exit_code == 0, done.stderr
    (answer,) = json.loads(done.stdout)
    assert (answer["stored"], answer["rows"]) == (True, 12)


def test_a_trial_keeps_nothing(coachkit, file):
    done = coachkit("map", "shop", file(finnish_posts()), *AS_META, *columns(), "--try", "--json")
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["items"], found["first"], found["last"]) == (12, "2026-10-02", "2026-10-24")
    assert found["metrics"]["reactions"] == 78
    assert found["metrics"]["reach"] is None
    assert kept(coachkit) == []


def test_a_proposal_is_plain_data_and_decides_nothing(coachkit, file):
    done = coachkit("map", "shop", file(finnish_posts()), "--propose", "--json")
    (proposal,) = json.loads(done.stdout)
    assert proposal["header_row"] == 1
    assert proposal["columns"][0] == {
        "header": "Julkaisun tunnus",
        "looks": "ids",
        "samples": ["12210001000000001", "12210001000000002", "12210001000000003"],
        "dates": [],
    }
    best = proposal["layouts"][0]
    assert (best["layout"], best["missing"]) == ("meta_facebook_posts", [])
    assert {"header": "Jaot", "meaning": "shares", "why": "word"} in best["suggestions"]
    assert kept(coachkit) == []


def test_a_proposal_can_be_read(coachkit, file):
    told = coachkit("map", "shop", file(finnish_posts()), "--propose").stdout
    assert "Facebook: a row per post (meta_facebook_posts)" in told
    assert "Tavoittavuus → Suggested: Reach (a word for it in Finnish)" in told


def test_every_column_has_to_be_named_or_left_out(coachkit, file):
    few = {header: said for header, said in FINNISH.items() if said != "ignore"}
    path = file(finnish_posts())
    refused = coachkit("map", "shop", path, *AS_META, *columns(few))
    assert refused.exit_code == 2
    assert "Datan kommentti" in refused.stderr
    done = coachkit("map", "shop", path, *AS_META, *columns(few), "--leave-out-rest")
    assert done.exit_code == 0, done.stderr
    assert kept(coachkit)[0]["headers"] == FINNISH


def test_a_wrong_match_is_refused_with_row_and_column(coachkit, file):
    path = file(finnish_posts(spoilt=(7, "Jaot", "monta")))
    refused = coachkit("map", "shop", path, *AS_META, *columns())
    assert refused.exit_code == 2
    assert "row 7, column “Jaot”" in refused.stderr
    assert kept(coachkit) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--column", "Haamu=ignore"], "Haamu"),
        (["--column", "Jaot"], "“Jaot” is not a parameter"),
        (["--column", "Jaot=followers"], "Followers"),
        (["--column", "Jaot=reach"], "Several columns are matched to “Reach”"),
        (["--kind", "Kuva=painting"], "painting"),
        (["--dates", "%j"], "%j"),
        (["--as", "meta_fax_posts"], "meta_fax_posts"),
        (["--fraction", "reach_rate"], "reach_rate"),
        (["--sheet", "Taulu"], "Taulu"),
        (["--header-row", "400"], "not a table"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(coachkit, file, more, said):
    refused = coachkit("map", "shop", file(finnish_posts()), *AS_META, *columns(), *more)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert kept(coachkit) == []


def test_dates_that_can_be_read_both_ways_have_to_be_said(coachkit, file):
    path = file(german_posts())
    said = [
        "--as", "meta_facebook_posts", "--language", "de", "--lifetime", "Lebensdauer",
        "--kind", "Bild=image", "--column", "Beitrags-ID=item", "--column", "Seiten-ID=account",
        "--column", "Veröffentlichungszeitpunkt=published", "--column", "Datum=span",
        "--column", "Reichweite=reach", "--leave-out-rest",
    ]  # fmt: skip
    refused = coachkit("map", "shop", path, *said)
    assert refused.exit_code == 2
    assert "%d/%m/%Y %H:%M" in refused.stderr
    done = coachkit("map", "shop", path, *said, "--dates", "%d/%m/%Y %H:%M")
    assert "9 January – 9 December 2026" in done.stdout
    (mapping,) = kept(coachkit)
    assert (mapping["name"], mapping["dates"]) == ("meta_facebook_posts (de)", "%d/%m/%Y %H:%M")


def test_an_earlier_matching_learns_a_new_column(coachkit, file):
    coachkit("map", "shop", file(finnish_posts()), *AS_META, *columns())
    path = file(finnish_posts(headers=(*FINNISH, "Tallennukset")))
    done = coachkit(
        "map", "shop", path, "--extend", "meta, suomeksi", "--column", "Tallennukset=saves"
    )
    assert done.exit_code == 0, done.stderr
    (mapping,) = kept(coachkit)
    assert mapping["name"] == "Meta, suomeksi"
    assert mapping["headers"] == {**FINNISH, "Tallennukset": "saves"}


def test_a_series_learns_title_by_title(coachkit, file):
    first = coachkit(
        "map", "shop", file(finnish_series()), "--as", "meta_daily", "--name", "Sarjat",
        "--column", "Päivämäärä=item", "--column", "Ensisijainen=reach", "--platform", "facebook",
    )  # fmt: skip
    assert first.exit_code == 0, first.stderr
    other = file(finnish_series("Facebookin seuraamiset"), "seuraajat.csv")
    assert coachkit("import", "shop", other).exit_code == 2
    second = coachkit(
        "map", "shop", other, "--extend", "Sarjat", "--column", "Ensisijainen=follows",
        "--platform", "facebook",
    )  # fmt: skip
    assert second.exit_code == 0, second.stderr
    (mapping,) = kept(coachkit)
    assert {title: said["metric"] for title, said in mapping["titles"].items()} == {
        "Facebookin tavoittavuus": "reach",
        "Facebookin seuraamiset": "follows",
    }
    assert coachkit("import", "shop", other, file(finnish_series())).exit_code == 0


def test_matchings_are_listed_and_removed_by_name(coachkit, file):
    assert coachkit("map", "shop", "--list").stdout.strip() == "No columns have been matched yet."
    coachkit("map", "shop", file(finnish_posts()), *AS_META, *columns())
    told = coachkit("map", "shop", "--list").stdout
    assert told.strip() == "Meta, suomeksi: meta_facebook_posts, Finnish, 15 columns"
    refused = coachkit("map", "shop", "--remove", "Meta")
    assert (refused.exit_code, "Meta, suomeksi" in refused.stderr) == (2, True)
    assert coachkit("map", "shop", "--remove", "Meta, suomeksi").exit_code == 0
    assert kept(coachkit) == []


def test_a_name_is_not_taken_twice(coachkit, file):
    path = file(finnish_posts())
    coachkit("map", "shop", path, *AS_META, *columns())
    refused = coachkit("map", "shop", path, *AS_META, *columns())
    assert refused.exit_code == 2
    assert "Choose another name" in refused.stderr


def test_without_a_file_there_is_nothing_to_match(coachkit):
    assert coachkit("map", "shop").exit_code == 2


def test_questions_are_answered_by_number_and_enter_takes_a_marked_suggestion(coachkit, file):
    path = file(tool_days(), encoding="cp1252")
    # The layout, the day, four other columns, the total row, name, language, keep it.
    answers = ["1", "", "", "", "", "", "y", "Työkalu", "", "y"]
    done = coachkit("map", "shop", path, answer="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.stdout + done.stderr
    assert "Another tool: a row per day. 20 days, 1–20 October 2026." in done.stdout
    (mapping,) = kept(coachkit)
    assert (mapping["name"], mapping["based_on"], mapping["language"]) == (
        "Työkalu",
        "other_days",
        "fi",
    )
    assert mapping["totals"] == ["Yhteensä"]
    assert mapping["headers"]["Katseluaika (tunteina)"] == "watch_time_hours"


def test_who_says_no_at_the_end_keeps_nothing(coachkit, file):
    path = file(tool_workbook(), "raportti.xlsx")
    answers = ["1", "", "", "", "", "", "", "n"]
    done = coachkit("map", "shop", path, answer="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.stdout + done.stderr
    assert "Nothing was kept." in done.stdout
    assert kept(coachkit) == []


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_it_speaks_the_users_language(coachkit, file, language):
    told = coachkit("map", "shop", "--list", language=language).stdout.strip()
    assert told == speak(language).say("No columns have been matched yet.")
