"""Twins of Google Analytics 4: a snapshot of many cards, a report, explorations."""

from collections.abc import Iterator
from datetime import date

from tests.exports.twin import Table, Twin

_PERIOD = (date(2026, 9, 1), date(2026, 9, 7))
_LINE = "# ----------------------------------------"
_SNAPSHOT_HEAD = f"""\
{_LINE}
# Report CSV Export
# Account: Nordlykta
# Property: nordlykta.example - GA4
{_LINE}
#\x20\x20"""
_DAYS = """\
# Start date: 20260901
# End date: 20260907
"""

_SNAPSHOT = f"""\
{_SNAPSHOT_HEAD}
{_DAYS}Nth day,Active users
0000,12
0001,9
0002,14
0003,8
0004,3
0005,2
0006,11

{_DAYS}Nth day,New users
0000,10
0001,7
0002,13
0003,5
0004,3
0005,1
0006,9

{_DAYS}Nth day,Average engagement time per active user
0000,41.5
0001,38
0002,52.25
0003,12
0004,7
0005,3.5
0006,66

{_DAYS}Nth day,Total revenue


# Where do your new users come from?
{_DAYS}First user primary channel group (Default Channel Group),New users
Organic Search,31
Direct,12
Organic Social,5

#\x20\x20
{_DAYS}Session primary channel group (Default Channel Group),Sessions
Organic Search,44
Direct,18
Organic Social,7
Unassigned,1

#\x20\x20
{_DAYS}Country ID,Active users
FI,38
SE,9

{_DAYS}Country,Active users
Finland,38
Sweden,9

# How are active users trending?
{_DAYS}Nth day,30 days,7 days,1 day
0000,90,40,12
0001,92,41,9
0002,97,45,14
0003,99,46,8
0004,99,47,3
0005,98,46,2
0006,101,47,11

# How well do you retain your users?
# Start date: 20260816
# End date: 20260829
Date,Week 0,Week 1
Aug 16 - Aug 22,4,1
Aug 23 - Aug 29,6,-1

#\x20\x20
{_DAYS}Page title and screen class,Views
"Lyktor, böcker och hundar",120
Öppettider,33

#\x20\x20
{_DAYS}Event name,Event count
page_view,153
scroll,88
session_start,70

# What are your top key events?
{_DAYS}Event name,Key events


# How does activity on your platforms compare?
{_DAYS}Platform,Key events
"""

_EXPLORATION = f"""\
{_LINE}
# nordlykta.example - GA4
# Free form 1
# 20260901-20260907
{_LINE}

App-instance ID,Stream name,Namespace ID,Event count,Sessions,Purchase revenue,Transactions,\
Total users
,,,75,9,42.5,1,3,Grand total
111222333.1788000001,nordlykta.example,ANONYMOUS,50,5,42.5,1,1
111222333.1788000002,nordlykta.example,ANONYMOUS,20,3,0,0,1
111222333.1788000003,nordlykta.example,ANONYMOUS,5,1,0,0,1

"""

_PAGES = f"""\
{_LINE}
# Pages and screens: Page path and screen class
# Account: Nordlykta
# Property: nordlykta.example - GA4
{_LINE}
#\x20\x20
# All Users
{_DAYS}Page path and screen class,Views,Active users,Views per active user,\
Average engagement time per active user,Event count,Key events,Total revenue
,1340,47,28.51,38.4,2210,3,0,Grand total
/,1200,45,26.67,31.2,1900,3,0
/hundar,140,20,7,64.75,310,0,0
"""

_BY_DATE = f"""\
{_LINE}
# nordlykta.example - GA4
# Free form 2
# 20260901-20260903
{_LINE}

Date,Active users,Sessions,Engaged sessions,Engagement rate,Event count,Key events
,30,41,25,0.6097560975609756,310,2,Grand total
20260901,12,16,10,0.625,120,1
20260902,9,11,5,0.4545454545454545,80,0
20260903,14,14,10,0.7142857142857143,110,1
"""

_BY_DATE_AND_COUNTRY = f"""\
{_LINE}
# nordlykta.example - GA4
# Free form 3
# 20260901-20260903
{_LINE}

Date,Country,Active users,Sessions,Event count,Key events
,,30,41,310,2,Grand total
20260901,Sweden,10,13,100,1
20260901,Norway,2,3,20,0
20260902,Sweden,9,11,80,0
20260903,Sweden,11,11,90,1
20260903,Norway,3,3,20,0
"""


def twins() -> Iterator[Twin]:
    """All of this family."""
    days = {"first": _PERIOD[0], "last": _PERIOD[1], "covers": _PERIOD}
    yield Twin(
        "ga4/Reports_snapshot.csv",
        _SNAPSHOT.replace("\n", "\r\n").encode(),
        (
            Table("ga4_days", "website", "day", 7, 7, **days, sums={"active_users": None}),
            Table("ga4_days", "website", "day", 7, 7, **days, sums={"new_users": None}),
            Table(
                "ga4_days",
                "website",
                "day",
                7,
                7,
                **days,
                sums={"engagement_seconds_per_user": None},
            ),
            _broken_down("first_user_channel", 3, {"new_users": None}),
            _broken_down("session_channel", 4, {"sessions": 70}),
            _broken_down("country_id", 2, {"active_users": None}),
            _broken_down("country", 2, {"active_users": None}),
            Table(
                "ga4_days",
                "website",
                "day",
                7,
                7,
                **days,
                sums={"active_users_30d": None, "active_users_7d": None, "active_users": None},
            ),
            _broken_down("page_title", 2, {"page_views": 153}),
            _broken_down("event", 3, {"events": 311}),
        ),
    )
    yield Twin(
        "ga4/exploration.csv",
        _EXPLORATION.encode(),
        (
            _broken_down(
                "app_instance",
                3,
                {"events": 75, "sessions": 9, "revenue": 42.5, "purchases": 1, "users": None},
                {"events": 75, "sessions": 9, "revenue": 42.5, "purchases": 1, "users": 3},
            ),
        ),
    )
    yield Twin(
        "ga4/Pages_and_screens.csv",
        _PAGES.encode(),
        (
            _broken_down(
                "page",
                2,
                {"page_views": 1340, "events": 2210, "key_events": 3, "active_users": None},
                {"page_views": 1340, "events": 2210, "active_users": 47},
            ),
        ),
    )
    yield Twin(
        "ga4/by_date.csv",
        _BY_DATE.encode(),
        (
            Table(
                "ga4_report_days",
                "website",
                "day",
                3,
                3,
                first=date(2026, 9, 1),
                last=date(2026, 9, 3),
                sums={"sessions": 41, "engaged_sessions": 25, "events": 310, "key_events": 2},
                totals={"sessions": 41, "active_users": 30},
            ),
        ),
    )

    yield Twin(
        "ga4/by_date_and_country.csv",
        _BY_DATE_AND_COUNTRY.encode(),
        (
            Table(
                "ga4_by_day_country",
                "website",
                "day_group",
                5,
                5,
                first=date(2026, 9, 1),
                last=date(2026, 9, 3),
                sums={"sessions": 41, "events": 310, "key_events": 2, "active_users": None},
                totals={"sessions": 41, "active_users": 30},
            ),
        ),
    )


def _broken_down(
    by: str, rows: int, sums: dict[str, float | None], totals: dict[str, float] | None = None
) -> Table:
    return Table(
        f"ga4_by_{by}",
        "website",
        "breakdown",
        rows,
        rows,
        covers=_PERIOD,
        sums=sums,
        totals=totals or {},
    )
