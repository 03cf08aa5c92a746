"""What a session begins with: what the client wrote before it, and what its exports know.

Nothing here saves anything, and what somebody has written already stands.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, TypeVar

from coachkit.language.speech import speak
from coachkit.language.terms import platform_name
from coachkit.model.audit import Account, Audit, Mention
from coachkit.model.deciding import next_key
from coachkit.model.intake import Intake
from coachkit.model.observations import Granularity, Platform
from coachkit.model.prefilling import prefilled
from coachkit.model.sessions import Attendee
from coachkit.model.strategy import BusinessGoal, OurQuestion, Strategy
from coachkit.model.values import Value
from coachkit.store.client_store import ClientStore
from coachkit.store.folders import OBSERVATIONS

if TYPE_CHECKING:
    from coachkit.store.stored_tables import StoredTable

_WORDS: Final = 240
"""Characters of a question."""

_ACCOUNT: Final = ("account", "account_name", "published")

V = TypeVar("V", bound=Value)


def prefilled_audit(store: ClientStore) -> Audit:
    """The client's audit with what it did not have yet: from the intake, then from its exports.

    Where nothing was imported, nothing that reads tables is loaded.
    """
    audit, intake = _kept(store, Audit), _kept(store, Intake)
    accounts: tuple[Account, ...] = ()
    mentions: tuple[Mention, ...] = ()
    if _has_observations(store):
        sources = store.observations.sources()
        written = (*audit.accounts, *intake.accounts)
        accounts = tuple(_as_written(_accounts(store, sources), written))
        mentions = _mentions(store, sources)
    return prefilled(audit, intake, accounts, mentions)


def intake_question(intake: Intake) -> OurQuestion:
    """The client's question as the intake has it; of many words the first sentences."""
    return OurQuestion(worry=intake.worry, words=_beginning(intake.own_words))


def strategy_from_intake(strategy: Strategy, intake: Intake) -> Strategy:
    """The strategy with the client's question and business goal, where it has none of its own.

    The hours are no part of it: what an intake tells is what is, not what was decided.
    """
    asked, standing = intake_question(intake), strategy.question
    question = standing.changed(
        worry=standing.worry or asked.worry, words=standing.words or asked.words
    )
    goals = strategy.business_goals
    if not goals and intake.business_goal.strip():
        key = next_key("business-goal", (one.key for one in strategy.decisions))
        goals = (BusinessGoal(key=key, text=intake.business_goal.strip()),)
    if question == standing and goals == strategy.business_goals:
        return strategy
    return strategy.changed(question=question, business_goals=goals)


def attendees_from_intake(intake: Intake) -> tuple[Attendee, ...]:
    """Who will be in the room; by name only those who consent to it."""
    return tuple(
        Attendee(name=one.name if one.consents else "", role=one.role, consent=one.consents)
        for one in intake.attending
        if one.name or one.role
    )


def _kept(store: ClientStore, kind: type[V]) -> V:
    saved = store.load(kind)
    return kind() if saved is None else saved.value


def _has_observations(store: ClientStore) -> bool:
    # Opening the observations loads pandas, which takes longer than all the rest of a page.
    return any((store.inbox.parent / OBSERVATIONS).glob("*.parquet"))


def _mentions(store: ClientStore, sources: Iterable["StoredTable"]) -> tuple[Mention, ...]:
    from coachkit.evaluation.outside_view import mentions_heard  # noqa: PLC0415 - pandas

    files = [one.source.file for one in sources if one.source.granularity is Granularity.MENTION]
    if not files:
        return ()
    frame = store.observations.frame(Platform.MENTIONS, Granularity.MENTION)
    return mentions_heard(frame, ", ".join(dict.fromkeys(files))).mentions


def _accounts(store: ClientStore, sources: Iterable["StoredTable"]) -> tuple[Account, ...]:
    from coachkit.evaluation.outside_view import PostsOf, accounts_seen  # noqa: PLC0415 - pandas

    speech = speak(store.client.language)
    found = {one.source.platform for one in sources if one.source.granularity is Granularity.POST}
    return accounts_seen(
        PostsOf(
            platform,
            platform_name(platform, speech),
            store.observations.frame(platform, Granularity.POST, columns=_ACCOUNT),
        )
        for platform in Platform
        if platform in found and platform is not Platform.META
    )


def _as_written(found: Iterable[Account], written: Iterable[Account]) -> Iterable[Account]:
    """Accounts of exports under the name that people wrote, where it is the same but for signs."""
    names = {_plain(one): one.handle for one in written}
    return (one.changed(handle=names.get(_plain(one), one.handle)) for one in found)


def _plain(account: Account) -> tuple[str, str]:
    """“@nordlyktafriluft” and “Nordlykta Friluft” are one account."""
    return account.channel.casefold(), re.sub(r"\W", "", account.handle).casefold()


def _beginning(text: str) -> str:
    """As many whole sentences as a question has room for, else as many words."""
    words = " ".join(text.split())
    if len(words) <= _WORDS:
        return words
    ends = [end.end() for end in re.finditer(r"[.!?…](?= )", words[: _WORDS + 1])]
    if ends:
        return words[: ends[-1]]
    room = _WORDS - 1
    place = words.rfind(" ", 0, room + 1)
    return words[: place if place > 0 else room].rstrip(" ,;:") + "…"
