"""What somebody who reads along would remark on a draft: facts of its text, never a mark for it.

A remark says what was found, so that whoever wrote it can look for themselves. A draft is read in
the language it is written in; what is asked of it depends on nothing else than what stands in it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from coachkit.model.campaign_drafts import DraftPost
from coachkit.model.draft_rules import DraftRule, DraftRules, draft_rules
from coachkit.model.languages import Language
from coachkit.model.observations import Platform

_LINK: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TAG: Final = re.compile(r"(?<![\w&])#(\w{2,})")
_MENTION: Final = re.compile(r"(?<!\w)@[\w.]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+")
_ENDS: Final = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“”’(\[]*[^\W_a-zåäöé])|\n+")
_EMOJI: Final = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|[\u2600-\u27bf\U0001f300-\U0001faff]"
    "(?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d[\u2600-\u27bf\U0001f300-\U0001faff])*"
)
_STOPS: Final = re.compile(r"[.!?…]")
_ANY_ENDING: Final = "*"
_ENOUGH: Final = 25
"""Words: of fewer no reading ease is told."""
_LONG_TAG: Final = 12
"""Letters: a tag of lower case alone that is longer has most likely more than one word in it."""
_SHOUTED: Final = 3
_SHOWN: Final = 60


class Remark(NamedTuple):
    """``found``: what it is about, in the draft's own words; ``n`` beside ``limit``: how much."""

    rule: DraftRule
    found: str = ""
    n: int = 0
    limit: int = 0


class Own(NamedTuple):
    """What the client has decided by itself: words that are not ours, claims that nobody makes."""

    avoid: Sequence[str] = ()
    no_go: Sequence[str] = ()


def remarks(draft: DraftPost, language: Language, own: Own = Own()) -> tuple[Remark, ...]:  # noqa: B008
    """All of them, the weightiest first; none of an empty draft.

    ``language``: it is read in, where the draft does not say.
    """
    if not draft.text.strip():
        return ()
    spoken, rules = draft.written_in or language, draft_rules()
    found = [
        *_label(draft, spoken, rules),
        *_of_their_own(draft.text, own),
        *_sentences(draft.text, spoken, rules),
        *_seen_and_heard(draft, spoken, rules),
        *_signs(draft, spoken, rules),
    ]
    order = list(DraftRule)
    return tuple(sorted(found, key=lambda one: order.index(one.rule)))


def sentences(text: str) -> list[str]:
    """The sentences, without links, tags and names of accounts; a line ends one, too."""
    plain = _MENTION.sub(" ", _TAG.sub(" ", _LINK.sub(" ", text)))
    parts = (" ".join(_EMOJI.sub(" ", one).split()) for one in _ENDS.split(plain))
    return [one for one in parts if _WORD.search(one)]


def lix(text: str) -> float | None:
    """Words of a sentence plus long words in a hundred; ``None`` of a text too short to tell.

    As textstat counts them, to whom sentences of one or two words are none.
    """
    found = sentences(text)
    if sum(len(_WORD.findall(one)) for one in found) < _ENOUGH:
        return None
    import textstat  # noqa: PLC0415 - a fifth of a second, which most pages never need

    # A stop within a sentence, as in "e.g." or "2.5", would end it there.
    return float(textstat.lix(" ".join(f"{_STOPS.sub('', one)}." for one in found)))


# ── Advertising, and what they have decided ─────────────────────────────────────────────────────


def _label(draft: DraftPost, language: Language, rules: DraftRules) -> Iterator[Remark]:
    if not draft.advertising:
        return
    begins = _EMOJI.sub("", draft.text).lstrip(" #*[(\n\t").casefold()
    names = [one.casefold() for one in rules.labels[language]]
    if not any(re.match(rf"{re.escape(one)}\b", begins) for one in names):
        yield Remark(DraftRule.LABEL, rules.labels[language][0])


def _of_their_own(text: str, own: Own) -> Iterator[Remark]:
    flat = " ".join(text.casefold().split())
    for claim in own.no_go:
        if claim.strip() and " ".join(claim.casefold().split()).rstrip(".!") in flat:
            yield Remark(DraftRule.NO_GO, claim)
    for word in own.avoid:
        plain = word.strip().casefold()
        ending = r"\w*" if plain.endswith(_ANY_ENDING) else ""
        plain = plain.removesuffix(_ANY_ENDING)
        said = re.search(rf"(?<!\w){re.escape(plain)}{ending}(?!\w)", flat) if plain else None
        if said is not None:
            yield Remark(DraftRule.TONE, said[0])


# ── How it reads ────────────────────────────────────────────────────────────────────────────────


def _sentences(text: str, language: Language, rules: DraftRules) -> Iterator[Remark]:
    found, most = sentences(text), rules.words_a_sentence
    for place, one in enumerate(found):
        n = len(_WORD.findall(one))
        if n > most:
            rule = DraftRule.SENTENCE if place else DraftRule.OPENING
            yield Remark(rule, _begin(one), n, most)
    ease, limit = lix(text), rules.lix[language]
    if ease is not None and ease > limit:
        longest = max(found, key=lambda one: len(_WORD.findall(one)))
        yield Remark(DraftRule.HARD, _begin(longest), round(ease), limit)
    shouted = [one for one in _WORD.findall(_LINK.sub("", text)) if len(one) > 1 and one.isupper()]
    if len(shouted) >= _SHOUTED or "!!" in text:
        yield Remark(DraftRule.SHOUTING, " ".join(shouted[:_SHOUTED]) or "!!", len(shouted))


def _begin(sentence: str) -> str:
    if len(sentence) <= _SHOWN:
        return sentence
    return f"{sentence[: _SHOWN - 1].rsplit(' ', 1)[0]}…"


# ── Pictures, films, signs ──────────────────────────────────────────────────────────────────────


def _seen_and_heard(draft: DraftPost, language: Language, rules: DraftRules) -> Iterator[Remark]:
    if draft.film and not draft.captions:
        yield Remark(DraftRule.CAPTIONS)
    if draft.shows and not draft.alt and not draft.film:
        yield Remark(DraftRule.ALT_MISSING, _begin(draft.shows))
    alt = draft.alt.casefold()
    if any(alt.startswith(one) for one in rules.pictured[language]):
        yield Remark(DraftRule.ALT_BEGINS, _begin(draft.alt))
    if len(draft.alt) > rules.alt_letters:
        yield Remark(DraftRule.ALT_LONG, "", len(draft.alt), rules.alt_letters)


def _signs(draft: DraftPost, language: Language, rules: DraftRules) -> Iterator[Remark]:
    text = draft.text
    tags, emoji = _TAG.findall(_LINK.sub(" ", text)), _EMOJI.findall(text)
    links = _LINK.findall(text)
    most = rules.most_hashtags(draft.platform)
    if len(tags) > most:
        yield Remark(DraftRule.HASHTAGS, "", len(tags), most)
    unread = [one for one in tags if len(one) > _LONG_TAG and one == one.lower()]
    if unread:
        yield Remark(DraftRule.TAG_CASING, f"#{unread[0]}", len(unread))
    if len(emoji) > rules.emoji:
        yield Remark(DraftRule.EMOJI, "", len(emoji), rules.emoji)
    if len(links) > rules.links:
        yield Remark(DraftRule.LINKS, "", len(links), rules.links)
    if links and draft.platform is Platform.INSTAGRAM:
        yield Remark(DraftRule.DEAD_LINK, _begin(links[0]))
    flat = " ".join(text.casefold().split())
    called = next((one for one in rules.nowhere[language] if one in flat), None)
    if called is not None:
        yield Remark(DraftRule.NOWHERE, called)
