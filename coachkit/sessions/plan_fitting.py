"""What a hand has fixed in a plan, as far as it still means something for another request."""

from coachkit.model.plan_naming import with_known_locks
from coachkit.model.plan_requests import CampaignItem, LockedItem, PlanRequest
from coachkit.model.plans import Plan
from coachkit.planning.fixed import campaign_key


def fitting(plan: Plan, request: PlanRequest) -> Plan:
    """The plan without locks on what is gone: people, channels, types, items of a launch.

    An item of a launch that has no key of its own is known by its place in the list; a lock on that
    place is let go once another item stands there.
    """
    items = {
        campaign_key(campaign, number): item
        for campaign in request.campaigns
        for number, item in enumerate(campaign.items, 1)
    }
    of_launches = {item.key for item in plan.items if item.campaign is not None}
    known = with_known_locks(plan, request)
    locks = [
        lock if lock.key not in of_launches else _with_words_of(lock, items[lock.key])
        for lock in known.locks
        if lock.key not in of_launches or _is_of(lock, items.get(lock.key))
    ]
    return known.model_copy(update={"locks": tuple(locks)})


def _is_of(lock: LockedItem, item: CampaignItem | None) -> bool:
    return item is not None and (bool(item.key) or item.title == lock.title)


def _with_words_of(lock: LockedItem, item: CampaignItem) -> LockedItem:
    """The lock on what the item is called by now."""
    return lock.changed(
        title=item.title, audience=item.audience, message=item.message, origin=item.origin
    )
