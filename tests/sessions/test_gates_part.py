"""The gates on the screen of the message house: who has seen to what, and what stays open."""

from datetime import date

import pytest

from coachkit.model.campaign import Campaign
from coachkit.model.campaign_tracks import GateTick
from coachkit.model.gates import gates
from coachkit.model.languages import LANGUAGES
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions.campaign_screen import CampaignScreen
from coachkit.sessions.gates_part import CHECKED, NO_CONCERN, OPEN, GatesPart
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.panel import still
from tests.sessions.screen_rooms import keep, no_loop, seated, workspace

__all__ = ["no_loop", "workspace"]

SHEET = shipped_sheet("campaign")


class Screen(CampaignScreen):
    """Nothing but the gates."""

    def __init__(self, *told):
        super().__init__(*told)
        self.gates = GatesPart(self)
        self.body.children = (self.gates,)

    def redraw(self):
        if hasattr(self, "gates"):
            self.gates.draw()


def desk(workspace):
    return SessionDesk("sund", str(workspace.path), SHEET, None)


def opened(workspace, language="en"):
    return seated(Screen(desk(workspace), "message_house", language))


def row(screen, key):
    return next(one for rows in screen.gates.rows.values() for one in rows if one.tick.key == key)


def test_every_question_is_open_until_somebody_has_seen_to_it(workspace):
    screen = opened(workspace)
    every = screen.gates.open_questions
    assert every == sum(len(one.in_country("SE")) for one in gates())
    health = row(screen, "health-said")
    health.state.value = CHECKED
    # Nobody's name stands for it yet.
    assert screen.gates.open_questions == every
    assert "who has checked it" in health.lacking.value
    health.who.value = "Elsa "
    assert health.who.value == "Elsa "
    assert screen.gates.open_questions == every - 1
    kept = desk(workspace).the(Campaign).gates
    assert kept == (
        GateTick(key="health-said", concerns=True, ticked_by="Elsa", ticked_on=date(2026, 11, 23)),
    )
    assert "Elsa, 23 Nov" in health.asked.value


def test_what_is_no_concern_is_settled_and_can_be_opened_again(workspace):
    screen = opened(workspace)
    before = screen.gates.open_questions
    one = row(screen, "competition-rules")
    one.state.value = NO_CONCERN
    assert screen.gates.open_questions == before - 1
    one.state.value = OPEN
    assert screen.gates.open_questions == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_are_asked_with_source_and_day_in_each_language(workspace, language):
    keep(workspace, Campaign(gates=(GateTick(key="health-said", ticked_by="<b>x</b>"),)))
    screen = opened(workspace, language)
    read = still(screen.body)
    assert gates()[0].question[0].asked(language) in read
    assert gates()[0].question[0].sourced(language) in read
    assert "<b>x</b>" not in read
    assert {label for label, _ in screen.gates.steps.switch.options} == {
        gate.called(language) for gate in gates()
    }
