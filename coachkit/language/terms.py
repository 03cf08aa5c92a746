"""The names of things, as people in the field say them in each language.

``data/terms.toml`` is the term base; a check holds the catalogues to it.
"""

from coachkit.language.speech import Speech, later_in
from coachkit.model.client import ClientKind
from coachkit.model.observations import Granularity, Platform, PostFormat
from coachkit.model.rhythms import Rhythm

_PLATFORMS = {
    Platform.FACEBOOK: "Facebook",
    Platform.INSTAGRAM: "Instagram",
    Platform.LINKEDIN: "LinkedIn",
    Platform.X: "X",
    Platform.YOUTUBE: "YouTube",
    Platform.TIKTOK: "TikTok",
    Platform.PINTEREST: "Pinterest",
    Platform.GOOGLE_ADS: "Google Ads",
    Platform.META_ADS: "Meta Ads",
}
"""The platforms' own names, the same in every language."""

_OTHER_PLACES = {
    Platform.WEBSITE: later_in("platform", "Website"),
    Platform.SEARCH: later_in("platform", "Search results"),
    Platform.MENTIONS: later_in("platform", "Mentions"),
    Platform.OTHER: later_in("platform", "Other channel"),
    Platform.META: later_in("platform", "Facebook or Instagram"),
}

_METRICS = {
    "impressions": later_in("metric", "Impressions"),
    "impressions_organic": later_in("metric", "Organic impressions"),
    "impressions_sponsored": later_in("metric", "Sponsored impressions"),
    "impressions_paid": later_in("metric", "Paid impressions"),
    "ad_impressions": later_in("metric", "Ad impressions"),
    "promoted_impressions": later_in("metric", "Impressions of promoted posts"),
    "views": later_in("metric", "Views"),
    "media_views": later_in("metric", "Media views"),
    "video_views": later_in("metric", "Video views"),
    "video_views_3s": later_in("metric", "3-second video views"),
    "video_views_1min": later_in("metric", "1-minute video views"),
    "video_views_30s": later_in("metric", "30-second video views"),
    "video_views_3s_boosted": later_in("metric", "3-second video views from boosted posts"),
    "video_views_3s_organic": later_in("metric", "3-second video views from organic posts"),
    "video_views_organic": later_in("metric", "Organic video views"),
    "video_views_paid": later_in("metric", "Paid video views"),
    "page_views": later_in("metric", "Page views"),
    "landing_page_views": later_in("metric", "Landing page views"),
    "reach": later_in("metric", "Reach"),
    "reach_organic": later_in("metric", "Organic reach"),
    "reach_boosted": later_in("metric", "Reach of boosted posts"),
    "reach_paid": later_in("metric", "Paid reach"),
    "source_reach": later_in("metric", "Reach of the source"),
    "frequency": later_in("metric", "Frequency"),
    "unique_impressions": later_in("metric", "Unique impressions"),
    "unique_visitors": later_in("metric", "Unique visitors"),
    "viewers": later_in("metric", "Viewers"),
    "video_viewers_3s": later_in("metric", "3-second viewers"),
    "video_viewers_1min": later_in("metric", "1-minute viewers"),
    "returning_viewers": later_in("metric", "Returning viewers"),
    "new_viewers": later_in("metric", "New viewers"),
    "engaged_users": later_in("metric", "Engaged users"),
    "people_talking": later_in("metric", "People talking about the page"),
    "interactions": later_in("metric", "Interactions"),
    "engagements": later_in("metric", "Engagements"),
    "media_engagements": later_in("metric", "Media engagements"),
    "reactions": later_in("metric", "Reactions"),
    "likes": later_in("metric", "Likes"),
    "dislikes": later_in("metric", "Dislikes"),
    "comments": later_in("metric", "Comments"),
    "replies": later_in("metric", "Replies"),
    "shares": later_in("metric", "Shares"),
    "reposts": later_in("metric", "Reposts"),
    "quotes": later_in("metric", "Quotes"),
    "saves": later_in("metric", "Saves"),
    "bookmarks": later_in("metric", "Bookmarks"),
    "follows": later_in("metric", "New followers"),
    "unfollows": later_in("metric", "Unfollows"),
    "net_follows": later_in("metric", "Followers, net change"),
    "page_likes_gained": later_in("metric", "New page likes"),
    "page_likes_lost": later_in("metric", "Page unlikes"),
    "net_page_likes": later_in("metric", "Page likes, net change"),
    "subscribers": later_in("metric", "Subscribers, net change"),
    "profile_visits": later_in("metric", "Profile visits"),
    "clicks": later_in("metric", "Clicks"),
    "link_clicks": later_in("metric", "Link clicks"),
    "profile_link_clicks": later_in("metric", "Clicks on the profile's link"),
    "pin_clicks": later_in("metric", "Pin clicks"),
    "outbound_clicks": later_in("metric", "Outbound clicks"),
    "other_clicks": later_in("metric", "Other clicks"),
    "photo_clicks": later_in("metric", "Photo clicks"),
    "video_clicks": later_in("metric", "Video clicks"),
    "detail_expands": later_in("metric", "Detail expands"),
    "hashtag_clicks": later_in("metric", "Hashtag clicks"),
    "permalink_clicks": later_in("metric", "Permalink clicks"),
    "app_opens": later_in("metric", "App opens"),
    "app_installs": later_in("metric", "App installs"),
    "negative_feedback": later_in("metric", "Negative feedback"),
    "negative_feedback_hide": later_in("metric", "Negative feedback: hide"),
    "negative_feedback_hide_all": later_in("metric", "Negative feedback: hide all"),
    "negative_feedback_unique": later_in("metric", "People who gave negative feedback"),
    "posts_published": later_in("metric", "Posts published"),
    "followers": later_in("metric", "Followers"),
    "active_followers": later_in("metric", "Active followers"),
    "page_likes": later_in("metric", "Page likes"),
    "leads": later_in("metric", "Leads"),
    "phone_clicks": later_in("metric", "Clicks on the phone number"),
    "website_clicks": later_in("metric", "Website clicks"),
    "conversions": later_in("metric", "Conversions"),
    "results": later_in("metric", "Results"),
    "sessions": later_in("metric", "Sessions"),
    "engaged_sessions": later_in("metric", "Engaged sessions"),
    "events": later_in("metric", "Events"),
    "key_events": later_in("metric", "Key events"),
    "purchases": later_in("metric", "Purchases"),
    "users": later_in("metric", "Users"),
    "new_users": later_in("metric", "New users"),
    "returning_users": later_in("metric", "Returning users"),
    "active_users": later_in("metric", "Active users"),
    "active_users_7d": later_in("metric", "Active users in 7 days"),
    "active_users_30d": later_in("metric", "Active users in 30 days"),
    "search_position": later_in("metric", "Average position in search results"),
    "spend": later_in("metric", "Amount spent"),
    "revenue": later_in("metric", "Revenue"),
    "conversion_value": later_in("metric", "Conversion value"),
    "cost_per_click": later_in("metric", "Cost per click"),
    "cost_per_thousand": later_in("metric", "Cost per thousand impressions"),
    "cost_per_result": later_in("metric", "Cost per result"),
    "cost_per_conversion": later_in("metric", "Cost per conversion"),
    "cost_per_interaction": later_in("metric", "Cost per interaction"),
    "cost_per_view": later_in("metric", "Cost per view"),
    "seconds_viewed": later_in("metric", "Seconds viewed"),
    "average_seconds_viewed": later_in("metric", "Average view time (seconds)"),
    "engagement_seconds_per_user": later_in("metric", "Average engagement time per user (seconds)"),
    "engagement_seconds_per_session": later_in(
        "metric", "Average engagement time per session (seconds)"
    ),
    "watch_time_hours": later_in("metric", "Watch time (hours)"),
    "engagement_rate": later_in("metric", "Engagement rate"),
    "engagement_rate_sessions": later_in("metric", "Engagement rate of sessions"),
    "interaction_rate": later_in("metric", "Interaction rate"),
    "conversion_rate": later_in("metric", "Conversion rate"),
    "completion_rate": later_in("metric", "Completion rate"),
    "click_through_rate": later_in("metric", "Click-through rate"),
    "impressions_click_through_rate": later_in("metric", "Click-through rate of impressions"),
    "average_percentage_viewed": later_in("metric", "Average percentage viewed"),
    "views_share": later_in("metric", "Share of all views"),
    "watch_time_share": later_in("metric", "Share of all watch time"),
    "audience_share": later_in("metric", "Share of the audience"),
    "earnings": later_in("metric", "Estimated earnings"),
    "ad_cpm": later_in("metric", "CPM of ads"),
}

_FORMATS = {
    PostFormat.IMAGE: later_in("post format", "Image"),
    PostFormat.CAROUSEL: later_in("post format", "Carousel"),
    PostFormat.VIDEO: later_in("post format", "Video"),
    PostFormat.REEL: later_in("post format", "Reel"),
    PostFormat.STORY: later_in("post format", "Story"),
    PostFormat.LIVE: later_in("post format", "Live video"),
    PostFormat.LINK: later_in("post format", "Link"),
    PostFormat.TEXT: later_in("post format", "Text"),
    PostFormat.DOCUMENT: later_in("post format", "Document"),
    PostFormat.OTHER: later_in("post format", "Other"),
}

_GRANULARITIES = {
    Granularity.POST: later_in("what a row is about", "Post"),
    Granularity.DAY: later_in("what a row is about", "Day"),
    Granularity.HOUR: later_in("what a row is about", "Hour"),
    Granularity.POST_DAY: later_in("what a row is about", "Post and day"),
    Granularity.DAY_GROUP: later_in("what a row is about", "Day and group"),
    Granularity.AD: later_in("what a row is about", "Campaign or ad"),
    Granularity.MENTION: later_in("what a row is about", "Mention"),
    Granularity.BREAKDOWN: later_in("what a row is about", "Breakdown"),
    Granularity.TOTAL: later_in("what a row is about", "Total"),
}

_CLIENT_KINDS = {
    ClientKind.BUSINESS: later_in("kind of client", "Business"),
    ClientKind.CHARITY: later_in("kind of client", "Charity"),
    ClientKind.PUBLIC: later_in("kind of client", "Public body"),
}

_RHYTHMS: dict[Rhythm, tuple[str, str]] = {
    Rhythm.MONTHLY: later_in("rhythm", "Every month"),
    Rhythm.QUARTERLY: later_in("rhythm", "After every quarter"),
    Rhythm.NONE: later_in("rhythm", "Only when somebody asks"),
}

_LANGUAGES: dict[str, tuple[str, str]] = {
    "en": later_in("language", "English"),
    "sv": later_in("language", "Swedish"),
    "fi": later_in("language", "Finnish"),
}

_FIELDS = {
    "slug": later_in("field", "Short name of the client"),
    "name": later_in("field", "Name"),
    "languages": later_in("field", "Languages"),
    "language": later_in("field", "Language"),
    "country": later_in("field", "Country"),
    "time_zone": later_in("field", "Time zone"),
    "rhythm": later_in("field", "How often its report is made"),
    "sector": later_in("field", "Sector"),
    "kind": later_in("field", "Kind of client"),
    "colour": later_in("field", "Colour"),
    "period": later_in("field", "Period"),
    "workspace": later_in("field", "Workspace"),
    "parameter": later_in("field", "Parameter"),
    "first": later_in("field", "First day"),
    "last": later_in("field", "Last day"),
    "platform": later_in("field", "Platform"),
    "metric": later_in("field", "Measure"),
    "kpi": later_in("field", "Measure"),
    "part": later_in("field", "Account, country or source"),
    "goals": later_in("field", "Goals"),
    "why": later_in("field", "Why"),
    "monthly_target": later_in("field", "Target for a month"),
    "since": later_in("field", "Since"),
    "headers": later_in("field", "Columns"),
    "based_on": later_in("field", "Layout"),
    "dates": later_in("field", "Dates"),
    "span_words": later_in("field", "Values of a post's whole life"),
    "titles": later_in("field", "Titles"),
    "post_types": later_in("field", "Kinds of posts"),
    "fractions": later_in("field", "Parts of one"),
    "mapping": later_in("field", "Column matching"),
    "sheet": later_in("field", "Sheet"),
    "file": later_in("field", "File"),
    "brand": later_in("field", "Colour"),
    "logo": later_in("field", "Logo"),
    "alt": later_in("field", "Alt text"),
}


def platform_name(platform: str, speech: Speech) -> str:
    """The platform's own name; of what is no platform, what it is called."""
    own = _PLATFORMS.get(Platform(platform))
    return own or speech.say_in(*_OTHER_PLACES[Platform(platform)])


def metric_name(metric: str, speech: Speech) -> str:
    """The name of a metric of :data:`coachkit.model.metrics.METRICS`."""
    return speech.say_in(*_METRICS[metric])


def of_part(name: str, part: str) -> str:
    """“Sessions (Norway)” of a part of what is counted; the name alone of all of it."""
    return f"{name} ({part})" if part else name


def format_name(kind: str, speech: Speech) -> str:
    """The name of a :class:`PostFormat`."""
    return speech.say_in(*_FORMATS[PostFormat(kind)])


def granularity_name(granularity: str, speech: Speech) -> str:
    """What a row of an export is about."""
    return speech.say_in(*_GRANULARITIES[Granularity(granularity)])


def client_kind_name(kind: str, speech: Speech) -> str:
    """What kind of organisation the client is."""
    return speech.say_in(*_CLIENT_KINDS[ClientKind(kind)])


def rhythm_name(rhythm: str, speech: Speech) -> str:
    """How often a client's report is made by itself."""
    return speech.say_in(*_RHYTHMS[Rhythm(rhythm)])


def language_name(language: str, speech: Speech) -> str:
    """What a language is called in this one; of a language that we do not speak, its code."""
    known = _LANGUAGES.get(language)
    return speech.say_in(*known) if known else language


def field_name(field: str, speech: Speech) -> str:
    """The label of a field: of its last named part, ``goals.1.name`` → "Name"; else itself."""
    named = [part for part in field.split(".") if not part.isdigit()]
    known = _FIELDS.get(named[-1]) if named else None
    return speech.say_in(*known) if known else field
