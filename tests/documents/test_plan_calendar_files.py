"""Calendar files, read back by a parser and checked against the plan that they came from."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from coachkit.documents.plan_calendar_files import Edition, calendar_file_name, plan_calendars
from coachkit.documents.plan_time_zones import time_zone_component
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES
from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import Turn
from tests.documents.plans import CLIENT, STARTS, a_plan, item, items, monday

MADE = datetime(2026, 10, 12, 8, 30, tzinfo=UTC)
FIRST = Edition(MADE)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def calendar(plan, who, edition=FIRST, language="en", client=CLIENT):
    return Calendar.from_ical(plan_calendars(plan, client, language, edition)[who])


def events(plan, who, edition=FIRST, **more):
    return {
        str(event["summary"]): event
        for event in calendar(plan, who, edition, **more).walk("VEVENT")
    }


def by_uid(plan, who, edition=FIRST):
    return {str(event["uid"]): event for event in calendar(plan, who, edition).walk("VEVENT")}


def start(event):
    return event["dtstart"].dt


def test_an_item_is_there_when_its_work_begins_and_when_it_is_published():
    aino = events(a_plan(), "Aino")
    begin = aino["Begin: Seven small habits (2 hours)"]
    assert (start(begin), begin["dtend"].dt) == (date(2026, 10, 19), date(2026, 10, 20))
    publish = aino["Publish on LinkedIn: Seven small habits"]
    assert start(publish) == datetime(2026, 10, 22, 9, tzinfo=STOCKHOLM)
    assert publish["dtstart"].params["TZID"] == "Europe/Stockholm"
    assert publish["dtend"].dt - start(publish) == timedelta(minutes=15)


def test_a_time_stays_on_the_wall_clock_when_the_clocks_change():
    aino = events(a_plan(), "Aino")
    before = start(aino["Publish on LinkedIn: Seven small habits"])
    after = start(aino["Publish on Instagram: Post on Instagram"])
    assert [one.astimezone(UTC).hour for one in (before, after)] == [7, 8]


def test_presence_turns_help_and_talks_are_there_too():
    aino, bjorn = events(a_plan(), "Aino"), calendar(a_plan(), "Björn")
    assert start(aino["Daily presence: 15 minutes"]) == date(2026, 11, 6)
    assert start(aino["Help Björn with: Behind the scenes (0.5 hours)"]) == date(2026, 10, 20)
    assert start(aino["This week: a talk with Customer service"]) == monday(1)
    turn = {str(one["summary"]): one for one in bjorn.walk("VEVENT")}["Your turn in week\u00a043"]
    assert (start(turn), turn["dtend"].dt) == (STARTS, monday(1))


def test_every_uid_is_used_once():
    uids = [str(one["uid"]) for one in calendar(a_plan(), "Aino").walk("VEVENT")]
    # Three items twice, one help, seven days of presence, one talk.
    assert (len(uids), len(set(uids))) == (15, 15)


def test_no_name_can_be_read_from_a_uid():
    assert [uid for uid in by_uid(a_plan(), "Aino") if "aino" in uid.lower()] == []


def test_an_update_moves_an_event_instead_of_repeating_it():
    before, after = a_plan(), a_plan(items=(items()[0].changed(day=date(2026, 10, 21)),))
    edition = Edition(MADE + timedelta(days=1), 1, (before,))
    first, second = by_uid(before, "Aino"), by_uid(after, "Aino", edition)
    moved = [
        uid
        for uid, event in second.items()
        if str(event["summary"]) == "Publish on LinkedIn: Seven small habits"
    ]
    assert len(moved) == 1
    assert start(first[moved[0]]).date() == date(2026, 10, 22)
    assert start(second[moved[0]]).date() == date(2026, 10, 21)
    assert (int(first[moved[0]]["sequence"]), int(second[moved[0]]["sequence"])) == (0, 1)
    assert second[moved[0]]["dtstamp"].dt == MADE + timedelta(days=1)


def test_what_is_no_longer_planned_comes_as_cancelled():
    before, after = a_plan(), a_plan(items=items()[1:])
    edition = Edition(MADE, 1, (before,))
    aino = events(after, "Aino", edition)
    gone = aino["Publish on LinkedIn: Seven small habits"]
    assert (str(gone["status"]), int(gone["sequence"])) == ("CANCELLED", 1)
    assert str(aino["Publish on Instagram: Post on Instagram"]["status"]) == "CONFIRMED"


def test_an_item_that_changes_hands_leaves_one_calendar_and_comes_into_the_other():
    given = items()[0].changed(owner="Cecilia")
    after = a_plan(items=(given, *items()[1:]))
    edition = Edition(MADE, 1, (a_plan(),))
    name = "Publish on LinkedIn: Seven small habits"
    hers, theirs = events(after, "Aino", edition)[name], events(after, "Cecilia", edition)[name]
    assert (str(hers["status"]), str(theirs["status"])) == ("CANCELLED", "CONFIRMED")
    assert str(hers["uid"]) != str(theirs["uid"])


def test_who_has_left_the_plan_gets_a_last_calendar_that_cancels_everything():
    before = a_plan(items=(item("x-1", date(2026, 10, 22), "Daavid"),))
    left = by_uid(a_plan(), "Daavid", Edition(MADE, 1, (before,)))
    assert [str(event["status"]) for event in left.values()] == ["CANCELLED", "CANCELLED"]


def test_an_edition_that_somebody_missed_is_cancelled_by_the_next_but_one():
    oldest, middle, newest = a_plan(), a_plan(items=items()[1:]), a_plan(items=items()[2:])
    bjorn = events(newest, "Björn", Edition(MADE, 2, (oldest, middle)))
    assert str(bjorn["Publish on Instagram: Behind the scenes"]["status"]) == "CANCELLED"
    aino = events(newest, "Aino", Edition(MADE, 2, (oldest, middle)))
    assert str(aino["Publish on LinkedIn: Seven small habits"]["status"]) == "CANCELLED"


def test_a_turn_of_one_item_moves_with_its_item_and_an_owners_week_does_not():
    uids = []
    for mode in RotaMode:
        for week in (STARTS, monday(1)):
            turns = (Turn(who="Björn", week=week, keys=("ig-1",)),)
            uids.append(
                [
                    str(event["uid"])
                    for name, event in events(a_plan(mode=mode, turns=turns), "Björn").items()
                    if name.startswith("Your turn")
                ]
            )
    moved, stayed = uids[:2], uids[2:]
    assert moved[0] == moved[1]
    assert stayed[0] != stayed[1]


def test_the_same_plan_and_edition_give_the_same_bytes():
    made = [plan_calendars(a_plan(), CLIENT, "fi", FIRST) for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_folded_and_everything_is_announced_as_published(language):
    for content in plan_calendars(a_plan(), CLIENT, language, FIRST).values():
        lines = content.split(b"\r\n")
        assert max(len(line) for line in lines) <= 75
        assert content.count(b"\n") == content.count(b"\r\n")
        assert lines[:1] == [b"BEGIN:VCALENDAR"]
        assert b"METHOD:PUBLISH" in lines


@pytest.mark.parametrize(
    "text",
    [
        "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil",
        "a\rATTACH:file:///etc/passwd",
        "comma, semicolon; backslash \\ colon:",
        "åäö 😀 " * 60,
        "nul\x00 escape\x1b line\u2028end",
    ],
)
def test_client_text_is_a_text_and_never_a_line_of_its_own(text):
    plan = a_plan(items=(item("li-1", date(2026, 10, 22), "Aino", title=text, message=text),))
    read = calendar(plan, "Aino")
    names = {key for event in read.walk("VEVENT") for key in event}
    assert names == {
        "UID",
        "DTSTAMP",
        "SEQUENCE",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "DESCRIPTION",
        "STATUS",
        "TRANSP",
    }
    # Two for the item; seven days of presence; one talk.
    assert len(read.walk("VEVENT")) == 10


def test_a_text_comes_back_as_it_was():
    text = "comma, semicolon; backslash \\ “quotes” åäö 😀"
    plan = a_plan(items=(item("li-1", date(2026, 10, 22), "Aino", title=text),))
    assert f"Publish on LinkedIn: {text}" in events(plan, "Aino")


@pytest.mark.parametrize(
    ("zone", "summer", "winter"),
    [
        ("Europe/Stockholm", 2, 1),
        ("Europe/Helsinki", 3, 2),
        ("America/New_York", -4, -5),
        ("Asia/Tokyo", 9, 9),
        ("Australia/Sydney", 10, 11),
    ],
)
def test_a_time_zone_is_told_so_that_a_parser_finds_the_same_hours(zone, summer, winter):
    told = time_zone_component(zone, 2025, 2028).to_tz()
    for month, hours in ((7, summer), (1, winter)):
        moment = datetime(2027, month, 15, 12, tzinfo=told)
        assert moment.utcoffset() == timedelta(hours=hours)


def test_the_clocks_change_at_the_minute_that_they_do():
    told = time_zone_component("Europe/Stockholm", 2025, 2028).to_ical().decode()
    assert "DTSTART:20250330T020000" in told
    assert "DTSTART:20251026T030000" in told
    assert told.count("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=") == 2


def test_a_calendar_without_a_moment_or_with_a_negative_revision_is_refused():
    with pytest.raises(InvalidValue) as refused:
        Edition(datetime.combine(STARTS, time()))
    assert (refused.value.code, refused.value.field) == ("unknown_time_zone", "made")
    with pytest.raises(InvalidValue) as refused:
        Edition(MADE, -1)
    assert (refused.value.code, refused.value.field) == ("not_positive", "revision")


def test_file_names_are_different_for_different_people_and_safe_for_all():
    names = ["Aino", "aino virta", "Aino/Virta", "Aino Virta", "../../etc", "…", "王"]
    made = [calendar_file_name(name) for name in names]
    assert made[0] == "aino.ics"
    assert len(set(made)) == len(names)
    assert [name for name in made if "/" in name or name.startswith(".")] == []
