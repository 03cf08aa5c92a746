"""Content types of a campaign's own: an effort or a lead time that is not the usual one."""

from collections.abc import Callable, Sequence
from typing import Final

from coachkit.model.campaign_assets import Asset
from coachkit.model.content import ContentType

APPROVING: Final = 2
"""Working days that somebody has to look at it before it may go out."""

MOST: Final = 40
"""Content types that a plan may have."""

_USUAL_LEAD: Final = 3
_BASE: Final = 50

Naming = Callable[[str, float, int], str]
"""What a content type is called: the usual name, its own hours, its own working days."""


def plain_name(name: str, hours: float, lead: int) -> str:
    """The usual name with both figures."""
    return f"{name} ({hours:g} h, {lead} d)"


class Kinds:
    """The content types of a request, and those that a campaign brings."""

    def __init__(self, content: Sequence[ContentType], campaign: str, naming: Naming) -> None:
        self.known = {one.name: one for one in content}
        self._campaign, self._naming = campaign, naming
        self._own: dict[str, ContentType] = {}

    @property
    def all(self) -> tuple[ContentType, ...]:
        """The usual ones, then the campaign's own."""
        return (*self.known.values(), *self._own.values())

    def of(self, asset: Asset) -> ContentType | None:
        """What the asset is planned as; ``None`` where nobody knows how long it takes."""
        usual = self.known.get(asset.content_type)
        if usual is None and asset.hours is None:
            return None
        if usual is not None and not self._differs(asset, usual):
            return usual
        return self.own(asset) or usual

    def own(self, asset: Asset) -> ContentType | None:
        """A content type for this asset's effort and lead time; ``None`` where there is no room."""
        usual = self.known.get(asset.content_type)
        hours = asset.hours or (usual.hours if usual else 0.0)
        lead = self.lead(asset, usual)
        name = self._naming((asset.content_type or asset.title)[:_BASE], hours, lead)[:80]
        if name in self._own:
            return self._own[name]
        if len(self.known) + len(self._own) >= MOST or name in self.known or not hours:
            return None
        begun = ContentType(name=name, hours=hours) if usual is None else usual
        made = begun.changed(name=name, hours=hours, lead_days=lead, campaign=self._campaign)
        self._own[name] = made
        return made

    def usual(self, asset: Asset, kind: ContentType) -> bool:
        """Whether it is planned as usual though it says something else of itself."""
        return kind.campaign is None and self._differs(asset, kind)

    def lead(self, asset: Asset, usual: ContentType | None) -> int:
        """Working days before its day at which the work begins, with those for approving it."""
        days = asset.lead_days
        if days is None:
            days = usual.lead_days if usual else _USUAL_LEAD
        waits = APPROVING if asset.approver and asset.approved_on is None else 0
        return min(60, days + waits)

    def _differs(self, asset: Asset, usual: ContentType) -> bool:
        hours = asset.hours or usual.hours
        return hours != usual.hours or self.lead(asset, usual) != usual.lead_days
