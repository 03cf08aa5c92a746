"""What posts are told apart by, in a row per post: what content factors are asked of."""

from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from coachkit.evaluation.observed import Observed, in_local_days, within
from coachkit.model.benchmarks import DENOMINATORS
from coachkit.model.factors import Factor
from coachkit.model.periods import Period


def denominator_of(observed: Observed) -> str | None:
    """What the responses to these posts can be divided by."""
    frame = observed.frame
    there = (name for name in DENOMINATORS if name in frame.columns and frame[name].notna().any())
    return next(there, None)


def posts_apart(
    observed: Observed, numerator: str, denominator: str, period: Period, zone: str
) -> pd.DataFrame:
    """The posts of the period with their format, weekday and, where it is known, hour.

    Hours are the client's, and only those of exports that write hours and say in which zone.
    """
    rows = within(in_local_days(observed, zone), period)
    told = {source.time_zone for source in observed.sources if not source.day_precision}
    hours = pd.Series(np.nan, index=rows.index)
    for written_in, part in rows.groupby(rows["time_zone"].fillna(""), sort=False):
        if str(written_in) and str(written_in) in told:
            moments = part["published"].dt.tz_localize(
                ZoneInfo(str(written_in)), ambiguous="NaT", nonexistent="NaT"
            )
            hours.loc[part.index] = moments.dt.tz_convert(ZoneInfo(zone)).dt.hour
    return pd.DataFrame(
        {
            numerator: rows[numerator],
            denominator: rows[denominator],
            "young": rows["young"],
            "day": rows["day"],
            Factor.FORMAT.value: rows["format"],
            Factor.WEEKDAY.value: rows["day"].dt.day_of_week,
            Factor.HOUR.value: hours,
        }
    )
