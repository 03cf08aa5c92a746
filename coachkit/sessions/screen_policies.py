"""How we sound, what we show, how we cheer on, the guideline, and who has gone through it all."""

from collections.abc import Callable
from functools import partial
from typing import Final

from ipywidgets import Button

from coachkit.documents import session_policies as panels
from coachkit.language.findings import Finding
from coachkit.language.policies_said import part_lacks, policies_said
from coachkit.language.policy_wording import OFFERED, with_first_wording
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import part_name
from coachkit.model.languages import Language
from coachkit.model.policies import Policies
from coachkit.model.strategy_gaps import Part
from coachkit.model.values import Value
from coachkit.sessions.known_names import known_names
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.policy_forms import EMPLOYEES, GUIDELINE
from coachkit.widgets.session_forms import GONE_THROUGH, PAIRS, REPLIES, SITUATIONS, SOUND
from coachkit.widgets.strategy_forms import only
from coachkit.widgets.sub_steps import SubSteps

PARTS: Final = (Part.TONE, Part.IMAGES, Part.EMPLOYEES, Part.GUIDELINE)
"""What is decided, in its order; each is a field of :class:`Policies` by that name."""

ACKNOWLEDGED: Final = "acknowledged"
"""The step after them: who has gone through the policies, with the day."""

_FOLLOWED: Final = ("encouragements", "rights", "opt_in")
_CARED_FOR: Final = ("support", "hours", "valued_by")


class PoliciesScreen(Screen):
    """Two replies are rewritten in the room; what else is written here is a beginning."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.replies = self._part("replies", Part.TONE, REPLIES)
        self.sound = self._part("sound", Part.TONE, SOUND)
        self.images = self._part("images", Part.IMAGES, PAIRS)
        self.employees = self._part("employees", Part.EMPLOYEES, only(EMPLOYEES, *_FOLLOWED))
        self.care = self._part("care", Part.EMPLOYEES, only(EMPLOYEES, *_CARED_FOR))
        self.purpose = self._part("guideline", Part.GUIDELINE, only(GUIDELINE, *_ENCOURAGING))
        self.examples = self._part("examples", Part.GUIDELINE, only(GUIDELINE, "examples"))
        self.situations = self._part("situations", Part.GUIDELINE, SITUATIONS)
        self.acknowledged = self.form(
            ACKNOWLEDGED, Policies, lambda: GONE_THROUGH, known=lambda: known_names(desk)
        )
        self.images.add_class("ck-pairs")
        self.situations.add_class("ck-situations")
        self.lacks = {part: Panel() for part in PARTS}
        self.offers = {part: self._offer(part) for part in OFFERED}
        self.within = {
            Part.TONE: SubSteps({"replies": self.replies, "sound": self.sound}),
            Part.EMPLOYEES: SubSteps({"employees": self.employees, "care": self.care}),
            Part.GUIDELINE: SubSteps(
                {
                    "purpose": self.purpose,
                    "examples": self.examples,
                    "situations": self.situations,
                }
            ),
        }
        self.steps = SubSteps(
            {
                **{part.value: self._stack(part) for part in PARTS},
                ACKNOWLEDGED: Stack([self.acknowledged]),
            }
        )
        for steps in self.within.values():
            steps.switch.add_class("ck-within")
        self.body.children = (self.steps,)
        self.redraw()

    def answer(self) -> Finding | None:
        """How many replies are rewritten, and what is to be decided next."""
        return policies_said(self._policies, self.speech)

    def redraw(self) -> None:
        """What each part is called, what it lacks, and whether our wording may begin it."""
        speech, policies = self.speech, self._policies
        self.steps.named(
            {
                **{part.value: part_name(part, speech) for part in PARTS},
                ACKNOWLEDGED: speech.say("Gone through"),
            }
        )
        for part, steps in self.within.items():
            steps.named({key: said(speech) for key, said in _NAMES[part].items()})
        said = self.answer()
        for part, panel in self.lacks.items():
            lacking = part_lacks(policies, part, speech)
            # What stands below the block's question is not said once more.
            seen = said is not None and lacking == said.detail
            panel.value = panels.quiet_line("" if seen else lacking, self.language, lacking=True)
        for part, offer in self.offers.items():
            offer.description = speech.say("Begin with our wording")
            offer.tooltip = speech.say("Only what is still empty is filled in")
            there = with_first_wording(policies, part, speech) != policies
            fields.shown(offer, there=there and not self.desk.read_only)

    def begin(self, part: Part) -> None:
        """Our wording where that part says nothing yet, in the language that is spoken."""
        worded = with_first_wording(self._policies, part, self.speech)
        self.desk.put(worded, "our wording")

    @property
    def _policies(self) -> Policies:
        return self.desk.the(Policies)

    def _part(self, name: str, part: Part, hints: Hints) -> Form:
        return self.part_form(
            name,
            Policies,
            lambda: hints,
            partial(_part_of, part),
            partial(_with_part, part),
            known=lambda: known_names(self.desk),
        )

    def _stack(self, part: Part) -> Stack:
        offer = [self.offers[part]] if part in self.offers else []
        shown = self.within.get(part, self.images)
        return Stack([self.lacks[part], *offer, shown])

    def _offer(self, part: Part) -> Button:
        offer: Button = fields.button(partial(self.begin, part))
        offer.add_class("ck-offer")
        return offer


def _part_of(part: Part, policies: Policies) -> Value:
    held: Value = getattr(policies, part.value)
    return held


def _with_part(part: Part, policies: Policies, held: Value) -> Policies:
    return policies.changed(**{part.value: held})


_ENCOURAGING: Final = ("purpose", "dos", "donts")

_NAMES: Final[dict[Part, dict[str, Callable[[Speech], str]]]] = {
    Part.TONE: {
        "replies": lambda speech: speech.say("Replies side by side"),
        "sound": lambda speech: speech.say("Words that are ours"),
    },
    Part.EMPLOYEES: {
        "employees": lambda speech: speech.say("Encouraged, and free to say no"),
        "care": lambda speech: speech.say("Help and time for it"),
    },
    Part.GUIDELINE: {
        "purpose": lambda speech: speech.say("Do, and do not"),
        "examples": lambda speech: speech.say("Good examples"),
        "situations": lambda speech: speech.say("Hard situations"),
    },
}
