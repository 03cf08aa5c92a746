"""A remark on a draft in a sentence, with its reason and where that comes from; never a mark."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from coachkit.language.draft_lint import Remark
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, later
from coachkit.model.campaign_drafts import DraftPost
from coachkit.model.draft_rules import OWN, DraftRule, draft_rules

_SENTENCES: Final[Mapping[DraftRule, str]] = {
    DraftRule.LABEL: later("It is advertising and does not begin with “%(found)s”."),
    DraftRule.NO_GO: later("It says what you never claim: “%(found)s”."),
    DraftRule.OPENING: later(
        "The first sentence has %(n)s words; %(limit)s are enough to begin with: “%(found)s”"
    ),
    DraftRule.SENTENCE: later("A sentence has %(n)s words: “%(found)s” Make two of it."),
    DraftRule.HARD: later(
        "It reads like a report: long sentences and long words (LIX %(n)s). Begin with “%(found)s”"
    ),
    DraftRule.TONE: later("“%(found)s” is a word that you avoid."),
    DraftRule.ALT_MISSING: later("The picture has no alt text: “%(found)s”."),
    DraftRule.ALT_BEGINS: later(
        "The alt text need not say that it is a picture: “%(found)s”. Say what is seen."
    ),
    DraftRule.ALT_LONG: later("The alt text has %(n)s letters; %(limit)s are enough."),
    DraftRule.CAPTIONS: later("The film has no captions: most watch without sound."),
    DraftRule.HASHTAGS: later("%(n)s hashtags; %(limit)s are enough here."),
    DraftRule.TAG_CASING: later("Write %(found)s with a capital for each word, if it is several."),
    DraftRule.EMOJI: later("%(n)s emoji, and each is read aloud; %(limit)s are enough."),
    DraftRule.LINKS: later("%(n)s links: which one are they to press?"),
    DraftRule.DEAD_LINK: later("Nobody can press “%(found)s” in an Instagram caption."),
    DraftRule.NOWHERE: later("“%(found)s” does not say where it leads."),
    DraftRule.SHOUTING: later("“%(found)s” is read as shouting."),
}


class RemarkSaid(NamedTuple):
    """A remark, and where it comes from."""

    text: str
    source: str


def remark_said(remark: Remark, speech: Speech) -> RemarkSaid:
    """What was found, and the source of the rule."""
    text = speech.say(
        _SENTENCES[remark.rule],
        found=remark.found,
        n=speech.number(remark.n),
        limit=speech.number(remark.limit),
    )
    return RemarkSaid(text, _source(remark.rule, speech))


def _source(rule: DraftRule, speech: Speech) -> str:
    if rule is DraftRule.TONE:
        return speech.say("Your own policy of tone")
    if rule in OWN:
        return speech.say("What you decided for this campaign")
    known = draft_rules().sources[rule]
    if known.checked is None:
        return known.source[speech.language]
    return speech.say(
        "%(source)s, looked at on %(day)s",
        source=known.source[speech.language],
        day=speech.day(known.checked),
    )


def drafts_said(drafts: Sequence[DraftPost], open_remarks: int, speech: Speech) -> Finding | None:
    """How many may go out, and what is left to mend; ``None`` before there is a draft."""
    written = [one for one in drafts if one.text]
    if not written:
        return None
    released = sum(bool(one.released_by) for one in written)
    text = speech.count(
        "%(released)s of %(n)s draft may go out.",
        "%(released)s of %(n)s drafts may go out.",
        len(written),
        released=speech.number(released),
    )
    left = speech.count("%(n)s remark is left.", "%(n)s remarks are left.", open_remarks)
    return Finding(text=text, detail=left if open_remarks else "")
