"""What a client needs, how urgent it is, and which exports are missing."""

from datetime import date, timedelta

import pytest

from coachkit.model.actions import Action
from coachkit.model.at_a_glance import (
    Glance,
    MissingExport,
    NextMeeting,
    StaleDecision,
    Unseen,
    Urgency,
    by_urgency,
    missing_exports,
)
from coachkit.model.client import Client, slug_of
from coachkit.model.errors import StoreError
from coachkit.model.observations import Platform

TODAY = date(2026, 11, 22)
FACEBOOK, X = Platform.FACEBOOK, Platform.X


def action(key, when):
    return Action(key=key, what="w", who="Bo", when=when, first_step="f", done_sign="d")


def glance(name="Abc", **more):
    return Glance(Client(slug=slug_of(name), name=name), TODAY, **more)


def test_a_channel_without_any_export_is_missing():
    assert missing_exports([FACEBOOK, FACEBOOK], {}, TODAY) == (MissingExport(FACEBOOK),)


@pytest.mark.parametrize(
    ("ends", "missing"),
    [
        # a month at a time: a month and a week may pass
        ([date(2026, 9, 30), date(2026, 10, 31)], False),
        ([date(2026, 9, 16), date(2026, 10, 16)], False),
        ([date(2026, 9, 14), date(2026, 10, 14)], True),
        # a week at a time: two weeks may pass
        ([date(2026, 10, 25), date(2026, 11, 1), date(2026, 11, 8)], False),
        ([date(2026, 10, 24), date(2026, 10, 31), date(2026, 11, 7)], True),
        # once only: as if by the month
        ([date(2026, 10, 15)], False),
        ([date(2026, 10, 14)], True),
        # several tables of one month are no rhythm
        ([date(2026, 10, 28), date(2026, 10, 29), date(2026, 10, 31)], False),
        # whoever brings a year at a time is not let off for a year
        ([date(2025, 1, 1), date(2026, 1, 1)], True),
    ],
)
def test_an_export_is_missing_when_its_rhythm_is_over(ends, missing):
    found = missing_exports([X], {X: ends}, TODAY)
    assert found == ((MissingExport(X, ends[-1]),) if missing else ())


def test_what_was_never_measured_comes_first():
    found = missing_exports([X, FACEBOOK], {X: [date(2026, 1, 1)]}, TODAY)
    assert [one.platform for one in found] == [FACEBOOK, X]


def test_overdue_actions_are_those_of_days_past():
    late, today = action("a", TODAY - timedelta(days=1)), action("b", TODAY)
    seen = glance(open_actions=by_urgency([today, late]))
    assert seen.open_actions == (late, today)
    assert seen.overdue == (late,)
    assert seen.urgency is Urgency.OVERDUE


def test_clients_stand_by_need_and_then_by_name():
    late = (action("a", date(2026, 1, 1)),)
    stale = (StaleDecision("x", date(2026, 1, 1)),)
    calm, upper = glance("calm", meeting=NextMeeting(date(2026, 12, 1))), glance("Bold")
    meets = glance("Zed", meeting=NextMeeting(TODAY))
    one, two = glance("One", open_actions=late), glance("Two", open_actions=late, stale=stale)
    lost = Unseen("zzz", StoreError("damaged", client="zzz"))
    everybody = sorted([calm, upper, meets, one, two, lost], key=lambda seen: seen.order)
    assert everybody == [lost, meets, two, one, upper, calm]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Blå Hallen AB", "bla-hallen-ab"),
        ("Järven ystävät ry", "jarven-ystavat-ry"),
        ("Smørrebrød & Æbler", "smorrebrod-aebler"),
        ("  –  ", ""),
        ("日本", ""),
        ("a" * 60, "a" * 48),
        ("x" * 47 + " yz", "x" * 47),
    ],
)
def test_a_short_name_is_made_of_a_name(name, slug):
    assert slug_of(name) == slug


def test_a_short_name_that_is_taken_gets_a_number():
    assert slug_of("Abc", {"abc", "abc-2"}) == "abc-3"
    assert slug_of("a" * 60, {"a" * 48}) == "a" * 46 + "-2"
