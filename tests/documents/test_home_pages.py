"""The panels of the desk: what people wrote stays text, and all three languages say the same."""

from datetime import UTC, date, datetime

import pytest

from coachkit.documents import home_pages as pages
from coachkit.language import desk_words as words
from coachkit.language.speech import speak
from coachkit.model.actions import Action
from coachkit.model.at_a_glance import (
    Glance,
    MissingExport,
    NextMeeting,
    StaleDecision,
    Unseen,
)
from coachkit.model.client import Client
from coachkit.model.errors import StoreError
from coachkit.model.follow_ups import FollowUpKind
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform

EVIL = "<script>alert(1)</script>"
TODAY = date(2026, 11, 22)


def action(key, when):
    return Action(key=key, what=EVIL, who=EVIL, when=when, first_step="f", done_sign="d")


SEEN = Glance(
    Client(slug="abc", name=EVIL, sector=EVIL),
    TODAY,
    meeting=NextMeeting(date(2027, 1, 5), FollowUpKind.QUARTERLY),
    stale=(StaleDecision(EVIL, date(2026, 10, 1)),),
    missing=(MissingExport(Platform.X), MissingExport(Platform.FACEBOOK, date(2025, 9, 30))),
    open_actions=(action("a", date(2026, 11, 2)), action("b", date(2027, 2, 1))),
    imported_at=datetime(2026, 11, 1, 12, tzinfo=UTC),
    active_at=datetime(2026, 11, 21, 23, 30, tzinfo=UTC),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_wrote_stays_text(language):
    link = pages.PageShown(EVIL, "/clients/abc/dashboard")
    drawn = [
        pages.client(SEEN, [link], language),
        pages.link(EVIL, language),
        pages.asked(EVIL, words.answer([SEEN], speak(language)), language),
        pages.pack(pages.PackShown(EVIL, 2, "", EVIL), language),
    ]
    for html in drawn:
        assert "<script" not in html
        assert "&lt;script" in html


def test_a_client_is_told_with_days_and_what_is_late():
    html = pages.client(SEEN, [], "en")
    assert html.count('class="ck-late"') == 4
    for said in ("due 2 Nov, overdue", "by 1 Feb 2027", "Tue 5 Jan 2027, quarterly review"):
        assert said in html
    assert "X: never imported" in html
    assert "Facebook: figures until 30 Sept 2025" in html
    # half past eleven at night in London is the next day in Stockholm
    assert "Import 1 Nov · Last change 22 Nov" in html
    assert "<nav" not in html


def test_what_a_client_needs_is_said_in_a_few_words():
    said = words.needs(SEEN, speak("en"))
    assert said == (
        "1 of 2 actions overdue",
        "1 decision to look at again, the oldest since 1 Oct",
        "No new export: X and Facebook",
    )


def test_many_are_counted_and_three_are_named():
    many = [Glance(Client(slug=f"c{n}", name=f"C{n}"), TODAY, stale=SEEN.stale) for n in range(5)]
    answer = words.answer(many, speak("en"))
    assert answer.text == "5 clients need you, first of all C0, C1 and C2."
    assert answer.detail == ""
    meeting = [
        Glance(Client(slug=f"c{n}", name=f"C{n}"), TODAY, meeting=NextMeeting(TODAY))
        for n in range(4)
    ]
    assert words.answer(meeting, speak("en")).detail == "You meet 4 clients today."


def test_a_client_that_cannot_be_read_is_told_by_its_short_name():
    lost = Unseen("abc", StoreError("damaged", path="/somewhere/client.db"))
    answer = words.answer([lost], speak("en"))
    assert answer.text == "1 client needs you: abc."
    assert len(words.needs(lost, speak("en"))) == 1


def test_a_pack_is_fetched_where_a_server_hands_it_out():
    served = pages.PackShown("a.zip", 1, "/clients/a/documents/a.zip", "/place")
    assert 'href="/clients/a/documents/a.zip"' in pages.pack(served, "en")
    assert "/place" not in pages.pack(served, "en")
    assert "/place" in pages.pack(served._replace(address=""), "en")


def test_links_are_told_for_whom_what_and_until_when():
    speech = speak("en")
    until = date(2026, 12, 22)
    assert words.link_said("viewer", "plan", "", until, speech) == (
        "Content plan, to look, until 22 December 2026"
    )
    assert words.link_said("manager", "dashboard", "Bo", None, speech) == (
        "Bo: To fill in and bring files"
    )
    assert "2 links" in pages.links_head(2, "en")
