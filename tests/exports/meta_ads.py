"""Twins of what Meta Ads Manager exports: ads, ad sets and campaigns, with and without ids."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tests.exports.twin import Table, Twin
from tests.exports.workbook import Cell, workbook
from tests.exports.writing import delimited, marked

_OCTOBER = ("2026-10-01", "2026-10-31")
_DAYS = (date(2026, 10, 1), date(2026, 10, 31))


def twins() -> Iterator[Twin]:
    """Every twin of the family."""
    yield _ads_by_name()
    yield _ads()
    yield _two_months()
    yield _ad_sets()
    yield _campaigns()
    yield _campaigns_by_name()
    yield _by_age()


def _table(
    kind: str,
    rows: int,
    sums: Mapping[str, float],
    currency: str,
    *warnings: str,
    covers: tuple[date, date] = _DAYS,
    totals: Mapping[str, float] | None = None,
) -> Table:
    return Table(
        format=kind,
        platform="meta_ads",
        granularity="ad",
        rows=rows,
        items=rows,
        covers=covers,
        sums=sums,
        totals=totals or {},
        currency=currency,
        warnings=warnings,
    )


def _ads_by_name() -> Twin:
    """A workbook of 2024: the first row has no name, and is Meta's total."""
    header = [
        *("Reporting starts", "Reporting ends", "Ad name", "Ad delivery", "Ad Set Name", "Bid"),
        *("Bid type", "Ad set budget", "Ad set budget type", "Last significant edit"),
        *("Attribution setting", "Results", "Result indicator", "Reach", "Impressions"),
        *("Cost per results", "Quality ranking", "Engagement rate ranking"),
        *("Conversion rate ranking", "Amount spent (SEK)", "Ends"),
    ]
    window = "7-day click or 1-day view"
    nothing: list[Cell] = [None] * 7
    total = [
        *_OCTOBER,
        None,
        *nothing,
        window,
        None,
        None,
        9400,
        13500,
        None,
        "-",
        "-",
        "-",
        512.4,
        None,
    ]

    def ad(name: str, *values: Cell) -> list[Cell]:
        results, reach, impressions, price, spent, ends = values
        about = [*_OCTOBER, name, "not_delivering", "Höstens set", None, "ABSOLUTE_OCPM"]
        budget = ["Using campaign budget", None, "2026-09-21T14:51:11+0300", window]
        counted = [results, "actions:post_engagement", reach, impressions, price, "-", "-", "-"]
        return [*about, *budget, *counted, spent, ends]

    rows = [
        total,
        ad('Inlägg: "Kvällspaddling"', 466, 5100, 7000, 0.55, 256.4, "2026-10-23"),
        ad('Inlägg: "Kvällspaddling"', 120, 3000, 4200, 1.2, 144, "2026-10-30"),
        ad("Vinterns kurser", None, 1700, 2300, None, 112, "Ongoing"),
    ]
    table = _table(
        *("meta_ads_by_name", 3, {"impressions": 13500, "spend": 512.4}, "SEK", "repeated_names"),
        totals={"impressions": 13500, "spend": 512.4, "reach": 9400},
    )
    name = "meta_ads/Sjobris-Ads-Oct-1-2026-Oct-31-2026.xlsx"
    return Twin(name, workbook({"Worksheet": [header, *rows]}), (table,))


_AD = [
    *("Campaign name", "Campaign ID", "Ad set name", "Ad set ID", "Ad name", "Ad ID", "Page ID"),
    *("Reporting starts", "Reporting ends", "Delivery status", "Attribution setting"),
    *("Amount spent (SEK)", "Result type", "Results", "Cost per result", "Result value type"),
    *("Results ROAS", "Reach", "Impressions", "Frequency", "Views", "Viewers", "Link clicks"),
    *("Post engagements", "Post reactions", "Post comments", "Post shares"),
    *("CTR (link click-through rate)", "CPC (cost per link click) (SEK)", "Result value type"),
    *("CPM (cost per 1,000 impressions) (SEK)", "Cost per 1,000 Meta Accounts reached"),
    *("Landing page views", "Unique link clicks", "Video plays at 25%", "ThruPlays"),
]


def _ad(
    number: int, months: Sequence[str], spent: float, shown: int, clicks: object
) -> list[object]:
    names = ["Höst 2026", "120210000000000001", "Alla", "120210000000000002", "Film 1"]
    about = [*names, f"12021000000000001{number}", "100000000000001", *months]
    result = ["archived", "7-day click", spent, "Reach", shown // 2, "0.10", "", ""]
    views = [shown // 2, shown, "2", shown + 40, shown // 2, clicks]
    answers = [30 * number, 20 * number, "", 2]
    prices = ["0.62", "4.03", "", "25.1", "50.2"]
    return [*about, *result, *views, *answers, *prices, 11, clicks, "", 9]


def _ads() -> Twin:
    """A text of 2026: names come again, ids do not, and one header stands there twice."""
    rows = [
        _ad(1, _OCTOBER, 100.5, 4000, 25),
        _ad(2, _OCTOBER, 50.25, 2000, ""),
        _ad(3, _OCTOBER, 10, 400, 2),
    ]
    sums = {
        "impressions": 6400,
        "views": 6520,
        "spend": 160.75,
        "engagements": 180,
        "reactions": 120,
        "shares": 6,
        "link_clicks": 27,
        "landing_page_views": 33,
    }
    return Twin("meta_ads/ads.csv", marked([_AD, *rows]), (_table("meta_ads", 3, sums, "SEK"),))


def _two_months() -> Twin:
    """Rows of several periods: an ad of September is not that ad of October."""
    september = ("2026-09-01", "2026-09-30")
    rows = [
        _ad(1, september, 70, 3000, 20),
        _ad(1, _OCTOBER, 100.5, 4000, 25),
        _ad(2, _OCTOBER, 50.25, 2000, 5),
    ]
    covers = (date(2026, 9, 1), date(2026, 10, 31))
    table = _table("meta_ads", 3, {"impressions": 9000, "spend": 220.75}, "SEK", covers=covers)
    return Twin("meta_ads/ads_by_month.csv", marked([_AD, *rows]), (table,))


def _ad_sets() -> Twin:
    header = [
        *("Ad set name", "Ad set ID", "Ad set delivery", "Results", "Reach", "Impressions"),
        *("Amount spent (EUR)", "Link clicks", "Reporting starts", "Reporting ends"),
    ]
    rows = [
        ["Alla", "120210000000000002", "active", 12, 800, 1100, "14.5", 7, *_OCTOBER],
        ["Alla", "120210000000000003", "active", 3, 200, 240, "3.5", "", *_OCTOBER],
        ["", "", "", "", 950, 1340, "18", 7, *_OCTOBER],
    ]
    table = _table(
        *("meta_ads_sets", 2, {"impressions": 1340, "spend": 18, "link_clicks": 7}, "EUR"),
        totals={"impressions": 1340, "spend": 18, "reach": 950},
    )
    return Twin("meta_ads/ad_sets.csv", marked([header, *rows]), (table,))


def _campaigns() -> Twin:
    """The words of 2017."""
    header = [
        *("Campaign Name", "Ends", "Campaign ID", "Impressions", "Link Clicks", "Post Shares"),
        *("Post Comments", "Post Engagement", "Post Reactions", "Starts", "Reporting Starts"),
        *("Reporting Ends", "Amount Spent (USD)"),
    ]
    summer = ("2017-04-19", "2017-07-19")
    last = [*summer, "8.27"]
    rows = [
        [
            "Instagram Post",
            "2017-07-19",
            "6076520279839",
            1491,
            3,
            25,
            10,
            151,
            66,
            "2017-07-17",
            *last,
        ],
        [
            "Instagram Post",
            "2017-07-19",
            "6076509762239",
            1108,
            "",
            "",
            1,
            98,
            75,
            "2017-07-17",
            *last,
        ],
    ]
    sums = {"impressions": 2599, "link_clicks": 3, "engagements": 249, "spend": 16.54}
    covers = (date(2017, 4, 19), date(2017, 7, 19))
    table = _table("meta_ads_campaigns", 2, sums, "USD", covers=covers)
    return Twin("meta_ads/campaigns_2017.csv", delimited([header, *rows]).encode(), (table,))


def _campaigns_by_name() -> Twin:
    """Saved again by a Nordic spreadsheet."""
    header = [
        *("Reporting starts", "Reporting ends", "Campaign name", "Campaign delivery"),
        *("Campaign budget", "Results", "Result indicator", "Reach", "Impressions"),
        *("Amount spent (EUR)", "CTR (all)", "Purchases conversion value"),
    ]
    days = ("1.10.2026", "31.10.2026")
    rows = [
        [
            *days,
            "Höst",
            "active",
            "500",
            40,
            "actions:lead",
            "1 800",
            "2 100",
            "99,5",
            "1,9",
            "250,75",
        ],
        [*days, "Vår", "inactive", "", "", "", 700, 900, "20,25", "", ""],
    ]
    content = marked([header, *rows], delimiter=";", ending="\r\n")
    sums = {"impressions": 3000, "spend": 119.75, "revenue": 250.75}
    table = _table("meta_ads_campaigns_by_name", 2, sums, "EUR")
    return Twin("meta_ads/campaigns_resaved.csv", content, (table,))


def _by_age() -> Twin:
    """Each campaign several times, once for every age: reach and spend would be counted again."""
    header = ["Campaign name", "Age", "Reach", "Impressions", "Amount spent (EUR)"]
    header += ["Reporting starts", "Reporting ends"]
    rows = [
        ["Höst", "18-24", 200, 240, 12, *_OCTOBER],
        ["Höst", "25-34", 300, 440, 30, *_OCTOBER],
    ]
    return Twin("meta_ads/by_age.csv", marked([header, *rows]), refused="unknown_format")
