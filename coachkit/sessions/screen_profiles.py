"""Customer profiles: at most three, each line marked as data or guess."""

from functools import partial
from typing import Final

from coachkit.documents import session_first as panels
from coachkit.language.findings import Finding
from coachkit.language.first_screens import profiles_said
from coachkit.language.strategy_words import shortened
from coachkit.model.deciding import next_key
from coachkit.model.languages import Language
from coachkit.model.strategy import Aspect, Profile, ProfileLine, Strategy
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.form import Form
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import PROFILE
from coachkit.widgets.sub_steps import SubSteps

MOST: Final = 3
"""More than three kinds of customers are served by nobody."""

_NAME: Final = 26


class ProfilesScreen(Screen):
    """A profile at a time; a new one asks six things."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.guide = Panel()
        self.forms = [self._form(place) for place in range(MOST)]
        self.remove = fields.button(self._remove, quiet=True)
        self.steps = SubSteps({str(place): Stack([form]) for place, form in enumerate(self.forms)})
        self.steps.on_step = lambda _: self.redraw()
        self.body.children = (self.guide, self.steps, fields.band(self.remove))
        self.redraw()

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Those there are."""
        return self.desk.the(Strategy).profiles

    def answer(self) -> Finding | None:
        """How many lines rest on data."""
        return profiles_said(self.profiles, self.speech)

    def redraw(self) -> None:
        """What each is called; one more than there are can be begun."""
        speech, profiles = self.speech, self.profiles
        names = {
            str(place): shortened(one.name, _NAME) or speech.say("Profile %(n)s", n=place + 1)
            for place, one in enumerate(profiles)
        }
        if len(profiles) < MOST and not self.desk.read_only:
            begun = speech.say("One more profile") if profiles else speech.say("First profile")
            names[str(len(profiles))] = begun
        elif not profiles:
            names["0"] = speech.say("First profile")
        self.steps.named(names)
        self.guide.value = panels.guide(
            speech.say("Data has a source. Everything else is a guess, and may be one."),
            self.language,
        )
        self.remove.description = speech.say("Remove this profile")
        there = int(self.steps.here) < len(profiles) and not self.desk.read_only
        fields.shown(self.remove, there=there)

    def _form(self, place: int) -> Form:
        return self.part_form(
            f"profile-{place + 1}",
            Strategy,
            lambda: PROFILE,
            partial(_taken, place),
            partial(_put, place),
        )

    def _remove(self) -> None:
        place = int(self.steps.here)
        left = tuple(one for i, one in enumerate(self.profiles) if i != place)
        self.desk.put(self.desk.the(Strategy).changed(profiles=left), "profile removed")


def _taken(place: int, strategy: Strategy) -> Profile:
    """The profile in that place; a new one with a line for each thing that is asked."""
    if place < len(strategy.profiles):
        return strategy.profiles[place]
    key = next_key("profile", (one.key for one in strategy.profiles))
    return Profile(key=key, lines=tuple(ProfileLine(aspect=aspect) for aspect in Aspect))


def _put(place: int, strategy: Strategy, profile: Profile) -> Strategy:
    """With the profile in that place, or after the last."""
    before, after = strategy.profiles[:place], strategy.profiles[place + 1 :]
    return strategy.changed(profiles=(*before, profile, *after))
