"""What a platform's export said, and where it said it.

An *observation* is one number that a platform reported. Observations travel as *tables*: a row
per item (a post, or a day), a column per metric, blank where the platform said nothing. The
names of the columns are here; the frames themselves are the affair of the floors above.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from coachkit.model.values import Value


class Platform(StrEnum):
    """Where the numbers come from: mostly a place where people follow an organisation."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    LINKEDIN = "linkedin"
    X = "x"
    YOUTUBE = "youtube"
    TIKTOK = "tiktok"
    PINTEREST = "pinterest"
    WEBSITE = "website"
    """The client's own site, as web analytics count it."""
    SEARCH = "search"
    """The client's site among a search engine's answers."""
    GOOGLE_ADS = "google_ads"
    META_ADS = "meta_ads"
    MENTIONS = "mentions"
    """What others write of the client, wherever, as media monitoring found it."""
    OTHER = "other"
    META = "meta"
    """Facebook or Instagram: the file does not say which. Nothing is stored under this name."""


class Granularity(StrEnum):
    """What a row of an export is about."""

    POST = "post"
    DAY = "day"
    HOUR = "hour"
    POST_DAY = "post_day"
    """One row per post and day."""
    DAY_GROUP = "day_group"
    """One row per day and country, region or source."""
    AD = "ad"
    """One row per campaign or ad, over a period."""
    MENTION = "mention"
    BREAKDOWN = "breakdown"
    """One row per country, age, source …"""
    TOTAL = "total"
    """One row for everything."""


class ValuesOf(StrEnum):
    """What the values of a post count."""

    LIFE = "life"
    """All since it was published, until the file was made."""
    PERIOD = "period"
    """Only what happened within the period that the file covers."""


class PostFormat(StrEnum):
    """What kind of post it was, whatever the platform calls it."""

    IMAGE = "image"
    CAROUSEL = "carousel"
    VIDEO = "video"
    REEL = "reel"
    STORY = "story"
    LIVE = "live"
    LINK = "link"
    TEXT = "text"
    DOCUMENT = "document"
    OTHER = "other"


ITEM_COLUMNS = (
    "row",
    "account",
    "account_name",
    "item",
    "published",
    "format",
    "platform_format",
    "text",
    "permalink",
)
"""The columns of an observation table that are not metrics.

``row`` int64, the row of the file as a spreadsheet counts (header = 1) · ``account`` str or
missing, the platform's id of the account · ``account_name`` str or missing · ``item`` str, the
post's id, or the day as ``2026-10-31`` · ``published`` datetime64[us] without zone, as the
platform wrote it (the zone is the table's ``time_zone``), missing where the platform left it out
· ``format`` a :class:`PostFormat` or missing · ``platform_format`` the platform's own word ·
``text`` the post's words · ``permalink``.
Tables of mentions have :data:`MENTION_COLUMNS` after these.
Every further column is a metric of :data:`coachkit.model.metrics.METRICS`, float64, missing where
the platform said nothing.
"""


MENTION_COLUMNS = ("where", "author", "language", "country", "sentiment")
"""What a mention has beside the columns of every item: text, missing where the file is silent.

``where``: the site or network · ``author``: who wrote it · ``language`` and ``country`` as the
file writes them · ``sentiment``: the monitoring tool's own word.
"""


class MetricSource(Value):
    """What one metric of one table is: the platform's own name, and what its values add up to.

    ``total``: the sum over items, or ``None`` where summing would mislead (``additive`` False).
    ``platform_total``: the platform's own total row, where the file has one.
    ``missing``: how many items have no value. ``given``: how many have one.
    ``denominator``: of a rate, the metric (or ``followers``, ``viewers``, …) that it is a part of.
    ``currency``: of money, its three letters.
    """

    metric: str
    platform_name: str
    additive: bool
    total: float | None
    platform_total: float | None = None
    missing: Annotated[int, Field(ge=0)]
    given: Annotated[int, Field(ge=0)]
    denominator: str | None = None
    currency: str | None = None

    @property
    def difference(self) -> float | None:
        """The platform's own total less the sum of the rows, where there are both."""
        if self.total is None or self.platform_total is None:
            return None
        return self.platform_total - self.total


class ExportWarning(Value):
    """Something in an export that a person should know, though it could be read.

    ``code`` names it; ``details`` has what its sentence needs. ``row`` as a spreadsheet counts.
    """

    code: str
    row: int | None = None
    column: str | None = None
    details: Mapping[str, str | int | float] = Field(default_factory=dict)


class TableSource(Value):
    """One table of one export: what it is, what it covers, what each metric is.

    ``rows``: data rows below the header, a total row not counted. ``items``: distinct posts or
    days. ``first``/``last``: the first and last day an item belongs to, in ``time_zone``;
    ``None`` where no item has a date. ``time_zone``: the platform's; ``None`` where it says none.
    ``day_precision``: whether ``published`` has only days, no hours.
    ``exported``: when the file was made, as far as can be known.
    ``title``: the heading above the table, where a file stacks several.
    ``values_of``: what the values of a post count; with ``PERIOD`` only what happened on the
    days of ``covers``, which then are ``None`` only if neither the file nor the user said them.
    """

    file: str
    sha256: str
    sheet: str | None = None
    title: str | None = None
    platform: Platform
    format: str
    granularity: Granularity
    language: str
    time_zone: str | None
    day_precision: bool
    exported: datetime
    rows: int
    items: int
    first: date | None
    last: date | None
    covers: tuple[date, date] | None = None
    values_of: ValuesOf = ValuesOf.LIFE
    accounts: tuple[str, ...] = ()
    metrics: tuple[MetricSource, ...]
    warnings: tuple[ExportWarning, ...] = ()

    @property
    def counted_until(self) -> datetime:
        """The moment up to which its values count: when it was made, or the end of its period."""
        made = self.exported if self.exported.tzinfo else self.exported.replace(tzinfo=UTC)
        if self.values_of is ValuesOf.LIFE or self.covers is None:
            return made
        zone = ZoneInfo(self.time_zone) if self.time_zone else UTC
        return min(made, datetime.combine(self.covers[1] + timedelta(days=1), time(), zone))

    def metric(self, name: str) -> MetricSource | None:
        """The metric of that canonical name, if the table has it."""
        return next((known for known in self.metrics if known.metric == name), None)
