"""Mentions that media monitoring found: where, how, how often, by whom."""

import pytest

from coachkit.platforms.exports import open_export
from coachkit.platforms.formats import formats
from tests.exports.listening import twins
from tests.platforms.invented import NOW, whole

TWINS = {twin.name: twin for twin in twins()}


@pytest.fixture
def mentions(tmp_path):
    def read(name: str):
        path = tmp_path / name.rpartition("/")[2]
        path.write_bytes(TWINS[name].content)
        (table,) = open_export(path, opened_at=NOW).tables
        return whole(table)

    return read


def test_where_how_how_often_and_by_whom_can_be_told(mentions):
    frame, _ = mentions("meltwater/meltwater.xlsx")
    counted = frame.groupby(["where", "platform_format", "author"]).size()
    assert counted.to_dict() == {
        ("kustradion.example", "Broadcast", "Redaktionen"): 1,
        ("reddit.com/r/norrland", "Forum Post", "lyktvakten"): 1,
        ("reddit.com/r/norrland", "Forum Post Reply", "lyktvakten"): 1,
        ("skarsnytt.example", "News Article", "Redaktionen"): 1,
        ("x.com", "Post", "hundmamma"): 1,
    }
    assert frame["published"].dt.date.value_counts().sort_index().tolist() == [2, 1, 2]


def test_a_mention_has_its_moment_its_mood_its_language_and_its_words(mentions):
    frame, source = mentions("meltwater/meltwater.xlsx")
    first, reply = frame.iloc[0], frame.iloc[2]
    assert f"{first['published']}" == "2026-09-03 22:03:00"
    assert not source.day_precision
    assert (first["sentiment"], first["language"], first["country"]) == (
        "neutral",
        "Swedish",
        "Sweden",
    )
    # News have a title, posts only what they say.
    assert (first["text"], reply["text"]) == ("Ny bok om hundar", "Jag! Läs den.")


def test_a_document_keeps_its_id_whether_a_text_or_a_workbook_tells_it(mentions):
    of_sheet, _ = mentions("meltwater/meltwater.xlsx")
    of_text, _ = mentions("meltwater/meltwater resaved.csv")
    assert of_sheet["item"].tolist() == of_text["item"].tolist()
    assert of_sheet["item"][0] == "1785600000000_invented"


@pytest.mark.parametrize("name", ["meltwater/meltwater.xlsx", "talkwalker/talkwalker.xlsx"])
def test_the_audience_of_a_source_is_kept_and_never_summed(mentions, name):
    frame, source = mentions(name)
    assert frame["source_reach"].tolist()[:2] == [48000, 1621]
    assert source.metric("source_reach").total is None


def test_silence_about_reactions_is_no_zero_where_the_tool_leaves_it_blank(mentions):
    frame, source = mentions("meltwater/meltwater.xlsx")
    assert frame["engagements"].isna().tolist() == [False, False, True, False, True]
    assert source.metric("engagements").missing == 2


def test_no_mention_is_priced_as_an_advertisement():
    (known,) = [known for known in formats() if known.format == "meltwater"]
    assert [known.headers["en"][header] for header in ("AVE", "EMV")] == ["ignore", "ignore"]


def test_of_an_author_nothing_but_the_name_is_read():
    (known,) = [known for known in formats() if known.format == "talkwalker"]
    of_authors = {
        header: meaning
        for header, meaning in known.headers["en"].items()
        if header.startswith("extra_author_attributes.") and meaning != "ignore"
    }
    assert of_authors == {"extra_author_attributes.name": "author"}


def test_days_of_talkwalker_stand_before_their_months(mentions):
    frame, _ = mentions("talkwalker/talkwalker.xlsx")
    assert [f"{moment}" for moment in frame["published"]] == [
        "2026-09-13 11:00:24",
        "2026-09-13 14:42:24",
        "2026-09-02 10:19:24",
        "2026-09-01 09:37:24",
    ]
