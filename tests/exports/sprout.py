"""Twins of Sprout Social's profile reports: a row per day and profile."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from tests.exports.twin import Table, Twin

_FACEBOOK = """\
Date|Facebook Page|Total Fans|Net Page Likes|Page Likes|Organic Page Likes|Paid Page Likes|\
Page Unlikes|Published Posts|Impressions|Organic Impressions|Paid Impressions|Reach|\
Organic Reach|Paid Reach|Engagements|Reactions|Likes|Love Reactions|Haha Reactions|Wow Reactions|\
Sad Reactions|Angry Reactions|Comments|Shares|Post Link Clicks|Other Post Clicks|Page Actions|\
Engagement Rate (per Impression)|Negative Feedback|Video Views|Full Video Views|\
Partial Video Views|Organic Video Views|Organic Full Video Views|Organic Partial Video Views|\
Paid Video Views|Paid Full Video Views|Paid Partial Video Views|Click to Play Video Views|\
Autoplay Video Views
09-01-2026|Nordlykta|2,340|3|5|5|0|2|2|1,204|1,104|100|980|900|80|52|31|25|4|1|1|0|0|6|3|9|3|1|\
4.3%|0|210|40|170|200|38|162|10|2|8|60|150
09-02-2026|Nordlykta|2,338|-2|1|1|0|3|0|310|310|0|288|288|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0%|1|0|0|0|\
0|0|0|0|0|0|0|0
09-03-2026|Nordlykta|2,341|3|4|4|0|1|1|12,950|1,950|11,000|9,870|1,700|8,300|301|210|190|12|5|2|\
1|0|41|22|25|3|0|2.3%|2|1,840|300|1,540|900|150|750|940|150|790|800|1,040
"""
_ANOTHER_PAGE = """\
09-01-2026|Fyren|120|0|0|0|0|0|0|18|18|0|15|15|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0%|0|0|0|0|0|0|0|0|0|\
0|0|0
09-02-2026|Fyren|121|1|1|1|0|0|1|40|40|0|33|33|0|4|3|3|0|0|0|0|0|1|0|0|0|0|10%|0|0|0|0|0|0|0|0|0|\
0|0|0
09-03-2026|Fyren|121|0|0|0|0|0|0|9|9|0|8|8|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0%|0|0|0|0|0|0|0|0|0|0|0|0
"""
_X = """\
Date|Twitter Profile|Followers|Net Follower Growth|Following|Net Following Growth|\
Published Posts|Impressions|Video Views|Engagements|Likes|@Replies|Retweets|Post Link Clicks|\
Other Post Clicks|Other Engagements|Engagement Rate (per Impression)
09-01-2026|nordlykta|1,012|4|300|0|3|2,450|110|61|30|4|7|12|6|2|2.5%
09-02-2026|nordlykta|1,009|-3|301|1|0|1,003|0|11|8|0|1|2|0|0|1.1%
09-03-2026|nordlykta|1,010|1|301|0|1|1,377|25|33|20|2|3|6|2|0|2.4%
"""
_INSTAGRAM = """\
Date|Instagram Profile|Followers|Net Follower Growth|Followers Gained|Followers Lost|Following|\
Net Following Growth|Published Posts & Stories|Impressions|Reach|Engagements|Likes|Comments|\
Saves|Story Replies|Profile Actions|Engagement Rate (per Impression)
09-01-2026|nordlykta|3,001|5|8|3|210|0|2|4,110|2,900|221|190|11|15|5|3|5.4%
09-03-2026|nordlykta|3,006|5|6|1|210|0|1|1,890|1,333|77|70|2|5|0|0|4.1%
"""
_FIRST, _LAST = date(2026, 9, 1), date(2026, 9, 3)


def twins() -> Iterator[Twin]:
    """All of this family."""
    yield Twin(
        "sprout/Facebook Pages-09-01-2026-09-03-2026.csv",
        _delimited(_FACEBOOK),
        (
            _table(
                "facebook",
                3,
                {
                    "page_likes": None,
                    "net_page_likes": 4,
                    "page_likes_gained": 10,
                    "page_likes_lost": 6,
                    "posts_published": 3,
                    "impressions": 14464,
                    "impressions_paid": 11100,
                    "reach": None,
                    "engagements": 353,
                    "reactions": 241,
                    "comments": 47,
                    "shares": 25,
                    "link_clicks": 34,
                    "video_views": 2050,
                    "video_views_30s": 340,
                    "engagement_rate": None,
                },
            ),
        ),
    )
    yield Twin(
        "sprout/Facebook Pages of two.csv",
        _delimited(_FACEBOOK + _ANOTHER_PAGE),
        (_table("facebook", 6, {"impressions": 14531, "reactions": 244, "page_likes": None}),),
    )
    yield Twin(
        "sprout/Twitter Profiles-09-01-2026-09-03-2026.csv",
        _delimited(_X),
        (
            _table(
                "x",
                3,
                {
                    "followers": None,
                    "net_follows": 2,
                    "impressions": 4830,
                    "engagements": 105,
                    "likes": 58,
                    "replies": 6,
                    "reposts": 11,
                    "link_clicks": 20,
                    "video_views": 135,
                },
            ),
        ),
    )
    yield Twin(
        "sprout/Instagram Business Profiles-09-01-2026-09-03-2026.csv",
        _delimited(_INSTAGRAM),
        (
            _table(
                "instagram",
                2,
                {
                    "net_follows": 10,
                    "follows": 14,
                    "unfollows": 4,
                    "impressions": 6000,
                    "likes": 260,
                    "saves": 20,
                    "reach": None,
                },
                "days_missing",
            ),
        ),
    )
    # There is no thirteenth month: a file of somebody whose days stand first.
    yield Twin(
        "sprout/Twitter Profiles day first.csv",
        _delimited(_X.replace("09-01-2026", "13-09-2026")),
        refused="bad_date",
    )


def _table(platform: str, rows: int, sums: dict[str, float | None], *warnings: str) -> Table:
    return Table(
        f"sprout_{platform}",
        platform,
        "day",
        rows,
        rows,
        first=_FIRST,
        last=_LAST,
        covers=(_FIRST, _LAST),
        sums=sums,
        warnings=warnings,
    )


def _delimited(table: str) -> bytes:
    text = io.StringIO(newline="")
    rows = (line.split("|") for line in table.splitlines())
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")
