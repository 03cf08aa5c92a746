"""The panel of a campaign's links: each address to be copied, or what is wrong with it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coachkit.documents.templating import fill
from coachkit.language.explaining import explain
from coachkit.language.speech import speak
from coachkit.model.campaign_measuring import CampaignLink
from coachkit.model.languages import Language
from coachkit.planning.utm_links import built, fault


class LinkShown(NamedTuple):
    """A link by what carries it; ``fault``: why it can't be used, empty where it can."""

    name: str
    address: str = ""
    fault: str = ""


def links(
    links_: Sequence[CampaignLink], name: Callable[[CampaignLink], str], language: Language
) -> str:
    """All of them; ``name`` says what carries a link."""
    speech = speak(language)
    return fill(
        "pages/campaign_links.html.j2",
        language,
        rows=[_shown(one, links_, name(one), language) for one in links_],
        caption=speech.say("The campaign's links"),
        nothing=speech.say(
            "No links yet. Every item of a track with an address gets one with a press."
        ),
    )


def _shown(
    link: CampaignLink, others: Sequence[CampaignLink], name: str, language: Language
) -> LinkShown:
    error = fault(link, others)
    if error is not None:
        return LinkShown(name, fault=explain(error, language))
    return LinkShown(name, built(link))
