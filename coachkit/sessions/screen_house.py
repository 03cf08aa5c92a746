"""The message house: a roof, at most three messages for each track, and the gates."""

from functools import partial
from typing import Final

from coachkit.documents import house_pages
from coachkit.documents.session_first import guide, with_tick
from coachkit.language import campaign_words as words
from coachkit.language.findings import Finding
from coachkit.language.strategy_words import shortened
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_tracks import Track
from coachkit.model.languages import Language
from coachkit.sessions.campaign_screen import CampaignScreen
from coachkit.sessions.gates_part import GatesPart
from coachkit.sessions.screen_tracks import MOST
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.campaign_forms import PILLARS, ROOF
from coachkit.widgets.form import Form
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

_ROOF, _GATES = "roof", "gates"
_NAME: Final = 18
_NOBODY: Final = Track(key="nobody")


class HouseScreen(CampaignScreen):
    """The roof first, then a house for each track, then what people have to check."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.roof = self.of_record("roof", ROOF)
        self.forms = [self._form(place) for place in range(MOST)]
        self.calls = [Panel() for _ in range(MOST)]
        self.drawn = Panel()
        self.gates = GatesPart(self)
        self.steps = SubSteps(
            {
                _ROOF: Stack([self.roof, self.drawn]),
                **{
                    str(place): Stack([self.calls[place], form])
                    for place, form in enumerate(self.forms)
                },
                _GATES: self.gates,
            }
        )
        self.steps.on_step = lambda _: self.show()
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    def answer(self) -> Finding | None:
        """How many messages somebody approves, and what the gates still ask."""
        return words.messages_said(self.record, self.gates.open_questions, self.speech)

    def show(self) -> None:
        """With a message to begin with, where a track has none."""
        super().show()
        for place, form in enumerate(self.forms):
            if place < len(self.record.tracks):
                form.begin_row("pillars")

    def redraw(self) -> None:
        """What each track's house is called, and what is asked of its people."""
        speech, tracks = self.speech, self.record.tracks
        self.drawn.value = house_pages.house(self.record, self.language)
        names = {_ROOF: speech.say_in("step", "The roof")}
        for place, track in enumerate(tracks[:MOST]):
            said = [one for one in track.pillars if one.message]
            cleared = bool(said) and all(one.cleared_by for one in said)
            called = shortened(track.name, _NAME) or speech.say("Track %(n)s", n=place + 1)
            names[str(place)] = with_tick(called, ticked=cleared)
            self.calls[place].value = guide(track.message, self.language)
        names[_GATES] = with_tick(
            speech.say_in("step", "Gates"), ticked=not self.gates.open_questions
        )
        self.steps.named(names)
        self.gates.draw()

    def speak(self, language: Language) -> None:
        """Everything in another language; no entry changes."""
        self.language = language
        self.gates.speak(language)
        super().speak(language)

    def _form(self, place: int) -> Form:
        return self.part_form(
            f"house-{place + 1}",
            Campaign,
            lambda: PILLARS,
            partial(_taken, place),
            partial(_put, place),
            known=self.known,
        )


def _taken(place: int, campaign: Campaign) -> Track:
    return campaign.tracks[place] if place < len(campaign.tracks) else _NOBODY


def _put(place: int, campaign: Campaign, track: Track) -> Campaign:
    if place >= len(campaign.tracks):
        return campaign
    before, after = campaign.tracks[:place], campaign.tracks[place + 1 :]
    return campaign.changed(tracks=(*before, track, *after))
