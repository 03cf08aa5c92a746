"""What became of the client's ideas, read from its store: of this campaign and those before.

A plan that is made anew knows nothing of what was published before it: there the plan counts that
stood then. The same for the assets of a campaign that is over.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, TypeVar

from coachkit.evaluation.idea_fates import EARLY, LATE, ChannelPosts, Course, idea_fates
from coachkit.model.actuals import Actuals
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_assets import Asset
from coachkit.model.content import Channel
from coachkit.model.idea_fates import Fate
from coachkit.model.ideas import IdeaBoard
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan, PlannedItem
from coachkit.model.values import Value
from coachkit.sessions.reading import ClientData
from coachkit.sessions.session_desk import SessionDesk
from coachkit.store.client_store import ClientStore

VERSIONS: Final = 24
"""So many versions of a plan or a campaign are looked back at."""

V = TypeVar("V", bound=Value)


def fates_of(desk: SessionDesk) -> tuple[Fate, ...]:
    """What became of the ideas, as the session knows them now."""
    board = desk.the(IdeaBoard)
    if not board.kept:
        return idea_fates(board, Course(), desk.today)
    data = desk.data()
    return desk.looked_up(lambda store: fates_in(store, data, board, desk.today))


def fates_in(
    store: ClientStore, data: ClientData, board: IdeaBoard, today: date
) -> tuple[Fate, ...]:
    """The same for whoever has the store open, such as a document."""
    kept = {one.key for one in board.kept}
    campaigns = _versions(store, Campaign)
    assets = _assets(campaigns, kept)
    items = _items(_versions(store, Plan), kept)
    current = store.load(Plan)
    request, actuals = store.load(PlanRequest), store.load(Actuals)
    channels = () if request is None else request.value.channels
    course = Course(
        assets=assets,
        items=items,
        unmade=() if current is None else current.value.unassigned,
        actuals=Actuals() if actuals is None else actuals.value,
        channels=_posts(items, channels, data, campaigns[0] if campaigns else Campaign()),
        links=_links(campaigns),
    )
    return idea_fates(board, course, today)


def _versions(store: ClientStore, kind: type[V]) -> tuple[V, ...]:
    """The last versions, the newest first."""
    saved = store.load(kind)
    if saved is None:
        return ()
    numbers = range(saved.revision - 1, max(0, saved.revision - VERSIONS), -1)
    return (saved.value, *(store.load_revision(kind, number).value for number in numbers))


def _assets(campaigns: Iterable[Campaign], wanted: set[str]) -> tuple[Asset, ...]:
    """Of each idea the asset as it was last."""
    found: dict[str, Asset] = {}
    for campaign in campaigns:
        for one in campaign.assets:
            if one.idea in wanted:
                found.setdefault(one.idea or "", one)
    return tuple(found.values())


def _items(plans: Iterable[Plan], wanted: set[str]) -> tuple[PlannedItem, ...]:
    """The items of the plan, and of those before it what was over when the next one began."""
    found: dict[str, PlannedItem] = {}
    until: date | None = None
    for plan in plans:
        for item in plan.items:
            if item.origin in wanted and (until is None or item.day < until):
                found.setdefault(f"{item.origin} {item.key}", item)
        began = plan.starts if plan.since is None else min(plan.starts, plan.since)
        until = began if until is None else min(until, began)
    return tuple(found.values())


def _links(campaigns: Iterable[Campaign]) -> Mapping[str, tuple[str, ...]]:
    """What a post says that carries an item's own link: the part of the link that names it."""
    return {
        link.item: (f"utm_content={link.content}",)
        for campaign in campaigns
        for link in campaign.measurement.links
        if link.item and link.content
    }


def _posts(
    items: Iterable[PlannedItem],
    channels: Iterable[Channel],
    data: ClientData,
    campaign: Campaign,
) -> Mapping[str, ChannelPosts]:
    """The posts of those days, by the plan's channels."""
    by_channel: dict[str, list[date]] = {}
    for item in items:
        by_channel.setdefault(item.channel, []).append(item.day)
    platforms = {one.name: one.platform for one in channels}
    found = {}
    for channel, days in by_channel.items():
        platform = platforms.get(channel)
        if platform is not None and platform in data.observed:
            period = Period(
                first=min(days) - timedelta(days=EARLY), last=max(days) + timedelta(days=LATE)
            )
            found[channel] = _of_platform(platform, period, data, campaign)
    return found


def _of_platform(
    platform: Platform, period: Period, data: ClientData, campaign: Campaign
) -> ChannelPosts:
    results = data.results(platform, period)
    known = [*_wanted(platform, campaign), *results.metrics]
    metric = next((one for one in known if one in results.metrics), "")
    told = data.metric(platform, metric, period) if metric else None
    if told is None:
        return ChannelPosts()
    last = max((one.last for one in results.sources if one.last is not None), default=None)
    return ChannelPosts(metric=metric, posts=told.posts, usual=told.usual, known_until=last)


def _wanted(platform: Platform, campaign: Campaign) -> tuple[str, ...]:
    """What the campaign is judged by, where it is of that platform's posts."""
    measure = campaign.outcome.measure
    if measure is None or measure.platform is not platform or measure.metric not in METRICS:
        return ()
    return (measure.metric,)
