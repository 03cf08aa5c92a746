"""Tracks: at least two audiences, each with its own need, message, smallest yes and way there."""

from functools import partial
from typing import Any, Final

from coachkit.documents.session_first import guide
from coachkit.language import campaign_words as words
from coachkit.language.findings import Finding
from coachkit.language.strategy_words import shortened
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_tracks import Track
from coachkit.model.deciding import next_key
from coachkit.model.languages import Language
from coachkit.model.strategy import Aspect, Profile, Strategy
from coachkit.sessions.campaign_screen import CampaignScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.campaign_forms import TRACK
from coachkit.widgets.form import Form
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

MOST: Final = 4
"""More audiences than that are reached by nobody at once."""

_NAME: Final = 22


class TracksScreen(CampaignScreen):
    """A track at a time; a new one may begin with what the strategy knows of a customer."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._deaf = False
        self.guide = Panel()
        self.profile = fields.choice([("", "")])
        self.profile.disabled = desk.read_only
        self.forms = [self._form(place) for place in range(MOST)]
        self.remove = fields.button(self._remove, quiet=True)
        self.steps = SubSteps({str(place): Stack([form]) for place, form in enumerate(self.forms)})
        self.steps.on_step = lambda _: self.redraw()
        self.profile.observe(self._picked, "value")
        choose = fields.band(self.profile, kind="ck-chosen")
        self.body.children = (self.outcome, choose, self.steps, self.guide, self.remove)
        self.redraw()

    def answer(self) -> Finding | None:
        """How many tracks are whole."""
        return words.tracks_said(self.record, self.speech)

    def redraw(self) -> None:
        """What each is called; one more than there are can be begun."""
        speech, tracks = self.speech, self.record.tracks
        names = {
            str(place): shortened(one.name, _NAME) or speech.say("Track %(n)s", n=place + 1)
            for place, one in enumerate(tracks)
        }
        if len(tracks) < MOST and not self.desk.read_only:
            names[str(len(tracks))] = (
                speech.say("One more track") if tracks else speech.say("First track")
            )
        elif not tracks:
            names["0"] = speech.say("First track")
        self.steps.named(names)
        there = self._here < len(tracks)
        said = speech.say("A sentence that would suit all of them suits none of them.")
        self.guide.value = guide(said if len(tracks) > 1 else "", self.language)
        self.remove.description = speech.say("Remove this track")
        fields.shown(self.remove, there=there and not self.desk.read_only)
        self._offer_profiles()

    @property
    def _here(self) -> int:
        return int(self.steps.here)

    def _form(self, place: int) -> Form:
        form = self.part_form(
            f"track-{place + 1}",
            Campaign,
            lambda: TRACK,
            partial(_taken, place),
            partial(_put, place),
            known=self.known,
        )
        form.add_class("ck-beside")
        return form

    # ── What the strategy knows ─────────────────────────────────────────────────────────────────

    def _offer_profiles(self) -> None:
        speech, profiles = self.speech, self.desk.the(Strategy).profiles
        options = (
            (speech.say("Nobody of the strategy's"), ""),
            *((one.name, one.key) for one in profiles if one.name),
        )
        track = _taken(self._here, self.record)
        self._deaf = True
        try:
            if self.profile.options != options:
                self.profile.options = options
            known = {key for _, key in options}
            self.profile.value = track.profile if track.profile in known else ""
        finally:
            self._deaf = False
        self.profile.description = speech.say("A customer of the strategy")
        fields.shown(self.profile, there=len(options) > 1)

    def _picked(self, change: Any) -> None:
        if self._deaf:
            return
        key = str(change["new"])
        profile = next((p for p in self.desk.the(Strategy).profiles if p.key == key), None)
        track = _taken(self._here, self.record)
        new = track.changed(profile=key or None) if profile is None else _from(track, profile)
        self.act(lambda: self.desk.put(_put(self._here, self.record, new), "track"))

    def _remove(self) -> None:
        here = self._here
        gone = self.record.tracks[here].key
        left = tuple(one for i, one in enumerate(self.record.tracks) if i != here)
        assets = tuple(
            one.changed(track=None) if one.track == gone else one for one in self.record.assets
        )
        self.put("track removed", tracks=left, assets=assets)


def _from(track: Track, profile: Profile) -> Track:
    """The track with what is known of that customer, where nobody has said otherwise."""
    told = {line.aspect: line.text for line in profile.lines if line.text}
    return track.changed(
        profile=profile.key,
        name=track.name or profile.name[:80],
        need=track.need or told.get(Aspect.NEED, ""),
        afraid_of=track.afraid_of or told.get(Aspect.OBSTACLE, ""),
        trusts=track.trusts or told.get(Aspect.TRUST, ""),
    )


def _taken(place: int, campaign: Campaign) -> Track:
    if place < len(campaign.tracks):
        return campaign.tracks[place]
    return Track(key=next_key("track", (one.key for one in campaign.tracks)))


def _put(place: int, campaign: Campaign, track: Track) -> Campaign:
    before, after = campaign.tracks[:place], campaign.tracks[place + 1 :]
    return campaign.changed(tracks=(*before, track, *after))
