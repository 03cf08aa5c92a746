"""The checker on what nobody makes: whether somebody had skill and hours for it after all."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from coachkit.model.content import ContentType
from coachkit.model.people import Contributor, Part
from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import Rule, Violation
from coachkit.planning.checked_facts import (
    HAIR,
    Facts,
    alone,
    monday_of,
    skilled,
    spent_hours,
    teaches,
)
from coachkit.planning.checked_past import hours_ahead


def check_left_out(facts: Facts) -> Iterator[Violation]:
    """Items that nobody makes, and places below the wish, that somebody could take as it is."""
    free = _Free(facts)
    for missing in facts.plan.unassigned:
        who = free.taker(missing.channel, missing.content_type, [missing.day])
        if who is not None:
            yield Violation(rule=Rule.UNASSIGNED, key=missing.key, who=who)
    posts = Counter((item.channel, monday_of(item.day)) for item in facts.plan.items)
    for channel in facts.request.channels:
        takes = [kind for kind in facts.request.types_of(channel) if kind.reshare is None]
        for week in facts.request.mondays:
            if posts[channel.name, week] >= channel.target_a_week:
                continue
            days = [week + timedelta(days=number) for number in channel.days]
            for kind in takes:
                if not free.mix_allows(channel.name, kind, week):
                    continue
                who = free.taker(channel.name, kind.name, days)
                if who is not None:
                    yield Violation(rule=Rule.UNASSIGNED, channel=channel.name, week=week, who=who)
                    break


class _Free:
    """Who has skill and hours left for one more item, as the plan stands."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.off = facts, facts.off
        self.people = facts.contributors()
        spent = spent_hours(facts)
        self.left = {
            (name, week): facts.hours(one, week, self.off) - spent.get((name, week), 0.0)
            for name, one in self.people.items()
            for week in facts.request.mondays
        }
        ahead = hours_ahead(facts)
        self.left = {place: min(left, ahead.get(place, left)) for place, left in self.left.items()}
        self.on: dict[str, set[str]] = defaultdict(set)
        for item in facts.plan.items:
            self.on[item.owner].add(item.channel)
        self.turns: dict[str, list[date]] = defaultdict(list)
        for turn in facts.plan.turns:
            self.turns[turn.who].append(turn.week)
        for name, one in self.people.items():
            if one.last_turn is not None:
                self.turns[name].append(monday_of(one.last_turn))
        self.buddies = {pair.who: pair.buddy for pair in facts.plan.buddies}

    def taker(self, channel: str, content: str, days: list[date]) -> str | None:
        """Somebody who could make such an item for one of the days; ``None`` if nobody."""
        kind = self.facts.kinds()[content]
        weekdays = self.facts.request.channel(channel).days
        for day in days:
            starts = self._starts(day, kind.lead_days)
            if day in self.off or day.weekday() not in weekdays or starts is None:
                continue
            for name, one in self.people.items():
                if self._may(one, channel, monday_of(day)) and self._has(one, kind, day, starts):
                    return name
        return None

    def _starts(self, day: date, lead: int) -> date | None:
        """The latest day on which the work can begin, or ``None`` if that is past."""
        starts = day
        while lead or starts in self.off or starts.weekday() > 4:
            starts -= timedelta(days=1)
            lead -= lead > 0 and starts not in self.off and starts.weekday() < 5
            if starts < self.facts.begins:
                return None
        return starts if starts >= self.facts.begins else None

    def _may(self, one: Contributor, channel: str, week: date) -> bool:
        on = self.on[one.name]
        if channel in one.never or (channel not in on and len(on) >= one.most_channels):
            return False
        if one.part is Part.CORE:
            return True
        if self.facts.request.mode is RotaMode.WEEK_OWNERS:
            return week in self.turns[one.name]
        least = self.facts.request.turn_rule.gap_least
        return all(abs((week - turn).days) // 7 >= least for turn in self.turns[one.name])

    def _has(self, one: Contributor, kind: ContentType, day: date, starts: date) -> bool:
        first, last = monday_of(starts), monday_of(day)
        if not skilled(one, kind, first, 1):
            return False
        weeks = [week for week in self.facts.request.mondays if first <= week <= last]
        if not self._enough(one.name, weeks, kind.hours):
            return False
        if alone(one, kind, first):
            return True
        buddy = self.people.get(self.buddies.get(one.name, ""))
        part = self.facts.request.turn_rule.buddy_part
        return (
            buddy is not None
            and teaches(buddy, kind, first)
            and self._enough(buddy.name, weeks, kind.hours * part)
        )

    def _enough(self, who: str, weeks: list[date], hours: float) -> bool:
        # Scraps below a quarter of an hour are nothing to begin with.
        left = [self.left[who, week] for week in weeks]
        return sum(one for one in left if one >= 0.25) >= hours + HAIR

    def mix_allows(self, channel: str, kind: ContentType, week: date) -> bool:
        """Whether one more of a kind leaves every bucket its share."""
        request = self.facts.request
        number = (week - request.starts).days // 7 // request.window_weeks
        first = request.starts + timedelta(days=7 * number * request.window_weeks)
        after = first + timedelta(days=7 * request.window_weeks)
        kinds = self.facts.kinds()
        for floor in request.mix:
            if floor.bucket == kind.bucket or floor.channel not in (None, channel):
                continue
            here = [
                item
                for item in self.facts.plan.items
                if first <= item.day < after and floor.channel in (None, item.channel)
            ]
            counted = sum(kinds[item.content_type].bucket == floor.bucket for item in here)
            if counted < floor.share * (len(here) + 1) - 1e-6:
                return False
        return True
