"""The links of a campaign, as its documents tell them."""

from typing import NamedTuple

from coachkit.documents.campaign_papers import CampaignPapers
from coachkit.language.strategy_words import shortened
from coachkit.model.campaign_measuring import CampaignLink
from coachkit.model.errors import InvalidValue
from coachkit.planning.utm_links import built


class LinkTold(NamedTuple):
    """A link of the campaign: what carries it, its parts, and the address as it is to be used.

    ``usable``: whether it can be; else it stands as it was written.
    """

    item: str
    source: str
    medium: str
    campaign: str
    content: str
    address: str
    usable: bool


def links_told(papers: CampaignPapers) -> list[LinkTold]:
    """The links, each with the address that is to be used."""
    titles = {one.key: one.title for one in papers.campaign.assets}
    titles |= {one.key: one.text for one in papers.ideas.cards}
    return [
        LinkTold(
            shortened(titles.get(one.item, one.item)),
            one.source,
            one.medium,
            one.campaign,
            one.content,
            tagged(one) or one.address,
            bool(tagged(one)),
        )
        for one in papers.campaign.measurement.links
    ]


def tagged(link: CampaignLink) -> str:
    """The address as it is to be used; empty where something is wrong with it."""
    try:
        return built(link)
    except InvalidValue:
        return ""
