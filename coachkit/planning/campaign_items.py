"""A campaign's assets as what a plan is made from: dated items, locks, and hours set aside.

Everything hangs on the launch, so the same campaign with another launch gives another request. What
a plan cannot hold is told and stays where it was written; nothing is dropped in silence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from coachkit.model.campaign import Campaign
from coachkit.model.campaign_assets import Asset
from coachkit.model.content import ContentType
from coachkit.model.errors import InvalidValue
from coachkit.model.periods import Period
from coachkit.model.plan_requests import CampaignDates, CampaignItem, LockedItem, PlanRequest
from coachkit.planning.campaign_kinds import Kinds, Naming, plain_name
from coachkit.planning.campaign_material import material, without_material
from coachkit.planning.fixed import campaign_key
from coachkit.planning.working_days import days_off

SPARE: Final = timedelta(days=7)
"""The plan reaches so much further than the campaign: a launch may come a week later."""

_BEFORE: Final = timedelta(days=14)
_MOST_WEEKS: Final = 104
_WEEK: Final = 7


class Why(StrEnum):
    """What a plan says of a campaign, or of one of its assets."""

    NO_LAUNCH = "no_launch"
    """There is no launch yet, so nothing has a day."""
    NO_NAME = "no_name"
    LAUNCH_PAST = "launch_past"
    """The launch is past: what lies before today stays as it was."""
    LAUNCH_OFF = "launch_off"
    """Nobody works on the launch day: what is published then, is published before."""
    NO_TRACK = "no_track"
    UNKNOWN_CHANNEL = "unknown_channel"
    UNKNOWN_KIND = "unknown_kind"
    NOT_TAKEN = "not_taken"
    """The channel usually takes no such content; the item is planned all the same."""
    UNKNOWN_OWNER = "unknown_owner"
    NOT_OPTED_IN = "not_opted_in"
    PAST = "past"
    """Its day is past."""
    OUTSIDE = "outside"
    """Its day lies outside the weeks of the plan, or on it nothing is published any more."""
    TOO_MANY_KINDS = "too_many_kinds"
    """There are so many efforts of their own that this one is planned with the usual one."""
    NOBODY = "nobody"
    """Nobody who may be named can make this material."""
    SHORT = "short"
    """Whoever makes this material has ``hours`` too few before its day."""
    LATE = "late"
    """The work for this material would have begun before today."""
    NO_EFFORT = "no_effort"
    """Material whose hours nobody has said."""


WAITS: Final = frozenset(
    {
        Why.NO_TRACK,
        Why.UNKNOWN_CHANNEL,
        Why.UNKNOWN_KIND,
        Why.PAST,
        Why.OUTSIDE,
        Why.NOBODY,
        Why.NO_EFFORT,
    }
)
"""With these an asset is in no plan for now."""


@dataclass(frozen=True)
class Remark:
    """One thing to be told. ``asset``: its key, ``None`` where it is about the campaign."""

    why: Why
    asset: str | None = None
    title: str = ""
    value: str = ""
    day: date | None = None
    hours: float = 0.0


@dataclass(frozen=True)
class Hung:
    """A request with the campaign in it. ``items``: the item's key of each planned asset."""

    request: PlanRequest
    items: Mapping[str, str]
    remarks: tuple[Remark, ...]

    @property
    def waiting(self) -> tuple[Remark, ...]:
        """The assets that are in no plan, each with its reason."""
        return tuple(one for one in self.remarks if one.asset and one.why in WAITS)


def with_campaign(
    request: PlanRequest,
    campaign: Campaign,
    today: date,
    *,
    naming: Naming = plain_name,
    spare: timedelta = SPARE,
) -> Hung:
    """The request with the campaign's items, hung on its launch. Done twice it is the same.

    Where the weeks have to reach further, they reach ``spare`` beyond the campaign. Owners are
    locks; who approves takes two working days more. ``naming``: what a content type with an effort
    of its own is called.
    :class:`InvalidValue` ``ends_before_start`` for a campaign that is over before its launch.
    """
    if campaign.launch is None or not campaign.name:
        why = Why.NO_LAUNCH if campaign.launch is None else Why.NO_NAME
        return Hung(request, {}, (Remark(why),))
    if campaign.phases[-1].last < 0:
        raise InvalidValue("ends_before_start", "phases", value=campaign.phases[-1].phase)
    was = next((one for one in request.campaigns if one.name == campaign.name), None)
    if not campaign.assets and was is not None:
        # Nobody has said yet in the session what is made: what the plan had, moves with the launch.
        kept = without_campaign(request, campaign).changed(content=request.content)
        over = _in_period(kept, campaign, today, spare)
        dates = was.changed(launch=campaign.launch)
        return Hung(over.changed(campaigns=(*over.campaigns, dates)), {}, ())
    bare = _in_period(without_campaign(request, campaign), campaign, today, spare)
    return _Hanging(bare, campaign, today, naming).hung()


def without_campaign(request: PlanRequest, campaign: Campaign) -> PlanRequest:
    """The request without anything that is there for that campaign alone."""
    names = {campaign.name}
    keys = {
        campaign_key(one, number)
        for one in request.campaigns
        if one.name in names
        for number in range(1, len(one.items) + 1)
    }
    return request.changed(
        campaigns=tuple(one for one in request.campaigns if one.name not in names),
        locked=tuple(one for one in request.locked if one.key not in keys),
        content=tuple(one for one in request.content if one.campaign not in names),
        team=without_material(request.team),
    )


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def _in_period(
    request: PlanRequest, campaign: Campaign, today: date, spare: timedelta
) -> PlanRequest:
    """The request over the campaign's weeks, too; begun earlier or anew only where it has to."""
    period = campaign.period
    if period is None:
        return request
    first = monday_of(max(period.first - _BEFORE, today))
    covered = request.period.first <= first and period.last <= request.period.last
    last = period.last if covered else period.last + spare
    starts = request.starts
    if first < starts or (last - starts).days >= _WEEK * _MOST_WEEKS:
        starts = first
    weeks = max(request.weeks, -(-((last - starts).days + 1) // _WEEK))
    return request.changed(starts=starts, weeks=max(1, min(weeks, _MOST_WEEKS)))


def published_on(request: PlanRequest, channel: str, day: date, begins: date) -> date | None:
    """The day itself, or the publishing day before it; ``None`` where there is none any more."""
    if not begins <= day <= request.period.last:
        return None
    off = days_off(request.country, request.starts, request.period.last) | {*request.closed}
    publishes = request.channel(channel).days
    while day.weekday() not in publishes or day in off:
        day -= timedelta(days=1)
        if day < begins:
            return None
    return day


class _Hanging:
    """One campaign on its way into a request."""

    def __init__(
        self, request: PlanRequest, campaign: Campaign, today: date, naming: Naming
    ) -> None:
        self.request, self.campaign, self.today = request, campaign, today
        self.launch = campaign.launch or today
        self.begins = max(request.starts, today)
        self.kinds = Kinds(request.content, campaign.name, naming)
        self.channels = {one.name: one for one in request.channels}
        self.remarks: list[Remark] = []

    def hung(self) -> Hung:
        self.remarks += self._of_launch()
        items: list[tuple[Asset, CampaignItem]] = []
        made: list[Asset] = []
        for asset in self.campaign.assets:
            if not asset.channel:
                made += [asset] if self._is_material(asset) else []
                continue
            item = self._item(asset)
            if item is not None:
                items.append((asset, item))
        dates = CampaignDates(
            name=self.campaign.name, launch=self.launch, items=tuple(item for _, item in items)
        )
        with_kinds = self.request.changed(
            campaigns=(*self.request.campaigns, dates), content=self.kinds.all
        )
        keys = {one.key: campaign_key(dates, n) for n, (one, _) in enumerate(items, 1)}
        locks = tuple(self._locks(items, keys))
        request = with_kinds.changed(locked=(*with_kinds.locked, *locks))
        return Hung(self._with_material(request, made), keys, tuple(self.remarks))

    # ── The launch ──────────────────────────────────────────────────────────────────────────────

    def _of_launch(self) -> Iterator[Remark]:
        if self.launch < self.today:
            yield Remark(Why.LAUNCH_PAST, day=self.launch)
        if self.launch.weekday() > 4 or self.launch in self._off(self.launch):
            yield Remark(Why.LAUNCH_OFF, day=self.launch)

    def _off(self, day: date) -> frozenset[date]:
        return days_off(self.request.country, day, day) | {*self.request.closed}

    # ── Items ───────────────────────────────────────────────────────────────────────────────────

    def _tell(self, why: Why, asset: Asset, **more: Any) -> None:
        self.remarks.append(Remark(why, asset.key, asset.title or asset.message, **more))

    def _item(self, asset: Asset) -> CampaignItem | None:
        track = self.campaign.track(asset.track or "")
        if track is None or not track.name:
            self._tell(Why.NO_TRACK, asset)
            return None
        if asset.channel not in self.channels:
            self._tell(Why.UNKNOWN_CHANNEL, asset, value=asset.channel)
            return None
        kind = self._kind(asset)
        if kind is None:
            return None
        day = self.launch + timedelta(days=asset.days_from_launch)
        if published_on(self.request, asset.channel, day, self.begins) is None:
            # What is past is left to the plan before: it is kept there as it was.
            self._tell(Why.PAST if day < self.today else Why.OUTSIDE, asset, day=day)
        return CampaignItem(
            key=asset.key,
            title=asset.title or asset.message[:200],
            days_from_launch=asset.days_from_launch,
            channel=asset.channel,
            content_type=kind.name,
            audience=track.name,
            message=asset.message or track.message,
            origin=asset.idea or "",
        )

    def _kind(self, asset: Asset) -> ContentType | None:
        kind = self.kinds.of(asset)
        if kind is None:
            self._tell(Why.UNKNOWN_KIND, asset, value=asset.content_type)
            return None
        if self.kinds.usual(asset, kind):
            self._tell(Why.TOO_MANY_KINDS, asset, value=asset.content_type)
        takes = self.channels[asset.channel].takes
        if takes and asset.content_type in self.kinds.known and asset.content_type not in takes:
            self._tell(Why.NOT_TAKEN, asset, value=asset.content_type)
            # Its own copy may go anywhere: somebody has asked for it by name.
            return self.kinds.own(asset) or kind
        return kind

    def _locks(
        self, items: list[tuple[Asset, CampaignItem]], keys: Mapping[str, str]
    ) -> Iterator[LockedItem]:
        named = {one.name for one in self.request.team.contributors}
        people = {one.name for one in self.request.team.people}
        for asset, item in items:
            if asset.owner is None or asset.owner not in named:
                if asset.owner:
                    why = Why.NOT_OPTED_IN if asset.owner in people else Why.UNKNOWN_OWNER
                    self._tell(why, asset, value="" if asset.owner in people else asset.owner)
                continue
            wished = self.launch + timedelta(days=item.days_from_launch)
            day = published_on(self.request, item.channel, wished, self.begins)
            if day is not None:
                yield LockedItem(
                    key=keys[asset.key],
                    day=day,
                    channel=item.channel,
                    content_type=item.content_type,
                    owner=asset.owner,
                    title=item.title,
                    audience=item.audience,
                    message=item.message,
                    origin=item.origin,
                )

    # ── Material ────────────────────────────────────────────────────────────────────────────────

    def _is_material(self, asset: Asset) -> bool:
        if not (asset.title or asset.message or asset.hours):
            return False
        if self.campaign.track(asset.track or "") is None:
            self._tell(Why.NO_TRACK, asset)
            return False
        if self._hours(asset) is None:
            self._tell(Why.NO_EFFORT, asset)
            return False
        return True

    def _hours(self, asset: Asset) -> float | None:
        known = self.kinds.known.get(asset.content_type)
        return asset.hours or (known.hours if known else None)

    def _with_material(self, request: PlanRequest, made: list[Asset]) -> PlanRequest:
        team = request.team
        for asset in sorted(made, key=lambda one: (one.days_from_launch, one.key)):
            known = self.kinds.known.get(asset.content_type)
            due = self.launch + timedelta(days=min(0, asset.days_from_launch))
            lead = self.kinds.lead(asset, known)
            booked = material(
                request.changed(team=team),
                owner=asset.owner,
                needs=known.needs if known else (),
                hours=self._hours(asset) or 0.0,
                days=Period(first=due - timedelta(days=max(lead, 1)), last=due - timedelta(days=1)),
            )
            if booked is None:
                self._tell(Why.NOBODY, asset, value=asset.owner or "")
                continue
            team = booked.team
            if booked.short > 0:
                self._tell(Why.SHORT, asset, value=booked.who, hours=booked.short)
            if booked.days.first < self.today <= due:
                self._tell(Why.LATE, asset, day=booked.days.first)
        return request.changed(team=team)
