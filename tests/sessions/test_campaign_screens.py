"""The first screens of a campaign session: launch, outcome, tracks and the message house."""

from datetime import date, timedelta

import pytest

from coachkit.model.actions import Action, ActionPlan
from coachkit.model.campaign import Campaign, Phase, PhaseDays
from coachkit.model.campaign_assets import Asset
from coachkit.model.campaign_measuring import Outcome
from coachkit.model.campaign_tracks import Pillar, Track
from coachkit.model.chain import LINKS, Link
from coachkit.model.goals import Kpi
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import Aspect, BusinessGoal, Profile, ProfileLine, Strategy
from coachkit.sessions.campaign_screens import SCREENS
from coachkit.sessions.importing import import_files
from coachkit.sessions.screen_chain import ChainScreen
from coachkit.sessions.screen_house import HouseScreen
from coachkit.sessions.screen_launch import LaunchScreen
from coachkit.sessions.screen_tracks import TracksScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import Screen
from coachkit.widgets.panel import still
from tests.sessions.conftest import HEADER
from tests.sessions.screen_rooms import keep, nine, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]

SHEET = shipped_sheet("campaign")
LAUNCH = date(2027, 2, 2)
LATER = date(2027, 2, 9)
EPIPHANY = date(2027, 1, 6)
CLICKS = Kpi(platform=Platform.FACEBOOK, metric="link_clicks")
TEASER = Asset(key="asset-1", title="Gissa", track="private", days_from_launch=-10)
EMPLOYERS = Track(
    key="employers", name="Employers", message="Lend an evening", call_to_action="Book"
)
PRIVATE = Track(key="private", name="Private", message="Hire a bag", call_to_action="Come by")
CAMPAIGN = Campaign(name="Light", launch=LAUNCH, tracks=(EMPLOYERS, PRIVATE), assets=(TEASER,))
BEGINNER = Profile(
    key="beginner",
    name="The beginner",
    lines=(
        ProfileLine(aspect=Aspect.NEED, text="Knows not what to buy"),
        ProfileLine(aspect=Aspect.OBSTACLE, text="Fears to ask"),
        ProfileLine(aspect=Aspect.TRUST, text="Who shows it by hand"),
    ),
)


def desk(workspace):
    return SessionDesk("sund", str(workspace.path), SHEET, None)


def record(workspace):
    return desk(workspace).the(Campaign)


def opened(kind, workspace, language="en"):
    return seated(kind(desk(workspace), "block", language))


@pytest.fixture
def prepared(workspace):
    keep(workspace, CAMPAIGN)
    return workspace


def test_every_block_has_a_screen_of_its_own_and_none_needs_anything(workspace):
    assert {block.form for block in SHEET.blocks} == set(SCREENS)
    assert Screen not in SCREENS.values()
    for block in SHEET.blocks:
        screen = seated(SCREENS[block.form](desk(workspace), block.key, "sv"))
        screen.show()
        screen.lay_open()
        for language in LANGUAGES:
            screen.speak(language)
        assert isinstance(still(screen.body), str)
    with workspace.open_client("sund", now=nine, who="coach", read_only=True) as store:
        assert store.load(Campaign) is None


BAD = '<img src=x onerror="alert(1)">'


def test_the_worst_campaign_opens_on_every_screen_and_nothing_of_it_is_lost(workspace):
    assets = tuple(
        Asset(key=f"asset-{n}", title=f"{BAD} {n}", track="private", days_from_launch=n % 700 - 350)
        for n in range(400)
    )
    worst = CAMPAIGN.changed(
        session=1,
        name=BAD,
        roof=BAD,
        launch=date(2026, 6, 6),
        phases=(PhaseDays(phase=Phase.TEASE, first=-14, last=-1),),
        tracks=(EMPLOYERS.changed(name=BAD), PRIVATE.changed(message=BAD, name="")),
        outcome=Outcome(text=BAD, measure=CLICKS, target=9000),
        assets=assets,
    )
    keep(workspace, worst)
    for block in SHEET.blocks:
        screen = seated(SCREENS[block.form](desk(workspace), block.key, "sv"))
        screen.show()
        screen.lay_open()
        assert "<img" not in still(screen.body)
        found = screen.answer()
        assert found is None or found.text
    assert record(workspace) == worst


# ── The launch ──────────────────────────────────────────────────────────────────────────────────


def test_promises_come_first_where_some_are_open(workspace):
    late = Action(
        key="action-1",
        what="Mend the links",
        who="Elsa",
        when=date(2026, 11, 1),
        first_step="Look",
        done_sign="They work",
        session=1,
    )
    keep(workspace, desk(workspace).session, ActionPlan(actions=(late,)))
    after = desk(workspace)
    after.begin_another("en")
    screen = seated(LaunchScreen(after, "promises", "en"))
    assert screen.steps.here == "promises"
    assert "Mend the links" in still(screen.body)


def test_the_first_launch_is_kept_as_it_is_chosen_and_its_phases_follow(workspace):
    screen = opened(LaunchScreen, workspace)
    assert screen.answer() is None
    assert screen.steps.here == "launch"
    typed(screen.name, "name", "Light")
    screen.launch_day.value = LAUNCH
    kept = record(workspace)
    assert (kept.name, kept.launch, kept.moved_from) == ("Light", LAUNCH, ())
    assert "Light is launched on Tuesday 2 February 2027." in screen.answer().text
    assert "19 January – 1 February 2027" in screen.phases_said.value
    assert screen.doubts.value == ""


def test_a_launch_that_moves_says_what_moves_and_waits_for_a_decision(prepared):
    screen = opened(LaunchScreen, prepared)
    screen.launch_day.value = LATER
    assert record(prepared).launch == LAUNCH
    assert "gives 5 things another day. Nothing has changed yet." in screen.moved.value
    moved = screen.moved.value
    assert '"row">Gissa</th><td>23 Jan</td><td><b>30 Jan</b></td>' in moved
    assert '"row">Teaser</th><td>19 Jan – 1 Feb</td><td><b>26 Jan – 8 Feb</b></td>' in moved
    assert screen.moves.layout.display != "none"
    screen.moves.click()
    kept = record(prepared)
    assert (kept.launch, kept.moved_from) == (LATER, (LAUNCH,))
    assert kept.day(kept.assets[0].days_from_launch) == date(2027, 1, 30)
    assert screen.moved.value == ""
    assert screen.moves.layout.display == "none"


def test_a_launch_may_stay_where_it_is(prepared):
    screen = opened(LaunchScreen, prepared)
    screen.launch_day.value = LATER
    screen.stays.click()
    assert (screen.launch_day.value, screen.moved.value) == (LAUNCH, "")
    assert record(prepared).moved_from == ()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (EPIPHANY, "is a day off: nobody is there to answer."),
        (date(2027, 2, 6), "is in a weekend: who is there to answer?"),
        (date(2026, 11, 20), "has already been."),
        (date(2026, 11, 24), "would have had to begin before today."),
    ],
)
def test_what_speaks_against_a_day_is_said_before_it_is_decided(prepared, day, said):
    screen = opened(LaunchScreen, prepared)
    screen.launch_day.value = day
    assert said in screen.doubts.value
    assert record(prepared).launch == LAUNCH
    screen.moves.click()
    assert record(prepared).launch == day
    assert said in screen.doubts.value


def test_a_campaign_that_is_over_before_its_launch_is_said_and_kept(workspace):
    only_teased = (PhaseDays(phase=Phase.TEASE, first=-14, last=-1),)
    keep(workspace, CAMPAIGN.changed(phases=only_teased))
    screen = opened(LaunchScreen, workspace)
    assert "nothing is left from the launch on" in screen.doubts.value


def test_a_phase_that_ends_before_it_starts_gets_a_sentence_and_loses_nothing(prepared):
    screen = opened(LaunchScreen, prepared)
    typed(screen.days, "phases.1.last", "-5")
    assert screen.days.errors
    assert record(prepared).phases == CAMPAIGN.phases
    assert opened(LaunchScreen, prepared).days.entries["phases"][1]["last"] == "-5"
    typed(screen.days, "phases.1.last", "5")
    assert not screen.days.errors
    assert record(prepared).phases[1].last == 5


def test_what_nobody_says_is_kept_with_its_reason(workspace):
    screen = opened(LaunchScreen, workspace)
    typed(screen.no_go, "no_go.0.claim", "You sleep better")
    typed(screen.no_go, "no_go.0.why", "Nothing proves it")
    (kept,) = record(workspace).no_go
    assert (kept.claim, kept.why) == ("You sleep better", "Nothing proves it")
    assert "no_go_claims" not in {one.key for one in desk(workspace).undecided()}


# ── The outcome ─────────────────────────────────────────────────────────────────────────────────


FILE = "Jan-01-2026_Nov-20-2026_1.csv"


def post(day):
    when = f"{day:%m/%d/%Y} 12:00"
    number = day.toordinal()
    return (
        f"{number},77,Page,,Post number {number},0,{when},N/A,"
        f"https://www.facebook.com/p/{number},0,0,Photos,,,,,Lifetime,{100 + number % 7},80,"
        f"{number % 5},1,0,0,3,1\n"
    )


@pytest.fixture
def with_posts(prepared, tmp_path):
    """A post on every day of most of a year."""
    file = tmp_path / FILE
    rows = "".join(post(date(2026, 1, 1) + timedelta(days=n)) for n in range(320))
    file.write_bytes(("\ufeff" + HEADER + rows).encode())
    with prepared.open_client("sund", now=nine, who="coach") as store:
        assert [one.refused for one in import_files(store, [file])] == [None]
    return prepared


def test_an_outcome_asks_how_it_is_seen_until_somebody_has_said_it(prepared):
    screen = opened(ChainScreen, prepared)
    assert screen.answer() is None
    typed(screen.said, "text", "They book")
    assert screen.answer().detail == "How would we see it?"
    typed(screen.target, "own_measure", "The till")
    assert screen.answer().detail == ""
    assert record(prepared).outcome.whole


def test_an_outcome_serves_a_goal_of_the_strategy(prepared):
    growth = BusinessGoal(key="growth", text="Hire grows to a quarter")
    keep(prepared, Strategy(business_goals=(growth,)))
    screen = opened(ChainScreen, prepared)
    typed(screen.said, "serves", "growth")
    assert "Hire grows to a quarter" in still(screen.body)
    assert record(prepared).outcome.serves == "growth"


def test_the_six_links_are_said_one_by_one_and_stand_in_their_order(prepared):
    screen = opened(ChainScreen, prepared)
    for link, form in reversed(list(zip(LINKS, screen.links, strict=True))):
        typed(form, "text", f"In {link}")
        typed(form, "seen_in", "The till")
    chain = record(prepared).outcome.chain
    assert [(one.link, one.text) for one in chain] == [(link, f"In {link}") for link in LINKS]
    typed(screen.links[0], "text", "")
    typed(screen.links[0], "seen_in", "")
    assert Link.INPUTS not in {one.link for one in record(prepared).outcome.chain}


def test_without_exports_it_says_that_nothing_tells_how_this_went(workspace):
    keep(workspace, CAMPAIGN.changed(outcome=Outcome(text="They book", measure=CLICKS)))
    screen = opened(ChainScreen, workspace)
    assert "No export says how this went" in screen.found.value
    before = opened(ChainScreen, workspace)
    assert before.answer().text == "They book"


def test_a_target_gets_its_baseline_and_its_probability_from_their_own_past(with_posts):
    screen = opened(ChainScreen, with_posts)
    assert "With a launch and a measure" in screen.found.value
    views = next(one for _, one in screen.measure.options if one and one.metric == "views")
    screen.measure.value = views
    baseline = record(with_posts).outcome.found
    assert (baseline.period, baseline.target) == (CAMPAIGN.window, None)
    # 35 days of a post a day with about 103 views each.
    assert baseline.total.low <= 35 * 103 <= baseline.total.high
    typed(screen.target, "target", "1000")
    easy = record(with_posts).outcome.found
    typed(screen.target, "target", "9000")
    hard = record(with_posts).outcome.found
    assert (easy.target, hard.target) == (1000, 9000)
    assert easy.probability > 0.9
    assert hard.probability < 0.1
    assert "Where it leads if all goes on as it does" in screen.found.value
    # A launch on another day is another window.
    screen.desk.put(screen.record.moved(LATER), "launch")
    screen.show()
    assert record(with_posts).outcome.found.period.first == LATER


# ── Tracks ──────────────────────────────────────────────────────────────────────────────────────


def test_a_track_begins_with_what_the_strategy_knows_of_a_customer(workspace):
    keep(workspace, Strategy(profiles=(BEGINNER,)))
    screen = opened(TracksScreen, workspace)
    assert screen.answer() is None
    screen.profile.value = "beginner"
    (track,) = record(workspace).tracks
    assert (track.profile, track.name, track.afraid_of) == (
        "beginner",
        "The beginner",
        "Fears to ask",
    )
    assert (track.need, track.trusts) == ("Knows not what to buy", "Who shows it by hand")
    typed(screen.forms[0], "need", "To borrow first")
    screen.profile.value = ""
    screen.profile.value = "beginner"
    assert record(workspace).tracks[0].need == "To borrow first"


def test_one_track_is_too_few_and_what_is_lacking_is_asked(workspace):
    screen = opened(TracksScreen, workspace)
    typed(screen.forms[0], "name", "Employers")
    assert screen.answer().detail == "Employers has no message yet."
    typed(screen.forms[0], "message", "Lend an evening")
    assert screen.answer().detail == "What do we ask of Employers?"
    typed(screen.forms[0], "call_to_action", "Book")
    assert "at least two tracks" in screen.answer().detail
    assert "tracks" in {one.key for one in desk(workspace).undecided()}
    for name, text in (("name", "Private"), ("message", "Hire"), ("call_to_action", "Come by")):
        typed(screen.forms[1], name, text)
    assert screen.answer().detail == ""
    assert [one.name for one in record(workspace).tracks] == ["Employers", "Private"]
    assert "tracks" not in {one.key for one in desk(workspace).undecided()}


def test_where_a_track_leads_is_a_safe_address_and_what_was_typed_is_not_lost(prepared):
    screen = opened(TracksScreen, prepared)
    typed(screen.forms[0], "route", "http://sund.example")
    assert "Begin it with https://" in screen.forms[0].errors["route"]
    assert record(prepared).tracks[0].route == ""
    assert opened(TracksScreen, prepared).forms[0].entries["route"] == "http://sund.example"
    typed(screen.forms[0], "route", "https://sund.example/light")
    assert not screen.forms[0].errors
    assert record(prepared).tracks[0].route == "https://sund.example/light"


def test_a_track_that_goes_leaves_its_items_without_one(prepared):
    screen = opened(TracksScreen, prepared)
    screen.steps.go("1")
    screen.remove.click()
    kept = record(prepared)
    assert [one.key for one in kept.tracks] == ["employers"]
    assert kept.assets[0].track is None


# ── The message house ───────────────────────────────────────────────────────────────────────────


def test_messages_stand_under_one_roof_and_somebody_approves_them(prepared):
    screen = opened(HouseScreen, prepared)
    assert screen.answer() is None
    typed(screen.roof, "roof", "Dark is no reason to stay in")
    typed(screen.forms[0], "pillars.0.message", "The guide brings the bags")
    assert "Nobody approves it yet." in screen.drawn.value
    assert "0 of 1 message is approved by somebody." in screen.answer().text
    typed(screen.forms[0], "pillars.0.cleared_by", "Birgitta")
    assert "Approved by Birgitta" in screen.drawn.value
    assert "1 of 1 message is approved by somebody." in screen.answer().text
    kept = record(prepared)
    assert kept.tracks[0].pillars[0].message == "The guide brings the bags"
    assert kept.tracks[1].pillars == ()
    assert "cleared_messages" not in {one.key for one in desk(prepared).undecided()}


def test_the_gates_keep_the_messages_open(prepared):
    screen = opened(HouseScreen, prepared)
    typed(screen.roof, "roof", "Light")
    n = screen.gates.open_questions
    assert n > 5
    assert screen.answer().detail == f"{n} questions of the gates are open."


def test_a_house_of_a_hostile_name_is_text_and_nothing_else(workspace):
    bad = '<img src=x onerror="alert(1)">'
    pillar = Pillar(key="pillar-1", message=bad, cleared_by=bad)
    keep(workspace, Campaign(roof=bad, tracks=(Track(key="a", name=bad, pillars=(pillar,)),)))
    screen = opened(HouseScreen, workspace)
    assert "<img" not in screen.drawn.value
    assert screen.drawn.value.count("&lt;img") == 4
