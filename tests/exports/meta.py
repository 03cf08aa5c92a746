"""Twins of what Meta Business Suite exports of posts: of a page, of an account, in all states."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tests.exports.twin import Table, Twin
from tests.exports.writing import marked

_PAGE = ("100000000000001", "Sjöbris Kanot")
_ACCOUNT = ("17841400000000001", "sjobris_kanot", "Sjöbris Kanot")
_SUMMARY = [
    *("Post ID", "Page ID", "Page name", "Title", "Duration (sec)", "Publish time", "Permalink"),
    *("Post type", "Data comment", "Date", "Comments", "Distribution"),
    *("Approximate earnings (USD)", "Stars (USD)", "Impressions", "Interactions", "Reactions"),
    *("Saves", "Shares", "Viewers", "Views", "Average Seconds viewed", "Seconds viewed"),
]
_POSTS = [
    *("Post ID", "Page ID", "Page name", "Title", "Description", "Duration (sec)", "Publish time"),
    *("Caption type", "Permalink", "Is crosspost", "Is share", "Post type", "Languages"),
    *("Custom labels", "Funded content status", "Data comment", "Date", "Views", "Reach"),
    *("Reactions, Comments and Shares", "Reactions", "Comments", "Shares", "Total clicks"),
]
_POSTS_SV = [
    *("Publicerings-id", "Sid-id", "Sidnamn", "Titel", "Beskrivning", "Varaktighet (sek)"),
    *("Publiceringstid", "Typ av undertext", "Permalänk", "Är korspublicering", "Delat"),
    *("Inläggstyp", "Språk", "Anpassade etiketter", "Status för betalinnehåll", "Datakommentar"),
    *("Datum", "Visningar", "Räckvidd", "Reaktioner, kommentarer och delningar", "Reaktioner"),
    *("Kommentarer", "Delningar", "Totalt antal klick", "Länkklick", "Beräknade intäkter (USD)"),
]
_INSTAGRAM = [
    *("Post ID", "Account ID", "Account username", "Account name", "Description"),
    *("Duration (sec)", "Publish time", "Permalink", "Post type", "Data comment", "Date"),
    *("Views", "Reach", "Likes", "Shares", "Comments", "Saves", "Follows"),
]
_INSTAGRAM_SV = [
    *("Publicerings-id", "Konto-id", "Kontots användarnamn", "Kontonamn", "Beskrivning"),
    *("Varaktighet (sek)", "Publiceringstid", "Permalänk", "Inläggstyp", "Datakommentar", "Datum"),
    *("Visningar", "Räckvidd", "Gilla-markeringar", "Delningar", "Följer", "Kommentarer"),
    *("Sparade objekt",),
]
_HEAVY = "".join(chr(ord(letter) - ord("a") + 0x1D5EE) for letter in "nykajak") + " i sjön"
"""Letters of a mathematical alphabet, by which people make words bold where they cannot."""


def twins() -> Iterator[Twin]:
    """Every twin of the family."""
    yield from _page_posts()
    yield from _swedish_page_posts()
    yield from _saved_again()
    yield from _account_posts()


def _page_posts() -> Iterator[Twin]:
    start = date(2026, 8, 3)
    kinds = ("Reel", "Photo", "Content", "Reel")
    numbers = [
        [3, "+4x", "0.12", "0.00", 5400, 160, 140, 9, 11, 3900, 5200, "4.5", "23400"],
        [0, "-0.7x", "--", "--", 610, 22, 21, 0, 1, 480, 600, "--", "--"],
        [1, "--", "--", "--", 300, 8, 7, 0, 0, 250, 290, "--", "--"],
        [2, "+1.1x", "0.03", "0.00", 1900, 44, 38, 2, 2, 1500, 1850, "3.25", "6012.5"],
    ]
    rows = [
        [
            *(f"{122100000000000001 + n}", *_PAGE, _HEAVY if n == 0 else f"Paddling {n}"),
            *(15 if kind == "Reel" else 0, f"{start + timedelta(days=n):%m/%d/%Y} 09:{10 + n}"),
            *("https://www.facebook.com/reel/900000000000001", kind, "", "Lifetime", *values),
        ]
        for n, (kind, values) in enumerate(zip(kinds, numbers, strict=True))
    ]
    table = Table(
        format="meta_facebook_posts",
        platform="facebook",
        granularity="post",
        rows=4,
        items=4,
        first=start,
        last=date(2026, 8, 6),
        covers=(date(2026, 7, 31), date(2026, 9, 29)),
        sums={
            "impressions": 8210,
            "views": 7940,
            "interactions": 234,
            "reactions": 206,
            "comments": 6,
            "saves": 11,
            "shares": 14,
            "seconds_viewed": 29412.5,
            "earnings": 0.15,
        },
        currency="USD",
    )
    name = "meta/Jul-31-2026_Sep-29-2026_Content_Publish_time_Summary_771.csv"
    yield Twin(name, marked([_SUMMARY, *rows]), (table,))
    yield _two_columns_called_views()


def _two_columns_called_views() -> Twin:
    """Spring 2025; a row whose metadata Meta could not compute is among the posts."""
    header = [*_POSTS, "Views", "Link Clicks", "Negative feedback from users: Hide all"]
    lost = ["", "", "", "", "", "", "", "", "", "", "", "", "", "", "", _LOST, "Lifetime"]
    rows = [
        _page_post(1, "03/18/2025 12:59", [900, 700, 25, 20, 3, 2, 60, "", 12, ""]),
        [*lost, *[""] * 10],
        _page_post(2, "04/02/2025 07:30", [400, 350, 9, 8, 1, 0, 14, "", "", 1]),
        _page_post(3, "04/14/2025 19:53", [150, 140, 2, 2, 0, 0, 3, "", 1, ""]),
    ]
    table = Table(
        format="meta_facebook_posts",
        platform="facebook",
        granularity="post",
        rows=4,
        items=3,
        first=date(2025, 3, 18),
        last=date(2025, 4, 14),
        covers=(date(2025, 3, 18), date(2025, 4, 14)),
        sums={
            "views": 1450,
            "interactions": 36,
            "reactions": 30,
            "clicks": 77,
            "link_clicks": 13,
            "negative_feedback_hide_all": 1,
        },
        warnings=("rows_without_item", "twin_columns"),
    )
    return Twin("meta/Mar-18-2025_Apr-14-2025_772.csv", marked([header, *rows]), (table,))


_LOST = "An error occurred while computing metadata"


def _page_post(number: int, published: str, values: Sequence[object]) -> list[object]:
    link = f"https://www.facebook.com/sjobris/posts/{960000000000000 + number}"
    said = f"Vi ses vid bryggan!\n\nKlockan {number}, som vanligt, med fika."
    return [
        *(f"{960000000000000 + number}", *_PAGE, said, "", 0, published, "N/A", link, 0, 0),
        *("Photos", "", "", "", "", "Lifetime", *values),
    ]


def _swedish_page_posts() -> Iterator[Twin]:
    header = [*_POSTS_SV, "Views", "Link Clicks"]
    rows = [
        _swedish_post(1, "Foton", "Livstid", [1200, 800, 31, 25, 4, 2, 80, 9, "", "", ""]),
        # What an English column says of a row, its Swedish twin leaves blank.
        _swedish_post(2, "Videos", "Livstid", ["", 300, 12, 11, 1, 0, 20, "", "0.25", 450, 3]),
        _swedish_post(3, "Länkar", "Livstid", [90, 70, 1, 1, 0, 0, 6, 5, "", "", ""]),
    ]
    table = Table(
        format="meta_facebook_posts",
        platform="facebook",
        granularity="post",
        language="sv",
        rows=3,
        items=3,
        first=date(2026, 1, 1),
        last=date(2026, 1, 3),
        covers=(date(2026, 1, 1), date(2026, 1, 31)),
        sums={
            "views": 1740,
            "interactions": 44,
            "clicks": 106,
            "link_clicks": 17,
            "earnings": 0.25,
        },
        currency="USD",
        warnings=("mixed_languages", "twin_columns"),
    )
    yield Twin("meta/Jan-01-2026_Jan-31-2026_773.csv", marked([header, *rows]), (table,))
    days = [
        _swedish_post(1, "Reels", f"01/{day:02}/2026", ["", 10, 2, 2, 0, 0, 1, 0, "", "", ""])
        for day in (5, 6, 7)
    ]
    yield Twin(
        "meta/Jan-01-2026_Jan-31-2026_774_per_day.csv",
        marked([header, *days]),
        refused="unknown_format",
    )


def _swedish_post(number: int, kind: str, span: str, values: Sequence[object]) -> list[object]:
    link = f"https://www.facebook.com/sjobris/posts/pfbid0{number}x"
    published = f"01/{number:02}/2026 22:15"
    return [
        *(f"{122200000000000000 + number}", *_PAGE, f"Vinterpaddling {number}", "", 0, published),
        *("N/A", link, 0, 0, kind, "", "", "", "", span, *values),
    ]


def _saved_again() -> Iterator[Twin]:
    """Opened and saved by a Nordic spreadsheet: semicolons, other days, ids as exponents."""
    header = [*_POSTS, "Link Clicks"]
    posts = [
        _page_post(1, "18.3.2025 12:59", ["1 900", "1 700", 25, 20, 3, 2, 60, 12]),
        _page_post(2, "2.4.2025 7:30", [400, 350, 9, 8, 1, 0, 14, ""]),
    ]
    rescued = [["9,6E+14", *post[1:]] for post in posts]
    table = Table(
        format="meta_facebook_posts",
        platform="facebook",
        granularity="post",
        rows=2,
        items=2,
        first=date(2025, 3, 18),
        last=date(2025, 4, 2),
        sums={"views": 2300, "interactions": 34, "clicks": 74, "link_clicks": 12},
        warnings=("ids_restored",),
    )
    content = marked([header, *rescued], delimiter=";", ending="\r\n")
    yield Twin("meta/resaved_with_links.csv", content, (table,))
    # Since 2023 a link may end in letters, which do not tell the id.
    hopeless = [
        [
            cell if "posts/" not in str(cell) else "https://www.facebook.com/x/posts/pfbid02"
            for cell in row
        ]
        for row in rescued
    ]
    content = marked([header, *hopeless], delimiter=";", ending="\r\n")
    yield Twin("meta/resaved_without_ids.csv", content, refused="excel_damage")


def _account_posts() -> Iterator[Twin]:
    kinds = ("IG reel", "IG image", "IG carousel", "IG story")
    numbers = [
        [5200, 3700, 310, 12, 8, 21, 6],
        [1660, 1520, 74, 2, 1, 4, ""],
        [720, 610, 55, 0, 3, 9, ""],
        [560, 540, "", 0, "", "", ""],
    ]
    rows = [
        _account_post(n, f"10/{n:02}/2026 08:00", kind, "Lifetime", values)
        for n, (kind, values) in enumerate(zip(kinds, numbers, strict=True), start=1)
    ]
    table = Table(
        format="meta_instagram_posts",
        platform="instagram",
        granularity="post",
        rows=4,
        items=4,
        first=date(2026, 10, 1),
        last=date(2026, 10, 4),
        covers=(date(2026, 10, 1), date(2026, 10, 31)),
        sums={"views": 8140, "likes": 439, "shares": 14, "comments": 12, "saves": 34, "follows": 6},
    )
    yield Twin("meta/Oct-01-2026_Oct-31-2026_775.csv", marked([_INSTAGRAM, *rows]), (table,))
    rows = [
        _account_post(1, "02/02/2026 23:25", "IG-bild", "Livstid", [3533, 2207, 20, 1, "", 1, 1]),
        _account_post(2, "02/03/2026 06:10", "IG-reel", "Livstid", [5953, 3589, 44, 23, 2, 0, 1]),
        _account_post(3, "02/09/2026 17:40", "IG-carousel", "Livstid", [800, 640, 31, 0, "", 4, 7]),
    ]
    table = Table(
        format="meta_instagram_posts",
        platform="instagram",
        granularity="post",
        language="sv",
        rows=3,
        items=3,
        first=date(2026, 2, 2),
        last=date(2026, 2, 9),
        covers=(date(2026, 2, 1), date(2026, 2, 28)),
        sums={"views": 10286, "likes": 95, "shares": 24, "comments": 5, "saves": 9, "follows": 2},
    )
    yield Twin("meta/Feb-01-2026_Feb-28-2026_776.csv", marked([_INSTAGRAM_SV, *rows]), (table,))


def _account_post(
    number: int, published: str, kind: str, span: str, values: Sequence[object]
) -> list[object]:
    link = f"https://www.instagram.com/p/Dx{number}/"
    item = f"{17900000000000000 + number}"
    return [item, *_ACCOUNT, f"Morgondimma {number}", 0, published, link, kind, "", span, *values]
