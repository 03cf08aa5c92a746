"""A campaign: days from its launch, its tracks, and what moves when the launch moves."""

from datetime import date, timedelta

import pytest

from coachkit.model.campaign import PHASES, Campaign, Phase, PhaseDays, ReplyTarget
from coachkit.model.campaign_assets import Asset, BudgetLine
from coachkit.model.campaign_dates import Dated, LaunchDoubt, launch_doubts, launch_moved
from coachkit.model.campaign_measuring import Measurement, Reading
from coachkit.model.campaign_tracks import NoGoClaim, Track
from coachkit.model.periods import Period
from tests.model.refusing import refused

LAUNCH = date(2027, 2, 2)
WEEK = timedelta(days=7)
TODAY = date(2026, 11, 23)
TEASER = Asset(key="asset-1", title="Teaser", days_from_launch=-10)
FIRST = Reading(key="reading-1", what="The first week", days_from_launch=6)
WHENEVER = Reading(key="reading-2", what="At the monthly meeting")


def campaign(**parts):
    return Campaign(launch=LAUNCH, **parts)


# ── Days ────────────────────────────────────────────────────────────────────────────────────────


def test_every_day_hangs_on_the_launch():
    made = campaign()
    assert made.day(-14) == date(2027, 1, 19)
    assert made.days_of(Phase.LAUNCH) == Period(first=LAUNCH, last=date(2027, 2, 8))
    assert made.period == Period(first=date(2027, 1, 19), last=date(2027, 3, 8))
    assert made.window == Period(first=LAUNCH, last=date(2027, 3, 8))
    assert made.weeks == 5


def test_without_a_launch_there_are_no_days():
    made = Campaign()
    assert (made.day(0), made.period, made.window, made.days_of(Phase.TEASE)) == (None,) * 4
    assert made.weeks == 1


def test_a_campaign_that_is_over_before_its_launch_has_nothing_to_be_judged_on():
    made = campaign(phases=(PhaseDays(phase=Phase.TEASE, first=-14, last=-1),))
    assert made.window is None
    assert made.days_of(Phase.CLOSE) is None
    assert made.period == Period(first=date(2027, 1, 19), last=date(2027, 2, 1))


def test_phases_are_in_order_and_share_no_day():
    tease, launch = PHASES[0], PHASES[1]
    assert refused(lambda: campaign(phases=(launch, tease))) == ("repeated", "phases")
    assert refused(lambda: campaign(phases=(tease, tease))) == ("repeated", "phases")
    overlapping = PhaseDays(phase=Phase.LAUNCH, first=-1, last=6)
    assert refused(lambda: campaign(phases=(tease, overlapping))) == ("ends_before_start", "phases")


def test_a_phase_that_ends_before_it_starts_is_refused():
    made = refused(lambda: PhaseDays(phase=Phase.CLOSE, first=3, last=2))
    assert made == ("ends_before_start", "last")


def test_the_days_on_which_it_was_before_are_kept():
    moved = campaign().moved(LAUNCH + WEEK).moved(LAUNCH)
    assert (moved.launch, moved.moved_from) == (LAUNCH, (LAUNCH, LAUNCH + WEEK))
    assert campaign().moved(LAUNCH).moved_from == ()
    assert Campaign().moved(LAUNCH).moved_from == ()


def test_of_too_many_moves_the_last_are_kept():
    made = campaign()
    for n in range(1, 50):
        made = made.moved(LAUNCH + timedelta(days=n))
    assert len(made.moved_from) == 40
    assert made.moved_from[-1] == LAUNCH + timedelta(days=48)


# ── What moves with it ──────────────────────────────────────────────────────────────────────────


def test_a_launch_that_moves_names_everything_that_gets_another_day():
    made = campaign(
        phases=PHASES[:2], assets=(TEASER,), measurement=Measurement(readings=(FIRST, WHENEVER))
    )
    moved = launch_moved(made, LAUNCH + WEEK)
    assert [(one.kind, one.key) for one in moved] == [
        (Dated.PHASE, "tease"),
        (Dated.ASSET, "asset-1"),
        (Dated.PHASE, "launch"),
        (Dated.READING, "reading-1"),
    ]
    assert all(one.after - one.before == WEEK for one in moved)
    tease, teaser = moved[0], moved[1]
    assert (tease.last_before, tease.last_after) == (date(2027, 2, 1), date(2027, 2, 8))
    assert (teaser.name, teaser.before, teaser.last_before) == ("Teaser", date(2027, 1, 23), None)


def test_nothing_moves_without_a_launch_or_without_a_move():
    assert launch_moved(Campaign(assets=(TEASER,)), LAUNCH) == ()
    assert launch_moved(campaign(assets=(TEASER,)), LAUNCH) == ()


def test_four_hundred_items_move_and_their_order_is_that_of_their_days():
    days = [n % 60 - 20 for n in range(400)]
    assets = tuple(Asset(key=f"asset-{n}", days_from_launch=day) for n, day in enumerate(days))
    moved = launch_moved(campaign(assets=assets), LAUNCH - WEEK)
    assert len(moved) == 400 + len(PHASES)
    assert [one.before for one in moved] == sorted(one.before for one in moved)


@pytest.mark.parametrize(
    ("launch", "off", "expected"),
    [
        (LAUNCH, (), ()),
        (date(2026, 11, 22), (), (LaunchDoubt.PAST, LaunchDoubt.WEEKEND)),
        (date(2026, 11, 20), (), (LaunchDoubt.PAST,)),
        (date(2027, 1, 6), (date(2027, 1, 6),), (LaunchDoubt.HOLIDAY,)),
        # A weekend is said once, also where it is a public holiday.
        (date(2027, 2, 6), (date(2027, 2, 6),), (LaunchDoubt.WEEKEND,)),
        (date(2026, 11, 24), (), (LaunchDoubt.TEASED_BEFORE_TODAY,)),
    ],
)
def test_what_speaks_against_a_day_is_said_and_nothing_is_forbidden(launch, off, expected):
    assert launch_doubts(campaign(), launch, TODAY, off) == expected


def test_a_campaign_that_ends_before_its_launch_is_said():
    made = campaign(phases=(PhaseDays(phase=Phase.TEASE, first=-14, last=-1),))
    assert launch_doubts(made, LAUNCH, TODAY, ()) == (LaunchDoubt.OVER_BEFORE,)


# ── What is in it ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("field", "one"),
    [
        ("no_go", NoGoClaim(key="a")),
        ("tracks", Track(key="a")),
        ("assets", Asset(key="a")),
        ("budget", BudgetLine(key="a", phase="tease")),
        ("replies", ReplyTarget(key="a")),
    ],
)
def test_a_key_stands_once(field, one):
    assert refused(lambda: Campaign(**{field: (one, one)})) == ("repeated", field)


def test_a_track_is_found_by_its_key_and_counts_once_it_has_a_name():
    made = Campaign(tracks=(Track(key="employers", name="Employers"), Track(key="private")))
    assert made.track("employers").name == "Employers"
    assert made.track("nobody") is None
    assert [one.key for one in made.named_tracks] == ["employers"]


def test_the_next_session_works_on_while_it_lies_ahead_and_begins_anew_afterwards():
    made = campaign(session=3, name="Light")
    assert made.of_session(3, date(2028, 1, 1)) == made
    assert made.of_session(4, LAUNCH).name == "Light"
    assert made.of_session(4, LAUNCH).session == 4
    assert made.of_session(4, date(2027, 3, 8)).name == "Light"
    assert made.of_session(4, date(2027, 3, 9)) == Campaign(session=4)
    assert Campaign(name="Light").of_session(2, LAUNCH) == Campaign(name="Light", session=2)
