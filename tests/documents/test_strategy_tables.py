"""The session's tables: every row, in words of the language, and text that stays text."""

import io
import zipfile
from datetime import date

import pytest

from coachkit.documents.house_look import HouseLook
from coachkit.documents.strategy_tables import action_sheet, audit_sheets, decision_sheet
from coachkit.documents.tables import workbook
from coachkit.language.speech import speak
from coachkit.model.audit import Audit, LinkState, Mention, SiteLink, Tool
from coachkit.model.languages import LANGUAGES
from tests.documents.strategy_papers import an_action_plan
from tests.model.strategies import REVIEW, TODAY, a_strategy, an_audit

ENGLISH = speak("en")


def test_a_decision_has_all_that_it_carries():
    sheet = decision_sheet(a_strategy(), ENGLISH)
    assert sheet.columns == (
        *("Part", "Decision", "Owner", "Why", "What it stands on", "How we see that it works"),
        *("Decided on", "Looked at again on"),
    )
    assert sheet.rows[0] == (
        *("Goals", "More rentals", "Aino", "We tried it", "", "Replies a week", TODAY, REVIEW),
    )
    decided = [row[:2] for row in sheet.rows]
    assert ("Channels", "X: Close") in decided
    assert ("Message to our audiences", "We begin with message") in decided
    assert ("Hours", "8 hours a week") in decided
    assert decided[-1] == ("What goes first", "Stories")
    assert len(decided) == len(a_strategy().decisions)


def test_mentions_accounts_links_and_tools_are_in_words_and_what_is_missing_is_empty():
    link = SiteLink(key="l", place="Front page", channel="Facebook", to_channel=LinkState.BROKEN)
    mention = Mention(key="m", where="A forum", count=14)
    tool = Tool(key="t", name="Canva", knows="Jonas", checked_on=TODAY)
    audit = an_audit(mentions=(mention,), links=(link,), tools=(tool,))
    mentions, accounts, links, tools = audit_sheets(audit, ENGLISH)
    assert mentions.rows == (("A forum", None, "", None, "", 14, ""),)
    assert accounts.rows[0][:3] == ("Facebook", "@shop", "Aino")
    assert accounts.rows[0][6] == "Keep"
    assert links.rows == (("Front page", "Facebook", "Broken", None, ""),)
    assert tools.rows == (("Canva", "", "", "Jonas", TODAY),)


def test_actions_are_by_day_with_what_became_of_them():
    rows = action_sheet(an_action_plan(), ENGLISH).rows
    assert [(row[0], row[5], row[6]) for row in rows] == [
        ("Ask the guides", "done", date(2026, 10, 22)),
        ("Try a podcast", "dropped", None),
        ("Mend the links", "open", None),
        ("Count returns", "open", None),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_formula_is_a_text(language):
    mention = Mention(key="m", where="=1+1", says='=HYPERLINK("https://evil.example")', who="@x")
    sheets = audit_sheets(Audit(mentions=(mention,)), speak(language))
    made = workbook(sheets, language, HouseLook(), "The Shop")
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        pages = [book.read(name).decode() for name in book.namelist() if "sheets/sheet" in name]
        words = book.read("xl/sharedStrings.xml").decode()
    assert not any("<f>" in page for page in pages)
    assert "=1+1" in words
