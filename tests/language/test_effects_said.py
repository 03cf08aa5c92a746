"""A sentence has the direction, the numbers and the doubt of the result it is of."""

from datetime import date

import numpy as np
import pytest

from coachkit.evaluation.goal_forecast import ENOUGH_WEEKS
from coachkit.language.effects_said import (
    cadence_finding,
    comparison_basis,
    comparison_finding,
    comparison_word,
    detectability_finding,
    reason_sentence,
    replay_sentence,
    verdict_word,
)
from coachkit.language.forecasts_said import forecast_finding, forecast_word
from coachkit.language.lifts_said import between, chance, lift, rounded_up
from coachkit.language.speech import speak
from coachkit.model.effects import (
    Ahead,
    Beside,
    CadenceEffect,
    Change,
    Comparison,
    Detectability,
    Forecast,
    Reason,
    Replay,
    Smallest,
    UnusualDay,
)
from coachkit.model.languages import LANGUAGES
from coachkit.model.periods import Period
from coachkit.model.results import INTERVAL_LEVEL, Verdict

ENGLISH = speak("en")
OCTOBER = Period(first=date(2026, 10, 5), last=date(2026, 11, 1))
SAID = [reason for reason in Reason if reason is not Reason.TOO_NOISY]


def change(chance):
    spread = chance.choice([1e-4, 0.01, 0.3, 2.0])
    low, value, high = np.sort(np.expm1(chance.normal(0, spread, 3)))
    return Change(low=float(low), value=float(value), high=float(high))


def replay(chance):
    windows = int(chance.integers(1, 60))
    return Replay(
        windows=windows,
        weeks=windows + 3,
        typical_error=float(chance.gamma(1, 0.2)),
        inside=int(chance.integers(0, windows + 1)),
        widened=float(1 + chance.gamma(1, 0.2)),
    )


def comparison(chance, **known):
    found = {
        "metric": "sessions",
        "definition": "visits a day",
        "sources": ("visits.csv",),
        "period": OCTOBER,
        "weeks": 4,
        "weeks_before": 48,
        "days": 28,
        "change": change(chance),
        "reason": chance.choice(SAID) if chance.random() < 0.2 else None,
        "smallest": Smallest(lift=float(chance.gamma(2, 0.3)) + 1e-6, weeks=4)
        if chance.random() < 0.9
        else None,
        "replay": replay(chance) if chance.random() < 0.5 else None,
        "refined": bool(chance.random() < 0.5),
        "best_day": UnusualDay(day=date(2026, 10, 9), share=0.4, without=change(chance))
        if chance.random() < 0.5
        else None,
    }
    return Comparison.model_validate({**found, **known})


def results(n, **known):
    chance = np.random.default_rng(20)
    return [comparison(chance, **known) for _ in range(n)]


def test_direction_number_and_doubt_are_those_of_the_result():
    seen = set()
    for found in results(600):
        said = comparison_finding(found, ENGLISH)
        seen.add((found.verdict, found.one_day))
        assert said.text.startswith("More came") is (found.verdict is Verdict.SHOWN_UP)
        assert said.text.startswith("Less came") is (found.verdict is Verdict.SHOWN_DOWN)
        assert said.text.startswith("It is not shown") is (found.verdict is Verdict.NOT_SHOWN)
        untold = found.verdict is Verdict.CANNOT_TELL
        assert said.text.startswith("It cannot be told") is untold
        assert ("a single day makes the difference" in said.text) is found.one_day
        if untold:
            assert reason_sentence(found.why, ENGLISH) in said.text
            assert lift(found.change.low, ENGLISH) in said.detail
            assert lift(found.change.high, ENGLISH) in said.detail
        else:
            assert between(found.change, ENGLISH) in said.text
    assert seen == {*((verdict, False) for verdict in Verdict), (Verdict.SHOWN_UP, True)}


def test_a_sign_is_never_rounded_away():
    for found in results(600):
        for part in (found.change.low, found.change.value, found.change.high):
            said = lift(part, ENGLISH)
            assert ("just above" in said or "+" in said) is (part > 0)
            assert ("just below" in said or "\N{MINUS SIGN}" in said) is (part < 0)


def test_what_could_have_been_seen_is_said_where_nothing_was_and_never_less_than_it_is():
    for found in results(300):
        said = comparison_finding(found, ENGLISH).detail
        open_ = found.verdict in (Verdict.NOT_SHOWN, Verdict.CANNOT_TELL)
        assert ("would usually have been seen" in said) is (open_ and found.smallest is not None)
        if found.smallest is not None and found.smallest.lift < 9:
            told = float(rounded_up(found.smallest.lift, ENGLISH).rstrip("%").replace(",", ""))
            assert found.smallest.lift <= told / 100 + 1e-9 < found.smallest.lift + 0.01 + 1e-9


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_sentence_for_every_verdict_and_reason(language):
    speech = speak(language)
    for found in results(60):
        said = comparison_finding(found, speech)
        assert said.text
        assert comparison_word(found, speech)
        assert "%(" not in said.text + said.detail
        assert all(comparison_basis(found, speech))
    assert len({reason_sentence(reason, speech) for reason in Reason}) == len(Reason)
    assert len({verdict_word(verdict, speech) for verdict in Verdict}) == len(Verdict)


def test_without_any_answer_only_the_reason_is_said():
    found = Comparison(
        metric="likes",
        definition="likes a day",
        sources=(),
        period=OCTOBER,
        reason=Reason.SHORT_HISTORY,
    )
    said = comparison_finding(found, ENGLISH)
    assert said.text.endswith("An export of older months helps.")
    assert said.detail == ""


def test_the_first_look_is_told_from_the_one_that_was_tried():
    one = replay(np.random.default_rng(1))
    assert replay_sentence(one, ENGLISH, refined=False).startswith("First look")
    tried = replay_sentence(one, ENGLISH, refined=True)
    assert tried.startswith(f"Tried on {one.weeks} of your own quiet weeks")
    assert "too short" in replay_sentence(None, ENGLISH, refined=True)


@pytest.mark.parametrize(
    ("control", "reason", "words"),
    [
        (Beside(name="X", used=False, moved=True), Reason.CONTROL_MOVED, "touched both"),
        (Beside(name="X", used=True), None, "Compared with X, which kept still"),
        (Beside(name="X", used=False), None, "Too little is known of X"),
    ],
)
def test_what_the_control_did_is_said(control, reason, words):
    found = comparison(np.random.default_rng(2), control=control, reason=reason)
    assert words in comparison_finding(found, ENGLISH).detail


def test_more_posts_say_what_they_bring_in_all_and_each():
    for total in results(300):
        found = CadenceEffect(before=2.0, after=4.0, total=total)
        said = cadence_finding(found, ENGLISH)
        assert (", more comes in all" in said.text) is (total.verdict is Verdict.SHOWN_UP)
        assert (", less comes in all" in said.text) is (total.verdict is Verdict.SHOWN_DOWN)
        told = total.verdict is not Verdict.CANNOT_TELL
        assert ("Each post brings more" in said.detail) is (told and found.per_post.up)
        assert ("Each post brings less" in said.detail) is (told and found.per_post.down)


def detectable(*options):
    return Detectability(
        metric="sessions",
        definition="visits a day",
        sources=(),
        known=OCTOBER,
        weeks_before=40,
        options=options,
        reason=None if options else Reason.SHORT_HISTORY,
    )


def test_the_smallest_lift_is_said_as_a_coach_says_it():
    known = detectable(
        Smallest(lift=0.447, weeks=4),
        Smallest(lift=0.25, weeks=4, with_control=True),
        Smallest(lift=0.2449, weeks=8),
    )
    said = detectability_finding(known, ENGLISH)
    assert said.text == (
        "The smallest lift in sessions that your own history could show in 4 weeks is 45%."
    )
    assert said.detail == "A series to compare with makes it 25%. 8 weeks make it 25%."


def test_a_length_that_helps_nothing_is_not_praised():
    known = detectable(Smallest(lift=0.447, weeks=4), Smallest(lift=0.446, weeks=8))
    assert "do not make it smaller" in detectability_finding(known, ENGLISH).detail
    assert "Too few weeks" in detectability_finding(detectable(), ENGLISH).detail


def forecasts(n):
    chance_of = np.random.default_rng(3)
    for _ in range(n):
        low, value, high = np.sort(chance_of.gamma(4, 400, 3))
        target = float(round(chance_of.gamma(4, 400)))
        yield Forecast(
            metric="sessions",
            definition="visits a day",
            sources=(),
            period=OCTOBER,
            weeks_before=ENOUGH_WEEKS,
            so_far=float(low / 2),
            days_left=int(chance_of.integers(0, 20)),
            total=Ahead(low=float(low), value=float(value), high=float(high)),
            target=target,
            probability=float(np.clip(chance_of.normal(0.5, 0.5), 0.005, 0.995)),
            refined=True,
        )


def test_a_forecast_promises_no_more_than_its_interval():
    for found in forecasts(400):
        said = forecast_finding(found, ENGLISH)
        if found.days_left:
            sure = found.verdict is not Verdict.CANNOT_TELL
            assert ("will be reached." in said.text) is (found.verdict is Verdict.SHOWN_UP)
            assert ("will not be reached" in said.text) is (found.verdict is Verdict.SHOWN_DOWN)
            assert ("cannot be told yet" in said.text) is not sure
            assert chance(found.probability, ENGLISH) in said.text + said.detail
            assert "100%" not in said.text + said.detail
            told = said.text[said.text.rindex("(") + 1 : said.text.rindex(")")]
            low, high = (float(one.replace(",", "")) for one in told.split("–"))
            assert low <= found.total.low
            assert found.total.high <= high
        else:
            assert "so far" not in said.detail
        assert forecast_word(found, ENGLISH)


def test_a_chance_is_never_rounded_into_certainty():
    assert chance(0.995, ENGLISH) == "over 99%"
    assert chance(0.005, ENGLISH) == "under 1%"
    assert (chance(0.0, ENGLISH), chance(1.0, ENGLISH)) == ("0%", "100%")
    assert chance(0.43, ENGLISH) == "43%"


@pytest.mark.parametrize("reason", [Reason.SHORT_HISTORY, Reason.NOT_TOLD, Reason.NO_DATA])
def test_a_forecast_that_cannot_be_made_says_why(reason):
    none = Forecast(
        metric="sessions", definition="d", sources=(), period=OCTOBER, target=5.0, reason=reason
    )
    assert forecast_finding(none, ENGLISH).detail == reason_sentence(reason, ENGLISH)


def test_nine_of_ten_is_what_the_level_says():
    assert INTERVAL_LEVEL == 0.9
