"""Twins of the exports of a LinkedIn creator: numbers until 2025, text from 2026."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tests.exports.twin import Table, Twin
from tests.exports.workbook import Cell, workbook

_URN = "https://www.linkedin.com/feed/update/urn:li:activity:68220000000000000"
_TOP = "Maximum of 50 posts available to include in this list"
_TOP_HEADERS = (
    *("Post URL", "Post publish date", "Engagements", None),
    *("Post URL", "Post publish date", "Impressions"),
)
_PERIOD = (date(2026, 9, 1), date(2026, 9, 10))


def twins() -> Iterator[Twin]:
    """All of this family."""
    yield Twin(
        "linkedin/creator/Content_2026-09-01_2026-09-10_AinoInvented.xlsx",
        workbook(_creator(as_text=False)),
        _creator_tables(),
    )
    yield Twin(
        "linkedin/creator/AggregateAnalytics_Aino Invented_2026-09-01_2026-09-10.xlsx",
        workbook(_creator(as_text=True)),
        _creator_tables(),
    )
    # Renamed: the lists of posts take the days that the first sheet names.
    yield Twin(
        "linkedin/creator/my numbers.xlsx", workbook(_creator(as_text=True)), _creator_tables()
    )
    # Its other sheets' headers are not known to the letter, so nothing of it is read unasked.
    yield Twin(
        "linkedin/creator/AnalisiAggregate_Aino Invented_2026-09-01_2026-09-10.xlsx",
        workbook(
            {
                "SCOPERTA": [
                    ("Prestazioni", "01/09/2026 - 10/09/2026"),
                    ("Impressioni", "1500"),
                    ("Utenti raggiunti", "700"),
                ]
            }
        ),
        refused="unknown_format",
    )


def _creator(*, as_text: bool) -> dict[str, list[Sequence[Cell]]]:
    def said(number: float) -> Cell:
        return f"{number}" if as_text else number

    def share(part: float) -> Cell:
        return f"{round(100 * part)}%" if as_text else part

    days = [date(2026, 9, day) for day in range(1, 11)]
    # People took their reactions back on the fourth.
    engagements = (7, 5, 25, -28, 12, 3, 1, 0, 9, 4)
    by_engagements: list[tuple[Cell, ...]] = [
        (f"{_URN}2{place}", f"9/{place}/2026", said(60 - 9 * place)) for place in (3, 1, 2)
    ]
    by_impressions: list[tuple[Cell, ...]] = [
        (f"{_URN}2{place}", f"9/{place}/2026", said(900 - 100 * place)) for place in (1, 2)
    ]
    nothing: tuple[Cell, ...] = (None, None, None)
    beside = [*by_impressions, nothing]
    return {
        "DISCOVERY": [
            ("Overall Performance", "9/1/2026 - 9/10/2026"),
            ("Impressions", said(1550)),
            ("Members reached", said(702)),
        ],
        "ENGAGEMENT": [
            ("Date", "Impressions", "Engagements"),
            *(
                (
                    f"{day.month}/{day.day}/{day.year}",
                    said(110 + 10 * place),
                    said(engagements[place]),
                )
                for place, day in enumerate(days)
            ),
        ],
        "TOP POSTS": [
            (_TOP,),
            (),
            _TOP_HEADERS,
            *((*left, None, *right) for left, right in zip(by_engagements, beside, strict=True)),
        ],
        "FOLLOWERS": [
            ("Total followers on 9/10/2026:", said(2571)),
            (),
            ("Date", "New followers"),
            *((f"{day.month}/{day.day}/{day.year}", said(day.day % 3)) for day in days),
        ],
        "DEMOGRAPHICS": [
            ("Top Demographics", "Value", "Percentage"),
            ("Job titles", "Boat Builder", share(0.07)),
            ("Job titles", "Teacher", share(0.02)),
            ("Locations", "Umeå Municipality", share(0.18)),
            ("Companies", "Invented Boats", "< 1%"),
        ],
    }


def _creator_tables() -> tuple[Table, ...]:
    first, last = _PERIOD
    return (
        _table("total", "total", 1, {"impressions": 1550}, covers=_PERIOD),
        _table("days", "day", 10, {"impressions": 1550, "engagements": 38}, first, last, _PERIOD),
        _table("posts", "post", 3, {"engagements": 126}, first, date(2026, 9, 3), _PERIOD),
        _table("posts", "post", 2, {"impressions": 1500}, first, date(2026, 9, 2), _PERIOD),
        _table("followers", "total", 1, {}, covers=(last, last)),
        _table("followers", "day", 10, {"follows": 10}, first, last, _PERIOD),
        _table("demographics_demographic", "breakdown", 4, {}, warnings=("below_threshold",)),
    )


def _table(
    part: str,
    granularity: str,
    rows: int,
    sums: Mapping[str, float],
    first: date | None = None,
    last: date | None = None,
    covers: tuple[date, date] | None = None,
    warnings: tuple[str, ...] = (),
) -> Table:
    return Table(
        f"linkedin_creator_{part}",
        "linkedin",
        granularity,
        rows,
        rows,
        first=first,
        last=last,
        covers=covers,
        sums=sums,
        warnings=warnings,
    )
