import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_limits

from benchmarks.calibration_pillars import engine, pooled, rows
from benchmarks.pillar_accounts import account
from coachkit.evaluation.content_factors import content_effects
from coachkit.evaluation.mixed_effects import SpreadPrior, contrasts, crossed, fit
from coachkit.model.errors import InvalidValue, RefusedAggregation
from coachkit.model.factors import ContentEffects, Factor, NoFactors
from coachkit.model.results import Verdict

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "statistics"
STATISTICS = Path(os.environ.get("COACHKIT_STATISTICS", _BESIDE))
beside = pytest.mark.skipif(not STATISTICS.is_dir(), reason="the data are not beside the checkout")


@pytest.fixture(autouse=True, scope="module")
def _one_thread():
    """As in a kernel: on small matrices several threads only wait for each other."""
    with threadpool_limits(1):
        yield


def posts(by_pillar, *, seed=1, spread=0.4, reach=2000.0, **more):
    """``by_pillar``: name → (posts, rate)."""
    chance = np.random.default_rng(seed)
    frame = pd.concat(
        pd.DataFrame(
            {
                "pillar": name,
                "engagements": np.round(reach * rate * np.exp(chance.normal(0, spread, n))),
                "impressions": reach,
                "young": False,
            }
        )
        for name, (n, rate) in by_pillar.items()
    )
    return frame.reset_index(drop=True).assign(**more)


def effects(frame, **more):
    return content_effects(frame, "engagements", "impressions", **more)


def pillars(frame):
    return effects(frame).factor(Factor.PILLAR)


def test_a_pillar_that_is_far_better_is_shown_and_wins():
    found = pillars(posts({"people": (40, 0.08), "offers": (60, 0.03), "news": (50, 0.03)}))
    assert [group.key for group in found.groups] == ["offers", "news", "people"]
    assert found.winner.key == "people"
    assert found.verdict is Verdict.SHOWN_UP
    assert found.groups[0].verdict is Verdict.SHOWN_DOWN
    assert found.n == 150


def test_pillars_that_are_alike_have_no_winner():
    found = pillars(posts({"a": (80, 0.03), "b": (80, 0.03), "c": (80, 0.03)}, seed=4))
    assert found.winner is None
    assert found.verdict is Verdict.NOT_SHOWN


def test_where_too_little_is_known_it_cannot_be_told():
    found = pillars(posts({"a": (6, 0.03), "b": (7, 0.035)}, spread=1.2))
    assert found.winner is None
    assert found.verdict is Verdict.CANNOT_TELL


def test_a_group_of_four_is_neither_ranked_nor_judged_however_good_it_looks():
    found = pillars(posts({"lucky": (4, 0.3), "a": (60, 0.03), "b": (60, 0.03)}))
    lucky = next(group for group in found.groups if group.key == "lucky")
    assert lucky.few
    assert lucky.verdict is Verdict.CANNOT_TELL
    assert "lucky" not in {group.key for group in found.ranked}
    assert found.winner is None or found.winner.key != "lucky"


def test_few_posts_are_believed_less_than_many():
    found = pillars(posts({"few": (6, 0.06), "many": (80, 0.06), "rest": (80, 0.03)}, seed=2))
    kept = {group.key: group.change.high - group.change.low for group in found.groups}
    assert kept["few"] > kept["many"]


def test_the_post_is_the_unit_so_that_one_viral_post_does_not_make_a_winner():
    frame = posts({"a": (40, 0.03), "b": (40, 0.03)}, seed=6)
    frame.loc[0, ["impressions", "engagements"]] = [400_000.0, 60_000.0]
    assert pillars(frame).winner is None


def test_what_a_pillar_owes_to_its_format_is_not_its_own():
    frame = posts({"a": (60, 0.06), "b": (60, 0.03)})
    chance = np.random.default_rng(0)
    # Film does it all: three quarters of a's posts are films, one quarter of b's.
    film = np.where(frame["pillar"] == "a", chance.random(120) < 0.75, chance.random(120) < 0.25)
    frame["engagements"] = np.round(
        2000 * 0.03 * (1 + film) * np.exp(chance.normal(0, 0.3, len(frame)))
    )
    alone = pillars(frame).groups[0].change.value
    together = pillars(frame.assign(format=np.where(film, "video", "image"))).groups[0].change.value
    assert abs(together) < abs(alone) / 2


def test_growing_posts_and_posts_without_a_rate_are_left_out_and_counted():
    frame = posts({"a": (20, 0.03), "b": (20, 0.03)})
    frame.loc[:2, "young"] = True
    frame.loc[5:6, "engagements"] = np.nan
    frame.loc[7, "impressions"] = 0.0
    found = effects(frame)
    assert (found.n, found.young, found.unknown) == (34, 3, 3)


def test_a_post_without_any_reaction_counts_as_one():
    frame = posts({"a": (20, 0.03), "b": (20, 0.03)})
    frame.loc[0, "engagements"] = 0.0
    assert effects(frame).n == 40


def test_a_post_whose_pillar_is_unknown_tells_of_the_other_factors():
    frame = posts({"a": (20, 0.03), "b": (20, 0.03)}).assign(weekday=[0, 1] * 20)
    frame.loc[:4, "pillar"] = None
    found = effects(frame)
    assert found.factor(Factor.PILLAR).n == 35
    assert found.factor(Factor.WEEKDAY).n == 40
    assert [group.key for group in found.factor(Factor.WEEKDAY).groups] == ["0", "1"]


def test_weekdays_with_a_hole_are_still_named_by_whole_numbers():
    frame = posts({"a": (40, 0.03)}).assign(weekday=[0.0, 1.0] * 19 + [np.nan] * 2)
    keys = {group.key for group in effects(frame).factor(Factor.WEEKDAY).groups}
    assert keys == {"0", "1"}


def test_what_all_posts_gained_over_the_year_is_no_pillars_merit():
    days = pd.to_datetime("2026-01-01") + pd.to_timedelta(np.arange(160) * 2, unit="D")
    frame = posts({"early": (80, 0.02), "late": (80, 0.04)}, spread=0.2).assign(day=days)
    mixed = frame.assign(pillar=np.where(np.arange(160) % 8 < 4, "early", "late"))
    assert effects(mixed).factor(Factor.PILLAR).winner is None


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (posts({"a": (20, 0.03)}).iloc[:0], NoFactors.NO_POSTS),
        (posts({"a": (5, 0.03), "b": (5, 0.03)}), NoFactors.FEW_POSTS),
        (posts({"a": (30, 0.03)}), NoFactors.ALL_ALIKE),
        (posts({"a": (20, 0.0), "b": (20, 0.0)}), NoFactors.NOTHING_COUNTED),
    ],
)
def test_why_nothing_can_be_said(frame, reason):
    found = effects(frame)
    assert (found.reason, found.factors) == (reason, ())


def test_paid_reach_is_not_put_under_organic_reactions():
    frame = posts({"a": (20, 0.03)}).rename(columns={"impressions": "impressions_paid"})
    with pytest.raises(RefusedAggregation) as refused:
        content_effects(
            frame.assign(video_views_organic=1.0), "video_views_organic", "impressions_paid"
        )
    assert refused.value.code == "paid_with_organic"


def test_an_answer_without_factors_says_why():
    with pytest.raises(InvalidValue) as refused:
        ContentEffects(numerator="likes", denominator="reach")
    assert refused.value.field == "reason"


def test_the_same_posts_in_another_order_say_the_same():
    frame = posts({"a": (30, 0.03), "b": (30, 0.05)})
    other = effects(frame.sample(frac=1, random_state=1))
    for mine, theirs in zip(effects(frame).factors, other.factors, strict=True):
        assert {g.key: round(g.change.value, 6) for g in mine.groups} == {
            g.key: round(g.change.value, 6) for g in theirs.groups
        }


def test_a_few_simulated_accounts_reach_the_bars_widened_by_chance():
    found = {row.name: row for row in rows(seed=11, accounts=25)}
    assert found["pillars: coverage"].value > 0.80
    assert found["pillars: false winner"].value <= 0.20
    assert found["pillars: RMSE (log)"].value < 0.21


def test_pooled_impressions_make_false_winners_where_the_engine_makes_none():
    one = account(np.random.default_rng(5), differing=False)
    assert pooled(one).wins
    assert not engine(one).wins


@beside
def test_pages_of_buzzfeeds_check_are_foretold_better_when_shrunk():
    """Two posts of each page and type foretell the mean of all its others."""
    data = pd.read_csv(STATISTICS / "facebook_fact_check.csv")
    data = data[data["reaction_count"].notna()]
    chance = np.random.default_rng(7)
    shrunk, plain, inside = [], [], []
    for _ in range(10):
        mixed = data.iloc[chance.permutation(len(data))].reset_index(drop=True)
        logs = np.log(mixed["reaction_count"] + 0.5)
        cell = mixed["Page"] + mixed["Post Type"]
        large = cell.map(cell.value_counts()) >= 8
        learnt = large & (logs.groupby(cell).cumcount() < 2)
        codes, cells = pd.factorize(cell[learnt], sort=True)
        data_seen = crossed(logs[learnt].to_numpy(), [codes], [len(cells)])
        found = contrasts(fit(data_seen, SpreadPrior()), 0)
        rest = large & ~learnt
        truth = logs[rest].groupby(cell[rest]).mean().reindex(cells).to_numpy()
        truth = truth - truth.mean()
        shrunk.extend((found.value - truth) ** 2)
        plain.extend((found.plain - truth) ** 2)
        inside.extend((found.low <= truth) & (truth <= found.high))
    assert np.mean(shrunk) < np.mean(plain)
    assert 0.82 < np.mean(inside) < 0.97
