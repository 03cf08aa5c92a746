"""The screens of goals, channels and points: what is entered is kept, and told in a sentence."""

from datetime import UTC, date, datetime

import pytest

from coachkit.model.audit import Account, Audit, Verdict
from coachkit.model.client import Client
from coachkit.model.policies import Guideline, HardSituation, Policies
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import (
    BusinessGoal,
    ChannelChoice,
    CommunicationGoal,
    Point,
    Statement,
    Strategy,
)
from coachkit.sessions import autosave, session_desk
from coachkit.sessions.demo_strategy import demo_strategy
from coachkit.sessions.screen_channels import UNDECIDED, ChannelsScreen
from coachkit.sessions.screen_goals import BUSINESS, COMMUNICATION, GoalsScreen
from coachkit.sessions.screen_points import AnsweringScreen, MessagesScreen, RhythmScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.store.workspace import Workspace
from coachkit.widgets.panel import still
from tests.sessions.plan_pages import REQUEST

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LANGUAGES = ("en", "sv", "fi")

GOALS = Strategy(
    business_goals=(BusinessGoal(key="b-1", text="Twenty more repairs a week"),),
    communication_goals=(
        CommunicationGoal(
            key="c-1", text="They know that we repair", serves="b-1", measure="Asked"
        ),
        CommunicationGoal(key="c-2", text="They trust us"),
    ),
)

ACCOUNTS = Audit(
    accounts=(
        Account(key="a-1", channel="Facebook", owner="Elsa", last_post=date(2026, 10, 3)),
        Account(key="a-2", channel="X", verdict=Verdict.CLOSE, reason="Nobody asks there"),
        Account(key="a-3", channel="facebook", handle="second"),
    )
)


@pytest.fixture(autouse=True)
def at_nine(monkeypatch):
    monkeypatch.setattr(session_desk, "now", lambda: NINE)
    monkeypatch.setattr(autosave, "running_loop", lambda: None)


@pytest.fixture
def sund(tmp_path):
    """A workspace with one client, in Sweden."""
    made = Workspace.create(tmp_path / "w")
    made.new_client(Client(slug="sund", name="Sund"), now=lambda: NINE, who="coach").close()
    return made


@pytest.fixture
def desk(sund):
    return sitting(sund)


def sitting(workspace):
    return SessionDesk("sund", str(workspace.path), shipped_sheet("strategy"), "en")


def opened(screen, desk, block, language="en"):
    """A screen that is told of changes, as the page tells it."""
    made = screen(desk, block, language)
    desk.changed = made.changed
    made.show()
    return made


def type_row(form, field, row=0, **typed):
    """Type into a row, as the browser tells of it: with all other entries."""
    rows = [dict(one) for one in form.entries[field]]
    rows[row].update(typed)
    form.entries = {**form.entries, field: rows}


# ── Goals ───────────────────────────────────────────────────────────────────────────────────────


def test_a_first_goal_is_written_kept_and_stands_in_the_tree(sund, desk):
    screen = opened(GoalsScreen, desk, "goals")
    assert screen.answer() is None
    assert "<li" not in screen.tree.value
    type_row(screen.forms[BUSINESS], BUSINESS, text="Twenty more repairs a week")
    assert screen.answer().text == "1 business goal. What must communication do for it?"
    assert "Twenty more repairs a week" in screen.tree.value
    assert "No measure yet" in screen.tree.value
    kept = sitting(sund).the(Strategy).business_goals
    assert [(one.key, one.text) for one in kept] == [
        ("business-goal-1", "Twenty more repairs a week")
    ]


def test_a_goal_that_hangs_on_nothing_is_told_and_shown(desk):
    desk.put(GOALS, "goals")
    screen = opened(GoalsScreen, desk, "goals")
    finding = screen.answer()
    assert finding.text == "2 communication goals; 1 serves no business goal yet."
    assert finding.detail == ("Still missing: 3 owners, 3 reasons, 2 measures and 3 review days.")
    tree = screen.tree.value
    assert tree.index("They know that we repair") < tree.index("Serves no business goal yet")
    assert tree.index("Serves no business goal yet") < tree.index("They trust us")
    type_row(screen.forms[COMMUNICATION], COMMUNICATION, 1, serves="b-1")
    assert screen.answer().text == "2 communication goals, tied to what the business wants."
    assert "Serves no business goal yet" not in screen.tree.value


@pytest.mark.parametrize(
    ("language", "goals", "channels"),
    [
        (
            "sv",
            "2 kommunikationsmål; 1 tjänar inget verksamhetsmål ännu.",
            "Stäng 1, 1 kvar att bestämma.",
        ),
        (
            "fi",
            "2 viestintätavoitetta; 1 ei vielä palvele mitään liiketoimintatavoitetta.",
            "Suljetaan 1, 1 vielä päättämättä.",
        ),
    ],
)
def test_the_sentences_are_said_in_the_other_languages(desk, language, goals, channels):
    desk.put(GOALS, "goals")
    desk.put(ACCOUNTS, "audit")
    assert opened(GoalsScreen, desk, "goals", language).answer().text == goals
    assert opened(ChannelsScreen, desk, "channels", language).answer().text == channels


def test_a_new_business_goal_can_be_served_at_once(desk):
    desk.put(GOALS, "goals")
    screen = opened(GoalsScreen, desk, "goals")
    type_row(screen.forms[BUSINESS], BUSINESS, text="Half as many returns")
    columns = screen.forms[COMMUNICATION].schema["fields"][0]["columns"]
    serves = next(one for one in columns if one["name"] == "serves")
    assert serves["options"] == [["b-1", "Half as many returns"]]


def test_an_empty_row_to_write_in_is_no_value(sund, desk):
    screen = opened(GoalsScreen, desk, "goals")
    assert len(screen.forms[BUSINESS].entries[BUSINESS]) == 1
    assert desk.the(Strategy) == Strategy()
    assert sitting(sund).the(Strategy) == Strategy()


def test_markup_in_a_goal_is_text(desk):
    desk.put(Strategy(business_goals=(BusinessGoal(key="b-1", text="<b>Big</b>"),)), "goals")
    assert "&lt;b&gt;Big" in opened(GoalsScreen, desk, "goals").tree.value


def test_all_goals_are_given_their_review_day_at_once(desk):
    desk.put(GOALS, "goals")
    screen = opened(GoalsScreen, desk, "goals")
    assert screen.review.button.description == "Look at all of it again on 23 February 2027"
    screen.review.button.click()
    assert {one.review_on for one in screen.review._of(desk.the(Strategy))} == {date(2027, 2, 23)}
    assert screen.review.body.layout.display == "none"
    assert "review" not in screen.answer().detail


# ── Channels ────────────────────────────────────────────────────────────────────────────────────


def test_a_card_for_each_channel_stands_where_the_audit_has_it(desk):
    desk.put(ACCOUNTS, "audit")
    screen = opened(ChannelsScreen, desk, "channels")
    assert [card.key for card in screen.board.cards] == ["facebook", "x"]
    assert screen.board.in_column("close") == ("x",)
    assert screen.board.in_column(UNDECIDED) == ("facebook",)
    assert screen.answer().text == "Close 1, 1 to decide."
    note = screen.board.face["cards"][0]["note"]
    assert note == "53% daily, 2022\nlast post 3 Oct\nElsa"
    figures = screen.figures.value
    assert "53% of internet users in Sweden aged 8 and over used Facebook daily in 2022" in figures
    assert "Internetstiftelsen" in figures
    assert "more than two years" in figures
    assert "No national figure here for: X." in figures


def test_a_moved_card_is_the_choice_and_the_verdict_on_every_account(sund, desk):
    desk.put(ACCOUNTS, "audit")
    screen = opened(ChannelsScreen, desk, "channels")
    screen.board.move("facebook", "pause")
    kept = sitting(sund)
    (choice,) = kept.the(Strategy).channels
    assert (choice.key, choice.channel, choice.verdict) == ("channel-1", "Facebook", Verdict.PAUSE)
    assert choice.owner == "Elsa"
    verdicts = [one.verdict for one in kept.the(Audit).accounts]
    assert verdicts == [Verdict.PAUSE, Verdict.CLOSE, Verdict.PAUSE]
    assert screen.here == "facebook"
    assert screen.answer().text == "Pause 1, close 1."
    screen.board.move("facebook", UNDECIDED)
    assert desk.the(Strategy).channels[0].verdict is None


def test_the_chosen_channels_form_fills_in_its_choice(sund, desk):
    desk.put(ACCOUNTS, "audit")
    screen = opened(ChannelsScreen, desk, "channels")
    screen.which.value = "x"
    (form,) = screen.choice.children
    form.entries = {**form.entries, "owner": "Amir", "review_on": "2027-01-11"}
    screen.board.move("facebook", "keep")
    choices = sitting(sund).the(Strategy).channels
    assert [(one.channel, one.owner, one.verdict) for one in choices] == [
        ("X", "Amir", Verdict.CLOSE),
        ("Facebook", "Elsa", Verdict.KEEP),
    ]
    assert choices[0].review_on == date(2027, 1, 11)
    assert choices[0].reason == "Nobody asks there"


def test_what_the_audit_decided_is_taken_over_when_somebody_says_so(desk):
    desk.put(ACCOUNTS, "audit")
    screen = opened(ChannelsScreen, desk, "channels")
    assert desk.the(Strategy).channels == ()
    screen.take.click()
    assert [(one.channel, one.verdict) for one in desk.the(Strategy).channels] == [
        ("X", Verdict.CLOSE)
    ]
    assert screen.take.layout.display == "none"


def test_a_channel_is_added_once_and_too_many_are_refused_in_words(desk):
    screen = opened(ChannelsScreen, desk, "channels")
    assert screen.answer() is None
    screen.name.value = "TikTok"
    screen.add.click()
    screen.name.value = "tiktok "
    screen.add.click()
    assert [one.channel for one in desk.the(Strategy).channels] == ["TikTok"]
    full = tuple(ChannelChoice(key=f"channel-{i}", channel=f"Channel {i}") for i in range(1, 31))
    desk.put(Strategy(channels=full), "channels")
    screen.name.value = "One more"
    screen.add.click()
    assert len(desk.the(Strategy).channels) == 30
    assert 'role="status"' in screen.problem.value
    assert screen.problem.value.count("<p") == 1


def test_somebody_elses_move_is_shown(desk):
    desk.put(ACCOUNTS, "audit")
    screen = opened(ChannelsScreen, desk, "channels")
    choice = ChannelChoice(key="k", channel="Facebook", verdict=Verdict.KEEP, owner="Amir")
    desk.put(Strategy(channels=(choice,)), "elsewhere")
    assert screen.board.in_column("keep") == ("facebook",)
    assert "Amir" in screen.board.face["cards"][0]["note"]


# ── Points ──────────────────────────────────────────────────────────────────────────────────────


def test_sentences_of_three_points_are_kept_apart(sund, desk):
    screen = opened(MessagesScreen, desk, "messages")
    assert screen.answer() is None
    type_row(screen.forms[Point.MESSAGE], "statements", text="You need less than you think")
    type_row(screen.forms[Point.PLACES], "statements", text="In two local groups", owner="Elsa")
    kept = sitting(sund).the(Strategy)
    assert [one.text for one in kept.said_of(Point.MESSAGE)] == ["You need less than you think"]
    assert [one.owner for one in kept.said_of(Point.PLACES)] == ["Elsa"]
    assert len({one.key for one in kept.statements}) == 2
    finding = screen.answer()
    assert finding.text == "2 of 3 points have their sentence."
    assert "Packaging that engages: no sentence yet." in finding.detail
    assert (
        "Finding the audiences: still missing: 1 reason, 1 measure, 1 tie to a goal and "
        "1 review day." in finding.detail
    )


def test_the_example_is_beside_the_form_in_every_language_and_never_in_it(desk):
    screen = opened(MessagesScreen, desk, "messages")
    form = screen.forms[Point.MESSAGE]
    assert form.schema["fields"][0]["help"].startswith("For example: “To those who hike")
    for language in LANGUAGES:
        screen.speak(language)
        assert form.schema["fields"][0]["help"]
        assert form.entries["statements"][0]["text"] == ""
    assert desk.the(Strategy).statements == ()


def test_another_language_keeps_what_is_half_written(desk):
    screen = opened(MessagesScreen, desk, "messages")
    type_row(screen.forms[Point.MESSAGE], "statements", text="Hej", review_on="2027-02-30")
    for language in LANGUAGES:
        screen.speak(language)
        (row,) = screen.forms[Point.MESSAGE].entries["statements"]
        assert (row["text"], row["review_on"]) == ("Hej", "2027-02-30")
        assert screen.forms[Point.MESSAGE].errors
    again = opened(MessagesScreen, desk, "messages", "fi")
    assert again.forms[Point.MESSAGE].entries["statements"][0]["text"] == "Hej"


@pytest.mark.parametrize(
    ("screen", "block"),
    [
        (GoalsScreen, "goals"),
        (ChannelsScreen, "channels"),
        (MessagesScreen, "messages"),
        (AnsweringScreen, "listen_and_answer"),
        (RhythmScreen, "routine"),
    ],
)
def test_every_language_says_what_the_demos_strategy_comes_to(desk, screen, block):
    desk.put(demo_strategy("nordlykta"), "demo")
    made = opened(screen, desk, block)
    for language in LANGUAGES:
        made.speak(language)
        finding = made.answer()
        assert finding.text
        assert "%(" not in f"{finding.text}{finding.detail}{still(made.body)}"


def test_a_point_that_lacks_nothing_has_a_tick(desk):
    whole = demo_strategy("nordlykta")
    desk.put(whole, "demo")
    screen = opened(RhythmScreen, desk, "routine")
    assert screen.steps.switch.options[0][0].startswith("✓ ")
    assert screen.answer().text == "Both points have their sentence."


def test_whom_to_call_is_part_of_the_guideline(sund, desk):
    known = HardSituation(key="s-1", situation="A child fell ill", first="Thank them")
    desk.put(Policies(guideline=Guideline(situations=(known,))), "policies")
    said = Statement(key="s", point=Point.ANSWERING, text="Within a day")
    desk.put(Strategy(statements=(said,)), "points")
    screen = opened(AnsweringScreen, desk, "listen_and_answer")
    assert "1 hard situation does not say whom to call" in screen.answer().detail
    type_row(screen.ladder, "situations", call="Marjatta", within="One hour")
    (kept,) = sitting(sund).the(Policies).guideline.situations
    assert (kept.call, kept.within, kept.first) == ("Marjatta", "One hour", "Thank them")
    assert "hard situation" not in screen.answer().detail


def test_presence_turns_and_the_first_of_them_come_from_the_plan(sund):
    with sund.open_client("sund", now=lambda: NINE, who="coach") as store:
        store.save(REQUEST, based_on=None, because="hours")
    desk = sitting(sund)
    assert "each working day" in opened(AnsweringScreen, desk, "listen_and_answer").facts.value
    screen = opened(RhythmScreen, desk, "routine")
    least, most = REQUEST.turn_rule.gap_least, REQUEST.turn_rule.gap_most
    assert f"A turn every {least} to {most} weeks." in screen.facts.value
    assert "First turn: not given yet." in screen.facts.value
    type_row(screen.forms[Point.ROUTINE], "statements", text="A week each", owner="Elsa")
    assert "First turn: Elsa." in screen.facts.value


def test_a_tool_that_nobody_has_looked_at_for_half_a_year_is_named(sund, desk):
    screen = opened(RhythmScreen, desk, "routine")
    assert "checked" not in screen.facts.value
    type_row(screen.tools, "tools", name="Canva", knows="Jonas")
    assert "Canva has not been checked for six months" in screen.facts.value
    type_row(screen.tools, "tools", checked_on=desk.today.isoformat())
    assert "checked" not in screen.facts.value
    assert screen.steps.switch.options[-1][0] == "✓ Our tools"
    (kept,) = sitting(sund).the(Audit).tools
    assert (kept.name, kept.knows, kept.checked_on) == ("Canva", "Jonas", desk.today)


def test_a_review_day_too_far_ahead_is_told(desk):
    said = Statement(
        key="s", point=Point.DEVELOPMENT, text="We learn", review_on=date(2027, 6, 1), owner="Elsa"
    )
    desk.put(Strategy(statements=(said,)), "points")
    detail = opened(RhythmScreen, desk, "routine").answer().detail
    assert "1 review day is more than three months ahead." in detail


def test_what_is_typed_beside_what_somebody_else_typed_is_kept_with_it(sund, desk):
    screen = opened(MessagesScreen, desk, "messages")
    beside = desk.side_by_side(lambda: "en")
    sitting(sund).put(GOALS, "elsewhere")
    type_row(screen.forms[Point.MESSAGE], "statements", text="Mine")
    assert beside.conflict is None
    assert [one.text for one in desk.the(Strategy).statements] == ["Mine"]
    assert desk.the(Strategy).business_goals == GOALS.business_goals
