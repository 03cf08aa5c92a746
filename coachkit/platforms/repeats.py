"""The same item twice in one file: merged where the rows agree, refused where they contradict.

Rows agree if each says what the other says or is silent. Within a batch every cell is compared.
Across batches a digest of each row is kept (all numbers, the time, the length of the text), 24
bytes a row: an equal row is dropped, any other repetition is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from coachkit.model.metrics import METRICS
from coachkit.platforms.notices import Notices
from coachkit.platforms.problems import Problems

_MIXER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class _Seen:
    """Rows of earlier batches, sorted by key."""

    keys: np.ndarray
    digests: np.ndarray
    rows: np.ndarray


@dataclass
class Repeats:
    """Watches the batches of one table for items that come again.

    ``headers``: frame column → the platform's header, for what is said about a contradiction.
    """

    file: str
    sheet: str | None
    headers: Mapping[str, str]
    notices: Notices
    _seen: list[_Seen] = field(default_factory=list)

    def unique(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with each item once; raises ``conflicting_rows``."""
        problems = Problems(self.file, self.sheet)
        keys = _keys(frame)
        again = pd.Series(keys).duplicated(keep=False).to_numpy()
        if again.any():
            frame = self._merged(frame, again, keys, problems)
            problems.refuse()
            keys = _keys(frame)
        digests = _digests(frame)
        new = self._unseen(frame, keys, digests, problems)
        problems.refuse()
        if not new.all():
            frame, keys, digests = frame[new], keys[new], digests[new]
        self._remember(keys, digests, frame["row"].to_numpy())
        return frame

    def _merged(
        self, frame: pd.DataFrame, again: np.ndarray, keys: np.ndarray, problems: Problems
    ) -> pd.DataFrame:
        repeated = frame[again]
        groups = repeated.groupby(keys[again], sort=False)
        distinct = groups[[column for column in frame.columns if column != "row"]].nunique()
        for key, torn in zip(distinct.index, distinct.gt(1).to_numpy(), strict=True):
            for column in distinct.columns[torn]:
                self._contradiction(groups.get_group(key), column, problems)
        firsts = groups.head(1)
        self._note(repeated["row"].to_numpy(), firsts["row"].to_numpy())
        merged = groups[list(frame.columns)].first()
        merged.index = firsts.index
        return pd.concat([frame[~again], merged]).sort_index()

    def _contradiction(self, rows: pd.DataFrame, column: str, problems: Problems) -> None:
        values = rows[column].dropna()
        first = values.iloc[0]
        other = values[values != first].index[0]
        problems.add(
            "conflicting_rows",
            rows["row"][other],
            self.headers.get(column),
            other_row=int(rows["row"][values.index[0]]),
            item=str(rows["item"].iloc[0]),
            value=str(values[other]),
            other_value=str(first),
        )

    def _unseen(
        self, frame: pd.DataFrame, keys: np.ndarray, digests: np.ndarray, problems: Problems
    ) -> np.ndarray:
        new = np.ones(len(keys), dtype=bool)
        rows = frame["row"].to_numpy()
        for seen in self._seen:
            places = np.minimum(np.searchsorted(seen.keys, keys), len(seen.keys) - 1)
            met = seen.keys[places] == keys
            same = met & (seen.digests[places] == digests)
            for place in np.flatnonzero(met & ~same):
                problems.add(
                    "conflicting_rows",
                    rows[place],
                    None,
                    other_row=int(seen.rows[places[place]]),
                    item=str(frame["item"].iloc[place]),
                )
            new &= ~met
        if not new.all():
            self._note(rows[~new], np.empty(0, dtype=np.int64))
        return new

    def _remember(self, keys: np.ndarray, digests: np.ndarray, rows: np.ndarray) -> None:
        if not len(keys):
            return
        self._seen.append(_sorted(keys, digests, rows))
        # Few large blocks instead of many small ones, whatever the size of the batches.
        while len(self._seen) > 1 and len(self._seen[-2].keys) <= 2 * len(self._seen[-1].keys):
            last, before = self._seen.pop(), self._seen.pop()
            self._seen.append(
                _sorted(
                    np.concatenate([before.keys, last.keys]),
                    np.concatenate([before.digests, last.digests]),
                    np.concatenate([before.rows, last.rows]),
                )
            )

    def _note(self, rows: np.ndarray, kept: np.ndarray) -> None:
        self.notices.note("repeated_items", self.headers.get("item"), np.setdiff1d(rows, kept))


def _sorted(keys: np.ndarray, digests: np.ndarray, rows: np.ndarray) -> _Seen:
    order = np.argsort(keys, kind="stable")
    return _Seen(keys[order], digests[order], rows[order])


def _hashed(words: pd.Series) -> np.ndarray:
    return pd.util.hash_array(words.to_numpy(dtype=object), categorize=False)


def _keys(frame: pd.DataFrame) -> np.ndarray:
    """One 64-bit number per account and item."""
    codes, accounts = pd.factorize(frame["account"], use_na_sentinel=False)
    per_account = _hashed(pd.Series(accounts, dtype="str"))
    keys: np.ndarray = _hashed(frame["item"]) * _MIXER ^ per_account[codes]
    return keys


def _digests(frame: pd.DataFrame) -> np.ndarray:
    digest = frame["published"].to_numpy().astype("datetime64[us]").view(np.uint64).copy()
    digest ^= frame["text"].str.len().fillna(-1).to_numpy().astype(np.int64).view(np.uint64)
    for name in (column for column in frame.columns if column in METRICS):
        digest *= _MIXER
        digest ^= np.ascontiguousarray(frame[name].to_numpy(dtype=np.float64)).view(np.uint64)
    return digest
