"""Drafts on the screen: looked at as on a phone, mended, and let go by somebody."""

from datetime import date

import pytest

from coachkit.model.campaign import Campaign
from coachkit.model.campaign_decided import DECIDED
from coachkit.model.campaign_drafts import DraftPost
from coachkit.model.campaign_tracks import NoGoClaim
from coachkit.model.languages import LANGUAGES
from coachkit.model.policies import Policies, TonePolicy
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions.screen_drafts import SLOTS, DraftsScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.panel import still
from tests.sessions.screen_rooms import keep, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]

SHEET = shipped_sheet("campaign")


def desk(workspace):
    return SessionDesk("sund", str(workspace.path), SHEET, None)


def opened(workspace, language="en"):
    return seated(DraftsScreen(desk(workspace), "drafts", language))


def test_somebody_may_write_where_there_is_no_draft_yet(workspace):
    screen = opened(workspace)
    assert screen.answer() is None
    typed(screen.slots[0].write, "text", "Come and see us!!")
    assert [one.text for one in desk(workspace).the(Campaign).drafts] == ["Come and see us!!"]
    assert screen.answer().text == "0 of 1 draft may go out."
    assert screen.answer().detail == "1 remark is left."
    assert "shouting" in still(screen.slots[0].said)
    screen.another.click()
    assert screen.steps.here == screen.slots[1].name
    typed(screen.slots[1].write, "text", "Quiet now.")
    assert [one.key for one in desk(workspace).the(Campaign).drafts] == ["draft-1", "draft-2"]


def test_who_lets_it_go_is_kept_with_the_day_and_another_text_is_read_anew(workspace):
    keep(workspace, Campaign(drafts=(DraftPost(key="d1", text="Come in."),)))
    screen = opened(workspace)
    typed(screen.slots[0].release, "released_by", "Elsa")
    kept = desk(workspace).the(Campaign)
    assert (kept.drafts[0].released_by, kept.drafts[0].released_on) == (
        "Elsa",
        date(2026, 11, 23),
    )
    assert DECIDED["ready_posts"](kept)
    assert "✓" in {key: name for name, key in screen.steps.switch.options}["draft-1"]
    typed(screen.slots[0].about, "item", "The opening")
    assert desk(workspace).the(Campaign).drafts[0].released_by == "Elsa"
    typed(screen.slots[0].write, "text", "Come in, all of you.")
    changed = desk(workspace).the(Campaign).drafts[0]
    assert (changed.released_by, changed.released_on) == ("", None)


def test_the_clients_own_words_and_claims_are_held_against_a_draft(workspace):
    keep(
        workspace,
        Policies(tone=TonePolicy(avoid=("unik",))),
        Campaign(
            no_go=(NoGoClaim(key="n", claim="Man sover bättre"),),
            drafts=(DraftPost(key="d1", text="En unik kväll. Man sover bättre.", written_in="sv"),),
        ),
    )
    read = still(opened(workspace).slots[0].said)
    assert "Your own policy of tone" in read
    assert "What you decided for this campaign" in read


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_typed_stays_words(workspace, language):
    text = "<b>x</b> {{7*7}}\n<script>alert(1)</script>"
    keep(
        workspace,
        Campaign(
            drafts=tuple(
                DraftPost(key=f"d{n}", text=text, shows=text[:40], alt=text) for n in range(SLOTS)
            )
        ),
    )
    screen = opened(workspace, language)
    read = still(screen.body)
    assert "<script>" not in read
    assert "<b>x</b>" not in read
    assert "{{7*7}}" in read
    assert screen.another.layout.display == "none"
