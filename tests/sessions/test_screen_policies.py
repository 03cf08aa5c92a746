"""The screen of tone, images, employees and the guideline, without a browser."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coachkit.language.policies_said import policies_said
from coachkit.language.policy_wording import OFFERED, with_first_wording
from coachkit.language.speech import speak
from coachkit.model.client import Client
from coachkit.model.languages import LANGUAGES
from coachkit.model.policies import (
    Acknowledgement,
    Guideline,
    HardSituation,
    Policies,
    Rewrite,
    TonePolicy,
)
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy_gaps import Part, policy_gaps
from coachkit.sessions import autosave, session_desk
from coachkit.sessions.screen_policies import ACKNOWLEDGED, PARTS, PoliciesScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.store.workspace import Workspace

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_desk, "now", lambda: NINE)
    monkeypatch.setattr(autosave, "running_loop", lambda: None)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "w")
    made.new_client(Client(slug="sund", name="Sund"), now=lambda: NINE, who="coach").close()
    return made


def desk(workspace: Workspace) -> SessionDesk:
    return SessionDesk("sund", str(workspace.path), shipped_sheet("strategy"), "sv")


@pytest.fixture
def screen(workspace: Workspace) -> PoliciesScreen:
    made = PoliciesScreen(desk(workspace), "tone_and_image", "sv")
    made.desk.changed = made.changed
    return made


def rewritten(n: int) -> Policies:
    replies = (Rewrite(key=f"rewrite-{i}", before="Nej.", after="Inte i dag.") for i in range(n))
    return Policies(tone=TonePolicy(rewrites=tuple(replies)))


def reply(number: int, **said: str) -> dict[str, str]:
    return {"id": f"new-{number}", "asked": "", "before": "", "after": "", **said}


def gone_through(number: int, name: str, on: str) -> dict[str, str]:
    return {"id": f"new-{number}", "name": name, "on": on}


def test_a_rewritten_reply_is_kept_with_its_owner(
    screen: PoliciesScreen, workspace: Workspace
) -> None:
    row = reply(1, asked="Öppet?", before="Se sajten.", after="Ja, till sex. /Elsa")
    screen.replies.entries = {"rewrites": [row], "brand_owner": "Elsa"}
    tone = desk(workspace).the(Policies).tone
    assert tone.brand_owner == "Elsa"
    assert [(one.before, one.after) for one in tone.rewrites] == [
        ("Se sajten.", "Ja, till sex. /Elsa")
    ]


def test_why_a_reply_is_better_is_written_beside_the_reply(screen: PoliciesScreen) -> None:
    screen.desk.put(rewritten(2), "elsewhere")
    first, second = screen.sound.entries["rewrites"]
    screen.sound.entries = {
        **screen.sound.entries,
        "rewrites": [{**first, "why": "Ett svar"}, second],
    }
    replies = screen.desk.the(Policies).tone.rewrites
    assert [(one.before, one.why) for one in replies] == [("Nej.", "Ett svar"), ("Nej.", "")]


@pytest.mark.parametrize(
    ("n", "language", "said"),
    [
        (0, "en", "No reply is rewritten yet: two here, three until the review."),
        (1, "en", "1 of 5 replies rewritten: one more here, the other three until the review."),
        (2, "en", "2 of 5 replies rewritten; the other three are yours until the review."),
        (4, "en", "4 of 5 replies rewritten; the last one is yours until the review."),
        (6, "en", "6 replies rewritten: that is how you sound."),
    ],
)
def test_the_answer_counts_the_replies(n: int, language: str, said: str) -> None:
    policies = Policies(tone=TonePolicy(brand_owner="Elsa", rewrites=rewritten(n).tone.rewrites))
    found = policies_said(policies, speak(language))
    assert found is not None
    assert found.text == said
    assert found.detail == "Choose a picture that is yours and one that is not."


def test_before_anything_is_entered_the_lead_stands(screen: PoliciesScreen) -> None:
    assert screen.answer() is None


def test_a_reply_that_is_half_written_does_not_count(screen: PoliciesScreen) -> None:
    row = reply(1, before="Se sajten.")
    screen.replies.entries = {"rewrites": [row], "brand_owner": ""}
    screen.speak("en")
    found = screen.answer()
    assert found is not None
    assert found.text.startswith("No reply is rewritten yet")
    assert found.detail == "Say who owns the brand and has agreed to the tone."


def test_another_language_keeps_what_is_entered(screen: PoliciesScreen) -> None:
    row = reply(1, asked="Öppet?", before="Se sajten.", after="Ja.")
    screen.replies.entries = {"rewrites": [row], "brand_owner": "Elsa"}
    before = screen.desk.the(Policies)
    for language in LANGUAGES:
        screen.speak(language)
        assert screen.replies.entries == {"rewrites": [row], "brand_owner": "Elsa"}
        assert screen.steps.switch.options[0][0]
    assert screen.desk.the(Policies) == before


def test_what_is_entered_elsewhere_is_shown(screen: PoliciesScreen) -> None:
    screen.desk.put(Policies(guideline=Guideline(dos=("Berätta",))), "elsewhere")
    assert screen.purpose.entries["dos"] == ["Berätta"]


def test_what_stands_below_the_question_is_not_said_once_more(screen: PoliciesScreen) -> None:
    screen.speak("en")
    asked = "Say who owns the brand and has agreed to the tone."
    assert asked in screen.lacks[Part.TONE].value
    screen.desk.put(rewritten(2), "elsewhere")
    found = screen.answer()
    assert found is not None
    assert found.detail == asked
    assert asked not in screen.lacks[Part.TONE].value
    assert "one that is not" in screen.lacks[Part.IMAGES].value


def test_every_part_can_be_gone_to(screen: PoliciesScreen) -> None:
    for key in (*(part.value for part in PARTS), ACKNOWLEDGED):
        screen.steps.go(key)
        assert screen.steps.here == key
    assert screen.steps.still


# ── Gone through ────────────────────────────────────────────────────────────────────────────────


def test_whoever_has_gone_through_the_policies_is_kept_beside_them(
    screen: PoliciesScreen, workspace: Workspace
) -> None:
    screen.desk.put(rewritten(2), "elsewhere")
    screen.acknowledged.entries = {"acknowledged": [gone_through(1, "Elsa", "2026-11-20")]}
    kept = desk(workspace).the(Policies)
    assert kept == rewritten(2).changed(
        acknowledged=(Acknowledgement(name="Elsa", on=date(2026, 11, 20)),)
    )


def test_a_name_without_a_day_waits(screen: PoliciesScreen, workspace: Workspace) -> None:
    rows = [gone_through(1, "Elsa", "2026-11-20"), gone_through(2, "Bo", "")]
    screen.acknowledged.entries = {"acknowledged": rows}
    assert screen.acknowledged.errors
    assert desk(workspace).the(Policies).acknowledged == ()
    again = PoliciesScreen(desk(workspace), "tone_and_image", "sv")
    assert again.acknowledged.entries == {"acknowledged": rows}


def test_the_same_name_twice_is_said_at_the_list(screen: PoliciesScreen) -> None:
    rows = [gone_through(n, "Elsa", "2026-11-20") for n in (1, 2)]
    screen.acknowledged.entries = {"acknowledged": rows}
    assert "Elsa" in str(screen.acknowledged.errors)
    assert screen.desk.the(Policies).acknowledged == ()


def test_who_has_gone_through_them_is_shown_when_entered_elsewhere(screen: PoliciesScreen) -> None:
    elsa = Acknowledgement(name="Elsa", on=date(2026, 11, 20))
    screen.desk.put(Policies(acknowledged=(elsa,)), "elsewhere")
    (row,) = screen.acknowledged.entries["acknowledged"]
    assert (row["name"], row["on"]) == ("Elsa", "2026-11-20")
    for language in LANGUAGES:
        screen.speak(language)
        assert screen.acknowledged.value.acknowledged == (elsa,)


# ── Our wording ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("part", OFFERED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_wording_leaves_only_names_and_pictures_to_write(part: Part, language: str) -> None:
    worded = with_first_wording(Policies(), part, speak(language))
    lacking = {gap.code for gap in policy_gaps(worded) if gap.part is part}
    assert lacking <= {"no_pairs", "too_few_examples", "no_call"}
    assert len(worded.guideline.dos) >= len(worded.guideline.donts)


def test_wording_is_asked_for_and_fills_only_what_is_empty(screen: PoliciesScreen) -> None:
    mine = HardSituation(key="situation-9", situation="Hela hemsidan är nere")
    screen.desk.put(Policies(guideline=Guideline(situations=(mine,))), "elsewhere")
    assert screen.offers[Part.GUIDELINE].layout.display is None
    screen.offers[Part.GUIDELINE].click()
    guideline = screen.desk.the(Policies).guideline
    assert guideline.situations == (mine,)
    assert guideline.purpose
    assert screen.purpose.entries["purpose"] == guideline.purpose
    assert screen.offers[Part.GUIDELINE].layout.display == "none"
    assert screen.offers[Part.IMAGES].layout.display is None


def test_how_a_client_sounds_is_theirs_alone() -> None:
    assert with_first_wording(Policies(), Part.TONE, speak("en")) == Policies()
