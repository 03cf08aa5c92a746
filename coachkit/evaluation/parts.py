"""A part of what exports count, as a series of its own: one account's, one country's or source's.

A campaign in one region leaves the other as it was; so does one account's the other account.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import pandas as pd

from coachkit.evaluation.observed import Observed
from coachkit.model.goals import BY_ACCOUNT, Part
from coachkit.model.observations import Granularity

DENSE = 0.9
"""A group without a row on more than every tenth day is no series.

What has no row may have been nothing, or cut off by who exported it: nobody can tell.
"""

MOST = 8
"""Parts of one table that are offered, the largest first."""

_SEVERAL = 2


@lru_cache(maxsize=64)
def parts_of(observed: Observed, metric: str) -> tuple[Part, ...]:
    """The accounts, if there are several, or the groups that have the metric on most days."""
    rows = observed.frame.dropna(subset=[metric])
    if observed.granularity is Granularity.DAY_GROUP:
        return tuple(_groups(rows, metric, by=observed.sources[0].format))
    sums = rows.groupby("account", observed=True)[metric].sum()
    accounts = sums.sort_values(ascending=False, kind="stable")
    if len(accounts) < _SEVERAL:
        return ()
    names = _called(observed.frame)
    largest = [str(account) for account in accounts.index[:MOST]]
    return tuple(Part(by=BY_ACCOUNT, name=one, called=names.get(one, "")) for one in largest)


@lru_cache(maxsize=64)
def only(observed: Observed, part: Part) -> Observed | None:
    """What the exports say of that part alone, by post or by day; ``None`` if they do not.

    A day on which a group has no row is unknown.
    """
    if part.by == BY_ACCOUNT:
        rows = observed.frame[observed.frame["account"] == part.name]
        sources = tuple(one for one in observed.sources if part.name in one.accounts)
        kind = observed.granularity
    else:
        rows = observed.frame[_group(observed.frame) == part.name]
        sources, kind = observed.sources, Granularity.DAY
    if rows.empty or not sources:
        return None
    return Observed(observed.platform, kind, rows.reset_index(drop=True), sources)


def _groups(rows: pd.DataFrame, metric: str, by: str) -> Iterator[Part]:
    days = rows["published"].nunique()
    told = rows.groupby(_group(rows))
    there = told["published"].nunique()
    sums = told[metric].sum()[there >= DENSE * days]
    called = told["text"].last()
    for name in sums.sort_values(ascending=False, kind="stable").index[:MOST]:
        words = called[name]
        yield Part(by=by, name=str(name), called=words if isinstance(words, str) else "")


def _group(frame: pd.DataFrame) -> pd.Series:
    """An item is the group and the day."""
    return frame["item"].str.rsplit("#", n=1).str[0]


def _called(frame: pd.DataFrame) -> Mapping[str, str]:
    """What each account was called last."""
    named = frame.dropna(subset=["account", "account_name"]).sort_values("published")
    return dict(zip(named["account"].astype(str), named["account_name"].astype(str), strict=True))
