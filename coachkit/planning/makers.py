"""Who can make what, on which channels, and who needs a buddy for it."""

from dataclasses import dataclass, field
from math import ceil

from coachkit.model.content import Channel, ContentType
from coachkit.model.people import ON_ONES_OWN, WITH_HELP, Contributor, Part, Person
from coachkit.model.plan_requests import PlanRequest, RotaMode
from coachkit.planning.working_days import WorkingDays

NEVER = 10_000
"""A week that no plan has."""


def minutes_of(hours: float) -> int:
    """Hours as whole minutes, never less than they are."""
    return ceil(hours * 60 - 1e-6)


@dataclass(frozen=True)
class Makers:
    """Contributors by number, in the order of the request.

    ``able``: per contributor and content type the first week in which they can make it, be it
    with a buddy; ``alone``: without one; ``teaches``: in which they can be the buddy for it.
    ``buddy``: whose buddy is who. ``channels``: the channels that each is put on.
    """

    people: tuple[Contributor, ...]
    minutes: tuple[tuple[int, ...], ...]
    able: tuple[tuple[int, ...], ...]
    alone: tuple[tuple[int, ...], ...]
    teaches: tuple[tuple[int, ...], ...]
    refuses: tuple[frozenset[int], ...]
    wanted: tuple[frozenset[int], ...]
    buddy: dict[int, int] = field(default_factory=dict)
    channels: dict[int, frozenset[int]] = field(default_factory=dict)

    def is_core(self, who: int) -> bool:
        """Whether they make content every week."""
        return self.people[who].part is Part.CORE

    @property
    def core(self) -> list[int]:
        """All who do."""
        return [who for who in range(len(self.people)) if self.is_core(who)]

    @property
    def turn_takers(self) -> list[int]:
        """All who take turns and have hours."""
        return [
            who
            for who in range(len(self.people))
            if not self.is_core(who) and self.people[who].hours_a_week > 0
        ]

    @property
    def carriers(self) -> list[int]:
        """Who carries the protected lines: core staff, or everybody where there is none."""
        return self.core or list(range(len(self.people)))

    def buddy_for(self, who: int, content: int, week: int) -> int | None:
        """The buddy that ``who`` needs for a content type from ``week`` on; ``None`` if none."""
        return None if self.alone[who][content] <= week else self.buddy.get(who)

    def can_make(self, who: int, content: int, week: int) -> bool:
        """Whether they have the skill and the will for it, or a buddy who has the skill."""
        if self.able[who][content] > week:
            return False
        if self.alone[who][content] <= week:
            return True
        buddy = self.buddy.get(who)
        return buddy is not None and self.teaches[buddy][content] <= week


def makers_of(request: PlanRequest, days: WorkingDays) -> Makers:
    """Skills and hours of everybody who may be named; buddies are found, channels are not."""
    people = request.team.contributors
    names = {channel.name: number for number, channel in enumerate(request.channels)}
    makers = Makers(
        people=people,
        minutes=tuple(tuple(days.minutes(one)) for one in people),
        able=_weeks(request, days, WITH_HELP, beginners_too=True),
        alone=_weeks(request, days, ON_ONES_OWN, beginners_too=False),
        teaches=_weeks(request, days, ON_ONES_OWN, beginners_too=False, gladly=False),
        refuses=tuple(frozenset(names[c] for c in p.never if c in names) for p in people),
        wanted=tuple(frozenset(names[c] for c in p.wanted if c in names) for p in people),
    )
    makers.buddy.update(_buddies(request, makers))
    return makers


def _weeks(
    request: PlanRequest, days: WorkingDays, level: int, *, beginners_too: bool, gladly: bool = True
) -> tuple[tuple[int, ...], ...]:
    return tuple(
        tuple(
            NEVER
            if not beginners_too and isinstance(one, Person) and one.beginner
            else _first_week(one, content, days, level, gladly=gladly)
            for content in request.content
        )
        for one in request.team.contributors
    )


def _first_week(
    one: Contributor, content: ContentType, days: WorkingDays, level: int, *, gladly: bool
) -> int:
    first = 0
    for need in content.needs:
        skill = one.skill(need)
        if skill.level < level or (gladly and skill.will == 0):
            return NEVER
        if skill.since is not None and skill.before < level:
            first = max(first, -(-(skill.since - days.starts).days // 7))
    return first


def _buddies(request: PlanRequest, makers: Makers) -> dict[int, int]:
    """A buddy for each beginner, then for those with skills that they use only with help."""
    found: dict[int, int] = {}
    charges = [0] * len(makers.people)
    for who in _those_who_need_one(makers):
        best = min(
            (
                (-_opened(makers, who, other), charges[other], -sum(makers.minutes[other]), other)
                for other, one in enumerate(makers.people)
                if other != who
                and isinstance(one, Person)
                and not one.beginner
                and one.hours_a_week > 0
                and charges[other] < request.turn_rule.buddies_most
                and _opened(makers, who, other)
            ),
            default=None,
        )
        if best is not None:
            found[who] = best[-1]
            charges[best[-1]] += 1
    return found


def _those_who_need_one(makers: Makers) -> list[int]:
    needy = [
        who
        for who in range(len(makers.people))
        if any(a < b for a, b in zip(makers.able[who], makers.alone[who], strict=True))
    ]
    return sorted(needy, key=lambda who: not _is_beginner(makers.people[who]))


def _is_beginner(one: Contributor) -> bool:
    return isinstance(one, Person) and one.beginner


def _opened(makers: Makers, who: int, buddy: int) -> int:
    """How many content types that buddy would make possible."""
    return sum(
        able < alone and able < NEVER and teaches < NEVER
        for able, alone, teaches in zip(
            makers.able[who], makers.alone[who], makers.teaches[buddy], strict=True
        )
    )


# ── Channels ────────────────────────────────────────────────────────────────────────────────────


def put_on_channels(
    request: PlanRequest, makers: Makers, before: dict[int, set[int]], fixed: dict[int, set[int]]
) -> None:
    """Put everybody on as many channels as they allow, where they are wanted and needed most.

    ``fixed``: where locks have put them; ``before``: where they were in the plan before.
    """
    demand = [_demand(request, channel) for channel in request.channels]
    supply = [0.0] * len(request.channels)
    options = {who: _options(request, makers, who) for who in range(len(makers.people))}
    for who in sorted(options, key=lambda who: (not makers.is_core(who), len(options[who]), who)):
        one = makers.people[who]
        taken = sorted(fixed.get(who, set()) - makers.refuses[who])
        while len(taken) < one.most_channels:
            left = [channel for channel in options[who] if channel not in taken]
            if taken and not makers.is_core(who) and makers.wanted[who]:
                left = [channel for channel in left if channel in makers.wanted[who]]
            if not left:
                break
            taken.append(
                min(
                    left,
                    key=lambda channel: (
                        channel not in before.get(who, ()),
                        channel not in makers.wanted[who],
                        -demand[channel] / (supply[channel] + 0.1),
                        channel,
                    ),
                )
            )
        for channel in taken:
            supply[channel] += _weight(request, makers, who) / len(taken)
        makers.channels[who] = frozenset(taken)


def _weight(request: PlanRequest, makers: Makers, who: int) -> float:
    """Somebody's hours in a week; of those who take turns only what a turn brings."""
    hours = makers.people[who].hours_a_week
    if makers.is_core(who) or request.mode is RotaMode.WEEK_OWNERS:
        return hours
    return min(hours, 4.0) / request.turn_rule.gap_most


def _demand(request: PlanRequest, channel: Channel) -> float:
    hours = [one.hours for one in request.types_of(channel) if one.relevant] or [0.0]
    return channel.target_a_week * channel.weight * sum(hours) / len(hours)


def _options(request: PlanRequest, makers: Makers, who: int) -> list[int]:
    numbers = {one.name: number for number, one in enumerate(request.content)}
    return [
        number
        for number, channel in enumerate(request.channels)
        if number not in makers.refuses[who]
        and any(
            makers.can_make(who, numbers[one.name], request.weeks - 1)
            for one in request.types_of(channel)
        )
    ]
