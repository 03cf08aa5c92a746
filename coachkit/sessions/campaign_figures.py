"""Where a campaign's window leads by the client's own past, if all goes on as it does."""

from typing import Final

from coachkit.evaluation.goal_forecast import forecast
from coachkit.model.campaign import Campaign
from coachkit.model.effects import Detectability, Forecast, Smallest
from coachkit.model.goals import Kpi
from coachkit.sessions.evaluation_figures import detectable
from coachkit.sessions.evaluation_series import campaign_metrics, campaign_parts, series_of
from coachkit.sessions.reading import ClientData

_LOOKED_AT: Final = 12
_TOLD: Final = 3


def baseline(data: ClientData, campaign: Campaign, *, refined: bool) -> Forecast | None:
    """What the measure comes to in the campaign's window without it, and the target's probability.

    ``None`` until there is a launch and a measure that some export has. What is teased before the
    launch, and other campaigns, tell nothing of what goes on as it does.
    """
    outcome, window = campaign.outcome, campaign.window
    seen = None if outcome.measure is None else series_of(data, outcome.measure)
    if seen is None or window is None:
        return None
    return forecast(
        seen.days,
        window,
        seen.about,
        target=outcome.target,
        others=campaign.measurement.also,
        refined=refined,
    )


def measures(data: ClientData) -> tuple[Kpi, ...]:
    """What it can be seen by: the goals' measures first, then what the exports have."""
    known = campaign_metrics(data)
    goals = [goal.kpi for goal in data.goals.goals if goal.kpi in known]
    return tuple(dict.fromkeys((*goals, *known, *campaign_parts(data))))


def seen_better(
    data: ClientData, measure: Kpi, found: Detectability | None, weeks: int
) -> tuple[tuple[Kpi, Smallest], ...]:
    """Other measures of theirs by which a smaller lift would show, the smallest first."""
    own = None if found is None else found.smallest(weeks)
    others: list[tuple[Kpi, Smallest]] = []
    for kpi in [one for one in measures(data) if one.part is None][:_LOOKED_AT]:
        seen = None if kpi == measure else detectable(data, kpi, weeks)
        smallest = None if seen is None else seen.smallest(weeks)
        if smallest is not None and (own is None or smallest.lift < own.lift):
            others.append((kpi, smallest))
    return tuple(sorted(others, key=lambda one: one[1].lift)[:_TOLD])
