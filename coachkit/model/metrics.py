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
    USD = "usd"


class Level(StrEnum):
    """Where in the evaluation chain a metric belongs (AMEC, GCS)."""

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
    _exposure("page_views"),
    _unique("reach"),
    _unique("reach_organic"),
    _unique("reach_boosted"),
    _unique("unique_impressions"),
    _unique("unique_visitors"),
    _unique("viewers"),
    _unique("video_viewers_3s"),
    _unique("video_viewers_1min"),
    _unique("returning_viewers"),
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
    _response("subscribers"),
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
    Metric(name="followers", level=Level.OUT_TAKE, additive=False),
    _time("seconds_viewed", Unit.SECONDS),
    _time("average_seconds_viewed", Unit.SECONDS, additive=False),
    _time("watch_time_hours", Unit.HOURS),
    _rate("engagement_rate"),
    _rate("click_through_rate"),
    _rate("impressions_click_through_rate"),
    _rate("average_percentage_viewed"),
    _rate("views_share"),
    _rate("watch_time_share"),
    Metric(name="earnings", unit=Unit.USD, level=Level.OUTCOME, decimals=True),
    Metric(name="ad_cpm", unit=Unit.USD, level=Level.OUTPUT, additive=False, decimals=True),
)
"""Every canonical metric, by name. Formats may map only to these."""
