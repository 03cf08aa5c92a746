"""The audit before anybody has looked: what the intake and the exports say, put together.

What a person wrote stands; what is known from elsewhere only fills what is empty.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from coachkit.model.audit import Account, Audit, Mention, SiteLink
from coachkit.model.deciding import next_key
from coachkit.model.intake import Intake
from coachkit.model.values import Value

V = TypeVar("V", Account, Mention, SiteLink)


def prefilled(
    audit: Audit, intake: Intake, accounts: Iterable[Account], mentions: Iterable[Mention]
) -> Audit:
    """The audit with what it did not have: first from the intake, then from the exports.

    Accounts are the same by channel and name, mentions by where, links by place and channel,
    capitals aside. Nothing that stands in the audit is changed.
    """
    return audit.changed(
        accounts=_filled(audit.accounts, (*intake.accounts, *accounts), _account, "account"),
        mentions=_filled(audit.mentions, (*intake.mentions, *mentions), _mention, "mention"),
        links=_filled(audit.links, intake.links, _link, "link"),
    )


def _account(one: Account) -> tuple[str, ...]:
    return one.channel.casefold(), one.handle.casefold().lstrip("@")


def _mention(one: Mention) -> tuple[str, ...]:
    return (one.where.casefold(),)


def _link(one: SiteLink) -> tuple[str, ...]:
    return one.place.casefold(), one.channel.casefold()


def _filled(
    standing: tuple[V, ...], more: Iterable[V], same: Callable[[V], tuple[str, ...]], stem: str
) -> tuple[V, ...]:
    found = {same(one): one for one in standing}
    keys = [one.key for one in standing]
    for one in more:
        known = found.get(same(one))
        if known is not None:
            found[same(one)] = _completed(known, one)
            continue
        key = next_key(stem, keys)
        keys.append(key)
        found[same(one)] = one.changed(key=key)
    return tuple(found.values())


def _completed(standing: V, other: Value) -> V:
    """What stands, with its empty fields filled from the other."""
    empty = {
        name: getattr(other, name)
        for name in type(standing).model_fields
        if getattr(standing, name) in ("", None)
    }
    return standing.changed(**empty)
