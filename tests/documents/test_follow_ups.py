"""The follow-ups' calendar file, read back by a parser."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from coachkit.documents.follow_ups import follow_up_calendar
from coachkit.language.session_words import agenda
from coachkit.language.speech import speak
from coachkit.model.actions import Action, ActionState
from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue
from coachkit.model.follow_ups import FollowUpKind
from coachkit.model.languages import LANGUAGES
from coachkit.planning.follow_ups import MINUTES, follow_ups

CLIENT = Client(slug="big-green", name="Big, Green; Ltd", country="FI", time_zone="Europe/Helsinki")
MADE = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
HELD = date(2026, 9, 1)
MEETINGS = follow_ups(HELD, "FI")


def action(what, **more):
    return Action(
        key="a",
        what=what,
        who="Bo",
        when=date(2026, 9, 10),
        first_step="begin",
        done_sign="it is there",
        **more,
    )


def written(meetings=MEETINGS, language="en", client=CLIENT, **more):
    return follow_up_calendar(meetings, client, language, **{"session": 1, "made": MADE, **more})


def events(*args, **more):
    return Calendar.from_ical(written(*args, **more)).walk("VEVENT")


def test_every_meeting_is_there_on_the_clients_clock():
    found = events()
    assert len(found) == len(MEETINGS) == 9
    first = found[0]
    assert first["dtstart"].dt == datetime(2026, 9, 8, 9, tzinfo=ZoneInfo("Europe/Helsinki"))
    assert first["dtstart"].params["TZID"] == "Europe/Helsinki"
    assert first["dtend"].dt - first["dtstart"].dt == timedelta(minutes=5)
    assert str(first["summary"]) == "Check-in: how are the actions going?"


def test_a_meeting_stays_on_the_wall_clock_when_the_clocks_change():
    check_ins = [one["dtstart"].dt for one in events() if one["summary"].startswith("Check-in")]
    reviews = [one["dtstart"].dt for one in events() if one["summary"].startswith("Quarterly")]
    assert [one.astimezone(UTC).hour for one in (check_ins[0], reviews[0])] == [6, 8]
    assert (check_ins[0].hour, reviews[0].hour) == (9, 10)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_agenda_stands_in_the_text_and_fills_its_meeting(language):
    speech = speak(language)
    for kind in FollowUpKind:
        points = agenda(kind, speech)
        assert sum(minutes for minutes, _ in points) == MINUTES[kind]
        told = [
            str(event["description"])
            for meeting, event in zip(MEETINGS, events(language=language), strict=True)
            if meeting.kind is kind
        ]
        assert all(about in told[0] for _, about in points)


def test_open_actions_are_asked_after_at_check_ins_alone():
    actions = (action("Collect questions"), action("Old", state=ActionState.DONE))
    told = [str(event["description"]) for event in events(actions=actions)]
    with_it = [
        meeting.kind for meeting, text in zip(MEETINGS, told, strict=True) if "Collect" in text
    ]
    assert with_it == [FollowUpKind.CHECK_IN] * 5
    assert "Old" not in "".join(told)
    assert "Collect questions – Bo, 10 Sept" in told[0]


def test_every_uid_is_used_once_and_stays_the_same_in_every_language():
    uids = [str(event["uid"]) for event in events()]
    assert len(set(uids)) == len(uids)
    assert [str(event["uid"]) for event in events(language="fi")] == uids
    assert not set(uids) & {str(event["uid"]) for event in events(session=2)}
    other = CLIENT.changed(slug="other")
    assert not set(uids) & {str(event["uid"]) for event in events(client=other)}


def test_a_later_edition_moves_its_events():
    later = (MEETINGS[0].changed(day=date(2026, 9, 9)), *MEETINGS[1:])
    moved = events(later, revision=1)[0]
    assert str(moved["uid"]) == str(events()[0]["uid"])
    assert (moved["dtstart"].dt.day, int(moved["sequence"])) == (9, 1)


def test_the_same_meetings_give_the_same_bytes():
    assert written() == written()


def test_whatever_a_client_writes_stays_text():
    hostile = action("Buy\r\nEND:VEVENT\r\nBEGIN:VEVENT; \x07, \\n \u2028x")
    found = events(actions=(hostile,))
    assert len(found) == len(MEETINGS)
    assert "END:VEVENT" in str(found[0]["description"])
    calendar = Calendar.from_ical(written(actions=(hostile,)))
    assert str(calendar["x-wr-calname"]) == "Big, Green; Ltd: follow-ups"


def test_a_moment_without_zone_and_a_revision_below_nought_are_refused():
    with pytest.raises(InvalidValue) as refused:
        written(made=MADE.replace(tzinfo=None))
    assert (refused.value.code, refused.value.field) == ("unknown_time_zone", "made")
    with pytest.raises(InvalidValue) as refused:
        written(revision=-1)
    assert (refused.value.code, refused.value.field) == ("not_positive", "revision")


def test_no_meetings_are_a_calendar_without_events():
    assert events(()) == []
