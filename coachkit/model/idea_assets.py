"""From a kept idea to what is made of it: once, and with the idea's key all the way."""

from collections.abc import Collection

from coachkit.model.campaign import Campaign
from coachkit.model.campaign_assets import Asset
from coachkit.model.ideas import Idea, IdeaState

_TITLE = 200


def asset_of(card: Idea, makers: Collection[str] = ()) -> Asset:
    """What is made of that card, on the day of the launch until somebody says another.

    ``makers``: names that the plan knows; a writer whom it doesn't know owns nothing there.
    """
    return Asset(
        key=f"of-{card.key}"[:40],
        title=card.text[:_TITLE],
        track=card.track,
        message=card.message,
        channel=card.channel,
        content_type=card.content_type,
        owner=card.writer if card.writer in makers else None,
        idea=card.key,
    )


def after_card(
    campaign: Campaign, before: Idea | None, after: Idea | None, makers: Collection[str] = ()
) -> Campaign:
    """The campaign after a card was changed, kept, parked or withdrawn.

    A kept card has one asset. As long as nobody has worked on that asset it follows the card, and
    goes with it; what was worked on stays as it is.
    """
    card = after or before
    if card is None:
        return campaign
    made = next((one for one in campaign.assets if one.idea == card.key), None)
    kept = after is not None and after.state is IdeaState.KEPT
    if made is None:
        if after is None or not kept:
            return campaign
        return campaign.changed(assets=(*campaign.assets, asset_of(after, makers)))
    if before is None or not untouched(made, before, makers):
        return campaign
    new = (asset_of(after, makers),) if after is not None and kept else ()
    place = campaign.assets.index(made)
    assets = (*campaign.assets[:place], *new, *campaign.assets[place + 1 :])
    return campaign if assets == campaign.assets else campaign.changed(assets=assets)


def untouched(made: Asset, card: Idea, makers: Collection[str] = ()) -> bool:
    """Whether an asset is still as the card made it; who owns it may have been said since."""
    fresh = asset_of(card, makers)
    return made.changed(key=fresh.key, owner=fresh.owner) == fresh
