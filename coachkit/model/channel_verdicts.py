"""One channel, whatever names it: the strategy's choice and the audit's accounts hold together.

A channel is known by its name, in capitals or not.
"""

from collections.abc import Iterable

from coachkit.model.audit import Account, Audit, Verdict
from coachkit.model.deciding import next_key
from coachkit.model.strategy import ChannelChoice, Strategy


def same_channel(one: str, other: str) -> bool:
    """Whether two names mean one channel."""
    return known_as(one) == known_as(other)


def known_as(channel: str) -> str:
    """What a channel is known by among others."""
    return channel.strip().casefold()


def every_channel(strategy: Strategy, audit: Audit, named: Iterable[str] = ()) -> tuple[str, ...]:
    """All that are chosen, have an account or are ``named`` elsewhere, each once, in that order."""
    found: dict[str, str] = {}
    for one in (*(choice.channel for choice in strategy.channels), *audit.channels, *named):
        if one.strip():
            found.setdefault(known_as(one), one.strip())
    return tuple(found.values())


def choice_of(strategy: Strategy, channel: str) -> ChannelChoice | None:
    """What the strategy says of a channel, ``None`` where it says nothing."""
    return next((one for one in strategy.channels if same_channel(one.channel, channel)), None)


def accounts_of(audit: Audit, channel: str) -> tuple[Account, ...]:
    """The client's accounts there."""
    return tuple(one for one in audit.accounts if same_channel(one.channel, channel))


def beginning_of(channel: str, audit: Audit) -> ChannelChoice:
    """A choice to be made, with what the audit knows; its key is not yet one of a strategy."""
    known = accounts_of(audit, channel)
    return ChannelChoice(
        key="channel-0",
        channel=channel,
        verdict=_agreed(known),
        owner=next((one.owner for one in known if one.owner), ""),
        reason=next((one.reason for one in known if one.reason), ""),
    )


def verdict_on(channel: str, strategy: Strategy, audit: Audit) -> Verdict | None:
    """The strategy's verdict; where it has no choice yet, the accounts' if they agree."""
    choice = choice_of(strategy, channel)
    return _agreed(accounts_of(audit, channel)) if choice is None else choice.verdict


def chosen(strategy: Strategy, choice: ChannelChoice) -> Strategy:
    """With that choice in place of the one of its channel, or after the last."""
    if choice_of(strategy, choice.channel) is None:
        key = next_key("channel", (one.key for one in strategy.decisions))
        return strategy.changed(channels=(*strategy.channels, choice.changed(key=key)))
    return strategy.changed(
        channels=tuple(
            choice.changed(key=one.key) if same_channel(one.channel, choice.channel) else one
            for one in strategy.channels
        )
    )


def judged(audit: Audit, channel: str, verdict: Verdict | None) -> Audit:
    """With that verdict on every account of the channel."""
    return audit.changed(
        accounts=tuple(
            one.changed(verdict=verdict) if same_channel(one.channel, channel) else one
            for one in audit.accounts
        )
    )


def _agreed(accounts: Iterable[Account]) -> Verdict | None:
    told = {one.verdict for one in accounts}
    return told.pop() if len(told) == 1 else None
