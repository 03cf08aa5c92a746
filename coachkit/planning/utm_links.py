"""Links that say where a click came from: built, checked, and no two of them alike.

``utm_source`` is the channel, ``utm_medium`` what kind of channel, ``utm_campaign`` the campaign,
``utm_content`` the item that carries it. Parts are lower case without accents and spaces: web
analytics takes "Facebook" and "facebook" for two sources.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from coachkit.model.campaign import Campaign
from coachkit.model.campaign_assets import Asset
from coachkit.model.campaign_measuring import CampaignLink
from coachkit.model.deciding import next_key
from coachkit.model.errors import InvalidValue

PARTS: Final = ("source", "medium", "campaign", "content", "term")
MEDIUM: Final = "social"
"""What every channel of ours is; e-mail and advertisements say otherwise by hand."""

_LONGEST: Final = 2_000
_PREFIX: Final = "utm_"
_OTHER: Final = re.compile(r"[^a-z0-9]+")
_MAIL: Final = re.compile(r"[^@\s/?&=]+@[^@\s/?&=]+\.[a-z]{2,}", re.IGNORECASE)
_LETTERS: Final = str.maketrans({"å": "a", "ä": "a", "ö": "o", "ø": "o", "æ": "ae", "ß": "ss"})


def slug(text: str) -> str:
    """The words as a part of a link: "Ljusväskan & mörkret" → "ljusvaskan-morkret"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    ascii_only = plain.encode("ascii", "ignore").decode("ascii")
    return _OTHER.sub("-", ascii_only).strip("-")[:120].strip("-")


def built(link: CampaignLink) -> str:
    """The whole address. Raises :class:`InvalidValue` at what is wrong with it.

    Codes: ``missing``; ``not_https``; ``mail_in_link``: somebody's address stands in it;
    ``has_other_parts``: the address has such parts already, that say otherwise; ``too_long``.
    """
    address = link.address.strip()
    if not address:
        raise InvalidValue("missing", "address")
    said = {f"{_PREFIX}{name}": slug(getattr(link, name)) for name in PARTS}
    for name in PARTS[:3]:
        if not said[f"{_PREFIX}{name}"]:
            raise InvalidValue("missing", name)
    whole = urlunsplit(_with(address, {name: value for name, value in said.items() if value}))
    if _MAIL.search(whole) or "%40" in whole:
        raise InvalidValue("mail_in_link", "address", value=address[:80])
    if len(whole) > _LONGEST:
        raise InvalidValue("too_long", "address", value=address[:80])
    return whole


def fault(link: CampaignLink, others: Iterable[CampaignLink] = ()) -> InvalidValue | None:
    """What is wrong with the link, ``None`` where it can be used.

    ``repeated``: one of the others leads there with the very same parts, so that nobody could tell
    the two apart.
    """
    try:
        whole = built(link)
    except InvalidValue as error:
        return error
    for other in others:
        if other.key != link.key and _same(other, whole):
            return InvalidValue("link_repeated", "content", value=other.item or other.content)
    return None


def links_for(campaign: Campaign) -> tuple[CampaignLink, ...]:
    """The links there are, and one for each item that has a channel, a track and a way there.

    What was written by hand stays as it is; an item has one link.
    """
    links = list(campaign.measurement.links)
    carried = {one.item for one in links}
    taken = {(one.source, one.content) for one in links}
    for asset in campaign.assets:
        made = None if asset.key in carried else _link(campaign, asset, links, taken)
        if made is not None:
            links.append(made)
            taken.add((made.source, made.content))
    return tuple(links)


def _link(
    campaign: Campaign,
    asset: Asset,
    links: list[CampaignLink],
    taken: set[tuple[str, str]],
) -> CampaignLink | None:
    track = campaign.track(asset.track) if asset.track else None
    if track is None or not track.route or not asset.channel:
        return None
    source, stem = slug(asset.channel), slug(f"{track.name} {asset.title}")[:60].strip("-")
    content = stem or asset.key
    number = 2
    while (source, content) in taken:
        content, number = f"{stem or asset.key}-{number}", number + 1
    return CampaignLink(
        key=next_key("link", (one.key for one in links)),
        address=track.route,
        source=source,
        medium=MEDIUM,
        campaign=slug(campaign.name),
        content=content,
        item=asset.key,
        track=track.key,
    )


def _with(address: str, said: dict[str, str]) -> tuple[str, str, str, str, str]:
    try:
        split = urlsplit(address)
        there = parse_qsl(split.query, keep_blank_values=True)
    except ValueError as error:
        raise InvalidValue("not_https", "address", value=address[:80]) from error
    if split.scheme != "https" or "." not in (split.hostname or "") or len(address.split()) != 1:
        raise InvalidValue("not_https", "address", value=address[:80])
    for name, value in there:
        if name.lower().startswith(_PREFIX) and said.get(name.lower()) != value:
            raise InvalidValue("has_other_parts", "address", value=f"{name}={value}"[:80])
    kept = [(name, value) for name, value in there if not name.lower().startswith(_PREFIX)]
    query = urlencode([*kept, *said.items()])
    return split.scheme, split.netloc, split.path, query, split.fragment


def _same(other: CampaignLink, whole: str) -> bool:
    try:
        return built(other) == whole
    except InvalidValue:
        return False
