from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

from coachkit.evaluation.chain import chain, tier
from coachkit.evaluation.content_factors import content_effects
from coachkit.language.chain_said import chain_finding, link_name, tier_finding
from coachkit.language.content_said import (
    anomalies_sentence,
    closeness_sentence,
    content_findings,
    replies_finding,
)
from coachkit.language.speech import speak
from coachkit.model.anomalies import Anomalies, DayApart, NoAnomalies
from coachkit.model.chain import AtHand, Link, Stake, TierReason
from coachkit.model.factors import NoFactors
from coachkit.model.goals import Goal, Kpi
from coachkit.model.guesses import Closeness, Guess, Scored
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform
from coachkit.model.replies import Replies, Waited, Within

ENGLISH = speak("en")


def effects(rates, n=40, spread=0.3):
    chance = np.random.default_rng(1)
    frame = pd.concat(
        pd.DataFrame(
            {
                "pillar": name,
                "weekday": np.arange(n) % 2,
                "likes": np.round(2000 * rate * np.exp(chance.normal(0, spread, n))),
                "impressions": 2000.0,
                "young": False,
            }
        )
        for name, rate in rates.items()
    )
    return content_effects(frame.reset_index(drop=True), "likes", "impressions")


def test_a_winner_is_named_with_its_interval():
    first = content_findings(effects({"people": 0.08, "offers": 0.03}), ENGLISH)[0]
    assert first.text.startswith("“people” does better than the average theme: +")
    assert first.detail == "80 posts compared."


def test_no_winner_is_said_only_where_one_could_have_been_seen():
    alike = content_findings(effects({"a": 0.03, "b": 0.03}, n=200), ENGLISH)
    assert alike[0].text == "No theme is shown to do better than the others."
    unsure = content_findings(effects({"a": 0.03, "b": 0.03}, n=8, spread=1.0), ENGLISH)
    assert unsure[0].text == "It cannot be told yet which theme does best."


def test_small_groups_are_said_to_be_left_unjudged():
    frame = effects({"a": 0.03, "b": 0.03}).factors[0]
    small = frame.groups[0].changed(n=3)
    known = effects({"a": 0.03, "b": 0.03}).changed(
        factors=(frame.changed(groups=(small, frame.groups[1])),)
    )
    assert "1 group has fewer than 5 posts" in content_findings(known, ENGLISH)[0].detail


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", NoFactors)
def test_every_reason_why_content_tells_nothing_has_words(reason, language):
    none = effects({"a": 0.03, "b": 0.03}).changed(factors=(), reason=reason)
    assert content_findings(none, speak(language))[0].text


def test_unusual_days():
    odd = DayApart(day=date(2026, 4, 15), value=800, usual=200, distance=7)
    said = anomalies_sentence(Anomalies(metric="sessions", n=180, days=(odd,)), ENGLISH)
    assert said == (
        "1 day was unlike other days of its weekday. Most of all 15 April 2026: 800, usually 200."
    )
    sparse = Anomalies(metric="likes", n=180, reason=NoAnomalies.SPARSE)
    assert "chance" in anomalies_sentence(sparse, ENGLISH)


def test_reply_times_count_those_who_still_wait():
    found = Replies(
        target=8,
        n=20,
        unanswered=3,
        median=Waited(value=2.5, low=2, high=4),
        within=Within(value=0.8, low=0.6, high=0.9),
    )
    said = replies_finding(found, ENGLISH)
    assert said.text == "80% were answered within 8 hours (60%–90%)."
    assert "3 questions still wait for an answer" in said.detail


@pytest.mark.parametrize("closeness", Closeness)
def test_every_closeness_has_words(closeness):
    guess = Guess(question="likes", value=3, said=datetime(2026, 11, 23, tzinfo=UTC))
    assert closeness_sentence(Scored(guess=guess, closeness=closeness), ENGLISH)


def test_the_tier_says_why_and_what_is_lacking():
    goal = Goal(name="likes", kpi=Kpi(platform="facebook", metric="likes"), monthly_target=5)
    known = chain({Platform.FACEBOOK: ["likes", "impressions"]}, [goal])
    choice = tier(known, AtHand(stake=Stake.CAMPAIGN, weeks=20, hours=4))
    assert choice.lacking == (TierReason.NO_OUTCOMES,)
    assert "It deserves more than can be done: No export says what" in (
        tier_finding(choice, ENGLISH).detail
    )
    said = chain_finding(known, ENGLISH)
    assert said.text == "Your numbers reach as far as: Who paid attention."
    assert "No goal is about what people do after" in said.detail


def test_an_empty_chain_and_attributed_sales_are_called_what_they_are():
    assert chain_finding(chain({}), ENGLISH).text.startswith("No number is known")
    sold = chain_finding(chain({Platform.WEBSITE: ["revenue"]}), ENGLISH)
    assert "not yet sales that it brought" in sold.detail
    assert {link_name(link, ENGLISH) for link in Link}
