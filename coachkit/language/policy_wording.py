"""A first wording of policies and guideline, for whoever would rather change words than find them.

It is offered, never filled in silently; it becomes the client's own text in the language that is
spoken, and only where nothing stands yet. Names are left to the client: whom to call, in what
time, is nobody else's to say.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from coachkit.language.speech import Speech, later
from coachkit.model.policies import (
    EmployeePolicy,
    Guideline,
    HardSituation,
    ImagePolicy,
    Policies,
)
from coachkit.model.strategy_gaps import Part

_ALT_TEXTS: Final = later(
    "Every picture gets an alt text before it is published: who does what and where, in one "
    "sentence. Of a chart we say what there is to see in it."
)
_CONSENT: Final = later(
    "Whoever can be recognised has said yes and knows where the picture is shown. For children we "
    "ask their guardian. Whoever has second thoughts has the picture taken down the same day."
)

_ENCOURAGEMENTS: Final = (
    later("Tell us what you saw or made today: one sentence is enough."),
    later("Take a picture of what your hands are doing."),
    later("Like, comment and share whatever you find good yourself."),
    later("Ask what you wonder about: others wonder too."),
)
_RIGHTS: Final = (
    later("You may say no, and you need not say why."),
    later("You may change your mind: the post is taken down the same day."),
    later("Your own accounts are yours, and nobody asks you to share anything there."),
    later("If somebody is unkind to you, we answer in your place."),
)
_OPT_IN: Final = later(
    "Say that you want to take part, and how: with your name, with a picture or only with an idea. "
    "You leave by saying so. Nobody is on the rota who has not said yes."
)

_PURPOSE: Final = later(
    "Two pages to lean on when you want to tell something, or when something goes wrong. The "
    "strategy is another paper; this one is for everybody."
)
_DOS: Final = (
    later("Tell what you have seen and done yourself."),
    later("Write as you would say it."),
    later("Say it when you do not know, and say when you will."),
    later("Sign your answers with your name."),
    later("Write an alt text for every picture."),
)
_DONTS: Final = (
    later("Do not answer in anger: talk to somebody first."),
    later("Do not pass on what customers or colleagues have told you in confidence."),
    later("Do not promise anything in somebody else’s place."),
)
_SITUATIONS: Final[Sequence[tuple[str, str, str]]] = (
    (
        later("Somebody complains in public, and is right"),
        later("Thank them, say sorry, and say what happens now"),
        later("Do not explain it away"),
    ),
    (
        later("A comment threatens or insults somebody"),
        later("Keep a picture of it, hide it, and tell the person it is about"),
        later("Do not answer it"),
    ),
    (
        later("We have published something that is wrong"),
        later("Put it right, and say that you have"),
        later("Do not take it down in silence"),
    ),
    (
        later("A journalist asks something in a message"),
        later("Thank them, and say who will get back to them"),
        later("Do not comment on it yourself"),
    ),
    (
        later("Something has happened: an accident, a fire, a data leak"),
        later("Call 112 first if anybody is in danger, then stop all planned posts"),
        later("Do not guess at causes, and give no names"),
    ),
)

OFFERED: Final = (Part.IMAGES, Part.EMPLOYEES, Part.GUIDELINE)
"""Parts that have a first wording. How a client sounds is theirs alone."""


def with_first_wording(policies: Policies, part: Part, speech: Speech) -> Policies:
    """The policies with our wording wherever that part says nothing yet."""
    match part:
        case Part.IMAGES:
            return policies.changed(images=_images(policies.images, speech))
        case Part.EMPLOYEES:
            return policies.changed(employees=_employees(policies.employees, speech))
        case Part.GUIDELINE:
            return policies.changed(guideline=_guideline(policies.guideline, speech))
        case _:
            return policies


def _images(images: ImagePolicy, speech: Speech) -> ImagePolicy:
    said = {"alt_text_rule": speech.say(_ALT_TEXTS), "consent_rule": speech.say(_CONSENT)}
    return images.changed(**_empty_ones(images, said))


def _employees(employees: EmployeePolicy, speech: Speech) -> EmployeePolicy:
    said = {
        "encouragements": tuple(map(speech.say, _ENCOURAGEMENTS)),
        "rights": tuple(map(speech.say, _RIGHTS)),
        "opt_in": speech.say(_OPT_IN),
    }
    return employees.changed(**_empty_ones(employees, said))


def _guideline(guideline: Guideline, speech: Speech) -> Guideline:
    said = {
        "purpose": speech.say(_PURPOSE),
        "dos": tuple(map(speech.say, _DOS)),
        "donts": tuple(map(speech.say, _DONTS)),
        "situations": tuple(_situations(speech)),
    }
    return guideline.changed(**_empty_ones(guideline, said))


def _situations(speech: Speech) -> Sequence[HardSituation]:
    return [
        HardSituation(
            key=f"situation-{i}",
            situation=speech.say(what),
            first=speech.say(first),
            never=speech.say(never),
        )
        for i, (what, first, never) in enumerate(_SITUATIONS, start=1)
    ]


def _empty_ones(
    held: ImagePolicy | EmployeePolicy | Guideline, said: Mapping[str, object]
) -> dict[str, object]:
    return {name: words for name, words in said.items() if not getattr(held, name)}
