"""The present state as documents: the outside view on one page, and the inside view beside it."""

from dataclasses import dataclass

from coachkit.documents.composing import compose
from coachkit.documents.imprint import Imprint
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import (
    how_often_name,
    inside_name,
    inside_question,
    link_state_name,
    tone_name,
    verdict_name,
)
from coachkit.model.audit import Account, Audit, LinkState, Mention, SiteLink
from coachkit.model.inside_view import InsideAnswer, InsideQuestion, InsideView


@dataclass(frozen=True)
class MentionRead:
    """Who speaks of the client, in words. ``count``: empty where it was written by hand."""

    mention: Mention
    how: str
    often: str
    count: str


@dataclass(frozen=True)
class AccountRead:
    """An account with its verdict in words. The rest is empty where nobody knows it."""

    account: Account
    verdict: str
    last_post: str
    followers: str


@dataclass(frozen=True)
class LinkRead:
    """A place of the site and a channel, and in words whether each leads to the other."""

    link: SiteLink
    to_channel: str
    to_site: str


@dataclass(frozen=True)
class QuestionRead:
    """One of the six questions, with whatever was said to it."""

    name: str
    question: str
    answers: tuple[InsideAnswer, ...]


def audit_document(audit: Audit, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """The outside view: where we are talked about, which accounts there are, how all is linked."""
    values = {
        "looked_on": audit.on,
        "summary": audit.summary,
        "mentions": [_mention(one, speech) for one in audit.mentions],
        "accounts": [_account(one, speech) for one in audit.accounts],
        "links": [_link(one, speech) for one in audit.links],
    }
    return compose("audit", speech.language, values, imprint.colophon(speech))


def inside_document(view: InsideView, imprint: Imprint, speech: Speech) -> MarkdownDocument:
    """The inside view: six questions, every answer with the name of who gave it."""
    values = {"questions": [_question(one, view, speech) for one in InsideQuestion]}
    return compose("inside_view", speech.language, values, imprint.colophon(speech))


def _mention(one: Mention, speech: Speech) -> MentionRead:
    return MentionRead(
        one,
        tone_name(one.how, speech) if one.how else "",
        how_often_name(one.how_often, speech) if one.how_often else "",
        "" if one.count is None else speech.number(one.count),
    )


def _account(one: Account, speech: Speech) -> AccountRead:
    return AccountRead(
        one,
        verdict_name(one.verdict, speech) if one.verdict else "",
        speech.short_day(one.last_post, year=True) if one.last_post else "",
        "" if one.followers is None else speech.number(one.followers),
    )


def _link(one: SiteLink, speech: Speech) -> LinkRead:
    return LinkRead(one, _state(one.to_channel, speech), _state(one.to_site, speech))


def _state(state: LinkState | None, speech: Speech) -> str:
    return link_state_name(state, speech) if state else ""


def _question(question: InsideQuestion, view: InsideView, speech: Speech) -> QuestionRead:
    return QuestionRead(
        inside_name(question, speech),
        inside_question(question, speech),
        tuple(one for one in view.answers if one.question is question and one.text),
    )
