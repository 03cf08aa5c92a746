"""What a strategy still lacks, said calmly: one sentence that says what to do."""

from collections.abc import Mapping, Sequence
from typing import Final

from coachkit.language.speech import Speech, later, later_in
from coachkit.language.strategy_words import inside_question, point_name, shortened
from coachkit.model.inside_view import InsideQuestion
from coachkit.model.strategy import Point
from coachkit.model.strategy_gaps import Gap, Part

_PRESENT_STATE: Final[Mapping[tuple[Part, str], str]] = {
    (Part.QUESTION, "unchosen"): later("Choose the question that the strategy is to answer."),
    (Part.QUESTION, "no_text"): later("Write your own question down, as you would ask it."),
    (Part.QUESTION, "unanswered"): later(
        "The question has been chosen: write down what the strategy answers to it."
    ),
    (Part.AUDIT, "no_date"): later("Write down on which day you looked at the present state."),
    (Part.AUDIT, "none"): later("List the accounts that you have, also those that sleep."),
    (Part.AUDIT, "no_owner"): later("Give the account “%(about)s” an owner."),
    (Part.AUDIT, "no_verdict"): later("Decide on the account “%(about)s”: keep, pause or close."),
    (Part.AUDIT, "incomplete"): later(
        "Complete the mention “%(about)s”: where, how, how often and by whom."
    ),
    (Part.INSIDE, "unanswered"): later(
        "Ask “%(about)s”, and write down the answer with the name of who said it."
    ),
}

_WHOM_AND_WHY: Final[Mapping[tuple[Part, str], str]] = {
    (Part.PROFILES, "none"): later("Describe one person whom you are there for."),
    (Part.PROFILES, "unnamed"): later("Give the profile “%(about)s” a name that you would use."),
    (Part.PROFILES, "no_lines"): later(
        "Write down one thing that you know or guess about “%(about)s”."
    ),
    (Part.PROFILES, "no_source"): later(
        "Say where the data behind “%(about)s” are from, or call it a guess."
    ),
    (Part.GOALS, "none"): later(
        "Write down a business goal, and a communication goal that helps you to reach it."
    ),
    (Part.GOALS, "no_text"): later("Put the goal “%(about)s” into words."),
    (Part.GOALS, "no_owner"): later("Give the goal “%(about)s” an owner."),
    (Part.GOALS, "no_reason"): later("Say why you have the goal “%(about)s”."),
    (Part.GOALS, "no_measure"): later("Say how you will see that you reach “%(about)s”."),
    (Part.GOALS, "no_review"): later("Choose the day when you look at the goal “%(about)s” again."),
    (Part.GOALS, "review_late"): later(
        "Look at the goal “%(about)s” sooner: within three months at the latest."
    ),
    (Part.GOALS, "serves_nothing"): later("Tie the goal “%(about)s” to a business goal."),
}

_CHANNELS_AND_POINTS: Final[Mapping[tuple[Part, str], str]] = {
    (Part.CHANNELS, "none"): later("Decide on your channels, one by one: keep, pause or close."),
    (Part.CHANNELS, "no_verdict"): later("Decide on %(about)s: keep, pause or close."),
    (Part.CHANNELS, "no_text"): later("Say which channel “%(about)s” is."),
    (Part.CHANNELS, "no_owner"): later("Give the channel %(about)s an owner."),
    (Part.CHANNELS, "no_reason"): later("Say why you decided so on %(about)s."),
    (Part.CHANNELS, "no_review"): later(
        "Choose the day when you look at the channel %(about)s again."
    ),
    (Part.CHANNELS, "review_late"): later(
        "Look at the channel %(about)s sooner: within three months at the latest."
    ),
    (Part.CHANNELS, "serves_nothing"): later("Say which goal the channel %(about)s is kept for."),
    (Part.POINTS, "none"): later("Decide one thing under “%(about)s”."),
    (Part.POINTS, "no_text"): later("Put the decision “%(about)s” into words, or take it out."),
    (Part.POINTS, "no_owner"): later("Give the decision “%(about)s” an owner."),
    (Part.POINTS, "no_reason"): later("Say why you decided “%(about)s”."),
    (Part.POINTS, "no_measure"): later("Say how you will see that “%(about)s” works."),
    (Part.POINTS, "no_review"): later(
        "Choose the day when you look at the decision “%(about)s” again."
    ),
    (Part.POINTS, "review_late"): later(
        "Look at the decision “%(about)s” sooner: within three months at the latest."
    ),
    (Part.POINTS, "serves_nothing"): later(
        "Say which communication goal the decision “%(about)s” serves."
    ),
}

_HOURS_AND_PEOPLE: Final[Mapping[tuple[Part, str], str]] = {
    (Part.HOURS, "no_hours"): later("Decide how many hours a week you give."),
    (Part.HOURS, "not_checked"): later(
        "Hold the hours against what you wish for: how many posts a week can be kept?"
    ),
    (Part.HOURS, "not_examined"): later(
        "Answer all %(of)s honest questions about the hours; answered so far: %(n)s."
    ),
    (Part.HOURS, "no_owner"): later("Say who answers for the hours."),
    (Part.HOURS, "no_reason"): later("Say why it is that many hours."),
    (Part.HOURS, "no_review"): later("Choose the day when you look at the hours again."),
    (Part.HOURS, "review_late"): later(
        "Look at the hours sooner: within three months at the latest."
    ),
    (Part.CUTS, "none"): later("Decide what goes first if you lose four hours a week."),
    (Part.AUTHORS, "no_authors"): later("Write down who made the strategy."),
    (Part.AUTHORS, "owner_not_author"): later(
        "%(about)s owns a decision but was not there when it was written: ask, and add the name."
    ),
    (Part.AUTHORS, "input_open"): later(
        "Somebody said “%(about)s”: accept it, park it or decline it, and say why."
    ),
}

_POLICIES: Final[Mapping[tuple[Part, str], str]] = {
    (Part.TONE, "too_few"): later("Rewrite at least %(of)s replies; so far: %(n)s."),
    (Part.TONE, "no_brand_owner"): later("Say who owns the brand and has agreed to the tone."),
    (Part.IMAGES, "no_pairs"): later("Choose a picture that is yours and one that is not."),
    (Part.IMAGES, "no_alt"): later("Write an alt text for the picture “%(about)s”."),
    (Part.IMAGES, "no_alt_rule"): later("Agree on a rule for alt texts."),
    (Part.IMAGES, "no_consent_rule"): later("Agree on how you ask those who are in a picture."),
    (Part.EMPLOYEES, "no_encouragement"): later(
        "Write down one thing that you gladly see colleagues do."
    ),
    (Part.EMPLOYEES, "no_rights"): later(
        "Write down what colleagues have a right to, such as saying no."
    ),
    (Part.EMPLOYEES, "no_opt_in"): later("Say how a colleague opts in, and out again."),
    (Part.GUIDELINE, "too_few_examples"): later(
        "The guideline needs at least %(of)s good examples; so far: %(n)s."
    ),
    (Part.GUIDELINE, "too_few_situations"): later(
        "The guideline needs at least %(of)s hard situations; so far: %(n)s."
    ),
    (Part.GUIDELINE, "no_call"): later("Say whom to call in “%(about)s”, and within what time."),
    (Part.GUIDELINE, "no_dos"): later("Begin the guideline with what people may gladly do."),
    (Part.GUIDELINE, "more_donts"): later(
        "Encourage at least as often as you warn; in the guideline so far: %(n)s to %(of)s."
    ),
}

SAID: Final[Mapping[tuple[Part, str], str]] = {
    **_PRESENT_STATE,
    **_WHOM_AND_WHY,
    **_CHANNELS_AND_POINTS,
    **_HOURS_AND_PEOPLE,
    **_POLICIES,
}
"""By part and code; every gap that the model finds has its sentence here."""

_UNNAMED: Final[Mapping[str, str]] = {
    "no_owner": later("Give the account that has no name yet an owner."),
    "no_verdict": later("Decide on the account that has no name yet: keep, pause or close."),
    "incomplete": later("Complete the mention that is still blank, or take it out."),
}
"""Of the audit, where there is nothing to call it by."""


def gap_sentence(gap: Gap, speech: Speech) -> str:
    """What is lacking, as one sentence that says what to do."""
    if gap.part is Part.AUDIT and not gap.about and gap.code in _UNNAMED:
        return speech.say(_UNNAMED[gap.code])
    return speech.say(
        SAID[gap.part, gap.code],
        about=_about(gap, speech),
        n=speech.number(gap.n),
        of=speech.number(gap.of),
    )


def gap_sentences(gaps: Sequence[Gap], speech: Speech) -> tuple[str, ...]:
    """Each of them, in the order of the talk; what would be said twice is said once."""
    return tuple(dict.fromkeys(gap_sentence(gap, speech) for gap in gaps))


def gaps_together(gaps: Sequence[Gap], speech: Speech) -> tuple[str, ...]:
    """The same with one sentence for each decision that lacks several things."""
    lacking: dict[tuple[Part, str], list[Gap]] = {}
    for gap in gaps:
        if gap.about and gap.code in _OF_A_DECISION:
            lacking.setdefault((gap.part, gap.about), []).append(gap)
    said: list[str] = []
    for gap in gaps:
        several = lacking.get((gap.part, gap.about), [])
        together = gap in several and len(several) > 1
        said.append(_lacks(several, speech) if together else gap_sentence(gap, speech))
    return tuple(dict.fromkeys(said))


def _lacks(gaps: Sequence[Gap], speech: Speech) -> str:
    what = [speech.say_in(*_OF_A_DECISION[code]) for code in dict.fromkeys(g.code for g in gaps)]
    return speech.say(
        "“%(about)s” still lacks %(what)s.", about=_about(gaps[0], speech), what=speech.list(what)
    )


_OF_A_DECISION: Final[Mapping[str, tuple[str, str]]] = {
    "no_verdict": later_in("what a decision lacks", "a verdict"),
    "no_owner": later_in("what a decision lacks", "an owner"),
    "no_reason": later_in("what a decision lacks", "a reason"),
    "no_measure": later_in("what a decision lacks", "a measure"),
    "no_review": later_in("what a decision lacks", "a day of review"),
    "serves_nothing": later_in("what a decision lacks", "the goal it serves"),
}


def _about(gap: Gap, speech: Speech) -> str:
    if (gap.part, gap.code) == (Part.INSIDE, "unanswered"):
        return inside_question(InsideQuestion(gap.about), speech)
    if (gap.part, gap.code) == (Part.POINTS, "none"):
        return point_name(Point(gap.about), speech)
    return shortened(gap.about)
