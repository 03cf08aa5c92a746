"""Twins of what Meta Business Suite exports beside posts: daily series and audiences."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from coachkit.model.observations import Platform
from coachkit.platforms.told import Told
from tests.exports.twin import Table, Twin
from tests.exports.writing import delimited, utf16


def twins() -> Iterator[Twin]:
    """Every twin of the family."""
    yield from _daily()
    yield from _stacked()
    yield from _audiences()


def _series(title: str, values: Mapping[str, int]) -> list[list[str]]:
    return [[title], ["Date", "Primary"], *([day, str(value)] for day, value in values.items())]


def _days(first: date, values: Sequence[int]) -> dict[str, int]:
    return {f"{first + timedelta(days=n)}T00:00:00": value for n, value in enumerate(values)}


def _insights(*blocks: Sequence[Sequence[str]]) -> bytes:
    body = "\n".join(delimited(block, quoted=True) for block in blocks)
    return utf16(f"sep=,\n{body}\n")


def _day_table(
    platform: str,
    first: date,
    last: date,
    rows: int,
    sums: Mapping[str, float] | None = None,
    warnings: tuple[str, ...] = (),
) -> Table:
    return Table(
        format="meta_daily",
        platform=platform,
        granularity="day",
        rows=rows,
        items=rows,
        first=first,
        last=last,
        sums=sums or {},
        warnings=warnings,
    )


def _daily() -> Iterator[Twin]:
    """One series to a file. In Meta's time, summer begins between 9 and 10 March 2025."""
    midnights = {
        "2025-03-08T01:00:00": 14,
        "2025-03-09T01:00:00": 21,
        "2025-03-10T00:00:00": 11,
        "2025-03-11T00:00:00": 9,
    }
    spring = (date(2025, 3, 8), date(2025, 3, 11), 4)
    yield Twin(
        "meta/Reach.csv",
        _insights(_series("Facebook reach", midnights)),
        (_day_table("facebook", *spring),),
    )
    # Made in winter, of days in summer: Meta's midnights fall on eleven in the evening.
    evenings = {
        "2025-10-31T23:00:00": 5,
        "2025-11-01T23:00:00": 6,
        "2025-11-03T00:00:00": 7,
        "2025-11-04T00:00:00": 8,
    }
    autumn = (date(2025, 11, 1), date(2025, 11, 4), 4)
    yield Twin(
        "meta/Interactions.csv",
        _insights(_series("Content interactions", evenings)),
        (_day_table("meta", *autumn, {"interactions": 26}),),
    )
    yield Twin(
        "meta/Viewers (1).csv",
        _insights(_series("Viewers", _days(date(2026, 10, 1), [80, 64, 71]))),
        (_day_table("instagram", date(2026, 10, 1), date(2026, 10, 3), 3),),
        told=Told(platform=Platform.INSTAGRAM),
    )
    noon = {"2026-10-01T00:00:00": 1, "2026-10-02T12:00:00": 2}
    yield Twin("meta/noon.csv", _insights(_series("Views", noon)), refused="bad_date")
    unknown = _series("Watch time", _days(date(2026, 10, 1), [80, 64]))
    yield Twin("meta/Watch time.csv", _insights(unknown), refused="unknown_format")


def _stacked() -> Iterator[Twin]:
    """Several series below each other; days without any follow may be left out."""
    october = date(2026, 10, 1)
    page = _series("Follows", _days(october, [7, 14, 12, 9]))
    gap = {"2026-10-01T00:00:00": 1, "2026-10-02T00:00:00": 1, "2026-10-04T00:00:00": 10}
    account = _series("Instagram follows", gap)
    fourth = date(2026, 10, 4)
    yield Twin(
        "meta/Follows.csv",
        _insights(page, account),
        (
            _day_table("facebook", october, fourth, 4, {"follows": 42}),
            _day_table("instagram", october, fourth, 3, {"follows": 12}, ("days_missing",)),
        ),
        told=Told(platform=Platform.FACEBOOK),
    )
    visits = [
        *_series("Facebook visits", _days(october, [30, 28])),
        ["", ""],
        *_series("Instagram profile visits", _days(october, [12, 19])),
    ]
    padded = [[*row, ""] if len(row) == 1 else row for row in visits]
    text = "sep=\t\r\n" + delimited(padded, delimiter="\t", ending="\r\n")
    second = date(2026, 10, 2)
    yield Twin(
        "meta/Visits_resaved.csv",
        utf16(text),
        (
            _day_table("facebook", october, second, 2, {"profile_visits": 58}),
            _day_table("instagram", october, second, 2, {"profile_visits": 31}),
        ),
    )


def _audiences() -> Iterator[Twin]:
    ages = [
        ["Age & gender"],
        ["", "Women", "Men"],
        ["18-24", "10.6", "6.5"],
        ["25-34", "46", "36.9"],
    ]
    cities = [["Top cities"], ["Umeå, Sweden", "Vasa, Finland"], ["31.5", "12"]]
    countries = [["Top countries"], ["Sweden", "Finland", "Norway"], ["75.1", "15.9", "2.1"]]
    pages = [["Top pages"], ["Fjällklubben", "Båtnytt"], ["210.4", "95"]]
    follows = _series("Facebook follows", _days(date(2026, 10, 1), [3, 0, 5]))
    yield Twin(
        "meta/Audience.csv",
        _insights(ages, cities, countries, pages, follows),
        (
            _shares("meta", "age_and_gender", 4),
            _shares("meta", "city", 2),
            _shares("meta", "country", 3),
            _day_table("facebook", date(2026, 10, 1), date(2026, 10, 3), 3, {"follows": 8}),
        ),
    )
    yield Twin(
        "meta/Audience_2023_resaved.csv",
        utf16("sep=\t\t\t\r\n" + delimited(_OLDER, delimiter="\t", ending="\r\n")),
        (
            Table("meta_audience", "facebook", "total", rows=1, items=1),
            Table("meta_audience", "instagram", "total", rows=1, items=1),
            _shares("facebook", "age_and_gender", 4),
            _shares("facebook", "city", 2, "torn_names"),
            _shares("instagram", "country", 2),
        ),
    )


def _shares(platform: str, by: str, rows: int, *warnings: str) -> Table:
    name = f"meta_audience_{by}"
    return Table(name, platform, "breakdown", rows=rows, items=rows, warnings=warnings)


_OLDER = [
    ["Facebook followers", "", "", ""],
    ["FB_PAGE", "FOLLOW", "UNIQUE_USERS", ""],
    ["1222", "", "", ""],
    ["", "", "", ""],
    ["Instagram followers", "", "", ""],
    ["IG_ACCOUNT", "FOLLOW", "UNIQUE_USERS", ""],
    ["398", "", "", ""],
    ["", "", "", ""],
    ["Facebook followers by gender and age", "", "", ""],
    ["Age", "Women", "Men", ""],
    ["18-24", "12.5%", "10.3%", ""],
    ["25-34", "48.7%", "28.5%", ""],
    ["", "", "", ""],
    ["Facebook followers by top cities", "", "", ""],
    ["Top cities", "Value", "", ""],
    ["Vasa", " Finland", "15.3%", ""],
    ["Umeå", " Västerbottens län", " Sweden", "8.7%"],
    ["", "", "", ""],
    ["Instagram followers by top countries", "", "", ""],
    ["Top countries", "Value", "", ""],
    ["Sweden", "80%", "", ""],
    ["Finland", "3.5%", "", ""],
]
