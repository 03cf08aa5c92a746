"""Invitations to the monthly meeting, read back by a parser."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from coachkit.documents.follow_ups import follow_up_calendar
from coachkit.documents.meeting_calendar import MONTHS, invitation, monthly_invitation
from coachkit.language.session_words import agenda
from coachkit.language.speech import speak
from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue
from coachkit.model.follow_ups import FollowUp, FollowUpKind
from coachkit.model.languages import LANGUAGES
from coachkit.planning.follow_ups import follow_ups, meeting_on, month_by_month, next_monthly

CLIENT = Client(slug="shop", name="The\r\nBEGIN:VEVENT Shop", country="SE")
MADE = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = date(2026, 12, 3)
MEETING = meeting_on(DAY)


def event(content):
    (found,) = Calendar.from_ical(content).walk("VEVENT")
    return found


def once(meeting=MEETING, made=MADE, **more):
    return event(invitation(meeting, CLIENT, "en", made=made, **more))


def monthly(meeting=MEETING, made=MADE):
    return event(monthly_invitation(meeting, CLIENT, "en", made=made))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_lasts_45_minutes_and_has_its_agenda(language):
    found = event(invitation(MEETING, CLIENT, language, made=MADE, invited=("Sales", "The guides")))
    assert found["dtstart"].dt == datetime(2026, 12, 3, 9, 15, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert found["dtend"].dt - found["dtstart"].dt == timedelta(minutes=45)
    told = str(found["description"])
    assert all(about in told for _, about in agenda(FollowUpKind.MONTHLY, speak(language)))
    assert "Sales" in told


def test_a_later_edition_updates_it_and_another_month_is_another_meeting():
    later = once(MEETING.changed(day=date(2026, 12, 4)), MADE + timedelta(days=3))
    assert once()["uid"] == later["uid"]
    assert later["sequence"] == once()["sequence"] + 3
    assert once(meeting_on(date(2027, 1, 7)))["uid"] != once()["uid"]
    assert monthly()["uid"] == monthly(meeting_on(date(2027, 1, 7)))["uid"]
    assert monthly()["uid"] != once()["uid"]


def test_it_is_the_meeting_that_follows_the_session():
    held = date(2026, 11, 3)
    calendar = Calendar.from_ical(
        follow_up_calendar(follow_ups(held, "SE"), CLIENT, "en", session=2, made=MADE)
    )
    known = {one["uid"]: one["dtstart"].dt.date() for one in calendar.walk("VEVENT")}
    following = next_monthly(held, "SE", date(2026, 11, 23))
    assert known[once(following, session=2)["uid"]] == following.day == DAY


def test_every_month_on_the_same_weekday_and_never_on_a_day_off():
    found = monthly(meeting_on(date(2026, 12, 1)))
    assert dict(found["rrule"]) == {"FREQ": ["MONTHLY"], "COUNT": [MONTHS], "BYDAY": ["1TU"]}
    assert "rdate" not in found
    # The first Friday of 2027 is New Year's Day, and that of May the first of May, a Saturday.
    found = monthly(meeting_on(date(2026, 12, 4)))
    assert [one.dt.date() for one in found["exdate"].dts] == [date(2027, 1, 1)]
    assert [one.dt.date() for one in found["rdate"].dts] == [date(2027, 1, 4)]


def test_the_fifth_weekday_of_a_month_is_its_last():
    assert dict(monthly(meeting_on(date(2026, 12, 31)))["rrule"])["BYDAY"] == ["-1TH"]
    days = [falls for falls, _ in month_by_month(date(2026, 12, 31), "SE", months=4)]
    assert days == [date(2026, 12, 31), date(2027, 1, 28), date(2027, 2, 25), date(2027, 3, 25)]


def test_the_next_meeting_is_ahead_whenever_the_session_was():
    today = date(2026, 11, 23)
    assert next_monthly(None, "SE", today).day == date(2026, 11, 30)
    assert next_monthly(date(2026, 10, 6), "SE", today).day == date(2026, 12, 7)
    assert next_monthly(date(2025, 1, 23), "SE", today) == FollowUp(
        kind=FollowUpKind.MONTHLY, number=22, day=today, at=time(9, 15), minutes=45
    )


def test_a_name_brings_no_events_and_a_clock_needs_its_zone():
    content = invitation(MEETING, CLIENT, "sv", made=MADE)
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 1
    assert content == invitation(MEETING, CLIENT, "sv", made=MADE)
    with pytest.raises(InvalidValue) as refused:
        invitation(MEETING, CLIENT, "sv", made=datetime(2026, 11, 23))  # noqa: DTZ001 - none is meant
    assert refused.value.code == "unknown_time_zone"
