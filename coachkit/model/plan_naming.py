"""Other names, and names that are gone: whatever speaks of a thing by its name follows.

A plan, its request and what was done speak of channels, content types and people by name. A new
name goes everywhere at once; what is still spoken of cannot be taken off.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

from coachkit.model.actuals import Actuals
from coachkit.model.errors import InvalidValue
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan


class Named(StrEnum):
    """What has a name that others speak of."""

    CHANNEL = "channel"
    CONTENT_TYPE = "content_type"
    CONTRIBUTOR = "contributor"


_SPOKEN_OF: Final[Mapping[Named, frozenset[str]]] = {
    Named.CHANNEL: frozenset({"channel", "channels", "wanted", "never"}),
    Named.CONTENT_TYPE: frozenset({"content_type", "of", "takes"}),
    Named.CONTRIBUTOR: frozenset({"owner", "who", "buddy", "department"}),
}
"""The fields in which a name stands, wherever they are."""

_OWN: Final[Mapping[Named, tuple[str, ...]]] = {
    Named.CHANNEL: ("channels",),
    Named.CONTENT_TYPE: ("content",),
    Named.CONTRIBUTOR: ("people", "departments"),
}
"""The lists of those that have the name."""

_Speaks = TypeVar("_Speaks", PlanRequest, Team, Plan, Actuals)


def renamed(value: _Speaks, kind: Named, old: str, new: str) -> _Speaks:
    """The value with another name for a thing; :class:`InvalidValue` ``repeated`` if it is taken.

    What is called ``old`` and is of another kind keeps its name.
    """
    return type(value).model_validate(_told(value.model_dump(), kind, old, new.strip()))


def _told(part: Any, kind: Named, old: str, new: str, place: str = "") -> Any:
    if isinstance(part, dict):
        if place in _OWN[kind] and part.get("name") == old:
            part = {**part, "name": new}
        return {key: _told(value, kind, old, new, key) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return tuple(_told(one, kind, old, new, place) for one in part)
    return new if part == old and place in _SPOKEN_OF[kind] else part


def without_channel(request: PlanRequest, name: str) -> PlanRequest:
    """The request without a channel; :class:`InvalidValue` ``in_use`` while it is spoken of."""
    _refuse_if(name in _spoken_of(request, "channel"), "channels", name)
    _refuse_if(any(one.channel == name for one in request.mix), "channels", name)
    return request.changed(channels=_others(request.channels, name))


def without_content_type(request: PlanRequest, name: str) -> PlanRequest:
    """The request without a content type; channels and reshares no longer take it.

    :class:`InvalidValue` ``in_use`` while it is spoken of, is all that a channel takes or all that
    may be reshared, or is the last of its part of the mix.
    """
    _refuse_if(name in _spoken_of(request, "content_type"), "content", name)
    _refuse_if(any(one.takes == (name,) for one in request.channels), "content", name)
    rules = [one.reshare for one in request.content if one.reshare]
    _refuse_if(any(rule.of == (name,) for rule in rules), "content", name)
    left = _others(request.content, name)
    buckets = {one.bucket for one in left}
    _refuse_if(any(floor.bucket not in buckets for floor in request.mix), "content", name)
    return request.changed(
        content=[
            one.changed(reshare=one.reshare.changed(of=_but(one.reshare.of, name)))
            if one.reshare
            else one
            for one in left
        ],
        channels=[one.changed(takes=_but(one.takes, name)) for one in request.channels],
    )


def with_bucket(request: PlanRequest, content_type: str, bucket: str) -> PlanRequest:
    """The request with a type in another bucket; floors of a bucket that it leaves empty follow."""
    was = request.content_type(content_type).bucket
    content = [
        one.changed(bucket=bucket) if one.name == content_type else one for one in request.content
    ]
    if any(one.bucket == was for one in content):
        return request.changed(content=content)
    mix = [one.changed(bucket=bucket) if one.bucket == was else one for one in request.mix]
    return request.changed(content=content, mix=mix)


def with_known_locks(plan: Plan, request: PlanRequest) -> Plan:
    """The plan without what a hand has fixed for people, channels or types that are gone."""
    people = {one.name for one in (*request.team.people, *request.team.departments)}
    channels = {one.name for one in request.channels}
    types = {one.name for one in request.content}
    return plan.model_copy(
        update={
            "locks": tuple(
                one
                for one in plan.locks
                if one.channel in channels
                and one.content_type in types
                and one.owner in {None, *people}
            ),
            "locked_duties": tuple(one for one in plan.locked_duties if one.who in people),
            "locked_weeks": tuple(one for one in plan.locked_weeks if one.owner in people),
        }
    )


def nobody_needed_leaves(request: PlanRequest, team: Team) -> None:
    """:class:`InvalidValue` ``in_use`` where a team lacks who has something fixed to them."""
    there = {one.name for one in (*team.people, *team.departments)}
    needed = {
        *(one.owner for one in request.locked if one.owner is not None),
        *(one.who for one in request.locked_duties),
        *(one.owner for one in request.locked_weeks),
    }
    gone = sorted(needed - there)
    _refuse_if(bool(gone), "team", gone[0] if gone else "")


def _spoken_of(request: PlanRequest, field: str) -> set[str]:
    items = [item for campaign in request.campaigns for item in campaign.items]
    return {getattr(one, field) for one in (*items, *request.locked)}


def _refuse_if(used: bool, field: str, name: str) -> None:  # noqa: FBT001 - read as a sentence
    if used:
        raise InvalidValue("in_use", field, value=name[:80])


def _others(ones: Iterable[Any], name: str) -> list[Any]:
    return [one for one in ones if one.name != name]


def _but(names: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(one for one in names if one != name)
