"""The outside view: accounts, mentions, the grid of links, and what was filled in already."""

from datetime import date

import pytest

from coachkit.model import session_time
from coachkit.model.audit import Account, Audit, LinkState, Mention, SiteLink, Tone, Verdict
from coachkit.model.errors import StoreError
from coachkit.model.intake import Intake
from coachkit.sessions.screen_audit import AuditScreen
from tests.sessions.screen_rooms import desk, keep, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]

ACCOUNTS = (
    Account(key="account-1", channel="Facebook", handle="Sund", owner="Elsa", mission="Nära"),
    Account(key="account-2", channel="YouTube"),
)
INTAKE = Intake(accounts=ACCOUNTS, mentions=(Mention(key="mention-1", where="Forum"),))


def open_screen(workspace, language="en", *, started=True):
    held = desk(workspace)
    if started:
        held.move(session_time.start, "start")
    return seated(AuditScreen(held, "outside_view", language))


def test_what_is_known_is_filled_in_once_the_session_is_on(workspace):
    keep(workspace, INTAKE)
    early = open_screen(workspace, started=False)
    early.show()
    assert early.desk.the(Audit) == Audit()
    screen = open_screen(workspace)
    screen.show()
    assert [one.channel for one in desk(workspace).the(Audit).accounts] == ["Facebook", "YouTube"]
    assert "2 accounts from the client&#39;s form and 1 place" in screen.told.value
    assert "Reading" not in screen.working.value


def test_what_was_emptied_by_hand_stays_empty(workspace):
    keep(workspace, INTAKE)
    screen = open_screen(workspace)
    screen.show()
    screen.desk.put(Audit(), "emptied")
    screen.show()
    assert screen.desk.the(Audit) == Audit()
    screen.fill.click()
    assert len(screen.desk.the(Audit).accounts) == 2


def test_imported_places_are_told_with_their_file(workspace):
    heard = Mention(key="mention-1", where="Forum", count=214, source="meltwater.csv")
    keep(workspace, Audit(mentions=(heard,)))
    screen = open_screen(workspace)
    assert "1 place from meltwater.csv" in screen.told.value
    assert "214 mentions · meltwater.csv" in screen.imported.value


def test_short_table_keeps_the_fields_that_it_does_not_show(workspace):
    keep(workspace, Audit(accounts=ACCOUNTS))
    screen = open_screen(workspace)
    typed(screen.short["accounts"], "accounts.0.verdict", "keep")
    kept = desk(workspace).the(Audit)
    assert kept.accounts[0] == ACCOUNTS[0].changed(verdict=Verdict.KEEP)
    assert kept.on == date(2026, 11, 23)
    typed(screen.whole["accounts"], "accounts.0.reason", "Alla är där")
    typed(screen.short["accounts"], "accounts.1.owner", "Amir")
    kept = desk(workspace).the(Audit)
    assert kept.accounts[0].reason == "Alla är där"
    assert kept.accounts[1].owner == "Amir"


def test_mentions_and_accounts_do_not_overwrite_each_other(workspace):
    screen = open_screen(workspace)
    typed(screen.short["mentions"], "mentions.0.where", "Forum")
    typed(screen.short["mentions"], "mentions.0.how", "warm")
    typed(screen.short["accounts"], "accounts.0.channel", "Facebook")
    typed(screen.state, "summary", "Det pratas varmt.")
    kept = desk(workspace).the(Audit)
    assert (kept.mentions[0].how, kept.accounts[0].channel) == (Tone.WARM, "Facebook")
    assert kept.summary == "Det pratas varmt."


@pytest.mark.parametrize(
    ("language", "text", "detail"),
    [
        (
            "en",
            "2 accounts and 1 place that talks about you.",
            "1 account has no owner. 2 accounts are undecided.",
        ),
        (
            "sv",
            "2 konton och 1 plats där det talas om er.",
            "1 konto saknar ägare. 2 konton är inte bestämda.",
        ),
        (
            "fi",
            "2 tiliä ja 1 paikka, jossa teistä puhutaan.",
            "1 tililtä puuttuu omistaja. 2 tiliä odottaa päätöstä.",
        ),
    ],
)
def test_answer_says_what_is_open(workspace, language, text, detail):
    keep(workspace, Audit(accounts=ACCOUNTS, mentions=INTAKE.mentions))
    said = open_screen(workspace, language).answer()
    assert (said.text, said.detail) == (text, detail)


def test_grid_has_a_row_for_each_channel_and_keeps_both_ways(workspace):
    keep(workspace, Audit(accounts=ACCOUNTS))
    screen = open_screen(workspace)
    grid = screen.links
    grid.place.value = "Startsidan"
    grid.more.click()
    assert grid.places == ("Startsidan",)
    assert grid.place.value == ""
    cell = grid.grid.children[3]
    out, back = cell.children
    out.value, back.value = LinkState.THERE, LinkState.BROKEN
    first, second = desk(workspace).the(Audit).links
    assert (first.channel, first.to_channel, first.to_site) == (
        "Facebook",
        LinkState.THERE,
        LinkState.BROKEN,
    )
    assert second.to_site is None
    assert "1 of 2 ways between site and channels are there." in screen.answer().detail


def test_grid_shows_what_is_chosen_elsewhere_and_speaks(workspace):
    keep(workspace, Audit(accounts=ACCOUNTS))
    screen = open_screen(workspace)
    link = SiteLink(key="link-1", place="Sidfoten", channel="YouTube", to_site=LinkState.MISSING)
    audit = screen.desk.the(Audit).changed(links=(link,))
    screen.desk.put(audit, "elsewhere")
    screen.speak("sv")
    out, back = screen.links.grid.children[5].children
    assert (out.value, back.value) == ("", LinkState.MISSING)
    assert screen.desk.the(Audit) == audit
    assert out.description == "Från Sidfoten till YouTube"


def test_too_long_a_place_is_told(workspace):
    keep(workspace, Audit(accounts=ACCOUNTS))
    screen = open_screen(workspace)
    screen.links.place.value = "x" * 500
    screen.links.more.click()
    assert 'role="status"' in screen.links.outcome.value
    assert desk(workspace).the(Audit).links == ()


def test_refused_filling_in_is_told(workspace, monkeypatch):
    screen = open_screen(workspace)

    def refuse():
        raise StoreError("locked")

    monkeypatch.setattr(screen.desk, "fill_in_audit", refuse)
    screen.fill_in()
    assert 'role="status"' in screen.working.value
    assert "Reading" not in screen.working.value
