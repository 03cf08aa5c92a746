"""Twins of Google Ads' reports and of Search Console's download."""

from collections.abc import Iterator
from datetime import date

from tests.exports.twin import Table, Twin
from tests.exports.workbook import workbook

_CAMPAIGNS = """\
Campaign report
"September 1, 2026 - September 30, 2026"
Campaign status,Campaign,Budget,Budget name,Budget type,Status,Status reasons,Optimization score,\
Campaign type,Currency code,TrueView avg. CPV,Avg. CPM,Impr.,Interactions,Interaction rate,\
Avg. cost,Cost,Clicks,CTR,Conv. rate,Conversions,Cost / conv.
Enabled,Lyktor i höstmörkret,5.00, --,Daily,Eligible,, --,Search,EUR, --,10.41,"12,005",618,5.15%,\
0.20,124.96,618,5.15%,1.38%,8.50,14.70
Paused,"Hundar, korta filmer",4.00, --,Daily,Paused,campaign paused, --,Video,EUR,0.02,4.99,\
"1,203,400","301,220",25.03%,0.02,"6,004.90",412,0.03%,0.00%,1.00,"6,004.90"
Removed,Lyktor i höstmörkret,1.00, --,Daily,Removed,campaign removed, --,Search,EUR, --, --,0,0,\
 --, --,0.00,0, --,0.00%,0.00,0.00
Total: Campaigns, --, --, --, --, --,, --, --,EUR,0.02,5.04,"1,215,405","301,838",24.83%,0.02,\
"6,129.87","1,030",0.08%,0.00%,9.50,645.25
Total: Account,,,,,,,,,EUR,0.02,5.04,"1,215,405","301,838",24.83%,0.02,"6,129.87","1,030",0.08%,\
0.00%,9.50,645.25
Total: Search,,,,,,,,Search,EUR, --,10.41,"12,005",618,5.15%,0.20,124.96,618,5.15%,1.38%,8.50,14.70
"""

_ALL_TIME = """\
Campaign report
All time
Campaign status,Campaign,Currency code,Impr.,Cost,Clicks
Enabled,Öppet hus,SEK,"1,500",230.10,44
Total: Campaigns, --,SEK,"1,500",230.10,44
"""

_BY_DAY_AND_CAMPAIGN = """\
Campaign report
"September 1, 2026 - September 2, 2026"
Day,Campaign,Currency code,Impr.,Cost
2026-09-01,Öppet hus,SEK,900,130.10
2026-09-02,Öppet hus,SEK,600,100.00
"""

_TIME_SERIES = """\
Date,Clicks,Impressions,Avg. CPC,Cost
"Tue, 1 Sep 2026",0,0,US$0.00,US$0.00
"Wed, 2 Sep 2026",26,75,US$1.92,US$50.00
"Thu, 3 Sep 2026",26,63,US$1.05,US$27.35
"Fri, 4 Sep 2026",1,41,"US$1,480.90","US$1,480.90"
"""

_CHART = """\
Date,Clicks,Impressions,CTR,Position
2026-09-01,0,9,0%,22.8
2026-09-02,2,17,11.76%,4.1
2026-09-03,1,14,7.14%,3.6
2026-09-04,1,16,6.25%,4"""

_MEASURES = "Clicks,Impressions,CTR,Position"
_SEARCHED = {
    "Queries": f"""\
Top queries,{_MEASURES}
nordlykta,3,30,10%,1.2
"hundar, lyktor",1,11,9.09%,7
svinhund,0,2,0%,40""",
    "Pages": f"""\
Top pages,{_MEASURES}
https://nordlykta.example/,4,50,8%,4.9
https://nordlykta.example/hundar,0,6,0%,12.5""",
    "Countries": f"""\
Country,{_MEASURES}
Finland,3,41,7.32%,5.1
Sweden,1,15,6.67%,8""",
    "Devices": f"""\
Device,{_MEASURES}
Mobile,3,40,7.5%,5.4
Desktop,1,16,6.25%,6.3""",
}
_SUMS = {
    "Queries": (3, {"clicks": 4, "impressions": 43}),
    "Pages": (2, {"clicks": 4, "impressions": 56}),
    "Countries": (2, {"clicks": 4, "impressions": 56}),
    "Devices": (2, {"clicks": 4, "impressions": 56}),
}
_BROKEN_DOWN_BY = {
    "Queries": "query",
    "Pages": "page",
    "Countries": "country",
    "Devices": "device_type",
}


def twins() -> Iterator[Twin]:
    """All of this family."""
    yield from _ads()
    yield from _search()


def _ads() -> Iterator[Twin]:
    yield Twin(
        "google_ads/Campaign report.csv",
        _CAMPAIGNS.encode(),
        (
            Table(
                "google_ads_campaigns",
                "google_ads",
                "ad",
                3,
                3,
                covers=(date(2026, 9, 1), date(2026, 9, 30)),
                sums={
                    "impressions": 1215405,
                    "interactions": 301838,
                    "spend": 6129.86,
                    "clicks": 1030,
                    "conversions": 9.5,
                    "click_through_rate": None,
                },
                # Google rounds after it has summed: a cent more.
                totals={"impressions": 1215405, "spend": 6129.87, "click_through_rate": 0.08},
                currency="EUR",
                warnings=("repeated_names",),
            ),
        ),
    )
    yield Twin(
        "google_ads/Campaign report (all time).csv",
        _ALL_TIME.encode(),
        (
            Table(
                "google_ads_campaigns",
                "google_ads",
                "ad",
                1,
                1,
                sums={"impressions": 1500, "spend": 230.1, "clicks": 44},
                currency="SEK",
                warnings=("period_unsaid",),
            ),
        ),
    )
    yield Twin(
        "google_ads/Campaign report by day.csv",
        _BY_DAY_AND_CAMPAIGN.encode(),
        refused="unknown_format",
    )
    yield Twin(
        "google_ads/Time_series(2026.09.01-2026.09.04).csv",
        _TIME_SERIES.encode(),
        (
            Table(
                "google_ads_days",
                "google_ads",
                "day",
                4,
                4,
                first=date(2026, 9, 1),
                last=date(2026, 9, 4),
                sums={
                    "clicks": 53,
                    "impressions": 179,
                    "spend": 1558.25,
                    "cost_per_click": None,
                },
                currency="USD",
            ),
        ),
    )
    # A bare dollar is Australian in Australia.
    yield Twin(
        "google_ads/Time_series(bare dollars).csv",
        _TIME_SERIES.replace("US$", "$").encode(),
        refused="bad_number",
    )


def _search() -> Iterator[Twin]:
    days = Table(
        "search_console_days",
        "search",
        "day",
        4,
        4,
        first=date(2026, 9, 1),
        last=date(2026, 9, 4),
        sums={
            "clicks": 4,
            "impressions": 56,
            "click_through_rate": None,
            "search_position": None,
        },
    )
    by = {
        name: Table(
            f"search_console_by_{_BROKEN_DOWN_BY[name]}",
            "search",
            "breakdown",
            rows,
            rows,
            sums={**sums, "search_position": None},
            warnings=("period_unsaid",),
        )
        for name, (rows, sums) in _SUMS.items()
    }
    yield Twin("search_console/Chart.csv", _CHART.encode(), (days,))
    for name, table in by.items():
        yield Twin(f"search_console/{name}.csv", _SEARCHED[name].encode(), (table,))
    yield Twin(
        "search_console/Search appearance.csv",
        f"Search Appearance,{_MEASURES}\n".encode(),
        refused="no_rows",
    )
    yield Twin(
        "search_console/Filters.csv",
        b"Filter,Value\nSearch type,Web\nDate,Last 3 months\n",
        refused="unknown_format",
    )
    yield Twin(
        "search_console/nordlykta.example-Performance-on-Search.xlsx",
        workbook(
            {
                "Chart": [
                    ["Date", *_MEASURES.split(",")],
                    [date(2026, 9, 1), 0, 9, 0, 22.8],
                    [date(2026, 9, 2), 2, 17, 2 / 17, 4.1],
                    [date(2026, 9, 3), 1, 14, 1 / 14, 3.6],
                    [date(2026, 9, 4), 1, 16, 1 / 16, 4],
                ],
                "Devices": [
                    ["Device", *_MEASURES.split(",")],
                    ["Mobile", 3, 40, 0.075, 5.4],
                    ["Desktop", 1, 16, 0.0625, 6.3],
                ],
                "Filters": [["Filter", "Value"], ["Search type", "Web"]],
            }
        ),
        (days, by["Devices"]),
    )
