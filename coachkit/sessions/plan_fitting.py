"""What a hand has fixed in a plan, as far as it still means something for another request."""

from coachkit.model.plan_naming import with_known_locks
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.planning.fixed import campaign_key


def fitting(plan: Plan, request: PlanRequest) -> Plan:
    """The plan without locks on what is gone: people, channels, types, items of a launch.

    An item of a launch is known by its place in the list; a lock on that place is let go once
    another item stands there.
    """
    titles = {
        campaign_key(campaign, number): item.title
        for campaign in request.campaigns
        for number, item in enumerate(campaign.items, 1)
    }
    of_launches = {item.key for item in plan.items if item.campaign is not None}
    known = with_known_locks(plan, request)
    locks = [
        lock
        for lock in known.locks
        if lock.key not in of_launches or titles.get(lock.key) == lock.title
    ]
    return known.model_copy(update={"locks": tuple(locks)})
