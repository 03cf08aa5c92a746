"""The message house as it is seen on a screen: the roof, and what each track stands on."""

from dataclasses import dataclass

from coachkit.documents.templating import fill
from coachkit.language.speech import Speech, speak
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_tracks import Pillar, Track
from coachkit.model.languages import Language


@dataclass(frozen=True)
class MessageShown:
    """A message and what it stands on; ``open``: nobody approves it yet."""

    text: str
    stands_on: str
    open: bool


@dataclass(frozen=True)
class TrackShown:
    """A track's part of the house. ``asks``: the smallest yes."""

    name: str
    asks: str
    messages: tuple[MessageShown, ...]


def house(campaign: Campaign, language: Language) -> str:
    """The whole house; empty as long as nothing of it is said."""
    speech = speak(language)
    tracks = [_track(one, speech) for one in campaign.tracks if one.name]
    return fill("pages/campaign_house.html.j2", language, roof=campaign.roof, tracks=tracks)


def _track(track: Track, speech: Speech) -> TrackShown:
    said = tuple(_message(one, speech) for one in track.pillars if one.message)
    return TrackShown(name=track.name, asks=track.call_to_action, messages=said)


def _message(pillar: Pillar, speech: Speech) -> MessageShown:
    if not pillar.cleared_by:
        return MessageShown(pillar.message, speech.say("Nobody approves it yet."), open=True)
    approved = speech.say("Approved by %(who)s", who=pillar.cleared_by)
    return MessageShown(pillar.message, approved, open=False)
