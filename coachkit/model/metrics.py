"""The measures that platforms report, under one name each.

A metric's *definition* is the platform's own: the same name on two platforms is not the same
number. ``additive`` says whether values of different posts or days may be summed; reach, viewers,
users, stocks and rates never are.
"""

from enum import StrEnum

from coachkit.model.values import Value


class Unit(StrEnum):
    """What a value counts."""

    COUNT = "count"
    SECONDS = "seconds"
    HOURS = "hours"
    PERCENT = "percent"
    MONEY = "money"
    RANK = "rank"


class Level(StrEnum):
    """Where in the evaluation chain a metric belongs (AMEC, GCS)."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUT_TAKE = "out_take"
    OUTCOME = "outcome"


class Metric(Value):
    """One measure: its name, what it counts, where it belongs, whether it may be summed.

    ``decimals``: whether the platform reports parts (hours watched, rates, money).
    """

    name: str
    unit: Unit = Unit.COUNT
    level: Level = Level.OUT_TAKE
    additive: bool = True
    decimals: bool = False


def _known(*metrics: Metric) -> dict[str, Metric]:
    return {metric.name: metric for metric in metrics}


def _unique(name: str, level: Level = Level.OUTPUT) -> Metric:
    return Metric(name=name, level=level, additive=False)


def _rate(name: str) -> Metric:
    return Metric(name=name, unit=Unit.PERCENT, additive=False, decimals=True)


def _exposure(name: str) -> Metric:
    return Metric(name=name, level=Level.OUTPUT)


def _response(name: str) -> Metric:
    return Metric(name=name)


def _outcome(name: str) -> Metric:
    return Metric(name=name, level=Level.OUTCOME)


def _stock(name: str) -> Metric:
    return Metric(name=name, additive=False)


def _price(name: str) -> Metric:
    return Metric(name=name, unit=Unit.MONEY, level=Level.INPUT, additive=False, decimals=True)


def _time(name: str, unit: Unit, *, additive: bool = True) -> Metric:
    return Metric(name=name, unit=unit, additive=additive, decimals=True)


METRICS: dict[str, Metric] = _known(
    _exposure("impressions"),
    _exposure("impressions_organic"),
    _exposure("impressions_sponsored"),
    _exposure("ad_impressions"),
    _exposure("promoted_impressions"),
    _exposure("views"),
    _exposure("media_views"),
    _exposure("video_views"),
    _exposure("video_views_3s"),
    _exposure("video_views_1min"),
    _exposure("video_views_3s_boosted"),
    _exposure("video_views_3s_organic"),
    _exposure("video_views_30s"),
    _exposure("page_views"),
    _exposure("impressions_paid"),
    _exposure("video_views_organic"),
    _exposure("video_views_paid"),
    _unique("reach"),
    _unique("reach_paid"),
    _unique("reach_organic"),
    _unique("reach_boosted"),
    _unique("unique_impressions"),
    _unique("unique_visitors"),
    _unique("viewers"),
    _unique("video_viewers_3s"),
    _unique("video_viewers_1min"),
    _unique("returning_viewers"),
    _unique("new_viewers"),
    _unique("engaged_users"),
    _unique("people_talking"),
    _unique("source_reach"),
    Metric(name="frequency", level=Level.OUTPUT, additive=False, decimals=True),
    _response("interactions"),
    _response("engagements"),
    _response("media_engagements"),
    _response("reactions"),
    _response("likes"),
    _response("comments"),
    _response("replies"),
    _response("shares"),
    _response("reposts"),
    _response("saves"),
    _response("bookmarks"),
    _response("follows"),
    _response("unfollows"),
    _response("net_follows"),
    _response("page_likes_gained"),
    _response("page_likes_lost"),
    _response("net_page_likes"),
    _response("subscribers"),
    _response("quotes"),
    _response("dislikes"),
    _response("profile_link_clicks"),
    _response("pin_clicks"),
    _response("outbound_clicks"),
    _response("profile_visits"),
    _response("clicks"),
    _response("link_clicks"),
    _response("other_clicks"),
    _response("photo_clicks"),
    _response("video_clicks"),
    _response("detail_expands"),
    _response("hashtag_clicks"),
    _response("permalink_clicks"),
    _response("app_opens"),
    _response("app_installs"),
    _response("negative_feedback"),
    _response("negative_feedback_hide"),
    _response("negative_feedback_hide_all"),
    _unique("negative_feedback_unique", Level.OUT_TAKE),
    Metric(name="posts_published", level=Level.ACTIVITY),
    _stock("followers"),
    _stock("page_likes"),
    _stock("active_followers"),
    _outcome("leads"),
    _outcome("phone_clicks"),
    _outcome("website_clicks"),
    _outcome("landing_page_views"),
    Metric(name="conversions", level=Level.OUTCOME, decimals=True),
    Metric(name="results", level=Level.OUTCOME, additive=False, decimals=True),
    _outcome("sessions"),
    _outcome("engaged_sessions"),
    _outcome("events"),
    Metric(name="key_events", level=Level.OUTCOME, decimals=True),
    _outcome("purchases"),
    _unique("users", Level.OUTCOME),
    _unique("new_users", Level.OUTCOME),
    _unique("active_users", Level.OUTCOME),
    _unique("active_users_7d", Level.OUTCOME),
    _unique("active_users_30d", Level.OUTCOME),
    _unique("returning_users", Level.OUTCOME),
    Metric(
        name="search_position", unit=Unit.RANK, level=Level.OUTPUT, additive=False, decimals=True
    ),
    Metric(name="spend", unit=Unit.MONEY, level=Level.INPUT, decimals=True),
    Metric(name="revenue", unit=Unit.MONEY, level=Level.OUTCOME, decimals=True),
    Metric(name="conversion_value", unit=Unit.MONEY, level=Level.OUTCOME, decimals=True),
    _price("cost_per_click"),
    _price("cost_per_thousand"),
    _price("cost_per_result"),
    _price("cost_per_conversion"),
    _price("cost_per_interaction"),
    _price("cost_per_view"),
    _time("seconds_viewed", Unit.SECONDS),
    _time("average_seconds_viewed", Unit.SECONDS, additive=False),
    _time("engagement_seconds_per_user", Unit.SECONDS, additive=False),
    _time("engagement_seconds_per_session", Unit.SECONDS, additive=False),
    _time("watch_time_hours", Unit.HOURS),
    _rate("engagement_rate"),
    _rate("click_through_rate"),
    _rate("impressions_click_through_rate"),
    _rate("average_percentage_viewed"),
    _rate("views_share"),
    _rate("watch_time_share"),
    _rate("audience_share"),
    _rate("conversion_rate"),
    _rate("interaction_rate"),
    _rate("completion_rate"),
    _rate("engagement_rate_sessions"),
    Metric(name="earnings", unit=Unit.MONEY, level=Level.OUTCOME, decimals=True),
    Metric(name="ad_cpm", unit=Unit.MONEY, level=Level.OUTPUT, additive=False, decimals=True),
)
"""Every canonical metric, by name. Formats may map only to these."""
