"""What became of the strategy between two versions: a letter, and the sentences as they changed."""

from dataclasses import dataclass
from datetime import date

from coachkit.documents.composing import compose
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.language.plan_words import hours_said
from coachkit.language.speech import Speech
from coachkit.language.strategy_letter import LetterParagraph, LetterPart, letter
from coachkit.language.strategy_words import verdict_name
from coachkit.model.deciding import Decision
from coachkit.model.strategy import ChannelChoice, HoursDecision
from coachkit.model.strategy_changes import DecisionChange, StrategyDiff


@dataclass(frozen=True)
class ParagraphRead:
    """A paragraph of the letter about one change. ``why`` and ``follows`` may be empty."""

    about: str
    said: str
    why: str
    follows: str


@dataclass(frozen=True)
class SentenceRead:
    """A sentence of the strategy as it was and as it is: what Word shows as tracked changes.

    Empty ``before``: it is new; empty ``after``: it is gone. ``because``: the learning, if any.
    """

    about: str
    before: str
    after: str
    who: str
    day: date
    because: str


def letter_document(
    diff: StrategyDiff, between: tuple[str, str], imprint: Imprint, speech: Speech
) -> MarkdownDocument:
    """The letter about what changed ``between`` two named versions, the older first."""
    told = letter(diff, between, imprint.client, speech, imprint.today)
    abouts = {one.key: one.about for one in told}
    values = {
        "older": between[0],
        "newer": between[1],
        "greeting": _texts(told, LetterPart.GREETING),
        "opening": _texts(told, LetterPart.OPENING),
        "changes": [_paragraph(one) for one in told if one.part is LetterPart.CHANGE],
        "unchanged": _texts(told, LetterPart.UNCHANGED),
        "next": _texts(told, LetterPart.NEXT),
        "closing": _texts(told, LetterPart.CLOSING),
        "sentences": [
            sentence
            for change in diff.changes
            if (sentence := _sentence(change, abouts[change.key], imprint, speech)) is not None
        ],
    }
    authors = diff.newer.authors
    return compose("letter", speech.language, values, imprint.colophon(speech, authors))


def _texts(told: tuple[LetterParagraph, ...], part: LetterPart) -> list[str]:
    return [one.text for one in told if one.part is part]


def _paragraph(one: LetterParagraph) -> ParagraphRead:
    return ParagraphRead(one.about, " ".join(one.said), " ".join(one.why), " ".join(one.follows))


def _sentence(
    change: DecisionChange, about: str, imprint: Imprint, speech: Speech
) -> SentenceRead | None:
    held = change.after or change.before
    before, after = _said(change.before, speech), _said(change.after, speech)
    if held is None or before == after:
        return None
    last = change.because[-1] if change.because else None
    return SentenceRead(
        about=about,
        before=before,
        after=after,
        who=last.who if last else held.owner or imprint.client.name,
        day=last.on if last else held.decided_on or imprint.day,
        because=last.learning.text if last else "",
    )


def _said(decision: Decision | None, speech: Speech) -> str:
    """The sentence that a decision is in the strategy; empty before it was there."""
    match decision:
        case None:
            return ""
        case ChannelChoice(channel=channel, verdict=verdict) if verdict is not None:
            named = verdict_name(verdict, speech)
            return speech.say("%(channel)s: %(verdict)s", channel=channel, verdict=named)
        case ChannelChoice(channel=channel):
            return channel
        case HoursDecision(hours_a_week=float(hours)):
            return speech.say("We give %(hours)s a week.", hours=hours_said(hours, speech))
        case _:
            return str(getattr(decision, "text", ""))
