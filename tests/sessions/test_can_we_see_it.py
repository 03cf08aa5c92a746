"""Can we see it? The meter, what is decided of it, and the links."""

from datetime import date

import pytest

from coachkit.model.campaign import Campaign
from coachkit.model.campaign_assets import Asset
from coachkit.model.campaign_measuring import HowSeen, Outcome
from coachkit.model.campaign_tracks import Track
from coachkit.model.effects import Detectability, Smallest
from coachkit.model.goals import Kpi
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions import campaign_figures, screen_can_we_see_it
from coachkit.sessions.screen_can_we_see_it import CanWeSeeItScreen
from coachkit.sessions.session_desk import SessionDesk
from tests.sessions.evaluation_rooms import import_october
from tests.sessions.screen_rooms import keep, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]

REACTIONS = Kpi(platform=Platform.FACEBOOK, metric="reactions")
SHARES = Kpi(platform=Platform.FACEBOOK, metric="shares")
FIVE, EIGHT = Smallest(lift=0.45, weeks=5), Smallest(lift=0.25, weeks=8)
KNOWN = Detectability(
    metric="reactions",
    definition="Reactions",
    sources=("a.csv",),
    known=Period(first=date(2026, 1, 1), last=date(2026, 10, 31)),
    weeks_before=43,
    options=(FIVE, EIGHT),
)
CAMPAIGN = Campaign(
    name="Light",
    launch=date(2027, 2, 2),
    outcome=Outcome(text="More bookings", measure=REACTIONS),
    tracks=(
        Track(key="private", name="People", route="https://light.example/bag"),
        Track(key="work", name="Employers"),
    ),
    assets=(
        Asset(key="asset-1", title="Ten minutes", track="private", channel="Facebook"),
        Asset(key="asset-2", title="For bosses", track="work", channel="LinkedIn"),
    ),
)


def desk(workspace):
    return SessionDesk("sund", str(workspace.path), shipped_sheet("campaign"), None)


def opened(workspace, language="en"):
    return seated(CanWeSeeItScreen(desk(workspace), "can_we_see_it", language))


@pytest.fixture
def known(monkeypatch):
    """What the past could show, found without a past; the last measure asked is the first."""

    def found(_, measure, weeks, **__):
        return KNOWN.changed(metric=measure.metric) if weeks else None

    monkeypatch.setattr(screen_can_we_see_it, "detectable", found)
    monkeypatch.setattr(campaign_figures, "seen_better", lambda *_: ((SHARES, EIGHT),))


def decided(workspace):
    return "how_we_see_it" not in {one.key for one in desk(workspace).undecided()}


def test_without_anything_it_asks_for_a_measure_and_names_no_number(workspace):
    screen = opened(workspace)
    assert "Choose what it is to move" in screen.found.value
    assert screen.answer() is None
    assert "No links yet" in screen.listed.value


def test_three_posts_of_history_show_nothing_and_it_says_so(workspace, tmp_path):
    import_october(workspace, tmp_path, days=3)
    keep(workspace, CAMPAIGN)
    screen = opened(workspace)
    assert "cannot be told beforehand" in screen.answer().text
    assert "%" not in screen.answer().text


def test_a_series_that_no_export_has_is_said_to_be_unknown(workspace):
    keep(workspace, CAMPAIGN)
    screen = opened(workspace)
    assert "No export says" in screen.found.value
    assert screen.answer() is None


def test_the_smallest_lift_what_makes_it_smaller_and_what_they_hope_for(workspace, known):
    keep(workspace, CAMPAIGN)
    screen = opened(workspace)
    assert "in 5 weeks is 45" in screen.answer().text.replace("\u00a0", "")
    assert "25" in screen.answer().detail
    assert "Shares" in screen.better.value
    screen.hoped.value = 0.3
    assert "nobody could tell" in screen.answer().detail
    screen.hoped.value = 0.5
    assert "that could be seen" in screen.answer().text


def test_what_cannot_be_seen_needs_a_decision_with_a_reason_and_a_name(workspace, known):
    keep(workspace, CAMPAIGN)
    screen = opened(workspace)
    screen.hoped.value = 0.2
    offered = {value for _, value in screen.how.options}
    assert offered == {"longer", "other_measure", "unseen"}
    screen.how.value = "unseen"
    typed(screen.said, "owner", "Elsa")
    assert "Why" in screen.answer().detail
    assert not decided(workspace)
    typed(screen.said, "reason", "We owe it to them")
    assert decided(workspace)
    kept = desk(workspace).the(Campaign).measurement
    assert (kept.how, kept.found, kept.weeks) == (HowSeen.UNSEEN, KNOWN, 5)
    assert kept.could_be_seen is False


def test_another_measure_is_another_question(workspace, known):
    keep(workspace, CAMPAIGN)
    screen = opened(workspace)
    screen.how.value = "longer"
    assert desk(workspace).the(Campaign).measurement.how is HowSeen.LONGER
    screen.hoped.value = 0.5
    kept = desk(workspace).the(Campaign).measurement
    assert (kept.how, kept.found, kept.decided_on) == (None, None, None)


def test_links_are_made_with_a_press_and_a_wrong_one_says_what_is_wrong(workspace):
    keep(workspace, CAMPAIGN)
    screen = opened(workspace, "sv")
    screen.make.click()
    [link] = desk(workspace).the(Campaign).measurement.links
    assert (link.item, link.source, link.content) == ("asset-1", "facebook", "people-ten-minutes")
    assert "utm_campaign=light" in screen.listed.value
    screen.which.value = link.key
    typed(screen.link, "address", "http://light.example")
    assert "https://" in screen.listed.value
    assert "utm_campaign" not in screen.listed.value
    typed(screen.link, "address", "https://light.example/<b>")
    assert "<b>" not in screen.listed.value
