"""The forms of a strategy session: which fields of each value are asked for, and as what.

Their words are those of :mod:`coachkit.language.strategy_fields`. Where a block of a session fills
a part of a value, it takes that part's hint alone: ``only(strategy_form(strategy), "profiles")``.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from coachkit.language.speech import Speech
from coachkit.language.strategy_fields import field_help, field_name
from coachkit.language.strategy_words import (
    aspect_name,
    basis_name,
    honest_questions,
    how_often_name,
    input_verdict_name,
    inside_name,
    link_state_name,
    part_name,
    point_name,
    shortened,
    tone_name,
    verdict_name,
    worry_name,
)
from coachkit.model.actions import Action, ActionState
from coachkit.model.audit import (
    Account,
    Audit,
    HowOften,
    LinkState,
    Mention,
    SiteLink,
    Tone,
    Verdict,
)
from coachkit.model.deciding import Decision
from coachkit.model.inside_view import InsideAnswer, InsideQuestion
from coachkit.model.strategy import (
    Aspect,
    Basis,
    BusinessGoal,
    ChannelChoice,
    CommunicationGoal,
    Cut,
    HoursDecision,
    InputVerdict,
    OurQuestion,
    Point,
    Profile,
    ProfileLine,
    Statement,
    Strategy,
    WorkshopInput,
    Worry,
)
from coachkit.model.strategy_gaps import Part
from coachkit.model.values import Value
from coachkit.widgets.form_hints import As, Choices, Hint, Hints, Said

CHANNELS: Final = "channels"
"""Under what a form knows the names of channels."""
PEOPLE: Final = "people"
"""Under what a form knows who may own something."""

E = TypeVar("E", bound=StrEnum)


def only(hints: Hints, *names: str) -> Hints:
    """A part of a form, in that order."""
    return {name: hints[name] for name in names}


def folding(hints: Hints, *names: str) -> Hints:
    """The same, with those fields last and folded away until somebody opens them."""
    seen = {name: hint for name, hint in hints.items() if name not in names}
    return {**seen, **{name: replace(hints[name], folded=True) for name in names}}


def rows_in_short(hints: Hints, name: str, *columns: str) -> Hints:
    """The rows of that field as a table of those columns alone; their other fields stay."""
    return {name: replace(hints[name], kind=As.TABLE, within=only(hints[name].within, *columns))}


def folded_rows(hints: Hints, name: str, *fields: str) -> Hints:
    """A list of values alone, with those fields of its rows folded away."""
    rows = hints[name]
    return {name: replace(rows, within=folding(rows.within, *fields))}


def codes(kind: Iterable[E], name: Callable[[E, Speech], str]) -> Choices:
    """Every code of a kind with its words."""
    return lambda speech: [(one.value, name(one, speech)) for one in kind]


def keys(values: Iterable[BusinessGoal | CommunicationGoal | Profile]) -> Choices:
    """Goals or profiles to choose from: their keys, and what they say."""
    told = [
        (one.key, shortened(one.name if isinstance(one, Profile) else one.text) or one.key)
        for one in values
    ]
    return lambda _: told


def asked(of: type[Value], name: str, kind: As, **more: Any) -> Hint:
    """A field under the words that it has in the model's own list of them."""
    label: Said = lambda speech: field_name(of, name, speech)  # noqa: E731 - two of a kind
    helped: Said = lambda speech: field_help(of, name, speech)  # noqa: E731
    return Hint(kind, label, help=helped, **more)


def fields_of(of: type[Value], **kinds: As | Hint) -> dict[str, Hint]:
    """Several of them, each as that kind or as it is hinted at."""
    return {
        name: kind if isinstance(kind, Hint) else asked(of, name, kind)
        for name, kind in kinds.items()
    }


def _channel(of: type[Value]) -> Hint:
    return asked(of, "channel", As.LINE, suggest=CHANNELS)


def _owner(of: type[Value]) -> Hint:
    return asked(of, "owner", As.LINE, suggest=PEOPLE)


def _decided(of: type[Decision], **more: Hint) -> dict[str, Hint]:
    """What every decision carries, after what it says itself."""
    carried = fields_of(
        of, measure=As.LINE, reason=As.PARAGRAPH, evidence=As.LINE, review_on=As.DAY
    )
    return {**more, "owner": _owner(of), **carried}


def _verdict(of: type[Value], name: str = "verdict") -> Hint:
    return asked(of, name, As.CHOICE, options=codes(Verdict, verdict_name))


def _link(name: str) -> Hint:
    return asked(SiteLink, name, As.CHOICE, options=codes(LinkState, link_state_name))


_MENTION: Final = {
    **fields_of(Mention, where=As.LINE),
    "how": asked(Mention, "how", As.CHOICE, options=codes(Tone, tone_name)),
    "how_often": asked(Mention, "how_often", As.CHOICE, options=codes(HowOften, how_often_name)),
    **fields_of(Mention, who=As.LINE, says=As.PARAGRAPH),
}

_ACCOUNT: Final = {
    "channel": _channel(Account),
    **fields_of(Account, handle=As.LINE),
    "owner": _owner(Account),
    **fields_of(Account, mission=As.LINE, last_post=As.DAY, followers=As.WHOLE),
    "verdict": _verdict(Account),
    **fields_of(Account, reason=As.LINE),
}

_SITE_LINK: Final = {
    **fields_of(SiteLink, place=As.LINE),
    "channel": _channel(SiteLink),
    "to_channel": _link("to_channel"),
    "to_site": _link("to_site"),
    "owner": _owner(SiteLink),
}

AUDIT: Final[Hints] = {
    **fields_of(Audit, on=As.DAY),
    "mentions": asked(Audit, "mentions", As.TABLE, stem="mention", within=_MENTION),
    "accounts": asked(Audit, "accounts", As.CARDS, stem="account", within=_ACCOUNT),
    "links": asked(Audit, "links", As.TABLE, stem="link", within=_SITE_LINK),
    **fields_of(Audit, summary=As.PARAGRAPH),
}
"""The outside view."""


def inside_view(question: InsideQuestion) -> Hints:
    """The answers to one of the six questions, each with who gave it."""
    within = fields_of(
        InsideAnswer,
        text=As.PARAGRAPH,
        said_by=asked(InsideAnswer, "said_by", As.LINE, suggest=PEOPLE),
    )
    answers = Hint(
        As.TABLE,
        lambda speech: inside_name(question, speech),
        given={"question": question},
        within=within,
    )
    return {"answers": answers}


_PROFILE_LINE: Final = {
    "aspect": asked(ProfileLine, "aspect", As.CHOICE, options=codes(Aspect, aspect_name)),
    **fields_of(ProfileLine, text=As.LINE),
    "basis": asked(ProfileLine, "basis", As.CHOICE, options=codes(Basis, basis_name)),
    **fields_of(ProfileLine, source=As.LINE),
}

QUESTION: Final[Hints] = {
    "worry": asked(OurQuestion, "worry", As.CHOICE, options=codes(Worry, worry_name)),
    **fields_of(OurQuestion, words=As.LINE, answer=As.PARAGRAPH),
}
"""Our question; its value is :class:`OurQuestion`."""

PROFILE: Final[Hints] = {
    **fields_of(Profile, name=As.LINE),
    "lines": asked(Profile, "lines", As.TABLE, within=_PROFILE_LINE),
}
"""One customer profile."""

BUSINESS_GOAL: Final[Hints] = _decided(BusinessGoal, text=asked(BusinessGoal, "text", As.PARAGRAPH))

HOURS: Final[Hints] = {
    "hours_a_week": asked(HoursDecision, "hours_a_week", As.NUMBER, step=0.5),
    "wished": asked(HoursDecision, "wished", As.NUMBER),
    "honest": asked(HoursDecision, "honest", As.LINES, each=honest_questions),
    **_decided(HoursDecision),
}
"""How much time is given; its value is :class:`HoursDecision`."""

CUT: Final[Hints] = {
    **fields_of(Cut, text=As.LINE),
    "owner": _owner(Cut),
    **fields_of(Cut, reason=As.PARAGRAPH),
}

INPUT: Final[Hints] = {
    **fields_of(WorkshopInput, text=As.PARAGRAPH, who=As.LINE),
    "verdict": asked(
        WorkshopInput, "verdict", As.CHOICE, options=codes(InputVerdict, input_verdict_name)
    ),
    **fields_of(WorkshopInput, why=As.LINE),
}


def communication_goal(strategy: Strategy) -> Hints:
    """A communication goal: which business goal it serves, and for whom."""
    return _decided(
        CommunicationGoal,
        text=asked(CommunicationGoal, "text", As.PARAGRAPH),
        **_serving(CommunicationGoal, strategy.business_goals, strategy),
    )


def channel_choice(strategy: Strategy) -> Hints:
    """What becomes of a channel."""
    return _decided(
        ChannelChoice,
        channel=_channel(ChannelChoice),
        verdict=_verdict(ChannelChoice),
        **_serving(ChannelChoice, strategy.communication_goals, strategy),
    )


def statements(point: Point, strategy: Strategy) -> Hints:
    """The sentences of one of the seven points, of a :class:`Strategy`; the others stay."""
    goals = keys(strategy.communication_goals)
    within = _decided(
        Statement,
        text=asked(Statement, "text", As.PARAGRAPH),
        serves=asked(Statement, "serves", As.CHOICE, options=goals),
    )
    label: Said = lambda speech: point_name(point, speech)  # noqa: E731 - as in asked
    given = {"point": point}
    return {"statements": Hint(As.CARDS, label, stem="statement", given=given, within=within)}


def strategy_form(strategy: Strategy) -> Hints:
    """All parts of a :class:`Strategy` but the seven points.

    What may be chosen (goals, profiles) is what ``strategy`` has: set the form's ``hints`` anew
    when that changes.
    """
    return {
        "question": part_of(Part.QUESTION, As.GROUP, within=QUESTION),
        "authors": asked(Strategy, "authors", As.LINES, suggest=PEOPLE),
        "profiles": part_of(Part.PROFILES, As.CARDS, stem="profile", within=PROFILE),
        "business_goals": _goals(BusinessGoal, "business-goal", BUSINESS_GOAL),
        "communication_goals": _goals(
            CommunicationGoal, "communication-goal", communication_goal(strategy)
        ),
        "channels": part_of(
            Part.CHANNELS, As.CARDS, stem="channel", within=channel_choice(strategy)
        ),
        "hours": part_of(Part.HOURS, As.GROUP, within=HOURS),
        "cuts": part_of(Part.CUTS, As.TABLE, stem="cut", within=CUT),
        "inputs": Hint(As.CARDS, _said_to_it, stem="input", within=INPUT),
    }


def part_of(part: Part, kind: As, **more: Any) -> Hint:
    """A part of a strategy, under its own name."""
    return Hint(kind, lambda speech: part_name(part, speech), **more)


def _goals(of: type[Decision], stem: str, within: Hints) -> Hint:
    return Hint(As.CARDS, lambda speech: field_name(of, "text", speech), stem=stem, within=within)


def _said_to_it(speech: Speech) -> str:
    return speech.say("What was said to the draft")


def _serving(
    of: type[Decision],
    goals: Iterable[BusinessGoal | CommunicationGoal],
    strategy: Strategy,
) -> dict[str, Hint]:
    return {
        "serves": asked(of, "serves", As.CHOICE, options=keys(goals)),
        "for_profile": asked(of, "for_profile", As.CHOICE, options=keys(strategy.profiles)),
    }


_ACTION: Final[Hints] = {
    **fields_of(Action, what=As.LINE),
    "who": asked(Action, "who", As.LINE, suggest=PEOPLE),
    **fields_of(Action, when=As.DAY, first_step=As.LINE, done_sign=As.LINE),
}

ACTIONS: Final[Hints] = {
    "actions": Hint(
        As.TABLE,
        lambda speech: speech.say("Actions"),
        stem="action",
        given={"state": ActionState.OPEN},
        within=_ACTION,
    )
}
"""The open actions of a plan; what is done or dropped stays as it is."""
