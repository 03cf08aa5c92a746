from datetime import date

import pytest

from coachkit.model.errors import UnreadableExport
from coachkit.model.people import Absence
from coachkit.model.periods import Period
from coachkit.planning.absences_ics import read_absences

AUTUMN = Period(first=date(2026, 10, 1), last=date(2026, 11, 30))


def calendar(*events, head=""):
    entries = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}\r\nSUMMARY:Private\r\n{event}\r\nEND:VEVENT\r\n"
        for number, event in enumerate(events)
    )
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n{head}{entries}END:VCALENDAR\r\n"
    return text.encode()


def read(content):
    return read_absences(content, AUTUMN, time_zone="Europe/Helsinki", file="away.ics")


def away(first, last, part=1.0):
    return Absence(first=first, last=last, part=part)


def test_whole_days_end_before_the_day_that_the_file_names_last():
    event = "DTSTART;VALUE=DATE:20261012\r\nDTEND;VALUE=DATE:20261017"
    assert read(calendar(event)) == (away(date(2026, 10, 12), date(2026, 10, 16)),)


def test_every_second_friday_without_the_one_that_was_called_off():
    event = (
        "DTSTART;VALUE=DATE:20261002\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4"
        "\r\nEXDATE;VALUE=DATE:20261016"
    )
    days = (date(2026, 10, 2), date(2026, 10, 30), date(2026, 11, 13))
    assert read(calendar(event)) == tuple(away(day, day) for day in days)


OUTLOOK = (
    "BEGIN:VTIMEZONE\r\nTZID:FLE Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T040000\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\n"
    "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T030000\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\n"
    "END:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
)


def test_an_afternoon_in_outlooks_zone_takes_half_of_the_day():
    event = (
        "DTSTART;TZID=FLE Standard Time:20261021T120000\r\n"
        "DTEND;TZID=FLE Standard Time:20261021T160000"
    )
    half = (away(date(2026, 10, 21), date(2026, 10, 21), 0.5),)
    assert read(calendar(event, head=OUTLOOK)) == half
    assert read(calendar(event)) == half


def test_what_is_free_or_cancelled_is_no_absence():
    day = "DTSTART;VALUE=DATE:20261012"
    assert read(calendar(f"{day}\r\nTRANSP:TRANSPARENT", f"{day}\r\nSTATUS:CANCELLED")) == ()


def test_outside_of_the_period_nobody_is_away():
    event = "DTSTART;VALUE=DATE:20250101\r\nRRULE:FREQ=YEARLY"
    assert read(calendar(event)) == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_calendar"),
        (b"date;reason\n2026-10-12;away\n", "not_a_calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "not_a_calendar"),
        (b"\xff\xfe\x00BEGIN:VCALENDAR", "not_a_calendar"),
        (b"x" * 5_000_001, "too_large"),
        (calendar("SUMMARY:no day"), "bad_date"),
        (calendar("DTSTART:20261001T000000Z\r\nRRULE:FREQ=SECONDLY"), "bad_date"),
        (calendar(*["DTSTART;VALUE=DATE:20261012"] * 5_001), "too_many_entries"),
    ],
)
def test_a_bad_file_is_refused_by_its_code(content, code):
    with pytest.raises(UnreadableExport) as refused:
        read(content)
    assert refused.value.code == code
