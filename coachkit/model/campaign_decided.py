"""Whether a campaign session has decided what its run sheet asks for."""

from collections.abc import Callable, Mapping
from typing import Final

from coachkit.model.campaign import Campaign

Decided = Callable[[Campaign], bool]

TRACKS: Final = 2
"""At least so many audiences, each with a route of its own (practice 000-05)."""

CASES: Final = 3
"""At least so many hard situations are rehearsed (practice 002-16)."""


def _no_go(campaign: Campaign) -> bool:
    return campaign.no_go_none or any(one.claim for one in campaign.no_go)


def _tracks(campaign: Campaign) -> bool:
    return sum(one.whole for one in campaign.tracks) >= TRACKS


def _cleared(campaign: Campaign) -> bool:
    said = [pillar for track in campaign.tracks for pillar in track.pillars if pillar.message]
    return bool(campaign.roof and said) and all(one.cleared_by for one in said)


def _cases(campaign: Campaign) -> bool:
    return sum(bool(one.first_sentence and one.situation) for one in campaign.rehearsed) >= CASES


def _plan_b(campaign: Campaign) -> bool:
    return any(one.use_when and one.owner for one in campaign.plan_b)


def _on_duty(campaign: Campaign) -> bool:
    return any(one.within is not None and one.who for one in campaign.replies)


DECIDED: Final[Mapping[str, Decided]] = {
    "launch_date": lambda campaign: bool(campaign.name) and campaign.launch is not None,
    "no_go_claims": _no_go,
    "outcome": lambda campaign: campaign.outcome.whole,
    "tracks": _tracks,
    "cleared_messages": _cleared,
    "how_we_see_it": lambda campaign: campaign.measurement.decided,
    "plan_that_holds": lambda campaign: bool(campaign.plan_by),
    "who_is_on_duty": _on_duty,
    "who_to_call": _cases,
    "plan_b": _plan_b,
    "ready_posts": lambda campaign: any(one.released_by for one in campaign.drafts),
}
"""By the key of the decision in ``templates/run_sheets/campaign.toml``."""
